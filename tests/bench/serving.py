"""Serve an application on loopback from a process of its own, and load it with a fixed number of requests."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from time import perf_counter

from flask import Flask
from waitress import create_server

THREADS = 8  # as `tongban serve`
CLIENTS = 2
# A forked process has the pages' constants as they are; none of them need be written down and read again.
_fork = multiprocessing.get_context("fork")


@contextmanager
def served(make: Callable[[], Flask]) -> Iterator[int]:
    """Serve what `make` makes, in a process of its own, and give its port; end that process at the end."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(16)  # whoever asks while the application is being made waits
    port = int(listener.getsockname()[1])
    process = _fork.Process(target=_serve, args=(make, listener), daemon=True)
    process.start()
    listener.close()
    try:
        yield port
    finally:
        process.terminate()
        process.join(10)


def _serve(make: Callable[[], Flask], listener: socket.socket) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # two clients may both be waiting; no news
    app = make()
    gc.collect()
    gc.freeze()
    create_server(app, sockets=[listener], threads=THREADS, ident=None).run()


def pages_per_second(port: int, path: str, cookie: str, requests: int) -> float:
    """Ask for a page so many times over kept connections, with as many clients as there are cores; give the rate."""
    begin = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        for done in [clients.submit(_ask, port, path, cookie, requests // CLIENTS) for _ in range(CLIENTS)]:
            done.result()
    return requests // CLIENTS * CLIENTS / (perf_counter() - begin)


def _ask(port: int, path: str, cookie: str, requests: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        for _ in range(requests):
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise AssertionError(f"{path} answered {answer.status}")
    finally:
        connection.close()
