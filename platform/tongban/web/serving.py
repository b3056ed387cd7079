"""Serve the application with waitress: one process, some threads, no system package (the embedded start)."""

from __future__ import annotations

import gc
from typing import cast

from flask import Flask
from waitress import create_server

from tongban.web.house import House


def serve_forever(app: Flask, host: str, port: int) -> None:
    """Serve until the process is stopped."""
    warm(app)
    server = create_server(app, host=host, port=port, threads=8, ident=None, channel_timeout=60)
    try:
        server.run()
    finally:
        server.close()


def warm(app: Flask) -> None:
    """Load the law books before the first visitor, and spare the collector what will live as long as the process."""
    house = cast(House, app.extensions["tongban"])
    with app.app_context():
        _ = house.books.refresh(house.sessions()).workspace
    gc.collect()
    gc.freeze()
