"""A sheet as a table: the scale with what a unit and its team entered; blank without a unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vtlt_cli.criteria.kind import Area, Criterion, Scale
from vtlt_cli.criteria.scale import NOT_ARISING, class_of, classes_of, frame, lines
from vtlt_cli.printing.table import Column, Line, Row, Table, points_column, text_of
from vtlt_cli.reading.numbers import Number, exact_sum
from vtlt_cli.rounds.kind import Round
from vtlt_cli.sheets.entries import Entry
from vtlt_cli.sheets.kind import Sheet
from vtlt_cli.wording import Lang, points, side

# What stands for a sum that cannot be worked out yet: it is not 0.
NO_SUM = "…"

FIELDS = (
    "criterion",
    "area",
    "text",
    "unit",
    "each",
    "least",
    "most",
    "levels",
    "not_arising",
    "self_result",
    "self",
    "agreed_result",
    "agreed",
    "difference",
    "reason",
    "evidence",
)


def sheet_table(
    scale: Scale,
    entries: Mapping[str, Entry],
    sheet: Sheet | None,
    office: str | None,
    round_: Round,
    lang: Lang,
    with_sums: bool,
) -> Table:
    """The criteria with what stands in the sheet of `office`; the blank sheet without one.

    `with_sums` adds the rows that people read and machines do not: areas, criteria with parts, the
    total. A sum over a blank is none.
    """
    rows = list(_rows(scale, entries, sheet, office is not None, lang))
    return Table(
        tuple(_heading(scale, sheet, office, round_, lang)),
        tuple(_columns(office is not None, lang)),
        FIELDS,
        rows if with_sums else [row for row in rows if row["kind"] == "scored"],
    )


def _rows(
    scale: Scale, entries: Mapping[str, Entry], sheet: Sheet | None, filled: bool, lang: Lang
) -> Iterator[Row]:
    last: Area | None = None
    for number, area, criterion, whole in lines(scale):
        if area is not last:
            last = area
            sums = _pair(sheet.self_.areas, sheet.agreed.areas, number) if sheet else (None, None)
            yield _sum_row(area.code, area.title.upper(), *sums, filled)
        if criterion.parts and whole is None:
            parts = [entries.get(part.code, Entry()) for part in criterion.parts]
            yield _sum_row(
                criterion.code,
                criterion.text,
                _sum([part.self_ for part in parts]),
                _sum([part.agreed for part in parts]),
                filled,
            )
        else:
            yield _criterion_row(area, criterion, entries.get(criterion.code, Entry()), lang)
    total = ("TỔNG CỘNG", "TOTAL")[lang == "en"]
    sums = (sheet.self_.total, sheet.agreed.total) if sheet else (None, None)
    yield _sum_row("", total, *sums, filled)


def _pair(
    one: Sequence[Number | None], other: Sequence[Number | None], number: int
) -> tuple[Number | None, Number | None]:
    """The two sums of an area; of a sheet that could not be read there are none."""
    return (
        one[number] if number < len(one) else None,
        other[number] if number < len(other) else None,
    )


def _sum(found: Sequence[Number | None]) -> Number | None:
    whole = [number for number in found if number is not None]
    return exact_sum(whole) if len(whole) == len(found) else None


def difference(self_: Number | None, agreed: Number | None) -> Number | None:
    """The unit's own points less those agreed; None where one of them is not there."""
    return None if self_ is None or agreed is None else exact_sum((self_, -agreed))


def _sum_row(
    code: str, text: str, self_: Number | None, agreed: Number | None, filled: bool
) -> Row:
    empty: dict[str, Any] = dict.fromkeys(FIELDS)
    return {
        **empty,
        "kind": "sum",
        "criterion": code,
        "text": text,
        "scoring": "",
        "self": self_,
        "agreed": agreed,
        "difference": difference(self_, agreed),
        "open": NO_SUM if filled else "",
    }


def _criterion_row(area: Area, criterion: Criterion, entry: Entry, lang: Lang) -> Row:
    return {
        "kind": "scored",
        "criterion": criterion.code,
        "area": area.code,
        "text": criterion.text,
        "unit": criterion.measure,
        "each": criterion.each,
        "least": criterion.least,
        "most": criterion.most,
        "levels": [{"name": one.name, "points": one.points} for one in criterion.levels],
        "not_arising": criterion.not_arising,
        "scoring": scoring(criterion, lang),
        "self_result": entry.self_result,
        "self": entry.self_,
        "agreed_result": entry.agreed_result,
        "agreed": entry.agreed,
        "difference": difference(entry.self_, entry.agreed),
        "reason": entry.reason,
        "evidence": entry.evidence,
        "open": "",
    }


def scoring(criterion: Criterion, lang: Lang) -> str:
    """The points of a criterion in words: `10 điểm/văn bản, tối đa 200 điểm`."""
    vi = lang == "vi"
    unit = "điểm" if vi else "points"
    least, most = frame(criterion)
    said = []
    if criterion.each is not None:
        measure = criterion.measure or ("đơn vị tính" if vi else "unit of work")
        said.append(f"{points(criterion.each)} {unit}/{measure}")
        if least is not None:
            said.append(f"{'tối thiểu' if vi else 'at least'} {points(least)} {unit}")
        if most is not None:
            said.append(f"{'tối đa' if vi else 'at most'} {points(most)} {unit}")
    elif criterion.levels:
        said += [f"{one.name}: {points(one.points)} {unit}" for one in criterion.levels]
    elif most is not None and least is not None:
        between = f"từ {points(least)} đến {points(most)} điểm"
        said.append(between if vi else f"{points(least)} to {points(most)} points")
    if criterion.not_arising is not None:
        said.append(f"{NOT_ARISING}: {points(criterion.not_arising)} {unit}")
    return "; ".join(said)


def _columns(filled: bool, lang: Lang) -> Iterator[Column]:
    vi = lang == "vi"
    yield Column("TT" if vi else "No.", text_of("criterion"), "left", "criterion")
    yield Column("Nội dung, chỉ tiêu" if vi else "Criterion", text_of("text"), "left", "text")
    yield Column("Mức điểm" if vi else "Points", text_of("scoring"), "left", "scoring")
    result = "Kết quả thực hiện" if vi else "Result"
    yield Column(result, text_of("self_result"), "left", "self_result")
    yield _sums_column("Điểm tự chấm" if vi else "Own points", "self")
    if filled:
        found = "Kết quả thống nhất" if vi else "Agreed result"
        yield Column(found, text_of("agreed_result"), "left", "agreed_result")
    yield _sums_column("Điểm thống nhất" if vi else "Agreed points", "agreed")
    if filled:
        yield _sums_column("Chênh lệch" if vi else "Difference", "difference")
    yield Column("Lý do, ghi chú" if vi else "Reason, notes", text_of("reason"), "left", "reason")


def _sums_column(title: str, field: str) -> Column:
    """Points; where a row is a sum that cannot be worked out, `…`."""
    column = points_column(title, field)

    def written(row: Row) -> str:
        opened: str = row["open"] if field != "difference" else ""
        return column.show(row) or opened

    return column._replace(show=written)


def _heading(
    scale: Scale, sheet: Sheet | None, office: str | None, round_: Round, lang: Lang
) -> Iterator[Line]:
    vi = lang == "vi"
    title = f"Phiếu chấm điểm công tác văn thư, lưu trữ năm {round_.year}"
    yield Line(title if vi else f"Sheet of points, round {round_.year}")
    if office is not None:
        yield Line(f"{'Đơn vị' if vi else 'Unit'}: {office}", "note")
    total = sheet.agreed.total if sheet else None
    found = class_of(classes_of(scale), total) if total is not None else None
    if found is not None:
        yield Line(side(("Class: ", "Xếp loại: "), lang) + found.name, "note")
