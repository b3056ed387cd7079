"""What the machine says of itself: a line a happening, for people at a terminal and as JSON for a collector.

A stack is told without the values of its variables: these are people's names and numbers (30 (十九), row O1).
"""

from __future__ import annotations

import sys

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.processors import JSONRenderer, TimeStamper, add_log_level, format_exc_info


def configure_logs(*, people: bool | None = None) -> None:
    """Let all rooms write to standard error: lines for `people` (None: where a terminal listens), else JSON."""
    readable = sys.stderr.isatty() if people is None else people
    told = [ConsoleRenderer(exception_formatter=plain_traceback)] if readable else [format_exc_info, _in_words()]
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, add_log_level, TimeStamper("iso", utc=True), *told],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # the one of now: a command's may be another
    )


def _in_words() -> JSONRenderer:
    return JSONRenderer(ensure_ascii=False, default=str)
