"""`vtlt provinces`."""

from datetime import date
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Color, Data, Format, Language, Output
from vtlt_cli.cli.refusal import Refusal
from vtlt_cli.cli.session import (
    context_of,
    data_folder,
    print_tables,
    table_format,
    unknown_name,
)


def provinces(
    ctx: typer.Context,
    query: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[QUERY…]",
            help=t("a name in any spelling", "tên, viết theo cách nào cũng được"),
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        Optional[str],
        typer.Option(
            "--on",
            metavar="YYYY-MM-DD",
            help=t("the units in being on that day", "các đơn vị có vào ngày đó"),
        ),
    ] = None,
    format_: Format = None,
    output: Output = None,
    color: Color = "auto",
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.load import register_of
    from vtlt_cli.model import in_being
    from vtlt_cli.names import When
    from vtlt_cli.tables.register import provinces_table

    context = context_of(ctx, data, lang, color)
    chosen = table_format(context, format_, output)
    day = None
    if on is not None:
        try:
            day = date.fromisoformat(on)
        except ValueError:
            raise Refusal(
                f"--on takes a day, YYYY-MM-DD, not {on!r}",
                f"--on nhận một ngày dạng YYYY-MM-DD, không nhận {on!r}",
            ) from None
    register = register_of(data_folder(context))
    if query:
        text = " ".join(query)
        when = When(day, day) if day else When()
        found = [unit for unit in register.find(text)[0] if day is None or in_being(unit, day)]
        if not found:
            near = [unit.name for unit in register.suggest(text, when, 5)]
            raise unknown_name(text, near, day)
    else:
        now = day or date.today()
        found = [unit for unit in register.provinces if in_being(unit, now)]
    print_tables(context, [provinces_table(found, context.lang)], chosen, output)
    return 0
