"""The forms of a sheet of points: `self` for a unit, `agreed` for the team that inspects it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from vtlt_cli.criteria.kind import Class, Criterion, Scale
from vtlt_cli.criteria.scale import NOT_ARISING, classes_of, frame, lines, scored, step_of
from vtlt_cli.diagnostics import Words
from vtlt_cli.forms.form import (
    OPEN_SUM,
    THE_SUM,
    UNIT_LABEL,
    Blank,
    Column,
    Entry,
    Form,
    Kind,
    Line,
    Page,
    Rule,
    checked,
    choices,
    day_cells,
)
from vtlt_cli.forms.scale_marks import scale_marks
from vtlt_cli.reading.days import HALVES
from vtlt_cli.reading.numbers import Number
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import office_of
from vtlt_cli.sheets.entries import Entry as Entered
from vtlt_cli.sheets.tables import scoring
from vtlt_cli.units import Province
from vtlt_cli.wording import points

HALF_DAYS = "buoi"
CLASSES = "xep_loai"
# So many half-days more than the round asks for have a line in the form.
_MORE_SESSIONS = 2
# More classes than these are no formula; they are told by `vtlt sheet`.
_MOST_CLASSES = 20

SELF_COLUMNS = (
    Column("code", "TT", 12, "center"),
    Column("text", "Nội dung, chỉ tiêu", 68),
    Column("scoring", "Mức điểm", 56),
    Column("result", "Kết quả thực hiện", 38, "center"),
    Column("points", "Điểm tự chấm", 20, "center"),
    Column("worth", "Điểm theo mức", 20, "center"),
    Column("evidence", "Tài liệu kiểm chứng, ghi chú", 38),
)
AGREED_COLUMNS = (
    Column("code", "TT", 12, "center"),
    Column("text", "Nội dung, chỉ tiêu", 52),
    Column("scoring", "Mức điểm", 44),
    Column("self_result", "Kết quả tự chấm", 30, "center"),
    Column("self", "Điểm tự chấm", 18, "center"),
    Column("result", "Kết quả thống nhất", 30, "center"),
    Column("points", "Điểm thống nhất", 18, "center"),
    Column("worth", "Điểm theo mức", 18, "center"),
    Column("reason", "Lý do, ghi chú", 30),
)


class _Frame(NamedTuple):
    """What of the forms of one scale is the same for every unit."""

    lines: tuple[Line, ...]
    lists: Mapping[str, tuple[tuple[str, Number | None], ...]]
    marks: Mapping[str, str]


def points_form(
    kind: Kind,
    unit: Province,
    scale: Scale,
    round_: Round,
    entered: Mapping[str, Entered] | None = None,
) -> Form:
    """The form of a unit; on that of its team what it `entered` itself stands beside, locked.

    The scale is one that leaves nothing in doubt.
    """
    made = _frame(scale, kind)
    agreed = kind == "agreed"
    shown = made.lines
    if entered:
        shown = tuple(_with_self(line, entered.get(line.code)) for line in made.lines)
    page = Page(
        "Phiếu chấm điểm",
        (
            f"PHIẾU CHẤM ĐIỂM CÔNG TÁC VĂN THƯ, LƯU TRỮ NĂM {round_.year}",
            f"({'Phần thống nhất của Đoàn kiểm tra' if agreed else 'Phần tự chấm của đơn vị'})",
            f"{UNIT_LABEL}{office_of(unit, round_)}",
        ),
        _note(scale, agreed),
        AGREED_COLUMNS if agreed else SELF_COLUMNS,
        shown,
        tuple(_agreed_blanks(round_, scale) if agreed else _self_blanks(round_)),
    )
    return Form(kind, round_.year, unit.id, (page,), made.lists, made.marks)


@lru_cache(4)
def _frame(scale: Scale, kind: Kind) -> _Frame:
    lists = dict(_lists(scale))
    if kind == "agreed":
        lists[HALF_DAYS] = tuple((half, None) for half in HALVES)
        if classes_of(scale):
            lists[CLASSES] = tuple((one.name, None) for one in classes_of(scale))
    return _Frame(tuple(_lines(scale, kind)), lists, scale_marks(scale))


def _lists(scale: Scale) -> Iterator[tuple[str, tuple[tuple[str, Number | None], ...]]]:
    """The levels of each criterion that has some, with their points."""
    for number, item in enumerate(scored(scale).values(), 1):
        if item.criterion.levels:
            found = tuple((level.name, level.points) for level in item.criterion.levels)
            yield f"muc_{number}", found


def _note(scale: Scale, agreed: bool) -> str:
    note = (
        "Chỉ ghi vào các ô nền vàng. Kết quả: ghi số lượng, chọn mức trong danh sách, hoặc ghi "
        f"“{NOT_ARISING}” nếu mức điểm có nêu. Để trống là chưa chấm, không phải 0 điểm. "
    )
    if not agreed:
        return note + "Số, ngày của báo cáo ghi ở cuối phiếu."
    step = step_of(scale)
    even = f"Điểm thống nhất là bội số của {points(step)}. " if step is not None else ""
    return note + even + "Các buổi kiểm tra và biên bản ghi ở cuối phiếu."


def _lines(scale: Scale, kind: Kind) -> Iterator[Line]:
    """The areas, each with its criteria, and the total."""
    items, agreed = scored(scale), kind == "agreed"
    numbers = {code: number for number, code in enumerate(items, 1)}
    sums = ("self", "points") if agreed else ("points",)
    step = step_of(scale) if agreed else None
    for area in scale.areas:
        codes = tuple(code for code, item in items.items() if scale.areas[item.area] is area)
        entries = {"text": Entry(area.title.upper())}
        yield Line(area.code, {**entries, **_sums(sums, codes)}, "group")
        for _number, found, criterion, whole in lines(scale):
            if found is not area:
                continue
            if criterion.parts and whole is None:
                parts = tuple(part.code for part in criterion.parts)
                text = {"text": Entry(criterion.text)}
                yield Line(criterion.code, {**text, **_sums(sums, parts)}, "group")
            else:
                yield _line(criterion, numbers[criterion.code], agreed, step)
    yield Line("", {"text": Entry("TỔNG CỘNG"), **_sums(sums, tuple(items))}, "total")
    classes = classes_of(scale)
    if 0 < len(classes) <= _MOST_CLASSES:
        yield Line("", {"text": Entry("XẾP LOẠI"), **_class(classes, tuple(items))}, "total")


def _sums(columns: Sequence[str], codes: tuple[str, ...]) -> dict[str, Entry]:
    return {column: Entry(OPEN_SUM, sum_of=codes) for column in columns}


def _class(classes: Sequence[Class], codes: tuple[str, ...]) -> dict[str, Entry]:
    """The class of the total, by the formula that whoever judges it goes by."""
    formula = '""'
    for one in reversed(classes):
        name = one.name.replace('"', '""')
        formula = f'IF({THE_SUM}>={one.least},"{name}",{formula})'
    return {"points": Entry(OPEN_SUM, formula=formula, sum_of=codes)}


def _line(criterion: Criterion, number: int, agreed: bool, step: Number | None) -> Line:
    text = criterion.text
    if criterion.evidence is not None:
        text += f" (tài liệu kiểm chứng: {criterion.evidence})"
    judged = not criterion.levels and criterion.each is None
    result = Entry() if judged else Entry(open=True, rule=_result_rule(criterion, number))
    worth = Entry(formula=_worth(criterion, number), value="")
    if judged:
        least, most = frame(criterion)
        worth = Entry(f"{points(least or 0)} – {points(most or 0)}")
        if criterion.not_arising is not None:
            result = Entry(open=True, rule=_result_rule(criterion, number))
    entries = {
        "text": Entry(text),
        "scoring": Entry(scoring(criterion, "vi")),
        "result": result,
        "points": Entry(open=True, rule=_points_rule(criterion, step)),
        "worth": worth,
        "reason" if agreed else "evidence": Entry(open=True),
    }
    if agreed:
        entries |= {"self_result": Entry(), "self": Entry()}
    return Line(criterion.code, entries)


def _with_self(line: Line, entered: Entered | None) -> Line:
    """The line with what the unit entered itself."""
    if entered is None or line.look != "line":
        return line
    mine = {"self_result": Entry(entered.self_result), "self": Entry(entered.self_)}
    return line._replace(entries={**line.entries, **mine})


def _result_rule(criterion: Criterion, number: int) -> Rule:
    words = f'{{cell}}="{NOT_ARISING}"'
    if criterion.levels:
        return choices(f"muc_{number}", "Chọn một mức trong danh sách.")
    if criterion.each is None:
        return checked(words, f"Để trống, hoặc ghi “{NOT_ARISING}”.")
    decimals = criterion.decimals
    is_number = f"AND(ISNUMBER({{cell}}),{{cell}}>=0,ROUND({{cell}},{decimals})={{cell}})"
    asks = "Ghi số nguyên, từ 0 trở lên"
    if decimals:
        asks = f"Ghi số từ 0 trở lên, nhiều nhất {decimals} chữ số thập phân"
    if criterion.not_arising is None:
        # AND and OR of a text and a number are an error where they are not parted.
        return checked(f"IF(ISNUMBER({{cell}}),{is_number},FALSE)", f"{asks}.")
    return checked(f"IF(ISNUMBER({{cell}}),{is_number},{words})", f"{asks}, hoặc “{NOT_ARISING}”.")


def _points_rule(criterion: Criterion, step: Number | None) -> Rule:
    least, most = frame(criterion)
    if criterion.levels:
        found = [level.points for level in criterion.levels]
        least, most = min(found), max(found)
    asked = ["ISNUMBER({cell})"]
    asks = "Ghi số điểm"
    if least is not None:
        asked.append(f"{{cell}}>={least}")
        asks += f", từ {points(least)}"
    if most is not None:
        asked.append(f"{{cell}}<={most}")
        asks += f", đến {points(most)}"
    if step is not None and not criterion.levels:
        asked.append(f"ABS({{cell}}/{step}-ROUND({{cell}}/{step},0))<0.000001")
        asks += f", bội số của {points(step)}"
    return checked(f"IF(ISNUMBER({{cell}}),AND({','.join(asked)}),FALSE)", f"{asks}.")


def _worth(criterion: Criterion, number: int) -> str:
    """The points of the result by the scale, nothing where there is none yet."""
    if criterion.levels:
        # By no look-up function: `*`, `?` and `~` of a name would stand for other letters.
        chosen = f"SUMPRODUCT(--(muc_{number}={{result}}))"
        worth = f"SUMPRODUCT((muc_{number}={{result}})*diem_{number})"
        return f'IF({{result}}="","",IF({chosen}=1,{worth},""))'
    worth = f"{criterion.each}*{{result}}"
    least, most = frame(criterion)
    if most is not None:
        worth = f"MIN({most},{worth})"
    if least is not None:
        worth = f"MAX({least},{worth})"
    otherwise = '""'
    if criterion.not_arising is not None:
        otherwise = f'IF({{result}}="{NOT_ARISING}",{criterion.not_arising},"")'
    return f"IF(ISNUMBER({{result}}),{worth},{otherwise})"


def _self_blanks(round_: Round) -> Iterator[Blank]:
    yield Blank("report.number", "Số, ký hiệu báo cáo tự đánh giá", (("result", None),))
    yield Blank(
        "report.date",
        "Ngày của báo cáo (ngày, tháng, năm)",
        day_cells(round_.year, ("result", "points", "worth")),
    )


def _agreed_blanks(round_: Round, scale: Scale) -> Iterator[Blank]:
    days = ("self_result", "self", "result")
    half = choices(HALF_DAYS, "Chọn buổi sáng hoặc buổi chiều.")
    for number in range(1, (round_.sessions_per_province or 2) + _MORE_SESSIONS + 1):
        yield Blank(
            f"held.{number}",
            f"Buổi kiểm tra thứ {number} (ngày, tháng, năm, buổi)",
            (*day_cells(round_.year, days), ("points", half)),
        )
    yield Blank("minutes.number", "Số, ký hiệu biên bản (nếu có)", (("self_result", None),))
    yield Blank(
        "minutes.date",
        "Ngày thông qua biên bản (ngày, tháng, năm)",
        day_cells(round_.year, days),
    )
    total = checked("ISNUMBER({cell})", "Ghi tổng số điểm đúng như trong biên bản.")
    yield Blank("minutes.total", "Tổng số điểm ghi trong biên bản", (("self_result", total),))
    if classes_of(scale):
        named = choices(CLASSES, "Chọn một loại trong danh sách.")
        yield Blank("minutes.class", "Xếp loại ghi trong biên bản", (("self_result", named),))


# Why a round has no forms of points.
NO_CRITERIA: Words = (
    "the scale has no criteria yet",
    "thang điểm chưa có chỉ tiêu nào",
)
