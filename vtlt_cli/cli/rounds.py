"""`vtlt rounds`."""

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.session import (
    data_folder,
    point_to_validate,
    print_tables,
    say_unread,
)
from vtlt_cli.grounds import errors_of
from vtlt_cli.load import load
from vtlt_cli.reading.kinds import Address
from vtlt_cli.rounds.grounds import Uses, unread
from vtlt_cli.rounds.kind import ROUNDS, round_of

_USES: Uses = {"rounds": frozenset({"round.title"})}


@table_command(layout=False)
def rounds(
    call: Call,
) -> int:
    from vtlt_cli.rounds.tables import rounds_table

    context = call.context
    target = call.target()
    found, problems = load(data_folder(context), ())
    years = sorted({*found.of(ROUNDS), *(address.year for address in found.paths if address.year)})
    table = rounds_table([round_of(found, year) for year in years], found.paths, context.lang)
    print_tables(context, [table], target)
    errors = errors_of(found, problems, context.lang, ("RND",))
    is_lost = any(unread(found, _USES, year) for year in years or [0])
    if is_lost and not errors:
        say_unread(context, found.paths[Address("rounds")])
    point_to_validate(context, errors)
    return int(is_lost)
