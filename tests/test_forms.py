"""`vtlt form`: the workbooks that are sent out to be filled in."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import Result
from inside import ROOT, inside

from vtlt_cli.cli.counted import counted
from vtlt_cli.cli.session import Context

ROUND = ROOT / "examples" / "round"
openpyxl = pytest.importorskip("openpyxl")
UNITS = [
    "bach-van",
    "cam-ha",
    "dai-nguyen",
    "hoanh-giang",
    "kim-sa",
    "lam-khe",
    "ngoc-tri",
    "thanh-lo",
]


def form(tmp_path: Path, *args: str, data: Path = ROUND / "in-progress") -> Result:
    return inside("form", *args, "-o", str(tmp_path / "out"), "--data", str(data), cwd=tmp_path)


def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def titled(sheet: Any) -> dict[str, int]:
    """The columns of the table by their titles, and under "" its row."""
    for row in sheet.iter_rows():
        if row[0].value == "TT":
            return {"": row[0].row, **{cell.value: cell.column for cell in row if cell.value}}
    raise AssertionError("no table")


def row_of(sheet: Any, code: str) -> int:
    found = [row[0].row for row in sheet.iter_rows() if row[0].value == code]
    assert len(found) == 1
    row: int = found[0]
    return row


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One form of every kind."""
    folder = tmp_path_factory.mktemp("forms")
    for args in (["self", "Bạch Vân"], ["agreed", "bach-van"], ["plan", "1"], ["cluster", "1"]):
        done = form(folder, *args)
        assert (done.code, done.stderr[:20]) == (0, "vtlt: 1 form written")
    return folder / "out"


def test_a_form_a_unit_and_a_form_a_cluster(tmp_path: Path) -> None:
    for kind in ("self", "agreed", "plan", "cluster"):
        assert form(tmp_path, kind).code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        [
            *(f"phieu-tu-cham-2035-{unit}.xlsx" for unit in UNITS),
            *(f"phieu-thong-nhat-2035-{unit}.xlsx" for unit in UNITS),
            *(
                f"{stem}-2035-cum-{number}.xlsx"
                for stem in ("ke-hoach", "bao-cao")
                for number in (1, 2)
            ),
        ]
    )


def test_only_what_is_to_be_written_is_open(forms: Path) -> None:
    opened = {
        "phieu-tu-cham-2035-bach-van.xlsx": {
            "Kết quả thực hiện",
            "Điểm tự chấm",
            "Tài liệu kiểm chứng, ghi chú",
        },
        "phieu-thong-nhat-2035-bach-van.xlsx": {
            "Kết quả thống nhất",
            "Điểm thống nhất",
            "Lý do, ghi chú",
        },
        "ke-hoach-2035-cum-1.xlsx": {"Ngày", "Tháng", "Năm", "Buổi", "Địa điểm"},
        "bao-cao-2035-cum-1.xlsx": {"Tổng số điểm", "Xếp loại"},
    }
    for name, titles in opened.items():
        sheet = book(forms / name).worksheets[0]
        assert sheet.protection.sheet and sheet.protection.password is None
        columns = titled(sheet)
        header = columns.pop("")
        last = max(row[0].row for row in sheet.iter_rows() if row[0].value)
        found = {
            title
            for title, column in columns.items()
            for row in range(header + 1, last + 1)
            if not sheet.cell(row, column).protection.locked
        }
        assert found == titles, name


def test_what_may_stand_in_a_cell(forms: Path) -> None:
    sheet = book(forms / "phieu-tu-cham-2035-bach-van.xlsx").worksheets[0]
    columns = titled(sheet)
    rules = {
        str(one.sqref): (one.type, one.formula1) for one in sheet.data_validations.dataValidation
    }

    def rule(code: str, title: str) -> tuple[str, str]:
        cell = sheet.cell(row_of(sheet, code), columns[title]).coordinate
        kind, formula = rules[cell]
        return kind, formula.replace(cell, "X")

    result, points = "Kết quả thực hiện", "Điểm tự chấm"
    assert rule("4", result) == ("list", "muc_4")
    assert rule("1", result) == (
        "custom",
        "IF(ISNUMBER(X),AND(ISNUMBER(X),X>=0,ROUND(X,0)=X),FALSE)",
    )
    assert 'ROUND(X,1)=X),X="không phát sinh")' in rule("10", result)[1]
    assert rule("5", points) == ("custom", "IF(ISNUMBER(X),AND(ISNUMBER(X),X>=0,X<=100),FALSE)")
    assert sheet.cell(row_of(sheet, "5"), columns[result]).protection.locked


def test_formulas_are_saved_as_not_known_yet(forms: Path) -> None:
    """Previews and Protected View reckon nothing, and 0 is not blank."""
    path = forms / "phieu-tu-cham-2035-bach-van.xlsx"
    sheet, saved = (
        book(path).worksheets[0],
        openpyxl.load_workbook(path, data_only=True).worksheets[0],
    )
    column = titled(sheet)["Điểm tự chấm"]
    total = next(row[0].row for row in sheet.iter_rows() if row[1].value == "TỔNG CỘNG")
    assert sheet.cell(total, column).value.startswith("=IF(COUNT(")
    assert '<13,"…",SUM(' in sheet.cell(total, column).value
    assert saved.cell(total, column).value == "…"
    # The sum of the parts of a criterion is none of the numbers of its area.
    second = sheet.cell(row_of(sheet, "II"), column).value
    seven = sheet.cell(row_of(sheet, "7"), column).coordinate
    assert "<5," in second and seven not in second


def test_the_self_side_is_shown_locked(forms: Path) -> None:
    sheet = book(forms / "phieu-thong-nhat-2035-bach-van.xlsx").worksheets[0]
    columns, row = titled(sheet), row_of(sheet, "12")
    assert sheet.cell(row, columns["Kết quả tự chấm"]).value == "341"
    assert sheet.cell(row, columns["Điểm tự chấm"]).value == 170.5
    assert sheet.cell(row, columns["Điểm tự chấm"]).protection.locked


def test_the_code_stands_where_people_see_it(forms: Path) -> None:
    for path in forms.iterdir():
        sheets = book(path).worksheets
        shown = {sheet.title for sheet in sheets if sheet.sheet_state == "visible"}
        for sheet in sheets:
            if sheet.title not in shown:
                continue
            codes = [row[0].value for row in sheet.iter_rows() if str(row[0].value)[:3] == "Mã "]
            assert len(codes) == 1 and codes[0] in sheet.oddFooter.left.text
        assert {sheet.title: sheet.sheet_state for sheet in sheets}["_vtlt"] == "veryHidden"


def test_the_table_has_no_merged_cells_and_its_titles_stay(forms: Path) -> None:
    for path in forms.iterdir():
        sheet = book(path).worksheets[0]
        header = titled(sheet)[""]
        assert all(area.max_row < header for area in sheet.merged_cells.ranges)
        assert sheet.freeze_panes == f"A{header + 1}"
        assert sheet.print_title_rows == f"${header}:${header}"
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
        # One page wide, as many high as it takes.
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (
            True,
            0,
        )
        assert round(sheet.page_margins.left * 25.4) == 30


def test_no_rule_is_dropped_however_long_the_levels_are(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROUND / "in-progress", data)
    file = data / "criteria_2035.yaml"
    long = "Kho tạm " + "rất " * 80 + "tạm"
    file.write_text(file.read_text("utf-8").replace("Kho tạm", long), "utf-8")
    assert form(tmp_path, "self", "kim-sa", data=data).code == 0
    found = book(tmp_path / "out" / "phieu-tu-cham-2035-kim-sa.xlsx")
    lists = found["_muc"]
    assert long in [cell.value for row in lists.iter_rows() for cell in row]
    assert "muc_12" in found.defined_names and "diem_12" in found.defined_names


def test_names_are_no_part_of_a_formula(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROUND / "in-progress", data)
    file = data / "criteria_2035.yaml"
    text = file.read_text("utf-8").replace("name: Xuất sắc", 'name: "Rất {sum} \\"tốt\\""')
    file.write_text(text.replace("text: Lập hồ sơ công việc", 'text: "=1+1 {x} %s"'), "utf-8")
    assert form(tmp_path, "self", "kim-sa", data=data).code == 0
    sheet = book(tmp_path / "out" / "phieu-tu-cham-2035-kim-sa.xlsx").worksheets[0]
    found = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any('>=2000,"Rất {sum} ""tốt""",' in text for text in found)
    named = sheet.cell(row_of(sheet, "7"), 2)
    assert (named.value, named.data_type) == ("=1+1 {x} %s", "s")


def test_the_same_form_is_the_same_bytes_and_a_filled_one_is_kept(tmp_path: Path) -> None:
    form(tmp_path, "self", "kim-sa")
    path = tmp_path / "out" / "phieu-tu-cham-2035-kim-sa.xlsx"
    before = path.read_bytes()
    again = form(tmp_path, "self", "kim-sa")
    assert again.code == 0 and "1 was" not in again.stderr and "0 forms written" in again.stderr
    assert path.read_bytes() == before
    path.write_bytes(before + b" ")
    refused = form(tmp_path, "self")
    assert refused.code == 2 and "perhaps filled in" in refused.stderr
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_formulas_are_those_of_excel_2010(forms: Path) -> None:
    import re

    known = {"IF", "COUNT", "SUM", "MIN", "MAX", "SUMPRODUCT", "ISNUMBER", "AND", "ROUND", "ABS"}
    for path in forms.iterdir():
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
            text = "".join(
                parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name
            )
        formulas = re.findall(r"<(?:f|formula1)>([^<]*)<", text)
        assert {word for one in formulas for word in re.findall(r"([A-Z.]+)\(", one)} <= known


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["other"], "form takes one of self, agreed, plan, cluster"),
        (["self", "Nơi nào"], "no province is named"),
        (["plan", "7"], "there is no cluster '7'; there are: 1, 2"),
        (["self", "--round", "2031"], "no criteria of round 2031"),
    ],
)
def test_what_cannot_be_is_refused(args: list[str], said: str, tmp_path: Path) -> None:
    done = form(tmp_path, *args)
    assert done.code == 2 and said in done.stderr and not (tmp_path / "out").exists()


def test_a_folder_is_to_be_named(tmp_path: Path) -> None:
    done = inside("form", "self", "--data", str(ROUND / "in-progress"), cwd=tmp_path)
    assert done.code == 2 and "with -o" in done.stderr


@pytest.mark.parametrize(
    ("kind", "file", "old", "new"),
    [
        ("self", "criteria_2035.yaml", "most: 200", "most: hai trăm"),
        ("self", "criteria_2035.yaml", 'code: "2"', 'code: "1"'),
        ("self", "clusters_2035.yaml", "Kim Sa", "Nơi nào"),
        ("plan", "clusters_2035.yaml", "Kim Sa", "Nơi nào"),
        ("cluster", "visits_2035.yaml", "total: 1588", "tổng: 1588"),
        ("agreed", "sheets_2035/kim-sa.csv", "\n2,", "\n1,"),
    ],
)
def test_of_what_could_not_be_read_there_is_no_form(
    kind: str, file: str, old: str, new: str, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROUND / "in-progress", data)
    text = (data / file).read_text("utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), "utf-8")
    done = form(tmp_path, kind, *(["kim-sa"] if kind == "agreed" else []), data=data)
    assert done.code == 1 and "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("count", "stream", "shown"),
    [(64, _Terminal(), True), (63, _Terminal(), False), (64, io.StringIO(), False)],
)
def test_long_work_says_how_far_it_is_on_a_terminal(
    count: int, stream: io.StringIO, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", stream)
    context = Context(None, "vi", "auto", {}, [])
    assert list(counted(context, range(count), ("forms", "phiếu"))) == list(range(count))
    written = stream.getvalue()
    assert ("phiếu: 50 % (32/64)" in written) is shown and bool(written) is shown
    assert not shown or written.endswith("\r")
