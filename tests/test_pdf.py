"""Tables as PDF: what is read back of the pages, where it stands on them, and in which letters."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from inside import ROOT, inside

from vtlt_cli.printing.documents import pdf
from vtlt_cli.printing.documents.pdf import font_of, pdf_document
from vtlt_cli.printing.layouts import LAYOUTS, Layout
from vtlt_cli.printing.table import Column, Line, Table, section_starts, text_of

pytest.importorskip("typst", reason="typst draws the PDF: pip install vtlt[pdf]")

POPPLER = ("pdftotext", "pdfinfo", "pdffonts")
reads_pdf = pytest.mark.skipif(
    any(shutil.which(name) is None for name in POPPLER),
    reason="pdftotext, pdfinfo and pdffonts (poppler-utils) read the PDF back",
)

MM = 72 / 25.4
NEAR = 1.5  # millimetres: what lies between the edge of a letter and that of its line
BUNDLED = "New Computer Modern"
# What the font programs of a family are called in a PDF.
IN_PDF = {
    "Times New Roman": "TimesNewRoman",
    "Liberation Serif": "LiberationSerif",
    "Tinos": "Tinos",
    BUNDLED: "NewCM",
}
COMMANDS: dict[str, list[str]] = {
    "appendix 1": ["appendix", "1"],
    "appendix 2": ["appendix", "2"],
    "appendix": ["appendix"],
    "restated": ["appendix", "--restated"],
    "awards": ["awards"],
    "rank": ["rank"],
    "rank by region": ["rank", "--by", "region"],
    "clusters": ["clusters"],
}
EVERY_COMMAND = pytest.mark.parametrize("command", COMMANDS)
EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)
HARD = (
    "#set page(width: 1mm)",
    "#panic()",
    "$x^2$ $ y $",
    "*đậm* _nghiêng_ `mã`",
    "@ref <label>",
    "\\ \\n \\u{41} C:\\x",
    "\"ngoặc\" 'đơn'",
    "] [ } { ) (",
    "// không /* phải */",
    "-- --- ... ~ 1/2",
    "= Mục - x + y",
    "fi ffl fl",
    "https://example.org/",
)


class Word(NamedTuple):
    """A word of a page: its text, and its edges in millimetres from the left and the top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(params=["best", "bundled"])
def font(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The tests that are about letters run in the font of this machine and in that of typst."""
    if request.param == "bundled":
        monkeypatch.setattr(pdf, "_families", lambda: ["Libertinus Serif", BUNDLED])
    return str(request.param)


def made(folder: Path, *args: str) -> Path:
    """The PDF that a command writes."""
    path = folder / "table.pdf"
    result = inside(*args, "-o", str(path))
    assert result.code == 0, result.stderr
    return path


def drawn(folder: Path, *tables: Table, layout: str = "nd30-2020") -> Path:
    path = folder / "table.pdf"
    path.write_bytes(pdf_document(tables, LAYOUTS[layout], None))
    return path


def table_of(rows: Sequence[Sequence[Any]], *heading: Line) -> Table:
    """A table whose first column is of numbers."""
    fields = "abcdefgh"[: len(rows[0])]
    return Table(
        heading,
        tuple(Column(f"Cột-{f}", text_of(f), "right" if f == "a" else "left") for f in fields),
        tuple(fields),
        [dict(zip(fields, row)) for row in rows],
    )


def numbered(count: int) -> list[tuple[int, str]]:
    return [(number, f"Xã Tân Hòa {number:06d}") for number in range(1, count + 1)]


def output(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pages(path: Path) -> list[list[str]]:
    """The lines of each page in the order in which they are drawn: cell after cell."""
    text = output("pdftotext", "-raw", str(path), "-")
    return [page.split("\n")[:-1] for page in text.split("\f")[:-1]]


def words(path: Path) -> list[list[Word]]:
    """The words of each page with their places."""
    found: list[list[Word]] = []
    for line in output("pdftotext", "-bbox", str(path), "-").split("\n"):
        if "<page " in line:
            found.append([])
        if "<word " in line:
            edges = [float(edge) / MM for edge in re.findall(r'[xy]M\w+="([\d.-]+)"', line)]
            text = re.sub("<[^>]*>", "", line).strip()
            found[-1].append(Word(text, *edges))
    return found


def info(path: Path) -> dict[str, str]:
    lines = output("pdfinfo", str(path)).splitlines()
    return {line.partition(":")[0]: line.partition(":")[2].strip() for line in lines}


def fonts(path: Path) -> list[list[str]]:
    """The fonts of the file: name without its tag first, and whether it is embedded."""
    rows = [line.split() for line in output("pdffonts", str(path)).splitlines()[2:]]
    return [[row[0].partition("+")[2], row[-5]] for row in rows]


def number_line(page: list[str], layout: Layout) -> int:
    """Which line of a page has its number."""
    return 0 if layout.page_number == "top-center" else len(page) - 1


def sections(path: Path, layout: Layout) -> list[list[list[str]]]:
    """The pages of each table, without their numbers, which are 2, 3, … after a first page."""
    found: list[list[list[str]]] = []
    for page in pages(path):
        at = number_line(page, layout)
        if found and page[at] == str(len(found[-1]) + 1):
            found[-1].append(page[:at] + page[at + 1 :])
        else:
            found.append([page])
    return found


def markdown_tables(*args: str) -> Iterator[tuple[list[str], list[str], list[list[str]]]]:
    """Headings, titles and cells as another format has them."""
    text = inside(*args, "-f", "markdown").stdout.replace("\\", "")
    heading: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("| "):
            rows.append([cell.strip() for cell in line[2:-2].split(" | ")])
        elif rows:
            yield heading, rows[0], rows[2:]
            heading, rows = [], []
        elif line:
            heading.append(line.removeprefix("**").removesuffix("**"))


# What stands in it


@reads_pdf
@EVERY_LAYOUT
@EVERY_COMMAND
def test_every_word_of_every_table(command: str, layout: str, font: str, tmp_path: Path) -> None:
    """Heading, titles and each cell, page by page, with the titles again on each page."""
    args = [*COMMANDS[command], "--layout", layout]
    found = sections(made(tmp_path, *args), LAYOUTS[layout])
    expected = list(markdown_tables(*COMMANDS[command], *_headed(command, layout)))
    assert len(found) == len(expected)
    for section, (heading, titles, rows) in zip(found, expected):
        top = " ".join(titles).split()
        read: list[str] = []
        for number, page in enumerate(section):
            on_page = " ".join(page).split()
            if number:
                assert on_page[: len(top)] == top
                on_page = on_page[len(top) :]
            read += on_page
        mark = LAYOUTS[layout].end_mark.split()
        if "--by" in COMMANDS[command]:  # The name of a group stands where it begins.
            rows = [
                row if n == 0 or row[0] != rows[n - 1][0] else ["", *row[1:]]
                for n, row in enumerate(rows)
            ]
        cells = " ".join(cell for row in rows for cell in row).split()
        whole = [*" ".join(heading).split(), *top, *cells, *mark]
        # Titles of the heading stand in capitals.
        above = len(" ".join(heading).split())
        assert [word.upper() for word in read[:above]] == [word.upper() for word in whole[:above]]
        assert read[above:] == whole[above:]


def _headed(command: str, layout: str) -> list[str]:
    """The layout words the heading of an appendix in any format; elsewhere it is for documents."""
    return ["--layout", layout] if COMMANDS[command][0] == "appendix" else []


@reads_pdf
@EVERY_LAYOUT
def test_the_figures_of_appendix_1_come_back(layout: str, font: str, tmp_path: Path) -> None:
    """Each place, office and score as `-f json` has them: no figure is changed on the way."""
    path = made(tmp_path, "appendix", "1", "--layout", layout)
    read = []
    for line in (line for page in pages(path) for line in page):
        if row := re.fullmatch(r"(\d+) (Văn phòng .+) (\d[\d.]*)", line):
            position, office, score = row.groups()
            read.append((int(position), office, int(score.replace(".", ""))))
    data = json.loads(inside("appendix", "1", "-f", "json").stdout)
    assert read == [(row["position"], row["office"], row["score"]) for row in data]
    assert len(read) == 64


@reads_pdf
def test_an_electronic_appendix_leaves_the_number_open(tmp_path: Path) -> None:
    path = made(tmp_path, "appendix", "1", "--layout", "nd30-2020", "--electronic")
    text = " ".join(pages(path)[0])
    assert "(Kèm theo Báo cáo số …/BC-VTLTNN ngày … tháng … năm … của Cục" in text
    assert "241" not in text


@reads_pdf
def test_a_restated_appendix_says_so(tmp_path: Path) -> None:
    path = made(tmp_path, "appendix", "2", "--restated")
    text = " ".join(line for page in pages(path) for line in page)
    assert "(Lập lại từ số liệu Báo cáo số 241/BC-VTLTNN" in text
    assert "Thừa Thiên Huế" in text and "Thừa Thiên Thuế" not in text


# Pages


@reads_pdf
@EVERY_LAYOUT
def test_each_appendix_is_numbered_from_its_own_first_page(
    layout: str, font: str, tmp_path: Path
) -> None:
    """Decree 30/2020/NĐ-CP, Annex I, I.I.7 and III.1.đ: the first page shows no number."""
    rows = numbered(80)
    one, two = (table_of(rows, Line(f"Phụ lục {n}", "label"), Line("Tên", "title")) for n in "12")
    path = drawn(tmp_path, one, two, layout=layout)
    shown = [page[number_line(page, LAYOUTS[layout])] for page in pages(path)]
    firsts = [i for i, page in enumerate(pages(path)) if page[0].startswith("Phụ lục")]
    half = len(shown) // 2
    assert firsts == [0, half] and half >= 3
    for at, number in enumerate(shown):
        if at not in firsts:
            assert number == str(at % half + 1)
        else:
            assert not number.isdigit()


@reads_pdf
@EVERY_LAYOUT
def test_the_places_on_the_page(layout: str, font: str, tmp_path: Path) -> None:
    """Margins, heading, figures and page numbers stand where the layout puts them."""
    set_by = LAYOUTS[layout]
    (width, height), margins = set_by.paper, set_by.margins
    path = made(tmp_path, "appendix", "1", "--layout", layout)
    first, second, *_ = words(path)
    middle = margins.left + (width - margins.left - margins.right) / 2
    assert first[0].top == pytest.approx(margins.top, abs=NEAR)
    label = [word for word in first if abs(word.top - first[0].top) < 0.5]
    assert (label[0].left + label[-1].right) / 2 == pytest.approx(middle, abs=NEAR)
    number = next(word for word in second if word.text == "2")
    if set_by.page_number == "top-center":
        assert number.top == pytest.approx(set_by.to_page_number, abs=NEAR)
        assert (number.left + number.right) / 2 == pytest.approx(middle, abs=NEAR)
    else:
        assert number.bottom == pytest.approx(height - set_by.to_page_number, abs=NEAR)
        assert number.right == pytest.approx(width - margins.right, abs=NEAR)
    for page in (first, second):
        inner = [word for word in page if word is not number]
        assert min(word.left for word in inner) >= margins.left - 0.1
        assert max(word.right for word in inner) <= width - margins.right + 0.1
        assert min(word.top for word in inner) >= margins.top - NEAR
        assert max(word.bottom for word in inner) <= height - margins.bottom + NEAR
    scores = [word for word in first + second if re.fullmatch(r"\d\.\d{3}", word.text)]
    assert len(scores) > 55
    assert max(word.right for word in scores) - min(word.right for word in scores) < 0.5
    assert scores[0].right == pytest.approx(width - margins.right - 1.9, abs=NEAR)


@reads_pdf
@EVERY_COMMAND
def test_a4_with_title_and_day(command: str, tmp_path: Path) -> None:
    """The day is that of the report that the tables belong to."""
    path = made(tmp_path, *COMMANDS[command])
    found = info(path)
    width, height = map(float, re.findall(r"[\d.]+", found["Page size"])[:2])
    assert width / MM == pytest.approx(210, abs=0.1)
    assert height / MM == pytest.approx(297, abs=0.1)
    assert int(found["Pages"]) == len(pages(path))
    assert found["Title"] and found["Tagged"] == "yes"
    for when in ("CreationDate", "ModDate"):
        assert found[when].startswith("Fri Mar 21 ") and "2008" in found[when]
    # Midnight in UTC, the time of a day without one: no clock was asked.
    assert b"<xmp:CreateDate>2008-03-21T00:00:00Z<" in path.read_bytes()


@reads_pdf
def test_a_document_of_no_day_bears_none(tmp_path: Path) -> None:
    path = drawn(tmp_path, table_of(numbered(1)))
    assert "CreationDate" not in info(path) and "ModDate" not in info(path)
    assert not re.search(b"(Creation|Create|Modify|Mod)Date", path.read_bytes())


@reads_pdf
@pytest.mark.parametrize("count", [0, 1, 30, 31, 32, 33, 34, 35, 36, 64, 65, 66, 67, 68, 69, 70])
def test_the_end_mark_stays_with_the_last_row(count: int, tmp_path: Path) -> None:
    """It never stands alone on a page, and rows are neither lost nor split."""
    table = table_of(numbered(70), Line("Tên", "title"))
    path = drawn(tmp_path, table._replace(rows=table.rows[:count]))
    *_, last = pages(path)
    assert last[-1] == "./."
    if count:
        assert last[-2] == f"{count} Xã Tân Hòa {count:06d}"
    lines = [line for page in pages(path) for line in page]
    assert [line for line in lines if "Xã" in line] == [
        f"{n} {name}" for n, name in numbered(count)
    ]


@reads_pdf
def test_3321_rows(font: str, tmp_path: Path) -> None:
    """As many as there are communes: all of them, in order, the titles on every page."""
    path = drawn(tmp_path, table_of(numbered(3321), Line("Tên", "title")))
    every = pages(path)
    lines = [line for page in every for line in page if "Xã" in line]
    assert lines == [f"{number} {name}" for number, name in numbered(3321)]
    assert all("Cột-a Cột-b" in page[:3] for page in every)
    assert [page[0] for page in every[1:]] == [str(n) for n in range(2, len(every) + 1)]


# Large tables are drawn page by page, since typst keeps each cell of a table until the end


def lines_of(path: Path) -> list[list[str]]:
    """The lines of each page from the top down, each from the left to the right."""
    found = []
    for page in words(path):
        lines: dict[float, list[Word]] = {}
        for word in sorted(page, key=lambda word: word.bottom):
            near = [top for top in lines if word.bottom - top < NEAR]
            lines.setdefault(near[-1] if near else word.bottom, []).append(word)
        found.append(
            [
                " ".join(word.text for word in sorted(line, key=_from_the_left))
                for line in lines.values()
            ]
        )
    return found


def _from_the_left(word: Word) -> float:
    return word.left


@reads_pdf
def test_a_large_table_has_every_row_in_order(font: str, tmp_path: Path) -> None:
    count = pdf.LARGE + 1
    every = lines_of(drawn(tmp_path, table_of(numbered(count), Line("Tên", "title"))))
    lines = [line for page in every for line in page if "Xã" in line]
    assert lines == [f"{number} {name}" for number, name in numbered(count)]
    assert all("Cột-a Cột-b" in page[:3] for page in every)
    assert [page[0] for page in every[1:]] == [str(n) for n in range(2, len(every) + 1)]
    assert every[-1][-1] == "./."


@reads_pdf
@pytest.mark.parametrize("count", [1, 2, 30, 31, 32, 33, 34, 35, 36, 66, 67, 68, 69, 70])
def test_the_last_row_of_a_large_table_is_never_alone(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "LARGE", 0)
    every = lines_of(drawn(tmp_path, table_of(numbered(count), Line("Tên", "title"))))
    lines = [line for page in every for line in page if "Xã" in line]
    assert lines == [f"{number} {name}" for number, name in numbered(count)]
    assert every[-1][-1] == "./."
    assert sum("Xã" in line for line in every[-1]) >= min(2, count)


@reads_pdf
@EVERY_COMMAND
def test_a_large_table_has_the_words_of_a_small_one(
    command: str, font: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And they stand within the same columns, each line of a row below the one before it."""
    args = [*COMMANDS[command], "--layout", "nd30-2020"]
    small = words(made(tmp_path, *args))
    monkeypatch.setattr(pdf, "LARGE", 0)
    large = words(made(tmp_path, *args))
    # The titles stand once more where a page more was needed.
    spare = {word.text for word in small[0]} if len(large) > len(small) else set()
    assert _counted(large, spare) == _counted(small, spare)
    for page in large:
        assert all(word.left > 29.9 and word.right < 195.1 for word in page)
        assert all(word.bottom < 297 - 20 + NEAR for word in page)


def _counted(pages: list[list[Word]], spare: set[str]) -> Counter[str]:
    texts = (word.text for page in pages for word in page)
    return Counter(text for text in texts if not text.isdigit() and text not in spare)


@reads_pdf
def test_nothing_of_a_large_table_is_cut_off(
    font: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "LARGE", 0)
    test_nothing_is_cut_off(font, tmp_path)


def test_the_memory_of_a_large_table(tmp_path: Path) -> None:
    """20,000 rows: the peak of the whole process, in kB."""
    script = (
        "import resource, sys\n"
        "from test_pdf import drawn, numbered, table_of\n"
        "from pathlib import Path\n"
        "drawn(Path(sys.argv[1]), table_of(numbered(20_000)))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert int(done.stdout) < 600 * 1024


@reads_pdf
def test_a_line_where_the_section_changes(tmp_path: Path) -> None:
    """Typst draws one heavier line a change, and none where there is no section."""
    rows = [(number, "abb"[number % 3]) for number in range(3)]
    table = table_of(rows)
    path = tmp_path / "plain.pdf"
    path.write_bytes(pdf_document([table], LAYOUTS["nd30-2020"], None))
    assert section_starts(table) == []
    assert section_starts(table._replace(section="b")) == [1]
    assert section_starts(table._replace(section="a")) == [1, 2]
    marked = pdf_document([table._replace(section="b")], LAYOUTS["nd30-2020"], None)
    assert marked != path.read_bytes()


@reads_pdf
def test_nothing_to_print(tmp_path: Path) -> None:
    """A table without rows has its titles; no table at all is an empty page."""
    assert pages(drawn(tmp_path, table_of([("x", "y")])._replace(rows=[])))[0] == [
        "Cột-a Cột-b",
        "./.",
    ]
    assert info(drawn(tmp_path))["Pages"] == "1"


# Hard texts


@reads_pdf
def test_no_text_is_taken_for_markup(font: str, tmp_path: Path) -> None:
    """Whatever a cell, a title or a heading holds is printed as it is, and nothing is run."""
    rows = [(number, text) for number, text in enumerate(HARD)]
    lines = [Line(text, "note") for text in HARD]
    table = table_of(rows, Line(HARD[1], "title"), *lines)
    table = table._replace(columns=(*table.columns[:1], table.columns[1]._replace(title=HARD[2])))
    read = [line for page in pages(drawn(tmp_path, table)) for line in page]
    assert read[0] == HARD[1].upper()
    assert read[1 : 1 + len(HARD)] == list(HARD)
    assert read[1 + len(HARD)] == f"Cột-a {HARD[2]}"
    assert read[2 + len(HARD) :] == [*(f"{number} {text}" for number, text in rows), "./."]
    assert info(tmp_path / "table.pdf")["Title"] == HARD[1]


@reads_pdf
def test_what_no_document_can_hold_is_replaced(tmp_path: Path) -> None:
    """A control character is U+FFFD, and a tab, which typst would leave out, is a space."""
    rows = [(1, "a\0b\x1bc"), (2, "d\te"), (3, "f\ng"), (4, "\ufffe\ufeff!"), (5, "")]
    read = "\n".join(pages(drawn(tmp_path, table_of(rows)))[0])
    assert "1 a\ufffdb\ufffdc" in read
    assert "2 d e" in read
    assert "3\nf\ng" in read  # The number stands beside both lines.
    assert "\ufffd" in read.partition("g\n4 ")[2] and "!" in read


def test_signs_that_no_font_has_do_not_fail() -> None:
    """An emoji or a Chinese letter is drawn from any font that has it, or as an empty box."""
    table = table_of([(1, "😀 漢字 \ue000 אב \U0010fffd")], Line("😀", "title"))
    for layout in LAYOUTS.values():
        assert pdf_document([table], layout, None).startswith(b"%PDF-")


@reads_pdf
def test_a_decomposed_letter_is_composed(tmp_path: Path) -> None:
    read = pages(drawn(tmp_path, table_of([("1", "Hue\N{COMBINING CIRCUMFLEX ACCENT}\u0301")])))
    assert "1 Huế" in read[0]


@reads_pdf
def test_nothing_is_cut_off(font: str, tmp_path: Path) -> None:
    """A row that is higher than a page goes on on the next, a word too wide is broken."""
    rows = [
        (1, "từ " * 2000 + "hết"),
        (2, "W" * 400),
        (3, "\n".join(["dòng"] * 90)),
        (4, "Ệ" * 200),
        ("9" * 30, "x"),
    ]
    path = drawn(tmp_path, table_of(rows))
    text = "".join(line for page in pages(path) for line in page)
    assert (text.count("từ"), text.count("hết")) == (2000, 1)
    assert (text.count("W"), text.count("dòng"), text.count("Ệ")) == (400, 90, 200)
    for page in words(path):
        assert all(word.left > 29.9 and word.right < 195.1 for word in page)
        assert all(word.bottom < 297 - 20 + NEAR for word in page)


# Letters


@reads_pdf
@EVERY_COMMAND
def test_one_font_embedded(command: str, font: str, tmp_path: Path) -> None:
    """The first of the layout that has all letters of Vietnamese, and no other beside it."""
    path = made(tmp_path, *COMMANDS[command], "--layout", "nd30-2020")
    name = IN_PDF[font_of(LAYOUTS["nd30-2020"])]
    assert fonts(path)
    for found, embedded in fonts(path):
        assert found.startswith(name) and embedded == "yes"
    if font == "bundled":
        assert name == "NewCM"


@reads_pdf
def test_every_letter_of_vietnamese_in_one_font(font: str, tmp_path: Path) -> None:
    """In capitals and small, upright, bold and italic; what is copied is what was given."""
    letters = sorted(pdf._LETTERS)
    lines = ["".join(letters[i : i + 8]) for i in range(0, len(letters), 8)]
    table = table_of([(1, line) for line in lines], *(Line(line, "reference") for line in lines))
    table = table._replace(heading=(Line("KIỂM TRA Ể Ễ Ẫ Ẳ Ẵ", "title"), *table.heading))
    path = drawn(tmp_path, table)
    read = [line for page in pages(path) for line in page]
    assert read[0] == "KIỂM TRA Ể Ễ Ẫ Ẳ Ẵ"
    assert read[1 : 1 + len(lines)] == lines
    assert [line for line in read if line.startswith("1 ")] == [f"1 {line}" for line in lines]
    name = IN_PDF[font_of(LAYOUTS["nd30-2020"])]
    assert {found.startswith(name) for found, _ in fonts(path)} == {True}
    assert len(fonts(path)) == 3


@pytest.mark.parametrize(
    ("families", "font"),
    [
        (["Libertinus Serif", BUNDLED], BUNDLED),
        (["Liberation Serif", BUNDLED, "Tinos"], "Liberation Serif"),
        (["Arial", BUNDLED, "Times New Roman", "Tinos"], "Times New Roman"),
    ],
)
def test_the_first_font_that_is_here(
    families: list[str], font: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_families", lambda: families)
    monkeypatch.setattr(pdf, "_writes_vietnamese", lambda font: True)
    for layout in LAYOUTS.values():
        assert font_of(layout) == font


def test_a_font_without_vietnamese_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Liberation Serif 1, which Debian 12 has, lacks ư: its place goes to the next."""
    monkeypatch.setattr(pdf, "_families", lambda: ["Liberation Serif", BUNDLED])
    monkeypatch.setattr(pdf, "_writes_vietnamese", lambda font: font == BUNDLED)
    monkeypatch.setattr(pdf, "_folders_of", lambda font: [])
    assert font_of(LAYOUTS["nd30-2020"]) == BUNDLED


def test_a_good_copy_of_a_font_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian has Liberation Serif 1, which lacks letters, beside 2; typst takes the first."""
    monkeypatch.setattr(pdf, "_families", lambda: ["Liberation Serif", BUNDLED])
    monkeypatch.setattr(pdf, "_folders_of", lambda font: ["/old", "/new"])
    monkeypatch.setattr(
        pdf, "_writes_vietnamese", lambda font, folder="": folder == "/new" or font == BUNDLED
    )
    folder, families = pdf._chosen(LAYOUTS["nd30-2020"])
    assert (folder, families[0]) == ("/new", "Liberation Serif")
    assert "Libertinus Serif" not in families


def test_the_letters_of_a_font_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """One letter that the font lacks is enough to pass it over."""
    look = pdf._writes_vietnamese.__wrapped__
    assert look(BUNDLED)
    monkeypatch.setattr(pdf, "_LETTERS", pdf._LETTERS + "\U0010fffd")
    assert not look(BUNDLED)


def test_libertinus_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bold Ể is wrong; it is not even a font for signs that others lack."""
    monkeypatch.setattr(pdf, "_families", lambda: ["Libertinus Serif", "Arial"])
    assert pdf._chosen(LAYOUTS["nd30-2020"]) == ("", ["Arial"])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", f"vtlt: Times New Roman is not on this machine: the PDF is in {BUNDLED}\n"),
        ("vi", f"vtlt: máy này không có phông chữ Times New Roman: tệp PDF dùng {BUNDLED}\n"),
    ],
)
def test_another_font_is_told(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf, "_families", lambda: [BUNDLED])
    path = str(tmp_path / "table.pdf")
    assert inside("rank", "-o", path, lang=lang).stderr == said


def test_the_right_font_is_not_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf, "_families", lambda: ["Times New Roman", BUNDLED])
    monkeypatch.setattr(pdf, "_writes_vietnamese", lambda font: True)
    assert inside("rank", "-o", str(tmp_path / "table.pdf")).stderr == ""


# The same bytes


@EVERY_LAYOUT
@EVERY_COMMAND
def test_the_same_tables_give_the_same_bytes(command: str, layout: str, tmp_path: Path) -> None:
    """Dates, identifiers and the XMP part too: nothing of the clock is in the file."""
    args = [*COMMANDS[command], "--layout", layout]
    once = made(tmp_path, *args).read_bytes()
    assert made(tmp_path, *args).read_bytes() == once


def test_the_same_bytes_from_another_process(tmp_path: Path) -> None:
    import sys

    here = made(tmp_path, "appendix").read_bytes()
    path = tmp_path / "other.pdf"
    words = [sys.executable, "-m", "vtlt_cli", "appendix", "-o", str(path)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    assert path.read_bytes() == here


def test_source_date_epoch_is_the_day(tmp_path: Path) -> None:
    """Seconds since 1970, of which the day is kept."""
    path = tmp_path / "table.pdf"
    for seconds in ("1700000000", "1700000001"):
        for command in ("appendix", "rank"):
            inside(command, "-o", str(path), env={"SOURCE_DATE_EPOCH": seconds})
            assert b"2023-11-14T00:00:00Z" in path.read_bytes()
            assert b"2008-03-21" not in path.read_bytes()


def test_the_language_is_in_the_file() -> None:
    content = pdf_document([table_of([("1", "x")])], LAYOUTS["nd30-2020"], date(2026, 2, 3))
    assert b"/Lang(vi)" in content and b"/StructTreeRoot" in content
    assert b"2026-02-03T00:00:00Z" in content


def test_fonts_of_the_folders_that_typst_looks_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TYPST_FONT_PATHS as the typst command has it; an empty part is no folder."""
    import os

    monkeypatch.setenv("TYPST_FONT_PATHS", os.pathsep.join(["", str(tmp_path)]))
    pdf._fonts.cache_clear()
    try:
        assert BUNDLED in pdf._fonts().families()
    finally:
        pdf._fonts.cache_clear()
