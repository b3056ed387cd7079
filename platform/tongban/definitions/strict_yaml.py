"""Strict YAML: nothing is guessed, nothing is shared, and every key and value knows its line and column.

Refused: duplicate keys, tabs, anchors, aliases, tags, merge keys, directives, several documents, more than 256 KB and
more than 24 levels. A plain scalar is `true`, `false`, `null`, an integer or a decimal; all else is text, `yes`, `on`,
`1_000` and dates too. A key is always text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import yaml

from tongban.definitions.finding import Finding, Severity

MAXIMUM_BYTES = 256 * 1024
MAXIMUM_DEPTH = 24
MAXIMUM_DIGITS = 18

Path = tuple[str | int, ...]

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What libyaml says, and what an author can do about it.
_SYNTAX = (
    ("could not find expected ':'", "键的后面要写冒号和一个空格，例如“title: 名称”。"),
    ("mapping values are not allowed", "值里若有冒号加空格，请把整个值放进引号；另请检查缩进。"),
    ("unexpected end of stream", "引号没有配对，请补上另一半引号。"),
    ("did not find expected ',' or", "花括号或方括号没有配对，或者各项之间缺少逗号。"),
    ("did not find expected key", "缩进与上一行不一致，请让同一级的键左边对齐。"),
    ("did not find expected '-' indicator", "列表各项的“-”要左边对齐。"),
    ("block sequence entries are not allowed", "列表的“-”要另起一行，并比上一级多缩进。"),
    ("cannot start any token", "值以“@、`、%”等符号开头时，请放进引号。"),
)


class Mark(NamedTuple):
    """A place in a file; line and column count from 1. There is one for each value of a file: a tuple is made fast."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Plain data (dict, list, str, int, Decimal, bool, None) and where each of its keys and values stands.

    A document is itself alone: what is worked out of one may be kept by it, as nobody changes it.
    """

    path: str
    data: dict[str, object]
    values: Mapping[Path, Mark] = field(default_factory=dict)
    keys: Mapping[Path, Mark] = field(default_factory=dict)

    def mark(self, where: Path) -> Mark:
        """Return the place of a value, or of the nearest one above it that exists."""
        for length in range(len(where), -1, -1):
            if found := self.values.get(where[:length]):
                return found
        return Mark(1, 1)

    def key_mark(self, where: Path) -> Mark:
        """Return the place of a key, or of the nearest value above it."""
        return self.keys.get(where) or self.mark(where)


class _Broken(Exception):
    """End the reading; the findings so far say why."""


def read_yaml(text: str, path: str) -> tuple[Document | None, tuple[Finding, ...]]:
    """Read one strict document; on any finding there is no document, so nothing is half loaded."""
    if len(text.encode("utf-8", "surrogatepass")) > MAXIMUM_BYTES:
        message = f"文件超过 {MAXIMUM_BYTES // 1024} KB，不予读取。"
        return None, (_finding("TB005", path, Mark(1, 1), message, "请把内容分到几个文件里。"),)
    if half := _HALF_CHARACTER.search(text):
        message, hint = "文件里有半个字符，不是有效的文字。", "请删除这个字符。"
        return None, (_finding("TB001", path, _position(text, half.start()), message, hint),)
    if tabs := tuple(_tabs(text, path)):
        return None, tabs
    reader = _Reader(path)
    data: dict[str, object] = {}
    try:
        data = reader.read(text)
    except _Broken:
        pass  # the reader has said why
    except yaml.MarkedYAMLError as error:
        reader.findings.append(_syntax(error, path))
    except yaml.reader.ReaderError as error:
        mark = _position(text, error.position if isinstance(error.position, int) else 0)
        reader.findings.append(_finding("TB001", path, mark, "文件里有不可见的控制字符。", "请删除这个字符。"))
    document = None if reader.findings else Document(path, data, reader.values, reader.keys)
    return document, tuple(reader.findings)


def plain(text: str) -> object:
    """Resolve a plain scalar strictly; everything that is not surely something else stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text.lstrip("-")) <= MAXIMUM_DIGITS:
        if _INTEGER.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return Decimal(text)
    return text


def _finding(code: str, path: str, mark: Mark, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, path, mark.line, mark.column, message, "", hint)


def _tabs(text: str, path: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            mark = Mark(number, line.index("\t") + 1)
            yield _finding("TB002", path, mark, "这一行有制表符（Tab）。", "请改用空格，每级缩进两个空格。")


def _position(text: str, offset: int) -> Mark:
    before = text[:offset]
    return Mark(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _syntax(error: yaml.MarkedYAMLError, path: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
    said = f"{error.context or ''} {error.problem or ''}".strip()
    hint = next((hint for words, hint in _SYNTAX if words in said), "请检查这一行及上一行的引号、冒号、括号和缩进。")
    return _finding("TB001", path, place, f"YAML 写法有误，无法读取（{said}）。", hint)


class _Reader:
    """Turn parser events into plain data; events, because they still show anchors, tags and repeated keys."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self._events: Iterator[yaml.Event] = iter(())

    def read(self, text: str) -> dict[str, object]:
        self._events = iter(yaml.parse(text, Loader=_LOADER))
        next(self._events)
        start = next(self._events)
        if not isinstance(start, yaml.DocumentStartEvent):
            self._refuse("TB007", Mark(1, 1), "文件是空的。", "请写入内容，或删除这个文件。")
            raise _Broken
        if start.version or start.tags:
            self._refuse("TB004", _mark(start), "不使用以“%”开头的指令。", "请删除这一行。")
        data = self._node(next(self._events), ())
        next(self._events)
        if not isinstance(after := next(self._events), yaml.StreamEndEvent):
            self._refuse("TB007", _mark(after), "一个文件只写一份文档。", "请删除“---”之后的内容，或另建文件。")
            raise _Broken
        if not isinstance(data, dict):
            self._refuse("TB007", self.values[()], "文件的最外层应是“键: 值”。", "例如“item: occupy-road”。")
            raise _Broken
        return data

    def _refuse(self, code: str, mark: Mark, message: str, hint: str) -> None:
        self.findings.append(_finding(code, self.path, mark, message, hint))

    def _node(self, event: yaml.Event, path: Path) -> object:
        mark = self.values[path] = _mark(event)
        if len(path) > MAXIMUM_DEPTH:
            self._refuse("TB006", mark, f"嵌套超过 {MAXIMUM_DEPTH} 层。", "请减少层级。")
            raise _Broken
        self._refuse_sharing(event, mark)
        if isinstance(event, yaml.ScalarEvent):
            return plain(event.value) if not event.style and event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _refuse_sharing(self, event: yaml.Event, mark: Mark) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse("TB004", mark, f"不使用别名“*{event.anchor}”。", "请把值写出来；值若以“*”开头，请放进引号。")
            raise _Broken
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._refuse("TB004", mark, f"不使用锚点“&{event.anchor}”。", "请删除锚点；值若以“&”开头，请放进引号。")
        if tag := getattr(event, "tag", None):
            self._refuse("TB004", mark, f"不使用标签“{tag}”。", "请删除标签；值若以“!”开头，请放进引号。")

    def _sequence(self, path: Path) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._node(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            again = key in found
            mark = _mark(event)
            first = self.keys.get((*path, key))
            value = self._node(next(self._events), (*path, key))
            if again and first:
                self._refuse("TB003", mark, f"键“{key}”重复，第 {first.line} 行已经写过。", "请只保留一处。")
                continue
            self.keys[(*path, key)] = mark
            found[key] = value
        return found

    def _key(self, event: yaml.Event) -> str:
        mark = _mark(event)
        self._refuse_sharing(event, mark)
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse("TB001", mark, "键应是一个词，不能是列表或映射。", "值里若有花括号或方括号，请放进引号。")
            raise _Broken
        if event.value == "<<" and not event.style:
            self._refuse("TB004", mark, "不使用合并键“<<”。", "请把值写出来，或用 extends 从另一个事项开始。")
        return str(event.value)


def _mark(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
