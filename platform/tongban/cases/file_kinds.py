"""The kinds of file that may be handed in, and what the bytes of each must show. Nothing here opens more than headers.

Pictures are measured by their headers and never decoded; archives are unpacked to nowhere, under a limit.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from tongban.cases.archives import fault_of_archive

PIXELS = 64_000_000  # more than any document needs; a decoder would want 4 bytes for each
_TAIL = 4096
_CHUNKS = 100_000
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of the allow-list. `fault` gives a Chinese sentence where the bytes are not whole or not safe."""

    id: str
    name: str
    media_type: str
    endings: tuple[str, ...]
    fault: Callable[[BinaryIO], str | None]


def _pdf_fault(content: BinaryIO) -> str | None:
    tail = _tail(content)
    if b"%%EOF" not in tail or b"startxref" not in tail:
        return "PDF 文件不完整，缺少文件尾，可能没有传完或者没有保存好，请重新导出后再上传。"
    if b"/Encrypt" in tail:
        return "PDF 文件设置了密码，窗口无法打开，请取消密码后再上传。"
    return None


def _png_fault(content: BinaryIO) -> str | None:
    content.seek(0)
    head = content.read(33)
    if len(head) < 33 or head[12:16] != b"IHDR":
        return _BROKEN_PICTURE
    width, height = struct.unpack(">II", head[16:24])
    return _size_fault(width, height) or (None if _png_ends(content) else _BROKEN_PICTURE)


def _png_ends(content: BinaryIO) -> bool:
    """Walk from chunk to chunk to the end mark, without reading what they hold."""
    content.seek(len(_PNG))
    for _ in range(_CHUNKS):
        head = content.read(8)
        if len(head) < 8:
            return False
        length, kind = struct.unpack(">I4s", head)
        if kind == b"IEND":
            return len(content.read(4)) == 4
        content.seek(length + 4, 1)
    return False


def _jpeg_fault(content: BinaryIO) -> str | None:
    content.seek(2)
    while True:
        mark = content.read(4)
        if len(mark) < 4 or mark[0] != 0xFF:
            return _BROKEN_PICTURE
        if mark[1] == 0xFF:  # fill bytes before a marker are allowed
            content.seek(-3, 1)
            continue
        if mark[1] in _FRAMES:
            frame = content.read(5)
            if len(frame) < 5:
                return _BROKEN_PICTURE
            height, width = struct.unpack(">HH", frame[1:])
            # Telephones append a film clip behind the end mark; so the mark may stand anywhere after the frame.
            return _size_fault(width, height) or (None if b"\xff\xd9" in content.read() else _BROKEN_PICTURE)
        length = struct.unpack(">H", mark[2:])[0]
        if length < 2:
            return _BROKEN_PICTURE
        content.seek(length - 2, 1)


def _size_fault(width: int, height: int) -> str | None:
    if width == 0 or height == 0:
        return _BROKEN_PICTURE
    if width * height > PIXELS:
        return f"图片尺寸为 {width}×{height} 像素，过大，请缩小到 {PIXELS // 10_000} 万像素以内再上传。"
    return None


def _tail(content: BinaryIO) -> bytes:
    content.seek(0, 2)
    content.seek(max(0, content.tell() - _TAIL))
    return content.read()


_BROKEN_PICTURE = "图片文件不完整或者已经损坏，无法显示，请重新拍摄或者重新导出后再上传。"
_OFFICE = "application/vnd.openxmlformats-officedocument"

KINDS: Mapping[str, FileKind] = {
    kind.id: kind
    for kind in (
        FileKind("pdf", "PDF", "application/pdf", ("pdf",), _pdf_fault),
        FileKind("jpg", "JPG 图片", "image/jpeg", ("jpg", "jpeg"), _jpeg_fault),
        FileKind("png", "PNG 图片", "image/png", ("png",), _png_fault),
        FileKind("docx", "Word 文档", f"{_OFFICE}.wordprocessingml.document", ("docx",), fault_of_archive),
        FileKind("xlsx", "Excel 表格", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",), fault_of_archive),
        FileKind("ofd", "OFD 版式文件", "application/ofd", ("ofd",), fault_of_archive),
        FileKind("zip", "ZIP 压缩包", "application/zip", ("zip",), fault_of_archive),
    )
}


def kind_ending_in(ending: str) -> FileKind | None:
    """Return the kind that a file name's ending promises."""
    return next((kind for kind in KINDS.values() if ending.lower() in kind.endings), None)
