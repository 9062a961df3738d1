"""The layouts as data, which of them a document gets, and what is said when one cannot be had."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inside import DATA, ROOT, inside

from vtlt_cli.printing.layouts import LAYOUTS, layout_of, roman
from vtlt_cli.printing.render import FORMATS

EXTRAS = {name: format_.extra for name, format_ in FORMATS.items() if format_.extra}

OF = "Báo cáo số 241/BC-VTLTNN ngày 21 tháng 3 năm 2008 của Cục Văn thư và Lưu trữ nhà nước)"


def heading(*words: str) -> list[str]:
    """The lines above a printed table."""
    lines = inside(*words, "-f", "plain").stdout.split("\n")
    return lines[: lines.index("")]


# Which layout


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2008, 3, 21), "report-2008"),
        (date(2020, 3, 4), "report-2008"),
        (date(2020, 3, 5), "nd30-2020"),
        (None, "nd30-2020"),
    ],
)
def test_a_document_has_the_layout_of_its_day(day: date | None, expected: str) -> None:
    """Decree 30/2020/NĐ-CP is in force since 2020-03-05; what has no day yet is of today."""
    assert layout_of(day).id == expected


def test_an_appendix_as_published_has_the_look_of_the_original() -> None:
    label, _title, reference = heading("appendix", "2")
    assert label == "PHỤ LỤC 2"
    assert reference == f"(Kèm theo {OF.replace('số 241', 'số: 241')}"


def test_an_appendix_restated_has_that_of_the_decree() -> None:
    label, _title, reference = heading("appendix", "2", "--restated")
    assert label == "Phụ lục II"
    assert reference == f"(Lập lại từ số liệu {OF}"


def test_the_layout_asked_for_wins() -> None:
    assert heading("appendix", "1", "--layout", "nd30-2020")[::2] == [
        "Phụ lục I",
        f"(Kèm theo {OF}",
    ]
    assert heading("appendix", "1", "--restated", "--layout", "report-2008")[0] == "PHỤ LỤC 1"


def test_an_electronic_document_leaves_number_and_day_open() -> None:
    """Annex I, III.1.c of the decree."""
    lines = heading("appendix", "1", "--layout", "nd30-2020", "--electronic")
    assert lines[2] == (
        "(Kèm theo Báo cáo số …/BC-VTLTNN ngày … tháng … năm … của Cục Văn thư và Lưu trữ nhà nước)"
    )


@pytest.mark.parametrize(
    ("layout", "expected"), [("nd30-2020", "Phụ lục"), ("report-2008", "PHỤ LỤC")]
)
def test_the_only_appendix_of_a_report_has_no_number(
    layout: str, expected: str, tmp_path: Path
) -> None:
    """Annex I, III.1.a numbers two or more; the invented round here has one."""
    rounds = (
        "format: 1\nrounds:\n  - year: 2030\n    title: Ví dụ\n"
        "    documents: {report: {number: 05/BC-VD, date: 2030-02-03}}\n"
        "    appendices:\n      1: {table: scores, title: ĐIỂM}\n"
    )
    (tmp_path / "rounds.yaml").write_text(rounds, encoding="utf-8")
    (tmp_path / "scores_2030.csv").write_text("province,score\nSơn La,5\n", encoding="utf-8")
    lines = heading("appendix", "--data", str(tmp_path), "--layout", layout)
    assert lines[0] == expected
    assert lines[2].endswith("05/BC-VD ngày 03 tháng 02 năm 2030)")


# Roman numerals

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(number: int) -> None:
    """A smaller numeral before a larger one is taken away from it; none stands four times."""
    written = roman(number)
    values = [_VALUES[letter] for letter in written]
    assert number == sum(
        -value if value < max(values[i:]) else value for i, value in enumerate(values)
    )
    assert not any(letter * 4 in written for letter in _VALUES)


@pytest.mark.parametrize(("number", "expected"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV")])
def test_roman_numerals(number: int, expected: str) -> None:
    assert roman(number) == expected


# What cannot be


@pytest.mark.parametrize(
    ("words", "english", "vietnamese"),
    [
        (["rank", "--layout", "a4"], "report-2008, nd30-2020", "report-2008, nd30-2020"),
        (
            ["rank", "--layout", "nd30-2020", "-f", "csv"],
            "--layout shapes html, docx, pdf, xlsx, not csv",
            "--layout chỉ dùng cho html, docx, pdf, xlsx, không dùng cho csv",
        ),
        (
            ["appendix", "1", "--electronic"],
            "layout report-2008 has no electronic form; choose --layout nd30-2020",
            "thể thức report-2008 không có dạng điện tử; đề nghị chọn --layout nd30-2020",
        ),
        (
            ["appendix", "1", "--electronic", "--restated"],
            "--electronic leaves the number of the report open, which --restated must name",
            "--electronic để trống số của báo cáo, còn --restated phải ghi rõ số; chỉ chọn một",
        ),
    ],
    ids=["unknown layout", "a format without layout", "no electronic form", "restated"],
)
def test_refusals(words: list[str], english: str, vietnamese: str) -> None:
    for lang, expected in (("en", english), ("vi", vietnamese)):
        result = inside(*words, lang=lang)
        assert (result.code, result.stdout) == (2, "")
        assert expected in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("format_", EXTRAS)
def test_a_missing_extra_is_told(
    format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any work, with the command that brings it; no file is left behind."""
    _module, package, extra = EXTRAS[format_]
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    out = tmp_path / f"x.{format_}"
    for lang, said in (
        ("en", f"{format_} needs {package}"),
        ("vi", f"{format_} cần gói {package}"),
    ):
        result = inside("appendix", "1", "-o", str(out), lang=lang)
        assert (result.code, result.stdout) == (2, "")
        assert said in result.stderr
        assert f'pip install ".[{extra}]"' in result.stderr
    assert not out.exists()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no pseudo-terminal here")
@pytest.mark.parametrize("format_", EXTRAS)
def test_a_document_is_not_printed_on_a_terminal(format_: str) -> None:
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "vtlt_cli", "clusters", "-f", format_, "--lang", "en"],
        cwd=ROOT,
        stdout=theirs,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert f"{format_} is not for a terminal: name a file with -o" in done.stderr


@pytest.mark.parametrize(
    ("format_", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF-")]
)
def test_a_document_goes_through_a_pipe_as_it_is(format_: str, begins: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vtlt_cli", "clusters", "-f", format_, "--data", str(DATA)],
        cwd=ROOT,
        capture_output=True,
    )
    assert done.returncode == 0
    assert done.stdout.startswith(begins)


def test_a_bad_source_date_epoch_is_told(tmp_path: Path) -> None:
    out = tmp_path / "x.html"
    result = inside("clusters", "-o", str(out), env={"SOURCE_DATE_EPOCH": "soon"})
    assert result.code == 2
    assert "SOURCE_DATE_EPOCH wants a number of seconds, not 'soon'" in result.stderr
    assert not out.exists()


def test_every_layout_sets_every_role() -> None:
    """A writer asks for each of them."""
    roles = {"label", "title", "reference", "note", "stamp", "column", "cell", "end", "page"}
    for layout in LAYOUTS.values():
        assert set(layout.letters) == roles
        width = layout.paper[0] - layout.margins.left - layout.margins.right
        assert 0 <= layout.rule < width
