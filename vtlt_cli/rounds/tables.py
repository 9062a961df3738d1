"""The table of the rounds of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vtlt_cli.printing.table import Column, Line, Row, Table, text_of
from vtlt_cli.reading.kinds import SUBJECTS, Address, Subject
from vtlt_cli.rounds.kind import Round
from vtlt_cli.wording import Lang


def rounds_table(rounds: Iterable[Round], paths: Mapping[Address, str], lang: Lang) -> Table:
    """The rounds of a folder and which files each has; of those a unit, their folder."""
    vi = lang == "vi"
    kinds = [kind for kind, subject in SUBJECTS.items() if subject.of_a_round]
    rows: list[dict[str, Any]] = [
        {
            "year": round_.year,
            "title": round_.title,
            **{kind: _path_of(SUBJECTS[kind], round_.year, paths) for kind in kinds},
        }
        for round_ in rounds
    ]

    def files(row: Row) -> str:
        return ", ".join(SUBJECTS[kind].place_of(row["year"]) for kind in kinds if row[kind])

    return Table(
        (Line("Các đợt kiểm tra" if vi else "Rounds"),),
        (
            Column("Năm" if vi else "Round", text_of("year")),
            Column("Tên" if vi else "Title", text_of("title")),
            Column("Tệp" if vi else "Files", files),
        ),
        ("year", "title", *kinds),
        rows,
    )


def _path_of(subject: Subject, year: int, paths: Mapping[Address, str]) -> str | None:
    """Where the file of that round is, or the folder of its files; None where there is none."""
    if not subject.a_unit:
        return paths.get(Address(subject.kind, year))
    inside = (path for at, path in paths.items() if (at.kind, at.year) == (subject.kind, year))
    path = next(inside, None)
    return path and path.rpartition("/")[0]
