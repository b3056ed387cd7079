"""A partner's catalogue: what another region calls its items, taken in with a report of what was refused and why.

The structure of codes is the one that was observed (domain/01 §2.6): two digits of the province, the level, a letter or
digit of the kind, then eight or ten digits. What a letter means is inferred, so a letter that does not fit the kind is
remarked upon and not refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tongban.definitions.catalogues.kinds import KIND_NAMES
from tongban.definitions.catalogues.partner_table import COLUMNS, WrittenRow, rows_of_file
from tongban.definitions.sheets.csv_text import csv_bytes
from tongban.definitions.sources import Sources
from tongban.errors import NotFound, TongbanError

FOLDER = "item_defs/_partners"
LONGEST_NAME = 200
_LETTERS: Mapping[str, str] = {
    "A": "01",
    "B": "20",
    "C": "20",
    "E": "09",
    "F": "07",
    "G": "05",
    "H": "08",
    "J": "10",
    "Z": "10",
}
_PROVINCE = re.compile(r"[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Partner:
    """Another region, by the two digits that begin its codes."""

    id: str
    province: str


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """One item of a partner's catalogue."""

    department: str
    name: str
    code: str
    kind: str  # two digits of GB/T 39046 A.1
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, and why."""

    row: WrittenRow
    reason: str


@dataclass(frozen=True, slots=True)
class PartnerImport:
    """What a table comes to."""

    partner: Partner
    taken: tuple[PartnerEntry, ...]
    refused: tuple[Refused, ...]

    @property
    def remarked(self) -> tuple[PartnerEntry, ...]:
        return tuple(each for each in self.taken if each.remark)


def check_partner(partner: Partner, rows: Iterable[WrittenRow]) -> PartnerImport:
    """Take the rows that are whole and stand once. Raises TongbanError where the province is no two digits."""
    if not _PROVINCE.fullmatch(partner.province):
        raise TongbanError(f"省级代码“{partner.province}”不对，应为两位数字，例如四川为 51。")
    taken: list[PartnerEntry] = []
    refused: list[Refused] = []
    codes: dict[str, int] = {}
    names: dict[tuple[str, str], int] = {}
    for row in rows:
        reason = _fault(partner, row) or _repeated(row, codes, names)
        if reason:
            refused.append(Refused(row, reason))
            continue
        codes[row.code] = row.line
        names[row.department, row.name] = row.line
        kind = row.kind.zfill(2)
        taken.append(PartnerEntry(row.department, row.name, row.code, kind, _remark(row.code, kind)))
    return PartnerImport(partner, tuple(taken), tuple(refused))


def _fault(partner: Partner, row: WrittenRow) -> str:
    for column, told in zip(COLUMNS, ("部门", "事项名称", "编码", "事项类型"), strict=True):
        if not getattr(row, column):
            return f"没有{told}。"
    if len(row.name) > LONGEST_NAME:
        return f"事项名称超过 {LONGEST_NAME} 字。"
    if not row.kind.isascii() or not row.kind.isdecimal() or row.kind.zfill(2) not in KIND_NAMES:
        return f"没有代码为“{row.kind}”的事项类型。"
    if re.fullmatch(r"[0-9]?[A-Z]", row.code):
        return f"编码只有“{row.code}”，没有目录码，不能与其他事项区分。"
    if not re.fullmatch(rf"{partner.province}[0-9][0-9A-Z]([0-9]{{8}}|[0-9]{{10}})", row.code):
        return f"编码“{row.code}”不合已知结构：{partner.province}、层级一位、类型一位，其后八位或者十位数字。"
    return ""


def _repeated(row: WrittenRow, codes: Mapping[str, int], names: Mapping[tuple[str, str], int]) -> str:
    if row.code in codes:
        return f"编码“{row.code}”与第 {codes[row.code]} 行重复。"
    if (row.department, row.name) in names:
        first = names[row.department, row.name]
        return f"“{row.department}”的“{row.name}”在第 {first} 行已有另一个编码，请对方确认用哪一个。"
    return ""


def _remark(code: str, kind: str) -> str:
    meant = _LETTERS.get(code[3])
    if code[2] not in "12" or meant in (None, kind):
        return ""
    return f"编码中的“{code[3]}”多用于{KIND_NAMES[str(meant)]}，这里是{KIND_NAMES[kind]}，待核对。"


def partner_texts(done: PartnerImport) -> dict[str, str]:
    """Write the two files of a partner: what was taken, and what was refused with its reason."""
    stem = f"{FOLDER}/{done.partner.id}"
    taken = [(each.department, each.name, each.code, each.kind, each.remark) for each in done.taken]
    refused = [
        (str(each.row.line), each.row.department, each.row.name, each.row.code, each.row.kind, each.reason)
        for each in done.refused
    ]
    return {
        f"{stem}.csv": csv_bytes([*COLUMNS, "remark"], taken).decode("utf-8-sig").replace("\r\n", "\n"),
        f"{stem}.refused.csv": csv_bytes(["line", *COLUMNS, "reason"], refused)
        .decode("utf-8-sig")
        .replace("\r\n", "\n"),
    }


def load_partner(sources: Sources, partner: Partner) -> PartnerImport:
    """Read a partner's catalogue as it is kept, and check it anew; raises NotFound, or TongbanError where it broke."""
    path = f"{FOLDER}/{partner.id}.csv"
    if path not in sources.paths():
        known = [
            each for each in sources.paths() if each.startswith(f"{FOLDER}/") and not each.endswith(".refused.csv")
        ]
        told = "、".join(each.removeprefix(f"{FOLDER}/").removesuffix(".csv") for each in known) or "无"
        raise NotFound(f"没有合作方“{partner.id}”的目录，现有：{told}。")
    return check_partner(partner, rows_of_file(path, sources.read(path).encode()))


def refused_of(sources: Sources, partner: Partner) -> tuple[Mapping[str, str], ...]:
    """Return the rows that were refused when the catalogue was taken in, with their reasons."""
    path = f"{FOLDER}/{partner.id}.refused.csv"
    return tuple(csv.DictReader(io.StringIO(sources.read(path)))) if path in sources.paths() else ()
