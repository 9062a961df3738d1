"""The files that ship with vtlt, kept as constants: equal to what is parsed, and for no other text.

`load` spares PyYAML for them; see `vtlt_cli/load/frozen.py`.
"""

from __future__ import annotations

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from inside import DATA, ROOT, inside

from vtlt_cli.diagnostics import Problem
from vtlt_cli.load import scan
from vtlt_cli.load.fields import Reading, read_list
from vtlt_cli.load.frozen import frozen_node, frozen_province, shipped_node, shipped_register
from vtlt_cli.load.records import province_of
from vtlt_cli.model import Name
from vtlt_cli.reading.yaml_text import Scalar, parse_yaml

FILES = sorted(path for path in DATA.glob("*.yaml"))


def test_the_module_is_what_the_tool_writes() -> None:
    """After a change of `data/`, run `python tools/shipped.py`."""
    written = runpy.run_path(str(ROOT / "tools" / "shipped.py"))["module"]()
    assert (ROOT / "vtlt_cli" / "load" / "shipped.py").read_text(encoding="utf-8") == written


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_kept_is_what_is_parsed(path: Path) -> None:
    """Values and places alike, whatever the path of the file."""
    text = path.read_text(encoding="utf-8")
    problems: list[Problem] = []
    node = parse_yaml(text, "here", problems)
    assert node is not None
    assert not problems
    if path.name != "provinces.yaml":
        kept = shipped_node(text, "here")
        assert kept is not None
        assert kept.span == node.span
        assert frozen_node(kept) == frozen_node(node)
        return
    units = shipped_register(text, "here")
    assert units is not None
    found, complete = read_list(node, "province", Reading(problems, _no_names))
    assert complete
    assert [frozen_province(unit) for unit in units] == [
        frozen_province(province_of(values)) for values in found
    ]
    assert {span.path for unit in units for span in unit.places.values()} == {"here"}
    for unit in units:
        line = text.split("\n")[unit.places["name"].line - 1]
        assert line.endswith(unit.name) or f'"{unit.name}"' in line


def _no_names(cell: Scalar) -> Name:
    raise AssertionError("a register holds no names")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_another_text_is_parsed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for other in (text + "\n", text.replace("\n", "\r\n"), text[:-1], "\n" + text):
        assert shipped_node(other, "") is None
        assert shipped_register(other, "") is None


def test_one_letter_changed_is_seen(tmp_path: Path) -> None:
    """In the register and in a round file, through the command."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    register = folder / "provinces.yaml"
    register.write_text(
        register.read_text("utf-8").replace("name: Sơn La", "name: Sơn Lạ"), "utf-8"
    )
    rounds = folder / "rounds.yaml"
    rounds.write_text(rounds.read_text("utf-8").replace("office: Văn", "office: Vặn"), "utf-8")
    assert len(scan(str(folder)).files) == len(scan(str(DATA)).files)
    printed = inside("rank", "--data", str(folder), "-f", "csv").stdout
    assert "Sơn Lạ" in printed
    assert "Vặn phòng" in printed


def test_ranking_the_shipped_round_spares_pyyaml() -> None:
    """What the constants are for: PyYAML takes longer to import than the ranking."""
    code = (
        "import sys; from vtlt_cli.cli import run; code = run(['rank', '-f', 'csv']);"
        "sys.exit(code or 'yaml' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True)
    assert result.returncode == 0
