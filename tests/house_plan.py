"""What the house's tests read: source files as trees, tracked files, tables."""

from __future__ import annotations

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Table

from tongban.cases import tables as _cases  # noqa: F401 — so that every table is known
from tongban.database import Base
from tongban.publishing import tables as _publishing  # noqa: F401
from tongban.settings import REPOSITORY
from tongban.tenancy import tables as _tenancy  # noqa: F401

SOURCE = REPOSITORY / "platform"


@cache
def tree_of(path: Path) -> ast.Module:
    """Read one source file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, ast.Module]:
    """Read every source file, by its path from the repository."""
    found = sorted((SOURCE / "tongban").rglob("*.py"))
    return {str(path.relative_to(REPOSITORY)): tree_of(path) for path in found}


@cache
def tracked() -> tuple[Path, ...]:
    """List what is under version control."""
    git = shutil.which("git")
    if git is None or not (REPOSITORY / ".git").exists():
        pytest.skip("不是 git 工作区，无法列出受控文件。")
    listed = subprocess.run([git, "-C", str(REPOSITORY), "ls-files", "-z"], check=True, capture_output=True, text=True)
    return tuple(REPOSITORY / name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file())


def tables() -> list[Table]:
    """List the platform's own tables; those of accounts are Flask-AppBuilder's."""
    return list(Base.metadata.sorted_tables)
