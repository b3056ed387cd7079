"""Drafts of a tenant: its overlay and its own new items, tried out before anybody else sees them (C5, C9).

A draft is seen by its own tenant's studio alone, so one tenant's draft never blocks another's publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tongban.definitions import Definition, Finding
from tongban.definitions.policies import ELEMENTS, Policy, name_of, policy_of
from tongban.definitions.strict_yaml import MAXIMUM_BYTES
from tongban.errors import TongbanError
from tongban.publishing.books import Books, Shelf
from tongban.publishing.checking import Checked, PublicationRefused, check
from tongban.publishing.claims_text import EMPTY, ClaimsText
from tongban.publishing.proving import proven
from tongban.publishing.sources import draft_rows, draft_texts, keep
from tongban.publishing.tables import DefinitionDraft, VersionRow
from tongban.publishing.versions import data_in_force, history, publish_checked, published, withdraw

_NAME = r"[a-z0-9][a-z0-9_-]{0,63}"
_FILE = rf"(item\.yaml|catalogue\.yaml|notices/{_NAME}\.md|examples/{_NAME}\.yaml)"
_ITEM = re.compile(rf"item_defs/(?P<tenant>{_NAME})/(?P<item>{_NAME})/{_FILE}\Z")
_OVERLAY = re.compile(rf"tenants/(?P<tenant>{_NAME})/(items\.yaml|wording/{_NAME}\.md)\Z")


@dataclass(frozen=True, slots=True)
class Preview:
    """An item as it would be published: what was compiled (None where it cannot be) and what the linter says."""

    definition: Definition | None
    findings: tuple[Finding, ...]

    @property
    def publishable(self) -> bool:
        return self.definition is not None and not any(each.is_error for each in self.findings)


def overlay_path(tenant: str) -> str:
    return f"tenants/{tenant}/items.yaml"


def item_path(tenant: str, item: str) -> str:
    return f"item_defs/{tenant}/{item}/item.yaml"


def save_draft(
    session: Session,
    books: Books,
    tenant: str,
    path: str,
    text: str,
    *,
    by: str,
    now: datetime,
    typed: Mapping[str, object] | None = None,
) -> None:
    """Keep a text as a draft of the tenant; `typed` is what was typed on the pages that wrote it.

    The text may still have errors; the path may not: only the tenant's own overlay and its own items. A new item is
    claimed along with it. The caller commits.
    """
    _refuse_path(books, tenant, path)
    if len(text.encode()) > MAXIMUM_BYTES:
        raise TongbanError(f"文件超过 {MAXIMUM_BYTES // 1024} KB，请把内容分到几个文件里。")
    keep(session, tenant, {path: text}, published=False, by=by, now=now, typed=typed)
    own = _ITEM.match(path)
    if own and path == item_path(tenant, own["item"]):
        claims = ClaimsText(overlay_text(session, books, tenant))
        if own["item"] not in claims.items:
            claims.set(own["item"], (), {})
            keep(session, tenant, {overlay_path(tenant): claims.text}, published=False, by=by, now=now)


def drafts(session: Session, tenant: str) -> list[DefinitionDraft]:
    """Return the tenant's drafts by path."""
    return draft_rows(session, tenant)


def discard(session: Session, tenant: str, path: str | None = None) -> int:
    """Throw away one draft, or all of the tenant's; what is published stays. Returns how many there were."""
    gone = [row for row in draft_rows(session, tenant) if path in (None, row.path)]
    for row in gone:
        session.delete(row)
    session.flush()
    return len(gone)


def overlay_text(session: Session, books: Books, tenant: str) -> str:
    """Return the tenant's claims as the studio sees them: its draft, else what is published."""
    path = overlay_path(tenant)
    return draft_texts(session, tenant).get(path) or _text(books.shelf, path)


def change_overlay(
    session: Session,
    books: Books,
    tenant: str,
    item: str,
    changes: Mapping[str, object],
    *,
    by: str,
    now: datetime,
) -> str:
    """Change what the tenant says of one claimed item, by path (`service.hours`, `time.promise`); None: inherit again.

    Only open and tighten-only elements; a locked one is refused (7 §7). Returns the draft's text. The caller commits.
    """
    claims = ClaimsText(overlay_text(session, books, tenant))
    if item not in claims.items:
        raise TongbanError(f"本级没有认领事项“{item}”，请先认领再修改。", article="36 §16")
    for path, value in changes.items():
        _refuse_locked(path)
        where = tuple(path.split("."))
        if value is None:
            claims.drop(item, where)
        else:
            claims.set(item, where, value)
        _forget_sample(claims, item, path)
    text = claims.text
    keep(session, tenant, {overlay_path(tenant): text}, published=False, by=by, now=now)
    return text


def preview(session: Session, books: Books, tenant: str, item: str, now: datetime | None = None) -> Preview:
    """Compile and lint an item with the tenant's drafts laid over what is published; nothing is published."""
    in_force = data_in_force(session, tenant, item)
    checked = check(books.with_texts(draft_texts(session, tenant)), tenant, item, now=now, in_force=in_force)
    return Preview(checked.definition, checked.findings)


def publish_drafts(
    session: Session,
    books: Books,
    tenant: str,
    *,
    by: str,
    now: datetime,
    change: str = "",
    only: str | None = None,
    effective: datetime | None = None,
) -> tuple[VersionRow, ...]:
    """Publish the tenant's drafts, or those of one item; all of it or nothing.

    What the drafts touch gets a new version; a claim that a draft takes out is withdrawn. Raises PublicationRefused
    with the findings. The caller commits; the next request on `books.refresh` sees it (C9).
    """
    texts = draft_texts(session, tenant)
    if only is not None:
        texts = _of_one_item(books, tenant, only, texts)
    if not texts:
        return ()
    for path in texts:  # an id that was free when the draft was begun may be another's by now
        _refuse_path(books, tenant, path)
    _refuse_unconfirmed(books, tenant, texts)
    shelf = books.with_texts(texts)
    _refuse_unreadable(shelf, tenant, texts)
    checked = [
        proven(shelf, check(shelf, tenant, item, now=now, in_force=data_in_force(session, tenant, item)))
        for item in _touched(books.shelf, shelf, tenant, texts)
    ]
    if errors := dict.fromkeys(error for each in checked for error in each.errors):
        raise PublicationRefused("、".join(each.item for each in checked if each.errors), tenant, errors)
    new = [_published_now(session, shelf, each, by, now, change, effective) for each in checked]
    _withdraw_unclaimed(session, shelf, tenant)
    typed = {row.path: row.typed for row in draft_rows(session, tenant)}
    for row in draft_rows(session, tenant):
        if texts.get(row.path) == row.text:
            session.delete(row)
    session.flush()
    for path, text in texts.items():  # what was typed goes along, so that the pages open on it again
        keep(session, tenant, {path: text}, published=True, by=by, now=now, typed=typed.get(path))
    return tuple(row for row in new if row is not None)


def _text(shelf: Shelf, path: str) -> str:
    try:
        return shelf.sources.read(path)
    except KeyError:
        return EMPTY


def _of_one_item(books: Books, tenant: str, item: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Pick what concerns one item: its own folder, and of the overlay its claim alone."""
    picked = {path: text for path, text in texts.items() if path.startswith(f"item_defs/{tenant}/{item}/")}
    overlay = overlay_path(tenant)
    if overlay in texts:
        drafted, claims = ClaimsText(texts[overlay]), ClaimsText(_text(books.shelf, overlay))
        if item not in drafted.items:
            claims.drop(item)
        elif item not in claims.items or drafted.claim(item) != claims.claim(item):
            claims.set(item, (), drafted.claim(item))
        picked[overlay] = texts[overlay] if _same_claims(drafted, claims) else claims.text
    return picked


def _same_claims(one: ClaimsText, other: ClaimsText) -> bool:
    return set(one.items) == set(other.items) and all(one.claim(item) == other.claim(item) for item in one.items)


def _touched(before: Shelf, after: Shelf, tenant: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the claimed items that the drafts speak of; one that was rolled back and is not touched stays so.

    A claim that is refused (a loosened limit) changes no value; so what the claim says is compared too.
    """
    path = overlay_path(tenant)
    said, says = ClaimsText(_text(before, path)), ClaimsText(_text(after, path))
    held = before.workspace.claimed(tenant) if tenant in before.workspace.tenants else ()
    return tuple(
        item
        for item in after.workspace.claimed(tenant)
        if item not in held
        or said.claim(item) != says.claim(item)
        or (_concerned(item, tenant, after, texts) and before.hash(tenant, item) != after.hash(tenant, item))
    )


def _concerned(item: str, tenant: str, shelf: Shelf, texts: Iterable[str]) -> bool:
    """Tell whether one of the texts can change an item: its own and those it begins from; words concern all items.

    An entry of the catalogue may be named by any item. The claims of the overlay are compared one by one.
    """
    line = {each.id for each in shelf.workspace.line_of(item)}
    others = (_ITEM.match(path) for path in texts if path != overlay_path(tenant))
    return any(own is None or own[3] == "catalogue.yaml" or own["item"] in line for own in others)


def _published_now(
    session: Session, shelf: Shelf, checked: Checked, by: str, now: datetime, change: str, effective: datetime | None
) -> VersionRow | None:
    """Publish one item; None where its text is the one in use already."""
    before = {row.version for row in history(session, checked.tenant, checked.item)}
    row = publish_checked(session, shelf, checked, by=by, now=now, change=change, effective=effective)
    return None if row.version in before else row


def _withdraw_unclaimed(session: Session, shelf: Shelf, tenant: str) -> None:
    claimed = shelf.workspace.claimed(tenant)
    withdraw(session, tenant, [row.item for row in published(session, [tenant]) if row.item not in claimed])


def _refuse_unreadable(shelf: Shelf, tenant: str, texts: Mapping[str, str]) -> None:
    errors = [each for each in shelf.workspace.findings if each.is_error and each.path in texts]
    if errors:
        raise PublicationRefused("、".join(sorted(texts)), tenant, errors)


def _refuse_path(books: Books, tenant: str, path: str) -> None:
    own = _ITEM.match(path) or _OVERLAY.match(path)
    if own is None or own["tenant"] != tenant:
        raise TongbanError(
            f"草稿“{path}”不在本级的范围内，只能修改 tenants/{tenant}/items.yaml 和 item_defs/{tenant}/ 下的事项。"
        )
    if path.startswith("item_defs/"):
        item = own["item"]
        source = books.workspace.items.get(item)
        if source is not None and source.folder != f"item_defs/{tenant}/{item}":
            raise TongbanError(f"事项编号“{item}”已由“{source.folder}”使用，请换一个编号。")
        if tenant in books.department_folders():
            raise TongbanError(f"“item_defs/{tenant}/”是全市事项的文件夹，不能在线修改。", article="36 §6")


def _refuse_unconfirmed(books: Books, tenant: str, texts: Mapping[str, str]) -> None:
    """Let no city department publish an item that was not confirmed: its items are the whole city's (36 §15, §17)."""
    own = sorted({path.split("/")[2] for path in texts if path.startswith(f"item_defs/{tenant}/")})
    if own and books.shelf.tenant(tenant).kind == "department":
        raise TongbanError(
            f"市级部门的事项“{'、'.join(own)}”应当先提出目录调整，经司法局审核、审改办确认以后由平台发布。",
            article="36 §15",
        )


def _refuse_locked(path: str) -> None:
    if path not in ELEMENTS and path.partition(".")[0] not in ELEMENTS:
        raise TongbanError(f"事项中没有“{path}”这一要素。")
    if policy_of(path) is Policy.LOCKED:
        raise TongbanError(f"“{name_of(path)}”由市级主管部门统一规定，本级不能修改。", article="7 §7")


def _forget_sample(claims: ClaimsText, item: str, path: str) -> None:
    """A value that the tenant has set is no sample any more; a mark on the whole of `service` is told apart first."""
    claim = claims.claim(item)
    marks = claim.get("demonstration")
    if not isinstance(marks, list):
        return
    kept: list[str] = []
    for mark in (str(each) for each in marks):
        if path.startswith(f"{mark}."):
            whole = claim.get(mark)
            parts = [f"{mark}.{part}" for part in whole] if isinstance(whole, Mapping) else []
            kept += [part for part in parts if part != path]
        elif mark != path and not mark.startswith(f"{path}."):
            kept.append(mark)
    if kept:
        claims.set(item, ("demonstration",), kept)
    else:
        claims.drop(item, ("demonstration",))
