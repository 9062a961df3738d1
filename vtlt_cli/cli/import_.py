"""`vtlt import`."""

import os
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.session import (
    Context,
    chosen_folder,
    day_asked,
    is_packaged,
    print_tables,
)
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.load import load, measure_of
from vtlt_cli.reading.folder import Folder, address_of, scan, shown
from vtlt_cli.reading.kinds import SUBJECTS, Address, Dataset
from vtlt_cli.reading.text import bytes_if_there, must_be_file, read_bytes
from vtlt_cli.wording import quantity

if TYPE_CHECKING:
    from vtlt_cli.cli.taking import Forms
    from vtlt_cli.diagnostics import Finding
    from vtlt_cli.importing.book import Book
    from vtlt_cli.importing.intake import Made
    from vtlt_cli.importing.step import Step


# More files than these, all of forms, are checked by `vtlt validate` alone.
_MANY = 64


@table_command(layout=False)
def import_(
    call: Call,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help=t(
                "filled forms, the office's own tables (.xlsx, .xls, .ods, .csv, .tsv), or folders",
                "phiếu đã ghi, bảng của cơ quan (.xlsx, .xls, .ods, .csv, .tsv), hoặc thư mục",
            ),
            show_default=False,
        ),
    ],
    round_: Annotated[
        Optional[int],
        typer.Option(
            "--round",
            metavar="YEAR",
            help=t(
                "the round of the tables, where title and file name do not tell it",
                "đợt kiểm tra của bảng, khi tiêu đề và tên tệp không cho biết",
            ),
        ),
    ] = None,
    to: Annotated[
        Optional[str],
        typer.Option(
            "--to",
            metavar="DIR",
            help=t(
                "the data folder to write to; it may be new",
                "thư mục dữ liệu để ghi vào (có thể mới)",
            ),
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=t("write nothing, only tell", "không ghi, chỉ báo")),
    ] = False,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help=t("write over a data file that differs", "ghi đè tệp dữ liệu có nội dung khác"),
        ),
    ] = False,
    decimals: Annotated[
        Optional[int],
        typer.Option(
            "--decimals",
            metavar="N",
            help=t(
                "decimals of the points, where a number can be read two ways",
                "số chữ số thập phân của điểm, khi số có hai cách đọc",
            ),
        ),
    ] = None,
    column: Annotated[
        Optional[str],
        typer.Option(
            "--column",
            metavar="NAME",
            help=t(
                "the column of points, by its heading or letter, where there are several",
                "cột điểm (theo tiêu đề hoặc chữ cái) khi có nhiều cột",
            ),
        ),
    ] = None,
    sheet: Annotated[
        Optional[str],
        typer.Option(
            "--sheet",
            metavar="NAME",
            help=t(
                "the sheet, or cells of it (NAME!A1:C9), where there are several tables",
                "trang, hoặc vùng ô (TÊN!A1:C9) khi có nhiều bảng",
            ),
        ),
    ] = None,
    received: Annotated[
        Optional[str],
        typer.Option(
            "--received",
            metavar="DAY",
            help=t(
                "the day on which the forms came, YYYY-MM-DD",
                "ngày nhận được các phiếu, dạng YYYY-MM-DD",
            ),
        ),
    ] = None,
) -> int:
    from vtlt_cli.cli.counted import counted
    from vtlt_cli.cli.taking import Forms
    from vtlt_cli.importing.book import files_of
    from vtlt_cli.importing.intake import Wish, take
    from vtlt_cli.importing.tables import steps_table
    from vtlt_cli.load import register_of
    from vtlt_cli.rounds.kind import ROUNDS

    context = call.context
    target = call.target()
    folder = _folder(context, to)
    if round_ is not None and not 1000 <= round_ <= 9999:
        raise Refusal(
            f"{round_} is no year of a round", f"{round_} không phải là năm của đợt kiểm tra"
        )
    if decimals is not None and not 0 <= decimals <= 9:
        raise Refusal("--decimals takes 0 to 9", "--decimals nhận từ 0 đến 9")
    paths, steps = files_of(files)
    for path in paths:
        must_be_file(path)
    context.keep.extend(paths)
    wish = Wish(round_, decimals, column, sheet)
    day = day_asked("--received", received) if received is not None else None
    intake = Forms(context, folder, round_, day)
    data = load(folder, ())[0]
    if _is_lost(data):
        context.say(
            "rounds.yaml could not be read in full: nothing was taken in; see `vtlt validate`",
            "chưa đọc được đầy đủ rounds.yaml nên chưa nhập gì; đề nghị chạy `vtlt validate`",
        )
        return 1
    rounds = data.of(ROUNDS)
    register, measure = register_of(folder), measure_of(folder)
    forms = {year: described.form for year, described in rounds.items()}
    made: list[Made] = []
    for path in counted(context, paths, ("files", "tệp")):
        if _is_form(path, intake, steps):
            continue
        book = _book(path, measure, steps)
        if book is not None:
            found, told = take(book, wish, register, forms)
            made += found
            steps += told
    if not paths:
        raise Refusal(
            "there is no file to take in: name workbooks or .csv, or a folder of them",
            "không có tệp để nhập: đề nghị chỉ định tệp bảng tính, .csv hoặc thư mục chứa chúng",
        )
    names_are_read = any(one.address.kind != "provinces" for one in made)
    if data.is_incomplete("provinces") and (names_are_read or intake.taken or intake.refused):
        # A register alone may be what is taken in, to stand in its place.
        context.say(
            "provinces.yaml could not be read in full, by which names are read: nothing was taken "
            "in; see `vtlt validate`",
            "chưa đọc được đầy đủ provinces.yaml là căn cứ để đọc tên nên chưa nhập gì; đề nghị "
            "chạy `vtlt validate`",
        )
        return 1
    kept, was, told = _settled(folder, made, replace)
    steps += told
    findings = _findings(context, folder, kept, steps, intake)
    if not dry_run:
        steps += _written(folder, kept, was)
    intake.write(dry_run)
    steps += intake.steps(dry_run)
    try:
        print_tables(context, [steps_table(steps, context.lang)], target)
    except OSError:
        # What was written is told even where the table cannot be.
        files = [step.file or step.result for step in steps if step.action == "written"]
        if files:
            listed = ", ".join(dict.fromkeys(files))
            context.say(f"written: {listed}", f"đã ghi: {listed}")
        raise
    _tell(context, findings, steps, dry_run)
    return 1 if any(step.action == "refused" for step in steps) else 0


def _is_lost(data: Dataset) -> bool:
    """Whether what a round declares of its scores may not have been read."""
    unread = data.unread.get(Address("rounds"), frozenset())
    return any(what in ("", "round", "round.year") or "score" in what for what in unread)


def _folder(context: Context, to: str | None) -> Folder:
    """The data folder to write to: `--to`, else the one that was named, else the one here."""
    if to == "":
        raise Refusal("--to names no folder", "--to chưa ghi thư mục")
    chosen = to or chosen_folder(context)
    if not chosen:
        here = [path for path in (".", "data") if os.path.isdir(path)]
        chosen = next((path for path in here if scan(path).has_round_file()), ".")
    # Only a folder that is named to be written to may be new.
    new = to is not None and not os.path.lexists(to)
    folder = Folder(chosen, {}) if new else scan(chosen)
    if is_packaged(context, folder):
        raise Refusal(
            "the data that comes with vtlt is not changed; name your own folder with --to",
            "không ghi vào số liệu kèm theo vtlt; đề nghị chỉ định thư mục của mình bằng --to",
        )
    context.keep.extend(folder.files.values())
    return folder


def _book(path: str, measure: object, steps: "list[Step]") -> "Book | None":
    """The sheets of a file, None where it cannot be read, which is told."""
    from vtlt_cli.importing.book import book_of
    from vtlt_cli.importing.step import Step
    from vtlt_cli.workbooks import NoWorkbook, beside_in_excel, is_lock_file

    file = shown(path)
    if is_lock_file(path):
        words = (
            "what a program leaves beside an open workbook; name the workbook itself",
            "tệp tạm do phần mềm tạo khi đang mở bảng tính; đề nghị chỉ định tệp bảng tính",
        )
        steps.append(Step(file, "", "", "left-out", reason=words))
        return None
    if beside_in_excel(path):
        words = (
            "the workbook is open in Excel or LibreOffice: what was saved last is read",
            "tệp đang mở trong Excel hoặc LibreOffice: đọc nội dung đã lưu gần nhất",
        )
        steps.append(Step(file, "", "", "note", reason=words))
    try:
        return book_of(path, read_bytes(path), measure)  # type: ignore[arg-type]
    except NoWorkbook as none:
        steps.append(Step(file, "", "", "refused", reason=none.words))
    except PermissionError:
        words = (
            "the file cannot be opened: close it in Excel, or ask for the right to read it",
            "không mở được tệp: đề nghị đóng tệp trong Excel hoặc xin quyền đọc",
        )
        steps.append(Step(file, "", "", "refused", reason=words))
    return None


def _is_form(path: str, intake: "Forms", steps: "list[Step]") -> bool:
    """Whether the file is a form of ours, which is taken in, or a list of errors of one."""
    from vtlt_cli.cli.taking import is_of_errors
    from vtlt_cli.importing.step import Step
    from vtlt_cli.workbooks import NoWorkbook, is_lock_file, is_workbook

    if is_of_errors(path):
        words = ("a list of errors of a form", "danh sách lỗi của phiếu")
        steps.append(Step(shown(path), "", "", "left-out", reason=words))
        return True
    if is_lock_file(path):
        return False
    try:
        content = read_bytes(path)
        return is_workbook(content) and intake.offer(path, content)
    except (NoWorkbook, PermissionError):
        return False  # Told where it is read as a table.


def _path_of(folder: Folder, made: "Made") -> str:
    known = folder.files.get(made.address)
    name = SUBJECTS[made.address.kind].file_of(made.address.year)
    return known or os.path.join(folder.path, name)


def _settled(
    folder: Folder, made: "list[Made]", replace: bool
) -> "tuple[dict[str, Made], dict[str, bytes | None], list[Step]]":
    """The files to write, by their paths, and what they hold now; others are told."""
    from vtlt_cli.importing.step import Step

    by_path: dict[str, list[Made]] = {}
    for one in made:
        by_path.setdefault(_path_of(folder, one), []).append(one)
    kept: dict[str, Made] = {}
    was: dict[str, bytes | None] = {}
    steps: list[Step] = []
    for path, ones in by_path.items():
        first = ones[0]
        if len({one.content for one in ones}) > 1:
            others = ", ".join(one.file for one in ones)
            words = (
                f"several files would make it, each another ({others}): name the right one alone",
                f"nhiều tệp cùng lập tệp này với nội dung khác nhau ({others}): đề nghị chỉ nhập "
                "tệp đúng",
            )
            steps.append(Step(shown(path), "", "", "refused", reason=words))
            continue
        was[path] = now = bytes_if_there(path)
        if now == first.content:
            words = ("it holds just this already", "đã có đúng nội dung này")
            steps.append(Step(shown(path), "", "", "unchanged", reason=words))
            kept[path] = first
        elif now is not None and not replace:
            words = (
                "it is there and differs; to write over it: --replace",
                "tệp đã có và có nội dung khác; để ghi đè: --replace",
            )
            steps.append(Step(shown(path), "", "", "refused", reason=words))
        else:
            kept[path] = first
    return kept, was, steps


def _findings(
    context: Context,
    folder: Folder,
    kept: "dict[str, Made]",
    steps: "list[Step]",
    intake: "Forms",
) -> "list[Finding]":
    """What `validate` says of the folder with these files and what forms bring, of them alone.

    A file that does not read as it was meant is taken out of those to write, which is told.
    """
    from vtlt_cli.check import check
    from vtlt_cli.importing.step import Step
    from vtlt_cli.importing.writing import read_back

    brought = intake.files()
    if len(brought) > _MANY:
        context.say(
            "what the forms bring is checked by `vtlt validate`",
            "đề nghị chạy `vtlt validate` để kiểm tra nội dung các phiếu vừa nhận",
        )
        brought = []
    if not kept and not brought:
        return []
    files = {**folder.files, **{made.address: path for path, made in kept.items()}}
    contents = {path: made.content for path, made in kept.items()}
    for file in brought:
        address = address_of(os.path.relpath(file.path, folder.path).replace(os.sep, "/"))
        if address is not None:
            files[address] = file.path
            contents[file.path] = file.content
    data, found = check(folder._replace(files=files, contents=contents), context.lang)
    for path, made in list(kept.items()):
        if read_back(data, made.address) != made.meant:
            first = next((f.message for f in found if f.span.path == shown(path)), "")
            words = (
                f"it would not read as it was meant: {first or 'mend the names in the table'}",
                f"dữ liệu ghi ra sẽ không đọc lại đúng: {first or 'đề nghị sửa tên trong bảng'}",
            )
            steps.append(Step(made.file, made.sheet, made.cells, "refused", reason=words))
            del kept[path]
    paths = {shown(path) for path in (*kept, *(file.path for file in brought))}
    return [finding for finding in found if finding.span.path in paths]


def _written(
    folder: Folder, kept: "dict[str, Made]", was: "dict[str, bytes | None]"
) -> "list[Step]":
    """Write the files that are not so already, and over nothing but what was there when judged."""
    from vtlt_cli.importing.step import Step
    from vtlt_cli.printing.files import write_over

    steps: list[Step] = []
    for path, made in kept.items():
        if was[path] == made.content:
            continue
        os.makedirs(folder.path or ".", exist_ok=True)
        if write_over(path, made.content, was[path]):
            steps.append(Step(shown(path), "", "", "written", result=os.path.basename(path)))
        else:
            words = (
                "another program changed it meanwhile; run again",
                "tệp vừa được phần mềm khác sửa; đề nghị chạy lại",
            )
            steps.append(Step(shown(path), "", "", "refused", reason=words))
    return steps


def _tell(context: Context, findings: "list[Finding]", steps: "list[Step]", dry_run: bool) -> None:
    """On stderr: what `validate` says of the result, and how the call ended."""
    import sys

    from vtlt_cli.checking.reporters import REPORTERS, Report

    if findings:
        report = Report(findings, {}, context.lang)
        sys.stderr.write(REPORTERS["concise"](report))
    refused = sum(step.action == "refused" for step in steps)
    errors = sum(finding.severity == "error" for finding in findings)
    if errors:
        context.say(
            f"errors in what was taken in: {errors}; see `vtlt validate`",
            f"dữ liệu vừa nhập có {quantity(errors)} lỗi; đề nghị chạy `vtlt validate`",
        )
    if refused:
        context.say(
            f"refused: {refused}; what was refused was not written",
            f"không nhập: {quantity(refused)} mục; nội dung không nhập thì không ghi",
        )
    if dry_run:
        context.say("a trial: nothing was written", "chạy thử: chưa ghi gì")
