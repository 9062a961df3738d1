"""Table -> text: each format as it stands, and what each keeps of a hard cell."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

import pytest
from conftest import Golden
from hypothesis import given, settings
from hypothesis import strategies as st
from inside import ROOT, inside

from vtlt_cli.printing import render
from vtlt_cli.printing.render import FORMATS, View, to_json
from vtlt_cli.printing.table import Column, Line, Table, text_of
from vtlt_cli.wording import one_line

UNTIMED = settings(deadline=None)
GOLDEN = ROOT / "tests" / "golden"
COMMANDS = {
    "rank": ["rank"],
    "awards": ["awards"],
    "clusters": ["clusters"],
    "appendix-1": ["appendix", "1"],
    "provinces": ["provinces", "--on", "2009-07-01"],
}
# A format knows no table: two in every format will do, and of the others what machines get.
IN_EVERY_FORMAT = ("rank", "awards")
ENDINGS = {"markdown": "md", "csv": "csv", "csv-excel": "csv", "json": "json", "html": "html"}
WIDTHS = (80, 160)
# The other formats have tests of their own, which open what was written.
TEXTUAL = [name for name, format_ in FORMATS.items() if format_.extra is None]


# The table and the format of each golden that is not made for a terminal.
PRINTED = [
    (table, format_)
    for table in COMMANDS
    for format_ in TEXTUAL
    if format_ == "json" or (table in IN_EVERY_FORMAT and format_ != "table")
]


def golden_of(table: str, format_: str, width: int | None = None) -> str:
    """The name of a golden below `tests/golden`."""
    wide = f".{width}" if width else ""
    return f"{table}/{format_}{wide}.{ENDINGS.get(format_, 'txt')}"


# Goldens


@pytest.mark.parametrize(("table", "format_"), PRINTED)
def test_golden(table: str, format_: str, golden: Golden) -> None:
    """The whole text of a table in a format; line ends have a test of their own."""
    result = inside(*COMMANDS[table], "-f", format_)
    assert result.code == 0
    golden(GOLDEN / golden_of(table, format_), result.stdout.replace("\r\n", "\n"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("table", COMMANDS)
def test_a_terminal_is_not_too_narrow(table: str, width: int) -> None:
    """The table of a terminal fits its width, in columns of composed letters."""
    result = inside(*COMMANDS[table], "-f", "table", env={"COLUMNS": str(width)})
    assert result.code == 0
    assert unicodedata.is_normalized("NFC", result.stdout)
    assert max(len(line) for line in result.stdout.split("\n")) <= width
    assert not [line for line in result.stdout.split("\n") if line != line.rstrip()]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("table", IN_EVERY_FORMAT)
def test_golden_of_the_terminal(table: str, width: int, golden: Golden) -> None:
    result = inside(*COMMANDS[table], "-f", "table", env={"COLUMNS": str(width)})
    golden(GOLDEN / golden_of(table, "table", width), result.stdout)


def test_golden_of_the_terminal_in_colour(golden: Golden) -> None:
    result = inside("awards", "-f", "table", "--color", "always", env={"COLUMNS": "100"})
    golden(GOLDEN / "awards" / "table.colour.txt", result.stdout)


def test_no_golden_without_its_test() -> None:
    """A golden that no test holds would say what is no longer so."""
    expected = {golden_of(table, format_) for table, format_ in PRINTED}
    expected |= {golden_of(table, "table", width) for table in IN_EVERY_FORMAT for width in WIDTHS}
    expected.add("awards/table.colour.txt")
    found = {p.relative_to(GOLDEN).as_posix() for p in GOLDEN.rglob("*") if p.is_file()}
    assert {name for name in found if name.partition("/")[0] in COMMANDS} == expected


# Tables made for these tests


def table_of(rows: Sequence[Sequence[Any]], heading: tuple[str, ...] = ()) -> Table:
    """A table whose fields are `a`, `b`, … and whose columns show them as they are."""
    fields = tuple("abcdefgh"[: len(rows[0])])
    return Table(
        tuple(Line(text) for text in heading),
        tuple(Column(field, text_of(field)) for field in fields),
        fields,
        [dict(zip(fields, row)) for row in rows],
    )


def rendered(format_: str, *rows: Sequence[Any], heading: tuple[str, ...] = ()) -> str:
    text = render.rendered(FORMATS[format_], [table_of(rows, heading)], View(200))
    assert isinstance(text, str)
    return text


# CSV

# Any text that a cell can hold: no NUL, which no data file has, and no half of a character.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
HARD = st.text(st.sampled_from(",;\"'\n\r\t =+-@aệĐ"), max_size=6)
ROWS = st.lists(st.tuples(TEXTS | HARD, TEXTS | HARD, TEXTS | HARD), min_size=1, max_size=5)


@UNTIMED
@given(rows=ROWS)
def test_csv_read_back_gives_the_rows(rows: list[tuple[str, ...]]) -> None:
    """Whatever the cells hold: commas, quotes; line ends and the like as code points."""
    text = rendered("csv", *rows)
    header, *found = csv.reader(io.StringIO(text, newline=""))
    assert header == ["a", "b", "c"]
    assert [tuple(row) for row in found] == [tuple(map(one_line, row)) for row in rows]
    assert len(text.splitlines()) == len(rows) + 1


@UNTIMED
@given(rows=ROWS)
def test_csv_excel_read_back_gives_the_rows(rows: list[tuple[str, ...]]) -> None:
    """As above, and no cell begins like a formula: an apostrophe stands before it."""
    text = rendered("csv-excel", *rows).removeprefix("\ufeff")
    _header, *found = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    for row, line in zip(rows, found, strict=True):
        for cell, written in zip(row, line, strict=True):
            assert written in (one_line(cell), "'" + one_line(cell))
            assert not written.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_csv_writes_lists_flags_and_nothing() -> None:
    text = rendered("csv", [["Sơn La", "Hà Tây"], True, None, Decimal("61.310"), date(2008, 8, 1)])
    assert text == "a,b,c,d,e\nSơn La; Hà Tây,true,,61.310,2008-08-01\n"


def test_csv_excel_is_what_excel_opens() -> None:
    """A BOM, `;`, CRLF, a decimal comma, and numbers that stay numbers when they are negative."""
    text = rendered("csv-excel", [8280, Decimal("61.31"), -5, "8.280", False])
    assert text == "\ufeffa;b;c;d;e\r\n8280;61,31;-5;8.280;false\r\n"
    assert rendered("csv-excel", ["=1+1", "@x", ["=a", "b"]]) == (
        "\ufeffa;b;c\r\n'=1+1;'@x;\"'=a; b\"\r\n"
    )


def test_csv_excel_of_the_shipped_data() -> None:
    text = inside("rank", "-f", "csv-excel").stdout
    assert text.startswith("\ufeffposition;rank;") and text.count("\ufeff") == 1
    assert text.count("\r\n") == text.count("\n") == 65


# Text


def test_markdown_escapes() -> None:
    r"""`|` would end the cell, and `*`, `_`, `<` and the like would be marks."""
    text = rendered("markdown", ["a|b", "*x* _y_ `z`", "<b>[l](u)"], heading=("H|1",))
    assert text.splitlines()[-1] == r"| a\|b | \*x\* \_y\_ \`z\` | \<b\>\[l\](u) |"
    assert text.startswith("**H\\|1**\n")


def test_markdown_cells_stand_on_one_line() -> None:
    text = rendered("markdown", ["a\nb", "c\r\nd", " e "])
    assert text.splitlines()[-1] == r"| a\<U+000A\>b | c\<U+000A\>d | e |"


class Cells(HTMLParser):
    """The texts of the cells of a page, and the tags that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "td":
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "td":
            self.texts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.tags.append("/" + tag)


@UNTIMED
@given(rows=st.lists(st.tuples(HARD, st.text("<>&\"'/scriptệ", max_size=9)), min_size=1))
def test_html_escapes(rows: list[tuple[str, str]]) -> None:
    """Cells come back as they were, and none of them brings a tag of its own."""
    page = Cells()
    page.feed(rendered("html", *rows, heading=("<script>",)))
    page.close()
    lined = [
        cell.replace("\r\n", "\n").replace("\r", "\n").strip("\n") for row in rows for cell in row
    ]
    expected = [unicodedata.normalize("NFC", one_line(cell)) for cell in lined]
    assert page.texts == expected
    assert "script" not in page.tags


def test_html_is_a_page_in_vietnamese() -> None:
    text = rendered("html", ["x"], heading=("Phụ lục & bảng",))
    assert text.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert '<meta charset="utf-8">' in text
    assert "<title>Phụ lục &amp; bảng</title>" in text


@pytest.mark.parametrize("color", [False, True])
def test_the_terminal_eats_no_markup(color: bool) -> None:
    """rich would read `[hà nội]` as a style, `:smile:` as a face, and drop them."""
    cells = ["[hà nội]", "[/b]", ":smile:", "[link=x]y[/link]", "\\[x]"]
    table = table_of([cells], ("[tiêu đề]",))
    text = render.rendered(FORMATS["table"], [table], View(200, color))
    for cell in [*cells, "[tiêu đề]"]:
        assert cell in text


@pytest.mark.parametrize("format_", ["plain", "table", "markdown", "csv", "html"])
@pytest.mark.parametrize(
    "cell", ["01", "8.280", "8280.0", "1e5", "0x1F", "1_000", "NaN", "inf", "True", "٩", "-0"]
)
def test_no_format_takes_text_for_a_number(format_: str, cell: str) -> None:
    """tabulate would print `01` as 1 and `8.280` as 8.28."""
    text = rendered(format_, [cell, "x"])
    if format_ == "markdown":
        text = text.replace("\\", "")
    assert cell in text


@pytest.mark.parametrize("format_", ["plain", "table", "markdown", "html"])
def test_decomposed_letters_are_printed_composed(format_: str) -> None:
    """NFD letters would push the columns out of line."""
    name = unicodedata.normalize("NFD", "Thừa Thiên Huế")
    text = rendered(format_, [name, "x"], heading=(name,))
    assert "Thừa Thiên Huế" in text and unicodedata.is_normalized("NFC", text)


def test_raw_formats_keep_the_letters() -> None:
    """What a machine gets is what the data hold."""
    name = unicodedata.normalize("NFD", "Huế")
    assert name in rendered("csv", [name])
    assert json.loads(rendered("json", [name])) == [{"a": name}]


def test_plain_columns_stand_in_line() -> None:
    """Each title begins where its column begins, Vietnamese letters or not."""
    lines = rendered("plain", ["Đắk Lắk", "x"], ["Bà Rịa – Vũng Tàu", "y"]).splitlines()
    assert {line.index(mark) for line, mark in zip([lines[0], *lines[2:]], "bxy")} == {19}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_table_without_rows(format_: str) -> None:
    """An empty table has its columns, and nothing fails."""
    table = table_of([["x", "y"]])._replace(rows=[])
    content = render.rendered(FORMATS[format_], [table], View())
    if isinstance(content, bytes):
        assert content.startswith((b"PK", b"%PDF-"))
    else:
        assert content == "[]\n" if format_ == "json" else "a" in content


# The terminal


@UNTIMED
@given(
    rows=st.lists(
        st.tuples(*[st.text(st.sampled_from("aệ Đ漢[/]b"), max_size=9)] * 3, st.integers(0, 1)),
        min_size=1,
        max_size=6,
    ),
    sectioned=st.booleans(),
)
def test_rows_drawn_together_look_as_if_drawn_one_by_one(
    rows: list[tuple[str, str, str, int]], sectioned: bool
) -> None:
    """A section is drawn as one row where nothing wraps, since that is twice as fast."""
    made = table_of(rows)._replace(section="d" if sectioned else None)

    def one_by_one(
        table: Table, shown: Sequence[list[str]], fits: bool
    ) -> Iterator[tuple[list[list[str]], bool]]:
        for i, row in enumerate(table.rows):
            changes = i + 1 == len(shown) or row["d"] != table.rows[i + 1]["d"]
            yield [shown[i]], sectioned and changes

    together = render.rendered(FORMATS["table"], [made], View(100))
    with patch.object(render, "_blocks", one_by_one):
        assert render.rendered(FORMATS["table"], [made], View(100)) == together


# JSON


def test_json_writes_decimals_exactly() -> None:
    value = Decimal("123456789012345678.10")
    text = rendered("json", [value, Decimal("61.3100"), Decimal("8280"), 10**30])
    assert "123456789012345678.10" in text and "61.3100" in text
    assert json.loads(text, parse_float=Decimal)[0] == {
        "a": value,
        "b": Decimal("61.31"),
        "c": 8280,
        "d": 10**30,
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@UNTIMED
@given(value=JSON)
def test_json_read_back_gives_the_value(value: Any) -> None:
    assert json.loads(to_json(value)) == value


def test_json_has_days_as_text_and_letters_as_they_are() -> None:
    text = rendered("json", [date(2008, 8, 1), "Huế", None, ["a", None]])
    assert "Huế" in text
    assert json.loads(text) == [{"a": "2008-08-01", "b": "Huế", "c": None, "d": ["a", None]}]


def test_json_of_the_shipped_data_has_whole_numbers() -> None:
    rows = json.loads(inside("rank", "-f", "json").stdout, parse_float=Decimal)
    assert all(type(row["score"]) is int for row in rows)
