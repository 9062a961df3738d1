"""What a file is by its content, and the reader for it."""

from __future__ import annotations

import os

from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.text import LARGEST
from vtlt_cli.workbooks.package import Package, damaged, locked
from vtlt_cli.workbooks.sheet import NoWorkbook, Workbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An old .xls may stand by itself, without the container (BIFF 2 to 4).
_BARE_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_SAVE: Words = (
    "open it in Excel and save it as .xlsx",
    "đề nghị mở bằng Excel và lưu thành .xlsx",
)


def is_workbook(content: bytes) -> bool:
    """Whether these bytes are of a workbook or look as if they were one, and no plain text."""
    return content.startswith((_ZIP, _OLE, b"PK\x05\x06", *_BARE_XLS))


def read_workbook(content: bytes) -> Workbook:
    """The workbook in these bytes, whatever the name of the file.

    Raises NoWorkbook, whose words say what they are instead; Refusal where an extra is missing.
    """
    if len(content) > LARGEST:
        size = LARGEST // 1024 // 1024
        raise NoWorkbook(
            f"the file is larger than {size} MiB, which is no table of offices; copy the table "
            "alone into a new workbook",
            f"tệp lớn hơn {size} MiB, không phải bảng của các cơ quan; đề nghị chép riêng bảng cần "
            "nhập sang tệp mới",
        )
    if not content:
        raise NoWorkbook(
            "the file is empty (0 bytes); ask for it again",
            "tệp rỗng (0 byte); đề nghị lấy lại tệp gốc",
        )
    if content.startswith(_OLE):
        return _read_ole(content)
    if content.startswith(_BARE_XLS):
        return _read_xls(content)
    if not content.startswith(_ZIP):
        raise _something_else(content)
    return _read_zip(Package(content))


def _read_zip(package: Package) -> Workbook:
    from vtlt_cli.workbooks.xlsx import main_part, read_xlsx

    if package.has("mimetype") or package.has("content.xml"):
        from vtlt_cli.workbooks.ods import read_ods

        mimetype = package.read("mimetype").decode("ascii", "replace").strip()
        if "spreadsheet" not in mimetype or not package.has("content.xml"):
            raise _no_workbook(
                "an OpenDocument text or drawing", "tệp OpenDocument không có bảng tính"
            )
        return read_ods(package)
    main = main_part(package)
    if main is None:
        raise _no_workbook("a zip archive", "tệp nén zip")
    if main.casefold().endswith(".bin"):
        raise NoWorkbook(
            f"this is a binary workbook (.xlsb), which is not read; {_SAVE[0]}",
            f"đây là tệp Excel nhị phân (.xlsb), không đọc được; {_SAVE[1]}",
        )
    if not main.casefold().startswith("xl/") and not package.has("xl/workbook.xml"):
        if package.has("word/document.xml"):
            raise _no_workbook("a Word document", "tệp Word")
        if package.has("ppt/presentation.xml"):
            raise _no_workbook("a presentation", "tệp trình chiếu")
    return read_xlsx(package, main)


def _read_ole(content: bytes) -> Workbook:
    """An .xls, or what else stands in the old container of Office."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise locked()
    if has("WordDocument"):
        raise _no_workbook("a Word document", "tệp Word")
    if not has("Workbook") and not has("Book"):
        raise (
            damaged()
            if len(content) < 4096
            else _no_workbook("another kind of Office file", "tệp Office loại khác")
        )
    return _read_xls(content, has("_VBA_PROJECT"))


def _read_xls(content: bytes, macros: bool = False) -> Workbook:
    from vtlt_cli.workbooks.xls import read_xls

    return read_xls(content, macros)


def _something_else(content: bytes) -> NoWorkbook:
    """What bytes are that are no workbook."""
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        return _no_workbook("a PDF", "tệp PDF")
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")):
        return _no_workbook("a picture", "tệp ảnh")
    if content.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return _no_workbook("a packed archive", "tệp nén")
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return NoWorkbook(
            f"this is a web page with the suffix of a workbook; {_SAVE[0]}",
            f"đây là trang web (HTML) mang đuôi tệp bảng tính; {_SAVE[1]}",
        )
    if head.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return NoWorkbook(
            f"this is XML with the suffix of a workbook; {_SAVE[0]}",
            f"đây là tệp XML mang đuôi tệp bảng tính; {_SAVE[1]}",
        )
    if b"\0" not in head:
        return NoWorkbook(
            "this is plain text with the suffix of a workbook; if it is a table, rename it to .csv",
            "đây là tệp văn bản thuần mang đuôi tệp bảng tính; nếu là bảng, đề nghị đổi đuôi thành "
            ".csv",
        )
    return _no_workbook("no file of a known kind", "tệp không rõ loại")


def _no_workbook(en: str, vi: str) -> NoWorkbook:
    return NoWorkbook(
        f"this is {en} and no workbook; name the file .xlsx, .xls or .ods that has the table",
        f"đây là {vi}, không phải bảng tính; đề nghị chỉ định tệp .xlsx, .xls hoặc .ods có bảng",
    )


def is_lock_file(path: str) -> bool:
    """Whether the file is one that Excel or LibreOffice leaves beside a workbook that is open."""
    name = os.path.basename(path)
    return name.startswith(("~$", ".~lock."))


def beside_in_excel(path: str) -> bool:
    """Whether the workbook is open somewhere: a lock file lies beside it."""
    folder, name = os.path.split(path)
    # Excel leaves the first two letters of a longer name away.
    names = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")
    return any(os.path.exists(os.path.join(folder, lock)) for lock in names)
