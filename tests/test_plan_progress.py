"""`vtlt plan` and `vtlt progress` on the invented round, and on rounds with gaps."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Golden
from inside import DATA, ROOT, inside

from vtlt_cli.printing.render import FORMATS

EXAMPLES = ROOT / "examples" / "round"
GOLDEN = ROOT / "tests" / "golden" / "round"
COMMANDS = {
    "plan": ("plan",),
    "plan-cluster": ("plan", "--cluster", "2"),
    "progress": ("progress", "--on", "2035-10-01"),
    "progress-end": ("progress", "--on", "2036-03-01"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The finished round, to be changed."""
    shutil.copytree(EXAMPLES / "finished", tmp_path / "data")
    return tmp_path / "data"


def rows(cwd: Path, *args: str) -> Any:
    done = inside(*args, "-f", "json", cwd=cwd)
    assert done.code == 0, done.stderr
    return json.loads(done.stdout)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed(name: str, lang: str, golden: Golden) -> None:
    done = inside(*COMMANDS[name], cwd=EXAMPLES / "finished", lang=lang)
    assert (done.code, done.stderr) == (0, "")
    golden(GOLDEN / f"{name}.{lang}.txt", done.stdout)


@pytest.mark.parametrize("command", ["plan", "progress"])
@pytest.mark.parametrize("format_", FORMATS)
def test_every_format(command: str, format_: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = inside(command, "-f", format_, "-o", str(out), cwd=EXAMPLES / "in-progress")
    assert done.code == 0, done.stderr
    content = out.read_bytes()
    assert content
    if not FORMATS[format_].binary:
        assert "Thanh Lộ" in content.decode("utf-8")


def test_the_fields_of_a_plan() -> None:
    found = rows(EXAMPLES / "finished", "plan")
    assert set(map(tuple, found)) == {
        ("cluster", "province", "name", "day", "half", "place", "team")
    }
    assert len(found) == 17
    days = [(row["cluster"], row["day"], row["half"] == "chiều") for row in found]
    assert days == sorted(days)
    assert found[0]["team"][0] == "Trưởng đoàn: Phó Giám đốc Sở Nội vụ, Hoành Giang"
    table = inside("plan", "-f", "csv", cwd=EXAMPLES / "finished").stdout
    read = list(csv.DictReader(io.StringIO(table)))
    assert [row["day"] for row in read] == [row["day"] for row in found]


def test_the_closing_is_a_row_without_a_province(folder: Path) -> None:
    edit(
        folder,
        "visits_2035.yaml",
        "  visits:\n",
        "  closing: {date: 2035-09-05, place: Sở Nội vụ}\n  visits:\n",
    )
    last = rows(folder, "plan", "--cluster", "1")[-1]
    assert (last["province"], last["day"], last["half"]) == (None, "2035-09-05", None)
    assert last["place"] == "Sở Nội vụ"
    assert "Họp tổng kết Cụm 1" in inside("plan", cwd=folder, lang="vi").stdout


def test_a_visit_without_a_day_comes_last(folder: Path) -> None:
    edit(folder, "visits_2035.yaml", "      sessions: [2035-08-07 sáng, 2035-08-07 chiều]\n", "")
    last = rows(folder, "plan", "--cluster", "1")[-1]
    assert (last["province"], last["day"], last["half"]) == ("bach-van", None, None)


def test_a_cluster_that_there_is_not() -> None:
    done = inside("plan", "--cluster", "9", cwd=EXAMPLES / "finished")
    assert done.code == 2 and "1, 2" in done.stderr


def test_a_folder_without_visits() -> None:
    assert inside("plan", "--data", str(DATA)).code == 2
    done = inside("progress", "--data", str(DATA), "--on", "2009-12-31", "-f", "json")
    found = json.loads(done.stdout)
    assert done.code == 0 and len(found) == 63
    assert {row["stage"] for row in found} == {"waiting"}


def test_the_fields_of_progress() -> None:
    found = rows(EXAMPLES / "finished", "progress", "--on", "2036-03-01")
    names = ("cluster", "province", "name", "plan", "self_report", "held", "minutes", "report")
    assert set(map(tuple, found)) == {(*names, "appendix", "stage", "due")}
    assert {row["stage"] for row in found} == {"appendix"}
    assert {row["appendix"] for row in found} == {"2036-02-20"}


def test_progress_is_that_of_the_day() -> None:
    """What is dated later is not there; a report counts from the day it was received."""

    def stages(day: str) -> dict[str, int]:
        found = rows(EXAMPLES / "finished", "progress", "--on", day)
        listed = [row["stage"] for row in found]
        return {stage: listed.count(stage) for stage in dict.fromkeys(sorted(listed))}

    assert stages("2035-07-01") == {"waiting": 8}
    assert stages("2035-07-24") == {"self_report": 2, "waiting": 6}
    assert stages("2035-09-19") == {"minutes": 6, "self_report": 1, "waiting": 1}
    assert stages("2035-09-23") == {"minutes": 2, "report": 4, "self_report": 1, "waiting": 1}
    assert stages("2036-01-03")["report"] == 4
    assert stages("2036-01-04") == {"report": 8}


def test_the_finished_round_on_a_day_is_the_one_in_progress() -> None:
    """Only what was reported later is open."""
    before = rows(EXAMPLES / "in-progress", "progress", "--on", "2035-10-01")
    after = rows(EXAMPLES / "finished", "progress", "--on", "2035-10-01")
    assert before == after


def test_today_is_that_of_the_environment() -> None:
    done = inside("progress", cwd=EXAMPLES / "finished", env={"SOURCE_DATE_EPOCH": "2075241600"})
    assert "on 2035-10-06" in done.stdout


@pytest.mark.parametrize("day", ["1/10/2035", "2035-10", "2035-02-30", ""])
def test_a_day_that_is_none(day: str) -> None:
    assert inside("progress", "--on", day, cwd=EXAMPLES / "finished").code == 2


def test_self_assessments_are_due_before_the_first_half_day_and_the_declared_day(
    folder: Path,
) -> None:
    (bach_van, *_rest) = rows(folder, "progress", "--on", "2035-07-01")
    assert bach_van["due"] == "2035-08-06"
    edit(folder, "rounds.yaml", "    team:", "    self_before: 2035-08-01\n    team:")
    (bach_van, *_rest) = rows(folder, "progress", "--on", "2035-07-01")
    assert bach_van["due"] == "2035-07-31"


NOT_INSPECTED = """\
      not_inspected:
        reason: khắc phục hậu quả bão
        document: {number: 77/UBND-VP, date: 2035-08-05}
"""


def test_a_unit_that_could_not_be_inspected_is_told(folder: Path) -> None:
    edit(
        folder,
        "visits_2035.yaml",
        "      held: [2035-08-07 sáng, 2035-08-07 chiều]\n"
        "      minutes: {date: 2035-08-07, total: 1588, class: Tốt}\n",
        NOT_INSPECTED,
    )
    edit(folder, "results_2035.yaml", "    - {province: Bạch Vân, score: 1588, class: Tốt}\n", "")
    (row, *_rest) = rows(folder, "progress", "--on", "2035-10-01")
    assert (row["stage"], row["due"]) == ("not_inspected", None)
    shown = inside("progress", "--on", "2035-10-01", cwd=folder, lang="vi").stdout
    assert "Không kiểm tra được tỉnh Bạch Vân (Văn bản số 77/UBND-VP)" in shown
    assert "Biên bản             6/8" in shown
    assert (
        "Không kiểm tra được (Văn bản số 77/UBND-VP)"
        in inside("plan", cwd=folder, lang="vi").stdout
    )


def test_a_unit_that_could_not_be_inspected_needs_no_score(folder: Path) -> None:
    """It is missed by no rule, and told where the others are ranked."""
    edit(
        folder,
        "visits_2035.yaml",
        "      held: [2035-10-17 sáng, 2035-10-17 chiều]\n"
        "      minutes: {date: 2035-10-17, total: 396, class: Trung bình}\n"
        "      requests:\n"
        "        - to: locality\n"
        "          text: Đề nghị Ủy ban nhân dân tỉnh bố trí kinh phí xây dựng kho lưu trữ\n",
        NOT_INSPECTED,
    )
    edit(
        folder,
        "results_2035.yaml",
        "    - {province: Thanh Lộ, score: 396, class: Trung bình}\n",
        "",
    )
    edit(folder, "scores_2035.csv", "8,Thanh Lộ,396\n", "")
    (folder / "sheets_2035" / "thanh-lo.csv").unlink()
    told = json.loads(inside("validate", ".", "-f", "json", cwd=folder).stdout)
    assert [finding["code"] for finding in told] == ["RES05"]
    for command in ("rank", "awards", "stats", "appendix"):
        done = inside(command, cwd=folder)
        assert (
            done.code == 0
            and "7/8 units have a score; could not be inspected: Thanh Lộ" in done.stderr
        )
    assert inside("rank", cwd=EXAMPLES / "finished").stderr == ""


@pytest.mark.parametrize("command", ["plan", "progress"])
def test_what_was_not_read_is_not_told_as_missing(command: str, folder: Path) -> None:
    edit(folder, "visits_2035.yaml", "sessions: [2035-08-07 sáng", "sessions: [7/8/2035 sáng")
    done = inside(command, cwd=folder)
    assert (done.code, done.stdout) == (1, "")
    assert "visits_2035.yaml" in done.stderr and "vtlt validate" in done.stderr


def test_a_total_that_was_not_read_is_no_part_of_a_plan(folder: Path) -> None:
    edit(folder, "visits_2035.yaml", "total: 1588", "total: 1.588")
    for command in ("plan", "progress"):
        done = inside(command, cwd=folder)
        assert done.code == 0 and "vtlt validate" in done.stderr


def test_an_unknown_name_is_planned_as_it_stands(folder: Path) -> None:
    edit(folder, "visits_2035.yaml", "province: Bạch Vân", "province: Xyz Uvw")
    done = inside("plan", "-f", "json", cwd=folder)
    assert done.code == 1
    assert json.loads(done.stdout)[0]["name"] == "Xyz Uvw"
    assert json.loads(done.stdout)[0]["province"] is None
    assert inside("progress", cwd=folder).stdout == ""


def test_errors_in_what_was_read_are_pointed_to(folder: Path) -> None:
    edit(folder, "visits_2035.yaml", "[2035-08-14 sáng,", "[2035-08-07 sáng,")
    done = inside("plan", cwd=folder)
    assert done.code == 0 and "1 error" in done.stderr


@pytest.mark.parametrize(
    ("command", "old", "new"),
    [
        ("progress", "      report: {number", "      rport: {number"),
        ("plan", "- {seat: secretary", "- {sat: secretary"),
    ],
)
def test_what_a_slip_in_the_rounds_hides_is_not_told_as_missing(
    command: str, old: str, new: str, folder: Path
) -> None:
    """A report under a misspelt name, a seat of the team that could not be read."""
    edit(folder, "rounds.yaml", old, new)
    done = inside(command, cwd=folder)
    assert (done.code, done.stdout) == (1, "")
    assert "rounds.yaml" in done.stderr and "vtlt validate" in done.stderr


def test_other_papers_have_names_of_ones_own_choice(folder: Path) -> None:
    edit(folder, "rounds.yaml", "      report: {number", "      kế hoạch: {number")
    assert inside("progress", cwd=folder).code == 0
    assert "FIL08" not in inside("validate", ".", cwd=folder).stdout
