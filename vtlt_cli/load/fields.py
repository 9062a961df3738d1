"""How the text of each field of a record becomes a typed value, by the table of `layout`."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from vtlt_cli.diagnostics import Problem, Span
from vtlt_cli.load.layout import RECORDS as RECORDS
from vtlt_cli.load.layout import Field as Field
from vtlt_cli.model import Name, Number
from vtlt_cli.reading.problems import cut
from vtlt_cli.reading.yaml_text import Mapping, Node, Refused, Scalar, Sequence
from vtlt_cli.record import Record

_TABLES = {record: {field.name: field for field in fields} for record, fields in RECORDS.items()}
_REQUIRED = {
    record: tuple(field.name for field in fields if field.required)
    for record, fields in RECORDS.items()
}

# Strict on purpose: `int` and `Decimal` take `1_000`, `NaN` and the digits of other scripts.
# Patterns are strings, compiled when first used: compiling all of them at every start takes long.
_DIGITS = 18
# Together one less than the digits that `decimal` reckons with: a remainder is then exact.
_WHOLE_DIGITS, _FRACTION_DIGITS = 15, 12
_LONGEST_NUMBER = 40


class Values:
    """The fields of one record that could be read, and the place of each.

    The record is `complete` when no field of it had to be left out.
    """

    __slots__ = ("complete", "fields", "places")

    def __init__(self, fields: dict[str, Any], places: dict[str, Span], complete: bool) -> None:
        self.fields = fields
        self.places = places
        self.complete = complete

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field, `default` where the record has none."""
        return self.fields.get(name, default)

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]


class Reading(Record):
    """What reading one file needs: where problems go and how a name is resolved."""

    problems: list[Problem]
    resolve: Callable[[Scalar], Name]
    decimals: int | None = None


class Unread(Exception):
    """A field that could not be read; the problem has been told."""


def read_record(node: Node, record: str, reading: Reading) -> Values | None:
    """The fields of one record, None where one that it needs is missing or cannot be read.

    A field that is not needed and cannot be read is left out, and the record is not `complete`.
    """
    if not isinstance(node, Mapping):
        _wrong_type(node, record, reading)
        return None
    return _read_fields(node, record, reading)


def _read_fields(node: Mapping, record: str, reading: Reading) -> Values | None:
    table = _TABLES[record]
    values: dict[str, Any] = {}
    places: dict[str, Span] = {"": node.span}
    usable = complete = True
    for name, (span, child) in node.entries.items():
        field = table.get(name)
        if field is None:
            detail = {"field": cut(name), "known": tuple(table)}
            reading.problems.append(Problem("unknown-field", span, detail))
            continue
        places[name] = child.span
        try:
            values[name] = read_field(child, field, reading)
        except Unread:
            complete = False
            usable = usable and not field.required
    for needed in _REQUIRED[record]:
        if needed not in node.entries:
            detail = {"field": needed, "record": record}
            reading.problems.append(Problem("missing-field", node.span, detail))
            usable = False
    return Values(values, places, complete) if usable else None


def read_field(node: Node, field: Field, reading: Reading) -> Any:
    """The typed value of one field; raises `Unread` after telling the problem."""
    read = _READ.get(field.type)
    if read is not None:
        value = read(node, field.type, reading)
    else:
        reader, _, record = field.type.partition(":")
        value = _READ[reader](node, record, reading)
    if field.choices and value not in field.choices:
        detail = {"found": cut(value), "choices": field.choices}
        reading.problems.append(Problem("not-a-choice", node.span, detail))
        raise Unread
    return value


def read_list(node: Node | None, record: str, reading: Reading) -> tuple[list[Values], bool]:
    """The records of a list, and whether all of them could be read whole."""
    if not isinstance(node, Sequence):
        if node is not None:
            _wrong_type(node, "list", reading)
        return [], False
    found = [read_record(item, record, reading) for item in node.items]
    kept = [values for values in found if values is not None]
    return kept, len(kept) == len(found) and all(values.complete for values in kept)


def parse_number(text: str) -> Number | None:
    """A plain integer or decimal with a point, exactly; None where the text is neither."""
    whole, point, fraction = text.removeprefix("-").partition(".")
    if not is_whole(whole):
        return None
    if len(whole) > _WHOLE_DIGITS:
        return None
    if not point:
        return int(text)
    if not (fraction.isascii() and fraction.isdigit() and len(fraction) <= _FRACTION_DIGITS):
        return None
    from decimal import Decimal

    return Decimal(text)


def is_whole(text: str) -> bool:
    """Whether the text is plain digits, without a sign, leading zeros or marks between them."""
    plain = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return plain and (text[0] != "0" or text == "0")


class GroupedNumber(Record):
    """A number written with marks between its digits: what it may mean, the likeliest first."""

    readings: tuple[str, ...]


_GROUPED = (
    # 1.234.567 and 1.234,5 can only be Vietnamese; 1,234,567 and 1,234.5 only English.
    (r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}\.[0-9]{3},[0-9]+", ".", ","),
    (r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3},[0-9]{3}\.[0-9]+", ",", "."),
)
_THREE_DIGITS = r"-?[1-9][0-9]{0,2}[.,][0-9]{3}"


def grouped(text: str, decimals: int | None, all_in_threes: bool) -> GroupedNumber | None:
    """What a number with marks between its digits may mean; None where it is plain.

    `8.280` is 8280 to the report and 8.28 to most tools. With `decimals` 0 declared it has one
    meaning; with another number declared or none, both, unless some other number of the file shows
    that its points are decimal points (`all_in_threes` false).
    """
    if ("." not in text and "," not in text) or len(text) > _LONGEST_NUMBER:
        return None
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    for pattern, group, point in _GROUPED:
        if re.fullmatch(pattern, digits):
            return GroupedNumber((sign + digits.replace(group, "").replace(point, "."),))
    if re.fullmatch(_THREE_DIGITS, text):
        whole = text.replace(".", "").replace(",", "")
        as_decimal = text.replace(",", ".")
        if decimals == 0:
            return GroupedNumber((whole,))
        if "," in text or (decimals is None and all_in_threes) or (decimals or 3) < 3:
            return GroupedNumber((whole, as_decimal))
        return None
    if re.fullmatch(r"[0-9]+,[0-9]+", digits):
        return GroupedNumber((sign + digits.replace(",", "."),))
    return None


def all_fractions_in_threes(texts: Iterable[str]) -> bool:
    """Whether every fractional value has exactly three digits after the point."""
    return all(len(text.partition(".")[2]) == 3 for text in texts if text.count(".") == 1)


def _wrong_type(node: Node, expected: str, reading: Reading) -> None:
    if isinstance(node, Refused):
        return
    if isinstance(node, Scalar):
        found = cut(node.text.strip())
    else:
        found = "list" if isinstance(node, Sequence) else "mapping"
    detail = {"expected": expected, "found": found, "is_text": isinstance(node, Scalar)}
    reading.problems.append(Problem("wrong-type", node.span, detail))


def _refuse(node: Node, expected: str, reading: Reading) -> Unread:
    _wrong_type(node, expected, reading)
    return Unread()


def _text(node: Node, expected: str, reading: Reading) -> str:
    if not isinstance(node, Scalar) or not node.text.strip():
        raise _refuse(node, expected, reading)
    return node.text


def _texts(node: Node, expected: str, reading: Reading) -> tuple[str, ...]:
    return _each(node, _text, "text", reading)


def _each(
    node: Node, read: Callable[[Node, str, Reading], Any], expected: str, reading: Reading
) -> tuple[Any, ...]:
    """The items of a list, all of them read before the list is refused for a bad one."""
    if not isinstance(node, Sequence):
        raise _refuse(node, "list", reading)
    found, usable = [], True
    for item in node.items:
        try:
            found.append(read(item, expected, reading))
        except Unread:
            usable = False
    if not usable:
        raise Unread
    return tuple(found)


def _is_id(text: str) -> bool:
    """Small letters, digits and single hyphens, then perhaps `@` and a number: `gia-lai@2025`."""
    slug, at, year = text.partition("@")
    parts = slug.split("-")
    small = slug.isascii() and slug == slug.lower() and all(part.isalnum() for part in parts)
    return small and (not at or (year.isascii() and year.isdigit()))


def _id(node: Node, expected: str, reading: Reading) -> str:
    text = _text(node, expected, reading)
    if not _is_id(text):
        raise _refuse(node, "id", reading)
    return text


def _whole(node: Node, expected: str, reading: Reading) -> int:
    text = _text(node, expected, reading)
    if not is_whole(text):
        raise _refuse(node, "whole", reading)
    return int(text)


def _year(node: Node, expected: str, reading: Reading) -> int:
    year = _whole(node, expected, reading)
    if not 1000 <= year <= 9999:
        raise _refuse(node, "year", reading)
    return year


def _number(node: Node, expected: str, reading: Reading) -> Number:
    text = _text(node, expected, reading).strip()
    marks = grouped(text, reading.decimals, all_fractions_in_threes([text]))
    if marks is not None:
        reading.problems.append(
            Problem("grouped-number", node.span, {"found": text, "readings": marks.readings})
        )
        raise Unread
    value = parse_number(text)
    if value is None:
        reading.problems.append(Problem("not-a-number", node.span, {"found": cut(text)}))
        raise Unread
    return value


def _day(node: Node, expected: str, reading: Reading) -> date:
    text = _text(node, expected, reading)
    # `fromisoformat` takes other forms too: 20080321, 2008-W12-5.
    digits = text[:4] + text[5:7] + text[8:]
    try:
        if len(text) == 10 and text[4] == text[7] == "-" and digits.isascii() and digits.isdigit():
            return date.fromisoformat(text)
    except ValueError:
        pass
    reading.problems.append(Problem("bad-date", node.span, {"found": cut(text), "form": "day"}))
    raise Unread


def _month(node: Node, expected: str, reading: Reading) -> date:
    """The first or last day of a month; a day is taken as it is."""
    text = _text(node, expected, reading)
    year, dash, month = text.partition("-")
    is_month = len(text) == 7 and dash and (year + month).isascii() and (year + month).isdigit()
    if not (is_month and len(year) == 4):
        return _day(node, expected, reading)
    try:
        first = date(int(year), int(month), 1)
        if expected == "first of month":
            return first
        next_month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return date.fromordinal(next_month.toordinal() - 1)
    except ValueError:
        reading.problems.append(Problem("bad-date", node.span, {"found": text, "form": "month"}))
        raise Unread from None


def _name(node: Node, expected: str, reading: Reading) -> Name:
    _text(node, "name", reading)
    assert isinstance(node, Scalar)
    return reading.resolve(node)


def _names(node: Node, expected: str, reading: Reading) -> tuple[Name, ...]:
    return _each(node, _name, "name", reading)


def _record(node: Node, record: str, reading: Reading) -> Values:
    values = read_record(node, record, reading)
    if values is None:
        raise Unread
    return values


def _records(node: Node, record: str, reading: Reading) -> tuple[list[Values], bool]:
    if not isinstance(node, Sequence):
        raise _refuse(node, "list", reading)
    return read_list(node, record, reading)


def _named(node: Node, record: str, reading: Reading) -> dict[str, Values]:
    if not isinstance(node, Mapping):
        raise _refuse(node, "mapping", reading)
    return {name: _record(child, record, reading) for name, (_span, child) in node.entries.items()}


def _numbered(node: Node, record: str, reading: Reading) -> dict[int, Values]:
    if not isinstance(node, Mapping):
        raise _refuse(node, "mapping", reading)
    found = {}
    for name, (span, child) in node.entries.items():
        number = _whole(Scalar(name, span), "whole", reading)
        found[number] = _record(child, record, reading)
    return found


_READ: dict[str, Callable[[Node, str, Reading], Any]] = {
    "text": _text,
    "texts": _texts,
    "id": _id,
    "whole": _whole,
    "year": _year,
    "number": _number,
    "day": _day,
    "first of month": _month,
    "last of month": _month,
    "name": _name,
    "names": _names,
    "record": _record,
    "records": _records,
    "named": _named,
    "numbered": _numbered,
}
