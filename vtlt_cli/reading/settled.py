"""How a column of texts becomes numbers, by the evidence of all its cells."""

from collections.abc import Iterable

from vtlt_cli.reading.fields import Reading, Unread, Values, number_told
from vtlt_cli.reading.numbers import Form, Meaning, evidence_of, parse_number, read_number
from vtlt_cli.reading.yaml_text import Scalar


def settle_numbers(
    rows: Iterable[Values],
    name: str,
    record: str,
    reading: Reading,
    form: Form | None = None,
) -> None:
    """Turn the cells of that field, read as text, into numbers by the evidence of all of them.

    `form` is what is declared of these numbers, where that is not what the round declares. A cell
    that is no number becomes None, and is told.
    """
    comma_is_point = reading.comma_is_point
    cells = [(values, values.fields[name]) for values in rows if values.fields.get(name)]
    evidence = evidence_of(
        (cell.text for _values, cell in cells),
        reading.form if form is None else form,
        comma_is_point,
    )
    with_comma = None
    for values, cell in cells:
        try:
            found = read_number(cell.text, evidence)
            if comma_is_point and isinstance(found, Meaning) and _is_decimal_comma(found, cell):
                found = parse_number(cell.text.replace(",", ".")) or 0
                with_comma = with_comma or cell.span
            values.fields[name] = number_told(found, cell, evidence, values, reading)
        except Unread:
            values.fields[name] = None
            reading.lose(f"{record}.{name}", kept=True)
    if with_comma is not None:
        reading.tell("decimal-comma", with_comma)


def _is_decimal_comma(meaning: Meaning, cell: Scalar) -> bool:
    """Whether a text is a plain number but for the comma before its decimals."""
    written = parse_number(cell.text.replace(",", "."))
    return written is not None and [parse_number(text) for text in meaning.readings] == [written]
