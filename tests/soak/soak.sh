#!/usr/bin/env bash
# soak.sh [TIMES] [PROGRAM]: runs every scenario TIMES times (200) and compares model and kernel at
# every quiescent point. Afterwards no run directory may be left. PROGRAM is build/release/bin/sockwalk.
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..
times=${1:-200}
program=${2:-$root/build/release/bin/sockwalk}

# The program makes its run directories here, so that what is left is seen.
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

failures=0
while read -r scenario _; do
  for ((i = 1; i <= times; ++i)); do
    status=0
    timeout 60 "$program" run "$scenario" --check >"$TMPDIR/out" 2>"$TMPDIR/err" || status=$?
    if ((status != 0)); then
      echo "$scenario, run $i of $times: exit $status: $(tail -n 3 "$TMPDIR/err")" >&2
      failures=$((failures + 1))
    fi
  done
  echo "$scenario: $times runs"
done < <("$program" scenarios)

rm -f "$TMPDIR/out" "$TMPDIR/err"
left=$(ls -A "$TMPDIR")
if [[ -n $left ]]; then
  echo "left behind: $left" >&2
  failures=$((failures + 1))
fi
((failures == 0))
