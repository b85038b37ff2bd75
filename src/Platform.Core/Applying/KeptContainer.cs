namespace Platform.Applying;

/// <summary>
/// Shell that keeps how a container is set up before Compose replaces it, and makes the like of it again. What is kept are the
/// engine's own words (<c>docker container inspect</c>) in the form in which the engine takes them (<c>POST /containers/create</c>), so
/// that no key has to be known here, and no file of the host is read: a compose file, <c>.env</c> or an env_file may say
/// something else by now.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>docker system dial-stdio</c> is the way to the engine that the docker command itself takes over ssh:
/// https://github.com/docker/cli/blob/v20.10.24/cli/command/system/dial_stdio.go</item>
/// <item>The engine refuses a host name and exposed ports of a container that shares the network of another:
/// https://github.com/moby/moby/blob/v20.10.24/runconfig/hostconfig_unix.go</item>
/// <item>Before API 1.44 a container is created in one network, and connected to the others.</item>
/// <item>An anonymous volume is named, as <c>up</c> hands it on to the next container as well.</item>
/// <item>Another container's id, whose namespace it shared, is that of the container which was put back in its place.</item>
/// </list>
/// </remarks>
internal static class KeptContainer
{
    /// <summary><c>keep NAME ID</c>, <c>revive NAME ID STATE IMAGE-ID REFERENCE</c>, and <c>forget</c>, which take the rest from <see cref="ApplyScript"/>.</summary>
    public const string Functions = """"
        kept_form='
        {{- $short := slice .Id 0 12 -}}
        {{- $mode := .HostConfig.NetworkMode -}}
        {{- $all := .Mounts -}}
        {{- $asked := index .HostConfig "Mounts" -}}
        {{- $binds := index .HostConfig "Binds" -}}
        {{- range $key, $value := .Config -}}
        {{- if and (ne $key "Image") (ne $key "Hostname") (ne $key "Domainname") (ne $key "ExposedPorts") }}{{json $key}}:{{json $value}},{{end -}}
        {{- end -}}
        {{- if ne (index (split $mode ":") 0) "container" -}}
        "ExposedPorts":{{json (index .Config "ExposedPorts")}},
        {{- if ne (index .HostConfig "UTSMode") "host" -}}
        {{- if ne (index .Config "Hostname") $short }}"Hostname":{{json (index .Config "Hostname")}},{{end -}}
        "Domainname":{{json (index .Config "Domainname")}},
        {{- end -}}
        {{- end -}}
        "HostConfig":{
        {{- range $key, $value := .HostConfig }}{{if ne $key "Mounts"}}{{json $key}}:{{json $value}},{{end}}{{end -}}
        "Mounts":[
        {{- $comma := "" -}}
        {{- range $mount := $asked -}}
        {{- $volume := "" -}}
        {{- if eq $mount.Type "volume" }}{{range $all}}{{if eq .Destination $mount.Target}}{{$volume = .Name}}{{end}}{{end}}{{end -}}
        {{$comma}}{{$comma = "," -}}
        {{- if eq $volume "" }}{{json $mount}}{{else}}{ {{- range $key, $value := $mount}}{{if ne $key "Source"}}{{json $key}}:{{json $value}},{{end}}{{end}}"Source":{{json $volume}}}{{end -}}
        {{- end -}}
        {{- range $mount := $all -}}
        {{- if eq $mount.Type "volume" -}}
        {{- $known := false -}}
        {{- range $asked }}{{if eq .Target $mount.Destination}}{{$known = true}}{{end}}{{end -}}
        {{- range $binds }}{{range split . ":"}}{{if eq . $mount.Destination}}{{$known = true}}{{end}}{{end}}{{end -}}
        {{- if not $known }}{{$comma}}{{$comma = ","}}{"Type":"volume","Source":{{json $mount.Name}},"Target":{{json $mount.Destination}},"ReadOnly":{{not $mount.RW}}}{{end -}}
        {{- end -}}
        {{- end -}}
        ]}
        {{range $name, $network := .NetworkSettings.Networks -}}
        {{- if eq $name $mode}}first {{json $name}}:{{else}}other {{$name}} {{end}}{ {{- $comma = "" -}}
        {{- range $key, $value := $network -}}
        {{- if eq $key "Aliases" -}}
        {{$comma}}{{$comma = ","}}"Aliases":[{{$next := ""}}{{range $value}}{{if ne . $short}}{{$next}}{{$next = ","}}{{json .}}{{end}}{{end}}]
        {{- else if and (ne $key "NetworkID") (ne $key "EndpointID") (ne $key "Gateway") (ne $key "IPAddress") (ne $key "IPPrefixLen") (ne $key "IPv6Gateway") (ne $key "GlobalIPv6Address") (ne $key "GlobalIPv6PrefixLen") (ne $key "DNSNames") -}}
        {{$comma}}{{$comma = ","}}{{json $key}}:{{json $value}}
        {{- end -}}
        {{- end -}}
        }
        {{end}}'
        # What ran, in the words in which the engine takes it again. It may hold secrets: nobody else reads it, and it stays on the host.
        place_of() { kept=$record.${step#undo-}.$(printf %.12s "$1").kept; }
        keep() {
          place_of "$2"
          if [ -e "$kept" ]; then return 0; fi
          new=$(mktemp "$state/plans/.new.XXXXXXXXXX") && docker container inspect --format "$kept_form" "$1" >"$new" && mv -f "$new" "$kept" || { rm -f "$new"; return 1; }
        }
        # The engine answers, and only then may its line be closed.
        post() {
          api=$(docker version --format '{{.Client.APIVersion}}') && reply=$(mktemp "$state/plans/.new.XXXXXXXXXX") || return 1
          {
            printf 'POST /v%s%s HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: %s\r\nConnection: close\r\n\r\n%s' "$api" "$1" "${#2}" "$2"
            while [ -e "$reply" ]; do sleep 0.1; done
          } | { execute 'docker system dial-stdio' >"$reply"; answer=$(cat "$reply"); rm -f "$reply"; printf '%s\n' "$answer" | tr -d '\r'; case $answer in 'HTTP/1.'?' 2'*) ;; *) false ;; esac; }
        }
        # Brings back a container that ran: its name and id, its state, the id of its image and the reference. What stands in place of
        # those that ran (`standing`, without those of `before` and those that are back) goes first. An old container that is still there is
        # the best of all: Compose puts it aside before it removes it.
        revive() {
          waiting=platform-$(printf %.12s "$2")
          back=$(docker container inspect --format '{{.Id}}' "$2" 2>/dev/null || docker container inspect --format '{{.Id}}' "$waiting" 2>/dev/null || noted "back $2" | tail -n 1)
          if [ -z "$back" ]; then
            place_of "$2"
            if [ ! -f "$kept" ]; then echo 'platform: how the previous container was set up is not known any more'; return 1; fi
            image=$5
            [ "$(docker image inspect --format '{{.Id}}' -- "$image" 2>/dev/null)" = "$4" ] || image=$4
            first=$(sed -n 's/^first //p' "$kept")
            post "/containers/create?name=$waiting" "{\"Image\":\"$image\",$(sed -n 1p "$kept" | sed "$(sed -n 's/^became \([0-9a-f]*\) \([0-9a-f]*\)$/s,\1,\2,g/p' "$record")")${first:+,\"NetworkingConfig\":{\"EndpointsConfig\":{$first\}\}}}" || return 1
            back=$(docker container inspect --format '{{.Id}}' "$waiting") && note "back $2" "$back" || return 1
            sed -n 's/^other //p' "$kept" | while read -r network endpoint; do
              post "/networks/$network/connect" "{\"Container\":\"$back\",\"EndpointConfig\":$endpoint}" || exit 1
            done || return 1
            printf 'became %s %s\n' "$2" "$back" >>"$record" || return 1
          fi
          for is in $(standing); do
            case " $back $before $(noted 'back [0-9a-f]*' | tr '\n' ' ') " in *" $is "*) continue ;; esac
            execute "docker stop $is" >/dev/null; docker rm --force "$is" >/dev/null || return 1
          done
          [ "$(docker container inspect --format '{{.Name}}' "$back")" = "/$1" ] || docker rename "$back" "$1" || return 1
          case $3 in stopped) return 0 ;; esac
          [ "$(docker container inspect --format '{{.State.Status}}' "$back")" = paused ] || execute "docker start $back" || return 1
          case $3 in paused) [ "$(docker container inspect --format '{{.State.Status}}' "$back")" = paused ] || docker pause "$back" ;; esac
        }
        # What was kept of this plan, and on taking the lock what a run that was killed left of any other.
        forget() { rm -f "$record".*.kept; }
        forget_others() {
          rm -f "$state"/plans/.new.* "$state"/plans/.output.*
          for left in "$state"/plans/*.kept; do case $left in "$record".*) ;; *) rm -f "$left" ;; esac; done
        }
        """";
}
