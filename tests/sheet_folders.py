"""Correct rounds with a scale and sheets for hypothesis, and what their points add up to.

The sums are reckoned here in fractions, by code that shares nothing with the tool.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from fractions import Fraction

from folders import Files
from hypothesis import strategies as st

YEAR = 2035
UNITS = ("Bạch Vân", "Đại Nguyên", "Hoành Giang")
IDS = ("bach-van", "dai-nguyen", "hoanh-giang")
HEADER = ("criterion", "self_result", "self", "agreed_result", "agreed", "reason", "evidence")


def written(value: Fraction) -> str:
    """A number as a file has it; all here have three decimals at most, and none of them three."""
    if value.denominator == 1:
        return str(value.numerator)
    digits = f"{float(value):.4f}".rstrip("0")
    assert Fraction(digits) == value
    return digits + "0" if len(digits.partition(".")[2]) == 3 else digits


@dataclass
class Item:
    """A criterion: one of the ways of scoring, or parts."""

    code: str
    each: Fraction | None = None
    most: int | None = None
    least: int | None = None
    levels: list[tuple[str, int]] = field(default_factory=list)
    not_arising: int | None = None
    decimals: int = 0
    evidence: bool = False
    parts: list[Item] = field(default_factory=list)

    def lines(self, indent: str) -> list[str]:
        said = [f'- code: "{self.code}"', f"  text: Chỉ tiêu {self.code}"]
        for name in ("each", "most", "least", "not_arising"):
            value = getattr(self, name)
            if value is not None:
                said.append(f"  {name}: {written(Fraction(value))}")
        if self.decimals:
            said.append(f"  decimals: {self.decimals}")
        if self.evidence:
            said.append("  evidence: Danh mục")
        if self.levels:
            said.append("  levels:")
            said += [f'    - {{name: "{name}", points: {points}}}' for name, points in self.levels]
        if self.parts:
            said.append("  criteria:")
            for part in self.parts:
                said += part.lines("    ")
        return [indent + line for line in said]

    def held(self, points: Fraction) -> Fraction:
        """The points within the frame."""
        if self.most is not None:
            points = min(points, Fraction(self.most))
        return max(points, Fraction(self.least)) if self.least is not None else points


@dataclass
class SheetPlan:
    """A round with its scale and a sheet a unit, before it is written."""

    step: int | None
    classes: list[tuple[str, int]]
    areas: list[list[Item]]
    sheets: dict[str, list[list[str]]]
    papers: bool = True
    totals: dict[str, str] = field(default_factory=dict)

    def items(self) -> list[tuple[int, Item]]:
        """The criteria that are scored, with their area."""
        return [
            (number, scored)
            for number, area in enumerate(self.areas)
            for item in area
            for scored in item.parts or [item]
        ]

    def sums(self, unit: str, column: str) -> list[Fraction]:
        """The sum of each area, by this code alone."""
        found = [Fraction(0)] * len(self.areas)
        where = {item.code: number for number, item in self.items()}
        for row in self.sheets[unit]:
            found[where[row[0]]] += Fraction(row[HEADER.index(column)])
        return found

    def class_of(self, total: Fraction) -> str | None:
        """The first class from above that the total reaches."""
        return next((name for name, least in self.classes if total >= least), None)

    def files(self, order: random.Random | None = None) -> Files:
        """The files by their names; the lines of a sheet in any order where one is given."""
        scale = [f"step: {self.step}"] if self.step is not None else []
        if self.classes:
            scale.append("classes:")
            scale += [f"  - {{name: {name}, least: {least}}}" for name, least in self.classes]
        scale.append("areas:")
        for number, area in enumerate(self.areas, 1):
            scale += [f"  - code: A{number}", f"    title: Nội dung {number}", "    criteria:"]
            for item in area:
                scale += item.lines("      ")
        contents = ", ".join(f'"nội dung {n}"' for n in range(1, len(self.areas) + 1))
        files = {
            "provinces.yaml": "".join(
                f"- {{id: {id_}, name: {name}, kind: tỉnh}}\n" for id_, name in zip(IDS, UNITS)
            ),
            "rounds.yaml": "format: 1\nrounds:\n"
            f"  - {{year: {YEAR}, provinces_on: {YEAR}-03-01, content: [{contents}]}}\n",
            f"clusters_{YEAR}.yaml": f"- number: 1\n  leader: {UNITS[0]}\n"
            f"  members: [{', '.join(UNITS)}]\n",
            f"criteria_{YEAR}.yaml": "\n".join(scale) + "\n",
        }
        if self.papers:
            lines = ["- cluster: 1", "  visits:"]
            for unit, name in zip(IDS, UNITS):
                day = f"{YEAR}-08-{10 + IDS.index(unit)}"
                lines += [
                    f"    - province: {name}",
                    f"      sessions: [{day} sáng, {day} chiều]",
                    f"      self_report: {{number: 1/BC, date: {YEAR}-07-01}}",
                    f"      held: [{day} sáng, {day} chiều]",
                    f"      minutes: {{date: {day}, total: {self.totals[unit]}}}",
                ]
            files[f"visits_{YEAR}.yaml"] = "\n".join(lines) + "\n"
        for unit, rows in self.sheets.items():
            shown = list(rows)
            if order is not None:
                order.shuffle(shown)
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows([HEADER, *shown])
            files[f"sheets_{YEAR}/{unit}.csv"] = out.getvalue()
        return {name: text.encode() for name, text in files.items()}


@st.composite
def sheet_rounds(draw: st.DrawFn) -> SheetPlan:
    """A correct round of an open or a closed scale, all sheets whole, all minutes there.

    In its first area the criteria 1 to 4 are of each way of scoring, so that a slip finds its own:
    open points a unit of work, levels, judged, and a deduction that may not have arisen.
    """
    rnd = random.Random(draw(st.integers(0, 100_000)))
    step = rnd.choice((None, 1, 2, 5))
    multiple = step or 1
    first = [
        Item("1", each=Fraction(rnd.choice((10, 20, 50))), evidence=rnd.random() < 0.5),
        Item("2", levels=[("Đủ, đúng", 20 * multiple), ("Chưa đủ", 4 * multiple), ("Kém", 0)]),
        Item("3", most=100),
        Item("4", each=Fraction(-10 * multiple), not_arising=0, least=-100 * multiple),
    ]
    areas = [first]
    code = 5
    for _area in range(rnd.randint(0, 2)):
        area = []
        for _item in range(rnd.randint(1, 4)):
            area.append(_drawn(str(code), multiple, rnd))
            code += 1
        areas.append(area)
    top = rnd.choice((50, 400))
    classes = rnd.choice(([], [("Tốt", top), ("Khá", 20), ("Kém", -10_000)]))
    plan = SheetPlan(step, classes, areas, {})
    for unit in IDS:
        plan.sheets[unit] = [_row(item, step, rnd) for _number, item in plan.items()]
        plan.totals[unit] = written(sum(plan.sums(unit, "agreed"), Fraction(0)))
    plan.papers = rnd.random() < 0.7
    return plan


def _drawn(code: str, multiple: int, rnd: random.Random, part: bool = False) -> Item:
    way = rnd.choice(("each", "levels", "judged", *(() if part else ("parts",))))
    if way == "parts":
        parts = [_drawn(f"{code}.{n}", multiple, rnd, True) for n in (1, 2)]
        return Item(code, parts=parts)
    if way == "levels":
        return Item(code, levels=[("Đạt", 10 * multiple), ("Không đạt", 0)])
    if way == "judged":
        return Item(code, most=rnd.choice((20, 50, 100)), least=rnd.choice((None, 0, -20)))
    each = Fraction(rnd.choice((1, 2, 5)), rnd.choice((1, 2)))
    most = rnd.choice((None, 100 * multiple))
    arising = rnd.choice((None, 0, 10 * multiple))
    return Item(code, each=each, most=most, not_arising=arising, decimals=rnd.choice((0, 1)))


def _row(item: Item, step: int | None, rnd: random.Random) -> list[str]:
    """A correct line of a criterion; the team may find something else, and says why then."""
    result, worth = _found(item, rnd)
    mine = worth
    again, ours = (result, worth) if rnd.random() < 0.7 else _found(item, rnd)
    if step is not None and ours % step:
        below = Fraction(ours // step * step)
        ours = rnd.choice([near for near in (below, below + step) if item.held(near) == near])
    reason = "Theo kết quả kiểm tra" if mine != ours else ""
    papers = "Danh mục" if item.evidence else ""
    return [item.code, result, written(mine), again, written(ours), reason, papers]


def _found(item: Item, rnd: random.Random) -> tuple[str, Fraction]:
    """A result and what it is worth."""
    if item.levels:
        name, points = rnd.choice(item.levels)
        return name, Fraction(points)
    if item.not_arising is not None and rnd.random() < 0.3:
        return "không phát sinh", Fraction(item.not_arising)
    if item.each is None:
        assert item.most is not None
        return "", Fraction(rnd.randint(item.least or 0, item.most))
    quantity = Fraction(rnd.randint(0, 60), 2 if item.decimals else 1)
    return written(quantity), item.held(item.each * quantity)
