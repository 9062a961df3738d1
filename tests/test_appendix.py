"""`vtlt appendix`: the tables of the report, to the letter or restated."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from inside import DATA, inside, printed_appendix, split


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("number", [1, 2])
def test_appendix_is_the_report_s_own(number: int, lang: str) -> None:
    """Heading, columns and rows line by line as printed, in Vietnamese whatever the language."""
    heading, titles, rows = printed_appendix(number)
    result = inside("appendix", str(number), "-f", "plain", lang=lang)
    lines = result.stdout.splitlines()
    assert result.code == 0
    assert lines[:4] == [*heading, ""]
    assert split(lines[4]) == titles
    assert [split(line) for line in lines[6:]] == rows


def test_appendix_without_a_number_is_all_of_the_report() -> None:
    one = inside("appendix", "1", "-f", "markdown").stdout
    two = inside("appendix", "2", "-f", "markdown").stdout
    both = inside("appendix", "-f", "markdown")
    assert (both.code, both.stdout) == (0, f"{one}\n{two}")


@pytest.mark.parametrize("number", [1, 2])
def test_appendix_restated(number: int) -> None:
    """Standard names under a heading that says that this is no copy of the report."""
    corrections = {
        "Đắc Nông": "Đắk Nông",
        "Thừa Thiên Thuế": "Thừa Thiên Huế",
        "Thái nguyên": "Thái Nguyên",
        "TP Hồ Chí Minh": "Thành phố Hồ Chí Minh",
        # Decree 30/2020/NĐ-CP, Annex II, III.1 writes the one city so throughout.
        "thành phố Hồ Chí Minh": "Thành phố Hồ Chí Minh",
    }

    def corrected(text: str) -> str:
        for slip, name in corrections.items():
            text = text.replace(slip, name)
        return text

    heading, titles, rows = printed_appendix(number)
    lines = inside("appendix", str(number), "--restated", "-f", "plain").stdout.splitlines()
    assert lines[:2] == ["Phụ lục " + "I" * number, heading[1]]
    assert lines[2] == (
        "(Lập lại từ số liệu Báo cáo số 241/BC-VTLTNN ngày 21 tháng 3 năm 2008 "
        "của Cục Văn thư và Lưu trữ nhà nước)"
    )
    # Common nouns are small in a paper of today.
    today = {"Tên Cơ quan": "Tên cơ quan", "Trung ương": "trung ương"}
    for was, written in today.items():
        titles = [title.replace(was, written) for title in titles]
    assert split(lines[4]) == titles
    assert [split(line) for line in lines[6:]] == [[*map(corrected, row)] for row in rows]


def test_two_appendices_do_not_go_into_one_csv() -> None:
    result = inside("appendix", "-f", "csv")
    assert (result.code, result.stdout) == (2, "")
    assert "1, 2" in result.stderr


@pytest.mark.parametrize("field", ["issuer", "office", "provinces_on"])
def test_an_appendix_says_what_of_its_round_was_not_read(field: str, tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "rounds.yaml"
    slip = field[0] + field[2:]
    path.write_text(path.read_text("utf-8").replace(f"{field}:", f"{slip}:"), "utf-8")
    result = inside("appendix", "1", cwd=tmp_path)
    assert result.code == 1 and result.stdout
    assert "something in data/rounds.yaml could not be read" in result.stderr
