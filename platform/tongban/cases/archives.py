"""Look into archives (ZIP, and the office formats that are ZIPs) without writing anything, under limits.

What an archive says of its sizes is not believed: everything is unpacked to nowhere and counted.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from tongban.errors import TongbanError

ENTRIES = 1000
BYTES = 200 * 1024 * 1024  # unpacked, all layers together
RATIO = 100  # unpacked to packed; plain text reaches 10 to 20
RATIO_FROM = 10 * 1024 * 1024  # small files of blanks are harmless
DEPTH = 1  # a document within an archive, and no deeper
_PIECE = 64 * 1024
_OFFICE = ("docx", "xlsx", "pptx", "ofd")
_MARKERS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"))
_RUNS = (
    "exe",
    "dll",
    "com",
    "scr",
    "bat",
    "cmd",
    "msi",
    "js",
    "jse",
    "vbs",
    "vbe",
    "wsf",
    "ps1",
    "lnk",
    "hta",
    "jar",
    "sh",
)
_PACKED = ("zip", "rar", "7z", "gz", "tar", "bz2", "xz", "iso", "cab")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _Faulty(TongbanError):
    """End the looking; the message says why."""


@dataclass(slots=True)
class _Budget:
    entries: int = ENTRIES
    bytes: int = BYTES


def kind_of_archive(content: BinaryIO) -> str | None:
    """Tell what a ZIP is by what it holds: docx, xlsx, ofd, or zip; None where it cannot be read."""
    try:
        with _opened(content) as archive:
            names = set(archive.namelist())
    except _Faulty:
        return "zip"
    except _BROKEN:
        return None
    return next((kind for name, kind in _MARKERS if name in names), "zip")


def fault_of_archive(content: BinaryIO) -> str | None:
    """Give a Chinese sentence where an archive is broken, a bomb, or holds what may not be handed in."""
    try:
        _look_into(content, _Budget(), 0)
    except _Faulty as fault:
        return fault.message
    except _BROKEN:
        return "文件已经损坏，无法打开，请重新保存或者重新压缩后再上传。"
    return None


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


def _opened(content: BinaryIO) -> zipfile.ZipFile:
    """Open an archive, but first read how many entries it claims: the list itself can be made to fill the memory."""
    content.seek(0, 2)
    content.seek(max(0, content.tell() - 65_557))
    tail = content.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and int.from_bytes(tail[at + 10 : at + 12], "little") > ENTRIES:
        raise _Faulty(f"压缩包内的文件超过 {ENTRIES} 个，请分开上传。")
    content.seek(0)
    return zipfile.ZipFile(content)


def _look_into(content: BinaryIO, budget: _Budget, depth: int) -> None:
    content.seek(0, 2)
    packed = content.tell()
    unpacked = 0
    with _opened(content) as archive:
        for entry in archive.infolist():
            budget.entries -= 1
            if budget.entries < 0:
                raise _Faulty(f"压缩包内的文件超过 {ENTRIES} 个，请分开上传。")
            _refuse_entry(entry)
            unpacked += _unpack(archive, entry, budget, depth)
            if unpacked > RATIO_FROM and unpacked > packed * RATIO:
                raise _Faulty("文件解开后的大小异常，疑似压缩炸弹，请直接上传里面的文件。")


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    name, ending = entry.filename, entry.filename.rpartition(".")[2].lower()
    if entry.flag_bits & 0x1:
        raise _Faulty("文件设置了密码，窗口无法打开，请取消密码后再上传。")
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:3]:
        raise _Faulty("压缩包内有文件名带有上级路径，请重新压缩后再上传。")
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        raise _Faulty("压缩包内有符号链接，请放入文件本身后重新压缩。")
    if ending in _RUNS:
        raise _Faulty(f"压缩包内有可以运行的程序（.{ending}），请去掉后再上传。")
    if ending in _PACKED:
        raise _Faulty("压缩包里还有压缩包，请把文件解开后直接放入。")
    if name.lower().endswith("vbaproject.bin"):
        raise _Faulty("文档中有宏，请另存为不带宏的文档后再上传。")
    if entry.compress_type not in _METHODS:
        raise _Faulty("压缩方式不常用，窗口可能无法打开，请用系统自带的压缩功能重新压缩。")


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget, depth: int) -> int:
    """Unpack one entry to nowhere and count it; a document within is looked into in its turn."""
    ending = entry.filename.rpartition(".")[2].lower()
    with archive.open(entry) as source, SpooledTemporaryFile(max_size=1024 * 1024) as inner:
        size, is_archive = 0, False
        while piece := source.read(_PIECE):
            is_archive = piece.startswith(b"PK\x03\x04") if size == 0 else is_archive
            size += len(piece)
            budget.bytes -= len(piece)
            if budget.bytes < 0:
                raise _Faulty(f"文件解开后超过 {BYTES // 1024 // 1024} MB，请分开上传或者直接上传里面的文件。")
            if is_archive:
                inner.write(piece)
        if is_archive:
            if depth >= DEPTH or ending not in _OFFICE:
                raise _Faulty("压缩包里还有压缩包，请把文件解开后直接放入。")
            _look_into(inner, budget, depth + 1)  # type: ignore[arg-type]
    return size
