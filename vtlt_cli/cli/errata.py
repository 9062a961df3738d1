"""`vtlt errata`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Replace, RoundYear
from vtlt_cli.cli.session import (
    Context,
    Target,
    data_folder,
    layout_named,
    point_to_validate,
    print_tables,
    put,
    refuse_others,
    say_unread,
)
from vtlt_cli.diagnostics import Finding, Refusal, Words
from vtlt_cli.reading.folder import Folder, shown
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.grounds import NAMES, Uses, together
from vtlt_cli.wording import quantity, source_day

if TYPE_CHECKING:
    from vtlt_cli.errata.copy import Contents
    from vtlt_cli.errata.records import Errata

# By these it is judged which name is wrong and which unit may stand in its place.
USES: Uses = together(
    NAMES,
    {
        "provinces": frozenset({"province.region", "province.successors"}),
        "rounds": frozenset(
            {
                "round.appendices",
                "round.clusters.count",
                "round.clusters.size",
                "round.clusters.least",
                "round.clusters.most",
                "round.documents",
            }
        ),
    },
)
# Letters and reports are corrected by hand before they go out; what only shows has the table.
PAPERS_IN = ("docx",)
NO_ERRATA: Words = ("no corrections", "chưa lập được bảng đính chính")


@table_command()
def errata(
    call: Call,
    choices: Annotated[
        Optional[list[str]],
        typer.Option(
            "--choose",
            metavar="PLACE=NAME",
            help=t(
                'fill an open cell in: "16:Trà Vinh=Lai Châu", "6:leader=Sơn La"; '
                '- for NAME strikes the place out; "1:+=Quảng Bình" adds a member',
                'điền ô để trống: "16:Trà Vinh=Lai Châu", "6:Cụm trưởng=Sơn La"; ghi - là bỏ tên; '
                '"1:+=Quảng Bình" là bổ sung thành viên',
            ),
        ),
    ] = None,
    apply: Annotated[
        Optional[str],
        typer.Option(
            "--apply",
            metavar="DIR",
            help=t(
                "write a corrected copy of the data folder to DIR, which is new or empty",
                "ghi bản dữ liệu đã đính chính vào THƯ_MỤC (mới hoặc rỗng)",
            ),
        ),
    ] = None,
    round_: RoundYear = None,
    replace: Replace = False,
) -> int:
    from vtlt_cli.check import judged
    from vtlt_cli.cli.law import none_of
    from vtlt_cli.errata.choice import choose
    from vtlt_cli.errata.copy import contents_of, copied, new_folder
    from vtlt_cli.errata.finding import errata_of
    from vtlt_cli.errata.records import parts_of, still_open
    from vtlt_cli.errata.rewrite import corrected_files
    from vtlt_cli.grounds import told_by
    from vtlt_cli.load import load

    context = call.context
    target = call.target()
    if replace and (target.format not in PAPERS_IN or target.output is None):
        raise Refusal(
            f"--replace has no effect but on a draft: -o FILE.{PAPERS_IN[0]}",
            f"--replace chỉ dùng cho dự thảo: -o TỆP.{PAPERS_IN[0]}",
        )
    folder = data_folder(context)
    copy = new_folder(apply, folder) if apply is not None else None
    contents = contents_of(folder) if copy is not None else None
    found, problems = load(folder)
    # The table is Vietnamese in any language, and the findings are its reasons.
    findings = judged(found, problems, "vi")
    told = findings if context.lang == "vi" else judged(found, problems, context.lang)
    parts = parts_of(found, round_)
    if not parts:
        raise _no_table(folder, round_)
    grounds = told_by(found, told, USES, [part.round_.year for part in parts])
    if grounds.unread:
        none_of(context, grounds, grounds.unread, NO_ERRATA)
        return 1
    drawn = errata_of(found, findings, parts)
    if choices:
        drawn = choose(drawn, found, problems, findings, choices)
    if copy is None or contents is None:
        _put(context, drawn, found, target, replace)
    else:
        changed = corrected_files(folder, found, drawn, findings)
        with copied(copy, folder, contents.files, changed):
            _put(context, drawn, found, target, replace)
        _say_copied(context, copy, contents, drawn)
    unread = [f for f in told if f.code[:3] == "FIL" and f.severity == "error"]
    unread = [f for f in unread if f.span.path in {part.path for part in parts}]
    lost = [Address(part.table, part.round_.year) for part in parts]
    lost = [address for address in lost if address in found.unread]
    _tell(context, drawn, target, bool(unread or lost))
    point_to_validate(context, unread)
    if lost and not unread:
        say_unread(context, found.paths[lost[0]])
    followed = any(f.severity == "error" for f, _words in drawn.consequences)
    return 1 if still_open(drawn) or unread or lost or followed else 0


def _no_table(folder: Folder, year: int | None) -> Refusal:
    path = shown(folder.path)
    years = sorted({*folder.years("clusters"), *folder.years("scores")})
    listed = ", ".join(map(str, years))
    of = f" of round {year}" if year is not None else ""
    return Refusal(
        f"{path} has no clusters and no scores{of}"
        + (f"; there are those of: {listed}" if years else ""),
        f"thư mục {path} không có danh sách cụm, không có điểm"
        + (f" của đợt kiểm tra năm {year}" if year is not None else "")
        + (f"; có các đợt: {listed}" if years else ""),
    )


def _put(context: Context, drawn: "Errata", found: Dataset, target: Target, replace: bool) -> None:
    """The table, or the papers that are drafted around it; of nothing no document."""
    from vtlt_cli.errata.records import report_of
    from vtlt_cli.errata.tables import errata_table
    from vtlt_cli.printing.layouts import layout_of
    from vtlt_cli.printing.render import FORMATS

    format_ = FORMATS[target.format]
    if format_.laid_out and not drawn.corrections:
        return
    report = report_of(drawn.parts)
    # A paper of today about a report of its day.
    set_by = layout_named(target.layout) if target.layout else layout_of(None)
    day = report.date if report else None
    if format_.papers is None or target.format not in PAPERS_IN:
        layout = set_by.id if format_.laid_out else None
        print_tables(context, [errata_table(drawn)], target._replace(layout=layout), day)
        return
    from vtlt_cli.errata.papers import papers_of

    papers = papers_of(drawn, found, set_by)
    content = format_.papers(papers, set_by, source_day() or day)
    if target.output is not None and not replace:
        refuse_others({target.output: content})
    put(content, target.output, context.keep)


def _tell(context: Context, drawn: "Errata", target: Target, unread: bool) -> None:
    """What the table does not say: how much is open, and what stands outside it."""
    from vtlt_cli.printing.render import FORMATS

    if not drawn.corrections:
        english, vietnamese = "", ""
        if FORMATS[target.format].laid_out:
            path = shown(target.output) if target.output else None
            english = f"; {path or 'the document'} was not written"
            vietnamese = f"; không ghi tệp {path}" if path else "; không lập văn bản"
        of = ("what could be read of ", "phần đọc được của ") if unread else ("", "")
        context.say(
            f"nothing to correct in {of[0]}these tables{english}",
            f"không có nội dung cần đính chính, điều chỉnh trong {of[1]}các bảng này{vietnamese}",
        )
    from vtlt_cli.errata.records import still_open

    by_hand = [c for c in still_open(drawn) if c.by_hand]
    count = len(still_open(drawn)) - len(by_hand)
    if count:
        context.say(
            f"{count} cell{' is' if count == 1 else 's are'} open: fill in with --choose what the "
            "issuer decides",
            f"còn {quantity(count)} ô để trống: đề nghị điền bằng --choose theo quyết định của "
            "cơ quan ban hành",
        )
    count = len(by_hand)
    if count:
        paths = ", ".join(sorted({correction.part.path for correction in by_hand}))
        context.say(
            f"{count} cell{' is' if count == 1 else 's are'} open that --choose cannot fill: "
            f"edit {paths}",
            f"còn {quantity(count)} ô để trống không điền được bằng --choose: đề nghị sửa tệp "
            f"{paths}",
        )
    for finding, (english, vietnamese) in drawn.consequences:
        context.say(
            f"after these choices {finding.span.path} has {finding.code}: {english}",
            f"sau khi sửa, {finding.span.path} có phát hiện {finding.code}: {vietnamese}",
        )
    _tell_aside(context, drawn.unseen, "not seen in print", "không thấy được trên bản in")
    _tell_aside(context, drawn.outside, "not of one cell", "không thuộc riêng ô nào")
    count = len(drawn.waived)
    if count:
        context.say(
            f"{count} waived finding{'' if count == 1 else 's'} left out (waivers.yaml)",
            f"không đưa vào bảng {quantity(count)} phát hiện đã được chấp nhận (waivers.yaml)",
        )


def _tell_aside(
    context: Context, findings: Sequence[Finding], english: str, vietnamese: str
) -> None:
    """One line for findings that the table leaves aside, and why."""
    count = len(findings)
    if not count:
        return
    codes = ", ".join(sorted({finding.code for finding in findings}))
    context.say(
        f"{count} finding{'' if count == 1 else 's'} ({codes}) {'is' if count == 1 else 'are'} "
        f"{english} and not in the table: see `vtlt validate`",
        f"{quantity(count)} phát hiện ({codes}) {vietnamese} nên không đưa vào bảng: "
        "đề nghị chạy `vtlt validate`",
    )


def _say_copied(context: Context, path: str, contents: "Contents", drawn: "Errata") -> None:
    from vtlt_cli.errata.records import still_open

    made = sum(len(c.places) for c in drawn.corrections if c.corrected is not None)
    left = len(still_open(drawn))
    english = f"; {left} left as printed" if left else ""
    vietnamese = f"; {quantity(left)} nội dung để trống giữ nguyên như bản in" if left else ""
    context.say(
        f"{made} place{'' if made == 1 else 's'} corrected in {shown(path)}{english}",
        f"đã sửa {quantity(made)} chỗ, ghi tại {shown(path)}{vietnamese}",
    )
    inner, links = contents.subfolders, contents.links
    if inner:
        context.say(
            f"not copied ({'a subfolder' if len(inner) == 1 else 'subfolders'}): "
            + ", ".join(inner),
            f"không sao chép thư mục con: {', '.join(inner)}",
        )
    if links:
        context.say(
            f"not copied ({'a link' if len(links) == 1 else 'links'} out of the folder): "
            + ", ".join(links),
            f"không sao chép liên kết trỏ ra ngoài thư mục: {', '.join(links)}",
        )
