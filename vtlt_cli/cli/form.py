"""`vtlt form`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.counted import counted
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Data, Language, RoundYear
from vtlt_cli.cli.session import (
    context_of,
    data_folder,
    one_of,
    require_extra,
)
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.reading.folder import shown
from vtlt_cli.reading.text import bytes_if_there


def form(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="self|agreed|plan|cluster", help=t("which form", "mẫu nào"))
    ],
    who: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[WHO…]",
            help=t(
                "units, or with plan and cluster numbers of clusters; left out: all",
                "các đơn vị; với plan, cluster là số thứ tự cụm; không ghi: tất cả",
            ),
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Optional[str],
        typer.Option(
            "-o", "--output", metavar="DIR", help=t("folder to write to", "thư mục cần ghi")
        ),
    ] = None,
    round_: RoundYear = None,
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.forms.form import KINDS
    from vtlt_cli.forms.writing import form_workbook

    context = context_of(ctx, data, lang, "auto")
    chosen = one_of("form", kind, KINDS)
    folder = data_folder(context)
    if not output:
        raise Refusal(
            "name the folder to write the forms to with -o",
            "đề nghị ghi thư mục để ghi các phiếu bằng -o",
        )
    require_extra("form", "xlsxwriter", "xlsxwriter", "office")
    from vtlt_cli.cli.formed import of_clusters, of_units

    asked = who or []
    if chosen in ("self", "agreed"):
        made = of_units(context, folder, chosen, asked, round_)
    else:
        made = of_clusters(context, folder, chosen, asked, round_)
    if made is None:
        return 1
    contents = {
        os.path.join(output, one.file): form_workbook(one)
        for one in counted(context, made.forms, ("forms", "phiếu"))
    }
    written = _write(output, contents)
    there = len(contents) - written
    if contents:
        context.say(
            f"{written} form{'' if written == 1 else 's'} written to {shown(output)}"
            + (f"; {there} were there already" if there else ""),
            f"đã ghi {written:02d} phiếu vào {shown(output)}"
            + (f"; {there:02d} phiếu đã có sẵn, giống hệt" if there else ""),
        )
    return made.code


def _write(output: str, contents: dict[str, bytes]) -> int:
    """How many forms were written: all that are not there already, and over none that differs."""
    from vtlt_cli.printing.files import write_over

    there = {path: bytes_if_there(path) for path in contents if os.path.lexists(path)}
    other = [path for path, found in there.items() if found != contents[path]]
    if other:
        raise _differs(other)
    os.makedirs(output, exist_ok=True)
    new = {path: content for path, content in contents.items() if path not in there}
    for path, content in new.items():
        if not write_over(path, content, None):
            raise _differs([path])
    return len(new)


def _differs(paths: Sequence[str]) -> Refusal:
    first = shown(paths[0])
    more = len(paths) - 1
    return Refusal(
        f"{first} is there and is another form, perhaps filled in"
        + (f" (so are {more} more)" if more else "")
        + "; nothing was written over it: name another folder with -o",
        f"đã có {first} với nội dung khác, có thể đã được ghi"
        + (f" (cùng {more:02d} tệp khác)" if more else "")
        + "; không ghi đè: đề nghị chọn thư mục khác bằng -o",
    )
