"""The law of results (docs/design.md) as the commands say it: no result, a doubt, an error."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from vtlt_cli.cli.session import Context, Target, at, point_to_validate
from vtlt_cli.cli.streams import fitted
from vtlt_cli.diagnostics import Finding, Words
from vtlt_cli.grounds import Grounds
from vtlt_cli.printing.table import Line, Table
from vtlt_cli.reading.kinds import Address
from vtlt_cli.reading.problems import cut
from vtlt_cli.rounds.doubts import Doubt
from vtlt_cli.rounds.grounds import Uses
from vtlt_cli.wording import quantity

# More things in doubt are not named one by one.
_FEW = 3


def none_of(context: Context, grounds: Grounds, unread: Sequence[Address], nothing: Words) -> None:
    """Say that there is no result, since something of these files could not be read."""
    paths = [grounds.data.paths.get(address, "provinces.yaml") for address in unread]
    told = [finding for finding in grounds.found if finding.span.path in paths]
    english, vietnamese = nothing
    if told:
        # What is missing from a file that was read is no reason; what could not be read is.
        first = next((finding for finding in told if finding.code.startswith("FIL")), told[0])
        place, message = at(first.span), cut(first.message)
        context.say(
            f"{english}: {place} cannot be read ({message}); see `vtlt validate`",
            f"{vietnamese}: không đọc được nội dung tại {place} ({message.rstrip('.')}); "
            "đề nghị chạy `vtlt validate`",
        )
    else:
        context.say(
            f"{english}: something in {paths[0]} cannot be read; see `vtlt validate`",
            f"{vietnamese}: có nội dung không đọc được trong {paths[0]}; "
            "đề nghị chạy `vtlt validate`",
        )


def none_in_doubt(context: Context, doubts: Sequence[Doubt], nothing: Words) -> None:
    """Say that there is no result, since these things are in doubt."""
    english, vietnamese = nothing
    words = _told(doubts, context)
    context.say(
        f"{english}: {words}; see `vtlt validate`",
        f"{vietnamese}: {words}; đề nghị chạy `vtlt validate`",
    )


def tell_errors(context: Context, grounds: Grounds, most: int = 20) -> None:
    """The errors themselves on stderr, for what `vtlt validate` is not asked about."""
    if not grounds.errors:
        return
    from vtlt_cli.checking.reporters import REPORTERS, Report

    report = Report(grounds.errors[:most], grounds.data.sources, context.lang)
    sys.stderr.write(fitted(REPORTERS["text"](report), sys.stderr))


def with_doubts(table: Table, doubts: Sequence[Doubt], context: Context) -> Table:
    """The table with what is in doubt above it, where it is seen on paper too."""
    if not doubts:
        return table
    return table._replace(heading=(*table.heading, Line(doubts_line(doubts, context), "note")))


def doubts_line(doubts: Sequence[Doubt], context: Context) -> str:
    """What is in doubt, in one line."""
    head = "Còn vướng mắc" if context.lang == "vi" else "In doubt"
    return f"{head}: {_told(doubts, context)}"


def _told(doubts: Sequence[Doubt], context: Context) -> str:
    """The first few things in doubt, each with its place."""
    vi = context.lang == "vi"
    words = "; ".join(f"{doubt.words[vi]} ({at(doubt.span)})" for doubt in doubts[:_FEW])
    rest = len(doubts) - _FEW
    if rest > 0:
        words += f"; và {quantity(rest)} vướng mắc khác" if vi else f"; and {rest} more"
    return words


def ended(
    context: Context,
    grounds: Sequence[Grounds],
    doubts: Sequence[Doubt] = (),
    alone: bool = False,
) -> int:
    """Say what is in doubt, and point to the errors; the exit code of a command that printed.

    The first of `grounds` are those of the command's round, then those of other rounds. Where the
    file stands `alone` its errors have been told.
    """
    if doubts:
        words = _told(doubts, context)
        context.say(f"in doubt: {words}", f"còn vướng mắc: {words}")
    point_to_validate(context, _each_once(grounds[1:] if alone else grounds))
    return max(int(bool(doubts)), waivers_told(context, grounds[0]))


def document_uses(target: Target) -> Uses:
    """What of a round a printed page uses: the day of the report says how it is set."""
    from vtlt_cli.printing.render import FORMATS

    return {"rounds": frozenset({"round.documents"})} if FORMATS[target.format].laid_out else {}


def _each_once(grounds: Sequence[Grounds]) -> list[Finding]:
    """The errors of all of these; what they share is told once."""
    found: list[Finding] = []
    for one in grounds:
        found += [error for error in one.errors if error not in found]
    return found


def waivers_told(context: Context, grounds: Grounds) -> int:
    """Say that the waivers could not be read; the exit code."""
    if not grounds.waivers_unread:
        return 0
    path = grounds.data.paths[Address("waivers")]
    context.say(
        f"{path} cannot be read: nothing is waived; see `vtlt validate`",
        f"không đọc được {path}: không phát hiện nào được chấp nhận; đề nghị chạy `vtlt validate`",
    )
    return 1
