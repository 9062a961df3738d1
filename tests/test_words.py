"""One word for one thing over every Vietnamese text, and one way to write it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple
from unicodedata import is_normalized

import pytest
from inside import inside
from vietnamese import Said, manuals, pages, said

from vtlt_cli.checking.engine import all_rules
from vtlt_cli.units import Province, called
from vtlt_cli.wording import points, quantity


class Term(NamedTuple):
    """What is not written, what is written for it, and where: everywhere, or below these places."""

    wrong: str
    right: str
    below: tuple[str, ...] = ("",)


_AWARDS = ("vtlt_cli/awards/", "vtlt_cli/cli/awards", "vtlt_cli/cli/reckoned", "vtlt_cli/figures/")

TERMS = [
    # A criterion is a chỉ tiêu (the report: “cho điểm theo từng chỉ tiêu”); how many get a tier is
    # a số lượng.
    Term("chỉ tiêu", "số lượng", ("vtlt_cli/awards/", "vtlt_cli/cli/reckoned")),
    # A Cờ thi đua is a danh hiệu and no hình thức khen thưởng.
    Term("(?i)(?<!danh hiệu, )hình thức", "danh hiệu, hình thức", _AWARDS),
    Term("ranh giới", "giới hạn số lượng"),
    Term("mức khen thưởng", "danh hiệu, hình thức"),
    # As people head a column it is read too.
    Term("(?<!^)tổng điểm|^tổng điểm(?!$)", "tổng số điểm"),
    Term("thời (kỳ|gian) được (kiểm tra|báo cáo)", "thời kỳ kiểm tra"),
    Term("thời gian kiểm tra", "thời gian tiến hành kiểm tra"),
    Term(r"đợt (kiểm tra )?(\{[\w.]*year|\{earlier|[0-9]{4})", "đợt kiểm tra năm 2007"),
    Term("đợt năm", "đợt kiểm tra năm"),
    Term(r"\bcụm trưởng", "Cụm trưởng"),
    Term(r"\bbội của", "bội số của"),
    Term("nhiều hơn một|hơn một (cụm|dòng)", "từ hai … trở lên"),
    Term("(?i)suy luận", "nhận định"),
    Term("yêu cầu", "quy định, đề nghị, cần"),
    Term("bịa đặt", "giả định"),
    Term("nhận dạng", "ghi theo dạng"),
    Term("bằng tay", "thủ công"),
    Term("chỉ dẫn", "xác định được, ứng với"),
    Term("sau cùng tên", "thành lập sau mà trùng tên"),
    Term(r"(?i)(?<!biên )\bbản ghi", "bản chép nguyên văn, mục"),
    Term(r"(?<!iếu )số (nguyên )?thường", "số viết liền"),
    Term("giải thể|xóa bỏ|kết thúc hoạt động|thôi tồn tại", "hợp nhất, sắp xếp"),
    Term("vui lòng|xin hãy|bạn|chúng tôi", "đề nghị"),
    # In the middle of a reference too: Decree 30/2020/NĐ-CP, Annex II, V.7.
    Term(r"\bmục [IVX]+\.\d|BC-VTLTNN, [IVX]+\.\d", "Mục I.1"),
    Term("--on DAY", "--on NGÀY"),
    Term(r"(Nghị quyết|Quyết định|Nghị định) \d", "Nghị quyết số"),
]


def _told(found: list[Said], what: str) -> str:
    return "\n".join([what, *(f"{one.place}: {one.text}" for one in found)])


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.wrong)
def test_one_word_for_one_thing(term: Term) -> None:
    pattern = re.compile(term.wrong)
    found = [
        one
        for one in (*said(), *pages())
        if one.place.startswith(term.below) and pattern.search(_without_quotations(one.text))
    ]
    assert not found, _told(found, f"write {term.right}")


def _without_quotations(text: str) -> str:
    """What is said by the tool itself, and not by the report."""
    return re.sub("“[^”{]*”", "“…”", text)


def test_the_terms_can_be_broken() -> None:
    assert len(said()) > 1000 and len(manuals()) > 100
    for term in TERMS:
        assert not re.search(term.wrong, term.right)


def test_texts_are_composed_and_have_one_style_of_tone_marks() -> None:
    """Composed (NFC); hòa, thúy, khỏe and not hoà, thuý, khoẻ."""
    late = re.compile(r"(?:o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.I)
    for one in (*said(), *pages()):
        assert is_normalized("NFC", one.text), one
        assert one.rule == "NAM09" or "NAM09" in one.text or not late.search(one.text), one


def test_quotation_marks_are_vietnamese() -> None:
    """“…” around what is cited; a straight mark stands only in what is typed into a file."""
    for one in said():
        assert "!r}" not in one.text, one
        assert not re.search(r"(?<!\w)'[^']*'", one.text), one
        assert one.text.count("“") == one.text.count("”"), one


def test_numbers_are_written_as_papers_write_them() -> None:
    assert [quantity(number) for number in (0, 3, 24, 1200)] == ["00", "03", "24", "1.200"]
    assert points(-8280) == "−8.280" and points(Decimal("61.5"), 2) == "61,50"


def test_units_of_a_register_are_called_by_their_kinds() -> None:
    def of(*kinds: str) -> tuple[str, str]:
        return called(
            [Province(k, k, k, None, None, (), None, None, (), (), (), places={}) for k in kinds]
        )

    assert of("thành phố") == ("province", "tỉnh, thành phố")
    assert of("phường", "đặc khu", "xã") == ("unit", "xã, phường, đặc khu")
    assert of("sở") == ("unit", "sở")
    assert of("sở", "ban", "xã", "phường") == ("unit", "đơn vị")


def test_there_is_one_space_between_words() -> None:
    for one in said():
        # So wide is the gap of a number that is still to come, and a line of its own begins anew.
        text = re.sub(r"\{[^{}]*\}", "…", one.text)
        # The files of a new round are YAML, with comments in a column of their own.
        spaced = "Số:      /" in text or one.place.startswith("vtlt_cli/new_round/")
        assert spaced or not re.search(r"\S  +\S", text), one


@pytest.mark.parametrize(
    "command",
    [
        "rank --round 2035", "awards", "clusters", "plan", "progress --on 2035-10-01", "totals",
        "appendix", "rounds", "validate", "provinces", "provinces --on 2035-01-01",
    ],
)  # fmt: skip
@pytest.mark.parametrize("folder", ["examples/round/in-progress", "examples/round/finished"])
def test_people_read_days_as_papers_write_them(command: str, folder: str) -> None:
    """01/7/2025 in every Vietnamese table and message; JSON and CSV stay 2025-07-01."""
    name, *options = command.split()
    where = [folder] if name == "validate" else ["--data", folder]
    printed = inside(name, *where, *options, lang="vi")
    for line in (printed.stdout + printed.stderr).splitlines():
        # The lines of a file that a finding shows are as they are.
        excerpt = re.match(r"\s*\d+ \| ", line)
        assert excerpt or not re.search(r"\d{4}-\d{2}-\d{2}", line), line


def test_days_of_the_register() -> None:
    table = inside("provinces", "gia lai", lang="vi").stdout
    assert "30/6/2025" in table and "Gia Lai (từ 01/7/2025)" in table
    assert '"to": "2025-06-30"' in inside("provinces", "gia lai", "-f", "json", lang="vi").stdout
    asked = inside("provinces", "zzz", "--on", "2009-01-01", lang="vi")
    assert "vào ngày 01/01/2009" in asked.stderr


def test_units_are_called_as_the_register_calls_them() -> None:
    """In a register of communes nothing is said of tỉnh, thành phố."""
    asked = inside("provinces", "zzz", "--data", "examples/communes", lang="vi")
    assert "không có xã, phường nào tên “zzz”" in asked.stderr


def test_a_note_is_no_slip() -> None:
    """Only errors and warnings are sai sót; a note is a phát hiện, or is said to be none."""
    notes = {code for code, rule in all_rules().items() if rule.severity == "note"}
    found = [
        one
        for one in manuals()
        if one.rule in notes and "sai sót" in one.text.replace("không phải sai sót", "")
    ]
    assert not found, _told(found, "write phát hiện")


# What a stated quantity counts.
_COUNTED = (
    "đơn vị|cụm|thành viên|phát hiện|lỗi|chỗ|vị trí|ô|dòng|bảng|tệp|cơ quan|buổi|nội dung|"
    "chữ số|vướng mắc|trong"
)


def test_a_stated_quantity_has_two_digits() -> None:
    """`02 đơn vị`, as official papers write it; in running prose `hai cụm`."""
    bare = re.compile(
        rf"(?:có|còn|chỉ|và|đã sửa|sửa|đưa vào bảng) "
        rf"\{{(?![^{{}}]*(?::two|:count|quantity\(|points\())[^{{}}]*\}} (?:{_COUNTED})\b"
    )
    found = [one for one in said() if bare.search(one.text)]
    assert not found, _told(found, "write {…:two}, {…:count} or quantity(…)")
