"""What the commands say of the shipped data, and how they are asked."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from inside import DATA, ROOT, inside, printed_appendix, report_lines

from vtlt_cli.checking.engine import all_rules
from vtlt_cli.cli.program import COMMANDS

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")

TIED = {1820: 2, 1700: 2, 1690: 2, 1640: 2, 1440: 2, 1280: 2}


def words(value: object) -> str | None:
    """The id of a parameter: a list as one would type it, anything else as pytest has it."""
    return " ".join(value) if isinstance(value, list) else None


def rows_of(*args: str, **surroundings: Any) -> Any:
    """What a command prints as JSON."""
    return json.loads(inside(*args, "-f", "json", **surroundings).stdout)


def split(line: str) -> list[str]:
    """The cells of a printed line; two spaces or more stand between them."""
    return re.split(r"\s{2,}", line.strip())


def points(text: str) -> int:
    """A number as the report prints it."""
    return int(text.replace(".", ""))


def copied(tmp_path: Path, *names: str) -> Path:
    """A folder with some of the shipped files."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in names:
        shutil.copy(DATA / name, folder / name)
    return folder


# vtlt rank


def test_rank_is_the_report_s_order() -> None:
    """The 64 offices and their points stand as Appendix 1 prints them."""
    printed = printed_appendix(1)[2]
    # The one name that the report does not spell as the register does.
    offices = [office.replace("Đắc Nông", "Đắk Nông") for _stt, office, _points in printed]
    rows = rows_of("rank")
    assert [row["position"] for row in rows] == [int(stt) for stt, _office, _points in printed]
    assert [row["position"] for row in rows] == list(range(1, 65))
    assert [row["office"] for row in rows] == offices
    assert [row["score"] for row in rows] == [points(score) for _stt, _office, score in printed]
    assert sum(row["score"] for row in rows) == 131820


def test_rank_is_standard_competition_ranking() -> None:
    """1, 2, 2, 4: six pairs share a rank, and the place after a pair is passed over."""
    rows = rows_of("rank")
    scores = [row["score"] for row in rows]
    assert [row["rank"] for row in rows] == [1 + sum(s > score for s in scores) for score in scores]
    assert [row["tied"] for row in rows] == [scores.count(score) > 1 for score in scores]
    assert Counter(row["score"] for row in rows if row["tied"]) == TIED
    assert [row["rank"] for row in rows if row["score"] == 1820] == [29, 29]
    assert [row["rank"] for row in rows][28:31] == [29, 29, 31]


def test_rank_prints_numbers_as_the_report_does() -> None:
    lines = inside("rank", "-f", "plain").stdout.splitlines()
    row = next(line for line in lines if "Bình Định" in line)
    assert split(row) == ["1", "1", "Văn phòng Ủy ban nhân dân tỉnh Bình Định", "8.280"]


def test_rank_is_silent_on_stderr() -> None:
    """The notes on the scores are no errors, and what stands in other files is not read."""
    result = inside("rank")
    assert (result.code, result.stderr) == (0, "")


# vtlt awards


def printed_recipients() -> list[list[str]]:
    """The recipients of each tier in the sentences of I.4 of the report."""
    found = []
    for sentence in report_lines():
        if match := re.search(
            r"[Tt]ặng (?:Cờ|Bằng|Giấy).*?gồm Văn phòng UBND (.*?)[.;]$", sentence
        ):
            names = re.sub(r"^(tỉnh, thành phố:|tỉnh) ", "", match[1])
            found.append(re.split(r", | và ", names))
    return found


def test_awards_equal_the_published_lists() -> None:
    """3 flags, 9 certificates of merit, 24 of commendation, all as the report names them."""
    result = inside("awards", "-f", "json")
    rows = json.loads(result.stdout)
    assert result.code == 0
    assert result.stderr == "vtlt: all 36 equal the published lists\n"
    assert Counter(row["tier_name"] for row in rows) == {
        "Cờ thi đua": 3,
        "Bằng khen": 9,
        "Giấy khen": 24,
    }
    assert all(row["tier"] == row["published_tier"] for row in rows)
    assert {row["status"] for row in rows} == {"decided"}
    given: dict[str, set[str]] = {}
    for row in rows:
        given.setdefault(row["tier"], set()).add(row["name"])
    published = [
        {re.sub("^thành phố Hồ", "Thành phố Hồ", name) for name in names}
        for names in printed_recipients()
    ]
    assert [len(names) for names in published] == [3, 9, 24]
    assert list(given.values()) == published


def test_awards_name_who_grants_them() -> None:
    """The Ministry grants the first two, the head of the Department the third."""
    granted = dict.fromkeys((row["tier"], row["granted_by"]) for row in rows_of("awards"))
    assert list(granted) == [
        ("co-thi-dua", "Bộ Nội vụ"),
        ("bang-khen", "Bộ Nội vụ"),
        ("giay-khen", "Cục trưởng Cục Văn Thư và Lưu trữ nhà nước"),
    ]
    printed = inside("awards", "-f", "plain").stdout
    assert all(f"({by})" in printed for _tier, by in granted)


def test_awards_say_whether_they_were_decided(tmp_path: Path) -> None:
    """What the file calls proposed is never printed as decided, and the other way round."""
    folder = copied(tmp_path, "rounds.yaml", "scores_2007.csv", "awards_2007.yaml")
    decided = inside("awards", "--data", str(folder), "-f", "plain", lang="vi").stdout
    path = folder / "awards_2007.yaml"
    text = path.read_text(encoding="utf-8").replace("status: decided", "status: proposed")
    path.write_text(text, encoding="utf-8")
    proposed = inside("awards", "--data", str(folder), "-f", "plain", lang="vi").stdout
    assert "đã quyết định" in decided and "Dự kiến" not in decided
    assert "Dự kiến đề nghị" in proposed and "quyết định" not in proposed


def test_awards_stop_at_an_undecided_tie(tmp_path: Path) -> None:
    """With 23 certificates Bạc Liêu and Hà Tĩnh tie for the last: the file says `ask`, exit 1."""
    folder = copied(tmp_path, "rounds.yaml", "scores_2007.csv", "awards_2007.yaml")
    path = folder / "awards_2007.yaml"
    text = path.read_text(encoding="utf-8").replace("quota: 24", "quota: 23")
    path.write_text(text, encoding="utf-8")
    result = inside("awards", "--data", str(folder), "-f", "json")
    rows = json.loads(result.stdout)
    assert result.code == 1
    assert "Bạc Liêu" in result.stderr and "Hà Tĩnh" in result.stderr
    undecided = [(row["name"], row["published_tier"]) for row in rows if row["tier"] is None]
    assert undecided == [("Bạc Liêu", "giay-khen"), ("Hà Tĩnh", "giay-khen")]
    assert Counter(row["tier"] for row in rows)["giay-khen"] == 22


# vtlt clusters, vtlt appendix


def test_clusters_are_those_of_the_plan() -> None:
    """In standard names; the errors of the file are told in one line, and the exit code is 0."""
    result = inside("clusters", "-f", "json")
    rows = json.loads(result.stdout)
    assert result.code == 0
    assert result.stderr == "vtlt: 4 errors in data/clusters_2009.yaml: see `vtlt validate`\n"
    assert [row["number"] for row in rows] == list(range(1, 17))
    assert all(row["leader"] in row["members"] and len(row["members"]) == 4 for row in rows)
    assert rows[2]["members"][0] == "thua-thien-hue"
    assert rows[2]["leader_name"] == "Thừa Thiên Huế"
    assert rows[3]["member_names"][1] == "Thái Nguyên"
    assert rows[9]["member_names"][1] == "Thành phố Hồ Chí Minh"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("number", [1, 2])
def test_appendix_is_the_report_s_own(number: int, lang: str) -> None:
    """Heading, columns and rows line by line as printed, in Vietnamese whatever the language."""
    heading, titles, rows = printed_appendix(number)
    result = inside("appendix", str(number), "-f", "plain", lang=lang)
    lines = result.stdout.splitlines()
    assert result.code == 0
    assert lines[:4] == [*heading, ""]
    assert split(lines[4]) == titles
    assert [split(line) for line in lines[6:]] == rows


def test_appendix_without_a_number_is_all_of_the_report() -> None:
    one = inside("appendix", "1", "-f", "markdown").stdout
    two = inside("appendix", "2", "-f", "markdown").stdout
    both = inside("appendix", "-f", "markdown")
    assert (both.code, both.stdout) == (0, f"{one}\n{two}")


@pytest.mark.parametrize("number", [1, 2])
def test_appendix_restated(number: int) -> None:
    """Standard names under a heading that says that this is no copy of the report."""
    corrections = {
        "Đắc Nông": "Đắk Nông",
        "Thừa Thiên Thuế": "Thừa Thiên Huế",
        "Thái nguyên": "Thái Nguyên",
        "TP Hồ Chí Minh": "Thành phố Hồ Chí Minh",
    }

    def corrected(text: str) -> str:
        for slip, name in corrections.items():
            text = text.replace(slip, name)
        return text

    heading, titles, rows = printed_appendix(number)
    lines = inside("appendix", str(number), "--restated", "-f", "plain").stdout.splitlines()
    assert lines[:2] == ["Phụ lục " + "I" * number, heading[1]]
    assert lines[2] == (
        "(Lập lại từ số liệu Báo cáo số 241/BC-VTLTNN ngày 21 tháng 3 năm 2008 "
        "của Cục Văn thư và Lưu trữ nhà nước)"
    )
    assert split(lines[4]) == titles
    assert [split(line) for line in lines[6:]] == [[*map(corrected, row)] for row in rows]


def test_two_appendices_do_not_go_into_one_csv() -> None:
    result = inside("appendix", "-f", "csv")
    assert (result.code, result.stdout) == (2, "")
    assert "1, 2" in result.stderr


# vtlt validate

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
        "trước thời gian kiểm tra; Cụm 6 cần Cụm trưởng khác."
    )
    english = {f["code"]: f["message"] for f in rows_of("validate", lang="en")}
    assert english["CLU01"] == "Trà Vinh is in two clusters, 14 and 16"
    assert "2008-08-01" in english["CLU11"] and "Hà Nội" in english["CLU11"]
    assert inside("validate", lang="vi").stderr == "vtlt: 4 lỗi, 2 cảnh báo, 3 lưu ý\n"
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


# vtlt provinces


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (["tp hcm"], ["ho-chi-minh", "ho-chi-minh@2025"]),
        (["TP.HCM"], ["ho-chi-minh", "ho-chi-minh@2025"]),
        (["hoa", "binh"], ["hoa-binh"]),
        (["Hoà Bình"], ["hoa-binh"]),
        (["ha tinh"], ["ha-tinh"]),
        (["Thừa Thiên Thuế"], ["thua-thien-hue"]),
        (["gia-lai@2025"], ["gia-lai@2025"]),
        (["gia-lai"], ["gia-lai"]),
        (["Gia Lai"], ["gia-lai", "gia-lai@2025"]),
        (["Hà Tây"], ["ha-tay"]),
        (["Gia Lai", "--on", "2025-07-01"], ["gia-lai@2025"]),
        (["Gia Lai", "--on", "2007-06-30"], ["gia-lai"]),
    ],
    ids=words,
)
def test_provinces_answers_a_name(query: list[str], ids: list[str]) -> None:
    """Any spelling, of units of any time, or of one day."""
    assert [row["id"] for row in rows_of("provinces", *query)] == ids


@pytest.mark.parametrize(
    ("day", "count"), [("2007-06-30", 64), ("2008-08-01", 63), ("2009-07-01", 63), (None, 34)]
)
def test_provinces_of_a_day(day: str | None, count: int) -> None:
    """The units in being on that day, by their official codes; without a day, those of today."""
    rows = rows_of("provinces", *(["--on", day] if day else []))
    assert len(rows) == count
    assert ("ha-tay" in {row["id"] for row in rows}) == (day == "2007-06-30")
    if day:
        assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_provinces_suggests(lang: str) -> None:
    """An unknown name is refused with the nearest."""
    result = inside("provinces", "Bình Đinhh Thuận", lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert "Bình Thuận" in result.stderr and result.stderr.count("\n") == 1


def test_provinces_refuses_a_day_that_is_none() -> None:
    for day in ("2009-02-30", "tomorrow", "01/7/2009"):
        result = inside("provinces", "--on", day)
        assert result.code == 2 and "YYYY-MM-DD" in result.stderr


def test_a_merged_unit_is_not_called_abolished() -> None:
    """A province that merged is *hợp nhất vào*, never abolished."""
    for text in (inside("provinces", "Hà Tây", lang="vi").stdout, inside("explain").stdout):
        assert not re.search("bãi bỏ|giải thể|abolish|ceased", text)


# vtlt rounds, vtlt explain


def test_rounds_and_their_files() -> None:
    rows = rows_of("rounds")
    assert [(row["year"], row["scores"], row["clusters"], row["awards"]) for row in rows] == [
        (2007, "data/scores_2007.csv", None, "data/awards_2007.yaml"),
        (2009, None, "data/clusters_2009.yaml", None),
    ]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_explain(lang: str) -> None:
    """All rules a line each, a family by its letters, one rule at length in any letter case."""
    rules = all_rules()
    listed = inside("explain", lang=lang).stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(rules)
    family = inside("explain", "CLU", lang=lang).stdout.splitlines()
    assert [line.split()[0] for line in family] == [code for code in rules if code[:3] == "CLU"]
    one = inside("explain", "clu01", lang=lang).stdout
    assert one.startswith("CLU01 (") and one == inside("explain", "CLU01", lang=lang).stdout
    words = {"vi": ("Lý do:", "Sai:", "Đúng:", "Cách xử lý:")}
    for word in words.get(lang, ("Why:", "Bad:", "Good:", "Remedy:")):
        assert f"\n{word}" in one


# Where the data is


def score_file(folder: Path, name: str, best: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"position,province,score\n1,{best},20\n2,Hà Nội,10\n"
    (folder / name).write_text(text, encoding="utf-8")


def best(*args: str, **surroundings: Any) -> str:
    """The first of the ranking."""
    return str(rows_of("rank", *args, **surroundings)[0]["name"])


def test_which_folder(tmp_path: Path) -> None:
    """`--data`, else VTLT_DATA, else `.`, else `./data`, else the data of the package."""
    score_file(tmp_path / "option", "scores_2011.csv", "Sơn La")
    score_file(tmp_path / "env", "scores_2011.csv", "Yên Bái")
    score_file(tmp_path / "here", "scores_2011.csv", "Lào Cai")
    score_file(tmp_path / "here" / "data", "scores_2011.csv", "Cà Mau")
    score_file(tmp_path / "beside" / "data", "scores_2011.csv", "Phú Thọ")
    (tmp_path / "beside" / "provinces.yaml").write_bytes((DATA / "provinces.yaml").read_bytes())
    env = {"VTLT_DATA": str(tmp_path / "env")}
    option = ["--data", str(tmp_path / "option")]
    assert best(*option, cwd=tmp_path / "here", env=env) == "Sơn La"
    assert best(cwd=tmp_path / "here", env=env) == "Yên Bái"
    assert best(cwd=tmp_path / "here") == "Lào Cai"
    assert best(cwd=tmp_path / "beside") == "Phú Thọ"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_packaged_data_is_named(lang: str, tmp_path: Path) -> None:
    """One line on stderr says that the data are those of the package."""
    result = inside("rank", "-f", "json", cwd=tmp_path, lang=lang)
    assert (result.code, len(json.loads(result.stdout))) == (0, 64)
    assert result.stderr.count("\n") == 1 and "241/BC-VTLTNN" in result.stderr


def test_a_folder_with_scores_alone(tmp_path: Path) -> None:
    """Without a register the packaged one serves; without rounds the year is in the name."""
    score_file(tmp_path, "scores_2011.csv", "Hà Giang")
    result = inside("rank", "-f", "json", cwd=tmp_path)
    rows = json.loads(result.stdout)
    assert (result.code, result.stderr) == (0, "")
    assert [(row["rank"], row["province"], row["office"]) for row in rows] == [
        (1, "ha-giang", "tỉnh Hà Giang"),
        (2, "ha-noi", "thành phố Hà Nội"),
    ]
    assert inside("validate", cwd=tmp_path).code == 0
    assert "2011" in inside("rank", "-f", "plain", cwd=tmp_path).stdout.splitlines()[0]


def test_a_folder_may_bring_its_own_register(tmp_path: Path) -> None:
    """The communes of one province: nothing assumes 64, or provinces."""
    (tmp_path / "provinces.yaml").write_text(
        "- {id: an-phu, name: An Phú, kind: xã}\n- {id: an-dong, name: An Đông, kind: phường}\n",
        encoding="utf-8",
    )
    score_file(tmp_path, "scores_2026.csv", "xã An Phú")
    path = tmp_path / "scores_2026.csv"
    text = path.read_text(encoding="utf-8").replace("Hà Nội", "An Đông")
    path.write_text(text, encoding="utf-8")
    result = inside("rank", "-f", "json", cwd=tmp_path)
    assert (result.code, result.stderr) == (0, "")
    assert [row["office"] for row in json.loads(result.stdout)] == ["xã An Phú", "phường An Đông"]
    assert inside("validate", cwd=tmp_path).code == 0


def test_the_latest_round_unless_another_is_asked_for(tmp_path: Path) -> None:
    score_file(tmp_path, "scores_2011.csv", "Sơn La")
    score_file(tmp_path, "scores_2013.csv", "Yên Bái")
    assert best(cwd=tmp_path) == "Yên Bái"
    assert best("--round", "2011", cwd=tmp_path) == "Sơn La"
    unknown = inside("rank", "--round", "2012", cwd=tmp_path)
    assert unknown.code == 2 and "2011, 2013" in unknown.stderr


def test_rank_a_file(tmp_path: Path) -> None:
    """A file of any name, and the one of a round with what stands beside it."""
    score_file(tmp_path, "điểm.csv", "Hà Tây")
    result = inside("rank", "điểm.csv", "-f", "json", cwd=tmp_path)
    assert (result.code, result.stderr) == (0, "")
    assert json.loads(result.stdout)[0]["province"] == "ha-tay"
    assert rows_of("rank", "data/scores_2007.csv") == rows_of("rank")


def test_rank_standard_input() -> None:
    content = (DATA / "scores_2007.csv").read_bytes()
    rows = rows_of("rank", "-", input=content)
    assert [(row["rank"], row["province"], row["score"]) for row in rows] == [
        (row["rank"], row["province"], row["score"]) for row in rows_of("rank")
    ]


# Options, languages, help


@pytest.mark.parametrize(
    "args",
    [
        ["--data", "data", "--lang", "vi", "rank", "-f", "plain"],
        ["rank", "--data", "data", "--lang", "vi", "-f", "plain"],
        ["--data", "nowhere", "--lang", "en", "rank", "--data", "data", "--lang=vi", "-f", "plain"],
        ["--lang", "vi", "rank", "-f", "plain", "--data=data"],
    ],
)
def test_options_before_and_after_the_command(args: list[str]) -> None:
    """The nearer one counts."""
    result = inside(*args, lang=None)
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith("Xếp hạng")


@pytest.mark.parametrize(
    ("env", "args", "vietnamese"),
    [
        ({"LANG": "en_US.UTF-8"}, [], False),
        ({"LANG": "vi_VN.UTF-8"}, [], True),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, [], False),
        ({"LANG": "vi_VN.UTF-8", "VTLT_LANG": "en"}, [], False),
        ({"LANG": "C", "VTLT_LANG": "vi"}, [], True),
        ({"LANG": "C", "VTLT_LANG": "en"}, ["--lang", "vi"], True),
    ],
)
def test_which_language(env: dict[str, str], args: list[str], vietnamese: bool, run: Run) -> None:
    """`--lang`, else VTLT_LANG, else the locale, else English."""
    result = run(*args, "rank", "--round", "1999", cwd=ROOT, env=env)
    assert result.code == 2
    assert result.stderr.startswith("vtlt: thư mục" if vietnamese else "vtlt: no scores")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_follows_the_environment(lang: str, run: Run) -> None:
    """Bare `vtlt` prints help and exits 0; every command stands in it."""
    bare = run(env={"VTLT_LANG": lang})
    assert (bare.code, bare.stderr) == (0, "")
    assert bare.stdout == run("--help", env={"VTLT_LANG": lang}).stdout
    assert ("Cách dùng" in bare.stdout) == (lang == "vi")
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", bare.stdout, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str) -> None:
    result = inside(command, "--help")
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: vtlt {command}")


# Exit codes


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["rank"], 0),
        (["awards"], 0),
        (["clusters"], 0),
        (["appendix", "1"], 0),
        (["appendix", "2"], 0),
        (["provinces"], 0),
        (["rounds"], 0),
        (["explain"], 0),
        (["--version"], 0),
        (["validate"], 1),
        (["rank", "--round", "2009"], 2),
        (["awards", "--round", "2009"], 2),
        (["clusters", "--round", "2007"], 2),
        (["appendix", "3"], 2),
        (["appendix", "one"], 2),
        (["provinces", "Xyzabc"], 2),
        (["explain", "XYZ99"], 2),
        (["rank", "-f", "odt"], 2),
        (["validate", "-f", "csv"], 2),
        (["rank", "--no-such-option"], 2),
        (["no-such-command"], 2),
        (["rank", "--color", "maybe"], 2),
        (["rank", "--lang", "fr"], 2),
        (["rank", "--round", "next"], 2),
        (["rank", "no-such.csv"], 2),
        (["validate", "no-such-folder"], 2),
        (["--data", "no-such-folder", "rank"], 2),
    ],
    ids=words,
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_exit_codes(args: list[str], code: int, lang: str) -> None:
    """0 done, 1 the data has errors, 2 wrong usage: then one line on stderr and nothing else."""
    result = inside(*args, lang=lang)
    assert result.code == code
    if code == 2:
        assert result.stdout == ""
        assert result.stderr.startswith("vtlt: ") and result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("scores", "code", "printed"),
    [
        ("1,Sơn La,20\n2,Xyzabc,10\n", 1, 2),  # a name unresolved keeps its place
        ("1,Sơn La,20\n2,Hà Nội,many\n", 1, 0),  # a score unreadable: no ranking
        ("1,Sơn La,20\n2,Thừa Thiên Thuế,10\n", 0, 2),  # misspelt, but it resolves
        ("1,son la,20\n2,Hà Nội,10\n", 0, 2),  # warnings
    ],
    ids=["unresolved", "unreadable", "misspelt", "warnings"],
)
def test_rank_and_the_errors_of_its_data(
    scores: str, code: int, printed: int, tmp_path: Path
) -> None:
    """What is right is printed; one line on stderr points to `vtlt validate`."""
    text = "position,province,score\n" + scores
    (tmp_path / "scores_2011.csv").write_text(text, encoding="utf-8")
    result = inside("rank", "-f", "json", cwd=tmp_path)
    assert result.code == code
    assert len(json.loads(result.stdout or "[]")) == printed
    if "Xyzabc" in scores:
        row = json.loads(result.stdout)[1]
        assert (row["province"], row["name"], row["rank"]) == (None, "Xyzabc", 2)
    errors = code or "Thuế" in scores
    assert ("vtlt validate" in result.stderr) == bool(errors)


# JSON and CSV

FIELDS = {
    "rank": "position, rank, tied, province, name, office, score",
    "awards": "tier, tier_name, granted_by, status, position, rank, tied, province, name, office, "
    "score, published_tier",
    "clusters": "number, leader, members, leader_name, member_names",
    "appendix 1": "position, province, office, score",
    "appendix 2": "number, leader, members, leader_name, member_names",
    "provinces": "id, name, kind, code, iso, region, from, to, successors, decision",
    "validate": "code, severity, message, path, line, column, end_line, end_column, province, "
    "help, related, fix",
}


@pytest.mark.parametrize("command", FIELDS)
def test_json_fields(command: str) -> None:
    """The field names, in their order, on every row."""
    fields = FIELDS[command].split(", ")
    rows = rows_of(*command.split())
    assert rows and all(list(row) == fields for row in rows)


def as_csv(value: Any) -> str:
    """A JSON value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(map(as_csv, value)) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("command", [name for name in FIELDS if name != "validate"])
def test_csv_has_the_same_columns(command: str) -> None:
    """Lists joined by `; `, true and false, null empty."""
    text = inside(*command.split(), "-f", "csv").stdout
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert header == FIELDS[command].split(", ")
    assert rows == [[as_csv(value) for value in row.values()] for row in rows_of(*command.split())]


# --output


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("out.csv", "csv"),
        ("out.json", "json"),
        ("out.md", "markdown"),
        ("out.html", "html"),
        ("out.HTM", "html"),
        ("out.txt", "plain"),
    ],
)
def test_output_takes_the_format_of_the_suffix(name: str, format_: str, tmp_path: Path) -> None:
    """The table goes to the file alone, byte for byte what would be printed."""
    path = tmp_path / name
    result = inside("rank", "-o", str(path))
    assert (result.code, result.stdout, result.stderr) == (0, "", "")
    assert path.read_bytes().decode("utf-8") == inside("rank", "-f", format_).stdout
    assert [child.name for child in tmp_path.iterdir()] == [name]


def test_format_wins_over_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert inside("rank", "-o", str(path), "-f", "csv-excel").code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfposition;")


def test_output_of_an_unknown_suffix(tmp_path: Path) -> None:
    result = inside("rank", "-o", str(tmp_path / "out.xyz"))
    assert result.code == 2 and ".csv" in result.stderr
    assert not list(tmp_path.iterdir())


def test_output_replaces_a_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o640)
    assert inside("rank", "-o", str(path)).code == 0
    assert path.read_text(encoding="utf-8").startswith("position,")
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "args",
    [["rank", "--round", "1999"], ["rank", "broken.csv"], ["rank", "no-such.csv"]],
    ids=words,
)
def test_output_is_not_touched_on_failure(args: list[str], tmp_path: Path) -> None:
    (tmp_path / "broken.csv").write_text("province,score\nSơn La,many\n", encoding="utf-8")
    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")
    assert inside(*args, "-o", "out.csv", "--data", str(DATA), cwd=tmp_path).code in (1, 2)
    assert path.read_text(encoding="utf-8") == "before"
    assert sorted(child.name for child in tmp_path.iterdir()) == ["broken.csv", "out.csv"]


def test_validate_output_still_prints(tmp_path: Path) -> None:
    """The file gets the chosen format, the terminal the text."""
    path = tmp_path / "findings.json"
    result = inside("validate", "-o", str(path))
    assert result.code == 1
    assert result.stdout == inside("validate").stdout
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 9


# Colour

COLOURED = [
    ({}, [], False),
    ({"FORCE_COLOR": "1"}, [], True),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
    ({"NO_COLOR": ""}, ["--color", "always"], True),
    ({"NO_COLOR": "1"}, ["--color", "always"], True),
    ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ({"FORCE_COLOR": "1"}, ["--color", "auto"], True),
]


@pytest.mark.parametrize("command", [["rank", "-f", "table"], ["validate"]], ids=words)
@pytest.mark.parametrize(("env", "args", "coloured"), COLOURED)
def test_colour(command: list[str], env: dict[str, str], args: list[str], coloured: bool) -> None:
    """`--color`, else NO_COLOR, else FORCE_COLOR, else the terminal, which a pipe is not."""
    result = inside(*command, *args, env=env)
    assert ("\033[" in result.stdout) == coloured


@pytest.mark.parametrize("format_", ["plain", "csv", "json", "markdown", "html"])
def test_files_for_machines_have_no_colour(format_: str, tmp_path: Path) -> None:
    assert "\033" not in inside("rank", "-f", format_, "--color", "always").stdout
    path = tmp_path / "out.txt"
    assert inside("rank", "-f", "table", "--color", "always", "-o", str(path)).code == 0
    assert "\033" not in path.read_text(encoding="utf-8")


# Pipes and signals


@POSIX
@pytest.mark.parametrize(
    "command", [["rank"], ["rank", "-f", "json"], ["explain"], ["--help"]], ids=words
)
def test_a_closed_pipe_is_no_failure(command: list[str]) -> None:
    """`vtlt rank | head`: exit 0 and silence, with a reader that is gone before the first word."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "vtlt_cli", *command],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@POSIX
def test_head_with_pipefail() -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    script = f"set -o pipefail; '{sys.executable}' -m vtlt_cli rank | head -n 1"
    done = subprocess.run([bash, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much of a pipe is unread")
def test_ctrl_c() -> None:
    """130 and no traceback, here while standard input is read."""
    import fcntl
    import struct
    import termios

    def unread(pipe: int) -> int:
        """How many bytes of the pipe the program has not taken yet."""
        return int(struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0])

    process = subprocess.Popen(
        [sys.executable, "-m", "vtlt_cli", "rank", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write(b"position,province,score\n")
    process.stdin.flush()
    while process.poll() is None and unread(process.stdin.fileno()):
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
