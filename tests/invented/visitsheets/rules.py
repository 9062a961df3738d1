"""The one rule on the invented visit sheets."""

from __future__ import annotations

from collections.abc import Iterator

from invented.visitsheets.kind import VISITSHEETS
from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.reading.kinds import Dataset


@rule(
    "VSH01",
    "note",
    en="{what} was seen at {unit}, and none of it",
    vi="tại {unit} có ghi {what} nhưng số lượng bằng không",
)
def none_of_it(data: Dataset, problems: Problems) -> Iterator[Found]:
    """What was seen is at least one.

    Why: it is invented.

    Bad:
        kho,0

    Good:
        kho,1

    Remedy: leave the row out.

    ---
    Số lượng ghi nhận ít nhất là một.

    Lý do: nội dung giả định.

    Cách xử lý: đề nghị bỏ dòng này.
    """
    for address in data.paths:
        if address.kind == "visitsheets":
            for seen in data.of(VISITSHEETS, address.year, address.unit):
                if seen.amount == 0:
                    values = {"what": seen.what, "unit": address.unit}
                    yield Found(seen.places["amount"], values)
