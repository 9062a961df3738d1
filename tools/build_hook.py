"""The build hook of the wheel: the packaged register as JSON beside its YAML.

A folder without a register of its own is read with this one; with it a lone scores file imports no
PyYAML. It is made from `data/provinces.yaml` at each build and never committed; where there is
none, as in a checkout, the YAML is read.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "provinces"


def as_json(text: str) -> str:
    """A YAML text as JSON, every value as the text that stands there."""
    import yaml

    return json.dumps(yaml.load(text, Loader=yaml.BaseLoader), ensure_ascii=False, indent=0) + "\n"


class RegisterAsJson(BuildHookInterface[Any]):
    """What hatchling calls before it packs the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the JSON to a wheel; an editable install reads the YAML of the checkout."""
        if version == "editable":
            return
        text = (Path(self.root) / "data" / f"{NAME}.yaml").read_text(encoding="utf-8")
        self.folder = tempfile.TemporaryDirectory(prefix="vtlt-")
        made = Path(self.folder.name) / f"{NAME}.json"
        made.write_text(as_json(text), encoding="utf-8", newline="\n")
        build_data["force_include"][str(made)] = f"vtlt_cli/data/{NAME}.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The wheel has it; nothing is left behind."""
        if version != "editable":
            self.folder.cleanup()
