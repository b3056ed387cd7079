"""A second signature by SM2 beside a sealed file: it holds, a changed byte breaks it, and OpenSSL agrees (E4)."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import gmssl_pyx
import pytest
from click.testing import CliRunner

from tongban.cli.main import commands
from tongban.notices import FileKeys, Printed, seal, sign_beside, verify_beside
from tongban.notices.keys import Sm2Key

OFFICE, USE = "云阳县城市管理局", "行政审批专用章"
OPENSSL = shutil.which("openssl")
#: SubjectPublicKeyInfo of a point on the curve SM2 (1.2.156.10197.1.301), before its 65 bytes
_POINT_OF_SM2 = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")


@pytest.fixture
def sm2_keys(tmp_path: Path) -> FileKeys:
    return FileKeys(tmp_path / "data" / "keys", sm2=True)


def signed(keys: FileKeys, pdf: bytes, now: datetime) -> str:
    key = keys.sm2_key_of("yunyang", OFFICE, USE)
    assert key is not None
    return sign_beside(pdf, key, keys.key_of("yunyang", OFFICE, now, USE), OFFICE, now)


@pytest.mark.row("E4")
def test_a_signature_beside_holds_for_its_file_and_no_other(sm2_keys: FileKeys, now: datetime) -> None:
    beside = signed(sm2_keys, b"%PDF content", now)
    found = verify_beside(b"%PDF content", beside, sm2_keys.roots(), now)
    assert (found.problems, found.signer) == ((), OFFICE)
    assert "SM3" in verify_beside(b"%PDF Content", beside, sm2_keys.roots(), now).problems[0]


@pytest.mark.row("E4")
@pytest.mark.parametrize(
    "name", ["sm3", "signer", "at", "public_key", "signature", "certificate", "endorsement", "scheme"]
)
def test_nothing_in_the_signature_can_be_changed(sm2_keys: FileKeys, now: datetime, name: str) -> None:
    said = json.loads(signed(sm2_keys, b"pdf", now))
    last = said[name][-1]
    said[name] = said[name][:-1] + ("1" if last == "0" else "0")
    assert verify_beside(b"pdf", json.dumps(said), sm2_keys.roots(), now).problems


@pytest.mark.row("E4")
def test_a_key_that_no_trusted_seal_endorses_is_not_believed(sm2_keys: FileKeys, tmp_path: Path, now: datetime) -> None:
    forger = FileKeys(tmp_path / "forger", sm2=True)
    sm2_keys.key_of("yunyang", OFFICE, now, USE)
    found = verify_beside(b"pdf", signed(forger, b"pdf", now), sm2_keys.roots(), now)
    assert any("不是本平台认可的证书" in each for each in found.problems)


@pytest.mark.parametrize("text", ["", "{}", "[]", "x", '{"sm3": 1}'])
def test_what_is_no_signature_is_a_problem_told(sm2_keys: FileKeys, now: datetime, text: str) -> None:
    assert "无法读取" in verify_beside(b"pdf", text, sm2_keys.roots(), now).problems[0]


@pytest.mark.row("E4")
@pytest.mark.skipif(OPENSSL is None, reason="openssl is not on this machine")
def test_openssl_finds_the_same_signature_right_and_a_changed_message_wrong(
    sm2_keys: FileKeys, tmp_path: Path, now: datetime
) -> None:
    said = json.loads(signed(sm2_keys, b"pdf", now))
    message = "\n".join(said[each] for each in ("scheme", "sm3", "signer", "at", "public_key")).encode()
    (tmp_path / "key.der").write_bytes(_POINT_OF_SM2 + bytes.fromhex(said["public_key"]))
    (tmp_path / "signature").write_bytes(bytes.fromhex(said["signature"]))
    for content, right in ((message, True), (message + b"x", False)):
        (tmp_path / "message").write_bytes(content)
        command = [
            str(OPENSSL),
            "pkeyutl",
            "-verify",
            "-pubin",
            "-keyform",
            "DER",
            "-inkey",
            "key.der",
            "-rawin",
            "-digest",
            "sm3",
        ]
        command += ["-in", "message", "-sigfile", "signature", "-pkeyopt", "distid:1234567812345678"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ("Signature Verified Successfully" in done.stdout) is right, done.stderr
    assert gmssl_pyx.sm3_hash(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.row("E4")
def test_sm2_keys_are_encrypted_at_rest_and_survive_a_rotation(sm2_keys: FileKeys, now: datetime) -> None:
    before = sm2_keys.sm2_key_of("yunyang", OFFICE, USE)
    assert isinstance(before, Sm2Key)
    (path,) = sm2_keys.folder.glob("*.key")
    assert before.private not in path.read_bytes()
    old = path.read_bytes()
    assert sm2_keys.rotate() == 1
    assert path.read_bytes() != old
    assert sm2_keys.sm2_key_of("yunyang", OFFICE, USE) == before
    assert FileKeys(sm2_keys.folder).sm2_key_of("yunyang", OFFICE, USE) is None  # an option: nobody is made to


@pytest.mark.row("E4")
def test_the_command_verifies_the_file_and_the_signature_beside_it(
    sm2_keys: FileKeys, printed: Printed, tmp_path: Path, now: datetime
) -> None:
    pdf = seal(printed, sm2_keys.key_of("yunyang", OFFICE, now, USE), OFFICE, now, USE, sm2_keys.stamper(now))
    (tmp_path / "a.pdf").write_bytes(pdf)
    (tmp_path / "a.sm2").write_text(signed(sm2_keys, pdf, now), "utf-8")
    env = {"TONGBAN_HOME": str(tmp_path), "TONGBAN_DATA": "data"}
    asked = ["document", "verify", str(tmp_path / "a.pdf"), "--sm2", str(tmp_path / "a.sm2")]
    done = CliRunner().invoke(commands, asked, env=env)
    assert done.exit_code == 0, done.output
    assert "文书真实有效" in done.output
    (tmp_path / "a.pdf").write_bytes(pdf[:-1] + b"x")
    assert CliRunner().invoke(commands, asked, env=env).exit_code == 1
