#!/usr/bin/env bash
# Builds sockwalk and starts its window; arguments are passed on (./run.sh --help lists them).
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
build=$root/build/release
log=$build/build.log
say() { printf 'sockwalk: %s\n' "$*" >&2; }

# logged <what> <command>...: runs it quietly, and shows the end of its log if it fails.
logged() {
  local what=$1
  shift
  if ! "$@" 2>&1 | tee "$log" | progress; then
    tail -n 40 "$log" >&2
    say "cannot $what; all of it is in $log"
    exit 1
  fi
}

# On a terminal, keeps the [12/120] of ninja's lines in one place.
progress() {
  local line
  while IFS= read -r line; do
    if [[ -t 2 && $line == \[*/*\]* ]]; then printf '\r%s] ' "${line%%\]*}" >&2; fi
  done
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

build_programs() {
  local configure=(cmake -S "$root" --preset release)
  if [[ ! -e $build/build.ninja || $root/CMakePresets.json -nt $build/build.ninja ]]; then
    say "building into $build: a few minutes, this once"
    logged configure "${configure[@]}"
  elif ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    say "this folder has moved: building again"
    logged configure "${configure[@]}" --fresh
  fi
  logged build cmake --build "$build" --parallel "$(nproc)"
}

"$root/third_party/install-packages.sh" build
mkdir -p "$build"
exec 9>"$build/.lock"
flock 9 # two windows may be started at the same time
build_programs
exec 9>&-

needs_display=yes
for argument in "$@"; do
  case $argument in --screenshot | --screenshot=* | --help | -h | --version) needs_display= ;; esac
done
if [[ -n $needs_display && -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  say "no display, so sum-select runs in the terminal; for a picture:" \
    "./run.sh --screenshot sockwalk.png --steps 15 --scenario sum-select"
  exec "$build/bin/sockwalk" run sum-select
fi
exec "$build/bin/sockwalk-gui" "$@"
