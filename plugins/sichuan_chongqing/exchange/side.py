"""This side of the exchange: who we are, with whom we speak, under which agreements, with which keys."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from sichuan_chongqing.agreements import Agreement, Region, load_agreement
from sichuan_chongqing.exchange.tables import KeyRow
from sichuan_chongqing.protocol.keys import KeyRing, PublicKey, SigningKey, make_key, public_key
from tongban.kit.cases import Books, Office
from tongban.kit.definitions import TongbanError
from tongban.kit.tables import scoped

AGREEMENTS = Path(__file__).parents[1] / "data" / "agreements"


@dataclass(frozen=True)
class SideOf:
    """Our side. `regions` are those of ours that are tenants here: code of GB/T 2260 → tenant."""

    party: str
    root: str
    partners: Mapping[str, str]  # party → address
    agreements: Mapping[str, Agreement]
    key: SigningKey = field(repr=False)

    @property
    def regions(self) -> Mapping[str, str]:
        return {each.division: each.tenant for a in self.agreements.values() for each in a.side(self.party).regions}

    def region_of(self, tenant: str) -> Region | None:
        """Give a tenant's region under the agreements; None for a tenant under none."""
        found = (each for a in self.agreements.values() for each in a.side(self.party).regions)
        return next((each for each in found if each.tenant == tenant), None)

    def agreement(self, agreement: str) -> Agreement:
        found = self.agreements.get(agreement)
        if found is None:
            raise TongbanError(f"没有编号为“{agreement}”的通办协议。", article="7 §24")
        return found

    def address(self, party: str) -> str:
        address = self.partners.get(party)
        if not address:
            raise TongbanError(f"没有登记“{party}”的接口地址，请在插件设置 partners 中填写。")
        return address.rstrip("/")


def side_of(office: Office) -> SideOf:
    """Give the side to which an office belongs. Raises TongbanError where the settings do not say who we are."""
    root = office.books.workspace.tree.root(office.tenant).id
    return side_at(office.books, root, office.settings)


def side_at(books: Books, root: str, settings: Mapping[str, object]) -> SideOf:
    party, partners = str(settings.get("party", "")), settings.get("partners", {})
    if not party or not isinstance(partners, Mapping):
        raise TongbanError("插件设置里没有写明本方是协议的哪一方（party）。")
    agreements = {each.id: each for each in agreements_of(party)}
    addresses = {str(name): str(address) for name, address in partners.items()}
    return SideOf(party, root, addresses, agreements, own_key(books.settings.keys, party))


@lru_cache(maxsize=8)
def agreements_of(party: str, folder: Path = AGREEMENTS) -> tuple[Agreement, ...]:
    """Return the agreements to which a party belongs. Raises TongbanError for one that cannot be read."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        loaded = load_agreement(path.read_text(encoding="utf-8"), path.name)
        if loaded.agreement is None:
            raise TongbanError(f"通办协议无法读取：{'；'.join(str(each) for each in loaded.findings)}")
        if any(side.id == party for side in loaded.agreement.sides):
            found.append(loaded.agreement)
    return tuple(found)


@lru_cache(maxsize=16)
def own_key(folder: Path, party: str) -> SigningKey:
    """Return our signing key, made at first use: a file that only this account reads, never in the database."""
    path = folder / f"partner-{party}.json"
    if not path.exists():
        keep_own_key(folder, party, make_key())
    kept = json.loads(path.read_text(encoding="utf-8"))
    return SigningKey(kept["id"], kept["algorithm"], bytes.fromhex(kept["public"]), bytes.fromhex(kept["private"]))


def keep_own_key(folder: Path, party: str, key: SigningKey) -> None:
    """Write our key beside the others, whole or not at all; the one before it is kept under its own id."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"partner-{party}.json"
    kept = {"id": key.id, "algorithm": key.algorithm, "public": key.public.hex(), "private": key.private.hex()}
    passing = folder / f"incoming-{uuid4().hex}"
    descriptor = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(kept, file)
    if path.exists():
        path.replace(folder / f"partner-{party}-{own_key(folder, party).id}.json")
    passing.replace(path)
    own_key.cache_clear()


def rings(session: Session, root: str) -> dict[str, KeyRing]:
    """Return the keys of all parties that this side trusts."""
    session.flush()  # what was written so far goes out in its own scope, not in the root's
    with scoped(root):
        rows = session.scalars(select(KeyRow).order_by(KeyRow.party, KeyRow.since, KeyRow.id)).all()
    found: dict[str, tuple[PublicKey, ...]] = {}
    for row in rows:
        until = min((each for each in (row.until, row.revoked_at) if each), default=None)
        key = PublicKey(row.id, row.algorithm, bytes.fromhex(row.public), row.since, until, row.revoked_at is not None)
        found[row.party] = (*found.get(row.party, ()), key)
    return {party: KeyRing(party, keys) for party, keys in found.items()}


def trust(
    session: Session,
    root: str,
    party: str,
    algorithm: str,
    public: bytes,
    since: datetime,
    until: datetime | None = None,
) -> PublicKey:
    """Trust a party's key from a moment on; twice is once."""
    key = public_key(algorithm, public, since.astimezone(UTC), until)
    with scoped(root):
        if session.get(KeyRow, (root, party, key.id)) is None:
            kept = {"party": party, "id": key.id, "algorithm": algorithm, "public": public.hex()}
            session.add(KeyRow(**kept, since=since, until=until))
            session.flush()
    return key
