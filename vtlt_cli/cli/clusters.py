"""`vtlt clusters`."""

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import document_uses, ended, none_in_doubt, none_of, with_doubts
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.session import data_folder, print_tables, year_of
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.grounds import grounds_of
from vtlt_cli.load import load
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.doubts import Doubt, unresolved
from vtlt_cli.rounds.grounds import NAMES, Uses, together
from vtlt_cli.rounds.kind import report_day, round_of

if TYPE_CHECKING:
    from vtlt_cli.proposals.effect import Misfit, Proposed

# Standard names are printed, so the register and the day of the round count.
USES: Uses = together(NAMES, {"clusters": frozenset()})
INCOMPLETE: Words = ("incomplete", "chưa đầy đủ")
NO_CLUSTERS: Words = ("no clusters", "chưa có danh sách Cụm")
# What is accepted is put in place beside them.
PROPOSED_USES: Uses = together(
    USES,
    {
        "proposals": frozenset({"proposal.change", "proposal.answer"}),
        "rounds": frozenset({"round.window"}),
    },
)
NOTHING: Words = ("nothing is put in place", "chưa áp dụng được đề xuất")


@table_command()
def clusters(
    call: Call,
    proposed: Annotated[
        bool,
        typer.Option(
            "--proposed",
            help=t("with the accepted proposals in place", "sau khi tiếp thu các đề xuất"),
        ),
    ] = False,
    apply: Annotated[
        Optional[str],
        typer.Option(
            "--apply",
            metavar="DIR",
            help=t(
                "with --proposed: write a copy of the data folder so changed to DIR, which is new "
                "or empty",
                "cùng --proposed: ghi bản dữ liệu đã thay đổi vào THƯ_MỤC (mới hoặc rỗng)",
            ),
        ),
    ] = None,
    round_: RoundYear = None,
) -> int:
    if proposed:
        return _proposed(call, apply, round_)
    if apply is not None:
        raise Refusal(
            "--apply writes what was accepted: it goes with --proposed",
            "--apply ghi các đề xuất đã tiếp thu: chỉ dùng cùng --proposed",
        )
    context = call.context
    target = call.target()
    folder = data_folder(context)
    year = year_of(folder, "clusters", round_)
    grounds = grounds_of(folder, together(USES, document_uses(target)), year, context.lang)
    from vtlt_cli.clusters.tables import clusters_table

    found, round_found = grounds.data.of(CLUSTERS, year), round_of(grounds.data, year)
    doubts = _doubts(found)
    table = with_doubts(clusters_table(found, round_found, context.lang), doubts, context)
    if grounds.unread and not table.rows:
        none_of(context, grounds, grounds.unread, NO_CLUSTERS)
        return 1
    print_tables(context, [table], target, report_day(round_found))
    if grounds.unread:
        none_of(context, grounds, grounds.unread, INCOMPLETE)
        return 1
    return ended(context, [grounds], doubts)


def _doubts(clusters: tuple[Cluster, ...]) -> list[Doubt]:
    """The names that lead nowhere."""
    names = [name for cluster in clusters for name in (*cluster.members, cluster.leader)]
    return [unresolved(name) for name in names if name.province is None]


def _proposed(call: Call, apply: str | None, asked: int | None) -> int:
    """The clusters with what was accepted in place; nothing where that cannot be said."""
    from vtlt_cli.errata.copy import contents_of, copied, new_folder
    from vtlt_cli.proposals.effect import proposed as proposed_of
    from vtlt_cli.proposals.tables import proposed_table

    context = call.context
    target = call.target()
    folder = data_folder(context)
    copy = new_folder(apply, folder) if apply is not None else None
    contents = contents_of(folder) if copy is not None else None
    year = year_of(folder, "proposals", asked)
    if Address("clusters", year) not in folder.files:
        raise Refusal(
            f"round {year} has proposals and no clusters",
            f"đợt kiểm tra năm {year} có ý kiến góp ý nhưng chưa có danh sách cụm",
        )
    uses = together(PROPOSED_USES, document_uses(target))
    grounds = grounds_of(folder, uses, year, context.lang)
    data = grounds.data
    if grounds.unread:
        none_of(context, grounds, grounds.unread, NOTHING)
        return 1
    found = proposed_of(data, year)
    doubts = _doubts(data.of(CLUSTERS, year)) or [_doubt(misfit) for misfit in found.misfits]
    if doubts:
        none_in_doubt(context, doubts, NOTHING)
        return 1
    described = round_of(data, year)
    table = proposed_table(found, described, context.lang)
    if copy is None or contents is None:
        print_tables(context, [table], target, report_day(described))
    else:
        changed = _changed(folder, data, found, year)
        with copied(copy, folder, contents.files, changed):
            print_tables(context, [table], target, report_day(described))
        context.say(
            f"wrote a copy of the data with these clusters to {copy}",
            f"đã ghi bản dữ liệu với các cụm này vào {copy}",
        )
    if not found.effects:
        context.say(
            "no accepted proposal changes these clusters",
            "không có đề xuất đã tiếp thu nào làm thay đổi các cụm này",
        )
    return ended(context, [grounds])


def _doubt(misfit: "Misfit") -> Doubt:
    """What is said of a proposal that cannot be put in place."""
    return Doubt(misfit.span, misfit.words)


def _changed(folder: Folder, data: Dataset, found: "Proposed", year: int) -> dict[str, bytes]:
    """The file that changes, by the path to open; it is read again before it is written.

    Raises Refusal where it does not read as it should.
    """
    from vtlt_cli.proposals.rewrite import changed_file, texts

    if not found.effects:
        return {}
    source = data.sources[data.paths[Address("clusters", year)]]
    content = changed_file(source, found)
    again = folder._replace(contents={**folder.contents, source.file: content})
    read = load(again, ("clusters",), year)[0].of(CLUSTERS, year)
    if texts(read) != texts(found.clusters):
        raise Refusal(
            f"{source.path}: the changes cannot be written at their places; nothing was written, "
            "change the file by hand",
            f"{source.path}: không ghi được các thay đổi tại chỗ; chưa ghi gì, đề nghị sửa tệp thủ "
            "công",
        )
    return {source.file: content}
