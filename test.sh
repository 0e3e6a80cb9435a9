#!/usr/bin/env bash
# Builds with the dev preset and runs every test; --all adds clang, asan and tsan.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

presets=(dev)
sections=(build test)
case ${1:-} in
  '') ;;
  --all) presets+=(clang asan tsan) sections+=(all) ;;
  *) echo "usage: ./test.sh [--all]" >&2 && exit 2 ;;
esac
third_party/install-packages.sh "${sections[@]}"

launcher=()
if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi

# ThreadSanitizer of GCC 12 stops where addresses are more random than it knows.
fixed_addresses=()
if setarch -R true 2>/dev/null; then fixed_addresses=(setarch -R); fi

# check <preset>: sets `verdict` to one line; false if anything is wrong.
check() {
  local preset=$1 log=build/$1.log
  mkdir -p build
  echo "== $preset: building" >&2
  if ! cmake --preset "$preset" "${launcher[@]}" >"$log" 2>&1; then
    tail -n 40 "$log"
    verdict="cannot configure (build/$preset.log)"
    return 1
  fi
  if ! cmake --build --preset "$preset" --parallel "$(nproc)" >"$log" 2>&1; then
    grep -E -A 12 'FAILED|error' "$log" | head -n 80
    verdict="does not build (build/$preset.log)"
    return 1
  fi
  local status=0
  "${fixed_addresses[@]}" ctest --preset "$preset" -j "$(nproc)" 2>&1 | tee "$log" || status=$?
  verdict=$(grep -E '^[0-9]+% tests passed' "$log" || echo "no summary from ctest")
  return "$status"
}

failed=()
summary=
for preset in "${presets[@]}"; do
  SECONDS=0
  check "$preset" || failed+=("$preset")
  summary+="$preset: $verdict, $SECONDS s"$'\n'
done

# With one preset, ctest's own summary is the end, unless it never ran.
if ((${#presets[@]} > 1)) || [[ $verdict == *build/* ]]; then printf '\n%s' "$summary"; fi
if ((${#failed[@]})); then
  if ((${#presets[@]} > 1)); then echo "failed: ${failed[*]}"; fi
  exit 1
fi
