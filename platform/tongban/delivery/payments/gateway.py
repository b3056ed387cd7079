"""A payment gateway over HTTP: JSON, each request signed by HMAC-SHA256 as webhooks are.

`POST <url>/orders` takes `{"invoice", "amount", "title", "back"}` and answers with `pay_url`.
`GET <url>/orders/<invoice>`, its path signed, answers 200 with `status` (`open`, `paid`) and, if paid, what a
confirmation says, or 404. `POST <url>/refunds` takes `{"payment", "amount"}` and answers with `refund`.
The same invoice or payment again is answered as the first time. Amounts are in fen.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from tongban.delivery.channels.http import SECONDS, Answer, ask, checked_address
from tongban.delivery.channels.signing import ID, SIGNATURE, TIMESTAMP, signature
from tongban.delivery.payments.port import GatewayAway, PaidAt, told_paid

LONGEST_ADDRESS = 400


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """One gateway. The same key signs what we ask and what it tells."""

    url: str
    key: str
    seconds: float = SECONDS
    clock: Callable[[], datetime] = _now

    def __post_init__(self) -> None:
        checked_address(self.url, "支付网关地址")

    def order(self, invoice: str, amount: int, title: str, back: str) -> str:
        asked = {"invoice": invoice, "amount": amount, "title": title, "back": back}
        answer = self._ask("POST", "/orders", invoice, asked)
        pay_url = str(_told(answer).get("pay_url", ""))
        if len(pay_url) > LONGEST_ADDRESS:
            raise GatewayAway("支付网关给出的缴费网址过长。")
        return checked_address(pay_url, "支付网关给出的缴费网址")

    def ask(self, invoice: str) -> PaidAt | None:
        answer = self._ask("GET", f"/orders/{quote(invoice, safe='')}", invoice, None)
        if answer.status == 404:
            return None
        told = _told(answer)
        paid = told_paid(answer.body) if told.get("status") == "paid" else None
        if paid is not None and paid.invoice != invoice:
            raise GatewayAway(f"向支付网关查询的是{invoice}，答复的却是{paid.invoice}。")
        return paid

    def refund(self, payment: str, amount: int) -> str:
        answer = self._ask("POST", "/refunds", payment, {"payment": payment, "amount": amount})
        number = str(_told(answer).get("refund", ""))[:60]
        if not number:
            raise GatewayAway("支付网关没有给出退费的编号。")
        return number

    def _ask(self, method: str, path: str, key: str, asked: dict[str, object] | None) -> Answer:
        body = json.dumps(asked, ensure_ascii=False).encode() if asked is not None else None
        at = int(self.clock().timestamp())
        headers = {
            "Content-Type": "application/json",
            ID: key,
            TIMESTAMP: str(at),
            SIGNATURE: signature(self.key, key, at, body or path.encode()),
        }
        answer = ask(method, self.url + path, body, headers, self.seconds)
        if not isinstance(answer, Answer):
            raise GatewayAway(f"支付网关没有答复：{answer.cause}")
        return answer


def _told(answer: Answer) -> dict[str, Any]:
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = None
    if answer.status != 200 or not isinstance(told, dict):
        raise GatewayAway(f"支付网关答复 {answer.status}：{answer.body.decode('utf-8', 'replace')[:200]}")
    return told
