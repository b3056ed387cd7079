"""The authority's code is right: it is part of the item's code (36 §6; domain codes 2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.codes import is_uscc
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    uscc = subject.data.get("authority", {}).get("uscc")
    if uscc is not None and not is_uscc(uscc):
        yield Problem(("authority", "uscc"), f"实施主体的统一社会信用代码“{uscc}”的校验码不对。")


RULE = Rule(
    code="TB122",
    name="authority_code",
    title="实施主体的统一社会信用代码应通过校验。",
    article="36 §6",
    hint="请核对十八位代码；没有公布的，删去 uscc。",
    of=Of.CLAIM,
    exemptible=False,
    check=check,
    failing=Sample(claim="authority: {name: 云阳县城市管理局, uscc: 11500235MB1218247X}"),
    passing=Sample(claim="authority: {name: 云阳县城市管理局, uscc: 11500235MB1218247M}"),
)
