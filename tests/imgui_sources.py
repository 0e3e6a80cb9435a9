#!/usr/bin/env python3
"""imgui_sources.py SOURCE WORK: the window builds with each Dear ImGui source tree that $SOCKWALK_IMGUI_DIR names
(several with a colon between), and what is drawn passes its tests. Each build is kept in WORK for the next time.

    SOCKWALK_IMGUI_DIR=$HOME/imgui-1.90:$HOME/imgui ctest --preset dev -R imgui_sources
"""
import os
import re
import shutil
import subprocess
import sys


def version(tree):
    with open(tree + "/imgui.h") as file:
        return re.search(r'#define IMGUI_VERSION\s+"([^"]+)"', file.read()).group(1)


def run(*words):
    ran = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ran.returncode:
        raise AssertionError(f"{' '.join(words)}:\n{ran.stdout[-6000:]}")
    return ran.stdout


def check(source, tree, build):
    options = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    run("cmake", "-S", source, "-B", build, "-G", "Ninja", "-DSOCKWALK_WERROR=ON", f"-DSOCKWALK_IMGUI_DIR={tree}",
        *options)
    run("cmake", "--build", build, "--target", "sockwalk-gui", "sockwalk_gui_tests")
    said = run(build + "/bin/sockwalk_gui_tests")
    print(f"Dear ImGui {version(tree)}: " + re.search(r"test cases:.*", said).group(0))


def main():
    source, work = sys.argv[1:3]
    trees = [tree for tree in os.environ.get("SOCKWALK_IMGUI_DIR", "").split(":") if tree]
    if not trees:
        print("SKIPPED: set SOCKWALK_IMGUI_DIR to one or more Dear ImGui source trees, with a colon between")
        return
    for tree in trees:
        if not os.path.exists(tree + "/imgui.cpp"):
            sys.exit(f"SOCKWALK_IMGUI_DIR: {tree} has no imgui.cpp; give the top folder of a Dear ImGui checkout")
    os.makedirs(work, exist_ok=True)
    try:
        for tree in trees:
            check(source, tree, f"{work}/{version(tree).replace(' ', '-')}")
    except AssertionError as failure:
        sys.exit(str(failure))


main()
