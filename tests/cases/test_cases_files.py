"""What is handed in is judged by its bytes before anything is stored (F4), and lies under its hash ever after."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from tongban.cases.files import (
    MOST_FILES,
    FileStore,
    Inspected,
    RefusedUpload,
    attach,
    attach_to_case,
    case_files,
    draft_files,
    file_of_case,
    file_of_draft,
    inspect_upload,
    move_to_case,
    remove,
    replace,
    supplement_place,
)
from tongban.cases.tables import CaseRow
from tongban.database import Sessions, scoped
from tongban.errors import NotFound, TongbanError

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
ALL = ("pdf", "jpg", "png", "docx", "xlsx", "ofd", "zip")


def pdf(password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind: str, size: tuple[int, int] = (20, 10)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return out.getvalue()


DOCX = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
XLSX = archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
GOOD = {
    "图.pdf": pdf(),
    "照片.JPG": picture("JPEG"),
    "照片.jpeg": picture("JPEG") + b"a clip that a telephone appended",
    "图 (1).png": picture("PNG"),
    "申请.docx": DOCX,
    "名单.xlsx": XLSX,
    "证.ofd": archive({"OFD.xml": b"<OFD/>"}),
    "全部.zip": archive({"a.pdf": pdf(), "b.docx": DOCX}),
}


def inspected(name: str, content: bytes, formats: tuple[str, ...] = ALL, max_mb: int = 5) -> Inspected:
    answer = inspect_upload(name, io.BytesIO(content), formats=formats, max_mb=max_mb)
    assert isinstance(answer, Inspected), answer
    return answer


def refused(name: str, content: bytes, formats: tuple[str, ...] = ALL, max_mb: int = 5) -> RefusedUpload:
    answer = inspect_upload(name, io.BytesIO(content), formats=formats, max_mb=max_mb)
    assert isinstance(answer, RefusedUpload), answer
    return answer


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_taken_and_named_by_its_bytes(name: str) -> None:
    taken = inspected(name, GOOD[name])
    assert taken.name == name
    assert taken.sha256 == hashlib.sha256(GOOD[name]).hexdigest()
    assert taken.size == len(GOOD[name])
    assert name.rpartition(".")[2].lower() in taken.kind.endings
    assert taken.content.read() == GOOD[name]
    taken.close()


def test_the_wrong_kind_under_the_right_name_is_refused_by_its_bytes() -> None:
    said = refused("图.pdf", picture("PNG"))
    assert said.code == "wrong_kind"
    assert said.message == "文件名以 .pdf 结尾，内容却是PNG 图片。请把文件名的结尾改为 .png，或者换成PDF。"
    assert "这里只收PDF" in refused("图.pdf", picture("PNG"), ("pdf",)).message
    assert "内容却是可执行程序" in refused("图.pdf", b"MZ" + bytes(200), ("pdf",)).message
    assert "无法识别" in refused("图.pdf", b"hello", ("pdf",)).message
    assert "内容却是网页" in refused("图.png", b"<html><script>alert(1)</script>", ("png",)).message
    assert refused("图.docx", XLSX).message.startswith("文件名以 .docx 结尾，内容却是Excel 表格。")
    assert refused("图.docx", archive({"a.txt": b"a"})).code == "wrong_kind"


def test_an_ending_that_is_not_asked_for_is_refused_before_a_byte_is_read() -> None:
    class NotRead(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("nothing should be read")

    for name in ("图.png", "图.exe", "图.pdf.exe", "图", ".pdf.svg"):
        answer = inspect_upload(name, NotRead(), formats=("pdf",), max_mb=1)
        assert isinstance(answer, RefusedUpload)
        assert answer.message == "这里只收PDF，请转换格式后再上传。"


def test_a_file_that_is_too_big_is_refused_while_it_is_read() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    stream = Endless()
    answer = inspect_upload("图.pdf", stream, formats=("pdf",), max_mb=2)  # type: ignore[arg-type]
    assert isinstance(answer, RefusedUpload)
    assert answer.message == "文件超过 2 MB，请压缩或者拆分后再上传。"
    assert stream.given < 3 * 1024 * 1024


def test_an_empty_file_is_refused() -> None:
    assert refused("图.pdf", b"").message == "文件是空的，请确认文件能够正常打开后再上传。"


def test_a_name_with_a_path_or_hidden_characters_is_refused() -> None:
    for name, code in {
        "../../etc/passwd.pdf": "path_in_name",
        "C:\\文件\\图.pdf": "path_in_name",
        "a/图.pdf": "path_in_name",
        "..": "path_in_name",
        "图\x00.pdf": "control_in_name",
        "图\n.pdf": "control_in_name",
        "fdp.\u202exe.pdf": "control_in_name",
        "": "no_name",
        "  ": "no_name",
        "长" * 300 + ".pdf": "long_name",
    }.items():
        assert refused(name, pdf()).code == code, name


def test_a_pdf_that_is_cut_off_or_locked_is_refused() -> None:
    assert "不完整" in refused("图.pdf", pdf()[:-40]).message
    assert "不完整" in refused("图.pdf", b"%PDF-1.7\n" + bytes(5000)).message
    assert "密码" in refused("图.pdf", pdf("secret")).message


def test_a_picture_that_is_cut_off_or_absurdly_large_is_refused() -> None:
    for kind, name in (("PNG", "图.png"), ("JPEG", "图.jpg")):
        whole = picture(kind, (300, 300))
        for length in (8, 20, 30, len(whole) - 8):
            assert "不完整" in refused(name, whole[:length]).message, (kind, length)
    head = struct.pack(">II5B", 100_000, 100_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    assert refused("图.png", bomb).message.startswith("图片尺寸为 100000×100000 像素，过大")


def test_an_archive_bomb_is_refused_by_what_it_unpacks_to() -> None:
    blanks = bytes(30 * 1024 * 1024)
    assert "压缩炸弹" in refused("全部.zip", archive({"a.txt": blanks})).message
    many = archive({f"{n}.txt": b"" for n in range(1001)})
    assert "超过 1000 个" in refused("全部.zip", many).message
    assert refused("申请.docx", many).code == "wrong_kind"
    within = archive({"a.docx": archive({"word/document.xml": blanks})})
    assert "压缩炸弹" in refused("全部.zip", within).message


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    honest = archive({"a.txt": bytes(30 * 1024 * 1024)})
    lying = honest.replace(struct.pack("<I", 30 * 1024 * 1024), struct.pack("<I", 10))
    assert refused("全部.zip", lying).code == "unsound"


def test_an_archive_is_refused_for_what_it_holds() -> None:
    for entries, told in (
        ({"a.zip": archive({"b.txt": b"b"})}, "还有压缩包"),
        ({"a.txt": archive({"b.txt": b"b"})}, "还有压缩包"),
        ({"a.docx": archive({"word/embeddings/b.xlsx": XLSX})}, "还有压缩包"),
        ({"setup.exe": b"MZ"}, "可以运行的程序"),
        ({"../../a.txt": b"a"}, "上级路径"),
        ({"/etc/a.txt": b"a"}, "上级路径"),
        ({"word/vbaProject.bin": b"a"}, "宏"),
    ):
        assert told in refused("全部.zip", archive(entries)).message, told
    assert "不常用" in refused("全部.zip", archive({"a.txt": b"a" * 99}, zipfile.ZIP_LZMA)).message
    assert "损坏" in refused("全部.zip", archive({"a.txt": b"a" * 999})[:-30]).message
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(link, "/etc/passwd")
    assert "符号链接" in refused("全部.zip", out.getvalue()).message


def test_the_store_keeps_bytes_under_their_hash_once(tmp_path: Path) -> None:
    store = FileStore(f"file://{tmp_path}/files")
    digest = store.put(b"content")
    assert digest == store.put(io.BytesIO(b"content")) == hashlib.sha256(b"content").hexdigest()
    assert store.get(digest) == b"content"
    assert [path.relative_to(tmp_path / "files").as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [
        f"{digest[:2]}/{digest}"
    ]


def test_the_store_gives_only_what_it_has_and_notices_what_was_changed(tmp_path: Path) -> None:
    store = FileStore(f"file://{tmp_path}")
    digest = store.put(b"content")
    for unknown in ("0" * 64, "../../etc/passwd", "", digest.upper(), digest + "\n"):
        assert not store.exists(unknown)
        with pytest.raises(NotFound):
            store.get(unknown)
    (tmp_path / digest[:2] / digest).write_bytes(b"changed")
    with pytest.raises(TongbanError, match="摘要不符"):
        store.get(digest)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(f"file://{tmp_path}/files")


@pytest.mark.row("F4")
def test_files_of_a_draft_are_listed_replaced_and_removed(sessions: Sessions, store: FileStore) -> None:
    with scoped("yunyang"):
        session = sessions()
        first = attach(session, store, inspected("一.pdf", pdf()), draft_id="d1", material="plan", now=NOW)
        attach(session, store, inspected("二.png", picture("PNG")), draft_id="d1", material="location", now=NOW)
        again = attach(session, store, inspected("一.pdf", pdf()), draft_id="d1", material="plan", now=NOW)
        assert again is first or again.sha256 != first.sha256
        new = inspected("三.jpg", picture("JPEG"))
        third = replace(session, store, new, draft_id="d1", file_id=first.id, now=NOW)
        session.commit()
        session.expunge_all()
        listed = draft_files(session, "d1")
        assert third.name in [row.name for row in listed["plan"]]
        assert first.id not in [row.id for row in listed["plan"]]
        assert (third.media_type, third.size) == ("image/jpeg", len(store.get(third.sha256)))
        remove(session, "d1", third.id)
        assert third.id not in [row.id for rows in draft_files(session, "d1").values() for row in rows]


@pytest.mark.row("T2")
def test_a_file_of_another_draft_or_tenant_is_not_found(sessions: Sessions, store: FileStore) -> None:
    with scoped("yunyang"):
        row = attach(sessions(), store, inspected("一.pdf", pdf()), draft_id="d1", material="plan", now=NOW)
        sessions().commit()
        with pytest.raises(NotFound):
            file_of_draft(sessions(), "d2", row.id)
        with pytest.raises(NotFound):
            file_of_case(sessions(), "d1", row.id)
    with scoped("yuzhong"), pytest.raises(NotFound):
        file_of_draft(sessions(), "d1", row.id)


def test_one_material_takes_so_many_files_and_no_more(sessions: Sessions, store: FileStore) -> None:
    with scoped("yunyang"):
        for number in range(MOST_FILES):
            one = inspected(f"{number}.png", picture("PNG", (number + 1, 1)))
            attach(sessions(), store, one, draft_id="d1", material="plan", now=NOW)
        with pytest.raises(TongbanError, match="最多上传 20 个"):
            attach(sessions(), store, inspected("x.pdf", pdf()), draft_id="d1", material="plan", now=NOW)


@pytest.mark.row("F4")
def test_files_move_to_the_case_and_what_is_supplied_later_is_the_next_revision(
    sessions: Sessions, store: FileStore
) -> None:
    with scoped("yunyang"):
        session = sessions()
        session.add(case_row("N1"))
        attach(session, store, inspected("一.pdf", pdf()), draft_id="d1", material="plan", now=NOW)
        move_to_case(session, "d1", "N1")
        assert draft_files(session, "d1") == {}
        place = supplement_place("N1")
        attach(session, store, inspected("二.png", picture("PNG")), draft_id=place, material="plan", now=NOW)
        assert [row.name for row in case_files(session, "N1")["plan"]] == ["一.pdf"], "not handed in yet"
        move_to_case(session, place, "N1")
        rows = case_files(session, "N1")["plan"]
        assert [(row.name, row.revision) for row in rows] == [("一.pdf", 1), ("二.png", 2)]
        assert file_of_case(session, "N1", rows[0].id).name == "一.pdf"
        with pytest.raises(NotFound):
            remove(session, "d1", rows[0].id)
        with pytest.raises(NotFound, match="没有找到办件"):
            move_to_case(session, "d1", "N2")


@pytest.mark.row("L1")
def test_a_scan_made_at_the_window_is_inspected_like_an_upload(sessions: Sessions, store: FileStore) -> None:
    with scoped("yunyang"):
        session = sessions()
        session.add(case_row("N1"))
        for name in ("一.pdf", "二.pdf"):
            attach_to_case(session, store, "N1", "plan", name, pdf(), NOW)
        rows = case_files(session, "N1")["plan"]
        assert [(row.name, row.revision) for row in rows] == [("一.pdf", 1), ("二.pdf", 2)]
        with pytest.raises(TongbanError, match="内容却是"):
            attach_to_case(session, store, "N1", "plan", "三.pdf", picture("PNG"), NOW)


def case_row(number: str) -> CaseRow:
    return CaseRow(
        number=number,
        item="occupy-road",
        version=1,
        definition_hash="0" * 64,
        title="占道施工",
        applicant_id="a1",
        applicant_name="张三",
        channel="online",
        state="submitted",
        snapshot={},
        revision=1,
        opened_at=NOW,
    )
