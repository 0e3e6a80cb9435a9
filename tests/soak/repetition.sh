#!/usr/bin/env bash
# repetition.sh [TIMES] [PROGRAM]: plays every scenario once, then TIMES times (200) by the schedule of
# that run. Calls, results and states must be the same each time. PROGRAM is build/release/bin/sockwalk.
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..
times=${1:-200}
program=${2:-$root/build/release/bin/sockwalk}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -m 700 "$work/run"
export XDG_RUNTIME_DIR=$work/run

mapfile -t scenarios < <("$program" scenarios | cut -d ' ' -f 1)
((${#scenarios[@]})) || { echo "$program lists no scenario" >&2 && exit 1; }

failures=0
for scenario in "${scenarios[@]}"; do
  first=0
  "$program" run "$scenario" --save "$work/trace" >"$work/out" 2>"$work/err" || first=$?
  same=0
  compared=0
  for ((i = 1; i <= times; ++i)); do
    status=0
    timeout 60 "$program" run "$scenario" --schedule "$work/trace" >"$work/out" 2>"$work/err" || status=$?
    # Free runs have no schedule, and where the kernel chooses runs are not compared: both are said.
    if grep -qE "runs without turns|not compared" "$work/err"; then
      break
    fi
    compared=$((compared + 1))
    if ((status == first)) && grep -q "those of the recording" "$work/err"; then
      same=$((same + 1))
    elif ((status == first)) && ((first == 1)) && ! grep -q "recording" "$work/err"; then
      same=$((same + 1))  # it ends as it did the first time, with something to report
    else
      echo "$scenario, run $i of $times: exit $status: $(tail -n 3 "$work/err")" >&2
      failures=$((failures + 1))
    fi
  done
  if ((compared)); then echo "$scenario: $same of $compared the same"; else echo "$scenario: SKIPPED"; fi
done
((failures == 0))
