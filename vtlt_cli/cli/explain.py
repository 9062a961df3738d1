"""`vtlt explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Data, Language
from vtlt_cli.cli.session import (
    Refusal,
    context_of,
    emit,
)

if TYPE_CHECKING:
    pass


def explain(
    ctx: typer.Context,
    code: Annotated[
        Optional[str],
        typer.Argument(
            metavar="[CODE]",
            help=t("a rule, or the first letters of some", "mã quy tắc, hoặc các chữ đầu của mã"),
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.rules import RULES
    from vtlt_cli.rules.manual import manual_text, one_line

    context = context_of(ctx, data, lang, "auto")
    wanted = (code or "").upper()
    if wanted in RULES:
        emit(manual_text(RULES[wanted], context.lang))
        return 0
    found = [rule for known, rule in RULES.items() if known.startswith(wanted)]
    if not found:
        families = ", ".join(dict.fromkeys(known[:3] for known in RULES))
        raise Refusal(
            f"there is no rule {code!r}; the rules begin with {families}",
            f"không có quy tắc {code!r}; mã quy tắc bắt đầu bằng {families}",
        )
    emit("".join(one_line(rule, context.lang) + "\n" for rule in found))
    return 0
