"""A payment gateway for demonstrations and tests: a real server on loopback that takes no real money (L13)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tongban.delivery.channels.http import Answer, NoAnswer, NotReached, ask
from tongban.delivery.channels.signing import ID, SIGNATURE, TIMESTAMP, signature, signed_well

_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<style>body{{font:17px/1.7 sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#17202b}}"
    "h1{{font-size:1.5rem}}button{{font:inherit;width:100%;min-height:3rem;border:0;border-radius:6px;background:#0b4ea2;"
    "color:#fff;font-weight:bold}}a{{display:inline-block;padding:.75rem 0;color:#0b4ea2}}</style>"
    "<title>演示支付网关</title><body><h1>演示支付网关</h1><p><strong>仅供演示，不收取任何真实款项。</strong></p>"
    "<p>{title}<br>缴款单号：{invoice}<br>金额：{yuan} 元</p>{rest}</body></html>"
)


@dataclass
class DemoGateway:
    """What the gateway has: orders by invoice, payments, refunds by payment. The same asked twice is one."""

    key: str
    callback: str = ""  # where it tells what was paid; empty: it tells nobody
    url: str = ""
    pages: str = ""  # where people find its pages, if elsewhere
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    paid: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, str] = field(default_factory=dict)
    kept: Path | None = None  # a file in which orders and payments outlast the process
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        if self.kept is not None and self.kept.exists():
            told = json.loads(self.kept.read_text("utf-8"))
            self.orders, self.paid, self.refunds = told["orders"], told["paid"], told["refunds"]

    def keep(self) -> None:
        if self.kept is not None:
            told = {"orders": self.orders, "paid": self.paid, "refunds": self.refunds}
            self.kept.write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def before(self, _method: str, _path: str) -> int:
        """Give a status to answer with at once; 0 goes on. Tests misbehave here."""
        return 0

    def order(self, asked: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            kept = self.orders.setdefault(asked["invoice"], asked)
            self.keep()
        return {"pay_url": f"{self.pages or self.url}/pay/{kept['invoice']}"}

    def told(self, invoice: str) -> dict[str, Any] | None:
        if invoice in self.paid:
            return {"status": "paid", **self.paid[invoice]}
        return {"status": "open"} if invoice in self.orders else None

    def refund(self, asked: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            number = self.refunds.setdefault(asked["payment"], f"RF-{asked['payment']}"[:60])
            self.keep()
        return {"refund": number}

    def pay(self, invoice: str) -> dict[str, Any]:
        """Take the money: once for an invoice."""
        with self.lock:
            told = self.paid.setdefault(
                invoice,
                {
                    "invoice": invoice,
                    "payment": f"GW-{len(self.paid) + 1:06d}-{invoice[-24:]}",
                    "amount": self.orders[invoice]["amount"],
                    "paid_at": datetime.now(UTC).isoformat(),
                },
            )
            self.keep()
        return told

    def confirm(self, invoice: str) -> Answer | NotReached | NoAnswer:
        """Tell what was paid, signed."""
        body, at = json.dumps(self.paid[invoice]).encode(), int(datetime.now(UTC).timestamp())
        headers = {ID: invoice, TIMESTAMP: str(at), SIGNATURE: signature(self.key, invoice, at, body)}
        return ask("POST", self.callback, body, {"Content-Type": "application/json", **headers})


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        gateway, name = self.server.gateway, unquote(self.path.rpartition("/")[2])
        if status := gateway.before("GET", self.path):
            return self._say(status, {"message": "暂时不能服务"})
        if self.path.startswith("/pay/") and name in gateway.orders:
            return self._page(name)
        told = gateway.told(name) if self._signed(self.path.encode()) else None
        return self._say(200 if told else 404, told or {})

    def do_POST(self) -> None:
        gateway = self.server.gateway
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if status := gateway.before("POST", self.path):
            return self._say(status, {"message": "暂时不能服务"})
        if self.path.startswith("/pay/"):
            return self._pay(unquote(self.path.removeprefix("/pay/")))
        if not self._signed(body):
            return self._say(401, {"message": "签名不对"})
        asked = json.loads(body)
        return self._say(200, gateway.order(asked) if self.path == "/orders" else gateway.refund(asked))

    def _signed(self, body: bytes) -> bool:
        return signed_well(self.server.gateway.key, dict(self.headers), body, datetime.now(UTC))

    def _pay(self, invoice: str) -> None:
        gateway = self.server.gateway
        if invoice not in gateway.orders:
            return self._say(404, {})
        gateway.pay(invoice)
        if gateway.callback:
            gateway.confirm(invoice)
        return self._page(invoice)

    def _page(self, invoice: str) -> None:
        gateway = self.server.gateway
        order = gateway.orders[invoice]
        back = f'<p><a href="{escape(order["back"])}">返回办件</a></p>'
        button = '<form method="post"><button>确认支付（演示）</button></form>'
        page = _PAGE.format(
            title=escape(order["title"]),
            invoice=escape(invoice),
            yuan=f"{order['amount'] // 100}.{order['amount'] % 100:02d}",
            rest=f"<p>已经支付。</p>{back}" if invoice in gateway.paid else button + back,
        )
        self._send(200, "text/html; charset=utf-8", page.encode())

    def _say(self, status: int, told: Mapping[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(told).encode())

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing on the terminal."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    gateway: DemoGateway

    def handle_error(self, *_arguments: object) -> None:
        """Say nothing of a caller that waited no longer."""


@contextmanager
def serving(gateway: DemoGateway, port: int = 0) -> Iterator[DemoGateway]:
    """Serve a gateway on loopback, on whatever port is free."""
    server = _Server(("127.0.0.1", port), _Handler)
    server.gateway = gateway
    gateway.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
