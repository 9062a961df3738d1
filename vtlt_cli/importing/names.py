"""The names of a table's column as they stand, and as they were meant where an old font wrote them.

TCVN3 and VNI fonts keep Vietnamese in the letters of Western Europe: `B×nh §Þnh`. In a workbook
only the font tells; where that is not known the register does, by the whole column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vtlt_cli.names import Register
from vtlt_cli.reading.encodings import by_older_tables
from vtlt_cli.wording import composed
from vtlt_cli.workbooks import Cell

# By how the names of their fonts begin.
_FONTS = {".vn": "TCVN3 (ABC)", "vni": "VNI"}


class Names(NamedTuple):
    """How the texts of a column are to be read: as they stand, or by an older table."""

    table: str = ""

    def text(self, cell: Cell) -> str:
        """The text of a cell, composed, on one line."""
        text = cell.text
        if self.table:
            text = dict(by_older_tables(text)).get(self.table, text)
            # The capitals of these fonts are the small letters of the others.
            if cell.font.casefold().startswith(".vn") and cell.font.endswith("H"):
                text = text.upper()
        return " ".join(composed(text).split())


def names_of(cells: Sequence[Cell], register: Register) -> Names:
    """How the cells of one column are to be read.

    By the font of most of them; else, where no name that has marks resolves, by the table that
    makes the most names of the register.
    """
    odd = [cell for cell in cells if not cell.text.isascii()]
    if not odd:
        return Names()
    for begin, table in _FONTS.items():
        if sum(cell.font.casefold().startswith(begin) for cell in odd) * 2 > len(odd):
            return Names(table)

    def known(text: str) -> bool:
        found = register.resolve(" ".join(text.split()))
        # `Phó Yªn` comes near to Phú Yên, but is not how anyone writes it.
        return found.province is not None and not {"near", "diacritics"} & set(found.hows)

    if any(known(cell.text) for cell in odd):
        return Names()
    counts = {
        table: sum(known(Names(table).text(cell)) for cell in odd)
        for table in ("TCVN3 (ABC)", "VNI", "VISCII")
    }
    best = max(counts, key=lambda table: counts[table])
    others = [count for table, count in counts.items() if table != best]
    return Names(best) if counts[best] > max(others) else Names()
