#!/usr/bin/env python3
"""screen_awake.py PROGRAM WORK: presenter mode asks the desktop to keep the screen awake, and leaving it ends that.

With a session bus of its own, on which dbus-monitor listens, and a display of its own.
"""
import os
import shutil
import subprocess
import sys
import threading
import time

SECONDS = 60


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(0)


def wait_for(condition, words):
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if (value := condition()):
            return value
        time.sleep(0.01)
    raise AssertionError(f"not within {SECONDS} s: {words}")


def main():
    program, work = sys.argv[1:3]
    for needed in ("Xvfb", "xdotool", "dbus-daemon", "dbus-monitor"):
        if shutil.which(needed) is None:
            skip(needed + " is not installed")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work + "/run")
    started = []

    def start(*words, **more):
        started.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **more))
        return started[-1]

    try:
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address").stdout.readline().strip()
        number = start("Xvfb", "-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp").stdout.readline().strip()
        if not bus or not number:
            skip("no bus or no X server can be started here")
        environment = dict(os.environ, DISPLAY=":" + number, DBUS_SESSION_BUS_ADDRESS=bus, LIBGL_ALWAYS_SOFTWARE="1",
                           HOME=work, XDG_CONFIG_HOME=work + "/config")
        for name in ("WAYLAND_DISPLAY", "XAUTHORITY"):
            environment.pop(name, None)
        lines = []
        monitor = start("dbus-monitor", "--address", bus, env=environment)
        threading.Thread(target=lambda: lines.extend(iter(monitor.stdout.readline, "")), daemon=True).start()
        wait_for(lambda: any("NameAcquired" in line or "NameLost" in line for line in lines), "the monitor listens")
        window = start(program, "--report", "--presenter", "--run-dir", work + "/run", env=environment)
        assert window.stdout.readline(), "the window did not open"
        call = wait_for(lambda: next((line for line in lines if "member=Inhibit" in line), None), "Inhibit is called")
        assert "org.freedesktop.ScreenSaver" in call, call
        sender = call.split("sender=")[1].split()[0]
        wait_for(lambda: any('"sockwalk"' in line for line in lines), "it says who asks")
        gone = lambda: any("NameOwnerChanged" in line and sender in "".join(lines[i:i + 4]) and
                           '""' in lines[i + 3] for i, line in enumerate(lines) if i + 3 < len(lines))
        assert not gone(), "it gave up at once"
        found = wait_for(lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "sockwalk"],
                                                env=environment, capture_output=True, text=True).stdout.split(),
                         "a window is there")
        subprocess.run(["xdotool", "windowfocus", "--sync", found[0]], env=environment, check=True)
        subprocess.run(["xdotool", "key", "F5"], env=environment, check=True)
        wait_for(gone, "leaving presenter mode ends it")
        print("asked by " + sender + ", and let go")
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


main()
