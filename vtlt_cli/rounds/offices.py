"""What the tables share: names of offices and provinces, and how columns show values."""

from __future__ import annotations

from vtlt_cli.names import has_short_kind
from vtlt_cli.rounds.kind import Round
from vtlt_cli.units import Name, Province, full_name
from vtlt_cli.wording import Lang


def standard(name: Name) -> str:
    """The standard spelling of a name; as published where it leads to no province."""
    return name.province.name if name.province else name.text


def office(name: Name, round_: Round) -> str:
    """The office as the report prints it: `Văn phòng Ủy ban nhân dân tỉnh Bình Định`."""
    return office_of(name.province, round_) if name.province else _before(round_, name.text)


def office_of(unit: Province, round_: Round) -> str:
    """The office of a unit: `Văn phòng Ủy ban nhân dân tỉnh Bình Định`."""
    return _before(round_, full_name(unit))


def _before(round_: Round, body: str) -> str:
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


def round_words(round_: Round, lang: Lang) -> str:
    if not round_.year:
        return ""
    return f", đợt kiểm tra {round_.year}" if lang == "vi" else f", round {round_.year}"
