"""A sealed notice is verified by us and by a third party's validator, and one changed byte is found."""

from __future__ import annotations

import asyncio
import stat
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tongban.notices import (
    Document,
    DocumentError,
    FileKeys,
    Printed,
    digest,
    print_document,
    seal,
    seal_svg,
    verify,
    verify_apart,
)
from tongban.notices.seal import _KeySigner


@pytest.mark.row("N2")
@pytest.mark.row("E4")
def test_what_we_sealed_is_genuine(sealed: bytes, keys: FileKeys, now: datetime) -> None:
    found = verify(sealed, keys.roots(), now)
    assert found.problems == ()
    assert found.genuine
    assert found.intact
    assert found.whole_file
    assert found.trusted
    assert found.signer == "云阳县城市管理局"
    assert found.sealed_at == now
    assert found.digest == digest(sealed)


@pytest.mark.row("E4")
def test_a_third_partys_validator_agrees(sealed: bytes, keys: FileKeys, now: datetime) -> None:
    (signature,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    roots = [x509.Certificate.load(each) for each in keys.roots()]
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=roots, allow_fetching=False, moment=now))
    assert status.bottom_line
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert signature.docmdp_level == MDPPerm.NO_CHANGES
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


@pytest.mark.row("E4")
def test_what_a_seal_signs_is_what_its_library_would_sign(keys: FileKeys, now: datetime) -> None:
    """Our signer writes the attributes itself; pyHanko's own are the measure, also when a new release adds one."""
    signer = _KeySigner(keys.key_of("yunyang", "云阳县城市管理局", now))
    said = {"data_digest": b"d" * 32, "digest_algorithm": "sha256", "use_pades": True}
    ours = asyncio.run(signer.signed_attrs(**said))
    theirs = asyncio.run(signers.Signer.signed_attrs(signer, **said))
    assert ours.dump() == theirs.dump()


@pytest.mark.row("N2")
@pytest.mark.row("E4")
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_changed_byte_is_found_wherever_it_is(
    data: st.DataObject, sealed: bytes, keys: FileKeys, now: datetime
) -> None:
    place = data.draw(st.integers(0, len(sealed) - 1))
    changed = bytearray(sealed)
    changed[place] ^= data.draw(st.integers(1, 255))
    assert not verify(bytes(changed), keys.roots(), now).genuine
    assert digest(bytes(changed)) != digest(sealed)


@pytest.mark.row("N2")
@pytest.mark.row("E4")
def test_a_changed_byte_is_found_in_the_gap_that_no_signature_covers(
    sealed: bytes, keys: FileKeys, now: datetime
) -> None:
    (signature,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    start, length, after, _ = (int(each) for each in signature.byte_range)
    for place in (*range(start + length, start + length + 100, 3), *range(start + length, after, 41), after - 1):
        changed = bytearray(sealed)
        changed[place] = ord("1") if changed[place] == ord("0") else ord("0")
        assert not verify(bytes(changed), keys.roots(), now).genuine, place
        changed[place] = ord(" ")
        assert not verify(bytes(changed), keys.roots(), now).genuine, place


@pytest.mark.row("N2")
def test_a_changed_letter_in_the_text_is_told_in_words(sealed: bytes, keys: FileKeys, now: datetime) -> None:
    changed = bytearray(sealed)
    changed[sealed.index(b"stream\n") + 20] ^= 1
    assert "文件在盖章之后被改动，签名与内容不符。" in verify(bytes(changed), keys.roots(), now).problems


@pytest.mark.row("N2")
def test_what_is_added_after_the_seal_is_found(sealed: bytes, keys: FileKeys, now: datetime) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    for changed in (output.getvalue(), sealed + b"\n%appended"):
        found = verify(changed, keys.roots(), now)
        assert "签名没有覆盖整个文件，文件在盖章之后被追加了内容。" in found.problems


@pytest.mark.row("E4")
def test_anothers_key_is_not_trusted(printed: Printed, keys: FileKeys, tmp_path: Path, now: datetime) -> None:
    forger = FileKeys(tmp_path / "forger")
    forged = seal(printed, forger.key_of("yunyang", "云阳县城市管理局", now), "云阳县城市管理局", now)
    found = verify(forged, keys.roots(), now)
    assert found.intact
    assert not found.trusted
    assert not found.genuine


def test_a_seal_past_its_certificate_is_not_trusted(sealed: bytes, keys: FileKeys, now: datetime) -> None:
    assert not verify(sealed, keys.roots(), now + timedelta(days=365 * 11)).trusted


@pytest.mark.parametrize("data", [b"", b"x", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n0\n%%EOF", b"\x00" * 100])
def test_what_is_no_pdf_is_a_problem_and_no_exception(data: bytes, keys: FileKeys, now: datetime) -> None:
    assert verify(data, keys.roots(), now).problems


def test_an_unsealed_pdf_and_a_huge_one_are_refused(printed: Printed, keys: FileKeys, now: datetime) -> None:
    assert "没有电子印章" in verify(printed.pdf, keys.roots(), now).problems[0]
    assert "20 MB" in verify(bytes(20 * 1024 * 1024 + 1), keys.roots(), now).problems[0]


def test_a_draft_is_never_sealed(make_document: Callable[..., Document], keys: FileKeys, now: datetime) -> None:
    with pytest.raises(DocumentError, match="预览稿"):
        seal(print_document(make_document(draft=True)), keys.key_of("a", "甲", now), "甲", now)


def test_the_time_of_sealing_has_a_zone(printed: Printed, keys: FileKeys, now: datetime) -> None:
    with pytest.raises(DocumentError, match="时区"):
        seal(printed, keys.key_of("a", "甲", now), "甲", now.replace(tzinfo=None))


def test_the_visible_seal_lies_over_issuer_and_date(sealed: bytes, printed: Printed) -> None:
    (signature,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    left, low, right, high = (int(each) for each in signature.sig_field["/Rect"])
    side = 42 * 72 / 25.4
    assert abs((right - left) - side) <= 1
    assert left < printed.seal_place.x < right
    assert low < 841.89 - printed.seal_place.y < high
    assert low > 38 * 72 / 25.4 - 22  # not over the code and QR at the foot


def test_keys_are_made_once_each_tenant_its_own_and_readable_by_the_owner_only(tmp_path: Path, now: datetime) -> None:
    keys = FileKeys(tmp_path / "keys")
    first = keys.key_of("yunyang", "云阳县城市管理局", now)
    assert keys.key_of("yunyang", "云阳县城市管理局", now).certificate == first.certificate
    assert keys.key_of("yuzhong", "云阳县城市管理局", now).certificate != first.certificate
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 3  # the root and two seals, nothing half written
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


def test_a_passphrase_protects_the_files(tmp_path: Path, now: datetime) -> None:
    FileKeys(tmp_path, b"right").key_of("a", "甲", now)
    assert FileKeys(tmp_path, b"right").key_of("a", "甲", now)
    for wrong in (b"wrong", None):
        with pytest.raises(DocumentError, match="口令"):
            FileKeys(tmp_path, wrong).key_of("a", "甲", now)


def test_the_picture_of_the_seal_escapes_and_turns_every_character() -> None:
    svg = seal_svg('甲<script>"&乙')
    assert "<script>" not in svg
    assert svg.count("rotate(") == len('甲<script>"&乙')


def test_a_process_apart_says_the_same(sealed: bytes, keys: FileKeys, now: datetime) -> None:
    assert verify_apart(sealed, keys.roots(), now) == verify(sealed, keys.roots(), now)
    assert verify_apart(b"x", keys.roots(), now) == verify(b"x", keys.roots(), now)


def test_what_takes_too_long_apart_is_a_problem_told(sealed: bytes, keys: FileKeys, now: datetime) -> None:
    assert "规定的时间" in verify_apart(sealed, keys.roots(), now, seconds=0).problems[0]


def test_a_signature_too_long_for_its_usual_room_is_given_more(
    printed: Printed, keys: FileKeys, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["tongban.notices.seal"], "_ROOM", 256)
    key = keys.key_of("yunyang", "云阳县城市管理局", now)
    found = verify(seal(printed, key, "云阳县城市管理局", now, stamper=keys.stamper(now)), keys.roots(), now)
    assert found.genuine


def test_sealing_and_verifying_work_inside_a_running_loop(printed: Printed, keys: FileKeys, now: datetime) -> None:
    async def inside() -> bool:
        sealed = seal(printed, keys.key_of("yunyang", "云阳县城市管理局", now), "云阳县城市管理局", now)
        return verify(sealed, keys.roots(), now).genuine

    assert asyncio.run(inside())
