"""The program: its commands, its streams, its exit codes."""

import contextlib
import errno
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from vtlt_cli.cli.help import (
    USAGE_ERROR,
    HelpfulCommand,
    usage_words,
    write_options,
    write_page,
    write_usage,
)
from vtlt_cli.cli.language import language_asked, t
from vtlt_cli.cli.options import ASKING, Data, Language
from vtlt_cli.cli.streams import emit, fitted, mute, prepare_streams, reason_of
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.wording import LANGS, Lang, one_line, side

# The headings under which `--help` tells the commands.
GROUPS: dict[str, Words] = {
    "results": ("Results", "Kết quả"),
    "round": ("The round", "Đợt kiểm tra"),
    "papers": ("Papers", "Văn bản"),
    "data": ("Data", "Số liệu"),
}


# The first page of the manual: what is told of vtlt as a whole.
_FIRST_PAGE: Words = ("README.md", "docs/vi/index.md")


class Command(NamedTuple):
    """A command as `vtlt --help` tells it: under which heading, in a line, and where there is more.

    `page` is the page of the manual that its own help names, in English and in Vietnamese.
    """

    group: str
    about: Words
    page: Words = _FIRST_PAGE


# Each command; its function stands in the module of its name, which is imported only when it is
# asked for: building all commands takes longer than ranking.
COMMANDS: dict[str, Command] = {
    "rank": Command(
        "results",
        (
            "Print the standings of the latest scored round, or of one file.",
            "In bảng xếp hạng của đợt có điểm gần nhất, hoặc của một tệp.",
        ),
        ("README.md", "docs/vi/xep-hang.md"),
    ),
    "awards": Command(
        "results",
        (
            "Print the award tiers by score, and beside them what was published.",
            "In danh sách khen thưởng dự kiến theo điểm, đối chiếu với danh sách đã công bố.",
        ),
        ("README.md", "docs/vi/khen-thuong.md"),
    ),
    "stats": Command(
        "results",
        (
            "Print what describes the scores: quartiles, gaps at the cuts, a histogram.",
            "In thống kê điểm: tứ phân vị, chênh lệch tại giới hạn số lượng, phân bố.",
        ),
        ("README.md", "docs/vi/xep-hang.md"),
    ),
    "chart": Command(
        "results",
        (
            "Draw the ranking as bars by tier, as an SVG file.",
            "Vẽ biểu đồ xếp hạng theo danh hiệu, hình thức (tệp SVG).",
        ),
        ("README.md", "docs/vi/xep-hang.md"),
    ),
    "clusters": Command(
        "round",
        (
            "Print the clusters of the latest planned round.",
            "In các cụm của đợt kiểm tra có danh sách cụm gần nhất.",
        ),
        ("docs/round.md", "docs/vi/dot-kiem-tra.md"),
    ),
    "plan": Command(
        "round",
        (
            "Print the visits of each cluster by day and half-day, with its team.",
            "In lịch kiểm tra của từng cụm theo ngày, buổi và thành phần đoàn.",
        ),
        ("docs/round.md", "docs/vi/dot-kiem-tra.md"),
    ),
    "progress": Command(
        "round",
        (
            "Print how far each unit has come: which papers are there, which are awaited.",
            "In tiến độ của từng đơn vị: văn bản đã nhận, văn bản chưa nhận.",
        ),
        ("docs/round.md", "docs/vi/dot-kiem-tra.md"),
    ),
    "overview": Command(
        "round",
        (
            "Write the round at a glance as one web page.",
            "Lập trang tổng quan của đợt kiểm tra (một tệp HTML).",
        ),
        ("docs/overview.md", "docs/vi/dot-kiem-tra.md"),
    ),
    "sheet": Command(
        "round",
        (
            "Print the sheet of a unit, self-assessment beside agreed points; or the blank sheet.",
            "In phiếu chấm điểm của một đơn vị (tự chấm, thống nhất), hoặc phiếu chưa chấm.",
        ),
        ("docs/round.md", "docs/vi/dot-kiem-tra.md"),
    ),
    "totals": Command(
        "round",
        (
            "Print the total of each unit from sheet to appendix, and whether they agree.",
            "In tổng số điểm của từng đơn vị từ phiếu đến phụ lục và đối chiếu với nhau.",
        ),
        ("docs/round.md", "docs/vi/dot-kiem-tra.md"),
    ),
    "draft": Command(
        "papers",
        (
            "Draft the papers of the round, or list which can be drafted.",
            "Lập dự thảo văn bản của đợt kiểm tra, hoặc nêu văn bản có thể lập.",
        ),
        ("docs/papers.md", "docs/vi/in-phu-luc.md"),
    ),
    "form": Command(
        "papers",
        (
            "Write the forms for Excel that are sent out to be filled in.",
            "Lập các phiếu, biểu Excel để gửi đi ghi.",
        ),
        ("docs/forms.md", "docs/vi/nhap-diem-tu-excel.md"),
    ),
    "appendix": Command(
        "papers",
        (
            "Print the appendix tables of the report, as published or restated.",
            "In các phụ lục của báo cáo, đúng bản in hoặc lập lại.",
        ),
        ("docs/printing.md", "docs/vi/in-phu-luc.md"),
    ),
    "errata": Command(
        "papers",
        (
            "Print what the appendices had wrong and what should stand, or correct a copy.",
            "In bảng đính chính, điều chỉnh các phụ lục, hoặc ghi bản dữ liệu đã đính chính.",
        ),
        ("README.md", "docs/vi/dinh-chinh.md"),
    ),
    "provinces": Command(
        "data",
        (
            "Print the register of provinces, or what a name means.",
            "In danh mục đơn vị (tỉnh, thành phố), hoặc tra cứu một tên.",
        ),
        ("docs/data-format.md", "docs/vi/danh-muc-don-vi.md"),
    ),
    "new": Command(
        "round",
        (
            "Write the folder of a new round: what is to be filled in, and what is done when.",
            "Lập thư mục của đợt kiểm tra mới: nội dung cần điền, việc cần làm.",
        ),
        ("docs/forms.md", "docs/vi/thu-muc-so-lieu.md"),
    ),
    "rounds": Command(
        "round",
        (
            "Print the rounds of the folder and which files each has.",
            "In các đợt kiểm tra và tệp của từng đợt.",
        ),
        ("docs/data-format.md", "docs/vi/thu-muc-so-lieu.md"),
    ),
    "import": Command(
        "data",
        (
            "Take in an office's own table: scores, clusters or a register, from Excel or CSV.",
            "Nhập bảng của cơ quan (điểm, cụm, danh mục đơn vị) từ Excel hoặc CSV.",
        ),
        ("docs/import.md", "docs/vi/nhap-diem-tu-excel.md"),
    ),
    "validate": Command(
        "data",
        (
            "Check the data files and tell every slip with its place.",
            "Kiểm tra tệp dữ liệu, nêu từng phát hiện và vị trí.",
        ),
        ("docs/rules.md", "docs/vi/kiem-tra-so-lieu.md"),
    ),
    "waive": Command(
        "data",
        (
            "Accept a known finding, with the reason, in waivers.yaml.",
            "Chấp nhận một phát hiện đã biết, kèm lý do, ghi vào waivers.yaml.",
        ),
        ("docs/data-format.md", "docs/vi/chap-nhan-phat-hien.md"),
    ),
    "guide": Command(
        "data",
        (
            "Print a page of commands to hang up, for clerks or for analysts.",
            "In một trang các lệnh thường dùng, cho văn thư hoặc chuyên viên.",
        ),
        ("README.md", "docs/vi/index.md"),
    ),
    "explain": Command(
        "data",
        (
            "Tell what a rule of `validate` asks for, why, and the remedy.",
            "Giải thích một quy tắc kiểm tra: nội dung, lý do, cách xử lý.",
        ),
        ("docs/rules.md", "docs/vi/quy-tac.md"),
    ),
}

# What it offers a shell, which it does not give by name either.
_OFFERED: Any = vars(typer.core)["CompletionItem"]
_SETTINGS = {"help_option_names": ["-h", "--help"]}


class _Commands(TyperGroup):
    """The group of all commands, each built when it is asked for."""

    lang: Lang = "en"

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        # A command that is a word of Python's own has its module and function with a `_`.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        function = getattr(import_module(f"vtlt_cli.cli.{module}"), module)
        one = typer.Typer(
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            add_completion=False,
            context_settings=_SETTINGS,
        )
        about = side(COMMANDS[cmd_name].about, self.lang)
        one.command(cmd_name, help=about, cls=HelpfulCommand)(function)
        command: Any = get_command(one)
        command.lang = self.lang
        command.page = side(COMMANDS[cmd_name].page, self.lang)
        return command

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What a shell is offered, without building one of the commands."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            _OFFERED(name, help=side(command.about, self.lang))
            for name, command in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        write_page(side(_FIRST_PAGE, self.lang), self.lang, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands under their headings, without building one of them."""
        width = max(map(len, COMMANDS))
        for group, heading in GROUPS.items():
            with formatter.section(side(heading, self.lang)):
                formatter.write_dl(
                    [
                        (name.ljust(width), side(command.about, self.lang))
                        for name, command in COMMANDS.items()
                        if command.group == group
                    ]
                )


def _built(arguments: Sequence[str], lang: Lang) -> Any:
    """The program, with the options that set completion up only where they may be meant."""
    begins_with_command = bool(arguments) and arguments[0] in COMMANDS
    app = typer.Typer(
        cls=_Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=not begins_with_command or ASKING in os.environ,
        context_settings=_SETTINGS,
    )
    app.callback(invoke_without_command=True, help=side(_ABOUT, lang))(_program)
    program: Any = get_command(app)
    program.lang = lang
    return program


_ABOUT: Words = (
    "The cross-inspection of records and archives work: from data files to tables.",
    "Kiểm tra chéo công tác văn thư, lưu trữ: từ tệp dữ liệu đến bảng in.",
)


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
    lang = language_asked(given)
    try:
        # Left to itself Typer reads the arguments and, on Windows, finds the files of `*.yaml`.
        code = _built(given, lang).main(
            args=None if arguments is None else given, prog_name="vtlt", standalone_mode=False
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except Refusal as refusal:
        return _fail(_language_of_messages(given, lang), *refusal.words)
    except USAGE_ERROR as error:
        return _fail(_language_of_messages(given, lang), *usage_words(error, list(COMMANDS)))
    except SystemExit as error:
        # Typer turns a closed pipe into exit 1.
        if isinstance(error.__context__, OSError) and error.__context__.errno == errno.EPIPE:
            return _reader_gone()
        raise
    except (KeyError, ValueError):
        if "_VTLT_COMPLETE" in os.environ:
            return 2  # Not asked by a shell: its words are not in the environment.
        raise
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _reader_gone()
        return _refused_by_system(_language_of_messages(given, lang), error)


def _language_of_messages(given: Sequence[str], lang: Lang) -> Lang:
    """The language in which a command is refused: that of the settings where nothing outweighs it.

    They are read here and not before, since help does not follow them.
    """
    if any(word.partition("=")[0] == "--lang" for word in given):
        return lang
    if os.environ.get("VTLT_LANG") in LANGS:
        return lang
    from vtlt_cli.cli.config import read_settings

    try:
        chosen = read_settings().get("lang")
    except (Refusal, OSError):
        return lang
    return "vi" if chosen == "vi" else "en" if chosen == "en" else lang


def _reader_gone() -> int:
    """The reader has gone, as after `| head`: what it wanted it has got."""
    for stream in (sys.stdout, sys.stderr):
        mute(stream)
    return 0


def _fail(lang: Lang, en: str, vi: str) -> int:
    words = one_line(vi if lang == "vi" else en)
    # A value of thousands of digits would hide what is said of it; names of files are shorter.
    words = re.sub(r"[^\s/\\]{256,}", lambda match: f"{match[0][:60]}…", words)
    # Where nobody can be told, the exit code still says it.
    with contextlib.suppress(OSError, ValueError):
        print(fitted(f"vtlt: {words}", sys.stderr), file=sys.stderr, flush=True)
        return 2
    mute(sys.stderr)
    return 2


def _refused_by_system(lang: Lang, error: OSError) -> int:
    english, vietnamese = reason_of(error)
    if error.filename is None:
        mute(sys.stdout)
        return _fail(
            lang,
            f"the output could not be written: {english}",
            f"không ghi được kết quả: {vietnamese}",
        )
    return _fail(lang, f"{error.filename}: {english}", f"{error.filename}: {vietnamese}")
