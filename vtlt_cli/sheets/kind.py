"""sheets_YYYY/<unit>.csv: the points of a unit a criterion, its own and those agreed."""

from __future__ import annotations

from dataclasses import dataclass

from vtlt_cli.diagnostics import Span
from vtlt_cli.reading.fields import CODE, TEXT_CELL, Field, Record, list_of
from vtlt_cli.reading.kinds import Dataset, Kind, Stream
from vtlt_cli.reading.numbers import Number
from vtlt_cli.units import Province


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What one side of a sheet adds up to.

    `areas` are the sums of the areas in the order of the scale, `total` that of all; None where a
    criterion has no points yet, or where a slip leaves the sum in doubt. `lines` is how many
    criteria have points, `missing` how many have none; `faulty` whether there is a slip.
    """

    areas: tuple[Number | None, ...] = ()
    total: Number | None = None
    lines: int = 0
    missing: int = 0
    faulty: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The sheet of a unit: of its lines only what they add up to is kept.

    `unit` is None where the name of the file leads to none. `place` is the file as a whole.
    """

    unit: Province | None
    self_: Sums
    agreed: Sums
    place: Span


LINE = Record(
    "sheet line",
    None,
    Field(
        "criterion",
        CODE,
        ("The code of the criterion in the scale.", "Ký hiệu chỉ tiêu trong thang điểm."),
        required=True,
    ),
    Field(
        "self_result",
        TEXT_CELL,
        (
            "What the unit reports: a quantity, the name of a level, “không phát sinh”; empty where"
            " points are judged.",
            "Kết quả đơn vị báo cáo: số lượng, tên mức, “không phát sinh”; để trống nếu cho điểm"
            " trong khung.",
        ),
    ),
    Field(
        "self",
        TEXT_CELL,
        (
            "The points that the unit gives itself; empty: not yet, which is not 0.",
            "Điểm tự chấm; để trống là chưa chấm, không phải 0 điểm.",
        ),
    ),
    Field(
        "agreed_result",
        TEXT_CELL,
        ("The result that the team found.", "Kết quả Đoàn kiểm tra thống nhất."),
    ),
    Field(
        "agreed",
        TEXT_CELL,
        (
            "The points that the team agreed on; empty: not yet, which is not 0.",
            "Điểm thống nhất; để trống là chưa thống nhất, không phải 0 điểm.",
        ),
    ),
    Field(
        "reason",
        TEXT_CELL,
        (
            "Why the agreed points differ from the unit's own.",
            "Lý do điểm thống nhất khác điểm tự chấm.",
        ),
    ),
    Field(
        "evidence",
        TEXT_CELL,
        (
            "The papers that were named, where the scale asks for some.",
            "Tài liệu kiểm chứng đã nêu, nếu thang điểm có quy định.",
        ),
    ),
    kept=True,
)


def _reader(data: Dataset, year: int) -> Stream[Sheet | None]:
    """What reads the sheets of that round."""
    from vtlt_cli.sheets.read import SheetReader

    return SheetReader(data, year).read


SHEETS: Kind[Sheet | None] = Kind(
    "sheets",
    (
        "The sheet of a unit: a line a criterion, self-assessment and agreed points beside it.",
        "Phiếu chấm điểm của một đơn vị: mỗi chỉ tiêu một dòng, điểm tự chấm và điểm thống nhất.",
    ),
    list_of(LINE),
    None,
    streamed=_reader,
)


def sheets_of(data: Dataset, year: int) -> dict[str, Sheet]:
    """The sheet of each unit by its id; of several of one unit none, since none is the right one.

    That a unit takes part is for the caller to ask.
    """
    found: dict[str, list[Sheet]] = {}
    for sheet in data.by_unit(SHEETS, year).values():
        if sheet is not None and sheet.unit is not None:
            found.setdefault(sheet.unit.id, []).append(sheet)
    return {id_: sheets[0] for id_, sheets in found.items() if len(sheets) == 1}
