"""`vtlt validate` on the shipped record: its nine findings, their places and their words."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from inside import DATA, ROOT, inside, rows_of


def copied(tmp_path: Path, *names: str) -> Path:
    """A folder with some of the shipped files."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in names:
        shutil.copy(DATA / name, folder / name)
    return folder


FINDINGS = [
    # code, severity, file, line, the text at the place, province
    ("AWD05", "note", "awards_2007.yaml", 13, "Phú Yên, ", None),
    ("CLU02", "error", "clusters_2009.yaml", 1, "", "lai-chau"),
    ("NAM03", "error", "clusters_2009.yaml", 15, "Thừa Thiên Thuế", "thua-thien-hue"),
    ("NAM03", "error", "clusters_2009.yaml", 16, "Thừa Thiên Thuế", "thua-thien-hue"),
    ("NAM08", "warning", "clusters_2009.yaml", 20, "Thái nguyên", "thai-nguyen"),
    ("CLU11", "warning", "clusters_2009.yaml", 27, "Hà Tây", "ha-tay"),
    ("NAM10", "note", "clusters_2009.yaml", 44, "TP Hồ Chí Minh", "ho-chi-minh"),
    ("CLU01", "error", "clusters_2009.yaml", 68, "Trà Vinh", "tra-vinh"),
    ("NAM10", "note", "scores_2007.csv", 64, "Đắc Nông", "dak-nong"),
]


def at(finding: Any) -> str:
    """The text that stands at the place of a finding."""
    assert finding["line"] == finding["end_line"]
    lines = (ROOT / finding["path"]).read_text(encoding="utf-8").split("\n")
    text: str = lines[finding["line"] - 1][finding["column"] - 1 : finding["end_column"] - 1]
    return text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_validate_finds_nine(lang: str) -> None:
    """Exactly the nine findings of the issue, with their places, severities and units."""
    result = inside("validate", "-f", "json", lang=lang)
    findings = json.loads(result.stdout)
    assert result.code == 1
    found = [
        (f["code"], f["severity"], f["path"], f["line"], f["province"])
        for f in findings
        if f["code"] != "AWD05"
    ]
    assert found == [
        (code, severity, f"data/{path}", line, province)
        for code, severity, path, line, _text, province in FINDINGS
        if code != "AWD05"
    ]
    assert len(findings) == 9
    for finding, (_code, _severity, _path, _line, text, _province) in zip(findings, FINDINGS):
        if finding["code"] != "AWD05":
            assert at(finding) == text
    note = findings[0]
    assert (note["code"], note["severity"]) == ("AWD05", "note")
    assert (note["path"], note["line"], note["column"]) == ("data/awards_2007.yaml", 13, 38)
    assert Counter(f["severity"] for f in findings) == {"error": 4, "warning": 2, "note": 3}


def test_validate_places_are_the_names_themselves() -> None:
    """`Trà Vinh` is told at its second place, with the first beside it; so is the leader Hà Tây."""
    by_code = {f["code"]: f for f in rows_of("validate")}
    places = [(r["path"], r["line"], r["column"]) for r in by_code["CLU01"]["related"]]
    assert (by_code["CLU01"]["line"], by_code["CLU01"]["column"]) == (68, 42)
    assert places == [("data/clusters_2009.yaml", 60, 51)]
    assert (by_code["CLU02"]["line"], by_code["CLU02"]["column"]) == (1, 1)
    assert (by_code["CLU11"]["line"], by_code["CLU11"]["column"]) == (27, 11)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_validate_helps_one_finding_by_the_other(lang: str) -> None:
    """Lai Châu is named in the help of Trà Vinh's finding, and no false follower comes after."""
    findings = rows_of("validate", lang=lang)
    (twice,) = [f for f in findings if f["code"] == "CLU01"]
    assert "Lai Châu" in twice["help"] and "Lai Châu" not in twice["message"]
    absent = [f for f in findings if f["code"] == "CLU02"]
    assert ["Lai Châu" in f["message"] for f in absent] == [True]
    assert not [f for f in absent if "Thừa Thiên Huế" in f["message"]]


def test_validate_speaks_both_languages() -> None:
    """The sentences of a finding, and the words for severity."""
    vietnamese = {f["code"]: f["message"] for f in rows_of("validate", lang="vi")}
    assert vietnamese["CLU01"] == "Tỉnh Trà Vinh được xếp vào hai cụm: Cụm 14 và Cụm 16."
    assert vietnamese["CLU02"] == "Tỉnh Lai Châu chưa được xếp vào cụm nào."
    assert vietnamese["NAM03"] == "Viết sai tên: “Thừa Thiên Thuế”; tên đúng: “Thừa Thiên Huế”."
    assert vietnamese["NAM08"] == "Viết hoa chưa đúng: “Thái nguyên”; viết đúng: “Thái Nguyên”."
    assert vietnamese["CLU11"] == (
        "Tỉnh Hà Tây đã hợp nhất vào thành phố Hà Nội từ ngày 01/8/2008, "
        "trước thời gian tiến hành kiểm tra; Cụm 6 cần Cụm trưởng khác."
    )
    english = {f["code"]: f["message"] for f in rows_of("validate", lang="en")}
    assert english["CLU01"] == "Trà Vinh is in two clusters, 14 and 16"
    assert "2008-08-01" in english["CLU11"] and "Hà Nội" in english["CLU11"]
    assert inside("validate", lang="vi").stderr == "vtlt: 04 lỗi, 02 cảnh báo, 03 lưu ý\n"
    assert inside("validate", lang="en").stderr == "vtlt: 4 errors, 2 warnings, 3 notes\n"


def test_validate_prints_place_excerpt_and_help() -> None:
    """A finding as it is printed: place, excerpt, carets, help."""
    result = inside("validate", lang="en").stdout
    assert (
        "data/clusters_2009.yaml:68:42: error CLU01 Trà Vinh is in two clusters, 14 and 16\n"
        "   68 |   members: [Hà Tĩnh, Đà Nẵng, Đồng Tháp, Trà Vinh]\n"
        "      |                                          ^^^^^^^^\n"
        "   also data/clusters_2009.yaml:60:51"
    ) in result


def test_validate_a_file_reads_its_neighbours() -> None:
    """Findings of that file alone, judged with the rounds and the register beside it."""
    result = inside("validate", "data/scores_2007.csv", "-f", "json")
    (finding,) = json.loads(result.stdout)
    assert (result.code, finding["code"], finding["path"]) == (
        0,
        "NAM10",
        "data/scores_2007.csv",
    )
    both = rows_of("validate", "data/scores_2007.csv", "data")
    assert len(both) == 9


def test_strict_counts_warnings(tmp_path: Path) -> None:
    folder = copied(tmp_path, "rounds.yaml", "scores_2007.csv")
    path = folder / "scores_2007.csv"
    text = path.read_text(encoding="utf-8").replace("Thái Nguyên", "Thái nguyên")
    path.write_text(text, encoding="utf-8")
    assert inside("validate", str(folder)).code == 0
    assert inside("validate", str(folder), "--strict").code == 1
    assert inside("validate", "data/scores_2007.csv", "--strict").code == 0
