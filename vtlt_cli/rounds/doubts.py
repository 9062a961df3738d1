"""What leaves a result in doubt: (b) of the law of results."""

from __future__ import annotations

from typing import NamedTuple

from vtlt_cli.diagnostics import Span, Words
from vtlt_cli.units import Name


class Doubt(NamedTuple):
    """One thing that is in doubt, where it stands, and in a few words what it is.

    `unknown` is whether only the name of a row is.
    """

    span: Span
    words: Words
    unknown: bool = False


def unresolved(name: Name) -> Doubt:
    """What is said of a name that leads to no unit, or to more than one."""
    text = name.text.strip()
    words = f"it is not known whom “{text}” means", f"chưa xác định được đơn vị “{text}”"
    return Doubt(name.span, words, unknown=True)
