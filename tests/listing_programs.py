#!/usr/bin/env python3
"""listing_programs.py CODE WORK: compiles the listings of servers and lets clients use them.

Three clients at once, each with its own sum or text, against the program that `cc` makes of what the
code walk shows. Short reads are provoked: every request is sent byte by byte.
"""
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time

MANY = ["select", "poll", "epoll", "epoll_edge", "threads", "pool"]
SUM_ONLY = ["iterative", "bind_again", "abstract", "forgets_unlink", "leak", "seqpacket", "datagram"]
CLIENTS = 3
PATIENCE = 20


def programs():
    for name in MANY:
        for service in ("SUM", "ECHO", "UPPER"):
            yield name, service
    for name in SUM_ONLY:
        yield name, "SUM"
    yield "echo", "ECHO"
    yield "upper", "UPPER"


def connected(kind, address):
    end = socket.socket(socket.AF_UNIX, kind)
    end.settimeout(PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if kind == socket.SOCK_DGRAM:
                end.bind("")  # a name that the kernel chooses: the answer needs one
            end.connect(address)
            return end
        except OSError:
            if time.monotonic() > deadline:
                raise
            end.close()
            end = socket.socket(socket.AF_UNIX, kind)
            end.settimeout(PATIENCE)
            time.sleep(0.005)


def received(end, size):
    data = b""
    while len(data) < size and (more := end.recv(size - len(data))):
        data += more
    return data


def client(number, kind, address, service, right):
    end = connected(kind, address)
    if service == "SUM":
        request = struct.pack("=iii", 1000000 * number, -7, 0)
        answer = struct.pack("=i", 1000000 * number - 7)
        piece = 1 if kind == socket.SOCK_STREAM else 4
    else:
        request = b"Client %d says hello" % number
        answer = request.upper() if service == "UPPER" else request
        piece = 1
    for at in range(0, len(request), piece):
        end.send(request[at:at + piece])
    right.append(received(end, len(answer)) == answer)
    end.close()


def problem(code, work, name, service):
    folder = f"{work}/{name}-{service}"
    os.makedirs(folder)
    program = folder + "/server"
    subprocess.run(["cc", "-std=c11", "-pthread", f"-DCLIENTS={CLIENTS}", "-DSLOTS=2", "-DWORKERS=2",
                    f"-DSERVICE={service}", f"{code}/server_{name}.c", "-o", program], check=True)
    abstract = f"demo{os.getpid()}"
    if name == "abstract":
        subprocess.run(["cc", "-std=c11", f"-DCLIENTS={CLIENTS}", f'-DNAME="{abstract}"',
                        f"{code}/server_{name}.c", "-o", program], check=True)
    address = "\0" + abstract if name == "abstract" else os.path.relpath(folder + "/demo.sock")
    kind = {"seqpacket": socket.SOCK_SEQPACKET,
            "datagram": socket.SOCK_DGRAM}.get(name, socket.SOCK_STREAM)
    server = subprocess.Popen([program], cwd=folder)
    right = []
    try:
        threads = [threading.Thread(target=client, args=(n, kind, address, service, right))
                   for n in range(1, CLIENTS + 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        status = server.wait(PATIENCE)
    finally:
        server.kill()
    if right != [True] * CLIENTS:
        return f"only {right.count(True)} of {CLIENTS} answers are right"
    if status != 0:
        return f"it ended with {status}"
    if ("demo.sock" in os.listdir(folder)) != (name == "forgets_unlink"):
        return "its name was left behind, or should have been"
    return ""


def main():
    code, work = sys.argv[1:3]
    if shutil.which("cc") is None:
        print("SKIPPED: no C compiler is installed")
        return
    shutil.rmtree(work, ignore_errors=True)
    found = 0
    count = 0
    for name, service in programs():
        count += 1
        if why := problem(code, work, name, service):
            found += 1
            print(f"server_{name}.c with {service}: {why}")
    print(f"{count} programs, {found} wrong")
    sys.exit(found != 0)


main()
