"""Records of a list: one that stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.reading.kinds import Dataset


@rule(
    "FIL33",
    "error",
    "this entry stands above already, word for word; it was passed over",
    "mục này đã ghi ở trên, giống hoàn toàn; mục này đã bị bỏ qua",
    (
        "remove it; if another was meant, write that one in its place",
        "đề nghị bỏ mục này; nếu định ghi mục khác, đề nghị sửa lại cho đúng",
    ),
)
def repeated_record(data: Dataset, problems: Problems) -> Iterator[Found]:
    """No cluster, tier or other entry of a list stands twice, word for word.

    Why: An entry is copied to be changed, and the change forgotten. Read twice, all its members
    would be in two clusters; so it is read once, and what was meant in its place is missing.

    Bad:

        - number: 6
          leader: Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]
        - number: 6
          leader: Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Good:

        - number: 6
          leader: Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Remedy: Remove the entry, or write the one that was meant in its place.

    ---

    Mỗi cụm, danh hiệu hoặc mục khác của danh sách chỉ ghi một lần.

    Lý do: Mục được sao chép để sửa nhưng quên sửa. Nếu đọc hai lần thì mọi thành viên thuộc hai
    cụm; vì vậy mục chỉ được đọc một lần, và mục định ghi thay vào đó còn thiếu.

    Cách xử lý: Đề nghị bỏ mục lặp, hoặc ghi mục đúng vào chỗ đó.
    """
    for problem in problems.get("repeated-record", []):
        first = (problem.values["first"], ("first here", "vị trí đầu tiên"))
        yield Found(problem.span, {}, related=(first,))
