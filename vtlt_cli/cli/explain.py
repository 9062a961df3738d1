"""`vtlt explain`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Data, Language
from vtlt_cli.cli.session import context_of
from vtlt_cli.cli.streams import emit
from vtlt_cli.diagnostics import Refusal


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
    from vtlt_cli.checking.engine import all_rules
    from vtlt_cli.checking.manual import manual_text, one_line

    context = context_of(ctx, data, lang, "auto")
    rules = all_rules()
    wanted = (code or "").upper()
    if wanted in rules:
        emit(manual_text(rules[wanted], context.lang))
        return 0
    found = [rule for known, rule in rules.items() if known.startswith(wanted)]
    if not found:
        families = ", ".join(dict.fromkeys(known[:3] for known in rules))
        raise Refusal(
            f"there is no rule {code!r}; the rules begin with {families}",
            f"không có quy tắc “{code}”; mã quy tắc bắt đầu bằng {families}",
        )
    emit("".join(one_line(rule, context.lang) + "\n" for rule in found))
    return 0
