"""`vtlt draft`."""

import os
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import none_in_doubt, none_of
from vtlt_cli.cli.options import Replace, RoundYear
from vtlt_cli.cli.session import (
    Context,
    at,
    data_folder,
    layout_named,
    one_of,
    point_to_validate,
    print_tables,
    put,
    refuse_others,
    require_extra,
)
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.grounds import Grounds, grounds_of
from vtlt_cli.printing.table import Column, Line, Row, Table, text_of
from vtlt_cli.reading.folder import Folder, shown
from vtlt_cli.reading.kinds import SUBJECTS, Address
from vtlt_cli.rounds.doubts import unresolved
from vtlt_cli.rounds.grounds import NAMES, together, unread
from vtlt_cli.rounds.kind import round_of
from vtlt_cli.wording import quantity, side, source_day

if TYPE_CHECKING:
    from vtlt_cli.papers.catalogue import Draft, Drafts
    from vtlt_cli.papers.material import Material
    from vtlt_cli.printing.layouts import Layout

NO_DRAFT: Words = ("no draft", "chưa lập được dự thảo")
# What papers are written in; the first where only a folder is named.
_FORMATS = ("docx", "pdf", "html")


@table_command()
def draft(
    call: Call,
    document: Annotated[
        Optional[str],
        typer.Argument(
            metavar="[DOCUMENT]",
            help=t(
                "which paper; without it the list of what can be drafted",
                "văn bản cần dự thảo; không ghi: danh sách các văn bản",
            ),
            show_default=False,
        ),
    ] = None,
    who: Annotated[
        Optional[str],
        typer.Argument(
            metavar="[WHO]",
            help=t(
                "a unit or the number of a cluster, of those that have one; left out: all",
                "đơn vị hoặc số thứ tự cụm (văn bản của từng đơn vị, cụm); không ghi: tất cả",
            ),
            show_default=False,
        ),
    ] = None,
    round_: RoundYear = None,
    replace: Replace = False,
) -> int:
    context = call.context
    if document is None:
        if replace:
            raise Refusal(
                "--replace has no effect without a document",
                "--replace chỉ dùng khi ghi tên văn bản",
            )
        return _list(call, round_)
    from vtlt_cli.papers.catalogue import DRAFTS

    name = one_of("draft", document, list(DRAFTS))
    chosen = DRAFTS[name]
    if who is not None and chosen.of is None:
        raise Refusal(
            f"{name} is a paper of the round: it takes no unit or cluster",
            f"{name} là văn bản của cả đợt kiểm tra: không ghi đơn vị, cụm",
        )
    where = _Where.of(call, name, many=name == "dossier" or (chosen.of is not None and not who))
    folder = data_folder(context)
    year = _year(folder, chosen, name, round_)
    lacking = _lacking(folder, chosen, year)
    if lacking:
        _say_lacking(context, chosen, lacking)
        return 1
    layout = _layout(call)
    ready = _material(context, folder, name, year, layout, None)
    if ready is None:
        return 1
    missing = chosen.lacks(ready.material)
    asked = _asked(ready.material, name, who)
    if not asked and chosen.of is not None:
        missing = [_NOBODY[name]]
    if missing:
        _say_lacking(context, chosen, missing)
        return 1
    if "sheets" in chosen.uses:
        # Only the sheets of those who are spoken of are read.
        units = {unit.id for one in asked for unit in _units_of(one)}
        ready = _material(context, folder, name, year, layout, units)
        if ready is None or _is_faulty(context, ready, units):
            return 1
        asked = _asked(ready.material, name, who)
    files: dict[str, str | bytes] = {
        path: where.written(papers, layout)
        for path, papers in _files(ready.material, name, asked, where).items()
    }
    drafts = len(files)
    if name == "dossier" and where.folder is not None:
        files[os.path.join(where.folder, "07-in-bang-chung-nhan.csv")] = _certificates(
            ready.material
        )
    if not replace:
        refuse_others(files)
    if where.folder is not None:
        os.makedirs(where.folder, exist_ok=True)
    for path, content in files.items():
        put(content, path, context.keep)
    if where.folder is not None:
        _say_written(context, drafts, where.folder)
    for grounds in ready.grounds:
        point_to_validate(context, grounds.errors)
    return 0


# Where the drafts go.


class _Where(NamedTuple):
    """A file, or a folder for several, and the format."""

    format: str
    file: str | None
    folder: str | None

    @classmethod
    def of(cls, call: Call, name: str, many: bool) -> "_Where":
        """What was asked for; what cannot be is refused before any work is done."""
        from vtlt_cli.printing.render import FORMATS

        output = call.output
        if output is None:
            raise Refusal(
                "name the file or the folder to write to with -o",
                "đề nghị ghi tệp hoặc thư mục cần ghi bằng -o",
            )
        is_file = bool(os.path.splitext(output)[1]) and not os.path.isdir(output)
        if many and is_file:
            raise Refusal(
                f"{name} gives several files: name a folder with -o"
                + ("" if name == "dossier" else ", or one unit or cluster"),
                f"{name} gồm nhiều tệp: đề nghị ghi thư mục bằng -o"
                + ("" if name == "dossier" else ", hoặc ghi một đơn vị, một cụm"),
            )
        format_ = call.target().format if is_file else call.format or _FORMATS[0]
        if format_ not in _FORMATS:
            listed = ", ".join(_FORMATS)
            raise Refusal(
                f"a paper is written as one of {listed}, not {format_}",
                f"văn bản chỉ ghi theo dạng {listed}, không ghi dạng {format_}",
            )
        extra = FORMATS[format_].extra
        if extra is not None:
            require_extra(format_, *extra)
        return cls(format_, output if is_file else None, None if is_file else output)

    def path(self, stem: str) -> str:
        """The file of a paper."""
        if self.folder is None:
            assert self.file is not None
            return self.file
        return os.path.join(self.folder, f"{stem}.{self.format}")

    def written(self, papers: "Drafts", layout: "Layout") -> str | bytes:
        """The papers in the format; they are dated only where the environment says so."""
        from vtlt_cli.printing.render import FORMATS

        write = FORMATS[self.format].papers
        assert write is not None
        return write(papers, layout, source_day())


def _layout(call: Call) -> "Layout":
    from vtlt_cli.printing.layouts import layout_of

    # A paper of today, whatever the round.
    return layout_named(call.layout) if call.layout else layout_of(None)


def _files(m: "Material", name: str, asked: Sequence[Any], where: _Where) -> Mapping[str, "Drafts"]:
    """The files with their papers."""
    from vtlt_cli.papers.catalogue import drawn

    if name == "dossier":
        from vtlt_cli.papers.on_awards import dossier

        return {where.path(stem): papers for stem, papers in dossier(m).items()}
    if not asked:
        return {where.path(name): drawn(m, name, None)}
    return {where.path(f"{name}-{_stem(one)}"): drawn(m, name, one) for one in asked}


def _stem(one: Any) -> str:
    from vtlt_cli.units import Province

    return one.id if isinstance(one, Province) else f"cum-{one.number}"


def _certificates(m: "Material") -> str | bytes:
    """The names for the certificates, for whoever prints them: a table in CSV."""
    from vtlt_cli.papers.on_awards import certificates
    from vtlt_cli.printing.render import FORMATS, View, rendered

    titles = ("Danh hiệu, hình thức", "Tên tập thể", "Thành tích")
    rows = [dict(zip(titles, one)) for one in certificates(m)]
    table = Table((), (), titles, rows)
    return rendered(FORMATS["csv-excel"], [table], View())


def _say_written(context: Context, count: int, folder: str) -> None:
    context.say(
        f"{count} draft{'' if count == 1 else 's'} written to {shown(folder)}",
        f"đã ghi {quantity(count)} dự thảo vào {shown(folder)}",
    )


# What they are made of.


class _Ready(NamedTuple):
    material: "Material"
    grounds: list[Grounds]


def _year(folder: Folder, draft: "Draft", name: str, asked: int | None) -> int:
    """The round asked for, else the latest that has what the paper is about."""
    if asked is not None:
        return asked
    years = folder.years(draft.needs[0]) if draft.needs else []
    every = years or [address.year for address in folder.files if address.year]
    return max(every, default=0)


def _lacking(folder: Folder, draft: "Draft", year: int) -> list[Words]:
    """The files that the paper needs and that are not there."""
    return [
        (SUBJECTS[kind].file_of(year),) * 2
        for kind in draft.needs
        if Address(kind, year) not in folder.files
    ]


def _say_lacking(context: Context, draft: "Draft", missing: Sequence[Words]) -> None:
    context.say(
        f"{NO_DRAFT[0]} of the {draft.title[0]}: missing: " + "; ".join(one[0] for one in missing),
        f"{NO_DRAFT[1]} {draft.title[1]}: còn thiếu " + "; ".join(one[1] for one in missing),
    )


_NOBODY: dict[str, Words] = {
    "reminder": (
        "somebody to remind (every report has been received)",
        "nơi phải đôn đốc (các báo cáo đã nhận đủ)",
    ),
    "supplement": ("minutes in visits (minutes)", "biên bản kiểm tra (minutes)"),
    **dict.fromkeys(
        ("team", "plan", "cluster-report", "sheet", "self-report", "minutes"),
        ("units in the clusters", "đơn vị trong các Cụm"),
    ),
}


def _material(
    context: Context,
    folder: Folder,
    name: str,
    year: int,
    layout: "Layout",
    units: Collection[str] | None,
) -> _Ready | None:
    """What was read for the paper; None, and told why, where something could not be.

    Sheets are read for these units alone, and not at all without them.
    """
    from vtlt_cli.papers.catalogue import DRAFTS
    from vtlt_cli.papers.material import Material, names_of, next_round

    uses = dict(DRAFTS[name].uses)
    if units is None:
        uses.pop("sheets", None)
    grounds = grounds_of(folder, uses, year, context.lang, units=units)
    found = [grounds]
    m = Material(
        grounds.data, round_of(grounds.data, year), layout, _entries(folder, grounds), None
    )
    planned = next_round(m)
    if name == "report" and planned is not None:
        ahead = grounds_of(
            folder, together(NAMES, {"clusters": frozenset()}), planned.year, context.lang
        )
        found.append(ahead)
        m = m._replace(ahead=ahead.data)
    for one in found:
        if one.unread:
            none_of(context, one, one.unread, NO_DRAFT)
            return None
    doubts = [unresolved(one) for one in names_of(m) if one.province is None]
    if doubts:
        none_in_doubt(context, doubts, NO_DRAFT)
        return None
    given = "scores" in uses and grounds.data.has("awards", year)
    if given and not _awards_are_clear(context, grounds, name):
        return None
    return _Ready(m, found)


def _awards_are_clear(context: Context, grounds: Grounds, name: str) -> bool:
    """Whether the papers may say who gets what; where they may not is told."""
    from vtlt_cli.awards.contradictions import list_doubts
    from vtlt_cli.cli.reckoned import reckoned_round, tell_undecided
    from vtlt_cli.cli.scored import Scored

    found = reckoned_round(context, Scored(grounds), NO_DRAFT, listed=True)
    if found is None:
        return False
    doubts = [*found.stopping, *list_doubts(found.reckoning.awards)]
    if doubts:
        none_in_doubt(context, doubts, NO_DRAFT)
        return False
    if found.reckoning.outcome.undecided and name != "report":
        # Who gets an award at a tie is for the authority to say, before it is asked for one.
        tell_undecided(context, found.reckoning.outcome)
        return False
    return True


def _entries(folder: Folder, grounds: Grounds) -> Any:
    """What gives the lines of a sheet, which is read once more."""
    from vtlt_cli.criteria.kind import CRITERIA, Scale
    from vtlt_cli.load import source_of
    from vtlt_cli.sheets.entries import entries_of
    from vtlt_cli.sheets.kind import SHEETS, Sheet

    scale = grounds.data.of(CRITERIA, grounds.year) or Scale()
    addresses = {
        sheet: Address("sheets", grounds.year, stem)
        for stem, sheet in grounds.data.by_unit(SHEETS, grounds.year).items()
        if sheet is not None
    }

    def entries(sheet: Sheet) -> Any:
        source = source_of(folder, addresses[sheet])
        return entries_of(source, scale) if source is not None else {}

    return entries


def _is_faulty(context: Context, ready: _Ready, units: Collection[str]) -> bool:
    """Whether a sheet of these units has a slip: its sums are in doubt then."""
    m, (grounds, *_rest) = ready
    for unit in (one for one in _everyone(m) if one.id in units):
        sheet = m.sheet(unit)
        if sheet is None or not (sheet.self_.faulty or sheet.agreed.faulty):
            continue
        told = [error for error in grounds.errors if error.province == unit.id]
        place = f" ({at(told[0].span)})" if told else ""
        context.say(
            f"{NO_DRAFT[0]}: the sheet of {unit.name} has a slip{place}; see `vtlt validate`",
            f"{NO_DRAFT[1]}: phiếu chấm điểm của {unit.name} có sai sót{place}; đề nghị chạy "
            "`vtlt validate`",
        )
        return True
    return False


def _everyone(m: "Material") -> list[Any]:
    from vtlt_cli.papers.material import members

    return [unit for cluster in m.clusters for unit in members(cluster)]


def _units_of(one: Any) -> list[Any]:
    from vtlt_cli.clusters.kind import Cluster
    from vtlt_cli.papers.material import members

    return members(one) if isinstance(one, Cluster) else [one]


def _asked(m: "Material", name: str, who: str | None) -> list[Any]:
    """The unit or cluster asked for, or all that the paper may be drafted for."""
    from vtlt_cli.cli.scale import unit_named
    from vtlt_cli.papers.catalogue import DRAFTS, about

    of = DRAFTS[name].of
    if of is None:
        return []
    everyone = about(m, name)
    if who is None:
        return everyone
    if of == "cluster" or (of == "both" and who.isdecimal()):
        found = [one for one in m.clusters if who == str(one.number)]
        if not found:
            listed = ", ".join(str(one.number) for one in m.clusters)
            raise Refusal(
                f"there is no cluster {who!r}; there are: {listed}",
                f"không có Cụm “{who}”; có các Cụm: {listed}",
            )
        return [one for one in found if one in everyone]
    unit = unit_named(who, m.data, m.round)
    return [one for one in everyone if one is unit]


# The list.

_FIELDS = ("document", "title", "who", "ready", "missing")


def _list(call: Call, asked: int | None) -> int:
    """Print what can be drafted, and what is missing for the rest; the exit code."""
    context = call.context
    target = call.target()
    rows, is_lost = draft_rows(context, data_folder(context), asked)
    print_tables(context, [_table(rows, context)], target)
    if is_lost:
        context.say(
            "not every file could be read; see `vtlt validate`",
            "có tệp không đọc được; đề nghị chạy `vtlt validate`",
        )
    return int(is_lost)


def draft_rows(context: Context, folder: Folder, asked: int | None) -> tuple[list[Row], bool]:
    """A row a paper: whether it can be drafted; and whether a file that one needs is unread."""
    from vtlt_cli.papers.catalogue import DRAFTS

    rows: list[Row] = []
    any_lost = False
    for name, one in DRAFTS.items():
        year = _year(folder, one, name, asked)
        missing = _lacking(folder, one, year)
        who: list[Any] = []
        if not missing:
            missing, who, is_lost = _state(context, folder, name, one, year)
            any_lost = any_lost or is_lost
        rows.append(
            {
                "document": name,
                "title": side(one.title, context.lang),
                "who": who,
                "ready": not missing,
                "missing": [side(words, context.lang) for words in missing],
                "year": year,
            }
        )
    return rows, any_lost


def _state(
    context: Context, folder: Folder, name: str, one: "Draft", year: int
) -> tuple[list[Words], list[Any], bool]:
    """What is missing for a paper, of whom it can be drafted, and whether a file is unread."""
    from vtlt_cli.papers.catalogue import about
    from vtlt_cli.papers.material import Material
    from vtlt_cli.printing.layouts import layout_of

    uses = {kind: fields for kind, fields in one.uses.items() if kind != "sheets"}
    grounds = grounds_of(folder, uses, year, context.lang)
    lost = unread(grounds.data, uses, year)
    if lost:
        paths = [grounds.data.paths.get(address, "provinces.yaml") for address in lost]
        words = [(f"{path}, which cannot be read", f"{path} (chưa đọc được)") for path in paths]
        return words, [], True
    data = grounds.data
    m = Material(data, round_of(data, year), layout_of(None), lambda sheet: {}, None)
    missing = one.lacks(m)
    found = about(m, name)
    if one.of is not None and not found:
        missing = [_NOBODY[name]]
    return missing, [one.id if hasattr(one, "id") else one.number for one in found], False


def _table(rows: Sequence[Row], context: Context) -> Table:
    vi = context.lang == "vi"

    def of(row: Row) -> str:
        count = len(row["who"])
        return quantity(count) if count and vi else str(count or "")

    def state(row: Row) -> str:
        if row["ready"]:
            return "có thể dự thảo" if vi else "yes"
        return ("thiếu: " if vi else "missing: ") + "; ".join(row["missing"])

    return Table(
        (Line("Các văn bản có thể dự thảo" if vi else "Papers that can be drafted"),),
        (
            Column("Tên trong lệnh" if vi else "DOCUMENT", text_of("document"), "left", "document"),
            Column("Văn bản" if vi else "Paper", text_of("title"), "left", "title"),
            Column("Đợt" if vi else "Round", text_of("year"), "left"),
            Column("Số bản" if vi else "How many", of, "right", "who"),
            Column("Tình trạng" if vi else "Ready", state, "left", "ready"),
        ),
        _FIELDS,
        rows,
    )
