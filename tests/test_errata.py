"""`vtlt errata`: what the appendices had wrong, what should stand, and the corrected copy."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Golden
from folders import Plan, full_folders, in_memory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inside import DATA, ROOT, inside
from test_mend import folder_of

from vtlt_cli.check import check
from vtlt_cli.cli.session import write
from vtlt_cli.errata import WrongChoice, choose, corrected_files, errata_of, parts_of, still_open

GOLDEN = ROOT / "tests" / "golden" / "errata"
COMMUNES = ROOT / "examples" / "communes"
BLANK = "…………"
CHOSEN = ("16:Trà Vinh=Lai Châu", "6:leader=Sơn La", "6:Hà Tây=-")
REGISTER = (
    "- {id: an-binh, name: An Bình, kind: sở}\n"
    "- {id: long-dien, name: Long Điền, kind: sở}\n"
    "- {id: tan-son, name: Tân Sơn, kind: sở}\n"
    "- {id: vinh-xuan, name: Vĩnh Xuân, kind: sở}\n"
)
ROUNDS = "format: 1\nrounds:\n  - {year: 2031, provinces_on: 2031-01-01}\n"


def chosen(*choices: str) -> list[str]:
    """The options that make these choices."""
    return [word for choice in choices for word in ("--choose", choice)]


def rows(*args: str, data: Path = DATA) -> list[dict[str, Any]]:
    result = inside("errata", "--data", str(data), "-f", "json", *args)
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def beside(folder: Path, more: str = "") -> Path:
    """A place for the copy of a folder."""
    return folder.with_name(f"{folder.name}-copy{more}")


def codes(folder: Path) -> list[str]:
    found = json.loads(inside("validate", str(folder), "-f", "json").stdout)
    return [f"{f['code']} {f['severity']}" for f in found]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def cells(*args: str, data: Path = DATA) -> list[list[str]]:
    """The rows as people see them: of a Markdown table."""
    lines = inside("errata", "--data", str(data), "-f", "markdown", *args).stdout.split("\n")
    table = [line for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[2:]]


# The record that comes with vtlt.


@pytest.mark.parametrize("format_", ["plain", "json", "csv", "markdown"])
def test_the_shipped_record(format_: str, golden: Golden) -> None:
    result = inside("errata", "-f", format_)
    assert result.code == 1
    golden(GOLDEN / f"shipped.{format_}.txt", result.stdout + "\n" + result.stderr)


def test_the_shipped_record_row_by_row() -> None:
    found = cells()
    assert [row[:4] for row in found] == [
        ["2", "3 (thành viên, Cụm trưởng)", "Thừa Thiên Thuế", "Thừa Thiên Huế"],
        ["2", "4", "Thái nguyên", "Thái Nguyên"],
        ["2", "6 (thành viên)", "Hà Tây", BLANK],
        ["2", "6 (Cụm trưởng)", "Hà Tây", BLANK],
        ["2", "14 và 16", "Trà Vinh", BLANK],
    ]
    huế, nguyên, member, leader, vinh = (row[4] for row in found)
    assert huế.startswith("Đính chính: viết sai tên; tên đơn vị hành chính theo danh mục")
    assert nguyên.startswith("Đính chính: viết hoa chưa đúng;")
    merged = "Điều chỉnh: tỉnh Hà Tây đã hợp nhất vào thành phố Hà Nội từ ngày 01/8/2008 "
    merged += "(Nghị quyết số 15/2008/QH12), sau ngày ban hành Báo cáo (21/3/2008)"
    assert member.startswith(merged) and leader.startswith(merged)
    assert "thành phố Hà Nội đã là thành viên Cụm 4" in member
    no_slip = "Nội dung này không phải sai sót của Báo cáo."
    assert [no_slip in row[4] for row in found] == [False, False, True, True, False]
    assert leader.endswith(
        "Đề nghị chọn Cụm trưởng khác trong số các thành viên còn lại: Sơn La, Bắc Kạn hoặc Hà Nam."
    )
    assert "Phương án 1: tại Cụm 14 thay “Trà Vinh” bằng “Lai Châu”." in vinh
    assert "Phương án 2: tại Cụm 16 thay “Trà Vinh” bằng “Lai Châu”." in vinh


def test_what_machines_get() -> None:
    found = rows()
    assert [(r["cluster"], r["role"], r["corrected"], r["open"], r["kind"]) for r in found] == [
        ([3], ["member", "leader"], "Thừa Thiên Huế", False, "correction"),
        ([4], ["member"], "Thái Nguyên", False, "correction"),
        ([6], ["member"], None, True, "adjustment"),
        ([6], ["leader"], None, True, "adjustment"),
        ([14, 16], ["member"], None, True, "correction"),
    ]
    assert [r["options"] for r in found] == [
        [],
        [],
        ["6:Hà Tây=-"],
        ["6:leader=Sơn La", "6:leader=Bắc Kạn", "6:leader=Hà Nam"],
        ["14:Trà Vinh=Lai Châu", "16:Trà Vinh=Lai Châu"],
    ]
    lines = (DATA / "clusters_2009.yaml").read_text("utf-8").split("\n")
    for row in found:
        assert lines[row["line"] - 1][row["column"] - 1 :].startswith(row["printed"])
        for place in row["also"]:
            line, column = map(int, place.split(":"))
            assert lines[line - 1][column - 1 :].startswith(row["printed"])


def test_every_option_may_be_chosen() -> None:
    """What stands beside an open cell is what `--choose` takes; struck out, the leader goes too."""
    for row in rows():
        for option in row["options"]:
            more = chosen("6:leader=Sơn La") if option.endswith("=-") else []
            assert inside("errata", *chosen(option), *more).code == 1


def test_the_table_is_vietnamese_in_any_language() -> None:
    english, vietnamese = inside("errata", lang="en"), inside("errata", lang="vi")
    assert english.stdout == vietnamese.stdout
    assert english.stderr == (
        "vtlt: 3 cells are open: fill in with --choose what the issuer decides\n"
    )
    assert vietnamese.stderr.startswith("vtlt: còn 03 ô để trống: ")


def test_accepted_spellings_are_no_slips() -> None:
    assert not {"Đắc Nông", "TP Hồ Chí Minh"} & {row["printed"] for row in rows()}


def test_one_round() -> None:
    assert rows("--round", "2009") == rows()
    result = inside("errata", "--round", "2007", "-f", "json")
    assert (result.code, json.loads(result.stdout)) == (0, [])
    assert result.stderr == "vtlt: nothing to correct in these tables\n"
    assert inside("errata", "--round", "2007", lang="vi").stderr == (
        "vtlt: không có nội dung cần đính chính, điều chỉnh trong các bảng này\n"
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_round_that_is_not_there(lang: str) -> None:
    result = inside("errata", "--round", "2001", lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert "2007, 2009" in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize("format_", ["html", "xlsx", "pdf"])
def test_documents(format_: str, tmp_path: Path) -> None:
    if format_ == "html":
        page = inside("errata", "-f", "html", "--layout", "report-2008").stdout
        assert "BẢNG ĐÍNH CHÍNH, ĐIỀU CHỈNH PHỤ LỤC BÁO CÁO SỐ 241/BC-VTLTNN" in page
        assert BLANK in page
        return
    file = tmp_path / f"x.{format_}"
    assert inside("errata", "-o", str(file)).code == 1
    assert file.stat().st_size > 1000


def test_csv() -> None:
    text = inside("errata", "-f", "csv").stdout
    last = list(csv.DictReader(io.StringIO(text)))[-1]
    assert last["cluster"] == "14; 16" and last["corrected"] == "" and last["open"] == "true"


# Choosing.


@pytest.mark.parametrize(
    ("choice", "cluster", "role", "standing"),
    [
        ("16:Trà Vinh=Lai Châu", 16, "member", "Lai Châu"),
        ("14:Trà Vinh=Lai Châu", 14, "member", "Lai Châu"),
        ("16:tra vinh=lai chau", 16, "member", "Lai Châu"),
        (" 16 : tỉnh Trà Vinh = lai-chau ", 16, "member", "Lai Châu"),
        (unicodedata.normalize("NFD", "16:Trà Vinh=Lai Châu"), 16, "member", "Lai Châu"),
        ("2/16:tra-vinh=Lai Châu", 16, "member", "Lai Châu"),
        ("clusters/16:Trà Vinh=Lai Châu", 16, "member", "Lai Châu"),
        ("cụm 16:Trà Vinh=Lai Châu", 16, "member", "Lai Châu"),
        ("Cụm 16: Trà Vinh=Lai Châu", 16, "member", "Lai Châu"),
        ("cum 16:Trà Vinh=Lai Châu", 16, "member", "Lai Châu"),
        ("Phụ lục 2/16:Trà Vinh=Lai Châu", 16, "member", "Lai Châu"),
        ("phụ lục 2/Cụm 16:Trà Vinh=Lai Châu", 16, "member", "Lai Châu"),
        ("6:leader=Sơn La", 6, "leader", "Sơn La"),
        ("cụm 6:Cụm trưởng=Sơn La", 6, "leader", "Sơn La"),
        ("6:Cụm trưởng=Hà Nam", 6, "leader", "Hà Nam"),
        ("6:cum truong=bac kan", 6, "leader", "Bắc Kạn"),
    ],
)
def test_a_choice(choice: str, cluster: int, role: str, standing: str) -> None:
    found = rows(*chosen(choice))
    (row,) = [r for r in found if r["cluster"] == [cluster] and r["role"] == [role]]
    assert (row["corrected"], row["open"], row["options"]) == (standing, False, [])
    assert row["basis"].endswith("Ghi theo quyết định của cơ quan ban hành.")
    assert "--" not in row["basis"]
    assert sum(r["open"] for r in found) == 2
    if role == "member":
        assert not [r for r in found if r["printed"] == "Trà Vinh" and r is not row]


def test_all_choices() -> None:
    result = inside("errata", *chosen(*CHOSEN), "-f", "json")
    assert (result.code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert [r["corrected"] for r in found] == [
        "Thừa Thiên Huế",
        "Thái Nguyên",
        "",
        "Sơn La",
        "Lai Châu",
    ]
    assert cells(*chosen(*CHOSEN))[2][3] == "(bỏ)"


def test_the_order_of_choices_is_free() -> None:
    assert rows(*chosen(*CHOSEN)) == rows(*chosen(*reversed(CHOSEN)))


def test_a_unit_that_has_got_a_place_is_offered_no_more() -> None:
    found = rows(*chosen("6:Hà Tây=Lai Châu", "6:leader=Lai Châu"))
    assert [r["options"] for r in found if r["open"]] == [["14:Trà Vinh=-", "16:Trà Vinh=-"]]


def test_another_unit_than_the_spelling_led_to() -> None:
    """The slip stands twice, so the choice fills both cells in; the unit itself gets a place."""
    found = rows(*chosen("3:thua thien hue=Lai Châu", "16:Trà Vinh=Thừa Thiên Huế"))
    assert (found[0]["role"], found[0]["corrected"]) == (["member", "leader"], "Lai Châu")
    assert found[0]["basis"] == (
        "Đính chính: viết sai tên. Ghi theo quyết định của cơ quan ban hành."
    )


REFUSED = {
    "no form": ("Trà Vinh", "CLUSTER:NAME=NAME", "CỤM:TÊN=TÊN"),
    "nothing": ("16:Trà Vinh=", "CLUSTER:NAME=NAME", "CỤM:TÊN=TÊN"),
    "cluster": ("99:Trà Vinh=Lai Châu", "no cluster 99", "không có Cụm 99"),
    "appendix": ("9/16:Trà Vinh=Lai Châu", "no appendix 9", "không có phụ lục 9"),
    "not there": ("16:Bến Tre=Lai Châu", "Bến Tre is not in cluster 16", "không có Bến Tre"),
    "unknown": ("16:Trà Vinh=Qqqq", "no province is named 'Qqqq'", "không có tỉnh, thành phố"),
    "near": ("16:Trà Vinh=Lai Chou", "nearest: Lai Châu", "tên gần nhất: Lai Châu"),
    "other": ("16:Trà Vinh=Bến Tre", "already stands in cluster 14", "đã có tên tại Cụm 14"),
    "leader": ("6:leader=Bến Tre", "no member of cluster 6", "không phải thành viên Cụm 6"),
    "gone": ("6:leader=Hà Tây", "only until 2008-07-31", "đến hết ngày 31/7/2008"),
    "later": ("16:Trà Vinh=hue", "from 2025-01-01", "từ ngày 01/01/2025"),
    "right": ("1:Bắc Ninh=Lai Châu", "nothing is open or wrong", "không có sai sót"),
    "leads": ("1:leader=Hưng Yên", "nothing is open or wrong", "không có sai sót"),
    "led": ("6:Hà Tây=Lai Châu", "choose the leader too", "chọn cả Cụm trưởng"),
    "strike": ("6:leader=-", "only a member", "chỉ được bỏ tên thành viên"),
    "displaced": (
        "3:Thừa Thiên Thuế=Lai Châu",
        "Thừa Thiên Huế would be in no cluster",
        "tỉnh Thừa Thiên Huế sẽ không còn được xếp vào cụm nào",
    ),
    "struck": ("4:Thái nguyên=-", "Thái Nguyên would be in no", "tỉnh Thái Nguyên sẽ không còn"),
    "led by": ("3:leader=Phú Thọ", "only misspelt", "chỉ viết sai tên"),
    "added": ("1:+=Trà Vinh", "already stands in cluster 14", "đã có tên tại Cụm 14"),
    "add nobody": ("1:+=-", "CLUSTER:+=NAME", "CỤM:+=TÊN"),
    "add gone": ("1:+=Hà Tây", "only until 2008-07-31", "đến hết ngày 31/7/2008"),
    "add where": ("99:+=Lai Châu", "no cluster 99", "không có Cụm 99"),
}


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", REFUSED)
def test_wrong_choices(name: str, lang: str, tmp_path: Path) -> None:
    choice, english, vietnamese = REFUSED[name]
    copy = tmp_path / "copy"
    result = inside("errata", "--choose", choice, "--apply", str(copy), lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert (english if lang == "en" else vietnamese) in result.stderr
    assert not copy.exists()


@pytest.mark.parametrize(("lang", "words"), [("en", "already chosen"), ("vi", "đã được chọn")])
@pytest.mark.parametrize("second", ["16:Trà Vinh=Lai Châu", "16:tra vinh=-"])
def test_the_same_cell_twice(second: str, lang: str, words: str) -> None:
    result = inside("errata", *chosen("16:Trà Vinh=Lai Châu", second), lang=lang)
    assert result.code == 2 and words in result.stderr


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (("4:Thái nguyên=-", "3:Thừa Thiên Thuế=Lai Châu"), "Thái Nguyên would be in no cluster"),
        (("4:Thái nguyên=-", "1:+=Thái Nguyên"), "only misspelt"),
        (("4:Thái nguyên=Lai Châu", "16:Trà Vinh=Thái Nguyên"), None),
        (("4:Thái nguyên=Lai Châu", "1:+=Thái Nguyên"), None),
        (("14:Trà Vinh=-", "1:+=Lai Châu"), None),
        (("1:+=Lai Châu", "1:+=Lai Châu"), "already chosen"),
        (("1:+=Lai Châu", "16:Trà Vinh=Lai Châu"), "already stands in cluster"),
        (("14:Trà Vinh=Lai Châu", "16:Trà Vinh=-"), "Trà Vinh would be in no cluster"),
    ],
)
def test_choices_are_weighed_together(choices: tuple[str, ...], words: str | None) -> None:
    """No unit that takes part may lose its last place, whatever is chosen beside it."""
    result = inside("errata", *chosen(*choices))
    if words is None:
        assert result.code == 1
    else:
        assert (result.code, result.stdout) == (2, "") and words in result.stderr


def test_one_unit_for_two_cells() -> None:
    result = inside("errata", *chosen("16:Trà Vinh=Lai Châu", "14:Trà Vinh=Lai Châu"))
    assert result.code == 2 and "Lai Châu already stands in cluster" in result.stderr


# The corrected copy.


def test_apply_leaves_open_cells(tmp_path: Path) -> None:
    before = bytes_of(DATA)
    copy = tmp_path / "copy"
    result = inside("errata", "--apply", str(copy))
    assert result.code == 1 and "3 places corrected in" in result.stderr
    assert "3 left as printed" in result.stderr
    assert bytes_of(DATA) == before
    after = bytes_of(copy)
    assert {name for name in before if before[name] != after[name]} == {"clusters_2009.yaml"}
    assert codes(copy) == [
        "AWD05 note",
        "CLU02 error",
        "CLU11 warning",
        "NAM10 note",
        "CLU01 error",
        "NAM10 note",
    ]


def test_apply_with_choices(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    inside("errata", *chosen(*CHOSEN[:2]), "--apply", str(copy))
    assert codes(copy) == ["AWD05 note", "CLU11 warning", "NAM10 note", "NAM10 note"]
    old = (DATA / "clusters_2009.yaml").read_text("utf-8").split("\n")
    new = (copy / "clusters_2009.yaml").read_text("utf-8").split("\n")
    assert new[0] == (
        "# Đã đính chính, điều chỉnh bằng vtlt errata; không còn nguyên văn "
        "Báo cáo số 241/BC-VTLTNN ngày 21/3/2008."
    )
    changed = [(a, b) for a, b in zip(old, new[1:], strict=True) if a != b]
    assert changed == [
        ("  leader: Thừa Thiên Thuế", "  leader: Thừa Thiên Huế"),
        (
            "  members: [Thừa Thiên Thuế, Phú Thọ, Điện Biên, Nam Định]",
            "  members: [Thừa Thiên Huế, Phú Thọ, Điện Biên, Nam Định]",
        ),
        (
            "  members: [Hà Nội, Thái nguyên, Kon Tum, Cao Bằng]",
            "  members: [Hà Nội, Thái Nguyên, Kon Tum, Cao Bằng]",
        ),
        ("  leader: Hà Tây", "  leader: Sơn La"),
        (
            "  members: [Hà Tĩnh, Đà Nẵng, Đồng Tháp, Trà Vinh]",
            "  members: [Hà Tĩnh, Đà Nẵng, Đồng Tháp, Lai Châu]",
        ),
    ]


def test_a_struck_member(tmp_path: Path) -> None:
    """A unit that is gone before the inspection is missed by nobody."""
    copy = tmp_path / "copy"
    result = inside("errata", *chosen(*CHOSEN), "--apply", str(copy))
    assert "  members: [Sơn La, Bắc Kạn, Hà Nam]\n" in (copy / "clusters_2009.yaml").read_text(
        "utf-8"
    )
    assert "provinces_on" not in result.stderr
    assert codes(copy) == ["AWD05 note", "CLU09 warning", "NAM10 note", "NAM10 note"]
    again = inside("errata", "--data", str(copy))
    assert (again.code, again.stdout.count("Hà Tây")) == (0, 0)


def test_round_trip(tmp_path: Path) -> None:
    """What was applied is not wrong any more; nothing is left but what nobody decided."""
    one, two = tmp_path / "one", tmp_path / "two"
    inside("errata", *chosen(*CHOSEN[:2]), "--apply", str(one))
    left = rows(data=one)
    assert [(r["cluster"], r["role"], r["open"]) for r in left] == [([6], ["member"], True)]
    inside("errata", "--data", str(one), "--apply", str(two))
    assert bytes_of(one) == bytes_of(two)


def test_an_empty_folder_may_be_written(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    assert inside("errata", "--apply", str(copy)).code == 1
    assert set(bytes_of(copy)) == set(bytes_of(DATA))
    assert not [path for path in tmp_path.iterdir() if path != copy]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_where_the_copy_may_not_stand(lang: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = bytes_of(data)
    said = {
        str(data): ("lies in the data folder", "nằm trong thư mục dữ liệu"),
        str(data / "copy"): ("lies in the data folder", "nằm trong thư mục dữ liệu"),
        str(taken): ("not empty", "không rỗng"),
        str(taken / "file"): ("is a file", "là tệp"),
        str(tmp_path / "link"): ("leads nowhere", "liên kết"),
        "": ("wants the name of a folder", "cần tên thư mục"),
        str(tmp_path / "no" / "copy"): ("no such file", "không có tệp hoặc thư mục"),
        str(taken / "file" / "copy"): ("no folder", "không phải thư mục"),
    }
    for path, words in said.items():
        result = inside("errata", "--data", str(data), "--apply", path, lang=lang)
        assert (result.code, result.stdout) == (2, "")
        assert words[lang == "vi"] in result.stderr and path in result.stderr
    assert bytes_of(data) == before and (taken / "file").read_text() == "x"


@pytest.mark.parametrize("path", ["", "."])
def test_the_current_folder(path: str, tmp_path: Path) -> None:
    """An empty name is none; the current folder, where empty, is filled and stays itself."""
    before = tmp_path.stat().st_ino
    result = inside("errata", "--data", str(DATA), "--apply", path, cwd=tmp_path)
    assert tmp_path.stat().st_ino == before
    assert result.code == (1 if path else 2)
    assert set(bytes_of(tmp_path)) == (set(bytes_of(DATA)) if path else set())


def test_what_cannot_be_put_leaves_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy"
    into = ("--apply", str(copy))
    wrong = {"SOURCE_DATE_EPOCH": "abc"}
    for there in (False, True):
        if there:
            copy.mkdir()
        assert inside("errata", *into, "-o", str(tmp_path / "no" / "x.docx")).code == 2
        assert inside("errata", *into, "-o", str(tmp_path / "no" / "x.xlsx")).code == 2
        assert inside("errata", *into, "-f", "docx", env=wrong).code == 2
        assert inside("errata", *into, "-f", "html", env=wrong).code == 2
        assert [*tmp_path.iterdir()] == ([copy] if there else [])
        assert not there or [*copy.iterdir()] == []
    copy.rmdir()

    def full(*_args: object) -> None:
        raise OSError(28, "x")

    monkeypatch.setattr("vtlt_cli.cli.session.emit", full)
    assert inside("errata", *into).code == 2
    assert [*tmp_path.iterdir()] == []


def test_the_letter_may_stand_in_the_copy(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert inside("errata", "--apply", str(copy), "-o", str(copy / "x.docx")).code == 1
    assert set(bytes_of(copy)) == {*bytes_of(DATA), "x.docx"}


def test_subfolders_are_told(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    shutil.copytree(DATA, data)
    (data / "cũ").mkdir()
    for lang, words in (
        ("en", "not copied (a subfolder): cũ\n"),
        ("vi", "không sao chép thư mục con: cũ\n"),
    ):
        args = ("--data", str(data), "--apply", str(copy))
        result = inside("errata", *args, lang=lang)
        assert words in result.stderr
        assert set(bytes_of(copy)) == set(bytes_of(DATA))
        shutil.rmtree(copy)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write anywhere")
def test_a_read_only_place(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        result = inside("errata", "--apply", str(tmp_path / "copy"))
    finally:
        tmp_path.chmod(0o755)
    assert result.code == 2 and "permission denied" in result.stderr


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that cannot be finished is not there at all."""

    def fails_late(path: str, content: bytes) -> None:
        if path.endswith("rounds.yaml"):
            raise PermissionError(13, "x", path)
        write(path, content)

    monkeypatch.setattr("vtlt_cli.cli.errata.write", fails_late)
    result = inside("errata", "--apply", str(tmp_path / "copy"))
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr == f"vtlt: {tmp_path / 'copy'}: permission denied\n"
    assert list(tmp_path.iterdir()) == []


# Other folders.


def test_what_cannot_be_rewritten(tmp_path: Path) -> None:
    """A name in an escape is left to a person, and nothing is written."""
    text = '- number: 1\n  leader: "Th\\u00e1i nguyên"\n  members: [Thái nguyên, Trà Vinh]\n'
    data = tmp_path / "data"
    data.mkdir()
    folder_of(data, clusters_2009__yaml=text)
    for lang, words in (("en", "by hand"), ("vi", "bằng tay")):
        args = ("errata", "--data", str(data), "--apply", str(tmp_path / "copy"))
        result = inside(*args, lang=lang)
        assert (result.code, result.stdout) == (2, "") and words in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_nothing_to_correct() -> None:
    result = inside("errata", "--data", str(COMMUNES), "-f", "csv")
    assert result.code == 0 and result.stdout.count("\n") == 1
    assert result.stderr == "vtlt: nothing to correct in these tables\n"


def test_communes(tmp_path: Path, golden: Golden) -> None:
    """Units of other kinds, in clusters and in scores; and a unit that is no more."""
    data = tmp_path / "data"
    shutil.copytree(COMMUNES, data)
    for name, old, new in (
        (
            "clusters_2033.yaml",
            "[Khe Sim, Cẩm Tú Đông, Vạn Lộc",
            "[Khe Sim, Cẩm tú Đông, Lũng Trầm",
        ),
        ("scores_2033.csv", "8,Vạn Lộc", "8,Vạn Lôc"),
        ("scores_2033.csv", "4,Bình Lâm", "4,Bình Lâmm"),
    ):
        text = (data / name).read_text("utf-8")
        assert old in text
        (data / name).write_text(text.replace(old, new), "utf-8")
    result = inside("errata", "-f", "markdown", cwd=data)
    assert result.code == 1
    golden(GOLDEN / "communes.md", result.stdout)
    copy = tmp_path / "copy"
    inside("errata", *chosen("2:Lũng Trầm=Vạn Lộc"), "--apply", str(copy), cwd=data)
    assert codes(copy) == codes(COMMUNES)
    assert (copy / "scores_2033.csv").read_bytes() == (COMMUNES / "scores_2033.csv").read_bytes()
    assert "hành chính" not in cells(data=data)[0][4] or "xã" in result.stdout


def test_a_slip_in_the_scores(tmp_path: Path) -> None:
    scores = "position,province,score\n1,Bình Định,8280\n2,Đồng Nay,5350\n"
    folder_of(
        tmp_path,
        scores_2007__csv=scores,
        rounds__yaml="format: 1\nrounds:\n  - year: 2007\n    office: Văn phòng Ủy ban nhân dân\n",
    )
    result = inside("errata", "-f", "markdown", cwd=tmp_path)
    assert result.code == 0
    head, row = (
        line for line in result.stdout.split("\n") if line.startswith("| ") and ":-" not in line
    )
    assert head.startswith("| Phụ lục | Stt | Đã in | Nay ghi | Căn cứ |")
    office = "Văn phòng Ủy ban nhân dân tỉnh"
    assert row.startswith(f"|  | 2 | {office} Đồng Nay | {office} Đồng Nai | Đính chính: viết sai")
    (found,) = rows(data=tmp_path)
    assert (found["printed"], found["corrected"]) == ("Đồng Nay", "Đồng Nai")
    assert (found["position"], found["cluster"], found["role"]) == ([2], [], ["office"])


def test_a_row_printed_twice(tmp_path: Path) -> None:
    scores = "province,score\nAn Bình,9\nTân Sơn,8\nTân Sơn,7\nVĩnh Xuân,6\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, scores_2031__csv=scores)
    (row,) = rows(data=tmp_path)
    assert row["options"] == ["2:Tân Sơn=Long Điền", "3:Tân Sơn=Long Điền"]
    assert "sở Tân Sơn có hai dòng điểm: Stt 2 và Stt 3; sở Long Điền chưa có điểm" in row["basis"]
    copy = beside(tmp_path)
    args = ("errata", *chosen("3:tan son=long dien"), "--apply", str(copy))
    assert inside(*args, cwd=tmp_path).code == 0
    assert (copy / "scores_2031.csv").read_text("utf-8") == scores.replace(
        "Tân Sơn,7", "Long Điền,7"
    )
    assert codes(copy) == []


CLUSTERS = {
    "left out": (
        "- {number: 1, leader: An Bình, members: [An Bình, Tân Sơn]}\n"
        "- {number: 2, leader: Vĩnh Xuân, members: [Vĩnh Xuân]}\n",
        [("CLU02", [], None, [])],
    ),
    "twice in one": (
        "- {number: 1, leader: An Bình, members: [An Bình, Tân Sơn, Tân Sơn, Vĩnh Xuân]}\n",
        [("CLU03", [1], "Tân Sơn", ["1:Tân Sơn=Long Điền"])],
    ),
    "leader no member": (
        "- {number: 1, leader: An Bình, members: [Tân Sơn, Vĩnh Xuân]}\n"
        "- {number: 2, leader: Long Điền, members: [An Bình, Long Điền]}\n",
        [("CLU04", [1], "An Bình", ["1:leader=Tân Sơn", "1:leader=Vĩnh Xuân"])],
    ),
    "leader of two": (
        "- {number: 1, leader: An Bình, members: [An Bình, Vĩnh Xuân]}\n"
        "- {number: 2, leader: An Bình, members: [Tân Sơn, Long Điền]}\n",
        [("CLU05", [2], "An Bình", ["2:leader=Tân Sơn", "2:leader=Long Điền"])],
    ),
    "unknown": (
        "- {number: 1, leader: Qwrtz, members: [Qwrtz, Vĩnh Xuân]}\n",
        [("NAM01", [1], "Qwrtz", [])],
    ),
}


@pytest.mark.parametrize("name", CLUSTERS)
def test_other_slips_of_clusters(name: str, tmp_path: Path) -> None:
    text, expected = CLUSTERS[name]
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
    found = rows(data=tmp_path)
    assert [(r["code"], r["cluster"], r["printed"], r["options"]) for r in found] == expected
    assert all(r["open"] and r["corrected"] is None for r in found)
    for number, option in enumerate(found[0]["options"]):
        copy = beside(tmp_path, str(number))
        args = ("errata", *chosen(option), "--apply", str(copy))
        assert inside(*args, cwd=tmp_path).code == 0
        assert len(codes(copy)) < len(codes(tmp_path))


def test_a_name_printed_three_times(tmp_path: Path) -> None:
    """Each further choice of it means the next place, as long as there is one."""
    text = "- {number: 1, leader: An Bình, members: [An Bình, Tân Sơn, Tân Sơn, Tân Sơn]}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
    copy = beside(tmp_path)
    choices = chosen("1:Tân Sơn=Long Điền", "1:Tân Sơn=Vĩnh Xuân")
    assert inside("errata", *choices, "--apply", str(copy), cwd=tmp_path).code == 0
    assert "[An Bình, Tân Sơn, Vĩnh Xuân, Long Điền]" in (copy / "clusters_2031.yaml").read_text(
        "utf-8"
    )
    assert codes(copy) == []
    more = inside("errata", *choices, *chosen("1:Tân Sơn=-"), cwd=tmp_path)
    assert more.code == 2 and "nothing is open or wrong" in more.stderr


def test_who_leads_another_cluster_is_not_offered(tmp_path: Path) -> None:
    text = (
        "- {number: 1, leader: Tân Sơn, members: [An Bình, Vĩnh Xuân]}\n"
        "- {number: 2, leader: An Bình, members: [Tân Sơn, Long Điền]}\n"
    )
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
    found = rows(data=tmp_path)
    assert [r["options"] for r in found] == [["1:leader=Vĩnh Xuân"], ["2:leader=Long Điền"]]
    for lang, words in (("en", "already leads cluster 2"), ("vi", "đã là Cụm trưởng Cụm 2")):
        result = inside("errata", *chosen("1:leader=An Bình"), cwd=tmp_path, lang=lang)
        assert result.code == 2 and words in result.stderr
    both = chosen("1:leader=An Bình", "2:leader=Tân Sơn")
    assert inside("errata", *both, cwd=tmp_path).code == 0


def test_an_unknown_name_is_chosen_for_member_and_leader(tmp_path: Path) -> None:
    text = "- number: 1\n  leader: Qwrtz\n  members:\n    - Qwrtz # ?\n    - Vĩnh Xuân\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, clusters_2031__yaml=text)
    copy = beside(tmp_path)
    args = ("errata", *chosen("1:qwrtz=Tân Sơn"), "--apply", str(copy))
    assert inside(*args, cwd=tmp_path).code == 0
    assert (copy / "clusters_2031.yaml").read_text("utf-8").partition("\n")[2] == text.replace(
        "Qwrtz", "Tân Sơn"
    )


@pytest.mark.parametrize(
    ("members", "left"),
    [
        (" [A, B, X]", " [A, B]"),
        (" [X, A, B]", " [A, B]"),
        (" ['A', \"X\", B]", None),
        (' ["A", "X", "B"]', ' ["A", "B"]'),
        (" [A,\n    X, B]", " [A, B]"),
        ("\n    - A\n    - X  # thôi\n    - B", "\n    - A\n    - B"),
        ("\n    - X\n    - A # một\n    - B", "\n    - A # một\n    - B"),
        ("\r\n    - A\r\n    - B\r\n    - 'X'", "\r\n    - A\r\n    - B"),
    ],
)
def test_striking_out(members: str, left: str | None, tmp_path: Path) -> None:
    """A name goes with what parts it from its neighbours, in every style of list."""
    names = {"A": "An Bình", "B": "Vĩnh Xuân", "X": "Tân Sơn"}

    def text(pattern: str) -> str:
        return re.sub(r"\b[ABX]\b", lambda match: names[match[0]], pattern)

    head = "- {number: 1, leader: Long Điền, members: [Long Điền, Tân Sơn]}\n- number: 2\n"
    head += "  leader: An Bình\n  members:"
    head = head.replace("\n", "\r\n") if "\r" in members else head
    end = "\r\n" if "\r" in members else "\n"
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        clusters_2031__yaml=(head + text(members) + end).encode(),
    )
    copy = beside(tmp_path)
    result = inside("errata", *chosen("2:Tân Sơn=-"), "--apply", str(copy), cwd=tmp_path)
    if left is None:
        assert result.code == 2 and not copy.exists()
        return
    assert result.code == 0
    written = (copy / "clusters_2031.yaml").read_bytes().decode()
    assert written.partition("\n")[2] == head + text(left) + end
    assert written.count("\r") == (written.count("\n") if "\r" in members else 0)


def test_what_is_waived_stays(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    folder_of(data, waivers__yaml="- {code: NAM08, text: Thái nguyên, reason: như bản in}\n")
    result = inside("errata", "--data", str(data), "-f", "json")
    assert "Thái nguyên" not in {row["printed"] for row in json.loads(result.stdout)}
    assert "1 waived finding left out (waivers.yaml)" in result.stderr


def test_what_is_no_cell_is_told(tmp_path: Path) -> None:
    text = "- {number: 1, leader: An Bình, members: [An Bình, Vĩnh Xuân]}\n"
    text += "- {number: 1, leader: Long Điền, members: [Long Điền, Tân Sơn]}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, clusters_2031__yaml=text)
    english, vietnamese = (inside("errata", cwd=tmp_path, lang=lang) for lang in ("en", "vi"))
    assert (english.code, vietnamese.code) == (0, 0)
    assert "1 finding (CLU06) is not of one cell" in english.stderr
    assert "1 phát hiện (CLU06) không thuộc riêng ô nào" in vietnamese.stderr


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    text = "- {number: 1, leader: An Bình, members: [An Bình, Vĩnh xuân]}\n- {number: x}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, clusters_2031__yaml=text)
    result = inside("errata", "-f", "json", cwd=tmp_path)
    assert result.code == 1 and len(json.loads(result.stdout)) == 1
    assert "see `vtlt validate`" in result.stderr


def test_names_that_print_hides(tmp_path: Path) -> None:
    """How the characters of a name are coded is seen on no paper."""
    name = unicodedata.normalize("NFD", "Tân Sơn")
    text = f"- {{number: 1, leader: An Bình, members: [An Bình, {name}, Long Điền, Vĩnh Xuân]}}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
    english, vietnamese = (inside("errata", cwd=tmp_path, lang=lang) for lang in ("en", "vi"))
    assert (english.code, vietnamese.code) == (0, 0)
    assert "1 finding (NAM06) is not seen in print" in english.stderr
    assert "1 phát hiện (NAM06) không thấy được trên bản in" in vietnamese.stderr
    assert "of one cell" not in english.stderr and "riêng ô" not in vietnamese.stderr


def test_a_unit_of_another_register_is_unknown(tmp_path: Path) -> None:
    text = "- {number: 1, leader: Qwrtz, members: [Qwrtz, Vĩnh Xuân]}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, clusters_2031__yaml=text)
    args = ("errata", "--choose", "1:Qwrtz=Abc")
    english, vietnamese = (inside(*args, cwd=tmp_path, lang=lang) for lang in ("en", "vi"))
    assert "no unit is named 'Abc'" in english.stderr
    assert "không có đơn vị nào tên 'Abc'" in vietnamese.stderr
    for lang, words in (("en", "no unit is named"), ("vi", "không có đơn vị hành chính nào tên")):
        of_communes = ("--data", str(COMMUNES), "--choose", "2:Khe Sim=Abc")
        assert words in inside("errata", *of_communes, lang=lang).stderr


TWINS = (
    "- {number: 6, leader: An Bình, members: [An Bình, Vĩnh Xuân]}\n"
    "- {number: 6, leader: Qwrtz, members: [Long Điền, Tân Sơn]}\n"
)


def test_two_clusters_of_one_number(tmp_path: Path) -> None:
    """The open cell is meant; where two are open nobody can tell, and neither is offered."""
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=TWINS)
    (row,) = rows(data=tmp_path)
    assert row["printed"] == "Qwrtz"
    (row,) = rows(*chosen("6:leader=Tân Sơn"), data=tmp_path)
    assert (row["printed"], row["corrected"]) == ("Qwrtz", "Tân Sơn")
    both = TWINS.replace("leader: An Bình", "leader: Long Điền")
    both = both.replace("Qwrtz", "An Bình")
    folder_of(tmp_path, clusters_2031__yaml=both)
    found = rows(data=tmp_path)
    assert [(r["code"], r["options"]) for r in found] == [("CLU04", []), ("CLU04", [])]
    for lang, words in (("en", "more than one cluster 6"), ("vi", "có nhiều hơn một Cụm 6")):
        args = ("errata", "--data", str(tmp_path), "--choose", "6:leader=Tân Sơn")
        result = inside(*args, lang=lang)
        assert (result.code, result.stdout) == (2, "") and words in result.stderr
    assert "2 cells are open that --choose cannot fill" in inside("errata", cwd=tmp_path).stderr
    short = "- {number: 6, leader: An Bình, members: [An Bình]}\n"
    short += "- {number: 6, leader: Long Điền, members: [Long Điền, Tân Sơn]}\n"
    folder_of(tmp_path, clusters_2031__yaml=short, rounds__yaml=SIZED)
    assert [(r["code"], r["options"]) for r in rows(data=tmp_path)] == [("CLU02", [])]
    refused = inside("errata", *chosen("6:+=Vĩnh Xuân"), cwd=tmp_path)
    assert (
        refused.code == 2 and "more than one cluster 6; edit clusters_2031.yaml" in refused.stderr
    )


# A unit that stands nowhere.


SIZED = "format: 1\nrounds:\n  - {year: 2031, provinces_on: 2031-01-01, clusters: {size: 2}}\n"


@pytest.mark.parametrize(
    ("members", "after"),
    [
        (" [An Bình]", " [An Bình, Tân Sơn]"),
        (" [An Bình, ]", " [An Bình, Tân Sơn, ]"),
        (' ["An Bình"]  # một', ' ["An Bình", Tân Sơn]  # một'),
        ("\n    [\n    An Bình\n    ]", "\n    [\n    An Bình, Tân Sơn\n    ]"),
        ("\n    - An Bình", "\n    - An Bình\n    - Tân Sơn"),
        ("\n    - 'An Bình'  # một", "\n    - 'An Bình'  # một\n    - Tân Sơn"),
        ("\n  - An Bình", "\n  - An Bình\n  - Tân Sơn"),
        ("\r\n    - An Bình", "\r\n    - An Bình\r\n    - Tân Sơn"),
    ],
)
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("ended", [True, False])
def test_adding_a_member(members: str, after: str, last: bool, ended: bool, tmp_path: Path) -> None:
    """At the end of its list, in every style of list."""
    end = "\r\n" if "\r" in members else "\n"
    other = "- {number: 2, leader: Vĩnh Xuân, members: [Vĩnh Xuân, Long Điền]}"

    def text(listed: str) -> bytes:
        one = f"- number: 1\n  leader: An Bình\n  members:{listed}"
        lines = [other, one] if last else [one, other]
        whole = "\n".join(lines) + ("\n" if ended else "")
        return whole.replace("\r", "").replace("\n", end).encode()

    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml=SIZED,
        clusters_2031__yaml=text(members),
    )
    (row,) = rows(data=tmp_path)
    assert (row["code"], row["printed"], row["options"]) == ("CLU02", None, ["1:+=Tân Sơn"])
    assert "còn thiếu thành viên: Cụm 1" in row["basis"]
    (row,) = rows(*chosen("1:+=tan son"), data=tmp_path)
    assert (row["cluster"], row["role"], row["printed"]) == ([1], ["member"], None)
    assert (row["corrected"], row["open"], row["line"] > 0) == ("Tân Sơn", False, True)
    assert row["basis"] == (
        "Đính chính: sở Tân Sơn chưa được xếp vào cụm nào. "
        "Bổ sung theo quyết định của cơ quan ban hành."
    )
    copy = beside(tmp_path)
    result = inside("errata", *chosen("1:+=Tân Sơn"), "--apply", str(copy), cwd=tmp_path)
    assert result.code == 0 and "1 place corrected" in result.stderr
    written = (copy / "clusters_2031.yaml").read_bytes().decode()
    assert written.partition(end)[2] == text(after).decode()
    assert codes(copy) == []


def test_two_members_added_and_one_struck_out(tmp_path: Path) -> None:
    """Additions stand in the order in which they were chosen, beside what else changes there."""
    for style in (" [An Bình, Vĩnh xuân, Abc]", "\n    - An Bình\n    - Vĩnh xuân\n    - Abc"):
        text = f"- number: 1\n  leader: An Bình\n  members:{style}\n"
        folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
        copy = beside(tmp_path, str(len(style)))
        choices = chosen("1:+=Tân Sơn", "1:Abc=-", "1:+=Long Điền")
        result = inside("errata", *choices, "--apply", str(copy), cwd=tmp_path)
        assert result.code == 0
        comma = ", " if "[" in style else "\n    - "
        after = text.replace("Vĩnh xuân", "Vĩnh Xuân")
        after = after.replace(f"{comma}Abc", f"{comma}Tân Sơn{comma}Long Điền")
        assert (copy / "clusters_2031.yaml").read_text("utf-8").partition("\n")[2] == after


def test_a_member_that_the_record_lost(tmp_path: Path) -> None:
    """Of the report's own clusters; the short ones are counted after what was chosen."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    file = data / "clusters_2009.yaml"
    text = file.read_text("utf-8").replace(", Quảng Bình]", "]")
    file.write_text(text, "utf-8")
    row = rows(*chosen("16:Trà Vinh=Lai Châu"), data=data)[-1]
    assert row["options"] == ["1:+=Quảng Bình"]
    assert "còn thiếu thành viên: Cụm 1." in row["basis"]
    choices = (*CHOSEN, "1:+=Quảng Bình")
    row = rows(*chosen(*CHOSEN), data=data)[-1]
    assert row["options"] == ["1:+=Quảng Bình", "6:+=Quảng Bình"]
    assert cells(*chosen(*choices), data=data)[0][:4] == ["2", "1", "", "(bổ sung) Quảng Bình"]
    copy = tmp_path / "copy"
    result = inside("errata", "--data", str(data), *chosen(*choices), "--apply", str(copy))
    assert result.code == 0
    assert "[Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]" in (
        copy / "clusters_2009.yaml"
    ).read_text("utf-8")
    assert not [code for code in codes(copy) if "error" in code]


def test_a_leader_that_was_no_member_is_added(tmp_path: Path) -> None:
    """With the unit among the members, nothing is wrong with its leading them."""
    text = (
        "- {number: 1, leader: An Bình, members: [Tân Sơn, Vĩnh Xuân]}\n"
        "- {number: 2, leader: Long Điền, members: [Long Điền]}\n"
    )
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=SIZED, clusters_2031__yaml=text)
    assert [r["code"] for r in rows(data=tmp_path)] == ["CLU04", "CLU02"]
    (row,) = rows(*chosen("Cụm 1:+=An Bình"), data=tmp_path)
    assert (row["corrected"], row["open"]) == ("An Bình", False)
    copy = beside(tmp_path)
    assert inside("errata", *chosen("1:+=An Bình"), "--apply", str(copy), cwd=tmp_path).code == 0
    assert not [code for code in codes(copy) if "error" in code]


def test_a_row_of_scores_by_its_stt(tmp_path: Path) -> None:
    clusters = "- {number: 2, leader: An Bình, members: [An Bình, Tân Sơn, Vĩnh Xuân, Long Điền]}\n"
    scores = "province,score\nAn Bình,9\nTân Sơn,8\nTân Sơn,7\nVĩnh Xuân,6\n"
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml=ROUNDS,
        clusters_2031__yaml=clusters,
        scores_2031__csv=scores,
    )
    for place in ("scores/2", "Stt 2", "scores/Stt 2"):
        (row,) = rows(*chosen(f"{place}:Tân Sơn=Long Điền"), data=tmp_path)
        assert (row["position"], row["corrected"]) == ([2], "Long Điền")


@pytest.mark.parametrize(
    ("text", "codes_", "way"),
    [
        ("An Bình,9\nTân Sơn,8\nVĩnh Xuân,6\n", ["SCR02"], "Đề nghị bổ sung dòng điểm"),
        (
            "An Bình,9\nTân Sơn,8\nTân Sơn,7\nVĩnh Xuân,6\nLong Điền,3\n",
            ["SCR01"],
            "bỏ dòng “Tân Sơn”",
        ),
    ],
)
def test_a_row_of_scores_is_mended_in_the_file(
    text: str, codes_: list[str], way: str, tmp_path: Path
) -> None:
    scores = "province,score\n" + text
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, scores_2031__csv=scores)
    found = rows(data=tmp_path)
    assert [(r["code"], r["options"]) for r in found] == [(code, []) for code in codes_]
    assert way in found[0]["basis"]
    english, vietnamese = (inside("errata", cwd=tmp_path, lang=lang) for lang in ("en", "vi"))
    assert english.code == vietnamese.code == 1
    assert english.stderr == (
        "vtlt: 1 cell is open that --choose cannot fill: edit scores_2031.csv\n"
    )
    assert "không điền được bằng --choose: đề nghị sửa tệp scores_2031.csv" in vietnamese.stderr
    refused = inside("errata", *chosen("1:+=Long Điền"), cwd=tmp_path)
    assert refused.code == 2 and "only to the members of a cluster" in refused.stderr


# Laws.


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(plan=full_folders(), draw=st.data())
def test_errata_never_add_a_finding(plan: Plan, draw: st.DataObject) -> None:
    """Of a folder with slips in its names, the corrected copy has only findings that it had."""

    def slip(name: str) -> str:
        ways = ("as it is", "case", "letter", "marks", "space")
        way = draw.draw(st.sampled_from(ways))
        if way == "case":
            return name.lower()
        if way == "letter":
            return name + "x"
        if way == "marks":
            letters = unicodedata.normalize("NFD", name)
            return "".join(c for c in letters if not unicodedata.combining(c))
        return name.replace(" ", "  ") if way == "space" else name

    for cluster in plan.clusters:
        cluster.leader = slip(cluster.leader)
        cluster.members = [slip(name) for name in cluster.members]
    if draw.draw(st.booleans()):
        plan.clusters[0].members[0] = plan.clusters[-1].members[-1]
    for row in plan.rows:
        row.name = slip(row.name)
    folder = in_memory(plan.files())
    data, before = check(folder, "en")
    errata = errata_of(data, before, parts_of(data))
    changed = corrected_files(folder, data, errata)
    again = folder._replace(contents={**folder.contents, **changed})
    data_after, after = check(again, "en")
    assert {(f.code, f.message) for f in after} <= {(f.code, f.message) for f in before}
    left = errata_of(data_after, after, parts_of(data_after))
    assert left.corrections == () or len(still_open(left)) == len(left.corrections)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(plan=full_folders(), draw=st.data())
def test_no_choice_adds_an_error(plan: Plan, draw: st.DataObject) -> None:
    """Of clusters with units doubled and lost, whatever is chosen among what is offered."""
    for _ in range(draw.draw(st.integers(1, 3))):
        cluster, other = (draw.draw(st.sampled_from(plan.clusters)) for _ in range(2))
        at = draw.draw(st.integers(0, len(cluster.members) - 1))
        way = draw.draw(st.sampled_from(["lost", "doubled", "led"]))
        if way == "lost" and len(cluster.members) > 1:
            del cluster.members[at]
        elif way == "doubled":
            cluster.members[at] = draw.draw(st.sampled_from(other.members))
        elif way == "led":
            cluster.leader = draw.draw(st.sampled_from(other.members))
    folder = in_memory(plan.files())
    data, before = check(folder, "en")
    first = errata = errata_of(data, before, parts_of(data))
    choices: list[str] = []
    for _ in range(4):
        offered = [option for c in errata.corrections for option in c.options]
        if not offered:
            break
        option = draw.draw(st.sampled_from(offered))
        # A leader that loses its place as a member is to be chosen together with it.
        with contextlib.suppress(WrongChoice):
            errata = choose(first, data, before, [*choices, option])
            choices.append(option)
    changed = corrected_files(folder, data, errata)
    _data, after = check(folder._replace(contents={**folder.contents, **changed}), "en")
    errors = [
        {(f.code, f.province) for f in findings if f.severity == "error"}
        for findings in (after, before)
    ]
    assert errors[0] <= errors[1]


# The letter.


def test_the_letter(tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    assert inside("errata", *chosen(CHOSEN[0]), "-o", str(file)).code == 1
    document = docx.Document(str(file))
    parts = [*document.paragraphs]
    for table in document.tables:
        parts += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    text = "\n".join(paragraph.text for paragraph in parts)
    for words in (
        "V/v đính chính, điều chỉnh Phụ lục 2 kèm theo Báo cáo số 241/BC-VTLTNN",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
        "Ngày 21 tháng 3 năm 2008, Cục Văn thư và Lưu trữ nhà nước đã ban hành Báo cáo số "
        "241/BC-VTLTNN",
        "Thừa Thiên Huế",
        "Lai Châu",
        BLANK,
        "biết, thực hiện./.",
        "- Như trên;",
        "/VTLTNN-",
    ):
        assert words in text
    assert "theo quyết định của cơ quan ban hành" in text and "--" not in text
    assert "Đỗ" not in text and "2026" not in text


def test_no_letter_where_there_is_nothing_to_correct(tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    for lang, words in (("en", f"{file} was not written"), ("vi", f"không ghi tệp {file}")):
        result = inside("errata", "--data", str(COMMUNES), "-o", str(file), lang=lang)
        assert (result.code, file.exists()) == (0, False)
        assert words in result.stderr and result.stderr.count("\n") == 1


def test_a_letter_to_others(tmp_path: Path) -> None:
    """Units that are no provinces are addressed as those that take part."""
    from vtlt_cli.errata.letter import letter_of
    from vtlt_cli.errata.tables import errata_table
    from vtlt_cli.reading.folder import scan

    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        clusters_2031__yaml="- {number: 1, leader: an Bình, members: [An Bình]}\n",
    )
    data, findings = check(scan(str(tmp_path)), "vi")
    errata = errata_of(data, findings, parts_of(data))
    letter = letter_of(errata, data, errata_table(errata))
    assert letter.addressees == ("Các đơn vị tham gia kiểm tra chéo",)
    assert (letter.agency, letter.symbol) == (None, "")
    assert letter.subject == "V/v đính chính phụ lục của đợt kiểm tra năm 2031"
    assert letter.closing[-1].endswith("./.")
