"""Names of offices as they are printed: as published, the office once before each."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from inside import inside

OFFICE = "Văn phòng Ủy ban nhân dân"
PUBLISHED = {
    "UBND tỉnh Bình Định": "tỉnh Bình Định",
    "Văn phòng UBND tỉnh Phú Yên": "tỉnh Phú Yên",
    "tỉnh Hải Phòng": "tỉnh Hải Phòng",
    "quang-nam": "tỉnh Quảng Nam",
    "Văn phòng Ủy ban nhân dân tỉnh Phú Thọ": "tỉnh Phú Thọ",
    "VP UBND Cao Bằng": "tỉnh Cao Bằng",
    "Hà Nội": "thành phố Hà Nội",
    "TP. Đà Nẵng": "TP. Đà Nẵng",
    "TP Hồ Chí Minh": "TP Hồ Chí Minh",
    "Hồ Chí Minh": "thành phố Hồ Chí Minh",
    "Văn phòng Ủy ban nhân dân tỉnh Xyzabc": "tỉnh Xyzabc",
    "Thủ đô Hà Nội": "Thủ đô Hà Nội",
    "Ủy ban nhân dân thành phố Cần Thơ": "thành phố Cần Thơ",
    "Tỉnh Sơn La": "tỉnh Sơn La",
    "văn phòng ủy ban nhân dân tỉnh Lào Cai": "tỉnh Lào Cai",
    "Văn phòng Ủy ban nhân dân Yên Bái": "tỉnh Yên Bái",
    "Tỉnh   Bắc Ninh": "tỉnh Bắc Ninh",
    "Thừa Thiên Thuế": "tỉnh Thừa Thiên Thuế",
    "Đắc Nông": "tỉnh Đắc Nông",
}


def printed(
    tmp_path: Path, *names: str, office: str | None = OFFICE, register: str = ""
) -> list[str]:
    """The offices of an appendix of these names, as published."""
    (tmp_path / "rounds.yaml").write_text(
        "format: 1\nrounds:\n  - year: 2007\n    provinces_on: 2007-06-30\n"
        + (f"    office: {office}\n" if office else "")
        + "    documents:\n      report: {number: 1/BC, date: 2008-03-21}\n"
        "    appendices:\n      1: {table: scores, title: T}\n",
        encoding="utf-8",
    )
    rows = "".join(f'"{name}",{99 - i}\n' for i, name in enumerate(names))
    (tmp_path / "scores_2007.csv").write_text("province,score\n" + rows, encoding="utf-8")
    if register:
        (tmp_path / "provinces.yaml").write_text(register, encoding="utf-8")
    result = inside("appendix", "1", "--data", str(tmp_path), "-f", "csv")
    return [line.split(",")[2] for line in result.stdout.splitlines()[1:]]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_office_stands_once(form: str, tmp_path: Path) -> None:
    """In whatever form the file has it, with its kind or a wrong one, resolved or not."""
    names = [unicodedata.normalize(form, name) for name in PUBLISHED]  # type: ignore[arg-type]
    assert printed(tmp_path, *names) == [f"{OFFICE} {name}" for name in PUBLISHED.values()]


def test_without_an_office_the_text_stays(tmp_path: Path) -> None:
    """What the file writes is what was published; a kind that is added begins the cell."""
    assert printed(tmp_path, "UBND tỉnh Bình Định", "Phú Yên", office=None) == [
        "UBND tỉnh Bình Định",
        "Tỉnh Phú Yên",
    ]


REGISTER = """
- {id: noi-vu, name: Sở Nội vụ, kind: sở}
- {id: y-te, name: Sở Y tế, kind: Sở}
- {id: thanh-tra, name: Thanh tra tỉnh, kind: thanh tra}
- {id: alpha, name: Alpha, kind: xã}
"""


def test_departments_are_printed_as_their_register_writes_them(tmp_path: Path) -> None:
    """A department is no common noun before a name; a slip of the file stays as published."""
    names = ("Sở Nội vụ", "Sở y tế", "Thanh tra tỉnh", "Alpha")
    found = printed(tmp_path, *names, office=None, register=REGISTER)
    assert found == ["Sở Nội vụ", "Sở y tế", "Thanh tra tỉnh", "Xã Alpha"]
    ranked = inside("rank", "--data", str(tmp_path), "-f", "csv", "--columns", "office").stdout
    assert ranked.splitlines()[1:] == ["Sở Nội vụ", "Sở Y tế", "Thanh tra tỉnh", "Xã Alpha"]


def test_rows_without_a_number_have_that_of_their_place(tmp_path: Path) -> None:
    printed(tmp_path, "Phú Yên", "Bình Định")
    result = inside("appendix", "1", "--data", str(tmp_path), "-f", "csv")
    assert [line.split(",")[0] for line in result.stdout.splitlines()[1:]] == ["1", "2"]
    (tmp_path / "scores_2007.csv").write_text(
        "position,province,score\n1,Phú Yên,9\n,Bình Định,8\n", encoding="utf-8"
    )
    result = inside("appendix", "1", "--data", str(tmp_path), "-f", "csv")
    assert [line.split(",")[0] for line in result.stdout.splitlines()[1:]] == ["1", "2"]


def test_an_id_is_no_name_in_the_clusters(tmp_path: Path) -> None:
    (tmp_path / "rounds.yaml").write_text(
        "format: 1\nrounds:\n  - year: 2007\n    appendices: {2: {table: clusters, title: X}}\n",
        encoding="utf-8",
    )
    (tmp_path / "clusters_2007.yaml").write_text(
        "- {number: 1, leader: quang-nam, members: [quang-nam, Bình Định]}\n", encoding="utf-8"
    )
    result = inside("appendix", "2", "--data", str(tmp_path), "-f", "plain")
    assert "quang-nam" not in result.stdout
    assert result.stdout.count("Quảng Nam") == 2


# What is declared and is not there


def folder_of(tmp_path: Path, report: str) -> list[str]:
    (tmp_path / "rounds.yaml").write_text(
        "format: 1\nrounds:\n  - year: 2007\n    provinces_on: 2007-06-30\n"
        f"{report}    appendices:\n"
        "      1: {table: scores, title: ĐIỂM}\n      2: {table: clusters, title: CỤM}\n",
        encoding="utf-8",
    )
    (tmp_path / "scores_2007.csv").write_text("province,score\nHà Nội,9\n", encoding="utf-8")
    return ["--data", str(tmp_path)]


REPORT = "    documents:\n      report: {number: 241/BC, date: 2008-03-21}\n"


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_an_appendix_without_its_file_is_said(lang: str, tmp_path: Path) -> None:
    """No heading stands over an empty table."""
    data = folder_of(tmp_path, REPORT)
    alone = inside("appendix", "2", *data, lang=lang)
    assert (alone.code, alone.stdout) == (1, "") and "clusters_2007.yaml" in alone.stderr
    both = inside("appendix", *data, lang=lang)
    assert both.code == 1 and "PHỤ LỤC 1" in both.stdout and "PHỤ LỤC 2" not in both.stdout
    assert "clusters_2007.yaml" in both.stderr
    document = inside("appendix", "2", *data, "-o", str(tmp_path / "x.html"), lang=lang)
    assert document.code == 1 and not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_report_without_its_day_is_said(lang: str, tmp_path: Path) -> None:
    """What the heading does not know is left open, and the result is not whole."""
    data = folder_of(tmp_path, "    documents:\n      report: {number: 241/BC}\n")
    result = inside("appendix", "1", *data, lang=lang)
    assert result.code == 1 and "rounds.yaml" in result.stderr
    assert "(Kèm theo Báo cáo số …/… ngày … tháng … năm …)" in result.stdout


def test_a_report_that_is_not_yet_is_left_open(tmp_path: Path) -> None:
    """A draft before its report: nothing is wrong with it, and the line is there to be filled."""
    data = folder_of(tmp_path, "")
    result = inside("appendix", "1", *data)
    assert "(Kèm theo Báo cáo số …/… ngày … tháng … năm …)" in result.stdout
    assert "number and day are left open" in result.stderr


ALIKE = {
    "provinces.yaml": """\
- {id: one, name: Tân Tiến, kind: xã, region: Đắk Lắk}
- {id: two, name: Tân Tiến, kind: xã, region: tỉnh Điện Biên}
- {id: three, name: Kỳ Anh, kind: huyện}
- {id: four, name: Kỳ Anh, kind: thị xã}
- {id: five, name: Alpha, kind: xã}
- {id: six, name: Alpha, kind: xã}
- {id: past, name: Beta, kind: xã, to: 2019-12-31}
- {id: later, name: Beta, kind: xã, from: 2020-01-01}
""",
    "scores_2031.csv": "province,score\none,9\ntwo,8\nthree,7\nfour,6\nfive,5\nsix,4\nlater,3\n",
    "clusters_2031.yaml": """\
- number: 1
  leader: two
  members: [one, two, three, four, five, six]
""",
    "awards_2031.yaml": "status: proposed\ntiers:\n  - {id: co, name: Cờ, quota: 2}\n",
    "rounds.yaml": """\
format: 1
rounds:
  - year: 2031
    documents: {report: {number: 1/BC, date: 2031-12-31}}
    appendices: {1: {table: scores, title: ĐIỂM}, 2: {table: clusters, title: CÁC CỤM}}
""",
}
PRINTED_APART = [
    "xã Tân Tiến (Đắk Lắk)",
    "xã Tân Tiến (tỉnh Điện Biên)",
    "huyện Kỳ Anh",
    "thị xã Kỳ Anh",
    "xã Alpha (five)",
    "xã Alpha (six)",
]


@pytest.fixture
def alike(tmp_path: Path) -> list[str]:
    for name, text in ALIKE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return ["--data", str(tmp_path)]


@pytest.mark.parametrize(
    "command",
    [
        ["rank"],
        ["rank", "--columns", "rank,name"],
        ["awards", "--margin"],
        ["clusters"],
        ["chart"],
        ["appendix", "1", "--round", "2031"],
        ["appendix", "2", "--round", "2031"],
    ],
)
def test_no_two_units_are_printed_alike(command: list[str], alike: list[str]) -> None:
    """By their kind, else their region, else their id; who shares no day needs none of them."""
    # A unit that stands for its office begins its cell with a capital.
    printed = inside(*command, *alike).stdout.replace("  Xã", "  xã").replace("  Huyện", "  huyện")
    printed = printed.replace("  Thị", "  thị")
    for name in PRINTED_APART:
        assert name in printed
    assert "Beta (" not in printed


def test_the_paragraph_tells_them_apart(alike: list[str]) -> None:
    assert "gồm xã Tân Tiến (Đắk Lắk) và Tân Tiến (tỉnh Điện Biên)." in (
        inside("awards", "--text", *alike).stdout
    )


def test_what_is_printed_is_read_back(tmp_path: Path, alike: list[str]) -> None:
    rows = "".join(f"{name},5\n" for name in PRINTED_APART)
    (tmp_path / "scores_2031.csv").write_text("province,score\n" + rows, encoding="utf-8")
    ids = [
        line.split(",")[3] for line in inside("rank", "-f", "csv", *alike).stdout.split("\n")[1:7]
    ]
    assert ids == ["one", "two", "three", "four", "five", "six"]


def test_the_name_of_the_data_stays_the_plain_one(alike: list[str]) -> None:
    row = inside("rank", "-f", "csv", *alike).stdout.split("\n")[1]
    assert row == "1,1,false,one,Tân Tiến,Xã Tân Tiến (Đắk Lắk),9"
