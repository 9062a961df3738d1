"""How much CPU time each command takes to start; see `bench/startup`.

Every command is run next to a `python -c pass` and an `import typer` (the collector off) of one
environment, turn by turn, so that a machine that slows down slows all three. CPU time is user plus
system time of the child. The targets are multiples of `import typer`, which no command can be
faster than; missing one changes nothing but the table.

Measured is first of all a round of one's own: the register that comes with vtlt, and YAML files
that do not. Beside it stand a scores file alone, and the record that comes with vtlt.
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
SCORES = "scores_2007.csv"
CLUSTERS = "clusters_2009.yaml"
SCHEMA = ROOT / "bench" / "clusters.schema.json"
LEAST_ROUNDS = 21
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
    """What is run: `to` is where its stdout goes (null, pipe or terminal).

    It stands in the folder `at`, else in an empty one. The target is a multiple of `import typer`.
    """

    label: str
    words: tuple[str, ...]
    target: float | None = None
    to: str = "null"
    exit_code: int = 0
    variables: tuple[tuple[str, str], ...] = ()
    at: Path | None = None


class Spread(NamedTuple):
    """The median of the per-round ratios and their quartiles."""

    middle: float
    low: float
    high: float


class Usage(NamedTuple):
    """One run: the CPU seconds of the child (or wall seconds on Windows) and its exit code.

    `kilobytes` is the most memory that it held, as Linux counts it; 0 where nobody counts.
    """

    seconds: float
    exit_code: int
    kilobytes: int = 0


class Folders(NamedTuple):
    """What is measured on: a round of one's own, a scores file alone, and nothing."""

    own: Path
    lone: Path
    empty: Path


def vtlt_commands(venv: Path, folders: Folders) -> list[Command]:
    """The commands of `vtlt`, on a round of one's own unless they say otherwise."""
    vtlt, own = str(scripts(venv) / "vtlt"), folders.own
    rank = (vtlt, "rank", "-f", "csv")
    completing = (
        ("_VTLT_COMPLETE", "complete_bash"),
        ("COMP_WORDS", "vtlt ra"),
        ("COMP_CWORD", "1"),
    )
    if has_terminal():
        on_terminal = Command("vtlt rank (terminal)", (vtlt, "rank"), 2.5, "terminal", at=own)
    else:
        on_terminal = Command("vtlt rank -f table", (vtlt, "rank", "-f", "table"), 2.5, at=own)
    return [
        Command("vtlt rank -f csv", rank, 1.7, at=own),
        Command("vtlt rank (piped)", (vtlt, "rank"), 1.95, "pipe", at=own),
        on_terminal,
        Command("vtlt validate", (vtlt, "validate"), 1.85, exit_code=1, at=own),
        Command("vtlt --help", (vtlt, "--help"), 1.05),
        Command("vtlt (completion)", (vtlt,), 1.05, "pipe", variables=completing),
        Command("scores alone: vtlt rank -f csv", rank, 1.45, at=folders.lone),
        Command("shipped record: vtlt rank -f csv", rank),
        Command("shipped record: vtlt validate", (vtlt, "validate"), exit_code=1),
    ]


def make_folders(path: Path) -> Folders:
    """The folders, made of the record that comes with vtlt."""
    folders = Folders(path / "own", path / "lone", path / "empty")
    for folder in folders:
        folder.mkdir()
    for file in sorted((ROOT / "data").iterdir()):
        if file.suffix == ".yaml" and file.name != "provinces.yaml":
            said = b"# Invented: a copy made by bench/startup.\n"
            (folders.own / file.name).write_bytes(said + file.read_bytes())
    shutil.copy(ROOT / "data" / SCORES, folders.own)
    scores = (ROOT / "data" / SCORES).read_text(encoding="utf-8").splitlines(keepends=True)
    # Hà Tây was no unit any more in 2011.
    still = "".join(line for line in scores if "Hà Tây" not in line)
    (folders.lone / "scores_2011.csv").write_text(still, encoding="utf-8", newline="\n")
    return folders


# The peers on the same round: name in the table, command, arguments, exit code, and what of ours
# is held against it.
PEERS = (
    ("frictionless validate", "frictionless", ("validate", SCORES), "vtlt validate", 0.26),
    (
        "check-jsonschema",
        "check-jsonschema",
        ("--schemafile", str(SCHEMA), CLUSTERS),
        "vtlt validate",
        0.38,
    ),
    ("csvsort", "csvsort", ("-c", "score", "-r", SCORES), "vtlt rank -f csv", 0.72),
)


def peer_commands(folder: Path | None, own: Path) -> list[Command]:
    """The peers that are installed in `folder`, else on PATH."""
    found = []
    for label, name, words, _ours, _target in PEERS:
        path = shutil.which(name, path=str(folder)) if folder else shutil.which(name)
        if path is not None:
            # Not resolved: a link in a virtual environment must stay one.
            found.append(Command(label, (os.path.abspath(path), *words), at=own))
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
        cwd=command.at or folder,
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
    return Usage(used.ru_utime + used.ru_stime, child.returncode, used.ru_maxrss)


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


class Times(NamedTuple):
    """The seconds of a command in each round, and of the two beside it."""

    own: list[float]
    nothing: list[float]
    typer: list[float]


def measure(venv: Path, commands: Sequence[Command], rounds: int, folder: Path) -> dict[str, Times]:
    """The times of each command by its label."""
    python = str(scripts(venv) / "python")
    nothing = Command("python -c pass", (python, "-c", "pass"))
    typer = Command("import typer", (python, "-c", _TYPER))
    note(f"warm-up, then {rounds} rounds of {len(commands)} commands, each beside the two bases")
    for command in [nothing, typer, *commands] * WARM_UP:
        code = run(command, folder).exit_code
        if code != command.exit_code:
            # The time of a command that fails early would be a fine one.
            said = f"exit code {code}, {command.exit_code} was expected"
            raise SystemExit(f"{' '.join(command.words)}: {said}")
    found = {command.label: Times([], [], []) for command in commands}
    for _round in range(rounds):
        for command in commands:
            times = found[command.label]
            times.nothing.append(run(nothing, folder).seconds)
            times.own.append(run(command, folder).seconds)
            times.typer.append(run(typer, folder).seconds)
    return found


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """The spread of the ratios, round by round."""
    return spread([mine / other for mine, other in zip(ours, theirs, strict=True)])


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


def cells(found: Spread, target: float | None = None) -> list[str]:
    """A ratio in a table: median, quartiles, target, and whether it was reached."""
    verdict = "" if target is None else ("reached" if found.middle <= target else "missed")
    aim = "" if target is None else f"≤ {target:g}"
    return [f"{found.middle:.2f}", f"{found.low:.2f}–{found.high:.2f}", aim, verdict]


def report(venv: Path, peers: Sequence[Command], rounds: int, folders: Folders) -> None:
    """Measure, and print the tables."""
    commands = [*vtlt_commands(venv, folders), *peers]
    times = measure(venv, commands, rounds, folders.empty)
    kind = "CPU time" if hasattr(os, "wait4") else "wall time (no CPU time of a child here)"
    print(f"{kind}, {rounds} rounds")
    print()
    head = ["median", "quartiles", "target", ""]
    rows = [["as a multiple of `import typer`", *head, "of `python -c pass`", "ms"]]
    for command in commands:
        own, nothing, typer = times[command.label]
        of_pass, milliseconds = ratios(own, nothing).middle, median(own) * 1000
        more = [f"{of_pass:.1f}", f"{milliseconds:.0f}"]
        rows.append([command.label, *cells(ratios(own, typer), command.target), *more])
    every = [one for found in times.values() for one in zip(found.typer, found.nothing)]
    base = spread([typer / nothing for typer, nothing in every])
    used = median(typer for typer, _nothing in every) * 1000
    rows.append(["import typer", "1", "", "", "", f"{base.middle:.1f}", f"{used:.0f}"])
    print(table(rows))
    print()
    rows = [["beside a peer, in the same round", *head]]
    missing = []
    for label, name, _words, ours, target in PEERS:
        if label in times:
            found = ratios(times[ours].own, times[label].own)
            rows.append([f"{ours} / {label}", *cells(found, target)])
        else:
            missing.append(name)
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
        description="CPU time of vtlt as ratios to `import typer` and `python -c pass`.",
    )
    parser.add_argument("--rounds", type=at_least, default=21, help="at least 21")
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
        folders = make_folders(Path(temporary))
        peers = working(peer_commands(options.peers, folders.own), folders.empty)
        report(venv, peers, options.rounds, folders)


if __name__ == "__main__":
    main()
