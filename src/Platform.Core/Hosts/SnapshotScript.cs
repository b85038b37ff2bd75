using System.Security.Cryptography;

namespace Platform.Hosts;

/// <summary>Writes the script of one round trip. <see cref="SnapshotFrame"/> reads what it prints.</summary>
internal static class SnapshotScript
{
    // Reading aids for the script below:
    // - Every docker gets /dev/null as input, for the script itself arrives on standard input.
    // - `docker version` runs while `docker ps` does; nothing else writes meanwhile, so their lines cannot mix.
    // - Ids are checked to be hex before they become arguments: a label with a line break could forge a line.
    // - `container inspect` prints the image id first, so that the shell can collect the ids without reading JSON.
    //   A container that has just gone comes as a line without that prefix; the reader tells it from other errors.
    // - `read` takes one byte a system call from a pipe, so long lines are left to awk and sed.
    // - Output is kept in variables: no temporary file is written on the host.
    private const string Body = """
        LC_ALL=C; export LC_ALL
        PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin; export PATH
        begin() { printf '\n%s begin %s\n' "$nonce" "$1"; }
        end() { printf '\n%s end %s %s\n' "$nonce" "$1" "$2"; }
        finish() { printf '%s done\n' "$nonce"; exit 0; }
        if command -v timeout >/dev/null 2>&1
        then run() { timeout "$limit" docker "$@" </dev/null 2>&1; }
        else run() { docker "$@" </dev/null 2>&1; }
        fi
        main() {
          begin clock; date -u +%s; end clock 0
          if ! command -v docker >/dev/null 2>&1; then begin engine; end engine 127; finish; fi
          begin engine
          run version --format '{{json .}}' &
          engine=$!
          list=$(run ps --all --no-trunc --format '{{.ID}}\t{{.Names}}\t{{.Label "com.docker.compose.project"}}')
          listed=$?
          wait "$engine"; end engine $?
          if [ "$compose" = yes ]; then begin compose; run compose version --short; end compose $?; fi
          if [ "$listed" -ne 0 ]; then begin list; printf '%s\n' "$list"; end list "$listed"; finish; fi
          ids=$(printf '%s\n' "$list" | awk -F '\t' -v projects=" $projects " -v names=" $names " '
            $1 ~ /^[0-9a-f]+$/ && (($3 != "" && index(projects, " " $3 " ")) || index(names, " " $2 " ")) { print $1 }')
          begin list; printf '%s\n' "$ids"; end list 0
          if [ -z "$ids" ]; then finish; fi
          containers=$(run container inspect --format '{{.Image}} {{json .}}' $ids)
          inspected=$?
          begin containers; printf '%s\n' "$containers"; end containers "$inspected"
          images=$(printf '%s\n' "$containers" | sed -n 's/^\(sha256:[0-9a-f]\{64\}\) .*/\1/p' | sort -u)
          if [ -n "$images" ]; then
            begin images; run image inspect --format '{{json .}}' $images; end images $?
          fi
          finish
        }
        main
        """;

    /// <summary>Builds the script.</summary>
    /// <param name="request">What is wanted. Every name in it must have passed <see cref="ShellName"/>.</param>
    /// <param name="commandTimeout">How long one docker may take on the host, where it has <c>timeout</c>.</param>
    /// <exception cref="ArgumentException">A name was not checked by the caller: a bug, not bad input.</exception>
    public static ReadOnlyScript Create(SnapshotRequest request, TimeSpan commandTimeout)
    {
        foreach (var project in request.Projects)
            if (!ShellName.IsComposeProject(project)) throw new ArgumentException($"unchecked project name '{project}'", nameof(request));
        foreach (var name in request.ContainerNames)
            if (!ShellName.IsContainer(name)) throw new ArgumentException($"unchecked container name '{name}'", nameof(request));

        var nonce = "platform-" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        var head = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"""
            nonce={ShellQuoting.Quote(nonce)}
            projects={ShellQuoting.Quote(string.Join(' ', request.Projects))}
            names={ShellQuoting.Quote(string.Join(' ', request.ContainerNames))}
            compose={(request.WithComposeVersion ? "yes" : "no")}
            limit={(int)Math.Ceiling(commandTimeout.TotalSeconds)}

            """);
        return new ReadOnlyScript(head + Body + "\n", nonce);
    }
}
