"""`tongban keys`: seal keys at rest, and how they are encrypted anew (E4)."""

from __future__ import annotations

import os
from pathlib import Path

import click

from tongban.delivery import seals_of
from tongban.errors import TongbanError
from tongban.notices import FileKeys, pem_of
from tongban.settings import settings_from


@click.group(help="印章密钥：查看，更换保护密钥的口令。")
def keys() -> None:
    """Hold the commands on keys together."""


@keys.command("rotate", help="更换加密印章密钥的口令：全部密钥重新加密，证书和已经盖章的文书不变。")
@click.option(
    "--old", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="口令由 TONGBAN_SEAL_KEK 给出时：先换上新口令，再用本选项给出存有旧口令的文件。",
)  # fmt: skip
def rotate(old: Path | None) -> None:
    """Encrypt all seal keys anew."""
    older = (old.read_bytes().strip(),) if old else ()
    count = _own(older).rotate()
    click.echo(f"已用新的口令重新加密 {count} 把密钥。")


@keys.command("list", help="列出密钥文件。")
def listed() -> None:
    """Name the files of keys; nothing secret is shown."""
    for each in _own().files():
        click.echo(each.name)


@keys.command("roots", help="把根证书写到一个 PEM 文件，供其他软件核验盖章的 PDF。")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def write_roots(file: Path) -> None:
    """Write what a third party's tool has to trust: certificates only, nothing secret."""
    roots = seals_of(settings_from(os.environ)).roots()
    if not roots:
        raise TongbanError("还没有印章证书；盖过章以后再导出。")
    file.write_text(pem_of(roots), "ascii")
    click.echo(f"已把 {len(roots)} 份根证书写到 {file}。")


def _own(older: tuple[bytes, ...] = ()) -> FileKeys:
    settings = settings_from(os.environ)
    return FileKeys(settings.keys, settings.seal_kek.encode() or None, older)
