"""What pages bring along (sheets, scripts, drawings) has its content in its address, and is fetched once.

Without it a browser asks for each of eight files on every page whether it has changed: on a phone, eight waits.
"""

from __future__ import annotations

import os
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

_LONG = timedelta(days=365)


def register(app: Flask) -> None:
    """Stamp the addresses of the application's own files; those that come without a stamp are asked for each time."""
    folder = str(app.static_folder)

    @app.url_defaults
    def _stamp(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and (stamp := stamp_of(f"{folder}/{values['filename']}")):
            values["v"] = stamp

    @app.after_request
    def _keep(response: Response) -> Response:
        asked = request.args.get("v") if request.endpoint == "static" else None
        if asked and asked == stamp_of(f"{folder}/{(request.view_args or {})['filename']}"):
            response.cache_control.no_cache = None
            response.cache_control.public = response.cache_control.immutable = True
            response.cache_control.max_age = int(_LONG.total_seconds())
        return response


def stamp_of(path: str) -> str:
    """Give a file's stamp, another one for other content; empty where there is no such file."""
    try:
        found = os.stat(path)  # asked some ten times a page
    except (OSError, ValueError):  # a NUL in an address
        return ""
    return _digest(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=512)
def _digest(path: str, _written_at: int, _size: int) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()[:12]
