"""`vtlt errata`."""

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.session import (
    Context,
    Target,
    data_folder,
    layout_named,
    point_to_validate,
    print_tables,
    put,
    source_day,
    write,
)
from vtlt_cli.diagnostics import Finding, Refusal
from vtlt_cli.errata import (
    CannotRewrite,
    Errata,
    WrongChoice,
    choose,
    corrected_files,
    errata_of,
    parts_of,
    report_of,
    still_open,
)
from vtlt_cli.reading.folder import Folder, shown
from vtlt_cli.reading.kinds import Dataset


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
) -> int:
    from vtlt_cli.check import check

    context = call.context
    target = call.target()
    folder = data_folder(context)
    copy = _new_folder(apply, folder) if apply is not None else None
    found, findings = check(folder, context.lang)
    parts = parts_of(found, round_)
    if not parts:
        raise _no_table(folder, round_)
    drawn = errata_of(found, findings, parts)
    try:
        drawn = choose(drawn, found, findings, choices or ())
        changed = corrected_files(folder, found, drawn) if copy else {}
    except WrongChoice as wrong:
        raise Refusal(*wrong.words) from wrong
    except CannotRewrite as error:
        span = error.span
        raise Refusal(
            f"{span.path}: the corrections cannot be written at their places (first at "
            f"{span.line}:{span.column}); nothing was written, correct the file by hand",
            f"{span.path}: không ghi được các nội dung đính chính tại chỗ (chỗ đầu tiên: "
            f"{span.line}:{span.column}); chưa ghi gì, đề nghị sửa tệp bằng tay",
        ) from error
    with _copied(copy, folder, changed) if copy is not None else contextlib.nullcontext():
        _put(context, drawn, found, target)
    if copy is not None:
        _say_copied(context, copy, folder, drawn)
    _tell(context, drawn, target)
    unread = [f for f in findings if f.code[:3] == "FIL" and f.severity == "error"]
    unread = [f for f in unread if f.span.path in {part.path for part in parts}]
    point_to_validate(context, unread)
    return 1 if still_open(drawn) or unread else 0


def _no_table(folder: Folder, year: int | None) -> Refusal:
    path = shown(folder.path)
    years = sorted({*folder.years("clusters"), *folder.years("scores")})
    listed = ", ".join(map(str, years))
    of = f" of round {year}" if year is not None else ""
    return Refusal(
        f"{path} has no clusters and no scores{of}"
        + (f"; there are those of: {listed}" if years else ""),
        f"thư mục {path} không có danh sách cụm, không có điểm"
        + (f" của đợt {year}" if year is not None else "")
        + (f"; có các đợt: {listed}" if years else ""),
    )


def _put(context: Context, drawn: Errata, found: Dataset, target: Target) -> None:
    """The table, or the draft letter around it; with nothing to correct there is no document."""
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
    table = errata_table(drawn)
    if format_.letter is None:
        layout = set_by.id if format_.laid_out else None
        print_tables(context, [table], target._replace(layout=layout), day)
        return
    from vtlt_cli.errata.letter import letter_of

    letter = letter_of(drawn, found, table)
    put(format_.letter(letter, set_by, source_day() or day), target.output, context.keep)


def _tell(context: Context, drawn: Errata, target: Target) -> None:
    """What the table does not say: how much is open, and what stands outside it."""
    from vtlt_cli.printing.render import FORMATS

    if not drawn.corrections:
        english, vietnamese = "", ""
        if FORMATS[target.format].laid_out:
            path = shown(target.output) if target.output else None
            english = f"; {path or 'the document'} was not written"
            vietnamese = f"; không ghi tệp {path}" if path else "; không lập văn bản"
        context.say(
            "nothing to correct in these tables" + english,
            "không có nội dung cần đính chính, điều chỉnh trong các bảng này" + vietnamese,
        )
    by_hand = [c for c in still_open(drawn) if c.by_hand]
    count = len(still_open(drawn)) - len(by_hand)
    if count:
        context.say(
            f"{count} cell{' is' if count == 1 else 's are'} open: fill in with --choose what the "
            "issuer decides",
            f"còn {count:02d} ô để trống: đề nghị điền bằng --choose theo quyết định của cơ quan "
            "ban hành",
        )
    count = len(by_hand)
    if count:
        paths = ", ".join(sorted({correction.part.path for correction in by_hand}))
        context.say(
            f"{count} cell{' is' if count == 1 else 's are'} open that --choose cannot fill: "
            f"edit {paths}",
            f"còn {count:02d} ô để trống không điền được bằng --choose: đề nghị sửa tệp {paths}",
        )
    _tell_aside(context, drawn.unseen, "not seen in print", "không thấy được trên bản in")
    _tell_aside(context, drawn.outside, "not of one cell", "không thuộc riêng ô nào")
    count = len(drawn.waived)
    if count:
        context.say(
            f"{count} waived finding{'' if count == 1 else 's'} left out (waivers.yaml)",
            f"không đưa vào bảng {count} phát hiện đã được chấp nhận (waivers.yaml)",
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
        f"{count} phát hiện ({codes}) {vietnamese} nên không đưa vào bảng: "
        "đề nghị chạy `vtlt validate`",
    )


# The corrected copy.


def _new_folder(path: str, folder: Folder) -> str:
    """The folder to write, which must be new or empty and outside the data folder."""
    if not path:
        raise Refusal(
            "--apply wants the name of a folder, not an empty one",
            "--apply cần tên thư mục, không nhận tên rỗng",
        )
    target, source = os.path.realpath(path), os.path.realpath(folder.path)
    if target == source or target.startswith(os.path.join(source, "")):
        raise Refusal(
            f"--apply {path} lies in the data folder, which is not changed; name another folder",
            f"--apply {path} nằm trong thư mục dữ liệu, thư mục này không được sửa; "
            "đề nghị chọn thư mục khác",
        )
    if os.path.islink(path) and not os.path.exists(path):
        raise Refusal(
            f"--apply {path} is a link that leads nowhere; name a new folder",
            f"--apply {path} là liên kết không dẫn đến đâu; đề nghị chọn thư mục mới",
        )
    if os.path.exists(path) and not os.path.isdir(path):
        raise Refusal(
            f"--apply {path} is a file; name a new folder",
            f"--apply {path} là tệp; đề nghị chọn thư mục mới",
        )
    if os.path.isdir(path) and os.listdir(path):
        raise Refusal(
            f"--apply {path} is there and not empty; name a new folder",
            f"--apply {path} đã có và không rỗng; đề nghị chọn thư mục mới",
        )
    return path


@contextlib.contextmanager
def _copied(path: str, folder: Folder, changed: Mapping[str, bytes]) -> Iterator[None]:
    """The corrected copy stands there; where what follows fails, it is taken away again."""
    target = os.path.realpath(path)
    there = os.path.isdir(target)
    names = _write_copy(path, folder, changed)
    try:
        yield
    except BrokenPipeError:
        # Who has read enough of the output still wants the copy.
        raise
    except BaseException:
        _take_away(target, names, there)
        raise


def _write_copy(path: str, folder: Folder, changed: Mapping[str, bytes]) -> list[str]:
    """The files of the folder, some of them changed, all of them or none; gives their names.

    A folder that is there is filled, so that it stays what it is to those who stand in it; a new
    one is put in place when it is complete.
    """
    target = os.path.realpath(path)
    there = os.path.isdir(target)
    into = target
    if not there:
        name = f".vtlt-{os.getpid()}-{os.path.basename(target)}"
        into = os.path.join(os.path.dirname(target), name)
    names: list[str] = []
    try:
        if not there:
            os.mkdir(into)
        try:
            for name in _files_of(folder):
                source = os.path.join(folder.path, name)
                content = changed.get(source)
                if content is None:
                    with open(source, "rb") as file:
                        content = file.read()
                names.append(name)
                write(os.path.join(into, name), content)
            if not there:
                os.rename(into, target)
        except BaseException:
            _take_away(into, names, there)
            raise
    except OSError as error:
        # The folder that was asked for is meant, not the one beside it.
        if error.filename is None or str(error.filename).startswith(into):
            error.filename = path
        raise
    return names


def _take_away(target: str, names: Iterable[str], keep: bool) -> None:
    """Remove the files that were written, and the folder unless it was there before."""
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(os.path.join(target, name))
    if not keep:
        with contextlib.suppress(OSError):
            os.rmdir(target)


def _files_of(folder: Folder) -> list[str]:
    names = sorted(os.listdir(folder.path))
    return [name for name in names if os.path.isfile(os.path.join(folder.path, name))]


def _say_copied(context: Context, path: str, folder: Folder, drawn: Errata) -> None:
    made = sum(len(c.places) for c in drawn.corrections if c.corrected is not None)
    left = len(still_open(drawn))
    english = f"; {left} left as printed" if left else ""
    vietnamese = f"; {left} nội dung để trống giữ nguyên như bản in" if left else ""
    context.say(
        f"{made} place{'' if made == 1 else 's'} corrected in {shown(path)}{english}",
        f"đã sửa {made} chỗ, ghi tại {shown(path)}{vietnamese}",
    )
    inner = sorted(entry.name for entry in os.scandir(folder.path) if entry.is_dir())
    if inner:
        context.say(
            f"not copied ({'a subfolder' if len(inner) == 1 else 'subfolders'}): "
            + ", ".join(inner),
            f"không sao chép thư mục con: {', '.join(inner)}",
        )
