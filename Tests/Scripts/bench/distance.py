# SPDX-License-Identifier: Apache-2.0
"""A server that is far away: passes TCP on to another one, with a round trip of its own.

usage: distance.py UPSTREAM_PORT ROUND_TRIP_MS PORT

Bytes arrive half a round trip later in either direction. A new connection costs one round trip more, as the handshake
of TCP does, which the kernel finishes here without any delay.
"""

import asyncio
import collections
import sys


class Line:
    """Bytes on their way in one direction: each chunk leaves at its time, in order."""

    def __init__(self, loop, delay, opens=0.0):
        self.loop, self.delay, self.opens = loop, delay, opens
        self.waiting, self.transport = collections.deque(), None

    def send(self, chunk):
        """Takes a chunk, or None for the end."""
        self.waiting.append((max(self.loop.time(), self.opens) + self.delay, chunk))
        if len(self.waiting) == 1:
            self.loop.call_at(self.waiting[0][0], self.deliver)

    def deliver(self):
        while self.waiting and self.waiting[0][0] <= self.loop.time():
            if self.transport is None:
                self.loop.call_later(0.001, self.deliver)
                return
            chunk = self.waiting.popleft()[1]
            if chunk is None:
                self.transport.close()
            else:
                self.transport.write(chunk)
        if self.waiting:
            self.loop.call_at(self.waiting[0][0], self.deliver)


class End(asyncio.Protocol):
    """One end of a connection: what it reads goes on the line to the other end."""

    def __init__(self, outgoing, incoming):
        self.outgoing, self.incoming = outgoing, incoming

    def connection_made(self, transport):
        self.incoming.transport = transport

    def data_received(self, data):
        self.outgoing.send(data)

    def connection_lost(self, error):
        self.outgoing.send(None)


def accept(loop, upstream, round_trip):
    there = Line(loop, round_trip / 2, loop.time() + round_trip)
    back = Line(loop, round_trip / 2)
    asyncio.ensure_future(loop.create_connection(lambda: End(back, there), "127.0.0.1", upstream))
    return End(there, back)


async def main():
    upstream, round_trip, port = int(sys.argv[1]), float(sys.argv[2]) / 1000, int(sys.argv[3])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: accept(loop, upstream, round_trip), "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


asyncio.run(main())
