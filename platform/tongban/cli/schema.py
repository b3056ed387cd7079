"""Command on the language itself: its JSON Schema for editors, and its reference page."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tongban.definitions.schema import reference_page, schemas


@click.command(help="写出定义语言的 JSON Schema（供编辑器使用）和参考手册。")
@click.option("--out", type=click.Path(path_type=Path), default=Path("schemas"), show_default=True, help="文件夹。")
@click.option("--reference", type=click.Path(path_type=Path), default=None, help="参考手册写到哪个文件。")
def schema(out: Path, reference: Path | None) -> None:
    """Write one schema a kind of file; they are generated, so they are not kept under version control."""
    if reference is not None:
        reference.write_text(reference_page(), encoding="utf-8")
        click.echo(f"已写出参考手册 {reference}。")
        return
    out.mkdir(parents=True, exist_ok=True)
    written = schemas()
    for name, found in written.items():
        text = json.dumps(found, ensure_ascii=False, indent=2)
        (out / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    click.echo(f"已在 {out} 写出 {len(written)} 个 JSON Schema 文件。")
