#!/usr/bin/env python3
"""installation.py BUILD WORK: what `cmake --install` puts into a prefix runs when the prefix has moved, for a
user without privilege, and where PATH has no compiler."""
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile

FILES = """
bin/sockwalk
share/doc/sockwalk/LICENSE
share/doc/sockwalk/README.md
share/doc/sockwalk/doc/scenarios.md
share/man/man1/sockwalk.1
share/sockwalk/code/server_iterative.c
share/sockwalk/scenarios/one-client.toml
""".split()
WINDOW_FILES = """
bin/sockwalk-gui
share/applications/org.sockwalk.Sockwalk.desktop
share/icons/hicolor/scalable/apps/org.sockwalk.Sockwalk.svg
share/man/man1/sockwalk-gui.1
share/metainfo/org.sockwalk.Sockwalk.metainfo.xml
share/mime/packages/org.sockwalk.Sockwalk.xml
""".split()


def check(holds, words):
    if not holds:
        raise AssertionError(words)


def install(build, place):
    """Into one prefix, and then away from there."""
    first, prefix = place + "/first", place + "/moved"
    ran = subprocess.run(["cmake", "--install", build, "--prefix", first], capture_output=True, text=True)
    check(ran.returncode == 0, ran.stdout + ran.stderr)
    os.rename(first, prefix)
    return prefix


class Nobody:
    """Runs programs of the prefix as who may do nothing, in an empty folder that is theirs."""

    def __init__(self, prefix, place):
        self.prefix = prefix
        self.home = place + "/home"
        os.mkdir(self.home)
        self.identity = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("nobody")
            os.chown(self.home, user.pw_uid, user.pw_gid)
            self.identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # Of the caller's variables only the sanitizers' and Mesa's.
        kept = {name: value for name, value in os.environ.items()
                if name.startswith(("LP_", "LIBGL_", "GALLIUM_")) or name.endswith("SAN_OPTIONS")}
        self.environment = dict(kept, PATH=prefix + "/bin", HOME=self.home, XDG_RUNTIME_DIR=self.home)

    def run(self, program, *arguments, code=0):
        ran = subprocess.run([f"{self.prefix}/bin/{program}", *arguments], capture_output=True, text=True,
                             cwd=self.home, env=self.environment, timeout=100, **self.identity)
        check(ran.returncode == code, f"{program} {' '.join(arguments)}: exit code {ran.returncode}\n"
              f"{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        return ran

    def left(self):
        return sorted(os.listdir(self.home))


def use_program(prefix, nobody):
    # Only here: who finds it has not looked into the source tree.
    shutil.copy(prefix + "/share/sockwalk/scenarios/one-client.toml",
                prefix + "/share/sockwalk/scenarios/only-here.toml")
    check("only-here" in nobody.run("sockwalk", "scenarios").stdout, "its scenarios are not those of the prefix")
    nobody.run("sockwalk", "run", "one-client", "--check", "--save", nobody.home + "/kept.trace")
    check(nobody.left() == ["kept.trace"], f"left behind: {nobody.left()}")


def use_window(nobody):
    picture = nobody.home + "/kept.png"
    ran = subprocess.run([nobody.prefix + "/bin/sockwalk-gui", "--screenshot", picture], capture_output=True,
                         text=True, cwd=nobody.home, env=nobody.environment, timeout=100, **nobody.identity)
    if ran.returncode == 2 and "OpenGL" in ran.stderr:
        print("SKIPPED: " + ran.stderr.strip())
        return
    check(ran.returncode == 0, ran.stderr)
    # As the file manager calls it.
    nobody.run("sockwalk-gui", nobody.home + "/kept.trace", "--steps", "5", "--screenshot", picture)
    with open(picture, "rb") as file:
        check(file.read(4) == b"\x89PNG", "no picture was written")
    check(nobody.left() == ["kept.png", "kept.trace"], f"left behind: {nobody.left()}")


def main():
    build = sys.argv[1]
    has_window = os.path.exists(build + "/bin/sockwalk-gui")
    with tempfile.TemporaryDirectory(prefix="sockwalk-installation-") as place:
        os.chmod(place, 0o755)
        prefix = install(build, place)
        for file in FILES + (WINDOW_FILES if has_window else []):
            path = f"{prefix}/{file}"
            check(os.path.isfile(path), f"{file} is not installed")
            mode = stat.S_IMODE(os.stat(path).st_mode)
            check(mode == (0o755 if file.startswith("bin/") else 0o644), f"{file} has mode {mode:o}")
        check(not os.path.exists(prefix + "/share/sockwalk/desktop"), "the desktop's files are there twice")
        nobody = Nobody(prefix, place)
        use_program(prefix, nobody)
        if has_window:
            use_window(nobody)


try:
    main()
except AssertionError as failure:
    sys.exit(str(failure))
