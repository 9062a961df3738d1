"""`vtlt provinces`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.session import (
    Context,
    data_folder,
    day_asked,
    point_to_validate,
    print_tables,
    say_unread,
    unknown_name,
)
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.reading.kinds import Address
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.wording import source_day

if TYPE_CHECKING:
    from vtlt_cli.diagnostics import Finding
    from vtlt_cli.reading.kinds import Dataset


@table_command(layout=False)
def provinces(
    call: Call,
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
) -> int:
    from vtlt_cli.cli.asked import units_meant
    from vtlt_cli.grounds import errors_of
    from vtlt_cli.load import load
    from vtlt_cli.names import Register, When, told_apart
    from vtlt_cli.register.tables import by_code, provinces_table
    from vtlt_cli.units import begin_of, in_being
    from vtlt_cli.wording import day as day_in_words

    context = call.context
    target = call.target()
    day = None
    if on is not None:
        day = day_asked("--on", on)
    known, problems = load(data_folder(context), ())
    errors = errors_of(known, problems, context.lang, ("PRV",))
    register_path = known.paths.get(Address("provinces"))
    errors = [error for error in errors if error.span.path == register_path]
    is_incomplete = known.is_incomplete("provinces")
    register = Register(known.of(PROVINCES))
    begins = begin_of(register.provinces)
    if day is not None and begins is not None and day < begins:
        raise Refusal(
            f"the register begins with {begins.isoformat()}; it does not know {day.isoformat()}",
            f"danh mục bắt đầu từ ngày {day_in_words(begins, 'vi')}, không có số liệu của ngày "
            f"{day_in_words(day, 'vi')}",
        )
    now = day or source_day() or date.today()
    if query:
        text = " ".join(query)
        when = When(day, day) if day else When()
        if is_incomplete and register.resolve(text, when).province is None:
            # It may be the name of a unit that could not be read.
            return _incomplete(context, known, errors)
        meant = units_meant(context, register, text, when, all_of_name=True)
        found = [unit for unit in meant if day is None or in_being(unit, day)]
        if not found:
            near = told_apart(register.suggest(text, when, 5))
            raise unknown_name(text, register.provinces, near, day)
    else:
        day = now
        found = [unit for unit in register.provinces if in_being(unit, now)]
        found.sort(key=by_code)
    units = {unit.id: unit for unit in register.provinces}
    table = provinces_table(found, now, context.lang, day, units)
    if table.rows or not is_incomplete:
        print_tables(context, [table], target, source_day())
    if is_incomplete:
        return _incomplete(context, known, errors)
    point_to_validate(context, errors)
    return 0


def _incomplete(context: Context, known: "Dataset", errors: "list[Finding]") -> int:
    """Say that something of the register could not be read; the exit code."""
    point_to_validate(context, errors)
    if not errors:
        say_unread(context, known.paths[Address("provinces")])
    return 1
