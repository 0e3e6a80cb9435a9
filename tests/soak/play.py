#!/usr/bin/env python3
"""play.py [--minutes N] [--scenario S] [--program P]: plays a scenario (sum-select) in the real window at 8x, live and
then its recording, again and again, N minutes (30) long, on a display of its own. P is build/asan/bin/sockwalk-gui:
the address sanitizer then finds what leaks, at the end.

After the first minute its memory must not grow, its threads and file descriptors must come back to what they
were, and at the end it must leave with exit code 0 and nothing behind.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SETTLING = 60.0        # seconds until all has been drawn and loaded once
GROWTH = 24 * 1024     # KiB: what the allocator's own keeping may sway by
PERIOD = 5.0


def fail(words):
    raise AssertionError(words)


class Display:
    def __init__(self, work):
        self.server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
                                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        number = self.server.stdout.readline().decode().strip()
        if not number:
            sys.exit("SKIPPED: Xvfb does not start here")
        self.environment = dict(os.environ, DISPLAY=":" + number, LIBGL_ALWAYS_SOFTWARE="1", HOME=work,
                                XDG_CONFIG_HOME=work + "/config",
                                # What has been freed goes back at once: memory then tells what is kept.
                                ASAN_OPTIONS="quarantine_size_mb=8:" + os.environ.get("ASAN_OPTIONS", ""))
        self.environment.pop("WAYLAND_DISPLAY", None)

    def press(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "40", *keys], env=self.environment, check=True)

    def stop(self):
        self.server.terminate()
        self.server.wait()


class Shown:
    """The window, by its reports and by /proc."""

    def __init__(self, program, display, work, scenario):
        self.display = display
        self.runs = work + "/run"
        os.makedirs(self.runs)
        self.errors = work + "/stderr"
        self.last, self.turns = None, 0
        self.process = subprocess.Popen([program, "--report", "--scenario", scenario, "--size", "1280x720", "--run-dir", self.runs], cwd=work, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=open(self.errors, "w"), text=True,
                                        env=display.environment)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            now = json.loads(line)
            self.turns += self.last is None or now["turn"] != self.last["turn"]
            self.last = now

    def comes(self, condition, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                fail(f"the program ended: {self.process.returncode}: {open(self.errors).read()[-3000:]}")
            if self.last is not None and condition(self.last):
                return True
            time.sleep(0.02)
        return False

    def until(self, words, condition, seconds=300):
        if not self.comes(condition, seconds):
            fail(f"not within {seconds} s: {words}; the last report is {self.last}")

    def memory(self):
        """Resident, in KiB, without what files and the display's own memory are mapped for."""
        with open(f"/proc/{self.process.pid}/status") as file:
            fields = dict(line.split(":", 1) for line in file)
        return int(fields["RssAnon"].split()[0]), int(fields["Threads"])

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def rewind(shown):
    shown.display.press("Home")
    shown.until("the start of the recording", lambda now: now["turn"] == 0)


def start_live(shown):
    shown.display.press("ctrl+r")
    shown.until("a live run at its start", lambda now: now["live"] and now["turn"] == 0 and now["settled"])


def play_to_the_end(shown, deadline):
    turn = shown.last["turn"]
    shown.display.press("p")
    shown.until("it plays", lambda now: now["playing"] or now["turn"] > turn)
    shown.until("played to the end", lambda now: not now["playing"] or time.monotonic() > deadline)
    if shown.last["playing"]:
        shown.display.press("p")
    if not shown.last["agrees"]:
        fail(f"the kernel does not agree: {shown.last}")


def soak(shown, minutes):
    began = time.monotonic()
    deadline = began + 60 * minutes
    settled = None
    played = 0
    said = began
    shown.until("it opens", lambda now: now["turn"] == 0)
    time.sleep(1.0)
    shown.display.press(*["bracketright"] * 5)
    highest = 0
    while time.monotonic() < deadline:
        start_live(shown)
        play_to_the_end(shown, deadline)
        rewind(shown)
        play_to_the_end(shown, deadline)
        played += 1
        memory, threads = shown.memory()
        seconds = time.monotonic() - began
        if settled is None and seconds >= SETTLING:
            settled = (memory, shown.descriptors())
        if settled:
            highest = max(highest, memory - settled[0])
            if memory > settled[0] + GROWTH:
                fail(f"memory grows: {settled[0]} KiB after the first minute, {memory} KiB after {seconds:.0f} s")
        if time.monotonic() - said >= PERIOD:
            said = time.monotonic()
            print(f"{seconds:6.0f} s  {played} runs  {shown.turns} turns  {memory} KiB  {threads} threads  "
                  f"{shown.descriptors()} descriptors", flush=True)
    start_live(shown)
    if settled and shown.descriptors() > settled[1] + 8:
        fail(f"file descriptors: {settled[1]} after the first minute, {shown.descriptors()} at the end")
    if settled is None:
        print("too short to say anything of growth: give it more than a minute")
    return played, highest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--scenario", default="sum-select")
    parser.add_argument("--program", type=os.path.abspath, default=ROOT + "/build/asan/bin/sockwalk-gui")
    options = parser.parse_args()
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            sys.exit(f"SKIPPED: {tool} is not installed")
    with tempfile.TemporaryDirectory(prefix="sockwalk-play-") as work:
        display = Display(work)
        shown = Shown(options.program, display, work, options.scenario)
        try:
            played, highest = soak(shown, options.minutes)
            display.press("ctrl+q")
            code = shown.process.wait(timeout=120)
            if code != 0:
                fail(f"it ended with {code}: {open(shown.errors).read()[-6000:]}")
            if os.listdir(shown.runs):
                fail(f"left behind: {os.listdir(shown.runs)}")
            print(f"{played} runs, {shown.turns} turns, no leak; at most {highest} KiB more than after the first minute")
        except AssertionError as failure:
            sys.exit(str(failure))
        finally:
            shown.process.kill()
            display.stop()


main()
