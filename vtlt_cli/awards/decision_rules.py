"""AWD: what a file says of decisions: exceptions, papers, and the lists that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from vtlt_cli.awards.contradictions import contradicted
from vtlt_cli.awards.kind import listed_awards
from vtlt_cli.awards.reckoning import is_decided, reckoned, tier_of
from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.kind import round_of

if TYPE_CHECKING:
    from vtlt_cli.results.kind import ClusterReport


@rule(
    "AWD09",
    "error",
    "no tier has the id “{tier}”",
    "không có danh hiệu, hình thức nào mang mã “{tier}”",
    ("the ids are {known:list}", "các mã đã khai báo: {known:list}"),
)
def unknown_tier(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An exception names a tier of the same file by its id.

    Why: An exception whose tier is not found concerns no list, and the list that it should explain
    looks wrong (AWD01). The usual slip is the name in place of the id.

    Bad:

        tiers:
          - {id: giay-khen, name: Giấy khen, quota: 24}
        exceptions:
          - {province: Quảng Ninh, tier: Giấy khen, action: added, reason: thành tích đột xuất}

    Good:

        tiers:
          - {id: giay-khen, name: Giấy khen, quota: 24}
        exceptions:
          - {province: Quảng Ninh, tier: giay-khen, action: added, reason: thành tích đột xuất}

    Remedy: Write the `id` of one of the tiers of the file.

    ---

    Trường hợp riêng ghi đúng mã (`id`) của một danh hiệu, hình thức có trong cùng tệp.

    Lý do: Trường hợp riêng ghi sai mã không gắn với danh sách nào, và danh sách liên quan bị coi là
    sai (AWD01). Lỗi thường gặp là ghi tên thay cho mã.

    Cách xử lý: Đề nghị ghi `id` của một danh hiệu, hình thức đã khai báo trong tệp.
    """
    for year, awards in listed_awards(data).items():
        known = [tier.id for tier in awards.tiers]
        for exception in awards.exceptions:
            if exception.tier not in known and not data.is_incomplete("awards", year):
                values = {"tier": exception.tier, "known": known}
                yield Found(exception.places["tier"], values, exception.province.province)


@rule(
    "AWD14",
    "warning",
    "{tier} is decided and names its submission, but not its decision",
    "{tier} ghi là đã quyết định và có tờ trình nhưng chưa ghi quyết định",
    (
        "add `decision` with its number and date, or write `status: proposed`",
        "đề nghị bổ sung `decision` (số, ngày của quyết định), hoặc ghi `status: proposed`",
    ),
)
def submitted_not_decided(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A decided tier that names its submission names its decision too.

    Why: The two authorities of the report decide each for itself (report 241/BC-VTLTNN, I.4: “Bộ
    Nội vụ đã quyết định”, “Cục trưởng Cục Văn Thư và Lưu trữ nhà nước quyết định”). A tier with its
    submission alone counts as not yet decided, whatever `status` says. A file that names neither
    paper is left in peace.

    Bad:

        status: decided
        tiers:
          - id: co-thi-dua
            name: Cờ thi đua
            submitted: {number: 20/TTr-VTLTNN, date: 2008-01-15}

    Good:

        status: decided
        tiers:
          - id: co-thi-dua
            name: Cờ thi đua
            submitted: {number: 20/TTr-VTLTNN, date: 2008-01-15}
            decision: {number: 130/QĐ-BNV, date: 2008-02-20}

    Remedy: Add the decision, or write `status: proposed` as long as there is none.

    ---

    Danh hiệu, hình thức đã quyết định mà có ghi tờ trình thì ghi cả quyết định.

    Lý do: Hai cấp có thẩm quyền ra hai quyết định riêng (Báo cáo số 241/BC-VTLTNN, Mục I.4: “Bộ Nội
    vụ đã quyết định”, “Cục trưởng Cục Văn Thư và Lưu trữ nhà nước quyết định”). Danh hiệu, hình
    thức chỉ có tờ trình được coi là chưa quyết định, dù `status` ghi thế nào. Tệp không ghi cả hai
    văn bản thì không xét.

    Cách xử lý: Đề nghị bổ sung quyết định, hoặc ghi `status: proposed` khi chưa có quyết định.
    """
    for awards in listed_awards(data).values():
        for tier in awards.tiers:
            unnamed = tier.decision is None and "decision" not in tier.places
            if awards.status == "decided" and tier.submitted is not None and unnamed:
                yield Found(tier.places["submitted"], {"tier": tier.name})


@rule(
    "AWD15",
    "error",
    "{tier} was submitted on {submitted:day}, after its decision of {decided:day}",
    "{tier}: tờ trình ngày {submitted:day}, sau ngày quyết định {decided:day}",
    (
        "compare both papers and correct the date that is wrong",
        "đề nghị đối chiếu hai văn bản và sửa ngày ghi sai",
    ),
)
def decided_before_submitted(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tier is submitted before it is decided, and neither before the last report is in.

    Why: The decision answers the submission, and both rest on the reports of all clusters (report
    241/BC-VTLTNN, II.2.d: “Căn cứ vào kết quả tổng hợp”). The other way round one of the dates is
    mistyped, or the proposal went out before the results were whole.

    Bad:

        submitted: {number: 20/TTr-VTLTNN, date: 2008-03-15}
        decision: {number: 130/QĐ-BNV, date: 2008-02-20}

    Good:

        submitted: {number: 20/TTr-VTLTNN, date: 2008-01-15}
        decision: {number: 130/QĐ-BNV, date: 2008-02-20}

    Remedy: Compare both papers and correct the date that is wrong.

    ---

    Tờ trình có trước quyết định khen thưởng; cả hai có sau khi nhận đủ báo cáo của các Cụm.

    Lý do: Tờ trình và quyết định căn cứ vào kết quả tổng hợp của các Cụm (Báo cáo số 241/BC-VTLTNN,
    Mục II.2.d: “Căn cứ vào kết quả tổng hợp”). Nếu ngược lại thì có ngày ghi sai, hoặc việc đề nghị
    khen thưởng được lập khi chưa đủ kết quả.

    Cách xử lý: Đề nghị đối chiếu hai văn bản và sửa ngày ghi sai.
    """
    for year, awards in listed_awards(data).items():
        last = _last_report(data, year)
        for tier in awards.tiers:
            submitted, decision = tier.submitted, tier.decision
            if submitted and decision and submitted.date > decision.date:
                values = {"tier": tier.name, "submitted": submitted.date, "decided": decision.date}
                place = (decision.places["date"], ("the decision", "ngày quyết định"))
                yield Found(submitted.places["date"], values, related=(place,))
                continue
            paper = submitted or decision
            if paper is None or last is None or last.received is None:
                continue
            if _before_the_round(data, year, paper.date):
                continue  # That is further off, and told by AWD19.
            if paper.date < last.received:
                words: Words = (
                    "{tier} has a paper of {day:day}, before the report of cluster {cluster} was "
                    "received on {received:day}",
                    "{tier}: văn bản ngày {day:day}, trước ngày nhận báo cáo của Cụm {cluster} "
                    "({received:day})",
                )
                found = {"tier": tier.name, "day": paper.date, "cluster": last.cluster}
                place = (last.places["received"], ("the report", "ngày nhận báo cáo"))
                values = {**found, "received": last.received}
                yield Found(paper.places["date"], values, None, (place,), words)


def _last_report(data: Dataset, year: int) -> ClusterReport | None:
    """The report that was received last; None where a day of one cannot be read or is not there."""
    if not data.has("results", year) or Address("results", year) in data.unread:
        return None
    from vtlt_cli.results.kind import RESULTS

    reports = data.of(RESULTS, year)
    if not reports:
        return None
    if any(report.received is None for report in reports):
        return None
    return max(reports, key=lambda report: report.received or date.min)


@rule(
    "AWD16",
    "warning",
    "{tier} is decided, but the list of its recipients is not in the file",
    "{tier} ghi là đã quyết định nhưng chưa có danh sách được khen thưởng",
    (
        "add `recipients` as published, or write `status: proposed`",
        "đề nghị bổ sung `recipients` theo danh sách đã công bố, hoặc ghi `status: proposed`",
    ),
)
def decided_without_list(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A decided tier has the list of its recipients.

    Why: What was granted is what the decision says, not what the scores suggest (report
    241/BC-VTLTNN, I.4, names all 36 offices). Without the list nothing can be called decided:
    `vtlt awards` shows such a tier as reckoned by the scores, and `--text` as a proposal.

    Bad:

        status: decided
        tiers:
          - id: co-thi-dua
            name: Cờ thi đua
            quota: 3

    Good:

        status: decided
        tiers:
          - id: co-thi-dua
            name: Cờ thi đua
            quota: 3
            recipients: [Bình Định, Phú Yên, Quảng Nam]

    Remedy: Add the list as published, or write `status: proposed` as long as nothing is decided.

    ---

    Danh hiệu, hình thức đã quyết định có danh sách được khen thưởng.

    Lý do: Đơn vị được khen thưởng là đơn vị có tên trong quyết định, không phải đơn vị dự kiến theo
    điểm (Mục I.4 Báo cáo số 241/BC-VTLTNN ghi tên cả 36 cơ quan). Không có danh sách thì không thể
    ghi là đã quyết định: `vtlt awards` chỉ nêu kết quả theo điểm, `--text` ghi là dự kiến đề nghị.

    Cách xử lý: Đề nghị bổ sung danh sách đã công bố, hoặc ghi `status: proposed` khi chưa có quyết
    định.
    """
    for awards in listed_awards(data).values():
        decided = [tier for tier in awards.tiers if is_decided(tier, awards) and tier.quota != 0]
        lacking = [tier for tier in decided if "recipients" not in tier.places]
        if lacking and lacking == list(awards.tiers) and awards.status == "decided":
            words: Words = (
                "the awards are decided, but no list of recipients is in the file",
                "tệp ghi là đã quyết định nhưng chưa có danh sách được khen thưởng nào",
            )
            yield Found(awards.places["status"], {}, words=words)
            continue
        for tier in lacking:
            yield Found(tier.places["id"], {"tier": tier.name})


@rule(
    "AWD17",
    "error",
    "{province} is added to {tier} but does not stand in its list",
    "{province:unit} được bổ sung {tier} nhưng chưa có tên trong danh sách",
    (
        "correct the list or the exception against the decision",
        "đề nghị đối chiếu quyết định và sửa danh sách hoặc trường hợp riêng",
    ),
)
def list_against_exception(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A published list has whom an exception adds, and not whom one leaves out.

    Why: The list and the exceptions tell one and the same decision. Where an award is withheld or
    revoked and the office still stands in the list, or it is added and does not, one of the two is
    wrong, and nobody can tell who has the award.

    Bad:

        - id: co-thi-dua
          name: Cờ thi đua
          quota: 3
          recipients: [Bình Định, Phú Yên, Quảng Nam]
        exceptions:
          - {province: Phú Yên, tier: co-thi-dua, action: revoked, reason: thu hồi}

    Good:

        - id: co-thi-dua
          name: Cờ thi đua
          quota: 3
          recipients: [Bình Định, Quảng Nam]
        exceptions:
          - {province: Phú Yên, tier: co-thi-dua, action: revoked, reason: thu hồi}

    Remedy: Correct the list or the exception as the decision has it.

    ---

    Danh sách đã công bố có tên đơn vị được bổ sung, không có tên đơn vị không được tặng hoặc bị thu
    hồi.

    Lý do: Danh sách và trường hợp riêng cùng thể hiện một quyết định. Nếu đơn vị không được tặng
    hoặc bị thu hồi vẫn có tên, hoặc đơn vị được bổ sung chưa có tên, thì một trong hai nội dung ghi
    sai và không xác định được đơn vị nào được khen thưởng.

    Cách xử lý: Đề nghị đối chiếu quyết định và sửa danh sách hoặc trường hợp riêng.
    """
    for awards in listed_awards(data).values():
        for tier in awards.tiers:
            for exception, listed in contradicted(awards, tier):
                province = exception.province.province
                values = {"province": province, "tier": tier.name}
                words: Words | None = None
                if exception.action == "withheld":
                    words = (
                        "{tier} is withheld from {province}, which stands in its list",
                        "{province:unit} không được tặng {tier} nhưng vẫn có tên trong danh sách",
                    )
                elif exception.action == "revoked":
                    words = (
                        "{tier} is revoked from {province}, which stands in its list",
                        "{province:unit} bị thu hồi {tier} nhưng vẫn có tên trong danh sách",
                    )
                span = listed.span if listed is not None else tier.places["recipients"]
                place = (span, ("the list", "danh sách"))
                yield Found(exception.places["province"], values, province, (place,), words)


@rule(
    "AWD18",
    "note",
    "{province} has {tier} by its score; the exception adds nothing",
    "theo điểm, {province:unit} đã thuộc danh sách {tier}; trường hợp bổ sung này không làm thay "
    "đổi danh sách",
    (
        "check the office and the tier; an exception is for what the scores alone do not give",
        "đề nghị kiểm tra lại đơn vị và danh hiệu, hình thức; trường hợp riêng chỉ dùng khi khác "
        "với kết quả theo điểm",
    ),
)
def exception_without_effect(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An exception grants or takes away what the scores alone would not.

    Why: An exception that changes nothing most often names another office or tier than is meant,
    and the one that is meant has none. It is a note: the awards are the same.

    Bad:

        # scores_2007.csv: Bình Định 8280, the highest
        exceptions:
          - {province: Bình Định, tier: co-thi-dua, action: added, reason: thành tích đột xuất}

    Good:

        # scores_2007.csv: Bình Định 8280, the highest
        exceptions:
          - {province: Bình Dương, tier: co-thi-dua, action: added, reason: thành tích đột xuất}

    Remedy: Check the office and the tier; remove the exception if it is not needed.

    ---

    Trường hợp riêng chỉ ghi nội dung khác với kết quả theo điểm.

    Lý do: Trường hợp riêng không làm thay đổi danh sách thường do ghi nhầm đơn vị hoặc danh hiệu,
    hình thức, còn đơn vị cần ghi lại bị thiếu. Đây chỉ là lưu ý; kết quả khen thưởng không đổi.

    Cách xử lý: Đề nghị kiểm tra lại đơn vị và danh hiệu, hình thức; bỏ trường hợp riêng nếu không
    cần thiết.
    """
    for year, awards in listed_awards(data).items():
        found = reckoned(data, year)
        if found is None:
            continue
        by_score = {standing.name.province: tier for tier, standing in found.outcome.awarded}
        tied = {s.name.province for cut in found.outcome.undecided for s in cut.tied}
        for exception in awards.exceptions:
            province, tier = exception.province.province, tier_of(exception, awards)
            if tier is None or province in tied or tier in found.undecided():
                continue
            has = by_score.get(province) is tier
            if has != (exception.action == "added"):
                continue
            words: Words | None = None
            if exception.action != "added":
                words = (
                    "the scores do not give {tier} to {province}; the exception takes nothing away",
                    "theo điểm, {province:unit} không thuộc danh sách {tier}; trường hợp riêng này "
                    "không làm thay đổi danh sách",
                )
            values = {"province": province, "tier": tier.name}
            yield Found(exception.places["province"], values, province, words=words)


@rule(
    "AWD19",
    "error",
    "{tier} has a paper of {day:day}, before round {year} began ({begins:day})",
    "{tier}: văn bản ngày {day:day}, trước khi bắt đầu đợt kiểm tra năm {year} ({begins:day})",
    (
        "compare with the paper and correct the date, or the days of the round in rounds.yaml",
        "đề nghị đối chiếu văn bản và sửa ngày, hoặc sửa các ngày của đợt kiểm tra trong "
        "rounds.yaml",
    ),
)
def paper_before_the_round(data: Dataset, problems: Problems) -> Iterator[Found]:
    """No award of a round is submitted, decided or changed before the round begins.

    Why: Awards follow from what was found in the round (report 241/BC-VTLTNN, II.2.d: “Căn cứ vào
    kết quả tổng hợp”). A paper from before the visits, or from within the period that they look
    back on, is of another round, or its date is mistyped.

    Bad:

        # rounds.yaml: window: {from: 2009-07-01, to: 2009-12-31}
        exceptions:
          - {province: Quảng Ninh, tier: giay-khen, action: added, reason: x, date: 2000-03-21}

    Good:

        # rounds.yaml: window: {from: 2009-07-01, to: 2009-12-31}
        exceptions:
          - {province: Quảng Ninh, tier: giay-khen, action: added, reason: x, date: 2010-03-21}

    Remedy: Compare with the paper and correct its date, or the days of the round.

    ---

    Việc trình, quyết định khen thưởng và trường hợp riêng không có trước khi bắt đầu đợt kiểm tra.

    Lý do: Khen thưởng căn cứ vào kết quả của đợt kiểm tra (Báo cáo số 241/BC-VTLTNN, Mục II.2.d:
    “Căn cứ vào kết quả tổng hợp”). Văn bản có trước thời gian tiến hành kiểm tra hoặc trong thời kỳ
    kiểm tra là của đợt khác, hoặc ghi sai ngày.

    Cách xử lý: Đề nghị đối chiếu văn bản và sửa ngày, hoặc sửa các ngày của đợt kiểm tra.
    """
    for year, awards in listed_awards(data).items():
        for tier in awards.tiers:
            paper = tier.submitted or tier.decision
            begins = _before_the_round(data, year, paper.date) if paper else None
            if paper and begins:
                values = {"tier": tier.name, "day": paper.date, "year": year, "begins": begins}
                yield Found(paper.places["date"], values)
        for exception in awards.exceptions:
            begins = _before_the_round(data, year, exception.date) if exception.date else None
            if begins:
                province = exception.province.province
                words: Words = (
                    "the exception of {province} is of {day:day}, before round {year} began "
                    "({begins:day})",
                    "trường hợp riêng của {province:unit} ghi ngày {day:day}, trước khi bắt đầu "
                    "đợt kiểm tra năm {year} ({begins:day})",
                )
                values = {"province": province or exception.province.text, "day": exception.date}
                values |= {"year": year, "begins": begins}
                yield Found(exception.places["date"], values, province, words=words)


def _before_the_round(data: Dataset, year: int, day: date) -> date | None:
    """The day on which the round began, if the day given is before it; else None.

    The visits begin with the window, or, where none is declared, when the period is over.
    """
    round_ = round_of(data, year)
    begins = round_.window[0] if round_.window else round_.period[1] if round_.period else None
    return begins if begins is not None and day < begins else None
