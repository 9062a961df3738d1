"""`vtlt overview`: what stands on the page, what is refused, and how it works in a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from inside import DATA, ROOT, inside

FINISHED = ROOT / "examples" / "round" / "finished"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium shows the page")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FINISHED, tmp_path / "data")
    return tmp_path / "data"


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def page(folder: Path, *args: str, code: int = 0, lang: str = "en") -> str:
    done = inside("overview", *args, "--data", str(folder), lang=lang)
    assert done.code == code, done.stderr
    return done.stdout


class Outline(HTMLParser):
    """The tags that are open, the ids, and whether all of it is well formed."""

    VOID = ("meta", "input", "rect", "path", "line", "use")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said = dict(attrs)
        self.ids += [said["id"]] if "id" in said else []
        self.loads += [said[name] for name in ("src", "href") if said.get(name)]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_department_s_view_has_all_sections() -> None:
    text = page(FINISHED, "--on", "2036-03-01", lang="vi")
    outline = Outline(text)
    sections = ("progress", "ranking", "chart", "clusters", "findings", "papers")
    assert [one for one in outline.ids if one in sections] == list(sections)
    assert all(one.startswith("#") for one in outline.loads), "it loads nothing"
    assert len(outline.ids) == len(set(outline.ids))
    assert '<p class="stamp">LƯU HÀNH NỘI BỘ</p>' in text and "DỰ KIẾN" in text
    assert "Báo cáo của Cụm: 8 trên 8" in text and "Cụm trưởng: Hoành Giang" in text
    assert "RES05" in text and "results_2035.yaml:16:9" in text
    assert '<html lang="vi">' in text and "Giấy khen" in text


def test_nothing_of_it_was_decided() -> None:
    assert "DỰ KIẾN" not in page(DATA, "--round", "2007")
    assert "DỰ KIẾN" in page(FINISHED)


def test_movement_against_the_round_before() -> None:
    text = page(ROOT / "examples" / "communes")
    assert "Rank 2031" in text and "Change" in text


def test_findings_are_those_of_the_round() -> None:
    assert "clusters_2009.yaml" not in page(DATA, "--round", "2007")
    assert "Trà Vinh is in two clusters" in page(DATA)


def test_a_public_page_is_what_the_report_publishes(tmp_path: Path) -> None:
    text = page(DATA, "--public", "--round", "2007", lang="vi")
    outline = Outline(text)
    assert [one for one in outline.ids if one in ("ranking", "clusters", "awards", "progress",
            "findings", "papers", "chart")] == ["ranking", "awards"]  # fmt: skip
    assert "Phụ lục 1" in text and "8.280" in text and "Văn phòng Ủy ban nhân dân tỉnh Đắc" in text
    assert "LƯU HÀNH" not in text and "DỰ KIẾN" not in text and "AWD" not in text
    assert text.count("<li>Văn phòng Ủy ban nhân dân") == 36


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("awards_2035.yaml", "status: proposed", "status: proposed", "is not decided"),
        ("rounds.yaml", "      report: {number: 07", "      kết quả: {number: 07", "no report"),
        ("results_2035.yaml", "- cluster: 2", "- cluster: 1", "cluster 2 was not received"),
        ("scores_2035.csv", "Hoành Giang", "Xyzabc", "Xyzabc"),
        ("scores_2035.csv", "1,Hoành Giang,2714", "1,Hoành Giang,nhiều", "cannot be read"),
    ],
)
def test_a_public_page_is_refused_while_anything_is_open(
    file: str, old: str, new: str, said: str, folder: Path
) -> None:
    edit(folder, file, old, new)
    done = inside("overview", "--public", "--data", str(folder))
    assert (done.code, done.stdout) == (1, "") and said in done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "keeps"),
    [
        ("visits_2035.yaml", "- cluster: 1", "- cluster: [", "cannot be told", "standings"),
        ("scores_2035.csv", "2714", "nhiều", "cannot be told", "clusters"),
        ("scores_2035.csv", "Hoành Giang", "Xyzabc", "In doubt", "standings"),
        ("awards_2035.yaml", "quota: 2", "quota: hai", "Awards: cannot be told", "standings"),
        ("clusters_2035.yaml", "leader:", "leder:", "cannot be told", "standings"),
        ("scores_2035.csv", "Bạch Vân,1588", "Bạch Vân,1878", "undecided", "standings"),
    ],
)
def test_what_cannot_be_told_is_said_in_its_place(
    file: str, old: str, new: str, said: str, keeps: str, folder: Path
) -> None:
    """The rest of the page stands, and the exit code is 1."""
    edit(folder, file, old, new)
    text = page(folder, code=1)
    assert said in text and f'id="{keeps}"' in text
    Outline(text)


def test_hostile_text_stays_text(folder: Path) -> None:
    bad = "<script>alert(1)</script>\\u202e</title><!--"
    edit(folder, "rounds.yaml", "title: Kiểm tra chéo công tác văn thư, lưu trữ năm 2035",
         f'title: "{bad}"')  # fmt: skip
    text = page(folder)
    Outline(text)
    assert "<script>alert" not in text and "\u202e" not in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "x.pdf"), ".html"),
        (("--round", "1999"), "there is no file of round 1999"),
        (("--on", "mai"), "--on takes a day"),
        (("--public", "--on", "2035-01-01"), "no effect"),
    ],
)
def test_what_cannot_be_is_refused(args: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = inside("overview", *args, "--data", str(FINISHED), cwd=tmp_path)
    assert done.code == 2 and said in done.stderr and not list(tmp_path.iterdir())


# In a browser.

PROBE = """<script>
addEventListener("load", () => {
  const out = {};
  const rows = () => Array.from(document.querySelectorAll("#standings tbody tr"))
    .filter((row) => !row.hidden).map((row) => row.cells[%(column)s].textContent);
  const heads = document.querySelectorAll("#standings th [role=button]");
  const began = performance.now();
  heads[%(column)s].click();
  out.sorted = rows();
  heads[%(column)s].click();
  out.reversed = rows();
  const input = document.querySelector("#standings-search");
  if (input) {
    input.value = %(search)s;
    input.dispatchEvent(new Event("input"));
    out.found = rows();
    out.told = document.querySelector("[aria-live]").textContent;
  }
  out.took = performance.now() - began;
  out.sort = heads[%(column)s].parentNode.getAttribute("aria-sort");
  document.body.dataset.out = JSON.stringify(out);
});
</script>"""


def shown(text: str, tmp_path: Path, column: int, search: str) -> dict[str, Any]:
    """What the page shows after a sort, a second one and a search; the console stays silent."""
    import json
    from html import unescape

    assert CHROMIUM is not None
    probe = PROBE % {"column": column, "search": json.dumps(search)}
    path = tmp_path / "page.html"
    path.write_text(text.replace("</body>", probe + "</body>"), "utf-8")
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert "CONSOLE" not in done.stderr, done.stderr
    found = re.search(r'data-out="([^"]*)"', done.stdout)
    assert found, done.stdout[-2000:]
    out: dict[str, Any] = json.loads(unescape(found[1]))
    return out


@in_a_browser
def test_sorting_and_searching_in_vietnamese(tmp_path: Path) -> None:
    out = shown(page(DATA, "--round", "2007"), tmp_path, 1, "ha t")
    names = [name.removeprefix("Văn phòng Ủy ban nhân dân ") for name in out["sorted"]]
    provinces = [name.removeprefix("tỉnh ") for name in names if name.startswith("tỉnh ")]
    # Đ is a letter after D, and marks come after letters: Hà Giang, Hà Nam, Hải Dương, Hậu Giang.
    order = ["Cao Bằng", "Đắk Lắk", "Điện Biên", "Gia Lai", "Hà Giang", "Hà Nam", "Hải Dương"]
    assert [name for name in provinces if name in order] == order
    assert out["reversed"] == out["sorted"][::-1] and out["sort"] == "descending"
    assert sorted(out["found"]) == [
        "Văn phòng Ủy ban nhân dân tỉnh Hà Tây", "Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh",
    ]  # fmt: skip
    assert out["told"] == "2 found"


def test_the_ranking_is_searched_however_short_and_nothing_else() -> None:
    text = page(ROOT / "examples" / "round" / "finished")
    assert re.findall(r'<input id="([^"]+)" type="search"', text) == ["standings-search"]


@in_a_browser
def test_numbers_are_sorted_as_numbers(tmp_path: Path) -> None:
    out = shown(page(DATA, "--round", "2007"), tmp_path, 2, "")
    values = [int(text.replace(".", "")) for text in out["sorted"]]
    assert values == sorted(values) and len(values) == 64
