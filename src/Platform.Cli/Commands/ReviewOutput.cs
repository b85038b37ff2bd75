using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Reporting;
using Platform.Review;
using Platform.Text;

namespace Platform.Cli.Commands;

/// <summary>How a decision is printed, and whether it is posted: what <c>review</c> and <c>review run</c> share.</summary>
internal sealed class ReviewOutput
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Markdown = "markdown";

    private static readonly string[] Formats = [Text, Markdown, Json];

    private readonly Option<bool> _json = Verb.JsonOption();
    private readonly Option<bool> _markdown = Verb.Flag("--markdown", "The same as --format markdown.");
    private readonly Option<string?> _format = FormatOption();
    private readonly Option<string?> _post = new("--post")
    {
        Description = $"Post the decision as a comment of this change request of a Forgejo, with the token of {ForgejoAddress.TokenVariable}.", HelpName = "URL",
    };

    private ReviewOutput()
    {
    }

    public static ReviewOutput Create() => new();

    public void AddTo(Command command)
    {
        command.Add(_json);
        command.Add(_markdown);
        command.Add(_format);
        command.Add(_post);
        command.Validators.Add(result =>
        {
            string[] asked = [.. new[] { result.GetValue(_json) ? Json : null, result.GetValue(_markdown) ? Markdown : null, result.GetResult(_format) is null ? null : result.GetValue(_format) }.OfType<string>().Distinct(StringComparer.Ordinal)];
            if (asked.Length > 1) result.AddError($"a decision is printed in one format, and asked for are {string.Join(" and ", asked)}");
        });
    }

    /// <summary>Where to post to, null for nowhere; false where that is no address, which is said on standard error.</summary>
    public bool TryGetPost(ParseResult parsed, out ForgejoAddress? address)
    {
        address = null;
        if (parsed.GetValue(_post) is not { } text || ForgejoAddress.TryParse(text, out address, out var error)) return true;
        Messages.Error($"--post: {error}");
        return false;
    }

    /// <summary>Prints and posts; a decision that could not be posted is printed all the same.</summary>
    /// <returns>The decision's exit code; 1 where it could not be posted.</returns>
    public async Task<int> WriteAsync(ParseResult parsed, ReviewDecision decision, ForgejoAddress? address, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_json) || parsed.GetValue(_format) == Json) Result.Write(ReportJson.Write(DecisionReport.Of(decision)));
        else if (parsed.GetValue(_markdown) || parsed.GetValue(_format) == Markdown) Result.WriteLines(DecisionMarkdown.Write(decision).TrimEnd('\n').Split('\n'));
        else ReviewText.Print(decision);
        if (address is null) return decision.ExitCode;

        using var comments = new ForgejoComments(ForgejoComments.DefaultTimeout);
        if (await comments.PostAsync(address, Environment.GetEnvironmentVariable(ForgejoAddress.TokenVariable), DecisionMarkdown.Write(decision), cancellationToken) is { } fault)
        {
            Messages.Error($"the decision was not posted: {fault}");
            return ExitCodes.CannotWork;
        }

        Messages.Progress($"posted to {address}");
        return decision.ExitCode;
    }

    private static Option<string?> FormatOption()
    {
        Option<string?> option = new("--format") { Description = "How to print the decision: text, markdown for a comment, or json.", HelpName = "FORMAT" };
        option.CompletionSources.Add(_ => Formats);
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var word }] || Formats.Contains(word, StringComparer.Ordinal)) return;
            result.AddError($"--format takes {string.Join(", ", Formats[..^1])} or {Formats[^1]}, and not '{word}'{(NearestName.Find(word, Formats) is { } near ? $"; did you mean {near}?" : "")}");
        });
        return option;
    }
}
