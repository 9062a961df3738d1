"""Ranks agree with DuckDB's: run with VTLT_DUCKDB=1 where duckdb is installed."""

from __future__ import annotations

import os
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from vtlt_cli.diagnostics import whole_file
from vtlt_cli.reading.numbers import Number
from vtlt_cli.scores.kind import Score
from vtlt_cli.scores.rank import TIES, standings
from vtlt_cli.units import Name

if os.environ.get("VTLT_DUCKDB") != "1":
    pytest.skip("set VTLT_DUCKDB=1", allow_module_level=True)
duckdb: Any = pytest.importorskip("duckdb")

PLACE = whole_file("scores_2031.csv")
FUNCTIONS = dict(zip(TIES, ("rank", "dense_rank", "row_number")))


def values_of(seed: int) -> list[Number]:
    """Up to a few hundred scores with many ties; whole ones or with decimals, some below nought."""
    rnd = Random(seed)
    count, spread = rnd.choice((0, 1, 2, 10, 64, 400)), rnd.choice((1, 5, 50, 5000))
    if seed % 2:
        return [rnd.randint(-spread, spread) for _ in range(count)]
    return [Decimal(rnd.randint(-spread, spread)).scaleb(-2) for _ in range(count)]


@pytest.mark.parametrize("seed", range(60))
def test_ranks_agree(seed: int) -> None:
    values = values_of(seed)
    scores = [Score(None, Name(str(i), None, (), PLACE), v, {}) for i, v in enumerate(values)]
    with duckdb.connect() as database:
        database.execute("create table scores (place integer, score decimal(18, 2))")
        if values:
            database.executemany("insert into scores values (?, ?)", list(enumerate(values)))
        for ties in TIES:
            # Only row_number is told how to part equals: for the other two they are peers.
            order = "score desc, place" if ties == "ordinal" else "score desc"
            query = (
                f"select place, {FUNCTIONS[ties]}() over (order by {order}) as found "
                "from scores order by score desc, place"
            )
            theirs = database.execute(query).fetchall()
            ours = [(int(s.name.text), s.rank) for s in standings(scores, ties)]
            assert ours == theirs, ties
