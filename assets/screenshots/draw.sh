#!/usr/bin/env bash
# draw.sh PROGRAM: draws the pictures of this folder anew, without a display. Look at each of them.
set -euo pipefail
program=$(readlink -f "${1:?usage: draw.sh build/release/bin/sockwalk-gui}")
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

draw() { "$program" --screenshot "$1.png" --size "${@:2}"; }

draw start 1280x720 --scenario one-client
draw main 1920x1080 --scenario sum-select --steps 15
draw light 1920x1080 --scenario threads --steps 34 --theme light
draw high-contrast 1280x720 --scenario passing --steps 9 --theme high-contrast
draw presenter 1920x1080 --scenario sum-select --steps 15 --presenter
draw difference 1280x720 --scenario sum-select --steps 16 --do difference
draw transitions 1280x720 --scenario half-close --steps 10 --do transitions
draw scenarios 1280x720 --scenario one-client --do scenarios
draw crowd 1920x1080 --scenario crowd --steps 2500
