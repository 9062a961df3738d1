"""CRI: the scale of a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.criteria.kind import Class, scales
from vtlt_cli.criteria.scale import (
    by_code,
    folded,
    impossible,
    lines,
    step_of,
    ways,
)
from vtlt_cli.diagnostics import Span, Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.kind import round_of
from vtlt_cli.wording import composed

_WAYS: dict[str, Words] = {
    "each": ("`each`", "`each` (điểm mỗi đơn vị tính)"),
    "levels": ("`levels`", "`levels` (các mức)"),
    "most": ("`most`", "`most` (điểm tối đa)"),
    "criteria": ("`criteria`", "`criteria` (chỉ tiêu thành phần)"),
}


@rule(
    "CRI01",
    "error",
    "the code {code} stands twice",
    "ký hiệu {code} ghi hai lần",
    ("give each its own code", "đề nghị ghi mỗi nội dung, chỉ tiêu một ký hiệu riêng"),
)
def code_twice(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A code of an area or a criterion stands once in the scale.

    Why: A line of a sheet says by the code alone which criterion it is of; points of one of two
    criteria would be taken for those of the other (judgement).

    Bad:

        criteria:
          - {code: "1", text: Ban hành văn bản chỉ đạo, unit: văn bản, each: 10}
          - {code: "1", text: Mở lớp tập huấn, unit: lớp, each: 20}

    Good:

        criteria:
          - {code: "1", text: Ban hành văn bản chỉ đạo, unit: văn bản, each: 10}
          - {code: "2", text: Mở lớp tập huấn, unit: lớp, each: 20}

    Remedy: Compare with the scale that was issued, and number each criterion as there.

    ---

    Ký hiệu của nội dung, chỉ tiêu không trùng nhau trong thang điểm.

    Lý do: Mỗi dòng của phiếu chấm điểm chỉ ghi ký hiệu chỉ tiêu; nếu hai chỉ tiêu cùng ký hiệu thì
    điểm của chỉ tiêu này có thể bị tính cho chỉ tiêu kia (nhận định).

    Cách xử lý: Đề nghị đối chiếu với thang điểm đã ban hành và ghi ký hiệu từng chỉ tiêu theo đó.
    """
    for scale in scales(data).values():
        for code, found in by_code(scale).items():
            for again in found[1:]:
                first = (found[0].places["code"], ("first here", "vị trí đầu tiên"))
                yield Found(again.places["code"], {"code": code}, related=(first,))


@rule(
    "CRI02",
    "error",
    "criterion {code} is scored in {count:count} ways: {ways:list}",
    "chỉ tiêu {code} có {count:count} cách chấm điểm: {ways_vi:list}",
    (
        "keep one of `each` (with or without `most`), `levels`, `most` alone, and `criteria`",
        "đề nghị giữ một cách: `each` (có hoặc không có `most`), `levels`, `most` hoặc `criteria`",
    ),
)
def one_way_of_scoring(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A criterion is scored in exactly one way, and a part has no parts.

    Why: The points of a criterion are stated (report 241/BC-VTLTNN, II.1: “cụ thể hóa thành các
    chỉ tiêu và mức điểm cụ thể”). With two ways two teams would give different points for the same
    work, with none there are none to give. `most` beside `each` is a ceiling, no second way.

    Bad:

        - code: "4"
          text: Bố trí người làm công tác văn thư, lưu trữ
          most: 100
          levels:
            - {name: Đủ, points: 100}
            - {name: Chưa đủ, points: 20}

    Good:

        - code: "4"
          text: Bố trí người làm công tác văn thư, lưu trữ
          levels:
            - {name: Đủ, points: 100}
            - {name: Chưa đủ, points: 20}

    Remedy: Keep the way that the issued scale has.

    ---

    Mỗi chỉ tiêu có đúng một cách chấm điểm; chỉ tiêu thành phần không chia nhỏ nữa.

    Lý do: Mức điểm của chỉ tiêu phải cụ thể (Báo cáo số 241/BC-VTLTNN, Mục II.1: “cụ thể hóa thành
    các chỉ tiêu và mức điểm cụ thể”). Có hai cách thì hai Đoàn kiểm tra có thể cho điểm khác nhau
    với cùng kết quả; không có cách nào thì không chấm được. `most` đi cùng `each` là mức tối đa,
    không phải cách thứ hai.

    Cách xử lý: Đề nghị giữ cách chấm điểm theo thang điểm đã ban hành.
    """
    for scale in scales(data).values():
        for _number, _area, criterion, whole in lines(scale):
            stated = ways(criterion)
            values = {
                "code": criterion.code,
                "count": len(stated),
                "ways": [_WAYS[way][0] for way in stated],
                "ways_vi": [_WAYS[way][1] for way in stated],
            }
            words: Words | None = None
            if whole is not None and "criteria" in criterion.places:
                words = (
                    "criterion {code} is a part and has parts itself",
                    "chỉ tiêu {code} là chỉ tiêu thành phần nhưng lại có chỉ tiêu thành phần",
                )
            elif not stated:
                words = (
                    "criterion {code} has no way of scoring",
                    "chỉ tiêu {code} chưa có cách chấm điểm",
                )
            elif len(stated) == 1:
                continue
            place = criterion.places[stated[1]] if len(stated) > 1 else criterion.places["code"]
            yield Found(place, values, words=words)


@rule(
    "CRI03",
    "warning",
    "“{title}” is none of the contents of round {year}",
    "“{title}” không phải là nội dung của đợt kiểm tra năm {year}",
    ("the contents are: {contents:quoted}", "các nội dung gồm: {contents:quoted}"),
)
def areas_are_the_contents(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The areas of the scale are the contents of the round, in its order.

    Why: The criteria make the contents concrete (report 241/BC-VTLTNN, II.1: “3 nội dung chính là
    quản lý công tác văn thư, lưu trữ; thực hiện hoạt động nghiệp vụ văn thư và thực hiện nghiệp vụ
    lưu trữ”). Sums by area stand in the minutes under these names. Judged only where the round
    declares `content`; the first letter may be a capital.

    Bad:

        areas:
          - {code: I, title: Quản lý công tác văn thư, criteria: []}

    Good:

        areas:
          - {code: I, title: "Quản lý công tác văn thư, lưu trữ", criteria: []}

    Remedy: Write the area as in `content`, or correct `content` in rounds.yaml.

    ---

    Các nội dung của thang điểm đúng với nội dung (`content`) của đợt kiểm tra, theo thứ tự đó.

    Lý do: Các chỉ tiêu cụ thể hóa nội dung kiểm tra (Báo cáo số 241/BC-VTLTNN, Mục II.1: “3 nội
    dung chính là quản lý công tác văn thư, lưu trữ; thực hiện hoạt động nghiệp vụ văn thư và thực
    hiện nghiệp vụ lưu trữ”). Biên bản ghi tổng số điểm từng nội dung theo các tên này. Chỉ xét khi
    đợt kiểm tra có khai báo `content`; chữ cái đầu có thể viết hoa.

    Cách xử lý: Đề nghị ghi tên nội dung như trong `content`, hoặc sửa `content` trong tệp
    rounds.yaml.
    """
    for year, scale in scales(data).items():
        contents = round_of(data, year).content
        if not contents or data.is_incomplete("criteria", year) or data.is_incomplete("rounds"):
            continue
        # One that the round lists twice is looked for once.
        wanted = list(dict.fromkeys(_title(content) for content in contents))
        values = {"year": year, "contents": contents}
        titles: list[str] = []
        strange = False
        for area in scale.areas:
            title = _title(area.title)
            if title not in wanted or title in titles:
                strange = True
                words: Words | None = None
                if title in titles:
                    words = ("“{title}” stands twice", "nội dung “{title}” ghi hai lần")
                yield Found(area.places["title"], {**values, "title": area.title}, words=words)
            titles.append(title)
        if strange:
            continue
        missing = [content for content in contents if _title(content) not in titles]
        if missing:
            words = (
                "the scale has no area {missing:quoted}",
                "thang điểm chưa có nội dung {missing:quoted}",
            )
            yield Found(scale.places["areas"], {**values, "missing": missing}, words=words)
        elif titles != wanted:
            odd = next(i for i, title in enumerate(titles) if title != wanted[i])
            words = (
                "“{title}” is not in the order of the round",
                "nội dung “{title}” chưa đúng thứ tự của đợt kiểm tra",
            )
            area = scale.areas[odd]
            yield Found(area.places["title"], {**values, "title": area.title}, words=words)


def _title(text: str) -> str:
    """A title without regard to its first capital and to white space."""
    plain = " ".join(composed(text).split())
    return plain[:1].casefold() + plain[1:]


@rule(
    "CRI04",
    "error",
    "criterion {code}: {why}",
    "chỉ tiêu {code}: {why}",
    ("compare with the scale that was issued", "đề nghị đối chiếu với thang điểm đã ban hành"),
)
def points_are_possible(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The points of a criterion are possible: no ceiling below the floor, no level twice.

    Why: Where the frame is empty, or one level is worth two numbers of points, no team can give
    points by the scale (judgement). A deduction (`each` below 0) is limited from below, by `least`.
    The step is more than 0.

    Bad:

        - code: "8"
          text: Sai phạm trong quản lý, sử dụng con dấu
          unit: vụ
          each: -50
          most: 200

    Good:

        - code: "8"
          text: Sai phạm trong quản lý, sử dụng con dấu
          unit: vụ
          each: -50
          least: -200

    Remedy: Compare with the scale that was issued.

    ---

    Mức điểm của chỉ tiêu phải cho điểm được: mức tối đa không nhỏ hơn mức tối thiểu, không có mức
    nào ghi hai lần.

    Lý do: Nếu khung điểm rỗng, hoặc một mức có hai số điểm, thì Đoàn kiểm tra không cho điểm theo
    thang điểm được (nhận định). Điểm trừ (`each` nhỏ hơn 0) được giới hạn bằng `least`. `step` phải
    lớn hơn 0.

    Cách xử lý: Đề nghị đối chiếu với thang điểm đã ban hành.
    """
    for scale in scales(data).values():
        if scale.step is not None and scale.step <= 0:
            words = ("`step` is more than 0, not {step}", "`step` phải lớn hơn 0, không ghi {step}")
            yield Found(scale.places["step"], {"step": scale.step}, words=words)
        for _number, _area, criterion, _whole in lines(scale):
            for odd in impossible(criterion):
                holder = odd.level.places if odd.level else criterion.places
                values = {
                    "code": criterion.code,
                    "way": f"`{ways(criterion)[0]}`",
                    "level": odd.level.name if odd.level else "",
                    "most": criterion.most,
                    "least": 0 if criterion.least is None else criterion.least,
                    "not_arising": criterion.not_arising,
                }
                words = (
                    "criterion {code}: " + odd.words[0],
                    "chỉ tiêu {code}: " + odd.words[1],
                )
                yield Found(holder[odd.field], values, words=words)


@rule(
    "CRI05",
    "warning",
    "criterion {code}: {points} points are not a multiple of {step}, so nobody can agree on them",
    "chỉ tiêu {code}: {points:points} điểm không phải là bội số của {step:points} nên không thể "
    "thống nhất được điểm này",
    (
        "points of a level are multiples of the step",
        "đề nghị ghi số điểm của mức là bội số của `step`",
    ),
)
def levels_fit_the_step(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The points of a level, and of `not_arising`, are multiples of the step.

    Why: What is agreed is a multiple of the step (report 241/BC-VTLTNN, II.2.d: “thống nhất cho
    điểm theo từng chỉ tiêu (Lấy điểm số chẵn)”); a level between two multiples can never be given
    as it stands. Points a unit of work are no such case: their product is brought to a multiple by
    agreement.

    Bad:

        step: 2
        levels:
          - {name: Đủ, points: 25}

    Good:

        step: 2
        levels:
          - {name: Đủ, points: 24}

    Remedy: Correct the points or the step; of an issued scale, ask its issuer.

    ---

    Số điểm của mỗi mức và của `not_arising` là bội số của `step`.

    Lý do: Điểm thống nhất là bội số của `step` (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “thống nhất
    cho điểm theo từng chỉ tiêu (Lấy điểm số chẵn)”); mức nằm giữa hai bội số thì không bao giờ cho
    đúng được. Điểm theo đơn vị tính không thuộc trường hợp này, vì tích số được thống nhất về bội
    số.

    Cách xử lý: Đề nghị sửa số điểm hoặc `step`; nếu thang điểm đã ban hành, đề nghị xin ý kiến cơ
    quan ban hành.
    """
    for scale in scales(data).values():
        step = step_of(scale)
        if step is None:
            continue
        for _number, _area, criterion, _whole in lines(scale):
            if len(ways(criterion)) != 1:
                continue
            stated = [(level.points, level.places["points"]) for level in criterion.levels]
            if criterion.not_arising is not None:
                stated.append((criterion.not_arising, criterion.places["not_arising"]))
            for points, place in stated:
                if points % step:
                    yield Found(place, {"code": criterion.code, "points": points, "step": step})


@rule(
    "CRI06",
    "warning",
    "the class {name} begins at {least}, not below {above} ({other})",
    "loại {name} bắt đầu từ {least:points} điểm, không thấp hơn loại {other} ({above:points} điểm)",
    ("write the classes from the highest down", "đề nghị ghi các loại từ cao xuống thấp"),
)
def classes_go_down(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The classes go from high to low, each stands once, and the lowest takes all that is left.

    Why: Every total has one class (report 241/BC-VTLTNN, II.2.d: “tổng hợp chung số điểm của đơn
    vị, xếp loại”). The lowest class begins at 0 or below.

    Bad:

        classes:
          - {name: Xuất sắc, least: 2000}
          - {name: Khá, least: 900}
          - {name: Tốt, least: 1400}
          - {name: Trung bình, least: 0}

    Good:

        classes:
          - {name: Xuất sắc, least: 2000}
          - {name: Tốt, least: 1400}
          - {name: Khá, least: 900}
          - {name: Trung bình, least: 0}

    Remedy: Compare with the scale that was issued.

    ---

    Các loại ghi từ cao xuống thấp, mỗi loại một lần, loại thấp nhất nhận mọi số điểm còn lại.

    Lý do: Mỗi tổng số điểm có một loại (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “tổng hợp chung số
    điểm của đơn vị, xếp loại”). Loại thấp nhất bắt đầu từ 0 điểm hoặc thấp hơn.

    Cách xử lý: Đề nghị đối chiếu với thang điểm đã ban hành.
    """
    for year, scale in scales(data).items():
        if scale.classes and not _is_unread(data, year):
            yield from _classes(scale.classes)


def _classes(classes: Sequence[Class]) -> Iterator[Found]:
    known: dict[str, Span] = {}
    for above, one in zip((None, *classes), classes):
        values = {"name": one.name, "least": one.least}
        first = known.setdefault(folded(one.name), one.places["name"])
        if first is not one.places["name"]:
            words = ("the class {name} stands twice", "loại {name} ghi hai lần")
            related = ((first, ("first here", "vị trí đầu tiên")),)
            yield Found(one.places["name"], values, related=related, words=words)
        elif above is not None and above.least <= one.least:
            values |= {"above": above.least, "other": above.name}
            yield Found(one.places["least"], values)
    lowest = min(classes, key=lambda one: one.least)
    if lowest.least > 0:
        words = (
            "no class is there for totals below {least}, where {name} begins",
            "chưa có loại cho tổng số điểm dưới {least:points} (bắt đầu loại {name})",
        )
        help_ = (
            "the lowest class begins at 0 or below",
            "đề nghị để loại thấp nhất bắt đầu từ 0 điểm hoặc thấp hơn",
        )
        values = {"name": lowest.name, "least": lowest.least}
        yield Found(lowest.places["least"], values, words=words, help=help_)


def _is_unread(data: Dataset, year: int) -> bool:
    """Whether a class of the scale could not be read."""
    return data.is_incomplete("criteria", year)
