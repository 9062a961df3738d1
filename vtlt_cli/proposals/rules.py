"""PRO: what was asked for on the draft of a round, and the answers."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.clusters.members import are_known
from vtlt_cli.proposals.effect import proposed
from vtlt_cli.proposals.kind import PROPOSALS
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.kind import round_of


@rule(
    "PRO01",
    "error",
    "the change that {province} proposes does not fit the clusters: {why}",
    "thay đổi do {province:unit} đề xuất không phù hợp với các cụm: {why_vi}",
    (
        "correct the change; one that is no more asked for is declined",
        "đề nghị sửa nội dung thay đổi; đề xuất không còn phù hợp thì ghi declined",
    ),
)
def fits_the_clusters(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A proposed change can be made in the clusters, and two that are accepted go together.

    Why: Judgement. Provinces may ask for other clusters (report 241/BC-VTLTNN, II.2.b: “các tỉnh,
    thành phố có thể đề xuất thay đổi nếu xét thấy cần thiết”); what is accepted has to leave every
    province in one cluster, with a leader of its own. The changes of one proposal are judged
    together; one that is declined is not judged, and one that is in place already is silent.

    Bad:

        # clusters_2009.yaml
        - {number: 1, leader: Bắc Ninh, members: [Bắc Ninh, Hưng Yên]}
        - {number: 2, leader: Lạng Sơn, members: [Lạng Sơn, Lào Cai]}
        # proposals_2009.yaml
        - province: Hưng Yên
          about: clusters
          request: Đề nghị chuyển sang Cụm 2
          change: ["2:Lào Cai=Hưng Yên"]

    Good:

        # clusters_2009.yaml
        - {number: 1, leader: Bắc Ninh, members: [Bắc Ninh, Hưng Yên]}
        - {number: 2, leader: Lạng Sơn, members: [Lạng Sơn, Lào Cai]}
        # proposals_2009.yaml
        - province: Hưng Yên
          about: clusters
          request: Đề nghị chuyển sang Cụm 2
          change: ["1:Hưng Yên=Lào Cai", "2:Lào Cai=Hưng Yên"]

    Remedy: Write all places that change. Of two accepted proposals that do not go together one is
    to be answered otherwise.

    ---

    Thay đổi được đề xuất thực hiện được trong danh sách cụm; các đề xuất đã tiếp thu không mâu
    thuẫn nhau.

    Lý do: Nhận định.  Các tỉnh, thành phố được đề xuất thay đổi cụm (Báo cáo số 241/BC-VTLTNN, Mục
    II.2.b: “các tỉnh, thành phố có thể đề xuất thay đổi nếu xét thấy cần thiết”); sau khi tiếp thu,
    mỗi đơn vị vẫn thuộc một cụm, mỗi cụm có một Cụm trưởng. Các thay đổi của một đề xuất được xét
    cùng nhau; không xét đề xuất giữ như dự kiến; thay đổi đã có trong danh sách thì không nêu.

    Cách xử lý: Đề nghị ghi đủ các vị trí thay đổi. Hai đề xuất đã tiếp thu mà mâu thuẫn thì đề nghị
    xem lại nội dung trả lời.
    """
    for year in data.by_year(PROPOSALS):
        if not are_known(data, year):
            continue
        for misfit in proposed(data, year).misfits:
            name = misfit.proposal.province
            values = {
                "province": name.province or name.text,
                "why": misfit.words[0],
                "why_vi": misfit.words[1],
            }
            words = None if name.province else _UNKNOWN
            yield Found(misfit.span, values, name.province, misfit.related, words)


_UNKNOWN = (
    "this change does not fit the clusters: {why}",
    "thay đổi này không phù hợp với các cụm: {why_vi}",
)


@rule(
    "PRO02",
    "warning",
    "the proposal of {province} has no answer; report {number} is dated {day:day}",
    "ý kiến của {province} chưa có nội dung tiếp thu, giải trình; Báo cáo số {number} đã ban hành "
    "ngày {day:day}",
    (
        "enter the answer: accepted, declined or partly",
        "đề nghị ghi kết quả: accepted (tiếp thu), partly (tiếp thu một phần) hoặc declined (giữ "
        "như dự kiến)",
    ),
)
def is_answered(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A proposal is answered once the report that holds the plan is dated.

    Why: What provinces say on the draft is taken up before the plan is fixed (report
    241/BC-VTLTNN, II.2.a: “tiếp thu ý kiến góp ý”). Before there is a report it may wait.

    Bad:

        - province: Hưng Yên
          about: criteria
          request: Đề nghị bổ sung chỉ tiêu

    Good:

        - province: Hưng Yên
          about: criteria
          request: Đề nghị bổ sung chỉ tiêu
          answer: accepted

    Remedy: Enter the answer that was given.

    ---

    Ý kiến góp ý có nội dung tiếp thu, giải trình khi báo cáo có kế hoạch đã ban hành.

    Lý do: Ý kiến đối với dự thảo được tiếp thu trước khi ban hành kế hoạch (Báo cáo số
    241/BC-VTLTNN, Mục II.2.a: “tiếp thu ý kiến góp ý”). Khi chưa có báo cáo thì chưa xét.

    Cách xử lý: Đề nghị ghi kết quả đã trả lời.
    """
    for year, proposals in data.by_year(PROPOSALS).items():
        report = round_of(data, year).documents.get("report")
        if report is None:
            continue
        for proposal in proposals:
            if "answer" not in proposal.places:
                name = proposal.province
                values = {
                    "province": name.province.name if name.province else name.text,
                    "number": report.number,
                    "day": report.date,
                }
                yield Found(name.span, values, name.province)


@rule(
    "PRO03",
    "warning",
    "the proposal of {province} is {answer} without a reason",
    "ý kiến của {province} được trả lời là {answer_vi} nhưng chưa ghi lý do",
    (
        "add the reason",
        "đề nghị bổ sung lý do, nội dung giải trình",
    ),
)
def has_a_reason(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A proposal that is declined, or accepted in part, says why.

    Why: Judgement. Who asked is to be given the reason (report 241/BC-VTLTNN, II.2.a: “tiếp thu ý
    kiến góp ý”); it is printed in the table of answers.

    Bad:

        - province: Hưng Yên
          about: clusters
          request: Đề nghị chuyển sang Cụm 2
          answer: declined

    Good:

        - province: Hưng Yên
          about: clusters
          request: Đề nghị chuyển sang Cụm 2
          answer: declined
          reason: Giữ ổn định thành phần các Cụm

    Remedy: Add the reason that was given.

    ---

    Ý kiến giữ như dự kiến hoặc tiếp thu một phần thì ghi lý do.

    Lý do: Nhận định.  Đơn vị góp ý cần được biết lý do (Báo cáo số 241/BC-VTLTNN, Mục II.2.a: “tiếp
    thu ý kiến góp ý”); lý do được in trong bảng tổng hợp tiếp thu, giải trình.

    Cách xử lý: Đề nghị bổ sung lý do đã trả lời.
    """
    answers = {"declined": "giữ như dự kiến", "partly": "tiếp thu một phần"}
    english = {"declined": "declined", "partly": "accepted in part"}
    for proposals in data.by_year(PROPOSALS).values():
        for proposal in proposals:
            if proposal.answer in answers and "reason" not in proposal.places:
                name = proposal.province
                values = {
                    "province": name.province.name if name.province else name.text,
                    "answer": english[proposal.answer],
                    "answer_vi": answers[proposal.answer],
                }
                yield Found(proposal.places["answer"], values, name.province)
