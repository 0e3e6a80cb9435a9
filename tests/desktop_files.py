#!/usr/bin/env python3
"""desktop_files.py FOLDER TRACE_PROGRAM WORK: the files that a desktop reads are valid and agree with one
another, and a trace is known for what it is."""
import os
import re
import shutil
import subprocess
import sys

ID = "org.sockwalk.Sockwalk"
faults = []
missing = []


def validated(tool, *arguments, environment=None):
    """What the tool prints; nothing where it is not installed."""
    if shutil.which(tool) is None:
        missing.append(tool)
        return None
    ran = subprocess.run([tool, *arguments], capture_output=True, text=True, env=environment)
    if ran.returncode:
        faults.append(f"{tool}: {ran.stdout}{ran.stderr}")
    return ran.stdout + ran.stderr


def agree(folder):
    def text(ending):
        with open(f"{folder}/{ID}.{ending}") as file:
            return file.read()
    entry = dict(line.split("=", 1) for line in text("desktop").splitlines() if "=" in line)
    metainfo, types = text("metainfo.xml"), text("xml")
    kind = re.search(r'mime-type type="([^"]+)"', types).group(1)
    for words, holds in (
            ("the type of traces in the desktop file", entry["MimeType"] == kind + ";"),
            ("the type of traces in the metainfo", f"<mediatype>{kind}</mediatype>" in metainfo),
            ("the icon", entry["Icon"] == ID and f'<icon type="stock">{ID}</icon>' in metainfo),
            ("the summary", f"<summary>{entry['Comment']}</summary>" in metainfo),
            ("the id", f"<id>{ID}</id>" in metainfo and f"{ID}.desktop</launchable>" in metainfo),
            ("the file that is opened", entry["Exec"] == "sockwalk-gui %f")):
        if not holds:
            faults.append(f"the files of the desktop do not agree on {words}")
    return kind


def trace_is_known(folder, program, work, kind):
    """By its name, and by how it begins."""
    data = work + "/share"
    os.makedirs(data + "/mime/packages")
    shutil.copy(f"{folder}/{ID}.xml", data + "/mime/packages")
    environment = dict(os.environ, XDG_DATA_HOME=data, HOME=work)
    validated("update-mime-database", data + "/mime", environment=environment)
    trace = work + "/one-client.trace"
    subprocess.run([program, "run", "one-client", "--save", trace], check=True, capture_output=True)
    nameless = work + "/one-client"
    shutil.copy(trace, nameless)
    for file in (trace, nameless):
        said = validated("gio", "info", "-a", "standard::content-type", file, environment=environment)
        if said is not None and f"standard::content-type: {kind}" not in said:
            faults.append(f"{file} is taken for something else: {said}")


def main():
    folder, program, work = sys.argv[1:4]
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    kind = agree(folder)
    said = validated("desktop-file-validate", f"{folder}/{ID}.desktop")
    if said:
        faults.append("desktop-file-validate: " + said)
    validated("appstreamcli", "validate", "--no-net", f"{folder}/{ID}.metainfo.xml")
    validated("xmllint", "--noout", *(f"{folder}/{ID}.{ending}" for ending in ("svg", "xml", "metainfo.xml")))
    if shutil.which("update-mime-database") is None:
        missing.append("update-mime-database")
    else:
        trace_is_known(folder, program, work, kind)
    if faults:
        sys.exit("\n".join(faults))
    if missing:
        print("SKIPPED: not installed: " + ", ".join(sorted(set(missing))))
    print(f"{kind}: all files agree")


main()
