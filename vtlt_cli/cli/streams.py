"""Standard output and error: how they are written, and what is done when nobody reads them."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Any

from vtlt_cli.diagnostics import Words


def emit(content: str | bytes) -> None:
    """Print what was asked for; a closed pipe ends the program quietly."""
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
    sys.stdout.flush()


def prepare_streams() -> None:
    """UTF-8 and plain line ends, whatever the console or the locale says."""
    if sys.stdout is None:
        # What was asked for would be lost without a word: `vtlt rank >&-`.
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it outlives this)
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


# What colours a text is no part of its width.
_COLOUR = r"\x1b\[[0-9;]*m"
# The line of a file that a finding shows, and the marks below it, stand as they are.
_EXCERPT = r"\s*\d*\s*\|"


def fitted(text: str, stream: Any) -> str:
    """The text with its long lines broken between words, where the stream is a terminal.

    Left to itself a terminal breaks a line within a word.
    """
    if not stream.isatty():
        return text
    import re
    import shutil

    width = shutil.get_terminal_size((100, 24)).columns
    lines: list[str] = []
    for line in text.split("\n"):
        plain = re.sub(_COLOUR, "", line)
        if len(plain) <= width or re.match(_EXCERPT, plain):
            lines.append(line)
            continue
        lead = len(plain) - len(plain.lstrip())
        first, *rest = line.lstrip().split(" ")
        begun, used = " " * lead + first, lead + _width(first)
        for word in rest:
            if used + 1 + _width(word) > width:
                lines.append(begun)
                begun, used = " " * (lead + 2) + word, lead + 2 + _width(word)
            else:
                begun, used = f"{begun} {word}", used + 1 + _width(word)
        lines.append(begun)
    return "\n".join(lines)


def _width(word: str) -> int:
    """How many columns a word takes, without what colours it."""
    if "\x1b" not in word:
        return len(word)
    import re

    return len(re.sub(_COLOUR, "", word))


class _Closed:
    """Standard output that was closed before the program began."""

    encoding = "utf-8"

    @property
    def buffer(self) -> Any:
        return self

    def write(self, content: str | bytes) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def flush(self) -> None:
        """There is nothing to flush."""

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def mute(stream: Any) -> None:
    """Send what is still in the buffer nowhere, so that the interpreter ends quietly."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


_REASONS: dict[int, Words] = {
    errno.ENOENT: ("there is no such file or folder", "không có tệp hoặc thư mục này"),
    errno.EACCES: ("permission denied", "không có quyền truy cập"),
    errno.EPERM: ("permission denied", "không có quyền truy cập"),
    errno.EISDIR: ("this is a folder", "đây là thư mục"),
    errno.ENOTDIR: ("this is no folder", "đây không phải thư mục"),
    errno.EBADF: ("standard output is closed", "đầu ra chuẩn đã đóng"),
    errno.ENOSPC: ("no space left on the disk", "ổ đĩa đã đầy"),
    errno.EROFS: ("the file system is read-only", "hệ thống tệp chỉ cho đọc"),
}


def reason_of(error: OSError) -> Words:
    """Why the system refused, in words."""
    reason = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, (reason, reason))
