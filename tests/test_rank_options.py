"""`vtlt rank` and its options."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from inside import DATA, inside

from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.load import load
from vtlt_cli.reading.folder import scan

LANGS = pytest.mark.parametrize("lang", ["en", "vi"])
FIELDS = ["position", "rank", "tied", "province", "name", "office", "score"]
ODD_CLUSTERS = {
    "en": "vtlt: clusters of 2009: in more than one: Trà Vinh; in none: Lai Châu\n"
    "vtlt: 4 errors, the first at data/clusters_2009.yaml:1:1: Lai Châu is in no cluster; "
    "see `vtlt validate`\n",
    "vi": "vtlt: các cụm năm 2009: thuộc từ hai cụm trở lên: Trà Vinh; "
    "chưa thuộc cụm nào: Lai Châu\n"
    "vtlt: có 04 lỗi, lỗi đầu tiên tại data/clusters_2009.yaml:1:1: Tỉnh Lai Châu chưa được xếp "
    "vào cụm nào; đề nghị chạy `vtlt validate`\n",
}


def rows_of(*args: str, **more: Any) -> Any:
    result = inside("rank", *args, "-f", "json", **more)
    assert result.code == 0, result.stderr
    return json.loads(result.stdout)


def scores(rows: Mapping[str, object] | Sequence[tuple[str, object]]) -> str:
    """A scores file of these names and scores."""
    pairs = rows.items() if isinstance(rows, Mapping) else rows
    return "province,score\n" + "".join(f"{name},{value}\n" for name, value in pairs)


def clusters_2009() -> tuple[Cluster, ...]:
    return load(scan(str(DATA)), ("clusters",), 2009)[0].of(CLUSTERS, 2009)


# --ties

HAND = [
    # scores, competition, dense, ordinal
    ([9, 8, 7], [1, 2, 3], [1, 2, 3], [1, 2, 3]),
    ([9, 8, 8, 7], [1, 2, 2, 4], [1, 2, 2, 3], [1, 2, 3, 4]),
    ([9, 9, 8, 7, 7, 7, 6], [1, 1, 3, 4, 4, 4, 7], [1, 1, 2, 3, 3, 3, 4], [1, 2, 3, 4, 5, 6, 7]),
    ([5, 5, 5], [1, 1, 1], [1, 1, 1], [1, 2, 3]),
    (["61.31", "61.310", "61.3", "61"], [1, 1, 3, 4], [1, 1, 2, 3], [1, 2, 3, 4]),
]
NAMES = ["Phú Thọ", "Cao Bằng", "Hải Phòng", "Vĩnh Long", "Yên Bái", "Hà Giang", "Sơn La"]


@pytest.mark.parametrize(("values", "competition", "dense", "ordinal"), HAND)
def test_ties_by_hand(
    values: list[object], competition: list[int], dense: list[int], ordinal: list[int]
) -> None:
    text = scores(list(zip(NAMES, values))).encode()
    for method, expected in (("competition", competition), ("dense", dense), ("ordinal", ordinal)):
        rows = rows_of("-", "--ties", method, input=text)
        assert [row["rank"] for row in rows] == expected, method
        assert [row["position"] for row in rows] == [*range(1, len(values) + 1)]
        assert [row["name"] for row in rows] == NAMES[: len(values)]


def test_ties_on_2007() -> None:
    """Six pairs: dense ends at 58, ordinal at 64, and `tied` is the same in all three."""
    found = {method: rows_of("--ties", method) for method in ("competition", "dense", "ordinal")}
    assert {method: rows[-1]["rank"] for method, rows in found.items()} == {
        "competition": 64,
        "dense": 58,
        "ordinal": 64,
    }
    around = {method: [row["rank"] for row in rows[27:31]] for method, rows in found.items()}
    assert around == {
        "competition": [28, 29, 29, 31],
        "dense": [28, 29, 29, 30],
        "ordinal": [28, 29, 30, 31],
    }
    tied = [[row["tied"] for row in rows] for rows in found.values()]
    assert tied[0] == tied[1] == tied[2] and sum(tied[0]) == 12


# --by


@LANGS
def test_by_the_clusters_of_2009(lang: str) -> None:
    """The plan of 2009 on the scores of 2007: Trà Vinh in two, Lai Châu in none; it says so."""
    result = inside("rank", "--by", "cluster", "-f", "json", lang=lang)
    rows = json.loads(result.stdout)
    assert (result.code, result.stderr) == (0, ODD_CLUSTERS[lang])
    assert list(rows[0]) == ["group", *FIELDS]
    assert [row["group"] for row in rows if row["province"] == "tra-vinh"] == [14, 16]
    assert [row["group"] for row in rows if row["province"] == "lai-chau"] == [None]
    assert len(rows) == 65 and rows[-1]["province"] == "lai-chau"
    assert list(dict.fromkeys(row["group"] for row in rows)) == [*range(1, 17), None]
    assert inside("rank", "--by", "cluster", "--clusters", "2009", "-f", "json").stdout == (
        result.stdout
    )


def test_each_cluster_is_ranked_by_itself() -> None:
    rows = rows_of("--by", "cluster")
    all_scores = {row["province"]: row["score"] for row in rows_of()}
    for cluster in clusters_2009():
        here = [row for row in rows if row["group"] == cluster.number]
        members = [name.province.id for name in cluster.members if name.province]
        assert sorted(row["province"] for row in here) == sorted(members)
        assert [row["position"] for row in here] == [1, 2, 3, 4]
        values = [all_scores[row["province"]] for row in here]
        assert values == sorted(values, reverse=True)
        assert [row["rank"] for row in here] == [1 + sum(v > x for v in values) for x in values]


def test_the_best_of_cluster_1_by_hand() -> None:
    rows = [row for row in rows_of("--by", "cluster") if row["group"] == 1]
    assert [(row["rank"], row["name"], row["score"]) for row in rows] == [
        (1, "Tuyên Quang", 2190),
        (2, "Hưng Yên", 1920),
        (3, "Bắc Ninh", 1470),
        (4, "Quảng Bình", 1320),
    ]


@pytest.mark.parametrize(
    ("by", "sizes"),
    [
        ("kind", {"thành phố": 5, "tỉnh": 59}),
        (
            "region",
            {
                "Đồng bằng sông Hồng": 12,
                "Trung du và miền núi phía Bắc": 14,
                "Bắc Trung Bộ và duyên hải miền Trung": 14,
                "Tây Nguyên": 5,
                "Đông Nam Bộ": 6,
                "Đồng bằng sông Cửu Long": 13,
            },
        ),
    ],
)
def test_by_kind_and_region(by: str, sizes: dict[str, int]) -> None:
    result = inside("rank", "--by", by, "-f", "json")
    rows = json.loads(result.stdout)
    assert (result.code, result.stderr) == (0, "")
    assert Counter(row["group"] for row in rows) == sizes
    firsts = [row for row in rows if row["position"] == 1]
    assert len(firsts) == len(sizes) and {row["rank"] for row in firsts} == {1}


def test_by_goes_with_the_ties() -> None:
    """Bạc Liêu and Hà Tĩnh (1.700) are in two regions: the tie of all is none in the region."""
    rows = {row["province"]: row for row in rows_of("--by", "region")}
    assert rows["bac-lieu"]["tied"] is False
    text = scores([("Phú Thọ", 9), ("Cao Bằng", 9), ("Hà Giang", 8)]).encode()
    for method, expected in (
        ("competition", [1, 1, 3]),
        ("dense", [1, 1, 2]),
        ("ordinal", [1, 2, 3]),
    ):
        found = rows_of("-", "--by", "region", "--ties", method, input=text)
        assert [row["rank"] for row in found] == expected


# --top, --province, --columns


def test_top_takes_all_who_tie_at_its_edge() -> None:
    """Rank 35 is shared: the first 35 ranks are 36 offices, the first 36 the same."""
    assert [row["position"] for row in rows_of("--top", "3")] == [1, 2, 3]
    assert len(rows_of("--top", "34")) == 34
    assert len(rows_of("--top", "35")) == len(rows_of("--top", "36")) == 36
    assert len(rows_of("--top", "35", "--ties", "ordinal")) == 35
    assert len(rows_of("--top", "999")) == 64


def test_top_of_each_group() -> None:
    rows = rows_of("--by", "cluster", "--top", "1")
    assert [row["group"] for row in rows] == [*range(1, 17), None]


@pytest.mark.parametrize("value", ["0", "-1", "ba"])
def test_top_wants_a_number_from_one_on(value: str) -> None:
    assert inside("rank", "--top", value).code == 2


@pytest.mark.parametrize(
    "name",
    [
        *("Bạc Liêu", "bac lieu", "BẠC LIÊU", "tỉnh Bạc Liêu", "bac-lieu", "Bạc Liêu"),
        "Văn phòng Ủy ban nhân dân tỉnh Bạc Liêu",
    ],
)
def test_one_province_in_any_spelling(name: str) -> None:
    """Its row is that of the whole ranking."""
    (row,) = rows_of("--province", name)
    assert (row["position"], row["rank"], row["tied"], row["province"]) == (
        35,
        35,
        True,
        "bac-lieu",
    )


@pytest.mark.parametrize("name", ["TP HCM", "TP Hồ Chí Minh", "thanh pho ho chi minh"])
def test_the_city_by_its_short_names(name: str) -> None:
    assert [row["province"] for row in rows_of("--province", name)] == ["ho-chi-minh"]


@LANGS
def test_an_unknown_province(lang: str) -> None:
    result = inside("rank", "--province", "Bac Zieuuu", lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert "Bạc Liêu" in result.stderr
    words = "nearest" if lang == "en" else "tên gần nhất"
    assert words in result.stderr


@LANGS
def test_a_province_that_is_not_scored(lang: str) -> None:
    result = inside("rank", "--province", "Huế@2025", lang=lang)
    assert result.code == 2
    result = inside("rank", "-", "--province", "Hà Nội", input=b"province,score\nAn Giang,3\n")
    assert result.code == 2 and "not in this ranking" in result.stderr


def test_columns_in_the_order_asked() -> None:
    rows = rows_of("--columns", "score,name", "--top", "2")
    assert [list(row) for row in rows] == [["score", "name"]] * 2
    text = inside("rank", "--columns", "score, rank ,province", "-f", "csv", "--top", "1").stdout
    assert list(csv.reader(io.StringIO(text))) == [
        ["score", "rank", "province"],
        ["8280", "1", "binh-dinh"],
    ]


@LANGS
def test_columns_in_the_table(lang: str) -> None:
    lines = inside("rank", "--columns", "name,tied", "-f", "plain", lang=lang).stdout.splitlines()
    assert not any("8.280" in line for line in lines)
    tied = "tied" if lang == "en" else "đồng hạng"
    assert sum(line.endswith(tied) for line in lines) == 12


def test_columns_of_the_other_tables() -> None:
    rows = rows_of("--by", "kind", "--columns", "group,rank", "--top", "1")
    assert rows == [{"group": "thành phố", "rank": 1}, {"group": "tỉnh", "rank": 1}]


@LANGS
def test_an_unknown_column_lists_the_fields(lang: str) -> None:
    result = inside("rank", "--columns", "name,diem", lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert ", ".join(FIELDS) in result.stderr and "diem" in result.stderr.split()[-1]


@LANGS
@pytest.mark.parametrize(
    "args",
    [
        ["--ties", "standard"],
        ["--by", "letter"],
        ["--by", "tier"],
        ["--by", "cluster", "--clusters", "1999"],
        ["--by", "kind", "--compare", "2007"],
        ["--compare", "1999"],
        ["--compare", "2007"],
        ["--round", "1999"],
        ["-f", "odt"],
    ],
)
def test_what_is_not_known(args: list[str], lang: str) -> None:
    """Exit 2, one line on stderr in the language asked for, nothing on stdout."""
    result = inside("rank", *args, lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("vtlt: ") and result.stderr.count("\n") == 1
    other = inside("rank", *args, lang="vi" if lang == "en" else "en")
    assert other.stderr != result.stderr


# --compare


def rounds_of(tmp_path: Path, years: Sequence[int], files: Mapping[int, str]) -> list[str]:
    """A folder with the packaged register and invented scores; the option that names it."""
    folder = tmp_path / "rounds"
    folder.mkdir()
    shutil.copy(DATA / "provinces.yaml", folder)
    lines = ["format: 1", "rounds:"]
    for year in years:
        lines += [f"  - year: {year}", "    office: Văn phòng"]
    (folder / "rounds.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for year, text in files.items():
        (folder / f"scores_{year}.csv").write_text(text, encoding="utf-8")
    return ["--data", str(folder)]


MOVED = ["rank_before", "score_before", "change", "comparable", "origins"]


def test_each_province_beside_the_earlier_round(tmp_path: Path) -> None:
    """Up, down, the same place, and one that was not scored."""
    data = rounds_of(
        tmp_path,
        (2005, 2007),
        {
            2005: scores({"Phú Thọ": 50, "Cao Bằng": 40, "Sơn La": 30}),
            2007: scores({"Cao Bằng": 60, "Phú Thọ": 20, "Sơn La": 10, "An Giang": 5}),
        },
    )
    rows = rows_of("--compare", "2005", *data)
    assert list(rows[0]) == [*FIELDS, *MOVED]
    assert [[row[field] for field in ("province", *MOVED)] for row in rows] == [
        ["cao-bang", 2, 40, 1, True, ["cao-bang"]],
        ["phu-tho", 1, 50, -1, True, ["phu-tho"]],
        ["son-la", 3, 30, 0, True, ["son-la"]],
        ["an-giang", None, None, None, True, ["an-giang"]],
    ]
    for lang, words in (("en", "not scored 2005"), ("vi", "không có điểm 2005")):
        lines = inside("rank", "--compare", "2005", *data, lang=lang).stdout.splitlines()
        assert [line.split()[-1] for line in lines[-4:-1]] == ["+1", "−1", "="]
        assert lines[-1].endswith(words)


@LANGS
def test_ha_noi_grew(tmp_path: Path, lang: str) -> None:
    """From 2008-08-01 with Hà Tây: its old rank is told, no change, and no sum of scores."""
    data = rounds_of(
        tmp_path,
        (2007, 2009),
        {
            2007: scores({"Hà Nội": 1560, "Hà Tây": 1850, "Phú Thọ": 3595}),
            2009: scores({"Hà Nội": 4000, "Phú Thọ": 3000}),
        },
    )
    result = inside("rank", "--compare", "2007", *data, "-f", "json", lang=lang)
    rows = {row["province"]: row for row in json.loads(result.stdout)}
    assert result.code == 0
    assert [rows["ha-noi"][field] for field in MOVED] == [
        3,
        1560,
        None,
        False,
        ["ha-noi", "ha-tay"],
    ]
    assert rows["phu-tho"]["comparable"] is True and rows["phu-tho"]["change"] == -1
    whole = {
        "en": "vtlt: not directly comparable, since units merged, split or gained territory: "
        "Hà Nội (of Hà Nội, Hà Tây)\n",
        "vi": "vtlt: không so sánh trực tiếp được do hợp nhất, chia tách hoặc tiếp nhận địa bàn: "
        "Hà Nội (từ Hà Nội, Hà Tây)\n",
    }
    assert result.stderr == whole[lang]
    assert "3410" not in result.stdout
    printed = inside("rank", "--compare", "2007", *data, lang=lang).stdout
    assert ("not comparable" if lang == "en" else "không so sánh") in printed


def test_the_mergers_of_2025(tmp_path: Path) -> None:
    """Gia Lai of 2025 is of Gia Lai and Bình Định: neither of the two is what it was."""
    data = rounds_of(
        tmp_path,
        (2007, 2026),
        {
            2007: scores({"Bình Định": 8280, "Gia Lai": 2070, "Cao Bằng": 3380}),
            2026: scores({"Gia Lai": 100, "Cao Bằng": 90}),
        },
    )
    first, second = rows_of("--compare", "2007", *data)
    assert first["province"] == "gia-lai@2025"
    assert sorted(first["origins"]) == ["binh-dinh", "gia-lai"]
    assert [first[field] for field in MOVED[:4]] == [None, None, None, False]
    assert (second["province"], second["comparable"], second["change"]) == ("cao-bang", True, 0)


def test_a_renamed_province_is_the_same(tmp_path: Path) -> None:
    """Thừa Thiên Huế became the city of Huế with the same territory."""
    data = rounds_of(
        tmp_path,
        (2007, 2025),
        {
            2007: scores({"Cao Bằng": 3380, "Thừa Thiên Huế": 1820}),
            2025: scores({"Huế": 50, "Cao Bằng": 40}),
        },
    )
    row = rows_of("--compare", "2007", *data)[0]
    assert [row[field] for field in ("province", *MOVED)] == [
        "hue",
        2,
        1820,
        1,
        True,
        ["thua-thien-hue"],
    ]
    assert inside("rank", "--compare", "2007", *data).stderr == ""


REGISTER = """\
- {id: dong-khe, name: Đông Khê, kind: xã, to: 2031-12-31, successors: [thach-lam, ban-vuoc]}
- {id: thach-lam, name: Thạch Lâm, kind: xã, from: 2032-01-01}
- {id: ban-vuoc, name: Bản Vược, kind: xã, from: 2032-01-01}
"""


def split_folder(tmp_path: Path) -> list[str]:
    data = rounds_of(
        tmp_path,
        (2031, 2033),
        {2031: scores({"Đông Khê": 50}), 2033: scores({"Thạch Lâm": 40, "Bản Vược": 30})},
    )
    (Path(data[1]) / "provinces.yaml").write_text(REGISTER, encoding="utf-8")
    return data


def test_a_split_unit_is_not_comparable(tmp_path: Path) -> None:
    rows = rows_of("--compare", "2031", *split_folder(tmp_path))
    assert [(row["comparable"], row["change"], row["origins"]) for row in rows] == [
        (False, None, ["dong-khe"])
    ] * 2


@LANGS
def test_a_split_unit_is_not_said_to_be_new(tmp_path: Path, lang: str) -> None:
    printed = inside("rank", "--compare", "2031", *split_folder(tmp_path), lang=lang).stdout
    assert printed.count("not comparable" if lang == "en" else "không so sánh") == 2


def test_a_split_is_told(tmp_path: Path) -> None:
    assert "Thạch Lâm" in inside("rank", "--compare", "2031", *split_folder(tmp_path)).stderr


def test_a_merger_after_both_rounds_changes_nothing(tmp_path: Path) -> None:
    """In 2007 Hà Nội was what it was in 2005; Hà Tây came to it in 2008."""
    data = rounds_of(
        tmp_path,
        (2005, 2007),
        {
            2005: scores({"Hà Nội": 10, "Hà Tây": 20}),
            2007: scores({"Hà Nội": 30, "Hà Tây": 20}),
        },
    )
    row = rows_of("--compare", "2005", *data)[0]
    assert (row["comparable"], row["change"], row["origins"]) == (True, 1, ["ha-noi"])


def test_compare_narrows_and_ranks_like_the_rest(tmp_path: Path) -> None:
    data = rounds_of(
        tmp_path,
        (2005, 2007),
        {
            2005: scores({"Phú Thọ": 50, "Cao Bằng": 50, "Sơn La": 30}),
            2007: scores({"Sơn La": 60, "Cao Bằng": 60, "Phú Thọ": 10}),
        },
    )
    rows = rows_of("--compare", "2005", "--ties", "dense", *data)
    assert [(row["rank"], row["rank_before"]) for row in rows] == [(1, 2), (1, 1), (2, 1)]
    only = rows_of("--compare", "2005", "--province", "cao bang", "--columns", "change", *data)
    assert only == [{"change": 0}]


@LANGS
def test_compare_wants_an_earlier_round(tmp_path: Path, lang: str) -> None:
    data = rounds_of(
        tmp_path,
        (2005, 2007),
        {2005: scores({"Hà Nội": 10}), 2007: scores({"Hà Nội": 30})},
    )
    result = inside("rank", "--round", "2005", "--compare", "2007", *data, lang=lang)
    assert (result.code, result.stdout) == (2, "")
    unreadable = Path(data[1]) / "scores_2005.csv"
    unreadable.write_text("province,score\nHà Nội,x\n", encoding="utf-8")
    result = inside("rank", "--compare", "2005", *data, lang=lang)
    assert (result.code, result.stdout) == (1, "") and "scores_2005.csv:2:8" in result.stderr


def test_a_lost_row_of_the_earlier_round_is_told(tmp_path: Path) -> None:
    """Without the lost row every earlier place below it would be false."""
    data = rounds_of(
        tmp_path,
        (2005, 2007),
        {2005: "province,score\nHà Giang,10,4\nCao Bằng,9\n", 2007: scores({"Cao Bằng": 9})},
    )
    assert inside("rank", "--compare", "2005", *data).code != 0


def test_the_name_of_a_group_stands_once_on_paper(tmp_path: Path) -> None:
    """In every row it would take the width of the offices; Excel sorts rows, and needs it."""
    page = inside("rank", "--by", "region", "-f", "html", lang="vi").stdout
    assert page.count("Đồng bằng sông Hồng") == 1
    plain = inside("rank", "--by", "region", "-f", "plain", lang="vi").stdout
    assert plain.count("Đồng bằng sông Hồng") == 12
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads the file back")
    assert inside("rank", "--by", "region", "-o", "x.xlsx", cwd=tmp_path).code == 0
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert cells.count("Đồng bằng sông Hồng") == 12
