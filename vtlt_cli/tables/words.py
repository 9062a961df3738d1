"""What the tables share: names of offices and provinces, and how columns show values."""

from __future__ import annotations

from collections.abc import Callable

from vtlt_cli.model import Name, Round, full_name
from vtlt_cli.names import has_short_kind
from vtlt_cli.table import Column, Row, text_of
from vtlt_cli.wording import Lang, points


def standard(name: Name) -> str:
    """The standard spelling of a name; as published where it leads to no province."""
    return name.province.name if name.province else name.text


def office(name: Name, round_: Round) -> str:
    """The office as the report prints it: `Văn phòng Ủy ban nhân dân tỉnh Bình Định`."""
    body = full_name(name.province) if name.province else name.text
    return f"{round_.office} {body}" if round_.office else body


def published_office(name: Name, round_: Round) -> str:
    """The office with the name as published: `Văn phòng Ủy ban nhân dân tỉnh Đắc Nông`."""
    text = name.text.strip()
    if name.province is None:
        return f"{round_.office} {text}" if round_.office else text
    kind = name.province.kind
    prefixes = [f"{round_.office} "] if round_.office else []
    for prefix in (*prefixes, f"{kind} "):
        if text.casefold().startswith(prefix.casefold()):
            text = text[len(prefix) :]
    body = text if has_short_kind(text, kind) else f"{kind} {text}"
    return f"{round_.office} {body}" if round_.office else body


def id_of(name: Name) -> str | None:
    """The id of the province meant, None where the name leads to none."""
    return name.province.id if name.province else None


def who(name: Name) -> str:
    """Whom a name means, where rows of several lists are held together: the id, else the text."""
    return name.province.id if name.province else name.text.strip()


def points_of(field: str) -> Callable[[Row], str]:
    def show(row: Row) -> str:
        return "" if row[field] is None else points(row[field])

    return show


def points_column(title: str, field: str) -> Column:
    """A column of points, as `8.280`."""
    return Column(title, points_of(field), "right", field)


def whole_column(title: str, field: str) -> Column:
    """A column of whole numbers that count or name something, as `1000`."""
    return Column(title, text_of(field), "right", field)


def joined(field: str) -> Callable[[Row], str]:
    return lambda row: ", ".join(row[field])


def round_words(round_: Round, lang: Lang) -> str:
    if not round_.year:
        return ""
    return f", đợt kiểm tra {round_.year}" if lang == "vi" else f", round {round_.year}"


GROUP_TITLES = {
    "cluster": ("Cluster", "Cụm"),
    "region": ("Region", "Vùng"),
    "kind": ("Kind", "Loại"),
    "tier": ("Award", "Hình thức"),
}


def tied_rank(row: Row) -> str:
    """The rank, marked where others share it: `=29`."""
    return "" if row["rank"] is None else f"{'=' if row['tied'] else ''}{row['rank']}"
