#!/usr/bin/env python3
"""manual_pages.py PROGRAM PAGE WORK: the manual page names what --help names, and nothing else."""
import os
import re
import shutil
import subprocess
import sys


def help_of(program, *command):
    return subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True).stdout


def section(text, title):
    """The lines below "Options:" and the like."""
    found = re.search(rf"^{title}:\n((?:  .*\n)*)", text, re.MULTILINE)
    return found.group(1) if found else ""


def options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(
        line[:30] for line in section(text, "Options").splitlines())))


def main():
    program, page = sys.argv[1:3]
    with open(page) as file:
        source = file.read().replace("\\-", "-")
    faults = []
    said = {"": help_of(program)}
    for command in re.findall(r"^  ([a-z]+) ", section(said[""], "Subcommands"), re.MULTILINE):
        said[command] = help_of(program, command)
    # What a command takes stands below its heading, up to the next.
    parts = {"": re.search(r"^\.SH OPTIONS\n(.*?)^\.SH ", source, re.MULTILINE | re.DOTALL).group(1)}
    for command, text in re.findall(r"^\.SS ([a-z]+)[^\n]*\n(.*?)(?=^\.S[SH] )", source, re.MULTILINE | re.DOTALL):
        parts[command] = text
    for command in said.keys() - parts.keys():
        faults.append(f"{page} has no section for the command {command}")
    for command in parts.keys() - said.keys():
        faults.append(f"{page} has a section for {command}, which is no command")
    for command in said.keys() & parts.keys():
        known, written = options(said[command]), set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(
            line for line in parts[command].splitlines() if line.startswith((".B ", ".BI ", ".BR ")))))
        if command:
            known.discard("--help")
        for option in known - written:
            faults.append(f"{page} does not name {command} {option}")
        for option in written - known:
            faults.append(f"{page} names {command} {option}, which --help does not")
    if not options(said[""]):
        faults.append("no option was found in --help: nothing was checked")
    groff = shutil.which("groff")
    if groff:
        ran = subprocess.run([groff, "-man", "-ww", "-z", "-Tutf8", page], capture_output=True, text=True)
        if ran.returncode or ran.stderr:
            faults.append(f"groff: {ran.stderr}")
    if faults:
        sys.exit("\n".join(sorted(faults)))
    if not groff:
        print("SKIPPED: groff is not installed")
    print(f"{len(said)} helps, {sum(len(options(text)) for text in said.values())} options")


main()
