"""A file of an office -> the data files that its tables make."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import Words
from vtlt_cli.importing.book import Book
from vtlt_cli.importing.clusters import cluster_rows, has_group_rows
from vtlt_cli.importing.find import Table, tables_of
from vtlt_cli.importing.scores import points_column, score_rows
from vtlt_cli.importing.step import Refused, Step
from vtlt_cli.importing.taken import Taking
from vtlt_cli.importing.units import names_have_kinds, unit_rows
from vtlt_cli.importing.writing import clusters_file, provinces_file, scores_file
from vtlt_cli.importing.years import years_in
from vtlt_cli.names import Register
from vtlt_cli.reading.kinds import SUBJECTS, Address
from vtlt_cli.reading.numbers import Form
from vtlt_cli.workbooks import Area, Sheet
from vtlt_cli.workbooks.xlsx import area_of

_FOUND: Mapping[str, Words] = {
    "scores": ("a score table", "bảng điểm"),
    "clusters": ("a cluster table", "bảng cụm kiểm tra"),
    "provinces": ("a register of units", "danh mục đơn vị"),
}


_PICTURE: Words = (
    "; a table that is a picture cannot be read: type it in",
    "; không đọc được bảng dạng hình ảnh: đề nghị nhập lại bảng",
)
_HEADINGS: Words = (
    "; a row of headings such as “Tên cơ quan”, “Tổng số điểm” is needed",
    "; cần có dòng tiêu đề cột như “Tên cơ quan”, “Tổng số điểm”",
)


class Wish(NamedTuple):
    """What was asked for: the round, the decimals, the column of points, the sheet."""

    year: int | None = None
    decimals: int | None = None
    column: str | None = None
    sheet: str | None = None


class Made(NamedTuple):
    """A data file that was made of a table, and where that stands.

    `meant` are the words and numbers of its records, which it must have when it is read again.
    """

    address: Address
    content: bytes
    meant: tuple[object, ...]
    file: str
    sheet: str
    cells: str


def take(
    book: Book, wish: Wish, register: Register, forms: Mapping[int, Form]
) -> tuple[list[Made], list[Step]]:
    """The data files that the tables of a file make, and what was done with each place.

    `forms` is what each round declares of its points. What is refused makes no file.
    """
    steps = list(book.steps)
    try:
        tables = _tables(book, wish)
    except _NoTable as none:
        steps.append(Step(book.file, "", "", "refused", none.found, "", none.words))
        return [], steps
    takings = [
        Taking(book, table, register, Form(), wish.decimals, wish.column) for table in tables
    ]
    kinds = _kinds(takings)
    if any(kinds):
        for taking, kind in zip(takings, kinds):
            if not kind:
                why = ("no table of scores, clusters or units", "không phải bảng điểm, cụm, đơn vị")
                taking.tell("left-out", taking.table.area.place, why)
                steps += taking.steps
    else:
        words = (
            "a list without points, clusters, codes or kinds of units: what it is cannot be told",
            "danh sách không có điểm, cụm, mã số hay loại đơn vị: không xác định được là bảng gì",
        )
        taking = takings[0]
        taking.refuse(taking.table.area.place, words)
        return [], steps + taking.steps
    chosen = [(taking, kind) for taking, kind in zip(takings, kinds) if kind]
    made: list[Made] = []
    for taking, kind in _of_the_round(chosen, wish, steps):
        with contextlib.suppress(Refused):
            made.append(_made(taking, kind, wish, forms))
        steps += taking.steps
    return _each_once(made, steps), steps


class _NoTable(Exception):
    def __init__(self, en: str, vi: str, found: str = "") -> None:
        super().__init__(en)
        self.words: Words = (en, vi)
        self.found = found


def _tables(book: Book, wish: Wish) -> list[Table]:
    """The tables of the sheets that are meant; raises _NoTable where there is none."""
    sheets, within = _sheets(book, wish.sheet)
    tables = [table for sheet in sheets for table in tables_of(sheet, within) if table.rows]
    if tables:
        return tables
    listed = ", ".join(f"“{sheet.name}”" for sheet in book.sheets if sheet.name)
    more = (f" (sheets: {listed})", f" (các trang: {listed})") if listed else ("", "")
    hint = _PICTURE if any(sheet.pictures for sheet in sheets) else _HEADINGS
    raise _NoTable(
        f"no table was found{more[0]}{hint[0]}", f"không tìm thấy bảng{more[1]}{hint[1]}"
    )


def _sheets(book: Book, asked: str | None) -> tuple[list[Sheet], Area | None]:
    """The sheets to look at, all that can be seen without `--sheet`; and the cells, if named."""
    if asked is None:
        return [sheet for sheet in book.sheets if sheet.state == "visible"], None
    name, mark, cells = asked.rpartition("!")
    area = area_of(cells.strip().replace("$", ""))
    if area is None or not (mark or book.workbook is None):
        name, area = asked, None
    name = name.strip().strip("'")
    wanted = [s for s in book.sheets if s.name.strip().casefold() == name.strip().casefold()]
    if not wanted and area is not None and len(book.sheets) == 1 and not name:
        wanted = list(book.sheets)
    if not wanted:
        listed = ", ".join(f"“{sheet.name}”" for sheet in book.sheets)
        raise _NoTable(
            f"there is no sheet {asked!r}; the sheets are: {listed}",
            f"không có trang “{asked}”; các trang: {listed}",
        )
    return wanted, area


def _kinds(takings: Sequence[Taking]) -> list[str]:
    """The kind of each table; a bare list of units is a register only where it stands alone."""
    kinds = [_kind(taking) for taking in takings]
    alone = not any(kind not in ("", "list") for kind in kinds)
    return ["provinces" if kind == "list" and alone else kind.replace("list", "") for kind in kinds]


def _kind(taking: Taking) -> str:
    """What kind of data file a table makes, "" where that cannot be told."""
    table = taking.table
    if table.of("points"):
        return "scores"
    if table.of("leader") or table.of("members") or table.of("cluster") or has_group_rows(taking):
        return "clusters"
    if not table.of("name"):
        return ""
    if table.of("code") or table.of("kind"):
        return "provinces"
    # A bare list is one of units if it says nothing else: one with ranks is something else.
    known = all(heading.role is not None for heading in table.headings)
    return "list" if known and names_have_kinds(taking) else ""


def _years(taking: Taking, kind: str) -> list[int]:
    """The years that a table tells of itself, then those of the names of its sheet and file."""
    table = taking.table
    headed: Sequence[str] = ()
    if kind == "scores":
        points = table.of("points")
        if len(points) == 1 or taking.column is not None:
            try:
                headed = [points_column(taking.quiet()).text]
            except Refused:
                headed = ()
    for texts in (headed, [*table.titles, table.sheet.name]):
        found = years_in(texts)
        if found:
            return found
    return years_in([os.path.splitext(os.path.basename(taking.book.path))[0]])


def _of_the_round(
    chosen: list[tuple[Taking, str]], wish: Wish, steps: list[Step]
) -> list[tuple[Taking, str]]:
    """The tables of the round that was asked for, where tables of others stand beside them."""
    if wish.year is None:
        return chosen
    own = [(taking, kind, _years(taking, kind)) for taking, kind in chosen]
    kept = []
    for taking, kind, years in own:
        rivals = [y for other, k, y in own if k == kind and other is not taking]
        if kind != "provinces" and years and wish.year not in years and [wish.year] in rivals:
            taking.tell(
                "left-out",
                taking.table.area.place,
                (f"of another round: {years[0]}", f"của đợt kiểm tra khác: {years[0]}"),
            )
            steps += taking.steps
            continue
        kept.append((taking, kind))
    return kept


def _made(taking: Taking, kind: str, wish: Wish, forms: Mapping[int, Form]) -> Made:
    taking.tell_what_is_hidden()
    year = 0
    if SUBJECTS[kind].of_a_round:
        if kind == "scores":
            points_column(taking)
        year = _year(taking, kind, wish)
        taking.form = forms.get(year, Form())
    content: bytes
    meant: tuple[object, ...]
    if kind == "scores":
        rows = score_rows(taking)
        content, meant = scores_file(rows), tuple((row.name, row.value) for row in rows)
    elif kind == "clusters":
        clusters = cluster_rows(taking)
        content, meant = clusters_file(clusters), tuple(clusters)
    else:
        units = unit_rows(taking)
        content, meant = provinces_file(units), tuple(units)
    english, vietnamese = _FOUND[kind]
    place = taking.table.area.place
    address = Address(kind, year)
    taking.steps.insert(
        0,
        Step(
            taking.book.file,
            taking.table.sheet.name,
            place,
            "read",
            "; ".join(h.text for h in taking.table.headings if h.role is not None),
            SUBJECTS[kind].file_of(year),
            (f"{english}, {len(meant)} rows", f"{vietnamese}, {len(meant)} dòng"),
        ),
    )
    return Made(address, content, meant, taking.book.file, taking.table.sheet.name, place)


def _year(taking: Taking, kind: str, wish: Wish) -> int:
    """The round of a table; raises Refused where it is not told, or told twice."""
    if wish.year is not None:
        headed = years_in([points_column(taking.quiet()).text]) if kind == "scores" else []
        if headed and wish.year not in headed:
            raise taking.refuse(
                taking.table.area.place,
                (
                    f"the column of points is headed {headed[0]}, and not {wish.year}",
                    f"cột điểm ghi năm {headed[0]}, không phải {wish.year}",
                ),
            )
        told = _years(taking, kind)
        if told and wish.year not in told:
            named = ", ".join(map(str, told))
            taking.tell(
                "note",
                "",
                (
                    f"title, sheet or file name says {named}, not {wish.year}: taken as asked for",
                    f"tiêu đề, tên trang hoặc tên tệp ghi {named}, không phải {wish.year}: vẫn "
                    f"lấy theo --round {wish.year}",
                ),
            )
        return wish.year
    found = _years(taking, kind)
    if len(found) == 1:
        return found[0]
    english = ", ".join(map(str, found)) or "no year is named"
    vietnamese = ", ".join(map(str, found)) or "không ghi năm"
    raise taking.refuse(
        taking.table.area.place,
        (
            f"which round it is of is not certain ({english}): say --round YEAR",
            f"chưa rõ thuộc đợt kiểm tra nào ({vietnamese}): đề nghị dùng --round NĂM",
        ),
    )


def _each_once(made: list[Made], steps: list[Step]) -> list[Made]:
    """The files, without those that two tables of this file would make."""
    kept = []
    for one in made:
        others = [other for other in made if other.address == one.address and other is not one]
        if any(other.content != one.content for other in others):
            name = SUBJECTS[one.address.kind].file_of(one.address.year)
            listed = "; ".join(_place(other) for other in made if other.address == one.address)
            words = (
                f"several tables would make {name} ({listed}): say which with --sheet NAME or "
                "--sheet NAME!A1:C9",
                f"có nhiều bảng cùng lập {name} ({listed}): đề nghị chỉ định bằng --sheet TRANG "
                "hoặc --sheet TRANG!A1:C9",
            )
            steps.append(Step(one.file, one.sheet, one.cells, "refused", "", "", words))
        elif not any(other in kept for other in others):
            kept.append(one)
    return kept


def _place(made: Made) -> str:
    return f"{made.sheet}!{made.cells}" if made.sheet else made.cells
