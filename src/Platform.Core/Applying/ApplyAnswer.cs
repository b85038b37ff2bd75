using System.Text;
using Platform.Hosts;
using Platform.Shell;
using Platform.Text;

namespace Platform.Applying;

/// <summary>What a host answered to an <see cref="ApplyScript"/>.</summary>
/// <param name="Status">Exit status of the step; 0 for the lock.</param>
/// <param name="WasEarlier">True where the host's record had it done already.</param>
/// <param name="Output">What the command printed, the last of it; <see cref="StepMessage"/> knows what may be said of it.</param>
/// <param name="Refusal">Words of a refusal, the first its kind; null where there was none.</param>
/// <param name="Failure">Why there is no answer; null where there is one.</param>
internal sealed record ApplyAnswer(int Status, bool WasEarlier, RawText Output, IReadOnlyList<string>? Refusal, HostFailure? Failure)
{
    /// <summary>Why a step is not made, in words of our own; null where the host's output says it.</summary>
    public string? Own { get; init; }

    /// <summary>The step found the host otherwise than the plan saw it, and did nothing.</summary>
    public bool HasMoved => Status == ApplyScript.Moved;

    public static ApplyAnswer Read(string host, TransportAnswer answer, ChangeScript script)
    {
        var frame = ScriptFrame.Parse(answer.Output, script.Nonce);
        if (frame["refusal"] is { } refusal) return new ApplyAnswer(0, false, RawText.Empty, refusal.Printed.Reveal().TrimEnd('\n').Split('\n'), null);
        if (frame.IsComplete && (frame["step"] ?? frame["lock"] ?? frame["release"]) is { } section)
        {
            var text = Encoding.UTF8.GetString(section.Payload);
            var (first, rest) = text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? (text[..end], text[(end + 1)..]) : (text, "");
            return new ApplyAnswer(section.Status, first == "yes", new RawText(rest), null, null);
        }

        return new ApplyAnswer(-1, false, RawText.Empty, null, answer.Failure ?? new HostFailure(
            HostFailureReason.AnswerGarbled, $"the answer of {host} was cut off before its end"));
    }
}
