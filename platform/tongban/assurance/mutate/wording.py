"""Ways to break the writing: keys, ids, types and what must be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tongban.assurance.mutate.places import GONE, Data, Place, added, at, changed, found
from tongban.assurance.mutate.way import Broken, way

#: keys without which an entry says nothing
NEEDED = frozenset({
    "item", "title", "catalogue", "applicants", "conditions", "form", "process", "time", "service", "authority", "id",
    "ask", "choices", "section", "fields", "label", "name", "message", "holds", "step", "by", "decides", "statutory",
    "promise", "kind", "maximum", "type", "columns",
})  # fmt: skip
LISTS = ("situation", "materials", "process", "checks")
#: keys whose values name other parts
_NAMING = frozenset({"when", "required", "readonly", "holds", "computed", "at", "about", "over", "replaces", "lead"})
IDS = ("id", "step", "section")


def _entries(data: Data) -> Iterator[tuple[Place, dict[str, Any]]]:
    yield from ((place, value) for place, value in found(data, lambda _, value: isinstance(value, dict)))


def _used_words(data: Data) -> frozenset[str]:
    """Collect the words by which conditions, checks and review points name others."""
    used = found(data, lambda place, value: isinstance(value, str) and bool(_NAMING & {*place[-3:]}))
    return frozenset(word for _place, text in used for word in re.findall(r"[a-z][a-z0-9_-]*", text))


def _named(data: Data) -> Iterator[tuple[Place, str]]:
    """Visit every id that an entry of a list bears."""
    for place, entry in _entries(data):
        for key in IDS:
            if isinstance(entry.get(key), str) and isinstance(place[-1], int):
                yield (*place, key), entry[key]


@way("drop_needed", "漏写必须写明的键")
def drop_needed(data: Data) -> Iterator[Broken]:
    for place, _value in found(data, lambda place, _: place[-1] in NEEDED and "choices" not in place[:-1]):
        of = at(data, place[:-1])
        if not (place[-1] in {"label", "id"} and {"use", "ask"} & of.keys()):  # the element or the question has one
            yield Broken(place, "删去这一键", changed(data, place, GONE))


@way("mistyped_key", "键写错一个字母")
def mistyped_key(data: Data) -> Iterator[Broken]:
    for place, _value in found(data, lambda place, _: isinstance(place[-1], str) and "choices" not in place[:-1]):
        entry = dict(at(data, place[:-1]))
        entry[f"{place[-1]}s"] = entry.pop(place[-1])
        yield Broken(place, f"写成“{place[-1]}s”", changed(data, place[:-1], entry))


@way("wrong_type", "值的类型不对")
def wrong_type(data: Data) -> Iterator[Broken]:
    for place, _value in found(data, lambda _, value: isinstance(value, list | dict)):
        if "choices" not in place:
            yield Broken(place, "写成一句话", changed(data, place, "见附件"))
    for place, value in found(data, lambda _, value: isinstance(value, int) and not isinstance(value, bool)):
        if place[-1] not in {"sample", "example"}:
            yield Broken(place, f"{value} 写成文字", changed(data, place, "若干"))


@way("rename_id", "编号改了，用到它的地方没有改")
def rename_id(data: Data) -> Iterator[Broken]:
    used = _used_words(data)
    for place, name in _named(data):
        if place[-1] != "section" and name in used:
            yield Broken(place, f"“{name}”改为“{name}2”", changed(data, place, f"{name}2"))


@way("repeat_id", "两处用了同一个编号")
def repeat_id(data: Data) -> Iterator[Broken]:
    places = [each for each in _named(data) if each[0][-1] != "section"]
    for (place, _name), (other, name) in zip(places[1:], places, strict=False):
        if place[0] == other[0] and place[-1] == other[-1]:
            yield Broken(place, f"也叫“{name}”", changed(data, place, name))


@way("unknown_element", "引用没有的数据元")
def unknown_element(data: Data) -> Iterator[Broken]:
    for place, name in found(data, lambda place, _: place[-1] == "use"):
        yield Broken(place, f"“{name}”改为“{name}x”", changed(data, place, f"{name}x"))


@way("unknown_licence", "引用没有的证照类型")
def unknown_licence(data: Data) -> Iterator[Broken]:
    for place, name in found(data, lambda place, value: place[-1] == "licence" and isinstance(value, str)):
        yield Broken(place, f"“{name}”改为“{name}-x”", changed(data, place, f"{name}-x"))


@way("vague_word", "写了含糊的词")
def vague_word(data: Data) -> Iterator[Broken]:
    for key in ("conditions", "materials"):
        for place, value in found({key: data.get(key, [])}, lambda _, value: isinstance(value, str)):
            if place[-1] in {"name", "text"} or (key == "conditions" and isinstance(place[-1], int)):
                yield Broken(place, "加上“及其他材料”", changed(data, place, f"{value.rstrip('。')}及其他材料"))


@way("drop_entry", "漏写一项")
def drop_entry(data: Data) -> Iterator[Broken]:
    for key in LISTS:
        for number in range(len(data.get(key) or ())):
            yield Broken((key, number), "删去这一项", changed(data, (key, number), GONE))
    for place, fields in found(data, lambda place, value: place[-1] == "fields" and isinstance(value, list)):
        for number in range(len(fields)):
            yield Broken((*place, number), "删去这个字段", changed(data, (*place, number), GONE))


@way("repeat_entry", "同一项写了两遍")
def repeat_entry(data: Data) -> Iterator[Broken]:
    for key in LISTS:
        for number, entry in enumerate(data.get(key) or ()):
            yield Broken((key, number), "写了两遍", added(data, (key,), entry))


@way("change_type", "字段类型改了")
def change_type(data: Data) -> Iterator[Broken]:
    others = {"number": "text", "text": "date", "date": "number", "yes_no": "text", "choice": "date", "money": "date"}
    for place, kind in found(data, lambda place, value: place[-1] == "type" and value in others):
        if "columns" not in place:
            yield Broken(place, f"{kind} 改为 {others[kind]}", changed(data, place, others[kind]))


@way("rename_choice", "选项的值改了")
def rename_choice(data: Data) -> Iterator[Broken]:
    for place, choices in found(data, lambda place, value: place[-1] == "choices" and isinstance(value, dict)):
        for name in choices.keys() & _used_words(data):
            renamed = {f"{key}_x" if key == name else key: label for key, label in choices.items()}
            yield Broken((*place, name), f"“{name}”改为“{name}_x”", changed(data, place, renamed))
