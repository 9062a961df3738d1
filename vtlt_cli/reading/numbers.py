"""Text -> number, exactly: plain integers, and decimals with a point.

Strict on purpose: `int` and `Decimal` take `1_000`, `NaN` and the digits of other scripts.
Patterns are strings, compiled when first used: compiling all of them at every start takes long.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    Number = int | Decimal
else:
    # `decimal` takes a while to import; only a file that has decimals needs it.
    Number = int

_DIGITS = 18
# Together one less than the digits that `decimal` reckons with: a remainder is then exact.
_WHOLE_DIGITS, _FRACTION_DIGITS = 15, 12
_LONGEST_NUMBER = 40
_MOST_DIGITS = 99


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


def exact_sum(numbers: Iterable[Number]) -> Number:
    """The sum, exactly; whole where it is."""
    whole, fractions = 0, []
    for number in numbers:
        if isinstance(number, int):
            whole += number
        else:
            fractions.append(number)
    if not fractions:
        return whole
    from decimal import Context, Decimal

    # More digits than any sum of numbers that `parse_number` takes can have.
    exactly = Context(prec=_MOST_DIGITS)
    total = Decimal(whole)
    for fraction in fractions:
        total = exactly.add(total, fraction)
    return _plain(total)


def exact_product(one: Number, other: Number) -> Number:
    """The product, exactly; whole where it is."""
    if isinstance(one, int) and isinstance(other, int):
        return one * other
    from decimal import Context

    return _plain(Context(prec=_MOST_DIGITS).multiply(one, other))


def _plain(number: "Decimal") -> Number:
    """The number without noughts behind its last decimal."""
    if number == number.to_integral_value():
        return int(number)
    written = f"{number:f}".rstrip("0")
    return type(number)(written)


def is_whole(text: str) -> bool:
    """Whether the text is plain digits, without a sign, leading zeros or marks between them."""
    plain = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return plain and (text[0] != "0" or text == "0")


_GROUPED = (
    # 1.234.567 and 1.234,5 can only be Vietnamese; 1,234,567 and 1,234.5 only English.
    (r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}\.[0-9]{3},[0-9]+", ".", ","),
    (r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3},[0-9]{3}\.[0-9]+", ",", "."),
)
_THREE_DIGITS = r"-?[1-9][0-9]{0,2}[.,][0-9]{3}"


def marked_readings(text: str, decimals: int | None, all_in_threes: bool) -> tuple[str, ...]:
    """What a number with marks in it may mean, the likeliest first; () for a plain number.

    `8.280` is 8280 to the report and 8.28 to most tools. With `decimals` 0 declared it has one
    meaning; with another number declared or none, both, unless some other number of the file shows
    that its points are decimal points (`all_in_threes` false).
    """
    if ("." not in text and "," not in text) or len(text) > _LONGEST_NUMBER:
        return ()
    if "," not in text and text.count(".") == 1 and len(text.partition(".")[2]) != 3:
        return ()
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    for pattern, group, point in _GROUPED:
        if re.fullmatch(pattern, digits):
            return (sign + digits.replace(group, "").replace(point, "."),)
    if re.fullmatch(_THREE_DIGITS, text):
        whole = text.replace(".", "").replace(",", "")
        as_decimal = text.replace(",", ".")
        if decimals == 0:
            return (whole,)
        if "," in text or (decimals is None and all_in_threes) or (decimals or 3) < 3:
            return (whole, as_decimal)
        return ()
    if re.fullmatch(r"[0-9]+,[0-9]+", digits):
        return (sign + digits.replace(",", "."),)
    return ()


def all_fractions_in_threes(texts: Iterable[str]) -> bool:
    """Whether every fractional value has exactly three digits after the point."""
    return all(len(text.partition(".")[2]) == 3 for text in texts if text.count(".") == 1)
