"""BagIt packages (RFC 8493), written as one ZIP and checked without unpacking it.

The container says of every file what it must hash to; the tag manifest says it of the container's own papers.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tongban.errors import TongbanError

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST, INFO, SIGNATURE = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt", "seal.txt"
_TAGS = ("bagit.txt", INFO, MANIFEST)
_OLDEST = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no earlier time; a fixed one makes equal packages equal


@dataclass(frozen=True, slots=True)
class BagFault:
    """What does not hold in a package: the file within it, and why, in Chinese."""

    path: str
    message: str


def write_bag(name: str, payload: Mapping[str, bytes], info: Mapping[str, str], seal: str = "") -> bytes:
    """Write a package whose folder is `name`; `info` goes into bag-info.txt, `seal` beside the manifests.

    The same contents give the same bytes.
    """
    size = sum(len(each) for each in payload.values())
    told = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    tags = {
        "bagit.txt": DECLARATION,
        INFO: "".join(f"{key}: {_one_line(value)}\n" for key, value in told.items()).encode(),
        MANIFEST: manifest_of(payload),
    }
    papers = {**tags, TAG_MANIFEST: manifest_of(tags, folder="")}
    if seal:
        papers[SIGNATURE] = seal.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in [*papers.items(), *((f"data/{each}", payload[each]) for each in sorted(payload))]:
            archive.writestr(zipfile.ZipInfo(f"{name}/{path}", _OLDEST), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def manifest_of(files: Mapping[str, bytes], folder: str = "data/") -> bytes:
    """List files with their SHA-256; a line break or a percent sign in a name is escaped (RFC 8493, 2.1.3)."""
    lines = (f"{hashlib.sha256(files[each]).hexdigest()}  {folder}{_escaped(each)}\n" for each in sorted(files))
    return "".join(lines).encode()


def read_bag(package: bytes) -> dict[str, bytes]:
    """Give the files of a package by their paths within its folder; refuse what is no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            names = [each for each in archive.namelist() if not each.endswith("/")]
            if len({each.partition("/")[0] for each in names}) != 1:
                raise TongbanError("归档包应当只有一个文件夹，请核对文件。")
            return {each.partition("/")[2]: archive.read(each) for each in names}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError) as fault:
        raise TongbanError("这个文件不是归档包，或者已经损坏。") from fault


def verify_bag(package: bytes) -> Iterator[BagFault]:
    """Check a package as RFC 8493 asks (section 3): complete, and every file as its manifest says."""
    try:
        files = read_bag(package)
    except TongbanError as fault:
        yield BagFault("", fault.message)
        return
    if files.get("bagit.txt") != DECLARATION:
        yield BagFault("bagit.txt", "缺少 BagIt 声明，或者声明不正确。")
    for tag in (*_TAGS, TAG_MANIFEST):
        if tag not in files:
            yield BagFault(tag, "缺少这个文件。")
    yield from _against(files, TAG_MANIFEST)
    yield from _against(files, MANIFEST)
    listed = set(_listed(files.get(MANIFEST, b"")))
    for path in sorted(each for each in files if each.startswith("data/") and each not in listed):
        yield BagFault(path, "清单中没有这个文件，是后来放入的。")
    payload = [content for path, content in files.items() if path.startswith("data/")]
    oxum = f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}\n".encode()
    if INFO in files and oxum not in files[INFO]:
        yield BagFault(INFO, "文件总数或者总长度与说明不一致。")


def _against(files: Mapping[str, bytes], manifest: str) -> Iterator[BagFault]:
    for path, digest in _listed(files.get(manifest, b"")).items():
        if path not in files:
            yield BagFault(path, "清单中的文件不在包内。")
        elif hashlib.sha256(files[path]).hexdigest() != digest:
            yield BagFault(path, "内容与清单的摘要不符，可能被改动。")


def _listed(manifest: bytes) -> dict[str, str]:
    lines = (line.partition("  ") for line in manifest.decode("utf-8", "replace").splitlines())
    return {_plain(path): digest for digest, _two, path in lines}


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _plain(path: str) -> str:
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def _one_line(value: str) -> str:
    return " ".join(value.split())


def bagging_date(moment: datetime) -> str:
    return moment.date().isoformat()
