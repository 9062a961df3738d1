"""What the tests of corrections share: small registers, and the command as they call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inside import DATA, ROOT, inside

GOLDEN = ROOT / "tests" / "golden" / "errata"
COMMUNES = ROOT / "examples" / "communes"
BLANK = "…………"
CHOSEN = ("16:Trà Vinh=Lai Châu", "6:leader=Sơn La", "6:Hà Tây=-")
REGISTER = (
    "- {id: an-binh, name: An Bình, kind: sở}\n"
    "- {id: long-dien, name: Long Điền, kind: sở}\n"
    "- {id: tan-son, name: Tân Sơn, kind: sở}\n"
    "- {id: vinh-xuan, name: Vĩnh Xuân, kind: sở}\n"
)
ROUNDS = "format: 1\nrounds:\n  - {year: 2031, provinces_on: 2031-01-01}\n"
SIZED = "format: 1\nrounds:\n  - {year: 2031, provinces_on: 2031-01-01, clusters: {size: 2}}\n"


def chosen(*choices: str) -> list[str]:
    """The options that make these choices."""
    return [word for choice in choices for word in ("--choose", choice)]


def rows(*args: str, data: Path = DATA) -> list[dict[str, Any]]:
    result = inside("errata", "--data", str(data), "-f", "json", *args)
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def beside(folder: Path, more: str = "") -> Path:
    """A place for the copy of a folder."""
    return folder.with_name(f"{folder.name}-copy{more}")


def codes(folder: Path) -> list[str]:
    found = json.loads(inside("validate", str(folder), "-f", "json").stdout)
    return [f"{f['code']} {f['severity']}" for f in found]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def cells(*args: str, data: Path = DATA) -> list[list[str]]:
    """The rows as people see them: of a Markdown table."""
    lines = inside("errata", "--data", str(data), "-f", "markdown", *args).stdout.split("\n")
    table = [line for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[2:]]
