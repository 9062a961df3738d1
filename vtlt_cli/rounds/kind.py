"""rounds.yaml: what is known of the rounds of cross-inspection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vtlt_cli.diagnostics import Refusal
from vtlt_cli.names import When
from vtlt_cli.reading.fields import (
    DAY,
    DECIMALS,
    FIRST_OF_MONTH,
    LAST_OF_MONTH,
    NUMBER,
    PROSE,
    TEXT,
    WHOLE,
    YEAR,
    Field,
    Reading,
    Record,
    Type,
    Unread,
    Values,
    by_name,
    by_number,
    list_of,
    one,
    read_record,
    whole_list_of,
)
from vtlt_cli.reading.kinds import Dataset, Kind, printed_kinds
from vtlt_cli.reading.numbers import Form, Number
from vtlt_cli.reading.yaml_text import Node
from vtlt_cli.rounds.document import DOCUMENT, Document
from vtlt_cli.rounds.issuers import BASIS, ISSUERS, Issuer
from vtlt_cli.rounds.lost import lost_fields
from vtlt_cli.units import Places
from vtlt_cli.wording import alternatives

# The format of a data folder that this version reads.
FORMAT = 1


@dataclass(frozen=True, slots=True, eq=False)
class Appendix:
    """A table of the printed report: `table` is what it shows, `title` its heading as printed.

    What is `restated` is no transcript: its file was corrected after the report came out.
    """

    number: int
    table: str
    title: str
    places: Places
    restated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Seat:
    """A seat in the team of each cluster (report 241/BC-VTLTNN, II.2.c: “Thành phần đoàn kiểm tra
    của mỗi cụm gồm có”).

    `of` is "leader" where it is filled from the lead province; `count` is how many have it, None
    where there is at least one.
    """

    seat: str
    title: str
    of: str | None = None
    count: int | None = None
    places: Places = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """One cross-inspection, named by its year; a round that no file describes has only that.

    `cluster_least` and `cluster_most` are how far a cluster may depart from `cluster_size`.
    `issuers` and `basis` are by the names that the file gives them. `unread` are the fields that
    stand in the file and could not be read: `round.office`, `round.scores.decimals`.
    """

    year: int
    title: str | None = None
    period: tuple[date | None, date | None] | None = None
    window: tuple[date | None, date | None] | None = None
    provinces_on: date | None = None
    report_before: date | None = None
    sessions_per_province: int | None = None
    self_before: date | None = None
    content: tuple[str, ...] = ()
    office: str | None = None
    team: tuple[Seat, ...] = ()
    issuers: Mapping[str, Issuer] = field(default_factory=dict)
    basis: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cluster_count: int | None = None
    cluster_size: int | None = None
    cluster_least: int | None = None
    cluster_most: int | None = None
    decimals: int | None = None
    step: Number | None = None
    least: Number | None = None
    most: Number | None = None
    documents: Mapping[str, Document] = field(default_factory=dict)
    appendices: Mapping[int, Appendix] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    places: Places = field(default_factory=dict)

    @property
    def form(self) -> Form:
        """What the round declares of its scores."""
        return Form(self.decimals, self.step, self.least, self.most)


def round_of(data: Dataset, year: int) -> Round:
    """The round of that year; one that no file describes has nothing but its year."""
    return data.of(ROUNDS).get(year) or Round(year)


def days_of(round_: Round) -> When:
    """The days on which the names of the round must have a unit in being.

    The day that the round declares; without one, any day of its year; without a year, any day.
    """
    if round_.provinces_on is not None:
        return When(round_.provinces_on, round_.provinces_on)
    if not round_.year:
        return When()
    return When(date(round_.year, 1, 1), date(round_.year, 12, 31))


def report_day(round_: Round) -> date | None:
    """The day of the report that a round stands in, None where `rounds.yaml` names none."""
    report = round_.documents.get("report")
    return report.date if report else None


def report_known_by(round_: Round) -> tuple[str, date] | None:
    """Number and day of the report that a round stands in, by which two rounds share a report."""
    report = round_.documents.get("report")
    return (report.number, report.date) if report else None


def _round(values: Values) -> Round:
    get = values.fields.get
    places = dict(values.places)
    groups = ("clusters", "scores", "period", "window", "issuers", "basis")
    nested = {name: get(name) for name in groups}
    for group, found in nested.items():
        if found is not None:
            places.update({f"{group}.{name}": span for name, span in found.places.items()})
    shape, form = nested["clusters"], nested["scores"]
    issuers, basis = nested["issuers"], nested["basis"]
    return Round(
        year=values["year"],
        title=get("title"),
        period=_life(nested["period"]),
        window=_life(nested["window"]),
        provinces_on=get("provinces_on"),
        report_before=get("report_before"),
        sessions_per_province=get("sessions_per_province"),
        self_before=get("self_before"),
        content=get("content", ()),
        office=get("office"),
        team=get("team", ()),
        issuers=issuers.fields if issuers else {},
        basis=basis.fields if basis else {},
        cluster_count=shape.get("count") if shape else None,
        cluster_size=shape.get("size") if shape else None,
        cluster_least=shape.get("least") if shape else None,
        cluster_most=shape.get("most") if shape else None,
        decimals=form.get("decimals") if form else None,
        step=form.get("step") if form else None,
        least=form.get("least") if form else None,
        most=form.get("most") if form else None,
        documents=get("documents", {}),
        appendices={
            number: Appendix(
                number,
                found["table"],
                found["title"],
                found.places,
                found.get("form") == "restated",
            )
            for number, found in get("appendices", {}).items()
        },
        unread=lost_fields(values, nested, ROUND),
        places=places,
    )


def _life(values: Values | None) -> tuple[date | None, date | None] | None:
    return (values.get("from"), values.get("to")) if values else None


PERIOD = Record(
    "period",
    None,
    Field(
        "from",
        FIRST_OF_MONTH,
        ("The first month or day: 2005-06.", "Tháng hoặc ngày đầu: 2005-06."),
    ),
    Field(
        "to",
        LAST_OF_MONTH,
        (
            "The last month or day; a month counts to its last day: 2007-06.",
            "Tháng hoặc ngày cuối; tháng tính đến hết ngày cuối tháng: 2007-06.",
        ),
    ),
)

WINDOW = Record(
    "window",
    None,
    Field("from", DAY, ("The first day.", "Ngày đầu.")),
    Field("to", DAY, ("The last day.", "Ngày cuối.")),
)

CLUSTER_SHAPE = Record(
    "cluster shape",
    None,
    Field("count", WHOLE, ("How many clusters there are.", "Số cụm.")),
    Field("size", WHOLE, ("How many members each cluster has.", "Số thành viên mỗi cụm.")),
    Field(
        "least",
        WHOLE,
        (
            "The fewest members that a cluster may have; left out: as many as `size`.",
            "Số thành viên ít nhất của một cụm; không ghi: bằng `size`.",
        ),
    ),
    Field(
        "most",
        WHOLE,
        (
            "The most members that a cluster may have; left out: as many as `size`.",
            "Số thành viên nhiều nhất của một cụm; không ghi: bằng `size`.",
        ),
    ),
)

SEAT = Record(
    "seat",
    Seat,
    Field(
        "seat",
        TEXT,
        (
            "What the seat is called in `teams_YYYY.yaml`: head.",
            "Tên gọi vị trí dùng trong `teams_YYYY.yaml`: head.",
        ),
        required=True,
    ),
    Field(
        "title",
        TEXT,
        ("The seat as it is printed: Trưởng đoàn.", "Vị trí, ghi như khi in: Trưởng đoàn."),
        required=True,
    ),
    Field(
        "of",
        TEXT,
        (
            "With `leader` it is filled from the lead province of the cluster.",
            "Ghi `leader` nếu là người của tỉnh, thành phố làm Cụm trưởng.",
        ),
        choices=("leader",),
    ),
    Field(
        "count",
        WHOLE,
        (
            "How many have the seat; left out: at least one.",
            "Số người ở vị trí này; không ghi: ít nhất một.",
        ),
    ),
)

SCORE_FORM = Record(
    "score form",
    None,
    Field(
        "decimals",
        DECIMALS,
        (
            "How many decimals a score may have; 0 for whole points."
            " Left out: as many as the file has.",
            "Số chữ số thập phân của điểm; 0 là điểm nguyên."
            " Không ghi: theo số chữ số thập phân có trong tệp.",
        ),
    ),
    Field(
        "step",
        NUMBER,
        ("Every score is a multiple of it: 0.25.", "Mỗi điểm là bội số của số này: 0.25."),
    ),
    Field(
        "least",
        NUMBER,
        ("The lowest score there can be; left out: 0.", "Điểm thấp nhất có thể có; không ghi: 0."),
    ),
    Field("most", NUMBER, ("The highest score there can be.", "Điểm cao nhất có thể có.")),
)

_PRINTED = [f"`{kind}`" for kind in printed_kinds()]
APPENDIX = Record(
    "appendix",
    None,
    Field(
        "table",
        TEXT,
        (
            f"Which kind of file the appendix shows: {alternatives(_PRINTED, 'en')}.",
            f"Loại tệp được in thành phụ lục: {alternatives(_PRINTED, 'vi')}.",
        ),
        required=True,
        choices=printed_kinds(),
    ),
    Field(
        "title", TEXT, ("The heading as printed.", "Tên phụ lục, ghi đúng bản in."), required=True
    ),
    Field(
        "form",
        TEXT,
        (
            "`published`: its file is as printed; `restated`: corrected since (`errata --apply`).",
            "`published`: tệp ghi đúng bản in; `restated`: tệp đã được đính chính"
            " (`errata --apply`).",
        ),
        choices=("published", "restated"),
    ),
)

ROUND = Record(
    "round",
    Round,
    Field(
        "year",
        YEAR,
        (
            "The year that names the round, as in the file names. Each round is described once.",
            "Năm của đợt kiểm tra, trùng với năm trong tên tệp. Mỗi đợt chỉ khai báo một lần.",
        ),
        required=True,
    ),
    Field("title", TEXT, ("What the round is called.", "Tên của đợt kiểm tra.")),
    Field(
        "period",
        one(PERIOD),
        (
            "The time that was inspected, in months or days.",
            "Thời kỳ kiểm tra (thời kỳ có công việc được kiểm tra), tính theo tháng hoặc ngày.",
        ),
    ),
    Field(
        "provinces_on",
        DAY,
        (
            "The day whose provinces take part: the last of the period, or the day of the plan.",
            "Ngày làm căn cứ xác định các tỉnh, thành phố tham gia: ngày cuối của thời kỳ kiểm tra "
            "hoặc ngày của kế hoạch.",
        ),
    ),
    Field(
        "window",
        one(WINDOW),
        (
            "When the inspection takes place. A member of a cluster that ends before then gets a"
            " warning.",
            "Thời gian tiến hành kiểm tra. Thành viên của cụm được hợp nhất, sắp xếp vào đơn vị "
            "khác trước thời gian này thì có cảnh báo.",
        ),
    ),
    Field(
        "report_before",
        DAY,
        (
            "The day before which the leaders send their reports; that day is late.",
            "Báo cáo của Cụm phải gửi trước ngày này (gửi đúng ngày này là chậm).",
        ),
    ),
    Field(
        "sessions_per_province",
        WHOLE,
        (
            "How many half-day sessions each province gets at least.",
            "Số buổi kiểm tra ít nhất tại mỗi tỉnh, thành phố.",
        ),
    ),
    Field(
        "self_before",
        DAY,
        (
            "The day before which the self-assessments are due; told as due, not judged.",
            "Hạn nhận báo cáo tự đánh giá (trước ngày này); chỉ để nhắc, không xét.",
        ),
    ),
    Field("content", PROSE, ("The areas that are inspected.", "Các nội dung kiểm tra.")),
    Field(
        "office",
        TEXT,
        (
            "The body that is inspected. It is printed before kind and name (Văn phòng Ủy ban"
            " nhân dân tỉnh Gia Lai), and may stand before names in the files.",
            "Cơ quan được kiểm tra, in trước loại và tên đơn vị (Văn phòng Ủy ban nhân dân"
            " tỉnh Gia Lai); trong các tệp cũng có thể ghi trước tên.",
        ),
    ),
    Field(
        "team",
        whole_list_of(SEAT),
        (
            "The seats of each team; left out: teams are not judged by seat.",
            "Thành phần đoàn kiểm tra của mỗi cụm; không ghi: không xét theo vị trí.",
        ),
    ),
    Field(
        "issuers",
        one(ISSUERS),
        ("Who writes the papers of the round.", "Các cơ quan ban hành văn bản của đợt kiểm tra."),
    ),
    Field(
        "basis",
        one(BASIS),
        (
            "What the papers are founded on, printed as it stands here.",
            "Căn cứ của các văn bản, in nguyên văn như ghi ở đây.",
        ),
    ),
    Field(
        "clusters",
        one(CLUSTER_SHAPE),
        ("How many clusters there are, and how large.", "Số cụm và số thành viên mỗi cụm."),
    ),
    Field("scores", one(SCORE_FORM), ("What scores look like.", "Quy định về điểm số.")),
    Field(
        "documents",
        by_name(DOCUMENT, ("report", "guidance")),
        (
            "The published documents, by names of your choice; `report` is printed over"
            " the appendices.",
            "Các văn bản đã ban hành, tên gọi tự đặt; `report` được in ở đầu phụ lục.",
        ),
    ),
    Field(
        "appendices",
        by_number(APPENDIX),
        ("The appendix tables, by their number.", "Các phụ lục, theo số thứ tự."),
    ),
    make=_round,
    once=True,
)

ROUNDS_FILE = Record(
    "rounds file",
    None,
    Field(
        "format",
        WHOLE,
        (
            "The format of the data folder: 1. A newer one than this vtlt knows is refused, with"
            " exit code 2.",
            "Phiên bản định dạng của thư mục dữ liệu: 1. Định dạng mới hơn phiên bản vtlt này bị"
            " từ chối, mã thoát 2.",
        ),
        required=True,
    ),
    Field(
        "rounds",
        list_of(ROUND),
        ("The list of rounds.", "Danh sách các đợt kiểm tra."),
        required=True,
    ),
)


def _rounds(node: Node, reading: Reading, type_: Type) -> dict[int, Round]:
    """The rounds by their year; of two descriptions of one the first."""
    values = read_record(node, ROUNDS_FILE, reading)
    if values is None:
        raise Unread
    if values["format"] > FORMAT:
        path, found = node.span.path, values["format"]
        raise Refusal(
            f"{path}: format {found} is newer than this vtlt knows; update vtlt",
            f"{path}: định dạng {found} mới hơn phiên bản vtlt này; đề nghị cập nhật",
        )
    rounds: dict[int, Round] = {}
    for found in values["rounds"]:
        first = rounds.setdefault(found.year, found)
        if first is not found:
            reading.tell(
                "repeated-round", found.places["year"], year=found.year, first=first.places["year"]
            )
    return rounds


ROUNDS: Kind[Mapping[int, Round]] = Kind(
    "rounds",
    (
        "What is known of the rounds of cross-inspection.",
        "Thông tin về các đợt kiểm tra chéo.",
    ),
    Type("record", _rounds, ROUNDS_FILE),
    {},
)
