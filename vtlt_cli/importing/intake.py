"""A file of an office -> the data files that its tables make."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import Words
from vtlt_cli.importing.book import Book
from vtlt_cli.importing.clusters import cluster_rows, has_group_rows
from vtlt_cli.importing.find import Table, tables_of
from vtlt_cli.importing.headings import Role, cluster_named, folded
from vtlt_cli.importing.scores import best_names, joined, points_column, score_rows
from vtlt_cli.importing.step import Action, Refused, Step
from vtlt_cli.importing.taken import Taking
from vtlt_cli.importing.units import names_have_kinds, unit_rows
from vtlt_cli.importing.writing import clusters_file, provinces_file, scores_file
from vtlt_cli.importing.years import years_in
from vtlt_cli.names import Register
from vtlt_cli.reading.kinds import SUBJECTS, Address
from vtlt_cli.reading.numbers import Form
from vtlt_cli.wording import composed, quantity
from vtlt_cli.workbooks import Area, Sheet
from vtlt_cli.workbooks.xlsx import area_of

_FOUND: Mapping[str, Words] = {
    "scores": ("a score table", "bảng điểm"),
    "clusters": ("a cluster table", "bảng cụm kiểm tra"),
    "provinces": ("a register of units", "danh mục đơn vị"),
}
_COUNTED: Mapping[str, tuple[str, str, str]] = {
    "scores": ("row", "rows", "dòng"),
    "clusters": ("cluster", "clusters", "cụm"),
    "provinces": ("unit", "units", "đơn vị"),
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
        tables = _tables(book, wish, steps)
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
    is_incomplete = any(step.action == "refused" for step in steps)
    made: list[Made] = []
    for parts, kind in _parts(_of_the_round(chosen, wish, steps)):
        with contextlib.suppress(Refused):
            if is_incomplete and parts[0].table.cluster is not None:
                raise Refused  # The sheet of a cluster, which would be missing, was refused.
            made.append(_made(parts, kind, wish, forms))
        for part in parts:
            steps += part.steps
    return _each_once(made, steps), steps


class _NoTable(Exception):
    def __init__(self, en: str, vi: str, found: str = "") -> None:
        super().__init__(en)
        self.words: Words = (en, vi)
        self.found = found


def _tables(book: Book, wish: Wish, steps: list[Step]) -> list[Table]:
    """The tables of the sheets that are meant; raises _NoTable where there is none."""
    sheets, within = _sheets(book, wish.sheet)
    tables: list[Table] = []
    without: list[Sheet] = []
    for sheet in sheets:
        found = [table for table in tables_of(sheet, within) if table.rows]
        tables += found
        if not found and any(sheet.rows.values()):
            without.append(sheet)
    if tables:
        steps += _without_table(book, without, tables)
        return tables
    listed = ", ".join(f"“{sheet.name}”" for sheet in book.sheets if sheet.name)
    more = (f" (sheets: {listed})", f" (các trang: {listed})") if listed else ("", "")
    hint = _PICTURE if any(sheet.pictures for sheet in sheets) else _HEADINGS
    raise _NoTable(
        f"no table was found{more[0]}{hint[0]}", f"không tìm thấy bảng{more[1]}{hint[1]}"
    )


def _without_table(book: Book, sheets: Sequence[Sheet], tables: Sequence[Table]) -> Iterator[Step]:
    """Tell of sheets on which something stands and no table was found.

    One that is named as a cluster beside tables of others is refused: it would be missing.
    """
    of_clusters = any(cluster_named(table.sheet.name) is not None for table in tables)
    for sheet in sheets:
        is_missed = of_clusters and cluster_named(sheet.name) is not None
        words = (
            f"no table was found on this sheet{_HEADINGS[0]}",
            f"không tìm thấy bảng trên trang này{_HEADINGS[1]}",
        )
        action: Action = "refused" if is_missed else "left-out"
        yield Step(book.file, sheet.name, "", action, reason=words)


def _sheets(book: Book, asked: str | None) -> tuple[list[Sheet], Area | None]:
    """The sheets to look at, all that can be seen without `--sheet`; and the cells, if named."""
    if asked is None:
        return [sheet for sheet in book.sheets if sheet.state == "visible"], None
    name, mark, cells = asked.rpartition("!")
    area = area_of(cells.strip().replace("$", ""))
    if area is None or not (mark or book.workbook is None):
        name, area = asked, None
    name = name.strip()
    if len(name) > 1 and name[0] == name[-1] == "'":
        # As a formula writes it: `'Điểm năm 2009'!A1:C9`.
        name = name[1:-1].replace("''", "'")
    wanted = [sheet for sheet in book.sheets if _plain(sheet.name) == _plain(name)]
    if not wanted and area is not None and len(book.sheets) == 1 and not name:
        wanted = list(book.sheets)
    if not wanted:
        listed = ", ".join(f"“{sheet.name}”" for sheet in book.sheets)
        raise _NoTable(
            f"there is no sheet {asked!r}; the sheets are: {listed}",
            f"không có trang “{asked}”; các trang: {listed}",
        )
    return wanted, area


def _plain(name: str) -> str:
    return composed(name).strip().casefold()


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


def _parts(chosen: Sequence[tuple[Taking, str]]) -> list[tuple[list[Taking], str]]:
    """The tables that make one file: a list in two halves, or a table for each cluster."""
    found: list[tuple[list[Taking], str]] = []
    for taking, kind in chosen:
        last = next((parts for parts, of in reversed(found) if of == kind), None)
        if last is not None and kind != "provinces" and _is_part(taking, kind, last):
            last.append(taking)
        else:
            found.append(([taking], kind))
    return found


def _is_part(taking: Taking, kind: str, parts: Sequence[Taking]) -> bool:
    """Whether a table is beside the last of these, or of another cluster than all of them."""
    table, before = taking.table, parts[-1].table
    # The year may stand above the first of them alone.
    if _years(taking, kind) not in ([], _years(parts[0], kind)):
        return False
    clusters = [part.table.cluster for part in parts]
    if table.cluster is not None and None not in clusters:
        return table.cluster not in clusters and _holds(table) == _holds(before)
    beside = table.sheet is before.sheet and table.first == before.first
    alike = _heads(table) == _heads(before) and table.titles == before.titles
    # Two halves of a list have no office in common, as two rounds or two versions have.
    again = _units(taking) & {unit for part in parts for unit in _units(part)}
    return beside and table.cluster is None and alike and not again


def _units(taking: Taking) -> set[str]:
    """The units of the register that the names of a table lead to."""
    names = best_names(taking).column if taking.table.of("name") else None
    texts = [taking.table.sheet.text(row, names) for row in taking.table.rows if names]
    found = [taking.register.resolve(text).province for text in texts if text]
    return {unit.id for unit in found if unit is not None}


def _holds(table: Table) -> list[Role]:
    return [heading.role for heading in table.headings if heading.role is not None]


def _heads(table: Table) -> list[str]:
    return [folded(heading.text) for heading in table.headings]


def _made(parts: Sequence[Taking], kind: str, wish: Wish, forms: Mapping[int, Form]) -> Made:
    """The file that a table makes, or that several make together; raises Refused."""
    first = parts[0]
    for part in parts:
        part.tell_what_is_hidden()
        if kind == "scores":
            points_column(part)
    year = _year(first, kind, wish) if SUBJECTS[kind].of_a_round else 0
    for part in parts:
        part.form = forms.get(year, Form())
    content: bytes
    meant: tuple[object, ...]
    counts: list[int]
    if kind == "scores":
        scored = [score_rows(part) for part in parts]
        rows = joined(scored, first)
        content, meant = scores_file(rows), tuple((row.name, row.value) for row in rows)
        counts = [len(one) for one in scored]
    elif kind == "clusters":
        clusters = [cluster_rows(part) for part in parts]
        meant = tuple(row for one in clusters for row in one)
        content = clusters_file([row for one in clusters for row in one])
        counts = [len(one) for one in clusters]
    else:
        units = unit_rows(first)
        content, meant, counts = provinces_file(units), tuple(units), [len(units)]
    address = Address(kind, year)
    for part, count in zip(parts, counts):
        part.steps.insert(0, _read(part, kind, address, count))
    places = ", ".join(part.table.area.place for part in parts)
    return Made(address, content, meant, first.book.file, first.table.sheet.name, places)


def _read(taking: Taking, kind: str, address: Address, count: int) -> Step:
    """The step that tells what a table is, and how much of the file it gives."""
    english, vietnamese = _FOUND[kind]
    one, many, counted = _COUNTED[kind]
    return Step(
        taking.book.file,
        taking.table.sheet.name,
        taking.table.area.place,
        "read",
        "; ".join(dict.fromkeys(h.text for h in taking.table.headings if h.role is not None)),
        SUBJECTS[kind].file_of(address.year),
        (
            f"{english}, {count} {one if count == 1 else many}",
            f"{vietnamese}, {quantity(count)} {counted}",
        ),
    )


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
