#!/usr/bin/env python3
"""golden_pictures.py PROGRAM WORK: the pictures that sockwalk-gui draws are those of tests/golden.
golden_pictures.py --update PROGRAM: makes those anew, on this machine's renderer.

tests/golden/README.md says how to add one. What differs is left in WORK: NAME.actual.png, and
NAME.difference.png with the differing pixels in red.
"""
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden")
# A renderer that is the same everywhere: in software, by vectors that every processor has.
PINNED = {"LIBGL_ALWAYS_SOFTWARE": "1", "GALLIUM_DRIVER": "llvmpipe", "LP_NATIVE_VECTOR_WIDTH": "128",
          "EGL_PLATFORM": "surfaceless"}
# Of a colour's 256 shades so many are no difference; and so many pixels may differ by more.
SHADES = 8
PIXELS = 20


def environment():
    kept = {name: value for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SOCKWALK_ASSETS")}
    return dict(kept, **PINNED)


def renderer(program):
    """What decides about pixels: who draws, which Dear ImGui, which fonts."""
    said = subprocess.run([program, "--doctor"], capture_output=True, text=True, env=environment(), check=True)
    checks = dict(line.split("\t")[1:3] for line in said.stdout.splitlines())
    return checks["picture"] + "; " + checks["fonts"]


def pictures():
    """The name of each and the arguments that draw it, from pictures.txt."""
    with open(GOLDEN + "/pictures.txt") as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return {name: [word.replace("GOLDEN/", GOLDEN + "/") for word in words] for name, *words in lines}


def draw(program, arguments, path):
    with tempfile.TemporaryDirectory() as runs:
        subprocess.run([program, *arguments, "--run-dir", runs, "--screenshot", path], env=environment(),
                       check=True, timeout=100)


def unfiltered(rows, stride, height, step):
    """PNG's five filters taken off again."""
    out, above = [], bytearray(stride)
    for y in range(height):
        kind, row = rows[y * (stride + 1)], bytearray(rows[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        if kind == 1:
            for x in range(step, stride):
                row[x] = (row[x] + row[x - step]) & 255
        elif kind == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, above))
        elif kind:
            for x in range(stride):
                left, corner = (row[x - step], above[x - step]) if x >= step else (0, 0)
                if kind == 3:
                    row[x] = (row[x] + (left + above[x]) // 2) & 255
                    continue
                guess = left + above[x] - corner
                near = min((abs(guess - left), 0, left), (abs(guess - above[x]), 1, above[x]),
                           (abs(guess - corner), 2, corner))
                row[x] = (row[x] + near[2]) & 255
        out.append(bytes(row))
        above = row
    return out


def read_png(path):
    """Width, height, and rows of three bytes a pixel."""
    with open(path, "rb") as file:
        data = file.read()
    packed, at = b"", 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", data[at + 8:at + 18])
        elif kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += length + 12
    if depth != 8 or colours not in (2, 6):
        raise ValueError(f"{path}: not eight bits of red, green and blue")
    step = 3 if colours == 2 else 4
    rows = unfiltered(zlib.decompress(packed), step * width, height, step)
    if step == 4:
        rows = [b"".join(row[x:x + 3] for x in range(0, 4 * width, 4)) for row in rows]
    return width, height, rows


def write_png(path, width, height, rows):
    """Unfiltered: flat areas compress best that way."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" +
                   chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)) +
                   chunk(b"IEND", b""))


def differing(golden, actual):
    """By row, the places of the pixels that differ by more than SHADES."""
    places = {}
    for y, (want, have) in enumerate(zip(golden, actual)):
        if want == have:
            continue
        row = [x for x in range(len(want) // 3)
               if any(abs(want[i] - have[i]) > SHADES for i in range(3 * x, 3 * x + 3))]
        if row:
            places[y] = row
    return places


def marked(rows, places):
    """The picture, pale, with the places in red."""
    pale = []
    for y, row in enumerate(rows):
        row = bytearray(192 + byte // 4 for byte in row)
        for x in places.get(y, ()):
            row[3 * x:3 * x + 3] = b"\xd0\x00\x20"
        pale.append(bytes(row))
    return pale


def compare(program, name, arguments, work):
    """What is wrong, or nothing."""
    drawn = f"{work}/{name}.actual.png"
    draw(program, arguments, drawn)
    width, height, golden = read_png(f"{GOLDEN}/{name}.png")
    actual = read_png(drawn)
    if actual[:2] != (width, height):
        return f"{name}: {actual[0]}x{actual[1]} pixels instead of {width}x{height}: see {drawn}"
    places = differing(golden, actual[2])
    count = sum(len(row) for row in places.values())
    if count > PIXELS:
        marks = f"{work}/{name}.difference.png"
        write_png(marks, width, height, marked(actual[2], places))
        return f"{name}: {count} pixels differ (at most {PIXELS} may), from row {min(places)}: see {drawn}, {marks}"
    os.remove(drawn)
    return None


def update(program):
    for name, arguments in pictures().items():
        path = f"{GOLDEN}/{name}.png"
        draw(program, arguments, path)
        write_png(path, *read_png(path))
        print(f"{path}: {os.path.getsize(path)} bytes; look at it")
    with open(GOLDEN + "/renderer.txt", "w") as file:
        file.write(renderer(program) + "\n")


def main():
    if sys.argv[1] == "--update":
        return update(sys.argv[2])
    program, work = sys.argv[1:3]
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    with open(GOLDEN + "/renderer.txt") as file:
        drawn_by = file.read().strip()
    here = renderer(program)
    if here != drawn_by:
        print(f"SKIPPED: the golden pictures were drawn by {drawn_by!r}, and this is {here!r}")
        return None
    faults = [fault for name, arguments in pictures().items() if (fault := compare(program, name, arguments, work))]
    if faults:
        sys.exit("\n".join(faults) + "\nif that is as it should be: tests/golden_pictures.py --update " + program)
    print(f"{len(pictures())} pictures are the same")
    return None


main()
