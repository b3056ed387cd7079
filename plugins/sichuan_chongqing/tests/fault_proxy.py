"""A TCP proxy under the test's control, between two installations: it cuts, delays, doubles, reorders and corrupts.

It reads one HTTP request at a time, so that it knows where one ends, and decides by its own dice what becomes of it.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from random import Random

FAULTS = (
    "pass", "cut before", "cut within", "answer lost", "answer cut", "delay", "double", "reorder", "corrupt",
    "answer corrupted", "replay",
)  # fmt: skip


class FaultProxy:
    """Stand between a client and a server. `healthy` lets everything through; `counted` says what was done."""

    def __init__(self, port: int, seed: int, weights: dict[str, int]) -> None:
        self.port, self.random, self.healthy = port, Random(seed), False  # noqa: S311
        self.kinds, self.weights = list(weights), list(weights.values())
        self.counted: Counter[str] = Counter()
        self.held: list[bytes] = []
        self.recorded: list[bytes] = []
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            while raw := read_message(client):
                if not self._one(client, raw):
                    return

    def _fault(self) -> str:
        with self._lock:
            fault = "pass" if self.healthy else self.random.choices(self.kinds, self.weights)[0]
            self.counted[fault] += 1
            return fault

    def _one(self, client: socket.socket, raw: bytes) -> bool:
        """Carry one request over, or not; tell whether the client's connection goes on."""
        fault = self._fault()
        if fault == "reorder":  # held back, and sent on after a later one has passed
            with self._lock:
                self.held.append(raw)
            return False
        if fault in ("cut before", "cut within"):
            if fault == "cut within":
                self._send_on(raw[: self.random.randrange(len(raw))], answer=False)
            return False
        if fault == "delay":
            time.sleep(self.random.random() * 0.02)
        if fault == "corrupt":
            raw = flipped(raw, self.random)
        answer = self._send_on(raw)
        if fault == "double":
            answer = self._send_on(raw)
        self._late(fault)
        if fault == "answer lost":
            return False
        if fault == "answer cut":
            answer = answer[: self.random.randrange(max(1, len(answer)))]
        if fault == "answer corrupted":
            answer = flipped(answer, self.random)
        client.sendall(answer)
        return fault not in ("answer cut", "answer corrupted", "corrupt")

    def _late(self, fault: str) -> None:
        """Send on what was held back, and now and then something that passed long ago."""
        with self._lock:
            late, self.held = self.held, []
            if fault == "replay" and self.recorded:
                late.append(self.random.choice(self.recorded))
        for each in late:
            self._send_on(each)

    def _send_on(self, raw: bytes, *, answer: bool = True) -> bytes:
        with self._lock:
            if answer and len(self.recorded) < 200:
                self.recorded.append(raw)
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as server:
            server.sendall(raw)
            if not answer:
                return b""
            with suppress(OSError):
                return read_message(server)
        return b""


def read_message(connection: socket.socket) -> bytes:
    """Read one HTTP message with its declared length; what is there when the other side ends."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        piece = connection.recv(65536)
        if not piece:
            return raw
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body


def flipped(raw: bytes, random: Random) -> bytes:
    """Flip one bit of the body."""
    start = raw.find(b"\r\n\r\n") + 4
    if start >= len(raw):
        return raw
    place = random.randrange(start, len(raw))
    return raw[:place] + bytes([raw[place] ^ (1 << random.randrange(8))]) + raw[place + 1 :]
