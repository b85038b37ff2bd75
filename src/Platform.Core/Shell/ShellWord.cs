using System.Globalization;

namespace Platform.Shell;

/// <summary>
/// One word of a POSIX <c>sh</c> script, quoted where it needs to be. A value becomes one only by a method here, each of
/// which first checks what kind of value it is. A bare string cannot stand in a <see cref="ShellText"/>.
/// </summary>
internal readonly record struct ShellWord
{
    private const string Socket = "unix://";

    private readonly string? _text;

    private ShellWord(string text) => _text = text;

    /// <summary>The hex digits of an SHA-256, as <c>sha256sum</c> prints them.</summary>
    public static ShellWord? Sha256(string? text) => text is not null && ShellName.IsSha256(text) ? new ShellWord(text) : null;

    /// <summary>The id of a container: 64 lower-case hex digits.</summary>
    public static ShellWord? ContainerId(string? text) => Sha256(text);

    /// <summary>The name of a container.</summary>
    public static ShellWord? Container(string? text) => text is not null && ShellName.IsContainer(text) ? new ShellWord(text) : null;

    /// <summary>A reference or an id of an image: repository, tag, digest. The brackets of an IPv6 address are quoted.</summary>
    public static ShellWord? Reference(string? text) => text is not null && ShellName.IsReference(text) ? Quoted(text) : null;

    /// <summary>The name of a Compose project.</summary>
    public static ShellWord? Project(string? text) => text is not null && ShellName.IsComposeProject(text) ? new ShellWord(text) : null;

    /// <summary>
    /// The name of a Compose service as an argument. Compose lets one begin with a dash, and would then take it for an
    /// option: that is refused.
    /// </summary>
    public static ShellWord? Service(string? text) =>
        text is not null && ShellName.IsComposeService(text) && char.IsAsciiLetterOrDigit(text[0]) ? new ShellWord(text) : null;

    /// <summary>A path from the top of the host's file system.</summary>
    public static ShellWord? AbsolutePath(string? text) => text is not null && ShellName.IsAbsolutePath(text) ? new ShellWord(text) : null;

    /// <summary>A line that tells docker where its engine listens; nothing where it looks by itself.</summary>
    /// <exception cref="ArgumentException">It is no socket: the caller did not check it, which is a bug.</exception>
    public static ShellText DockerHost(string? socket)
    {
        if (socket is null) return ShellText.Literal("");
        return socket.StartsWith(Socket, StringComparison.Ordinal) && AbsolutePath(socket[Socket.Length..]) is { } path
            ? (ShellText)$"DOCKER_HOST=unix://{path}; export DOCKER_HOST"
            : throw new ArgumentException($"unchecked socket '{socket}'", nameof(socket));
    }

    /// <summary>A whole number.</summary>
    public static ShellWord Number(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Any text, in single quotes, in which nothing is special but the quote itself (POSIX.1-2024, XCU 2.2.2).</summary>
    /// <exception cref="ArgumentException">The text has a NUL in it, which no shell can take.</exception>
    public static ShellWord Quoted(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("a NUL cannot stand in a script", nameof(text));
        return new(ShellName.IsBare(text) ? text : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'");
    }

    /// <summary>Names that are separated by blanks in one quoted word, each of which has to be of one kind.</summary>
    /// <exception cref="ArgumentException">One of them is not: the caller did not check it, which is a bug.</exception>
    public static ShellWord List(IEnumerable<string> names, Func<string, bool> isOfKind) => Quoted(string.Join(' ', names.Select(name =>
        isOfKind(name) ? name : throw new ArgumentException($"unchecked name '{name}'", nameof(names)))));

    /// <summary>A script as one word, for the shell that is to run it.</summary>
    public static ShellWord Script(ShellText script) => Quoted(script.ToString());

    public override string ToString() => _text ?? "''";
}
