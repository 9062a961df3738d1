"""The values of a small .xlsx that is written as all programs write one, in a fifth of the time.

For who has thousands of workbooks of which nearly all are plain. It looks for what is usual and
gives up on all else: then, and where anything is odd to who reads (a formula where none is
expected, a number that may be a day), the workbook is for `read_workbook`.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from vtlt_cli.workbooks.sheet import Cell, CellKind, Sheet, Workbook

if TYPE_CHECKING:
    from zipfile import ZipFile

# What is larger, packed or unpacked, is no form.
_LARGEST, _LARGEST_UNPACKED = 200_000, 4_000_000
_SHEET = re.compile(r"<sheet ([^>]*?)/?>")
_RELATION = re.compile(r"<Relationship ([^>]*?)/?>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
# Place, format, type, formula, value, text: nothing else may stand in a cell.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(?:/>|>\s*'
    r"(<f(?: [^>]*)?(?:/>|>[^<]*</f>))?(?:<v(?:/>|>([^<]*)</v>))?(?:<is>((?s:.*?))</is>)?\s*</c>)"
)
_PLAIN_STRING = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_STRING = re.compile(r"<si>(.*?)</si>|<si/>", re.DOTALL)
_TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_FORMATS = re.compile(r"<cellXfs[^>]*>(.*?)</cellXfs>", re.DOTALL)
_FORMAT = re.compile(r'<xf [^>]*?numFmtId="([0-9]+)"')
_GENERAL = re.compile(r'<numFmt numFmtId="([0-9]+)" formatCode="General"/>')
# General, plain digits, text: what shows a number as one. Anything else may show it as a day.
_NUMBERS = {"0", "1", "2", "3", "4", "49"}
# Of these a reader of XML would make something else than what stands there.
_UNUSUAL = ("<!", "<rPh", "_x00", "\r")
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
            if sum(part.file_size for part in parts.infolist()) > _LARGEST_UNPACKED:
                return None
            return Workbook("xlsx", tuple(_sheets(parts, but)), {}, {})
    except (_Unusual, BadZipFile, error, KeyError, IndexError, OSError, RuntimeError, ValueError):
        return None


def _sheets(parts: ZipFile, but: Container[str]) -> list[Sheet]:
    targets = {}
    for attributes in _RELATION.findall(_part(parts, "xl/_rels/workbook.xml.rels")):
        said = dict(_ATTRIBUTE.findall(attributes))
        targets[said["Id"]] = said["Target"]
    strings = _strings(_part(parts, _STRINGS)) if _STRINGS in parts.NameToInfo else []
    numbers = _numbers(_part(parts, "xl/styles.xml"))
    found = []
    for attributes in _SHEET.findall(_part(parts, "xl/workbook.xml")):
        said = dict(_ATTRIBUTE.findall(attributes))
        name = _text(said["name"])
        if name not in but:
            target = targets[said["r:id"]]
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            found.append(_sheet(name, _part(parts, path), strings, numbers))
    if not found:
        raise _Unusual
    return found


_STRINGS = "xl/sharedStrings.xml"


def _part(parts: ZipFile, name: str) -> str:
    """The text of a part, which is UTF-8 without a mark."""
    text = parts.read(name).decode("utf-8")
    head = text[:200].lower()
    if ("encoding=" in head and '"utf-8"' not in head) or any(odd in text for odd in _UNUSUAL):
        raise _Unusual
    return text


def _strings(text: str) -> list[str]:
    found = _PLAIN_STRING.findall(text)
    if len(found) != text.count("<si"):
        found = ["".join(_TEXT.findall(one)) for one in _STRING.findall(text)]
    return [_text(one) for one in found] if "&" in text else found


@lru_cache(64)
def _numbers(styles: str) -> tuple[bool, ...]:
    """Of each format of cells, whether it shows a number as one."""
    listed = _FORMATS.search(styles)
    if listed is None:
        raise _Unusual
    known = {*_NUMBERS, *_GENERAL.findall(styles)}
    return tuple(number in known for number in _FORMAT.findall(listed[1]))


def _text(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def _sheet(name: str, text: str, strings: list[str], numbers: tuple[bool, ...]) -> Sheet:
    found = _CELL.findall(text)
    if "<sheetData" not in text or text.count("<c ") + text.count("<c>") != len(found):
        raise _Unusual
    rows: dict[int, dict[int, Cell]] = {}
    for letters, digits, style, typed, formula, value, inline in found:
        if not value and not formula and not inline:
            continue
        row, column = int(digits), _column(letters)
        if typed == "s" and not formula:
            cell = Cell(row, column, "text", strings[int(value)])
        else:
            number = numbers[int(style)] if style else numbers[0]
            kind, told = _told(typed, _text(value), inline, number)
            cell = Cell(row, column, kind, told, "" if formula else None)
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


@lru_cache(1024)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
