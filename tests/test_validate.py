"""What `vtlt validate` takes, in which order it tells, and where the carets stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from conftest import Result, Run
from inside import DATA, inside
from test_mend import folder_of

from vtlt_cli.checking.engine import all_rules
from vtlt_cli.checking.reporters import REPORTERS

ALL = ["AWD05", "CLU02", "NAM03", "NAM03", "NAM08", "CLU11", "NAM10", "CLU01", "NAM10"]
SLIPS = "province,score\nThái nguyên,5\nHà  Nam,4\n"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped folder in a place of its own."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path


def validate(folder: Path, *args: str, **more: Any) -> Result:
    return inside("validate", *args, cwd=folder, **more)


def codes(folder: Path, *args: str) -> list[str]:
    return [finding["code"] for finding in json.loads(validate(folder, *args, "-f", "json").stdout)]


# --select and --ignore


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        ([], ALL),
        (["--select", "CLU"], ["CLU02", "CLU11", "CLU01"]),
        (["--select", "clu01"], ["CLU01"]),
        (["--select", "CLU1"], ["CLU11"]),
        (["--select", "C"], ["CLU02", "CLU11", "CLU01"]),
        (["--select", "CLU01,NAM08"], ["NAM08", "CLU01"]),
        (["--select", " CLU01 , NAM08 ,"], ["NAM08", "CLU01"]),
        (["--select", "CLU01", "--select", "NAM08"], ["NAM08", "CLU01"]),
        (["--ignore", "NAM"], ["AWD05", "CLU02", "CLU11", "CLU01"]),
        (["--ignore", "NAM03,NAM10", "--ignore", "AWD"], ["CLU02", "NAM08", "CLU11", "CLU01"]),
        (["--select", "NAM", "--ignore", "NAM03"], ["NAM08", "NAM10", "NAM10"]),
        (["--select", "NAM03", "--ignore", "NAM"], []),
        (["--select", "FIL"], []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_select_and_ignore(args: list[str], wanted: list[str], shipped: Path) -> None:
    assert codes(shipped, *args) == wanted
    counted = {"CLU01", "CLU02", "NAM03"} & set(wanted)
    assert validate(shipped, *args).code == (1 if counted else 0)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("code", ["XYZ", "CLU99", "CLU01x", "CLU,XYZ"])
def test_an_unknown_code(option: str, code: str, shipped: Path) -> None:
    for lang, word in (("en", "no rule begins with"), ("vi", "không có quy tắc nào bắt đầu bằng")):
        result = validate(shipped, option, code, lang=lang)
        assert (result.code, result.stdout) == (2, "")
        assert word in result.stderr and "FIL, NAM, PRV" in result.stderr
        assert result.stderr.count("\n") == 1


def test_every_rule_can_be_selected(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, scores_2007__csv=SLIPS)
    for code in all_rules():
        assert codes(folder, "--select", code) == ([code] if code in ("NAM07", "NAM08") else [])


# Exit codes


@pytest.mark.parametrize("format_", list(REPORTERS))
@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 0),
        (["--strict"], 1),
        (["-q"], 0),
        (["-q", "--strict"], 1),
        (["--strict", "--exit-zero"], 0),
        (["--statistics"], 0),
        (["--statistics", "--strict"], 1),
        (["--strict", "--ignore", "NAM"], 0),
        (["--strict", "--select", "CLU"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_the_exit_code_of_warnings(
    args: list[str], code: int, format_: str, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path, scores_2007__csv=SLIPS)
    assert validate(folder, *args, "-f", format_).code == code


@pytest.mark.parametrize("format_", list(REPORTERS))
def test_the_exit_code_of_errors(format_: str, shipped: Path) -> None:
    for args in ([], ["-q"], ["--strict"], ["--statistics"], ["-q", "--statistics"]):
        assert validate(shipped, *args, "-f", format_).code == 1
        assert validate(shipped, *args, "--exit-zero", "-f", format_).code == 0


def test_exit_zero_is_for_findings_alone(shipped: Path) -> None:
    assert validate(shipped, "--exit-zero", "nowhere").code == 2
    assert validate(shipped, "--exit-zero", "--select", "XYZ").code == 2


@pytest.mark.parametrize("format_", list(REPORTERS))
def test_quiet_leaves_errors_alone(format_: str, shipped: Path) -> None:
    shown = validate(shipped, "-q", "-f", format_)
    for code in ("CLU01", "CLU02", "NAM03"):
        assert code in shown.stdout
    for code in ("CLU11", "NAM08", "NAM10", "AWD05"):
        assert code not in shown.stdout
    assert shown.stderr == "vtlt: 4 errors\n"


# --statistics


def test_statistics(shipped: Path) -> None:
    counts = {"AWD05": 1, "CLU01": 1, "CLU02": 1, "CLU11": 1, "NAM03": 2, "NAM08": 1, "NAM10": 2}
    severity = {"A": "note", "NAM10": "note", "CLU11": "warning", "NAM08": "warning"}
    severities = {c: severity.get(c, severity.get(c[0], "error")) for c in counts}
    text = validate(shipped, "--statistics").stdout
    assert text == "".join(f"{n:6d}  {code}  {severities[code]}\n" for code, n in counts.items())
    assert validate(shipped, "--statistics", "-f", "concise").stdout == text
    listed = json.loads(validate(shipped, "--statistics", "-f", "json").stdout)
    assert listed == [
        {"code": code, "severity": severities[code], "count": n} for code, n in counts.items()
    ]
    github = validate(shipped, "--statistics", "-f", "github").stdout.splitlines()
    sarif = json.loads(validate(shipped, "--statistics", "-f", "sarif").stdout)["runs"][0]
    junit = ET.fromstring(validate(shipped, "--statistics", "-f", "junit").stdout)
    for code, n in counts.items():
        assert [line for line in github if f"title={code}::{n} × " in line]
        (result,) = [r for r in sarif["results"] if r["ruleId"] == code]
        assert result["message"]["text"].startswith(f"{n} × ")
        failures = [f for f in junit.iter("failure") if f.get("type") == code]
        assert len(failures) == (severities[code] != "note")
    assert validate(shipped, "--statistics", lang="vi").stdout.startswith("     1  AWD05  lưu ý\n")


def test_statistics_count_what_is_not_shown(tmp_path: Path) -> None:
    rows = "".join(f"Thái nguyên,{i}\n" for i in range(150))
    folder = folder_of(tmp_path, scores_2007__csv="province,score\n" + rows)
    result = validate(folder, "--statistics")
    assert "   150  NAM08  warning\n" in result.stdout
    assert "are shown" not in result.stderr


def test_statistics_count_the_same_in_every_format(tmp_path: Path) -> None:
    """A waived finding after a hundred others of its code is counted in all of them."""
    rows = "Thái nguyên,5\n" * 100 + "thái nguyên,4\n"
    waiver = "- {code: NAM08, text: thái nguyên, reason: R}\n"
    folder = folder_of(tmp_path, scores_2007__csv="province,score\n" + rows, waivers__yaml=waiver)
    args = ("--statistics", "--select", "NAM08")
    assert len(json.loads(validate(folder, *args, "-f", "json").stdout)) == 2
    assert len(validate(folder, *args, "-f", "github").stdout.splitlines()) == 2
    log = json.loads(validate(folder, *args, "-f", "sarif").stdout)
    assert len(log["runs"][0]["results"]) == 2


# - and --stdin-filename


def test_standard_input_stands_for_a_file(shipped: Path) -> None:
    content = (shipped / "data" / "scores_2007.csv").read_bytes()
    slip = content.replace("Bình Định".encode(), "Bình  Định".encode())
    args = ("-", "--stdin-filename", "data/scores_2007.csv", "-f", "json")
    found = json.loads(validate(shipped, *args, input=slip).stdout)
    assert [(f["code"], f["path"], f["line"]) for f in found] == [
        ("NAM07", "data/scores_2007.csv", 2),
        ("NAM10", "data/scores_2007.csv", 64),
    ]
    # The file itself is not read, and the neighbours are: a province without a score is told.
    less = b"\n".join(content.split(b"\n")[:64]) + b"\n"
    found = json.loads(validate(shipped, *args, input=less).stdout)
    assert [f["province"] for f in found if f["code"] == "SCR02"] == ["lai-chau"]
    # So do findings in a neighbour stay out.
    assert {f["path"] for f in found} == {"data/scores_2007.csv"}


def test_standard_input_for_a_file_that_is_not_there(tmp_path: Path) -> None:
    args = ("-", "--stdin-filename", "new/scores_2007.csv")
    result = validate(tmp_path, *args, input=b"province,score\nH\xc3\xa0  Nam,5\n")
    assert result.code == 0 and result.stdout.startswith("new/scores_2007.csv:2:1: warning NAM07")
    assert "    2 | Hà  Nam,5\n" in result.stdout


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_standard_input_without_a_name(lang: str, tmp_path: Path) -> None:
    result = validate(tmp_path, "-", lang=lang, input=b"province,score\n")
    assert (result.code, result.stdout) == (2, "") and "--stdin-filename" in result.stderr


@pytest.mark.parametrize("name", ["x.txt", "cluster_2009.yaml", "scores_2007.yml"])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_name_of_no_data_file(name: str, lang: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    for args in (["-", "--stdin-filename", name], [name]):
        result = validate(tmp_path, *args, lang=lang, input=b"x")
        assert (result.code, result.stdout) == (2, "")
        assert name in result.stderr and "clusters_YYYY.yaml" in result.stderr


def test_stdin_filename_is_the_name_that_is_meant(tmp_path: Path) -> None:
    (tmp_path / "cluster_2009.yaml").write_bytes(b"x")
    result = validate(tmp_path, "-", "--stdin-filename", "cluster_2009.yaml", input=b"x")
    assert result.code == 2 and "clusters_2009.yaml" in result.stderr


# What is checked


def test_a_file_with_its_neighbours(shipped: Path) -> None:
    """Only its own findings, but judged by the register and the rounds beside it."""
    assert codes(shipped, "data/scores_2007.csv") == ["NAM10"]
    assert codes(shipped, "data/clusters_2009.yaml") == ALL[1:-1]
    assert codes(shipped, "data/provinces.yaml", "data/rounds.yaml") == []
    assert codes(shipped, "data/awards_2007.yaml", "data/scores_2007.csv") == ["AWD05", "NAM10"]
    # From within the folder too.
    assert codes(shipped / "data", "scores_2007.csv") == ["NAM10"]


def test_the_same_finding_once(shipped: Path) -> None:
    for paths in (
        ["data", "data"],
        ["data", "data/clusters_2009.yaml"],
        ["data/scores_2007.csv", "./data/", "data/../data/scores_2007.csv"],
        [str(shipped / "data"), "data"],
    ):
        assert codes(shipped, *paths) == ALL


def test_two_folders(shipped: Path) -> None:
    shutil.copytree(shipped / "data", shipped / "b")
    found = json.loads(validate(shipped, "data", "b", "-f", "json").stdout)
    assert [f["code"] for f in found] == ALL * 2
    assert [f["path"].split("/")[0] for f in found] == ["b"] * 9 + ["data"] * 9


def test_what_cannot_be_read(shipped: Path) -> None:
    for path, words in (("nowhere", "no such file"), ("data/scores_2033.csv", "no such file")):
        result = validate(shipped, path)
        assert (result.code, result.stdout) == (2, "") and words in result.stderr
        assert path in result.stderr
    (shipped / "empty").mkdir()
    result = validate(shipped, "empty")
    assert result.code == 2 and "holds no round file" in result.stderr


# At most a hundred


def test_at_most_a_hundred_of_a_code(tmp_path: Path) -> None:
    rows = "".join(f"Thái nguyên,{i}\nHà  Nam,{i}\n" for i in range(120))
    folder = folder_of(tmp_path, scores_2007__csv="province,score\n" + rows)
    result = validate(folder, "-f", "json", "--select", "NAM")
    found = [finding["code"] for finding in json.loads(result.stdout)]
    assert (found.count("NAM07"), found.count("NAM08")) == (100, 100)
    assert result.stderr.splitlines() == [
        "vtlt: NAM08: the first 100 of 120 are shown",
        "vtlt: NAM07: the first 100 of 120 are shown",
        "vtlt: 240 warnings",
    ]
    said = validate(folder, "--select", "NAM", lang="vi").stderr
    assert "vtlt: NAM08: chỉ hiện 100 trong 120 phát hiện\n" in said
    # Those that are not shown count all the same.
    rows = "Hà  Nam,5\n" * 100 + "Hà  Nam,-5\n"
    folder_of(tmp_path, scores_2007__csv="province,score\n" + rows)
    assert validate(folder, "--select", "NAM,SCR04").code == 1


# Order, bytes, paths


@pytest.mark.parametrize("format_", list(REPORTERS))
def test_two_runs_print_the_same_bytes(format_: str, shipped: Path, run: Run) -> None:
    printed = {
        run("validate", "-f", format_, cwd=shipped, env={"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_sorted_by_path_and_place(shipped: Path) -> None:
    found = json.loads(validate(shipped, "-f", "json").stdout)
    places = [(f["path"], f["line"], f["column"]) for f in found]
    assert places == sorted(places)
    again = json.loads(validate(shipped, "data/scores_2007.csv", "data", "-f", "json").stdout)
    assert again == found


@pytest.mark.parametrize(
    ("stand", "named", "shown"),
    [
        (".", "data", "data/scores_2007.csv"),
        (".", "./data/", "data/scores_2007.csv"),
        (".", "data/scores_2007.csv", "data/scores_2007.csv"),
        (".", "ABSOLUTE", "data/scores_2007.csv"),
        ("data", ".", "scores_2007.csv"),
        ("data", "scores_2007.csv", "scores_2007.csv"),
        ("other", "../data", "../data/scores_2007.csv"),
    ],
)
def test_paths(stand: str, named: str, shown: str, shipped: Path) -> None:
    (shipped / "other").mkdir()
    named = str(shipped / "data") if named == "ABSOLUTE" else named
    found = json.loads(validate(shipped / stand, named, "-f", "json").stdout)
    assert found[-1]["path"] == shown


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are Unicode")
@pytest.mark.parametrize("format_", list(REPORTERS))
def test_a_folder_whose_name_is_no_text(format_: str, tmp_path: Path, run: Run) -> None:
    """It is printed and written somehow, without a traceback."""
    folder = tmp_path / os.fsdecode(b"d\xff")
    folder.mkdir()
    folder_of(folder, scores_2007__csv=SLIPS)
    for more in ([], ["-o", "out"]):
        result = run("validate", folder.name, "-f", format_, *more, cwd=tmp_path)
        assert result.code == 0 and "Traceback" not in result.stderr


# -o


@pytest.mark.parametrize(
    ("name", "args", "format_"),
    [
        ("out.json", [], "json"),
        ("out.sarif", [], "sarif"),
        ("out.xml", [], "junit"),
        ("out.txt", [], "text"),
        ("out", [], "text"),
        ("OUT.JSON", [], "json"),
        ("out.json", ["-f", "github"], "github"),
        ("out.txt", ["--format", "concise"], "concise"),
    ],
)
def test_output_writes_the_format_and_prints_text(
    name: str, args: list[str], format_: str, shipped: Path
) -> None:
    """Both at once: for whoever reads the log, and for the system that takes the file."""
    wanted = validate(shipped, "-f", format_).stdout
    result = validate(shipped, "-o", name, *args)
    assert (shipped / name).read_bytes() == wanted.encode()
    assert result.stdout == validate(shipped).stdout
    assert result.code == 1


def test_output_is_never_in_colour(shipped: Path) -> None:
    result = validate(shipped, "-o", "out.txt", "--color", "always")
    assert "\x1b[" in result.stdout
    assert "\x1b" not in (shipped / "out.txt").read_text("utf-8")
    uncoloured = result.stdout
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[31;1m", "\x1b[33;1m", "\x1b[36;1m"):
        uncoloured = uncoloured.replace(code, "")
    assert uncoloured == (shipped / "out.txt").read_text("utf-8")


def test_output_that_cannot_be_written(shipped: Path) -> None:
    result = validate(shipped, "-o", "nowhere/out.json")
    assert result.code == 2 and "nowhere/out.json" in result.stderr


def test_an_unknown_format(shipped: Path) -> None:
    result = validate(shipped, "-f", "table")
    assert (result.code, result.stdout) == (2, "")
    assert all(name in result.stderr for name in REPORTERS)


# The excerpt: where the carets stand


def columns(text: str) -> int:
    """How many columns a terminal gives the text: an independent count, by character."""
    width = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def excerpt(folder: Path, code: str) -> tuple[str, int, int]:
    """The line under the first finding of a code, and from and to which column the carets go."""
    lines = validate(folder, "--select", code).stdout.split("\n")
    line, carets = lines[1], lines[2]
    assert line[:8] == f"{line[:5]} | " and carets[:8] == "      | "
    start = carets.index("^")
    assert set(carets[start:]) == {"^"}
    return line[8:], start - 8, len(carets) - 8


NFD = unicodedata.normalize("NFD", "Hà Tĩnh")


@pytest.mark.parametrize(
    ("before", "slip", "code"),
    [
        ("", "Thái nguyên", "NAM08"),
        ("Hà Nội, ", "Thái nguyên", "NAM08"),
        (f"{unicodedata.normalize('NFD', 'Hà Nội')}, ", "Thái nguyên", "NAM08"),
        ("河内, 東京, ", "Thái nguyên", "NAM08"),
        ("ＨＡ, ", "Thái nguyên", "NAM08"),
        ("😀, ", "Thái nguyên", "NAM08"),
        ("Hà\u200b Nội, ", "Thái nguyên", "NAM08"),
        ("Hà\u00a0Nội, ", "Thái nguyên", "NAM08"),
        ("", NFD, "NAM06"),
        (f"{NFD}, ", NFD.upper(), "NAM06"),
        ("東京, ", "河 内", "NAM01"),
    ],
)
def test_carets_stand_under_the_value(before: str, slip: str, code: str, tmp_path: Path) -> None:
    """By the columns of a screen: two for a wide character, none for a combining one."""
    text = f"- number: 1\n  leader: Sơn La\n  members: [Sơn La, {before}{slip}, Hà Nam]\n"
    folder = folder_of(tmp_path, clusters_2009__yaml=text)
    first = text.split("\n")[2]
    found = json.loads(validate(folder, "--select", code, "-f", "json").stdout)
    last = [f for f in found if f["column"] == len(f"  members: [Sơn La, {before}") + 1]
    assert last and last[0]["end_column"] == last[0]["column"] + len(slip)
    blocks = validate(folder, "--select", code).stdout.split("\n\n")
    (block,) = [b for b in blocks if b.startswith(f"clusters_2009.yaml:3:{last[0]['column']}:")]
    _head, line, carets, *_rest = block.split("\n")
    assert line[8:] == first
    lead = columns(f"  members: [Sơn La, {before}")
    assert carets[8:] == " " * lead + "^" * columns(slip)


def test_carets_after_a_tab(tmp_path: Path) -> None:
    """A tab is shown as one space, so that the carets need not guess its width."""
    folder = folder_of(tmp_path, scores_2007__csv="province\tposition\tscore\nSơn La\t1\tx\n")
    assert excerpt(folder, "FIL15") == ("Sơn La 1 x", 9, 10)
    folder_of(tmp_path, scores_2007__csv="province\tscore\n\tThái nguyên\t5\n")
    result = validate(folder)
    assert "\t" not in result.stdout


def test_control_characters_are_not_sent_to_the_terminal(tmp_path: Path) -> None:
    """Neither in the excerpt nor in the message: a file could else colour or clear the screen."""
    folder_of(tmp_path, scores_2007__csv='province,score\n"\x1b[2JHà Nội",5\nSơn\x07 La,\x1b[0m\n')
    for format_ in ("text", "concise", "github", "junit"):
        stdout = validate(tmp_path, "-f", format_).stdout
        assert not [c for c in stdout if (c < " " and c != "\n") or c == "\x7f"]


def test_a_name_with_a_line_break_is_one_line_a_finding(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, scores_2007__csv='province,score\n"Hà\nNam",5\nSơn La,4\n')
    lines = validate(folder, "-f", "concise").stdout.splitlines()
    assert len(lines) == len(codes(folder)) == 1


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_very_long_line(place: str, tmp_path: Path) -> None:
    """A window of it, with … where it is cut, and the value whole and with its carets."""
    names = ["Sơn La"] * 2000
    i = {"first": 0, "middle": 1000, "last": 1999}[place]
    names[i] = "Thái nguyên"
    text = f"- {{number: 1, leader: Sơn La, members: [{', '.join(names)}]}}\n"
    folder = folder_of(tmp_path, clusters_2009__yaml=text)
    line, start, end = excerpt(folder, "NAM08")
    assert line[start:end] == "Thái nguyên"
    assert columns(line) <= 220
    assert (line[0] == "…") == (place != "first") and (line[-1] == "…") == (place != "last")
    assert line.strip("…") in text


def test_a_long_line_of_wide_characters(tmp_path: Path) -> None:
    text = f"- {{number: 1, leader: Sơn La, members: [{'東京, ' * 300}Thái nguyên, Sơn La]}}\n"
    folder = folder_of(tmp_path, clusters_2009__yaml=text)
    line, start, end = excerpt(folder, "NAM08")
    before = line[: line.index("Thái nguyên")]
    assert (start, end) == (columns(before), columns(before) + 11)


def test_a_value_longer_than_the_window(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, scores_2007__csv=f"province,score\nSơn La,{'9' * 2000}\n")
    result = validate(folder)
    assert max(map(len, result.stdout.split("\n"))) < 600


def test_a_value_over_two_lines(tmp_path: Path) -> None:
    """The excerpt shows the first of them, with carets to its end."""
    text = "- number: 1\n  leader: Sơn La\n  members: [Sơn La, Thái\n     nguyên]\n"
    folder = folder_of(tmp_path, clusters_2009__yaml=text)
    assert excerpt(folder, "NAM08") == ("  members: [Sơn La, Thái", 20, 24)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_as_an_editor_counts_them(newline: str, tmp_path: Path) -> None:
    rows = ["province,score", "", "Sơn La,5", "Thái nguyên,4", ""]
    folder = folder_of(tmp_path, scores_2007__csv=newline.join(rows))
    assert validate(folder).stdout.startswith("scores_2007.csv:4:1: ")
    assert excerpt(folder, "NAM08") == ("Thái nguyên,4", 0, 11)


def test_the_last_line_without_an_end(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, scores_2007__csv="province,score\nThái nguyên,5")
    assert excerpt(folder, "NAM08") == ("Thái nguyên,5", 0, 11)


def test_a_byte_order_mark_takes_no_column(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + "provinze,score\nSơn La,5\n".encode()
    folder = folder_of(tmp_path, scores_2007__csv=text)
    assert excerpt(folder, "FIL08") == ("provinze,score", 0, 8)


# Words for units that ended


def copy_of_the_record(tmp_path: Path, **changed: tuple[str, str]) -> Path:
    """The shipped data with one text replaced in the files named."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    for stem, (before, after) in changed.items():
        [file] = folder.glob(f"{stem}.*")
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")
    return folder


def test_the_one_city_keeps_its_capital(tmp_path: Path) -> None:
    """Decree 30/2020/NĐ-CP, Annex II, III.1: `Thành phố Hồ Chí Minh`, never `thành phố`."""
    folder = copy_of_the_record(tmp_path, clusters_2009=("TP Hồ Chí Minh", "Thành phố Hồ chí Minh"))
    text = inside("validate", str(folder), "--select", "NAM08", lang="vi").stdout
    assert "“Thành phố Hồ chí Minh”; viết đúng: “Thành phố Hồ Chí Minh”." in text


def test_a_merger_under_the_old_name_is_no_change_of_name(tmp_path: Path) -> None:
    """In 2025 Bắc Ninh and Bắc Giang became a new Bắc Ninh; Quảng Bình and Quảng Trị likewise."""
    folder = copy_of_the_record(
        tmp_path, rounds=("provinces_on: 2008-03-21", "provinces_on: 2025-01-01")
    )
    rounds = folder / "rounds.yaml"
    text = rounds.read_text(encoding="utf-8")
    text = re.sub(r"window: \{.*?\}", "window: {from: 2025-07-15, to: 2025-12-31}", text)
    rounds.write_text(text, encoding="utf-8")
    found = inside("validate", str(folder), "--select", "CLU11", lang="vi").stdout
    assert (
        "Tỉnh Bắc Ninh đã được sắp xếp cùng tỉnh Bắc Giang thành tỉnh mới có tên gọi là "
        "tỉnh Bắc Ninh từ ngày 01/7/2025" in found
    )
    assert (
        "Tỉnh Quảng Bình đã được sắp xếp cùng tỉnh Quảng Trị thành tỉnh mới có tên gọi là "
        "tỉnh Quảng Trị từ ngày 01/7/2025" in found
    )
    assert "trở thành" not in found


def test_what_was_not_judged_is_told(tmp_path: Path) -> None:
    """A name that leads nowhere may be that of the missing unit: who is missing is not guessed."""
    folder = copy_of_the_record(tmp_path, clusters_2009=("Cà Mau, Phú Yên", "Minh Hải, Phú Yên"))
    for lang, said in (("en", "was not judged"), ("vi", "chưa xét đơn vị còn thiếu trong")):
        result = inside("validate", str(folder), lang=lang)
        assert said in result.stderr
        assert "clusters_2009.yaml" in result.stderr
        assert "scores" not in result.stderr
        assert said not in inside("validate", str(folder), "-q", lang=lang).stderr
        assert said not in inside("validate", lang=lang).stderr


def test_a_score_out_of_bounds_beside_an_unknown_name(tmp_path: Path) -> None:
    (tmp_path / "scores_2031.csv").write_text("province,score\nQwrtz,-5\n", "utf-8")
    for lang in ("en", "vi"):
        told = inside("validate", ".", cwd=tmp_path, lang=lang).stdout
        assert "SCR04 Qwrtz" in told and "NAM01" in told


def test_of_a_number_behind_a_name_nothing_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "scores_2007.csv").write_text("province,score\nHà Nam3,5\n", "utf-8")
    told = inside("validate", ".", "-f", "concise", cwd=tmp_path).stdout
    assert "NAM13" in told and "also" not in told


def test_a_missing_field_that_is_misspelt(tmp_path: Path) -> None:
    """What is missing stands there under another name, which is told."""
    text = "- number: 1\n  Leader: Sơn La\n  members: [Sơn La]\n"
    (tmp_path / "clusters_2009.yaml").write_text(text, encoding="utf-8")
    helps = {
        lang: {
            one["help"]
            for one in json.loads(
                inside("validate", "-f", "json", "--lang", lang, "--data", str(tmp_path)).stdout
            )
            if one["code"] == "FIL07"
        }
        for lang in ("en", "vi")
    }
    assert helps == {
        "en": {"“Leader” in line 2 seems to be meant: write “leader”"},
        "vi": {"“Leader” ở dòng 2 có thể là trường này; đề nghị ghi “leader”."},
    }
