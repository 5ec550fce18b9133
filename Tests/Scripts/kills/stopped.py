# SPDX-License-Identifier: Apache-2.0
"""The mode in which mirror is asked to stop in the middle of long blobs, and what it sends again after that."""
import shutil
import signal
import socket
import subprocess
import threading
import time

from mode import Mode
from registry import CONFIG, LAYER, MANIFEST, Shelf, free_port

MEBIBYTE = 1 << 20


class Line:
    """A slow line to a registry, which counts the bytes that clients send."""

    def __init__(self, registry, rate):
        self.registry, self.rate = registry, rate
        self.port = free_port()
        self.host = f"127.0.0.1:{self.port}"
        self.sent = 0
        self.due = 0.0
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=64)
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.registry.port))
            threading.Thread(target=self.pass_on, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.pass_on, args=(server, client, False), daemon=True).start()

    def pass_on(self, source, target, counts):
        try:
            while data := source.recv(1 << 18):
                if counts:
                    self.wait(len(data))
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def wait(self, count):
        with self.lock:
            self.sent += count
            now = time.monotonic()
            self.due = max(self.due, now) + count / self.rate
            delay = self.due - now
        time.sleep(delay)


class Stopping(Mode):
    """Asks to stop while eight blobs of 128 MiB are on their way, by SIGINT and SIGTERM."""

    name = "stops"
    images = 0
    #: The bytes of a second, of all connections together.
    rate = 80 * MEBIBYTE
    #: How many seconds an apply may take to end, and how many bytes may be sent again after each stop.
    patience = 10
    allowance = 10 * MEBIBYTE

    def __init__(self, *arguments):
        super().__init__(*arguments)
        shelf = Shelf(self.source, 11)
        self.names, self.size = [], 0
        for number in range(8):
            repository = f"team/long{number}"
            config = b'{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[]}}'
            layer = shelf.part(repository, shelf.random.randbytes(128 * MEBIBYTE), LAYER)
            self.size += layer["size"]
            shelf.manifest(repository, {
                "schemaVersion": 2, "mediaType": MANIFEST, "config": shelf.part(repository, config, CONFIG),
                "layers": [layer],
            }, "v1")
            self.names.append(f"{repository}:v1")
        self.line = Line(self.target, self.rate)

    def __exit__(self, *arguments):
        self.line.close()
        super().__exit__(*arguments)

    @property
    def place(self):
        return f"docker://{self.line.host}/ocp"

    def round(self, kills, length):
        before = self.line.sent
        hits = self.count.kills
        super().round(min(kills, 2), length)
        again = self.line.sent - before - self.size
        hits = self.count.kills - hits
        self.count.notes.append(f"stops: {again / MEBIBYTE:.2f} MiB of {self.size // MEBIBYTE} MiB sent again after {hits} stops")
        # Each request has a kilobyte of headers at most.
        if again > self.allowance * max(hits, 1):
            self.count.problem(f"stops: {again // MEBIBYTE} MiB were sent again after {hits} stops")

    def kill(self, length):
        process = self.machine.start(*self.command)
        try:
            process.wait(self.random.uniform(0.1, 0.9) * length)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(self.random.choice([signal.SIGINT, signal.SIGTERM]))
        began = time.monotonic()
        code = process.wait(120)
        took = time.monotonic() - began
        self.count.notes.append(f"stops: ended with {code} after {took:.1f} s")
        if took > self.patience + 1:
            self.count.problem(f"stops: the apply ended {took:.0f} s after the signal")
        return code == 130

    def begin(self):
        super().begin()
        shutil.rmtree(self.machine.temporary, ignore_errors=True)
        self.machine.temporary.mkdir()


#: The mode with its share of the kills.
MODES = [(Stopping, 0.04)]
