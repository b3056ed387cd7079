"""Show a document on the screen: semantic HTML with classes `tb-doc-…`, every text escaped."""

from __future__ import annotations

from html import escape

from tongban.fields.drawn import picture_of
from tongban.notices.blocks import Attachments, Block, Heading, Line, Listing, Paragraph, SignatureLines, Table
from tongban.notices.document import Document, Letterhead
from tongban.wording.filters import chinese_date

_LOWEST_HEADING = 6
#: a line that a person wrote begins two characters in, as a paragraph does (GB/T 9704)
_NEXT_LINE = "<br>\u3000\u3000"


def to_html(document: Document, letterhead: Letterhead | None = None, *, heading: int = 1) -> str:
    """Return one `<article>`; `heading` is the level of its title, so that it fits the page around it."""
    head = (letterhead or Letterhead()).name_for(document.issuer)
    parts = [
        f'<article class="tb-doc tb-doc-{escape(document.kind)}" lang="zh-CN">',
        '<p class="tb-doc-draft">预览稿，不具有法律效力</p>' if document.draft else "",
        f'<p class="tb-doc-letterhead">{escape(head)}</p>',
        f'<p class="tb-doc-number">{escape(document.number)}</p>' if document.number else "",
        f'<h{heading} class="tb-doc-title">{escape(document.title)}</h{heading}>',
        f'<p class="tb-doc-addressee">{escape(document.addressee)}：</p>' if document.addressee else "",
        f'<div class="tb-doc-body">{blocks_html(document.blocks, heading + 1)}</div>',
        '<footer class="tb-doc-signature">',
        f'<p class="tb-doc-issuer">{escape(document.issuer)}</p>',
        f'<p class="tb-doc-date"><time datetime="{document.date.isoformat()}">{chinese_date(document.date)}</time></p>',
        "</footer>",
        f'<p class="tb-doc-code">验真码：<span>{escape(document.verify_code)}</span></p>'
        if document.verify_code
        else "",
        "</article>",
    ]
    return "\n".join(each for each in parts if each)


def blocks_html(blocks: tuple[Block, ...], heading: int = 2) -> str:
    return "\n".join(_block(each, heading) for each in blocks)


def _block(block: Block, heading: int) -> str:
    match block:
        case Paragraph():
            return f"<p>{_line(block.runs).replace('<br>', _NEXT_LINE)}</p>"
        case Heading():
            level = min(heading + block.level - 1, _LOWEST_HEADING)
            return f'<h{level} class="tb-doc-heading">{_line(block.runs)}</h{level}>'
        case Listing():
            return _listing(block, heading)
        case Table():
            return _table(block)
        case Attachments():
            items = "".join(f"<li>{_line(each)}</li>" for each in block.items)
            return f'<section class="tb-doc-attachments"><p>附件：</p><ol>{items}</ol></section>'
        case SignatureLines():
            drawn = block.drawn or ("",) * len(block.labels)
            lines = "".join(
                f"<p>{_line(each)}<span>{picture_of(hand, '手写签名')}</span></p>"
                for each, hand in zip(block.labels, drawn, strict=True)
            )
            return f'<div class="tb-doc-sign">{lines}</div>'


def _listing(block: Listing, heading: int) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    items = "".join(f"<li>{_item(each, heading)}</li>" for each in block.items)
    return f'<{tag} class="tb-doc-list"{start}>{items}</{tag}>'


def _item(blocks: tuple[Block, ...], heading: int) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _line(blocks[0].runs)
    return blocks_html(blocks, heading)


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{_line(each)}</th>' for each in block.header)
    rows = "".join("<tr>" + "".join(f"<td>{_line(each)}</td>" for each in row) + "</tr>" for row in block.rows)
    return f'<div class="tb-doc-table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _line(runs: Line) -> str:
    return "".join(f"<strong>{_text(each.text)}</strong>" if each.strong else _text(each.text) for each in runs)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
