"""How much CPU time each command takes, as a ratio to `python -c pass`; see `bench/startup`.

Every command is run next to a `python -c pass` of the same environment, turn by turn, so that a
machine that slows down slows both. CPU time is user plus system time of the child. The targets
are those of the project's issue 2; missing one changes nothing but the table.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SCORES = "data/scores_2007.csv"
CLUSTERS = "data/clusters_2009.yaml"
SCHEMA = "bench/clusters.schema.json"
LEAST_ROUNDS = 15
WARM_UP = 2

# What would make a run differ from a user's, or from the next machine's.
_UNWANTED = (
    "COLUMNS",
    "FORCE_COLOR",
    "LINES",
    "NO_COLOR",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "VTLT_DATA",
    "VTLT_LANG",
)
_VERSIONS = """
import platform
from importlib.metadata import version
print(", ".join(
    ["Python " + platform.python_version()]
    + [f"{name} {version(name)}" for name in ("vtlt", "typer", "pyyaml", "tabulate", "rich")]
))
"""


_TYPER = "import gc; gc.disable(); import typer"


class Command(NamedTuple):
    """What is run: `to` is where its stdout goes (null, pipe or terminal)."""

    label: str
    words: tuple[str, ...]
    target: float | None = None
    to: str = "null"
    exit_code: int = 0
    variables: tuple[tuple[str, str], ...] = ()
    from_root: bool = False


class Spread(NamedTuple):
    """The median of the per-round ratios and their quartiles."""

    middle: float
    low: float
    high: float


class Usage(NamedTuple):
    """One run: the CPU seconds of the child (or wall seconds on Windows) and its exit code."""

    seconds: float
    exit_code: int


def vtlt_commands(venv: Path, own: Path) -> list[Command]:
    """The commands of `vtlt` that have a target, and two of them on a folder of one's own.

    Of the files that ship with vtlt the parsed form is kept; those of `own` are read by PyYAML.
    """
    vtlt = str(scripts(venv) / "vtlt")
    completing = (
        ("_VTLT_COMPLETE", "complete_bash"),
        ("COMP_WORDS", "vtlt ra"),
        ("COMP_CWORD", "1"),
    )
    if has_terminal():
        on_terminal = Command("vtlt rank (terminal)", (vtlt, "rank"), 11, "terminal")
    else:
        on_terminal = Command("vtlt rank -f table", (vtlt, "rank", "-f", "table"), 11)
    return [
        Command("vtlt rank -f csv", (vtlt, "rank", "-f", "csv"), 6.5),
        Command("vtlt rank (piped)", (vtlt, "rank"), 8.5, "pipe"),
        on_terminal,
        Command("vtlt validate", (vtlt, "validate"), 8, exit_code=1),
        Command("vtlt --help", (vtlt, "--help"), 6),
        Command("vtlt (completion)", (vtlt,), 6, "pipe", variables=completing),
        # What no command can be faster than.
        Command("import typer", (str(scripts(venv) / "python"), "-c", _TYPER)),
        Command("own folder: vtlt rank -f csv", (vtlt, "rank", "-f", "csv", "--data", str(own))),
        Command("own folder: vtlt validate", (vtlt, "validate", str(own)), exit_code=1),
    ]


def folder_of_ones_own(path: Path) -> Path:
    """A copy of the data in which every YAML file differs from what ships with vtlt."""
    shutil.copytree(ROOT / "data", path)
    for file in path.glob("*.yaml"):
        file.write_bytes(b"# Invented: a copy made by bench/startup.\n" + file.read_bytes())
    return path


# The peers: name in the table, command, arguments, exit code, and what of ours is held against it.
PEERS = (
    ("frictionless validate", "frictionless", ("validate", SCORES), "vtlt validate", 0.2),
    (
        "check-jsonschema",
        "check-jsonschema",
        ("--schemafile", SCHEMA, CLUSTERS),
        "vtlt validate",
        0.4,
    ),
    ("csvsort", "csvsort", ("-c", "score", "-r", SCORES), "vtlt rank -f csv", 0.6),
)


def peer_commands(folder: Path | None) -> list[Command]:
    """The peers that are installed in `folder`, else on PATH."""
    found = []
    for label, name, words, _ours, _target in PEERS:
        path = shutil.which(name, path=str(folder)) if folder else shutil.which(name)
        if path is not None:
            # Not resolved: a link in a virtual environment must stay one.
            found.append(Command(label, (os.path.abspath(path), *words), from_root=True))
    return found


def working(peers: Sequence[Command], folder: Path) -> list[Command]:
    """Those of the peers that do here what they are asked for."""
    found = []
    for peer in peers:
        code = run(peer, folder).exit_code
        if code == peer.exit_code:
            found.append(peer)
        else:
            note(f"{peer.label} left out: exit code {code}")
    return found


def scripts(venv: Path) -> Path:
    """Where a virtual environment keeps its commands."""
    return venv / ("Scripts" if os.name == "nt" else "bin")


def has_terminal() -> bool:
    """Whether a pseudo-terminal can be made here."""
    return hasattr(os, "openpty")


def clean_environment(more: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    """The environment of a child."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return kept | {"TERM": "xterm-256color"} | dict(more)


def run(command: Command, folder: Path) -> Usage:
    """Run it once to its end; `folder` is an empty one to stand in."""
    reading: int | None = None
    writing: int | None = None
    if command.to == "pipe":
        reading, writing = os.pipe()
    elif command.to == "terminal":
        reading, writing = terminal()
    out = subprocess.DEVNULL if writing is None else writing
    begun = time.perf_counter()
    child = subprocess.Popen(
        command.words,
        cwd=ROOT if command.from_root else folder,
        env=clean_environment(command.variables),
        stdin=out if command.to == "terminal" else subprocess.DEVNULL,
        stdout=out,
        stderr=out if command.to == "terminal" else subprocess.DEVNULL,
    )
    if reading is not None and writing is not None:
        os.close(writing)
        drain(reading)
        os.close(reading)
    if not hasattr(os, "wait4"):
        code = child.wait()
        return Usage(time.perf_counter() - begun, code)
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Usage(used.ru_utime + used.ru_stime, child.returncode)


def terminal() -> tuple[int, int]:
    """The two ends of a new terminal of the usual size: ours and the child's."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    return ours, theirs


def drain(reading: int) -> None:
    """Read until the other end is closed; Linux ends a terminal with an error."""
    try:
        while os.read(reading, 65536):
            pass
    except OSError:
        pass


def spread(ratios: Sequence[float]) -> Spread:
    low, _middle, high = quantiles(ratios, n=4, method="inclusive")
    return Spread(median(ratios), low, high)


def install(venv: Path) -> None:
    """A regular install of the checkout, compiled; an environment that is there is used again."""
    if not (scripts(venv) / "vtlt").exists():
        note(f"making an environment in {venv}")
        call(sys.executable, "-m", "venv", str(venv))
        call(*pip(venv), "install", "--quiet", str(ROOT))
    else:
        note(f"installing the checkout again in {venv}")
        call(*pip(venv), "install", "--quiet", str(ROOT))
        call(*pip(venv), "install", "--quiet", "--force-reinstall", "--no-deps", str(ROOT))


def pip(venv: Path) -> tuple[str, ...]:
    python = str(scripts(venv) / "python")
    return (python, "-m", "pip", "--disable-pip-version-check")


def call(*words: str) -> None:
    subprocess.run(words, check=True, env=clean_environment())


def output_of(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, env=clean_environment())
    return " ".join(done.stdout.split()) or "?"


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure(
    venv: Path, peers: Sequence[Command], rounds: int, folder: Path, own: Path
) -> tuple[dict[str, list[float]], dict[str, list[float]], float]:
    """The seconds of each command in each round, their ratios to its own `pass`, and its median."""
    nothing = Command("python -c pass", (str(scripts(venv) / "python"), "-c", "pass"))
    commands = [*vtlt_commands(venv, own), *peers]
    note(f"warm-up, then {rounds} rounds of {len(commands)} pairs")
    for command in [nothing, *commands] * WARM_UP:
        code = run(command, folder).exit_code
        if code != command.exit_code:
            # The time of a command that fails early would be a fine one.
            said = f"exit code {code}, {command.exit_code} was expected"
            raise SystemExit(f"{' '.join(command.words)}: {said}")
    seconds: dict[str, list[float]] = {command.label: [] for command in commands}
    ratios: dict[str, list[float]] = {command.label: [] for command in commands}
    empty: list[float] = []
    for _round in range(rounds):
        for command in commands:
            base = run(nothing, folder).seconds
            used = run(command, folder).seconds
            empty.append(base)
            seconds[command.label].append(used)
            ratios[command.label].append(used / base)
    return seconds, ratios, median(empty)


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows in columns, the first to the left and the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    rule = ["-" * width for width in widths]
    lines = []
    for row in [rows[0], rule, *rows[1:]]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def line(label: str, found: Spread, target: float | None, *more: str) -> list[str]:
    """One row of the table."""
    quartiles = f"{found.low:.2f}–{found.high:.2f}"
    verdict = "" if target is None else ("reached" if found.middle <= target else "missed")
    aim = "" if target is None else f"≤ {target:g}"
    return [label, f"{found.middle:.2f}", quartiles, aim, verdict, *more]


def report(venv: Path, peers: Sequence[Command], rounds: int, folder: Path, own: Path) -> None:
    """Measure, and print the tables."""
    seconds, ratios, empty = measure(venv, peers, rounds, folder, own)
    kind = "CPU time" if hasattr(os, "wait4") else "wall time (no CPU time of a child here)"
    print(f"{kind} as a ratio to `python -c pass` ({empty * 1000:.1f} ms), {rounds} rounds")
    print()
    head = ["command", "median", "quartiles", "target", "", "ms"]
    rows = [head]
    for command in [*vtlt_commands(venv, own), *peers]:
        used = f"{median(seconds[command.label]) * 1000:.1f}"
        rows.append(line(command.label, spread(ratios[command.label]), command.target, used))
    print(table(rows))
    print()
    rows = [["beside a peer, in the same round", *head[1:-1]]]
    missing = []
    for label, name, _words, ours, target in PEERS:
        if label not in seconds:
            missing.append(name)
            continue
        pairs = zip(seconds[ours], seconds[label], strict=True)
        found = spread([mine / theirs for mine, theirs in pairs])
        rows.append(line(f"{ours} / {label}", found, target))
    if len(rows) > 1:
        print(table(rows))
        print()
    if missing:
        print(f"not measured: {', '.join(missing)} (--peers DIR names the folder of the commands)")
    if not has_terminal():
        print("no pseudo-terminal here: `-f table` stands for `rank` on a terminal")
    print(output_of(str(scripts(venv) / "python"), "-c", _VERSIONS))
    for peer in peers:
        version = output_of(peer.words[0], "--version")
        name = Path(peer.words[0]).stem
        print(version if name in version else f"{name} {version}")
    print(f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} CPUs")


def at_least(text: str) -> int:
    number = int(text)
    if number < LEAST_ROUNDS:
        raise argparse.ArgumentTypeError(f"at least {LEAST_ROUNDS} rounds")
    return number


def main() -> None:
    """Read the options, install, measure, print; the exit code says nothing about the ratios."""
    parser = argparse.ArgumentParser(
        prog="bench/startup",
        description="CPU time of vtlt as ratios to `python -c pass`, turn by turn.",
    )
    parser.add_argument("--rounds", type=at_least, default=21, help="at least 15; default 21")
    parser.add_argument("--venv", type=Path, help="make or reuse this environment, and keep it")
    parser.add_argument("--peers", type=Path, help="a folder with the peers, such as a venv's bin")
    options = parser.parse_args()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="vtlt-bench-") as temporary:
        venv: Path = (options.venv or Path(temporary) / "venv").absolute()
        if venv.is_relative_to(ROOT):
            parser.error("--venv must be outside the checkout, or it would be imported from there")
        install(venv)
        empty = Path(temporary) / "empty"
        empty.mkdir()
        peers = working(peer_commands(options.peers), empty)
        own = folder_of_ones_own(Path(temporary) / "own")
        report(venv, peers, options.rounds, empty, own)


if __name__ == "__main__":
    main()
