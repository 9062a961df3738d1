"""What cannot be read: a finding with its place, or one sentence and exit 2. Never a traceback.

Bad content is a finding (exit 1), a refusing system is none (exit 2).
"""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from conftest import Result, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inside import DATA, ROOT, inside

from vtlt_cli.cli.program import COMMANDS

HEAD = "position,province,score\n"
ROW = "1,Sơn La,20\n"
CLUSTER = "- {number: 1, leader: Sơn La, members: [Sơn La, Hà Nội]}\n"
NFD_ROW = unicodedata.normalize("NFD", ROW)

Place = tuple[str, int, int]

# One folder serves all examples of a property: each writes its files anew.
UNTIMED = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def folder_with(tmp_path: Path, **files: str | bytes) -> Path:
    """A folder with these files, `scores_2011_csv` for scores_2011.csv."""
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        (tmp_path / f"{stem}.{ending}").write_bytes(raw)
    return tmp_path


def findings(folder: Path, *args: str) -> tuple[int, list[Place]]:
    """The exit code of `vtlt validate`, and the code and place of all it finds."""
    result = inside("validate", ".", "-f", "json", *args, cwd=folder)
    found: list[Any] = json.loads(result.stdout)
    printed = inside("validate", ".", cwd=folder)
    assert printed.code == result.code
    return result.code, [(f["code"], f["line"], f["column"]) for f in found]


def refused(result: Result) -> str:
    """The one sentence of a refusal."""
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("vtlt: ") and result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr and "Errno" not in result.stderr
    return result.stderr


# Scores


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # nothing in it
        (b"", [("FIL03", 1, 1)]),
        (b" \r\n\n", [("FIL03", 1, 1)]),
        (b"\xef\xbb\xbf", [("FIL03", 1, 1)]),
        # encodings
        (b"\xef\xbb\xbf" + (HEAD + ROW).encode(), []),
        (("\ufeff" + HEAD + ROW).encode("utf-16-le"), [("FIL02", 1, 1)]),
        (("\ufeff" + HEAD + ROW).encode("utf-16-be"), [("FIL02", 1, 1)]),
        (("\ufeff" + HEAD + ROW).encode("utf-16-le") + b"x", [("FIL01", 3, 1)]),
        ((HEAD + ROW).encode("cp1258"), [("FIL01", 2, 1)]),
        (HEAD.encode() + b"1,S\xe9n La,20\n", [("FIL01", 2, 1)]),
        (HEAD.encode() + b"1,S\0n La,20\n", [("FIL01", 2, 1)]),
        (b"PK\x03\x04\n" + bytes(range(128, 256)), [("FIL01", 2, 1)]),
        (HEAD + NFD_ROW, [("NAM06", 2, 3)]),
        # line ends, separators, quotes
        ((HEAD + ROW).replace("\n", "\r\n"), []),
        ((HEAD + ROW).replace("\n", "\r"), []),
        ((HEAD + ROW).rstrip("\n"), []),
        ((HEAD + ROW).replace(",", ";"), [("FIL14", 1, 9)]),
        ((HEAD + ROW).replace(",", "\t"), [("FIL14", 1, 9)]),
        ("sep=;\r\n" + (HEAD + ROW).replace(",", ";"), [("FIL14", 1, 1)]),
        (HEAD + '"1","Sơn La","20"\n', []),
        (HEAD + '1,"Sơn\nLa",20\n' + "2,Xyz,5\n", [("NAM07", 2, 4), ("NAM01", 4, 3)]),
        (HEAD + '1,"Sơn La,20\n', [("FIL05", 2, 3)]),
        (HEAD + '1,"Sơn La"x,20\n', [("FIL05", 2, 1)]),
        (HEAD + "1," + "x" * 200_000 + ",20\n", [("FIL05", 2, 1)]),
        # rows and columns
        (HEAD + "1,Sơn La\n" + "2,Hà Nội,10\n", [("FIL11", 2, 1)]),
        (HEAD + "1,Sơn La,20,x\n", [("FIL11", 2, 1)]),
        (HEAD + "1,Sơn La,20,,\n\n,,\n", []),
        ("province,province,score\nSơn La,Sơn La,2\n", [("FIL13", 1, 10)]),
        ("province\nSơn La\n", [("FIL12", 1, 1)]),
        ("province,score,note\nSơn La,2,x\n", [("FIL08", 1, 16)]),
        # numbers
        (HEAD + "1,Sơn La,1_000\n", [("FIL17", 2, 10)]),
        (HEAD + "1,Sơn La,NaN\n", [("FIL15", 2, 10)]),
        (HEAD + "1,Sơn La,inf\n", [("FIL15", 2, 10)]),
        (HEAD + "1,Sơn La,٩\n", [("FIL17", 2, 10)]),
        (HEAD + "1,Sơn La,1e3\n", [("FIL17", 2, 10)]),
        (HEAD + "1,Sơn La,+5\n", [("FIL17", 2, 10)]),
        (HEAD + "1,Sơn La,0080\n", [("FIL17", 2, 10)]),
        (HEAD + "1,Sơn La," + "9" * 5000 + "\n", [("FIL15", 2, 10)]),
        (HEAD + "1,Sơn La,-5\n", [("SCR04", 2, 10)]),
        (HEAD + "1,Sơn La,\n", [("FIL15", 2, 10)]),
        (HEAD + "one,Sơn La,5\n", [("FIL09", 2, 1)]),
        (HEAD + "1,,20\n", [("NAM11", 2, 3)]),
        (HEAD + "1,Sơn La,8.280\n2,Hà Nội,7.125\n", [("FIL16", 2, 10), ("FIL16", 3, 10)]),
        (HEAD + "1,Hà Nội,61.3\n2,Sơn La,8.280\n", []),
        (HEAD + '1,Sơn La,"61,31"\n', [("FIL17", 2, 11)]),
        (
            (HEAD + "1,Sơn La,61.31\n").replace(",", ";").replace(".", ","),
            [("FIL14", 1, 9), ("FIL14", 2, 10)],
        ),
        (HEAD + "1,Sơn La,1.234.567\n", [("FIL17", 2, 10)]),
        (HEAD + '1,Sơn La,"1,234.5"\n', [("FIL17", 2, 11)]),
        # names
        (HEAD + "1,Sơn\u2028La,20\n", [("NAM07", 2, 3)]),
        (HEAD + "1,Sơn\u200bLa,20\n", [("NAM07", 2, 3)]),
        (HEAD + "1,Sơn La,20\n2,Sơn La,10\n", [("SCR01", 3, 3)]),
    ],
)
def test_scores(content: str | bytes, expected: list[Place], tmp_path: Path) -> None:
    """Every finding at its place, in characters; nothing that follows from it is told besides."""
    folder = folder_with(tmp_path, scores_2011_csv=content)
    code, found = findings(folder)
    assert found == expected
    result = inside("rank", "-f", "json", cwd=folder)
    if code == 0:
        assert (result.code, result.stderr) == (0, "")
        assert json.loads(result.stdout)[0]["rank"] == 1
    else:
        assert "vtlt validate" in result.stderr


def test_thousands_with_a_declaration(tmp_path: Path) -> None:
    """With whole points declared `8.280` has one meaning; without, both are shown."""
    folder = folder_with(tmp_path, scores_2011_csv=HEAD + "1,Sơn La,8.280\n")
    (undeclared,) = json.loads(inside("validate", ".", "-f", "json", cwd=folder).stdout)
    rounds = "format: 1\nrounds:\n  - {year: 2011, scores: {decimals: 0}}\n"
    folder_with(tmp_path, rounds_yaml=rounds)
    (declared,) = json.loads(inside("validate", ".", "-f", "json", cwd=folder).stdout)
    assert undeclared["severity"] == declared["severity"] == "error"
    assert "8280" in undeclared["message"] and "8.28 " in undeclared["message"] + " "
    told = f"{declared['message']} {declared['help']}"
    assert "8280" in told and not re.search(r"8\.28\b(?!0)", told)


def test_no_ranking_where_a_row_is_lost(tmp_path: Path) -> None:
    """A row that cannot be read has a score too: the places below it would be false."""
    folder = folder_with(tmp_path, scores_2011_csv=HEAD + "1,Sơn La,61,31\n2,Hà Nội,10\n")
    result = inside("rank", "-f", "json", cwd=folder)
    assert (result.code, result.stdout) == (1, "")


def test_a_header_and_no_rows(tmp_path: Path) -> None:
    """What `rank` cannot do for want of scores, `validate` finds; and no score is blamed."""
    folder = folder_with(tmp_path, scores_2011_csv=HEAD)
    result = inside("rank", cwd=folder)
    assert result.code == 1
    assert "cannot be read" not in result.stderr
    assert inside("validate", cwd=folder).code == 1


# YAML


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [("FIL03", 1, 1)]),
        ("# nothing yet\n", [("FIL03", 1, 1)]),
        ("\ufeff" + CLUSTER, []),
        (CLUSTER.replace("\n", "\r\n"), []),
        (CLUSTER.encode("cp1258", "replace"), [("FIL01", 1, 1)]),
        (CLUSTER.replace("ơ", "\a"), [("FIL21", 1, 24)]),
        ("~\n", [("FIL09", 1, 1)]),
        ("some words\n", [("FIL09", 1, 1)]),
        ("number: 1\n", [("FIL09", 1, 1)]),
        ("- {number: 1, leader: [\n", [("FIL04", 2, 1)]),
        ("-\tnumber: 1\n\tleader: x\n", [("FIL04", 1, 2)]),
        ('- number: 1\n  leader: "Sơn La\n  members: [Sơn La]\n', [("FIL04", 2, 11)]),
        ("- number: 1\n  leader: 'Sơn La\n  members: ['Sơn La']\n", [("FIL04", 2, 11)]),
        ('- number: 1\n  leader: "Sơn La\n  members: [Sơn "]\n', [("FIL04", 2, 11)]),
        ("- number: 1\n  leader:Sơn La\n  members: [Sơn La]\n", [("FIL04", 2, 3)]),
        ("- number: 1\n  leader = Sơn La\n  members: [Sơn La]\n", [("FIL04", 2, 3)]),
        ("- number: 1\n  leader：Sơn La\n  members: [Sơn La]\n", [("FIL04", 2, 3)]),
        (CLUSTER.replace("{", "{number: 2, "), [("FIL06", 1, 15)]),
        (CLUSTER.replace("{", "&a {") + "- *a\n", [("FIL10", 1, 3), ("FIL10", 2, 3)]),
        (CLUSTER.replace("{", "!!python/object:os.system {"), [("FIL10", 1, 3)]),
        (CLUSTER + "---\n" + CLUSTER, [("FIL10", 2, 1)]),
        (CLUSTER.replace("{", "{? [a] : 1, "), [("FIL10", 1, 6)]),
        (CLUSTER.replace("number: 1", "number: no"), [("FIL09", 1, 12)]),
        (CLUSTER.replace("number: 1", "number: 01"), [("FIL25", 1, 12)]),
        (CLUSTER.replace("number: 1", "number: " + "9" * 5000), [("FIL09", 1, 12)]),
        (CLUSTER.replace("leader: Sơn La", "leader: "), [("FIL09", 1, 23)]),
        (CLUSTER.replace("[Sơn La", "[[Sơn La]"), [("FIL09", 1, 41)]),
        (CLUSTER.replace("number: 1, ", ""), [("FIL07", 1, 3)]),
        (CLUSTER.replace("}", ", note: x}"), [("FIL08", 1, 58)]),
    ],
)
def test_clusters(content: str | bytes, expected: list[Place], tmp_path: Path) -> None:
    """Broken YAML, YAML that is more than plain, and values of another type."""
    folder = folder_with(tmp_path, clusters_2011_yaml=content)
    code, found = findings(folder)
    assert found == expected
    assert code == int(any(name not in ("FIL08", "FIL25") for name, _line, _column in found))
    assert inside("clusters", cwd=folder).code == code


@pytest.mark.parametrize(
    "content",
    ["[" * 3000 + "]" * 3000, "{a: " * 3000 + "1" + "}" * 3000, "[" * 100_000],
    ids=["lists", "mappings", "unclosed"],
)
def test_nesting_without_end(content: str, tmp_path: Path) -> None:
    """No recursion without a limit: one finding on the file, in every command."""
    folder = folder_with(tmp_path, clusters_2011_yaml=content)
    code, found = findings(folder)
    assert code == 1 and len(found) == 1 and found[0][0].startswith("FIL")
    assert inside("clusters", cwd=folder).code == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("rounds: []\n", [("FIL07", 1, 1)]),
        ("format: one\nrounds: []\n", [("FIL09", 1, 9)]),
        ("format: 1\nrounds: [{year: 20111}]\n", [("FIL09", 2, 17)]),
        (
            "format: 1\nrounds: [{year: 2011, provinces_on: 2009-02-30}]\n",
            [("FIL18", 2, 37)],
        ),
        ("format: 1\nrounds: [{year: 2011, period: {from: 2011-13}}]\n", [("FIL18", 2, 38)]),
        ("format: 1\nrounds: [{year: 2011}, {year: 2011, title: a}]\n", [("RND01", 2, 31)]),
        ("format: 1\nrounds: [{year: 2011}, {year: 2011}]\n", [("FIL33", 2, 24)]),
    ],
)
def test_rounds(content: str, expected: list[Place], tmp_path: Path) -> None:
    """A mistyped field keeps the ranking from being printed where the ranking stands on it."""
    folder = folder_with(tmp_path, rounds_yaml=content, scores_2011_csv=HEAD + ROW)
    assert findings(folder) == (1, expected)
    result = inside("rank", "-f", "json", cwd=folder)
    # Of two descriptions of one round the first stands: that is told, and the ranking is right.
    repeated = any(code in str(expected) for code in ("RND01", "FIL33"))
    used = "period" not in content and not repeated
    assert (result.code, bool(result.stdout)) == ((1, False) if used else (0, True))
    assert "vtlt validate" in result.stderr


@pytest.mark.parametrize(
    "content",
    [
        "format: 1\nrounds: [{year: 2011, provinces_on: 2009-02-30}]\n",
        "format: 1\nrounds: [{year: 2011, period: {from: 2011-13}}]\n",
    ],
)
def test_rounds_that_lack_something_are_told(content: str, tmp_path: Path) -> None:
    """`vtlt rounds` needs nothing but year, title and files: other errors are pointed to."""
    folder = folder_with(tmp_path, rounds_yaml=content, scores_2011_csv=HEAD + ROW)
    result = inside("rounds", cwd=folder)
    assert "2011" in result.stdout and "vtlt validate" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    content = "format: 2\nrounds: []\n"
    folder = folder_with(tmp_path, rounds_yaml=content, scores_2011_csv=HEAD + ROW)
    for command in ("rank", "validate", "rounds"):
        sentence = refused(inside(command, cwd=folder))
        assert "rounds.yaml" in sentence and "format 2" in sentence


@pytest.mark.parametrize("content", ["", "- {id: [\n", "some words\n"])
def test_a_broken_register_has_no_followers(content: str, tmp_path: Path) -> None:
    """Where the register cannot be read no name is blamed for not being in it."""
    folder = folder_with(tmp_path, provinces_yaml=content, scores_2011_csv=HEAD + ROW)
    code, found = findings(folder)
    assert code == 1
    assert [name for name, _line, _column in found if not name.startswith("FIL")] == []


def test_a_broken_register_is_told_by_provinces(tmp_path: Path) -> None:
    """An empty answer that is no answer is not given as one."""
    folder = folder_with(tmp_path, provinces_yaml="- {id: [\n", scores_2011_csv=HEAD + ROW)
    result = inside("provinces", cwd=folder)
    assert result.code == 1 and "vtlt validate" in result.stderr


@pytest.mark.parametrize("content", ["", "status: maybe\ntiers: []\n", "status: decided\n"])
def test_awards(content: str, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, awards_2011_yaml=content, scores_2011_csv=HEAD + ROW)
    assert findings(folder)[0] == 1
    result = inside("awards", cwd=folder)
    assert (result.code, result.stdout) == (1, "")
    assert "vtlt validate" in result.stderr


def test_look_alikes_are_told(tmp_path: Path) -> None:
    """A file that looks like a round file but is none is a warning, and never read."""
    folder = folder_with(
        tmp_path, scores_2011_csv=HEAD + ROW, cluster_2011_yaml=CLUSTER, scores_2012_yml=HEAD
    )
    assert findings(folder) == (0, [("FIL19", 1, 1), ("FIL19", 1, 1)])
    (tmp_path / "scores_2011.csv").unlink()
    assert "cluster_2011.yaml → clusters_2011.yaml" in refused(inside("validate", ".", cwd=folder))


# Anything at all

PIECES = st.sampled_from(
    [*"{}[],:-\"'#&*!|>%@`\n\t ;=", "- ", "Sơn La", "8.280", "number", "province", "\ufeff", "\0"]
)


@UNTIMED
@given(pieces=st.lists(PIECES, max_size=25) | st.lists(st.text(max_size=3), max_size=8))
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("scores_2011.csv", "rank"),
        ("clusters_2011.yaml", "clusters"),
        ("awards_2011.yaml", "awards"),
        ("rounds.yaml", "rounds"),
    ],
)
def test_any_text_gets_an_answer(
    name: str, command: str, pieces: list[str], tmp_path: Path
) -> None:
    """Whatever stands in a file: findings, each on a line of the file, and never an exception."""
    text = "".join(pieces)
    folder = folder_with(tmp_path, scores_2011_csv=HEAD + ROW)
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    result = inside("validate", ".", "-f", "json", cwd=folder)
    assert result.code in (0, 1) or "format" in result.stderr
    if result.code != 2:
        lines = re.split("\r\n|\r|\n", text)
        found = json.loads(result.stdout)
        assert result.code == int(any(f["severity"] == "error" for f in found))
        for finding in found:
            if finding["path"] == name:
                assert 1 <= finding["line"] <= len(lines) + 1
                assert finding["column"] >= 1
                assert (finding["line"], finding["column"]) <= (
                    finding["end_line"],
                    finding["end_column"],
                )
    assert inside("validate", ".", cwd=folder).code == result.code
    assert inside(command, cwd=folder).code in (0, 1, 2)


@UNTIMED
@given(content=st.binary(max_size=60))
def test_any_bytes_get_an_answer(content: bytes, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, scores_2011_csv=content)
    assert inside("validate", ".", cwd=folder).code in (0, 1)
    assert inside("rank", cwd=folder).code in (0, 1)


# What the system refuses, and wrong usage


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["rank", "--data", "no/such"], "no/such"),
        (["validate", "no-such"], "no-such"),
        (["validate", "no-such.csv"], "no-such.csv"),
        (["rank", "no-such.csv"], "no-such.csv"),
        (["rank", "folder"], "folder"),
        (["--data", "scores_2011.csv", "rank"], "scores_2011.csv"),
        (["rank", "--data", "folder"], "folder"),
        (["validate", "folder"], "folder"),
        (["validate", "notes.txt"], "notes.txt"),
        (["rank", "--round", "1999"], "2011"),
        (["rank", "--round", "99999999999999999999"], "2011"),
        (["awards"], "awards"),
        (["clusters"], "clusters"),
        (["appendix"], "rounds.yaml"),
        (["rank", "-f", "docs"], "markdown"),
        (["validate", "-f", "docs"], "json"),
        (["rank", "-o", "out.unknown"], ".csv"),
        (["rank", "--lang", "fr"], "vi"),
        (["provinces", "--on", "soon"], "YYYY-MM-DD"),
        (["provinces", "Sơn Laaaaaa"], "Sơn La"),
        (["explain", "ZZZ99"], "CLU"),
        (["rnak"], "rank"),
        (["rank", "-o", "out.csv", "--no-such"], "--no-such"),
        (["rank", "-o", "missing/out.csv"], "missing/out.csv"),
        (["rank", "-o", "folder", "-f", "csv"], "folder"),
        (["rank", "-o", "scores_2011.csv/out.csv"], "scores_2011.csv/out.csv"),
        (["rank", "-o"], "-o"),
        (["rank", ""], ""),
        (["--data", "", "validate", ""], ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_refusals(args: list[str], named: str, lang: str, tmp_path: Path) -> None:
    """One sentence on stderr that names what was wrong or what there is; exit 2; no file left."""
    (tmp_path / "folder").mkdir()
    folder_with(tmp_path, scores_2011_csv=HEAD + ROW, notes_txt="x")
    before = sorted(tmp_path.rglob("*"))
    assert named in refused(inside(*args, cwd=tmp_path, lang=lang))
    assert sorted(tmp_path.rglob("*")) == before


def can_be_denied(path: Path) -> bool:
    """Whether the permissions of a path hold for this user, as they do not for root."""
    return not os.access(path, os.R_OK | os.W_OK)


@pytest.mark.parametrize("name", ["denied", "denied/scores_2011.csv"])
def test_what_may_not_be_read(name: str, tmp_path: Path) -> None:
    """An unreadable folder, and an unreadable file in a readable one."""
    folder = tmp_path / "denied"
    folder.mkdir()
    folder_with(folder, scores_2011_csv=HEAD + ROW)
    path = tmp_path / name
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        if not can_be_denied(path):
            pytest.skip("this user may read anything")
        for command in (["rank", "--data", "denied"], ["validate", "denied"]):
            assert "denied" in refused(inside(*command, cwd=tmp_path))
    finally:
        path.chmod(stat.S_IMODE(mode))


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "denied"
    folder.mkdir()
    folder.chmod(0o555)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write anywhere")
        result = inside("rank", "--data", str(DATA), "-o", "denied/out.csv", cwd=tmp_path)
        assert "denied/out.csv" in refused(result)
    finally:
        folder.chmod(0o755)
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "wrong", [PermissionError(13, "Permission denied"), OSError(5, "I/O error")]
)
def test_a_system_that_refuses_to_list(
    wrong: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same where nobody can be denied anything: the system's answer is made up."""
    folder_with(tmp_path, scores_2011_csv=HEAD + ROW)

    def listdir(path: str) -> list[str]:
        raise type(wrong)(wrong.errno, wrong.strerror, path)

    monkeypatch.setattr("vtlt_cli.load.os.listdir", listdir)
    assert "here" in refused(inside("rank", "--data", "here", cwd=tmp_path))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("command", [["rank"], ["validate"], ["rank", "-f", "json"], ["--help"]])
def test_a_full_disk(command: list[str]) -> None:
    """Written to a device that takes nothing: one sentence, exit 2."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vtlt_cli", "--lang", "en", *command],
            cwd=DATA.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1 and b"no space left" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_output_to_a_full_disk() -> None:
    sentence = refused(inside("rank", "-f", "csv", "-o", "/dev/full"))
    assert "no space left" in sentence


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "vi_VN.TCVN5712-1"},
        {"LANG": "", "PYTHONIOENCODING": "cp1258"},
    ],
    ids=["ascii", "no UTF-8 mode", "TCVN", "cp1258"],
)
def test_the_output_is_utf_8_everywhere(env: dict[str, str], run: Run) -> None:
    """Under `LANG=C` and on Windows a redirected stdout is not UTF-8 unless it is made so."""
    result = run("rank", "--lang", "vi", "-f", "plain", cwd=DATA.parent, env=env)
    assert (result.code, result.stderr) == (0, "")
    assert "Văn phòng Ủy ban nhân dân tỉnh Bình Định" in result.stdout
    wrong = run("rank", "--lang", "vi", "--round", "1999", cwd=DATA.parent, env=env)
    assert wrong.code == 2 and "đợt kiểm tra năm 1999" in wrong.stderr


def test_no_home_no_terminal(run: Run, tmp_path: Path) -> None:
    """A bare environment, as a CI job or cron has it."""
    result = run("validate", str(DATA), cwd=tmp_path, env={"TERM": "dumb", "HOME": "", "LANG": ""})
    assert result.code == 1 and "Traceback" not in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_missing_folder(command: str, tmp_path: Path) -> None:
    """`explain` and `guide` need no data; all others say which folder there is none of."""
    needed = {
        "waive": ["CLU01", "--reason", "x"],
        "import": ["x.xlsx"],
        "new": ["2037"],
        "form": ["self", "-o", "x"],
        "guide": ["clerk"],
    }
    result = inside(command, *needed.get(command, []), "--data", "no-such", cwd=tmp_path)
    if command in ("explain", "guide"):
        assert result.code == 0
    else:
        assert "no-such" in refused(result)


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="there is no /dev/stdout here")
def test_a_pipe_may_be_named_as_a_file() -> None:
    """`-o /dev/stdout | …`: behind the name is a pipe, which is written to as it is."""
    done = subprocess.run(
        [sys.executable, "-m", "vtlt_cli", "clusters", "-f", "csv", "-o", "/dev/stdout"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert done.stdout == inside("clusters", "-f", "csv").stdout
