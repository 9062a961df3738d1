"""What the commands share: where the data is, the language, and how results are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import typer

from vtlt_cli.cli.config import read_settings
from vtlt_cli.cli.language import language_of_environment
from vtlt_cli.cli.streams import emit
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.reading.folder import Folder, packaged_folder, scan, shown
from vtlt_cli.reading.kinds import round_file_names
from vtlt_cli.units import DOUBTFUL
from vtlt_cli.wording import LANGS, Lang

if TYPE_CHECKING:
    from vtlt_cli.diagnostics import Finding, Problem
    from vtlt_cli.printing.layouts import Layout
    from vtlt_cli.printing.table import Table
    from vtlt_cli.reading.kinds import Dataset


Choice = TypeVar("Choice", bound=str)


class Context(NamedTuple):
    """What every command is given: where the data is, the language, the colours."""

    data: str | None
    lang: Lang
    color: str
    settings: Mapping[str, Any]

    def say(self, en: str, vi: str) -> None:
        """One line on stderr."""
        print(f"vtlt: {vi if self.lang == 'vi' else en}", file=sys.stderr)

    def in_color(self, stream: Any) -> bool:
        """Whether to colour: `--color`, then NO_COLOR, then FORCE_COLOR, then the terminal."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return bool(stream.isatty()) and os.environ.get("TERM") != "dumb"


def context_of(ctx: typer.Context, data: str | None, lang: str | None, color: str) -> Context:
    """The options of the command, and of the program where the command has none."""
    before: dict[str, str | None] = ctx.obj or {}
    settings = read_settings()
    environment = os.environ.get("VTLT_LANG") if os.environ.get("VTLT_LANG") in LANGS else None
    chosen = lang or before.get("lang") or environment or settings.get("lang")
    chosen = chosen or language_of_environment()
    if chosen not in LANGS:
        raise Refusal(
            f"unknown language {chosen!r}; there are vi and en",
            f"không có ngôn ngữ {chosen!r}; chỉ có vi và en",
        )
    if color not in ("auto", "always", "never"):
        raise Refusal(
            f"--color takes auto, always or never, not {color!r}",
            f"--color nhận auto, always hoặc never, không nhận {color!r}",
        )
    where = data or before.get("data")
    return Context(where, "vi" if chosen == "vi" else "en", color, settings)


def data_folder(context: Context) -> Folder:
    """`--data`, else $VTLT_DATA, else `.` or `./data` with round files, else the packaged data.

    A `data` of the settings stands between the environment and the current folder.
    """
    chosen = context.data or os.environ.get("VTLT_DATA") or context.settings.get("data")
    if chosen:
        folder = scan(chosen)
        if not folder.has_round_file():
            raise no_round_file(folder)
        return folder
    for here in (".", "data"):
        if os.path.isdir(here):
            folder = scan(here)
            if folder.has_round_file():
                return folder
            if folder.has_look_alike_of_a_round():
                # Not the record of 2007 in place of what is meant here.
                raise no_round_file(folder)
    context.say(
        "no data files here: using those of report 241/BC-VTLTNN that come with vtlt",
        "không có tệp dữ liệu tại đây: dùng số liệu Báo cáo số 241/BC-VTLTNN kèm theo vtlt",
    )
    return scan(packaged_folder())


def is_packaged(folder: Folder) -> bool:
    """Whether these are the files that came with the program, which nobody is to change.

    In a checkout of the program they stand in its `data`, where its keepers do change them.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return os.path.realpath(folder.path).startswith(os.path.realpath(package) + os.sep)


def no_round_file(folder: Folder) -> Refusal:
    path = shown(folder.path)
    near = "; ".join(f"{os.path.basename(found)} → {meant}" for found, meant in folder.look_alikes)
    known = ", ".join(round_file_names())
    return Refusal(
        f"{path} holds no round file ({known})" + (f"; a slip of the name? {near}" if near else ""),
        f"thư mục {path} không có tệp của đợt kiểm tra nào ({known})"
        + (f"; có thể viết sai tên tệp: {near}" if near else ""),
    )


def year_of(folder: Folder, kind: str, asked: int | None) -> int:
    """The round asked for, or the latest that has such a file."""
    years = folder.years(kind)
    if asked is None and years:
        return years[-1]
    if asked in years:
        return asked if asked is not None else years[-1]
    listed = ", ".join(map(str, years))
    path = shown(folder.path)
    if not years:
        raise Refusal(
            f"{path} has no {kind} file of any round",
            f"thư mục {path} không có tệp {kind} của đợt kiểm tra nào",
        )
    raise Refusal(
        f"no {kind} of round {asked} in {path}; there are those of: {listed}",
        f"thư mục {path} không có tệp {kind} của đợt kiểm tra {asked}; có các đợt: {listed}",
    )


def errors_of(
    data: Dataset, problems: list[Problem], lang: Lang, families: Sequence[str] = ()
) -> list[Finding]:
    """The errors of what was read, for the line that points to `vtlt validate`.

    Reading and names are always looked at; `families` are the rules on the command's own data.
    """
    # A name that leads to a province without doubt is no error: this spares the rules on names.
    doubtful = [p for p in problems if p.kind != "name" or p.values["name"].hows[0] in DOUBTFUL]
    from vtlt_cli.checking.engine import run_rules

    findings = run_rules(data, doubtful, lang, ("FIL", "NAM", *families))
    return [finding for finding in findings if finding.severity == "error"]


def point_to_validate(context: Context, errors: list[Finding]) -> None:
    if not errors:
        return
    count = len(errors)
    files = sorted({finding.span.path for finding in errors})
    context.say(
        f"{count} {'error' if count == 1 else 'errors'} in {', '.join(files)}: see `vtlt validate`",
        f"có {count} lỗi trong {', '.join(files)}: đề nghị chạy `vtlt validate`",
    )


def write(path: str, content: str | bytes) -> None:
    """Write a file whole or not at all; text in UTF-8 as it is."""
    from vtlt_cli.printing.files import write_whole

    if isinstance(content, str):
        # A path that is no text (bytes that are no UTF-8) may stand in a finding.
        content = content.encode("utf-8", "backslashreplace")
    write_whole(path, content)


def choice(chosen: str, choices: Sequence[str]) -> str:
    if chosen in choices:
        return chosen
    listed = ", ".join(choices)
    raise Refusal(
        f"unknown format {chosen!r}; there are: {listed}",
        f"không có định dạng {chosen!r}; các định dạng: {listed}",
    )


def one_of(option: str, value: str, choices: Sequence[Choice]) -> Choice:
    """The choice that was written; any other value is refused with the list of them."""
    for possible in choices:
        if possible == value:
            return possible
    listed = ", ".join(choices)
    raise Refusal(
        f"{option} takes one of {listed}; not {value!r}",
        f"{option} nhận một trong các giá trị {listed}; không nhận {value!r}",
    )


def unknown_name(text: str, near: Sequence[str], day: date | None = None) -> Refusal:
    """What is said of a name that leads to no province, with the nearest ones."""
    english = f" on {day.isoformat()}" if day else ""
    vietnamese = f" vào ngày {day.isoformat()}" if day else ""
    nearest = ", ".join(near)
    return Refusal(
        f"no province is named {text!r}{english}" + (f"; nearest: {nearest}" if near else ""),
        f"không có tỉnh, thành phố nào tên {text!r}{vietnamese}"
        + (f"; tên gần nhất: {nearest}" if near else ""),
    )


class Target(NamedTuple):
    """Where tables go: in which format, to which file (None: to stdout), in which layout."""

    format: str
    output: str | None
    layout: str | None


def target_of(
    format_: str | None, output: str | None, layout: str | None = None, headed: bool = False
) -> Target:
    """What was asked for; what cannot be is told before any work is done.

    A layout shapes documents; where tables are `headed` by it, it says something in any format.
    """
    chosen = _format_asked(format_, output)
    from vtlt_cli.printing.render import EXTRAS, LAID_OUT

    if chosen in EXTRAS:
        module, package, extra = EXTRAS[chosen]
        require_extra(chosen, module, package, extra)
        if output is None and sys.stdout.isatty():
            raise Refusal(
                f"{chosen} is not for a terminal: name a file with -o",
                f"không in {chosen} ra màn hình được: đề nghị ghi ra tệp bằng -o",
            )
    if layout is not None:
        layout_named(layout)
        if chosen not in LAID_OUT and not headed:
            listed = ", ".join(LAID_OUT)
            raise Refusal(
                f"--layout shapes {listed}, not {chosen}",
                f"--layout chỉ dùng cho {listed}, không dùng cho {chosen}",
            )
    return Target(chosen, output, layout)


def layout_named(name: str) -> Layout:
    from vtlt_cli.printing.layouts import LAYOUTS

    return LAYOUTS[one_of("--layout", name, list(LAYOUTS))]


def require_extra(what: str, module: str, package: str, extra: str) -> None:
    """Refuse what needs a package that a plain install does not bring."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        command = f'pip install "vtlt[{extra}]"'
        raise Refusal(
            f"{what} needs {package}, which is not installed: run {command}",
            f"{what} cần gói {package}, hiện chưa cài đặt: đề nghị chạy {command}",
        )


def _format_asked(format_: str | None, output: str | None) -> str:
    from vtlt_cli.printing.render import FORMATS, SUFFIXES

    if format_ is not None:
        return choice(format_, list(FORMATS))
    if output is not None:
        suffix = os.path.splitext(output)[1].lower()
        if suffix in SUFFIXES:
            return SUFFIXES[suffix]
        known = ", ".join(SUFFIXES)
        raise Refusal(
            f"the suffix of {output!r} gives no format (known: {known}); choose one with -f",
            f"đuôi tệp {output!r} không cho biết định dạng (đã biết: {known}); "
            "đề nghị chọn bằng -f",
        )
    return "table" if sys.stdout.isatty() else "plain"


def print_tables(
    context: Context,
    tables: Sequence[Table],
    target: Target,
    day: date | None = None,
    landscape: bool = False,
) -> None:
    """Print the tables, or write them to the file.

    `day` is that of the report that they belong to; where no layout is asked for it chooses one.
    A wide table is printed on `landscape` paper.
    """
    from vtlt_cli.printing.render import FORMATS, LAID_OUT, View

    view = View()
    if target.output is None and target.format == "table":
        import shutil

        width = shutil.get_terminal_size((100, 24)).columns
        view = View(width, context.in_color(sys.stdout))
    elif target.format in LAID_OUT:
        from vtlt_cli.printing.layouts import layout_of, turned

        layout = layout_named(target.layout) if target.layout else layout_of(day)
        if landscape:
            layout = turned(layout)
        view = View(layout=layout, day=source_day() or day)
        if target.format == "pdf":
            _tell_font(context, layout)
        elif target.format == "xlsx":
            _tell_high_rows(context, tables, layout)
    put(FORMATS[target.format](tables, view), target.output)


def _tell_high_rows(context: Context, tables: Sequence[Table], layout: Layout) -> None:
    """Say where Excel shows only the start of a row; the cells hold all of it."""
    from vtlt_cli.printing.documents.excel import rows_too_high

    count = rows_too_high(tables, layout)
    if count:
        context.say(
            f"{count} row{' is' if count == 1 else 's are'} higher than Excel shows and prints; "
            "docx and pdf print all",
            f"có {count} dòng cao hơn mức Excel hiển thị và in được; tệp docx, pdf in đủ",
        )


def put(content: str | bytes, output: str | None) -> None:
    """To the file, or to stdout where none is named."""
    if output is None:
        emit(content)
    else:
        write(output, content)


def source_day() -> date | None:
    """The day of SOURCE_DATE_EPOCH, the seconds since 1970 that a build is to be dated by."""
    written = os.environ.get("SOURCE_DATE_EPOCH")
    if not written:
        return None
    from datetime import datetime

    try:
        return datetime.fromtimestamp(int(written), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise Refusal(
            f"SOURCE_DATE_EPOCH wants a number of seconds, not {written!r}",
            f"SOURCE_DATE_EPOCH cần một số giây, không nhận {written!r}",
        ) from error


def _tell_font(context: Context, layout: Layout) -> None:
    """Say where a PDF is not in the letters that the layout asks for."""
    from vtlt_cli.printing.documents.pdf import font_of

    found, wanted = font_of(layout), layout.fonts[0]
    if found != wanted:
        context.say(
            f"{wanted} is not on this machine: the PDF is in {found}",
            f"máy này không có phông chữ {wanted}: tệp PDF dùng {found}",
        )
