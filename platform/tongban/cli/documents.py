"""`tongban document`: check a document that one holds, as anybody may (N2, E4)."""

from __future__ import annotations

import os
from pathlib import Path

import click

from tongban.cases.documents import by_code
from tongban.cli.opening import now, opened
from tongban.delivery import seals_of
from tongban.errors import TongbanError
from tongban.notices import verify, verify_beside
from tongban.settings import settings_from

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(help="文书：核验 PDF 上的印章签名和旁附的国密签名。")
def document() -> None:
    """Hold the commands on documents together."""


@document.command("verify", help="核验一份 PDF；有旁附的国密（SM2）签名的，一并核验。不符合时退出码为 1。")
@click.argument("pdf", type=_FILE)
@click.option("--sm2", "beside", type=_FILE, help="旁附的国密签名文件。")
def verify_document(pdf: Path, beside: Path | None) -> None:
    """Judge a file by its seal, and by the signature beside it."""
    roots, content = seals_of(settings_from(os.environ)).roots(), pdf.read_bytes()
    found = verify(content, roots, now())
    problems = list(found.problems)
    click.echo(
        f"印章：{found.signer or '无'}。时间：{found.sealed_at or '不明'}（{found.stamped_by or '没有时间戳'}）。"
    )
    if beside is not None:
        second = verify_beside(content, beside.read_text("utf-8"), roots, now())
        problems += second.problems
        click.echo(f"国密签名：{second.signer or '无法读取'}。时间：{second.signed_at or '不明'}。")
    if problems:
        raise TongbanError("".join(problems))
    click.echo("文书真实有效，没有被改动。")


@document.command("sm2", help="按验真码写出旁附的国密签名。")
@click.argument("code")
def write_sm2(code: str) -> None:
    """Write the signature that is kept beside a document."""
    with opened() as house:
        row = by_code(house.sessions(), code)
        if row.sm2 is None:
            raise TongbanError("这份文书没有国密签名；由 TONGBAN_SM2=1 开启，只对开启以后盖章的文书有效。")
        click.echo(row.sm2)
