"""The script of a run: an example whose end is not known yet. As JSON it holds the whole run; a page keeps nothing.

What comes back from a page is held against the vocabulary of examples, as a file would be.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from tongban.definitions.examples import Deed, Example, ExampleApplicant, Expectation, example_of
from tongban.definitions.strict_yaml import Document
from tongban.definitions.vocabulary import ExampleFile
from tongban.errors import TongbanError

#: what one run may hold; a real case has a dozen
MOST_MOVES = 60
MOST_CHARACTERS = 100_000
#: within what a calendar can presume; no limit of the law reaches further in one step
YEARS = range(2015, 2061)
MOST_DAYS = 400
PLACE = "试办"

_BROKEN = "试办记录不完整或者被改动过，请重新选择申请人开始。"
_UNKNOWN_END = {"state": "submitted"}  # stands in for the end, which the run itself will show
_TITLE = "试办"


def made_up(
    item: str, tenant: str, applicant: ExampleApplicant, begin: datetime, channel: str,
    situation: Mapping[str, str], answers: Mapping[str, object], materials: tuple[str, ...],
) -> Example:  # fmt: skip
    """Make a script that only begins. `begin` is local time without a zone."""
    return Example(
        item=item,
        name="",
        path=PLACE,
        title=_TITLE,
        channel=channel,
        applicant=applicant,
        begin=begin,
        expect=Expectation("submitted"),
        tenant=tenant,
        situation=dict(situation),
        answers=dict(answers),
        materials=materials,
    )


def begun(example: Example) -> Example:
    """Give the beginning of an example, without what happened afterwards."""
    return replace(example, then=(), path=PLACE, expect=Expectation("submitted"))


def undone(script: Example) -> Example:
    """Take the last move back."""
    return replace(script, then=script.then[:-1])


def script_to_json(script: Example) -> str:
    """Write a script as JSON text."""
    return json.dumps(plain_script(script), ensure_ascii=False, separators=(",", ":"), default=_plain)


def script_from_json(text: str, item: str) -> Example:
    """Read a script that a page gives back; anything but a whole one is refused. Raises TongbanError."""
    if len(text) > MOST_CHARACTERS:
        raise TongbanError(f"试办记录超过 {MOST_CHARACTERS} 个字，请重新开始。")
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise TongbanError(_BROKEN) from None
    if not isinstance(data, dict):
        raise TongbanError(_BROKEN)
    document = {"title": _TITLE, **data, "expect": _UNKNOWN_END}
    if ExampleFile().validate(document):
        raise TongbanError(_BROKEN)
    script = replace(example_of(item, "", Document(PLACE, document)), path=PLACE)
    if len(script.then) > MOST_MOVES:
        raise TongbanError(f"一次试办最多 {MOST_MOVES} 步，请重新开始。")
    if script.begin.year not in YEARS or any(each.after > MOST_DAYS for each in script.then):
        raise TongbanError(f"试办应在 {YEARS[0]} 年至 {YEARS[-1]} 年之间开始，每一步最多过 {MOST_DAYS} 个工作日。")
    return script


def plain_script(script: Example) -> dict[str, Any]:
    """Give the keys of an example's file, in house order, without title and end; what is not said is left out."""
    found: dict[str, Any] = {
        "tenant": script.tenant,
        "channel": script.channel,
        "applicant": _said(script.applicant),
        "begin": f"{script.begin:%Y-%m-%d %H:%M}",
        "situation": dict(script.situation),
        "answers": dict(script.answers),
        "materials": list(script.materials),
        "then": [plain_deed(each) for each in script.then],
    }
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def plain_deed(deed: Deed) -> dict[str, Any]:
    """Give the keys of one deed that are said, `after` last."""
    said = _said(deed)
    after = said.pop("after", None)
    return said if after is None else {**said, "after": after}


def _said(entry: Deed | ExampleApplicant) -> dict[str, Any]:
    found = {each.name: getattr(entry, each.name) for each in fields(entry) if each.name != "mark"}
    return {key: _listed(value) for key, value in found.items() if value not in ("", (), 0) and value != {}}


def _listed(value: object) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in an example")
