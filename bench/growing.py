"""How the CPU time of `vtlt` grows with the data, beside plain scripts; see `bench/growth`.

The data is invented and made in a temporary folder: units of a register, in clusters of four, and
their scores. `vtlt validate` stands beside `yaml.load(..., Loader=CSafeLoader)` of the same files,
which reads them and checks nothing; `vtlt rank FILE` beside a loop of `csv.reader` and dicts, which
resolves no name. Each is run turn by turn in one environment, so that a machine that slows down
slows both; in each round the ratio is of two neighbours in time. Missing a target changes nothing
but the table.
"""

from __future__ import annotations

import argparse
import math
import platform
import random
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench.measure import (
    ROOT,
    Command,
    Spread,
    Usage,
    install,
    note,
    output_of,
    run,
    scripts,
    spread,
    table,
)

CLUSTERS = (1_600, 16_000)
SCORED = (1_000, 10_000, 100_000)
SIZE = 4
RATIO, GROWTH = 0.6, 12.0
# Of the greatest step from one number of scored units to the next; n log n would be 12.5.
RANK_GROWTH = 11.0

_POOL = """
    An Bình Châu Đông Đức Hòa Hưng Khánh Lạc Lâm Long Minh Mỹ Nam Nghĩa Phong Phú Phước Quang Sơn
    Tân Tây Thạch Thành Thanh Thịnh Thủy Thượng Tiến Trung Trường Văn Vĩnh Xuân Yên
"""
_SYLLABLES = _POOL.split()
_YEAR = 2009
_ROUNDS = """\
# Invented, for measuring.
format: 1
rounds:
  - year: {year}
    title: Kiểm tra chéo (số liệu giả định)
    provinces_on: {year}-01-01
    window: {{from: {year}-07-01, to: {year}-12-31}}
    office: Ủy ban nhân dân
    clusters: {{count: {count}, size: {size}}}
    scores: {{decimals: 0}}
"""
_LOAD = """
import sys, yaml
{before}
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""
_LOOP = """
import csv, sys
{before}
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    reader = csv.reader(file)
    header = next(reader)
    rows = [dict(zip(header, row)) for row in reader]
rows.sort(key=lambda row: -int(row["score"]))
writer = csv.writer(sys.stdout)
writer.writerow(["position", "rank", "tied", "province", "name", "score"])
values = [row["score"] for row in rows]
rank = 0
for i, row in enumerate(rows):
    above = i > 0 and values[i - 1] == values[i]
    below = i + 1 < len(rows) and values[i + 1] == values[i]
    rank = rank if above else i + 1
    writer.writerow([i + 1, rank, above or below, row["province"], row["province"], values[i]])
"""


def names(count: int) -> list[str]:
    """So many different names of invented communes: `Tân Hòa 000123`."""
    chance = random.Random(count)
    return [
        f"{chance.choice(_SYLLABLES)} {chance.choice(_SYLLABLES)} {number:06d}"
        for number in range(1, count + 1)
    ]


def make_register(folder: Path, units: Sequence[str]) -> None:
    lines = ["# Invented units, for measuring.\n"]
    for number, name in enumerate(units, 1):
        lines.append(
            f"- id: xa-{number:06d}\n  name: {name}\n  kind: xã\n"
            f'  code: "{number:06d}"\n  from: 2004-01-01\n'
        )
    _write(folder / "provinces.yaml", lines)


def make_clusters(folder: Path, count: int) -> None:
    """A correct folder: a register, a round, and its clusters."""
    units = names(count * SIZE)
    make_register(folder, units)
    _write(folder / "rounds.yaml", [_ROUNDS.format(year=_YEAR, count=count, size=SIZE)])
    random.Random(count).shuffle(units)
    lines = ["# Invented clusters, for measuring.\n"]
    for number in range(1, count + 1):
        members = units[(number - 1) * SIZE : number * SIZE]
        listed = ", ".join(members)
        lines.append(f"- number: {number}\n  leader: {members[1]}\n  members: [{listed}]\n")
    _write(folder / f"clusters_{_YEAR}.yaml", lines)


def make_scores(folder: Path, count: int) -> None:
    """A register, a round, and a score of every unit, many of them equal."""
    units = names(count)
    make_register(folder, units)
    clusters = math.ceil(count / SIZE)
    _write(folder / "rounds.yaml", [_ROUNDS.format(year=_YEAR, count=clusters, size=SIZE)])
    chance = random.Random(count)
    chance.shuffle(units)
    rows = [f"{name},{chance.randrange(1_000, 10_000, 5)}\n" for name in units]
    _write(folder / f"scores_{_YEAR}.csv", ["province,score\n", *rows])


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def measure(commands: Sequence[Command], rounds: int, folder: Path) -> dict[str, list[float]]:
    """The seconds of each command in each round; a first run of each warms the files up."""
    seconds: dict[str, list[float]] = {command.label: [] for command in commands}
    for turn in range(rounds + 1):
        for command in commands:
            used: Usage = run(command, folder)
            if used.exit_code != command.exit_code:
                raise SystemExit(f"{' '.join(command.words[:3])} …: exit code {used.exit_code}")
            if turn:
                seconds[command.label].append(used.seconds)
    return seconds


def ratio(seconds: dict[str, list[float]], one: str, other: str) -> Spread:
    """The spread of the ratios of two commands, round by round."""
    return spread([a / b for a, b in zip(seconds[one], seconds[other], strict=True)])


def row(label: str, found: Spread, target: float | None, used: float | None = None) -> list[str]:
    verdict = "" if target is None else "reached" if found.middle <= target else "missed"
    return [
        label,
        f"{found.middle:.2f}",
        f"{found.low:.2f}–{found.high:.2f}",
        "" if target is None else f"≤ {target:.4g}",
        verdict,
        "" if used is None else f"{used:.2f}",
    ]


def validating(venv: Path, rounds: int, folder: Path) -> None:
    """Measure `vtlt validate` and print the table."""
    commands = []
    for count in CLUSTERS:
        here = folder / f"clusters-{count}"
        here.mkdir()
        make_clusters(here, count)
        files = sorted(str(path) for path in here.glob("*.yaml"))
        python = str(scripts(venv) / "python")
        validate = (str(scripts(venv) / "vtlt"), "validate", str(here), "-f", "concise")
        off = "import gc; gc.disable()"
        commands += [
            Command(f"yaml {count}", (python, "-c", _LOAD.format(before=""), *files)),
            Command(f"vtlt {count}", validate),
            Command(f"yaml, gc off {count}", (python, "-c", _LOAD.format(before=off), *files)),
        ]
    note(f"{rounds} rounds of {len(commands)} runs of `validate` and of the loader")
    seconds = measure(commands, rounds, folder)
    head = ["vtlt validate DIR -f concise", "median", "quartiles", "target", "", "s"]
    rows = [head]
    for count in CLUSTERS:
        mine, theirs, off = f"vtlt {count}", f"yaml {count}", f"yaml, gc off {count}"
        target = RATIO if count == CLUSTERS[-1] else None
        used = median(seconds[mine])
        label = f"{count:,} clusters / yaml.load(CSafeLoader)"
        rows.append(row(label, ratio(seconds, mine, theirs), target, used))
        rows.append(row("  the same, the loader with gc off", ratio(seconds, mine, off), None))
    few, many = CLUSTERS
    growth = ratio(seconds, f"vtlt {many}", f"vtlt {few}")
    rows.append(row(f"{many:,} / {few:,} clusters", growth, GROWTH))
    growth = ratio(seconds, f"yaml {many}", f"yaml {few}")
    rows.append(row("  the same, yaml.load(CSafeLoader)", growth, None))
    print(table(rows))
    print()


def ranking(venv: Path, rounds: int, folder: Path) -> None:
    """Measure `vtlt rank FILE` and print the table."""
    commands = []
    python = str(scripts(venv) / "python")
    for count in SCORED:
        here = folder / f"scores-{count}"
        here.mkdir()
        make_scores(here, count)
        file = str(here / f"scores_{_YEAR}.csv")
        load = (python, "-c", _LOAD.format(before=""), str(here / "provinces.yaml"))
        commands += [
            Command(f"loop {count}", (python, "-c", _LOOP.format(before=""), file)),
            Command(f"vtlt {count}", (str(scripts(venv) / "vtlt"), "rank", file, "-f", "csv")),
            Command(f"yaml {count}", load),
        ]
    note(f"{rounds} rounds of {len(commands)} runs of `rank` and of the loop")
    seconds = measure(commands, rounds, folder)
    rows = [["vtlt rank FILE -f csv", "median", "quartiles", "target", "", "s"]]
    for count in SCORED:
        mine, loop, load_ = f"vtlt {count}", f"loop {count}", f"yaml {count}"
        used = median(seconds[mine])
        rows.append(
            row(f"{count:,} units / csv.reader loop", ratio(seconds, mine, loop), None, used)
        )
        both = [a + b for a, b in zip(seconds[loop], seconds[load_], strict=True)]
        found = spread([a / b for a, b in zip(seconds[mine], both, strict=True)])
        rows.append(row("  the same, the loop and CSafeLoader of the register", found, None))
    for few, many in pairwise(SCORED):
        found = ratio(seconds, f"vtlt {many}", f"vtlt {few}")
        rows.append(
            row(f"{many:,} / {few:,} units", found, RANK_GROWTH if many == SCORED[-1] else None)
        )
    print(table(rows))
    print()


def at_least(text: str) -> int:
    number = int(text)
    if number < 3:
        raise argparse.ArgumentTypeError("at least 3 rounds")
    return number


def main() -> None:
    """Read the options, install, measure, print; the exit code says nothing about the ratios."""
    parser = argparse.ArgumentParser(
        prog="bench/growth",
        description="How the CPU time of vtlt grows with invented data, beside plain scripts.",
    )
    parser.add_argument("--rounds", type=at_least, default=7, help="at least 3; default 7")
    parser.add_argument("--venv", type=Path, help="make or reuse this environment, and keep it")
    parser.add_argument(
        "--installed", action="store_true", help="measure what --venv has, without installing"
    )
    parser.add_argument(
        "--only", choices=("validate", "rank", "sheets", "beside"), help="one of the tables"
    )
    options = parser.parse_args()
    if options.installed and options.venv is None:
        parser.error("--installed goes with --venv")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(prefix="vtlt-bench-") as temporary:
        venv: Path = (options.venv or Path(temporary) / "venv").absolute()
        if venv.is_relative_to(ROOT):
            parser.error("--venv must be outside the checkout, or it would be imported from there")
        if not options.installed:
            install(venv)
        folder = Path(temporary) / "invented"
        folder.mkdir()
        print("Ratios of CPU time; the data is invented.\n")
        if options.only in (None, "validate"):
            validating(venv, options.rounds, folder)
        if options.only in (None, "rank"):
            ranking(venv, options.rounds, folder)
        if options.only in (None, "sheets"):
            from bench.sheets import sheets

            sheets(venv, options.rounds, folder)
        if options.only in (None, "beside"):
            from bench.beside import beside

            beside(venv, options.rounds, folder)
        words = "import platform, yaml; print('Python', platform.python_version(), "
        words += "'PyYAML', yaml.__version__, yaml.__with_libyaml__ and 'libyaml' or 'pure')"
        print(output_of(str(scripts(venv) / "python"), "-c", words))
    print(f"{platform.system()} {platform.release()}, {platform.machine()}")


if __name__ == "__main__":
    main()
