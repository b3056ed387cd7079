"""Turn rendered Markdown into a frozen tree of the blocks that an official document knows.

The tree is all that layout ever sees: no HTML, no links, no pictures, no code. Two conventions give Markdown the
parts of an official document: a heading 附件 followed by a list is the list of attachments, and a quotation is a block
of lines to sign on. Where somebody has signed by hand, the line ends with the strokes between ⟦ and ⟧ (the filter
手写签名).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from tongban.errors import TongbanError
from tongban.wording.escape import LINE_SEPARATOR

ATTACHMENTS: Final = "附件"
_DRAWN = re.compile(r"⟦([0-9,; ]+)⟧")
_MARKDOWN = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
_CALLED: Final = {
    "html_block": "HTML", "html_inline": "HTML", "link": "链接", "image": "图片", "fence": "代码", "code_block": "代码",
    "code_inline": "代码", "hr": "分隔线",
}  # fmt: skip


class DocumentError(TongbanError):
    """Refuse what an official document cannot hold."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one weight; a line feed inside is a line break."""

    text: str
    strong: bool = False


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    runs: Line
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Line


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is a few blocks, the first of them a paragraph as a rule."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明, printed beneath the body (GB/T 9704 §7.3.4)."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Lines that a person fills by hand, each with its label, and what was drawn there, if anything."""

    labels: tuple[Line, ...]
    drawn: tuple[str, ...] = ()


Block: TypeAlias = Heading | Paragraph | Listing | Table | Attachments | SignatureLines


def to_blocks(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a rendered wording; raises `DocumentError` for HTML, links, pictures, code and rules."""
    return _gather_attachments(_blocks(SyntaxTreeNode(_MARKDOWN.parse(markdown))))


def plain(runs: Line) -> str:
    return "".join(each.text for each in runs)


def _blocks(parent: SyntaxTreeNode) -> tuple[Block, ...]:
    return tuple(_block(each) for each in parent.children)


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "paragraph":
            return Paragraph(_line(node))
        case "heading":
            return Heading(_line(node), int(node.tag[1:]))
        case "bullet_list" | "ordered_list":
            ordered = node.type == "ordered_list"
            start = int(node.attrs.get("start", 1)) if ordered else 1
            return Listing(tuple(_blocks(each) for each in node.children), ordered, start)
        case "table":
            return _table(node)
        case "blockquote":
            return _signed(tuple(line for each in node.children for line in _signature_lines(each)))
    raise _refusal(node)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_line(cell) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _signed(lines: tuple[Line, ...]) -> SignatureLines:
    """Take what was drawn out of the lines; one line has one drawing."""
    found = tuple(next(iter(_DRAWN.findall(plain(line))), "") for line in lines)
    if not any(found):
        return SignatureLines(lines)
    labels = tuple(tuple(replace(run, text=_DRAWN.sub("", run.text)) for run in line) for line in lines)
    return SignatureLines(labels, found)


def _signature_lines(node: SyntaxTreeNode) -> list[Line]:
    """Split a quoted paragraph at its line ends: each is a line to sign on."""
    if node.type != "paragraph":
        raise DocumentError("引用块表示签名栏，其中只能有文字。请把清单或者表格移到引用块之外。")
    lines: list[list[Run]] = [[]]
    for each in node.children[0].children if node.children else ():
        if each.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].extend(_runs(each, strong=False))
    return [tuple(_merged(line)) for line in lines if line]


def _line(node: SyntaxTreeNode) -> Line:
    runs: list[Run] = []
    for inline in node.children:
        for each in inline.children:
            if each.type == "softbreak":
                runs.append(Run(_soft_space(runs)))
            else:
                runs.extend(_runs(each, strong=False))
    return tuple(_merged(runs))


def _runs(node: SyntaxTreeNode, *, strong: bool) -> list[Run]:
    if node.type in ("text", "text_special"):
        return [Run(node.content.replace(LINE_SEPARATOR, "\n"), strong)]
    if node.type == "softbreak":
        return [Run("", strong)]
    if node.type == "hardbreak":
        return [Run("\n", strong)]
    if node.type in ("strong", "em"):  # Chinese has no italics: both are weight
        return [run for each in node.children for run in _runs(each, strong=True)]
    raise _refusal(node)


def _soft_space(before: list[Run]) -> str:
    """Join source lines: a space between words of letters, nothing after a Chinese character."""
    last = next((each.text[-1] for each in reversed(before) if each.text), "")
    return " " if last and last.isascii() else ""


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for each in runs:
        if not each.text:
            continue
        if merged and merged[-1].strong == each.strong:
            merged[-1] = Run(merged[-1].text + each.text, each.strong)
        else:
            merged.append(each)
    return merged


def _gather_attachments(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    gathered: list[Block] = []
    for each in blocks:
        last = gathered[-1] if gathered else None
        if isinstance(each, Listing) and isinstance(last, Heading) and plain(last.runs) == ATTACHMENTS:
            gathered[-1] = Attachments(tuple(_first_line(item) for item in each.items))
        else:
            gathered.append(each)
    return tuple(gathered)


def _first_line(item: tuple[Block, ...]) -> Line:
    if len(item) == 1 and isinstance(item[0], Paragraph):
        return item[0].runs
    raise DocumentError("附件清单的每一项应当是一行文字。")


def _refusal(node: SyntaxTreeNode) -> DocumentError:
    where = f"（第{node.map[0] + 1}行附近）" if node.map else ""
    return DocumentError(f"文书不接受{_CALLED.get(node.type, node.type)}{where}，请只用文字、标题、清单和表格。")
