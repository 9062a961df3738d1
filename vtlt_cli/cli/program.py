"""The program: its commands, its streams, its exit codes."""

import errno
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from vtlt_cli.cli.language import HELP_LANG, t
from vtlt_cli.cli.options import ASKING, Data, Language
from vtlt_cli.cli.streams import emit, mute, prepare_streams
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.wording import LANGS, Lang

# Each command with its line of help; its function stands in the module of its name, which is
# imported only when it is asked for: building all commands takes longer than ranking.
COMMANDS: dict[str, Words] = {
    "rank": (
        "Print the standings of the latest scored round, or of one file.",
        "In bảng xếp hạng của đợt có điểm gần nhất, hoặc của một tệp.",
    ),
    "awards": (
        "Print the award tiers by score, and beside them what was published.",
        "In danh sách khen thưởng theo điểm, đối chiếu với danh sách đã công bố.",
    ),
    "stats": (
        "Print what describes the scores: quartiles, gaps at the cuts, a histogram.",
        "In thống kê điểm: tứ phân vị, khoảng cách tại các mức, phân bố.",
    ),
    "chart": (
        "Draw the ranking as bars by tier, as an SVG file.",
        "Vẽ biểu đồ xếp hạng theo mức khen thưởng (tệp SVG).",
    ),
    "clusters": (
        "Print the clusters of the latest planned round.",
        "In các cụm của đợt kiểm tra gần nhất.",
    ),
    "appendix": (
        "Print the appendix tables of the report, as published or restated.",
        "In các phụ lục của báo cáo, đúng bản in hoặc lập lại.",
    ),
    "errata": (
        "Print what the appendices had wrong and what should stand, or correct a copy.",
        "In bảng đính chính, điều chỉnh các phụ lục, hoặc ghi bản dữ liệu đã đính chính.",
    ),
    "provinces": (
        "Print the register of provinces, or what a name means.",
        "In danh mục tỉnh, thành phố, hoặc tra một tên.",
    ),
    "rounds": (
        "Print the rounds of the folder and which files each has.",
        "In các đợt kiểm tra và tệp của từng đợt.",
    ),
    "validate": (
        "Check the data files and tell every slip with its place.",
        "Kiểm tra tệp dữ liệu, báo từng sai sót và vị trí.",
    ),
    "waive": (
        "Accept a known finding, with the reason, in waivers.yaml.",
        "Chấp nhận một sai sót đã biết, kèm lý do, ghi vào waivers.yaml.",
    ),
    "explain": (
        "Tell what a rule of `validate` asks for, why, and the remedy.",
        "Giải thích một quy tắc kiểm tra: nội dung, lý do, cách xử lý.",
    ),
}

# What Typer raises on wrong usage; it gives only the subclass by name.
_USAGE_ERROR: Any = typer.BadParameter.__base__
# What it offers a shell, which it does not give by name either.
_OFFERED: Any = vars(typer.core)["CompletionItem"]
_SETTINGS = {"help_option_names": ["-h", "--help"]}


class _Commands(TyperGroup):
    """The group of all commands, each built when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        function = getattr(import_module(f"vtlt_cli.cli.{cmd_name}"), cmd_name)
        one = typer.Typer(
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            add_completion=False,
            context_settings=_SETTINGS,
        )
        one.command(cmd_name, help=t(*COMMANDS[cmd_name]))(function)
        return get_command(one)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What a shell is offered, without building one of the commands."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            _OFFERED(name, help=t(*words))
            for name, words in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands, without building one of them."""
        with formatter.section(t("Commands", "Lệnh")):
            formatter.write_dl([(name, t(*words)) for name, words in COMMANDS.items()])


def _built(arguments: Sequence[str]) -> Any:
    """The program, with the options that set completion up only where they may be meant."""
    begins_with_command = bool(arguments) and arguments[0] in COMMANDS
    app = typer.Typer(
        cls=_Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=not begins_with_command or ASKING in os.environ,
        context_settings=_SETTINGS,
    )
    about = t(
        "The cross-inspection of records and archives work: from data files to tables.",
        "Kiểm tra chéo công tác văn thư, lưu trữ: từ tệp dữ liệu đến bảng in.",
    )
    app.callback(invoke_without_command=True, help=about)(_program)
    return get_command(app)


def _program(
    ctx: typer.Context,
    data: Data = None,
    lang: Language = None,
    version: Annotated[
        bool, typer.Option("--version", help=t("print the version", "in phiên bản"))
    ] = False,
) -> int:
    ctx.obj = {"data": data, "lang": lang}
    if version:
        from vtlt_cli import __version__

        emit(f"vtlt {__version__}\n")
        raise typer.Exit(0)
    if ctx.invoked_subcommand is None:
        emit(ctx.get_help() + "\n")
    return 0


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; nothing but Ctrl-C is raised."""
    prepare_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language_asked(given)
    try:
        # Left to itself Typer reads the arguments and, on Windows, finds the files of `*.yaml`.
        code = _built(given).main(
            args=None if arguments is None else given, prog_name="vtlt", standalone_mode=False
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except Refusal as refusal:
        return _fail(lang, *refusal.words)
    except _USAGE_ERROR as error:
        return _fail(lang, *_usage_words(error))
    except SystemExit as error:
        # Typer turns a closed pipe into exit 1.
        if isinstance(error.__context__, OSError) and error.__context__.errno == errno.EPIPE:
            return _reader_gone()
        raise
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _reader_gone()
        return _refused_by_system(lang, error)


def _reader_gone() -> int:
    """The reader has gone, as after `| head`: what it wanted it has got."""
    for stream in (sys.stdout, sys.stderr):
        mute(stream)
    return 0


def _language_asked(arguments: list[str]) -> Lang:
    """The language of messages before or beside the parsing of options."""
    for index, argument in enumerate(arguments):
        value = argument[7:] if argument.startswith("--lang=") else None
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGS:
            return "vi" if value == "vi" else "en"
    return HELP_LANG


def _usage_words(error: Any) -> Words:
    """What Typer says of wrong usage, in both languages; a mistyped command with the nearest."""
    english: str = error.format_message()
    option = getattr(error, "option_name", None)
    kind = type(error).__name__
    unknown = re.search(r"No such command '(.*?)'", english)
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown[1], COMMANDS, n=1)
        listed = ", ".join(COMMANDS)
        meant = (f"did you mean {near[0]}?", f"có thể là {near[0]}") if near else (listed, listed)
        english = f"there is no command {unknown[1]!r}: {meant[0]}"
        vietnamese = f"không có lệnh {unknown[1]!r}: {meant[1]}"
    elif kind == "NoSuchOption":
        vietnamese = f"không có tùy chọn {option}"
    elif kind == "BadOptionUsage":
        vietnamese = f"tùy chọn {option} ghi chưa đúng (thiếu hoặc thừa giá trị)"
    elif kind == "BadParameter":
        name = error.param.opts[0] if error.param is not None else ""
        vietnamese = f"giá trị của {name} không hợp lệ: {error.message}"
    else:
        vietnamese = f"cách dùng chưa đúng: {english}"
    return f"{english[:1].lower()}{english[1:]}", vietnamese


def _fail(lang: Lang, en: str, vi: str) -> int:
    print(f"vtlt: {vi if lang == 'vi' else en}", file=sys.stderr)
    return 2


_REASONS: dict[int, Words] = {
    errno.ENOENT: ("there is no such file or folder", "không có tệp hoặc thư mục này"),
    errno.EACCES: ("permission denied", "không có quyền truy cập"),
    errno.EPERM: ("permission denied", "không có quyền truy cập"),
    errno.EISDIR: ("this is a folder", "đây là thư mục"),
    errno.ENOTDIR: ("this is no folder", "đây không phải thư mục"),
    errno.ENOSPC: ("no space left on the disk", "ổ đĩa đã đầy"),
    errno.EROFS: ("the file system is read-only", "hệ thống tệp chỉ cho đọc"),
}


def _refused_by_system(lang: Lang, error: OSError) -> int:
    reason = error.strerror or str(error)
    english, vietnamese = _REASONS.get(error.errno or 0, (reason, reason))
    if error.filename is None:
        mute(sys.stdout)
        return _fail(
            lang,
            f"the output could not be written: {english}",
            f"không ghi được kết quả: {vietnamese}",
        )
    return _fail(lang, f"{error.filename}: {english}", f"{error.filename}: {vietnamese}")
