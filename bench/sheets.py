"""How `vtlt totals` and `vtlt validate` do on the sheets of a country; see `bench/growth`.

Beside them stands a loop of `csv.reader` over the same files with strict numbers and two sums a
file, which judges nothing; one that only counts rows takes a third of it.
"""

from __future__ import annotations

import random
from pathlib import Path
from statistics import median

from bench.growing import (
    _ROUNDS,
    _write,
    make_register,
    measure,
    names,
    ratio,
    row,
)
from bench.measure import Command, note, run, scripts, table

UNITS = (33, 332, 3_321)
LINES = 100
SIZE = 9
TOTALS, VALIDATE, GROWTH = 4.0, 6.0, 11.0
MOST_MEMORY = 60
_YEAR = 2035
_REASON = "Lấy điểm số chẵn"
_LEVELS = (("Tốt", 100), ("Khá, đạt", 60), ("Kém", 20))
_LOOP = r"""
import csv, glob, re, sys
from decimal import Decimal
number = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?").fullmatch
for path in sorted(glob.glob(sys.argv[1] + "/*.csv")):
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        own = agreed = 0
        for line in reader:
            for column in (2, 4):
                text = line[column]
                if number(text) is None:
                    raise SystemExit(text)
                value = Decimal(text) if "." in text else int(text)
                if column == 2:
                    own += value
                else:
                    agreed += value
    print(path, own, agreed)
"""


def make_sheets(folder: Path, count: int) -> None:
    """A correct folder: a register, clusters, a scale of 100 criteria, and a sheet a unit."""
    units = names(count)
    make_register(folder, units)
    clusters = [units[start : start + SIZE] for start in range(0, count, SIZE)]
    text = _ROUNDS.format(year=_YEAR, count=len(clusters), size=SIZE)
    _write(folder / "rounds.yaml", [text.replace(f", size: {SIZE}", "")])
    _write(
        folder / f"clusters_{_YEAR}.yaml",
        [
            f"- number: {number}\n  leader: {members[0]}\n  members: [{', '.join(members)}]\n"
            for number, members in enumerate(clusters, 1)
        ],
    )
    lines = ["step: 2\nclasses:\n  - {name: Tốt, least: 4000}\n  - {name: Khá, least: 0}\nareas:\n"]
    for code in range(LINES):
        if code % 34 == 0:
            area = code // 34 + 1
            lines.append(f"  - code: N{area}\n    title: Nội dung {area}\n    criteria:\n")
        lines.append(f'      - code: "{code}"\n        text: Chỉ tiêu {code}\n')
        if code % 4 < 2:
            lines.append("        unit: lượt\n        decimals: 1\n        each: 10\n")
        elif code % 4 == 2:
            lines.append("        most: 100\n")
        else:
            lines.append("        levels:\n")
            lines += [f'          - {{name: "{name}", points: {n}}}\n' for name, n in _LEVELS]
    _write(folder / f"criteria_{_YEAR}.yaml", lines)
    inside = folder / f"sheets_{_YEAR}"
    inside.mkdir()
    chance = random.Random(count)
    for number in range(1, count + 1):
        rows = ["criterion,self_result,self,agreed_result,agreed,reason,evidence\n"]
        rows += [f"{code},{_line(code, chance)}\n" for code in range(LINES)]
        _write(inside / f"xa-{number:06d}.csv", rows)


def _line(code: int, chance: random.Random) -> str:
    if code % 4 < 2:
        whole, half = chance.randrange(400), chance.random() < 0.3
        result, points = f"{whole}.5" if half else f"{whole}", 10 * whole + (5 if half else 0)
        reason = _REASON if points % 2 else ""
        return f"{result},{points},{result},{points // 2 * 2},{reason},"
    if code % 4 == 2:
        points = 2 * chance.randrange(51)
        return f",{points},,{points},,"
    name, points = chance.choice(_LEVELS)
    return f'"{name}",{points},"{name}",{points},,'


def sheets(venv: Path, rounds: int, folder: Path) -> None:
    """Measure both commands, and print the table."""
    commands, here = [], {}
    for count in UNITS:
        here[count] = folder / f"sheets-{count}"
        here[count].mkdir()
        make_sheets(here[count], count)
        python, vtlt = str(scripts(venv) / "python"), str(scripts(venv) / "vtlt")
        inside, data = str(here[count] / f"sheets_{_YEAR}"), str(here[count])
        commands += [
            Command(f"loop {count}", (python, "-c", _LOOP, inside)),
            Command(f"totals {count}", (vtlt, "totals", "--data", data, "-f", "csv")),
            Command(f"validate {count}", (vtlt, "validate", data, "-f", "concise")),
        ]
    note(f"{rounds} rounds of {len(commands)} runs of `totals`, `validate` and of the loop")
    seconds = measure(commands, rounds, folder)
    rows = [[f"sheets of {LINES} lines", "median", "quartiles", "target", "", "s"]]
    for name, target in (("totals", TOTALS), ("validate", VALIDATE)):
        for count in UNITS:
            mine, loop = f"{name} {count}", f"loop {count}"
            bound = target if count == UNITS[-1] else None
            used = median(seconds[mine])
            label = f"vtlt {name}, {count:,} units / csv.reader loop"
            rows.append(row(label, ratio(seconds, mine, loop), bound, used))
        few, many = UNITS[-2:]
        grown = ratio(seconds, f"{name} {many}", f"{name} {few}")
        rows.append(row(f"  {many:,} / {few:,} units", grown, GROWTH))
    print(table(rows))
    peaks = {command.label: run(command, folder).kilobytes / 1024 for command in commands}
    for name in ("totals", "validate"):
        least, most = peaks[f"{name} {UNITS[0]}"], peaks[f"{name} {UNITS[-1]}"]
        print(
            f"memory of {name}: {least:.0f} MB at {UNITS[0]} units, {most:.0f} at {UNITS[-1]:,}; "
            f"{most - least:.0f} MB more, at most {MOST_MEMORY}"
        )
    print()
