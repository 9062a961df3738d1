"""The invented round of communes goes through every command unchanged."""

from __future__ import annotations

import csv
import json
import re
import shlex
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import Golden
from inside import ROOT, inside

EXAMPLES = ROOT / "examples"
COMMUNES = EXAMPLES / "communes"
GOLDEN = ROOT / "tests" / "golden" / "communes"


def of_communes(*args: str, lang: str = "vi") -> Any:
    return inside(*args, "--data", str(COMMUNES.relative_to(ROOT)), lang=lang)


def rows_of(*args: str) -> Any:
    return json.loads(of_communes(*args, "-f", "json").stdout, parse_float=Decimal)


PRINTED = [
    ("rank", ["rank"]),
    ("rank-by-cluster", ["rank", "--by", "cluster"]),
    ("rank-by-kind", ["rank", "--by", "kind"]),
    ("rank-compare", ["rank", "--compare", "2031"]),
    ("awards", ["awards"]),
    pytest.param("awards-check", ["awards", "--check"]),
    pytest.param("awards-text", ["awards", "--text"]),
    ("awards-margin", ["awards", "--margin"]),
    pytest.param("clusters", ["clusters"]),
    pytest.param("rounds", ["rounds"]),
    pytest.param("provinces", ["provinces", "--on", "2033-03-01"]),
]


@pytest.mark.parametrize(("name", "args"), PRINTED)
def test_what_is_printed(name: str, args: list[str], golden: Golden) -> None:
    result = of_communes(*args)
    assert result.code == 0, result.stderr
    golden(GOLDEN / f"{name}.txt", result.stdout + ("\n" + result.stderr if result.stderr else ""))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["awards", "--what-if", "Bình Lâm=85.25"], id="what-if"),
        pytest.param(["awards", "--quota", "bang-khen=2"], id="quota"),
        pytest.param(["appendix"], id="appendix"),
        pytest.param(["appendix", "--restated"], id="restated"),
        pytest.param(["stats"], id="stats"),
        pytest.param(["stats", "--by", "cluster"], id="stats by cluster"),
        pytest.param(["stats", "--by", "tier"], id="stats by tier"),
        pytest.param(["chart"], id="chart"),
        pytest.param(["rank", "--round", "2031"], id="rank 2031"),
        pytest.param(["rank", "--ties", "dense"], id="dense"),
        pytest.param(["rank", "--province", "phuong Dong Vang"], id="one"),
        pytest.param(["provinces", "Ngoc Tuyen"], id="name"),
        pytest.param(["validate"], id="validate"),
    ],
)
def test_every_command_runs(args: list[str], lang: str) -> None:
    result = of_communes(*args, lang=lang)
    assert (result.code, bool(result.stdout)) == (0, True)


def test_validate_gives_one_note() -> None:
    """The tie that `extend` decides, and nothing else."""
    found = json.loads(of_communes("validate", "-f", "json").stdout)
    assert [(f["code"], f["severity"], f["province"]) for f in found] == [
        ("AWD07", "note", "que-thach")
    ]
    assert of_communes("validate", "--strict").code == 0


def test_the_read_me_shows_what_runs() -> None:
    """Every command of the page names this folder, and each command of the program is there."""
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    lines = [shlex.split(line) for line in page.split("\n") if line.startswith("vtlt ")]
    assert {line[3] for line in lines} == {
        *("rank", "awards", "clusters", "appendix", "provinces", "rounds", "stats", "chart"),
        "validate",
    }
    assert {tuple(line[1:3]) for line in lines} == {("--data", "examples/communes")}


@pytest.mark.parametrize("path", sorted(COMMUNES.glob("*.yaml")), ids=lambda path: path.name)
def test_every_file_says_that_it_is_invented(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("#") and "INVENTED" in first and "GIẢ ĐỊNH" in first


def test_the_register_is_its_own() -> None:
    """No unit of the packaged register, no kind of it."""
    rows = rows_of("provinces", "--on", "2033-03-01")
    assert {row["kind"] for row in rows} == {"xã", "phường"}
    assert len(rows) == 12


def test_scores_are_exact_decimals() -> None:
    """As in the file, to the last nought."""
    with (COMMUNES / "scores_2033.csv").open(encoding="utf-8", newline="") as file:
        written = [row["score"] for row in csv.DictReader(file)]
    assert [str(row["score"]) for row in rows_of("rank")] == written


def test_compared_with_the_earlier_round() -> None:
    """The merged are not comparable, the renamed is, and no scores are added up."""
    rows = {row["province"]: row for row in rows_of("rank", "--compare", "2031")}
    merged = rows["ngoc-tuyen"]
    assert merged["origins"] == ["mai-ha", "suoi-mo"]
    assert (merged["comparable"], merged["change"], merged["score_before"]) == (False, None, None)
    grown = rows["khe-sim"]
    assert grown["origins"] == ["khe-sim", "lung-tram"]
    assert (grown["comparable"], grown["change"]) == (False, None)
    assert grown["score_before"] == Decimal("85.75")
    renamed = rows["dong-vang@2032"]
    assert renamed["origins"] == ["dong-vang"]
    assert (renamed["comparable"], renamed["rank_before"], renamed["change"]) == (True, 7, -4)
    assert [id_ for id_, row in rows.items() if not row["comparable"]] == ["khe-sim", "ngoc-tuyen"]


def test_awards_of_every_kind() -> None:
    """By quota and least, with a tie that extends, per cluster, and the three exceptions."""
    rows = rows_of("awards")
    given: dict[str | None, list[str]] = {}
    for row in rows:
        given.setdefault(row["tier"], []).append(row["name"])
    assert given == {
        "co-thi-dua": ["Hòa Nhạn", "Khe Sim"],
        "bang-khen": ["Trúc Viên", "Quế Thạch", "Phố Hồng"],
        "giay-khen": ["An Khê Thượng", "Ngọc Tuyền", "Đồng Vang"],
        None: ["Bình Lâm", "Vạn Lộc"],
    }
    exceptions = {row["name"]: row["exception"] for row in rows if row["exception"]}
    assert exceptions == {"Đồng Vang": "added", "Bình Lâm": "withheld", "Vạn Lộc": "revoked"}


def test_a_later_change_takes_no_award_away() -> None:
    """Quế Thạch is no more from 2034-07-01 on; the office that got the award still has it."""
    assert rows_of("provinces", "Quế Thạch")[0]["to"] == "2034-06-30"
    (row,) = [row for row in rows_of("awards") if row["province"] == "que-thach"]
    assert (row["tier"], row["name"]) == ("bang-khen", "Quế Thạch")


def test_the_chart_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    result = of_communes("chart", "-o", str(path))
    assert (result.code, result.stdout) == (0, "")
    text = "".join(ElementTree.parse(path).getroot().itertext())
    assert re.search(r"3\. Trúc Viên", text) and "Cờ thi đua" in text
