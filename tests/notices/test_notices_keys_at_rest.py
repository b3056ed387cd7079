"""Seal keys at rest: encrypted, with the key that encrypts them elsewhere, and encrypted anew without loss (E4)."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tongban.cli.main import commands
from tongban.definitions.notice_kinds import legend_of
from tongban.notices import DocumentError, FileKeys, Printed, kind, pem_of, seal, verify
from tongban.notices.certificates import LoadedKey

OFFICE = "云阳县城市管理局"


def loaded(keys: FileKeys, now: datetime, use: str = "") -> LoadedKey:
    key = keys.key_of("yunyang", OFFICE, now, use)
    assert isinstance(key, LoadedKey)
    return key


@pytest.mark.row("E4")
def test_no_key_lies_in_its_folder_in_the_clear(tmp_path: Path, now: datetime) -> None:
    keys = FileKeys(tmp_path / "keys")
    keys.key_of("yunyang", OFFICE, now)
    keys.stamper(now)
    assert len(keys.files()) == 3
    for each in keys.files():
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in each.read_bytes()
        with pytest.raises(TypeError):
            serialization.load_pem_private_key(each.read_bytes(), None)
    kek = tmp_path / "keys.kek"
    assert kek.stat().st_mode & 0o777 == 0o600
    assert kek.parent != keys.folder  # whoever copies the folder has no seal


@pytest.mark.row("E4")
def test_each_seal_has_a_key_of_its_own_that_names_its_use(tmp_path: Path, now: datetime) -> None:
    keys = FileKeys(tmp_path / "keys")
    first, second = loaded(keys, now, "受理专用章"), loaded(keys, now, "行政审批专用章")
    assert first.certificate != second.certificate
    assert "行政审批专用章" in x509.load_der_x509_certificate(second.certificate).subject.rfc4514_string()


@pytest.mark.row("E4")
def test_after_a_rotation_seals_are_the_same_and_the_old_passphrase_opens_nothing(
    tmp_path: Path, printed: Printed, now: datetime
) -> None:
    keys = FileKeys(tmp_path / "keys")
    before = loaded(keys, now)
    sealed = seal(printed, before, OFFICE, now, stamper=keys.stamper(now))
    old = (tmp_path / "keys.kek").read_bytes().strip()
    assert keys.rotate() == 3
    assert loaded(keys, now).certificate == before.certificate
    assert loaded(keys, now).private.private_numbers() == before.private.private_numbers()
    assert verify(sealed, keys.roots(), now).genuine
    assert (tmp_path / "keys.kek").read_bytes().strip() != old
    with pytest.raises(DocumentError, match="口令"):
        FileKeys(keys.folder, old).key_of("yunyang", OFFICE, now)


@pytest.mark.row("E4")
def test_a_rotation_broken_at_any_file_loses_no_key(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = FileKeys(tmp_path / "keys")
    before = loaded(keys, now).certificate
    keys.stamper(now)
    moves, really = 0, os.link

    for stop in range(1, 6):
        moves = 0

        def link(source: Path, target: Path, stop: int = stop) -> None:
            nonlocal moves
            moves += 1
            if moves == stop:
                raise KeyboardInterrupt
            really(source, target)

        monkeypatch.setattr("os.link", link)
        with pytest.raises(KeyboardInterrupt):
            keys.rotate()
        monkeypatch.setattr("os.link", really)
        assert loaded(keys, now).certificate == before
        assert keys.stamper(now)
    assert keys.rotate() == 3
    assert len((tmp_path / "keys.kek").read_bytes().split()) == 1


@pytest.mark.row("E4")
def test_a_passphrase_of_the_settings_is_changed_with_the_old_one_at_hand(tmp_path: Path, now: datetime) -> None:
    first = loaded(FileKeys(tmp_path / "k", b"old"), now)
    assert FileKeys(tmp_path / "k", b"new", (b"old",)).rotate() == 2
    assert loaded(FileKeys(tmp_path / "k", b"new"), now).certificate == first.certificate
    with pytest.raises(DocumentError, match="口令"):
        loaded(FileKeys(tmp_path / "k", b"old"), now)


@pytest.mark.row("E4")
def test_a_key_kept_in_the_clear_by_an_older_version_is_read_and_encrypted_by_a_rotation(
    tmp_path: Path, now: datetime
) -> None:
    keys = FileKeys(tmp_path / "keys")
    key = loaded(keys, now)
    path = next(each for each in keys.files() if each.name.startswith("seal-"))
    clear = key.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(clear + path.read_bytes()[path.read_bytes().index(b"-----BEGIN CERTIFICATE") :])
    assert loaded(keys, now).certificate == key.certificate
    keys.rotate()
    assert b"ENCRYPTED" in path.read_bytes()
    assert loaded(keys, now).certificate == key.certificate


@pytest.mark.row("E4")
def test_the_command_rotates_and_lists_and_shows_nothing_secret(tmp_path: Path, now: datetime) -> None:
    keys = FileKeys(tmp_path / "data" / "keys")
    loaded(keys, now)
    env = {"TONGBAN_HOME": str(tmp_path), "TONGBAN_DATA": "data"}
    done = CliRunner().invoke(commands, ["keys", "rotate"], env=env)
    assert done.output == "已用新的口令重新加密 2 把密钥。\n"
    told = CliRunner().invoke(commands, ["keys", "list"], env=env).output
    assert "root.pem" in told
    assert "PRIVATE" not in told
    given = CliRunner().invoke(commands, ["keys", "roots", str(tmp_path / "roots.pem")], env=env)
    assert given.output.startswith("已把 1 份根证书写到")
    assert (tmp_path / "roots.pem").read_text() == pem_of(keys.roots())
    (tmp_path / "old").write_bytes((tmp_path / "data" / "keys.kek").read_bytes())
    moved = CliRunner().invoke(
        commands, ["keys", "rotate", "--old", str(tmp_path / "old")], env={**env, "TONGBAN_SEAL_KEK": "given"}
    )
    assert moved.exit_code == 0
    assert loaded(FileKeys(keys.folder, b"given"), now)


@pytest.mark.row("E4")
@pytest.mark.article("ORD §25")
def test_each_kind_of_notice_bears_the_seal_that_its_tenant_or_one_above_says() -> None:
    city = {"acceptance": "政务服务受理专用章"}
    bureau = {"grant_decision": "准予专用章"}
    assert legend_of(kind("receipt"), bureau, city) == "政务服务受理专用章"
    assert legend_of(kind("grant_decision"), bureau, city) == "准予专用章"
    assert legend_of(kind("refusal_decision"), bureau, city) == "行政审批专用章"
    assert legend_of(kind("payment_notice")) == "收费专用章"
