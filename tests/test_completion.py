"""What the shell is offered; the answers come from the registries, through the real program."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from vtlt_cli.checking.reporters import REPORTERS
from vtlt_cli.cli.program import COMMANDS
from vtlt_cli.printing.layouts import LAYOUTS
from vtlt_cli.printing.render import FORMATS


def offered(*words: str) -> list[str]:
    """What bash offers for the last of these words."""
    asking = {
        "_VTLT_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(["vtlt", *words]),
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from vtlt_cli.__main__ import main; main()"],
        env={**os.environ, **asking},
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.split()


def test_commands() -> None:
    assert offered("ra") == ["rank"]
    assert offered("w") == ["waive"]
    assert offered("") == list(COMMANDS)
    assert offered("--v") == ["--version"]


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (["rank", "-f", ""], list(FORMATS)),
        (["validate", "-f", ""], list(REPORTERS)),
        (["appendix", "--layout", ""], list(LAYOUTS)),
        (["rank", "--color", ""], ["auto", "always", "never"]),
        (["--lang", ""], ["vi", "en"]),
    ],
    ids=["format", "reporter", "layout", "colour", "language"],
)
def test_values_of_options(words: list[str], choices: list[str]) -> None:
    """All of them where nothing is typed yet, and those that begin so where something is."""
    assert offered(*words) == choices
    begun = choices[0][:1]
    expected = [choice for choice in choices if choice.startswith(begun)]
    assert offered(*words[:-1], begun) == expected
