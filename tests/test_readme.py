"""README shows what the program prints, and tells of every command.

A fenced block after `<!-- run: COMMAND -->` is what COMMAND prints, from the root of the checkout;
after `<!-- run-all: COMMAND -->` with what it says on stderr. `pytest --update-goldens` rewrites
the blocks.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Golden, Run
from inside import ROOT

README = ROOT / "README.md"
# The pages that show what the program prints.
PAGES = (
    README,
    ROOT / "README.vi.md",
    *sorted(
        page
        for folder in (ROOT / "docs", ROOT / "docs" / "vi")
        for page in folder.glob("*.md")
        if "<!-- run" in page.read_text("utf-8")
    ),
)
BLOCK = re.compile(
    r"^<!-- run(?P<all>-all)?: (?P<command>.+?) -->\n(?P<fence>```\S*\n).*?(?P<end>^```$)",
    re.MULTILINE | re.DOTALL,
)
MARK = re.compile(r"^<!-- run(?:-all)?: ", re.MULTILINE)


def text() -> str:
    return README.read_text(encoding="utf-8")


def printed(command: str, all_of_it: bool) -> str:
    """What a command line prints to one who has the environment of the tests activated."""
    bash = shutil.which("bash")
    if bash is None or os.name == "nt":
        pytest.skip("needs bash")
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ}
    scripts = str(Path(sys.executable).parent)
    done = subprocess.run(
        [bash, "-c", command],
        cwd=ROOT,
        env={
            **kept,
            "PATH": scripts + os.pathsep + os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if all_of_it else subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in f"{done.stdout}{done.stderr}", command
    assert done.stdout, f"{command} prints nothing: {done.stderr}"
    return done.stdout


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_examples_are_the_real_output(path: Path, golden: Golden) -> None:
    """The page with every example run again is the page as it stands."""

    def again(match: re.Match[str]) -> str:
        output = printed(match["command"], bool(match["all"]))
        end = "" if output.endswith("\n") else "\n"
        head = match[0][: match.start("fence") - match.start()]
        return f"{head}{match['fence']}{output}{end}{match['end']}"

    page = path.read_text(encoding="utf-8")
    assert len(MARK.findall(page)) == len(BLOCK.findall(page)) > 0, "a mark without its block"
    golden(path, BLOCK.sub(again, page))


def commands(run: Run) -> list[str]:
    """The commands that `vtlt --help` lists."""
    return re.findall(r"^  ([a-z][a-z-]*) ", run("--help").stdout, re.MULTILINE)


def test_every_command_is_there(run: Run) -> None:
    """Whoever reads only README learns of all there is."""
    known = commands(run)
    assert {"rank", "validate", "explain"} <= set(known)
    page = text()
    missing = [name for name in known if not re.search(rf"`?vtlt {name}\b", page)]
    assert not missing


def test_no_command_that_is_not_there(run: Run) -> None:
    """README names no command that the program lacks."""
    named = set(re.findall(r"(?:^|[`/\\])vtlt ([a-z]+)\b", text(), re.MULTILINE))
    assert named <= set(commands(run))
