"""Text messages through a gateway over HTTP: JSON, a bearer token, an idempotency key.

`POST <url>` with `{"key", "to", "text"}` and the header `Idempotency-Key`; 2xx, or 409 for a key that it has already,
is taken, and `id` in the answer is kept. `GET <query url>?key=` answers 200 with `id` where it has the message and 404
where not. A gateway that can do neither gets each message at most once; what broke off is settled by a person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from tongban.delivery.channels.http import SECONDS, Answer, NotReached, ask, checked_address
from tongban.delivery.channels.port import Letter, NotSent, Outcome, Sent, Unknown

#: the gateway says that it did not take the message, and that it may later
_LATER = frozenset({408, 425, 429, 503})
_HAS_IT = 409


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """One gateway. `drops_doubles` only where its operator promises to drop a key that it has seen."""

    url: str
    token: str
    query_url: str = ""
    drops_doubles: bool = False
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        checked_address(self.url, "短信网关地址")
        if self.query_url:
            checked_address(self.query_url, "短信网关的查询地址")

    @property
    def can_be_asked(self) -> bool:
        return bool(self.query_url)

    def send(self, letter: Letter) -> Outcome:
        body = json.dumps({"key": letter.key, "to": letter.to, "text": letter.text}, ensure_ascii=False).encode()
        headers = {**self._headers(), "Content-Type": "application/json", "Idempotency-Key": letter.key}
        answer = ask("POST", self.url, body, headers, self.seconds)
        if isinstance(answer, NotReached):
            return NotSent(f"短信网关没有接通：{answer.cause}")
        if not isinstance(answer, Answer):
            return Unknown(f"短信网关没有答复：{answer.cause}")
        return _read(answer)

    def ask(self, key: str) -> Outcome:
        answer = ask("GET", f"{self.query_url}?{urlencode({'key': key})}", None, self._headers(), self.seconds)
        if not isinstance(answer, Answer):
            return Unknown(f"短信网关没有答复查询：{answer.cause}")
        if answer.status == 404:
            return NotSent("短信网关没有收到这条短信。")
        return Sent(_id(answer)) if answer.status == 200 else Unknown(f"短信网关对查询答复 {answer.status}。")

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}


def _read(answer: Answer) -> Outcome:
    if 200 <= answer.status < 300 or answer.status == _HAS_IT:
        return Sent(_id(answer))
    said = answer.body.decode("utf-8", "replace")[:300]
    if answer.status in _LATER:
        return NotSent(f"短信网关暂不接收：{answer.status} {said}")
    if answer.status < 500:
        return NotSent(f"短信网关拒绝：{answer.status} {said}", for_good=True)
    return Unknown(f"短信网关出错：{answer.status} {said}")


def _id(answer: Answer) -> str:
    try:
        told = json.loads(answer.body)
    except ValueError:
        return ""
    return str(told.get("id", ""))[:200] if isinstance(told, dict) else ""
