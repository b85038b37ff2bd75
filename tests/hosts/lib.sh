# shellcheck shell=bash
# What the scripts beside this file share. Sourced, never run.

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck disable=SC2034  # this and `hosts`: for the scripts that source this file
repository=$(readlink -f "$here/../..")
state=${PLATFORM_TEST_HOSTS:-${TMPDIR:-/tmp}/platform-test-hosts}
# shellcheck disable=SC2034
read -ra hosts <<<"${PLATFORM_TEST_HOST_NAMES:-rs2000 vps1000}"

die() { echo "${0##*/}: $*" >&2; exit 1; }

# A pid alone may by now be somebody else's: what is recorded is the pid and when it started.
started_at() { # PID
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  stat=${stat##*) } # the command's name may hold spaces and parentheses
  # shellcheck disable=SC2086
  set -- $stat
  [[ $1 != Z ]] || return 1 # ended, and nobody has taken note
  echo "${20}"
}
record() { echo "$1 $(started_at "$1")" >"$2"; } # PID FILE
recorded() {                                    # FILE: prints the pid if that very process still runs
  local pid since
  { read -r pid since <"$1"; } 2>/dev/null || return 1
  [[ -n $since && $(started_at "$pid") == "$since" ]] && echo "$pid"
}
# Ends a recorded process: asked first, then told.
finish() { # FILE SECONDS
  local pid i
  if pid=$(recorded "$1"); then
    kill -TERM "$pid" || true
    for ((i = 0; i < $2 * 20; i++)); do
      recorded "$1" >/dev/null || break
      sleep 0.05
    done
    if pid=$(recorded "$1"); then kill -KILL "$pid" || true; fi
  fi
  rm -f "$1"
}

wait_for() { # SECONDS COMMAND…
  local i limit=$1
  shift
  for ((i = 0; i < limit * 20; i++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.05
  done
  return 1
}

free_port() { # FIRST
  local port=$1
  while port_taken "$port"; do port=$((port + 1)); done
  echo "$port"
}

on() { ssh -F "$state/ssh_config" "$@"; } # HOST COMMAND…
port_taken() { [[ -n $(ss -Hltn "sport = :$1") ]]; } # PORT
