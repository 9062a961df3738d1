"""`vtlt errata`: what the appendices had wrong and what should stand, cell by cell."""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from pathlib import Path

import pytest
from conftest import Golden
from corrections import (
    COMMUNES,
    GOLDEN,
    REGISTER,
    ROUNDS,
    beside,
    cells,
    chosen,
    codes,
    rows,
)
from inside import DATA, inside
from test_mend import folder_of


@pytest.mark.parametrize("format_", ["plain", "json"])
def test_the_shipped_record(format_: str, golden: Golden) -> None:
    result = inside("errata", "-f", format_)
    assert result.code == 1
    golden(GOLDEN / f"shipped.{format_}.txt", result.stdout + "\n" + result.stderr)


def test_why_the_cells_are_wrong() -> None:
    """The rules say it in their own sentences; paper, day and ways out are added."""
    huế, nguyên, member, leader, vinh = (row[4] for row in cells())
    assert huế == "Đính chính. Viết sai tên: “Thừa Thiên Thuế”; tên đúng: “Thừa Thiên Huế”."
    assert nguyên.startswith("Đính chính. Viết hoa chưa đúng: “Thái nguyên”")
    merged = "Điều chỉnh. Tỉnh Hà Tây đã hợp nhất vào thành phố Hà Nội từ ngày 01/8/2008"
    assert member.startswith(merged) and leader.startswith(merged)
    assert "15/2008/QH12" in member and "Thành phố Hà Nội đã là thành viên Cụm 4." in member
    # What the rule asks for at the leader's place is not asked for at the member's.
    assert [("cần Cụm trưởng khác" in text) for text in (member, leader)] == [False, True]
    no_slip = "Thay đổi sau ngày ban hành Báo cáo (21/3/2008), không phải sai sót của Báo cáo."
    assert [no_slip in row[4] for row in cells()] == [False, False, True, True, False]
    assert leader.endswith("trong số các thành viên còn lại: Sơn La, Bắc Kạn hoặc Hà Nam.")
    assert vinh.startswith(
        "Đính chính. Tỉnh Trà Vinh được xếp vào hai cụm: Cụm 14 và Cụm 16. "
        "Tỉnh Lai Châu chưa được xếp vào cụm nào. Phương án 1: "
    )


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
    """With nothing to correct there is none."""
    file = tmp_path / f"x.{format_}"
    assert inside("errata", "-o", str(file)).code == 1
    assert file.stat().st_size > 1000
    file.unlink()
    result = inside("errata", "--data", str(COMMUNES), "-o", str(file))
    assert (result.code, file.exists()) == (0, False)
    assert result.stderr == (f"vtlt: nothing to correct in these tables; {file} was not written\n")


def test_csv() -> None:
    text = inside("errata", "-f", "csv").stdout
    last = list(csv.DictReader(io.StringIO(text)))[-1]
    assert last["cluster"] == "14; 16" and last["corrected"] == "" and last["open"] == "true"


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
    assert head.startswith("| Phụ lục | Vị trí | Đã in | Nay ghi | Căn cứ |")
    office = "Văn phòng Ủy ban nhân dân tỉnh"
    assert row.startswith(f"|  | Stt 2 | {office} Đồng Nay | {office} Đồng Nai | Đính chính. Viết")
    (found,) = rows(data=tmp_path)
    assert (found["printed"], found["corrected"]) == ("Đồng Nay", "Đồng Nai")
    assert (found["position"], found["cluster"], found["role"]) == ([2], [], ["office"])


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


def test_what_is_waived_stays(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    folder_of(data, waivers__yaml="- {code: NAM08, text: Thái nguyên, reason: như bản in}\n")
    result = inside("errata", "--data", str(data), "-f", "json")
    assert "Thái nguyên" not in {row["printed"] for row in json.loads(result.stdout)}
    assert "1 waived finding left out (waivers.yaml)" in result.stderr
    refused = inside("errata", "--data", str(data), *chosen("4:Thái nguyên=Lai Châu"))
    assert refused.code == 2 and "accepted in waivers.yaml (NAM08)" in refused.stderr


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


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", b""])
def test_a_file_that_cannot_be_read_is_not_called_right(content: bytes, tmp_path: Path) -> None:
    folder_of(tmp_path, scores_2031__csv=content)
    result = inside("errata", cwd=tmp_path)
    assert result.code == 1
    assert "nothing to correct in what could be read of these tables" in result.stderr


def test_a_unit_without_end(tmp_path: Path) -> None:
    """9999-12-31, which many databases write for no end, is a day like others."""
    folder_of(
        tmp_path,
        provinces__yaml="- {id: a, name: Alpha, kind: xã, from: 2030-01-01, to: 9999-12-31}\n"
        "- {id: b, name: Beta, kind: xã}\n",
        scores_2007__csv="province,score\nAlpha,1\n",
    )
    (row,) = rows(data=tmp_path)
    assert (row["code"], row["open"]) == ("SCR03", True)


def test_the_appendix_as_its_report_numbers_it(tmp_path: Path) -> None:
    """In Roman numerals since Decree 30/2020; the only one of a report has no number."""
    rounds = (
        "format: 1\nrounds:\n  - year: 2031\n    documents: {report: {number: 1/BC, date: "
        "2031-06-01}}\n    appendices:\n      1: {table: scores, title: X}\n"
    )
    scores = "province,score\nan Bình,9\n"
    clusters = "- {number: 1, leader: An Bình, members: [An Bình]}\n"
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml=rounds,
        scores_2031__csv=scores,
        clusters_2031__yaml=clusters,
    )
    assert cells(data=tmp_path)[0][:2] == ["", "Stt 1"]
    folder_of(tmp_path, rounds__yaml=rounds + "      2: {table: clusters, title: Y}\n")
    assert cells(data=tmp_path)[0][:2] == ["I", "Stt 1"]


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


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("provinces.yaml", "- id: ha-noi", "- idd: ha-noi"),
        ("provinces.yaml", "  to: 2008-07-31", "  tox: 2008-07-31"),
        ("provinces.yaml", "- id: ha-noi", "  : : ["),
        ("rounds.yaml", "provinces_on: 2008-03-21", "provinces_on: 21 tháng ba"),
        ("rounds.yaml", "    documents: ", "    document: "),
        ("rounds.yaml", "format: 1", "format: ["),
    ],
)
def test_there_are_no_corrections_by_what_was_not_read(
    file: str, before: str, after: str, tmp_path: Path
) -> None:
    """Of a register that could not be read no name is wrong: that is no table without slips."""
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    for more in ([], ["-o", "x.docx"]):
        result = inside("errata", *more, cwd=tmp_path)
        assert (result.code, result.stdout) == (1, "")
        assert "no corrections" in result.stderr and file in result.stderr
    assert not (tmp_path / "x.docx").exists()


def test_a_slip_in_a_field_of_the_table_is_no_table_without_slips(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "scores_2007.csv"
    path.write_text(path.read_text("utf-8").replace("position,", "postion,", 1), "utf-8")
    result = inside("errata", "--round", "2007", cwd=tmp_path)
    assert result.code == 1
    assert "something in data/scores_2007.csv could not be read" in result.stderr
    assert "what could be read of these tables" in result.stderr
