"""`vtlt sheet`, `vtlt totals` and the statistics of sheets, on the invented round."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from inside import ROOT, inside

from vtlt_cli.load import load
from vtlt_cli.reading.folder import scan

ROUND = ROOT / "examples" / "round"
COMMANDS = (
    ["sheet"],
    ["sheet", "Bạch Vân"],
    ["totals"],
    ["totals", "--by", "area"],
    ["totals", "--by", "criterion"],
    ["totals", "--by", "criterion", "--cluster", "2"],
    ["stats", "--by", "area"],
    ["stats", "--spread"],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the finished round, to be changed."""
    return Path(shutil.copytree(ROUND / "finished", tmp_path / "round"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("suffix", ["csv", "json", "md", "html", "docx", "xlsx", "pdf", "txt"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_format(command: list[str], suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"out.{suffix}"
    result = inside(*command, "--data", str(ROUND / "finished"), "-o", str(out))
    assert (result.code, result.stdout) == (0, "") and out.stat().st_size


def test_the_fields_of_a_sheet() -> None:
    rows = json.loads(
        inside("sheet", "bach-van", "--data", str(ROUND / "finished"), "-f", "json").stdout
    )
    assert list(rows[0]) == [
        *("criterion", "area", "text", "unit", "each", "least", "most", "levels", "not_arising"),
        *("self_result", "self", "agreed_result", "agreed", "difference", "reason", "evidence"),
    ]
    assert len(rows) == 13 and [row["criterion"] for row in rows][6:8] == ["7.1", "7.2"]
    assert (rows[0]["self"], rows[0]["agreed"], rows[0]["difference"]) == (140, 130, 10)
    assert rows[3]["levels"][0] == {"name": "Đủ, đúng chuyên môn", "points": 100}


def test_sums_and_class_are_for_people() -> None:
    shown = inside("sheet", "Bạch Vân", "--data", str(ROUND / "finished"), lang="vi").stdout
    assert "Xếp loại: Tốt" in shown
    last = shown.rstrip("\n").split("\n")[-1].split()
    assert last == ["TỔNG", "CỘNG", "1.598,5", "1.588", "10,5"]


def test_a_unit_without_a_sheet() -> None:
    result = inside("sheet", "Thanh Lộ", "--data", str(ROUND / "in-progress"))
    assert result.code == 0 and "sheets_2035/thanh-lo.csv" in result.stderr
    assert inside("sheet", "Không Có", "--data", str(ROUND / "finished")).code == 2


def test_only_the_sheet_that_is_asked_for_is_read(folder: Path) -> None:
    change(folder / "sheets_2035" / "cam-ha.csv", "2,7,140", "2,7,150")
    result = inside("sheet", "Bạch Vân", "--data", str(folder))
    assert (result.code, result.stderr) == (0, "")
    assert inside("sheet", "Cẩm Hà", "--data", str(folder)).code == 1


def test_a_slip_leaves_the_sum_open(folder: Path) -> None:
    change(folder / "sheets_2035" / "cam-ha.csv", "2,7,140,7,140", "2,7,140,7,150")
    result = inside("totals", "--data", str(folder), "-f", "json")
    assert result.code == 1
    rows = {row["province"]: row for row in json.loads(result.stdout)}
    assert (rows["cam-ha"]["self"], rows["cam-ha"]["sheet"]) == (2690, None)
    assert (rows["cam-ha"]["minutes"], rows["cam-ha"]["agree"]) == (2690, True)


@pytest.mark.parametrize("column", ["self_result", "self", "agreed_result", "agreed"])
def test_a_misspelt_column_was_not_read(column: str, folder: Path) -> None:
    """It is no side without points: never exit 0, and the file is named."""
    path = folder / "sheets_2035/bach-van.csv"
    header, _, rest = path.read_text("utf-8").partition("\n")
    wrong = [f"{name[0]}{name[2:]}" if name == column else name for name in header.split(",")]
    path.write_text(f"{','.join(wrong)}\n{rest}", "utf-8")
    for command in (["sheet", "bach-van"], ["totals"], ["totals", "--scores"]):
        result = inside(*command, "--data", str(folder))
        assert result.code == 1, command
        assert "sheets_2035/bach-van.csv" in result.stderr and "vtlt validate" in result.stderr


def test_papers_that_differ_are_told_in_a_line(folder: Path) -> None:
    change(folder / "visits_2035.yaml", "total: 1588", "total: 1598")
    result = inside("totals", "--data", str(folder), "-f", "json")
    rows = {row["province"]: row for row in json.loads(result.stdout)}
    assert result.code == 0 and "1 unit" in result.stderr
    assert rows["bach-van"]["agree"] is False and rows["kim-sa"]["agree"] is True
    refused = inside("totals", "--scores", "--data", str(folder))
    assert (refused.code, refused.stdout) == (1, "") and "Bạch Vân" in refused.stderr


def test_a_unit_that_could_not_be_inspected_is_told_and_never_0(folder: Path) -> None:
    change(
        folder / "visits_2035.yaml",
        "      held: [2035-09-13 sáng, 2035-09-13 chiều]\n"
        "      minutes: {date: 2035-09-13, total: 1402, class: Tốt}\n",
        "      not_inspected: {reason: bão, document: {number: 7/VP, date: 2035-09-12}}\n",
    )
    change(folder / "results_2035.yaml", "    - {province: Kim Sa, score: 1402, class: Tốt}\n", "")
    (folder / "scores_2035.csv").unlink()
    (folder / "awards_2035.yaml").unlink()
    (folder / "sheets_2035" / "kim-sa.csv").unlink()
    result = inside("totals", "--data", str(folder))
    assert result.code == 0
    assert "7/8" in result.stdout and "Kim Sa (bão)" in result.stdout
    scores = inside("totals", "--scores", "--data", str(folder))
    assert scores.code == 0 and "Kim Sa" not in scores.stdout
    assert scores.stdout.count("\n") == 8


def test_the_class_may_be_held_below_with_a_reason(folder: Path) -> None:
    change(
        folder / "visits_2035.yaml",
        "total: 1588, class: Tốt}",
        "total: 1588, class: Khá, class_reason: mất tài liệu}",
    )
    rows = json.loads(inside("totals", "--data", str(folder), "-f", "json").stdout)
    assert [row["class"] for row in rows if row["province"] == "bach-van"] == ["Khá"]


def test_a_page_has_six_units_at_most(tmp_path: Path) -> None:
    """Thirteen units in one cluster are three pages."""
    names = [f"Đơn Vị {chr(65 + n)}" for n in range(13)]
    (tmp_path / "sheets_2035").mkdir()
    units = "".join(f"- {{id: dv-{n}, name: {name}, kind: xã}}\n" for n, name in enumerate(names))
    (tmp_path / "provinces.yaml").write_text(units, encoding="utf-8")
    (tmp_path / "clusters_2035.yaml").write_text(
        f"- {{number: 1, leader: {names[0]}, members: [{', '.join(names)}]}}\n", encoding="utf-8"
    )
    (tmp_path / "criteria_2035.yaml").write_text(
        'areas: [{code: I, title: a, criteria: [{code: "1", text: b, most: 10}]}]\n',
        encoding="utf-8",
    )
    for n in range(13):
        path = tmp_path / "sheets_2035" / f"dv-{n}.csv"
        path.write_text(f"criterion,agreed\n1,{n % 11}\n", encoding="utf-8")
    result = inside("totals", "--by", "criterion", "--data", str(tmp_path), "-f", "markdown")
    heads = [line for line in result.stdout.split("\n") if line.startswith("| No.")]
    assert [head.count("Đơn Vị") for head in heads] == [5, 5, 3]
    long = inside("totals", "--by", "criterion", "--data", str(tmp_path), "-f", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(long)))
    assert [row["agreed"] for row in rows] == [str(n % 11) for n in range(13)]


@pytest.mark.parametrize(
    "args",
    [
        ["totals", "--by", "unit"],
        ["totals", "--cluster", "9"],
        ["totals", "--scores", "--by", "area"],
        ["totals", "--scores", "-f", "json"],
        ["stats", "--spread", "--by", "area"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused(args: list[str]) -> None:
    assert inside(*args, "--data", str(ROUND / "finished")).code == 2


def test_of_a_sheet_without_a_finding_no_text_is_kept(folder: Path) -> None:
    change(folder / "sheets_2035" / "cam-ha.csv", "2,7,140,7,140", "2,7,140,7,150")
    data, _problems = load(scan(str(folder)))
    kept = {Path(path).stem for path, source in data.sources.items() if source.text}
    assert "cam-ha" in kept and "bach-van" not in kept


def test_one_sheet_is_validated_with_its_round_and_no_other_sheet(folder: Path) -> None:
    change(folder / "sheets_2035" / "cam-ha.csv", "2,7,140,7,140", "2,7,150,7,140")
    change(folder / "visits_2035.yaml", "total: 1588", "total: 1598")
    one = inside("validate", "sheets_2035/bach-van.csv", "-f", "concise", cwd=folder)
    assert one.code == 1 and one.stdout.count("\n") == 1 and "RES02" in one.stdout
    two = inside("validate", "cam-ha.csv", "-f", "concise", cwd=folder / "sheets_2035")
    assert two.code == 1 and two.stdout.count("\n") == 1 and "SHT07" in two.stdout
    given = (
        (folder / "sheets_2035" / "kim-sa.csv").read_bytes().replace(b"2,12,200", b"2,12,240", 1)
    )
    args = ["validate", "-", "--stdin-filename", "sheets_2035/kim-sa.csv", "-f", "concise"]
    three = inside(*args, cwd=folder, input=given)
    assert three.code == 1 and "SHT06" in three.stdout
