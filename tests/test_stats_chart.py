"""`vtlt stats` and `vtlt chart`: what describes the scores."""

from __future__ import annotations

import json
import re
import shutil
import statistics
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inside import DATA, inside

from vtlt_cli.diagnostics import whole_file
from vtlt_cli.figures.stats import histogram, summary
from vtlt_cli.load import load
from vtlt_cli.reading.folder import scan
from vtlt_cli.reading.numbers import Number
from vtlt_cli.scores import kind as scores_kind
from vtlt_cli.scores.kind import Score
from vtlt_cli.scores.rank import standings
from vtlt_cli.units import Name

LANGS = pytest.mark.parametrize("lang", ["en", "vi"])
UNTIMED = settings(deadline=None)
PLACE = whole_file("scores_2031.csv")
VALUES = st.lists(st.integers(0, 9000), min_size=1, max_size=60) | st.lists(
    st.decimals(0, 100, places=2), min_size=1, max_size=60
)
SVG = "{http://www.w3.org/2000/svg}"

SCORES = {
    score.name.province.id: score.value
    for score in load(scan(str(DATA)), ("scores",), 2007)[0].of(scores_kind.SCORES, 2007)
    if score.name.province and isinstance(score.value, int)
}


def ranked(values: Sequence[Number]) -> Any:
    return standings([Score(None, Name("x", None, (), PLACE), v, {}) for v in values])


def tables(*args: str, **more: Any) -> Any:
    result = inside("stats", *args, "-f", "json", **more)
    assert result.code == 0
    return [table["rows"] for table in json.loads(result.stdout)]


# vtlt stats


def test_the_figures_of_2007() -> None:
    """By hand, and as the standard library has them."""
    (row,), cuts, _bins = tables()
    assert row == {
        "group": None,
        "count": 64,
        "least": 1120,
        "lower_quartile": 1465,
        "median": 1765,
        "upper_quartile": 2091.25,
        "most": 8280,
        "mean": 2059.6875,
        "total": 131820,
    }
    values = list(SCORES.values())
    assert statistics.median(values) == 1765
    assert statistics.quantiles(values, n=4, method="inclusive") == [1465, 1765, 2091.25]
    assert Fraction(131820, 64) == Fraction("2059.6875")
    assert [(cut["last"], cut["first_below"], cut["gap"]) for cut in cuts] == [
        ("phu-yen", "phu-tho", 565),
        ("ha-giang", "vinh-phuc", 70),
        ("ha-tinh", "quang-ninh", 10),
    ]


@pytest.mark.parametrize(
    ("by", "count"), [("cluster", 16), ("region", 6), ("kind", 2), ("tier", 3)]
)
def test_the_figures_of_each_group(by: str, count: int) -> None:
    """Each group is what `rank` or `awards` says it is."""
    rows = tables("--by", by)[0]
    assert rows[0]["group"] is None and len(rows) == 1 + count
    command = ["awards"] if by == "tier" else ["rank", "--by", by]
    field = "tier_name" if by == "tier" else "group"
    members: dict[object, list[int]] = {}
    for member in json.loads(inside(*command, "-f", "json").stdout):
        members.setdefault(member[field], []).append(member["score"])
    for row in rows[1:]:
        values = members[row["group"]]
        assert (row["count"], row["least"], row["most"], row["total"]) == (
            len(values),
            min(values),
            max(values),
            sum(values),
        )
        assert row["median"] == statistics.median(values)
        quartiles = statistics.quantiles(values, n=4, method="inclusive")
        assert [row["lower_quartile"], row["upper_quartile"]] == pytest.approx(
            [quartiles[0], quartiles[2]], abs=0.005
        )
        assert row["mean"] == pytest.approx(statistics.mean(values), abs=0.00501)


def test_by_tier_counts_the_awards() -> None:
    rows = tables("--by", "tier")[0]
    assert [(row["group"], row["count"]) for row in rows] == [
        (None, 64),
        ("Cờ thi đua", 3),
        ("Bằng khen", 9),
        ("Giấy khen", 24),
    ]


@pytest.mark.parametrize("command", ["stats --by tier -f json", "chart"])
def test_a_tier_per_cluster_is_counted(command: str) -> None:
    """The Giấy khen of the invented communes go to the best of each cluster."""
    folder = DATA.parent / "examples" / "communes"
    printed = inside(*command.split(), "--data", str(folder)).stdout
    assert "Giấy khen" in printed


def test_the_histogram_of_2007() -> None:
    bins = tables()[2]
    values = SCORES.values()
    assert sum(row["count"] for row in bins) == 64
    for row in bins:
        assert row["count"] == sum(row["from"] <= value < row["below"] for value in values)
    assert [row["below"] for row in bins[:-1]] == [row["from"] for row in bins[1:]]
    printed = inside("stats").stdout
    bars = Counter(len(bar) for bar in re.findall("█+", printed))
    assert max(bars) == 40 and sum(bars.values()) == sum(row["count"] > 0 for row in bins)


@UNTIMED
@given(values=VALUES)
def test_a_histogram_counts_every_score_once(values: list[Number]) -> None:
    bins = histogram(ranked(values))
    assert 1 <= len(bins) <= 12
    assert sum(part.count for part in bins) == len(values)
    assert len({part.end - part.start for part in bins}) == 1
    for part in bins:
        assert part.count == sum(part.start <= value < part.end for value in values)


@UNTIMED
@given(values=VALUES)
def test_figures_are_exact(values: list[Number]) -> None:
    exact = [Fraction(value) for value in values]
    found = summary(ranked(values))
    assert found.mean == sum(exact) / len(exact)
    assert found.median == statistics.median(exact)
    assert (found.least, found.most, found.count) == (min(values), max(values), len(values))
    if len(values) > 1:
        expected = statistics.quantiles(exact, n=4, method="inclusive")
        assert [found.lower_quartile, found.median, found.upper_quartile] == expected
    assert found.total == sum(values, start=Decimal(0))


@LANGS
def test_stats_in_both_languages(lang: str) -> None:
    printed = inside("stats", "--by", "region", lang=lang)
    words = {
        "en": ("Scores, round 2007", "Gaps at the cuts", "Histogram", "All"),
        "vi": (
            "Thống kê điểm kiểm tra chéo năm 2007",
            "Chênh lệch tại giới hạn số lượng",
            "Phân bố",
            "Tất cả",
        ),
    }
    assert printed.code == 0 and all(word in printed.stdout for word in words[lang])
    assert "2.091,25" in printed.stdout and "131.820" not in printed.stdout
    assert tables(lang=lang)[0] == tables()[0]


@LANGS
@pytest.mark.parametrize("args", [["--by", "letter"], ["--round", "1999"], ["-f", "odt"]])
def test_stats_of_what_is_not_known(args: list[str], lang: str) -> None:
    result = inside("stats", *args, lang=lang)
    assert (result.code, result.stdout) == (2, "")


# vtlt chart


def drawn(*args: str, lang: str = "en") -> ElementTree.Element:
    result = inside("chart", *args, lang=lang)
    assert result.code == 0
    return ElementTree.fromstring(result.stdout)


def bars_of(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The bars of the offices: the filled ones below the legend."""
    return [
        rect
        for rect in root.findall(f"{SVG}rect")
        if rect.get("fill", "").startswith("url(") and float(rect.get("y", 0)) > 60
    ]


@LANGS
def test_the_chart_has_a_bar_for_each_office(lang: str) -> None:
    """64 bars, as long as their scores, hatched by tier; a line at each of the three cuts."""
    root = drawn(lang=lang)
    bars = bars_of(root)
    assert len(bars) == 64
    longest = float(bars[0].get("width", 0))
    values = sorted(SCORES.values(), reverse=True)
    for bar, value in zip(bars, values):
        assert float(bar.get("width", 0)) == pytest.approx(longest * value / 8280, abs=0.01)
    fills = Counter(bar.get("fill") for bar in bars)
    assert list(fills.values()) == [3, 9, 24, 28]
    lines = root.findall(f"{SVG}line")
    assert len(lines) == 3 and all(line.get("stroke-dasharray") for line in lines)
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert {"Cờ thi đua ▲", "Bằng khen ▲", "Giấy khen ▲", "8.280", "=35. Bạc Liêu"} <= {*texts}
    assert ("none" if lang == "en" else "không khen thưởng") in texts


def test_the_cut_lines_stand_below_their_tiers() -> None:
    root = drawn()
    tops = [float(bar.get("y", 0)) for bar in bars_of(root)]
    lines = [float(line.get("y1", 0)) for line in root.findall(f"{SVG}line")]
    assert [sum(top < line for top in tops) for line in lines] == [3, 12, 36]


def test_the_chart_needs_no_colour() -> None:
    """Patterns tell the tiers apart, and all that is drawn is a grey."""
    text = inside("chart").stdout
    assert len(drawn().findall(f"{SVG}defs/{SVG}pattern")) == 4
    for colour in re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', text):
        assert len(set(colour[1:])) == 1, colour
    assert not re.search(r'(?:fill|stroke)="[a-z]+"', text)


def test_the_chart_is_the_same_at_any_time() -> None:
    """No clock, no random ids, nothing from another server."""
    text = inside("chart").stdout
    assert text == inside("chart").stdout
    assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", text)
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert "<script" not in text and "<image" not in text


def test_the_chart_goes_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    result = inside("chart", "-o", str(path))
    assert (result.code, result.stdout) == (0, "")
    assert path.read_text(encoding="utf-8") == inside("chart").stdout


def folder_of(tmp_path: Path, title: str, tier: str) -> list[str]:
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(DATA / "provinces.yaml", folder)
    (folder / "rounds.yaml").write_text(
        f"format: 1\nrounds:\n  - year: 2007\n    title: '{title}'\n", encoding="utf-8"
    )
    (folder / "scores_2007.csv").write_text("province,score\nA <b> & c,3\nCà Mau,2\n", "utf-8")
    (folder / "awards_2007.yaml").write_text(
        f"status: proposed\ntiers:\n  - {{id: x, name: '{tier}', quota: 1}}\n", encoding="utf-8"
    )
    return ["--data", str(folder)]


def test_names_are_escaped(tmp_path: Path) -> None:
    """A title, a tier and an unresolved name with the signs of XML."""
    data = folder_of(tmp_path, "Điểm <2007> & sau", "Cờ & <khen>")
    result = inside("chart", *data)
    root = ElementTree.fromstring(result.stdout)
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert root.findtext(f"{SVG}title") == "Điểm <2007> & sau"
    assert "1. A <b> & c" in texts and "Cờ & <khen> ▲" in texts
    # The name leads to no province: the chart is drawn, and said to be doubtful.
    assert result.code == 1


@LANGS
def test_no_chart_of_unreadable_scores(tmp_path: Path, lang: str) -> None:
    data = folder_of(tmp_path, "Điểm", "Cờ")
    (Path(data[1]) / "scores_2007.csv").write_text("province,score\nCà Mau,x\n", encoding="utf-8")
    for command in ("chart", "stats"):
        result = inside(command, *data, lang=lang)
        assert (result.code, result.stdout) == (1, "")
        assert result.stderr.startswith("vtlt: ")


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        (["10.12", "10.13"], "10,13"),
        (["86.37", "86.38"], "86,38"),
        (["81.62", "81.63"], "81,63"),
        (["-10.12", "-10.13"], "−10,13"),
        (["8280", "8281"], "8.280,5"),
    ],
)
def test_figures_are_rounded_half_up(scores: list[str], mean: str, tmp_path: Path) -> None:
    """As offices do, and Excel; half to even would print 10,12 of 10,125."""
    names = ("Hà Nội", "Hà Nam")
    rows = "".join(f"{name},{score}\n" for name, score in zip(names, scores))
    (tmp_path / "scores_2007.csv").write_text("province,score\n" + rows, encoding="utf-8")
    printed = inside("stats", "--table", "summary", "-f", "plain", "--data", str(tmp_path)).stdout
    figures = printed.splitlines()[-1].split()
    assert figures[4] == figures[-1] == mean


def test_decimals_stand_below_each_other(tmp_path: Path) -> None:
    """Each figure of a column has as many as the longest, and as the round declares."""
    (tmp_path / "scores_2007.csv").write_text(
        "province,score\nHà Nội,95.5\nHà Nam,92.25\nHà Tĩnh,90\n", encoding="utf-8"
    )
    plain = inside("rank", "--data", str(tmp_path), "-f", "plain").stdout
    assert [line.split()[-1] for line in plain.splitlines()[-3:]] == ["95,50", "92,25", "90,00"]
    (tmp_path / "rounds.yaml").write_text(
        "format: 1\nrounds:\n  - {year: 2007, scores: {decimals: 3}}\n", encoding="utf-8"
    )
    plain = inside("rank", "--data", str(tmp_path), "-f", "plain").stdout
    assert "95,500" in plain and "90,000" in plain
    raw = inside("rank", "--data", str(tmp_path), "-f", "csv").stdout
    assert raw.splitlines()[1].endswith(",95.5")
