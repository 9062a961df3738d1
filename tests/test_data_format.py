"""`docs/data-format.md` against the loader: its field tables, its examples and what it says of
numbers and names.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Golden
from inside import ROOT

from tools import tool
from vtlt_cli.reading.fields import Record, records_of
from vtlt_cli.reading.kinds import SUBJECTS, kind_of

PAGE = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")


def sections() -> dict[str, list[Record]]:
    """Which section of the page tells the fields of which records, each where it comes first."""
    told: list[Record] = []
    found: dict[str, list[Record]] = {}
    for kind, subject in SUBJECTS.items():
        found[subject.file] = [r for r in records_of(kind_of(kind).top) if r not in told]
        told += found[subject.file]
    return found


SECTIONS = sections()
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", PAGE, re.DOTALL))


def folder_of(name: str) -> tuple[str, str]:
    """The data folder of an example and the name of its file in it, which may have a folder too."""
    path = Path(name)
    inside = path.parent.name if "_" in path.parent.name else ""
    folder = path.parent.parent if inside else path.parent
    return str(folder), f"{inside}/{path.name}" if inside else path.name


FOLDERS = sorted({folder_of(name)[0] for name in FILES})


def section(title: str) -> str:
    """The text under a heading, up to the next of its level or above."""
    match = re.search(
        rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,2}} |\Z)", PAGE, re.DOTALL | re.MULTILINE
    )
    assert match, f"no section {title}"
    if match[1] == "###":
        return match[2].split("\n### ")[0]
    return match[2]


def rows(text: str) -> list[list[str]]:
    """The cells of the first table in the text, without its head."""
    table = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert table, "no table"
    lines = table[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The real command in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VTLT_")}
    return subprocess.run(
        [sys.executable, "-m", "vtlt_cli", *words],
        cwd=folder,
        env=kept | {"VTLT_LANG": "en", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )


def findings(folder: Path) -> list[dict[str, Any]]:
    done = run(folder, "validate", ".", "-f", "json")
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def standings(folder: Path) -> list[dict[str, Any]]:
    done = run(folder, "rank", "-f", "json")
    found: list[dict[str, Any]] = json.loads(done.stdout, parse_float=str) if done.stdout else []
    return found


def test_the_tables_of_fields_are_what_the_generator_makes(golden: Golden) -> None:
    golden(ROOT / "docs" / "data-format.md", tool("field_tables").page(PAGE))


@pytest.mark.parametrize(
    ("title", "record"),
    [(title, one.name) for title, records in SECTIONS.items() for one in records],
)
def test_every_record_has_its_table_in_its_section(title: str, record: str) -> None:
    assert f"<!-- record: {record} -->\n" in section(f"`{title}`")


def test_every_field_stands_in_an_example() -> None:
    text = "\n".join(FILES.values())
    for records in SECTIONS.values():
        for record in records:
            for name in record.fields:
                assert re.search(rf"\b{name}\b", text), f"{record.name}.{name}"


def test_each_kind_of_file_has_an_example() -> None:
    files = [folder_of(name)[1] for name in FILES]
    names = {re.sub("/.*(?=[.])", "/<unit>", re.sub("[0-9]{4}", "YYYY", name)) for name in files}
    assert names == set(SECTIONS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_examples_load_without_a_finding(folder: str, tmp_path: Path) -> None:
    for name, text in FILES.items():
        if folder_of(name)[0] == folder:
            path = tmp_path / folder_of(name)[1]
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    done = run(tmp_path, "validate", ".", "-f", "json")
    # What is waived is told as a note; every other example has nothing to tell.
    findings = [f for f in json.loads(done.stdout) if "[waived: " not in f["message"]]
    assert (findings, done.returncode) == ([], 0), done.stderr


@pytest.mark.parametrize("row", rows(section("Numbers")), ids=lambda row: " ".join(row[:2]))
def test_numbers_are_read_as_told(row: list[str], tmp_path: Path) -> None:
    written, decimals, value, told = row
    scores = f'province,score\nHà Nội,5000\nBình Định,"{written.strip("`")}"\n'
    (tmp_path / "scores_2011.csv").write_text(scores, encoding="utf-8")
    if decimals != "—":
        described = f"format: 1\nrounds: [{{year: 2011, scores: {{decimals: {decimals}}}}}]\n"
        (tmp_path / "rounds.yaml").write_text(described, encoding="utf-8")
    found = [f"{finding['severity']} {finding['code']}" for finding in findings(tmp_path)]
    assert found == ([told.partition(":")[0]] if told else [])
    ranked = [one for one in standings(tmp_path) if one["province"] == "binh-dinh"]
    assert [str(one["score"]) for one in ranked] == ([value] if value else [])


@pytest.mark.parametrize("row", rows(section("Names")), ids=lambda row: row[0])
def test_names_are_read_as_told(row: list[str], tmp_path: Path) -> None:
    written, meant, told, why = row
    text = re.sub(r"<U\+([0-9A-F]{4})>", lambda match: chr(int(match[1], 16)), written.strip("`"))
    (tmp_path / "scores_2007.csv").write_text(f"province,score\n{text},1\n", encoding="utf-8")
    found = [f"{finding['severity']} {finding['code']}" for finding in findings(tmp_path)]
    assert found == ([told] if told else [])
    # A row that is no office has no place.
    ranked = [one["province"] for one in standings(tmp_path)]
    assert ranked == [meant.strip("`") or None] or (not meant and not ranked)
    assert why
