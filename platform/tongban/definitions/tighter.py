"""Whether a new value binds the office at least as much, and the applicant at most as much, as the old one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tongban.definitions.spans import shorter

_DEPTHS = ("consult", "intake", "full")
_REACHES = ("village", "township", "county", "city", "province", "national")
#: What of a material may be said anew: it asks for nothing more.
_HELPFUL = ("help", "sample", "blank_form", "note", "source_note")


def _fewer(new: object, old: object) -> bool | None:
    return new <= old if isinstance(new, int) and isinstance(old, int) else None


def _no_longer(new: object, old: object) -> bool | None:
    return True if new == old else shorter(new, old)


def _no_shorter(new: object, old: object) -> bool | None:
    less = shorter(new, old)
    return None if less is None else not less


def _at_most(new: object, old: object) -> bool:
    """Say whether every entry was there before; `none` is no entry."""
    return all(each in _entries(old) for each in _entries(new))


def _at_least(new: object, old: object) -> bool:
    return _at_most(old, new)


def _deeper(new: object, old: object) -> bool:
    return _DEPTHS.index(str(new)) >= _DEPTHS.index(str(old))


def _wider(new: object, old: object) -> bool:
    if not isinstance(new, Mapping) or not isinstance(old, Mapping):
        return False
    return _REACHES.index(new["level"]) >= _REACHES.index(old["level"])


def _no_more_materials(new: object, old: object) -> bool:
    """Say whether no material is added and none asks for more than it did."""
    before = {each["id"]: each for each in _entries(old)}
    return all(each["id"] in before and _no_more_of(each, before[each["id"]]) for each in _entries(new))


def _no_more_of(new: Mapping[str, object], old: Mapping[str, object]) -> bool:
    keys = [key for key in {**new, **old} if new.get(key) != old.get(key) and key not in _HELPFUL]
    return all(_eases(key, new.get(key), old.get(key)) for key in keys)


def _eases(key: str, new: object, old: object) -> bool:
    if key in ("originals", "copies"):
        return bool(_fewer(_paper(key, new), _paper(key, old)))
    if key == "may_follow":
        return old is None or bool(_no_shorter(new, old))
    if key == "formats":
        return isinstance(new, list) and _at_least(new, old)
    if key == "max_mb":
        return isinstance(new, int) and new >= (old if isinstance(old, int) else 20)
    if key == "criteria":
        return _at_most(new, old)
    return (key, new) in (("optional", True), ("source", "government")) or (key == "in_person" and not new)


def _paper(key: str, count: object) -> object:
    """Return how many are asked for, by the defaults of `model.Material` where nothing is written."""
    return count if count is not None else 0 if key == "originals" else 1


def _entries(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


#: Whether a new value is no looser than the old; None where the units cannot be compared.
TIGHTER: Mapping[str, Callable[[object, object], bool | None]] = {
    "time.promise": _no_longer,  # 335 §25: the promise is final; it may only get shorter
    "time.statutory": _no_longer,
    "supplement_within": _no_shorter,  # more time for the applicant
    "visits": _fewer,
    "reach": _wider,
    "materials": _no_more_materials,
    "conditions": _at_most,
    "intermediaries": _at_most,
    "obligations": _at_most,
    "fees": _at_most,
    "rights": _at_least,
    "channels": _at_least,
    "delivery": _at_least,
    "applicants": _at_least,
    "online_depth": _deeper,
}

TIGHTEN_HINT: Mapping[str, str] = {
    "time.promise": "只能写得更短，或者写成当场办结（on_the_spot）。",
    "time.statutory": "只能写得更短。",
    "supplement_within": "只能给申请人更长的补正期限。",
    "visits": "只能写得更少。",
    "reach": "只能写得更广。",
    "materials": "只能减少材料，或者放宽对材料的要求，不能增加。",
    "conditions": "只能减少条件，不能增加或者改写。",
    "intermediaries": "只能减少，不能增加。",
    "obligations": "只能减少，不能增加。",
    "fees": "只能减少收费项目，不能增加或者改写。",
    "rights": "只能增加，不能减少。",
    "channels": "只能增加办理形式，不能减少。",
    "delivery": "只能增加送达方式，不能减少。",
    "applicants": "只能增加服务对象，不能减少。",
    "online_depth": "只能写得更深。",
}
