"""An official document as layout receives it, and the letterhead that a theme gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from string import hexdigits

import yaml

from tongban.notices.blocks import Block, DocumentError, Heading, plain, to_blocks


@dataclass(frozen=True, slots=True)
class Translation:
    """The same notice in English, on a page of its own that says that it has no legal effect."""

    title: str
    blocks: tuple[Block, ...]


def translation_of(markdown: str) -> Translation | None:
    """Read a translation: its first heading is the title; None where there is none."""
    blocks = to_blocks(markdown)
    if not blocks:
        return None
    first, *rest = blocks
    return Translation(plain(first.runs), tuple(rest)) if isinstance(first, Heading) else Translation("", blocks)


@dataclass(frozen=True, slots=True)
class Document:
    """One notice, complete: what is printed, signed and shown is made from this alone.

    `issuer` signs and seals; `date` is the day on which it is issued (成文日期), in local time. A draft prints with a
    watermark and is never sealed.
    """

    kind: str
    title: str
    number: str  # 文号; empty in a draft
    addressee: str
    blocks: tuple[Block, ...]
    issuer: str
    date: date
    verify_url: str = ""
    verify_code: str = ""
    draft: bool = False
    translation: Translation | None = None
    rate_url: str = ""  # where the person served rates the service; only on what is theirs alone


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How a theme heads its documents. `name` may hold `{issuer}`; the colour is of the name and the double rule.

    A theme that has a licence for the typefaces of official documents (方正小标宋, 仿宋) puts them in its folder
    `fonts/` and names them; without, Songti stands for both.
    """

    name: str = "{issuer}"
    colour: str = "#c4161c"
    footer: str = ""
    title_font: str = ""
    body_font: str = ""
    fonts: Path | None = None

    def name_for(self, issuer: str) -> str:
        return self.name.replace("{issuer}", issuer)


def load_letterhead(folder: Path) -> Letterhead:
    """Read `letterhead.yaml` of a theme folder; a theme without one has the plain letterhead."""
    path = folder / "letterhead.yaml"
    if not path.is_file():
        return Letterhead()
    known = {each.name for each in fields(Letterhead)} - {"fonts"}
    data = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(data, Mapping) or not set(data) <= known:
        raise DocumentError(f"{path.name} 只能有 name、colour、footer、title_font、body_font。")
    letterhead = Letterhead(
        **{key: str(value) for key, value in data.items()}, fonts=own if (own := folder / "fonts").is_dir() else None
    )
    if len(letterhead.colour) != 7 or letterhead.colour[0] != "#" or not set(letterhead.colour[1:]) <= set(hexdigits):
        raise DocumentError(f"{path.name} 的 colour 应当写作 #rrggbb，例如 #c4161c。")
    return letterhead
