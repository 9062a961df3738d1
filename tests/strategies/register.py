"""A register: units with kinds of their own, that begin and end."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from strategies.style import Style

# Syllables that are far from each other, so that no name is a near miss of another by chance.
_POOL = """
    Bình Định Quảng Trạch Phú Thuận Nghĩa Lộc Vĩnh Xuân Khánh Thượng Đắk Mường Cẩm Giang Yên Hưng
    Long Điền Tân Sơn Ngọc Hiển Trường Đông Nhơn Kiến Thụy Lạc Dương Bắc Mỹ
"""
SYLLABLES = _POOL.split()
KINDS = ("tỉnh", "thành phố", "xã", "phường", "đặc khu", "sở")


def plain(text: str) -> str:
    """The letters of a text without marks, in lower case."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b)))
    return row[-1]


@dataclass
class Unit:
    """A unit of the register."""

    id: str
    name: str
    kind: str
    code: str | None = None
    first: date | None = None
    last: date | None = None
    successors: list[str] = field(default_factory=list)

    def on(self, day: date) -> bool:
        """Whether the unit is in being on that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def slug(name: str) -> str:
    """The id of a unit by its name."""
    return plain(name).replace(" ", "-")


def far_names(draw: st.DrawFn, count: int) -> list[str]:
    """Names of two syllables or three that differ in more than a letter or two."""
    rnd = random.Random(draw(st.integers(0, 10_000)))
    names: list[str] = []
    while len(names) < count:
        name = " ".join(rnd.sample(SYLLABLES, rnd.choice((2, 2, 3))))
        if all(distance(plain(name), plain(other)) > 4 for other in names):
            names.append(name)
    return names


def register_text(units: list[Unit], style: Style) -> str:
    """The units as `provinces.yaml`."""
    lines = ["# Drawn by hypothesis."]
    for unit in units:
        lines += [f"- id: {unit.id}", f"  name: {style.text(unit.name)}"]
        lines.append(f"  kind: {style.text(unit.kind)}")
        if unit.code is not None:
            lines.append(f'  code: "{unit.code}"')
        if unit.first:
            lines.append(f"  from: {unit.first}")
        if unit.last:
            lines.append(f"  to: {unit.last}")
        if unit.successors:
            lines.append(f"  successors: [{', '.join(unit.successors)}]")
    return "\n".join(lines) + "\n"
