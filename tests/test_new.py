"""`vtlt new`: the folder of a new round."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Result
from inside import DATA, ROOT, inside

from vtlt_cli.new_round.rounds_file import _TO_FILL_IN
from vtlt_cli.rounds.kind import ROUND

FINISHED = ROOT / "examples" / "round" / "finished"
FILES = {"README.md", "rounds.yaml", "clusters_2037.yaml", "criteria_2037.yaml", "awards_2037.yaml"}


def new(tmp_path: Path, *args: str, data: Path = FINISHED, lang: str = "en") -> Result:
    return inside("new", *args, "--data", str(data), cwd=tmp_path, lang=lang)


def findings(folder: Path) -> list[dict[str, Any]]:
    done = inside("validate", str(folder), "-f", "json", cwd=folder.parent)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_every_field_of_a_round_has_its_line() -> None:
    assert {*_TO_FILL_IN, "year", "title"} == set(ROUND.fields)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_round_of_the_same_units_has_their_clusters(lang: str, tmp_path: Path) -> None:
    done = new(tmp_path, "2037", "--from", "2035", lang=lang)
    assert done.code == 0 and done.stdout == ""
    folder = tmp_path / "2037"
    assert {path.name for path in folder.iterdir()} == {*FILES, "provinces.yaml"}
    shown = inside("clusters", "-f", "json", "--data", str(folder))
    before = inside("clusters", "-f", "json", "--data", str(FINISHED))
    assert shown.code == 0 and json.loads(shown.stdout) == json.loads(before.stdout)
    text = (folder / "rounds.yaml").read_text(encoding="utf-8")
    assert "\n    office: Văn phòng Ủy ban nhân dân  #" in text
    assert "# provinces_on: YYYY-MM-DD\n" in text


def test_validate_says_what_is_still_to_be_filled_in(tmp_path: Path) -> None:
    new(tmp_path, "2037", "--from", "2035")
    found = findings(tmp_path / "2037")
    told = sorted((f["code"], Path(f["path"]).name) for f in found)
    # The criteria of each area, the quota of each tier, the scores.
    assert told == [
        ("AWD11", "awards_2037.yaml"),
        *[("AWD12", "awards_2037.yaml")] * 3,
        *[("FIL09", "criteria_2037.yaml")] * 3,
    ]


def test_units_that_have_changed_are_listed_by_their_code(tmp_path: Path) -> None:
    done = new(tmp_path, "2027", "--from", "2009", data=DATA)
    assert done.code == 0 and "the clusters were not copied" in done.stderr
    lines = (tmp_path / "2027" / "clusters_2027.yaml").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)
    units = [line for line in lines if line.endswith(("(tỉnh)", "(thành phố)"))]
    assert len(units) == 34 and units == sorted(units)
    told = {(f["code"], Path(f["path"]).name) for f in findings(tmp_path / "2027")}
    assert ("FIL03", "clusters_2027.yaml") in told


def test_clusters_that_were_not_read_whole_are_not_copied(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(FINISHED, data)
    file = data / "clusters_2035.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Kim Sa", "Nơi nào đó"), "utf-8")
    done = new(tmp_path, "2037", "--from", "2035", data=data)
    assert done.code == 0 and "could not be read whole" in done.stderr
    text = (tmp_path / "2037" / "clusters_2037.yaml").read_text(encoding="utf-8")
    assert "Kim Sa (tỉnh)" in text and "\n- number" not in text


def test_a_register_that_was_not_read_whole_is_none(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(FINISHED, data)
    (data / "provinces.yaml").write_text("- {id: kim-sa}\n", encoding="utf-8")
    done = new(tmp_path, "2037", data=data)
    assert done.code == 1 and not (tmp_path / "2037").exists()


def test_without_an_earlier_round_nothing_is_taken_over(tmp_path: Path) -> None:
    new(tmp_path, "2037")
    text = (tmp_path / "2037" / "rounds.yaml").read_text(encoding="utf-8")
    assert "# office: …" in text and "Văn phòng Ủy ban nhân dân  #" not in text
    criteria = (tmp_path / "2037" / "criteria_2037.yaml").read_text(encoding="utf-8")
    assert all(line.startswith("#") for line in criteria.splitlines() if line)


def test_nothing_that_exists_is_overwritten(tmp_path: Path) -> None:
    kept = tmp_path / "to" / "awards_2037.yaml"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    done = new(tmp_path, "2037", "--to", "to")
    assert done.code == 2 and "to/awards_2037.yaml is there already" in done.stderr
    assert [path.name for path in kept.parent.iterdir()] == ["awards_2037.yaml"]
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = new(tmp_path, "2037", "--to", "file/inside")
    assert done.code == 2 and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["2037", "--from", "2037"], "--from wants a round before 2037"),
        (["2037", "--from", "1999"], "no clusters of round 1999"),
        (["37"], "37 is no year of a round"),
        (["2037", "--to", ""], "--to wants the name of a folder"),
    ],
)
def test_what_cannot_be_is_refused(args: list[str], said: str, tmp_path: Path) -> None:
    done = new(tmp_path, *args)
    assert done.code == 2 and said in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    """Every line of `rounds.yaml`, its `#` taken away and a value put in, is known."""
    new(tmp_path, "2037")
    file = tmp_path / "2037" / "rounds.yaml"
    lines = []
    wanted = {line for block in _TO_FILL_IN.values() for line in block}
    for line in file.read_text(encoding="utf-8").splitlines():
        bare = line.removeprefix("    # ")
        if bare in wanted and bare != line:
            line = "    " + bare.replace("YYYY-MM-DD", "2037-03-01").replace("YYYY-MM", "2035-07")
            line = line.replace("N", "4").replace("date: …", "date: 2037-03-01").replace("…", "Nơi")
        lines.append(line)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    about = [f for f in findings(file.parent) if f["path"].endswith("rounds.yaml")]
    assert [f["code"] for f in about if f["code"].startswith("FIL")] == []
