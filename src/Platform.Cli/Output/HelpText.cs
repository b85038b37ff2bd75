using System.CommandLine;
using System.CommandLine.Help;

namespace Platform.Cli.Output;

/// <summary>
/// Help of a command at a given width. The library's own cannot be told how a usage line reads: it names arguments by their
/// internal names there, and shows one that may be left out as if it had to be given in the list of commands.
/// https://github.com/dotnet/command-line-api/blob/main/src/System.CommandLine/Help/HelpBuilder.cs
/// </summary>
internal static class HelpText
{
    private const int Indent = 2;

    public static IEnumerable<string> Of(Command command, int width)
    {
        List<string> lines = ["Description:", .. Wrap(command.Description ?? "", width - Indent).Select(line => "  " + line)];
        lines.AddRange(["", "Usage:", .. Wrap(Usage(command), width - (2 * Indent)).Select((line, index) => (index == 0 ? "  " : "    ") + line)]);
        Add(lines, "Arguments:", command.Arguments.Where(a => !a.Hidden).Select(a => (Name(a), a.Description ?? "")), width);
        Add(lines, "Options:", Options(command).Select(o => (Name(o), Description(o))), width);
        Add(lines, "Commands:", command.Subcommands.Where(c => !c.Hidden).Select(c => (string.Join(' ', [c.Name, .. Arguments(c)]), c.Description ?? "")), width);
        return lines;
    }

    /// <summary>How a command is written: <c>platformctl drift-check [&lt;MODULE&gt;...] [options]</c>.</summary>
    private static string Usage(Command command)
    {
        // Without the arguments of a verb above: nobody writes them before the verb below it.
        List<string> words = [.. Path(command).Select(c => c is RootCommand ? "platformctl" : c.Name), .. Arguments(command)];
        if (command.Subcommands.Any(c => !c.Hidden)) words.Add("[command]");
        words.Add("[options]");
        return string.Join(' ', words);
    }

    /// <summary>The command and those it is below, the root first.</summary>
    private static IEnumerable<Command> Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Path(parent).Append(command) : [command];

    private static IEnumerable<string> Arguments(Command command) => command.Arguments.Where(a => !a.Hidden).Select(argument =>
    {
        var name = Name(argument) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    });

    /// <summary>The command's own, --help and --version last; then those of its parents that reach down to it.</summary>
    private static IEnumerable<Option> Options(Command command)
    {
        var own = command.Options.OrderBy(IsOfEveryCommand);
        var inherited = Path(command).SkipLast(1).Reverse().SelectMany(c => c.Options).Where(o => o.Recursive);
        return own.Concat(inherited).Where(o => !o.Hidden).DistinctBy(o => o.Name, StringComparer.Ordinal);
    }

    private static bool IsOfEveryCommand(Option option) => option is HelpOption or VersionOption;

    private static string Name(Argument argument) => $"<{argument.HelpName ?? argument.Name}>";

    private static string Name(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(name => name[0] == '-').Append(option.Name).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));
        var value = option.Arity.MaximumNumberOfValues > 0 && !IsOfEveryCommand(option) ? $" <{option.HelpName ?? option.Name.TrimStart('-')}>" : "";
        return names + value + (option.Required ? " (REQUIRED)" : "");
    }

    private static string Description(Option option) =>
        option.HasDefaultValue && option.Arity.MaximumNumberOfValues > 0 && !IsOfEveryCommand(option) ? $"{option.Description} [default: {option.GetDefaultValue()}]" : option.Description ?? "";

    private static void Add(List<string> lines, string heading, IEnumerable<(string First, string Second)> rows, int width)
    {
        (string First, string Second)[] all = [.. rows];
        if (all.Length == 0) return;
        lines.AddRange(["", heading]);
        // A name that would leave little room for the words has its own line.
        var column = all.Select(row => row.First.Length).Where(length => length <= width / 3).DefaultIfEmpty(width / 3).Max();
        foreach (var (first, second) in all)
        {
            string[] words = [.. Wrap(second, Math.Max(width - column - (2 * Indent), 16))];
            var rest = words.AsEnumerable();
            if (first.Length > column || words.Length == 0) lines.Add("  " + first);
            else
            {
                lines.Add($"  {first.PadRight(column)}  {words[0]}");
                rest = words.Skip(1);
            }

            lines.AddRange(rest.Select(line => new string(' ', column + (2 * Indent)) + line));
        }
    }

    /// <summary>Lines of at most so many characters, but for a word that is longer.</summary>
    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0) yield return line;
    }
}
