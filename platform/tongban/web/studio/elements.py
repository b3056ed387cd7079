"""The elements of an item in words: what they hold, who may change them, and from whom each value comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from tongban.assurance.authoring.citations import cited
from tongban.assurance.authoring.overlay import DELIVERY, PLACES
from tongban.definitions import Policy, Resolved
from tongban.definitions.policies import DEFAULTS, name_of
from tongban.definitions.spans import tell_span
from tongban.definitions.steps import steps_in
from tongban.web.studio.anchors import anchor
from tongban.web.studio.views import Row

LOCKED_ARTICLE = "7 §7"

#: The control of the overlay's page in which each element is changed.
ANSWERS: Mapping[str, str] = {".".join(str(part) for part in path): name for path, name in PLACES.items()}


@dataclass(frozen=True, slots=True)
class Element:
    """One element as the item page lists it."""

    label: str
    text: str
    origin: str
    policy_label: str
    changed: bool
    href: str


def _count(word: str) -> Callable[[Any], str]:
    return lambda value: f"{len(value)} {word}"


def _joined(value: Any) -> str:
    return "、".join(str(each) for each in value)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


#: path → how its value is told
TOLD: Mapping[str, Callable[[Any], str]] = {
    "authority": lambda value: str(value["name"]),
    "service.address": str,
    "service.hours": str,
    "service.phone": str,
    "service.complaints": str,
    "service.traffic": str,
    "service.counters": lambda value: _joined(each["name"] for each in value),
    "time.promise": tell_span,
    "supplement_within": tell_span,
    "visits": lambda value: f"{value} 次",
    "delivery": lambda value: _joined(DELIVERY.get(each, each) for each in value),
    "keywords": _joined,
    "questions": _count("个"),
    "title": str,
    "time.statutory": tell_span,
    "conditions": _count("条"),
    "situation": _count("个问题"),
    "form": lambda value: f"{sum(len(each['fields']) for each in value)} 项",
    "materials": _count("份"),
    "process": lambda value: _joined(each["name"] for _, each in steps_in({"process": value})),
    "fees": lambda value: "不收费" if value == "none" else _joined(each["name"] for each in value),
    "result": lambda value: "不出具" if value == "none" else _joined(each["name"] for each in _several(value)),
}


def elements(resolved: Resolved, before: Resolved | None, names: Mapping[str, str], href: str) -> list[Element]:
    """List the elements; `before` is what is published, `names` are those of tenants by id."""
    found = []
    for path, tell in TOLD.items():
        value = _value(resolved.data, path)
        policy = resolved.policy(path)
        mine = policy is not Policy.LOCKED
        found.append(
            Element(
                name_of(path),
                tell(value) if value not in (None, [], "") else _("没有写"),
                origin_words(resolved, path, names) if value is not None else "",
                _policy_words(policy),
                before is not None and _value(before.data, path) != value,
                f"{href}{anchor(ANSWERS[path])}" if mine and path in ANSWERS else "",
            )
        )
    return found


def origin_words(resolved: Resolved, path: str, names: Mapping[str, str]) -> str:
    """Say who set a value: this office, a tenant above it, the city's department, a shared list."""
    origin = resolved.origin(*tuple(path.split(".")))
    if origin.tenant == resolved.tenant and origin.tenant is not None:
        return _("本单位")
    if origin.tenant is not None:
        return names.get(origin.tenant, origin.tenant)
    if not origin.path or (_value(resolved.data, path) == DEFAULTS.get(path) and not _is_said(resolved, path)):
        return _("平台默认")
    catalogue: Any = resolved.data.get("catalogue") or {}
    return _("市%(department)s", department=catalogue.get("department", ""))


def locked_elements(resolved: Resolved) -> list[Row]:
    """List what may not be changed, with its owner and the article."""
    catalogue: Any = resolved.data.get("catalogue") or {}
    owner, article = catalogue["department"], cited(LOCKED_ARTICLE)
    reason = _("由%(department)s在全市统一（%(article)s）。", department=owner, article=article)
    rows: list[Row] = []
    for path, tell in TOLD.items():
        value = _value(resolved.data, path)
        if resolved.policy(path) is Policy.LOCKED and value not in (None, [], ""):
            rows.append(Row(name_of(path), tell(value), reason if not rows else ""))
    return rows


def _policy_words(policy: Policy) -> str:
    return {Policy.LOCKED: _("不可改"), Policy.TIGHTEN_ONLY: _("只能更优"), Policy.OPEN: _("可改")}[policy]


def _is_said(resolved: Resolved, path: str) -> bool:
    found: Any = resolved.data
    for part in path.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return False
        found = found[part]
    return True


def _value(data: Mapping[str, Any], path: str) -> Any:
    found: Any = data
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return DEFAULTS.get(path) if found is None else found
