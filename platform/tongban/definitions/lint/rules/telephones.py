"""Enquiries and complaints have different telephones, each with its area code (335 §14; domain check G9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.policies import name_of

#: A fixed line with its area code, a mobile, or a short service number such as 12345.
PHONE = re.compile(r"0\d{2,3}-\d{7,8}(-\d{1,5})?|1\d{10}|\d{5}|400-?\d{3}-?\d{4}")


def check(subject: Subject) -> Iterator[Problem]:
    service = subject.data.get("service", {})
    phone, complaints = service.get("phone"), service.get("complaints")
    for key, number in (("phone", phone), ("complaints", complaints)):
        for each in re.split(r"[、，,;；/ ]+", number or ""):
            if each and not PHONE.fullmatch(each):
                yield Problem(("service", key), f"{name_of(f'service.{key}')}“{each}”不是带区号的电话号码。")
    if phone and phone == complaints:
        message = f"咨询电话与监督投诉电话相同（{phone}）。"
        yield Problem(("service", "complaints"), message, "请填写另一个电话号码，受理投诉的不应是被投诉的窗口。")


RULE = Rule(
    code="TB112",
    name="telephones",
    title="咨询电话与监督投诉电话应带区号，并且不相同。",
    article="335 §14、§38；7 §9",
    hint="请写成“区号-号码”，例如 023-55187618。",
    of=Of.CLAIM,
    check=check,
    failing=Sample(claim='service: {address: 示例路 1 号, hours: 工作日, phone: "55187618", complaints: 023-55163608}'),
    passing=Sample(
        claim="service: {address: 示例路 1 号, hours: 工作日, phone: 023-55187618, complaints: 023-55163608}"
    ),
)
