#!/usr/bin/env python3
"""strace_check.py PROGRAM SCENARIO WORK: strace's record of a run against the run's own trace.

For every actor's thread: the same calls with the same arguments and results, in the same order. Left
out, by name, are only the questions and the memory of our own that an actor's thread needs: one
close_range at its very start with what puts /dev/null behind 0, 1 and 2 after it, one fstat for each
new socket, and anonymous mmap; and, in a sanitized program, the sanitizer's own pipe.
"""
import copy
import json
import os
import re
import shutil
import subprocess
import sys

CALLS = ("trace=desc,network,close_range,?unlink,?unlinkat,?select,?umask,?mkdir,?mkdirat,?chdir,"
         "?setresuid,?openat,?fchmod,?fchmodat")
# Younger machines have only the forms that replaced the calls; the trace names what is taught.
SAME_CALL = {"unlinkat": "unlink", "pselect6": "select", "newfstatat": "fstat", "mkdirat": "mkdir",
             "openat": "open", "fchmodat": "chmod"}
RECORDED_BYTES = 64
# While a run is stepped the kernel is given this limit instead of the one that is asked for.
HELD = 1_000_000


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(0)


def from_hex(text):
    return bytes(int(pair, 16) for pair in re.findall(r"\\x([0-9a-f]{2})", text))


def set_of(text):
    return [int(fd) for fd in text.split()]


def address_of(text):
    """A socket's name as strace tells it, with its length, or None."""
    fields = re.search(r'\{sa_family=AF_UNIX(?:, sun_path=(@?)"([^"]*)")?\}, (?:\[\d+ => (\d+)\]|(\d+))$', text)
    if not fields:
        return None
    kind = "unnamed" if fields[2] is None else "abstract" if fields[1] else "path"
    return kind, from_hex(fields[2] or ""), int(fields[3] or fields[4])


def told_address(address):
    """The same as an event tells it."""
    if address is None:
        return None
    kind = next(kind for kind in ("path", "abstract", "unnamed") if kind in address)
    name = b"" if kind == "unnamed" else os.fsencode(address[kind])
    return kind, name, address["length"]


def control_of(text):
    """The descriptors and the credentials that a message carries."""
    rights = re.search(r"SCM_RIGHTS, cmsg_data=\[([^]]*)\]", text)
    who = re.search(r"SCM_CREDENTIALS, cmsg_data=\{pid=(\d+), uid=(\d+), gid=(\d+)\}", text)
    return ([int(fd) for fd in rights[1].split(", ")] if rights else [],
            tuple(int(number) for number in who.groups()) if who else None)


def ready_entries(text, events):
    """(fd, events) of the entries of an array that strace shows."""
    if events == "data":
        return [(int(fd), told) for told, fd in
                re.findall(r"\{events=([A-Z0-9|]+), data=\{u32=(\d+)", text)]
    # poll passes over negative numbers, and strace over what is asked of them.
    return [(int(fd), told or None) for fd, told in
            re.findall(r"\{fd=(-?\d+)(?:, %s=([A-Z0-9|]+))?\}" % events, text)]


def number_of(text, name):
    """A result: octal from umask, hexadecimal from fcntl, decimal else; None while a call sleeps."""
    if text.startswith("?"):
        return None
    word = re.match(r"-?\w+", text)[0]
    return int(word, 16) if word.startswith("0x") else int(word, 8 if name == "umask" else 10)


def naming_call(name, arguments):
    if name in ("bind", "connect"):
        return int(arguments.split(",")[0]), address_of(arguments)
    if name in ("getsockname", "getpeername"):
        return (int(arguments.split(",")[0]),)
    if name == "unlink":
        return (from_hex(re.search(r'"([^"]*)"', arguments)[1]),)
    if name == "socket":
        domain, kind, protocol = arguments.split(", ")
        return domain, kind, int(protocol)
    if name == "socketpair":
        domain, kind, protocol = arguments.split(", ")[:3]
        return domain, kind, int(protocol)
    if name == "accept":
        return (int(arguments.replace(", NULL, NULL", "")),)
    fd, flags = arguments.replace(", NULL, NULL", "").split(", ")  # accept4
    return int(fd), flags


def transfer_call(name, arguments):
    if name == "read":
        fields = re.fullmatch(r'(\d+), (.*), (\d+)', arguments)
        return int(fields[1]), int(fields[3])
    if name == "write":
        fields = re.fullmatch(r'(\d+), "([^"]*)", (\d+)', arguments)
        return int(fields[1]), from_hex(fields[2])[:RECORDED_BYTES], int(fields[3])
    if name == "sendto":
        fields = re.match(r'(\d+), "([^"]*)", (\d+), ([A-Z_|0-9]+), (.*)', arguments)
        return (int(fields[1]), from_hex(fields[2])[:RECORDED_BYTES], int(fields[3]), fields[4],
                address_of(fields[5]))
    if name == "recvfrom":
        fields = re.match(r'(\d+), (?:"[^"]*"|0x\w+), (\d+), ([A-Z_|0-9]+)', arguments)
        return int(fields[1]), int(fields[2]), fields[3]
    base = re.search(r'iov_base=(?:"([^"]*)"|\w+), iov_len=(\d+)', arguments)
    fd, flags = int(arguments.split(",")[0]), re.search(r", ([A-Z_|0-9]+)$", arguments)[1]
    if name == "sendmsg":
        return fd, from_hex(base[1])[:RECORDED_BYTES], int(base[2]), flags, control_of(arguments)
    return fd, int(base[2]), flags


def readiness_call(name, arguments):
    if name == "select":
        fields = re.match(r'(\d+), \[([^]]*)\], NULL, NULL, (NULL|\{tv_sec=(\d+), tv_n?u?sec=(\d+)\})', arguments)
        waits = None if fields[3] == "NULL" else int(fields[4])
        return int(fields[1]), set_of(fields[2]), waits
    if name == "poll":
        nfds, timeout = re.search(r"\], (\d+), (-?\d+)$", arguments).groups()
        return ready_entries(arguments, "events"), int(nfds), int(timeout)
    if name == "epoll_create1":
        return (0x80000 if arguments == "EPOLL_CLOEXEC" else int(arguments),)
    if name == "epoll_ctl":
        epfd, operation, fd = arguments.split(", ")[:3]
        entry = re.search(r"\{events=([A-Z0-9|]+)", arguments)
        return int(epfd), operation, int(fd), entry[1] if entry else None
    most, timeout = re.search(r", (\d+), (-?\d+)$", arguments).groups()
    return int(arguments.split(",")[0]), int(most), int(timeout)


def option_call(name, arguments):
    words = arguments.split(", ")
    if name == "fcntl":
        return int(words[0]), words[1], words[2].removeprefix("O_RDONLY|") if words[2:] else None
    if name == "ioctl":
        return int(words[0]), words[1]
    option = words[2].removesuffix("_OLD")
    if name == "getsockopt":
        return int(words[0]), option
    if not option.endswith("TIMEO"):
        return int(words[0]), option, int(words[3].strip("[]"))
    seconds = int.from_bytes(from_hex(words[3])[:8], sys.byteorder)
    return int(words[0]), option, "held" if seconds == HELD else seconds


def file_call(name, arguments):
    words = arguments.removeprefix("AT_FDCWD, ").split(", ")
    if name in ("umask",):
        return (int(words[0], 8),)
    if name == "fchmod":
        return int(words[0]), int(words[1], 8)
    path = from_hex(words[0])
    if name == "open":
        return path, words[1]
    return (path,) if name == "chdir" else (path, int(words[1], 8))


CALLS_BY_FORM = {
    naming_call: ("socket", "socketpair", "bind", "accept", "accept4", "connect", "getsockname",
                  "getpeername", "unlink"),
    transfer_call: ("read", "write", "sendto", "recvfrom", "sendmsg", "recvmsg"),
    readiness_call: ("select", "poll", "epoll_create1", "epoll_ctl", "epoll_wait"),
    option_call: ("fcntl", "ioctl", "setsockopt", "getsockopt"),
    file_call: ("open", "chmod", "fchmod", "umask", "mkdir", "chdir"),
}
FORM = {name: form for form, names in CALLS_BY_FORM.items() for name in names}


def came_back(name, arguments, rest, ret):
    """What a call that succeeded gave besides its result."""
    if name in ("read", "recvfrom"):
        data = re.search(r'"([^"]*)"', arguments)
        bytes_read = from_hex(data[1])[:RECORDED_BYTES] if data else b""
        return bytes_read if name == "read" else (bytes_read, address_of(arguments))
    if name == "recvmsg":
        data = re.search(r'iov_base="([^"]*)"', arguments)
        flags = re.search(r"msg_flags=([A-Z_|0-9]+)", arguments)[1]
        return from_hex(data[1])[:RECORDED_BYTES], flags, *control_of(arguments)
    if name == "select":
        ready = re.search(r"\(in \[([^]]*)\]", rest)
        return set_of(ready[1]) if ready else None
    if name == "poll":
        return ready_entries(rest, "revents")
    if name == "epoll_wait":
        return ready_entries(arguments, "data")
    if name == "socketpair":
        return [int(fd) for fd in re.search(r"\[(\d+), (\d+)\]$", arguments).groups()]
    if name in ("getsockname", "getpeername"):
        return address_of(arguments)
    if name == "ioctl":
        return int(re.search(r"\[(-?\d+)\]$", arguments)[1])
    if name == "getsockopt":
        who = re.search(r"\{pid=(\d+), uid=(\d+), gid=(\d+)\}", arguments)
        return tuple(map(int, who.groups())) if who else int(re.search(r"\[(-?\d+)\], ", arguments)[1])
    return None


def parsed(name, arguments, rest):
    """One finished call of strace's as (name, arguments, result, errno, what came back)."""
    ret = number_of(rest, name)
    error = re.match(r"-1 (E[A-Z0-9]+)", rest)
    if name in FORM:
        told = FORM[name](name, arguments)
    elif name == "shutdown":
        told = (int(arguments.split(", ")[0]), arguments.split(", ")[1])
    else:
        told = tuple(int(number) for number in arguments.split(", "))
    back = came_back(name, arguments, rest, ret) if ret is not None and ret >= 0 else None
    return name, told, ret, error[1] if error else None, back


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


def detaches(thread, name, words):
    """Whether the call is one of those that put /dev/null behind 0, 1 and 2, before any other."""
    names = [before for before, _, _ in thread["own"]]
    if thread["calls"] or "close_range" not in names:
        return False
    if name == "open":
        return b"/dev/null" in from_hex(words)
    return name == "dup3" or (name == "close" and names[-1] == "dup3")


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
            joint = "" if resumed[1].startswith((")", ",")) else " "
            text = begun.pop(tid) + joint + resumed[1].lstrip()
        call = re.match(r"(\w+)\((.*)\)\s+= (.*)", text)
        if not call:
            continue
        name = SAME_CALL.get(call[1], call[1])
        if is_probe(probes.setdefault(tid, set()), name, call[2]):
            continue
        own_chdir = name == "chdir" and re.search(rb"/sockwalk-\w{6}$", from_hex(call[2]))
        if own_chdir or name in ("close_range", "fstat", "mmap") or detaches(thread, name, call[2]):
            thread["own"].append((name, call[2], len(thread["calls"])))
        else:
            thread["calls"].append((name, call[2].strip(), call[3]))
    return threads


def bytes_of(text):
    return text.encode("latin-1")


def numbers(who):
    return (who["pid"], who["uid"], who["gid"]) if who else None


def told_by(event):
    """The arguments of an enter event, as parsed() gives them."""
    name, given = event["call"], event["args"]
    if name in ("bind", "connect"):
        return given["fd"], told_address(given["address"])
    if name in ("unlink", "chdir"):
        return (os.fsencode(given["pathname"]),)
    if name in ("mkdir", "chmod"):
        return os.fsencode(given["pathname"]), given["mode"]
    if name == "open":
        return os.fsencode(given["pathname"]), given["flags"]
    if name == "fcntl":
        return given["fd"], given["cmd"], given["flags"] if given["cmd"] == "F_SETFL" else None
    if name == "setsockopt":
        limit = given["option"].endswith("TIMEO")
        return given["fd"], given["option"], "held" if limit else given["value"]
    if name in ("sendto", "sendmsg"):
        told = given["fd"], bytes_of(given["data"]), given["count"], str(given["flags"])
        if name == "sendto":
            return *told, told_address(given.get("address"))
        return *told, (given.get("rights", []), numbers(given.get("credentials")))
    if name in ("recvfrom", "recvmsg"):
        return given["fd"], given["count"], str(given["flags"])
    if name == "write":
        return given["fd"], bytes_of(given["data"]), given["count"]
    if name == "select":
        return given["nfds"], given["readfds"], given.get("timeout")
    if name == "poll":
        asked = [(entry["fd"], None if entry["fd"] < 0 else str(entry["events"])) for entry in given["fds"]]
        return asked, given["nfds"], given.get("timeout", -1)
    if name == "epoll_ctl":
        events = None if given["op"] == "EPOLL_CTL_DEL" else str(given["events"])
        return given["fd"], given["op"], given["target"], events
    if name == "epoll_wait":
        return given["fd"], given["maxevents"], given.get("timeout", -1)
    return tuple(given.values())


def gave_back(event):
    """What came back with an exit event, as came_back() gives it."""
    name = event["call"]
    if name in ("read", "recvfrom", "recvmsg"):
        data = bytes_of(event.get("data", ""))
        if name == "recvfrom":
            return data, told_address(event.get("address"))
        opened = [fd["fd"] for fd in event.get("opened", [])]
        flags = str(event.get("message_flags", 0))
        return data if name == "read" else (data, flags, opened, numbers(event.get("credentials")))
    if name == "select":
        return event["ready"] if event["ret"] > 0 else None
    if name in ("poll", "epoll_wait"):
        return [(entry["fd"], str(entry["revents"])) for entry in event.get("polled", [])]
    if name == "socketpair":
        return [fd["fd"] for fd in event["opened"]]
    if name in ("getsockname", "getpeername"):
        return told_address(event["address"])
    if name in ("ioctl", "getsockopt"):
        return numbers(event["credentials"]) if "credentials" in event else event["value"]
    return None


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
            if event["ret"] >= 0:
                calls[-1][4] = gave_back(event)
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
        found += own_calls(start, thread["own"], ours)
    return found


def detached(actor, own):
    """Exactly what puts /dev/null behind the standard descriptors, and nothing else."""
    # Under a sanitizer 2 stays, for its reports.
    wanted = [("dup3", number) for number in range(2 if os.environ.get("SOCKWALK_SANITIZE") else 3)]
    made = [(name, int(words.split(",")[1])) for name, words in own[1:-1]]
    if [own[0][0], own[-1][0]] == ["open", "close"] and made == wanted:
        return []
    return [f"{actor}: does not begin with /dev/null behind 0, 1 and 2 alone: {own}"]


def own_calls(start, own, calls):
    """What is left out above must be exactly what it is said to be."""
    found = []
    actor = start["actor"]
    ranges = [(words, at) for name, words, at in own if name == "close_range"]
    if "shares" in start:
        if ranges:
            found.append(f"{actor}: shares a table, and yet {ranges}")
    elif len(ranges) != 1 or "CLOSE_RANGE_UNSHARE" not in ranges[0][0] or ranges[0][1] != 0:
        found.append(f"{actor}: not one close_range of its own at the start: {ranges}")
    else:
        found += detached(actor, [(name, words) for name, words, _ in own
                                  if name in ("open", "dup3", "close")])
    if sum(name == "chdir" for name, _, _ in own) > 1:
        found.append(f"{actor}: more than one chdir of its own")
    asked = [int(words.split(",")[0]) for name, words, _ in own if name == "fstat"]
    opened = []
    for name, _, ret, _, back in calls:
        if name in ("socket", "accept", "accept4", "dup", "epoll_create1", "open") and ret >= 0:
            opened.append(ret)
        elif name == "socketpair" and ret == 0:
            opened += back
        elif name == "recvmsg" and ret is not None and ret >= 0:
            opened += back[2]
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
    made = {event["call"] for event in events if "call" in event}
    every = set(FORM) | {"listen", "shutdown", "dup", "close", "setresuid", "exit"}
    if scenario.endswith("every_call.toml") and made != every:
        sys.exit(f"not every call was made: {made ^ every}")
    print("equal, call by call: " + ", ".join(f"{actor} {n}" for actor, n in counts.items()))


main()
