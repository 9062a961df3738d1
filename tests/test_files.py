"""Files are written whole or not at all, and over nothing that is to stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from inside import DATA, inside

from vtlt_cli.diagnostics import Refusal
from vtlt_cli.printing.files import must_end_with, write_whole

SCORES = "province,score\nHà Nội,2\nThái Bình,1\n"


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".vtlt-*"))


# What is to stay


def test_a_kept_file_stays_under_any_name(tmp_path: Path) -> None:
    """By its name, by another way to it, by a link to it, by a second name of the same file."""
    kept = tmp_path / "scores.csv"
    kept.write_text(SCORES, encoding="utf-8")
    (tmp_path / "soft").symlink_to(kept)
    os.link(kept, tmp_path / "hard")
    for name in ("scores.csv", "../" + tmp_path.name + "/scores.csv", "soft", "hard"):
        with pytest.raises(Refusal):
            write_whole(str(tmp_path / name), b"x", keep=[str(kept)])
    assert kept.read_text(encoding="utf-8") == SCORES
    write_whole(str(tmp_path / "other"), b"x", keep=[str(kept), str(tmp_path / "absent")])
    assert (tmp_path / "other").read_bytes() == b"x"


def data_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "scores_2031.csv").write_text(SCORES, encoding="utf-8")
    return folder


COMMANDS = (
    ["rank", "--data", "d"],
    ["rank", "d/scores_2031.csv"],
    ["stats", "--data", "d", "--table", "summary"],
    ["rounds", "--data", "d"],
    ["provinces", "--data", "d"],
    ["validate", "d", "-f", "json"],
    ["chart", "--data", "d"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_output_over_the_data(command: list[str], lang: str, tmp_path: Path) -> None:
    folder = data_folder(tmp_path)
    path = folder / "scores_2031.csv"
    (tmp_path / "link.csv").symlink_to(path)
    for output in ("d/scores_2031.csv", "link.csv"):
        result = inside(*command, "-o", output, cwd=tmp_path, lang=lang)
        assert (result.code, result.stdout) == (2, ""), result.stderr
        assert path.read_text(encoding="utf-8") == SCORES


def test_a_data_file_of_another_folder_stays(tmp_path: Path) -> None:
    """What bears the name of a data file is one, though this call did not read it."""
    other = tmp_path / "clusters_2031.yaml"
    other.write_text("[]\n", encoding="utf-8")
    result = inside("rank", "-f", "csv", "-o", str(other))
    assert result.code == 2 and other.read_text(encoding="utf-8") == "[]\n"
    new = tmp_path / "ranking.csv"
    assert inside("rank", "-o", str(new)).code == 0 and new.is_file()


def test_a_scores_file_under_a_free_name_stays(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text(SCORES, encoding="utf-8")
    assert inside("rank", "points.csv", "-o", "points.csv", cwd=tmp_path).code == 2
    assert path.read_text(encoding="utf-8") == SCORES


# Suffixes


def test_a_wrong_suffix_is_refused() -> None:
    for path in ("a/B.SVG", "svg"):
        must_end_with(path, (".svg",), ("a chart", "biểu đồ"))
    for path in ("a.png", "a.svg.txt"):
        with pytest.raises(Refusal):
            must_end_with(path, (".svg",), ("a chart", "biểu đồ"))


@pytest.mark.parametrize(
    "command", ["chart -o c.png", "awards --text -o a.docx", "validate -o v.html"]
)
def test_commands_refuse_a_wrong_suffix(command: str, tmp_path: Path) -> None:
    where = [str(DATA)] if command.startswith("validate") else ["--data", str(DATA)]
    result = inside(*command.split(), *where, cwd=tmp_path)
    assert (result.code, result.stdout) == (2, "")
    assert list(tmp_path.iterdir()) == []


# Accidents

KILLED = """
import os, sys
sys.path.insert(0, {root!r})
from vtlt_cli.printing import files
os.replace = lambda *names: os.kill(os.getpid(), 9)
files.write_whole({path!r}, b"new")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_killed_write_leaves_a_file_that_says_so(tmp_path: Path) -> None:
    """The file is as before; what is left beside it is named so, and the next write removes it."""
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    code = KILLED.format(root=str(DATA.parent), path=str(path))
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    [left] = left_behind(tmp_path)
    assert left.startswith(".vtlt-")
    write_whole(str(tmp_path / "another.txt"), b"x")
    assert left_behind(tmp_path) == []


def test_what_another_program_is_writing_stays(tmp_path: Path) -> None:
    """One that runs now may be about to put its file in place."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        (tmp_path / f".vtlt-{other.pid}-x").write_bytes(b"begun")
        (tmp_path / ".vtlt-notes").write_bytes(b"a file of someone's own")
        write_whole(str(tmp_path / "out.txt"), b"x")
        assert left_behind(tmp_path) == [f".vtlt-{other.pid}-x", ".vtlt-notes"]


def test_an_interrupt_after_the_last_step_is_an_interrupt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the loss of a file that is where it should be."""
    replace = os.replace

    def interrupted(source: str, target: str) -> None:
        replace(source, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    path = tmp_path / "out.txt"
    with pytest.raises(KeyboardInterrupt):
        write_whole(str(path), b"new")
    assert path.read_bytes() == b"new" and left_behind(tmp_path) == []
