"""What the commands on the papers of a round share: what they refuse to print."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.cli.session import Context
from vtlt_cli.reading.kinds import Address, Dataset


def is_incomplete(context: Context, data: Dataset, kinds: Sequence[str], year: int) -> bool:
    """Whether something of these files was lost, so that what is not there may only seem so.

    Then it is told, and nothing is to be printed: a paper that could not be read would look like
    one that was not received.
    """
    lost = [Address("provinces"), Address("rounds"), *(Address(kind, year) for kind in kinds)]
    return _tell(context, data, [address for address in lost if address in data.incomplete])


def is_unread(context: Context, data: Dataset, kinds: Sequence[str], year: int) -> bool:
    """Whether a part of these files was lost; a name that leads nowhere is shown as it stands.

    Then it is told, and nothing is to be printed.
    """
    addresses = [Address("provinces"), Address("rounds"), *(Address(kind, year) for kind in kinds)]
    lost = [a for a in addresses if data.unread.get(a, frozenset()) - _NOT_PRINTED]
    return _tell(context, data, lost)


# A total that could not be read is no part of a plan.
_NOT_PRINTED = frozenset({"minutes.total"})


def _tell(context: Context, data: Dataset, lost: Sequence[Address]) -> bool:
    if lost:
        listed = ", ".join(data.paths[address] for address in lost if address in data.paths)
        context.say(
            f"not everything in {listed} could be read, so nothing is printed: see `vtlt validate`",
            f"{listed} có nội dung không đọc được nên chưa in bảng: đề nghị chạy `vtlt validate`",
        )
    return bool(lost)
