"""What the commands share: where the data is, JSON and CSV of their tables, `-o`, and colour."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from inside import DATA, inside, rows_of, score_file, words

from vtlt_cli.cli import session


def best(*args: str, **surroundings: Any) -> str:
    """The first of the ranking."""
    return str(rows_of("rank", *args, **surroundings)[0]["name"])


def test_which_folder(tmp_path: Path) -> None:
    """`--data`, else VTLT_DATA, else `.`, else `./data`, else the data of the package."""
    score_file(tmp_path / "option", "scores_2011.csv", "Sơn La")
    score_file(tmp_path / "env", "scores_2011.csv", "Yên Bái")
    score_file(tmp_path / "here", "scores_2011.csv", "Lào Cai")
    score_file(tmp_path / "here" / "data", "scores_2011.csv", "Cà Mau")
    score_file(tmp_path / "beside" / "data", "scores_2011.csv", "Phú Thọ")
    (tmp_path / "beside" / "provinces.yaml").write_bytes((DATA / "provinces.yaml").read_bytes())
    env = {"VTLT_DATA": str(tmp_path / "env")}
    option = ["--data", str(tmp_path / "option")]
    assert best(*option, cwd=tmp_path / "here", env=env) == "Sơn La"
    assert best(cwd=tmp_path / "here", env=env) == "Yên Bái"
    assert best(cwd=tmp_path / "here") == "Lào Cai"
    assert best(cwd=tmp_path / "beside") == "Phú Thọ"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_packaged_data_is_named(lang: str, tmp_path: Path) -> None:
    """One line on stderr says that the data are those of the package."""
    result = inside("rank", "-f", "json", cwd=tmp_path, lang=lang)
    assert (result.code, len(json.loads(result.stdout))) == (0, 64)
    assert result.stderr.count("\n") == 1 and "241/BC-VTLTNN" in result.stderr


def test_a_folder_with_scores_alone(tmp_path: Path) -> None:
    """Without a register the packaged one serves; without rounds the year is in the name."""
    score_file(tmp_path, "scores_2011.csv", "Hà Giang")
    result = inside("rank", "-f", "json", cwd=tmp_path)
    rows = json.loads(result.stdout)
    assert (result.code, result.stderr) == (0, "")
    assert [(row["rank"], row["province"], row["office"]) for row in rows] == [
        (1, "ha-giang", "Tỉnh Hà Giang"),
        (2, "ha-noi", "Thành phố Hà Nội"),
    ]
    assert inside("validate", cwd=tmp_path).code == 0
    assert "2011" in inside("rank", "-f", "plain", cwd=tmp_path).stdout.splitlines()[0]


def test_a_folder_may_bring_its_own_register(tmp_path: Path) -> None:
    """The communes of one province: nothing assumes 64, or provinces."""
    (tmp_path / "provinces.yaml").write_text(
        "- {id: an-phu, name: An Phú, kind: xã}\n- {id: an-dong, name: An Đông, kind: phường}\n",
        encoding="utf-8",
    )
    score_file(tmp_path, "scores_2026.csv", "xã An Phú")
    path = tmp_path / "scores_2026.csv"
    text = path.read_text(encoding="utf-8").replace("Hà Nội", "An Đông")
    path.write_text(text, encoding="utf-8")
    result = inside("rank", "-f", "json", cwd=tmp_path)
    assert (result.code, result.stderr) == (0, "")
    assert [row["office"] for row in json.loads(result.stdout)] == ["Xã An Phú", "Phường An Đông"]
    assert inside("validate", cwd=tmp_path).code == 0


def test_the_latest_round_unless_another_is_asked_for(tmp_path: Path) -> None:
    score_file(tmp_path, "scores_2011.csv", "Sơn La")
    score_file(tmp_path, "scores_2013.csv", "Yên Bái")
    assert best(cwd=tmp_path) == "Yên Bái"
    assert best("--round", "2011", cwd=tmp_path) == "Sơn La"
    unknown = inside("rank", "--round", "2012", cwd=tmp_path)
    assert unknown.code == 2 and "2011, 2013" in unknown.stderr


FIELDS = {
    "rank": "position, rank, tied, province, name, office, score",
    "awards": "tier, tier_name, granted_by, status, position, rank, tied, province, name, office, "
    "score, published_tier, exception, exception_reason, exception_decision, exception_date",
    "clusters": "number, leader, members, leader_name, member_names",
    "appendix 1": "position, province, office, score",
    "appendix 2": "number, leader, members, leader_name, member_names",
    "provinces": "id, name, kind, code, iso, region, from, to, successors, decision",
    "validate": "code, severity, message, path, line, column, end_line, end_column, province, "
    "help, related, fix",
}


@pytest.mark.parametrize("command", FIELDS)
def test_json_fields(command: str) -> None:
    """The field names, in their order, on every row."""
    fields = FIELDS[command].split(", ")
    rows = rows_of(*command.split())
    assert rows and all(list(row) == fields for row in rows)


def as_csv(value: Any) -> str:
    """A JSON value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(map(as_csv, value)) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("command", [name for name in FIELDS if name != "validate"])
def test_csv_has_the_same_columns(command: str) -> None:
    """Lists joined by `; `, true and false, null empty."""
    text = inside(*command.split(), "-f", "csv").stdout
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert header == FIELDS[command].split(", ")
    assert rows == [[as_csv(value) for value in row.values()] for row in rows_of(*command.split())]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("out.csv", "csv"),
        ("out.json", "json"),
        ("out.md", "markdown"),
        ("out.html", "html"),
        ("out.HTM", "html"),
        ("out.txt", "plain"),
    ],
)
def test_output_takes_the_format_of_the_suffix(name: str, format_: str, tmp_path: Path) -> None:
    """The table goes to the file alone, byte for byte what would be printed."""
    path = tmp_path / name
    result = inside("rank", "-o", str(path))
    assert (result.code, result.stdout, result.stderr) == (0, "", "")
    assert path.read_bytes().decode("utf-8") == inside("rank", "-f", format_).stdout
    assert [child.name for child in tmp_path.iterdir()] == [name]


def test_format_wins_over_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert inside("rank", "-o", str(path), "-f", "csv-excel").code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfposition;")


def test_output_of_an_unknown_suffix(tmp_path: Path) -> None:
    result = inside("rank", "-o", str(tmp_path / "out.xyz"))
    assert result.code == 2 and ".csv" in result.stderr
    assert not list(tmp_path.iterdir())


def test_output_replaces_a_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o640)
    assert inside("rank", "-o", str(path)).code == 0
    assert path.read_text(encoding="utf-8").startswith("position,")
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "args",
    [["rank", "--round", "1999"], ["rank", "broken.csv"], ["rank", "no-such.csv"]],
    ids=words,
)
def test_output_is_not_touched_on_failure(args: list[str], tmp_path: Path) -> None:
    (tmp_path / "broken.csv").write_text("province,score\nSơn La,many\n", encoding="utf-8")
    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")
    assert inside(*args, "-o", "out.csv", "--data", str(DATA), cwd=tmp_path).code in (1, 2)
    assert path.read_text(encoding="utf-8") == "before"
    assert sorted(child.name for child in tmp_path.iterdir()) == ["broken.csv", "out.csv"]


def test_validate_output_still_prints(tmp_path: Path) -> None:
    """The file gets the chosen format, the terminal the text."""
    path = tmp_path / "findings.json"
    result = inside("validate", "-o", str(path))
    assert result.code == 1
    assert result.stdout == inside("validate").stdout
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 9


COLOURED = [
    ({}, [], False),
    ({"FORCE_COLOR": "1"}, [], True),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
    ({"NO_COLOR": ""}, ["--color", "always"], True),
    ({"NO_COLOR": "1"}, ["--color", "always"], True),
    ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ({"FORCE_COLOR": "1"}, ["--color", "auto"], True),
]


@pytest.mark.parametrize("command", [["rank", "-f", "table"], ["validate"]], ids=words)
@pytest.mark.parametrize(("env", "args", "coloured"), COLOURED)
def test_colour(command: list[str], env: dict[str, str], args: list[str], coloured: bool) -> None:
    """`--color`, else NO_COLOR, else FORCE_COLOR, else the terminal, which a pipe is not."""
    result = inside(*command, *args, env=env)
    assert ("\033[" in result.stdout) == coloured


@pytest.mark.parametrize("format_", ["plain", "csv", "json", "markdown", "html"])
def test_files_for_machines_have_no_colour(format_: str, tmp_path: Path) -> None:
    assert "\033" not in inside("rank", "-f", format_, "--color", "always").stdout
    path = tmp_path / "out.txt"
    assert inside("rank", "-f", "table", "--color", "always", "-o", str(path)).code == 0
    assert "\033" not in path.read_text(encoding="utf-8")


def test_what_a_command_printed_is_no_data_file(tmp_path: Path) -> None:
    """`vtlt awards > awards.txt` in an empty folder prints the record that comes with vtlt."""
    (tmp_path / "awards.txt").write_text("", encoding="utf-8")
    result = inside("awards", cwd=tmp_path)
    assert result.code == 0 and "Bình Định" in result.stdout
    (tmp_path / "scores_2007.csv.txt").write_text("", encoding="utf-8")
    assert inside("awards", cwd=tmp_path).code == 2


def test_why_there_is_no_result_is_what_could_not_be_read(tmp_path: Path) -> None:
    """Offices without a score are told of the same file, and are no reason."""
    (tmp_path / "rounds.yaml").write_bytes((DATA / "rounds.yaml").read_bytes())
    text = "position,province,score\n1,Bình Định,8280\n2,Quảng Nam,abc\n"
    (tmp_path / "scores_2007.csv").write_text(text, encoding="utf-8")
    done = inside("rank", "--data", str(tmp_path))
    assert done.code == 1 and "scores_2007.csv:3:13 cannot be read" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["waive", "CLU01", "--reason", "x"],
        ["validate", "--fix", "--unsafe-fixes"],
    ],
    ids=["waive", "validate"],
)
def test_the_record_is_not_changed_where_nothing_else_was_found(
    args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is that of a checkout, whose keepers change it in its own folder."""
    record = tmp_path / "record"
    shutil.copytree(DATA, record)
    (tmp_path / "here").mkdir()
    monkeypatch.setattr(session, "packaged_folder", lambda: str(record))
    before = {path.name: path.read_bytes() for path in record.iterdir()}
    done = inside(*args, cwd=tmp_path / "here")
    assert done.code == 2 and "name your own folder" in done.stderr
    assert {path.name: path.read_bytes() for path in record.iterdir()} == before
    assert inside(*args, "--data", str(record), cwd=tmp_path / "here").code != 2
