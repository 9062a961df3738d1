"""What holds of any sheet: it goes out as a form, is filled in, and comes back as it was."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from filled_forms import fill, sheet_cells
from hypothesis import given, settings
from inside import inside
from sheet_folders import HEADER, IDS, YEAR, SheetPlan, sheet_rounds

from vtlt_cli.cli.session import Context
from vtlt_cli.cli.taking import Forms
from vtlt_cli.reading.folder import scan


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@settings(max_examples=12, deadline=None)
@given(plan=sheet_rounds())
def test_sheet_to_form_to_sheet(plan: SheetPlan) -> None:
    """Self side, then agreed side: the sheet is the one that was typed, line by line."""
    plan.papers = False
    unit = IDS[0]
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = plan.files()
        sheets = {path: content for path, content in files.items() if path.startswith("sheets_")}
        write(folder / "data", {path: c for path, c in files.items() if path not in sheets})
        write(folder / "typed", sheets)
        for kind in ("self", "agreed"):
            out = folder / kind
            done = inside("form", kind, unit, "-o", str(out), "--data", str(folder / "data"))
            assert done.code == 0, done.stderr
            (path,) = out.iterdir()
            book = openpyxl.load_workbook(path)
            fill(book, 0, sheet_cells(folder / "typed" / f"sheets_{YEAR}" / f"{unit}.csv", kind))
            book.save(path)
            forms = Forms(
                Context(None, "vi", "auto", {}, []), scan(str(folder / "data")), None, None
            )
            assert forms.offer(str(path), path.read_bytes())
            assert [trouble for one in forms.refused for trouble in one.troubles] == []
            forms.write()
        text = (folder / "data" / f"sheets_{YEAR}" / f"{unit}.csv").read_text("utf-8")
        header, *rows = csv.reader(io.StringIO(text))
        assert (tuple(header), rows) == (HEADER, plan.sheets[unit])
        found = inside("validate", str(folder / "data"), "-f", "concise")
        assert "SHT" not in found.stdout, found.stdout
