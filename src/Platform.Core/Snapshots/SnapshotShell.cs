namespace Platform.Snapshots;

/// <summary>The part of the snapshot script that is the same in every look: POSIX sh and awk, read-only.</summary>
internal static class SnapshotShell
{
    // Reading aids for the script below:
    // - The host's time is shared out, so that what hangs costs itself alone. `now` reads the kernel's clock, which costs no
    //   process and is never put back. `run` ends a docker one second before the time is over, by SIGKILL where SIGTERM
    //   does nothing: compose that waits for a FIFO never sees the signal. Files get a third of what is left for four sets
    //   together, so that any number of hanging ones fits. Where busybox is too old for -k, and where there is no
    //   `timeout`, the operator's side ends the wait; it takes what has come by then, so what matters most comes first.
    // - Every docker gets /dev/null as input, for the script itself arrives on standard input. `input` names another one.
    // - `docker version` makes the daemon start runc, and nothing waits for it: it runs beside all else.
    // - Fields are parted by US (0x1f). Labels come as JSON strings, so that one with a line break, a quote or a US can
    //   neither break its line nor forge another. Only a label without any escape is used as a path; the reader says
    //   what was not evaluated. Ids are checked to be hex before they become arguments.
    // - A stack's containers have no labels of Compose, and are called STACK_SERVICE.SLOT.TASK.
    // - A container that others link to has several names, with commas between.
    // - Podman's docker command (4.3) has no `.Label`, and its `.Labels` is a map: it is asked a second time. It writes no
    //   `sha256:` before an image id, and pretty-prints an image where the format is {{json .}} and nothing else.
    // - `container inspect` prints the image id first, so that awk can collect the ids, on standard error, from the lines
    //   as they pass. A container that has just gone comes as a line without that prefix; the reader tells it from other errors.
    // - The images that the list names are inspected while the containers are. A name says only what an image is called
    //   now: of the ids that the containers have, those not among them are asked for in the end.
    // - Of files that are mounted it is told when their inodes were made (0 where the file system does not say): a container keeps the
    //   inode that was there when it was started, whatever has its name by now.
    // - The networks and volumes that the list names are inspected meanwhile as well. A path that is mounted stands among the volumes,
    //   and may hold a comma: what is no name is not asked for, and a piece that looks like one is looked up in vain. Each has a
    //   third of the time, since a volume's driver may wait for another machine. The engine's own bridge tells which subnets it chooses from.
    // - `compose config` runs for up to four sets of files while the containers are inspected. Remote includes are
    //   switched off: looking must not fetch anything. Its status comes as a last line, which is missing where `head` has cut.
    // - PWD is the project's folder, as it is for whoever runs Compose there: https://github.com/docker/compose/blob/main/cmd/compose/compose.go (toProjectOptions)
    // - Where the first evaluation fails for a variable that is required or for an env_file, it is asked again, with a number for the
    //   variable and without the env_file, which a second file on standard input takes away. What succeeded is asked for once more
    //   with other numbers for all that is unset, required or the shell's own, and from another folder, if any of that may be in
    //   it: what differs then depends on one of them. A line with the names and their numbers comes before each further answer.
    //   Names and numbers only: no value reaches a command line. HOME is where docker's configuration is, so that is kept.
    // - Only `docker ps` tells errors from output: each line is a record or the list is none. Its words are asked for again.
    // - What runs early writes into a pipe that `cat` (or `head`) empties after the rest has been written, so that sections never mix.
    // - `place` says which of the root's files a compose file is: `=` and its name, `+` for another below platform_dir, `!`
    //   for one elsewhere, `?` where it cannot be seen. `-ef` asks the file system, so that a link or a mount on the way
    //   makes no other file of it. Labels with relative paths are Compose v1's, and relative to nobody knows what.
    // - Where one of the files is gone (or is standard input, or half of a path with a comma in it), the root's own file on the host is
    //   evaluated instead, the one that the module of the service names; `@` and its name say so behind the places. `%` and a name say
    //   that an override stands beside a file that Compose finds by itself, which only a plain `up` would take with it:
    //   https://github.com/compose-spec/compose-go/blob/v2.0.2/cli/options.go (DefaultOverrideFileNames)
    // - Of files that may be secret a fingerprint comes: with the nonce before the content, which is new each time and kept nowhere, nobody can
    //   try out what they hold on a fingerprint that was found somewhere.
    // - So it is with configs whose content stands in the compose file, which Compose copies into the container: `docker cp` writes a tar archive of them.
    // - What is there and no ordinary file is not opened: a FIFO would be waited for until the time is up.
    // - `read` takes one byte a system call from a pipe, and a shell matches patterns in the square of the text's length,
    //   so long lines are left to awk, and a list is taken apart by its line breaks.
    // - What else runs is printed as the list has it, parted by RS (0x1e): it costs no process. A compose file that a label names is read as it is,
    //   where the label is an absolute path, has no escape, and names an ordinary file; of 256 files at most.
    // - Output is kept in variables and pipes: no temporary file is written on the host.
    public const string Body = """
        LC_ALL=C; export LC_ALL
        PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin; export PATH
        COMPOSE_EXPERIMENTAL_GIT_REMOTE=false COMPOSE_EXPERIMENTAL_OCI_REMOTE=false
        export COMPOSE_EXPERIMENTAL_GIT_REMOTE COMPOSE_EXPERIMENTAL_OCI_REMOTE
        line='
        '
        now() { { IFS=' .' read -r now rest </proc/uptime; } 2>/dev/null || now=$(date +%s); }
        now; began=$now
        left() { now; left=$((limit - 1 - now + began)); [ "$left" -gt 0 ]; }
        watch=$(command -v timeout)
        if [ -z "$watch" ]; then limited() { shift; "$@"; }
        elif [ "$watch" -ef "$(command -v busybox)" ] && ! timeout -k 1 1 true 2>/dev/null; then limited() { timeout "$@"; }
        else limited() { timeout -k 1 "$@"; }
        fi
        share=1
        input=/dev/null
        ask() { left || left=1; limited "$(((left + share - 1) / share))" docker "$@" <"$input"; }
        run() { ask "$@" 2>&1; }
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
        lost() { for file in "$@"; do [ -e "$file" ] || return 0; done; return 1; }
        config() (
          [ -n "$1" ] || exit 0
          set -f; IFS=$us; set -- $1; project=$1 folder=$2 origin=$3 environment=${4-} own=${5-}
          cd "$folder" 2>/dev/null
          IFS=,; at=$folder sources=$origin variables=$environment places= instead= pipe= mentioned=
          for file in $origin; do places=$places,$(place "$folder" "$file"); done
          if [ -n "$own" ] && [ -f "$directory/$own" ] && lost $origin; then
            instead=@$own sources=$directory/$own variables=; at=${sources%/*}; cd "$at" 2>/dev/null
          fi
          beside=
          case $origin in *,*) ;; */compose.y*ml | */docker-compose.y*ml)
            for file in compose.override.yml compose.override.yaml docker-compose.override.yml docker-compose.override.yaml; do
              if [ -z "$beside" ] && [ -e "${origin%/*}/$file" ]; then beside=%$file; fi
            done ;;
          esac
          set -- --project-name "$project" --project-directory "$at" --profile '*'
          for file in $sources; do
            set -- "$@" --file "$file"
            if [ -f "$file" ]; then awk '/PWD/ { exit 1 }' "$file" 2>/dev/null || mentioned=yes
            elif [ -e "$file" ]; then pipe=yes
            fi
          done
          printf '%s\n' "$project" "$folder" "$origin" "$environment" "${places#,}$instead$beside"
          for file in $variables; do
            set -- "$@" --env-file "$file"
            if [ -e "$file" ] && [ ! -f "$file" ]; then pipe=yes; fi
          done
          share=3 IFS=' '
          if [ -n "$pipe" ]; then printf 'no such file\n\n%s 1\n' "$nonce"; else evaluations "$@" 3>&1; fi
        )
        evaluations() {
          needed= reset= lacking= again=
          until judge "$(evaluation 300 "$needed" "$@" 2>&1 >&3)"; do
            again=yes
            case $wanted in
              '') return ;;
              /*) without "$@" || return ;;
              *) needed="$needed $wanted" ;;
            esac
          done
          [ -n "$needed$blank$owned" ] || return 0
          again=yes; cd /
          evaluation 600 "$needed$blank$(own)" "$@" 2>/dev/null
        }
        evaluation() (
          number=$1 numbers= docker=${DOCKER_CONFIG-$HOME/.docker}
          for name in $2; do
            number=$((number + 1)) numbers="$numbers $name=$number"
            case $name in HOME) export DOCKER_CONFIG="$docker" HOME="/$number" ;; *) export "$name=$number" ;; esac
          done
          shift 2
          [ -z "$again" ] || printf '%s\n' "$numbers$lacking"
          more=$(more)
          [ -z "$more" ] || input=/dev/stdin
          {
            if left; then printf '%s\n' "$more" | run compose "$@" ${more:+--file -} config --format json; status=$?; else status=124; fi
            printf '\n%s %s\n' "$nonce" "$status"
          } | awk -v nonce="$nonce" -v others="$others" '
            function told(word) { print word > "/dev/stderr" }
            BEGIN { for (name in ENVIRON) if (name !~ others && name !~ /^(SHELL|TERM)$/ && length(ENVIRON[name]) >= 3) own[name] }
            index($0, nonce " ") == 1 { told("=" substr($0, length(nonce) + 2)) }
            /^\{/ { json = 1 }
            json && !owned { for (name in own) if (index($0, ENVIRON[name])) owned = 1; if (owned) told("~") }
            !json && match($0, /[A-Za-z_][A-Za-z0-9_]*\\?" variable is not set/) { split(substr($0, RSTART, RLENGTH), word, /[\\"]/); told("-" word[1]) }
            !json && match($0, /required variable [A-Za-z_][A-Za-z0-9_]* is missing a value/) { split(substr($0, RSTART, RLENGTH), word, " "); told("+" word[3]) }
            !json && match($0, /env file \/[A-Za-z0-9._\/@+-]+ not found/) { split(substr($0, RSTART, RLENGTH), word, " "); told("+" word[3]) }
            { print }'
        )
        more() {
          asked=
          for pair in $variables_asked; do case $pair in "$project="*) asked="$asked$line  ${pair#*=}: \"\${${pair#*=}}\"" ;; esac; done
          [ -z "$reset" ] || printf 'services:%s\n' "$reset"
          [ -z "$asked" ] || printf '%s:%s\n' "$asked_key" "$asked"
        }
        judge() {
          status= blank= owned=$mentioned wanted=
          IFS=$line
          for word in $1; do
            case $word in =*) status=${word#=} ;; -*) blank="$blank ${word#-}" ;; +*) wanted=${word#+} ;; '~') owned=yes ;; esac
          done
          IFS=' '
          case "$needed$lacking " in *[\ :]"$wanted "*) wanted= ;; esac
          [ "$status" = 0 ]
        }
        own() { awk -v others="$others" 'BEGIN { for (name in ENVIRON) if (name !~ others) printf " %s", name }' </dev/null; }
        others='[^A-Za-z0-9_]|^[0-9]|^(PATH|PWD|OLDPWD|LC_ALL|_|(COMPOSE|DOCKER|LD)_.*)$'
        without() {
          services=$(ask compose "$@" config --no-interpolate --no-normalize 2>/dev/null | awk -v file="$wanted" '
            /^[^ ]/ { inside = $0 == "services:" }
            inside && /^  [A-Za-z0-9._-]+:$/ { service = substr($0, 3, length($0) - 3) }
            inside && length($0) >= length(file) + 1 && substr($0, length($0) - length(file)) == " " file && !seen[service]++ { printf " %s", service }')
          for service in $services; do reset="$reset$line  $service: { env_file: !reset [] }" lacking="$lacking $service:$wanted"; done
          [ -n "$services" ]
        }
        evaluated() { [ -z "$1" ] || { begin config; head -c "$most"; end config $?; }; }
        configs() {
          printf '%s\n' "$1" | while IFS= read -r a; do
            IFS= read -r b || b=; IFS= read -r c || c=; IFS= read -r d || d=
            config "$a" | { config "$b" | { config "$c" | { config "$d" | evaluated "$d"; evaluated "$c"; }; evaluated "$b"; }; evaluated "$a"; }
          done
        }
        engine() {
          begin engine; run version --format '{{json .}}'; end engine $?
          if [ "$identity" = yes ]; then begin identity; run info --format '{{.ID}}'; end identity $?; fi
          if [ "$compose" = yes ]; then begin compose; run compose version --short; end compose $?; fi
        }
        containers() {
          { run container inspect --format '{{.Image}} {{json .}}' $ids; printf '\n%s %s\n' "$nonce" $?; } | awk -v nonce="$nonce" '
            index($0, nonce " ") == 1 { print substr($0, length(nonce) + 2) > "/dev/stderr"; next }
            {
              rest = $0
              while (match(rest, /"Type":"bind","Source":"[A-Za-z0-9._\/@+-]*"/)) {
                path = substr(rest, RSTART + 24, RLENGTH - 25); rest = substr(rest, RSTART + RLENGTH)
                if (!bound[path]++) print path > "/dev/stderr"
              }
            }
            { print; image = hex = substr($0, 1, index($0, " ") - 1); sub(/^sha256:/, "", hex) }
            length(hex) == 64 && hex !~ /[^0-9a-f]/ && !seen[image]++ { print image > "/dev/stderr" }'
        }
        networks() { share=3; begin networks; [ -z "$networks" ] || run network inspect --format '{{json .}}' bridge $networks; end networks $?; }
        volumes() { share=3; begin volumes; [ -z "$volumes" ] || run volume inspect --format '{{json .}}' $volumes; end volumes $?; }
        inspect() {
          begin containers; inspected=$(containers 2>&1 >&3); end containers "${inspected##*"$line"}"
          early=$(cat); used= bound=
          for word in $inspected; do case $word in /*) bound="$bound $word" ;; *) used="$used $word" ;; esac; done
          late=$(printf '%s\n' "$early" | awk -v wanted="$used" '
            match($0, /"Id":"[^"]*"/) { known[substr($0, RSTART + 6, RLENGTH - 7)] }
            END { count = split(wanted, image, " "); for (i = 1; i < count; i++) if (!(image[i] in known)) printf " %s", image[i] }')
          there=; for path in $bound; do [ ! -f "$path" ] || there="$there $path"; done
          begin bound; [ -z "$there" ] || stat -c '%W %n' $there 2>/dev/null; end bound 0
          begin images; printf '%s\n' "$early"; [ -z "$late" ] || run image inspect --format '{{json .}}{{""}}' $late; end images $?
          cat <&5
        }
        answers() {
          begin list; printf '%s\n' $ids; end list 0
          if [ "$with_others" = yes ]; then begin others; printf '%s\n' "$unasked"; end others 0; fi
          if [ -z "$ids" ]; then cat <&5; else
            networks | { volumes | {
              { [ -z "$images" ] || run image inspect --format '{{json .}}{{""}}' $images; } | {
                if [ -n "$sets" ]; then configs "$sets" | { inspect 3>&1 <&4; cat; }; else inspect 3>&1 <&4; fi
              } 4<&0
              cat
            }; cat; }
          fi
          for file in $files; do begin file; printf '%s\n' "$file"; [ -f "$directory/$file" ] && head -c "$largest" "$directory/$file" 2>/dev/null; end file $?; done
          for file in $secrets; do begin secret; printf '%s\n' "$file"; fingerprint "$directory/$file"; end secret $?; done
          for place in $places; do begin content; printf '%s\n' "$place"; content "$place"; end content $?; done
          IFS=$us
          for file in $originals; do begin source; printf '%s\n' "$file"; [ -f "$file" ] && head -c "$largest" "$file" 2>/dev/null; end source $?; done
          unset IFS
        }
        content() {
          command -v sha256sum >/dev/null && command -v tar >/dev/null || return 3
          {
            { { share=3; ask cp "$1" - 2>/dev/null; printf '%s\n' "$?" >&6; } | tar -xO 2>/dev/null | { printf '%s\n' "$nonce"; cat; } | sha256sum >&7; } 6>&1 | { read -r code; return "${code:-3}"; }
          } 7>&1 && return
          case $(ask cp "$1" - 2>&1 >/dev/null) in *'o such container:path'* | *'ould not find the file'*) return 1 ;; esac
          return 3
        }
        fingerprint() {
          [ -f "$1" ] || return 1
          { head -c 0 "$1"; } 2>/dev/null || return 2
          command -v sha256sum >/dev/null || return 3
          { printf '%s\n' "$nonce"; head -c "$largest" "$1"; } | sha256sum
        }
        failed() { begin list; printf '%s\n' "$1"; end list "$2"; }
        look() {
          list=$(ask ps --all --no-trunc --format "$format" 2>/dev/null)
          listed=$? words=
          case $listed in 0 | 124 | 137 | 143) ;; *) words=$(ask ps --all --no-trunc --format "$format" 2>&1 >/dev/null) ;; esac
          case $words in *"can't evaluate field Label "*) list=$(ask ps --all --no-trunc --format "$podman_format" 2>/dev/null); listed=$? ;; esac
          if [ "$listed" -ne 0 ]; then failed "$words" "$listed"; return; fi
          wanted=$(printf '%s\n' "$list" | awk -F "$us" -v OFS="$us" -v projects=" $projects " -v services=" $services " -v names=" $names " -v owners="$owners" -v contents="$contents" -v every="$every" -v with_others="$with_others" -v with_sources="$with_sources" '
            function text(json) { return substr(json, 2, length(json) - 2) }
            function named(list, name, count) {
              count = split(list, name, ",")
              for (; count; count--) if (index(names, " " name[count] " ")) return 1
              return 0
            }
            function gather(list, names, name, count) {
              count = split(text(list), name, ",")
              for (; count; count--) if (name[count] ~ /^[0-9A-Za-z][0-9A-Za-z_.-]*$/ && (length(name[count]) != 64 || name[count] ~ /[^0-9a-f]/)) names[name[count]]
            }
            function joined(names, all, name) {
              for (name in names) all = all " " name
              return all
            }
            function staged(name, count, project) {
              if (name !~ /[.][0-9a-z]+[.][0-9a-z]+$/ || 256 < length(name)) return 0
              for (count = split(projects, project, " "); count; count--) if (index(name, project[count] "_") == 1) return 1
              return 0
            }
            BEGIN {
              for (count = split(contents, pair, " "); count; count--) {
                service = substr(pair[count], 1, index(pair[count], "=") - 1)
                inside[service] = inside[service] " " substr(pair[count], index(pair[count], "=") + 1)
              }
              for (count = split(owners, pair, " "); count; count--) own[substr(pair[count], 1, index(pair[count], "=") - 1)] = substr(pair[count], index(pair[count], "=") + 1)
            }
            function gather_sources(list, name, count) {
              if (list !~ /^"\/[^\\]*"$/) return
              count = split(text(list), name, ",")
              for (; count; count--) if (name[count] ~ /^\// && !source[name[count]]++ && ++files <= 256) originals = originals OFS name[count]
            }
            function is_record(field) {
              if (NF != 10 || length($1) != 64 || $1 ~ /[^0-9a-f]/ || $2 == "" || $8 == "") return 0
              for (field = 3; field <= 10; field++) if (field != 8 && $field !~ /^".*"$/) return 0
              return 1
            }
            !is_record() { if (NR != 1 || $0 != "") odd = 1; next }
            { ours = text($3) != "" && (every == "projects" || index(projects, " " text($3) " ")) }
            !(seen_of_it = every != "no" || ours || named($2) || staged($2)) && with_others == "yes" { unasked = unasked "\036" $1 OFS $2 OFS $3 OFS $4 OFS $8 }
            seen_of_it && with_sources == "yes" { gather_sources($6) }
            seen_of_it {
              ids = ids " " $1
              if ($8 ~ /^[0-9A-Za-z][0-9A-Za-z._:\/@-]*$/ && !seen[$8]++) images = images " " $8
              gather($9, networks); gather($10, volumes)
            }
            ours && (text($3) "/" text($4)) in inside {
              for (count = split(inside[text($3) "/" text($4)], path, " "); count; count--) places = places " " $1 ":" path[count]
            }
            ours && text($6) != "" && ($3 $5 $6 $7) !~ /\\/ && (services == "  " || index(services, " " text($4) " ")) {
              set = text($3) OFS text($5) OFS text($6) OFS text($7)
              if (!seen[set]++) sets = sets "\n" set OFS own[text($3) "/" text($4)]
            }
            END { delete networks["bridge"]; delete networks["host"]; delete networks["none"]
              if (odd) print "!"; else { print "=" images; print "=" joined(networks); print "=" joined(volumes); print "=" places; print "=" unasked; print "=" originals; print "=" ids sets } }')
          if [ "$wanted" = "!" ]; then failed "$no_list" 1; return; fi
          set -f; IFS=$line; set -- $wanted
          if [ $# -lt 7 ]; then failed "$no_awk" 1; return; fi
          images=${1#=} networks=${2#=} volumes=${3#=} places=${4#=} unasked=${5#=} originals=${6#=} ids=${7#=}; shift 7; sets="$*"
          set +f; unset IFS
          answers
        }
        main() {
          begin clock; date -u +%s; end clock 0
          if ! command -v docker >/dev/null 2>&1; then begin engine; end engine 127; return; fi
          engine | { look 5<&0; cat; }
        }
        main; complete
        """;
}
