#!/usr/bin/env python3
"""window_keys.py PROGRAM LOST_GRAPHICS WORK: real key presses in the real window, on a display of its own.

The program reports each change of what it shows as a line of JSON; every wait is for such a line (or
for a change of the picture), with a deadline. Screenshots are left in WORK.
"""
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib

SECONDS = 60 if os.environ.get("SOCKWALK_SANITIZE") else 30  # for one wait; reached only on failure
WIDTH, HEIGHT = 1280, 720
OPTIONS = ["--scenario", "sum-select", "--size", f"{WIDTH}x{HEIGHT}"]


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(0)


def check(holds, words):
    if not holds:
        raise AssertionError(words)


def wait_for(condition, words):
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if (value := condition()):
            return value
        time.sleep(0.005)
    raise AssertionError(f"not within {SECONDS} s: {words() if callable(words) else words}")


class Display:
    """An X server without a screen; its picture is a file."""

    def __init__(self, work):
        self.folder = work + "/display"
        os.makedirs(self.folder)
        self.log = open(work + "/xvfb.txt", "w")
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp",
             "-fbdir", self.folder], stdout=subprocess.PIPE, stderr=self.log)
        number = self.server.stdout.readline().decode().strip()
        if not number:
            skip("Xvfb does not start here: see " + work + "/xvfb.txt")
        # A home of its own: a person's settings are neither read nor written.
        self.home = work + "/home"
        os.makedirs(self.home)
        self.environment = dict(os.environ, DISPLAY=":" + number, LIBGL_ALWAYS_SOFTWARE="1",
                                HOME=self.home, XDG_CONFIG_HOME=self.home + "/config",
                                XDG_STATE_HOME=self.home + "/state")
        for name in ("WAYLAND_DISPLAY", "XAUTHORITY"):
            self.environment.pop(name, None)

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True)

    def press(self, *keys):
        pressed = self.xdotool("key", "--delay", "30", *keys)
        check(pressed.returncode == 0, f"xdotool: {pressed.stderr}")

    def picture(self):
        """The rows of the screen as RGB."""
        with open(self.folder + "/Xvfb_screen0", "rb") as file:
            raw = file.read()
        header = struct.unpack(">25I", raw[:100])
        stride, colours = header[12], header[19]
        start = header[0] + 12 * colours
        rows = []
        for y in range(HEIGHT):
            row = raw[start + y * stride: start + y * stride + 4 * WIDTH]
            rgb = bytearray(3 * WIDTH)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows.append(bytes(rgb))
        return rows

    def still_picture(self):
        """The picture once it no longer changes."""
        last = self.picture()

        def still():
            nonlocal last
            time.sleep(0.2)
            before, last = last, self.picture()
            return before == last
        wait_for(still, "the picture comes to rest")
        return last

    def stop(self):
        self.server.terminate()
        self.server.wait()
        self.log.close()


def write_png(path, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" +
                   chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 6)) +
                   chunk(b"IEND", b""))


class Shown:
    """A running sockwalk-gui, by its reports."""

    def __init__(self, program, display, work, *options):
        self.display = display
        self.runs = work + "/run"
        os.makedirs(self.runs, exist_ok=True)
        self.errors = work + "/stderr.txt"
        self.lines = []
        self.process = subprocess.Popen(
            [program, "--report", "--run-dir", self.runs, *options], stdout=subprocess.PIPE, stderr=open(self.errors, "w"), text=True,
            env=display.environment)
        threading.Thread(target=self.read, daemon=True).start()
        wait_for(lambda: self.lines or self.process.poll() is not None, "a first report")
        check(self.process.poll() is None, "the window did not open: " + open(self.errors).read())
        window = wait_for(lambda: display.xdotool("search", "--onlyvisible", "--class", "sockwalk").stdout.split(),
                          "a window is there")[0]
        display.xdotool("windowfocus", "--sync", window)
        display.xdotool("mousemove", "1", "1")

    def read(self):
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def now(self):
        return self.lines[-1]

    def until(self, words, condition):
        """The first report, now or later, for which `condition` holds."""
        def looked():
            check(self.process.poll() is None, f"the program ended: {self.process.returncode}, "
                  + open(self.errors).read())
            now = self.now()
            return now if condition(now) else None
        return wait_for(looked, lambda: f"{words}; the last report is {self.now()}")

    def settled(self, turn):
        return self.until(f"turn {turn}, settled", lambda now: now["turn"] == turn and now["settled"])

    def ended(self):
        """Its exit code; everything that it made must be gone."""
        code = self.process.wait(timeout=SECONDS)
        self.process.stdout.close()
        check(os.listdir(self.runs) == [], f"left behind: {os.listdir(self.runs)}")
        return code

    def ticks(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])


def walk(shown, press, key, hashes):
    """From where it stands to the end, one turn for each press; what it says after each turn."""
    seen = {0: shown.settled(0)["hash"]} if hashes is None else {}
    while True:
        now = shown.now()
        if now["finished"] and now["turn"] == now["last_turn"]:
            return seen
        press(key)
        after = shown.settled(now["turn"] + 1)
        check(after["agrees"], f"the kernel does not agree: {after}")
        check(hashes is None or after["hash"] == hashes[after["turn"]],
              f"turn {after['turn']} looks different this time")
        seen[after["turn"]] = after["hash"]


def step_there_and_back(shown, display, work):
    press = display.press
    start = shown.settled(0)
    check(start["next"] == "server" and not start["finished"] and start["live"], f"the start: {start}")
    write_png(work + "/start.png", display.still_picture())
    # Slow enough that the second Space certainly comes during the reveal of the first turn.
    press("bracketleft", "bracketleft", "space")
    shown.until("the reveal of turn 1", lambda now: now["turn"] == 1 and not now["settled"])
    press("space")
    check(shown.settled(1)["last_turn"] == 1, "Space completed the reveal and started a turn")
    press("Home")
    shown.settled(0)
    press(*["bracketright"] * 5)
    hashes = walk(shown, press, "space", None)
    last = shown.now()["turn"]
    check(last > 40 and shown.now()["finished"] and len(set(hashes.values())) > last / 2,
          f"{len(set(hashes.values()))} different states in {last} turns")
    write_png(work + "/end.png", display.still_picture())
    press("Home")
    check(shown.settled(0)["hash"] == hashes[0], "the start looks different on the way back")
    for_right = walk(shown, press, "Right", {turn: hash for turn, hash in hashes.items()})
    check(len(for_right) == last, f"forward again: {len(for_right)} of {last} turns")
    for turn in range(last - 1, last - 6, -1):
        press("Left")
        check(shown.settled(turn)["hash"] == hashes[turn], f"turn {turn} looks different backwards")
    check(not shown.now()["live"], "looking back is not live")
    press("End")
    shown.settled(last)


def change_the_look(shown, display, work):
    press = display.press
    timeline = display.still_picture()
    check(len(set(timeline)) > HEIGHT / 4, "the picture is empty")
    seen = [timeline]
    for name, key in (("events", "e"), ("kernel", "k"), ("help", "F1")):
        press(key)
        wait_for(lambda: display.picture() not in seen, f"{key} changes the picture")
        seen.append(display.still_picture())
        write_png(f"{work}/{name}.png", seen[-1])
    press("Escape", "l")
    wait_for(lambda: display.picture() == timeline, "Escape and L bring the first picture back")
    press("t")
    shown.until("t: light", lambda now: now["theme"] == "light")
    press("ctrl+plus")
    shown.until("Ctrl and +: 125 %", lambda now: now["zoom"] == 125)
    write_png(work + "/light-125.png", display.still_picture())
    press("t")
    shown.until("t: high contrast", lambda now: now["theme"] == "high-contrast")
    press("ctrl+minus", "ctrl+minus")
    shown.until("Ctrl and -: 75 %", lambda now: now["zoom"] == 75)
    write_png(work + "/high-contrast-75.png", display.still_picture())
    press("t", "ctrl+0")
    shown.until("t and Ctrl+0", lambda now: now["theme"] == "dark" and now["zoom"] == 100)
    present(shown, display, work)
    command(shown, display, work)
    # The code may have scrolled; toolbar and timeline show the same as before.
    wait_for(lambda: shared(display.picture()) == shared(timeline),
             "t and Ctrl+0 bring the first toolbar and timeline back")


def command(shown, display, work):
    """Ctrl+K: typed letters filter and step nothing; Enter runs; Esc closes."""
    press = display.press
    before = display.still_picture()
    turn = shown.now()["turn"]
    press("ctrl+k")
    shown.until("Ctrl+K: the palette", lambda now: now["typing"])
    press("space", "p", "1", "period", "BackSpace", "BackSpace", "BackSpace",
          "p", "r", "e", "s")
    write_png(work + "/palette.png", display.still_picture())
    check(shown.now()["turn"] == turn and not shown.now()["playing"], f"typing moved it: {shown.now()}")
    press("Return")
    shown.until("Enter: presenter mode", lambda now: now["presenter"] and not now["typing"])
    display.still_picture()
    press("ctrl+o")
    write_png(work + "/open.png", display.still_picture())
    press("Escape")
    display.still_picture()
    check(shown.now()["presenter"], "Esc closes the small window, and nothing else")
    press("F5", "ctrl+k", "Escape")
    shown.until("Esc closes the palette", lambda now: not now["typing"] and not now["presenter"])
    wait_for(lambda: shared(display.picture()) == shared(before), "the first picture is back")


def present(shown, display, work):
    """Presenter mode: light at first; a clicker's keys; blank and back."""
    press = display.press
    turn = shown.now()["turn"]
    press("F5")
    shown.until("F5: presenter mode", lambda now: now["presenter"] and now["theme"] == "light")
    large = display.still_picture()
    write_png(work + "/presenter.png", large)
    press("Prior")
    shown.settled(turn - 1)
    press("Next")
    shown.settled(turn)
    press("period")
    wait_for(lambda: set(display.picture()[40:]) == {bytes(3 * WIDTH)}, "'.' makes the screen black")
    press("period")
    wait_for(lambda: display.picture() == large, "'.' brings the picture back")
    press("Escape")
    shown.until("Esc leaves", lambda now: not now["presenter"] and now["theme"] == "dark")


def shared(rows):
    return rows[:40] + rows[-190:]


def rest(shown):
    """Idle means idle: half a percent of a core and a tick of the clock that measures it."""
    time.sleep(1.0)
    before, began = shown.ticks(), time.monotonic()
    time.sleep(3.0)
    used, seconds = shown.ticks() - before, time.monotonic() - began
    rate = os.sysconf("SC_CLK_TCK")
    print(f"idle: {used} ticks of 1/{rate} s in {seconds:.2f} s")
    check(used <= 0.005 * seconds * rate + 1, f"idle costs {used} ticks in {seconds:.2f} s")


def walk_through(program, display, work):
    shown = Shown(program, display, work, *OPTIONS)
    try:
        step_there_and_back(shown, display, work)
        change_the_look(shown, display, work)
        rest(shown)
        display.press("ctrl+r")
        shown.until("Ctrl+R: the start", lambda now: now["last_turn"] == 0 and now["settled"])
        display.press("space")
        again = shown.settled(1)
        check(again["live"] and again["last_turn"] == 1 and not again["finished"], f"again: {again}")
        check(os.listdir(shown.runs) != [], "a live run has a directory")
        display.press("ctrl+q")
        code = shown.ended()
        check(code == 0, f"Ctrl+Q ends it with {code}: " + open(shown.errors).read())
    finally:
        shown.process.kill()


def find_one_s_way(program, display, work):
    """The timeline by keys and mouse, and the events by words: a picture that is another each time."""
    shown = Shown(program, display, work, "--scenario", "sum-select", "--size", f"{WIDTH}x{HEIGHT}", "--steps", "30")
    try:
        press = display.press
        shown.settled(30)
        seen = [display.still_picture()]

        def changes(words, turn=30):
            wait_for(lambda: display.picture() not in seen, words + " changes the picture")
            seen.append(display.still_picture())
            check(shown.now()["turn"] == turn, f"{words} moved the playhead: {shown.now()}")
        press("minus", "minus", "minus", "minus")
        changes("-")
        press("o")
        changes("O")
        press("0", "shift+Left", "shift+Left")
        changes("Shift and Left")
        press("f")
        changes("F")
        write_png(work + "/timeline.png", seen[-1])
        display.xdotool("mousemove", "700", "650", "keydown", "ctrl", "click", "5", "click", "5", "keyup", "ctrl")
        changes("Ctrl and the wheel")
        display.xdotool("mousemove", "1", "1")
        press("slash")
        shown.until("/: the filter", lambda now: now["typing"])
        display.xdotool("type", "--delay", "30", "client 1 write")
        changes("the filter")
        write_png(work + "/filter.png", seen[-1])
        press("Escape")
        shown.until("Esc: done", lambda now: not now["typing"])
        changes("Esc")
        press("w")
        changes("W")
        write_png(work + "/sentences.png", seen[-1])
        press("l", "Left")
        shown.settled(29)
        display.press("ctrl+q")
        code = shown.ended()
        check(code == 0, f"Ctrl+Q ends it with {code}: " + open(shown.errors).read())
    finally:
        shown.process.kill()


def play_freely(program, display, work):
    """C adds a client, with its steps changed; A crashes it; both are commands of the recording."""
    shown = Shown(program, display, work, "--scenario", "one-client", "--size", f"{WIDTH}x{HEIGHT}", "--steps", "5")
    try:
        press = display.press
        check(shown.settled(5)["alive"] == 2, f"server and client: {shown.now()}")
        press("c")
        shown.until("C: the line", lambda now: now["typing"])
        write_png(work + "/add-client.png", display.still_picture())
        press("ctrl+u")
        display.xdotool("type", "--delay", "30", "add client socket, conect")
        press("Return")
        write_png(work + "/refused.png", display.still_picture())
        check(shown.now()["typing"] and shown.now()["turn"] == 5, f"conect is no step: {shown.now()}")
        press("BackSpace", "BackSpace", "BackSpace", "BackSpace", "n", "n", "e", "c", "t", "Return")
        shown.until("a third actor", lambda now: now["turn"] == 6 and now["alive"] == 3 and not now["typing"])
        shown.settled(6)
        press("3")
        check(shown.settled(7)["agrees"], f"client 2 makes its socket: {shown.now()}")
        press("a", "ctrl+u")
        display.xdotool("type", "--delay", "30", "crash client 2")
        press("Return")
        shown.until("client 2 is gone", lambda now: now["turn"] == 8 and now["alive"] == 2 and now["agrees"])
        shown.settled(8)
        press("Left", "a")
        shown.until("A, looking back", lambda now: now["typing"] and not now["live"])
        write_png(work + "/looking-back.png", display.still_picture())
        press("Return")  # continue from here
        shown.until("live after turn 7", lambda now: now["turn"] == 7 and now["last_turn"] == 7 and now["live"] and
                    now["settled"] and now["alive"] == 3)
        display.press("ctrl+q")
        code = shown.ended()
        check(code == 0, f"Ctrl+Q ends it with {code}: " + open(shown.errors).read())
    finally:
        shown.process.kill()


def end_by_signals(program, display, work):
    for number in (signal.SIGTERM, signal.SIGINT):
        shown = Shown(program, display, work, *OPTIONS, "--steps", "9")
        try:
            shown.settled(9)  # the server sleeps in select, a client stands in the queue
            check(os.listdir(shown.runs) != [], "a live run has a directory")
            shown.process.send_signal(number)
            code = shown.ended()
            check(code == 0, f"{number.name} ends it with {code}: " + open(shown.errors).read())
        finally:
            shown.process.kill()


def end_with_the_display(program, work):
    """The X server goes away: a sentence, the run kept as a trace, and nothing left behind."""
    os.makedirs(work)
    display = Display(work)
    shown = Shown(program, display, work, *OPTIONS, "--steps", "9")
    try:
        shown.settled(9)
        display.server.kill()
        code = shown.ended()
        said = open(shown.errors).read()
        check(code == 2 and "the display was closed" in said, f"without a display it ends with {code}: {said}")
        kept = display.home + "/state/sockwalk/last.trace"
        check(kept in said, f"where the run is kept is not said: {said}")
        ran = subprocess.run([program, "--open", kept, "--screenshot", work + "/kept.png"], capture_output=True,
                             text=True, env=display.environment)
        check(ran.returncode == 0, f"what was kept does not open: {ran.stderr}")
    finally:
        shown.process.kill()
        display.stop()


def end_with_the_graphics(program, display, work, preloaded):
    if os.environ.get("SOCKWALK_SANITIZE"):
        return  # a sanitizer must be loaded first
    os.makedirs(work)
    before = display.environment
    display.environment = dict(before, LD_PRELOAD=preloaded, RESET_GRAPHICS=work + "/reset")
    try:
        shown = Shown(program, display, work, *OPTIONS, "--steps", "9")
    finally:
        display.environment = before
    try:
        shown.settled(9)
        open(work + "/reset", "w").close()
        display.press("e")
        code = shown.ended()
        said = open(shown.errors).read()
        check(code == 2 and "the graphics card was reset" in said and "last.trace" in said,
              f"with lost graphics it ends with {code}: {said}")
    finally:
        shown.process.kill()


def refuse_old_graphics(program, display, work):
    ran = subprocess.run([program, "--run-dir", work], capture_output=True, text=True, timeout=SECONDS,
                         env=dict(display.environment, MESA_GL_VERSION_OVERRIDE="2.1"))
    lines = ran.stderr.splitlines()
    check(ran.returncode == 2 and len(lines) == 1 and "no window with OpenGL 3.3" in lines[0],
          f"old graphics: {ran.returncode}, {ran.stderr}")


def first_start(shown):
    """One that has never run here: one-client, before its first call, nothing over it."""
    return shown.until("the first start", lambda now: now["scenario"] == "one-client" and now["turn"] == 0 and
                       now["settled"] and not now["playing"] and now["next"] == "server" and
                       now["theme"] == "dark" and now["zoom"] == 100)


def started(program, display, work, use, *options):
    """Starts it, uses it, ends it with Ctrl+Q."""
    shown = Shown(program, display, work, *options)
    try:
        use(shown)
        display.press("ctrl+q")
        code = shown.ended()
        check(code == 0, f"Ctrl+Q ends it with {code}: " + open(shown.errors).read())
    finally:
        shown.process.kill()


def remember(program, display, work):
    folder = display.home + "/config/sockwalk"
    shutil.rmtree(display.home)
    os.makedirs(display.home)

    def change(shown):
        first_start(shown)
        window = display.xdotool("search", "--onlyvisible", "--class", "sockwalk").stdout.split()[0]
        display.xdotool("windowsize", "--sync", window, "1000", "700")
        display.press("t", "ctrl+plus", "e")
        shown.until("light, 125 %", lambda now: now["theme"] == "light" and now["zoom"] == 125)
    started(program, display, work, change)
    with open(folder + "/settings.toml") as file:
        kept = file.read()
    for line in ('theme = "light"', "zoom = 125", 'pane = "events"', 'scenario = "one-client"', "width = 1000",
                 "height = 700"):
        check(line in kept, f"{line} is not in the settings: {kept}")

    started(program, display, work, lambda shown: shown.until(
        "as it was left, with another scenario", lambda now: now["theme"] == "light" and now["zoom"] == 125 and
        now["scenario"] == "queue"), "--scenario", "queue")
    started(program, display, work, lambda shown: shown.until(
        "the last scenario", lambda now: now["scenario"] == "queue"))

    with open(folder + "/settings.toml", "w") as file:
        file.write("theme = \n")

    def look(shown):
        first_start(shown)
        write_png(work + "/broken-settings.png", display.still_picture())
    started(program, display, work, look)
    check(os.path.exists(folder + "/settings.toml.broken"), f"nothing set aside: {os.listdir(folder)}")


def main():
    program, preloaded, work = sys.argv[1:4]
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            skip(tool + " is not installed")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    display = Display(work)
    try:
        walk_through(program, display, work)
        find_one_s_way(program, display, work)
        play_freely(program, display, work)
        end_by_signals(program, display, work)
        remember(program, display, work)
        refuse_old_graphics(program, display, work)
        end_with_the_graphics(program, display, work + "/graphics", preloaded)
        end_with_the_display(program, work + "/lost")
    except AssertionError as failure:
        write_png(work + "/failure.png", display.picture())
        sys.exit(str(failure))
    finally:
        display.stop()


main()
