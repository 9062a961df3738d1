"""Standard output and error: how they are written, and what is done when nobody reads them."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Any


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
