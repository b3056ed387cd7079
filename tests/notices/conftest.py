"""Documents, keys and wordings that the tests of notices share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tongban.notices import Document, FileKeys, Printed, print_document, seal, to_blocks
from tongban.setup import fonts_ready

NOW = datetime(2026, 9, 28, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def _document(markdown: str = "现决定予以受理。", **changes: object) -> Document:
    values: dict[str, object] = {
        "kind": "acceptance_notice",
        "title": "受理通知书",
        "number": "云阳政务受〔2026〕12号",
        "addressee": "龚䶮",
        "blocks": to_blocks(markdown),
        "issuer": "云阳县城市管理局",
        "date": date(2026, 9, 28),
        "verify_url": "https://portal.example.test/verify/ABCD-EFGH-2345",
        "verify_code": "ABCD-EFGH-2345",
        **changes,
    }
    return Document(**values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    if not fonts_ready():
        pytest.fail("The fonts of documents are missing: run `python -m tongban.setup` first.")
    return _document


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def standard_wordings() -> Path:
    return Path(__file__).parents[2] / "item_defs" / "_shared" / "notices"


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> FileKeys:
    return FileKeys(tmp_path_factory.mktemp("seal") / "keys")


@pytest.fixture(scope="session")
def printed(make_document: Callable[..., Document]) -> Printed:
    return print_document(make_document())


@pytest.fixture(scope="session")
def sealed(printed: Printed, keys: FileKeys) -> bytes:
    return seal(printed, keys.key_of("yunyang", "云阳县城市管理局", NOW), "云阳县城市管理局", NOW)
