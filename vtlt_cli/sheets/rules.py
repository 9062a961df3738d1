"""SHT: the sheets of a round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.criteria.kind import Area
from vtlt_cli.criteria.scale import folded
from vtlt_cli.diagnostics import ProblemKind, Words
from vtlt_cli.names import in_being_at
from vtlt_cli.reading.kinds import SUBJECTS, Address, Dataset
from vtlt_cli.rounds.kind import days_of, round_of
from vtlt_cli.sheets.kind import SHEETS, Sheet
from vtlt_cli.units import Province
from vtlt_cli.visits.of_units import visits_by_unit
from vtlt_cli.wording import points as vietnamese

_SIDES: dict[bool, Words] = {False: ("own", "tự chấm"), True: ("agreed", "thống nhất")}


@rule(
    "SHT01",
    "error",
    "{unit} does not take part in round {year}",
    "{unit:unit} không tham gia đợt kiểm tra năm {year}",
    (
        "name the file by the id of a unit that takes part: `vtlt provinces NAME` tells it",
        "đề nghị đặt tên tệp theo mã của đơn vị tham gia; xem mã bằng `vtlt provinces TÊN`",
    ),
)
def of_a_unit_that_takes_part(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A sheet is of a unit that takes part in the round, and the only one of it.

    Why: Each unit has one sheet, from which its total comes (report 241/BC-VTLTNN, I.1: “Có báo cáo
    và kết quả tự chấm điểm … có thảo luận thống nhất đánh giá, chấm điểm”). The name of the file is
    the id of the unit; without `@` it is the unit of that name at the time of the round. Of two
    files of one unit neither is added up.

    Bad:

        sheets_2035/bach-van.csv
        sheets_2035/Bạch Vân.csv

    Good:

        sheets_2035/bach-van.csv

    Remedy: Keep the sheet that the team agreed on, under the id of the unit.

    ---

    Phiếu chấm điểm là của đơn vị tham gia đợt kiểm tra; mỗi đơn vị chỉ có một phiếu.

    Lý do: Mỗi đơn vị có một phiếu, từ đó có tổng số điểm (Báo cáo số 241/BC-VTLTNN, Mục I.1: “Có
    báo cáo và kết quả tự chấm điểm … có thảo luận thống nhất đánh giá, chấm điểm”). Tên tệp là mã
    của đơn vị; không có `@` là đơn vị có tên đó vào thời điểm của đợt kiểm tra. Nếu một đơn vị có
    hai tệp thì không tệp nào được cộng điểm.

    Cách xử lý: Đề nghị giữ phiếu đã thống nhất, đặt tên theo mã của đơn vị.
    """
    for year in data.years("sheets"):
        first: dict[Province, str] = {}
        of_id_first = sorted(data.by_unit(SHEETS, year).items(), key=_is_not_by_id)
        for stem, sheet in of_id_first:
            if sheet is None:
                continue
            unit, values = sheet.unit, {"unit": sheet.unit, "year": year, "stem": stem}
            if unit is None:
                words = (
                    "no unit is called “{stem}”",
                    "không có đơn vị nào có mã hoặc tên “{stem}”",
                )
                yield Found(sheet.place, values, words=words)
            elif not _takes_part(data, year, unit):
                yield Found(sheet.place, values, unit)
            elif unit in first:
                words = (
                    "{unit} has another sheet: {first}; neither is added up",
                    "{unit:unit} đã có phiếu {first}; cả hai phiếu đều chưa được cộng điểm",
                )
                help_ = (
                    "keep one of them, named by the id of the unit",
                    "đề nghị giữ một phiếu, đặt tên theo mã của đơn vị",
                )
                values["first"] = first[unit]
                yield Found(sheet.place, values, unit, words=words, help=help_)
            else:
                first[unit] = data.paths[Address("sheets", year, stem)]


def _is_not_by_id(item: tuple[str, Sheet | None]) -> bool:
    """Whether the name of a file is another than the id of its unit."""
    stem, sheet = item
    unit = sheet.unit if sheet is not None else None
    return unit is None or stem not in (unit.id, unit.id.partition("@")[0])


def _takes_part(data: Dataset, year: int, unit: Province) -> bool:
    round_ = round_of(data, year)
    start = round_.window[0] if round_.window else None
    gone = start is not None and unit.last_day is not None and unit.last_day < start
    return in_being_at(unit, days_of(round_)) and not gone


def _told(problems: Problems, kind: ProblemKind) -> Iterator[tuple[Found, Mapping[str, Any]]]:
    """What was told of sheets of a unit, in the order of the files."""
    for problem in problems.get(kind, []):
        values = problem.values
        if values["unit"] is not None:
            side = _SIDES[bool(values.get("agreed"))]
            more = {"side": side[0], "side_vi": side[1]}
            yield Found(problem.span, {**values, **more}, values["unit"]), values


@rule(
    "SHT02",
    "error",
    "{unit}: criterion {code} has a second line",
    "{unit:unit}: chỉ tiêu {code} có hai dòng",
    ("keep one line", "đề nghị giữ một dòng"),
)
def one_line_a_criterion(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A criterion has one line in a sheet.

    Why: Points are agreed criterion by criterion (report 241/BC-VTLTNN, II.2.d: “thống nhất cho
    điểm theo từng chỉ tiêu”); two lines would count it twice. Neither is judged.

    Bad:

        criterion,self_result,self
        1,14,140
        1,13,130

    Good:

        criterion,self_result,self
        1,14,140

    Remedy: Keep the line that was agreed. The other may be meant for a criterion without a line.

    ---

    Mỗi chỉ tiêu có một dòng trong phiếu chấm điểm.

    Lý do: Điểm được thống nhất theo từng chỉ tiêu (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “thống
    nhất cho điểm theo từng chỉ tiêu”); nếu có hai dòng thì chỉ tiêu bị tính hai lần. Cả hai dòng
    chưa được xét.

    Cách xử lý: Đề nghị giữ dòng đã thống nhất; dòng còn lại có thể là của chỉ tiêu chưa có dòng.
    """
    for found, values in _told(problems, "sheet-criterion-twice"):
        first = values["first"].places["criterion"]
        help_: Words | None = None
        if 0 < len(values["absent"]) <= 3:
            help_ = (
                "criterion {absent:or} has no line; one of the two is probably of it",
                "chỉ tiêu {absent:or} chưa có dòng; một trong hai dòng có thể là của chỉ tiêu đó",
            )
        related = ((first, ("first here", "dòng đầu tiên")),)
        yield found._replace(related=related, help=help_)


@rule(
    "SHT03",
    "error",
    "{unit}: there is no criterion {code}",
    "{unit:unit}: thang điểm không có chỉ tiêu {code}",
    ("write the code as in the scale", "đề nghị ghi ký hiệu như trong thang điểm"),
)
def criterion_of_the_scale(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A line is of a criterion of the scale, and of one that is scored itself.

    Why: Points of a criterion that nobody else has make totals incomparable; the points of a
    criterion with parts, of an area and of the whole are sums that are worked out, and a line of
    them would count twice (judgement).

    Bad:

        criterion,self_result,self
        7,,170
        7.1,Đã ban hành,50
        7.2,12,120

    Good:

        criterion,self_result,self
        7.1,Đã ban hành,50
        7.2,12,120

    Remedy: Correct the code, or leave the line of a sum out.

    ---

    Mỗi dòng của phiếu là một chỉ tiêu có trong thang điểm và được chấm điểm trực tiếp.

    Lý do: Điểm của chỉ tiêu mà đơn vị khác không có làm cho tổng số điểm không so sánh được; điểm
    của chỉ tiêu có các chỉ tiêu thành phần, của từng nội dung và tổng cộng là số được cộng ra, ghi
    thành dòng thì bị tính hai lần (nhận định).

    Cách xử lý: Đề nghị sửa ký hiệu; bỏ dòng tổng.
    """
    for found, values in _told(problems, "sheet-criterion-unknown"):
        code, known = values["code"], values["known"]
        if code is None:
            continue  # A line without a code is told where it was read.
        words = help_ = None
        if values["found"]:
            holder = values["found"][0]
            words = (
                "{unit}: criterion {code} is the sum of its parts and has no line",
                "{unit:unit}: điểm của chỉ tiêu {code} là tổng các chỉ tiêu thành phần, "
                "không ghi thành dòng",
            )
            if isinstance(holder, Area):
                words = (
                    "{unit}: {code} is an area, whose sum has no line",
                    "{unit:unit}: {code} là một nội dung, tổng số điểm của nội dung không ghi "
                    "thành dòng",
                )
            help_ = ("leave the line out", "đề nghị bỏ dòng này")
        else:
            near = [one for one in known if one == code.replace(",", ".").rstrip(".")]
            if near:
                help_ = (f"{near[0]} is probably meant", f"có thể là chỉ tiêu {near[0]}")
        yield found._replace(words=words, help=help_)


@rule(
    "SHT04",
    "error",
    "{unit}: criterion {codes:list} has no {side} points",
    "{unit:unit}: chỉ tiêu {codes:list} chưa có điểm {side_vi}; đề nghị bổ sung",
    (
        "a blank is not 0: enter the points, 0 where there are none",
        "để trống không phải là 0 điểm; nếu không có điểm, đề nghị ghi 0",
    ),
)
def every_criterion_has_points(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Every criterion has points: the unit's own once its report is there, the agreed ones once the
    minutes are.

    Why: The report assesses and scores each criterion, and the team agrees on each (report
    241/BC-VTLTNN, II.2.d: “tự đánh giá, chấm điểm kết quả thực hiện mỗi chỉ tiêu”, “thống nhất cho
    điểm theo từng chỉ tiêu”). A blank is not yet; it is never 0, and there is no sum over it. As
    long as the paper is not there (`self_report`, `minutes` in visits_YYYY.yaml), nothing is said.

    Bad:

        criterion,self_result,self,agreed_result,agreed
        3,9,90,9,

    Good:

        criterion,self_result,self,agreed_result,agreed
        3,9,90,9,90

    Remedy: Enter the points of the signed sheet.

    ---

    Mỗi chỉ tiêu đều có điểm: có điểm tự chấm khi đã có báo cáo tự đánh giá, có điểm thống nhất khi
    đã có biên bản.

    Lý do: Đơn vị tự chấm, Đoàn kiểm tra thống nhất từng chỉ tiêu (Báo cáo số 241/BC-VTLTNN, Mục
    II.2.d: “tự đánh giá, chấm điểm kết quả thực hiện mỗi chỉ tiêu”, “thống nhất cho điểm theo từng
    chỉ tiêu”). Để trống là chưa có, không phải 0 điểm, và chưa cộng được. Khi chưa có báo cáo, biên
    bản (`self_report`, `minutes` trong visits_YYYY.yaml) thì không xét.

    Cách xử lý: Đề nghị nhập điểm theo phiếu đã ký.
    """
    for found, values in _told(problems, "sheet-blank"):
        words: Words | None = None
        if values["whole"]:
            words = (
                "{unit}: no criterion has {side} points",
                "{unit:unit}: chưa có điểm {side_vi} của chỉ tiêu nào; đề nghị bổ sung",
            )
        if values["absent"]:
            words = (
                "{unit}: criterion {codes:list} has no line",
                "{unit:unit}: chỉ tiêu {codes:list} chưa có dòng; đề nghị bổ sung",
            )
        related = tuple((span, ("and here", "và tại đây")) for span in values["others"])
        yield found._replace(words=words, related=related)
    for year in data.years("sheets"):
        yield from _minutes_without_a_sheet(data, year)


def _minutes_without_a_sheet(data: Dataset, year: int) -> Iterator[Found]:
    """The minutes of units that have no sheet; none where not all sheets were read."""
    sheets = data.by_unit(SHEETS, year)
    files = [one for one in data.paths if one.kind == "sheets" and one.year == year]
    if len(files) > len(sheets) or None in sheets.values():
        return
    units = {sheet.unit for sheet in sheets.values() if sheet is not None}
    if None in units:
        return  # The sheet of a unit whose name is written otherwise (SHT01) may be the one.
    for unit, (_cluster, visit) in visits_by_unit(data, year).items():
        if visit.minutes is not None and visit.not_inspected is None and unit not in units:
            words = (
                "{unit} has minutes, but no sheet ({file})",
                "{unit:unit} đã có biên bản nhưng chưa có phiếu chấm điểm ({file})",
            )
            values = {"unit": unit, "file": SUBJECTS["sheets"].file_of(year, unit.id)}
            help_ = (
                "enter the sheet that was agreed on",
                "đề nghị bổ sung phiếu chấm điểm đã thống nhất",
            )
            yield Found(visit.places["minutes"], values, unit, words=words, help=help_)


@rule(
    "SHT05",
    "error",
    "{unit}, criterion {code}: the result “{found}” cannot be read",
    "{unit:unit}, chỉ tiêu {code}: không đọc được kết quả “{found}”",
)
def result_can_be_read(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A result is a quantity of at least 0 or a level of the scale; judged points have none.

    Why: The points follow from the result (report 241/BC-VTLTNN, II.1: “mức điểm cụ thể”); from one
    that cannot be read they cannot be worked out again. A quantity has no more decimals than the
    scale says (judgement).

    Bad:

        criterion,self_result,self
        4,Đủ chuyên môn,100

    Good:

        criterion,self_result,self
        4,"Đủ, đúng chuyên môn",100

    Remedy: Write the quantity in figures, the level as in the scale.

    ---

    Kết quả là số lượng không nhỏ hơn 0, tên một mức của thang điểm, hoặc để trống nếu cho điểm
    trong khung.

    Lý do: Điểm được tính từ kết quả (Báo cáo số 241/BC-VTLTNN, Mục II.1: “mức điểm cụ thể”); kết
    quả không đọc được thì không tính lại được điểm. Số lượng không có nhiều chữ số thập phân hơn
    quy định của thang điểm (nhận định).

    Cách xử lý: Đề nghị ghi số lượng bằng chữ số, ghi tên mức như trong thang điểm.
    """
    for found, values in _told(problems, "sheet-result"):
        words, help_ = _RESULTS[values["why"]]
        more: dict[str, Any] = {}
        if "levels" in values or "word" in values:
            names = [level.name for level in values.get("levels", ())]
            more["names"] = names
            near = _nearest(values["found"], [*names, *filter(None, [values.get("word")])])
            if near:
                more["near"] = near
                help_ = ("“{near}” is probably meant", "có thể là “{near}”")
        yield found._replace(values={**found.values, **more}, words=words, help=help_)


def _nearest(text: str, names: list[str]) -> str | None:
    from difflib import get_close_matches

    known = {folded(name): name for name in names}
    near = get_close_matches(folded(text), known, n=1, cutoff=0.7)
    return known[near[0]] if near else None


_NO_LEVEL: Words = (
    "{unit}, criterion {code}: “{found}” is none of its levels",
    "{unit:unit}, chỉ tiêu {code}: “{found}” không phải là mức của chỉ tiêu này",
)
_FIGURES: Words = (
    "write the quantity in figures alone: 14",
    "đề nghị chỉ ghi số lượng bằng chữ số, ví dụ 14",
)
_RESULTS: dict[str, tuple[Words | None, Words | None]] = {
    "no level": (_NO_LEVEL, ("its levels are {names:quoted}", "các mức gồm {names:quoted}")),
    "missing": (
        (
            "{unit}, criterion {code}: there are {side} points but no result",
            "{unit:unit}, chỉ tiêu {code}: có điểm {side_vi} nhưng chưa ghi kết quả",
        ),
        (
            "enter the result that the points are for",
            "đề nghị ghi kết quả thực hiện làm căn cứ cho điểm",
        ),
    ),
    "judged": (
        (
            "{unit}, criterion {code}: points are judged here, and “{found}” stands as result",
            "{unit:unit}, chỉ tiêu {code}: chỉ tiêu này cho điểm trong khung nhưng cột kết quả ghi "
            "“{found}”",
        ),
        ("leave the result empty", "đề nghị để trống cột kết quả"),
    ),
    "no quantity": (None, _FIGURES),
    "below 0": (
        (
            "{unit}, criterion {code}: a quantity is not below 0, and “{found}” is",
            "{unit:unit}, chỉ tiêu {code}: số lượng không nhỏ hơn 0, đã ghi “{found}”",
        ),
        (
            "of a deduction the quantity is how many cases there were",
            "đối với điểm trừ, số lượng là số vụ, việc",
        ),
    ),
    "decimals": (
        (
            "{unit}, criterion {code}: “{found}” has more than {decimals} decimals",
            "{unit:unit}, chỉ tiêu {code}: “{found}” có nhiều hơn {decimals} chữ số thập phân",
        ),
        (
            "`decimals` in the scale says how many there may be",
            "số chữ số thập phân theo `decimals` của thang điểm",
        ),
    ),
}


@rule(
    "SHT06",
    "error",
    "{unit}, criterion {code}: {points} points are outside of the frame ({frame})",
    "{unit:unit}, chỉ tiêu {code}: {points:points} điểm nằm ngoài khung điểm ({frame_vi})",
    ("compare with the signed sheet", "đề nghị đối chiếu với phiếu đã ký"),
)
def points_in_the_frame(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Points are neither more nor fewer than the scale allows.

    Why: The scale says how many points a criterion can have (report 241/BC-VTLTNN, II.1: “mức điểm
    cụ thể”). A criterion without `most` is open and has no such limit.

    Bad:

        criterion,self_result,self
        2,12,240

    Good:

        criterion,self_result,self
        2,12,200

    Remedy: Compare with the signed sheet; if the sheet has it so, the team has to agree again.

    ---

    Điểm không lớn hơn, không nhỏ hơn mức thang điểm cho phép.

    Lý do: Thang điểm quy định mức điểm của chỉ tiêu (Báo cáo số 241/BC-VTLTNN, Mục II.1: “mức điểm
    cụ thể”). Chỉ tiêu không có `most` là chỉ tiêu mở, không bị giới hạn.

    Cách xử lý: Đề nghị đối chiếu với phiếu đã ký; nếu phiếu ghi như vậy, đề nghị Đoàn kiểm tra
    thống nhất lại.
    """
    for found, values in _told(problems, "sheet-frame"):
        criterion = values["criterion"]
        least = criterion.least if "each" in criterion.places else criterion.least or 0
        bounds = [(least, "at least {}", "từ {}"), (criterion.most, "at most {}", "tối đa {}")]
        known = [(bound, en, vi) for bound, en, vi in bounds if bound is not None]
        frame = {
            "frame": ", ".join(en.format(bound) for bound, en, _vi in known),
            "frame_vi": ", ".join(vi.format(vietnamese(bound)) for bound, _en, vi in known),
        }
        yield found._replace(values={**found.values, **frame})


@rule(
    "SHT07",
    "error",
    "{unit}, criterion {code}: {points} points are written; by the scale it is {worked}",
    "{unit:unit}, chỉ tiêu {code}: ghi {points:points} điểm; theo mức điểm là {worked_vi}. "
    "Đề nghị kiểm tra lại",
    ("correct the points or the result", "đề nghị sửa điểm hoặc kết quả"),
)
def points_of_the_scale(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Points are those that the scale gives for the result.

    Why: Each criterion has its points (report 241/BC-VTLTNN, II.1: “mức điểm cụ thể”); the sheet
    has them as written on paper, and they are worked out again. Where the agreed points cannot be
    those of the scale since these are no multiple of the step, one of the two multiples beside them
    is right (II.2.d: “Lấy điểm số chẵn”; that it is one of these two is judgement).

    Bad:

        criterion,self_result,self,agreed_result,agreed
        3,9,95,9,90

    Good:

        criterion,self_result,self,agreed_result,agreed
        3,9,90,9,90

    Remedy: Compare with the signed sheet. A signed sheet is not changed: what is wrong on it is for
    supplementary minutes.

    ---

    Điểm ghi trong phiếu đúng với điểm theo thang điểm của kết quả đó.

    Lý do: Mỗi chỉ tiêu có mức điểm cụ thể (Báo cáo số 241/BC-VTLTNN, Mục II.1: “mức điểm cụ thể”);
    phiếu ghi điểm như bản giấy và điểm được tính lại. Nếu điểm theo thang điểm không phải là bội số
    của `step` thì điểm thống nhất là một trong hai bội số liền kề (Mục II.2.d: “Lấy điểm số chẵn”;
    lấy một trong hai bội số liền kề là nhận định).

    Cách xử lý: Đề nghị đối chiếu với phiếu đã ký. Phiếu đã ký không sửa; nếu phiếu sai, đề nghị lập
    biên bản bổ sung.
    """
    for found, values in _told(problems, "sheet-worth"):
        english, vietnamese_ = _working(values)
        yield found._replace(values={**found.values, "worked": english, "worked_vi": vietnamese_})


def _working(values: Mapping[str, Any]) -> Words:
    """How the points of the scale come about: `9 cuộc × 10 = 90 điểm`."""
    criterion, worth, right = values["criterion"], values["worth"], values["right"]
    if values["how"] == "each":
        quantity, each = values["quantity"], criterion.each
        measure = f" {criterion.measure}" if criterion.measure else ""
        english = f"{quantity}{measure} × {each}"
        local = f"{vietnamese(quantity)}{measure} × {vietnamese(each)}"
        if criterion.most is not None and worth == criterion.most:
            english, local = f"{english}, at most {worth}", f"{local}, tối đa {vietnamese(worth)}"
        elif criterion.least is not None and worth == criterion.least:
            english = f"{english}, at least {worth}"
            local = f"{local}, tối thiểu {vietnamese(worth)}"
        else:
            english, local = f"{english} = {worth}", f"{local} = {vietnamese(worth)}"
        local += " điểm"
    elif values["how"] == "level":
        english = f"“{values['level']}”, {worth}"
        local = f"mức “{values['level']}”, {vietnamese(worth)} điểm"
    else:
        english = f"“không phát sinh”, {worth}"
        local = f"“không phát sinh”, {vietnamese(worth)} điểm"
    if right != (worth,):
        english += ", so agreed points are " + " or ".join(map(str, right))
        local += ", điểm thống nhất lấy " + " hoặc ".join(map(vietnamese, right))
    return english, local


@rule(
    "SHT08",
    "error",
    "{unit}, criterion {code}: the scale does not say what “không phát sinh” is worth",
    "{unit:unit}, chỉ tiêu {code}: thang điểm không quy định điểm khi “không phát sinh”",
    (
        "enter the result; or `not_arising` of the criterion says what it is worth",
        "đề nghị ghi kết quả; hoặc bổ sung `not_arising` cho chỉ tiêu nếu thang điểm có quy định",
    ),
)
def not_arising_has_a_worth(data: Dataset, problems: Problems) -> Iterator[Found]:
    """“Không phát sinh” stands only where the scale says what it is worth.

    Why: Official practice goes both ways: what did not arise counts as achieved in one scale and is
    left out in another. So the worth is the scale's to say, criterion by criterion (judgement).

    Bad:

        criterion,self_result,self
        1,không phát sinh,0

    Good:

        criterion,self_result,self
        1,0,0

    Remedy: Enter the quantity, 0 where there was none; the issuer of the scale may add what “không
    phát sinh” is worth.

    ---

    Chỉ ghi “không phát sinh” đối với chỉ tiêu mà thang điểm có quy định điểm cho trường hợp này.

    Lý do: Thực tế có hai cách khác nhau: có thang điểm coi không phát sinh là đạt, có thang điểm
    không tính. Vì vậy điểm khi không phát sinh phải do thang điểm quy định từng chỉ tiêu (nhận
    định).

    Cách xử lý: Đề nghị ghi số lượng, nếu không có thì ghi 0; cơ quan ban hành thang điểm có thể bổ
    sung điểm khi “không phát sinh”.
    """
    for found, _values in _told(problems, "sheet-not-arising"):
        yield found


@rule(
    "SHT09",
    "error",
    "{unit}, criterion {code}: the agreed points {points} are not a multiple of {step}",
    "{unit:unit}, chỉ tiêu {code}: điểm thống nhất {points:points} không phải bội số của "
    "{step:points} (lấy điểm số chẵn). Đề nghị Đoàn kiểm tra thống nhất lại",
    ("compare with the signed sheet", "đề nghị đối chiếu với phiếu đã ký"),
)
def agreed_to_the_step(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Agreed points are multiples of the step of the scale.

    Why: The report asks for it (241/BC-VTLTNN, II.2.d: “thống nhất cho điểm theo từng chỉ tiêu (Lấy
    điểm số chẵn)”). What “số chẵn” means is for the scale to say, as `step`; without one nothing is
    judged. The unit's own points are free.

    Bad:

        criterion,self_result,self,agreed_result,agreed,reason
        12,341,170.5,341,171,Lấy điểm số chẵn

    Good:

        criterion,self_result,self,agreed_result,agreed,reason
        12,341,170.5,341,170,Lấy điểm số chẵn

    Remedy: Compare with the signed sheet; which multiple it is only the team can say.

    ---

    Điểm thống nhất là bội số của `step` trong thang điểm.

    Lý do: Báo cáo quy định như vậy (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “thống nhất cho điểm theo
    từng chỉ tiêu (Lấy điểm số chẵn)”). “Số chẵn” hiểu thế nào do thang điểm quy định (`step`);
    không có `step` thì không xét. Điểm tự chấm không bị ràng buộc.

    Cách xử lý: Đề nghị đối chiếu với phiếu đã ký; lấy bội số nào do Đoàn kiểm tra thống nhất.
    """
    for found, _values in _told(problems, "sheet-step"):
        yield found


@rule(
    "SHT10",
    "warning",
    "{unit}, criterion {code}: {points} agreed, {other} by the unit itself, and no reason",
    "{unit:unit}, chỉ tiêu {code}: thống nhất {points:points} điểm, tự chấm {other:points} điểm "
    "nhưng chưa ghi lý do",
    ("enter the reason", "đề nghị ghi lý do"),
)
def differences_have_a_reason(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Agreed points that differ from the unit's own have a reason.

    Why: They come of a discussion (report 241/BC-VTLTNN, II.2.d: “họp thảo luận thống nhất cho điểm
    theo từng chỉ tiêu”), and the minutes tell what it was about (the reason: judgement).

    Bad:

        criterion,self_result,self,agreed_result,agreed,reason
        1,14,140,13,130,

    Good:

        criterion,self_result,self,agreed_result,agreed,reason
        1,14,140,13,130,01 văn bản ban hành ngoài thời kỳ kiểm tra

    Remedy: Enter the reason from the sheet or the minutes.

    ---

    Điểm thống nhất khác điểm tự chấm thì ghi lý do.

    Lý do: Điểm được thống nhất qua thảo luận (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “họp thảo luận
    thống nhất cho điểm theo từng chỉ tiêu”) và biên bản nêu nội dung đó (việc ghi lý do là nhận
    định).

    Cách xử lý: Đề nghị ghi lý do theo phiếu hoặc biên bản.
    """
    for found, _values in _told(problems, "sheet-reason"):
        yield found


@rule(
    "SHT11",
    "note",
    "{unit}, criterion {code}: no papers are named; the scale asks for {evidence}",
    "{unit:unit}, chỉ tiêu {code}: chưa nêu tài liệu kiểm chứng ({evidence})",
    ("name them under `evidence`", "đề nghị nêu tại cột `evidence`"),
)
def evidence_is_named(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Where the scale asks for papers and there are points, the papers are named.

    Why: The team looks at them on the spot (judgement). They are named, not kept in the folder.

    Bad:

        criterion,self_result,self,evidence
        9,120,240,

    Good:

        criterion,self_result,self,evidence
        9,120,240,Biên bản giao nhận tài liệu

    Remedy: Name the papers; nothing else hangs on it.

    ---

    Chỉ tiêu cần có tài liệu kiểm chứng mà đã có điểm thì nêu tài liệu kiểm chứng.

    Lý do: Đoàn kiểm tra xem tài liệu tại chỗ (nhận định). Chỉ nêu tên tài liệu, không lưu tài liệu
    trong thư mục.

    Cách xử lý: Đề nghị nêu tên tài liệu; việc này không ảnh hưởng đến điểm.
    """
    for found, values in _told(problems, "sheet-evidence"):
        evidence = values["criterion"].evidence
        yield found._replace(values={**found.values, "evidence": evidence})
