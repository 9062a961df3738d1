"""The shipped data against the report, read another way than `tools/transcribe.py` reads it.

The tool takes the report apart; these tests put its printed lines together again from the data
and look for them in the report.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SOURCE = ROOT / "tests" / "source" / "report-241-BC-VTLTNN.txt"
TRANSCRIBED = ["awards_2007.yaml", "clusters_2009.yaml", "rounds.yaml", "scores_2007.csv"]
FILES = [*TRANSCRIBED, "provinces.yaml"]

LINES = [line.strip() for line in SOURCE.read_text(encoding="utf-8").split("\n")]
REPORT = "\n".join(LINES)
PRINTED_ON = "(Kèm theo Báo cáo số: {number} ngày {day} của {issuer})"


def load(name: str) -> Any:
    """A YAML file of the data folder."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def scores() -> list[dict[str, str]]:
    """The rows of the scores of 2007."""
    with (DATA / "scores_2007.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def round_of(year: int) -> Any:
    """A round of `rounds.yaml`."""
    (found,) = [one for one in load("rounds.yaml")["rounds"] if one["year"] == year]
    return found


def appendix(number: int) -> list[str]:
    """The lines of an appendix that are not blank."""
    start = LINES.index(f"PHỤ LỤC {number}")
    end = LINES.index("PHỤ LỤC 2") if number == 1 else len(LINES)
    return [line for line in LINES[start + 1 : end] if line]


def printed_date(day: date) -> str:
    """A date in the words of the report."""
    return f"{day.day} tháng {day.month} năm {day.year}"


def appendix_head(year: int, number: int) -> list[str]:
    """The heading of an appendix and the line below it, from `rounds.yaml`."""
    facts = round_of(year)
    report = facts["documents"]["report"]
    below = PRINTED_ON.format(
        number=report["number"], day=printed_date(report["date"]), issuer=report["issuer"]
    )
    return [facts["appendices"][number]["title"], below]


# Files


@pytest.mark.parametrize("name", FILES)
def test_file_is_plain_text(name: str) -> None:
    content = (DATA / name).read_bytes()
    text = content.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\ufeff" not in text
    assert "\r" not in text
    assert "\t" not in text
    assert "\u00a0" not in text
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_transcription_is_what_the_tool_writes(tmp_path: Path) -> None:
    tool = ROOT / "tools" / "transcribe.py"
    subprocess.run([sys.executable, str(tool), str(SOURCE), str(tmp_path)], check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == TRANSCRIBED
    for name in TRANSCRIBED:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


# Appendix 1


def test_scores_rebuild_appendix_1() -> None:
    kinds = {unit["name"]: unit["kind"] for unit in load("provinces.yaml") if in_2007(unit)}
    kinds["Đắc Nông"] = kinds["Đắk Nông"]  # as printed
    office = round_of(2007)["office"]
    expected = [*appendix_head(2007, 1), "Stt", "Tên Cơ quan", "Tổng số điểm"]
    for row in scores():
        name = row["province"]
        if not name.startswith("thành phố "):
            name = f"{kinds[name]} {name}"
        points = f"{int(row['score']):,}".replace(",", ".")
        expected += [row["position"], f"{office} {name}", points]
    assert appendix(1) == expected


def test_scores_in_numbers() -> None:
    rows = scores()
    assert list(rows[0]) == ["position", "province", "score"]
    assert [row["position"] for row in rows] == [str(n) for n in range(1, 65)]
    assert all(re.fullmatch(r"[1-9][0-9]{3}", row["score"]) for row in rows)
    points = [int(row["score"]) for row in rows]
    assert sum(points) == 131820
    assert points == sorted(points, reverse=True)
    assert len({row["province"] for row in rows}) == 64
    assert [row["province"] for row in rows if " phố " in row["province"]] == [
        "thành phố Hồ Chí Minh"
    ]


# Appendix 2


def test_clusters_rebuild_appendix_2() -> None:
    heads = ["Stt", "Tên tỉnh, thành phố trực thuộc Trung ương", "Cụm trưởng"]
    expected = [*appendix_head(2009, 2), *heads]
    for cluster in load("clusters_2009.yaml"):
        expected += [str(cluster["number"]), ", ".join(cluster["members"]), cluster["leader"]]
    assert appendix(2) == expected


def test_clusters_in_numbers() -> None:
    clusters = load("clusters_2009.yaml")
    assert [list(cluster) for cluster in clusters] == [["number", "leader", "members"]] * 16
    assert [len(cluster["members"]) for cluster in clusters] == [4] * 16
    members = Counter(name for cluster in clusters for name in cluster["members"])
    assert members.total() == 64
    assert {name for name, times in members.items() if times > 1} == {"Trà Vinh"}
    assert [one["number"] for one in clusters if "Trà Vinh" in one["members"]] == [14, 16]
    assert all(cluster["leader"] in cluster["members"] for cluster in clusters)


def test_slips_of_the_source_are_kept() -> None:
    members = {name for cluster in load("clusters_2009.yaml") for name in cluster["members"]}
    assert members >= {"Thừa Thiên Thuế", "Thái nguyên", "TP Hồ Chí Minh", "Đắk Nông", "Hà Tây"}
    assert not members & {"Thừa Thiên Huế", "Thái Nguyên", "Lai Châu"}
    assert "Đắc Nông" in {row["province"] for row in scores()}


# Awards


def printed_awards() -> list[str]:
    """The sentences of section I.4, from the awards file."""
    offices = ["Văn phòng UBND tỉnh", *["Văn phòng UBND tỉnh, thành phố:"] * 2]
    sentences = []
    for tier, office in zip(load("awards_2007.yaml")["tiers"], offices, strict=True):
        *others, last = tier["recipients"]
        sentences.append(
            f"ặng {tier['name']} cho {tier['quota']:02} tỉnh, thành phố {tier['merit']}, "
            f"gồm {office} {', '.join(others)} và {last}"
        )
    return sentences


def test_awards_rebuild_the_sentences() -> None:
    flags, merit, praise = printed_awards()
    tiers = load("awards_2007.yaml")["tiers"]
    assert f"\n- T{flags};\n" in REPORT
    assert f"\n- T{merit}.\n" in REPORT
    assert f"\n{tiers[2]['granted_by']} quyết định t{praise}.\n" in REPORT
    assert [tier["granted_by"] for tier in tiers[:2]] == ["Bộ Nội vụ"] * 2
    assert ", Bộ Nội vụ đã quyết định:\n- Tặng Cờ thi đua" in REPORT


def test_awards_in_numbers() -> None:
    awards = load("awards_2007.yaml")
    assert list(awards) == ["status", "tie_at_cut", "tiers"]
    assert (awards["status"], awards["tie_at_cut"]) == ("decided", "ask")
    tiers = awards["tiers"]
    assert [tier["id"] for tier in tiers] == ["co-thi-dua", "bang-khen", "giay-khen"]
    assert [tier["name"] for tier in tiers] == ["Cờ thi đua", "Bằng khen", "Giấy khen"]
    fields = ["id", "name", "granted_by", "merit", "quota", "recipients"]
    assert all(list(tier) == fields for tier in tiers)
    assert [tier["quota"] for tier in tiers] == [3, 9, 24]
    assert [len(tier["recipients"]) for tier in tiers] == [3, 9, 24]


def test_awards_went_by_the_scores() -> None:
    names = [row["province"] for row in scores()]
    start = 0
    for tier in load("awards_2007.yaml")["tiers"]:
        end = start + tier["quota"]
        assert set(tier["recipients"]) == set(names[start:end])
        start = end
    assert start == 36


# Rounds


def test_rounds_say_what_the_report_says() -> None:
    first, second = round_of(2007), round_of(2009)
    assert load("rounds.yaml")["format"] == 1
    assert f"KẾT QUẢ {first['title'].upper()} CỦA CÁC TỈNH" in REPORT
    assert f"II. PHƯƠNG HƯỚNG, NHIỆM VỤ {second['title'].upper()}\n" in REPORT
    assert first["period"] == {"from": "2005-06", "to": "2007-06"}
    assert "(Từ tháng 6/2005 đến tháng 6/2007)" in REPORT
    guidance = first["documents"]["guidance"]
    assert f"ngày {printed_date(guidance['date'])}. Cục" in REPORT
    assert f"Văn bản số {guidance['number']} hướng dẫn" in REPORT
    assert first["clusters"] == second["clusters"] == {"count": 16, "size": 4}
    assert "Có 64 tỉnh, thành phố tham gia kiểm tra và được phân chia thành 16 Cụm." in REPORT
    assert "như năm 2007 gồm 4 tỉnh, thành phố" in REPORT
    assert first["scores"] == {"decimals": 0}
    one, two, three = second["content"]
    assert f"3 nội dung chính là {one}; {two} và {three}." in REPORT
    assert f"ít nhất là {second['sessions_per_province']:02} buổi" in REPORT
    assert f"trước ngày {second['report_before']:%d/%m/%Y}." in REPORT
    assert second["window"] == {"from": date(2009, 7, 1), "to": date(2009, 12, 31)}
    assert "trong Quý III và Quý IV năm 2009" in REPORT
    assert first["documents"]["report"] == second["documents"]["report"]
    assert first["provinces_on"] == date(2007, 6, 30)
    assert second["provinces_on"] == second["documents"]["report"]["date"]
    assert first["appendices"][1]["table"] == "scores"
    assert second["appendices"][2]["table"] == "clusters"


# The register

FIELDS = ["id", "name", "kind", "code", "iso", "region", "from", "to", "successors", "decision"]
FIELDS += ["aliases"]


def in_being(unit: dict[str, Any], day: date) -> bool:
    """Whether a unit is in being on a day."""
    start: date = unit.get("from", date.min)
    end: date = unit.get("to", date.max)
    return start <= day <= end


def in_2007(unit: dict[str, Any]) -> bool:
    """Whether a unit took part in the round of 2007."""
    return in_being(unit, date(2007, 6, 30))


def slug(name: str) -> str:
    """A name as an id: ASCII letters and hyphens."""
    bare = name.removeprefix("Thành phố ").casefold().replace("đ", "d")
    letters = unicodedata.normalize("NFD", bare).encode("ascii", "ignore").decode()
    return "-".join(letters.split())


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2004, 1, 1), 64),
        (date(2007, 6, 30), 64),
        (date(2008, 3, 21), 64),
        (date(2008, 7, 31), 64),
        (date(2008, 8, 1), 63),
        (date(2009, 7, 1), 63),
        (date(2025, 6, 30), 63),
        (date(2025, 7, 1), 34),
        (date(2026, 11, 22), 34),
    ],
)
def test_units_in_being(day: date, count: int) -> None:
    present = [unit for unit in load("provinces.yaml") if in_being(unit, day)]
    assert len(present) == count
    for field in ("name", "code", "iso"):
        assert len({unit[field] for unit in present}) == count, field


def test_fields_of_the_register() -> None:
    for unit in load("provinces.yaml"):
        assert list(unit) == [field for field in FIELDS if field in unit]
        assert all(unit.values()), unit["id"]
        assert unit["kind"] in {"tỉnh", "thành phố"}
        assert re.fullmatch(r"\d\d", unit["code"])
        assert re.fullmatch(r"VN-[0-9A-Z]{2}", unit["iso"])
        papers = unit.get("decision", [])
        papers = [papers] if isinstance(papers, str) else papers
        # What made it and what ended it: a paper for each day that stands there.
        assert len(papers) == len(unit.keys() & {"from", "to"})
        assert all(re.fullmatch(r"Nghị quyết số \d+/\d{4}/QH\d\d", paper) for paper in papers)


def test_ids_of_the_register() -> None:
    units = load("provinces.yaml")
    ids = [unit["id"] for unit in units]
    assert len(set(ids)) == len(ids)
    earlier: set[str] = set()
    for unit in units:
        bare, _, year = unit["id"].partition("@")
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", bare)
        assert bare == slug(unit["name"].replace("–", ""))
        assert bool(year) == (bare in earlier), unit["id"]
        if year:
            assert unit["from"].year == int(year)
        earlier.add(bare)


def test_successors_follow_the_next_day() -> None:
    units = {unit["id"]: unit for unit in load("provinces.yaml")}
    for unit in units.values():
        assert ("to" in unit) == ("successors" in unit)
        for successor in unit.get("successors", []):
            assert in_being(units[successor], unit["to"] + timedelta(days=1))
    assert units["ha-tay"]["successors"] == ["ha-noi"]
    assert units["thua-thien-hue"]["successors"] == ["hue"]


def test_six_regions_hold_the_64() -> None:
    units = load("provinces.yaml")
    regions = Counter(region_of(unit, date(2007, 6, 30)) for unit in units if in_2007(unit))
    assert regions == {
        "Trung du và miền núi phía Bắc": 14,
        "Đồng bằng sông Hồng": 12,
        "Bắc Trung Bộ và duyên hải miền Trung": 14,
        "Tây Nguyên": 5,
        "Đông Nam Bộ": 6,
        "Đồng bằng sông Cửu Long": 13,
    }
    assert [in_2007(unit) for unit in units] == [True] * 64 + [False] * (len(units) - 64)


def region_of(unit: dict[str, Any], day: date) -> str:
    """The region of a unit on a day."""
    written = unit["region"]
    if isinstance(written, str):
        return written
    names: list[str] = [r["name"] for r in written if r.get("from", date.min) <= day]
    return names[-1]


def test_six_regions_hold_the_34_of_today() -> None:
    """Nghị quyết 306/NQ-CP: two of the six have other names and other units than before."""
    today = date(2026, 11, 22)
    units = [unit for unit in load("provinces.yaml") if in_being(unit, today)]
    assert Counter(region_of(unit, today) for unit in units) == {
        "Trung du và miền núi phía Bắc": 9,
        "Đồng bằng sông Hồng": 6,
        "Bắc Trung Bộ": 5,
        "Duyên hải Nam Trung Bộ và Tây Nguyên": 6,
        "Đông Nam Bộ": 3,
        "Đồng bằng sông Cửu Long": 5,
    }
    for unit in load("provinces.yaml"):
        assert region_of(unit, unit.get("from", date(2004, 1, 1)))


def test_names_and_aliases() -> None:
    units = load("provinces.yaml")
    names = {unit["name"] for unit in units}
    assert {"Thành phố Hồ Chí Minh", "Bà Rịa – Vũng Tàu", "Đắk Nông"} <= names
    assert "Hồ Chí Minh" not in names
    for day in (date(2007, 6, 30), date(2025, 7, 1), date(2026, 11, 22)):
        present = [unit for unit in units if in_being(unit, day)]
        spelled = [name for unit in present for name in [unit["name"], *unit.get("aliases", [])]]
        assert len({name.casefold() for name in spelled}) == len(spelled)
    aliases = {unit["id"]: unit.get("aliases", []) for unit in units}
    assert "Đắc Nông" in aliases["dak-nong"]
    assert aliases["ho-chi-minh"] == aliases["ho-chi-minh@2025"]
    assert aliases["hue"] == []
    assert "Thừa Thiên Thuế" not in aliases["thua-thien-hue"]  # a slip is no spelling
