#!/usr/bin/env python3
"""strace_check.py PROGRAM SCENARIO WORK: strace's record of a run against the run's own trace.

For every actor's thread: the same calls with the same arguments and results, in the same order. Left
out, by name, are only the questions and the memory of our own that an actor's thread needs: one
close_range at its very start, one fstat for each new socket, and anonymous mmap; and, in a sanitized
program, the sanitizer's own pipe.
"""
import copy
import json
import os
import re
import shutil
import subprocess
import sys

CALLS = "trace=desc,network,close_range,?unlink,?unlinkat,?select"
# Younger machines have only the forms that replaced the calls; the trace names what is taught.
SAME_CALL = {"unlinkat": "unlink", "pselect6": "select", "newfstatat": "fstat"}
RECORDED_BYTES = 64


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(0)


def from_hex(text):
    return bytes(int(pair, 16) for pair in re.findall(r"\\x([0-9a-f]{2})", text))


def set_of(text):
    return [int(fd) for fd in text.split()]


def parsed(name, arguments, rest):
    """One finished call of strace's as (name, arguments, result, errno, what came back)."""
    result = re.match(r"(-?\d+|\?)(?: (E[A-Z]+))?", rest)
    ret = None if result[1] == "?" else int(result[1])
    back = None
    if name in ("bind", "connect"):
        fields = re.fullmatch(r'(\d+), \{sa_family=AF_UNIX, sun_path="([^"]*)"\}, (\d+)', arguments)
        told = (int(fields[1]), from_hex(fields[2]), int(fields[3]))
    elif name == "unlink":
        told = (from_hex(re.search(r'"([^"]*)"', arguments)[1]),)
    elif name == "read":
        fields = re.fullmatch(r'(\d+), (.*), (\d+)', arguments)
        told = (int(fields[1]), int(fields[3]))
        if ret is not None and ret >= 0:
            back = from_hex(fields[2])[:RECORDED_BYTES]
    elif name == "write":
        fields = re.fullmatch(r'(\d+), "([^"]*)", (\d+)', arguments)
        told = (int(fields[1]), from_hex(fields[2])[:RECORDED_BYTES], int(fields[3]))
    elif name == "select":
        fields = re.match(r'(\d+), \[([^]]*)\], NULL, NULL, NULL', arguments)
        told = (int(fields[1]), set_of(fields[2]))
        ready = re.search(r"\(in \[([^]]*)\]\)", rest)
        back = set_of(ready[1]) if ready else None
    elif name == "socket":
        domain, kind, protocol = arguments.split(", ")
        told = (domain, kind, int(protocol))
    elif name == "accept":
        told = (int(arguments.replace(", NULL, NULL", "")),)
    else:
        told = tuple(int(number) for number in arguments.split(", "))
    return name, told, ret, result[2], back


def is_probe(pipe, name, arguments):
    """UndefinedBehaviorSanitizer asks whether memory can be read by writing it to a pipe of its own."""
    if not os.environ.get("SOCKWALK_SANITIZE"):
        return False
    if name in ("pipe", "pipe2"):
        pipe.update(int(fd) for fd in re.findall(r"\d+", arguments.split("]")[0]))
        return True
    fd = re.match(r"\d+", arguments)
    if not fd or int(fd[0]) not in pipe or name not in ("write", "close"):
        return False
    if name == "close":
        pipe.remove(int(fd[0]))
    return True


def strace_record(path):
    """By thread: its calls, in order; what it asked for itself; its exit status."""
    threads = {}
    begun = {}
    probes = {}
    for line in open(path, encoding="utf-8", errors="surrogateescape"):
        tid, text = line.rstrip("\n").split(None, 1)
        thread = threads.setdefault(int(tid), {"calls": [], "own": [], "status": None})
        if left := re.match(r"\+\+\+ exited with (\d+)", text):
            thread["status"] = int(left[1])
        if text.endswith("<unfinished ...>"):
            begun[tid] = text[: -len("<unfinished ...>")].rstrip()
            continue
        if resumed := re.match(r"<\.\.\. \w+ resumed>(.*)", text):
            text = begun.pop(tid) + ("" if resumed[1].startswith(")") else " ") + resumed[1].lstrip()
        call = re.match(r"(\w+)\((.*)\)\s+= (.*)", text)
        if not call:
            continue
        name = SAME_CALL.get(call[1], call[1])
        if is_probe(probes.setdefault(tid, set()), name, call[2]):
            continue
        if name in ("close_range", "fstat", "mmap"):
            thread["own"].append((name, call[2], len(thread["calls"])))
        else:
            thread["calls"].append((name, call[2].strip(), call[3]))
    return threads


def bytes_of(text):
    return text.encode("latin-1")


def told_by(event):
    """The arguments of an enter event, as parsed() gives them."""
    name, given = event["call"], event["args"]
    if name in ("bind", "connect"):
        address = given["address"]
        return given["fd"], os.fsencode(address["path"]), address["length"]
    if name == "unlink":
        return (os.fsencode(given["pathname"]),)
    if name == "read":
        return given["fd"], given["count"]
    if name == "write":
        return given["fd"], bytes_of(given["data"]), given["count"]
    if name == "select":
        return given["nfds"], given["readfds"]
    if name == "socket":
        return given["domain"], given["type"], given["protocol"]
    if name == "listen":
        return given["fd"], given["backlog"]
    return (given["fd"],)


def trace_calls(events, actor):
    """An actor's calls as its events tell them, in the form of parsed()."""
    calls = []
    for event in events:
        if event.get("actor") != actor or event.get("call") == "exit":
            continue
        if event["kind"] == "enter":
            calls.append([event["call"], told_by(event), None, None, None])
        elif event["kind"] == "exit":
            calls[-1][2] = event["ret"]
            calls[-1][3] = event.get("errno")
            if event["call"] == "read" and event["ret"] >= 0:
                calls[-1][4] = bytes_of(event.get("data", ""))
            if event["call"] == "select" and event["ret"] > 0:
                calls[-1][4] = event["ready"]
    return [tuple(call) for call in calls]


def differences(events, threads):
    found = []
    for start in (event for event in events if event["kind"] == "start"):
        actor = start["actor"]
        thread = threads.get(start["tid"])
        if thread is None:
            found.append(f"{actor}: strace saw no thread {start['tid']}")
            continue
        ours = trace_calls(events, actor)
        theirs = [parsed(*call) for call in thread["calls"]]
        for at in range(max(len(ours), len(theirs))):
            told = ours[at] if at < len(ours) else "nothing"
            seen = theirs[at] if at < len(theirs) else "nothing"
            if told != seen:
                found.append(f"{actor}, call {at + 1}: the trace says {told}, strace says {seen}")
                break
        ended = [event["status"] for event in events
                 if event.get("actor") == actor and event["kind"] == "end"]
        if ended != [thread["status"]]:
            found.append(f"{actor} ended: the trace says {ended}, strace says {thread['status']}")
        found += own_calls(actor, thread["own"], ours)
    return found


def own_calls(actor, own, calls):
    """What is left out above must be exactly what it is said to be."""
    found = []
    ranges = [(words, at) for name, words, at in own if name == "close_range"]
    if len(ranges) != 1 or "CLOSE_RANGE_UNSHARE" not in ranges[0][0] or ranges[0][1] != 0:
        found.append(f"{actor}: not one close_range of its own at the start: {ranges}")
    asked = [int(words.split(",")[0]) for name, words, _ in own if name == "fstat"]
    opened = [call[2] for call in calls if call[0] in ("socket", "accept") and call[2] >= 0]
    if asked != opened:
        found.append(f"{actor}: asked fstat of {asked}, but {opened} were opened")
    found += [f"{actor}: mmap({words}) is no memory" for name, words, _ in own
              if name == "mmap" and "MAP_ANONYMOUS" not in words]
    return found


def check_that_it_can_fail(events, threads):
    """A comparison that finds nothing in wrong records proves nothing about right ones."""
    calls = [at for at, event in enumerate(events) if event["kind"] == "exit"]
    for at in calls:
        missing = [event for event in events
                   if event.get("enter") != events[at]["enter"] and event["seq"] != events[at]["enter"]]
        assert differences(missing, threads), f"event {events[at]['seq']} can be missing"
        wrong = copy.deepcopy(events)
        wrong[at]["ret"] += 1
        assert differences(wrong, threads), f"the result of {events[at]['seq']} can be wrong"
    extra = copy.deepcopy(threads)
    tid = next(event["tid"] for event in events if event["kind"] == "start")
    extra[tid]["calls"].append(("close", "9", "0"))
    assert differences(events, extra), "a call without an event goes unseen"


def main():
    program, scenario, work = sys.argv[1:4]
    if shutil.which("strace") is None:
        skip("strace is not installed")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        skip("strace may not trace here")
    with open(program, "rb") as binary:
        code = binary.read()
    if any(mark in code for mark in (b"__asan_init", b"__tsan_init")):
        skip("a sanitizer makes calls of its own in the actors' threads")
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work + "/run")
    record, trace = work + "/strace.txt", work + "/run.trace"
    environment = dict(os.environ, XDG_RUNTIME_DIR=work + "/run")
    # LeakSanitizer stops threads by ptrace, which a traced program cannot do a second time.
    environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    ran = subprocess.run(["strace", "-f", "-xx", "-s", "4096", "-e", "signal=none", "-e", CALLS,
                          "-o", record, program, "run", scenario, "--save", trace],
                         capture_output=True, text=True, env=environment)
    if "FATAL: ThreadSanitizer" in ran.stderr:
        skip("ThreadSanitizer does not start under strace here")
    if ran.returncode != 0:
        sys.exit(f"the run ended with {ran.returncode}: {ran.stderr}")
    events = [json.loads(line) for line in open(trace, encoding="utf-8")][1:]
    threads = strace_record(record)
    if found := differences(events, threads):
        sys.exit("\n".join(found))
    check_that_it_can_fail(events, threads)
    actors = [event["actor"] for event in events if event["kind"] == "start"]
    counts = {actor: len(trace_calls(events, actor)) for actor in actors}
    if not actors or min(counts.values()) < 5:
        sys.exit(f"hardly anything was compared: {counts}")
    print("equal, call by call: " + ", ".join(f"{actor} {n}" for actor, n in counts.items()))


main()
