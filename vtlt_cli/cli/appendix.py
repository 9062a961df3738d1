"""`vtlt appendix`."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, Literal, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import ended, none_of
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.scored import tell_not_inspected
from vtlt_cli.cli.session import (
    Context,
    data_folder,
    layout_named,
    print_tables,
    say_unread,
)
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.grounds import grounds_of
from vtlt_cli.load import load
from vtlt_cli.printing.layouts import LAYOUTS, Layout, layout_of
from vtlt_cli.printing.render import FORMATS
from vtlt_cli.reading.folder import shown
from vtlt_cli.reading.kinds import SUBJECTS, Address
from vtlt_cli.rounds.grounds import NAMES, Uses, together
from vtlt_cli.rounds.kind import ROUNDS, Round, report_day, report_known_by

# What every appendix uses; a record that was left out counts too.
USES: Uses = together(
    NAMES,
    {"rounds": frozenset({"round.appendices", "round.documents", "round.documents.issuer"})},
)
NO_APPENDIX = "no appendix", "chưa lập được phụ lục"


@table_command()
def appendix(
    call: Call,
    number: Annotated[
        Optional[int],
        typer.Argument(
            metavar="[N]",
            help=t("one appendix; without it all", "một phụ lục; bỏ trống: tất cả"),
            show_default=False,
        ),
    ] = None,
    restated: Annotated[
        bool,
        typer.Option(
            "--restated",
            help=t("in standard names, as restated", "lập lại theo tên chuẩn"),
        ),
    ] = False,
    electronic: Annotated[
        bool,
        typer.Option(
            "--electronic",
            help=t(
                "number and date of the report left open, as in an electronic document",
                "để trống số và ngày của báo cáo (văn bản điện tử)",
            ),
        ),
    ] = False,
    round_: RoundYear = None,
) -> int:
    context = call.context
    target = call.target(headed=True)
    folder = data_folder(context)
    known, _problems = load(folder, ())
    described = list(known.of(ROUNDS).values())
    if not any(one.appendices for one in described):
        # A description that could not be read is no description that is not there.
        found = grounds_of(folder, USES, round_ or 0, context.lang)
        lost = [address for address in found.data.unread if address.kind == "rounds"]
        if lost:
            none_of(context, found, lost, NO_APPENDIX)
            return 1
    rounds = _appendices(described, shown(folder.path), number, round_)
    if len(rounds) > 1 and not FORMATS[target.format].several:
        listed = ", ".join(str(n) for _round, n in rounds)
        raise Refusal(
            f"{target.format} holds one table: choose an appendix ({listed})",
            f"{target.format} chỉ chứa một bảng: đề nghị chọn một phụ lục ({listed})",
        )
    from vtlt_cli.rounds.printed import appendix_heading, in_words_of

    day = max((d for r, _n in rounds if (d := report_day(r)) is not None), default=None)
    # What is restated is set by the rules of today, not by those of the report. A file that was
    # corrected since is restated as it stands.
    anew = [restated or of_round.appendices[n].restated for of_round, n in rounds]
    set_by = layout_named(call.layout) if call.layout else layout_of(None if any(anew) else day)
    tables, grounds, whole = [], [], _describes_all(context, rounds)
    for (of_round, n), is_anew in zip(rounds, anew):
        printed = of_round.appendices[n]
        reference = _reference(is_anew, electronic, set_by)
        subject = SUBJECTS[printed.table]
        if Address(printed.table, of_round.year) not in folder.files:
            name = subject.file_of(of_round.year)
            context.say(
                f"appendix {n} is declared in rounds.yaml, and there is no {name}: it was left out",
                f"rounds.yaml khai báo phụ lục {n} nhưng không có tệp {name}: chưa in phụ lục này",
            )
            whole = False
            continue
        tables_of = import_module(f"{subject.package}.tables")
        uses = together(USES, {printed.table: tables_of.USES_PRINTED})
        found = grounds_of(folder, uses, of_round.year, context.lang, "visits")
        if printed.table == "scores":
            tell_not_inspected(context, found.data, of_round.year)
        alone = len(_of_one_report(described, of_round)) == 1
        heading = appendix_heading(printed, of_round, set_by, reference, alone)
        table = tables_of.printed_table(printed, of_round, found.data, heading, restated)
        # Of a file that could not be read there is nothing to print, and no empty appendix.
        if table.rows or not found.unread:
            tables.append(in_words_of(table, set_by, restated))
        grounds.append(found)
        # A name that leads nowhere is printed as published; that it does is told.
        whole = whole and not found.unread
        whole = whole and not found.data.is_incomplete(printed.table, of_round.year)
    if not grounds:
        return 1
    if tables:
        shown_by = target._replace(layout=set_by.id)
        print_tables(context, tables, shown_by, day, several=number is None)
    for found in grounds:
        if found.unread and not found.errors:
            say_unread(context, found.data.paths[found.unread[0]])
            break
    return max(ended(context, grounds), int(not whole))


def _describes_all(context: Context, rounds: Sequence[tuple[Round, int]]) -> bool:
    """Whether rounds.yaml names the report of these appendices; where it does not is told."""
    if any(report_day(of_round) is None for of_round, _n in rounds):
        context.say(
            "rounds.yaml names no report of these appendices: its number and day are left open",
            "rounds.yaml chưa khai báo báo cáo (documents: report) kèm theo phụ lục: "
            "để trống số và ngày",
        )
    return True


def _reference(
    restated: bool, electronic: bool, layout: Layout
) -> Literal["attached", "electronic", "restated"]:
    """How the appendix is tied to its report; what cannot be asked together is refused."""
    if electronic and restated:
        raise Refusal(
            "--electronic leaves the number of the report open, which --restated must name",
            "--electronic để trống số của báo cáo, còn --restated phải ghi rõ số; chỉ chọn một",
        )
    if electronic and layout.electronic is None:
        fitting = [known.id for known in LAYOUTS.values() if known.electronic is not None]
        listed = ", ".join(fitting)
        raise Refusal(
            f"layout {layout.id} has no electronic form; choose --layout {listed}",
            f"thể thức {layout.id} không có dạng điện tử; đề nghị chọn --layout {listed}",
        )
    return "restated" if restated else "electronic" if electronic else "attached"


def _appendices(
    described: Iterable[Round], path: str, number: int | None, year: int | None
) -> list[tuple[Round, int]]:
    """The appendices asked for: those of the latest report, or of one round, or one of them."""
    rounds = [r for r in described if r.appendices and year in (None, r.year)]
    known = sorted({(n, r.year) for r in rounds for n in r.appendices})
    if number is not None:
        having = [r for r in rounds if number in r.appendices]
        if having:
            return [(max(having, key=lambda r: r.year), number)]
    elif rounds:
        return _of_one_report(rounds, max(rounds, key=lambda r: r.year))
    if not known:
        raise Refusal(
            f"rounds.yaml in {path} describes no appendix" + (f" of round {year}" if year else ""),
            f"rounds.yaml trong {path} chưa khai báo phụ lục nào"
            + (f" của đợt kiểm tra năm {year}" if year else ""),
        )
    listed = ", ".join(f"{n} ({y})" for n, y in known)
    raise Refusal(
        f"there is no appendix {number}; there are: {listed}",
        f"không có phụ lục {number}; các phụ lục hiện có: {listed}",
    )


def _of_one_report(rounds: Iterable[Round], one: Round) -> list[tuple[Round, int]]:
    """The appendices of the report in which this round stands, in the order of their numbers."""
    report = report_known_by(one)
    same = [r for r in rounds if r is one or (report is not None and report_known_by(r) == report)]
    return sorted(((r, n) for r in same for n in r.appendices), key=lambda pair: pair[1])
