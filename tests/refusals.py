#!/usr/bin/env python3
"""refusals.py PROGRAM WORK: what sockwalk-gui refuses: one helpful line, exit code 2, nothing left."""
import os
import shutil
import subprocess
import sys


def main():
    program, work = sys.argv[1:3]
    shutil.rmtree(work, ignore_errors=True)
    runs = work + "/run"
    os.makedirs(runs)
    empty = work + "/empty.trace"
    open(empty, "w").close()
    torn = work + "/torn.toml"
    with open(torn, "w") as file:
        file.write('title = "Torn"\n[server\n')
    full = work + "/full"
    os.makedirs(full)
    open(full + "/turn-00000.png", "w").close()
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "SOCKWALK_ASSETS")}
    environment["XDG_RUNTIME_DIR"] = runs
    environment["XDG_CONFIG_HOME"] = work + "/config"  # not a person's own
    picture = ["--screenshot", work + "/never.png"]
    cases = {
        "no size": (["--size", "large", *picture], "large"),
        "half a size": (["--size", "1280x", *picture], "1280x"),
        "too small": (["--size", "100x100", *picture], "200"),
        "too large": (["--size", "99999x10", *picture], "8192"),
        "words after the size": (["--size", "1280x720px", *picture], "1280x720px"),
        "zoom too small": (["--zoom", "74", *picture], "75"),
        "zoom too large": (["--zoom", "201", *picture], "200"),
        "zoom is no number": (["--zoom", "big", *picture], "zoom"),
        "theme": (["--theme", "blue", *picture], "dark, light or high-contrast"),
        "steps": (["--steps", "-1", *picture], "steps"),
        "unknown command": (["--do", "differense", *picture], "difference"),
        "unknown option": (["--no-such-option"], "--no-such-option"),
        "unknown scenario": (["--scenario", "sum-selekt", *picture], "sum-select"),
        "scenario with a syntax error": (["--scenario", torn, *picture], "torn.toml:2"),
        "missing lecture": (["--lecture", work + "/none.toml", *picture], "none.toml"),
        "lecture with a syntax error": (["--lecture", torn, *picture], "torn.toml:2"),
        "lecture and scenario": (["--lecture", torn, "--scenario", "queue", *picture], "--scenario"),
        "missing trace": (["--open", work + "/none.trace", *picture], "none.trace"),
        "missing file": ([work + "/none.trace", *picture], "none.trace"),
        "missing scenario file": ([work + "/none.toml", *picture], "none.toml"),
        "a file and a scenario": ([empty, "--scenario", "queue", *picture], "FILE"),
        "a file and a schedule": ([empty, "--schedule", empty, *picture], "--schedule"),
        "empty trace": (["--open", empty, *picture], "empty"),
        "not a trace": (["--open", torn, *picture], "torn.toml"),
        "screenshot into a missing folder": (["--screenshot", work + "/none/a.png"], "none/a.png"),
        "pictures of each turn below a file": (["--screenshot-steps", torn + "/never"], "torn.toml/never"),
        "pictures over pictures": (["--screenshot-steps", full], "turn-00000.png"),
        "one picture and many": (["--screenshot-steps", work + "/never", *picture], "--screenshot"),
        "over-long run directory": (["--run-dir", "/tmp/" + "x" * 120, *picture], "xxx"),
        "missing run directory": (["--run-dir", work + "/none", *picture], "none"),
        "no display": ([], "no display"),
    }
    faults = []
    for name, (arguments, words) in cases.items():
        ran = subprocess.run([program, *arguments], capture_output=True, text=True, env=environment,
                             timeout=60)
        lines = ran.stderr.splitlines()
        left = os.listdir(runs) + [file for file in os.listdir(work) if "never" in file]
        fine = (ran.returncode == 2 and ran.stdout == "" and len(lines) == 1 and not left and
                lines[0].startswith("sockwalk-gui: ") and words in lines[0])
        if not fine:
            faults.append(f"{name}: exit code {ran.returncode}, left {left}, stdout {ran.stdout!r}, "
                          f"stderr:\n{ran.stderr}")
    # A refusal for everything would pass the above.
    ran = subprocess.run([program, "--version"], capture_output=True, text=True, env=environment)
    if ran.returncode != 0 or "sockwalk-gui" not in ran.stdout or ran.stderr:
        faults.append(f"--version: exit code {ran.returncode}, {ran.stdout}{ran.stderr}")
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(cases)} refusals")


main()
