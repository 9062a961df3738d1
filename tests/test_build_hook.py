"""The wheel carries the packaged register as JSON too, and both are one register."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from inside import ROOT

from vtlt_cli.load import register_of
from vtlt_cli.names import Register
from vtlt_cli.reading import folder as folders
from vtlt_cli.reading.folder import Folder
from vtlt_cli.units import Province

pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a wheel that is built of this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(out / "unpacked")
    return out / "unpacked" / "vtlt_cli" / "data"


def register(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, Any]]:
    """The register that serves a folder without one, unit by unit; places are those of a file."""
    monkeypatch.setattr("vtlt_cli.load.packaged_folder", lambda: str(packaged))
    found: Register = register_of(Folder("nowhere", {}))
    return [{f.name: getattr(unit, f.name) for f in fields(Province)} for unit in found.provinces]


def test_both_are_one_register(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_json = register(packaged, monkeypatch)
    (packaged / "provinces.json").rename(packaged / "kept")
    of_yaml = register(packaged, monkeypatch)
    (packaged / "kept").rename(packaged / "provinces.json")
    assert len(of_json) == len(of_yaml) > 64
    for one, other in zip(of_json, of_yaml, strict=True):
        assert set(one["places"]) == set(other["places"])
        # JSON has no places of its own: each is the whole file. No rule tells a place in the
        # register of another folder.
        assert {span.line for span in one["places"].values()} == {1}
        assert {**one, "places": None} == {**other, "places": None}


def test_all_that_is_shipped_is_there(packaged: Path) -> None:
    shipped = {path.name for path in (ROOT / "data").iterdir()}
    assert {path.name for path in packaged.iterdir()} == shipped | {"provinces.json"}
    assert not (ROOT / "data" / "provinces.json").exists(), "it is made at each build"


def test_it_spares_a_lone_scores_file_the_import_of_yaml(packaged: Path, tmp_path: Path) -> None:
    (tmp_path / "scores_2011.csv").write_text("province,score\nSơn La,20\n", "utf-8")
    code = (
        "import sys; from vtlt_cli.cli import run; code = run(['rank', '-f', 'csv']);"
        "print(code, 'yaml' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("VTLT_")},
            "PYTHONPATH": str(packaged.parent.parent),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == "0 False\n"


def test_the_folder_of_the_package_is_where_the_wheel_puts_it(packaged: Path) -> None:
    assert Path(folders.packaged_folder()).name == packaged.name == "data"
