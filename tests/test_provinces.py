"""`vtlt provinces`: what a name means, and the register of a day."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from inside import DATA, inside, rows_of, words


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (["tp hcm"], ["ho-chi-minh", "ho-chi-minh@2025"]),
        (["TP.HCM"], ["ho-chi-minh", "ho-chi-minh@2025"]),
        (["hoa", "binh"], ["hoa-binh"]),
        (["Hoà Bình"], ["hoa-binh"]),
        (["ha tinh"], ["ha-tinh"]),
        (["Thừa Thiên Thuế"], ["thua-thien-hue"]),
        (["gia-lai@2025"], ["gia-lai@2025"]),
        (["gia-lai"], ["gia-lai"]),
        (["Gia Lai"], ["gia-lai", "gia-lai@2025"]),
        (["Hà Tây"], ["ha-tay"]),
        (["Gia Lai", "--on", "2025-07-01"], ["gia-lai@2025"]),
        (["Gia Lai", "--on", "2007-06-30"], ["gia-lai"]),
    ],
    ids=words,
)
def test_provinces_answers_a_name(query: list[str], ids: list[str]) -> None:
    """Any spelling, of units of any time, or of one day."""
    assert [row["id"] for row in rows_of("provinces", *query)] == ids


@pytest.mark.parametrize(
    ("day", "count"), [("2007-06-30", 64), ("2008-08-01", 63), ("2009-07-01", 63), (None, 34)]
)
def test_provinces_of_a_day(day: str | None, count: int) -> None:
    """The units in being on that day, by their official codes; without a day, those of today."""
    rows = rows_of("provinces", *(["--on", day] if day else []))
    assert len(rows) == count
    assert ("ha-tay" in {row["id"] for row in rows}) == (day == "2007-06-30")
    if day:
        assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_provinces_suggests(lang: str) -> None:
    """An unknown name is refused with the nearest."""
    result = inside("provinces", "Bình Đinhh Thuận", lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert "Bình Thuận" in result.stderr and result.stderr.count("\n") == 1


def test_provinces_refuses_a_day_that_is_none() -> None:
    for day in ("2009-02-30", "tomorrow", "01/7/2009"):
        result = inside("provinces", "--on", day)
        assert result.code == 2 and "YYYY-MM-DD" in result.stderr


def test_a_merged_unit_is_not_called_abolished() -> None:
    """A province that merged is *hợp nhất vào*, never abolished."""
    for text in (inside("provinces", "Hà Tây", lang="vi").stdout, inside("explain").stdout):
        assert not re.search("bãi bỏ|giải thể|abolish|ceased", text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Hà Nội", "name: [Hà Nội"),
        ("name: Hà Nội", 'name: "Hà Nội'),
        ("name: Hà Nội", "nam: x"),
    ],
    ids=["bracket", "quote", "no name"],
)
def test_a_unit_of_a_register_that_cannot_be_read_is_not_unknown(
    old: str, new: str, tmp_path: Path
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "provinces.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    done = inside("provinces", "Hà Nội", "--data", str(tmp_path / "data"))
    assert done.code == 1 and not done.stdout
    assert "provinces.yaml:2" in done.stderr and "named" not in done.stderr


@pytest.mark.parametrize("format_", ["table", "json", "docx"])
def test_nothing_is_printed_of_a_register_that_cannot_be_read(format_: str, tmp_path: Path) -> None:
    shutil.copy(DATA / "scores_2007.csv", tmp_path)
    (tmp_path / "provinces.yaml").write_text('- id: "x', "utf-8")
    output = tmp_path / "x.out"
    done = inside("provinces", "-f", format_, "-o", str(output), "--data", str(tmp_path))
    assert done.code == 1 and not output.exists()
    assert "this quote is not closed" in done.stderr
