"""Serve the application with waitress: one process, some threads, no system package (the embedded start)."""

from __future__ import annotations

import gc
from typing import cast

from flask import Flask
from waitress import create_server

from tongban.errors import TongbanError
from tongban.web.house import House


def serve_forever(app: Flask, host: str, port: int) -> None:
    """Serve until the process is stopped."""
    warm(app)
    try:
        server = create_server(app, host=host, port=port, threads=8, ident=None, channel_timeout=60)
    except OSError as refused:
        raise TongbanError(
            f"不能在 {host} 的端口 {port} 上提供网站：{refused.strerror}。请换一个端口或者地址。"
        ) from refused
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
