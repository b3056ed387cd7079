"""The checks: each sends something to a running system, and judges the answer. Only probes are sent: nothing follows.

The system must trust the kit's key for the party `sender`, and have the region codes of the setting under an agreement.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sichuan_chongqing.protocol.bodies import Probe
from sichuan_chongqing.protocol.canonical import canonical
from sichuan_chongqing.protocol.envelope import open_envelope, seal
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.keys import KeyRing, SigningKey, make_key
from sichuan_chongqing.protocol.message import Message
from sichuan_chongqing.protocol.receipts import Receipt, Verdict, receipts_from

Post = Callable[[str, bytes], tuple[int, bytes]]  # endpoint and body → status and body


@dataclass(frozen=True, slots=True)
class Setting:
    """With whom the kit speaks, and as whom."""

    post: Post
    key: SigningKey
    sender: str
    recipient: str
    rings: Mapping[str, KeyRing]  # of the system under test
    agreement: str
    from_region: str
    to_region: str
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def probe(self, case: str, sequence: int, text: str = "", message_id: str = "") -> Message:
        written = self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        head = (message_id or uuid4().hex, self.agreement, case, sequence, self.from_region, self.to_region, written)
        return Message(*head, Probe(text))

    def sealed(
        self, content: Mapping[str, object], *, key: SigningKey | None = None, late: timedelta = timedelta(0)
    ) -> bytes:
        sent = self.clock() - late
        return seal(content, "messages", key or self.key, self.sender, self.recipient, uuid4().hex, sent)

    def send(self, *messages: Message) -> tuple[Receipt, ...]:
        """Send messages and open the signed receipts. Raises Refused where the answer is not as the protocol says."""
        raw = self.sealed({"messages": [each.data for each in messages]})
        status, body = self.post("messages", raw)
        if status != 200:
            raise Refused(Fault.CONTENT, f"有效的报文被拒收：HTTP {status} {body[:200].decode(errors='replace')}")
        nonce = json.loads(raw)["nonce"]
        opened = open_envelope(body, self.rings, self.sender, "receipts", self.clock(), nonce=nonce)
        return receipts_from(opened.content)


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check came to; `fault` is empty where it was passed."""

    name: str
    title: str
    fault: str = ""


Check = Callable[[Setting], str]


def _case() -> str:
    return f"probe-{uuid4().hex[:20]}"


def _verdicts(receipts: Iterable[Receipt]) -> list[str]:
    return [str(each.verdict) for each in receipts]


def _wanted(found: object, wanted: object) -> str:
    return "" if found == wanted else f"应为 {wanted}，得到 {found}"


def accepted_once(setting: Setting) -> str:
    message = setting.probe(_case(), 1)
    found = [*setting.send(message), *setting.send(message), *setting.send(message, message)]
    return _wanted(_verdicts(found), ["received", "duplicate", "duplicate", "duplicate"])


def holes_wait(setting: Setting) -> str:
    case = _case()
    first, second, third = (setting.probe(case, number) for number in (1, 2, 3))
    found = [*setting.send(third), *setting.send(second), *setting.send(first), *setting.send(third)]
    return _wanted(_verdicts(found), ["waiting", "waiting", "received", "duplicate"])


def receipts_name_the_message(setting: Setting) -> str:
    message = setting.probe(_case(), 1)
    return _wanted([each.digest for each in setting.send(message)], [message.digest])


def same_id_other_content(setting: Setting) -> str:
    first = setting.probe(_case(), 1)
    again = setting.probe(_case(), 1, "另一份内容", first.id)
    found = [*setting.send(first), *setting.send(again)]
    return _wanted([each.code for each in found], ["", Fault.SAME_ID])


def same_place_other_message(setting: Setting) -> str:
    case = _case()
    found = [*setting.send(setting.probe(case, 1)), *setting.send(setting.probe(case, 1))]
    return _wanted([each.code for each in found], ["", Fault.ORDER])


def too_far_ahead(setting: Setting) -> str:
    return _wanted([each.code for each in setting.send(setting.probe(_case(), 100_000))], [Fault.TOO_FAR])


def _code(setting: Setting, raw: bytes) -> tuple[int, str]:
    status, body = setting.post("messages", raw)
    try:
        return status, str(json.loads(body).get("code", ""))
    except (ValueError, AttributeError):
        return status, ""


def _content(setting: Setting) -> dict[str, Any]:
    return {"messages": [setting.probe(_case(), 1).data]}


def altered(setting: Setting) -> str:
    said = json.loads(setting.sealed(_content(setting)))
    said["content"]["messages"][0]["body"]["text"] = "改过的内容"
    return _wanted(_code(setting, canonical(said)), (401, Fault.SIGNATURE))


def unknown_key(setting: Setting) -> str:
    return _wanted(_code(setting, setting.sealed(_content(setting), key=make_key())), (401, Fault.UNKNOWN_KEY))


def forged(setting: Setting) -> str:
    stranger = make_key()
    borrowed = SigningKey(setting.key.id, setting.key.algorithm, stranger.public, stranger.private)
    if setting.key.algorithm != stranger.algorithm:
        return ""
    return _wanted(_code(setting, setting.sealed(_content(setting), key=borrowed)), (401, Fault.SIGNATURE))


def stale(setting: Setting) -> str:
    late = setting.sealed(_content(setting), late=timedelta(hours=1))
    early = setting.sealed(_content(setting), late=-timedelta(hours=1))
    return _wanted([_code(setting, late), _code(setting, early)], [(401, Fault.STALE)] * 2)


def other_recipient(setting: Setting) -> str:
    raw = seal(_content(setting), "messages", setting.key, setting.sender, "nobody", uuid4().hex, setting.clock())
    return _wanted(_code(setting, raw), (400, Fault.RECIPIENT))


def other_purpose(setting: Setting) -> str:
    raw = seal(
        _content(setting), "receipts", setting.key, setting.sender, setting.recipient, uuid4().hex, setting.clock()
    )
    return _wanted(_code(setting, raw), (400, Fault.RECIPIENT))


def no_strict_json(setting: Setting) -> str:
    good = setting.sealed(_content(setting))
    bad = [b"", b"[]", b"{", good[:-1], good[:-1] + b',"nonce":"1"}', good.replace(b'"sequence":1', b'"sequence":1.0')]
    return _wanted([_code(setting, raw) for raw in bad], [(400, Fault.MALFORMED)] * len(bad))


def unknown_kind(setting: Setting) -> str:
    content = _content(setting)
    content["messages"][0]["kind"] = "no.such"
    status, body = setting.post("messages", setting.sealed(content))
    if status != 200:
        return f"信封有效，应逐条答复，得到 HTTP {status}"
    opened = open_envelope(body, setting.rings, setting.sender, "receipts", setting.clock())
    return _wanted([(str(each.verdict), each.code) for each in receipts_from(opened.content)], [("refused", "content")])


def one_bad_spoils_no_other(setting: Setting) -> str:
    good, bad = setting.probe(_case(), 1).data, {**setting.probe(_case(), 1).data, "extra": 1}
    _, body = setting.post("messages", setting.sealed({"messages": [bad, good]}))
    opened = open_envelope(body, setting.rings, setting.sender, "receipts", setting.clock())
    return _wanted(_verdicts(receipts_from(opened.content)), [Verdict.REFUSED, Verdict.RECEIVED])


def foreign_region(setting: Setting) -> str:
    message = setting.probe(_case(), 1)
    data = {**message.data, "sender": setting.to_region, "recipient": setting.from_region}
    _, body = setting.post("messages", setting.sealed({"messages": [data]}))
    opened = open_envelope(body, setting.rings, setting.sender, "receipts", setting.clock())
    return _wanted([each.code for each in receipts_from(opened.content)], [Fault.NOT_AGREED])


#: what each check is about, in the order in which they run
CHECKS: Mapping[str, tuple[str, Check]] = {
    "accepted_once": ("有效报文收下一次，重发只答复“已收过”", accepted_once),
    "receipts_name_the_message": ("回执按摘要指明报文，并签名", receipts_name_the_message),
    "holes_wait": ("先到的后号报文等待前号，补齐后生效", holes_wait),
    "same_id_other_content": ("同一编号换了内容，拒收", same_id_other_content),
    "same_place_other_message": ("同一序号换了报文，拒收", same_place_other_message),
    "too_far_ahead": ("序号相隔太远，拒收", too_far_ahead),
    "altered": ("改动过的报文，拒收", altered),
    "unknown_key": ("没有登记的密钥，拒收", unknown_key),
    "forged": ("冒用密钥编号，拒收", forged),
    "stale": ("时间窗以外的报文，拒收", stale),
    "other_recipient": ("不是给本方的报文，拒收", other_recipient),
    "other_purpose": ("挪作他用的信封，拒收", other_purpose),
    "no_strict_json": ("不规范的 JSON，拒收", no_strict_json),
    "unknown_kind": ("不认识的报文种类，单条拒收", unknown_kind),
    "one_bad_spoils_no_other": ("一条不合格不影响其他各条", one_bad_spoils_no_other),
    "foreign_region": ("代表不属于本方的地区发言，拒收", foreign_region),
}


def run_checks(setting: Setting) -> tuple[Checked, ...]:
    """Run all checks, whatever each comes to."""
    return tuple(_checked(name, title, check, setting) for name, (title, check) in CHECKS.items())


def _checked(name: str, title: str, check: Check, setting: Setting) -> Checked:
    try:
        return Checked(name, title, check(setting))
    except Refused as refused:
        return Checked(name, title, refused.message)
    except OSError as error:
        return Checked(name, title, f"连接失败：{error}")
