"""The table of the rounds of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vtlt_cli.printing.table import Column, Row, Table, text_of
from vtlt_cli.reading.kinds import SUBJECTS, Address
from vtlt_cli.rounds.kind import Round
from vtlt_cli.wording import Lang


def rounds_table(rounds: Iterable[Round], paths: Mapping[Address, str], lang: Lang) -> Table:
    """The rounds of a folder and which files each has."""
    vi = lang == "vi"
    kinds = [
        kind for kind, subject in SUBJECTS.items() if subject.of_a_round and not subject.a_unit
    ]
    rows: list[dict[str, Any]] = [
        {
            "year": round_.year,
            "title": round_.title,
            **{kind: paths.get(Address(kind, round_.year)) for kind in kinds},
        }
        for round_ in rounds
    ]

    def files(row: Row) -> str:
        found = [row[kind] for kind in kinds if row[kind]]
        return ", ".join(path.rpartition("/")[2] for path in found)

    return Table(
        (),
        (
            Column("Năm" if vi else "Round", text_of("year")),
            Column("Tên" if vi else "Title", text_of("title")),
            Column("Tệp" if vi else "Files", files),
        ),
        ("year", "title", *kinds),
        rows,
    )
