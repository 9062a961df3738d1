"""`vtlt rank` on the shipped record, on a file, and on data with errors."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from inside import DATA, inside, points, printed_appendix, rows_of, score_file, split

TIED = {1820: 2, 1700: 2, 1690: 2, 1640: 2, 1440: 2, 1280: 2}


def test_rank_is_the_report_s_order() -> None:
    """The 64 offices and their points stand as Appendix 1 prints them."""
    printed = printed_appendix(1)[2]
    # The one name that the report does not spell as the register does.
    offices = [office.replace("Đắc Nông", "Đắk Nông") for _stt, office, _points in printed]
    rows = rows_of("rank")
    assert [row["position"] for row in rows] == [int(stt) for stt, _office, _points in printed]
    assert [row["position"] for row in rows] == list(range(1, 65))
    assert [row["office"] for row in rows] == offices
    assert [row["score"] for row in rows] == [points(score) for _stt, _office, score in printed]
    assert sum(row["score"] for row in rows) == 131820


def test_rank_is_standard_competition_ranking() -> None:
    """1, 2, 2, 4: six pairs share a rank, and the place after a pair is passed over."""
    rows = rows_of("rank")
    scores = [row["score"] for row in rows]
    assert [row["rank"] for row in rows] == [1 + sum(s > score for s in scores) for score in scores]
    assert [row["tied"] for row in rows] == [scores.count(score) > 1 for score in scores]
    assert Counter(row["score"] for row in rows if row["tied"]) == TIED
    assert [row["rank"] for row in rows if row["score"] == 1820] == [29, 29]
    assert [row["rank"] for row in rows][28:31] == [29, 29, 31]


def test_rank_prints_numbers_as_the_report_does() -> None:
    lines = inside("rank", "-f", "plain").stdout.splitlines()
    row = next(line for line in lines if "Bình Định" in line)
    assert split(row) == ["1", "1", "Văn phòng Ủy ban nhân dân tỉnh Bình Định", "8.280"]


def test_rank_is_silent_on_stderr() -> None:
    """The notes on the scores are no errors, and what stands in other files is not read."""
    result = inside("rank")
    assert (result.code, result.stderr) == (0, "")


def test_rank_a_file(tmp_path: Path) -> None:
    """A file of any name, and the one of a round with what stands beside it."""
    score_file(tmp_path, "điểm.csv", "Hà Tây")
    result = inside("rank", "điểm.csv", "-f", "json", cwd=tmp_path)
    assert (result.code, result.stderr) == (0, "")
    assert json.loads(result.stdout)[0]["province"] == "ha-tay"
    assert rows_of("rank", "data/scores_2007.csv") == rows_of("rank")


def test_rank_standard_input() -> None:
    content = (DATA / "scores_2007.csv").read_bytes()
    rows = rows_of("rank", "-", input=content)
    assert [(row["rank"], row["province"], row["score"]) for row in rows] == [
        (row["rank"], row["province"], row["score"]) for row in rows_of("rank")
    ]


@pytest.mark.parametrize(
    ("scores", "code", "printed"),
    [
        ("1,Sơn La,20\n2,Xyzabc,10\n", 1, 2),  # a name unresolved keeps its place
        ("1,Sơn La,20\n2,Hà Nội,many\n", 1, 0),  # a score unreadable: no ranking
        ("1,Sơn La,20\n2,Thừa Thiên Thuế,10\n", 0, 2),  # misspelt, but it resolves
        ("1,son la,20\n2,Hà Nội,10\n", 0, 2),  # warnings
    ],
    ids=["unresolved", "unreadable", "misspelt", "warnings"],
)
def test_rank_and_the_errors_of_its_data(
    scores: str, code: int, printed: int, tmp_path: Path
) -> None:
    """What is right is printed; one line on stderr points to `vtlt validate`."""
    text = "position,province,score\n" + scores
    (tmp_path / "scores_2011.csv").write_text(text, encoding="utf-8")
    result = inside("rank", "-f", "json", cwd=tmp_path)
    assert result.code == code
    assert len(json.loads(result.stdout or "[]")) == printed
    if "Xyzabc" in scores:
        row = json.loads(result.stdout)[1]
        assert (row["province"], row["name"], row["rank"]) == (None, "Xyzabc", 2)
    errors = code or "Thuế" in scores
    assert ("vtlt validate" in result.stderr) == bool(errors)


def test_rank_points_to_an_error_of_the_register_and_of_the_rounds(tmp_path: Path) -> None:
    """An error of the folder's own files that changes no place is told in one line, exit 0."""
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    right = inside("rank", "-f", "csv", cwd=tmp_path)
    assert right.stderr == ""
    slips = {
        "provinces.yaml": ("[Hanoi]", "[Hanoi, Hải Phòng]"),
        "rounds.yaml": ("{from: 2009-07-01, to: 2009-12-31}", "{from: 2009-12-31, to: 2009-07-01}"),
    }
    for name, (before, after) in slips.items():
        text = (tmp_path / name).read_text("utf-8")
        assert before in text, name
        (tmp_path / name).write_text(text.replace(before, after, 1), "utf-8")
        found = inside("rank", "-f", "csv", cwd=tmp_path)
        assert (found.code, found.stdout) == (0, right.stdout)
        (line,) = found.stderr.splitlines()
        assert name in line and "vtlt validate" in line
        (tmp_path / name).write_text(text, "utf-8")
