"""The program run inside the test's own process, where no real command is needed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from conftest import Result

from vtlt_cli.cli import run

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
REPORT = ROOT / "tests" / "source" / "report-241-BC-VTLTNN.txt"

# What of the surroundings the program looks at.
_LOOKED_AT = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TERM", "VTLT_DATA", "VTLT_LANG")


def inside(
    *args: str,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    input: bytes = b"",
    lang: str | None = "en",
) -> Result:
    """Run `vtlt ARGS` as if from `cwd`; text is as it was written, line ends and all.

    `lang` is put in front as `--lang`, since the language of the surroundings is read only once.
    """
    out, err = _stream(), _stream()
    stdin = io.TextIOWrapper(io.BytesIO(input), encoding="utf-8")
    before = ["--lang", lang] if lang else []
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(cwd))
        environment = stack.enter_context(patch.dict(os.environ, env or {}))
        for name in _LOOKED_AT:
            if name not in (env or {}):
                environment.pop(name, None)
        stack.enter_context(patch.object(sys, "stdin", stdin))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        code = run([*before, *args])
    return Result(code, _text(out), _text(err))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


def report_lines() -> list[str]:
    """The lines of the report that are not blank, without white space at their ends."""
    lines = [line.strip() for line in REPORT.read_text(encoding="utf-8").split("\n")]
    return [line for line in lines if line]


def printed_appendix(number: int) -> tuple[list[str], list[str], list[list[str]]]:
    """An appendix as the report prints it: its heading, its column titles, its rows."""
    lines = report_lines()
    start = lines.index(f"PHỤ LỤC {number}")
    end = lines.index("PHỤ LỤC 2") if number == 1 else len(lines)
    cells = lines[start + 3 : end]
    rows = [cells[i : i + 3] for i in range(0, len(cells), 3)]
    return lines[start : start + 3], rows[0], rows[1:]


def words(value: object) -> str | None:
    """The id of a parameter: a list as one would type it, anything else as pytest has it."""
    return " ".join(value) if isinstance(value, list) else None


def rows_of(*args: str, **surroundings: Any) -> Any:
    """What a command prints as JSON."""
    return json.loads(inside(*args, "-f", "json", **surroundings).stdout)


def split(line: str) -> list[str]:
    """The cells of a printed line; two spaces or more stand between them."""
    return re.split(r"\s{2,}", line.strip())


def points(text: str) -> int:
    """A number as the report prints it."""
    return int(text.replace(".", ""))


def score_file(folder: Path, name: str, best: str) -> None:
    """A scores file of two units; `best` has more points than Hà Nội."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f"position,province,score\n1,{best},20\n2,Hà Nội,10\n"
    (folder / name).write_text(text, encoding="utf-8")
