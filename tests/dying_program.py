"""What a program that lives one fork after another begins with."""

from __future__ import annotations

import os
import sys
from pathlib import Path

TESTS = Path(__file__).parent
#: in large pages, where Linux has them, a fork copies a hundredth of the tables: a sixth of a life's time
IN_LARGE_PAGES = {"PYTHONMALLOC": "malloc", "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def environment() -> dict[str, str]:
    """Give the environment of a dying program: our paths, and no database that was named from outside."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**kept, **IN_LARGE_PAGES, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
