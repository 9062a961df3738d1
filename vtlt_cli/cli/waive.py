"""`vtlt waive`."""

import os
from collections.abc import Mapping
from typing import Annotated, Optional

import typer

from vtlt_cli.check import today
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Data, Language
from vtlt_cli.cli.session import context_of, data_folder, day_asked, is_packaged, unknown_name
from vtlt_cli.diagnostics import Finding, Problem, Refusal, Source
from vtlt_cli.load import register_of
from vtlt_cli.printing.files import write_over
from vtlt_cli.reading.days import day_of
from vtlt_cli.reading.folder import Folder, shown
from vtlt_cli.reading.kinds import Address
from vtlt_cli.reading.text import bytes_if_there, decode
from vtlt_cli.waivers.entry import with_entry
from vtlt_cli.wording import quantity


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
        typer.Option(
            "--province",
            metavar="NAME",
            help=t("of this province", "chỉ chấp nhận phát hiện về đơn vị này"),
        ),
    ] = None,
    text: Annotated[
        Optional[str],
        typer.Option(
            "--text",
            metavar="TEXT",
            help=t("with this text in the file", "chỉ chấp nhận phát hiện tại nội dung này"),
        ),
    ] = None,
    decision: Annotated[
        Optional[str],
        typer.Option(
            "--decision", metavar="TEXT", help=t("by which paper", "văn bản làm căn cứ chấp nhận")
        ),
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
    if is_packaged(context, folder):
        raise Refusal(
            "the data that comes with vtlt has no waivers; name your own folder with --data",
            "số liệu kèm theo vtlt không dùng mục chấp nhận; đề nghị chỉ định thư mục bằng --data",
        )
    rule = code.strip().upper()
    if rule not in all_rules():
        raise Refusal(
            f"there is no rule {code!r}; `vtlt explain` lists them",
            f"không có quy tắc “{code}”; đề nghị xem danh sách bằng `vtlt explain`",
        )
    if not reason.strip():
        raise Refusal("--reason wants a reason", "--reason cần ghi lý do")
    if until is not None:
        day_asked("--until", until)
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
    files = {**folder.files, Address("waivers"): path}
    for _try in range(_MOST_TRIES):
        old = bytes_if_there(path)
        new = with_entry(_source_of(path, old), entry)
        _data, now = check(folder._replace(contents={path: old} if old else {}), context.lang)
        data_, after = check(folder._replace(files=files, contents={path: new}), context.lang)
        waived = sum(f.waived for f in after) - sum(f.waived for f in now)
        if waived <= 0:
            raise _not_waived(entry, now, after, data_.is_incomplete("waivers"), path)
        if write_over(path, new, old):
            context.say(
                f"{waived} finding{'' if waived == 1 else 's'} waived in {shown(path)}",
                f"đã chấp nhận {quantity(waived)} phát hiện, ghi tại {shown(path)}",
            )
            return 0
    raise Refusal(
        f"{shown(path)} is being changed by another program; nothing was written",
        f"{shown(path)} đang được phần mềm khác sửa; chưa ghi gì",
    )


# How often it is tried again where another program wrote the file meanwhile.
_MOST_TRIES = 20


def _source_of(path: str, content: bytes | None) -> Source | None:
    """The text of the file; None where there is none, or nothing in it."""
    if not content:
        return None
    problems: list[Problem] = []
    source = decode(content, path, shown(path), problems, lambda text: 0)
    if source is None and any(problem.kind in ("not-utf-8", "too-large") for problem in problems):
        raise Refusal(
            f"{shown(path)} cannot be read, so nothing was written: see `vtlt validate`",
            f"không đọc được {shown(path)} nên chưa ghi gì: đề nghị chạy `vtlt validate`",
        )
    return source


def _not_waived(
    entry: Mapping[str, str | None],
    now: list[Finding],
    after: list[Finding],
    is_broken: bool,
    path: str,
) -> Refusal:
    """Why the entry would accept nothing."""
    rule = entry["code"]
    if is_broken:
        place = next((f.span for f in after if f.span.path == shown(path)), None)
        where = f"{place.path}:{place.line}:{place.column}" if place else shown(path)
        return Refusal(
            f"the waivers cannot all be read ({where}), so nothing was written: see "
            "`vtlt validate`",
            f"có mục chấp nhận không đọc được ({where}) nên chưa ghi gì: đề nghị chạy "
            "`vtlt validate`",
        )
    until = day_of(entry["until"] or "")
    if until is not None and until < today():
        return Refusal(
            f"--until {entry['until']} is over already; nothing was written",
            f"ngày hết hạn {entry['until']} đã qua; chưa ghi gì",
        )
    found = [f for f in now if f.code == rule and not f.waived]
    places = ", ".join(f"{f.span.path}:{f.span.line}:{f.span.column}" for f in found[:5])
    if not found and any(f.code == rule for f in now):
        return Refusal(
            f"every finding {rule} is waived already; nothing was written",
            f"mọi phát hiện {rule} đã được chấp nhận; chưa ghi gì",
        )
    return Refusal(
        f"no finding {rule} matches; nothing was written"
        + (f" (there are some at {places})" if found else ""),
        f"không có phát hiện {rule} nào ứng với nội dung này; chưa ghi gì"
        + (f" (có tại {places})" if found else ""),
    )


def _province(text: str, folder: Folder, rule: str, findings: list[Finding]) -> str:
    """The province meant, of several units with one name that of the finding; by its id if later.

    In a waiver a bare name means the unit whose id has no `@`.
    """
    register = register_of(folder)
    units, _hows = register.find(text)
    if not units:
        near = [unit.name for unit in register.suggest(text)]
        raise unknown_name(text, register.provinces, near)
    told = {finding.province for finding in findings if finding.code == rule}
    unit = next((unit for unit in units if unit.id in told), units[0])
    return unit.name if register.resolve(unit.name).province is unit else unit.id
