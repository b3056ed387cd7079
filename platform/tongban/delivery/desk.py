"""What the handlers of effects work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from tongban.cases.checkpoints import AuditKey
from tongban.cases.files import FileStore
from tongban.delivery.channels import WayOut, ways_out
from tongban.delivery.payments.choosing import gateway_of
from tongban.delivery.payments.port import PaymentGateway
from tongban.delivery.seal_service import seals_of
from tongban.notices import SealService
from tongban.publishing.books import Books
from tongban.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """The law books, the file store, the seal keys, the address that QR codes lead to, and the ways out by channel."""

    books: Books
    files: FileStore
    keys: SealService
    public_url: str
    keep_unused: timedelta = timedelta(hours=72)  # files that a program uploaded and no application took
    ways: Mapping[str, WayOut] = field(default_factory=dict)
    audit: AuditKey | None = None  # signs checkpoints of what happened; None where others do (V5)
    payments: PaymentGateway | None = None  # takes fees online


def desk_of(settings: Settings, books: Books) -> Desk:
    """Set the desk up as the settings say."""
    return Desk(
        books,
        FileStore(settings.files_url),
        seals_of(settings),
        settings.public_url,
        timedelta(hours=settings.keep_unused_hours),
        ways_out(settings),
        AuditKey(settings.keys),
        gateway_of(settings),
    )
