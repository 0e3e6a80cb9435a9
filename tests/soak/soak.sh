#!/usr/bin/env bash
# soak.sh [TIMES] [PROGRAM]: runs every scenario TIMES times (200), compares model and kernel at every
# quiescent point, and tries all facts as often. Afterwards no run directory may be left. PROGRAM is
# build/release/bin/sockwalk.
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..
times=${1:-200}
program=${2:-$root/build/release/bin/sockwalk}

# The program makes its run directories here, so that what it leaves behind is seen.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -m 700 "$work/run"
export XDG_RUNTIME_DIR=$work/run

mapfile -t scenarios < <("$program" scenarios 2>"$work/err" | cut -d ' ' -f 1)
((${#scenarios[@]})) || { echo "$program lists no scenario" >&2 && exit 1; }

# Some end badly on purpose (a signal, somebody who waits for ever): the run then reports that with 1.
reported=" leak "

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

for scenario in "${scenarios[@]}"; do
  for ((i = 1; i <= times; ++i)); do
    status=0
    timeout 60 "$program" run "$scenario" --check >"$work/out" 2>"$work/err" || status=$?
    expected=0
    [[ $reported != *" $scenario "* ]] || expected=1
    # A program that died would have left with 1 as well.
    if ((status != expected)) || { ((expected)) && ! grep -q 'not as it should be' "$work/err"; }; then
      echo "$scenario, run $i of $times: exit $status: $(tail -n 3 "$work/err")" >&2
      failures=$((failures + 1))
    fi
    look_for_leftovers "$scenario, run $i of $times,"
  done
  echo "$scenario: $times runs"
done

for ((i = 1; i <= times; ++i)); do
  status=0
  timeout 120 "$program" facts >"$work/out" 2>"$work/err" || status=$?
  if ((status != 0)); then
    echo "facts, run $i of $times: exit $status: $(tail -n 3 "$work/err")" >&2
    failures=$((failures + 1))
  fi
  look_for_leftovers "facts, run $i of $times,"
done
echo "facts: $times runs"
((failures == 0))
