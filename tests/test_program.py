"""The program: options before and after the command, languages, help, exit codes."""

from __future__ import annotations

import re

import pytest
from conftest import Run
from inside import ROOT, inside, words

from vtlt_cli.cli.program import COMMANDS


@pytest.mark.parametrize(
    "args",
    [
        ["--data", "data", "--lang", "vi", "rank", "-f", "plain"],
        ["rank", "--data", "data", "--lang", "vi", "-f", "plain"],
        ["--data", "nowhere", "--lang", "en", "rank", "--data", "data", "--lang=vi", "-f", "plain"],
        ["--lang", "vi", "rank", "-f", "plain", "--data=data"],
    ],
)
def test_options_before_and_after_the_command(args: list[str]) -> None:
    """The nearer one counts."""
    result = inside(*args, lang=None)
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith("Bảng xếp hạng")


@pytest.mark.parametrize(
    ("env", "args", "vietnamese"),
    [
        ({"LANG": "en_US.UTF-8"}, [], False),
        ({"LANG": "vi_VN.UTF-8"}, [], True),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, [], False),
        ({"LANG": "vi_VN.UTF-8", "VTLT_LANG": "en"}, [], False),
        ({"LANG": "C", "VTLT_LANG": "vi"}, [], True),
        ({"LANG": "C", "VTLT_LANG": "en"}, ["--lang", "vi"], True),
    ],
)
def test_which_language(env: dict[str, str], args: list[str], vietnamese: bool, run: Run) -> None:
    """`--lang`, else VTLT_LANG, else the locale, else English."""
    result = run(*args, "rank", "--round", "1999", cwd=ROOT, env=env)
    assert result.code == 2
    assert result.stderr.startswith("vtlt: thư mục" if vietnamese else "vtlt: no scores")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_follows_the_environment(lang: str, run: Run) -> None:
    """Bare `vtlt` prints help and exits 0; every command stands in it."""
    bare = run(env={"VTLT_LANG": lang})
    assert (bare.code, bare.stderr) == (0, "")
    assert bare.stdout == run("--help", env={"VTLT_LANG": lang}).stdout
    assert ("Cách dùng" in bare.stdout) == (lang == "vi")
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", bare.stdout, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str) -> None:
    result = inside(command, "--help")
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: vtlt {command}")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["rank"], 0),
        (["awards"], 0),
        (["clusters"], 0),
        (["appendix", "1"], 0),
        (["appendix", "2"], 0),
        (["provinces"], 0),
        (["rounds"], 0),
        (["explain"], 0),
        (["--version"], 0),
        (["validate"], 1),
        (["rank", "--round", "2009"], 2),
        (["awards", "--round", "2009"], 2),
        (["clusters", "--round", "2007"], 2),
        (["appendix", "3"], 2),
        (["appendix", "one"], 2),
        (["provinces", "Xyzabc"], 2),
        (["explain", "XYZ99"], 2),
        (["rank", "-f", "odt"], 2),
        (["validate", "-f", "csv"], 2),
        (["rank", "--no-such-option"], 2),
        (["no-such-command"], 2),
        (["rank", "--color", "maybe"], 2),
        (["rank", "--lang", "fr"], 2),
        (["rank", "--round", "next"], 2),
        (["rank", "no-such.csv"], 2),
        (["validate", "no-such-folder"], 2),
        (["--data", "no-such-folder", "rank"], 2),
    ],
    ids=words,
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_exit_codes(args: list[str], code: int, lang: str) -> None:
    """0 done, 1 the data has errors, 2 wrong usage: then one line on stderr and nothing else."""
    result = inside(*args, lang=lang)
    assert result.code == code
    if code == 2:
        assert result.stdout == ""
        assert result.stderr.startswith("vtlt: ") and result.stderr.count("\n") == 1
