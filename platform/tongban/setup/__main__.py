"""Run as `python -m tongban.setup`: bring front-end files and fonts once, compile the catalogues; again is quick."""

from __future__ import annotations

import sys

from tongban.setup.compiled import compile_all
from tongban.setup.front_end import SetupError, install, is_installed


def main() -> int:
    compile_all()
    if is_installed():
        sys.stdout.write("前端文件与文书字体已就绪。\n")
        return 0
    sys.stdout.write("正在安装前端文件与文书字体（约 50 MB，仅首次需要）……\n")
    sys.stdout.flush()
    try:
        install()
    except SetupError as failure:
        sys.stderr.write(f"{failure.message}\n")
        return 1
    sys.stdout.write("前端文件与文书字体已就绪。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
