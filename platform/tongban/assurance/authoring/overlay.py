"""The overlay of a claimant on a page: its answers from the claim, changes of the claim from the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from tongban.definitions.policies import DEFAULTS
from tongban.definitions.spans import tell_span
from tongban.definitions.strict_yaml import Path
from tongban.forms import Answers

SERVICE = ("address", "hours", "phone", "complaints", "traffic", "counters")
DELIVERY = {"electronic": "电子送达", "window": "窗口领取", "courier": "邮寄", "kiosk": "自助终端领取"}

#: What replaces the upstream value as a whole.
WHOLE = ("counters", "delivery", "keywords", "questions")
REPLACED = "填写以后，以填写的为准，上级的不再使用。"

#: Answer in which a value of the claim is typed, by the path below the claim.
PLACES: Mapping[Path, str] = {
    ("authority",): "authority_name",
    ("authority", "uscc"): "authority_uscc",
    ("service",): "address",
    **{("service", key): key for key in SERVICE},
    ("time",): "promise",
    ("time", "promise"): "promise",
    ("supplement_within",): "supplement_days",
    ("visits",): "visits",
    ("delivery",): "delivery",
    ("keywords",): "keywords",
    ("questions",): "questions",
}


def answers_of_claim(claim: Mapping[str, Any]) -> dict[str, object]:
    """Give what the claim says as the page's answers; what it does not say stays empty."""
    authority, service, time = (claim.get(key) or {} for key in ("authority", "service", "time"))
    found: dict[str, object] = {"authority_name": authority.get("name"), "authority_uscc": authority.get("uscc")}
    found |= {key: service.get(key) for key in SERVICE if key != "counters"}
    found |= {"counters": tuple(service.get("counters", ())), "questions": tuple(claim.get("questions", ()))}
    promise = time.get("promise")
    found["promise"] = "inherit" if promise is None else "on_the_spot" if promise == "on_the_spot" else "shorter"
    if isinstance(promise, Mapping):
        ((found["promise_unit"], found["promise_amount"]),) = promise.items()
    found["supplement_days"] = (claim.get("supplement_within") or {}).get("working_days")
    found |= {"visits": claim.get("visits"), "delivery": tuple(claim.get("delivery", ()))}
    found["keywords"] = "\n".join(claim.get("keywords", ()))
    return {key: value for key, value in found.items() if value not in (None, "", ())}


def changes_of_claim(
    answers: Answers, claim: Mapping[str, Any], inherited: Mapping[str, Any], wrong: Collection[str]
) -> dict[str, object]:
    """Give the changes, by path, that make the claim say what was typed; `wrong` answers change nothing yet."""
    wanted = {
        path: (name, value) for path, name, value in _values(answers, claim, inherited) if not _touches(path, wrong)
    }
    return {path: value for path, (_, value) in wanted.items() if value != _said(claim, path)}


def _values(
    answers: Answers, claim: Mapping[str, Any], inherited: Mapping[str, Any]
) -> Iterator[tuple[str, str, object]]:
    yield "authority", "authority_name", _authority(answers, claim, inherited)
    for key in SERVICE:
        value = answers.get(key)
        yield f"service.{key}", key, [dict(each) for each in value] if isinstance(value, tuple) else value
    yield "time.promise", "promise", _promise(answers)
    days = answers.get("supplement_days")
    yield "supplement_within", "supplement_days", {"working_days": days} if days is not None else None
    yield "visits", "visits", answers.get("visits")
    delivery = answers.get("delivery")
    yield "delivery", "delivery", list(delivery) if isinstance(delivery, tuple) else None
    words = str(answers.get("keywords") or "").splitlines()
    yield "keywords", "keywords", [each.strip() for each in words if each.strip()] or None
    rows = answers.get("questions")
    yield "questions", "questions", [dict(each) for each in rows] if isinstance(rows, tuple) else None


def _authority(answers: Answers, claim: Mapping[str, Any], inherited: Mapping[str, Any]) -> object:
    """Name and code, with what the claim says of the source of the power; the inherited name for a new code alone."""
    name, uscc = answers.get("authority_name"), answers.get("authority_uscc")
    if name is None and uscc is None:
        return None
    kept = {key: value for key, value in (claim.get("authority") or {}).items() if key not in ("name", "uscc")}
    named = name or (inherited.get("authority") or {}).get("name", "")
    return {"name": named} | ({"uscc": uscc} if uscc else {}) | kept


def _promise(answers: Answers) -> object:
    if answers.get("promise") == "on_the_spot":
        return "on_the_spot"
    amount, unit = answers.get("promise_amount"), answers.get("promise_unit")
    return {str(unit): amount} if answers.get("promise") == "shorter" and amount and unit else None


def _touches(path: str, wrong: Collection[str]) -> bool:
    parts = {
        "authority": ("authority_name", "authority_uscc"),
        "time.promise": ("promise", "promise_amount", "promise_unit"),
        "supplement_within": ("supplement_days",),
    }
    return any(each in wrong for each in parts.get(path, (path.rsplit(".", maxsplit=1)[-1],)))


def _said(claim: Mapping[str, Any], path: str) -> object:
    found: Any = claim
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def upstream_words(inherited: Mapping[str, Any], fields: Collection[str]) -> dict[str, str]:
    """Say for each field of the page what holds where the claimant says nothing."""
    authority, service, time = (inherited.get(key) or {} for key in ("authority", "service", "time"))
    span = inherited.get("supplement_within", DEFAULTS["supplement_within"])
    told: dict[str, str] = {"authority_name": authority.get("name", ""), "authority_uscc": authority.get("uscc", "")}
    told |= {key: service.get(key, "") for key in SERVICE if key != "counters"}
    told["counters"] = "、".join(each["name"] for each in service.get("counters", ()))
    told["promise"] = f"承诺 {tell_span(time.get('promise'))}，法定 {tell_span(time.get('statutory'))}"
    told["supplement_days"] = tell_span(span)
    told["visits"] = f"{inherited.get('visits', 0)} 次"
    told["delivery"] = "、".join(DELIVERY.get(each, each) for each in inherited.get("delivery", ()))
    told["keywords"] = "、".join(inherited.get("keywords", ()))
    told["questions"] = "；".join(each["question"] for each in inherited.get("questions", ()))
    obliged = required_here(inherited)
    return {
        key: f"上级规定：{value}{'' if value[-1] in '。？' else '。'}{REPLACED if key in WHOLE else ''}"
        if value
        else "上级没有规定，由本单位填写。"
        for key, value in told.items()
        if key in fields and (value or key in obliged)
    }


def required_here(inherited: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the fields without which nobody knows to whom, where and when (7 §9), as nothing above says them."""
    service = inherited.get("service") or {}
    lacking = [key for key in ("address", "hours", "phone", "complaints") if not service.get(key)]
    return (*(() if inherited.get("authority") else ("authority_name",)), *lacking)
