"""A kind of file is declared once: two invented ones (`invented/`) are found wherever kinds are."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import Result
from inside import ROOT

from vtlt_cli.reading.fields import Record, records_of
from vtlt_cli.reading.kinds import SUBJECTS, kind_of

TESTS = ROOT / "tests"
RECORDS = {
    (kind, record.name): record for kind in SUBJECTS for record in records_of(kind_of(kind).top)
}
ROUNDS = """\
format: 1
rounds:
  - year: 2031
    title: Kiểm tra chéo (giả định)
    appendices:
      7: {table: meetings, title: CÁC CUỘC HỌP}
"""
MEETINGS = """\
- {host: Hà Nội, day: 2031-02-01, guests: 3}
- {host: Thành phố Hải Phòng, day: 2031-03-01, guests: 0}
- {hots: Huế, day: 2031-03-01, guests: 1}
"""
SHEET = "what,amount\nkho,2\ngiá,0\n"
GENERATE = """
import json, sys
from invented import declare
declare()
import field_tables, hook, rules_page, schemas
markers = "<!-- files -->\\n\\n<!-- record: meeting -->\\n\\n<!-- record: seen -->\\n"
print(json.dumps({
    "fields": field_tables.page(markers),
    "hook": hook.page(),
    "settings": schemas.page("<!-- editor settings -->\\n```json\\n{}\\n```\\n"),
    "rules": [rules_page.page(lang) for lang in ("en", "vi")],
    "schemas": {name: json.loads(text) for name, text in schemas.texts().items()},
}))
"""


MADE_OF = {record.of: record for record in RECORDS.values() if record.of and not record.make}


def attributes(record: Record) -> dict[str, str]:
    """What each field of a record is called in its dataclass."""
    return {name: record.attributes.get(name, name) for name in record.fields}


@pytest.mark.parametrize("of", MADE_OF, ids=lambda of: of.__name__)
def test_a_dataclass_has_the_fields_of_its_records(of: Any) -> None:
    """Where nothing else makes it: all that may be read, and nothing that never is."""
    records = [record for record in RECORDS.values() if record.of is of]
    fields = {field.name: field for field in dataclasses.fields(of)}
    told = {name for record in records for name in attributes(record).values()}
    assert set(fields) == told | {"places"}
    missing = dataclasses.MISSING
    needed = {n for n, f in fields.items() if f.default is f.default_factory is missing}
    for record in records:
        required = {attributes(record)[name] for name in record.required}
        assert needed - {"places"} <= required, "a field that may be missing has no default"


@pytest.mark.parametrize("record", RECORDS.values(), ids=map(".".join, RECORDS))
def test_what_a_field_may_hold_is_told_as_it_is_typed(record: Record) -> None:
    for field in record.fields.values():
        for words in field.about:
            assert all(f"`{choice}`" in words for choice in field.choices), words


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_kind_bears_the_name_of_its_subject(kind: str) -> None:
    """So that it is found in its module, and its contents in a dataset."""
    assert kind_of(kind).name == kind
    assert SUBJECTS[kind].file.startswith(kind)


def python(*words: str, cwd: Path) -> Result:
    """A Python of its own, to which the invented kinds and the generators are known."""
    paths = [str(TESTS), str(ROOT), str(ROOT / "tools")]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VTLT_")}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env={**kept, "VTLT_LANG": "en", "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round with the invented files."""
    (tmp_path / "rounds.yaml").write_text(ROUNDS, "utf-8")
    (tmp_path / "meetings_2031.yaml").write_text(MEETINGS, "utf-8")
    sheets = tmp_path / "visitsheets_2031"
    sheets.mkdir()
    (sheets / "ha-noi.csv").write_text(SHEET, "utf-8")
    return tmp_path


def vtlt(folder: Path, *words: str) -> Result:
    return python("-m", "invented", *words, cwd=folder)


def findings(folder: Path, *words: str) -> list[tuple[str, str, int]]:
    found: list[dict[str, Any]] = json.loads(vtlt(folder, "validate", *words, "-f", "json").stdout)
    return [(one["code"], one["path"], one["line"]) for one in found]


@pytest.fixture(scope="module")
def generated() -> Mapping[str, Any]:
    """What the generators of `tools/` make of the invented kinds."""
    made = python("-c", GENERATE, cwd=ROOT)
    assert made.code == 0, made.stderr
    found: Mapping[str, Any] = json.loads(made.stdout)
    return found


def test_it_is_loaded_and_its_rules_are_run(folder: Path) -> None:
    sheet = "visitsheets_2031/ha-noi.csv"
    assert findings(folder, ".") == [
        ("MTG01", "meetings_2031.yaml", 2),
        ("FIL07", "meetings_2031.yaml", 3),
        ("FIL08", "meetings_2031.yaml", 3),
        ("VSH01", sheet, 3),
    ]


@pytest.mark.parametrize("stand", [".", "visitsheets_2031"])
def test_a_file_of_a_unit_has_the_folder_above_for_its_folder(stand: str, folder: Path) -> None:
    name = "ha-noi.csv" if stand != "." else "visitsheets_2031/ha-noi.csv"
    told = vtlt(folder / stand, "validate", name, "-f", "concise")
    assert told.stdout.count("\n") == 1 and " VSH01 " in told.stdout, told


def test_a_file_of_a_unit_on_standard_input(folder: Path) -> None:
    name = "visitsheets_2031/hue.csv"
    told = vtlt(folder, "validate", "-", "--stdin-filename", name, "-f", "concise")
    assert f"{name}:1:1: error FIL03" in told.stdout


def test_rounds_lists_its_files(folder: Path) -> None:
    assert "meetings_2031.yaml, visitsheets_2031/" in vtlt(folder, "rounds", "-f", "plain").stdout
    [row] = json.loads(vtlt(folder, "rounds", "-f", "json").stdout)
    assert (row["meetings"], row["visitsheets"]) == ("meetings_2031.yaml", "visitsheets_2031")


@pytest.mark.parametrize(
    ("made", "meant"),
    [
        ("meeting_2031.yaml", "meetings_2031.yaml"),
        ("Meetings 2031.yml", "meetings_2031.yaml"),
        ("visitsheet_2031/x.csv", "visitsheets_2031"),
        ("visitsheets_2031/hue.CSV", "visitsheets_2031/hue.csv"),
    ],
)
def test_a_slip_of_its_name_is_told(made: str, meant: str, folder: Path) -> None:
    path = folder / made
    path.parent.mkdir(exist_ok=True)
    path.write_text("", "utf-8")
    told = vtlt(folder, "validate", "--select", "FIL19", "-f", "json").stdout
    [found] = json.loads(told)
    assert meant in found["message"] + found["help"]


def test_the_sentences_that_list_the_files_name_it(tmp_path: Path) -> None:
    both = "meetings_YYYY.yaml", "visitsheets_YYYY/<unit>.csv"
    nothing = vtlt(tmp_path, "validate", ".")
    assert nothing.code == 2 and ", ".join(both) in nothing.stderr
    (tmp_path / "other.txt").write_text("", "utf-8")
    other = vtlt(tmp_path, "validate", "other.txt")
    assert other.code == 2 and " and ".join(both) in other.stderr


def test_it_is_printed_as_an_appendix(folder: Path) -> None:
    printed = vtlt(folder, "appendix", "7", "-f", "csv")
    assert printed.stdout.splitlines()[1:] == ["Hà Nội,3", "Thành phố Hải Phòng,0"]
    # One record could not be read.
    assert printed.code == 1


def test_its_rules_are_explained_and_chosen(folder: Path) -> None:
    assert vtlt(folder, "explain", "VSH").stdout.startswith("VSH01  note")
    assert "MTG, VSH" in vtlt(folder, "explain", "XYZ").stderr
    assert [code for code, *_ in findings(folder, ".", "--select", "MTG")] == ["MTG01"]


def test_it_has_a_schema(generated: Mapping[str, Any]) -> None:
    schema = generated["schemas"]["meetings.schema.json"]
    assert schema["title"] == "meetings_YYYY.yaml"
    assert set(schema["items"]["properties"]) == {"host", "day", "guests"}
    appendix = generated["schemas"]["rounds.schema.json"]["properties"]["rounds"]["items"]
    tables = appendix["properties"]["appendices"]["additionalProperties"]["properties"]["table"]
    assert "meetings" in tables["enum"] and "meetings" in tables["description"]


def test_editors_know_which_files_it_describes(generated: Mapping[str, Any]) -> None:
    settings = '"schemas/meetings.schema.json": "data/meetings_*.yaml"'
    assert settings in generated["settings"]


def test_its_fields_are_in_the_tables(generated: Mapping[str, Any]) -> None:
    page = generated["fields"]
    assert "| `meetings_YYYY.yaml` | The meetings of a round (invented). | a round |" in page
    assert "| `visitsheets_YYYY/<unit>.csv` |" in page and "| a unit of a round |" in page
    assert "| `guests` | yes | How many come (invented). |" in page
    assert "| `amount` | yes | How much (invented). |" in page


def test_its_rules_are_on_the_pages(generated: Mapping[str, Any]) -> None:
    english, vietnamese = generated["rules"]
    assert "**MTG**: meetings (invented)\n" in english and "\n## VSH01\n" in english
    assert "**MTG**: cuộc họp (giả định)\n" in vietnamese and "\n## VSH01\n" in vietnamese


def test_the_hook_runs_on_it(generated: Mapping[str, Any]) -> None:
    assert "meetings_[1-9][0-9]{3}\\.yaml" in generated["hook"]
    assert "visitsheets_[1-9][0-9]{3}/[^/]+\\.csv" in generated["hook"]
