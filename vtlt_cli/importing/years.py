"""The round that a table is of, by what stands above it and in the names of sheet and file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vtlt_cli.names import bare

# Of a paper or of signing, and not of the round: `ngày 21 tháng 3 năm 2008`, `21/3/2008`.
_DAYS = (
    r"ngay\s*[0-9.…]*\s*(?:thang|/)\s*[0-9.…]*\s*(?:nam|/)\s*[0-9]{4}"
    r"|[0-9]{4}[-_.][01]?[0-9][-_.][0-3]?[0-9]"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|(?:thang|quy)\s*[0-9ivx]{1,3}\s*(?:/|nam )\s*[0-9]{4}"
    r"|[0-9]{1,2}/[0-9]{4}|/[0-9]{4}/|[0-9]+/[0-9]{4}"
)


def years_in(texts: Iterable[str]) -> list[int]:
    """The years that texts name as years, each once; those within days are none."""
    found: dict[int, None] = {}
    for text in texts:
        plain = re.sub(_DAYS, " ", bare(text))
        for year in re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", plain):
            found[int(year)] = None
    return list(found)
