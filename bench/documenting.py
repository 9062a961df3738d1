"""What writing a document costs, beside the bare library that writes the same cells.

The table is invented: 3,321 units and their scores. Each format of `vtlt` is written turn by turn
with its library at its plainest, which draws no layout: no paper, no heading, no page numbers, no
widths. All are runs of one environment, of which each writes the table once, and the time of an
empty `python -c pass` is in both. There are no targets: the ratio says what the layout costs.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.growing import measure, ratio
from bench.measure import (
    ROOT,
    Command,
    call,
    clean_environment,
    install,
    note,
    output_of,
    pip,
    scripts,
)

COUNT = 3_321

# What both sides write: the rows as text, and the file that they go to.
_ROWS = """
import sys
from bench.growing import names
titles = ["Stt", "Tên cơ quan", "Tổng số điểm"]
rows = [
    [number, "Ủy ban nhân dân xã " + name, 9000 - number]
    for number, name in enumerate(names({count}), 1)
]
path = sys.argv[1]
"""
_OURS = """
from datetime import date
from vtlt_cli.printing.render import FORMATS, View, rendered
from vtlt_cli.printing.table import Column, Line, Table, text_of
columns = [
    Column(title, text_of(field), align, field)
    for title, field, align in zip(titles, "abc", ["right", "left", "right"])
]
heading = (Line("Phụ lục", "label"), Line("Kết quả kiểm tra", "title"))
records = [dict(zip("abc", row)) for row in rows]
table = Table(heading, tuple(columns), ("a", "b", "c"), records)
content = rendered(FORMATS[{format!r}], [table], View(day=date(2026, 1, 1)))
with open(path, "wb") as file:
    file.write(content.encode("utf-8") if isinstance(content, str) else content)
"""
_DOCX = """
from docx import Document
document = Document()
table = document.add_table(rows=1 + len(rows), cols=3)
# `table.cell` counts the whole table anew for every cell; this list is made once.
cells = table._cells
texts = [text for row in [titles, *rows] for text in row]
for cell, text in zip(cells, texts):
    cell.text = str(text)
document.save(path)
"""
_XLSX = """
from xlsxwriter import Workbook
with Workbook(path) as book:
    sheet = book.add_worksheet()
    for number, row in enumerate([titles, *rows]):
        sheet.write_row(number, 0, row)
"""
_PDF = """
import json
import typst
source = b"#table(columns: 3, ..json(bytes(sys.inputs.cells)))"
texts = [str(text) for row in [titles, *rows] for text in row]
with open(path, "wb") as file:
    file.write(typst.compile(source, format="pdf", sys_inputs={{"cells": json.dumps(texts)}}))
"""
_HTML = """
from html import escape
lines = ["<!DOCTYPE html><meta charset=utf-8><table>"]
for row in [titles, *rows]:
    lines.append("<tr>" + "".join(f"<td>{{escape(str(text))}}</td>" for text in row) + "</tr>")
with open(path, "w", encoding="utf-8") as file:
    file.write("\\n".join([*lines, "</table>"]))
"""

# Each format: the library beside it, its package, what imports it, and its plainest program.
PEERS = {
    "docx": ("python-docx add_table", "python-docx", "docx", _DOCX),
    "xlsx": ("xlsxwriter write_row", "xlsxwriter", "xlsxwriter", _XLSX),
    "pdf": ("typst #table", "typst", "typst", _PDF),
    "html": ("a loop of html.escape", "", "html", _HTML),
}


def program(code: str, format_: str, count: int) -> str:
    """One program: the rows, and what writes them; the checkout lends it the invented names."""
    before = f"import sys; sys.path.append({str(ROOT)!r})\n"
    return before + _ROWS.format(count=count) + code.format(format=format_)


def missing(python: str, module: str) -> bool:
    """Whether that environment cannot import the module."""
    words = [python, "-c", f"import {module}"]
    return subprocess.run(words, capture_output=True, env=clean_environment()).returncode != 0


def works(command: Command, folder: Path) -> str:
    """The last line of what a program says where it fails; nothing where it does not."""
    done = subprocess.run(
        command.words, capture_output=True, cwd=folder, env=clean_environment(), text=True
    )
    return (done.stderr.strip().split("\n")[-1] or "failed") if done.returncode else ""


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, the first column to the left and the others to the right."""
    marks = [":---"] + ["---:"] * (len(rows[0]) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], marks, *rows[1:]])


def report(python: str, formats: Sequence[str], rounds: int, count: int, folder: Path) -> None:
    """Measure, and print the table and what is not in it."""
    commands: list[Command] = []
    left_out: list[str] = []
    for format_ in formats:
        peer, package, module, plain = PEERS[format_]
        if missing(python, module):
            left_out.append(f"{format_}: {package} is not installed")
            continue
        pair = [
            Command(label, (python, "-c", program(code, format_, count), f"{label}.{format_}"))
            for label, code in ((f"vtlt {format_}", _OURS), (f"plain {format_}", plain))
        ]
        failures = [
            f"{peer if command is pair[1] else command.label}: {said}"
            for command in pair
            if (said := works(command, folder))
        ]
        if failures:
            left_out += failures
        else:
            commands += pair
    nothing = Command("pass", (python, "-c", program("", "", count), "pass"))
    note(f"{rounds} rounds of {len(commands) + 1} runs")
    seconds = measure([nothing, *commands], rounds, folder)
    rows = [["written", "beside", "ratio", "quartiles", "vtlt s", "beside s", "kB", "kB beside"]]
    for ours, plain_ in zip(commands[::2], commands[1::2]):
        format_ = ours.label.removeprefix("vtlt ")
        found = ratio(seconds, ours.label, plain_.label)
        rows.append(
            [
                ours.label,
                PEERS[format_][0],
                f"{found.middle:.2f}",
                f"{found.low:.2f}–{found.high:.2f}",
                f"{median(seconds[ours.label]):.2f}",
                f"{median(seconds[plain_.label]):.2f}",
                *(f"{(folder / c.words[-1]).stat().st_size / 1000:.0f}" for c in (ours, plain_)),
            ]
        )
    print(f"Ratios of CPU time, {count:,} rows, {rounds} rounds; the data is invented.\n")
    print(markdown(rows))
    print(f"\nMaking the rows alone, with Python's start: {median(seconds['pass']):.2f} s.")
    for line in left_out:
        print(f"not measured: {line}")


def versions(python: str) -> str:
    """Of Python and of what is there of the libraries."""
    code = (
        "import platform\nfrom importlib.metadata import PackageNotFoundError, version\n"
        "print('Python', platform.python_version())\n"
        "for name in ('vtlt', 'python-docx', 'xlsxwriter', 'typst'):\n"
        "    try:\n        print(name, version(name))\n"
        "    except PackageNotFoundError:\n        print(name, 'missing')\n"
    )
    return output_of(python, "-c", code)


def at_least(text: str) -> int:
    number = int(text)
    if number < 3:
        raise argparse.ArgumentTypeError("at least 3 rounds")
    return number


def main() -> None:
    """Read the options, install, measure, print; the exit code says nothing about the ratios."""
    parser = argparse.ArgumentParser(
        prog="bench/documents",
        description="What documents of vtlt cost beside the bare libraries that write them.",
    )
    parser.add_argument("--rounds", type=at_least, default=7, help="at least 3; default 7")
    parser.add_argument("--rows", type=int, default=COUNT, help=f"default {COUNT}")
    parser.add_argument("--only", choices=list(PEERS), help="one of the formats")
    parser.add_argument("--venv", type=Path, help="make or reuse this environment, and keep it")
    parser.add_argument(
        "--here", action="store_true", help="measure the checkout in the Python that runs this"
    )
    options = parser.parse_args()
    if options.here and options.venv is not None:
        parser.error("--here makes no environment")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    formats = [options.only] if options.only else list(PEERS)
    with tempfile.TemporaryDirectory(prefix="vtlt-bench-") as temporary:
        folder = Path(temporary) / "written"
        folder.mkdir()
        python = sys.executable
        if not options.here:
            venv: Path = (options.venv or Path(temporary) / "venv").absolute()
            if venv.is_relative_to(ROOT):
                parser.error("--venv must be outside the checkout")
            install(venv)
            # The checkout again, with the libraries of its documents.
            call(*pip(venv), "install", "--quiet", f"{ROOT}[office,pdf]")
            python = str(scripts(venv) / "python")
        report(python, formats, options.rounds, options.rows, folder)
        print(versions(python))
    print(f"{platform.system()} {platform.release()}, {platform.machine()}")


if __name__ == "__main__":
    main()
