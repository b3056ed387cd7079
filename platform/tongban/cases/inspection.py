"""Inspect what was uploaded before anything is stored: name, size, kind by content, wholeness, bombs (F4).

A refusal is a value with a Chinese sentence that says what would be right. Nothing is kept of a refused file.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

import puremagic

from tongban.cases.archives import kind_of_archive
from tongban.cases.file_kinds import KINDS, FileKind, kind_ending_in
from tongban.errors import TongbanError

IN_MEMORY = 1024 * 1024
LONGEST_NAME = 200
_PIECE = 64 * 1024
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class RefusedUpload:
    """Why a file was not taken, and what would be right."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be stored. `content` is open at its beginning; whoever stores it closes it."""

    name: str
    kind: FileKind
    size: int
    sha256: str
    content: BinaryIO

    def close(self) -> None:
        self.content.close()


def inspect_upload(name: str, stream: IO[bytes], *, formats: Collection[str], max_mb: int) -> Inspected | RefusedUpload:
    """Read an upload up to its limit and judge it. `formats` are endings as definitions write them; `max_mb` is MiB.

    A name with a path in it is refused, not cut: what sent it is no browser, or means no good.
    """
    wanted = tuple(dict.fromkeys(kind.id for each in formats if (kind := kind_ending_in(each)) is not None))
    if not wanted:
        raise TongbanError(f"这项材料要求的格式（{'、'.join(formats)}）平台不能查验，请联系窗口办理。")
    refusal = _name_fault(name, wanted)
    if refusal is not None:
        return refusal
    spool = cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 — handed on open, or closed below
    answer = _judge(unicodedata.normalize("NFC", name).strip(), stream, spool, wanted, max_mb)
    if isinstance(answer, RefusedUpload):
        spool.close()
    return answer


def _judge(
    name: str, stream: IO[bytes], spool: BinaryIO, wanted: tuple[str, ...], max_mb: int
) -> Inspected | RefusedUpload:
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > max_mb * 1024 * 1024:
            return RefusedUpload("too_big", f"文件超过 {max_mb} MB，请压缩或者拆分后再上传。")
        digest.update(piece)
        spool.write(piece)
    if size == 0:
        return RefusedUpload("empty", "文件是空的，请确认文件能够正常打开后再上传。")
    kind = _sniff(spool)
    promised = kind_ending_in(_ending(name))
    if kind is None or kind.id not in wanted or kind is not promised:
        return _wrong_kind(name, kind, promised, wanted, spool)
    if fault := kind.fault(spool):
        return RefusedUpload("unsound", fault)
    spool.seek(0)
    return Inspected(name, kind, size, digest.hexdigest(), spool)


def _name_fault(name: str, wanted: tuple[str, ...]) -> RefusedUpload | None:
    if not name.strip():
        return RefusedUpload("no_name", "文件没有名称，请重新选择文件。")
    if "/" in name or "\\" in name or name.strip() in {".", ".."}:
        return RefusedUpload(
            "path_in_name", "文件名中不能有路径（/ 或者 \\），请只用文件本身的名称，例如“占用位置图.pdf”。"
        )
    if any(unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for each in name):
        return RefusedUpload("control_in_name", "文件名中有看不见的控制字符，请重新命名后再上传。")
    if len(name) > LONGEST_NAME:
        return RefusedUpload("long_name", f"文件名超过 {LONGEST_NAME} 个字，请改短后再上传。")
    promised = kind_ending_in(_ending(name))
    if promised is None or promised.id not in wanted:
        return RefusedUpload("wrong_ending", f"这里只收{_told(wanted)}，请转换格式后再上传。")
    return None


def _sniff(content: BinaryIO) -> FileKind | None:
    """Tell the kind by the first bytes; of a ZIP by what it holds. None for what is not on the list."""
    content.seek(0)
    head = content.read(_HEAD)
    if head.startswith(b"%PDF-"):
        return KINDS["pdf"]
    if head.startswith(b"\xff\xd8\xff"):
        return KINDS["jpg"]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return KINDS["png"]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        found = kind_of_archive(content)
        return KINDS[found] if found else KINDS["zip"]
    return None


def _wrong_kind(
    name: str, kind: FileKind | None, promised: FileKind | None, wanted: tuple[str, ...], content: BinaryIO
) -> RefusedUpload:
    what = kind.name if kind else _guess(content)
    ending = _ending(name).lower()
    if kind is not None and kind.id in wanted and promised is not None:
        mend = f"请把文件名的结尾改为 .{kind.endings[0]}，或者换成{promised.name}。"
    else:
        mend = f"这里只收{_told(wanted)}，请转换格式后再上传。"
    found = f"内容却是{what}" if what else "内容却无法识别"
    return RefusedUpload("wrong_kind", f"文件名以 .{ending} 结尾，{found}。{mend}")


#: kinds that people often send by mistake, in words; a guess that is not among them is not for people
_SEEN_OFTEN = {
    ".gif": "GIF 图片",
    ".html": "网页",
    ".doc": "旧版 Word 文档",
    ".xls": "旧版 Excel 表格",
    ".rtf": "RTF 文档",
    ".mp4": "视频",
    ".rar": "RAR 压缩包",
    ".7z": "7z 压缩包",
}


def _guess(content: BinaryIO) -> str:
    """Name a kind that is not on the list, as far as its first bytes tell; empty where they do not."""
    content.seek(0)
    head = content.read(_HEAD)
    if head.startswith((b"MZ", b"\x7fELF")):
        return "可执行程序"
    try:
        return _SEEN_OFTEN.get(puremagic.from_string(head), "")
    except (puremagic.PureError, ValueError):
        return ""


def _ending(name: str) -> str:
    return name.strip().rpartition(".")[2] if "." in name else ""


def _told(wanted: tuple[str, ...]) -> str:
    return "、".join(KINDS[each].name for each in wanted)
