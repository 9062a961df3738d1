"""Closed pipes and Ctrl-C."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from inside import ROOT, words

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")


@POSIX
@pytest.mark.parametrize(
    "command", [["rank"], ["rank", "-f", "json"], ["explain"], ["--help"]], ids=words
)
def test_a_closed_pipe_is_no_failure(command: list[str]) -> None:
    """`vtlt rank | head`: exit 0 and silence, with a reader that is gone before the first word."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "vtlt_cli", *command],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@POSIX
def test_head_with_pipefail() -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    script = f"set -o pipefail; '{sys.executable}' -m vtlt_cli rank | head -n 1"
    done = subprocess.run([bash, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much of a pipe is unread")
def test_ctrl_c() -> None:
    """130 and no traceback, here while standard input is read."""
    import fcntl
    import struct
    import termios

    def unread(pipe: int) -> int:
        """How many bytes of the pipe the program has not taken yet."""
        return int(struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0])

    process = subprocess.Popen(
        [sys.executable, "-m", "vtlt_cli", "rank", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write(b"position,province,score\n")
    process.stdin.flush()
    while process.poll() is None and unread(process.stdin.fileno()):
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


@POSIX
@pytest.mark.parametrize("command", ["rank", "rank -f json", "validate", "chart", "--help"])
def test_what_cannot_be_printed_is_told(command: str, tmp_path: Path) -> None:
    """Standard output was closed before the program began: exit 2, never 0 without a word."""
    run = f"{sys.executable} -m vtlt_cli {command} >&-"
    done = subprocess.run(["sh", "-c", run], cwd=ROOT, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2 and b"standard output is closed" in done.stderr
    written = f"{sys.executable} -m vtlt_cli rank -o {tmp_path / 'x.csv'} >&-"
    done = subprocess.run(["sh", "-c", written], cwd=ROOT, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0 and (tmp_path / "x.csv").read_text("utf-8").count("\n") == 65


def test_long_lines_are_broken_between_words_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a finding shows of its file stands as it is, and colours take no room."""
    from vtlt_cli.cli.streams import fitted

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    told = "a.yaml:1:1: \x1b[31mlỗi\x1b[0m CLU01 Tỉnh Trà Vinh được xếp vào hai cụm\n"
    told += "   68 |   members: [Hà Tĩnh, Đà Nẵng, Đồng Tháp, Trà Vinh, Bến Tre]\n"
    told += "   hướng dẫn: một trong hai vị trí có thể là tỉnh Lai Châu"
    assert fitted(told, Terminal()).split("\n") == [
        "a.yaml:1:1: \x1b[31mlỗi\x1b[0m CLU01 Tỉnh Trà Vinh được",
        "  xếp vào hai cụm",
        "   68 |   members: [Hà Tĩnh, Đà Nẵng, Đồng Tháp, Trà Vinh, Bến Tre]",
        "   hướng dẫn: một trong hai vị trí có",
        "     thể là tỉnh Lai Châu",
    ]
    monkeypatch.setattr(Terminal, "isatty", lambda self: False)
    assert fitted(told, Terminal()) == told
