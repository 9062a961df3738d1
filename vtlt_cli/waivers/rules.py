"""WAI: the waivers, by which the keepers of the data live with known slips."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.reading.kinds import Dataset


@rule(
    "WAI01",
    "warning",
    "no finding {code} matches this waiver",
    "không có phát hiện {code} nào ứng với mục này của waivers.yaml",
    (
        "remove the waiver, or correct its code, province or text",
        "đề nghị bỏ mục này, hoặc sửa mã, tên đơn vị hay nội dung",
    ),
)
def unused_waiver(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A waiver matches a current finding.

    Why: A waiver whose slip has been mended would hide the same slip when it comes back.

    Bad:

        - code: CLU01
          province: Hà Nội
          reason: đã có văn bản giải trình

    Good:

        - code: CLU01
          province: Trà Vinh
          reason: đã có văn bản giải trình

    Remedy: Remove the waiver, or correct its code, province or text.

    ---

    Mỗi mục của waivers.yaml phải ứng với một phát hiện đang có.

    Lý do: Mục chấp nhận một phát hiện đã được xử lý sẽ che mất phát hiện đó nếu xuất hiện lại.

    Cách xử lý: Đề nghị bỏ mục này, hoặc sửa mã, tên đơn vị hay nội dung.
    """
    for problem in problems.get("waiver-unused", []):
        yield Found(problem.span, problem.values)


@rule(
    "WAI02",
    "warning",
    "this waiver of {code} ended on {until:day}",
    "mục chấp nhận {code} đã hết hạn ngày {until:day}",
    (
        "mend the finding, or give the waiver a later last day with its reason",
        "đề nghị xử lý phát hiện, hoặc gia hạn kèm lý do",
    ),
)
def expired_waiver(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A waiver with a last day ends on it, and the finding counts again.

    Why: What is accepted for a time has to be looked at again when the time is over.

    Bad:

        - code: NAM08
          text: Thái nguyên
          reason: chờ văn bản đính chính
          until: 2008-12-31

    Good:

        - code: NAM08
          text: Thái nguyên
          reason: chờ văn bản đính chính
          until: 2999-12-31

    Remedy: Mend the finding, or write a later `until` with the reason for it.

    ---

    Mục chấp nhận có thời hạn chỉ có giá trị đến hết ngày ghi tại `until`.

    Lý do: Nội dung được chấp nhận tạm thời cần được xem xét lại khi hết hạn.

    Cách xử lý: Đề nghị xử lý phát hiện, hoặc gia hạn kèm lý do.
    """
    for problem in problems.get("waiver-expired", []):
        yield Found(problem.span, problem.values)


@rule(
    "WAI03",
    "error",
    "there is no rule {code}",
    "không có quy tắc {code}",
    (
        "write a code that `vtlt explain` lists",
        "đề nghị ghi mã có trong danh sách của `vtlt explain`",
    ),
)
def unknown_code(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A waiver names a rule that there is.

    Why: A waiver with a slip in its code accepts nothing.

    Bad:

        - code: CLU99
          province: Trà Vinh
          reason: đã có văn bản giải trình

    Good:

        - code: CLU01
          province: Trà Vinh
          reason: đã có văn bản giải trình

    Remedy: Write a code that `vtlt explain` lists.

    ---

    Mỗi mục chấp nhận ghi đúng mã của một quy tắc.

    Lý do: Mục chấp nhận ghi sai mã thì không có tác dụng.

    Cách xử lý: Đề nghị ghi mã có trong danh sách của lệnh `vtlt explain`.
    """
    for problem in problems.get("waiver-code", []):
        yield Found(problem.span, problem.values)
