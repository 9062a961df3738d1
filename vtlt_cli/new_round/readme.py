"""The README of the folder of a new round: what is done when, and who keeps which file."""

from __future__ import annotations

from typing import NamedTuple

from vtlt_cli.diagnostics import Words
from vtlt_cli.wording import Lang, side


class _Step(NamedTuple):
    """A step of a round; the files are named with `{year}`, the commands without `vtlt`."""

    when: Words
    who: Words
    files: Words
    commands: tuple[str, ...]


_DEPARTMENT: Words = ("the Department", "Cục")
_STEPS = (
    _Step(
        ("before the round", "trước đợt kiểm tra"),
        _DEPARTMENT,
        ("`rounds.yaml`, `clusters_{year}.yaml`, `criteria_{year}.yaml`",) * 2,
        ("validate", "sheet", "clusters"),
    ),
    _Step(
        ("on the draft", "khi lấy ý kiến dự thảo"),
        _DEPARTMENT,
        ("`proposals_{year}.yaml`",) * 2,
        ("clusters --proposed",),
    ),
    _Step(
        ("before the visits", "trước khi kiểm tra"),
        ("each leader", "từng Cụm trưởng"),
        ("`teams_{year}.yaml`, `visits_{year}.yaml`",) * 2,
        ("form plan", "import", "plan"),
    ),
    _Step(
        ("before its visit", "trước buổi kiểm tra"),
        ("each unit, to its leader", "từng đơn vị, gửi Cụm trưởng"),
        (
            "`sheets_{year}/<unit>.csv`, the own side",
            "`sheets_{year}/<đơn vị>.csv`, phần tự chấm",
        ),
        ("form self", "import"),
    ),
    _Step(
        ("at the visit", "tại buổi kiểm tra"),
        ("the team", "Đoàn kiểm tra"),
        (
            "the agreed side; `minutes` in `visits_{year}.yaml`",
            "phần thống nhất; `minutes` trong `visits_{year}.yaml`",
        ),
        ("form agreed", "import"),
    ),
    _Step(
        ("after the last visit", "sau buổi cuối cùng"),
        ("each leader, to the Department", "từng Cụm trưởng, gửi Cục"),
        ("`results_{year}.yaml`",) * 2,
        ("form cluster", "import"),
    ),
    _Step(
        ("all the while", "trong cả đợt"),
        _DEPARTMENT,
        ("",) * 2,
        ("progress", "totals"),
    ),
    _Step(
        ("when all have reported", "khi các Cụm đã báo cáo đủ"),
        _DEPARTMENT,
        ("`scores_{year}.csv`",) * 2,
        ("totals --scores -o scores_{year}.csv",),
    ),
    _Step(
        ("after that", "sau đó"),
        _DEPARTMENT,
        ("`awards_{year}.yaml`",) * 2,
        ("rank", "awards"),
    ),
)
_ABOVE: Words = (
    """\
# Round {year}

What is done when, who keeps which file. `vtlt validate` says what is still to be filled in.

| | when | who | file | command |
""",
    """\
# Đợt kiểm tra năm {year}

Việc gì làm lúc nào, ai giữ tệp nào. `vtlt validate` cho biết nội dung nào còn phải điền.

| | thời điểm | ai | tệp | lệnh |
""",
)
_BELOW: Words = (
    "A file that is not there yet is not missing: it comes with its step.",
    "Tệp nào chưa có thì chưa phải là thiếu: mỗi tệp được lập ở bước của mình.",
)


def readme_text(year: int, lang: Lang) -> str:
    """The steps of the round as a table."""
    lines = [side(_ABOVE, lang) + "|---|---|---|---|---|"]
    for number, step in enumerate(_STEPS, 1):
        commands = ", ".join(f"`vtlt {command}`" for command in step.commands)
        cells = [side(words, lang) for words in (step.when, step.who, step.files)]
        lines.append(f"| {number} | {' | '.join(cells)} | {commands} |")
    return "\n".join([*lines, "", side(_BELOW, lang), ""]).format(year=year)
