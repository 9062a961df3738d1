"""Standard output and error: how they are written, and what is done when nobody reads them."""

from __future__ import annotations

import contextlib
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
    if sys.stdout is None or sys.stderr is None:
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it outlives this)
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def mute(stream: Any) -> None:
    """Send what is still in the buffer nowhere, so that the interpreter ends quietly."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
