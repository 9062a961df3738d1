"""How names with slips of the pen are read; see `bench/naming`.

Every slip of one letter, and a seeded sample of slips of two, is made in each of the names of the
units of 2007: a letter put in, left out, changed or swapped with its neighbour, the letters being
those of the Vietnamese alphabet with their marks. Each text is read as a data file of 2007 would
be, and is right, wrong (another unit) or left open (unknown, ambiguous, no office). A text that is
the name of another unit as it stands is no slip, and not counted. Missing a
target changes nothing but the table.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vtlt_cli.load import register_of
from vtlt_cli.names import Register, When, in_being_at
from vtlt_cli.reading.folder import packaged_folder, scan
from vtlt_cli.units import Province

DAY = date(2007, 6, 30)
SEED = 20071
PAIRS = 20_000
# The 29 letters of the alphabet; a tone is no letter of its own, and is kept by those that stay.
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"


class Slip(NamedTuple):
    """A text that is a slip of the name of a unit, and what kind of slip it is."""

    unit: Province
    text: str
    kind: str


def slips_of(name: str) -> Iterator[tuple[str, str]]:
    """Every slip of one letter in a name, with its kind; each text may come more than once."""
    for i, letter in enumerate(name):
        if letter.isalpha():
            yield name[:i] + name[i + 1 :], "left out"
            for other in LETTERS:
                if other != letter.lower():
                    yield name[:i] + _like(letter, other) + name[i + 1 :], "changed"
        if i + 1 < len(name) and letter.isalpha() and name[i + 1].isalpha():
            one, two = _like(letter, name[i + 1]), _like(name[i + 1], letter)
            if one.lower() != two.lower():
                yield name[:i] + one + two + name[i + 2 :], "swapped"
    for i in range(len(name) + 1):
        for other in LETTERS:
            yield name[:i] + other + name[i:], "put in"


def _like(pattern: str, letter: str) -> str:
    return letter.upper() if pattern.isupper() else letter.lower()


def one_letter(units: Iterable[Province]) -> list[Slip]:
    """All slips of one letter in the names of these units, each text of a unit once."""
    units = list(units)
    names = {unit.name.casefold() for unit in units}
    found: dict[tuple[str, str], Slip] = {}
    for unit in units:
        for text, kind in slips_of(unit.name):
            if text.casefold() not in names:
                found.setdefault((unit.id, text), Slip(unit, text, kind))
    return list(found.values())


def two_letters(ones: Sequence[Slip], count: int, seed: int = SEED) -> list[Slip]:
    """So many texts with two slips, drawn evenly from all of them; the same ones for a seed.

    `ones` are all slips of one letter: one of them, then one of all that can follow it. Long names
    have more of them, in a list as on paper.
    """
    rnd = random.Random(seed)
    names = {slip.unit.name.casefold() for slip in ones}
    found: list[Slip] = []
    while len(found) < count:
        first = rnd.choice(ones)
        text, _kind = rnd.choice(list(slips_of(first.text)))
        if text.casefold() not in names:
            found.append(Slip(first.unit, text, "two letters"))
    return found


def without_marks(text: str) -> str:
    """The text as typed on a keyboard without Vietnamese."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def read(register: Register, slips: Iterable[Slip], when: When) -> tuple[Counter[str], list[Slip]]:
    """How many were right, wrong and left open, by how they are told; and the wrong ones."""
    counts: Counter[str] = Counter()
    wrong = []
    for slip in slips:
        found = register.resolve(slip.text, when)
        if found.province is None:
            counts["open"] += 1
        elif found.province is slip.unit:
            counts["right"] += 1
        else:
            counts["wrong"] += 1
            wrong.append(slip)
    return counts, wrong


class Target(NamedTuple):
    """The least share that must be right, and the most that may be wrong."""

    right: float
    wrong: float


def main() -> int:
    """Print the table, and with `--wrong` each text that was read as another unit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how many slips of two letters")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--wrong", action="store_true", help="list what was read as another unit")
    chosen = parser.parse_args()
    when = When(DAY, DAY)
    units = [
        unit for unit in register_of(scan(packaged_folder())).provinces if in_being_at(unit, when)
    ]
    ones = one_letter(units)
    rows = {
        "one letter, marks kept": (ones, Target(0.97, 0.0)),
        "two letters, marks kept": (
            two_letters(ones, chosen.pairs, chosen.seed),
            Target(0.70, 0.001),
        ),
        "one letter, typed without marks": (
            [slip._replace(text=without_marks(slip.text)) for slip in ones],
            None,
        ),
    }
    print(f"{len(units)} names of {DAY}, seed {chosen.seed}\n")
    print("| slips | n | right | left open | wrong | as aimed | seconds |")
    print("|---|---|---|---|---|---|---|")
    for label, (slips, target) in rows.items():
        # A register of its own each time: what one has read it remembers.
        register = register_of(scan(packaged_folder()))
        mine = [slip._replace(unit=register.by_id[slip.unit.id]) for slip in slips]
        start = time.process_time()
        counts: Counter[str] = Counter()
        wrong: list[Slip] = []
        for at in range(0, len(mine), 1000):
            # A register looks for so many near misses only as a file may have.
            register._compared = 0
            some, others = read(register, mine[at : at + 1000], when)
            counts += some
            wrong += others
        took = time.process_time() - start
        n = len(mine)
        met = "" if target is None else "yes"
        if target and (counts["right"] < target.right * n or counts["wrong"] > target.wrong * n):
            met = "no"
        shares = [f"{counts[what] / n:.2%}" for what in ("right", "open", "wrong")]
        shares[2] += f" ({counts['wrong']})"
        print(f"| {label} | {n:,} | {' | '.join(shares)} | {met} | {took:.1f} |")
        for slip in wrong if chosen.wrong else ():
            found = register.resolve(slip.text, when)
            assert found.province is not None
            print(f"    {slip.unit.name}: {slip.text} -> {found.province.name} {found.hows}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
