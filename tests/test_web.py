"""The web page: what it says, that it needs nothing but itself, and how browsers show it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from inside import inside, printed_appendix

from vtlt_cli.printing.documents.web import web_page
from vtlt_cli.printing.layouts import LAYOUTS
from vtlt_cli.printing.table import Column, Line, Table, text_of
from vtlt_cli.wording import points

ND30 = LAYOUTS["nd30-2020"]
OLD = LAYOUTS["report-2008"]


class Page(HTMLParser):
    """The elements of a page in their order, each with its attributes and its text.

    A span only keeps a part of its text together, or draws a bar.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "span":
            self.found.append((tag, dict(attrs), []))
        if tag not in ("meta", "col"):
            self.open.append(tag)

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1][2].append(data)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag != "span":
            self.found.append(("/" + tag, {}, []))

    def texts(self, *tags: str) -> list[str]:
        return ["".join(texts) for tag, _attributes, texts in self.found if tag in tags]


def page_of(*args: str) -> str:
    result = inside(*args, "-f", "html")
    assert result.code == 0
    return result.stdout


def table_of(*rows: Sequence[Any], heading: tuple[Line, ...] = ()) -> Table:
    fields = tuple("abcdefgh"[: len(rows[0])])
    columns = tuple(Column(field, text_of(field)) for field in fields)
    return Table(heading, columns, fields, [dict(zip(fields, row)) for row in rows])


# What it says


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_is_the_appendix_as_printed(number: int) -> None:
    """Heading, titles and rows are those of the report, word by word."""
    heading, titles, rows = printed_appendix(number)
    page = Page(page_of("appendix", str(number)))
    # The title is written as the data have it and set in capitals.
    label, title, reference = page.texts("h1", "p")
    assert [label, title.upper(), reference] == heading
    assert page.texts("th") == titles
    assert page.texts("td") == [cell for row in rows for cell in row]


def test_the_figures_are_those_of_the_data() -> None:
    rows = json.loads(inside("rank", "-f", "json").stdout)
    cells = Page(page_of("rank")).texts("td")
    assert cells[2::4] == [row["office"] for row in rows]
    assert cells[3::4] == [points(row["score"]) for row in rows]


@pytest.mark.parametrize("command", [["appendix"], ["awards"], ["rank"], ["provinces"]])
def test_a_page_needs_nothing_but_itself(command: list[str]) -> None:
    """Nothing is fetched and nothing runs: no address, no script, no source."""
    text = page_of(*command)
    assert not re.search(r"https?:|src=|href=|<script|<link|@import|url\(|\son\w+=", text)
    assert '<html lang="vi">' in text and "Libertinus" not in text
    assert Page(text).open == []


def test_what_a_page_is_made_of() -> None:
    """Column titles head their columns, the heading names its table, figures stand to the right."""
    page = Page(page_of("appendix"))
    tags = [tag for tag, _attributes, _texts in page.found]
    assert tags.count("table") == tags.count("thead") == tags.count("h1") == 2
    headings = [attributes["id"] for tag, attributes, _ in page.found if tag == "header"]
    named = [a["aria-labelledby"] for tag, a, _ in page.found if tag == "table"]
    assert named == headings == ["heading-1", "heading-2"]
    assert all(a == {"scope": "col"} for tag, a, _ in page.found if tag == "th")
    first_row = [a.get("class") for tag, a, _ in page.found if tag == "td"][:3]
    assert first_row == ["right", None, "right"]


def test_a_body_for_each_section() -> None:
    table = table_of(["x", 1], ["x", 2], ["y", 3])._replace(section="a")
    assert len(Page(web_page([table], ND30)).texts("tbody")) == 2
    assert len(Page(web_page([table._replace(section=None)], ND30)).texts("tbody")) == 1
    assert Page(web_page([table._replace(rows=[])], ND30)).texts("tbody", "td") == []


def test_escaping() -> None:
    hard = "<script>&amp;\"'</td>\0\x1b"
    table = table_of([hard], heading=(Line(hard), Line(hard, "note")))
    table = table._replace(columns=(Column(hard, text_of("a")),))
    page = Page(web_page([table], ND30))
    bad = "\N{REPLACEMENT CHARACTER}"
    expected = "<script>&amp;\"'</td>" + bad * 2
    assert page.texts("td", "th", "h1", "title") == [expected] * 4
    assert not [tag for tag, _attributes, _texts in page.found if tag == "script"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_style_follows_the_layout(layout: str) -> None:
    described = LAYOUTS[layout]
    text = page_of("appendix", "--layout", layout)
    assert "@page { size: 210mm 297mm; margin: 20mm 15mm 20mm 30mm; }" in text
    assert '"Times New Roman", "Liberation Serif", ' in text
    for number in (1, 2):
        rule = re.search(rf"@page table-{number} {{.*", text)
        assert rule is not None and f"@{described.page_number} " in rule[0]
    assert ("width: 40mm" in text) == (described.rule == 40)
    ends = Page(text).texts("p").count("./.")
    assert ends == (2 if described.end_mark else 0)
    for role in ("label", "title", "reference"):
        letters = described.letters[role]
        style = re.search(rf"\n\.{role} {{ (.*) }}", text)
        assert style is not None and f"calc({letters.size} * var(--point))" in style[1]
        assert ("italic" in style[1], "bold" in style[1]) == (letters.italic, letters.bold)
        assert ("uppercase" in style[1]) == letters.capitals


# In a browser


def browser(tmp_path: Path, *args: str) -> str:
    """What Chromium says when it is run without a window; skips where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    if found is None:
        pytest.skip("Chromium is not on this machine")
    fixed = ("--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files")
    done = subprocess.run(
        [found, *fixed, f"--user-data-dir={tmp_path / 'profile'}", *args],
        capture_output=True,
        check=True,
        timeout=180,
    )
    return done.stdout.decode()


def printed(tmp_path: Path, text: str) -> list[str]:
    """The pages of the page, as Chromium prints them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    page, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(text, encoding="utf-8")
    browser(tmp_path, f"--print-to-pdf={pdf}", "--no-pdf-header-footer", page.as_uri())
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_chromium_prints_it(layout: str, tmp_path: Path) -> None:
    """Every row is on paper; titles again on each page; each appendix numbered from 1 unseen."""
    pages = printed(tmp_path, page_of("appendix", "--layout", layout))
    lines = [" ".join(line.split()) for page in pages for line in page.splitlines()]
    for row in json.loads(inside("appendix", "1", "-f", "json").stdout):
        assert f"{row['position']} {row['office']} {points(row['score'])}" in lines
    for row in json.loads(inside("appendix", "2", "-f", "json").stdout):
        members = ", ".join(row["member_names"])
        assert f"{row['number']} {members} {row['leader_name']}" in lines
    title = "Tên Cơ quan" if layout == "report-2008" else "Tên cơ quan"
    assert all(title in page for page in pages[:-1])
    numbers = [
        [line.strip() for line in page.splitlines() if line.strip().isdigit()] for page in pages
    ]
    expected = [[str(number)] for number in range(2, len(pages))]
    # Margin boxes came with Chromium 131.
    assert numbers in ([[], *expected, []], [[]] * len(pages))
    newest = int(re.findall(r" (\d+)\.", browser(tmp_path, "--version"))[0])
    assert newest < 131 or numbers[1] == ["2"]


@pytest.mark.parametrize(
    "command",
    [["appendix"], ["awards"], ["rank"], ["provinces"], ["awards", "--margin"]],
    ids=" ".join,
)
def test_a_telephone_scrolls_no_page_sideways(command: list[str], tmp_path: Path) -> None:
    """At 360 pixels, with letters that can still be read; the tables of the report fit whole."""
    (tmp_path / "page.html").write_text(page_of(*command, "--lang", "vi"), encoding="utf-8")
    (tmp_path / "phone.html").write_text(
        """<iframe id=f src=page.html style="width:360px;height:640px;border:0"></iframe><script>
        f.onload = () => { const d = f.contentDocument, root = d.documentElement;
          const wide = [...d.querySelectorAll("section")].map(s => s.scrollWidth - s.clientWidth);
          const size = parseFloat(f.contentWindow.getComputedStyle(d.querySelector("td")).fontSize);
          document.title = [root.scrollWidth, Math.max(...wide), size].join(" "); }</script>""",
        encoding="utf-8",
    )
    dumped = browser(
        tmp_path,
        *("--dump-dom", "--virtual-time-budget=5000", (tmp_path / "phone.html").as_uri()),
    )
    measured = re.search(r"<title>([\d.]+) ([\d.]+) ([\d.]+)</title>", dumped)
    assert measured is not None, dumped[-500:]
    page, table, size = map(float, measured.groups())
    assert page <= 360 and size >= 13
    assert table == 0 or command in (["awards", "--margin"], ["provinces"])
