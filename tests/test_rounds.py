"""`vtlt rounds`: the rounds of the folder and their files."""

from __future__ import annotations

from pathlib import Path

from inside import inside, rows_of


def test_rounds_and_their_files() -> None:
    rows = rows_of("rounds")
    assert [(row["year"], row["scores"], row["clusters"], row["awards"]) for row in rows] == [
        (2007, "data/scores_2007.csv", None, "data/awards_2007.yaml"),
        (2009, None, "data/clusters_2009.yaml", None),
    ]


def test_a_misspelt_field_is_not_taken_as_absent(tmp_path: Path) -> None:
    """A slip in the name of a field is a warning, so that no error would tell of it."""
    text = "format: 1\nrounds: [{year: 2009, titel: Kiểm tra}]\n"
    (tmp_path / "rounds.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "scores_2009.csv").write_text("province,score\nSơn La,1\n", encoding="utf-8")
    result = inside("rounds", "--data", str(tmp_path))
    assert result.code == 1
    assert "something in" in result.stderr and "rounds.yaml" in result.stderr
    assert "validate" in result.stderr
