"""Each way to ask, to complain and to appeal leads somewhere (335 §14; ORD §16(2), §52)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.lint.rules.telephones import PHONE

#: What the value of each way looks like; an address may be anything.
FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "phone": (PHONE, "带区号的电话号码"),
    "web": (re.compile(r"https?://\S+\.\S+"), "网址"),
    "email": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "电子邮箱"),
}
CALLED: Mapping[str, str] = {"consult": "咨询方式", "complain": "监督投诉方式"}


def check(subject: Subject) -> Iterator[Problem]:
    service = subject.data.get("service", {})
    for key, word in CALLED.items():
        for place, each in enumerate(service.get(key, ())):
            form, expected = FORMS.get(each["way"], (None, ""))
            if form and not form.fullmatch(each["value"]):
                yield Problem(("service", key, place, "value"), f"{word}“{each['value']}”不是{expected}。")
    for place, counter in enumerate(service.get("counters", ())):
        if counter.get("phone") and not PHONE.fullmatch(counter["phone"]):
            message = f"窗口“{counter['name']}”的电话“{counter['phone']}”不是带区号的电话号码。"
            yield Problem(("service", "counters", place, "phone"), message)
    for key, remedy in subject.data.get("remedies", {}).items():
        if remedy.get("phone") and not PHONE.fullmatch(remedy["phone"]):
            message = f"“{remedy['office']}”的电话“{remedy['phone']}”不是带区号的电话号码。"
            yield Problem(("remedies", key, "phone"), message)


_SERVICE = """\
service:
  address: 示例路 1 号
  hours: 工作日 9:00—17:00
  phone: 023-55187618
  complaints: 023-55163608
  consult: [{way: phone, value: "%s"}]
"""

RULE = Rule(
    code="TB183",
    name="contact_ways",
    title="咨询、投诉和救济的每一种方式都应写完整。",
    article="335 §14；ORD §52",
    hint="请写成“区号-号码”、完整的网址或者邮箱。",
    of=Of.CLAIM,
    check=check,
    failing=Sample(claim=_SERVICE % "55187618"),
    passing=Sample(claim=_SERVICE % "023-55187618"),
)
