"""How long forms take to write and to take in, beside bare libraries; see `bench/forms`.

The data is invented and made in a temporary folder. Writing 64 forms stands beside xlsxwriter
alone, which writes the same cells in one look each, open or locked, and no rule or name. Taking in
3,321 filled forms (the communes of the country) stands beside python-calamine, which reads all
their sheets into lists and looks at nothing. Both of a pair run in turn in one process, and the
ratio is of their CPU times. The folder lies in memory where the machine has /dev/shm (`--disk`: it
does not): what a disk takes to make 3,321 files is neither's work. Missing a target changes nothing
but the table.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Any

WRITTEN, TAKEN = 64, 3_321
WRITING, TAKING = 3.0, 3.0
_YEAR = 2035
_MEMORY = "/dev/shm"


def make_folder(folder: Path, count: int) -> None:
    """A register of so many units in clusters of nine, and a scale of thirteen criteria."""
    from bench.growing import _ROUNDS, make_register, names

    units = names(count)
    folder.mkdir()
    make_register(folder, units)
    clusters = [units[start : start + 9] for start in range(0, count, 9)]
    text = _ROUNDS.format(year=_YEAR, count=len(clusters), size=9)
    (folder / "rounds.yaml").write_text(text, "utf-8")
    lines = []
    for number, members in enumerate(clusters, 1):
        lines += [f"- number: {number}", f"  leader: {members[0]}"]
        lines.append(f"  members: [{', '.join(members)}]")
    (folder / f"clusters_{_YEAR}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    example = Path(__file__).resolve().parent.parent / "examples" / "round" / "finished"
    shutil.copy(example / f"criteria_{_YEAR}.yaml", folder)


def forms_of(folder: Path, count: int) -> list[Any]:
    """The forms of the first units."""
    from vtlt_cli.criteria.kind import CRITERIA
    from vtlt_cli.forms.points import points_form
    from vtlt_cli.load import load
    from vtlt_cli.reading.folder import scan
    from vtlt_cli.register.kind import PROVINCES
    from vtlt_cli.rounds.kind import round_of

    data, _problems = load(scan(str(folder)), ("criteria",), _YEAR)
    scale, round_ = data.of(CRITERIA, _YEAR), round_of(data, _YEAR)
    assert scale is not None
    return [points_form("self", unit, scale, round_) for unit in data.of(PROVINCES)[:count]]


def cells_of(content: bytes) -> list[tuple[str, int, list[tuple[int, int, Any, bool]]]]:
    """Every sheet with its cells: row, column, value, whether it is locked."""
    import openpyxl

    book: Any = openpyxl.load_workbook(io.BytesIO(content))
    return [
        (
            sheet.title,
            sheet.max_column,
            [
                (cell.row - 1, cell.column - 1, cell.value, cell.protection.locked)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None or cell.has_style
            ],
        )
        for sheet in book.worksheets
    ]


def write_bare(sheets: list[tuple[str, int, list[tuple[int, int, Any, bool]]]]) -> bytes:
    """The same cells by xlsxwriter alone."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    locked = book.add_format({"border": 1, "text_wrap": True})
    opened = book.add_format({"border": 1, "text_wrap": True, "locked": False})
    for name, _columns, cells in sheets:
        sheet = book.add_worksheet(name)
        for row, column, value, is_locked in cells:
            look = locked if is_locked else opened
            if value is None:
                sheet.write_blank(row, column, None, look)
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(row, column, value, look)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, look)
            else:
                sheet.write_number(row, column, value, look)
    book.close()
    return out.getvalue()


_ANSWERS: dict[str, tuple[Any, Any]] = {
    "1": (14, 140), "2": (4, 80), "3": (9, 90), "4": ("Chưa đủ", 20), "5": (None, 88),
    "6": ("Còn thiếu sót nhỏ", 70), "7.1": ("Đã ban hành", 50), "7.2": (12, 120),
    "8": ("không phát sinh", 0), "9": (120.5, 241), "10": (85, 340), "11": ("Kho tạm", 40),
    "12": (341, 170.5),
}  # fmt: skip


def filled_form(form: Any) -> bytes:
    """The form as if somebody had filled it in: its open cells hold values when it is written."""
    from vtlt_cli.forms.form import Entry
    from vtlt_cli.forms.writing import form_workbook

    (page,) = form.pages
    lines = []
    for line in page.lines:
        result, points = _ANSWERS.get(line.code, (None, None))
        entries = dict(line.entries)
        papers = "Danh mục kèm theo" if line.code in ("1", "9") else None
        for key, value in (("result", result), ("points", points), ("evidence", papers)):
            if value is not None and entries[key].open:
                entries[key] = Entry(value, open=True, rule=entries[key].rule)
        lines.append(line._replace(entries=entries))
    return form_workbook(form._replace(pages=(page._replace(lines=tuple(lines)),)))


def take_in(folder: Path, paths: list[Path]) -> None:
    """As `vtlt import` does, and write it."""
    from vtlt_cli.cli.session import Context
    from vtlt_cli.cli.taking import Forms
    from vtlt_cli.reading.folder import scan

    forms = Forms(Context(None, "vi", "auto", {}, []), scan(str(folder)), _YEAR, None)
    for path in paths:
        assert forms.offer(str(path), path.read_bytes())
    assert not forms.refused, forms.refused[0].troubles
    assert forms.write() == 0


def read_bare(paths: list[Path]) -> None:
    """All sheets of all of them by python-calamine alone."""
    from python_calamine import CalamineWorkbook

    for path in paths:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def compare(
    ours: Callable[[], object],
    bare: Callable[[], object],
    rounds: int,
    before: Callable[[], object] = gc.collect,
) -> list[float]:
    """The ratios of their CPU times, round by round, the two in turn; the collector is off, as it
    is in `vtlt`. What is done `before` each round is not counted.
    """
    found = []
    gc.disable()
    for number in range(rounds + 1):
        before()
        gc.collect()
        begun = time.process_time()
        ours()
        middle = time.process_time()
        bare()
        if number:  # the first round warms up
            found.append((middle - begun) / (time.process_time() - middle))
    return found


def told(what: str, ratios: list[float], target: float) -> str:
    low, _middle, high = quantiles(ratios, n=4, method="inclusive")
    verdict = "reached" if median(ratios) <= target else "missed"
    return f"{what:44} {median(ratios):5.2f}  {low:.2f}–{high:.2f}  ≤ {target:g}  {verdict}"


def main() -> None:
    """Make the data, measure, print; the exit code says nothing about the ratios."""
    from vtlt_cli.forms.writing import form_workbook

    parser = argparse.ArgumentParser(prog="bench/forms", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--units", type=int, default=TAKEN, help="how many forms are taken in")
    parser.add_argument("--disk", action="store_true", help="files on the disk, not in memory")
    options = parser.parse_args()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    memory = _MEMORY if os.access(_MEMORY, os.W_OK) and not options.disk else None
    print(f"files in memory ({memory})" if memory else "files on the disk")
    with tempfile.TemporaryDirectory(prefix="vtlt-bench-", dir=memory) as temporary:
        folder = Path(temporary) / "data"
        make_folder(folder, options.units)
        forms = forms_of(folder, WRITTEN)
        bare = [cells_of(form_workbook(form)) for form in forms]
        ratios = compare(
            lambda: [form_workbook(form) for form in forms],
            lambda: [write_bare(sheets) for sheets in bare],
            options.rounds,
        )
        print("CPU time as a multiple of the bare library    median  quartiles  target")
        print(told(f"writing {WRITTEN} forms / xlsxwriter", ratios, WRITING), flush=True)
        paths = []
        for form in forms_of(folder, options.units):
            path = Path(temporary) / form.file
            path.write_bytes(filled_form(form))
            paths.append(path)

        ratios = compare(
            lambda: take_in(folder, paths),
            lambda: read_bare(paths),
            max(3, options.rounds // 2),
            lambda: shutil.rmtree(folder / f"sheets_{_YEAR}", ignore_errors=True),
        )
        print(told(f"taking in {len(paths)} forms / python-calamine", ratios, TAKING))
    packages = [f"{name} {version(name)}" for name in ("xlsxwriter", "python-calamine")]
    print(f"Python {platform.python_version()}, {', '.join(packages)}")


if __name__ == "__main__":
    main()
