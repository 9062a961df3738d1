"""Help and usage errors in the language of who asks.

Typer writes its own words in English alone: headings, defaults, ranges, what is wrong with an
option. Nothing of that is shown raw; what stands here takes its place.
"""

import re
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand

from vtlt_cli.cli.language import in_language
from vtlt_cli.diagnostics import Words
from vtlt_cli.wording import Lang, quantity, side

# What stands for a value, in Vietnamese.
_METAVARS = {
    "OPTIONS": "TÙY_CHỌN",
    "COMMAND": "LỆNH",
    "ARGS": "THAM_SỐ",
    "DIR": "THƯ_MỤC",
    "FILE": "TỆP",
    "or": "hoặc",
    "YEAR": "NĂM",
    "YYYY-MM-DD": "NĂM-THÁNG-NGÀY",
    "DAY": "NGÀY",
    "NAME": "TÊN",
    "SCORE": "ĐIỂM",
    "NUMBER": "SỐ",
    "TIER": "MÃ",
    "TEXT": "NỘI_DUNG",
    "CODE": "MÃ",
    "FORMAT": "ĐỊNH_DẠNG",
    "LAYOUT": "THỂ_THỨC",
    "FIELDS": "TRƯỜNG",
    "QUERY": "TÊN",
    "CHANGE": "THAY_ĐỔI",
    "PLACE": "VỊ_TRÍ",
    "UNIT": "ĐƠN_VỊ",
    "WHO": "ĐƠN_VỊ",
    "DOCUMENT": "VĂN_BẢN",
    "INTEGER": "SỐ",
}
# The options that Typer adds.
_ADDED: dict[str, Words] = {
    "help": ("Show this help and exit.", "Hiện phần trợ giúp này rồi thoát."),
    "install_completion": (
        "Install completion for the current shell.",
        "Cài đặt chức năng gợi ý lệnh cho trình lệnh đang dùng.",
    ),
    "show_completion": (
        "Show completion for the current shell, to copy it or customize the installation.",
        "In mã của chức năng gợi ý lệnh để sao chép hoặc tự cài đặt.",
    ),
}
_USAGE: Words = ("Usage: ", "Cách dùng: ")
_HEADINGS: dict[str, Words] = {
    "argument": ("Arguments", "Tham số"),
    "option": ("Options", "Tùy chọn"),
}
_MANUAL: Words = ("Manual", "Hướng dẫn")
_REPEATED: Words = ("may be repeated", "có thể ghi nhiều lần")


class HelpfulCommand(TyperCommand):
    """A command that prints its help in the language that it is given."""

    lang: Lang = "en"
    page = ""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        if self.page:
            write_page(self.page, self.lang, formatter)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        write_options(self, ctx, formatter)


def write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    """The line that says how the command is written."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(
        ctx.command_path, _metavar(pieces, command.lang), prefix=side(_USAGE, command.lang)
    )


def write_options(command: Any, ctx: Any, formatter: Any) -> None:
    """The arguments and options of the command, each with what it does."""
    lang: Lang = command.lang
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _HEADINGS}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            found[param.param_type_name].append(_record(param, record[0], record[1], lang))
    for kind, records in found.items():
        if records:
            with formatter.section(side(_HEADINGS[kind], lang)):
                formatter.write_dl(records)


def write_page(page: str, lang: Lang, formatter: Any) -> None:
    """The last line: the page of the manual to read."""
    formatter.write_paragraph()
    formatter.write_text(f"{side(_MANUAL, lang)}: {page}")


def _record(param: Any, name: str, about: str, lang: Lang) -> tuple[str, str]:
    """How an option is written and what it does, with what Typer puts in brackets behind it."""
    both = param.help or ""
    brackets = about[len(both) :].strip() if about.startswith(both) else about
    told = side(_ADDED[param.name], lang) if param.name in _ADDED else in_language(both, lang)
    notes = [_note(note, lang) for note in brackets.strip("[]").split("; ") if note]
    if getattr(param, "multiple", False) or param.nargs == -1:
        notes.append(side(_REPEATED, lang))
    return _metavar(name, lang), told + (f"  [{'; '.join(notes)}]" if notes else "")


def _note(note: str, lang: Lang) -> str:
    if lang == "en":
        return note
    if note == "required":
        return "bắt buộc"
    if note.startswith("default: "):
        return "mặc định: " + note.removeprefix("default: ")
    return _range(note, lang)


def _range(written: str, lang: Lang) -> str:
    """What Typer writes `x>=1` or `1<=x<=9`, in words."""
    least = re.search(r"x>=(-?\d+)|(-?\d+)<=x", written)
    most = re.search(r"x<=(-?\d+)", written)
    words = []
    if least:
        number = least[1] or least[2]
        words.append(f"từ {number}" if lang == "vi" else f"from {number}")
        if not most:
            words.append("trở lên" if lang == "vi" else "on")
    if most:
        words.append(f"đến {most[1]}" if lang == "vi" else f"up to {most[1]}")
    return " ".join(words)


def _metavar(text: str, lang: Lang) -> str:
    """What stands for values in a line of usage, in that language; options stay as they are."""
    if lang == "en":
        return text

    def local(match: re.Match[str]) -> str:
        return _METAVARS.get(match[0], match[0])

    # Small letters are options and choices, which are typed as they stand.
    return re.sub(r"(?<![-\w])(?:YYYY-MM-DD|[A-Z]{2,}|or)(?![\w])", local, text)


# What Typer raises on wrong usage; it gives only the subclass by name.
USAGE_ERROR: Any = typer.BadParameter.__base__


def usage_words(error: Any, commands: Sequence[str]) -> Words:
    """What is wrong with the usage, in both languages, and what to do."""
    kind = type(error).__name__
    said: str = error.format_message()
    option: str = getattr(error, "option_name", "")
    unknown = re.search(r"No such command '(.*)'", said)
    if unknown:
        return _unknown_command(unknown[1], commands)
    if kind == "NoSuchOption":
        return _unknown_option(option, getattr(error, "possibilities", None) or ())
    if kind == "BadOptionUsage":
        if "does not take a value" in said:
            return f"{option} takes no value", f"{option} không nhận giá trị"
        return f"{option} needs a value behind it", f"sau {option} cần ghi giá trị"
    if kind == "MissingParameter":
        name = _name_of(error.param)
        return f"{name[0]} is missing", f"thiếu {name[1]}"
    if kind == "BadParameter":
        return _bad_value(error)
    extra = re.search(r"unexpected extra argument\S* \((.*)\)", said)
    if extra:
        return f"not expected here: {extra[1]}", f"thừa tham số: {extra[1]}"
    if "Missing command" in said:
        return "a command is missing: see vtlt --help", "thiếu tên lệnh: đề nghị xem vtlt --help"
    return (
        "this is not how the command is used: see --help",
        "cách dùng lệnh chưa đúng: đề nghị xem --help",
    )


def _unknown_command(name: str, commands: Sequence[str]) -> Words:
    from difflib import get_close_matches

    near = get_close_matches(name, commands, n=1)
    listed = ", ".join(commands)
    meant = (f"did you mean {near[0]}?", f"có thể là {near[0]}") if near else (listed, listed)
    return (
        f"there is no command {name!r}: {meant[0]}",
        f"không có lệnh “{name}”: {meant[1]}",
    )


def _unknown_option(option: str, near: Sequence[str]) -> Words:
    meant = ", ".join(sorted(near))
    return (
        f"there is no option {option}" + (f": did you mean {meant}?" if near else ""),
        f"không có tùy chọn {option}" + (f": có thể là {meant}" if near else ""),
    )


def _name_of(param: Any) -> Words:
    """What a sentence calls an option or an argument."""
    if param.param_type_name == "option":
        return param.opts[0], param.opts[0]
    metavar = (param.metavar or param.name.upper()).strip("[].…")
    return metavar, f"tham số {_metavar(metavar, 'vi')}"


def _bad_value(error: Any) -> Words:
    """What a value is not; that which a command refuses itself has words of its own."""
    name = _name_of(error.param) if error.param is not None else ("a value", "giá trị")
    no_number = re.match(r"'(.*)' is not a valid (int|float)", error.message)
    beyond = re.match(r"(.*) is not in the range (.*)\.", error.message)
    found = str((no_number or beyond or [None, ""])[1])
    range_ = beyond[2] if beyond else str(getattr(error.param, "type", ""))
    en, vi = _range(range_, "en"), _range(range_, "vi")
    if no_number and found.isdigit():
        return (
            f"{name[0]} takes a smaller number: this one has {len(found)} digits",
            f"{name[1]} cần số nhỏ hơn: số đã ghi có {quantity(len(found))} chữ số",
        )
    if no_number or beyond:
        return (
            f"{name[0]} takes a whole number{f' {en}' if en else ''}, not {found!r}",
            f"{name[1]} cần số nguyên{f' {vi}' if vi else ''}, đã ghi “{found}”",
        )
    return f"the value of {name[0]} cannot be used", f"giá trị của {name[1]} không dùng được"
