"""An .xlsx from its XML (ECMA-376): values, formulas, formats, fonts, locks and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from vtlt_cli.workbooks.package import (
    Attributes,
    Handlers,
    Package,
    attribute,
    damaged,
    part_beside,
    relations_of,
)
from vtlt_cli.workbooks.sheet import (
    MOST_CELLS,
    MOST_ROWS,
    Area,
    Cell,
    CellKind,
    NoWorkbook,
    Sheet,
    Workbook,
    too_large,
)
from vtlt_cli.workbooks.values import day_of_serial, is_day_format, plain_number

# The formats that need no declaration (ECMA-376, 18.8.30), those that a number of points may have.
_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    48: "##0.0E+0",
    49: "@",
}
# Those of days and times, in any language.
_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


# No sheet is wider, nor lists more columns.
_LAST_COLUMN = 16_384


class _Style(NamedTuple):
    format: str = "General"
    is_day: bool = False
    font: str = ""
    locked: bool = True
    struck: bool = False


class _Font(NamedTuple):
    name: str = ""
    struck: bool = False


_PLAIN = _Style()


class _Entry(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    state: Literal["visible", "hidden", "very hidden"]
    part: str


def read_xlsx(package: Package, main: str) -> Workbook:
    """The workbook whose main part is `main`; raises NoWorkbook."""
    book = _Book(package, main)
    styles = _styles(package, book.styles) if book.styles else []
    strings = _strings(package, book.strings) if book.strings else _Strings([], set())
    counted = _Counted()
    return Workbook(
        "xlsx",
        tuple(
            _SheetReader(entry, styles, strings, book.since_1904, counted).read(package)
            for entry in book.entries
        ),
        book.names,
        _properties(package),
        any(part.endswith("vbaproject.bin") for part in package.parts) or book.macro_sheets,
        book.stale,
    )


class _Book:
    """The main part: which sheets there are, defined names, how days are counted."""

    def __init__(self, package: Package, main: str) -> None:
        self.listed: list[tuple[str, str, str]] = []
        self.names: dict[str, str] = {}
        self.since_1904 = self.stale = False
        self._named = ""
        package.walk(main, Handlers(self._start, self._end))
        targets: dict[str, tuple[str, str]] = {}

        def relation(name: str, attributes: Attributes) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = part_beside(main, attributes.get("Target", ""))
                kind = attributes.get("Type", "").rpartition("/")[2]
                targets[attributes.get("Id", "")] = kind, target

        package.walk(relations_of(main), Handlers(relation, lambda name, text: None))
        by_kind = dict(targets.values())
        self.styles = by_kind.get("styles", "")
        self.strings = by_kind.get("sharedStrings", "")
        self.macro_sheets = "xlMacrosheet" in by_kind or "xlIntlMacrosheet" in by_kind
        self.entries = [
            _Entry(name, _STATES.get(state, "visible"), targets[id_][1])
            for name, state, id_ in self.listed
            if targets.get(id_, ("", ""))[0] == "worksheet"
        ]
        if not self.listed:
            raise damaged()

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            id_ = next((v for k, v in attributes.items() if k.endswith("}id")), "")
            self.listed.append((attributes.get("name", ""), attributes.get("state", ""), id_))
        elif name == "definedName":
            self._named = attributes.get("name", "")
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "calcPr":
            self.stale = attributes.get("fullCalcOnLoad", "0") in ("1", "true")

    def _end(self, name: str, text: str) -> None:
        if name == "definedName":
            self.names[self._named] = text


_STATES: dict[str, Literal["visible", "hidden", "very hidden"]] = {
    "hidden": "hidden",
    "veryHidden": "very hidden",
}


def _styles(package: Package, part: str) -> list[_Style]:
    """The styles of cells by their number."""
    formats: dict[int, str] = {}
    fonts: list[_Font] = []
    found: list[_Style] = []
    inside = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "numFmt" and inside != "dxfs":
            formats[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "font" and inside == "fonts":
            fonts.append(_Font())
        elif name == "name" and inside == "fonts" and fonts:
            fonts[-1] = fonts[-1]._replace(name=attributes.get("val", ""))
        elif name == "strike" and inside == "fonts" and fonts:
            fonts[-1] = fonts[-1]._replace(struck=_is_on(attributes))
        elif name == "xf" and inside == "cellXfs":
            number, of_font = _whole(attributes.get("numFmtId")), _whole(attributes.get("fontId"))
            font = fonts[of_font] if of_font < len(fonts) else _Font()
            code = formats.get(number)
            is_day = number in _DAYS if code is None else is_day_format(code)
            code = _BUILT_IN.get(number, "General") if code is None else code
            found.append(_Style(code, is_day, font.name, struck=font.struck))
        elif name == "protection" and inside == "cellXfs" and found:
            locked = attributes.get("locked", "1") not in ("0", "false")
            found[-1] = found[-1]._replace(locked=locked)

    def end(name: str, text: str) -> None:
        nonlocal inside
        if name == inside:
            inside = ""

    if package.has(part):
        package.walk(part, Handlers(start, end))
    return found


def _is_on(attributes: Attributes) -> bool:
    """Whether a property of a font holds; it need not say so."""
    return attributes.get("val", "1") not in ("0", "false")


class _Strings(NamedTuple):
    """The texts that cells share, and the numbers of those of which a part is struck out."""

    texts: list[str]
    struck: set[int]


def _strings(package: Package, part: str) -> _Strings:
    """The texts that cells share; how a word is to be spoken is no part of it."""
    found: list[str] = []
    struck: set[int] = set()
    pieces: list[str] = []
    spoken = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal spoken
        if name == "rPh":
            spoken = True
        elif name == "si":
            pieces.clear()
            if len(found) >= MOST_CELLS:
                raise too_large()
        elif name == "strike" and _is_on(attributes):
            struck.add(len(found))

    def end(name: str, text: str) -> None:
        nonlocal spoken
        if name == "t" and not spoken:
            pieces.append(text)
        elif name == "rPh":
            spoken = False
        elif name == "si":
            found.append(_unescaped("".join(pieces)))

    if package.has(part):
        package.walk(part, Handlers(start, end))
    return _Strings(found, struck)


def _unescaped(text: str) -> str:
    """The text without the escapes of characters that XML cannot hold: `_x000D_`."""
    if "_x" not in text:
        return text
    plain = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Counted:
    """How many cells of the workbook were read."""

    cells = 0


class _SheetReader:
    """The reading of one sheet: what stands between the start and the end of its elements."""

    def __init__(
        self,
        entry: _Entry,
        styles: list[_Style],
        strings: _Strings,
        since_1904: bool,
        counted: _Counted,
    ) -> None:
        self.part = entry.part
        self.sheet = Sheet(entry.name, entry.state)
        self.styles = styles
        self.strings = strings.texts
        self.struck_strings = strings.struck
        self.since_1904 = since_1904
        self.counted = counted
        self.row = self.column = 0
        self.cells: dict[int, Cell] = {}
        self.type = ""
        self.style = _PLAIN
        self.style_number: str | None = None
        self.value: str | None = None
        self.formula: str | None = None
        self.pieces: list[str] = []
        self.spoken = self.filters = self.protects = self.draws = False
        self.struck = self.hidden = False
        self.hidden_columns: list[tuple[int, int]] = []

    def read(self, package: Package) -> Sheet:
        """The sheet; raises NoWorkbook."""
        package.walk(self.part, Handlers(self._start, self._end))
        pictures = self.draws and any(_pictures(package, self.part))
        sheet = self.sheet
        reached = 0
        for first, last in sorted(self.hidden_columns):
            sheet.hidden_columns.update(range(max(first, reached + 1), last + 1))
            reached = max(reached, last)
        return Sheet(
            sheet.name,
            sheet.state,
            sheet.rows,
            sheet.merged,
            sheet.hidden_rows,
            sheet.hidden_columns,
            self.filters and bool(sheet.hidden_rows),
            self.protects,
            pictures,
        )

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._place(attributes.get("r", ""))
            self.type = attributes.get("t", "n")
            self.style_number = attributes.get("s")
            self.value = self.formula = None
            self.struck = False
            if self.pieces:
                self.pieces.clear()
        elif name == "row":
            number = _whole(attributes.get("r"))
            self.row = number if number > 0 else self.row + 1
            self.column = 0
            self.cells = self.sheet.rows.get(self.row, {})
            self.hidden = attributes.get("hidden", "0") in ("1", "true")
        elif name == "rPh":
            self.spoken = True
        elif name == "strike":
            self.struck = _is_on(attributes)
        elif name == "col" and attributes.get("hidden", "0") in ("1", "true"):
            first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
            self.hidden_columns.append((first, min(last, _LAST_COLUMN)))
            if len(self.hidden_columns) > _LAST_COLUMN:
                raise damaged()
        elif name == "mergeCell":
            area = area_of(attributes.get("ref", ""))
            if area is not None and len(self.sheet.merged) < MOST_CELLS:
                self.sheet.merged.append(area)
        elif name == "filterColumn":
            self.filters = True
        elif name == "sheetProtection":
            self.protects = attributes.get("sheet", "0") in ("1", "true")
        elif name in ("drawing", "legacyDrawing", "picture"):
            self.draws = True

    def _end(self, name: str, text: str) -> None:
        if name == "v":
            self.value = text
        elif name == "f":
            self.formula = text
        elif name == "t" and not self.spoken:
            self.pieces.append(text)
        elif name == "rPh":
            self.spoken = False
        elif name == "c":
            self._enter()
        elif name == "row" and self.cells:
            self.sheet.rows[self.row] = self.cells
            if self.hidden:
                self.sheet.hidden_rows.add(self.row)
            if len(self.sheet.rows) > MOST_ROWS:
                raise too_large()

    def _place(self, written: str) -> None:
        """The column of a cell: the one that is written, else the next."""
        letters = written.rstrip("0123456789")
        if len(letters) == 1 and "A" <= letters <= "Z":
            self.column = ord(letters) - 64
        elif letters.isascii() and letters.isalpha() and len(letters) <= 3:
            column = 0
            for letter in letters.upper():
                column = column * 26 + ord(letter) - 64
            self.column = column
        else:
            self.column += 1

    def _enter(self) -> None:
        """Keep the cell that ends, if something stands in it."""
        if self.value is None and self.formula is None and not self.pieces:
            return  # A border or a colour, and nothing in it.
        number = _whole(self.style_number)
        self.style = self.styles[number] if number < len(self.styles) else _PLAIN
        kind, text = self._content()
        if kind == "nothing" and self.formula is None:
            return
        self.counted.cells += 1
        if self.counted.cells > MOST_CELLS:
            raise too_large()
        style = self.style
        shared = self.type == "s" and bool(self.struck_strings)
        struck = (
            style.struck or self.struck or (shared and _whole(self.value) in self.struck_strings)
        )
        self.cells[self.column] = Cell(
            self.row,
            self.column,
            kind,
            text,
            self.formula,
            style.format,
            style.font,
            style.locked,
            struck,
        )

    def _content(self) -> tuple[CellKind, str]:
        value, type_ = self.value, self.type
        if type_ == "inlineStr":
            text = _unescaped("".join(self.pieces))
            return ("text", text) if text else ("nothing", "")
        if type_ == "str":
            if value is None:
                return "nothing", ""
            return ("text", _unescaped(value)) if value or self.formula is not None else _NOTHING
        if value is None or not value.strip():
            return _NOTHING
        value = value.strip()
        if type_ == "s":
            if not (value.isascii() and value.isdigit() and len(value) < 10) or _whole(
                value
            ) >= len(self.strings):
                raise damaged()
            text = self.strings[int(value)]
            return ("text", text) if text else _NOTHING
        if type_ == "b":
            return "boolean", "true" if value in ("1", "true") else "false"
        if type_ == "e":
            return "error", value
        if type_ == "d":
            return "day", value.removesuffix("T00:00:00")
        if self.style.is_day:
            day = day_of_serial(value, self.since_1904)
            if day is not None:
                return "day", day
        plain = plain_number(value)
        if plain is None:
            raise damaged()
        return "number", plain


_NOTHING: tuple[CellKind, str] = ("nothing", "")


def _pictures(package: Package, part: str) -> Iterator[bool]:
    """Whether each drawing of a sheet holds a picture."""
    relations = relations_of(part)
    if not package.has(relations):
        return
    drawings: list[str] = []

    def relation(name: str, attributes: Attributes) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        if name == "Relationship" and kind in ("drawing", "image"):
            drawings.append(part_beside(part, attributes.get("Target", "")))

    package.walk(relations, Handlers(relation, lambda name, text: None))
    for drawing in drawings:
        if package.has(drawing):
            # A picture stands in a drawing as `<xdr:pic>`; the background of a sheet is none.
            yield drawing.endswith(".xml") and b":pic>" in package.read(drawing)


def _properties(package: Package) -> dict[str, str]:
    """The document properties: those of the core, and the file's own over them."""
    found: dict[str, str] = {}
    named = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal named
        if name == "property":
            named = attributes.get("name", "")

    def core(name: str, text: str) -> None:
        if text.strip():
            found[name] = text

    def custom(name: str, text: str) -> None:
        if named and name not in ("property", "Properties"):
            found[named] = text

    for part, end in (("docProps/core.xml", core), ("docProps/custom.xml", custom)):
        if package.has(part):
            package.walk(part, Handlers(start, end))
    return found


def area_of(written: str) -> Area | None:
    """The area that is written `A1:C3`, `$A$1` or `B2`; None for anything else."""
    found = re.fullmatch(
        r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?", written
    )
    if found is None:
        return None
    column, row = _column(found[1]), int(found[2])
    if found[3] is None:
        return Area(row, column, row, column)
    return Area(row, column, int(found[4]), _column(found[3]))


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column


def _whole(text: str | None) -> int:
    """A number of the file's own, 0 where there is none."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else 0


def main_part(package: Package) -> str | None:
    """The main part of a workbook, None where the package holds none; raises for another kind."""
    found: list[str] = []

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attribute(attributes, "Type").endswith("/officeDocument"):
            found.append(part_beside("", attributes.get("Target", "")))

    if not package.has("_rels/.rels"):
        return None
    package.walk("_rels/.rels", Handlers(relation, lambda name, text: None))
    return next((part for part in found if package.has(part)), None)


__all__ = ["NoWorkbook", "area_of", "main_part", "read_xlsx"]
