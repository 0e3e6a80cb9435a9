#!/usr/bin/env python3
"""step_pictures.py PROGRAM WORK: a picture of each turn: as many as turns, in order, none of them twice."""
import os
import shutil
import subprocess
import sys


def main():
    program, work = sys.argv[1:3]
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work + "/run")
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SOCKWALK_ASSETS")}
    environment.update(XDG_RUNTIME_DIR=work + "/run", XDG_CONFIG_HOME=work + "/config",
                       LIBGL_ALWAYS_SOFTWARE="1")

    def draw(*arguments):
        return subprocess.run([program, "--scenario", "nobody-home", "--size", "1280x720", *arguments],
                              capture_output=True, text=True, env=environment, timeout=240)

    pictures = work + "/made/too"
    ran = draw("--presenter", "--screenshot-steps", pictures)
    if ran.returncode != 0 and "EGL" in ran.stderr:
        print("SKIPPED: " + ran.stderr.strip())
        return
    assert ran.returncode == 0 and not ran.stderr, ran.stderr
    names = sorted(os.listdir(pictures))
    assert names == [f"turn-{turn:05}.png" for turn in range(len(names))] and len(names) > 15, names
    contents = [open(f"{pictures}/{name}", "rb").read() for name in names]
    assert all(content.startswith(b"\x89PNG") for content in contents)
    for before, after in zip(contents, contents[1:]):
        assert before != after, "two neighbouring turns look the same"
    # Each is the picture that --steps gives of that turn.
    single = work + "/single.png"
    assert draw("--presenter", "--steps", "3", "--screenshot", single).returncode == 0
    assert open(single, "rb").read() == contents[3], "turn 3 differs from --steps 3 --screenshot"
    # What is there stays.
    again = draw("--screenshot-steps", pictures)
    assert again.returncode == 2 and "already" in again.stderr, again
    assert [open(f"{pictures}/{name}", "rb").read() for name in names] == contents
    # From where one stands.
    assert draw("--steps", "15", "--screenshot-steps", work + "/late").returncode == 0
    assert sorted(os.listdir(work + "/late")) == names[15:]
    assert not os.listdir(work + "/run"), "the runs left something behind"
    print(f"{len(names)} pictures")


main()
