"""Help and usage errors in the language of who asks: in Vietnamese, not a word of English."""

from __future__ import annotations

import re

import pytest
from conftest import Run
from inside import DATA, ROOT, inside

from vtlt_cli.checking.reporters import REPORTERS
from vtlt_cli.cli.program import COMMANDS, GROUPS
from vtlt_cli.printing.layouts import LAYOUTS
from vtlt_cli.printing.render import FORMATS
from vtlt_cli.reading.kinds import SUBJECTS

# Words that are typed as they stand, and names.
TYPED = {
    "vtlt", "vi", "en", "auto", "always", "never", "SVG", "Unicode", "CSV", "JSON", "YAML", "Excel",
    "Word", "PDF", "HTML", *COMMANDS, *FORMATS, *REPORTERS, *LAYOUTS, *SUBJECTS,
}  # fmt: skip
# Vietnamese that is written without marks.
_PLAIN = """
    an anh ba ban bao bay ca cao cha chi chia cho chung con coi cung da danh do dung gia giao ghi
    hay hai hoa in khen khi khai kim kinh la lai lan lao lo long ma mang minh nam nay nga nghi
    ngang nhau nhanh phong qua quan quanh quy ra sai san sang sao sau sinh so song sung tham thay
    theo thi thu tin toa trang tranh trong tra tuy uy va vai van vi vinh xem xong xung
"""
PLAIN = set(_PLAIN.split())


def foreign(text: str) -> set[str]:
    """The words of a text that are neither Vietnamese nor typed as they stand."""
    # What follows a dash, a slash or a bar is an option, a path or a choice.
    words = re.findall(r"(?<![-\w/.|])[A-Za-z]{2,}(?![-\w/|])", text)
    known = TYPED | PLAIN | {word.capitalize() for word in PLAIN}
    return {word for word in words if word not in known}


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
def test_the_help_of_every_command_is_vietnamese(command: str, before: bool, run: Run) -> None:
    asked = ["--lang", "vi"]
    words = [word for word in [command, "--help"] if word]
    if not command:
        words = ["--help"]
    args = [*asked, *words] if before else [*words, *asked]
    result = run(*args, env={"COLUMNS": "120"})
    if not command and not before:
        # Help ends the program before what follows it is read, but the language is read first.
        assert result.code == 0
    assert result.code == 0 and result.stdout.startswith("Cách dùng: vtlt")
    typed = set(re.findall(r"[\w-]+(?:\|[\w-]+)+", result.stdout))
    choices = {choice for listed in typed for choice in listed.split("|")}
    assert foreign(result.stdout) - choices == set()


def test_the_environment_chooses_the_language_of_help(run: Run) -> None:
    assert run("--help", env={"VTLT_LANG": "vi"}).stdout.startswith("Cách dùng:")
    assert run("--help", env={"LC_ALL": "vi_VN.UTF-8"}).stdout.startswith("Cách dùng:")
    assert run("--lang", "en", "--help", env={"VTLT_LANG": "vi"}).stdout.startswith("Usage:")


def test_every_command_stands_under_a_heading(run: Run) -> None:
    assert {command.group for command in COMMANDS.values()} == set(GROUPS)
    for lang, side in (("en", 0), ("vi", 1)):
        text = run("--lang", lang, "--help").stdout
        for heading in GROUPS.values():
            assert f"\n{heading[side]}:\n" in text
        for name in COMMANDS:
            assert re.search(rf"^  {name}\s", text, re.MULTILINE)


# The pages in Vietnamese, as they are named; `dot-kiem-tra` is the twin of round.md.
PAGES = {
    "index", "cai-dat", "nam-phut-dau", "thu-muc-so-lieu", "nhap-diem-tu-excel",
    "kiem-tra-so-lieu", "xep-hang", "khen-thuong", "in-phu-luc", "dinh-chinh", "danh-muc-don-vi",
    "chap-nhan-phat-hien", "lenh-va-tuy-chon", "quy-tac", "thuat-ngu", "quan-tri", "dot-kiem-tra",
}  # fmt: skip


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_ends_with_the_page_of_the_manual(command: str, run: Run) -> None:
    words = [word for word in [command, "--help"] if word]
    last = {lang: run("--lang", lang, *words).stdout.splitlines()[-1] for lang in ("en", "vi")}
    english, vietnamese = last["en"].split("Manual: ")[1], last["vi"].split("Hướng dẫn: ")[1]
    assert (ROOT / english).is_file()
    page = re.fullmatch(r"docs/vi/(.*)\.md", vietnamese)
    assert page is not None and page[1] in PAGES
    assert (ROOT / vietnamese).is_file()
    if command:
        assert (english, vietnamese) == COMMANDS[command].page


# How a command is used wrongly, and what is said of it in English and in Vietnamese.
WRONG = [
    (
        ["rnk"],
        "there is no command 'rnk': did you mean rank?",
        "không có lệnh “rnk”: có thể là rank",
    ),
    (
        ["rank", "--top", "x"],
        "--top takes a whole number from 1 on, not 'x'",
        "--top cần số nguyên từ 1 trở lên, đã ghi “x”",
    ),
    (
        ["rank", "--top", "0"],
        "--top takes a whole number from 1 on, not '0'",
        "--top cần số nguyên từ 1 trở lên, đã ghi “0”",
    ),
    (["rank", "a", "b"], "not expected here: b", "thừa tham số: b"),
    (["rank", "--top"], "--top needs a value behind it", "sau --top cần ghi giá trị"),
    (["rank", "--tup", "1"], "there is no option --tup", "không có tùy chọn --tup"),
    (["validate", "--strict=1"], "--strict takes no value", "--strict không nhận giá trị"),
    (["waive"], "CODE is missing", "thiếu tham số MÃ"),
    (["waive", "CLU01"], "--reason is missing", "thiếu --reason"),
    (
        ["appendix", "một"],
        "N takes a whole number, not 'một'",
        "tham số N cần số nguyên, đã ghi “một”",
    ),
]


@pytest.mark.parametrize(("args", "en", "vi"), WRONG, ids=lambda value: " ".join(value)[:30])
def test_wrong_usage_is_told_in_the_language(args: list[str], en: str, vi: str, run: Run) -> None:
    english, vietnamese = run("--lang", "en", *args), run("--lang", "vi", *args)
    assert (english.code, english.stdout) == (vietnamese.code, vietnamese.stdout) == (2, "")
    assert english.stderr.startswith(f"vtlt: {en}")
    assert vietnamese.stderr.startswith(f"vtlt: {vi}")
    assert foreign(vietnamese.stderr.replace(" ".join(args), "")) <= set(args) | {"tup", "rnk"}


@pytest.mark.parametrize(
    "args",
    [
        ["appendix", "{}"], ["rank", "--round", "{}"], ["rank", "--top", "{}"],
        ["awards", "--quota", "giay-khen={}"], ["awards", "--what-if", "Hà Nội={}"],
        ["form", "plan", "{}", "-o", "x"], ["draft", "plan", "{}", "-o", "x.docx"],
        ["overview", "--round", "{}"], ["new", "{}"], ["progress", "--on", "{}"],
        ["clusters", "--round", "{}"], ["provinces", "--on", "{}"],
    ],
    ids=lambda args: " ".join(args[:2]),
)  # fmt: skip
def test_a_number_of_thousands_of_digits_is_told_in_a_line(args: list[str]) -> None:
    done = inside(*(arg.format("9" * 5000) for arg in args), "--data", str(DATA))
    assert done.code == 2 and done.stderr.count("\n") == 1 and len(done.stderr) < 400
