"""Forms that come back: filled in by openpyxl, taken in by what `vtlt import` goes through."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import libreoffice
import openpyxl
import pytest
from conftest import Result
from filled_forms import fill, filled, rows_of, sheet_cells, table_of
from inside import ROOT, inside

from vtlt_cli.cli.session import Context
from vtlt_cli.cli.taking import Forms
from vtlt_cli.reading.folder import scan

ROUND = ROOT / "examples" / "round"
REPORT: dict[str, list[Any]] = {
    "Số, ký hiệu báo cáo": ["118/BC-VP"],
    "Ngày của báo cáo": [20, 7, 2035],
}
DAY = date(2035, 7, 24)
FINISHED = str(ROUND / "finished")
SHEET = ROUND / "finished" / "sheets_2035" / "bach-van.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The invented round before anything was received: plans and teams are there."""
    folder = tmp_path / "data"
    shutil.copytree(ROUND / "finished", folder)
    shutil.rmtree(folder / "sheets_2035")
    for name in ("scores_2035.csv", "awards_2035.yaml", "results_2035.yaml"):
        (folder / name).unlink()
    lines = (folder / "visits_2035.yaml").read_text("utf-8").split("\n")
    kept, skipping = [], False
    for line in lines:
        if line.startswith(("      self_report", "      held", "      minutes")):
            continue
        if line.startswith("      requests"):
            skipping = True
        elif not line.startswith("        "):
            skipping = False
        if not skipping:
            kept.append(line)
    (folder / "visits_2035.yaml").write_text("\n".join(kept), "utf-8")
    return folder


def sent(data: Path, *args: str) -> list[Path]:
    """The forms, as they are sent out."""
    out = data.parent / "sent"
    done = inside("form", *args, "-o", str(out), "--data", str(data), cwd=data.parent)
    assert done.code == 0, done.stderr
    return sorted(out.iterdir())


def take(data: Path, *paths: Path, received: date | None = DAY, dry_run: bool = False) -> Forms:
    """Take forms in, as `vtlt import` does."""
    forms = Forms(Context(None, "vi", "auto", {}, []), scan(str(data)), None, received)
    for path in paths:
        assert forms.offer(str(path), path.read_bytes()), path
    forms.write(dry_run)
    return forms


def told(forms: Forms) -> list[tuple[str, str, str]]:
    """Cell, criterion and sentence of every trouble."""
    return [(t.cell, t.code, t.words[1]) for one in forms.refused for t in one.troubles]


def self_form(data: Path, unit: str = "bach-van", **more: Any) -> Path:
    path = next(path for path in sent(data, "self", unit) if unit in path.name)
    cells = sheet_cells(ROUND / "finished" / "sheets_2035" / f"{unit}.csv", "self")
    return filled(path, {**cells, **more.pop("cells", {})}, blanks=more.pop("blanks", REPORT))


def side(path: Path, *fields: str) -> dict[str, tuple[str, ...]]:
    import csv

    with open(path, encoding="utf-8", newline="") as file:
        return {row["criterion"]: tuple(row[f] for f in fields) for row in csv.DictReader(file)}


def state(data: Path) -> dict[str, bytes]:
    return {str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def test_a_self_form_becomes_the_self_side(data: Path) -> None:
    forms = take(data, self_form(data))
    assert told(forms) == [] and len(forms.taken) == 1
    now = side(data / "sheets_2035" / "bach-van.csv", "self_result", "self", "evidence", "agreed")
    want = side(SHEET, "self_result", "self", "evidence")
    assert {code: cells[:3] for code, cells in now.items()} == want
    assert {cells[3] for cells in now.values()} == {""}
    text = (data / "visits_2035.yaml").read_text("utf-8")
    assert "self_report: {number: 118/BC-VP, date: 2035-07-20, received: 2035-07-24}" in text
    # What stood there stays as it was.
    before = [line for line in text.split("\n") if "self_report" not in line]
    assert before[0].startswith("# SỐ LIỆU GIẢ ĐỊNH")
    found = inside("validate", str(data), "-f", "concise", cwd=data)
    assert found.code == 0, found.stdout


def test_the_same_form_twice_changes_nothing(data: Path) -> None:
    path = self_form(data)
    take(data, path)
    before = state(data)
    again = take(data, path)
    assert [one.changes for one in again.taken] == [[]] and not again.refused
    assert state(data) == before
    # Two copies in one call are one.
    both = take(data, path, Path(shutil.copy(path, path.parent / "copy.xlsx")))
    assert not both.refused and state(data) == before


def test_an_agreed_form_closes_its_side_with_the_minutes(data: Path) -> None:
    take(data, self_form(data))
    path = next(path for path in sent(data, "agreed", "bach-van") if "thong-nhat" in path.name)
    cells = sheet_cells(SHEET, "agreed")
    blanks: dict[str, list[Any]] = {
        "Buổi kiểm tra thứ 1": [7, 8, 2035, "sáng"],
        "Buổi kiểm tra thứ 2": [7, 8, 2035, "Chiều"],
        "Ngày thông qua": [7, 8, 2035],
        "Tổng số điểm ghi": [1588],
        "Xếp loại ghi": ["Tốt"],
    }
    forms = take(data, filled(path, cells, blanks=blanks))
    assert told(forms) == []
    sheet = data / "sheets_2035" / "bach-van.csv"
    fields = ("self_result", "self", "agreed_result", "agreed", "reason", "evidence")
    assert side(sheet, *fields) == side(SHEET, *fields)
    text = (data / "visits_2035.yaml").read_text("utf-8")
    assert "minutes: {date: 2035-08-07, total: 1588, class: Tốt}" in text
    assert "held: [2035-08-07 sáng, 2035-08-07 chiều]" in text
    before = state(data)
    # Signed minutes close the side; the same again is nothing.
    assert [one.changes for one in take(data, path).taken] == [[]]
    changed = take(data, filled(path, {("1", "Điểm thống nhất"): 140}))
    assert "biên bản đã thông qua" in told(changed)[0][2] and state(data) == before


def test_a_self_side_is_closed_by_its_report(data: Path) -> None:
    path = self_form(data, blanks={})
    assert not take(data, path).refused
    filled(path, {("5", "Điểm tự chấm"): 80}, blanks=REPORT)
    assert not take(data, path).refused
    assert side(data / "sheets_2035" / "bach-van.csv", "self")["5"] == ("80",)
    before = state(data)
    refused = take(data, filled(path, {("5", "Điểm tự chấm"): 81}))
    assert "đã nhận báo cáo tự đánh giá" in told(refused)[0][2] and state(data) == before


def test_a_good_form_lands_though_its_neighbour_is_bad(data: Path) -> None:
    good = self_form(data, "kim-sa", blanks=REPORT)
    bad = self_form(data, "lam-khe", cells={("1", "Điểm tự chấm"): 7})
    forms = take(data, bad, good)
    assert [Path(one.path).name for one in forms.taken] == [good.name]
    assert (data / "sheets_2035" / "kim-sa.csv").exists()
    assert not (data / "sheets_2035" / "lam-khe.csv").exists()
    errors: Any = openpyxl.load_workbook(bad.parent / "loi_lam-khe.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in errors.iter_rows()]
    at = rows.index(["Trang", "Ô", "Chỉ tiêu", "Đã ghi", "Vấn đề", "Đề nghị"])
    sheet, cell, code, found, problem, _help = rows[at + 1]
    assert (sheet, code, found) == ("Phiếu chấm điểm", "1", "7")
    book: Any = openpyxl.load_workbook(bad)
    assert book.worksheets[0][cell].value == 7
    assert problem.startswith("Tỉnh Lam Khê, chỉ tiêu 1: ghi 7 điểm; theo mức điểm là")


def test_rows_inserted_columns_widened_the_sheet_renamed(data: Path) -> None:
    path = self_form(data)
    book: Any = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.title = "Bạch Vân gửi"
    sheet.protection.sheet = False
    for column in "BCDE":
        sheet.column_dimensions[column].width = 60
    # openpyxl moves no merged cells: those of the heading go.
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(rows_of(sheet)["7.1"], 2)
    sheet.insert_rows(1, 3)
    book.save(path)
    forms = take(data, path)
    assert told(forms) == []
    want = side(SHEET, "self_result", "self")
    assert side(data / "sheets_2035" / "bach-van.csv", "self_result", "self") == want


def test_values_pasted_over_lists(data: Path) -> None:
    cells = {
        ("4", "Kết quả thực hiện"): "  đủ, CHƯA đúng  chuyên môn ",
        ("8", "Kết quả thực hiện"): "Không phát sinh",
        ("12", "Điểm tự chấm"): "170,5",
        ("9", "Kết quả thực hiện"): "120",
    }
    forms = take(data, self_form(data, cells=cells))
    assert told(forms) == []
    found = side(data / "sheets_2035" / "bach-van.csv", "self_result", "self")
    assert found["4"] == ("Đủ, chưa đúng chuyên môn", "60")
    assert found["8"] == ("không phát sinh", "0") and found["12"] == ("341", "170.5")


@pytest.mark.parametrize(
    ("row", "text", "wrong"),
    [
        (3, "Đơn vị: Văn phòng Ủy ban nhân dân tỉnh Cẩm Hà", True),
        (5, "Mã phiếu: 2035-cam-ha-TC-9B3D", True),
        (5, "Mã phiếu: 2033-bach-van-TC-9B3D", True),
        (3, "Đơn vị: UBND tỉnh Bạch Vân", False),
    ],
)
def test_a_form_under_the_name_of_another(row: int, text: str, wrong: bool, data: Path) -> None:
    """Who has lost a form may write over that of a neighbour: it lands in neither's sheet."""
    path = self_form(data)
    book: Any = openpyxl.load_workbook(path)
    book.worksheets[0].cell(row, 1, text)
    book.save(path)
    forms = take(data, path)
    assert [(cell, "ghi nội dung khác" in why) for cell, _code, why in told(forms)] == (
        [(f"A{row}", True)] if wrong else []
    )
    assert (data / "sheets_2035").exists() != wrong


@pytest.mark.parametrize("kind", ["self", "plan"])
def test_lines_under_the_names_of_others(kind: str, data: Path) -> None:
    """Who moves names and leaves the numbers beside them would give one the points of another."""
    path = self_form(data) if kind == "self" else sent(data, "plan", "1")[0]
    book: Any = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    first, second = (
        rows_of(sheet)[code] for code in (("1", "2") if kind == "self" else ("1.1", "2.1"))
    )
    names = [sheet.cell(row, 2).value for row in (first, second)]
    for row, name in zip((first, second), reversed(names)):
        sheet.cell(row, 2, name)
    book.save(path)
    found = told(take(data, path))
    assert [cell for cell, _code, why in found if "ghi nội dung khác" in why] == [
        f"B{first}",
        f"B{second}",
    ]


@pytest.mark.parametrize("year", [35, 20355, "2035 "])
def test_a_year_has_four_digits(year: Any, data: Path) -> None:
    blanks = {**REPORT, "Ngày của báo cáo": [20, 7, year]}
    found = told(take(data, self_form(data, blanks=blanks)))
    assert bool(found) == (year != "2035 ")


def test_a_register_that_cannot_be_read_makes_no_unit_unknown(data: Path) -> None:
    path = self_form(data)
    register = data / "provinces.yaml"
    register.write_text(register.read_text("utf-8") + "\n- {id: zz, name: Zz\n", "utf-8")
    before = state(data)
    done = inside("import", str(path), "--to", str(data), "--received", "2035-07-24")
    assert done.code == 1 and "provinces.yaml could not be read" in done.stderr
    assert "no unit" not in done.stderr + done.stdout and state(data) == before


def test_two_forms_in_one_workbook(data: Path) -> None:
    path = self_form(data)
    book: Any = openpyxl.load_workbook(path)
    book.create_sheet("Cẩm Hà")["A5"] = "Mã phiếu: 2035-cam-ha-TC-9B3D"
    book.save(path)
    assert [cell for cell, _code, _why in told(take(data, path))] == ["A5"]


def test_a_side_is_not_refused_for_what_the_other_lacks(data: Path) -> None:
    """The minutes were recorded before the tool came: the unit's own points may come after them."""
    visits = data / "visits_2035.yaml"
    text = (ROUND / "finished" / "visits_2035.yaml").read_text("utf-8")
    visits.write_text(text, "utf-8")
    assert told(take(data, self_form(data))) == []
    assert side(data / "sheets_2035" / "bach-van.csv", "self") == side(SHEET, "self")


def test_a_copy_without_the_hidden_sheet_is_known_by_its_code(data: Path) -> None:
    path = self_form(data)
    book: Any = openpyxl.load_workbook(path)
    del book["_vtlt"]
    book.create_sheet("Khác", 0)["A1"] = "Ghi chú của Văn phòng"
    book.save(path)
    forms = take(data, path)
    assert told(forms) == [] and len(forms.taken) == 1


@pytest.mark.parametrize(
    ("cells", "code", "said"),
    [
        ({("1", "Kết quả thực hiện"): "nhiều"}, "1", "không đọc được kết quả “nhiều”"),
        ({("8", "Kết quả thực hiện"): "Không phát sinh."}, "8", "“Không phát sinh.”"),
        (
            {("4", "Kết quả thực hiện"): "Đủ, đúng chuyên mon"},
            "4",
            "không phải là mức của chỉ tiêu này",
        ),
        ({("5", "Điểm tự chấm"): 101}, "5", "101"),
        ({("2", "Kết quả thực hiện"): "không phát sinh"}, "2", "không phát sinh"),
        ({("3", "Điểm tự chấm"): None}, "3", "chưa có điểm tự chấm"),
        ({("1", "Điểm tự chấm"): "=14*10"}, "1", "công thức chưa có kết quả"),
        ({("1", "Kết quả thực hiện"): date(2035, 1, 14)}, "1", "ô đang là ngày tháng"),
        ({("1", "Kết quả thực hiện"): True}, "1", "không phải là số hoặc chữ"),
        ({("1", "Kết quả thực hiện"): "#REF!"}, "1", "ô báo lỗi của Excel"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(
    cells: Mapping[tuple[str, str], Any], code: str, said: str, data: Path
) -> None:
    path = self_form(data, cells=cells)
    before = state(data)
    forms = take(data, path)
    ((cell, found, words),) = told(forms)
    assert found == code and said in words
    sheet: Any = openpyxl.load_workbook(path).worksheets[0]
    assert sheet[cell].row == rows_of(sheet)[code]
    assert state(data) == before


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("twice", "dòng này có hai lần"),
        ("gone", "phiếu không còn dòng này"),
        ("stray", "không có ký hiệu của phiếu tại cột TT"),
        ("no titles", "không có trang nào có bảng"),
        ("two sheets", "có ở nhiều trang"),
        ("no label", "phiếu không còn dòng này"),
        ("no number", "chưa ghi “Số, ký hiệu báo cáo tự đánh giá”"),
        ("no day", "không phải là một ngày"),
        ("blank", "phiếu chưa ghi nội dung nào"),
    ],
)
def test_a_form_that_was_taken_apart(what: str, said: str, data: Path) -> None:
    path = self_form(data)
    book: Any = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows, (header, columns) = rows_of(sheet), table_of(sheet)
    if what == "twice":
        sheet.cell(rows["2"], 1).value = "1"
    elif what == "gone":
        sheet.delete_rows(rows["12"])
    elif what == "stray":
        sheet.insert_rows(rows["2"])
        sheet.cell(rows["2"], columns["Điểm tự chấm"]).value = 5
    elif what == "no titles":
        sheet.cell(header, columns["Điểm tự chấm"]).value = "Điểm"
    elif what == "two sheets":
        book.copy_worksheet(sheet)
    elif what == "no label":
        sheet.cell(rows["Số, ký hiệu báo cáo tự đánh giá"], 2).value = "Số báo cáo"
    elif what == "no number":
        fill(book, 0, {}, {"Số, ký hiệu báo cáo": [None]})
    elif what == "no day":
        fill(book, 0, {}, {"Ngày của báo cáo": [31, 6, 2035]})
    else:
        for row in range(header + 1, sheet.max_row + 1):
            for cell in sheet[row]:
                if not cell.protection.locked:
                    cell.value = None
    book.save(path)
    before = state(data)
    forms = take(data, path)
    assert said in told(forms)[0][2], told(forms)
    assert state(data) == before


def test_of_another_round_unit_or_scale(data: Path) -> None:
    path = self_form(data)
    scale = data / "criteria_2035.yaml"
    text = scale.read_text("utf-8")
    scale.write_text(text.replace("most: 200", "most: 150").replace('"12"', '"13"'), "utf-8")
    (only,) = told(take(data, path))
    assert only[2] == (
        "thang điểm đã thay đổi sau khi gửi phiếu (chỉ tiêu đã sửa: 2; mới thêm: 13; đã bỏ: 12)"
    )
    scale.write_text(text + "# a comment is no other scale\n", "utf-8")
    assert not take(data, path).refused
    register = data / "provinces.yaml"
    register.write_text(
        register.read_text("utf-8").replace("id: bach-van", "id: bach-mai"), "utf-8"
    )
    assert "không phải là đơn vị" in told(take(data, path))[0][2]
    for file in list(data.iterdir()):
        if "2035" in file.name:
            file.rename(file.with_name(file.name.replace("2035", "2037")))
    rounds = data / "rounds.yaml"
    rounds.write_text(rounds.read_text("utf-8").replace("year: 2035", "year: 2037"), "utf-8")
    assert (
        "phiếu của đợt kiểm tra năm 2035, không phải đợt kiểm tra năm 2037"
        in told(take(data, path))[0][2]
    )


def test_a_scale_that_cannot_be_read_takes_nothing_in(data: Path) -> None:
    path = self_form(data)
    scale = data / "criteria_2035.yaml"
    scale.write_text(scale.read_text("utf-8").replace("most: 200", "most: nhiều"), "utf-8")
    before = state(data)
    assert "chưa đọc được đầy đủ" in told(take(data, path))[0][2] and state(data) == before


def test_two_forms_of_one_unit_that_differ(data: Path) -> None:
    one = self_form(data, blanks={})
    other = filled(one, {("5", "Điểm tự chấm"): 1}, to=one.parent / "other.xlsx")
    forms = take(data, one, other)
    assert len(forms.taken) == 1 and "đã nhận phiếu khác của cùng đơn vị" in told(forms)[0][2]
    assert side(data / "sheets_2035" / "bach-van.csv", "self")["5"] == ("88",)


def test_locked_cells_are_never_read(data: Path) -> None:
    path = self_form(data)
    book: Any = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows, (_header, columns) = rows_of(sheet), table_of(sheet)
    for code in ("1", "2"):
        sheet.cell(rows[code], columns["Điểm theo mức"]).value = 9999
        sheet.cell(rows[code], columns["Mức điểm"]).value = "99 điểm/văn bản"
    sheet.cell(rows["TỔNG CỘNG"], columns["Điểm tự chấm"]).value = 1
    book.save(path)
    assert told(take(data, path)) == []


def test_a_dry_run_writes_nothing(data: Path) -> None:
    path, bad = self_form(data), self_form(data, "lam-khe", cells={("1", "Điểm tự chấm"): 7})
    before = state(data)
    forms = take(data, path, bad, dry_run=True)
    assert forms.taken and forms.refused and state(data) == before
    assert not list(path.parent.glob("loi_*"))


def test_a_plan_becomes_visits_and_a_team(data: Path) -> None:
    (data / "teams_2035.yaml").unlink()
    (data / "visits_2035.yaml").unlink()
    path = next(p for p in sent(data, "plan", "1"))
    visits: dict[tuple[str, str], Any] = {}
    for number, day in ((1, 7), (2, 14), (3, 21), (4, 28)):
        for session, half in ((1, "sáng"), (2, "chiều")):
            code = f"{number}.{session}"
            visits |= {(code, "Ngày"): day, (code, "Tháng"): 8, (code, "Năm"): 2035}
            visits[code, "Buổi"] = half
    visits["1.1", "Địa điểm"] = "Văn phòng, phòng họp số 2"
    team = {
        ("1", "Đơn vị cử"): "Hoành Giang",
        ("1", "Chức vụ"): "Phó Giám đốc Sở Nội vụ",
        ("2", "Đơn vị cử"): "Bạch Vân",
        ("2", "Chức vụ"): "Trưởng phòng Quản lý văn thư, lưu trữ",
    }
    blanks: dict[str, list[Any]] = {
        "Số, ký hiệu kế hoạch": ["45/KH-SNV"],
        "Ngày của kế hoạch": [10, 7, 2035],
        "Ngày gửi": [11, 7, 2035],
        "Ngày tổng kết": [5, 9, 2035],
    }
    filled(path, visits, team, blanks=blanks)
    forms = take(data, path)
    assert told(forms) == []
    text = (data / "visits_2035.yaml").read_text("utf-8")
    assert "plan: {number: 45/KH-SNV, date: 2035-07-10, sent: 2035-07-11}" in text
    assert "sessions: [2035-08-07 sáng, 2035-08-07 chiều]" in text
    shown = inside("plan", "--cluster", "1", "-f", "csv", "--data", str(data), cwd=data)
    assert shown.code == 0 and shown.stdout.count("\n1,") == 9
    before = state(data)
    assert [one.changes for one in take(data, path).taken] == [[]] and state(data) == before
    # What is left blank says nothing against what is recorded.
    less = filled(path, {}, blanks={"Ngày tổng kết": [None] * 3}, to=path.with_name("less.xlsx"))
    assert told(take(data, less)) == [] and state(data) == before
    moved = take(data, filled(path, {("1.1", "Ngày"): 8}))
    assert "không ghi đè" in told(moved)[0][2] and state(data) == before


def test_the_report_of_a_cluster_comes_back(data: Path) -> None:
    path = next(p for p in sent(data, "cluster", "1"))
    scores = {
        "1": (1588, "Tốt"),
        "2": (818, "Trung bình"),
        "3": (2714, "Xuất sắc"),
        "4": (1152, "Khá"),
    }
    cells: dict[tuple[str, str], Any] = {}
    for code, (score, class_) in scores.items():
        cells |= {(code, "Tổng số điểm"): score, (code, "Xếp loại"): class_}
    requests = {
        ("1", "Đơn vị"): "Ngọc Trì",
        ("1", "Nơi được kiến nghị"): "Cục",
        ("1", "Nội dung kiến nghị, đề xuất"): "Đề nghị hướng dẫn mẫu, biểu",
    }
    blanks: dict[str, list[Any]] = {
        "Số, ký hiệu báo cáo": ["81/BC-SNV"],
        "Ngày của báo cáo": [18, 9, 2035],
        "Ngày gửi Cục": [19, 9, 2035],
    }
    filled(path, cells, requests, blanks=blanks)
    # The day on which it came may be told later; then it is no other.
    assert told(take(data, path, received=None)) == []
    forms = take(data, path, received=date(2035, 9, 23))
    assert told(forms) == [] and forms.taken[0].changes
    assert "báo cáo khác" in told(take(data, path, received=date(2035, 9, 24)))[0][2]
    now = (data / "results_2035.yaml").read_text("utf-8")
    assert "received: 2035-09-23" in now and "{province: Bạch Vân, score: 1588, class: Tốt}" in now
    visits = (data / "visits_2035.yaml").read_text("utf-8")
    assert 'requests: [{to: department, text: "Đề nghị hướng dẫn mẫu, biểu"}]' in visits
    before = state(data)
    again = take(data, path, received=date(2035, 9, 23))
    assert [one.changes for one in again.taken] == [[]] and state(data) == before
    blank = take(data, filled(path, {("2", "Tổng số điểm"): None}))
    assert ("2", "chưa ghi tổng số điểm của Đại Nguyên") in [t[1:] for t in told(blank)]


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A form filled in by LibreOffice, two rows inserted, a column widened, the sheet renamed."""
    libreoffice.needed()
    folder = tmp_path_factory.mktemp("libreoffice")
    done = inside("form", "self", "bach-van", "-o", ".", "--data", FINISHED, cwd=folder)
    assert done.code == 0
    path = folder / "phieu-tu-cham-2035-bach-van.xlsx"
    sheet: Any = openpyxl.load_workbook(path).worksheets[0]
    rows, (_header, columns) = rows_of(sheet), table_of(sheet)
    cells = {
        sheet.cell(rows[code], columns[title]).coordinate: value
        for (code, title), value in sheet_cells(SHEET, "self").items()
    }
    for label, values in REPORT.items():
        row = next(at for text, at in rows.items() if text.startswith(label))
        opened = [cell for cell in sheet[row] if not cell.protection.locked]
        cells |= {cell.coordinate: value for cell, value in zip(opened, values)}
    more = [
        's.unprotect("")',
        f"s.getRows().insertByIndex({rows['3'] - 1}, 2)",
        "s.getColumns().getByIndex(1).Width = 12000",
        's.setName("Bạch Vân gửi")',
    ]
    made = {suffix: folder / f"filled{suffix}" for suffix in (".xlsx", ".ods", ".xls")}
    libreoffice.written(path, cells, more, *made.values())
    return made


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
def test_libreoffice_fills_a_form_in(
    suffix: str, by_libreoffice: Mapping[str, Path], data: Path
) -> None:
    forms = take(data, Path(shutil.copy(by_libreoffice[suffix], data.parent)))
    assert told(forms) == []
    fields = ("self_result", "self", "evidence")
    assert side(data / "sheets_2035" / "bach-van.csv", *fields) == side(SHEET, *fields)
    assert "number: 118/BC-VP" in (data / "visits_2035.yaml").read_text("utf-8")


def test_libreoffice_reckons_as_the_scale_does(by_libreoffice: Mapping[str, Path]) -> None:
    """The locked formulas, which nobody reads back, say what the sheet adds up to."""
    sheet: Any = openpyxl.load_workbook(by_libreoffice[".xlsx"], data_only=True).worksheets[0]
    rows, (_header, columns) = rows_of(sheet), table_of(sheet)
    want = side(SHEET, "self")
    for code, (points,) in want.items():
        worth = sheet.cell(rows[code], columns["Điểm theo mức"]).value
        if code != "5":  # judged, not reckoned
            assert worth == float(points), code
    total = sheet.cell(rows["TỔNG CỘNG"], columns["Điểm tự chấm"]).value
    assert total == sum(float(points) for (points,) in want.values())
    assert sheet.cell(rows["XẾP LOẠI"], columns["Điểm tự chấm"]).value == "Tốt"


def imported(data: Path, *args: str, lang: str = "vi") -> Result:
    return inside("import", *args, "--to", str(data), cwd=data.parent, lang=lang)


def test_import_takes_forms_and_tables_in_one_call(data: Path) -> None:
    good, bad = self_form(data, "kim-sa"), self_form(data, "lam-khe", blanks={})
    filled(bad, {("1", "Điểm tự chấm"): 7})
    table = good.parent / "bang-diem-2035.csv"
    table.write_text("Stt,Đơn vị,Tổng số điểm\n1,Bạch Vân,1588\n2,Kim Sa,1402\n", "utf-8")
    done = imported(data, "sent", "--received", "2035-08-20", "-f", "csv")
    assert done.code == 1
    assert (data / "sheets_2035" / "kim-sa.csv").exists() and (data / "scores_2035.csv").exists()
    assert "received: 2035-08-20" in (data / "visits_2035.yaml").read_text("utf-8")
    assert "chỉ tiêu 1: ghi 7 điểm" in done.stdout and "loi_lam-khe.xlsx" in done.stdout
    assert (good.parent / "loi_lam-khe.xlsx").exists()
    before = state(data)
    again = imported(data, "sent", "--received", "2035-08-20", "-f", "csv")
    assert again.code == 1 and state(data) == before and "danh sách lỗi của phiếu" in again.stdout


def test_the_list_in_the_terminal_is_the_list_in_the_workbook(data: Path) -> None:
    bad = self_form(data, "lam-khe", blanks={})
    filled(bad, {("1", "Điểm tự chấm"): 7, ("4", "Kết quả thực hiện"): "Đủ rồi"})
    done = imported(data, str(bad), "-f", "json")
    told_ = [row for row in json.loads(done.stdout) if row["action"] == "refused"]
    errors: Any = openpyxl.load_workbook(bad.parent / "loi_lam-khe.xlsx").worksheets[0]
    rows = [[cell.value or "" for cell in row] for row in errors.iter_rows()]
    rows = rows[rows.index(["Trang", "Ô", "Chỉ tiêu", "Đã ghi", "Vấn đề", "Đề nghị"]) + 1 :]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        (row["sheet"], row["cells"], row["found"]) for row in told_
    ]
    assert [row[2] for row in rows] == ["1", "4"]


def test_import_tries_forms_without_writing(data: Path) -> None:
    path = self_form(data, "lam-khe", cells={("1", "Điểm tự chấm"): 7})
    before = state(data)
    done = imported(data, str(path), "--dry-run")
    assert done.code == 1 and state(data) == before and not list(path.parent.glob("loi_*"))


def test_the_day_is_never_that_of_the_clock(data: Path) -> None:
    assert imported(data, str(self_form(data))).code == 0
    text = (data / "visits_2035.yaml").read_text("utf-8")
    assert "self_report: {number: 118/BC-VP, date: 2035-07-20}" in text
    assert imported(data, "sent", "--received", "hôm nay").code == 2
    # Told later, it is put in.
    assert imported(data, "sent", "--received", "2035-07-24").code == 0
    text = (data / "visits_2035.yaml").read_text("utf-8")
    assert "self_report: {number: 118/BC-VP, date: 2035-07-20, received: 2035-07-24}" in text


def test_what_the_chain_says_is_told(data: Path) -> None:
    """Minutes with another total than the sheet are taken as they are, and told."""
    imported(data, str(self_form(data)))
    path = next(path for path in sent(data, "agreed", "bach-van") if "thong-nhat" in path.name)
    blanks: dict[str, list[Any]] = {
        "Buổi kiểm tra thứ 1": [7, 8, 2035, "sáng"],
        "Buổi kiểm tra thứ 2": [7, 8, 2035, "chiều"],
        "Ngày thông qua": [7, 8, 2035],
        "Tổng số điểm ghi": [1598],
    }
    done = imported(data, str(filled(path, sheet_cells(SHEET, "agreed"), blanks=blanks)))
    assert done.code == 0 and "RES02" in done.stderr


@pytest.mark.parametrize("content", [b"PK\x03\x04 truncated", b"no workbook at all"])
def test_what_is_no_workbook(content: bytes, data: Path) -> None:
    path = data.parent / "phieu.xlsx"
    path.write_bytes(content)
    before = state(data)
    done = imported(data, str(path))
    assert done.code == 1 and "Traceback" not in done.stderr and state(data) == before
