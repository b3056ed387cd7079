"""The pages on which a bundle is written: items of the definition language, with what this bundle offers put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tongban.kit.authoring import ItemTemplate, compile_pages, read_template
from tongban.kit.fields import Offer
from tongban.kit.language import ChoiceOptions, Definition, Field, FolderSources, MultiChoiceOptions, Section

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "studio"
PART = "part"  # the section that is a page for each item of the bundle

Choices = tuple[Offer, ...]
#: field, or `table.column` → what can be chosen there
Offers = Mapping[str, Choices]


@dataclass(frozen=True, slots=True)
class Pages:
    """The compiled pages, and the templates of new bundles."""

    start: Definition
    bundle: Definition
    offer: Definition
    templates: Mapping[str, ItemTemplate]


@dataclass(frozen=True, slots=True)
class PartPage:
    """One item of the bundle as its page shows it; `kept` is its condition where the page has no rows for it."""

    part: str
    title: str
    offers: Offers
    kept: str = ""


@cache
def pages() -> Pages:
    """Compile the pages once. Raises TongbanError with the findings where one of them has a fault."""
    sources = FolderSources(ROOT, (FOLDER,))
    start, bundle, offer = compile_pages(sources, FOLDER, ("start", "bundle", "offer"))
    listed = [path for path in sources.paths() if path.startswith(f"{FOLDER}/templates/")]
    templates = [read_template(sources.read(path), path, bundle) for path in listed]
    return Pages(start, bundle, offer, {each.id: each for each in templates})


def pages_for(offers: Offers, parts: Sequence[PartPage]) -> Definition:
    """Give the pages for one bundle: its own choices, and a page for each of its items."""
    page = pages().bundle
    sections: list[Section] = []
    for section in page.sections:
        if section.id == PART:
            sections += [_part_page(section, each) for each in parts]
        else:
            sections.append(replace(section, fields=_offered(section.fields, offers)))
    return replace(page, sections=tuple(sections))


def offer_page(offers: Offers) -> Definition:
    """Give the page on which a tenant says how it offers a bundle."""
    page = pages().offer
    return replace(page, sections=tuple(replace(each, fields=_offered(each.fields, offers)) for each in page.sections))


def section_of(part: str) -> str:
    return f"{PART}_{part}"


def of_part(field: str, part: str) -> str:
    """Name a field of the page of one item: `when__fire`."""
    return f"{field}__{part}"


def part_fields() -> tuple[Field, ...]:
    """Give the fields that the page of each item has."""
    return next(each.fields for each in pages().bundle.sections if each.id == PART)


def _part_page(section: Section, part: PartPage) -> Section:
    fields = [each for each in _offered(section.fields, part.offers) if part.kept or each.id != "kept"]
    named = (replace(each, help=part.kept) if each.id == "kept" else each for each in fields)
    own = tuple(replace(each, id=of_part(each.id, part.part)) for each in named)
    return replace(section, id=section_of(part.part), title=part.title, fields=own)


def _offered(fields: Sequence[Field], offers: Offers) -> tuple[Field, ...]:
    """Put in what can be chosen; a field in which nothing can be chosen is left out."""
    found = []
    for each in fields:
        names = [each.id, *(f"{each.id}.{column.id}" for column in each.columns)]
        if all(offers.get(name, ("",)) for name in names):
            found.append(_with_choices(each, offers))
    return tuple(found)


def _with_choices(field: Field, offers: Offers) -> Field:
    columns = tuple(_choosing(each, offers.get(f"{field.id}.{each.id}")) for each in field.columns)
    return _choosing(replace(field, columns=columns), offers.get(field.id))


def _choosing(field: Field, choices: Choices | None) -> Field:
    if choices is None:
        return field
    if isinstance(field.options, MultiChoiceOptions):
        return replace(field, options=replace(field.options, choices=choices))
    return replace(field, type="choice", options=ChoiceOptions(choices))
