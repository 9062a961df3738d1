"""The lines of one sheet, for those who want them: the dataset keeps only what they add up to."""

from __future__ import annotations

from typing import NamedTuple

from vtlt_cli.criteria.kind import Scale
from vtlt_cli.diagnostics import Source
from vtlt_cli.reading.csv_text import OddTable, read_table
from vtlt_cli.reading.fields import Reading
from vtlt_cli.reading.numbers import Number, all_fractions_in_threes
from vtlt_cli.reading.yaml_text import Scalar
from vtlt_cli.sheets.judge import Judge
from vtlt_cli.sheets.kind import LINE
from vtlt_cli.sheets.read import plain_lines, text_of
from vtlt_cli.units import Name


class Entry(NamedTuple):
    """What a sheet has on one criterion, None where there is nothing yet.

    Points that cannot be read are None too; that they are there is told by `validate`.
    """

    self_result: str | None = None
    self_: Number | None = None
    agreed_result: str | None = None
    agreed: Number | None = None
    reason: str | None = None
    evidence: str | None = None


def entries_of(source: Source, scale: Scale) -> dict[str, Entry]:
    """The entries of a sheet by the code of their criterion; of two lines of one the first."""
    judge = Judge(scale)
    try:
        return {
            code: Entry(
                result or None,
                judge.side(code, result, points, False).points,
                agreed_result or None,
                judge.side(code, agreed_result, agreed, True).points,
                reason or None,
                evidence or None,
            )
            for code, result, points, agreed_result, agreed, reason, evidence in plain_lines(
                source.text, judge.items
            )
        }
    except OddTable:
        return _odd_entries(source, judge)


def _odd_entries(source: Source, judge: Judge) -> dict[str, Entry]:
    """The entries of a sheet about which something is odd."""
    rows = read_table(source, LINE, Reading([], _no_name, set(), set()))
    in_threes = {
        name: all_fractions_in_threes(text_of(row, name) for row in rows)
        for name in ("self", "agreed")
    }
    found: dict[str, Entry] = {}
    for row in rows:
        code = row["criterion"]
        if code not in judge.items or code in found:
            continue
        own, agreed = (
            judge.side(
                code, text_of(row, f"{name}_result"), text_of(row, name), agreed, in_threes[name]
            ).points
            for name, agreed in (("self", False), ("agreed", True))
        )
        found[code] = Entry(
            text_of(row, "self_result") or None,
            own,
            text_of(row, "agreed_result") or None,
            agreed,
            text_of(row, "reason") or None,
            text_of(row, "evidence") or None,
        )
    return found


def _no_name(cell: Scalar) -> Name:
    raise AssertionError("a line holds no names")
