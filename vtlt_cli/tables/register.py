"""The tables of the provinces and of the rounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from vtlt_cli.model import Round
from vtlt_cli.table import Column, Row, Table, text_of
from vtlt_cli.tables.words import (
    joined,
)
from vtlt_cli.wording import Lang

if TYPE_CHECKING:
    from vtlt_cli.model import Province


def provinces_table(provinces: Iterable[Province], lang: Lang) -> Table:
    """Units of the register."""
    vi = lang == "vi"
    rows = [
        {
            "id": province.id,
            "name": province.name,
            "kind": province.kind,
            "code": province.code,
            "iso": province.iso,
            "region": province.region,
            "from": province.first_day,
            "to": province.last_day,
            "successors": list(province.successors),
            "decision": province.decision,
        }
        for province in provinces
    ]
    return Table(
        (),
        (
            Column("Mã số" if vi else "Code", text_of("code")),
            Column("Tên" if vi else "Name", text_of("name")),
            Column("Loại" if vi else "Kind", text_of("kind")),
            Column("Từ ngày" if vi else "From", text_of("from")),
            Column("Đến ngày" if vi else "To", text_of("to")),
            Column("Kế tiếp" if vi else "Successor", joined("successors")),
            Column("id", text_of("id")),
        ),
        (
            "id",
            "name",
            "kind",
            "code",
            "iso",
            "region",
            "from",
            "to",
            "successors",
            "decision",
        ),
        rows,
    )


def rounds_table(rounds: Iterable[Round], paths: dict[tuple[str, int], str], lang: Lang) -> Table:
    """The rounds of a folder and which files each has."""
    vi = lang == "vi"
    rows: list[dict[str, Any]] = [
        {
            "year": round_.year,
            "title": round_.title,
            **{kind: paths.get((kind, round_.year)) for kind in ("scores", "clusters", "awards")},
        }
        for round_ in rounds
    ]

    def files(row: Row) -> str:
        found = [row[kind] for kind in ("scores", "clusters", "awards") if row[kind]]
        return ", ".join(path.rpartition("/")[2] for path in found)

    return Table(
        (),
        (
            Column("Năm" if vi else "Round", text_of("year")),
            Column("Tên" if vi else "Title", text_of("title")),
            Column("Tệp" if vi else "Files", files),
        ),
        ("year", "title", "scores", "clusters", "awards"),
        rows,
    )
