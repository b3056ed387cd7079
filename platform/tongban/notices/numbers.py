"""Write a document's number (文号). The counter is the database's: gap-free for each tenant, kind and year."""

from __future__ import annotations

from string import Formatter
from typing import Final

from tongban.notices.blocks import DocumentError

#: A demonstration pattern. Real ones begin with the authority's official code word (机关代字), which is issued to it
#: and is never made up here; a tenant that has one enters its own pattern.
DEMONSTRATION_PATTERN: Final = "{short}政务{mark}〔{year}〕{n}号"
_PLACES: Final = {"short", "mark", "year", "n"}
_LONGEST: Final = 40


def document_number(short: str, year: int, n: int, pattern: str = DEMONSTRATION_PATTERN, *, mark: str = "告") -> str:
    """Return the number. `short` is the tenant's short name, `mark` the kind's character (`NoticeKind.mark`).

    Each kind is counted on its own, so the mark keeps two kinds' numbers apart. The year has
    four digits and the serial number no leading nought (GB/T 9704 §7.2.5).
    """
    if n < 1:
        raise DocumentError(f"文号的顺序号应当从 1 开始，不能是 {n}。")
    check_pattern(pattern)
    return pattern.format(short=short, mark=mark, year=year, n=n)


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that would not tell two documents apart, or that does more than fill three places."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError as error:
        raise DocumentError("文号格式的花括号不成对，例如 {short}政务{mark}〔{year}〕{n}号。") from error
    named = [name for _, name, _, _ in parts if name is not None]
    if any(spec or conversion for _, name, spec, conversion in parts if name is not None):
        raise DocumentError("文号格式的花括号中只能写名称，例如 {n}。")
    if not {"year", "n"} <= set(named) or not set(named) <= _PLACES or len(pattern) > _LONGEST:
        raise DocumentError("文号格式应当含有 {year} 和 {n}，可以含有 {short} 和 {mark}，不超过 40 个字。")
