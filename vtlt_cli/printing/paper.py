"""An official paper as plain values: its head, its text and tables, its foot, its annexes.

The parts are those of Decree 30/2020/NĐ-CP, Annex I, part II, and of the forms of Annex III. What
nobody knows yet is left open and printed as dots.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from vtlt_cli.printing.table import Line, Table

# What a paragraph is: of the text, the heading of a part (`I. …`) or of a point of it (`1. …`),
# what the paper is founded on, the one who issues it.
TextKind = Literal["paragraph", "part", "point", "basis", "authority"]

# Who signs is for the issuer to say.
SIGNATORY = "(QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ)"
# What stands where a person must write.
DOTS = "………………………"


class Text(NamedTuple):
    """A paragraph, and what it is."""

    text: str
    kind: TextKind = "paragraph"


Content = Text | Table


class Annex(NamedTuple):
    """An annex (form 2.1): the lines of its heading, what stands in it, whether it lies across."""

    heading: tuple[Line, ...]
    content: tuple[Content, ...]
    across: bool = False


class Paper(NamedTuple):
    """What stands in an official paper.

    `parent` is the body above the `agency`, None where nobody said it. `symbol` is what stands
    behind the number. A letter has its `subject` under the number, the whole line `V/v …`; a paper
    of another kind has its `name` (`Báo cáo`) and its subject in the middle. The `recipients` are
    whole lines: `- Như trên;`. Each of the `signatures` stands over the place of one who signs,
    from left to right; minutes are not `dated` in their head. The `annexes` follow, each on pages
    of its own.
    """

    agency: str | None
    symbol: str
    subject: str
    content: tuple[Content, ...]
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None
    name: str = ""
    dated: bool = True
    signatures: tuple[str, ...] = (SIGNATORY,)
    annexes: tuple[Annex, ...] = ()


# Annex I, II.2.a: the body above is named “nếu có”; these stand under none.
_UNDER_NONE = ("Bộ ", "Hội đồng nhân dân ", "Ủy ban nhân dân ")


def body_above(paper: Paper) -> str:
    """The body above the agency as the head names it: dots where nobody said it, "" for none."""
    if paper.parent is not None:
        return paper.parent
    return "" if (paper.agency or "").startswith(_UNDER_NONE) else DOTS


def texts(paragraphs: Iterable[str]) -> tuple[Text, ...]:
    """Paragraphs of the text."""
    return tuple(map(Text, paragraphs))


def annex_of(table: Table, across: bool = False) -> Annex:
    """A table with its heading as an annex."""
    return Annex(table.heading, (table._replace(heading=()),), across)
