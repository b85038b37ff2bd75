using Platform.Docker;
using Platform.Shell;

namespace Platform.Hosts;

/// <summary>Writes the script of one round trip. <see cref="ScriptFrame"/> reads what it prints.</summary>
internal static class SnapshotScript
{
    /// <summary>The largest compose file that is read, as for every file people write.</summary>
    private const int LargestFile = 1 << 20;

    /// <summary>What the host says where its awk is missing or fails: a list of nothing would be no list of what runs.</summary>
    public const string NoAwk = "awk took nothing from the list of containers";

    /// <summary>US, the unit separator: parts the fields of the list.</summary>
    private const string Separator = "\u001f";

    /// <summary>What <c>docker ps</c> prints of a container: eight fields, of which the labels are JSON strings.</summary>
    private static readonly string ListFormat = FormatOf(".Label");

    /// <summary>The same for podman.</summary>
    private static readonly string PodmanListFormat = FormatOf("index .Labels");

    // Reading aids for the script below:
    // - Every docker gets /dev/null as input, for the script itself arrives on standard input.
    // - `docker version` makes the daemon start runc, and nothing waits for it: it runs beside all else.
    // - Fields are parted by US (0x1f). Labels come as JSON strings, so that one with a line break, a quote or a US can
    //   neither break its line nor forge another. Only a label without any escape is used as a path; the reader says
    //   what was not evaluated. Ids are checked to be hex before they become arguments.
    // - A container that others link to has several names, with commas between.
    // - Podman's docker command (4.3) has no `.Label`, and its `.Labels` is a map: it is asked a second time. It writes no
    //   `sha256:` before an image id, and pretty-prints an image where the format is {{json .}} and nothing else.
    // - `container inspect` prints the image id first, so that awk can collect the ids, on standard error, from the lines
    //   as they pass. A container that has just gone comes as a line without that prefix; the reader tells it from other errors.
    // - The images that the list names are inspected while the containers are. A name says only what an image is called
    //   now: of the ids that the containers have, those not among them are asked for in the end.
    // - `compose config` runs for up to four sets of files while the containers are inspected. Remote includes are
    //   switched off: looking must not fetch anything.
    // - What runs early writes into a pipe that `cat` empties after the rest has been written, so that sections never mix.
    // - `place` says which of the root's files a compose file is: `=` and its name, `+` for another below platform_dir, `!`
    //   for one elsewhere, `?` where it cannot be seen. `-ef` asks the file system, so that a link or a mount on the way
    //   makes no other file of it. Labels with relative paths are Compose v1's, and relative to nobody knows what.
    // - What is there and no ordinary file is not opened: a FIFO would be waited for until the time is up.
    // - `read` takes one byte a system call from a pipe, and a shell matches patterns in the square of the text's length,
    //   so long lines are left to awk, and a list is taken apart by its line breaks.
    // - Output is kept in variables and pipes: no temporary file is written on the host.
    private const string Body = """
        LC_ALL=C; export LC_ALL
        PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin; export PATH
        COMPOSE_EXPERIMENTAL_GIT_REMOTE=false COMPOSE_EXPERIMENTAL_OCI_REMOTE=false
        export COMPOSE_EXPERIMENTAL_GIT_REMOTE COMPOSE_EXPERIMENTAL_OCI_REMOTE
        line='
        '
        if command -v timeout >/dev/null 2>&1
        then run() { timeout "$limit" docker "$@" </dev/null 2>&1; }
        else run() { docker "$@" </dev/null 2>&1; }
        fi
        place() (
          IFS=' '
          [ -n "$files" ] || exit 0
          case $2 in /*) path=$2 ;; *) path=$1/$2 ;; esac
          for file in $files; do if [ "$path" = "$directory/$file" ]; then printf '=%s' "$file"; exit 0; fi; done
          for file in $files; do if [ "$path" -ef "$directory/$file" ]; then printf '=%s' "$file"; exit 0; fi; done
          if [ "$path" != "$2" ] || [ ! -e "$path" ]; then printf '?'; exit 0; fi
          while [ -n "$path" ]; do
            path=${path%/*}
            if [ "$path" -ef "$directory" ]; then printf '+'; exit 0; fi
          done
          printf '!'
        )
        config() (
          [ -n "$1" ] || exit 0
          set -f; IFS=$us; set -- $1; project=$1 folder=$2 origin=$3 environment=${4-}
          IFS=,; set --; places= pipe=
          for file in $origin; do
            set -- "$@" --file "$file"; places=$places,$(place "$folder" "$file")
            if [ -e "$file" ] && [ ! -f "$file" ]; then pipe=yes; fi
          done
          begin config; printf '%s\n' "$project" "$folder" "$origin" "$environment" "${places#,}"
          if [ -n "$pipe" ]; then printf 'no such file\n'; end config 1; exit 0; fi
          for file in $environment; do set -- "$@" --env-file "$file"; done
          run compose --project-name "$project" --project-directory "$folder" --profile '*' "$@" config --format json
          end config $?
        )
        configs() {
          printf '%s\n' "$1" | while IFS= read -r a; do
            IFS= read -r b || b=; IFS= read -r c || c=; IFS= read -r d || d=
            config "$a" | { config "$b" | { config "$c" | { config "$d"; cat; }; cat; }; cat; }
          done
        }
        engine() {
          begin engine; run version --format '{{json .}}'; end engine $?
          if [ "$compose" = yes ]; then begin compose; run compose version --short; end compose $?; fi
        }
        containers() {
          { run container inspect --format '{{.Image}} {{json .}}' $ids; printf '\n%s %s\n' "$nonce" $?; } | awk -v nonce="$nonce" '
            index($0, nonce " ") == 1 { print substr($0, length(nonce) + 2) > "/dev/stderr"; next }
            { print; image = hex = substr($0, 1, index($0, " ") - 1); sub(/^sha256:/, "", hex) }
            length(hex) == 64 && hex !~ /[^0-9a-f]/ && !seen[image]++ { print image > "/dev/stderr" }'
        }
        inspect() {
          begin containers; inspected=$(containers 2>&1 >&3); end containers "${inspected##*"$line"}"
          early=$(cat); set -- $inspected
          late=$(printf '%s\n' "$early" | awk -v wanted="$*" '
            match($0, /"Id":"[^"]*"/) { known[substr($0, RSTART + 6, RLENGTH - 7)] }
            END { count = split(wanted, image, " "); for (i = 1; i < count; i++) if (!(image[i] in known)) printf " %s", image[i] }')
          begin images; printf '%s\n' "$early"; [ -z "$late" ] || run image inspect --format '{{json .}}{{""}}' $late; end images $?
        }
        answers() {
          begin list; printf '%s\n' $ids; end list 0
          for file in $files; do begin file; printf '%s\n' "$file"; [ -f "$directory/$file" ] && head -c "$largest" "$directory/$file" 2>/dev/null; end file $?; done
          [ -n "$ids" ] || return
          { [ -z "$images" ] || run image inspect --format '{{json .}}{{""}}' $images; } | {
            if [ -n "$sets" ]; then configs "$sets" | { inspect 3>&1 <&4; cat; }; else inspect 3>&1 <&4; fi
          } 4<&0
        }
        look() {
          list=$(run ps --all --no-trunc --format "$format")
          listed=$?
          case $listed$list in [!0]*"can't evaluate field Label "*) list=$(run ps --all --no-trunc --format "$podman_format"); listed=$? ;; esac
          if [ "$listed" -ne 0 ]; then begin list; printf '%s\n' "$list"; end list "$listed"; return; fi
          wanted=$(printf '%s\n' "$list" | awk -F "$us" -v OFS="$us" -v projects=" $projects " -v services=" $services " -v names=" $names " '
            function text(json) { return substr(json, 2, length(json) - 2) }
            function named(list, name, count) {
              count = split(list, name, ",")
              for (; count; count--) if (index(names, " " name[count] " ")) return 1
              return 0
            }
            NF != 8 || $1 !~ /^[0-9a-f]+$/ { next }
            { ours = text($3) != "" && index(projects, " " text($3) " ") }
            ours || named($2) {
              ids = ids " " $1
              if ($8 ~ /^[0-9A-Za-z][0-9A-Za-z._:\/@-]*$/ && !seen[$8]++) images = images " " $8
            }
            ours && text($6) != "" && ($3 $5 $6 $7) !~ /\\/ && (services == "  " || index(services, " " text($4) " ")) {
              set = text($3) OFS text($5) OFS text($6) OFS text($7)
              if (!seen[set]++) sets = sets "\n" set
            }
            END { print "=" images; print "=" ids sets }')
          set -f; IFS=$line; set -- $wanted
          if [ $# -lt 2 ]; then begin list; printf '%s\n' "$no_awk"; end list 1; return; fi
          images=${1#=} ids=${2#=}; shift 2; sets="$*"
          set +f; unset IFS
          answers
        }
        main() {
          begin clock; date -u +%s; end clock 0
          if ! command -v docker >/dev/null 2>&1; then begin engine; end engine 127; return; fi
          engine | { look; cat; }
        }
        main; complete
        """;

    /// <summary>Builds the script.</summary>
    /// <param name="host">The host, for where the root lives there and how long one docker may take.</param>
    /// <param name="request">What is wanted. Every name in it must have passed <see cref="ShellName"/>.</param>
    /// <exception cref="ArgumentException">A name was not checked by the caller: a bug, not bad input.</exception>
    public static ReadOnlyScript Create(HostDefinition host, SnapshotRequest request)
    {
        var nonce = ScriptFrame.NewNonce();
        var files = host.PlatformDirectory is null ? [] : request.Files;
        ShellText text = $"""
            nonce={ShellWord.Quoted(nonce)}
            projects={ShellWord.List(request.Projects, ShellName.IsComposeProject)}
            services={ShellWord.List(request.Services, ShellName.IsComposeService)}
            names={ShellWord.List(request.ContainerNames, ShellName.IsContainer)}
            directory={ShellWord.List(host.PlatformDirectory is { } directory ? [directory] : [], ShellName.IsAbsolutePath)}
            files={ShellWord.List(files, ShellName.IsRelativePath)}
            largest={ShellWord.Number(LargestFile + 1)}
            no_awk={ShellWord.Quoted(NoAwk)}
            us={ShellWord.Quoted(Separator)}
            format={ShellWord.Quoted(ListFormat)}
            podman_format={ShellWord.Quoted(PodmanListFormat)}
            compose={ShellWord.Quoted(request.WithComposeVersion ? "yes" : "no")}
            limit={ShellWord.Number((long)Math.Ceiling(host.CommandTimeout.TotalSeconds))}
            {ShellText.Literal(ScriptFrame.Functions)}
            {ShellText.Literal(Body)}

            """;
        return new ReadOnlyScript(text, nonce);
    }

    private static string FormatOf(string label) => string.Join(
        """{{"\x1f"}}""",
        (string[])
        [
            "{{.ID}}", "{{.Names}}",
            .. ((string[])[ComposeLabel.Project, ComposeLabel.Service, ComposeLabel.WorkingDirectory, ComposeLabel.ConfigFiles, ComposeLabel.EnvironmentFile])
                .Select(name => $$$"""{{json ({{{label}}} "{{{name}}}")}}"""),
            "{{.Image}}",
        ]);
}
