"""The laws of the scale and the sheets: a correct round is silent, a slip gives exactly its codes,
sums are those of a second reckoning, and the order of lines is no matter.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from folders import Files, findings_of, write_to
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from inside import ROOT, inside
from sheet_folders import HEADER, IDS, YEAR, Item, SheetPlan, sheet_rounds

from vtlt_cli.load import load
from vtlt_cli.reading.folder import scan
from vtlt_cli.sheets.kind import SHEETS

ROUND = ROOT / "examples" / "round"
QUICK = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
Mutate = Callable[[SheetPlan, random.Random], Files | None]
SLIPS: dict[str, tuple[str, Mutate]] = {}


def slip(codes: str) -> Callable[[Mutate], Mutate]:
    """Enter a slip into the table with the codes that it must give."""

    def enter(mutate: Mutate) -> Mutate:
        SLIPS[mutate.__name__] = codes, mutate
        return mutate

    return enter


def row_of(plan: SheetPlan, code: str, rnd: random.Random) -> list[str]:
    """The line of that criterion in one of the sheets."""
    rows = plan.sheets[rnd.choice(IDS)]
    (found,) = [row for row in rows if row[0] == code]
    return found


def cell(name: str) -> int:
    return HEADER.index(name)


# The scale. Without minutes: a sheet of a doubtful scale may have no sum to hold against them.


def item(plan: SheetPlan, code: str) -> Item:
    (found,) = [found for _number, found in plan.items() if found.code == code]
    return found


@slip("CRI01")
def code_of_another(plan: SheetPlan, rnd: random.Random) -> Files | None:
    for rows in plan.sheets.values():
        rows[:] = [row for row in rows if row[0] not in ("1", "3")]
    plan.papers = False
    item(plan, "3").code = "1"
    return plan.files()


@slip("CRI02")
def two_ways(plan: SheetPlan, rnd: random.Random) -> Files | None:
    item(plan, "2").most = 100
    return plan.files()


@slip("CRI02")
def no_way(plan: SheetPlan, rnd: random.Random) -> Files | None:
    item(plan, "3").most = None
    return plan.files()


@slip("CRI03")
def area_of_another_name(plan: SheetPlan, rnd: random.Random) -> Files | None:
    files = plan.files()
    name = f"criteria_{YEAR}.yaml"
    files[name] = files[name].replace("title: Nội dung 1\n".encode(), "title: Khác\n".encode())
    return files


@slip("CRI04")
def ceiling_below_the_floor(plan: SheetPlan, rnd: random.Random) -> Files | None:
    item(plan, "3").least = 200
    return plan.files()


@slip("CRI04")
def level_twice(plan: SheetPlan, rnd: random.Random) -> Files | None:
    levels = item(plan, "2").levels
    levels.append((levels[0][0], 0))
    return plan.files()


@slip("CRI05")
def level_between_multiples(plan: SheetPlan, rnd: random.Random) -> Files | None:
    assume(plan.step not in (None, 1))
    item(plan, "2").levels.append(("Mức lẻ", 1))
    return plan.files()


@slip("CRI06")
def classes_upside_down(plan: SheetPlan, rnd: random.Random) -> Files | None:
    assume(plan.classes)
    plan.classes[0], plan.classes[1] = plan.classes[1], plan.classes[0]
    return plan.files()


# The sheets.


@slip("SHT01")
def sheet_of_nobody(plan: SheetPlan, rnd: random.Random) -> Files | None:
    plan.papers = False
    plan.sheets["khong-ai"] = plan.sheets.pop(rnd.choice(IDS))
    return plan.files()


@slip("SHT02")
def a_line_twice(plan: SheetPlan, rnd: random.Random) -> Files | None:
    rows = plan.sheets[rnd.choice(IDS)]
    rows.append(list(rnd.choice(rows)))
    return plan.files()


@slip("SHT03")
def criterion_of_no_scale(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row_of(plan, "1", rnd)[0] = "99"
    return plan.files()


@slip("SHT03")
def line_of_the_total(plan: SheetPlan, rnd: random.Random) -> Files | None:
    plan.sheets[rnd.choice(IDS)].append(["A1", "", "10", "", "10", "", ""])
    return plan.files()


@slip("SHT04")
def blank_points(plan: SheetPlan, rnd: random.Random) -> Files | None:
    plan.papers = True
    row_of(plan, rnd.choice("1234"), rnd)[cell(rnd.choice(("self", "agreed")))] = ""
    return plan.files()


@slip("SHT04")
def a_line_left_out(plan: SheetPlan, rnd: random.Random) -> Files | None:
    plan.papers = True
    rows = plan.sheets[rnd.choice(IDS)]
    rows.remove(rnd.choice(rows))
    return plan.files()


@slip("SHT05")
def misspelt_level(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row_of(plan, "2", rnd)[cell(rnd.choice(("self_result", "agreed_result")))] = "Đủ đúng"
    return plan.files()


@slip("SHT05")
def quantity_in_words(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row_of(plan, "1", rnd)[cell("agreed_result")] = "mười"
    return plan.files()


@slip("FIL17")
def quantity_with_its_unit(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row = row_of(plan, "1", rnd)
    row[cell("self_result")] += " văn bản"
    return plan.files()


@slip("SHT06")
def above_the_ceiling(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row = row_of(plan, "3", rnd)
    row[cell("agreed")], row[cell("reason")] = "110", "có lý do"
    return plan.files()


@slip("SHT07")
def points_of_another_quantity(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row = row_of(plan, "1", rnd)
    row[cell("self")] = str(int(row[cell("self")]) + 1000)
    row[cell("reason")] = "có lý do"
    return plan.files()


@slip("SHT08")
def not_arising_of_no_worth(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row = row_of(plan, "1", rnd)
    row[cell("self_result")], row[cell("self")] = "không phát sinh", "0"
    row[cell("reason")] = "có lý do"
    return plan.files()


@slip("SHT09")
def agreed_off_the_step(plan: SheetPlan, rnd: random.Random) -> Files | None:
    assume(plan.step not in (None, 1))
    row = row_of(plan, "3", rnd)
    row[cell("agreed")], row[cell("reason")] = "51", "có lý do"
    return plan.files()


@slip("SHT10")
def difference_without_a_reason(plan: SheetPlan, rnd: random.Random) -> Files | None:
    rows = [row for rows in plan.sheets.values() for row in rows if row[cell("reason")]]
    assume(rows)
    rnd.choice(rows)[cell("reason")] = ""
    return plan.files()


@slip("SHT11")
def evidence_not_named(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row = row_of(plan, "1", rnd)
    assume(item(plan, "1").evidence and row[cell("agreed")] != "0")
    row[cell("evidence")] = ""
    return plan.files()


@slip("FIL15")
def points_in_words(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row_of(plan, "3", rnd)[cell("agreed")] = "tám mươi"
    return plan.files()


@slip("FIL11")
def a_cell_too_many(plan: SheetPlan, rnd: random.Random) -> Files | None:
    row_of(plan, "3", rnd).append("thừa")
    return plan.files()


@settings(QUICK, max_examples=60)
@given(plan=sheet_rounds())
def test_a_correct_round_gives_no_finding(plan: SheetPlan) -> None:
    assert findings_of(plan.files()) == []


@pytest.mark.parametrize("name", SLIPS)
@settings(QUICK, max_examples=12)
@given(plan=sheet_rounds(), rnd=st.randoms(use_true_random=False))
def test_a_slip_gives_its_own_codes(name: str, plan: SheetPlan, rnd: random.Random) -> None:
    codes, mutate = SLIPS[name]
    files = mutate(plan, rnd)
    assume(files is not None)
    assert files is not None
    found = findings_of(files)
    assert [f.code for f in found] == codes.split(), [(f.code, f.message) for f in found]


def reckoned(plan: SheetPlan, order: random.Random, folder: Path) -> None:
    """Hold the sums of the tool against those of the plan."""
    write_to(folder, plan.files(order))
    data, problems = load(scan(str(folder)))
    assert problems == []
    for unit in IDS:
        sheet = data.by_unit(SHEETS, YEAR)[unit]
        assert sheet is not None
        for sums, column in ((sheet.self_, "self"), (sheet.agreed, "agreed")):
            expected = plan.sums(unit, column)
            assert [Fraction(str(one)) for one in sums.areas] == expected
            assert Fraction(str(sums.total)) == sum(expected, Fraction(0))
            assert (sums.missing, sums.faulty) == (0, False)
    rows = json.loads(
        inside("totals", "--data", str(folder), "-f", "json").stdout, parse_float=Fraction
    )
    for row in rows:
        total = sum(plan.sums(row["province"], "agreed"), Fraction(0))
        assert row["class"] == plan.class_of(total)
        assert row["agree"] is (True if plan.papers else None)


@settings(QUICK, max_examples=30)
@given(plan=sheet_rounds(), rnd=st.randoms(use_true_random=False))
def test_sums_are_those_of_a_second_reckoning(
    plan: SheetPlan, rnd: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In whatever order the lines stand: exact, and nothing rounded."""
    reckoned(plan, rnd, tmp_path_factory.mktemp("sheets"))


@settings(QUICK, max_examples=30)
@given(plan=sheet_rounds(), rnd=st.randoms(use_true_random=False))
def test_a_blank_is_never_0_and_agreed_never_self(
    plan: SheetPlan, rnd: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plan.papers = False
    unit = rnd.choice(IDS)
    row = rnd.choice(plan.sheets[unit])
    row[cell("agreed")] = ""
    folder = tmp_path_factory.mktemp("sheets")
    write_to(folder, plan.files())
    data, problems = load(scan(str(folder)))
    sheet = data.by_unit(SHEETS, YEAR)[unit]
    assert problems == [] and sheet is not None
    assert sheet.agreed.total is None and sheet.agreed.missing == 1
    assert Fraction(str(sheet.self_.total)) == sum(plan.sums(unit, "self"), Fraction(0))
    shown = {row["province"]: row for row in _totals(folder)}
    assert shown[unit]["sheet"] is None and shown[unit]["self"] is not None
    assert "…" in inside("totals", "--data", str(folder)).stdout


def _totals(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        inside("totals", "--data", str(folder), "-f", "json").stdout
    )
    return found


# The invented round.


def expected() -> list[dict[str, str]]:
    with (ROUND / "expected_totals.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_example_adds_up_to_what_other_code_found() -> None:
    folder = str(ROUND / "finished")
    areas = json.loads(
        inside("totals", "--by", "area", "--data", folder, "-f", "json").stdout, parse_float=str
    )
    totals = json.loads(inside("totals", "--data", folder, "-f", "json").stdout, parse_float=str)
    for row in expected():
        mine = {one["area"]: one for one in areas if one["province"] == row["unit"]}
        for area in ("I", "II", "III"):
            assert str(mine[area]["self"]) == row[f"self_{area}"]
            assert str(mine[area]["agreed"]) == row[f"agreed_{area}"]
        (total,) = [one for one in totals if one["province"] == row["unit"]]
        assert str(total["self"]) == row["self"] and str(total["sheet"]) == row["agreed"]
        assert (total["class"], total["agree"]) == (row["class"], True)


def test_a_closed_round_gives_the_scores_that_it_has(tmp_path: Path) -> None:
    folder = ROUND / "finished"
    made = inside("totals", "--scores", "--data", str(folder))
    assert made.code == 0
    assert made.stdout == (folder / "scores_2035.csv").read_text(encoding="utf-8")
    there = tmp_path / "scores_2035.csv"
    assert inside("totals", "--scores", "--data", str(folder), "-o", str(there)).code == 0
    assert there.read_text(encoding="utf-8") == made.stdout
    same = inside("totals", "--scores", "--data", str(folder), "-o", str(there))
    assert (same.code, same.stdout) == (0, "")
    there.write_text(made.stdout.replace("2714", "2715"), encoding="utf-8")
    other = inside("totals", "--scores", "--data", str(folder), "-o", str(there))
    assert other.code == 1 and "Hoành Giang" in other.stderr
    assert "2715" in there.read_text(encoding="utf-8")


def test_an_open_round_gives_no_scores(tmp_path: Path) -> None:
    there = tmp_path / "scores_2035.csv"
    folder = str(ROUND / "in-progress")
    result = inside("totals", "--scores", "--data", folder, "-o", str(there))
    assert (result.code, result.stdout, there.exists()) == (1, "", False)
    for name in ("Cẩm Hà", "Kim Sa", "Lam Khê", "Thanh Lộ"):
        assert name in result.stderr
    assert "Bạch Vân" not in result.stderr
