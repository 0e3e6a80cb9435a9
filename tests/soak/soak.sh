#!/usr/bin/env bash
# soak.sh [TIMES] [PROGRAM] [scenarios|facts|facts PART OF|all]: plays every scenario and every fact TIMES
# times (200) and compares model and kernel at every quiescent point. Afterwards no run directory may be
# left. PART OF plays one part of the facts only, such as 1 4. PROGRAM is build/release/bin/sockwalk.
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..
times=${1:-200}
program=${2:-$root/build/release/bin/sockwalk}
what=${3:-all}
part=${4:-1}
parts=${5:-1}

# The program makes its run directories here, so that what it leaves behind is seen. Other users, whom
# some facts have, may come in.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/run"
chmod 711 "$work" "$work/run"
export XDG_RUNTIME_DIR=$work/run

runs=()
if [[ $what != facts ]]; then
  mapfile -t runs < <("$program" scenarios 2>"$work/err" | cut -d ' ' -f 1)
  ((${#runs[@]})) || { echo "$program lists no scenario" >&2 && exit 1; }
fi
if [[ $what != scenarios ]]; then
  facts=("$root"/assets/facts/*.toml)
  for ((i = part - 1; i < ${#facts[@]}; i += parts)); do
    name=facts/$(basename "${facts[i]}" .toml)
    if ((EUID)) && grep -q '^needs = "root"' "${facts[i]}"; then
      echo "$name: left out, it needs root"
    else
      runs+=("$name")
    fi
  done
fi

# Some end badly on purpose (a signal, somebody who waits for ever): the run then reports that with 1.
reported=" leak "

# With sanitizers every call takes many times as long.
options_of() {
  [[ $1 != crowd || -z ${SOCKWALK_SANITIZE:-} ]] || echo "--clients 100"
}

failures=0
# Names what has left a run directory, and clears it, so that the next one is not blamed.
look_for_leftovers() {
  local left
  left=$(ls -A "$work/run")
  [[ -n $left ]] || return 0
  echo "$1 left behind: $left: $(cd "$work/run" && find . | head -n 8 | tr '\n' ' ')$(tail -n 3 "$work/err")" >&2
  rm -rf "$work/run"/*
  failures=$((failures + 1))
}

for name in "${runs[@]}"; do
  for ((i = 1; i <= times; ++i)); do
    status=0
    timeout 60 "$program" run "$name" $(options_of "$name") --check >"$work/out" 2>"$work/err" || status=$?
    expected=0
    [[ $reported != *" $name "* ]] || expected=1
    # A program that died would have left with 1 as well.
    if ((status != expected)) || { ((expected)) && ! grep -q 'not as it should be' "$work/err"; }; then
      echo "$name, run $i of $times: exit $status: $(grep -m 3 'the model says' "$work/err"; tail -n 3 "$work/err")" >&2
      failures=$((failures + 1))
    fi
    look_for_leftovers "$name, run $i of $times,"
  done
  [[ $name == facts/* ]] || echo "$name: $times runs"
done
[[ $what == scenarios ]] && exit $((failures != 0))

echo "facts, compared with the kernel: $times runs each"
if ((parts == 1)); then
  for ((i = 1; i <= times; ++i)); do
    status=0
    timeout 120 "$program" facts >"$work/out" 2>"$work/err" || status=$?
    if ((status != 0)); then
      echo "facts, run $i of $times: exit $status: $(tail -n 3 "$work/err")" >&2
      failures=$((failures + 1))
    fi
    look_for_leftovers "facts, run $i of $times,"
  done
  echo "facts, all in one: $times runs"
fi
((failures == 0))
