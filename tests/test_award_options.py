"""`vtlt awards` and its options."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from inside import DATA, ROOT, inside, report_lines

from vtlt_cli.awards.kind import TIE_POLICIES

LANGS = pytest.mark.parametrize("lang", ["en", "vi"])
INTERNAL = "LƯU HÀNH NỘI BỘ"
TIED = ["Bạc Liêu", "Hà Tĩnh"]


def rows_of(*args: str, **more: Any) -> Any:
    return json.loads(inside("awards", *args, "-f", "json", **more).stdout)


def copied(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """The shipped files with these changes to the awards; the option that names the folder."""
    folder = tmp_path / "folder"
    if not folder.exists():
        folder.mkdir()
        for name in ("provinces.yaml", "rounds.yaml", "scores_2007.csv", "awards_2007.yaml"):
            shutil.copy(DATA / name, folder)
    path = folder / "awards_2007.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return ["--data", str(folder)]


def with_exceptions(tmp_path: Path, *exceptions: Sequence[str]) -> list[str]:
    lines = ["exceptions:"]
    for province, tier, action in exceptions:
        lines += [
            f"  - province: {province}",
            f"    tier: {tier}",
            f"    action: {action}",
            f"    reason: lý do về {province}",
            "    decision: 5/QĐ-BNV",
            "    date: 2008-06-02",
        ]
    data = copied(tmp_path)
    path = Path(data[1]) / "awards_2007.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")
    return data


# --check


@LANGS
def test_check_of_the_shipped_data(lang: str) -> None:
    """Three tiers, the same sets; the flags are printed in another order."""
    result = inside("awards", "--check", "-f", "json", lang=lang)
    rows = json.loads(result.stdout)
    assert (result.code, result.stderr) == (0, "")
    assert [(r["tier"], r["quota"], r["computed"], r["published"]) for r in rows] == [
        ("co-thi-dua", 3, 3, 3),
        ("bang-khen", 9, 9, 9),
        ("giay-khen", 24, 24, 24),
    ]
    assert [(r["same_set"], r["same_order"]) for r in rows] == [
        (True, False),
        (True, True),
        (True, True),
    ]
    words = "same set, other order" if lang == "en" else "khớp, khác thứ tự"
    assert inside("awards", "--check", lang=lang).stdout.count(words) == 1


def test_check_of_another_set(tmp_path: Path) -> None:
    data = copied(tmp_path, ("Đồng Nai, Bạc Liêu, Hà Tĩnh]", "Đồng Nai, Bạc Liêu, Quảng Ninh]"))
    result = inside("awards", "--check", *data, "-f", "json")
    third = json.loads(result.stdout)[2]
    assert result.code == 1
    assert (third["missing"], third["extra"]) == (["ha-tinh"], ["quang-ninh"])
    assert third["same_set"] is False
    for lang, word in (("en", "differs"), ("vi", "khác")):
        printed = inside("awards", "--check", *data, lang=lang)
        (line,) = [line for line in printed.stdout.splitlines() if "Hà Tĩnh" in line]
        assert word in line and "Quảng Ninh" in line and printed.code == 1


def test_check_of_another_tier(tmp_path: Path) -> None:
    """Phú Yên and Phú Thọ change places: the same 36 offices, two in another tier."""
    data = copied(tmp_path, ("[Bình Định, Phú Yên, Quảng Nam]", "[Bình Định, Phú Thọ, Quảng Nam]"))
    copied(tmp_path, ("[Phú Thọ, Cao Bằng", "[Phú Yên, Cao Bằng"))
    result = inside("awards", "--check", *data, "-f", "json")
    rows = json.loads(result.stdout)
    assert result.code == 1
    assert [(row["missing"], row["extra"]) for row in rows] == [
        (["phu-yen"], ["phu-tho"]),
        (["phu-tho"], ["phu-yen"]),
        ([], []),
    ]


def test_check_of_a_missing_name(tmp_path: Path) -> None:
    data = copied(tmp_path, ("[Bình Định, Phú Yên, Quảng Nam]", "[Bình Định, Quảng Nam]"))
    result = inside("awards", "--check", *data, "-f", "json")
    first = json.loads(result.stdout)[0]
    assert (result.code, first["computed"], first["published"]) == (1, 3, 2)
    assert (first["missing"], first["extra"]) == (["phu-yen"], [])


def test_check_of_another_order(tmp_path: Path) -> None:
    data = copied(tmp_path, ("Đồng Nai, Bạc Liêu, Hà Tĩnh]", "Hà Tĩnh, Bạc Liêu, Đồng Nai]"))
    result = inside("awards", "--check", *data, "-f", "json")
    third = json.loads(result.stdout)[2]
    assert (result.code, third["same_set"], third["same_order"]) == (0, True, False)


def test_check_without_published_lists(tmp_path: Path) -> None:
    """Nothing to compare with is no difference."""
    data = copied(tmp_path)
    path = Path(data[1]) / "awards_2007.yaml"
    text = re.sub(r"\n    recipients:[^\]]*\]", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    result = inside("awards", "--check", *data, "-f", "json")
    assert result.code == 0
    assert [row["published"] for row in json.loads(result.stdout)] == [None] * 3
    assert "not published" in inside("awards", "--check", *data).stdout


# --text


def sentences() -> list[str]:
    """The head and the sentences of I.4 of the report that grant the awards."""
    lines = report_lines()
    found = [line for line in lines if re.match(r"- Tặng |Cục trưởng .* quyết định tặng ", line)]
    assert len(found) == 3
    return found


@LANGS
def test_the_text_is_that_of_the_report(lang: str) -> None:
    """Word for word, in either language of the messages."""
    result = inside("awards", "--text", lang=lang)
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1:] == sentences()
    assert result.stdout.splitlines()[0] == "Bộ Nội vụ đã quyết định:"


def test_the_text_goes_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "doan.txt"
    result = inside("awards", "--text", "-o", str(path))
    assert (result.code, result.stdout) == (0, "")
    assert path.read_text(encoding="utf-8") == inside("awards", "--text").stdout


def test_who_runs_the_round_does_not_ask_itself(tmp_path: Path) -> None:
    done = inside("awards", "--text", "--data", str(ROOT / "examples" / "round" / "finished"))
    lines = done.stdout.splitlines()
    assert lines[0] == "Dự kiến đề nghị Bộ giả định:"
    assert lines[-1].startswith("Cục giả định dự kiến tặng Giấy khen cho 03 tỉnh, thành phố ")


def test_a_proposal_never_says_that_it_was_decided(tmp_path: Path) -> None:
    data = copied(tmp_path, ("status: decided", "status: proposed"))
    lines = inside("awards", "--text", *data).stdout.splitlines()
    assert lines[0] == "Dự kiến đề nghị Bộ Nội vụ:"
    assert [line[:20] for line in lines[1:3]] == ["- Tặng Cờ thi đua ch", "- Tặng Bằng khen cho"]
    assert lines[3].startswith(
        "Dự kiến đề nghị Cục trưởng Cục Văn Thư và Lưu trữ nhà nước tặng Giấy khen cho 24 "
    )
    assert not any("quyết định" in line for line in lines)
    # In the order of the scores: Quảng Nam has more points than Phú Yên.
    assert "Bình Định, Quảng Nam và Phú Yên;" in lines[1]


def test_the_text_without_who_grants_it(tmp_path: Path) -> None:
    data = copied(tmp_path, ("    granted_by: Cục trưởng Cục Văn Thư và Lưu trữ nhà nước\n", ""))
    assert (
        inside("awards", "--text", *data)
        .stdout.splitlines()[3]
        .startswith("Cấp có thẩm quyền quyết định tặng Giấy khen cho")
    )


def test_the_text_after_exceptions(tmp_path: Path) -> None:
    """What was withheld is not in it, what was added is at the end, and the number agrees."""
    data = with_exceptions(
        tmp_path, ("Phú Yên", "co-thi-dua", "revoked"), ("Cà Mau", "bang-khen", "added")
    )
    result = inside("awards", "--text", *data)
    lines = result.stdout.splitlines()
    assert "Cờ thi đua cho 02 " in lines[1]
    assert lines[1].endswith("tỉnh Bình Định và Quảng Nam;")
    assert "Bằng khen cho 10 " in lines[2] and lines[2].endswith("Hà Giang và Cà Mau.")
    # The lists say otherwise, so nobody can tell which is right.
    assert result.code == 1
    assert "Phú Yên stands in the list of Cờ thi đua and has an exception" in result.stderr
    assert "Cà Mau is added to Bằng khen but does not stand in its list" in result.stderr


# --margin


def margins(*args: str, **more: Any) -> dict[str, Any]:
    return {row["name"]: row for row in rows_of("--margin", *args, **more)}


def test_margins_by_hand() -> None:
    """The cuts of 2007: 4160 and 3595, 2310 and 2240, 1700 (twice) and 1690 (twice)."""
    found = margins()
    assert len(found) == 64

    def of(name: str) -> tuple[object, object, object]:
        row = found[name]
        return row["tier"], row["to_higher"], row["to_lower"]

    # Bình Định keeps the flag until it ties with Phú Thọ for the third, which `ask` leaves open.
    assert of("Bình Định") == ("co-thi-dua", None, 8280 - 3595)
    assert of("Phú Yên") == ("co-thi-dua", None, 565)
    # Phú Thọ with 4160 would tie for the last flag; with 4161 it has it.
    assert of("Phú Thọ") == ("bang-khen", 566, 3595 - 2240)
    assert of("Hà Giang") == ("bang-khen", 4161 - 2310, 70)
    assert of("Vĩnh Phúc") == ("giay-khen", 2311 - 2240, 2240 - 1690)
    assert of("Hà Tĩnh") == of("Bạc Liêu") == ("giay-khen", 2311 - 1700, 10)
    # With 1700 Quảng Ninh would be one of three for two places; it needs 1701.
    assert of("Quảng Ninh") == of("Bình Dương") == (None, 11, None)
    assert of("Lai Châu") == (None, 1701 - 1120, None)
    assert all(not row["if_up"] and not row["if_down"] for row in found.values())


def test_margins_under_extend(tmp_path: Path) -> None:
    """To tie is enough: Quảng Ninh needs 10, and Hà Tĩnh may fall to a tie with it."""
    found = margins(*copied(tmp_path, ("tie_at_cut: ask", "tie_at_cut: extend")))
    assert found["Quảng Ninh"]["to_higher"] == 10
    assert found["Hà Tĩnh"]["to_lower"] == 11
    assert found["Phú Thọ"]["to_higher"] == 565
    assert found["Phú Yên"]["to_lower"] == 566


def test_margins_say_whose_award_changes(tmp_path: Path) -> None:
    """A step of 10, as one declares it: Quảng Ninh in the tie, and nobody of the three gets it."""
    data = copied(tmp_path)
    rounds = Path(data[1]) / "rounds.yaml"
    text = rounds.read_text(encoding="utf-8").replace("{decimals: 0}", "{decimals: 0, step: 10}")
    rounds.write_text(text, encoding="utf-8")
    found = margins(*data)
    assert found["Quảng Ninh"]["if_up"] == ["bac-lieu", "ha-tinh"]
    assert found["Hà Tĩnh"]["if_down"] == ["ha-tinh"]
    assert found["Đồng Nai"]["if_up"] == []
    assert "+10" in inside("awards", "--margin", *data).stdout


@LANGS
def test_what_is_internal_says_so(lang: str) -> None:
    """Margins and trials are headed so, in either language and every format that has a heading."""
    for args in (["--margin"], ["--what-if", "Bạc Liêu=1695"], ["--quota", "giay-khen=23"]):
        for format_ in ("plain", "markdown", "html"):
            printed = inside("awards", *args, "-f", format_, lang=lang).stdout
            assert INTERNAL in printed
        assert inside("awards", *args, lang=lang).stdout.startswith(INTERNAL)
    assert INTERNAL not in inside("awards", lang=lang).stdout
    assert INTERNAL not in inside("awards", "--check", lang=lang).stdout


# --what-if and --quota


@LANGS
def test_what_if_a_score_were_another(lang: str) -> None:
    """Bạc Liêu with 1.695 still has more than Quảng Ninh: nothing changes but its place."""
    result = inside("awards", "--what-if", "Bạc Liêu=1695", "-f", "json", lang=lang)
    rows = {row["name"]: row for row in json.loads(result.stdout)}
    assert result.code == 0
    assert (
        result.stderr
        == {
            "en": "vtlt: no award changes\n",
            "vi": "vtlt: không có thay đổi về khen thưởng\n",
        }[lang]
    )
    row = rows["Bạc Liêu"]
    assert (row["score"], row["rank"], row["tied"], row["tier"]) == (1695, 36, False, "giay-khen")
    assert all(row["tier_before"] == row["tier"] for row in rows.values())


@LANGS
def test_what_if_an_award_changes(lang: str) -> None:
    """Bạc Liêu with 1.600 falls out; Quảng Ninh and Bình Dương tie for its place."""
    result = inside("awards", "--what-if", "bac lieu=1600", "-f", "json", lang=lang)
    rows = {row["name"]: row for row in json.loads(result.stdout)}
    assert result.code == 1
    assert (rows["Bạc Liêu"]["tier"], rows["Bạc Liêu"]["tier_before"]) == (None, "giay-khen")
    for name in ("Quảng Ninh", "Bình Dương"):
        assert (rows[name]["tier"], rows[name]["tier_before"]) == (None, None)
        assert name in result.stderr
    assert "Bạc Liêu: Giấy khen → " in result.stderr


def test_what_if_of_several() -> None:
    result = inside(
        "awards", "--what-if", "Quảng Ninh=4200", "--what-if", "Phú Yên=1", "-f", "json"
    )
    rows = {row["name"]: row for row in json.loads(result.stdout)}
    assert result.code == 0
    assert (rows["Quảng Ninh"]["tier_before"], rows["Quảng Ninh"]["tier"]) == (None, "co-thi-dua")
    assert (rows["Phú Yên"]["tier_before"], rows["Phú Yên"]["tier"]) == ("co-thi-dua", None)
    changed = [row["name"] for row in rows.values() if row["tier"] != row["tier_before"]]
    assert sorted(changed) == ["Phú Yên", "Quảng Ninh"]


def test_a_trial_touches_no_file(tmp_path: Path) -> None:
    data = copied(tmp_path)
    before = {path.name: path.read_bytes() for path in Path(data[1]).iterdir()}
    inside("awards", *data, "--what-if", "Bạc Liêu=1695", "--quota", "giay-khen=23")
    assert {path.name: path.read_bytes() for path in Path(data[1]).iterdir()} == before


@pytest.mark.parametrize("policy", TIE_POLICIES)
def test_23_certificates_under_each_policy(tmp_path: Path, policy: str) -> None:
    """Bạc Liêu and Hà Tĩnh tie for one place: both, both, neither, or not decided."""
    data = copied(tmp_path, ("tie_at_cut: ask", f"tie_at_cut: {policy}"))
    result = inside("awards", *data, "--quota", "giay-khen=23", "-f", "json")
    rows = {row["name"]: row for row in json.loads(result.stdout)}
    given = "giay-khen" if policy.startswith("extend") else None
    assert [rows[name]["tier"] for name in TIED] == [given] * 2
    assert [rows[name]["tier_before"] for name in TIED] == ["giay-khen"] * 2
    assert sum(row["tier"] == "giay-khen" for row in rows.values()) == (24 if given else 22)
    assert result.code == (1 if policy == "ask" else 0)
    for lang, said in (
        ("en", {"exclude": "→ none", "ask": "→ undecided"}),
        ("vi", {"exclude": "→ không khen thưởng", "ask": "→ chờ quyết định"}),
    ):
        told = inside("awards", *data, "--quota", "Giấy khen=23", lang=lang).stderr
        if given:
            assert told.count("→") == 0
        else:
            assert told.count(said[policy]) == 2 and all(name in told for name in TIED)


def test_a_larger_quota() -> None:
    """26: Quảng Ninh and Bình Dương get it too, both with 1.690."""
    result = inside("awards", "--quota", "giay-khen=26", "-f", "json")
    rows = json.loads(result.stdout)
    gained = [row["name"] for row in rows if row["tier_before"] is None]
    assert (result.code, gained) == (0, ["Quảng Ninh", "Bình Dương"])


BAD = [
    (["--what-if", "Bạc Liêu"], "Bạc Liêu"),
    (["--what-if", "=1695"], "=1695"),
    (["--what-if", "Bạc Liêu="], "Bạc Liêu="),
    (["--what-if", "Bạc Liêu=1.695"], "1695"),
    (["--what-if", "Bạc Liêu=nhiều"], "nhiều"),
    (["--what-if", "Bạc Liêu=1e3"], "1e3"),
    (["--what-if", "Xyzzy Qwerty=1695"], "Xyzzy Qwerty"),
    (["--quota", "giay-khen"], "giay-khen"),
    (["--quota", "giay-khen=x"], "x"),
    (["--quota", "giay-khen=-1"], "-1"),
    (["--quota", "giay-khen=2.5"], "2.5"),
    (["--quota", "huy-chuong=3"], "co-thi-dua, bang-khen, giay-khen"),
    (["--check", "--text"], "--check"),
    (["--margin", "--what-if", "Bạc Liêu=1695"], "--margin"),
    (["--check", "--quota", "giay-khen=23"], "--quota"),
    (["--round", "1999"], "1999"),
]


@LANGS
@pytest.mark.parametrize(("args", "named"), BAD, ids=[" ".join(args) for args, _named in BAD])
def test_bad_values(args: list[str], named: str, lang: str) -> None:
    """Exit 2, nothing on stdout, and one line that names what is wrong."""
    result = inside("awards", *args, lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert named in result.stderr and result.stderr.count("\n") == 1
    assert result.stderr != inside("awards", *args, lang="en" if lang == "vi" else "vi").stderr


# Exceptions


@pytest.mark.parametrize(
    ("exception", "tier", "words"),
    [
        (("Cà Mau", "giay-khen", "added"), "giay-khen", {"en": "added", "vi": "bổ sung"}),
        (("Phú Yên", "co-thi-dua", "withheld"), None, {"en": "withheld", "vi": "không tặng"}),
        (("Hà Giang", "bang-khen", "revoked"), None, {"en": "revoked", "vi": "thu hồi"}),
    ],
)
def test_an_exception_is_shown_with_its_reason(
    tmp_path: Path, exception: tuple[str, str, str], tier: str | None, words: dict[str, str]
) -> None:
    name, _tier, action = exception
    data = with_exceptions(tmp_path, exception)
    rows = {row["name"]: row for row in rows_of(*data)}
    row = rows[name]
    assert (row["tier"], row["exception"]) == (tier, action)
    assert [row[f"exception_{field}"] for field in ("reason", "decision", "date")] == [
        f"lý do về {name}",
        "5/QĐ-BNV",
        "2008-06-02",
    ]
    others = [row for row in rows.values() if row["name"] != name]
    assert all(row["exception"] is None and row["tier"] for row in others)
    days = {"en": "2008-06-02", "vi": "02/6/2008"}
    for lang, word in words.items():
        printed = inside("awards", *data, lang=lang).stdout
        (line,) = [line for line in printed.splitlines() if f"lý do về {name}" in line]
        assert f"{word}: lý do về {name} (5/QĐ-BNV, {days[lang]})" in line
        trial = inside("awards", *data, "--quota", "giay-khen=24", lang=lang).stdout
        assert f"{word}: lý do về {name}" in trial


def test_an_exception_moves_nobody_else(tmp_path: Path) -> None:
    """The place that is withheld goes to nobody."""
    rows = rows_of(*with_exceptions(tmp_path, ("Phú Yên", "co-thi-dua", "withheld")))
    given = [row["name"] for row in rows if row["tier"] == "co-thi-dua"]
    assert given == ["Bình Định", "Quảng Nam"]
    assert next(row["tier"] for row in rows if row["name"] == "Phú Thọ") == "bang-khen"


def test_an_exception_explains_a_difference(tmp_path: Path) -> None:
    """`--check` finds no fault where a decision says why."""
    data = with_exceptions(tmp_path, ("Phú Yên", "co-thi-dua", "revoked"))
    copied(tmp_path, ("[Bình Định, Phú Yên, Quảng Nam]", "[Bình Định, Quảng Nam]"))
    result = inside("awards", "--check", *data, "-f", "json")
    assert result.code == 0 and json.loads(result.stdout)[0]["same_set"] is True


def test_a_later_merger_takes_no_award_away() -> None:
    """Hà Tây merged in 2008 and Bình Định in 2025: both stand as they were rewarded."""
    rows = {row["province"]: row for row in rows_of()}
    assert rows["ha-tay"]["tier"] == "giay-khen" and rows["ha-tay"]["name"] == "Hà Tây"
    assert rows["binh-dinh"]["tier"] == "co-thi-dua"
    assert "gia-lai@2025" not in rows and rows["gia-lai"]["tier"] == "giay-khen"


# per: cluster


def clustered(tmp_path: Path, *, quota: int = 1, policy: str = "ask", text: str = "") -> list[str]:
    """Two clusters of three, and a tier to the best of each."""
    folder = tmp_path / "clusters"
    folder.mkdir()
    (folder / "clusters_2031.yaml").write_text(
        "- {number: 1, leader: Phú Thọ, members: [Phú Thọ, Cao Bằng, Sơn La]}\n"
        "- {number: 2, leader: Cà Mau, members: [Cà Mau, An Giang, Hậu Giang]}\n",
        encoding="utf-8",
    )
    (folder / "scores_2031.csv").write_text(
        text
        or "province,score\nPhú Thọ,90\nCao Bằng,80\nSơn La,70\n"
        "Cà Mau,60\nAn Giang,50\nHậu Giang,40\n",
        encoding="utf-8",
    )
    (folder / "awards_2031.yaml").write_text(
        f"status: proposed\ntie_at_cut: {policy}\ntiers:\n"
        f"  - {{id: dan-dau, name: Dẫn đầu cụm, quota: {quota}, per: cluster}}\n"
        "  - {id: giay-khen, name: Giấy khen, quota: 1}\n",
        encoding="utf-8",
    )
    shutil.copy(DATA / "provinces.yaml", folder)
    # The units of 2007, so that the six are in being.
    for path in folder.glob("*_2031.*"):
        path.rename(folder / path.name.replace("2031", "2007"))
    return ["--data", str(folder)]


def given(rows: Any) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for row in rows:
        found.setdefault(row["tier"], []).append(row["name"])
    return found


def test_the_best_of_each_cluster(tmp_path: Path) -> None:
    """Then the best of all who are left, whatever their cluster."""
    assert given(rows_of(*clustered(tmp_path))) == {
        "dan-dau": ["Phú Thọ", "Cà Mau"],
        "giay-khen": ["Cao Bằng"],
    }


def test_two_of_each_cluster(tmp_path: Path) -> None:
    assert given(rows_of(*clustered(tmp_path, quota=2))) == {
        "dan-dau": ["Phú Thọ", "Cao Bằng", "Cà Mau", "An Giang"],
        "giay-khen": ["Sơn La"],
    }


@pytest.mark.parametrize(
    ("policy", "expected", "code"),
    [
        (
            "extend",
            {"dan-dau": ["Phú Thọ", "Cao Bằng", "Cà Mau"], "giay-khen": ["Sơn La"]},
            0,
        ),
        # One too many in the first cluster: the tier below has no place left.
        ("extend-and-shrink", {"dan-dau": ["Phú Thọ", "Cao Bằng", "Cà Mau"]}, 0),
        # The two of cluster 1 fall to the next tier, tie there for one place, and fall again.
        ("exclude", {"dan-dau": ["Cà Mau"]}, 0),
        # Only cluster 1 is open; that of cluster 2 stands.
        ("ask", {"dan-dau": ["Cà Mau"], None: ["Phú Thọ", "Cao Bằng"]}, 1),
    ],
)
def test_a_tie_in_a_cluster(
    tmp_path: Path, policy: str, expected: dict[str | None, list[str]], code: int
) -> None:
    text = (
        "province,score\nPhú Thọ,90\nCao Bằng,90\nSơn La,70\nCà Mau,60\nAn Giang,50\nHậu Giang,40\n"
    )
    result = inside("awards", *clustered(tmp_path, policy=policy, text=text), "-f", "json")
    assert (result.code, given(json.loads(result.stdout))) == (code, expected)


def test_a_tie_of_thousands_is_counted_and_not_listed(tmp_path: Path) -> None:
    units = [f"Đơn vị {number}" for number in range(1, 301)]
    register = "".join(f"- {{id: u{n}, name: {u}, kind: xã}}\n" for n, u in enumerate(units))
    (tmp_path / "provinces.yaml").write_text(register, "utf-8")
    rows = "".join(f"{unit},100\n" for unit in units)
    (tmp_path / "scores_2031.csv").write_text(f"province,score\n{rows}", "utf-8")
    tiers = "status: proposed\ntie_at_cut: ask\ntiers:\n  - {id: a, name: A, quota: 5}\n"
    (tmp_path / "awards_2031.yaml").write_text(tiers, "utf-8")
    for lang, rest in (("en", "260 more"), ("vi", "260 mục khác")):
        told = inside("awards", cwd=tmp_path, lang=lang).stderr
        assert rest in told and max(map(len, told.splitlines())) < 1500
        found = inside("validate", ".", cwd=tmp_path, lang=lang).stdout
        assert rest in found and max(map(len, found.splitlines())) < 1500
