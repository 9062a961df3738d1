"""What the tables share: names of offices and provinces, and how columns show values."""

from __future__ import annotations

from vtlt_cli.names import bare, has_short_kind, tidy, without_office
from vtlt_cli.rounds.kind import Round
from vtlt_cli.units import ADMINISTRATIVE, Name, Province, full_name, listed_name, short_name
from vtlt_cli.wording import Lang


def standard(name: Name) -> str:
    """The standard spelling of a name; as published where it leads to no province."""
    return name.province.name if name.province else name.text


def listed(name: Name) -> str:
    """The standard spelling as lists print it, where no two units may look alike."""
    return listed_name(name.province) if name.province else name.text


def office(name: Name, round_: Round) -> str:
    """The office as the report prints it: `Văn phòng Ủy ban nhân dân tỉnh Bình Định`."""
    if name.province is not None:
        return office_of(name.province, round_)
    return _before(round_, _without_its_office(name.text, round_))


def office_of(unit: Province, round_: Round) -> str:
    """The office of a unit: `Văn phòng Ủy ban nhân dân tỉnh Bình Định`.

    Where none is declared it is the unit, which begins a cell as it begins a sentence: `Tỉnh`.
    """
    body = full_name(unit)
    return _before(round_, body if round_.office else _capital(body))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _before(round_: Round, body: str) -> str:
    return f"{round_.office} {body}" if round_.office else body


def published_office(name: Name, round_: Round) -> str:
    """The office with the name as published: `Văn phòng Ủy ban nhân dân tỉnh Đắc Nông`.

    The office stands before the name once, whatever of it the file has, in full or short. A kind
    that the file has stays, be it another; where it has none, it is that of the unit. An id is no
    name that was published: the standard one stands in its place.
    """
    text, province = _without_its_office(name.text, round_), name.province
    if province is None:
        return _before(round_, text)
    body = full_name(province) if text == province.id else _with_kind(text, province)
    return _before(round_, body if round_.office or body == text else _capital(body))


def _without_its_office(text: str, round_: Round) -> str:
    """The text without the office that is printed before it; as it is where none is."""
    return without_office(tidy(text), round_.office) if round_.office else tidy(text)


def _with_kind(body: str, province: Province) -> str:
    """A name as published after a kind: the one that stands there, else that of the unit.

    The kind of an administrative unit is small in the middle of a line.
    """
    kind = province.kind
    administrative = kind.casefold() in ADMINISTRATIVE
    if body.casefold().startswith(kind.casefold() + " "):
        return f"{kind}{body[len(kind) :]}" if administrative else body
    written = bare(body).removesuffix(bare(short_name(province))) not in ("", bare(body))
    return body if written or has_short_kind(body, kind) else f"{kind} {body}"


def id_of(name: Name) -> str | None:
    """The id of the province meant, None where the name leads to none."""
    return name.province.id if name.province else None


def who(name: Name) -> str:
    """Whom a name means, where rows of several lists are held together: the id, else the text."""
    return name.province.id if name.province else name.text.strip()


def round_words(round_: Round, lang: Lang) -> str:
    """Behind a title, of which round it is."""
    if not round_.year:
        return ""
    return f", đợt kiểm tra năm {round_.year}" if lang == "vi" else f", round {round_.year}"


def year_words(round_: Round, lang: Lang) -> str:
    """The same behind a Vietnamese title that says of itself that it is of an inspection."""
    return f" năm {round_.year}" if lang == "vi" and round_.year else round_words(round_, lang)
