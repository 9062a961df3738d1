"""What a format can hold stands in one table: an invented one is found everywhere it matters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inside import DATA, inside

from vtlt_cli.cli import options
from vtlt_cli.cli.language import in_language
from vtlt_cli.printing import layouts
from vtlt_cli.printing.render import FORMATS, Extra, Format, by_suffix, laid_out
from vtlt_cli.printing.table import cells


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """`tsv`: raw values, one table a file, a suffix of its own. `scroll`: drawn by a layout."""

    def tsv(tables, view):  # type: ignore[no-untyped-def]
        (table,) = tables
        lines = [table.fields, *([str(row[f]) for f in table.fields] for row in table.rows)]
        return "".join("\t".join(line) + "\n" for line in lines)

    def scroll(tables, view):  # type: ignore[no-untyped-def]
        return f"{view.layout.id}: " + "".join(cells(tables[0])[0])

    monkeypatch.setitem(FORMATS, "tsv", Format(tsv, (".tsv",), data=True, several=False))
    monkeypatch.setitem(
        FORMATS,
        "scroll",
        Format(
            scroll,
            (".scroll",),
            laid_out=True,
            remarks=lambda tables, layout: [("a remark", "một lưu ý")],
        ),
    )
    monkeypatch.setitem(
        FORMATS, "far", Format(scroll, extra=Extra("no_such_module", "no-such", "office"))
    )
    return


pytestmark = pytest.mark.usefixtures("invented")


def test_it_is_a_choice_and_its_suffix_gives_it(tmp_path: Path) -> None:
    text = inside("rank", "-f", "tsv").stdout
    assert text.startswith("position\trank\t") and text.count("\n") == 65
    path = tmp_path / "ranking.TSV"
    assert inside("rank", "-o", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == text
    assert "tsv" in inside("rank", "-f", "odt").stderr
    assert by_suffix()[".tsv"] == "tsv" and ".tsv" in inside("rank", "-o", "x.odt").stderr


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_one_that_holds_one_table_is_never_given_two(lang: str, tmp_path: Path) -> None:
    """Whatever command prints them; what to do is told."""
    for format_ in ("tsv", "csv", "csv-excel"):
        for command in ("appendix", "stats"):
            path = tmp_path / "x.out"
            result = inside(command, "-f", format_, "-o", str(path), lang=lang)
            assert (result.code, result.stdout, path.exists()) == (2, "", False)
            assert format_ in result.stderr
        assert inside("appendix", "1", "-f", format_).code == 0
        assert inside("stats", "--table", "gaps", "-f", format_).code == 0


def test_a_layout_shapes_it(tmp_path: Path) -> None:
    assert "scroll" in laid_out()
    result = inside("rank", "-f", "scroll")
    assert result.stdout.startswith("report-2008: 11Văn phòng")
    assert "a remark" in result.stderr
    assert inside("rank", "-f", "scroll", "--layout", "nd30-2020").stdout.startswith("nd30-2020: ")
    assert "scroll" in inside("rank", "--layout", "nd30-2020", "-f", "csv").stderr


def test_what_it_needs_is_told() -> None:
    result = inside("rank", "-f", "far")
    assert result.code == 2 and ".[office]" in result.stderr


def test_help_lists_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats and layouts, in both languages; no list of them is written by hand."""
    invented = layouts.LAYOUTS["nd30-2020"]._replace(id="hd36-2018")
    monkeypatch.setitem(layouts.LAYOUTS, "hd36-2018", invented)
    for lang in ("en", "vi"):
        formats = in_language(options._formats_help(), lang)
        assert all(name in formats for name in FORMATS)
        shaped = in_language(options._layouts_help(), lang)
        assert all(name in shaped for name in (*layouts.LAYOUTS, *laid_out()))


@pytest.mark.parametrize("format_", [name for name in FORMATS if FORMATS[name].laid_out])
def test_no_document_without_a_row(format_: str, tmp_path: Path) -> None:
    """An empty page that says nothing is not handed in."""
    path = tmp_path / "x.doc"
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "clusters_2031.yaml").write_text("[]\n", encoding="utf-8")
    result = inside("clusters", "--data", str(folder), "-f", format_, "-o", str(path))
    assert not path.exists() and result.code != 0


def test_json_of_several_tables_is_always_a_list_of_them(tmp_path: Path) -> None:
    """So that a report with one appendix looks like one with two."""
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "scores_2031.csv").write_text("province,score\nHà Nội,2\n", encoding="utf-8")
    (folder / "rounds.yaml").write_text(
        "format: 1\nrounds:\n  - year: 2031\n    documents:\n"
        "      report: {number: 1/BC, date: 2031-12-01}\n"
        "    appendices: {1: {table: scores, title: T}}\n",
        encoding="utf-8",
    )
    [one] = json.loads(inside("appendix", "--data", str(folder), "-f", "json").stdout)
    assert list(one) == ["appendix", "heading", "rows"] and one["appendix"] == 1
    assert (
        json.loads(inside("appendix", "1", "--data", str(folder), "-f", "json").stdout)
        == (one["rows"])
    )
    both = json.loads(inside("appendix", "--data", str(DATA), "-f", "json").stdout)
    assert [list(table) for table in both] == [["appendix", "heading", "rows"]] * 2
    stats = json.loads(inside("stats", "-f", "json").stdout)
    assert [table["table"] for table in stats] == ["summary", "gaps", "histogram"]
