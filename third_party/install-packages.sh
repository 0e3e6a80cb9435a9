#!/usr/bin/env bash
# install-packages.sh SECTION...: installs what is missing of those sections of packages.txt.
# Exits 2, after the one line to type, when it may not install. Calls nothing when all is there.
set -euo pipefail
list=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/packages.txt

wanted=()
section=
while read -r word _; do
  case $word in
    '' | '#'*) ;;
    '['*']') section=${word:1:-1} ;;
    *) [[ " $* " != *" $section "* ]] || wanted+=("$word") ;;
  esac
done <"$list"

if ! command -v dpkg-query >/dev/null; then
  echo "sockwalk: no Debian here; if the build fails, see third_party/README.md for what it needs" >&2
  exit 0
fi

declare -A installed=()
while read -r status package; do
  [[ $status != installed ]] || installed[$package]=1
done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)

missing=()
for package in "${wanted[@]}"; do
  [[ -n ${installed[$package]:-} ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

ask_for_it() {
  echo "sockwalk: ${#missing[@]} packages are missing; type as root:" >&2
  echo "apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 2
}

as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || ask_for_it
  # Without a terminal sudo cannot ask for a password.
  [[ -t 0 ]] || sudo -n true 2>/dev/null || ask_for_it
  as_root=(sudo)
fi

echo "sockwalk: installing ${missing[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" >>"$log" 2>&1; }
# An update that fails may still leave lists that are good enough.
install update || true
if ! install install -y --no-install-recommends "${missing[@]}"; then
  tail -n 15 "$log" >&2
  ask_for_it
fi
