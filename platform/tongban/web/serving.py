"""Serve the application with waitress: one process, some threads, no system package (the embedded start)."""

from __future__ import annotations

from flask import Flask
from waitress import create_server


def serve_forever(app: Flask, host: str, port: int) -> None:
    """Serve until the process is stopped."""
    server = create_server(app, host=host, port=port, threads=8, ident=None, channel_timeout=60)
    try:
        server.run()
    finally:
        server.close()
