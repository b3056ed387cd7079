"""What the handlers of effects work with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tongban.cases.files import FileStore
from tongban.notices import SealService
from tongban.publishing.books import Books


@dataclass(frozen=True, slots=True)
class Desk:
    """The law books, the file store, the seal keys, and the address that QR codes lead to."""

    books: Books
    files: FileStore
    keys: SealService
    public_url: str
    keep_unused: timedelta = timedelta(hours=72)  # files that a program uploaded and no application took
