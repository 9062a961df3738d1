"""The parts of a zipped workbook, in streams and within limits; XML without entities.

What a part unpacks to is counted as it comes, whatever the directory of the archive says.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from vtlt_cli.workbooks.sheet import NoWorkbook, too_large

# A whole workbook of 64 offices unpacks to 100 kB; this is past any table of offices.
_MOST_UNPACKED = 128 * 1024 * 1024
_MOST_PARTS = 5_000
# A cell with a formula takes six marks; 500,000 cells in which something stands may be read.
_MOST_MARKS = 4_000_000
_CHUNK = 64 * 1024
# A text comes in pieces of 8 kB; Excel allows 32,767 characters in a cell.
_MOST_PIECES = 100

Attributes = Mapping[str, str]


class Handlers(NamedTuple):
    """What is called for each element of a part, by its local name.

    The text of an element that holds no others comes with its end; where `text` is given all text
    goes there.
    """

    start: Callable[[str, Attributes], None]
    end: Callable[[str, str], None]
    text: Callable[[str], object] | None = None


class Package:
    """An opened archive; every reading counts towards one limit."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise damaged() from None
        self._left, self._marks = _MOST_UNPACKED, _MOST_MARKS
        if len(self._zip.filelist) > _MOST_PARTS:
            raise _bomb()
        # A part may be written in other letters than the one that names it.
        self.parts = {info.filename.lstrip("/").casefold(): info for info in self._zip.filelist}

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.lstrip("/").casefold() in self.parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece; raises NoWorkbook where they cannot be had."""
        info = self.parts.get(part.lstrip("/").casefold())
        if info is None:
            raise damaged()
        if info.flag_bits & 0x1:
            raise locked()
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise _bomb()
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ):
            raise damaged() from None

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        return b"".join(self.chunks(part))

    def walk(self, part: str, handlers: Handlers) -> None:
        """Call the handlers for each element of a part that is XML."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        texts: list[str] = []

        # A form has some hundred elements of a dozen names: each is looked at once.
        local: dict[str, str] = {}
        on_start, on_end = handlers.start, handlers.end

        def start(name: str, attributes: dict[str, str]) -> None:
            if texts:
                texts.clear()
            if name not in local:
                local[name] = name.rpartition("}")[2]
            on_start(local[name], attributes)

        def end(name: str) -> None:
            if texts:
                text = texts[0] if len(texts) == 1 else "".join(texts)
                texts.clear()
                on_end(local[name], text)
            else:
                on_end(local[name], "")

        def refuse(*_of: object) -> None:
            raise NoWorkbook(
                "the file declares a document type of its own (DTD), as no office program does, "
                "and is not read; open it in Excel and save it as .xlsx",
                "tệp có khai báo kiểu tài liệu riêng (DTD), phần mềm văn phòng không ghi như vậy, "
                "nên không đọc; đề nghị mở bằng Excel và lưu lại thành .xlsx",
            )

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = handlers.text or texts.append
        parser.StartDoctypeDeclHandler = refuse
        try:
            for chunk in self.chunks(part):
                self._marks -= chunk.count(b"<")
                if self._marks < 0:
                    raise too_large()
                parser.Parse(chunk, False)
                if len(texts) > _MOST_PIECES:
                    raise _bomb()
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError):
            # No XML; or in letters that are none that anyone knows.
            raise damaged() from None


def attribute(attributes: Attributes, local: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    found = attributes.get(local)
    if found is not None:
        return found
    return next((v for k, v in attributes.items() if k.rpartition("}")[2] == local), "")


def part_beside(part: str, target: str) -> str:
    """The part that a relation of another means by `../media/image1.png`."""
    if target.startswith("/"):
        return target.lstrip("/")
    folder = part.rpartition("/")[0].split("/")
    for piece in target.split("/"):
        if piece == "..":
            folder = folder[:-1]
        elif piece != ".":
            folder.append(piece)
    return "/".join(piece for piece in folder if piece)


def relations_of(part: str) -> str:
    """The part in which the relations of another stand."""
    return re.sub(r"([^/]*)$", r"_rels/\1.rels", part, count=1)


def damaged() -> NoWorkbook:
    """What is said of a file that breaks off, or whose inside is no workbook's."""
    return NoWorkbook(
        "the workbook is damaged or cut short and cannot be read; ask for it again, or open it in "
        "Excel, let it be repaired and save it anew",
        "tệp bị hỏng hoặc bị cắt cụt, không đọc được; đề nghị lấy lại tệp gốc, hoặc mở bằng "
        "Excel để sửa rồi lưu lại",
    )


def locked() -> NoWorkbook:
    """What is said of a workbook behind a password."""
    return NoWorkbook(
        "the workbook is locked with a password; open it, take the password away (File, Info, "
        "Protect Workbook) and save it",
        "tệp có đặt mật khẩu; đề nghị mở tệp, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi "
        "lưu lại",
    )


def _bomb() -> NoWorkbook:
    size = _MOST_UNPACKED // 1024 // 1024
    return NoWorkbook(
        f"the workbook unpacks to more than {size} MiB, which is no table of offices; it was not "
        "read: copy the table alone into a new workbook",
        f"tệp giải nén ra trên {size} MiB, không phải bảng của các cơ quan nên không đọc; đề nghị "
        "chép riêng bảng cần nhập sang tệp mới",
    )
