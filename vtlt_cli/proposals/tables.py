"""The clusters with what was accepted in place, as a table."""

from __future__ import annotations

from vtlt_cli.clusters.changes import Placed
from vtlt_cli.clusters.tables import clusters_table
from vtlt_cli.printing.table import Column, Line, Row, Table
from vtlt_cli.proposals.effect import Proposed
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import listed, round_words
from vtlt_cli.units import listed_name
from vtlt_cli.wording import Lang


def proposed_table(found: Proposed, round_: Round, lang: Lang) -> Table:
    """The clusters after the accepted proposals; `changes` are what is new in each."""
    vi = lang == "vi"
    table = clusters_table(found.clusters, round_, lang)
    changes: dict[int, list[str]] = {}
    for effect in found.effects:
        for _written, change in effect.changes:
            said = _said(change, lang)
            listed = changes.setdefault(change.cell.cluster.number, [])
            if said not in listed:
                listed.append(said)
    rows = [{**row, "changes": changes.get(row["number"], [])} for row in table.rows]
    title = "Danh sách các cụm kiểm tra sau khi tiếp thu đề xuất" if vi else "Clusters as proposed"

    def changed(row: Row) -> str:
        return "; ".join(row["changes"])

    return table._replace(
        heading=(Line(title + round_words(round_, lang)),),
        columns=(*table.columns, Column("Thay đổi" if vi else "Changes", changed)),
        fields=(*table.fields, "changes"),
        rows=rows,
    )


def _said(change: Placed, lang: Lang) -> str:
    """What becomes of one place."""
    vi = lang == "vi"
    before = listed(change.cell.name)
    after = listed_name(change.standing) if change.standing is not None else ""
    if change.cell.role == "leader":
        return f"Cụm trưởng: {after} (thay {before})" if vi else f"leader {after} (was {before})"
    if change.cell.new:
        return f"thêm {after}" if vi else f"{after} added"
    if change.text is None:
        return f"bỏ {before}" if vi else f"{before} struck out"
    return f"{after} (thay {before})" if vi else f"{after} (in place of {before})"
