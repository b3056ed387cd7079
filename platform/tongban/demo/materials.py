"""Files for the demonstration: a one-page PDF that says plainly which sample material it stands for."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

import typst

from tongban.notices.pdf import fonts

_PAGE = """
#set page(paper: "a5", flipped: true, margin: 2cm)
#set text(lang: "zh", size: 16pt)
#align(center + horizon)[
  #text(size: 24pt, weight: "bold", sys.inputs.name)
  #v(1em)
  演示材料，不是真实文件。
]
"""


@lru_cache(maxsize=200)
def sample_pdf(name: str) -> bytes:
    """Print the sample page of one material."""
    with tempfile.TemporaryDirectory(prefix="tongban-sample-") as folder:
        path = Path(folder) / "sample.typ"
        path.write_text(_PAGE, "utf-8")
        compiler = typst.Compiler(
            str(path),
            root=folder,
            font_paths=fonts(),
            sys_inputs={"name": name},
            package_path=folder,
            package_cache_path=folder,
        )
        page = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(page, bytes)
    return page
