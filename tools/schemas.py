"""Write `schemas/*.schema.json` from the fields that the loader reads by.

python tools/schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path

from vtlt_cli.schema import KINDS, schema

FOLDER = Path(__file__).resolve().parent.parent / "schemas"


def texts() -> dict[str, str]:
    """The text of every schema by the name of its file."""
    return {
        f"{kind}.schema.json": json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
        for kind in KINDS
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
