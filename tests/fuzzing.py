"""Mutated folders through the real commands: `python tests/fuzzing.py --minutes 10 [--seed N]`.

A folder is a copy of one of the rounds here with one to three mutations of bytes, tokens or
structure in its files, settings and waivers; a sequence of commands runs on it in process. What
must hold is in `check`. A slip is printed with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from zipfile import ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from inside import DATA, ROOT, inside

BASES = (
    DATA,
    ROOT / "examples" / "communes",
    ROOT / "examples" / "round" / "finished",
    ROOT / "examples" / "round" / "in-progress",
)
WAIVERS = "- {code: NAM08, reason: giữ nguyên}\n- {code: RES05, reason: đã biết}\n"
SETTINGS = 'lang = "vi"\nselect = ["CLU", "NAM"]\nstrict = true\n'
# What people and programs put where something else belongs.
TOKENS = (
    "", " ", "…", "-", "0", "00", "1.5", "1,5", "1.234", "-1", "9" * 50, "1e9", "NaN", "null", "~",
    "true", "2009-02-30", "01/7/2025", "[", "]", "{", "}", ":", "- ", "#", "'", '"', "\t", "\r",
    "\u00a0", "\u202e", "\x1b[31m", "\x85", "\ufeff", "Tổng cộng", "Hà Nội", "hà nội", "Ha\u0300",
    "xã Tân Tiến", "=SUM(A1)", "+1", "@x", "::error::x", "&a *a", "<<: *a", "!!python/object", "\0",
    "##[error]x", "Ð", "phường 01", "không phát sinh", "Qwrtz" * 60,
)  # fmt: skip
COMMANDS = (
    ("validate", "."), ("validate", ".", "-f", "json"), ("validate", ".", "-f", "sarif"),
    ("validate", ".", "-f", "github"), ("validate", ".", "--diff"), ("rank",),
    ("rank", "-f", "csv"), ("rank", "--by", "region"), ("awards",),
    ("awards", "--text"), ("awards", "--margin"),
    ("awards", "--check"), ("stats",), ("chart",), ("clusters",), ("plan",), ("totals",),
    ("totals", "--by", "criterion"), ("sheet",), ("progress", "--on", "2036-01-01"),
    ("appendix", "1"), ("errata",), ("errata", "-f", "json"), ("rounds",), ("provinces",),
    ("rank", "-f", "html"), ("draft", "-f", "json"),
    ("draft", "report", "-f", "html", "-o", "r.html"),
    ("draft", "index", "-f", "html", "-o", "i.html"), ("overview", "-o", "o.html"),
    ("stats", "--spread"), ("rank", "--compare", "2031"), ("rank", "-f", "csv-excel"),
)  # fmt: skip
# What a text for people may hold: no control characters but the end of a line.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Slip(Exception):
    """Something that must hold does not."""


def mutate(content: bytes, chance: random.Random) -> bytes:
    """The content of a file with one thing changed."""
    kind = chance.choice(("bytes", "token", "token", "token", "line", "line", "cell", "swap"))
    if kind == "bytes" or not content:
        at = chance.randrange(len(content) + 1)
        gone = chance.choice((0, 1, 3, len(content)))
        put = bytes(chance.randrange(256) for _ in range(chance.choice((0, 1, 4))))
        return content[:at] + put + content[at + gone :]
    text = content.decode("utf-8", "replace")
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines)) if lines else 0
    token = chance.choice(TOKENS)
    if kind == "token":
        words = re.split(r"(\s+|[,:{}\[\]])", text)
        words[chance.randrange(len(words))] = token
        return "".join(words).encode("utf-8", "surrogatepass")
    if kind == "line":
        action = chance.choice(("drop", "twice", "indent", "put"))
        new = {"drop": [], "twice": [lines[at]] * 2, "indent": ["  " + lines[at]],
               "put": [token + "\n", lines[at]]}[action]  # fmt: skip
        return "".join([*lines[:at], *new, *lines[at + 1 :]]).encode("utf-8", "surrogatepass")
    if kind == "cell":
        cells = lines[at].split(",")
        cells[chance.randrange(len(cells))] = token
        return "".join([*lines[:at], ",".join(cells), *lines[at + 1 :]]).encode(
            "utf-8", "surrogatepass"
        )
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return "".join(lines).encode("utf-8", "surrogatepass")


def make(folder: Path, chance: random.Random) -> None:
    """A folder with mutated files."""
    shutil.copytree(chance.choice(BASES), folder)
    if chance.random() < 0.5:
        (folder / "waivers.yaml").write_text(WAIVERS, "utf-8")
    if chance.random() < 0.2:
        (folder / "vtlt.toml").write_text(SETTINGS, "utf-8")
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".csv", ".toml"))
    for _ in range(chance.choice((1, 1, 2, 3))):
        path = chance.choice(files)
        path.write_bytes(mutate(path.read_bytes(), chance))


@cache
def tables() -> tuple[tuple[str, bytes], ...]:
    """Files as offices send them: tables in Excel and as text, and forms that were filled in."""
    found = []
    with tempfile.TemporaryDirectory(prefix="vtlt-fuzz-") as temporary:
        here = Path(temporary)
        for args in (
            ("rank", "-o", "bang.xlsx"),
            ("rank", "-f", "csv-excel", "-o", "bang.csv"),
            ("clusters", "-o", "cum.xlsx"),
            ("form", "self", "Bạch Vân", "-o", "phieu", "--data", str(BASES[2])),
            ("form", "agreed", "Cẩm Hà", "-o", "phieu", "--data", str(BASES[2])),
            ("form", "plan", "1", "-o", "phieu", "--data", str(BASES[2])),
        ):
            inside(*args, cwd=here)
        for path in sorted(here.rglob("*.*")):
            found.append((path.name, path.read_bytes()))
    return tuple(found)


def repacked(content: bytes, chance: random.Random) -> bytes:
    """A workbook of which one part was mutated, or the bytes of the file itself."""
    if not content.startswith(b"PK") or chance.random() < 0.3:
        return mutate(content, chance)
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(out, "w") as after:
        names = before.namelist()
        chosen = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            part = before.read(name)
            after.writestr(name, mutate(part, chance) if name == chosen else part)
    return out.getvalue()


def told(folder: Path) -> list[tuple[str, str]]:
    """The errors of the folder, by code and message."""
    done = inside("validate", ".", "-f", "json", cwd=folder)
    if done.code == 2:
        return []
    found = json.loads(done.stdout)
    return [(one["code"], one["message"]) for one in found if one["severity"] == "error"]


def check(folder: Path, args: tuple[str, ...], lang: str) -> int:
    """Run a command and hold what it printed to what must be; the exit code."""
    done = inside(*args, cwd=folder, lang=lang)
    said = f"{' '.join(args)} ({lang}): {done.code}"
    if done.code not in (0, 1, 2, 130):
        raise Slip(f"{said}: {done.stderr[-2000:]}")
    if "Traceback" in done.stdout + done.stderr:
        raise Slip(f"{said}: a traceback: {done.stderr[-2000:]}")
    if done.code == 1 and not done.stderr.strip() and args[0] != "validate":
        raise Slip(f"{said}: not a word on stderr")
    if CONTROL.search(done.stderr):
        raise Slip(f"{said}: a control character on stderr: {done.stderr!r}")
    form = args[args.index("-f") + 1] if "-f" in args else ""
    if form in ("json", "sarif") and done.stdout:
        json.loads(done.stdout)
    elif form in ("csv", "csv-excel"):
        rows = list(csv.reader(io.StringIO(done.stdout), delimiter=";" if "excel" in form else ","))
        if len({len(row) for row in rows if row}) > 1:
            raise Slip(f"{said}: rows of several lengths")
    elif CONTROL.search(done.stdout) and "--diff" not in args:
        raise Slip(f"{said}: a control character: {CONTROL.search(done.stdout)!r}")
    # A log carries out `::` behind any blank, and `##[` wherever it stands.
    forging = done.stderr if form == "github" else done.stdout + done.stderr
    for line in forging.split("\n"):
        if "--diff" not in args and (line.lstrip().startswith("::") or "##[" in line):
            raise Slip(f"{said}: a workflow command: {line}")
    return done.code


def sequence(folder: Path, chance: random.Random, count: Callable[[str], None]) -> None:
    """Several commands on one folder, among them those that write."""
    for _ in range(chance.randrange(2, 6)):
        args = chance.choice(COMMANDS)
        code = check(folder, args, chance.choice(("en", "vi")))
        count(f"{args[0]} {code}")
    if chance.random() < 0.4:
        check(folder, ("validate", ".", "--fix"), "en")
        first = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        check(folder, ("validate", ".", "--fix"), "en")
        if first != {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}:
            raise Slip("--fix a second time changes something")
        count("fix")
    if chance.random() < 0.3:
        before = told(folder)
        copy = folder.with_name("copy")
        code = check(folder, ("errata", "--apply", str(copy)), "en")
        if copy.exists():
            new = [one for one in told(copy) if one[0] not in {code for code, _m in before}]
            if new:
                raise Slip(f"the copy of --apply has an error that the folder had not: {new}")
            shutil.rmtree(copy)
        count(f"apply {code}")
    if chance.random() < 0.3:
        name, content = chance.choice(tables())
        (folder.parent / name).write_bytes(repacked(content, chance))
        where = chance.choice((".", str(folder.with_name("taken"))))
        args = ("import", f"../{name}", "--to", where, "--received", "2035-07-30")
        code = check(folder, (*args, "--round", chance.choice(("2011", "2035"))), "vi")
        count(f"import {code}")
    if chance.random() < 0.2:
        code = check(folder, ("waive", "NAM01", "--reason", "thử"), "vi")
        count(f"waive {code}")


def run(seed: int) -> Counter[str]:
    """One folder; raises Slip."""
    chance = random.Random(seed)
    counted: Counter[str] = Counter()

    def count(what: str) -> None:
        counted[what] += 1

    with tempfile.TemporaryDirectory(prefix="vtlt-fuzz-") as temporary:
        folder = Path(temporary) / "data"
        make(folder, chance)
        sequence(folder, chance, count)
    return counted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    until = time.monotonic() + 60 * options.minutes
    seed, slips = options.seed, 0
    counted: Counter[str] = Counter()
    while time.monotonic() < until:
        try:
            counted += run(seed)
        except Exception as error:
            slips += 1
            print(f"seed {seed}: {type(error).__name__}: {error}"[:1500], flush=True)
        seed += 1
    print(f"{seed - options.seed} folders, {sum(counted.values())} commands, {slips} slips")
    print(", ".join(f"{what}: {number}" for what, number in sorted(counted.items())))
    return 1 if slips else 0


if __name__ == "__main__":
    sys.exit(main())
