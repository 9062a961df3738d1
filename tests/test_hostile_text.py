"""What stands in the data does not speak to a terminal, forge a line, or turn one round."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from inside import ROOT, inside

from vtlt_cli.printing.render import FORMATS, View, rendered
from vtlt_cli.printing.table import Column, Line, Table, text_of
from vtlt_cli.wording import one_line

ROUND = ROOT / "examples" / "round" / "finished"
# Escape sequences, C1, the ends of lines, and the controls of direction.
HOSTILE = (
    "\x1b[2J",
    "\x07",
    "\x7f",
    "\x9b31m",
    "\n::error::forged",
    "\r\n::add-mask::x",
    "\u2028x",
    "\u2029x",
    "\u202egpj",
    "\u2066x\u2069",
    "\u200ex",
    "\u200fx",
    "\u061cx",
)
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TEXTUAL = [name for name, format_ in FORMATS.items() if not format_.binary]


def table_of(cell: str) -> Table:
    return Table(
        (Line(f"Bảng {cell} một"),),
        (Column(f"a{cell}", text_of("a")), Column("b", text_of("b"))),
        ("a", "b"),
        [{"a": f"x{cell}y", "b": "z"}],
    )


@pytest.mark.parametrize("cell", HOSTILE)
@pytest.mark.parametrize("format_", TEXTUAL)
def test_no_text_format_lets_it_through(format_: str, cell: str) -> None:
    """In a cell, in a heading, in the title of a column: a code point in its place."""
    text = rendered(FORMATS[format_], [table_of(cell)], View(200))
    assert isinstance(text, str)
    lines = text.replace("\r\n", "\n").split("\n")
    assert not [line for line in lines if FORBIDDEN.search(line)]
    assert not [line for line in lines if line.lstrip(" \"'|").startswith("::")]
    if format_ == "json":
        assert json.loads(text)[0]["a"] == f"x{cell}y"
    else:
        code = f"U+{ord(cell.replace(chr(13) + chr(10), chr(10))[0]):04X}"
        assert code in text or (format_.startswith("csv") and "U+000D" in text)


def test_a_code_point_for_each() -> None:
    for cell in HOSTILE:
        assert not FORBIDDEN.search(one_line(cell)) and "\n" not in one_line(cell)
    for text in ("Bà Rịa – Vũng Tàu", "a\u00a0b", "漢字 😀", "a\u200bb"):
        assert one_line(text) == text


@pytest.mark.parametrize("cell", HOSTILE)
def test_documents_have_lines_but_no_controls(cell: str) -> None:
    """In a document a line end is a line of the cell; all else is a code point."""
    seen: list[str] = []

    def show(row: object) -> str:
        return f"x{cell}y"

    table = Table((), (Column("a", show),), ("a",), [{"a": 1}])

    def write(tables: Sequence[Table], view: View) -> str:
        seen.append(tables[0].columns[0].show({"a": 1}))
        return ""

    writes = FORMATS["docx"]._replace(write=write)
    rendered(writes, [table], View())
    assert not FORBIDDEN.search(seen[0])
    assert ("\n" in seen[0]) == ("\n" in cell)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", " =1", "\u3000=1", "\u00a0@x", "＝1", "＋1", "－1", "＠x", "﹢1", "\u200b=1", "\t=1"],
)
def test_csv_excel_runs_no_formula(cell: str) -> None:
    """Whatever stands before the sign, and however wide it is."""
    text = rendered(
        FORMATS["csv-excel"], [table_of("")._replace(rows=[{"a": cell, "b": ""}])], View()
    )
    assert isinstance(text, str)
    _titles, [written, _] = csv.reader(io.StringIO(text), delimiter=";")
    assert written.startswith(("'", "<U+0009>"))


def hostile_folder(tmp_path: Path) -> Path:
    """A round whose names, tiers and titles are hostile."""
    (tmp_path / "rounds.yaml").write_text(
        'format: 1\nrounds:\n  - year: 2031\n    title: "T\\e[2J\\n::error::t"\n', encoding="utf-8"
    )
    (tmp_path / "scores_2031.csv").write_bytes(
        'province,score\n"Z\x1b[2J\n::error::forged",2\nq\u202ex\x9b31m,1\n'.encode()
    )
    (tmp_path / "awards_2031.yaml").write_text(
        'status: proposed\ntiers:\n  - {id: a, name: "G\\e[2J\\n::error::g", quota: 1}\n',
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize(
    "command",
    ["rank", "awards", "stats", "chart", "rounds", "errata", "validate", "validate -f github"],
)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_command_lets_it_through(command: str, lang: str, tmp_path: Path) -> None:
    """On stdout and on stderr."""
    folder = hostile_folder(tmp_path)
    name, *options = command.split()
    where = [str(folder)] if name == "validate" else ["--data", str(folder)]
    result = inside(name, *where, *options, lang=lang)
    for text in (result.stdout, result.stderr):
        for line in text.split("\n"):
            assert not FORBIDDEN.search(line), line
            forged = line.lstrip().startswith("::")
            assert not forged or command == "validate -f github"
            assert not line.lstrip().startswith(("::error::", "::add-mask"))
    if name == "chart":
        ElementTree.fromstring(result.stdout)


def test_a_name_of_a_file_is_no_command(tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b[2J\n::error::b"
    folder.mkdir()
    (folder / "scores_2031.csv").write_text("province,score\nX,1\n", encoding="utf-8")
    for command in (["rank", "--data"], ["validate"], ["validate", "-f", "concise"]):
        result = inside(*command, str(folder), cwd=tmp_path)
        for line in (result.stdout + result.stderr).split("\n"):
            assert not FORBIDDEN.search(line) and not line.startswith("::")


def test_a_name_of_a_sheet_or_in_a_patch_is_no_command(tmp_path: Path) -> None:
    """Any stem makes a sheet a data file; a patch is headed with the names of its file."""
    folder = tmp_path / "a\n::error::b"
    shutil.copytree(ROUND, folder)
    sheet = (folder / "sheets_2035" / "bach-van.csv").read_text("utf-8")
    for stem in ("x\n::add-mask::y", "z\x1b[2J"):
        (folder / "sheets_2035" / f"{stem}.csv").write_text(sheet, "utf-8")
    (folder / "scores_2031.csv").write_text("province,score\nKim  Sa,1\n", "utf-8")
    for format_ in ("text", "concise", "json", "sarif", "junit", "github", "diff"):
        args = ["--diff"] if format_ == "diff" else ["-f", format_]
        done = inside("validate", str(folder), *args, cwd=tmp_path)
        assert done.code == 1
        for line in done.stdout.split("\n"):
            assert not FORBIDDEN.search(line), line
            is_ours = format_ == "github" and line.startswith(("::error file=", "::warning file=",
                                                               "::notice file="))  # fmt: skip
            assert is_ours or not line.lstrip().startswith("::"), line


def test_json_is_no_command_to_a_log_either(tmp_path: Path) -> None:
    text = '- {id: a, name: Alpha, kind: xã, region: "##[error]x", code: "##[group]\\e"}\n'
    (tmp_path / "provinces.yaml").write_text(text, "utf-8")
    (tmp_path / "scores_2031.csv").write_text("province,score\nAlpha,1\n", "utf-8")
    for command in (["provinces"], ["rank", "--by", "region"]):
        done = inside(*command, "-f", "json", "--data", str(tmp_path))
        assert done.code == 0 and "##[" not in done.stdout
        assert "##[error]x" in f"{json.loads(done.stdout)}"


def test_a_cell_that_begins_a_line_is_no_command_to_a_log(tmp_path: Path) -> None:
    """GitHub carries out `::` behind any white space, and `##[` wherever it stands."""
    awards = "status: proposed\ntiers:\n  - {id: a, name: '::error::x ##[error]y', quota: 1}\n"
    (tmp_path / "awards_2031.yaml").write_text(awards, "utf-8")
    (tmp_path / "scores_2031.csv").write_text("province,score\nHà Nội,2\nSơn La,1\n", "utf-8")
    for command in (["awards"], ["awards", "--check"], ["awards", "--text"]):
        for format_ in ("plain", "table", "markdown"):
            args = command if "--text" in command else [*command, "-f", format_]
            done = inside(*args, cwd=tmp_path)
            for line in (done.stdout + done.stderr).splitlines():
                assert not line.lstrip().startswith("::") and "##[" not in line, line
            assert "U+005B" in done.stdout


OF_THE_ROUND = (
    "rank", "awards", "awards --text", "awards --check", "stats", "chart", "clusters", "plan",
    "progress --on 2036-01-01", "sheet", "sheet bach-van", "totals", "totals --by criterion",
    "appendix", "errata", "provinces", "rounds", "overview", "draft", "draft report -f html",
    "draft index -f html", "validate", "validate -f concise", "validate --diff",
    "new 2040 --to new", "form self -o forms", "form plan -o plans", "import bang.tsv --dry-run",
)  # fmt: skip


@pytest.mark.parametrize("field", ["name", "title", "text", "office", "issuer", "number", "reason"])
def test_nothing_of_a_round_speaks_through_any_command(field: str, tmp_path: Path) -> None:
    """One field of every file of a finished round says what a terminal or a log would obey."""
    folder = tmp_path / "so-lieu"
    shutil.copytree(ROUND, folder)
    hostile = '"::error::x ##[error]y\\e[2J\\n::add-mask::z\\u202e\\x9b"'
    changed = 0
    for path in folder.glob("*.yaml"):
        text, count = re.subn(
            rf"(?m)(^(?:\s*-)?\s*|(?<=[{{ ])){field}: [^,}}\[{{\n|>]+(?=[,}}]|$)",
            lambda found: f"{found[1]}{field}: {hostile}",
            path.read_text("utf-8"),
        )
        path.write_text(text, "utf-8")
        changed += count
    assert changed
    table = "Stt\tTên cơ quan\tTổng số điểm\n1\t::error::x ##[error]\x1b[2J\t90\n"
    (tmp_path / "bang.tsv").write_text(table, "utf-8")
    for command in OF_THE_ROUND:
        done = inside(*command.split(), cwd=tmp_path, env={"VTLT_DATA": "so-lieu"})
        page = "html" in command or command in ("overview", "chart")
        for line in (done.stderr if page else done.stdout + done.stderr).split("\n"):
            assert not FORBIDDEN.search(line), (command, line)
            assert not line.lstrip().startswith("::") and "##[" not in line, (command, line)
        assert not page or not FORBIDDEN.search(done.stdout.replace("\n", "")), command
