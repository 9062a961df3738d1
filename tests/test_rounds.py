"""`vtlt rounds`: the rounds of the folder and their files."""

from __future__ import annotations

from inside import rows_of


def test_rounds_and_their_files() -> None:
    rows = rows_of("rounds")
    assert [(row["year"], row["scores"], row["clusters"], row["awards"]) for row in rows] == [
        (2007, "data/scores_2007.csv", None, "data/awards_2007.yaml"),
        (2009, None, "data/clusters_2009.yaml", None),
    ]
