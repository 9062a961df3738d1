"""The values of a small .xlsx that is written as all programs write one, in a fifth of the time.

For who has thousands of workbooks of which nearly all are plain. It looks for what is usual and
gives up on all else: then, and where anything is odd to who reads (a formula where none is
expected, a number that may be a day), the workbook is for `read_workbook`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from vtlt_cli.workbooks.sheet import Cell, CellKind, Sheet, Workbook

if TYPE_CHECKING:
    from zipfile import ZipInfo

# What is larger, packed or unpacked, is no form.
_LARGEST, _LARGEST_UNPACKED = 200_000, 4_000_000
# None of these runs on over the start of another element: a file of starts alone would be looked
# through once for each of them.
_SHEET = re.compile(r"<sheet ([^<>]*?)/?>")
_RELATION = re.compile(r"<Relationship ([^<>]*?)/?>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
# Place, format, type, formula, value, text: nothing else may stand in a cell.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}[0-9]{1,7})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(?:/>|>\s*'
    r"(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?(?:<v(?:/>|>([^<]*)</v>))?"
    r"(?:<is>((?s:(?!</?(?:is|c)\b).)*)</is>)?\s*</c>)"
)
_PLAIN_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_STRING = re.compile(r"<si>|</si>|<si/>")
_TEXT = re.compile(r"<t(?: [^<>]*)?>([^<]*)</t>")
_FORMAT = re.compile(r'<xf [^<>]*?numFmtId="([0-9]+)"')
_GENERAL = re.compile(r'<numFmt numFmtId="([0-9]+)" formatCode="General"/>')
# General, plain digits, text: what shows a number as one. Anything else may show it as a day.
_NUMBERS = {"0", "1", "2", "3", "4", "49"}
# Of these a reader of XML would make something else than what stands there.
_UNUSUAL = (("!", "<!"), ("P", "<rPh"), ("_", "_x00"), ("\r", "\r"))
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?").fullmatch


class _Unusual(Exception):
    """The workbook is for the reader that looks closely."""


def values_of(content: bytes, but: Container[str] = ()) -> Workbook | None:
    """The workbook without fonts, formats, locks and what is hidden; None where it is not usual.

    A cell with a formula has the formula "" and, without a saved value, the kind "nothing". A
    number in a format that may be that of a day is of the kind "day". Sheets that are called as
    one of `but` are left out.
    """
    if len(content) > _LARGEST or not content.startswith(b"PK"):
        return None
    from zipfile import BadZipFile, ZipFile
    from zlib import error

    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.filelist) > _LARGEST_UNPACKED:
                return None
            found = _sheets(_Parts(content, parts.NameToInfo), but)
        return Workbook("xlsx", tuple(found), {}, {})
    except (_Unusual, BadZipFile, error, KeyError, IndexError, OSError, RuntimeError, ValueError):
        return None


class _Parts(NamedTuple):
    """The parts of a small archive, unpacked at once and not in streams."""

    content: bytes
    infos: Mapping[str, ZipInfo]

    def read(self, name: str) -> bytes:
        from zlib import crc32, decompressobj

        info = self.infos[name]
        at = info.header_offset
        # The header before the part: its size, with the name and what else belongs to it.
        begin = at + 30 + sum(unpack_from("<HH", self.content, at + 26))
        packed = self.content[begin : begin + info.compress_size]
        if info.compress_type == _DEFLATED:
            # One byte more than said would not be the part.
            packed = decompressobj(-15).decompress(packed, info.file_size + 1)
        elif info.compress_type != _STORED:
            raise _Unusual
        if len(packed) != info.file_size or crc32(packed) != info.CRC:
            raise _Unusual
        return packed


_STORED, _DEFLATED = 0, 8


def _sheets(parts: _Parts, but: Container[str]) -> list[Sheet]:
    strings: Sequence[str] = ()
    if _STRINGS in parts.infos:
        strings = _strings(_plain(parts.read(_STRINGS)))
    numbers = _numbers(parts.read("xl/styles.xml"))
    named = _named(parts.read("xl/workbook.xml"), parts.read("xl/_rels/workbook.xml.rels"))
    found = [
        _sheet(name, _plain(parts.read(part)), strings, numbers)
        for name, part in named
        if name not in but
    ]
    if not found:
        raise _Unusual
    return found


_STRINGS = "xl/sharedStrings.xml"


# The forms of a round have the same sheets and formats, but for those that another program saved.
@lru_cache(64)
def _named(workbook: bytes, relations: bytes) -> list[tuple[str, str]]:
    """The sheets by their names, and the part of each."""
    targets = {}
    for attributes in _RELATION.findall(_plain(relations)):
        said = dict(_ATTRIBUTE.findall(attributes))
        targets[said["Id"]] = said["Target"]
    found = []
    for attributes in _SHEET.findall(_plain(workbook)):
        said = dict(_ATTRIBUTE.findall(attributes))
        target = targets[said["r:id"]]
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        found.append((_text(said["name"]), part))
    return found


@lru_cache(64)
def _numbers(styles: bytes) -> tuple[bool, ...]:
    """Of each format of cells, whether it shows a number as one."""
    text = _plain(styles)
    if text.count("<cellXfs") != 1:
        raise _Unusual
    listed, end, _rest = text.partition("<cellXfs")[2].partition("</cellXfs>")
    if not end:
        raise _Unusual
    known = {*_NUMBERS, *_GENERAL.findall(text)}
    return tuple(number in known for number in _FORMAT.findall(listed))


def _plain(part: bytes) -> str:
    """The text of a part, which is UTF-8 without a mark."""
    text = part.decode("utf-8")
    head = text[:200].lower()
    if "encoding=" in head and '"utf-8"' not in head:
        raise _Unusual
    # Looking for a single letter that is rare takes a tenth of looking for all of the sign.
    for letter, odd in _UNUSUAL:
        if letter in text and odd in text:
            raise _Unusual
    return text


def _strings(text: str) -> list[str]:
    found = _PLAIN_STRING.findall(text)
    if len(found) != text.count("<si"):
        found = ["".join(_TEXT.findall(one)) for one in _strings_of_parts(text)]
    return [_text(one) for one in found] if "&" in text else found


def _strings_of_parts(text: str) -> list[str]:
    """What stands within each shared text, whatever it is made of."""
    found: list[str] = []
    begin: int | None = None
    for mark in _STRING.finditer(text):
        if mark[0] == "<si/>":
            found.append("")
        elif (mark[0] == "<si>") == (begin is not None):
            raise _Unusual
        elif begin is None:
            begin = mark.end()
        else:
            found.append(text[begin : mark.start()])
            begin = None
    if begin is not None:
        raise _Unusual
    return found


def _text(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def _sheet(name: str, text: str, strings: Sequence[str], numbers: Sequence[bool]) -> Sheet:
    found = _CELL.findall(text)
    if "<sheetData" not in text or text.count("<c ") + text.count("<c>") != len(found):
        raise _Unusual
    rows: dict[int, dict[int, Cell]] = {}
    # What a named tuple's own constructor calls: nothing here is done as often.
    make = tuple.__new__
    for place, style, typed, formula, value, inline in found:
        if not value and not formula and not inline:
            continue
        row, column = _row_and_column(place)
        if typed == "s" and not formula:
            cell = make(Cell, (row, column, "text", strings[int(value)], None, "", "", True, False))
        else:
            number = numbers[int(style)] if style else numbers[0]
            plain = _text(value) if "&" in value else value
            kind, told = _told(typed, plain, inline, number)
            reckoned = "" if formula else None
            cell = make(Cell, (row, column, kind, told, reckoned, "", "", True, False))
        if row in rows:
            rows[row][column] = cell
        else:
            rows[row] = {column: cell}
    return Sheet(name, rows=rows)


def _told(typed: str, value: str, inline: str, number: bool) -> tuple[CellKind, str]:
    """The kind and the text of a cell that holds no shared text."""
    if typed == "inlineStr":
        return "text", _text("".join(_TEXT.findall(inline)))
    if not value:
        return "nothing", ""
    if typed == "str":
        return "text", value
    if typed == "b":
        return "boolean", "true" if value == "1" else "false"
    if typed not in ("", "n") or not _NUMBER(value):
        return "error", value
    if not number:
        return "day", value
    amount = float(value)
    return "number", f"{amount:.0f}" if amount.is_integer() else repr(amount)


@lru_cache(10_000)
def _row_and_column(place: str) -> tuple[int, int]:
    letters = place.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(place[len(letters) :]), column
