"""Verify a PDF from anybody in a process of its own, with limits on time and memory.

A parser of PDF is a large thing to show a stranger's bytes to. The child gets the file on its input and answers in
JSON; what it cannot do within its limits is a problem told.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from tongban.notices.verify import MAX_BYTES, Verification, digest, verify

SECONDS: Final = 10
MEGABYTES: Final = 1024


def verify_apart(pdf: bytes, roots: Sequence[bytes], now: datetime, *, seconds: int = SECONDS) -> Verification:
    """Do what `verify` does, in a limited process (CPU and wall `seconds`, 1 GB of address space, no files written)."""
    if len(pdf) > MAX_BYTES:
        return verify(pdf, roots, now)  # refused by its size, unread
    question = {
        "pdf": b64encode(pdf).decode(),
        "roots": [b64encode(each).decode() for each in roots],
        "now": now.isoformat(),
        "seconds": seconds,
    }
    try:
        answer = subprocess.run(
            [sys.executable, "-I", "-c", "from tongban.notices.apart import main; main()"],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=seconds,
            env={},
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return Verification(digest(pdf), ("文件无法在规定的时间内核验，不是本平台出具的文书，或者已经损坏。",))
    return _read(json.loads(answer.stdout))


def main() -> None:
    """Answer one question from the input."""
    question = json.loads(sys.stdin.buffer.read())
    _limit(question["seconds"])
    roots = [b64decode(each) for each in question["roots"]]
    found = verify(b64decode(question["pdf"]), roots, datetime.fromisoformat(question["now"]))
    sealed_at = found.sealed_at.isoformat() if found.sealed_at else None
    sys.stdout.write(json.dumps({**asdict(found), "sealed_at": sealed_at}))


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(answer: dict[str, object]) -> Verification:
    sealed_at = answer["sealed_at"]
    return Verification(
        digest=str(answer["digest"]),
        problems=tuple(str(each) for each in _list(answer["problems"])),
        signer=str(answer["signer"]),
        stamped_by=str(answer["stamped_by"]),
        sealed_at=datetime.fromisoformat(sealed_at) if isinstance(sealed_at, str) else None,
        intact=bool(answer["intact"]),
        whole_file=bool(answer["whole_file"]),
        trusted=bool(answer["trusted"]),
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
