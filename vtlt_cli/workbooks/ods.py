"""An .ods from its XML (OpenDocument 1.3): values, formulas, fonts, locks, and what is hidden."""

from __future__ import annotations

from typing import NamedTuple

from vtlt_cli.workbooks.package import Attributes, Handlers, Package, attribute, locked
from vtlt_cli.workbooks.sheet import (
    MOST_CELLS,
    MOST_ROWS,
    Area,
    Cell,
    CellKind,
    Sheet,
    Workbook,
    too_large,
)
from vtlt_cli.workbooks.values import plain_number

# No sheet is wider, whatever a file says is repeated.
_LAST_COLUMN = 16_384
# A text comes in a piece or two, with one more for each blank that is kept and each line.
_MOST_PIECES = 10_000
_MOST_SHEETS = 1_000


class _Style(NamedTuple):
    font: str = ""
    locked: bool = True
    shown: bool = True
    struck: bool = False


_PLAIN = _Style()


def read_ods(package: Package) -> Workbook:
    """The workbook; raises NoWorkbook."""
    if package.has("META-INF/manifest.xml"):
        manifest = package.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise locked()
    reader = _Reader()
    if package.has("styles.xml"):
        package.walk("styles.xml", Handlers(reader.start, reader.end, reader.add))
    package.walk("content.xml", Handlers(reader.start, reader.end, reader.add))
    macros = any(part.startswith("basic/") and part.endswith(".xml") for part in package.parts)
    return Workbook("ods", tuple(reader.sheets), reader.names, _properties(package), macros)


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    named = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal named
        if name == "user-defined":
            named = attribute(attributes, "name")

    def end(name: str, text: str) -> None:
        if name == "user-defined":
            found[named] = text
        elif text.strip():
            found.setdefault(name, text)

    if package.has("meta.xml"):
        package.walk("meta.xml", Handlers(start, end))
    return found


class _Reader:
    """The reading of content.xml: styles first, then one sheet after the other."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.names: dict[str, str] = {}
        self.text: list[str] = []
        self.styles: dict[str, _Style] = {}
        self.style_name = self.text_style = ""
        self.struck_styles: set[str] = set()
        self.struck = self.hidden = False
        self.sheet: Sheet | None = None
        self.row = self.column = self.row_times = self.cell_times = 0
        self.cells: dict[int, Cell] = {}
        self.counted = 0
        self.in_column = 0
        self.column_styles: dict[int, str] = {}
        self.cell: Attributes | None = None
        self.covered = self.in_paragraph = self.pictures = self.protected = self.filtered = False
        self.lines: list[str] = []
        self.aside = 0

    def add(self, text: str) -> None:
        """A piece of text, which counts where it stands in a paragraph of a cell."""
        if self.in_paragraph:
            self.text.append(text)
            if len(self.text) > _MOST_PIECES:
                raise too_large()

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            # Styles of text, paragraphs and drawings may have the same names.
            family = attribute(attributes, "family")
            of_cells = family in ("table-cell", "table")
            self.style_name = attribute(attributes, "name") if of_cells else ""
            self.text_style = attribute(attributes, "name") if family == "text" else ""
            if not of_cells:
                return
            parent = self.styles.get(attribute(attributes, "parent-style-name"), _PLAIN)
            self.styles[self.style_name] = parent
        elif name in ("text-properties", "table-cell-properties", "table-properties"):
            self._style(name, attributes)
        elif name == "named-range":
            self.names[attribute(attributes, "name")] = attribute(attributes, "cell-range-address")
        elif name == "table" and self.cell is None:
            if len(self.sheets) >= _MOST_SHEETS:
                raise too_large()
            self._begin(attributes)
        elif self.sheet is not None:
            self._start_within(name, attributes, self.sheet)

    def _style(self, name: str, attributes: Attributes) -> None:
        if self.text_style and _is_struck(attributes):
            self.struck_styles.add(self.text_style)
        if not self.style_name:
            return
        style = self.styles.get(self.style_name, _PLAIN)
        if name == "text-properties":
            struck = _is_struck(attributes)
            style = style if struck is None else style._replace(struck=struck)
            font = attribute(attributes, "font-name") or attribute(attributes, "font-family")
            style = style._replace(font=font.strip("'") or style.font)
        elif name == "table-properties":
            style = style._replace(shown=attribute(attributes, "display") != "false")
        else:
            protect = attribute(attributes, "cell-protect")
            style = style._replace(locked="protected" in protect if protect else style.locked)
        self.styles[self.style_name] = style

    def _begin(self, attributes: Attributes) -> None:
        shown = self.styles.get(attribute(attributes, "style-name"), _PLAIN).shown
        self.sheet = Sheet(attribute(attributes, "name"), "visible" if shown else "hidden")
        self.protected = attribute(attributes, "protected") == "true"
        self.pictures = self.filtered = False
        self.row = self.in_column = 0
        self.column_styles = {}

    def _start_within(self, name: str, attributes: Attributes, sheet: Sheet) -> None:
        if name == "table-column":
            times = _times(attributes, "number-columns-repeated")
            columns = range(self.in_column + 1, min(self.in_column + times, _LAST_COLUMN) + 1)
            self.in_column += times
            if attribute(attributes, "visibility") in ("collapse", "filter"):
                sheet.hidden_columns.update(columns)
            style = attribute(attributes, "default-cell-style-name")
            self.column_styles.update(dict.fromkeys(columns, style))
        elif name == "table-row":
            self.row_times = _times(attributes, "number-rows-repeated")
            self.row += 1
            self.column = 0
            self.cells = {}
            visibility = attribute(attributes, "visibility")
            self.hidden = visibility in ("collapse", "filter")
            self.filtered = self.filtered or visibility == "filter"
        elif name in ("table-cell", "covered-table-cell"):
            self.cell = attributes
            self.covered = name == "covered-table-cell"
            self.column += 1
            self.cell_times = _times(attributes, "number-columns-repeated")
            self.lines = []
            self.struck = False
        elif name == "span" and not self.aside:
            self.struck = self.struck or attribute(attributes, "style-name") in self.struck_styles
        elif name in ("annotation", "frame", "custom-shape"):
            # A remark or a drawing lies on the cell, and is nothing that stands in it.
            self.aside += 1
        elif name == "image":
            self.pictures = True
        elif name == "p" and not self.aside:
            self.in_paragraph = True
        elif name == "s":
            self.add(" " * min(_times(attributes, "c"), 1000))
        elif name == "tab":
            self.add("\t")
        elif name == "line-break":
            self.add("\n")

    def end(self, name: str, _text: str) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        if name in ("annotation", "frame", "custom-shape"):
            self.aside -= 1
        elif name == "p" and not self.aside and self.cell is not None:
            self.lines.append("".join(self.text))
            self.text.clear()
            self.in_paragraph = False
        elif name in ("table-cell", "covered-table-cell"):
            self._enter(sheet)
        elif name == "table-row":
            self._end_row(sheet)
        elif name == "table" and self.cell is None:
            self.sheets.append(
                Sheet(
                    sheet.name,
                    sheet.state,
                    sheet.rows,
                    sheet.merged,
                    sheet.hidden_rows,
                    sheet.hidden_columns,
                    self.filtered,
                    self.protected,
                    self.pictures,
                )
            )
            self.sheet = None

    def _enter(self, sheet: Sheet) -> None:
        attributes, self.cell = self.cell or {}, None
        first = self.column
        self.column += self.cell_times - 1
        wide = _times(attributes, "number-columns-spanned")
        high = _times(attributes, "number-rows-spanned")
        if (wide > 1 or high > 1) and len(sheet.merged) < MOST_CELLS:
            sheet.merged.append(Area(self.row, first, self.row + high - 1, first + wide - 1))
        kind, text = _content(attributes, "\n".join(self.lines))
        formula = attribute(attributes, "formula") if _has(attributes, "formula") else None
        if self.covered or (kind == "nothing" and formula is None):
            return
        name = attribute(attributes, "style-name") or self.column_styles.get(first, "")
        style = self.styles.get(name, _PLAIN)
        format_ = ""
        if kind == "number":
            is_percent = attribute(attributes, "value-type") == "percentage"
            format_ = "0%" if is_percent else _rounded_format(text, " ".join(self.lines))
        self._count(self.cell_times)
        for column in range(first, self.column + 1):
            self.cells[column] = Cell(
                self.row,
                column,
                kind,
                text,
                formula,
                format_,
                style.font,
                style.locked,
                style.struck or self.struck,
            )

    def _end_row(self, sheet: Sheet) -> None:
        if self.cells:
            self._count(len(self.cells) * (self.row_times - 1))
            if len(sheet.rows) + self.row_times > MOST_ROWS:
                raise too_large()
            rows = range(self.row, self.row + self.row_times)
            if self.hidden:
                sheet.hidden_rows.update(rows)
            for row in rows:
                sheet.rows[row] = {c: cell._replace(row=row) for c, cell in self.cells.items()}
        self.row += self.row_times - 1

    def _count(self, cells: int) -> None:
        self.counted += cells
        if self.counted > MOST_CELLS:
            raise too_large()


def _rounded_format(value: str, shown: str) -> str:
    """The format by which a number is shown with fewer decimals than it has; "" for any other."""
    digits = [letter for letter in shown if letter.isdigit()]
    for decimals in range(len(value.partition(".")[2]) if len(value) < 18 else 0):
        rounded = f"{float(value):.{decimals}f}"
        if digits == [letter for letter in rounded if letter.isdigit()]:
            return "0." + "0" * decimals if decimals else "0"
    return ""


def _is_struck(attributes: Attributes) -> bool | None:
    """Whether properties of text draw a line through it; None where they say nothing of it."""
    told = [attribute(attributes, f"text-line-through-{which}") for which in ("style", "type")]
    return any(one != "none" for one in told if one) if any(told) else None


def _has(attributes: Attributes, local: str) -> bool:
    return any(name.rpartition("}")[2] == local for name in attributes)


def _times(attributes: Attributes, local: str) -> int:
    text = attribute(attributes, local)
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 8 else 1


def _content(attributes: Attributes, text: str) -> tuple[CellKind, str]:
    """What stands in a cell, by the type of its value; `text` is what it shows."""
    # Two types may stand there, the standard's and LibreOffice's own, which alone knows errors.
    types = {v for k, v in attributes.items() if k.rpartition("}")[2] == "value-type"}
    if "error" in types:
        return "error", text
    if types & {"float", "percentage", "currency"}:
        plain = plain_number(attribute(attributes, "value"))
        return ("error", text) if plain is None else ("number", plain)
    if "date" in types:
        return "day", attribute(attributes, "date-value").removesuffix("T00:00:00")
    if "time" in types:
        return "day", text
    if "boolean" in types:
        return "boolean", attribute(attributes, "boolean-value")
    if "string" in types and _has(attributes, "string-value"):
        return "text", attribute(attributes, "string-value")
    if text:
        return "text", text
    return "nothing", ""
