"""The lines above an appendix of the report. An appendix is always Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from vtlt_cli.printing.layouts import Layout, roman
from vtlt_cli.printing.table import Column, Line, Table
from vtlt_cli.rounds.kind import Round
from vtlt_cli.wording import long_day

if TYPE_CHECKING:
    from vtlt_cli.rounds.kind import Appendix

Reference = Literal["attached", "electronic", "restated"]


def appendix_heading(
    appendix: Appendix, round_: Round, layout: Layout, reference: Reference, alone: bool
) -> tuple[Line, ...]:
    """The lines above an appendix in that layout: label, title, and what ties it to its report.

    `alone` is the only appendix of its report, which Decree 30/2020/NĐ-CP, Annex I, III.1.a, leaves
    without a number. An electronic document leaves number and day of the report open (III.1.c), and
    so does any other as long as `rounds.yaml` names no report.
    """
    label = layout.label_alone if alone else layout.label
    lines = [
        Line(label.format(number=appendix.number, roman=roman(appendix.number)), "label"),
        Line(appendix.title, "title"),
    ]
    report = round_.documents.get("report")
    templates: dict[Reference, str | None] = {
        "attached": layout.reference,
        "electronic": layout.electronic,
        "restated": layout.restated,
    }
    written = (templates[reference] or layout.reference).format(
        number=report.number if report else "…/…",
        symbol=(report.number.partition("/")[2] if report else "") or "…",
        day=long_day(report.date) if report else "ngày … tháng … năm …",
        of=f" của {report.issuer}" if report and report.issuer else "",
    )
    lines.append(Line(written, "reference"))
    return tuple(lines)


def in_words_of(table: Table, layout: Layout, restated: bool = False) -> Table:
    """The table with titles of columns as the rules of the layout write common nouns.

    What stands in the cells is as it was published; in a `restated` table it is written anew.
    """

    def in_words(text: str) -> str:
        for was, written in layout.words:
            text = text.replace(was, written)
        return text

    def rewritten(column: Column) -> Column:
        column = column._replace(title=in_words(column.title))
        if not restated:
            return column
        show = column.show
        return column._replace(show=lambda row: in_words(show(row)))

    return table._replace(columns=tuple(map(rewritten, table.columns)))
