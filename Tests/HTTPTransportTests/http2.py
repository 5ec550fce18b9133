# SPDX-License-Identifier: Apache-2.0
"""A server of HTTP/2 over TLS for tests, as small as the protocol allows: it does not even read what is asked for.

usage: http2.py CERTIFICATE KEY TOGETHER CALM

Answers when TOGETHER requests are open at the same time, all of them at once. The first CALM connections end with
GOAWAY and ENHANCE_YOUR_CALM at their first request. Prints its port, then a line for each connection and each answer.
"""

import socket
import ssl
import struct
import sys
import threading

certificate, key, together, calm = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
lock = threading.Condition()
waiting = []  # (connection, stream) of each open request


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def say(text):
    print(text, flush=True)


def read(line, count):
    data = b""
    while len(data) < count:
        part = line.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def answer():
    """Answers all that wait, once there are enough of them."""
    if len(waiting) < together:
        return
    for line, stream in waiting:
        # `0x88` is `:status: 200` in the static table of HPACK.
        line.sendall(frame(1, 4, stream, b"\x88") + frame(0, 1, stream, b"hello"))
        say("answer")
    waiting.clear()


def serve(line, number):
    say("connection")
    read(line, 24)
    line.sendall(frame(4, 0, 0))
    while True:
        head = read(line, 9)
        length, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
        stream = int.from_bytes(head[5:], "big") & 0x7FFFFFFF
        payload = read(line, length)
        if kind == 4 and not flags & 1:
            line.sendall(frame(4, 1, 0))
        elif kind == 6 and not flags & 1:
            line.sendall(frame(6, 1, 0, payload))
        elif kind == 1:
            if number < calm:
                line.sendall(frame(7, 0, 0, struct.pack(">II", 0, 11)))
                line.close()
                return
            with lock:
                waiting.append((line, stream))
                answer()


def guarded(line, number):
    try:
        serve(context.wrap_socket(line, server_side=True), number)
    except (EOFError, OSError):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
context.set_alpn_protocols(["h2"])
listener = socket.create_server(("127.0.0.1", 0), backlog=128)
say(f"port {listener.getsockname()[1]}")
number = 0
while True:
    line, _ = listener.accept()
    threading.Thread(target=guarded, args=(line, number), daemon=True).start()
    number += 1
