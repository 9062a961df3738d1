"""RND: the rounds."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule, told
from vtlt_cli.diagnostics import Words, whole_file
from vtlt_cli.reading.kinds import SUBJECTS, Address, Dataset
from vtlt_cli.rounds.kind import ROUNDS


@rule(
    "RND01",
    "error",
    "round {year} is described a second time; the first stands",
    "đợt kiểm tra năm {year} bị khai báo hai lần; chỉ dùng lần đầu",
    (
        "correct the year, or keep one of the two",
        "đề nghị sửa năm hoặc giữ một trong hai",
    ),
)
def repeated_year(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A round, named by its year, is described once.

    Why: A round is begun by copying the last one; with the year left as it was, the new round is
    lost and its files have no description. Only the first description is used.

    Bad:

        format: 1
        rounds:
          - year: 2007
            title: Kiểm tra chéo công tác văn thư, lưu trữ 2 năm 2006 – 2007
          - year: 2007
            title: Kiểm tra chéo công tác văn thư, lưu trữ năm 2009

    Good:

        format: 1
        rounds:
          - year: 2007
            title: Kiểm tra chéo công tác văn thư, lưu trữ 2 năm 2006 – 2007
          - year: 2009
            title: Kiểm tra chéo công tác văn thư, lưu trữ năm 2009

    Remedy: Correct the year, or keep one of the two descriptions.

    ---

    Mỗi đợt kiểm tra, gọi theo năm, chỉ khai báo một lần.

    Lý do: Đợt kiểm tra mới thường được sao chép từ đợt trước; nếu quên sửa năm thì đợt mới bị bỏ
    qua và các tệp của đợt đó không có khai báo. Chỉ khai báo đầu tiên được sử dụng.

    Cách xử lý: Đề nghị sửa năm, hoặc giữ một trong hai khai báo.
    """
    for problem in problems.get("repeated-round", []):
        place = (problem.values["first"], ("first here", "vị trí đầu tiên"))
        yield Found(problem.span, problem.values, related=(place,))


@rule(
    "RND02",
    "error",
    "the {what} of round {year} ends on {last:day}, before it begins on {first:day}",
    "{what_vi} của đợt kiểm tra năm {year} kết thúc ngày {last:day}, "
    "trước ngày bắt đầu {first:day}",
    ("swap or correct the two days", "đề nghị đổi chỗ hoặc sửa hai ngày"),
)
def reversed_days(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The first day of a period or window is not after its last.

    Why: A window tells when the inspection takes place (report 241/BC-VTLTNN, II.2.d: “Thời gian
    kiểm tra sẽ được tiến hành trong Quý III và Quý IV năm 2009.”); in the wrong order it holds no
    day.

    Bad:

        window: {from: 2009-12-31, to: 2009-07-01}

    Good:

        window: {from: 2009-07-01, to: 2009-12-31}

    Remedy: Swap the two days, or correct the one that is wrong.

    ---

    Ngày đầu của thời kỳ kiểm tra hoặc thời gian tiến hành kiểm tra không sau ngày cuối.

    Lý do: Trường window cho biết khi nào tiến hành kiểm tra (Báo cáo số 241/BC-VTLTNN, Mục II.2.d:
    “Thời gian kiểm tra sẽ được tiến hành trong Quý III và Quý IV năm 2009.”); ghi ngược thì không
    có ngày nào thuộc thời gian đó.

    Cách xử lý: Đề nghị đổi chỗ hai ngày, hoặc sửa ngày sai.
    """
    for round_ in data.of(ROUNDS).values():
        for what, vietnamese, days in (
            ("period", "thời kỳ kiểm tra", round_.period),
            ("window", "thời gian tiến hành kiểm tra", round_.window),
        ):
            first, last = days or (None, None)
            if first is not None and last is not None and last < first:
                values = {
                    "what": what,
                    "what_vi": vietnamese,
                    "year": round_.year,
                    "first": first,
                    "last": last,
                }
                yield Found(round_.places[f"{what}.to"], values)


@rule(
    "RND03",
    "error",
    "the period of round {year} ends on {last:day}, after its report of {day:day}",
    "thời kỳ kiểm tra của đợt kiểm tra năm {year} kết thúc ngày {last:day}, sau ngày ban hành Báo "
    "cáo ({day:day})",
    (
        "correct the period or the day of the report",
        "đề nghị sửa thời kỳ kiểm tra hoặc ngày ban hành Báo cáo",
    ),
)
def report_too_early(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The report of a scored round comes after the period that it reports on.

    Why: The round of 2007 looks back on two years (report 241/BC-VTLTNN, opening paragraph: “Từ
    tháng 6/2005 đến tháng 6/2007”), and its report is dated 2008-03-21; a period that ends after
    the report holds days that nobody can have inspected.

    Bad:

        period: {from: 2005-06, to: 2008-06}
        documents:
          report: {number: 241/BC-VTLTNN, date: 2008-03-21}

    Good:

        period: {from: 2005-06, to: 2007-06}
        documents:
          report: {number: 241/BC-VTLTNN, date: 2008-03-21}

    Remedy: Compare with the report and correct the period or the day of the report.

    ---

    Báo cáo của đợt kiểm tra đã chấm điểm phải ban hành sau thời kỳ kiểm tra.

    Lý do: Đợt kiểm tra năm 2007 đánh giá 2 năm đã qua (Báo cáo số 241/BC-VTLTNN, đoạn mở đầu: “Từ
    tháng 6/2005 đến tháng 6/2007”), Báo cáo ghi ngày 21/3/2008; thời kỳ kiểm tra kết thúc sau ngày
    ban hành Báo cáo thì có những ngày chưa thể kiểm tra.

    Cách xử lý: Đề nghị đối chiếu Báo cáo và sửa thời kỳ kiểm tra hoặc ngày ban hành.
    """
    for round_ in data.of(ROUNDS).values():
        report = round_.documents.get("report")
        last = round_.period[1] if round_.period else None
        scored = Address("scores", round_.year) in data.paths
        if report is not None and last is not None and scored and report.date < last:
            values = {"year": round_.year, "last": last, "day": report.date}
            place = (report.places["date"], ("the report", "ngày ban hành Báo cáo"))
            yield Found(round_.places["period.to"], values, related=(place,))


@rule(
    "RND04",
    "error",
    "the round is of {day:day}, but the register begins with {begins:day}: "
    "which units took part is not known",
    "đợt kiểm tra vào ngày {day:day} nhưng danh mục bắt đầu từ ngày {begins:day}: "
    "không xác định được các đơn vị tham gia",
    (
        "correct the year or `provinces_on`, or give the folder a register of that time",
        "đề nghị sửa năm hoặc `provinces_on`, hoặc bổ sung provinces.yaml của thời kỳ đó",
    ),
)
def before_the_register(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A round is not before the first day that the register knows.

    Why: The register that comes with vtlt begins with 2004-01-01, when Điện Biên, Đắk Nông and Hậu
    Giang came into being (Nghị quyết 22/2003/QH11); it does not know what units there were before.
    Names of an earlier round would be read as units of another time.

    Bad:

        rounds:
          - year: 1999
            provinces_on: 1999-06-30

    Good:

        rounds:
          - year: 2009
            provinces_on: 2008-03-21

    Remedy: Correct the year, or put a provinces.yaml with the units of that time into the folder.

    ---

    Đợt kiểm tra không được trước ngày đầu tiên của danh mục đơn vị.

    Lý do: Danh mục kèm theo vtlt bắt đầu từ ngày 01/01/2004, khi có các tỉnh Điện Biên, Đắk Nông,
    Hậu Giang (Nghị quyết số 22/2003/QH11); danh mục không có các đơn vị trước đó nên tên trong đợt
    kiểm tra cũ sẽ bị hiểu thành đơn vị của thời kỳ khác.

    Cách xử lý: Đề nghị sửa năm, hoặc đặt vào thư mục tệp provinces.yaml của thời kỳ đó.
    """
    yield from told(problems, "before-register")


@rule(
    "RND05",
    "warning",
    "rounds.yaml describes no round {year}; who is missing from it cannot be judged",
    "đợt kiểm tra năm {year} chưa được khai báo trong rounds.yaml; chưa thể xác định đơn vị còn "
    "thiếu",
    (
        "correct the year in the name of the file, or describe the round in rounds.yaml",
        "đề nghị sửa năm trong tên tệp, hoặc bổ sung khai báo đợt kiểm tra trong rounds.yaml",
    ),
)
def undescribed_round(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A round that has files is described, where rounds.yaml describes rounds.

    Why: What a round is held against stands in its description: which provinces take part (report
    241/BC-VTLTNN, I.1: “Có 64 tỉnh, thành phố tham gia kiểm tra và được phân chia thành 16 Cụm.”),
    how many clusters there are, what a score may be. With a wrong year in the name of a file or in
    rounds.yaml none of it is checked any more. A round that is described and has no such file is
    named, since it is most often the one that is meant.

    Bad:

        # rounds.yaml
        rounds:
          - year: 2070
            provinces_on: 2007-06-30
        # scores_2007.csv
        position,province,score
        1,Bình Định,8280

    Good:

        # rounds.yaml
        rounds:
          - year: 2007
            provinces_on: 2007-06-30
        # scores_2007.csv
        position,province,score
        1,Bình Định,8280

    Remedy: Correct the year that is wrong, or describe the round in rounds.yaml.

    ---

    Khi rounds.yaml có khai báo các đợt kiểm tra thì đợt nào có tệp phải được khai báo.

    Lý do: Khai báo của đợt kiểm tra là căn cứ để kiểm tra số liệu: các đơn vị tham gia (Báo cáo số
    241/BC-VTLTNN, Mục I.1: “Có 64 tỉnh, thành phố tham gia kiểm tra và được phân chia thành 16
    Cụm.”), số cụm, quy định về điểm số. Nếu ghi sai năm trong tên tệp hoặc trong rounds.yaml thì
    không nội dung nào được kiểm tra. Đợt đã khai báo mà chưa có tệp như vậy được nêu tên vì thường
    chính là đợt cần ghi.

    Cách xử lý: Đề nghị sửa năm ghi sai, hoặc bổ sung khai báo đợt kiểm tra trong rounds.yaml.
    """
    described = data.of(ROUNDS)
    if not described or Address("rounds") in data.unread:
        return
    files: dict[int, list[Address]] = {}
    for address in sorted(data.paths):
        if SUBJECTS[address.kind].of_a_round:
            files.setdefault(address.year, []).append(address)
    for year, addresses in files.items():
        if year in described:
            continue
        kinds = {address.kind for address in addresses}
        waiting = [
            round_
            for round_ in described.values()
            if kinds.isdisjoint(address.kind for address in files.get(round_.year, ()))
        ]
        # A round that has no file at all is the likelier one.
        waiting = [round_ for round_ in waiting if round_.year not in files] or waiting
        help_: Words | None = None
        if waiting:
            help_ = (
                "round {waiting:or} is described and has no such file: one of the years is "
                "probably wrong",
                "đợt kiểm tra năm {waiting:or} đã khai báo nhưng chưa có tệp này; có thể một trong "
                "các năm ghi sai",
            )
        place = whole_file(data.paths[addresses[0]])
        values = {"year": year, "waiting": [str(round_.year) for round_ in waiting]}
        related = tuple(
            (round_.places["year"], ("described here", "đợt đã khai báo")) for round_ in waiting
        )
        yield Found(place, values, related=related, help=help_)


@rule(
    "RND06",
    "error",
    "round {year}: the day of the guidance, {day:day}, is after that of the report, {other:day}",
    "đợt kiểm tra năm {year}: ngày văn bản hướng dẫn ({day:day}) sau ngày ban hành Báo cáo "
    "({other:day})",
    (
        "compare with the papers and correct the day that is wrong",
        "đề nghị đối chiếu các văn bản và sửa ngày ghi sai",
    ),
)
def days_out_of_order(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A round is guided before it is reported on, and visited before the reports are due.

    Why: The guidance comes first, then the visits, then the reports of the clusters (report
    241/BC-VTLTNN, II.2.d: “Thời gian kiểm tra sẽ được tiến hành trong Quý III và Quý IV năm 2009.”,
    “báo cáo về Cục Văn thư và Lưu trữ nhà nước trước ngày 31/12/2009”). In another order one of the
    days is mistyped, and who is late is judged by it. A plan that stands in the report of the round
    before it is guided after that report: only a round that has scores is judged.

    Bad:

        documents:
          guidance: {number: 188/VTLTNN-VP, date: 2009-03-23}
          report: {number: 241/BC-VTLTNN, date: 2008-03-21}

    Good:

        documents:
          guidance: {number: 188/VTLTNN-VP, date: 2007-03-23}
          report: {number: 241/BC-VTLTNN, date: 2008-03-21}

    Remedy: Compare with the papers and correct the day that is wrong.

    ---

    Văn bản hướng dẫn có trước báo cáo kết quả; thời gian tiến hành kiểm tra bắt đầu trước hạn gửi
    báo cáo.

    Lý do: Trình tự của đợt kiểm tra là hướng dẫn, kiểm tra, báo cáo (Báo cáo số 241/BC-VTLTNN, Mục
    II.2.d: “Thời gian kiểm tra sẽ được tiến hành trong Quý III và Quý IV năm 2009.”, “báo cáo về
    Cục Văn thư và Lưu trữ nhà nước trước ngày 31/12/2009”). Nếu khác trình tự thì có ngày ghi sai,
    và việc xác định báo cáo gửi chậm cũng sai theo. Kế hoạch nêu trong báo cáo của đợt trước thì
    văn bản hướng dẫn ban hành sau báo cáo đó; vì vậy chỉ xét đợt kiểm tra đã có bảng điểm.

    Cách xử lý: Đề nghị đối chiếu các văn bản và sửa ngày ghi sai.
    """
    for round_ in data.of(ROUNDS).values():
        guidance, report = (round_.documents.get(which) for which in ("guidance", "report"))
        scored = Address("scores", round_.year) in data.paths
        if guidance and report and scored and guidance.date > report.date:
            values = {"year": round_.year, "day": guidance.date, "other": report.date}
            place = (report.places["date"], ("the report", "ngày ban hành Báo cáo"))
            yield Found(guidance.places["date"], values, related=(place,))
        begins = round_.window[0] if round_.window else None
        due = round_.report_before
        if begins is not None and due is not None and due <= begins:
            values = {"year": round_.year, "day": due, "other": begins}
            place = (round_.places["window.from"], ("the window", "thời gian tiến hành kiểm tra"))
            yield Found(
                round_.places["report_before"], values, related=(place,), words=_DUE_TOO_EARLY
            )


_DUE_TOO_EARLY: Words = (
    "round {year}: the reports are due before {day:day}, when the visits, from {other:day}, have "
    "not begun",
    "đợt kiểm tra năm {year}: hạn gửi báo cáo (trước ngày {day:day}) không sau ngày bắt đầu kiểm "
    "tra ({other:day})",
)
