"""A form filled in by LibreOffice without a screen: a Basic macro in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pytest

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MODULE = (
    _HEAD + '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
    '"module.dtd">\n<script:module xmlns:script="http://openoffice.org/2000/script" '
    'script:name="Module1" script:language="StarBasic">{}</script:module>'
)
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}


def needed() -> None:
    """Skip, and say why, where LibreOffice is not there."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not on this machine")


def written(path: Path, cells: Mapping[str, Any], more: list[str], *to: Path) -> None:
    """Open the workbook, write into the cells of its first sheet (by `B7`), do `more` with the
    sheet `s`, and save it under each of the names.
    """
    lines = [
        "Sub Fill",
        "Dim hidden(0) As New com.sun.star.beans.PropertyValue",
        'hidden(0).Name = "Hidden" : hidden(0).Value = True',
        f'd = StarDesktop.loadComponentFromURL("{path.as_uri()}", "_blank", 0, hidden())',
        "s = d.getSheets().getByIndex(0)",
    ]
    for place, value in cells.items():
        cell = f's.getCellRangeByName("{place}")'
        quoted = str(value).replace('"', '""')
        is_text = isinstance(value, str)
        lines.append(f'{cell}.setString("{quoted}")' if is_text else f"{cell}.setValue({value})")
    lines += [*more, "Dim saved(0) As New com.sun.star.beans.PropertyValue"]
    for target in to:
        lines.append(f'saved(0).Name = "FilterName" : saved(0).Value = "{FILTERS[target.suffix]}"')
        lines.append(f'd.storeToURL("{target.as_uri()}", saved())')
    lines += ["d.close(True)", "StarDesktop.terminate()", "End Sub"]
    profile = path.parent / "profile"
    # The first start makes the profile, with a module in which nothing stands.
    _run(profile, "--terminate_after_init")
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    assert module.exists(), "LibreOffice has no Basic here"
    module.write_text(_MODULE.format(escape("\n".join(lines))), "utf-8")
    _run(profile, "macro:///Standard.Module1.Fill")
    assert all(target.exists() for target in to), "LibreOffice saved nothing"


def _run(profile: Path, what: str) -> None:
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--norestore", what),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
