"""criteria_YYYY.yaml: the scale of a round, its areas and criteria, and the classes of totals."""

from __future__ import annotations

from dataclasses import dataclass, field

from vtlt_cli.reading.fields import (
    CODE,
    NUMBER,
    POINTS,
    TEXT,
    WHOLE,
    Field,
    Record,
    Values,
    list_of,
    one,
)
from vtlt_cli.reading.kinds import Dataset, Kind
from vtlt_cli.reading.numbers import Number
from vtlt_cli.units import Places


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One of the levels of a criterion, and the points of whoever is on it."""

    name: str
    points: Number
    places: Places


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """What is scored, in one of four ways; `measure` is what its quantity counts.

    `each` are points a unit of work, `levels` a choice, `most` alone a frame in which the team
    judges, `parts` criteria of which it is the sum. `not_arising` is what it is worth to a unit
    that had nothing of it; None where that may not be entered.
    """

    code: str
    text: str
    measure: str | None
    decimals: int
    each: Number | None
    levels: tuple[Level, ...]
    most: Number | None
    least: Number | None
    not_arising: Number | None
    evidence: str | None
    parts: tuple[Criterion, ...]
    places: Places


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """One of the contents of the round, with its criteria."""

    code: str
    title: str
    criteria: tuple[Criterion, ...]
    places: Places


@dataclass(frozen=True, slots=True, eq=False)
class Class:
    """A word for a total: that of all totals from `least` on, up to the next higher class."""

    name: str
    least: Number
    places: Places


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """The scale of a round; agreed points are multiples of `step` where there is one."""

    step: Number | None = None
    classes: tuple[Class, ...] = ()
    areas: tuple[Area, ...] = ()
    places: Places = field(default_factory=dict)


LEVEL = Record(
    "level",
    Level,
    Field("name", TEXT, ("What the level is called.", "Tên mức."), required=True),
    Field("points", POINTS, ("Its points.", "Số điểm của mức."), required=True),
)


def _criterion(values: Values) -> Criterion:
    get = values.fields.get
    return Criterion(
        code=values["code"],
        text=values["text"],
        measure=get("unit"),
        decimals=get("decimals", 0),
        each=get("each"),
        levels=get("levels", ()),
        most=get("most"),
        least=get("least"),
        not_arising=get("not_arising"),
        evidence=get("evidence"),
        parts=get("criteria", ()),
        places=values.places,
    )


CRITERION = Record(
    "criterion",
    Criterion,
    Field(
        "code",
        CODE,
        (
            'Its number, once in the file, in quotes: "7.1". Sheets refer to it.',
            'Ký hiệu chỉ tiêu, không trùng trong tệp, để trong ngoặc kép: "7.1". Phiếu chấm điểm'
            " ghi theo ký hiệu này.",
        ),
        required=True,
    ),
    Field(
        "text", TEXT, ("The criterion as printed.", "Nội dung chỉ tiêu như bản in."), required=True
    ),
    Field(
        "unit",
        TEXT,
        ("What is counted: văn bản, lớp, mét giá.", "Đơn vị tính: văn bản, lớp, mét giá."),
    ),
    Field(
        "decimals",
        WHOLE,
        (
            "How many decimals the quantity may have; left out: 0.",
            "Số chữ số thập phân của số lượng; không ghi: 0.",
        ),
    ),
    Field(
        "each",
        POINTS,
        (
            "Points a unit of work; below 0 for a deduction. Without `most` there is no limit.",
            "Số điểm của mỗi đơn vị tính; nhỏ hơn 0 là điểm trừ. Không có `most` thì không giới"
            " hạn.",
        ),
    ),
    Field(
        "levels",
        list_of(LEVEL),
        ("Levels of which one is chosen.", "Các mức, chọn một."),
    ),
    Field(
        "most",
        POINTS,
        (
            "The most points there are; alone it means that the team judges within the frame.",
            "Số điểm tối đa; chỉ ghi riêng trường này thì Đoàn kiểm tra cho điểm trong khung.",
        ),
    ),
    Field(
        "least",
        POINTS,
        (
            "The fewest points there are; where points are judged, left out: 0.",
            "Số điểm tối thiểu; nếu cho điểm trong khung, không ghi: 0.",
        ),
    ),
    Field(
        "not_arising",
        POINTS,
        (
            "What “không phát sinh” is worth; left out: it may not be entered.",
            "Số điểm khi “không phát sinh”; không ghi thì không được ghi như vậy vào phiếu.",
        ),
    ),
    Field(
        "evidence",
        TEXT,
        ("The papers that are asked for.", "Tài liệu kiểm chứng cần có."),
    ),
    make=_criterion,
)
# A criterion may be made of criteria, which are scored in its place.
CRITERION.fields["criteria"] = Field(
    "criteria",
    list_of(CRITERION),
    (
        "Its parts, which are scored; its points are their sum. A part has no parts.",
        "Các chỉ tiêu thành phần được chấm điểm; điểm của chỉ tiêu là tổng của chúng. Chỉ tiêu"
        " thành phần không chia nhỏ nữa.",
    ),
)

AREA = Record(
    "area",
    Area,
    Field("code", CODE, ("Its number: I.", "Số thứ tự nội dung: I."), required=True),
    Field(
        "title",
        TEXT,
        (
            "One of the round's `content`, as printed.",
            "Một trong các nội dung (`content`) của đợt kiểm tra, như bản in.",
        ),
        required=True,
    ),
    Field(
        "criteria",
        list_of(CRITERION),
        ("The criteria, in the printed order.", "Các chỉ tiêu, theo thứ tự bản in."),
        required=True,
    ),
)

CLASS = Record(
    "class",
    Class,
    Field("name", TEXT, ("The word: Xuất sắc.", "Tên loại: Xuất sắc."), required=True),
    Field(
        "least",
        NUMBER,
        ("The lowest total that gets it.", "Tổng số điểm thấp nhất của loại."),
        required=True,
    ),
)

SCALE = Record(
    "scale",
    Scale,
    Field(
        "step",
        POINTS,
        (
            "Agreed points of a criterion are multiples of it; left out: not judged.",
            "Điểm thống nhất của mỗi chỉ tiêu là bội số của số này; không ghi thì không xét.",
        ),
    ),
    Field(
        "classes",
        list_of(CLASS),
        (
            "The classes, the highest first; left out: none are judged.",
            "Các loại, từ cao xuống thấp; không ghi thì không xét xếp loại.",
        ),
    ),
    Field(
        "areas",
        list_of(AREA),
        ("The areas, in the round's order.", "Các nội dung, theo thứ tự của đợt kiểm tra."),
        required=True,
    ),
)


CRITERIA: Kind[Scale | None] = Kind(
    "criteria",
    (
        "The scale of a round: areas, criteria, points, and the classes of totals.",
        "Thang điểm của đợt kiểm tra: các nội dung, chỉ tiêu, mức điểm và xếp loại.",
    ),
    one(SCALE),
    None,
)


def scales(data: Dataset) -> dict[int, Scale]:
    """The scales that could be read, by the year of their round."""
    return {year: scale for year, scale in data.by_year(CRITERIA).items() if scale is not None}
