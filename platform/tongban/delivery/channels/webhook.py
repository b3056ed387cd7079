"""Signed webhooks to a tenant's own systems. The receiver drops an id that it has seen, so sending again is safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from tongban.delivery.channels.http import SECONDS, Answer, NotReached, ask
from tongban.delivery.channels.port import Letter, NotSent, Outcome, Sent, Unknown
from tongban.delivery.channels.signing import ID, SIGNATURE, TIMESTAMP, open_secret, signature
from tongban.errors import TongbanError

_GONE = 410


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Webhooks:
    """Signs with each endpoint's own secret. Clocks must agree within the window, so each attempt is signed anew."""

    house_key: str
    seconds: float = SECONDS
    clock: Callable[[], datetime] = _now

    drops_doubles = True
    can_be_asked = False

    def send(self, letter: Letter) -> Outcome:
        try:
            secret = open_secret(self.house_key, letter.secret)
        except TongbanError as refusal:
            return NotSent(refusal.message)
        body, at = letter.text.encode(), int(self.clock().timestamp())
        headers = {
            "Content-Type": "application/json",
            ID: letter.key,
            TIMESTAMP: str(at),
            SIGNATURE: signature(secret, letter.key, at, body),
        }
        answer = ask("POST", letter.to, body, headers, self.seconds)
        if isinstance(answer, NotReached):
            return NotSent(f"接口没有接通：{answer.cause}")
        if not isinstance(answer, Answer):
            return Unknown(f"接口没有答复：{answer.cause}")
        if 200 <= answer.status < 300:
            return Sent(str(answer.status))
        return NotSent(f"接口答复 {answer.status}。", for_good=answer.status == _GONE)

    def ask(self, _key: str) -> Outcome:
        return Unknown("接口不能查询是否收到。")
