"""A courier company on loopback: books parcels by key, tells where they are; may be away."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class CourierCompany:
    """What the company knows: parcels by our key, and how each stands. `away` answers 503."""

    parcels: dict[str, dict[str, object]] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    away: bool = False
    url: str = ""

    def book(self, parcel: dict[str, object]) -> dict[str, object]:
        tracking = f"EX{len(self.parcels) + 1:09}"
        kept = self.parcels.setdefault(str(parcel["key"]), {**parcel, "tracking": tracking})
        self.state.setdefault(str(kept["tracking"]), "booked")
        return {"tracking": kept["tracking"]}

    def news(self, tracking: str) -> dict[str, object]:
        return {"state": self.state[tracking], "at": datetime.now(UTC).isoformat(), "by": "本人签收"}


@contextmanager
def in_business() -> Iterator[CourierCompany]:
    company = CourierCompany()

    class Counter(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._answer(lambda: company.book(json.loads(self.rfile.read(int(self.headers["Content-Length"])))))

        def do_GET(self) -> None:
            self._answer(lambda: company.news(self.path.rpartition("/")[2]))

        def _answer(self, make: object) -> None:
            told = b"{}" if company.away else json.dumps(make()).encode()  # type: ignore[operator]
            self.send_response(503 if company.away else 200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    company.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield company
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
