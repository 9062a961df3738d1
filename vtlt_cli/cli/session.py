"""What the commands share: where the data is, the language, and how results are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import typer

from vtlt_cli.cli.config import read_settings
from vtlt_cli.cli.language import language_of_environment
from vtlt_cli.cli.streams import emit, fitted, mute
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.reading.days import day_of
from vtlt_cli.reading.folder import (
    Folder,
    address_of,
    packaged_folder,
    place_in_folder,
    scan,
    shown,
)
from vtlt_cli.reading.kinds import SUBJECTS, round_file_names
from vtlt_cli.reading.problems import cut
from vtlt_cli.reading.text import bytes_if_there
from vtlt_cli.units import Province, called
from vtlt_cli.wording import LANGS, Lang, one_line, quantity, source_day
from vtlt_cli.wording import day as in_words

if TYPE_CHECKING:
    from vtlt_cli.diagnostics import Finding, Span
    from vtlt_cli.printing.layouts import Layout
    from vtlt_cli.printing.table import Table


Choice = TypeVar("Choice", bound=str)


class Context(NamedTuple):
    """What every command is given: where the data is, the language, the colours.

    `keep` are the files that no output of this call may be written over: those of its data.
    """

    data: str | None
    lang: Lang
    color: str
    settings: Mapping[str, Any]
    keep: list[str]

    def say(self, en: str, vi: str) -> None:
        """One line on stderr."""
        words = f"vtlt: {one_line(vi if self.lang == 'vi' else en)}"
        try:
            print(fitted(words, sys.stderr), file=sys.stderr, flush=True)
        except (OSError, ValueError):
            # What was done stays done where nobody can be told of it.
            mute(sys.stderr)

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
            f"không có ngôn ngữ “{chosen}”; chỉ có vi và en",
        )
    if color not in ("auto", "always", "never"):
        raise Refusal(
            f"--color takes auto, always or never, not {color!r}",
            f"--color cần auto, always hoặc never, đã ghi “{color}”",
        )
    where = before.get("data") if data is None else data
    return Context(where, "vi" if chosen == "vi" else "en", color, settings, [])


def chosen_folder(context: Context) -> str | None:
    """The folder that was named: by `--data`, by $VTLT_DATA, or by the settings."""
    if context.data == "":
        raise Refusal(
            "--data names no folder (is a variable unset?)",
            "--data chưa ghi thư mục (có thể biến môi trường chưa được đặt)",
        )
    return context.data or os.environ.get("VTLT_DATA") or context.settings.get("data")


def data_folder(context: Context) -> Folder:
    """`--data`, else $VTLT_DATA, else `.` or `./data` with round files, else the packaged data.

    A `data` of the settings stands between the environment and the current folder.
    """
    folder = _data_folder(context)
    context.keep.extend(folder.files.values())
    return folder


def _data_folder(context: Context) -> Folder:
    chosen = chosen_folder(context)
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


def is_packaged(context: Context, folder: Folder) -> bool:
    """Whether these are the files that came with the program, which nobody is to change.

    In a checkout of the program they stand in its `data`, where its keepers do change them: in that
    folder, or by its name, and not where nothing else was found.
    """
    if folder.path == packaged_folder() and not chosen_folder(context):
        return True
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
    file = f"tệp {SUBJECTS[kind].called[1]} ({SUBJECTS[kind].file})"
    if not years:
        raise Refusal(
            f"{path} has no {kind} file of any round",
            f"thư mục {path} không có {file} của đợt kiểm tra nào",
        )
    raise Refusal(
        f"no {kind} of round {asked} in {path}; there are those of: {listed}",
        f"thư mục {path} không có {file} của đợt kiểm tra năm {asked}; có các đợt: {listed}",
    )


def point_to_validate(context: Context, errors: Sequence[Finding]) -> None:
    """One line that names the first place, and where all errors are told."""
    if not errors:
        return
    count, place = len(errors), at(errors[0].span)
    english = cut(errors[0].message)
    vietnamese = english.rstrip(".")
    if count == 1:
        context.say(
            f"1 error, at {place}: {english}; see `vtlt validate`",
            f"có 01 lỗi, tại {place}: {vietnamese}; đề nghị chạy `vtlt validate`",
        )
    else:
        context.say(
            f"{count} errors, the first at {place}: {english}; see `vtlt validate`",
            f"có {quantity(count)} lỗi, lỗi đầu tiên tại {place}: {vietnamese}; "
            "đề nghị chạy `vtlt validate`",
        )


def say_unread(context: Context, path: str) -> None:
    """Name a file of which something was not read, where no error tells it.

    A slip in the name of a field or column is a warning.
    """
    context.say(
        f"something in {path} could not be read; see `vtlt validate`",
        f"có nội dung không đọc được trong {path}; đề nghị chạy `vtlt validate`",
    )


def at(span: Span) -> str:
    """A place as findings name it: `data/clusters_2009.yaml:82:42`."""
    return f"{span.path}:{span.line}:{span.column}"


def write(path: str, content: str | bytes, keep: Sequence[str] = ()) -> None:
    """Write a file whole or not at all, and over none of `keep`; text in UTF-8 as it is."""
    from vtlt_cli.printing.files import write_whole

    if isinstance(content, str):
        # A path that is no text (bytes that are no UTF-8) may stand in a finding.
        content = content.encode("utf-8", "backslashreplace")
    write_whole(path, content, keep)


def choice(chosen: str, choices: Sequence[str]) -> str:
    if chosen in choices:
        return chosen
    listed = ", ".join(choices)
    raise Refusal(
        f"unknown format {chosen!r}; there are: {listed}",
        f"không có định dạng “{chosen}”; các định dạng: {listed}",
    )


def one_of(option: str, value: str, choices: Sequence[Choice]) -> Choice:
    """The choice that was written; any other value is refused with the list of them."""
    for possible in choices:
        if possible == value:
            return possible
    listed = ", ".join(choices)
    raise Refusal(
        f"{option} takes one of {listed}; not {value!r}",
        f"{option} cần một trong các giá trị {listed}; đã ghi “{value}”",
    )


def unknown_name(
    text: str, units: Sequence[Province], near: Sequence[str], day: date | None = None
) -> Refusal:
    """What is said of a name that leads to none of these units, with the nearest ones."""
    english = f" on {in_words(day, 'en')}" if day else ""
    vietnamese = f" vào ngày {in_words(day, 'vi')}" if day else ""
    nearest = ", ".join(near)
    one, kinds = called(units)
    return Refusal(
        f"no {one} is named {text!r}{english}" + (f"; nearest: {nearest}" if near else ""),
        f"không có {kinds} nào tên “{text}”{vietnamese}"
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
    from vtlt_cli.printing.render import FORMATS, laid_out

    known = FORMATS[chosen]
    if known.extra is not None:
        require_extra(chosen, *known.extra)
    if known.binary and output is None and sys.stdout.isatty():
        raise Refusal(
            f"{chosen} is not for a terminal: name a file with -o",
            f"không in {chosen} ra màn hình được: đề nghị ghi ra tệp bằng -o",
        )
    if layout is not None:
        layout_named(layout)
        if not known.laid_out and not headed:
            listed = ", ".join(laid_out())
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
        command = f'pip install ".[{extra}]"'
        raise Refusal(
            f"{what} needs {package}, which is not installed: run {command} in the folder of the "
            "source of vtlt",
            f"{what} cần gói {package}, hiện chưa cài đặt: đề nghị chạy {command} trong thư mục mã "
            "nguồn của vtlt",
        )


def _format_asked(format_: str | None, output: str | None) -> str:
    from vtlt_cli.printing.render import ELSEWHERE, FORMATS, ON_TERMINAL, by_suffix

    if format_ is not None:
        return choice(format_, list(FORMATS))
    if output is not None:
        suffix, suffixes = os.path.splitext(output)[1].lower(), by_suffix()
        if suffix in suffixes:
            return suffixes[suffix]
        known = ", ".join(suffixes)
        raise Refusal(
            f"the suffix of {output!r} gives no format (known: {known}); choose one with -f",
            f"đuôi tệp “{output}” không cho biết định dạng (đã biết: {known}); "
            "đề nghị chọn bằng -f",
        )
    return ON_TERMINAL if sys.stdout.isatty() else ELSEWHERE


def print_tables(
    context: Context,
    tables: Sequence[Table],
    target: Target,
    day: date | None = None,
    landscape: bool = False,
    several: bool = False,
) -> None:
    """Print the tables, or write them to the file.

    `day` is that of the report that they belong to; where no layout is asked for it chooses one.
    A wide table is printed on `landscape` paper. `several` says that there may be more than one,
    whatever there is now: JSON then is a list of tables in any case.
    """
    from vtlt_cli.printing.render import FORMATS, View, rendered

    format_ = FORMATS[target.format]
    if len(tables) > 1 and not format_.several:
        raise _holds_one_table(target.format, len(tables))
    view = View(several=several)
    if format_.screen and target.output is None:
        import shutil

        width = shutil.get_terminal_size((100, 24)).columns
        view = view._replace(width=width, color=context.in_color(sys.stdout))
    elif format_.laid_out:
        from vtlt_cli.printing.layouts import layout_of, turned

        if not any(table.rows for table in tables):
            raise Refusal(
                f"there is nothing to print: no {target.format} was written",
                f"không có nội dung để in: không ghi tệp {target.format}",
            )
        layout = layout_named(target.layout) if target.layout else layout_of(day)
        if landscape:
            layout = turned(layout)
        view = view._replace(layout=layout, day=source_day() or day)
        for remark in format_.remarks(tables, layout) if format_.remarks else ():
            context.say(*remark)
    put(rendered(format_, tables, view), target.output, context.keep)


def _holds_one_table(name: str, count: int) -> Refusal:
    from vtlt_cli.printing.render import FORMATS

    others = [other for other, format_ in FORMATS.items() if format_.several and format_.data]
    listed = ", ".join(others)
    return Refusal(
        f"{name} holds one table, and these are {count}; all of them: -f {listed}",
        f"{name} chỉ chứa một bảng, ở đây có {quantity(count)} bảng; in tất cả: -f {listed}",
    )


def day_asked(option: str, text: str) -> date:
    """The day that was typed, which is written as in a file."""
    found = day_of(text)
    if found is None:
        raise Refusal(
            f"{option} takes a day, YYYY-MM-DD, not {text!r}",
            f"{option} cần một ngày theo dạng YYYY-MM-DD, đã ghi “{text}”",
        )
    return found


def put(content: str | bytes, output: str | None, keep: Sequence[str] = ()) -> None:
    """To the file, which is none of `keep`, or to stdout where no file is named."""
    if output is None:
        emit(content)
        return
    # A file that is called as a data file is one wherever it lies, and whatever link leads to it.
    names = (output, os.path.realpath(output))
    is_data = any(address_of(place_in_folder(name)[1]) for name in names)
    write(output, content, [*keep, *([output] if is_data and os.path.exists(output) else [])])


# More files than these are not named one by one.
_FEW = 3


def refuse_others(files: Mapping[str, str | bytes]) -> None:
    """Refuse to write over drafts that are others now: hours of work may stand in them."""
    others = []
    for path, content in files.items():
        if os.path.isfile(path):
            now = content if isinstance(content, bytes) else content.encode()
            others += [path] if bytes_if_there(path) != now else []
    if others:
        listed = ", ".join(map(shown, others[:_FEW])) + (", …" if others[_FEW:] else "")
        raise Refusal(
            f"{listed}: there already, and different; nothing was written: name another place, or "
            "write over with --replace",
            f"{listed}: đã có và nội dung khác; chưa ghi gì: đề nghị chọn nơi khác hoặc ghi đè "
            "bằng --replace",
        )
