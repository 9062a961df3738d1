"""How far long work has come, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from vtlt_cli.cli.session import Context
from vtlt_cli.diagnostics import Words
from vtlt_cli.wording import side

Item = TypeVar("Item")
# Work on fewer is over before anybody asks.
LONG = 64


def counted(context: Context, items: Sequence[Item], what: Words) -> Iterator[Item]:
    """The items one by one; how many are done stands on stderr where that is a terminal."""
    total = len(items)
    if total < LONG or not sys.stderr.isatty():
        yield from items
        return
    shown = ""
    try:
        for number, item in enumerate(items):
            now = f"\r{side(what, context.lang)}: {number * 100 // total} % ({number}/{total})"
            if number % max(1, total // 100) == 0 and now != shown:
                shown = now
                print(now, end="", file=sys.stderr, flush=True)
            yield item
    finally:
        print("\r" + " " * len(shown) + "\r", end="", file=sys.stderr, flush=True)
