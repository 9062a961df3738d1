"""`vtlt waive`."""

import os
import re
from datetime import date
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Data, Language
from vtlt_cli.cli.session import context_of, data_folder, is_packaged, unknown_name, write
from vtlt_cli.diagnostics import Finding, Refusal
from vtlt_cli.load import register_of
from vtlt_cli.reading.folder import Folder, shown
from vtlt_cli.reading.kinds import Address

# A scalar that begins or continues like this is no plain text in YAML.
_WANTS_QUOTES = re.compile(
    r"""^[-?:,\[\]{}#&*!|>'"%@`\s=]|: | #|:$|\s$"""
    "|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def waive(
    ctx: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help=t("the rule, such as CLU01", "mã quy tắc"))
    ],
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="TEXT", help=t("why it is accepted", "lý do chấp nhận")),
    ],
    province: Annotated[
        Optional[str],
        typer.Option("--province", metavar="NAME", help=t("of this province", "của tỉnh này")),
    ] = None,
    text: Annotated[
        Optional[str],
        typer.Option(
            "--text", metavar="TEXT", help=t("with this text in the file", "với nội dung này")
        ),
    ] = None,
    decision: Annotated[
        Optional[str],
        typer.Option("--decision", metavar="TEXT", help=t("by which paper", "theo văn bản")),
    ] = None,
    until: Annotated[
        Optional[str],
        typer.Option("--until", metavar="YYYY-MM-DD", help=t("its last day", "ngày hết hạn")),
    ] = None,
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.check import check
    from vtlt_cli.checking.engine import all_rules

    context = context_of(ctx, data, lang, "auto")
    folder = data_folder(context)
    if is_packaged(folder):
        raise Refusal(
            "the data that comes with vtlt has no waivers; name your own folder with --data",
            "số liệu kèm theo vtlt không dùng mục chấp nhận; đề nghị chỉ định thư mục bằng --data",
        )
    rule = code.strip().upper()
    if rule not in all_rules():
        raise Refusal(
            f"there is no rule {code!r}; `vtlt explain` lists them",
            f"không có quy tắc {code!r}; xem danh sách bằng `vtlt explain`",
        )
    if not reason.strip():
        raise Refusal("--reason wants a reason", "--reason cần ghi lý do")
    if until is not None:
        _day(until)
    _data, before = check(folder, context.lang)
    entry = {
        "code": rule,
        "province": _province(province, folder, rule, before) if province is not None else None,
        "text": text,
        "reason": reason,
        "decision": decision,
        "until": until,
    }
    path = folder.files.get(Address("waivers"), os.path.join(folder.path, "waivers.yaml"))
    old = b""
    if Address("waivers") in folder.files:
        with open(path, "rb") as file:
            old = file.read()
    new = old + (b"" if not old or old.endswith(b"\n") else b"\n") + _entry(entry).encode()
    files = {**folder.files, Address("waivers"): path}
    _data, after = check(folder._replace(files=files, contents={path: new}), context.lang)
    waived = sum(f.waived for f in after) - sum(f.waived for f in before)
    if waived <= 0:
        found = [f for f in before if f.code == rule and not f.waived]
        places = ", ".join(f"{f.span.path}:{f.span.line}:{f.span.column}" for f in found[:5])
        raise Refusal(
            f"no finding {rule} matches; nothing was written"
            + (f" (there are some at {places})" if found else ""),
            f"không có phát hiện {rule} nào ứng với nội dung này; chưa ghi gì"
            + (f" (có tại {places})" if found else ""),
        )
    write(path, new)
    context.say(
        f"{waived} finding{'' if waived == 1 else 's'} waived in {shown(path)}",
        f"đã chấp nhận {waived} phát hiện, ghi tại {shown(path)}",
    )
    return 0


def _province(text: str, folder: Folder, rule: str, findings: list[Finding]) -> str:
    """The province meant, of several units with one name that of the finding; by its id if later.

    In a waiver a bare name means the unit whose id has no `@`.
    """
    register = register_of(folder)
    units, _hows = register.find(text)
    if not units:
        raise unknown_name(text, [unit.name for unit in register.suggest(text)])
    told = {finding.province for finding in findings if finding.code == rule}
    unit = next((unit for unit in units if unit.id in told), units[0])
    return unit.name if register.resolve(unit.name).province is unit else unit.id


def _day(text: str) -> None:
    try:
        # Other forms of ISO 8601 (20991231) are no day in a data file.
        same = date.fromisoformat(text).isoformat() == text
    except ValueError:
        same = False
    if not same:
        raise Refusal(
            f"--until takes a day, YYYY-MM-DD, not {text!r}",
            f"--until nhận một ngày dạng YYYY-MM-DD, không nhận {text!r}",
        )


def _entry(fields: dict[str, str | None]) -> str:
    """The lines of one waiver, the fields that are given in their order."""
    given = [f"{name}: {_scalar(value)}" for name, value in fields.items() if value is not None]
    return "- " + "\n  ".join(given) + "\n"


def _scalar(text: str) -> str:
    """A text as YAML: plain where that is the same, else in double quotes."""
    if text and not _WANTS_QUOTES.search(text):
        return text
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    """A letter inside double quotes; what cannot be seen is written by its code point."""
    if letter in '"\\':
        return "\\" + letter
    return letter if letter.isprintable() else f"\\U{ord(letter):08X}"
