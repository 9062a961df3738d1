"""`vtlt awards` on the shipped record: what was published, and an open tie."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

from inside import DATA, inside, report_lines, rows_of


def copied(tmp_path: Path, *names: str) -> Path:
    """A folder with some of the shipped files."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in names:
        shutil.copy(DATA / name, folder / name)
    return folder


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
