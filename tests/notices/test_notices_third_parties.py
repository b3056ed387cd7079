"""What we seal is judged by others: poppler's `pdfsig` where it is, and pyHanko's own command always (E4)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tongban.notices import FileKeys, Printed, seal, verify

OFFICE, USE = "云阳县城市管理局", "行政审批专用章"
PDFSIG = shutil.which("pdfsig")


@pytest.fixture(scope="module")
def stamped(printed: Printed, keys: FileKeys, now: datetime) -> bytes:
    return seal(printed, keys.key_of("yunyang", OFFICE, now, USE), OFFICE, now, USE, keys.stamper(now))


@pytest.fixture(scope="module")
def roots(keys: FileKeys, stamped: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert stamped
    path = tmp_path_factory.mktemp("roots") / "roots.pem"
    found = (x509.load_der_x509_certificate(each) for each in keys.roots())
    path.write_bytes(b"".join(each.public_bytes(serialization.Encoding.PEM) for each in found))
    return path


def changed(pdf: bytes) -> bytes:
    """Change one byte of the page that people read."""
    place = pdf.index(b"stream\n") + 20
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def pyhanko(pdf: Path, roots: Path) -> subprocess.CompletedProcess[str]:
    command = [
        str(Path(sys.executable).parent / "pyhanko"),
        "sign",
        "validate",
        "--no-revocation-check",
        "--pretty-print",
    ]
    return subprocess.run(
        [*command, "--validation-time", "claimed", "--trust", str(roots), "--trust-replace", str(pdf)],
        capture_output=True, text=True, check=False, cwd=pdf.parent,
    )  # fmt: skip


def written(folder: Path, pdf: bytes) -> Path:
    path = folder / "notice.pdf"
    path.write_bytes(pdf)
    return path


@pytest.mark.row("E4")
def test_pyhankos_command_finds_the_seal_valid_stamped_and_over_the_whole_file(
    tmp_path: Path, stamped: bytes, roots: Path
) -> None:
    done = pyhanko(written(tmp_path, stamped), roots)
    told = done.stdout
    assert done.returncode == 0, told + done.stderr
    assert "The signature is judged VALID" in told
    assert "covers the entire file" in told
    assert "timestamp" in told.lower()


@pytest.mark.row("E4")
@pytest.mark.row("N2")
def test_pyhankos_command_finds_a_changed_byte(tmp_path: Path, stamped: bytes, roots: Path) -> None:
    done = pyhanko(written(tmp_path, changed(stamped)), roots)
    assert "judged VALID" not in done.stdout
    assert done.returncode != 0


@pytest.mark.row("E4")
def test_pyhankos_command_does_not_trust_what_leads_to_another_root(
    tmp_path: Path, stamped: bytes, now: datetime
) -> None:
    other = FileKeys(tmp_path / "other")
    other.key_of("a", "甲", now)
    path = tmp_path / "other.pem"
    pem = x509.load_der_x509_certificate(other.roots()[0]).public_bytes(serialization.Encoding.PEM)
    path.write_bytes(pem)
    assert "judged VALID" not in pyhanko(written(tmp_path, stamped), path).stdout


@pytest.mark.row("E4")
@pytest.mark.row("N2")
@pytest.mark.skipif(PDFSIG is None, reason="poppler's pdfsig is not on this machine")
def test_pdfsig_finds_the_signature_valid_and_a_changed_byte(tmp_path: Path, stamped: bytes) -> None:
    good, bad = _pdfsig(tmp_path, stamped), _pdfsig(tmp_path, changed(stamped))
    assert "Signature is Valid" in good
    assert "Total document signed" in good
    assert "ETSI.CAdES.detached" in good
    assert OFFICE in good
    assert "Signature is Valid" not in bad


def _pdfsig(folder: Path, pdf: bytes) -> str:
    found = subprocess.run(
        [str(PDFSIG), "-nocert", str(written(folder, pdf))], capture_output=True, text=True, check=False
    )
    return found.stdout


@pytest.mark.row("E4")
def test_we_say_who_stamped_the_time(stamped: bytes, keys: FileKeys, now: datetime) -> None:
    found = verify(stamped, keys.roots(), now)
    assert found.problems == ()
    assert found.sealed_at == now
    assert "不具有法律效力" in found.stamped_by  # our own authority never passes for a public one


@pytest.mark.row("N2")
@pytest.mark.row("E4")
def test_a_changed_byte_in_the_stamp_is_found(stamped: bytes, keys: FileKeys, now: datetime) -> None:
    start = stamped.index(b"/Contents <") + len(b"/Contents <")
    end = stamped.index(b">", start)
    for place in range(start, end, 211):
        bad = bytearray(stamped)
        bad[place] = ord("1") if bad[place] == ord("0") else ord("0")
        assert not verify(bytes(bad), keys.roots(), now).genuine, place - start
