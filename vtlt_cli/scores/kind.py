"""scores_YYYY.csv: the total points of each office, in the printed order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vtlt_cli.reading.fields import (
    NAME_CELL,
    NUMBER_CELL,
    WHOLE,
    Field,
    Reading,
    Record,
    Values,
    list_of,
)
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.reading.numbers import Number, parse_number
from vtlt_cli.reading.settled import settle_numbers
from vtlt_cli.units import Name, Places


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """An office's total points in a round; `position` is the printed Stt, None where there is none.

    `value` is None where the cell could not be read as a number.
    """

    position: int | None
    name: Name
    value: Number | None
    places: Places


def is_no_office(name: Name) -> bool:
    """Whether a row of that name is none of an office: of totals, of a region, of no name."""
    return bool(name.hows) and name.hows[0] == "no-office"


def offices(scores: Iterable[Score]) -> list[Score]:
    """The rows that are of offices, or may be."""
    return [score for score in scores if not is_no_office(score.name)]


def _score(values: Values) -> Score:
    fields = values.fields
    return Score(fields.get("position"), fields["province"], fields["score"], values.places)


SCORE = Record(
    "score",
    Score,
    Field(
        "position",
        WHOLE,
        (
            "The printed number of the row (Stt). The column may be missing, its cells empty.",
            "Số thứ tự (Stt) đã in. Có thể không có cột này hoặc để trống ô.",
        ),
        headings=("stt", "tt", "số tt", "số thứ tự", "thứ tự"),
    ),
    Field(
        "province",
        NAME_CELL,
        (
            "The province, as published, once a round.",
            "Tên tỉnh, thành phố, ghi đúng bản in, mỗi đợt một lần.",
        ),
        required=True,
        headings=(
            "tên cơ quan",
            "cơ quan",
            "tỉnh",
            "tên tỉnh",
            "tỉnh, thành phố",
            "tỉnh/thành phố",
            "tỉnh/thành",
            "tỉnh thành",
            "tên tỉnh, thành phố",
            "tên tỉnh, thành phố trực thuộc trung ương",
            "đơn vị",
            "tên đơn vị",
            "tên cơ quan, đơn vị",
            "cơ quan, đơn vị",
            "xã, phường",
            "tên xã, phường",
            "địa phương",
        ),
    ),
    Field(
        "score",
        NUMBER_CELL,
        ("The total points: 8280 or 61.31.", "Tổng số điểm: 8280 hoặc 61.31."),
        required=True,
        headings=("tổng số điểm", "tổng điểm", "điểm", "điểm số", "số điểm", "tổng cộng điểm"),
    ),
    make=_score,
    kept=True,
)


def _settle(rows: list[Values], reading: Reading) -> None:
    """The numbers of the offices; those of another row are no evidence, and nobody misses them."""
    settle_numbers(
        [row for row in rows if not is_no_office(row["province"])], "score", "score", reading
    )
    for row in rows:
        if is_no_office(row["province"]):
            row.fields["score"] = parse_number(row["score"].text)


SCORES: Kind[tuple[Score, ...]] = Kind(
    "scores",
    (
        "The total points of each office of a round, in the printed order.",
        "Tổng số điểm của từng cơ quan trong một đợt kiểm tra, theo thứ tự bản in.",
    ),
    list_of(SCORE),
    (),
    _settle,
)
