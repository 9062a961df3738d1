"""What the tests share: the real command, and texts that stand in files beside the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

# What of the surroundings would change what the command says.
_OURS = ("VTLT_", "LC_", "PYTHON", "COV_")
_ALSO = {"LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"}


class Result(NamedTuple):
    """What the command did; line ends as `\\n` on every system."""

    code: int
    stdout: str
    stderr: str


class Run(Protocol):
    """The command as a subprocess: `run("rank", "-f", "csv", cwd=folder)`."""

    def __call__(
        self,
        *args: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        input: bytes = b"",
    ) -> Result: ...


Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what the command prints now into the expected texts",
    )


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs the real command in a clean environment; `env` adds to it."""

    def run_command(
        *args: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        input: bytes = b"",
    ) -> Result:
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(_OURS) and name not in _ALSO
        }
        done = subprocess.run(
            [sys.executable, "-m", "vtlt_cli", *args],
            cwd=cwd,
            env={**clean, "LANG": "C.UTF-8", **(env or {})},
            input=input,
            capture_output=True,
            check=False,
        )
        return Result(done.returncode, _text(done.stdout), _text(done.stderr))

    return run_command


def _text(content: bytes) -> str:
    return content.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """Holds a text against the file that has the expected one, or with the option rewrites it."""
    update = bool(request.config.getoption("--update-goldens"))

    def check(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing: run pytest --update-goldens and look it through"
        assert text == path.read_text(encoding="utf-8")

    return check
