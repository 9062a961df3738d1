"""The papers of an inspected unit: its sheet and its report on itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vtlt_cli.criteria.scale import class_of, classes_of, lines
from vtlt_cli.papers.material import (
    KEPT,
    UNKNOWN,
    Material,
    annex_heading,
    department,
    dotted,
    goes_with,
    guidance,
    inspected,
    leader_called,
    office_body,
    period,
    plain_table,
    work,
)
from vtlt_cli.printing.paper import Annex, Content, Paper, Text
from vtlt_cli.printing.table import Row, Table
from vtlt_cli.reading.numbers import Number
from vtlt_cli.sheets.entries import Entry
from vtlt_cli.sheets.tables import NO_SUM, sheet_table
from vtlt_cli.units import Province
from vtlt_cli.wording import points


def entries_of(m: Material, unit: Province) -> Mapping[str, Entry]:
    """The lines of the unit's sheet; nothing where it has none."""
    sheet = m.sheet(unit)
    return m.entries(sheet) if sheet is not None else {}


def shown(value: Number | None) -> str:
    """A sum in a sentence or cell; one that cannot be told yet is `…`, which is not 0."""
    return NO_SUM if value is None else points(value)


def classed(m: Material, total: Number | None) -> str:
    """The class that a total gives by the scale; `…` where there is none to tell."""
    found = class_of(classes_of(m.scale), total) if total is not None else None
    return found.name if found else UNKNOWN


def whole_sheet(m: Material, unit: Province, label: str, tied: str, agreed: bool) -> Annex:
    """The sheet of a unit with what stands in it: its own points, and those `agreed`."""
    table = sheet_table(
        m.scale, entries_of(m, unit), m.sheet(unit), inspected(m, unit), m.round, "vi", True
    )
    left_out = {"difference"} if agreed else {"difference", "agreed_result", "agreed", "reason"}
    columns = tuple(column for column in table.columns if column.field not in left_out)
    sheet = m.sheet(unit)
    side = None if sheet is None else sheet.agreed if agreed else sheet.self_
    content = (
        Text(f"Đơn vị: {inspected(m, unit)}"),
        table._replace(heading=(), columns=columns),
        Text(f"Xếp loại: {classed(m, side.total if side else None)}"),
    )
    title = f"Phiếu chấm điểm {work(m)} năm {m.year}"
    return Annex(annex_heading(label, title, tied), content, across=True)


def sheet(m: Material, unit: Province) -> tuple[Annex, ...]:
    """The sheet of points as it stands (form 2.1): an annex to the report or to the minutes."""
    us = office_body(m, unit)
    tied = goes_with("Báo cáo", us.numbered("BC"), inspected(m, unit))
    return (whole_sheet(m, unit, "Phụ lục", tied, agreed=True),)


def outline(m: Material) -> Iterator[Content]:
    """The parts of a report on oneself, to be written."""
    yield Text("I. ĐẶC ĐIỂM, TÌNH HÌNH", "part")
    yield from dotted()
    yield Text("II. KẾT QUẢ THỰC HIỆN", "part")
    yield from dotted(*(f"{number}. {title}" for number, title in enumerate(_areas(m), 1)))
    yield Text("III. HẠN CHẾ, NGUYÊN NHÂN", "part")
    yield from dotted("1. Hạn chế", "2. Nguyên nhân")
    yield Text("IV. TỰ CHẤM ĐIỂM, XẾP LOẠI", "part")
    yield Text("Số điểm theo từng nội dung, tổng số điểm, xếp loại; kèm theo phiếu chấm điểm.")
    yield Text("V. KIẾN NGHỊ, ĐỀ XUẤT", "part")
    yield from dotted("1. Với lãnh đạo địa phương", f"2. Với {department(m).called}")


def _areas(m: Material) -> list[str]:
    """The contents of the inspection: the areas of the scale, else what the round declares."""
    titles = [area.title for area in m.scale.areas] or list(m.round.content)
    return [title[:1].upper() + title[1:] for title in titles] or [UNKNOWN]


def self_report(m: Material, unit: Province) -> tuple[Paper, ...]:
    """The report of a unit on itself (form 1.4), to the leader of its cluster.

    Report 241/BC-VTLTNN, II.2.d: “chuẩn bị báo cáo bằng văn bản tự đánh giá, chấm điểm kết quả thực
    hiện mỗi chỉ tiêu và tổng hợp chung số điểm, xếp loại gửi cho Cụm trưởng”.
    """
    us, cluster = office_body(m, unit), m.home(unit)
    to = leader_called(m, cluster) if cluster is not None else UNKNOWN
    found = m.sheet(unit)
    sums = found.self_ if found is not None else None
    content: list[Content] = [
        Text(f"Thực hiện {guidance(m)}, {inspected(m, unit)} báo cáo như sau:"),
        Text("I. ĐẶC ĐIỂM, TÌNH HÌNH", "part"),
        *dotted(),
        Text(f"II. KẾT QUẢ THỰC HIỆN ({period(m).upper()})", "part"),
    ]
    for number, title in enumerate(_areas(m), 1):
        content.append(Text(f"{number}. {title}", "point"))
        if m.scale.areas:
            content.append(_area_table(m, unit, number - 1))
        content += dotted()
    content += [
        Text("III. HẠN CHẾ, NGUYÊN NHÂN", "part"),
        *dotted("1. Hạn chế", "2. Nguyên nhân"),
        Text("IV. TỰ CHẤM ĐIỂM, XẾP LOẠI", "part"),
    ]
    rows: list[Row] = [
        {
            "area": f"{area.code}. {area.title}",
            "points": shown(
                sums.areas[place] if sums is not None and place < len(sums.areas) else None
            ),
        }
        for place, area in enumerate(m.scale.areas)
    ]
    total = sums.total if sums is not None else None
    rows.append({"area": "TỔNG CỘNG", "points": shown(total)})
    titles = {"area": "Nội dung", "points": "Điểm tự chấm"}
    content += [
        plain_table(titles, rows, right=("points",)),
        Text(f"Tự xếp loại: {classed(m, total)}."),
        Text("V. KIẾN NGHỊ, ĐỀ XUẤT", "part"),
        *dotted("1. Với lãnh đạo địa phương", f"2. Với {department(m).called}"),
    ]
    content[-1] = Text(f"{content[-1].text}./." if isinstance(content[-1], Text) else "./.")
    return (
        Paper(
            agency=us.name,
            parent=us.parent,
            symbol=us.numbered("BC"),
            place=us.place,
            name="Báo cáo",
            subject=f"Tự đánh giá, chấm điểm {work(m)} ({period(m)})",
            addressees=(to,),
            content=tuple(content),
            recipients=("- Như trên;", KEPT),
            annexes=(
                whole_sheet(
                    m,
                    unit,
                    "Phụ lục",
                    goes_with("Báo cáo", us.numbered("BC"), inspected(m, unit)),
                    agreed=False,
                ),
            ),
        ),
    )


def _area_table(m: Material, unit: Province, number: int) -> Table:
    """The criteria of an area with the unit's own results and points."""
    found = entries_of(m, unit)
    rows = []
    for place, _area, criterion, whole in lines(m.scale):
        if place != number or (criterion.parts and whole is None):
            continue
        entry = found.get(criterion.code, Entry())
        rows.append(
            {
                "code": criterion.code,
                "text": criterion.text,
                "result": entry.self_result or UNKNOWN,
                "points": shown(entry.self_),
            }
        )
    titles = {
        "code": "TT",
        "text": "Chỉ tiêu",
        "result": "Kết quả thực hiện",
        "points": "Điểm tự chấm",
    }
    return plain_table(titles, rows, right=("points",))
