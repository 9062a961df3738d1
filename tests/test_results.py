"""What a command says where the data is wrong: small folders, one or more a kind of fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import Result
from inside import DATA, ROOT, inside

HEAD = "province,score\n"
FOUR = HEAD + "Bình Định,90\nPhú Yên,80\nQuảng Nam,75\nPhú Thọ,70\n"
SIX = FOUR + "Hà Nam,60\nSơn La,50\n"
REGISTER = "- {id: a, name: Alpha, kind: xã}\n- {id: b, name: Beta, kind: xã}\n"
NAMESAKES = "- {id: a, name: Alpha, kind: xã}\n- {id: b, name: Alpha, kind: phường}\n"
OFFICE = "format: 1\nrounds:\n  - {year: 2007, office: Văn phòng Ủy ban nhân dân}\n"
FORM = "format: 1\nrounds:\n  - {year: 2007, scores: {decimals: 0, step: 5, least: 0, most: 100}}\n"
TIER = "tiers: [{id: a, name: Cờ, quota: 1}]\n"


class Folder:
    """A small data folder, and the commands run on it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, **files: str) -> Folder:
        """Write these files: `scores_2007_csv` is scores_2007.csv."""
        for name, text in files.items():
            stem, _, suffix = name.rpartition("_")
            (self.path / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
        return self

    def run(self, *args: str, lang: str = "en") -> Result:
        return inside(*args, "--data", str(self.path), lang=lang)

    def rows(self, *args: str, code: int = 0) -> Any:
        result = self.run(*args, "-f", "json")
        assert result.code == code, result
        return json.loads(result.stdout)

    def codes(self) -> list[str]:
        found = json.loads(inside("validate", str(self.path), "-f", "json").stdout)
        return [finding["code"] for finding in found]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def awards(status: str, tiers: str, exceptions: str = "", tie: str = "ask") -> str:
    text = f"status: {status}\ntie_at_cut: {tie}\ntiers:\n"
    text += "".join(f"  - {{{tier}}}\n" for tier in tiers.split("\n"))
    return text + (f"exceptions:\n  - {{{exceptions}}}\n" if exceptions else "")


# (a) Not read: no result


@pytest.mark.parametrize("options", [[], ["--text"], ["--check"], ["--margin"], ["--quota", "a=1"]])
@pytest.mark.parametrize(
    ("tiers", "exceptions"),
    [
        ("id: a, name: Cờ, quota: ba", ""),
        ("id: a, name: Cờ, quota: 20%", ""),
        ("id: a, name: Cờ, quotas: 1", ""),
        ("id: a, quota: 1", ""),
        ("id: a, name: Cờ, quota: 1, per: cụm", ""),
        ("id: a, name: Cờ, quota: 1, per: cluster", ""),
        ("id: a, name: Cờ, quota: 1", "province: Phú Yên, tier: a, action: revoke, reason: x"),
        ("id: a, name: Cờ, quota: 1", "province: Phú Yên, tier: b, action: added, reason: x"),
    ],
)
def test_a_rule_of_the_awards_that_cannot_be_carried_out(
    folder: Folder, tiers: str, exceptions: str, options: list[str]
) -> None:
    """Of what cannot be read, or names what is not there, nobody gets an award."""
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml=awards("decided", tiers, exceptions))
    result = folder.run("awards", *options)
    assert (result.code, result.stdout) == (1, "")
    assert "awards_2007.yaml:" in result.stderr and "vtlt validate" in result.stderr


def test_a_rounds_file_that_cannot_be_read(folder: Folder) -> None:
    """Whether 8.280 is 8280 stands in a field that cannot be read."""
    rounds = "format: 1\nrounds: [{year: 2007, scores: {decimals: không}}]\n"
    folder.add(scores_2007_csv=HEAD + "Bình Định,8.280\nPhú Yên,5.35\n", rounds_yaml=rounds)
    for command in ("rank", "stats", "chart"):
        result = folder.run(command)
        assert (result.code, result.stdout) == (1, "")
        assert "rounds.yaml:2:" in result.stderr


def test_the_description_of_another_round_counts_for_nothing(folder: Folder) -> None:
    rounds = "format: 1\nrounds: [{year: 2007}, {year: 2009, provinces_on: mai}]\n"
    folder.add(scores_2007_csv=FOUR, scores_2009_csv=FOUR, rounds_yaml=rounds)
    assert folder.run("rank", "--round", "2007").code == 0
    assert folder.run("rank", "--round", "2009").code == 1


# (b) In doubt: shown with the doubt, and no awards


@pytest.mark.parametrize(
    "rows", ["Bình Định,90\nbinh-dinh,8\n", "Bình Định,90\nPhú Yên,80\nBinh Đinh.,9\n"]
)
def test_an_office_scored_twice(folder: Folder, rows: str) -> None:
    """Spelt alike or not."""
    folder.add(scores_2007_csv=HEAD + rows, awards_2007_yaml="status: proposed\n" + TIER)
    for command in ("rank", "stats", "chart"):
        result = folder.run(command)
        assert result.code == 1 and "Bình Định is scored twice" in result.stdout
    result = folder.run("awards")
    assert (result.code, result.stdout) == (1, "") and "scored twice" in result.stderr


@pytest.mark.parametrize(
    "row", ["Tổng cộng,315", "Tây Nguyên,95", "Cả nước,80", ",5", "Bình quân,"]
)
def test_a_row_that_is_no_office(folder: Folder, row: str) -> None:
    """It has no place, the others are ranked as without it; and nobody is awarded."""
    folder.add(awards_2007_yaml="status: proposed\n" + TIER, scores_2007_csv=FOUR)
    without = folder.rows("rank")
    folder.add(scores_2007_csv=FOUR + row + "\n")
    assert folder.rows("rank", code=1) == without
    told = folder.run("rank")
    assert "is no office and has no place" in told.stdout and "scores_2007.csv:6:1" in told.stderr
    for command in ("stats", "chart"):
        result = folder.run(command)
        assert result.code == 1 and "is no office" in result.stdout
    result = folder.run("awards")
    assert (result.code, result.stdout) == (1, "") and "is no office" in result.stderr
    assert not {"AWD01", "AWD04", "AWD07"} & set(folder.codes())


@pytest.mark.parametrize("options", [[], ["--text"], ["--check"], ["--margin"]])
def test_an_unknown_name_stops_the_awards_only_where_a_tier_reaches_it(
    folder: Folder, options: list[str]
) -> None:
    folder.add(awards_2007_yaml="status: proposed\n" + TIER)
    folder.add(scores_2007_csv=HEAD + "Xyzabc,99\nPhú Yên,80\n")
    reached = folder.run("awards", *options)
    assert (reached.code, reached.stdout) == (1, "") and "Xyzabc" in reached.stderr
    folder.add(scores_2007_csv=HEAD + "Phú Yên,80\nXyzabc,9\n")
    below = folder.run("awards", *options)
    assert below.code == 1 and below.stdout and "Xyzabc" in below.stderr


def test_an_unknown_member_where_each_cluster_has_an_award(folder: Folder) -> None:
    tiers = "id: a, name: Nhất cụm, quota: 1, per: cluster"
    clusters = "- {number: 1, leader: Phú Yên, members: [Bình Địnhxyz, Phú Yên]}\n"
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml=awards("proposed", tiers))
    folder.add(clusters_2007_yaml=clusters)
    result = folder.run("awards")
    assert (result.code, result.stdout) == (1, "") and "clusters_2007.yaml:1:" in result.stderr
    shown = folder.run("rank", "--by", "cluster")
    assert shown.code == 1 and "In doubt" in shown.stdout


def test_an_office_in_two_clusters(folder: Folder) -> None:
    """It might win in either: no awards. In the ranking by clusters it stands in both."""
    tiers = "id: a, name: Nhất cụm, quota: 1, per: cluster"
    clusters = (
        "- {number: 1, leader: Bình Định, members: [Bình Định, Phú Yên]}\n"
        "- {number: 2, leader: Phú Thọ, members: [Phú Thọ, Quảng Nam, Phú Yên]}\n"
    )
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml=awards("proposed", tiers))
    folder.add(clusters_2007_yaml=clusters)
    result = folder.run("awards")
    assert (result.code, result.stdout) == (1, "") and "in two clusters" in result.stderr
    assert folder.run("rank", "--by", "cluster").code == 0


def test_two_clusters_of_one_number_are_two(folder: Folder) -> None:
    clusters = (
        "- {number: 1, leader: Bình Định, members: [Bình Định, Phú Yên]}\n"
        "- {number: 1, leader: Phú Thọ, members: [Phú Thọ, Quảng Nam]}\n"
    )
    folder.add(scores_2007_csv=FOUR, clusters_2007_yaml=clusters)
    rows = folder.rows("rank", "--by", "cluster", code=1)
    assert [row["rank"] for row in rows] == [1, 2, 1, 2]


def test_two_tiers_of_one_id_are_two(folder: Folder) -> None:
    tiers = (
        "id: a, name: Cờ, quota: 1, recipients: [Bình Định]\n"
        "id: a, name: Bằng khen, quota: 2, recipients: [Phú Yên, Quảng Nam]"
    )
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml=awards("decided", tiers))
    result = folder.run("awards")
    assert result.code == 1
    assert "Cờ: by score 1; decided 1" in result.stdout
    assert "Bằng khen: by score 2; decided 2" in result.stdout
    margins = folder.run("awards", "--margin").stdout.splitlines()
    assert [line.split()[4] for line in margins if "Bình Định" in line] == ["Cờ"]
    assert folder.run("awards", "--quota", "a=2").code == 2


# (c) Errors in what was read: shown, with one line


def test_one_line_names_the_first_place(folder: Folder) -> None:
    folder.add(scores_2010_csv=HEAD + "Bắc Ninh,90\nThừa Thiên Thuế,8\n")
    result = folder.run("rank")
    assert result.code == 0 and result.stdout
    assert result.stderr.count("\n") == 1 and "scores_2010.csv:3:1" in result.stderr


def test_a_waived_error_sets_nothing(folder: Folder) -> None:
    rounds = "format: 1\nrounds: [{year: 2007, provinces_on: 2007-06-30}]\n"
    folder.add(provinces_yaml=REGISTER, rounds_yaml=rounds, scores_2007_csv=HEAD + "Alpha,1\n")
    told = folder.run("rank")
    assert told.code == 0 and "Beta is not scored" in told.stderr
    folder.add(waivers_yaml="- {code: SCR02, province: Beta, reason: không tham gia}\n")
    assert folder.run("rank").stderr == ""


def test_no_waiver_lifts_what_cannot_be_read(folder: Folder) -> None:
    folder.add(scores_2007_csv=HEAD + "Bình Định,x\nPhú Yên,1\n")
    folder.add(waivers_yaml="- {code: FIL15, reason: đã biết}\n")
    assert folder.run("rank").code == 1


# Decided and reckoned


def test_what_was_reckoned_is_never_called_decided(folder: Folder) -> None:
    """Quảng Nam is second by score, and Phú Yên was granted the flag."""
    tiers = "id: a, name: Cờ thi đua, quota: 2, recipients: [Bình Định, Phú Yên]"
    scores = HEAD + "Bình Định,80\nQuảng Nam,70\nPhú Yên,60\n"
    folder.add(scores_2007_csv=scores, awards_2007_yaml=awards("decided", tiers))
    rows = {row["name"]: row for row in folder.rows("awards")}
    assert {name: row["status"] for name, row in rows.items()} == {
        "Bình Định": "decided",
        "Quảng Nam": "computed",
        "Phú Yên": "computed",
    }
    printed = folder.run("awards", lang="vi").stdout.splitlines()
    assert printed[0].startswith("Danh sách theo kết quả chấm điểm, đối chiếu với danh sách đã")
    assert [line.split("  ")[-1].strip() for line in printed[-3:]] == [
        "Cờ thi đua",
        "không có tên",
        "Cờ thi đua",
    ]


def test_decided_without_a_list(folder: Folder) -> None:
    """The file says decided, but not to whom: it is told, and the text is a proposal."""
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml="status: decided\n" + TIER)
    assert folder.codes() == ["AWD16"]
    assert folder.run("awards", "--text").stdout.startswith("Dự kiến đề nghị cấp có thẩm quyền")
    assert {row["status"] for row in folder.rows("awards")} == {"computed"}
    assert "quyết định" not in folder.run("awards", lang="vi").stdout


def test_a_tier_is_decided_by_its_papers(folder: Folder) -> None:
    """One with its decision is, one with its submission alone is not, whatever the file says."""
    paper = "{number: 1/X, date: 2008-01-01}"
    tiers = (
        f"id: a, name: Cờ, quota: 1, recipients: [Bình Định], decision: {paper}\n"
        f"id: b, name: Bằng, granted_by: Bộ Nội vụ, quota: 1, submitted: {paper}\n"
        "id: c, name: Giấy, quota: 1"
    )
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml=awards("proposed", tiers))
    assert [row["status"] for row in folder.rows("awards")] == ["decided", "proposed", "proposed"]
    text = folder.run("awards", "--text").stdout
    assert "Đã trình Bộ Nội vụ (Tờ trình số 1/X ngày 01/01/2008) đề nghị tặng Bằng cho" in text


@pytest.mark.parametrize(
    ("tiers", "exceptions", "codes", "same"),
    [
        # Revoked, and listed all the same; added, and not listed.
        ("quota: 2, recipients: [Bình Định, Phú Yên]", "Phú Yên revoked", ["AWD17"], False),
        ("quota: 2, recipients: [Bình Định, Phú Yên]", "Sơn La added", ["AWD17"], False),
        ("quota: 2, recipients: [Bình Định]", "Phú Yên revoked", [], True),
        ("quota: 2, recipients: [Bình Định, Phú Yên, Sơn La]", "Sơn La added", [], True),
        # Without effect: told, and nothing else.
        ("quota: 1, recipients: [Bình Định]", "Bình Định added", ["AWD18"], True),
        ("quota: 1, recipients: [Bình Định]", "Sơn La withheld", ["AWD18"], True),
        # More places than offices is no fault of the list.
        (
            "quota: 9, recipients: [Bình Định, Phú Yên, Quảng Nam, Phú Thọ, Hà Nam, Sơn La]",
            "",
            [],
            True,
        ),
    ],
)
def test_lists_and_exceptions(
    folder: Folder, tiers: str, exceptions: str, codes: list[str], same: bool
) -> None:
    """`validate`, `--check` and the line under the list say the same."""
    name, _, action = exceptions.rpartition(" ")
    exception = f"province: {name}, tier: a, action: {action}, reason: x" if exceptions else ""
    folder.add(scores_2007_csv=SIX)
    folder.add(awards_2007_yaml=awards("decided", f"id: a, name: Cờ, {tiers}", exception))
    assert folder.codes() == codes
    checked = folder.run("awards", "--check", "-f", "json")
    assert checked.code == (0 if same else 1)
    assert [row["same_set"] for row in json.loads(checked.stdout)] == [same]
    assert (" equal" in folder.run("awards").stderr) == same


def test_raised_by_an_exception_from_the_tier_of_its_score(folder: Folder) -> None:
    tiers = (
        "id: a, name: Cờ, quota: 1, recipients: [Bình Định, Quảng Nam]\n"
        "id: b, name: Bằng khen, quota: 2, recipients: [Phú Yên]"
    )
    exception = "province: Quảng Nam, tier: a, action: added, reason: x"
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml=awards("decided", tiers, exception))
    assert folder.codes() == []
    assert "all 3 equal" in folder.run("awards").stderr
    row = next(row for row in folder.rows("awards") if row["name"] == "Quảng Nam")
    assert (row["tier"], row["status"], row["exception"]) == ("a", "decided", "added")


def test_a_list_that_is_not_published_does_not_differ(folder: Folder) -> None:
    tiers = "id: a, name: Cờ, quota: 1, recipients: [Bình Định]\nid: b, name: Bằng, quota: 2"
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml=awards("decided", tiers))
    result = folder.run("awards")
    assert "not published: Bằng" in result.stderr and "differ" not in result.stderr
    assert "not listed" not in result.stdout


def test_listed_in_two_tiers_is_not_equal(folder: Folder) -> None:
    tiers = (
        "id: a, name: Cờ, quota: 1, recipients: [Bình Định]\n"
        "id: b, name: Bằng, quota: 1, recipients: [Phú Yên, Bình Định]"
    )
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml=awards("decided", tiers))
    assert "differ" in folder.run("awards").stderr


# An open tie is said everywhere


TIED = HEAD + "Bình Định,90\nPhú Yên,80\nQuảng Nam,80\nPhú Thọ,70\n"
OPEN = awards("proposed", "id: a, name: Cờ, quota: 2\nid: b, name: Bằng, quota: 1")


@pytest.mark.parametrize("format_", ["plain", "markdown", "html", "csv", "json"])
def test_an_open_tie_in_every_format(folder: Folder, format_: str) -> None:
    folder.add(scores_2007_csv=TIED, awards_2007_yaml=OPEN)
    result = folder.run("awards", "-f", format_, lang="vi")
    machine = format_ in ("csv", "json")
    assert result.code == 1
    assert result.stdout.count("undecided" if machine else "chờ quyết định") >= 2
    assert ": 00" not in result.stdout


def test_an_open_tie_in_text_figures_and_chart(folder: Folder) -> None:
    folder.add(scores_2007_csv=TIED, awards_2007_yaml=OPEN)
    text = folder.run("awards", "--text", lang="vi")
    assert text.code == 1
    assert "(02 đơn vị cùng 80 điểm, chờ cấp có thẩm quyền quyết định)" in text.stdout
    assert "Bằng: chờ cấp có thẩm quyền quyết định." in text.stdout
    figures = folder.run("stats", lang="vi")
    assert figures.code == 1 and "chờ quyết định" in figures.stdout
    cuts = json.loads(folder.run("stats", "-f", "json").stdout)[1]["rows"]
    assert cuts == []
    drawn = folder.run("chart", lang="vi")
    assert drawn.code == 1 and "chờ quyết định" in drawn.stdout and "▲" not in drawn.stdout


def test_ties_of_two_clusters_are_told_apart(folder: Folder) -> None:
    clusters = (
        "- {number: 1, leader: Bình Định, members: [Bình Định, Phú Yên]}\n"
        "- {number: 2, leader: Phú Thọ, members: [Phú Thọ, Quảng Nam]}\n"
    )
    scores = HEAD + "Bình Định,90\nPhú Yên,90\nQuảng Nam,80\nPhú Thọ,80\n"
    tiers = "id: a, name: Nhất cụm, quota: 1, per: cluster"
    folder.add(scores_2007_csv=scores, awards_2007_yaml=awards("proposed", tiers))
    folder.add(clusters_2007_yaml=clusters)
    told = folder.run("awards").stderr
    assert "(Bình Định, Phú Yên, 90 each, 1 left)" in told
    assert "(Quảng Nam, Phú Thọ, 80 each, 1 left)" in told
    assert folder.codes() == ["AWD06", "AWD06"]


def test_what_if_from_an_open_tie(folder: Folder) -> None:
    """Who ties was undecided, not without an award."""
    folder.add(scores_2007_csv=TIED, awards_2007_yaml=OPEN)
    told = folder.run("awards", "--what-if", "Phú Yên=81").stderr
    assert "tỉnh Phú Yên: undecided → Cờ" in told and "tỉnh Quảng Nam: undecided → Bằng" in told


# The paragraph


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        (
            "Hà Nội,90\nBình Định,80\n",
            "02 tỉnh, thành phố, gồm Văn phòng UBND tỉnh, thành phố: Hà Nội và Bình Định.",
        ),
        ("Phú Yên,90\n", "tặng Cờ cho Văn phòng UBND tỉnh Phú Yên."),
    ],
)
def test_the_words_of_the_paragraph(folder: Folder, scores: str, said: str) -> None:
    tiers = "id: a, name: Cờ, granted_by: Bộ Nội vụ, quota: 2"
    folder.add(scores_2007_csv=HEAD + scores, rounds_yaml=OFFICE)
    folder.add(awards_2007_yaml=awards("proposed", tiers))
    text = folder.run("awards", "--text").stdout
    assert text.startswith("Dự kiến đề nghị Bộ Nội vụ tặng Cờ cho") and said in text


# What if, and margins


@pytest.mark.parametrize("score", ["101", "105", "93", "-5", "90.5"])
def test_what_if_keeps_to_the_declared_form(folder: Folder, score: str) -> None:
    folder.add(scores_2007_csv=FOUR, rounds_yaml=FORM, awards_2007_yaml="status: proposed\n" + TIER)
    result = folder.run("awards", "--what-if", f"Phú Yên={score}")
    assert (result.code, result.stdout) == (2, "") and score in result.stderr


def test_what_if_reads_a_number_as_the_file_does(folder: Folder) -> None:
    folder.add(scores_2007_csv=HEAD + "Bình Định,61.5\nPhú Yên,60.125\n")
    folder.add(awards_2007_yaml="status: proposed\n" + TIER)
    assert folder.run("awards", "--what-if", "Phú Yên=62.125").code == 0


def test_what_if_of_namesakes(folder: Folder) -> None:
    """`phường Alpha` is not `xã Alpha`, and `Alpha` is neither."""
    folder.add(provinces_yaml=NAMESAKES, scores_2007_csv=HEAD + "a,3\nb,2\n")
    folder.add(awards_2007_yaml="status: proposed\n" + TIER)
    told = folder.run("awards", "--what-if", "phường Alpha=5").stderr
    assert "phường Alpha: none → Cờ; xã Alpha: Cờ → none" in told
    result = folder.run("awards", "--what-if", "Alpha=5")
    assert result.code == 2 and "xã Alpha or phường Alpha" in result.stderr
    names = folder.run("awards", "--margin").stdout
    assert "xã Alpha" in names and "phường Alpha" in names
    rows = folder.rows("rank", "--province", "phường Alpha")
    assert [row["province"] for row in rows] == ["b"]


def test_what_if_of_an_office_without_a_score(folder: Folder) -> None:
    folder.add(scores_2007_csv=FOUR, awards_2007_yaml="status: proposed\n" + TIER)
    result = folder.run("awards", "--what-if", "Hà Nội=10")
    assert result.code == 2 and "no score" in result.stderr and "nearest" not in result.stderr


@pytest.mark.parametrize(
    ("scores", "tier", "expected"),
    [
        ("Bình Định,100\nPhú Yên,95\nQuảng Nam,0\n", "quota: 1", [None, None, None]),
        ("Bình Định,100\nPhú Yên,85\nQuảng Nam,0\n", "least: 86", [None, 5, 90]),
    ],
)
def test_margins_keep_to_the_declared_form(
    folder: Folder, scores: str, tier: str, expected: list[int | None]
) -> None:
    folder.add(scores_2007_csv=HEAD + scores, rounds_yaml=FORM)
    folder.add(awards_2007_yaml=awards("proposed", f"id: a, name: Cờ, {tier}"))
    assert [row["to_higher"] for row in folder.rows("awards", "--margin")] == expected


def test_one_reckoning_of_the_communes() -> None:
    """Exceptions count in the figures, the margins and the chart as in the list."""
    data = ["--data", str(ROOT / "examples" / "communes")]
    given = json.loads(inside("awards", *data, "-f", "json").stdout)
    holders = {row["name"]: row["tier_name"] for row in given if row["tier"]}
    margins = json.loads(inside("awards", "--margin", *data, "-f", "json").stdout)
    ids = {row["tier"]: row["tier_name"] for row in given}
    assert {row["name"]: ids[row["tier"]] for row in margins if row["tier"]} == holders
    figures = json.loads(inside("stats", "--by", "tier", *data, "-f", "json").stdout)
    counts = {row["group"]: row["count"] for row in figures[0]["rows"] if row["group"]}
    assert counts == {name: list(holders.values()).count(name) for name in counts}
    root = ElementTree.fromstring(inside("chart", *data).stdout)
    svg = "{http://www.w3.org/2000/svg}"
    looks = [rect.get("fill") for rect in root.findall(f"{svg}rect")]
    assert looks.count("url(#t1)") == 1 + list(holders.values()).count("Bằng khen")


# Two rounds beside each other


def test_the_rounds_of_a_merger_year(folder: Folder) -> None:
    """Without a declared day the names of 2025 mean the units of its first day."""
    folder.add(scores_2025_csv=HEAD + "Gia Lai,90\nCà Mau,80\nHà Nội,70\n")
    folder.add(scores_2027_csv=HEAD + "Gia Lai,95\nCà Mau,90\nHà Nội,60\n")
    rows = {row["province"]: row for row in folder.rows("rank", "--compare", "2025")}
    assert rows["gia-lai@2025"]["comparable"] is False
    assert sorted(rows["ca-mau@2025"]["origins"]) == ["bac-lieu", "ca-mau"]
    assert rows["ha-noi"]["comparable"] is True


def test_ha_noi_of_2008_beside_2010(folder: Folder) -> None:
    folder.add(scores_2008_csv=HEAD + "Hà Nội,90\nHà Tây,80\n", scores_2010_csv=HEAD + "Hà Nội,7\n")
    (row,) = folder.rows("rank", "--compare", "2008")
    assert (row["comparable"], row["change"]) == (False, None)


@pytest.mark.parametrize(
    ("earlier", "code", "words"),
    [
        ("Alpha,5\nBeta,4\nAlpha,3\n", 1, ["unclear", "="]),
        ("Zzzz,5\nBeta,4\n", 1, ["unclear", "="]),
        ("Beta,4\n", 0, ["not scored 2009", "−1"]),
    ],
)
def test_the_faults_of_the_earlier_round(
    folder: Folder, earlier: str, code: int, words: list[str]
) -> None:
    folder.add(provinces_yaml=REGISTER, scores_2009_csv=HEAD + earlier)
    folder.add(scores_2011_csv=HEAD + "Alpha,2\nBeta,1\n")
    result = folder.run("rank", "--compare", "2009")
    assert result.code == code
    assert [line.split("  ")[-1].strip() for line in result.stdout.splitlines()[-2:]] == words


def test_successors_in_a_circle(folder: Folder) -> None:
    register = (
        "- {id: a, name: Alpha, kind: xã, to: 2010-12-31, successors: [b]}\n"
        "- {id: b, name: Beta, kind: xã, to: 2012-12-31, successors: [a, b]}\n"
    )
    folder.add(provinces_yaml=register)
    folder.add(scores_2009_csv=HEAD + "a,1\nb,2\n", scores_2015_csv=HEAD + "a,1\nb,2\n")
    assert folder.run("rank", "--compare", "2009").code == 0


# One file


def test_a_file_with_its_neighbours(folder: Folder) -> None:
    folder.add(scores_2007_csv=HEAD + "Bình Định,90\n", scores_2009_csv=HEAD + "Bình Định,80\n")
    folder.add(clusters_2009_yaml="- {number: 0, leader: Bình Định, members: [Bình Định]}\n")
    path = str(folder.path / "scores_2009.csv")
    compared = json.loads(inside("rank", path, "--compare", "2007", "-f", "json").stdout)
    assert compared[0]["rank_before"] == 1
    grouped = json.loads(inside("rank", path, "--by", "cluster", "-f", "json").stdout)
    assert grouped[0]["group"] == 0
    figures = json.loads(folder.run("stats", "--by", "cluster", "-f", "json").stdout)
    assert [row["group"] for row in figures[0]["rows"]] == [None, 0]


def test_a_file_in_a_folder_that_is_named(folder: Folder, tmp_path: Path) -> None:
    """The register and the rounds are those of the folder asked for, whatever the file's name."""
    (tmp_path / "my").mkdir()
    (tmp_path / "dl").mkdir()
    (tmp_path / "my" / "provinces.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "vtlt.toml").write_text('data = "my"\n', encoding="utf-8")
    for name in ("scores_2031.csv", "x.csv"):
        path = tmp_path / "dl" / name
        path.write_text(HEAD + "Alpha,5\n", encoding="utf-8")
        for args in (["--data", "my"], []):
            result = inside("rank", str(path), *args, "-f", "json", cwd=tmp_path)
            assert json.loads(result.stdout)[0]["province"] == "a"
        assert inside("rank", str(path), "--data", "nowhere", cwd=tmp_path).code == 2


@pytest.mark.parametrize("year", ["20077", "10000", "-5", "0"])
def test_a_round_that_is_no_year(year: str) -> None:
    result = inside(
        "rank", "-", "--round", year, input=b"province,score\nH\xc3\xa0 N\xe1\xbb\x99i,5\n"
    )
    assert (result.code, result.stdout) == (2, "") and year in result.stderr


def test_a_file_tells_its_own_errors(folder: Folder) -> None:
    """`rank FILE` says what is wrong with it, and where."""
    path = folder.path / "x.csv"
    path.write_text(HEAD + "Hà Nội,5\nHà Nam,8.280\n", encoding="utf-8")
    result = inside("rank", str(path))
    assert result.code == 1 and "x.csv:3:8: error FIL16" in result.stderr


# Figures


def test_figures_are_exact_and_rounded_half_up(folder: Folder) -> None:
    folder.add(scores_2007_csv=HEAD + "Bình Định,10.12\nPhú Yên,10.13\n")
    result = folder.run("stats", "-f", "json")
    assert json.loads(result.stdout, parse_float=str)[0]["rows"][0]["median"] == "10.125"
    assert " 10,13 " in folder.run("stats").stdout.splitlines()[4]


@pytest.mark.parametrize(
    ("scores", "bins"),
    [
        ("Bình Định,-0.5\nPhú Yên,3.5\n", [1, 0, 0, 0, 1]),
        ("Bình Định,61.31\nPhú Yên,61.32\nQuảng Nam,61.33\n", [1, 1, 1]),
    ],
)
def test_the_histogram_loses_no_score(folder: Folder, scores: str, bins: list[int]) -> None:
    folder.add(scores_2007_csv=HEAD + scores)
    rows = json.loads(folder.run("stats", "-f", "json").stdout)[1]["rows"]
    assert [row["count"] for row in rows] == bins


def test_the_gap_is_to_who_has_no_higher_award(folder: Folder) -> None:
    clusters = (
        "- {number: 1, leader: Bình Định, members: [Bình Định, Phú Yên]}\n"
        "- {number: 2, leader: Phú Thọ, members: [Phú Thọ, Quảng Nam]}\n"
    )
    scores = HEAD + "Bình Định,90\nPhú Yên,80\nQuảng Nam,75\nPhú Thọ,60\nHà Nam,50\n"
    tiers = "id: a, name: Nhất cụm, quota: 1, per: cluster\nid: b, name: Giấy khen, quota: 1"
    folder.add(scores_2007_csv=scores, awards_2007_yaml=awards("proposed", tiers))
    folder.add(clusters_2007_yaml=clusters)
    (gap,) = json.loads(folder.run("stats", "-f", "json").stdout)[1]["rows"]
    assert (gap["last"], gap["first_below"], gap["gap"]) == ("phu-yen", "phu-tho", 20)


def test_bars_of_less_than_nothing(folder: Folder) -> None:
    folder.add(scores_2007_csv=HEAD + "Hà Nội,-5\nThái Bình,-10\n")
    svg = "{http://www.w3.org/2000/svg}"
    root = ElementTree.fromstring(folder.run("chart").stdout)
    widths = [float(r.get("width", 0)) for r in root.findall(f"{svg}rect") if r.get("stroke-width")]
    assert widths == [300, 600]


def test_ordinal_ranks_are_shared_by_nobody() -> None:
    assert "=" in inside("rank").stdout
    assert "=" not in inside("rank", "--ties", "ordinal").stdout


# Options that would have no effect


@pytest.mark.parametrize(
    "args",
    [
        ["awards", "--text", "-f", "json"],
        ["awards", "--text", "--layout", "report-2008"],
        ["awards", "--text", "-o", "x.docx"],
        ["chart", "-o", "x.png"],
        ["rank", "--clusters", "2009"],
        ["stats", "--clusters", "2009"],
        ["stats", "--by", "region", "--clusters", "2009"],
        ["rank", "--columns", ","],
        ["rank", "--data", ""],
        ["rank", "--province", "Bạc Liêu", "--top", "1"],
        ["rank", str(DATA / "scores_2007.csv"), "--round", "2009"],
    ],
)
def test_an_option_without_effect_is_refused(args: list[str], tmp_path: Path) -> None:
    for lang in ("en", "vi"):
        data = [] if "--data" in args else ["--data", str(DATA)]
        result = inside(*args, *data, cwd=tmp_path, lang=lang)
        assert (result.code, result.stdout) == (2, "")
        assert result.stderr.startswith("vtlt: ") and not list(tmp_path.iterdir())


def test_figures_by_tier_want_awards(folder: Folder) -> None:
    assert folder.add(scores_2007_csv=FOUR).run("stats", "--by", "tier").code == 2


# A wrong year


def test_a_round_that_is_not_described(folder: Folder) -> None:
    """With a wrong year in rounds.yaml nobody is missed: it is told, and what it pairs with."""
    rounds = "format: 1\nrounds: [{year: 2070, provinces_on: 2007-06-30}]\n"
    folder.add(
        scores_2007_csv=FOUR, awards_2007_yaml=awards("proposed", "id: a, name: Cờ, quota: 1")
    )
    assert folder.codes() == []
    folder.add(rounds_yaml=rounds)
    assert folder.codes() == ["RND05"]
    told = inside("validate", str(folder.path)).stdout
    assert "who is missing from it cannot be judged" in told and "round 2070 is described" in told
