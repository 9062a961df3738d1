"""How the text of each field of a record becomes a typed value.

A `Field` names the `Type` that it is read by; a `Record` is the list of its fields and what is made
of them. A reader that cannot read its value tells the problem and raises `Unread`.
"""

from collections.abc import Callable, Container
from datetime import date
from keyword import iskeyword
from typing import Any, NamedTuple

from vtlt_cli.diagnostics import Problem, ProblemKind, Span, Words
from vtlt_cli.reading.days import HalfDay, day_of, half_day_of
from vtlt_cli.reading.numbers import (
    MOST_DIGITS,
    Evidence,
    Form,
    Meaning,
    Number,
    evidence_of,
    is_whole,
    noise_in,
    read_number,
)
from vtlt_cli.reading.problems import cut
from vtlt_cli.reading.slips import meant_field
from vtlt_cli.reading.yaml_text import Mapping, Missing, Node, Refused, Scalar, Sequence
from vtlt_cli.units import Name
from vtlt_cli.wording import composed

# The marks that stand apart from their letters.
_MARKS = frozenset(map(chr, range(0x300, 0x370)))
# No criterion is named by more letters than this.
_LONGEST_CODE = 20
# An appendix is numbered in Roman numerals, which go no further.
MOST_NUMBERED = 3999


class Type(NamedTuple):
    """A type of value: what it is called in messages, and how it is read.

    `record` is what it is made of, where it is made of records; `whole` says that it is lost where
    one of them is, and `names` are those of its own choice that mean something to the program.
    """

    name: str
    read: "Callable[[Node, Reading, Type], Any]"
    record: "Record | None" = None
    whole: bool = False
    names: tuple[str, ...] = ()


class Field(NamedTuple):
    """One field: its name, its type, and in a sentence of each language what stands there.

    `headings` are what a column of a table may also be headed, in small letters.
    """

    name: str
    type: Type
    about: Words
    required: bool = False
    choices: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


class Values:
    """The fields of one record that could be read, and the place of each."""

    __slots__ = ("fields", "places")

    def __init__(self, fields: dict[str, Any], places: dict[str, Span]) -> None:
        self.fields = fields
        self.places = places

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field, `default` where the record has none."""
        return self.fields.get(name, default)

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]


class Record:
    """The fields of a record, and what is made of them.

    `make` is given the values; without it they go to the dataclass `of`, each under its own name
    (`class_` for what Python could not call `class`). A record that is `kept` has None for what
    could not be read, and is not left out for it. One that is made `late` waits as values inside
    the record that holds it, until the numbers of the whole file are settled; one that stands
    `once` is passed over where a list has it again, word for word.
    """

    def __init__(
        self,
        name: str,
        of: Callable[..., Any] | None,
        *fields: Field,
        make: Callable[[Values], Any] | None = None,
        kept: bool = False,
        late: bool = False,
        once: bool = False,
    ) -> None:
        self.name = name
        self.fields = {field.name: field for field in fields}
        self.required = tuple(field.name for field in fields if field.required)
        self.kept = kept
        self.late = late
        self.once = once
        self.of = of
        self.make = make
        inner = ((field.name, field.type.record) for field in fields)
        self._late = [(name, record) for name, record in inner if record and record.late]
        self.attributes = {name: f"{name}_" for name in self.fields if iskeyword(name)}

    def made(self, values: Values) -> Any:
        """The record of these values."""
        for name, record in self._late:
            found = values.fields.get(name)
            if isinstance(found, Values):
                values.fields[name] = record.made(found)
            elif found is not None:
                values.fields[name] = tuple(map(record.made, found))
        if self.make is not None:
            return self.make(values)
        if self.of is None:
            return values
        fields = values.fields
        if self.attributes:
            fields = {self.attributes.get(name, name): value for name, value in fields.items()}
        return self.of(**fields, places=values.places)


class Reading(NamedTuple):
    """What reading one file needs, and what it leaves behind.

    `problems` take what is odd; `resolve` finds the unit that a name means; `form` is what the
    round declares of its numbers, and `comma_is_point` says that cells are parted by `;`. `unread`
    gathers what could not be read (`tier.quota`, `cluster`), and `left_out` is not empty where what
    is absent from the file may only seem so.
    """

    problems: list[Problem]
    resolve: Callable[[Scalar], Name]
    unread: set[str]
    left_out: set[str]
    form: Form = Form()
    comma_is_point: bool = False

    def tell(self, kind: ProblemKind, span: Span, **values: Any) -> None:
        """Enter a problem."""
        self.problems.append(Problem(kind, span, values))

    def lose(self, what: str, kept: bool = False) -> None:
        """Note what could not be read; what is not kept may seem absent."""
        self.unread.add(what)
        if not kept:
            self.left_out.add(what)


class Unread(Exception):
    """A field that could not be read; the problem has been told."""


def tell_unknown(
    name: str, span: Span, record: Record, given: Container[str], reading: Reading
) -> str | None:
    """Tell of a field that the record has not; the one that is meant and not given otherwise.

    That one could not be read: `quotas: 2` is no tier without a quota.
    """
    reading.tell("unknown-field", span, field=cut(name), known=tuple(record.fields))
    meant = meant_field(name, record.fields)
    if meant is None or meant in given:
        return None
    reading.lose(f"{record.name}.{meant}", kept=True)
    return meant


def read_record(node: Node, record: Record, reading: Reading) -> Values | None:
    """The fields of one record, None where one that it needs is missing or cannot be read.

    A field that is not needed and cannot be read is left out.
    """
    if not isinstance(node, Mapping):
        _wrong_type(node, record.name, reading)
        reading.lose(record.name)
        return None
    table = record.fields
    if any(type(child) is Missing for _span, child in node.entries.values()):
        node = _without_cut_texts(node, record, reading)
    values: dict[str, Any] = {}
    places: dict[str, Span] = {"": node.span}
    usable = True
    for name, (span, child) in node.entries.items():
        field = table.get(name)
        if field is None:
            meant = tell_unknown(name, span, record, node.entries, reading)
            if meant is not None:
                places[meant] = span
            continue
        places[name] = child.span
        try:
            values[name] = _read_field(child, field, reading)
        except Unread:
            reading.lose(f"{record.name}.{name}", record.kept)
            if record.kept:
                values[name] = None
            elif field.required:
                usable = False
    for needed in record.required:
        if needed not in node.entries:
            instead = _instead(node, needed, record)
            reading.tell(
                "missing-field", node.span, field=needed, record=record.name, instead=instead
            )
            usable = False
    if not usable:
        reading.lose(record.name)
        return None
    return Values(values, places)


def _instead(node: Mapping, needed: str, record: Record) -> Scalar | None:
    """The misspelt name of a field that is missing, if one stands in its record."""
    for name, (span, _child) in node.entries.items():
        if name not in record.fields and meant_field(name, record.fields) == needed:
            return Scalar(cut(name), span)
    return None


def _without_cut_texts(node: Mapping, record: Record, reading: Reading) -> Mapping:
    """The record without the ends of texts that a comma cut off, and without those texts."""
    entries: dict[str, tuple[Span, Node]] = {}
    cut_off: dict[str, tuple[Scalar, list[Scalar]]] = {}
    last = ""
    for name, (span, child) in node.entries.items():
        field = (name.split() or [""])[0].casefold()
        if not isinstance(child, Missing) or name in record.fields:
            entries[name] = (span, child)
            last = name
        elif field in record.fields and field != name.casefold():
            reading.tell("lost-colon", span, field=field, rest=cut(name[len(field) :].strip()))
            entries.setdefault(field, (span, Refused(span)))
        elif last in cut_off or (last and isinstance(entries[last][1], Scalar)):
            text = entries[last][1]
            if last not in cut_off and isinstance(text, Scalar):
                cut_off[last] = (text, [])
                entries[last] = (entries[last][0], Refused(text.span))
            cut_off[last][1].append(Scalar(name, span))
        else:
            entries[name] = (span, child)
    for name, (text, ends) in cut_off.items():
        whole = ", ".join([text.text, *(end.text for end in ends)])
        gaps = [a.span.end_column + 2 == b.span.column for a, b in zip([text, *ends], ends)]
        place = text.span._replace(
            end_line=ends[-1].span.end_line, end_column=ends[-1].span.end_column
        )
        as_typed = place.line == place.end_line and all(gaps)
        reading.tell(
            "cut-text", ends[0].span, field=name, whole=whole, place=place if as_typed else None
        )
    return Mapping(entries, node.span)


def _read_field(node: Node, field: Field, reading: Reading) -> Any:
    before = len(reading.problems)
    try:
        value = field.type.read(node, reading, field.type)
    except Unread:
        _name_field(reading.problems, before, field.name)
        raise
    if field.choices and value not in field.choices:
        reading.tell(
            "not-a-choice", node.span, found=cut(value), choices=field.choices, field=field.name
        )
        raise Unread
    return value


def _name_field(problems: list[Problem], first: int, name: str) -> None:
    """Say in what was told from `first` on which field it is about, where an inner one did not."""
    for place, problem in enumerate(problems[first:], first):
        if problem.kind == "wrong-type" and problem.values["field"] is None:
            problems[place] = problem._replace(values={**problem.values, "field": name})


def read_list(node: Node, record: Record, reading: Reading) -> list[Values]:
    """The records of a list that could be read; what is no list has none."""
    if not isinstance(node, Sequence):
        _wrong_type(node, "list", reading)
        reading.lose("")
        return []
    found = _each_read(node, record, reading)
    return [values for values in found if values is not None]


def _each_read(node: Sequence, record: Record, reading: Reading) -> list[Values | None]:
    items = _each_once(node.items, reading) if record.once else node.items
    return [read_record(item, record, reading) for item in items]


def _each_once(items: list[Node], reading: Reading) -> list[Node]:
    """The records without those that stand above word for word, which are told."""
    # Only what begins alike is compared whole.
    begun: dict[str, Node] = {}
    seen: dict[str, Node] = {}
    kept: list[Node] = []
    for item in items:
        if isinstance(item, Mapping) and item.entries:
            begin = _words(next(iter(item.entries.values()))[1])
            alike = begun.setdefault(begin, item)
            if alike is not item:
                seen.setdefault(_words(alike), alike)
                first = seen.setdefault(_words(item), item)
                if first is not item:
                    reading.tell("repeated-record", item.span, first=first.span)
                    continue
        kept.append(item)
    return kept


def _words(node: Node) -> str:
    """All that is written in a node, to compare it with another."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return "[" + "\0".join(map(_words, node.items)) + "]"
    if isinstance(node, Mapping):
        entries = (f"{name}\0{_words(child)}" for name, (_, child) in sorted(node.entries.items()))
        return "{" + "\0".join(entries) + "}"
    return ""


def number_told(
    found: Number | Meaning, cell: Scalar, evidence: Evidence, row: Values | None, reading: Reading
) -> Number:
    """The number that was found; what else the text may mean is told."""
    text = cell.text
    if not isinstance(found, Meaning):
        meant = None if isinstance(found, int) else noise_in(text, evidence)
        # That there are too many of them is told where their number is declared.
        if meant is not None and evidence.form.decimals is None:
            reading.tell("noisy-number", cell.span, found=cut(text), meant=meant)
        return found
    values = {
        "found": cut(text),
        "why": found.why,
        "readings": found.readings,
        "form": evidence.form,
        "outside": found.outside,
    }
    if found.why == "absent":
        names = row.fields.values() if row is not None else ()
        who = next((value.text.strip() for value in names if isinstance(value, Name)), "")
        reading.tell("no-number", cell.span, who=cut(who), **values)
    elif len(found.readings) == 1 and found.why not in ("day", "letter"):
        reading.tell("grouped-number", cell.span, odd=cut(found.odd), **values)
    elif found.readings and found.why not in ("day", "letter"):
        reading.tell("ambiguous-number", cell.span, eaten=evidence.eaten, **values)
    else:
        reading.tell("not-a-number", cell.span, **values)
    raise Unread


def _wrong_type(node: Node, expected: str, reading: Reading) -> None:
    if isinstance(node, Refused):
        return
    if isinstance(node, Scalar):
        found = cut(node.text.strip())
    elif isinstance(node, Missing):
        found = ""
    else:
        found = "list" if isinstance(node, Sequence) else "mapping"
    reading.tell(
        "wrong-type",
        node.span,
        expected=expected,
        found=found,
        is_text=isinstance(node, Scalar | Missing),
        field=None,
    )


def refuse(node: Node, expected: str, reading: Reading) -> Unread:
    """Tell that something else was expected; what is returned is to be raised."""
    _wrong_type(node, expected, reading)
    return Unread()


def _text(node: Node, reading: Reading, type_: Type) -> str:
    if not isinstance(node, Scalar) or not node.text.strip():
        raise refuse(node, type_.name, reading)
    return node.text


def _composed_text(node: Node, reading: Reading, type_: Type) -> str:
    """The text in composed Unicode; told where it is not, since it looks the same."""
    text = _text(node, reading, type_)
    if _MARKS.isdisjoint(text):
        return text
    found, text = text, composed(text)
    if text != found:
        reading.tell("not-composed", node.span, text=cut(found), content=text, found=found)
    return text


def _text_or_texts(node: Node, reading: Reading, type_: Type) -> tuple[str, ...]:
    """One text or a list of them, as a list."""
    if isinstance(node, Sequence):
        return _each(node, reading, TEXT)
    return (_composed_text(node, reading, TEXT),)


def _text_or_many(node: Node, reading: Reading, type_: Type) -> str | tuple[Any, ...]:
    """One text, or a list of records that are all read whole."""
    if not isinstance(node, Sequence):
        return _composed_text(node, reading, TEXT)
    found: tuple[Any, ...] = _many(node, reading, type_)
    if len(found) < len(node.items):
        raise Unread
    return found


def _each(node: Node, reading: Reading, one: Type) -> tuple[Any, ...]:
    """The items of a list, all of them read before the list is refused for a bad one."""
    if not isinstance(node, Sequence):
        raise refuse(node, "list", reading)
    found, usable = [], True
    for item in node.items:
        try:
            found.append(one.read(item, reading, one))
        except Unread:
            usable = False
    if not usable:
        raise Unread
    return tuple(found)


def _prose(node: Node, reading: Reading, type_: Type) -> tuple[Any, ...]:
    texts = _each(node, reading, TEXT)
    for item in node.cuts if isinstance(node, Sequence) else ():
        reading.tell("cut-item", item.span, item=cut(item.text))
    return texts


def _is_id(text: str) -> bool:
    """Small letters, digits and single hyphens, then perhaps `@` and a number: `gia-lai@2025`."""
    slug, at, year = text.partition("@")
    parts = slug.split("-")
    small = slug.isascii() and slug == slug.lower() and all(part.isalnum() for part in parts)
    return small and (not at or (year.isascii() and year.isdigit()))


def _id(node: Node, reading: Reading, type_: Type) -> str:
    text = _text(node, reading, type_)
    if not _is_id(text):
        raise refuse(node, type_.name, reading)
    return text


def _whole(node: Node, reading: Reading, type_: Type) -> int:
    text = _text(node, reading, type_)
    if is_whole(text):
        return int(text)
    # `03` is how official papers write a count, and `1.` how a list numbers its rows.
    plain = text.strip().removesuffix(".").lstrip("0") or "0"
    if type_ is YEAR or not (is_whole(plain) and len(text) <= len(plain) + 4):
        raise refuse(node, "whole", reading)
    reading.tell("padded-whole", node.span, found=cut(text), meant=plain)
    return int(plain)


def _year(node: Node, reading: Reading, type_: Type) -> int:
    year = _whole(node, reading, type_)
    if not 1000 <= year <= 9999:
        raise refuse(node, type_.name, reading)
    return year


def _number(node: Node, reading: Reading, type_: Type) -> Number:
    text = _text(node, reading, type_).strip()
    evidence = evidence_of([text], reading.form)
    return number_told(
        read_number(text, evidence), Scalar(text, node.span), evidence, None, reading
    )


def _points(node: Node, reading: Reading, type_: Type) -> Number:
    """A number of the scale; the decimals that a round declares are those of totals."""
    return _number(node, reading._replace(form=Form()), type_)


def _code(node: Node, reading: Reading, type_: Type) -> str:
    text = _text(node, reading, type_).strip()
    if len(text.split()) > 1 or len(text) > _LONGEST_CODE:
        raise refuse(node, type_.name, reading)
    return text


def _day(node: Node, reading: Reading, type_: Type) -> date:
    text = _text(node, reading, type_)
    found = day_of(text)
    if found is None:
        reading.tell("bad-date", node.span, found=cut(text), form="day")
        raise Unread
    return found


def _month(node: Node, reading: Reading, type_: Type) -> date:
    """The first or last day of a month; a day is taken as it is."""
    text = _text(node, reading, type_)
    year, dash, month = text.partition("-")
    is_month = len(text) == 7 and dash and (year + month).isascii() and (year + month).isdigit()
    if not (is_month and len(year) == 4):
        day = day_of(text)
        if day is None:
            reading.tell("bad-date", node.span, found=cut(text), form="month")
            raise Unread
        return day
    try:
        first = date(int(year), int(month), 1)
        if type_ is FIRST_OF_MONTH:
            return first
        next_month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return date.fromordinal(next_month.toordinal() - 1)
    except ValueError:
        reading.tell("bad-date", node.span, found=text, form="month")
        raise Unread from None


def _half_day(node: Node, reading: Reading, type_: Type) -> HalfDay:
    """A day and `sáng` or `chiều`, with one space between: `2035-08-07 sáng`."""
    text = _text(node, reading, type_)
    found = half_day_of(text)
    if found is None:
        reading.tell("bad-date", node.span, found=cut(text), form="half-day")
        raise Unread
    return found


def _name(node: Node, reading: Reading, type_: Type) -> Name:
    if _text(node, reading, type_) in _NULLS:
        raise refuse(Scalar("", node.span), type_.name, reading)
    assert isinstance(node, Scalar)
    return reading.resolve(node)


# How YAML writes that there is nothing.
_NULLS = frozenset(("~", "null", "Null", "NULL"))


def _cell(node: Node, reading: Reading, type_: Type) -> Scalar:
    if not isinstance(node, Scalar):
        raise refuse(node, type_.name, reading)
    return node


def _name_cell(node: Node, reading: Reading, type_: Type) -> Name:
    assert isinstance(node, Scalar)
    return reading.resolve(node)


def _one(node: Node, reading: Reading, type_: Type) -> Any:
    assert type_.record is not None
    values = read_record(node, type_.record, reading)
    if values is None:
        raise Unread
    return values if type_.record.late else type_.record.made(values)


def _many(node: Node, reading: Reading, type_: Type) -> tuple[Any, ...]:
    assert type_.record is not None
    if not isinstance(node, Sequence):
        raise refuse(node, "list", reading)
    read = _each_read(node, type_.record, reading)
    found = [values for values in read if values is not None]
    if type_.whole and len(found) < len(read):
        raise Unread
    return tuple(found if type_.record.late else map(type_.record.made, found))


def _named(node: Node, reading: Reading, type_: Type) -> dict[str, Any]:
    if not isinstance(node, Mapping):
        raise refuse(node, "mapping", reading)
    for name, (span, _child) in node.entries.items():
        meant = None if name in type_.names else meant_field(name, type_.names)
        if meant is not None and meant not in node.entries:
            reading.tell("unknown-field", span, field=cut(name), known=type_.names)
            raise Unread
    return {name: _one(child, reading, type_) for name, (_span, child) in node.entries.items()}


def _numbered(node: Node, reading: Reading, type_: Type) -> dict[int, Any]:
    if not isinstance(node, Mapping):
        raise refuse(node, "mapping", reading)
    found = {}
    for name, (span, child) in node.entries.items():
        number = _whole(Scalar(name, span), reading, WHOLE)
        if not 1 <= number <= MOST_NUMBERED:
            raise refuse(Scalar(name, span), type_.name, reading)
        found[number] = _one(child, reading, type_)
    return found


def _decimals(node: Node, reading: Reading, type_: Type) -> int:
    decimals = _whole(node, reading, WHOLE)
    if decimals > MOST_DIGITS:
        raise refuse(node, type_.name, reading)
    return decimals


TEXT = Type("text", _composed_text)
# What is compared to the letter with what was published, or with what stands in a file.
PUBLISHED_TEXT = Type("text", _text)
ID = Type("id", _id)
WHOLE = Type("whole", _whole)
YEAR = Type("year", _year)
NUMBER = Type("number", _number)
# Points of a line of the scale, and what names it: "7.1".
POINTS = Type("number", _points)
CODE = Type("code", _code)
DECIMALS = Type("decimals", _decimals)
DAY = Type("day", _day)
FIRST_OF_MONTH = Type("first of month", _month)
LAST_OF_MONTH = Type("last of month", _month)
HALF_DAY = Type("half-day", _half_day)
NAME = Type("name", _name)


def several(name: str, one: Type) -> Type:
    """A list of such values, which is called so."""
    return Type(name, lambda node, reading, _type: _each(node, reading, one))


# Sentences, in which a comma may stand.
PROSE = Type("texts", _prose)
TEXTS = several("texts", TEXT)
TEXT_OR_TEXTS = Type("text or texts", _text_or_texts)
NAMES = several("names", NAME)
HALF_DAYS = several("half-days", HALF_DAY)
# A name of a table, whatever it is; and a number that is settled when the whole file is read.
NAME_CELL = Type("name", _name_cell)
NUMBER_CELL = Type("number", _cell)
# Of a table: a text that is read when its row is judged.
TEXT_CELL = Type("text", _cell)


def one(record: Record) -> Type:
    """Such a record."""
    return Type("record", _one, record)


def list_of(record: Record) -> Type:
    """A list of such records."""
    return Type("records", _many, record)


def text_or_list_of(record: Record) -> Type:
    """One text, or a list of such records."""
    return Type("text or records", _text_or_many, record)


def whole_list_of(record: Record) -> Type:
    """A list of such records, which is lost where one of them is."""
    return Type("records", _many, record, whole=True)


def by_name(record: Record, names: tuple[str, ...] = ()) -> Type:
    """Such records by names of one's own choice; a slip of one of `names` is told."""
    return Type("named", _named, record, names=names)


def by_number(record: Record) -> Type:
    """Such records by whole numbers."""
    return Type("numbered", _numbered, record)


def records_of(type_: Type) -> list[Record]:
    """The records that a value of this type is made of, the outer before the inner, each once."""
    found: list[Record] = []
    waiting = [type_.record]
    while waiting:
        record = waiting.pop()
        if record is None or record in found:
            continue
        found.append(record)
        waiting += [field.type.record for field in reversed(record.fields.values())]
    return found
