#!/usr/bin/env python3
"""window_bench.py BIN [PAIRS]: what the window costs, measured from outside, on a display of its own (Xvfb,
software rendering). BIN is the folder of sockwalk-gui and sockwalk_bare_window (build/bench/bin).

Start to first frame: both programs in turn, PAIRS times (15); the goal is at most twice the bare window's.
At rest: CPU while paused and nothing moves; the goal is at most 0.5 % of one core.
"""
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

FIRST_FRAME_RATIO = 2.0
REST_SHARE = 0.005
REST_SECONDS = 10


class Display:
    def __init__(self):
        self.server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        number = self.server.stdout.readline().decode().strip()
        if not number:
            sys.exit("SKIPPED: Xvfb does not start here")
        self.home = tempfile.TemporaryDirectory()
        self.environment = dict(os.environ, DISPLAY=":" + number, LIBGL_ALWAYS_SOFTWARE="1", HOME=self.home.name,
                                XDG_CONFIG_HOME=self.home.name, XDG_RUNTIME_DIR=self.home.name)
        self.environment.pop("WAYLAND_DISPLAY", None)

    def start(self, *words):
        return subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, text=True)

    def stop(self):
        self.server.terminate()
        self.server.wait()
        self.home.cleanup()


def bare_window(display, folder):
    began = time.monotonic()
    program = display.start(folder + "/sockwalk_bare_window")
    first = float(program.communicate(timeout=60)[0])
    return first - began


def whole_window(display, folder):
    began = time.monotonic()
    program = display.start(folder + "/sockwalk-gui", "--scenario", "one-client", "--size", "1600x1000", "--frame-stats")
    first = float(json.loads(program.stdout.readline())["first_frame_at"])
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=60)
    return first - began


def first_frames(display, folder, pairs):
    bare_window(display, folder), whole_window(display, folder)  # files into memory
    found = [(bare_window(display, folder), whole_window(display, folder)) for _ in range(pairs)]
    bare, whole = (statistics.median(times) for times in zip(*found))
    ratio = statistics.median(ours / theirs for theirs, ours in found)
    print(f"start to first frame: {whole * 1e3:.0f} ms, bare window {bare * 1e3:.0f} ms, "
          f"ratio {ratio:.2f} (median of {pairs} pairs; goal {FIRST_FRAME_RATIO})")
    return ratio <= FIRST_FRAME_RATIO


def ticks(process):
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def at_rest(display, folder):
    program = display.start(folder + "/sockwalk-gui", "--scenario", "sum-select", "--steps", "15", "--frame-stats")
    program.stdout.readline()
    time.sleep(2.0)
    before, began = ticks(program), time.monotonic()
    time.sleep(REST_SECONDS)
    used = (ticks(program) - before) / os.sysconf("SC_CLK_TCK")
    share = used / (time.monotonic() - began)
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=60)
    print(f"paused and nothing moves: {share * 100:.2f} % of one core (goal {REST_SHARE * 100} %)")
    return share <= REST_SHARE


def main():
    folder = sys.argv[1]
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    display = Display()
    try:
        good = [first_frames(display, folder, pairs), at_rest(display, folder)]
    finally:
        display.stop()
    sys.exit(0 if all(good) else 1)


main()
