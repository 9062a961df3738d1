"""Text -> number, exactly; of a text that is no plain number, what it may mean.

Plain is an integer, or a decimal with a point. Strict on purpose: `int` and `Decimal` take `1_000`,
`NaN` and the digits of other scripts. What a mark in a number stands for is told by all the numbers
of the file and by the form that the round declares. Patterns are strings, compiled when first used:
compiling all of them at every start takes long.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    Number = int | Decimal
else:
    # `decimal` takes a while to import; only a file that has decimals needs it.
    Number = int

# A longer number is refused: no score has as many digits, and exact reckoning needs a limit.
MOST_DIGITS = 40
# Sums and differences of numbers of this length are exact with so many digits.
_PRECISION = 2 * MOST_DIGITS + 20
# A count, a place, a number of a cluster; a day's file has no larger one.
_WHOLE_DIGITS = 18


class Form(NamedTuple):
    """What is declared of the numbers of a file; None for what is left open."""

    decimals: int | None = None
    step: Number | None = None
    least: Number | None = None
    most: Number | None = None

    def allows(self, value: Number) -> bool:
        """Whether a number has this form; `least` left out is 0."""
        if value < (self.least or 0) or (self.most is not None and value > self.most):
            return False
        if self.decimals is not None and decimals_of(value) > self.decimals:
            return False
        return not self.step or is_multiple(value, self.step)


def decimals_of(value: Number) -> int:
    """How many decimals the number needs: 2 for 61.31, 0 for 8280.00."""
    if isinstance(value, int):
        return 0
    return len(f"{value:f}".partition(".")[2].rstrip("0"))


def is_multiple(value: Number, step: Number) -> bool:
    """Whether the number is a whole multiple of the step, exactly."""
    if isinstance(value, int) and isinstance(step, int):
        return value % step == 0
    from fractions import Fraction

    return Fraction(value) % Fraction(step) == 0


# Sums and products of many numbers have no more digits.
_MOST_DIGITS = 99


def parse_number(text: str) -> Number | None:
    """A plain integer or decimal with a point, exactly; None where the text is neither."""
    whole, point, fraction = text.removeprefix("-").partition(".")
    if not (whole.isascii() and whole.isdigit()) or (whole[0] == "0" and whole != "0"):
        return None
    if len(whole) + len(fraction) > MOST_DIGITS:
        return None
    if not point:
        return int(text)
    if not (fraction.isascii() and fraction.isdigit()):
        return None
    return _decimal(text)


def _decimal(text: str) -> "Decimal":
    from decimal import Decimal, getcontext

    # What is reckoned with these numbers later has to be exact too.
    getcontext().prec = _PRECISION
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
    return _shortest(total)


def exact_product(one: Number, other: Number) -> Number:
    """The product, exactly; whole where it is."""
    if isinstance(one, int) and isinstance(other, int):
        return one * other
    from decimal import Context

    return _shortest(Context(prec=_MOST_DIGITS).multiply(one, other))


def _shortest(number: "Decimal") -> Number:
    """The number without noughts behind its last decimal."""
    if number == number.to_integral_value():
        return int(number)
    written = f"{number:f}".rstrip("0")
    return type(number)(written)


def is_whole(text: str) -> bool:
    """Whether the text is plain digits, without a sign, leading zeros or marks between them."""
    plain = text.isascii() and text.isdigit() and len(text) <= _WHOLE_DIGITS
    return plain and (text[0] != "0" or text == "0")


# Why a text is no plain number: marks between its digits, blanks between thousands, zeros in front,
# digits or a minus of another kind, a unit behind it, an exponent, a day that a spreadsheet made of
# it, two numbers, too many digits, a letter like a digit, nothing there, or no number at all.
Why = Literal[
    "marks",
    "blanks",
    "zeros",
    "digits",
    "unit",
    "exponent",
    "day",
    "two",
    "long",
    "letter",
    "absent",
    "none",
]


class Meaning(NamedTuple):
    """What a text that is no plain number may mean: plain numbers, the likeliest first.

    `odd` is the piece of it that has to go, where it is one; `outside` are the plain numbers that
    have not the form declared, where none has.
    """

    why: Why
    readings: tuple[str, ...] = ()
    odd: str = ""
    outside: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """What the numbers of a file, and the form declared of them, tell about the marks in them.

    `points` are the marks that stand before decimals and `groups` those between thousands, as far
    as either is certain. `eaten` says that a spreadsheet took the zeros of thousands away (8.28 for
    8.280 beside 985), `longest` how many decimals most of them have at most.
    """

    form: Form = Form()
    points: str = ""
    groups: str = ""
    eaten: bool = False
    longest: int = 0


_GROUPED = (
    # 1.234.567 and 1.234,5 can only be Vietnamese; 1,234,567 and 1,234.5 only English.
    (r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}\.[0-9]{3},[0-9]+", ".", ","),
    (r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3},[0-9]{3}\.[0-9]+", ",", "."),
)
_ONE_MARK = r"([0-9]+)([.,])([0-9]+)"


def evidence_of(texts: Iterable[str], form: Form, comma_is_point: bool = False) -> Evidence:
    """What the numbers of one file tell; `comma_is_point` where its cells are parted by `;`."""
    points: set[str] = set()
    groups: set[str] = set()
    whole, fractions, lengths = [], [], []
    for text in texts:
        digits = text.strip().removeprefix("-")
        if digits.isascii() and digits.isdigit():
            whole.append(digits)
            continue
        found = re.fullmatch(_ONE_MARK, digits)
        if found is None:
            for pattern, group, point in _GROUPED:
                if re.fullmatch(pattern, digits):
                    groups.add(group)
                    points.update(point if point in digits else "")
            continue
        before, mark, after = found.groups()
        if mark == ".":
            fractions.append((before, after))
            lengths.append(len(after))
        if len(after) != 3 or len(before) > 3 or before[0] == "0":
            points.add(mark)
        if comma_is_point and mark == ",":
            points.add(mark)
    eaten = form.decimals in (None, 0) and _are_eaten(whole, fractions)
    if eaten:
        points.discard(".")
    if (form.decimals or 0) >= 3:
        points.add(".")
    sure = points - groups
    # Nobody writes one mark for both in one file, nor two marks for one thing.
    groups = groups - points if points & groups else groups | ({".", ","} - sure if sure else set())
    short = [length for length in lengths if length < _MANY_DECIMALS]
    longest = max(short) if len(short) * 2 > len(lengths) else max(lengths, default=0)
    return Evidence(form, "".join(sorted(sure)), "".join(sorted(groups)), eaten, longest)


def _are_eaten(whole: list[str], fractions: list[tuple[str, str]]) -> bool:
    """Whether a spreadsheet took the zeros of thousands away: `8.28` and `2` beside `985`.

    The numbers below a hundred have three decimals at most, one of them has some, and all others
    are many times as large, but not if the points stood between thousands.
    """
    if not fractions or not whole or any(len(text) > MOST_DIGITS for text in whole):
        return False
    if any(len(a) > 3 or a[0] == "0" or len(b) > 3 for a, b in fractions):
        return False
    lengths = {len(b) for _a, b in fractions}
    if lengths == {3}:
        return False  # No zero is lost: what the points mean is in doubt all the same.
    # Three decimals beside fewer are the trace itself; without it the others must be far away.
    times = 20 if 3 in lengths else 100
    numbers = [int(text) * 1000 for text in whole]
    small = [number for number in numbers if number < 100_000]
    large = [number for number in numbers if number >= 100_000]
    parts = [int(a + b.ljust(3, "0")) for a, b in fractions]
    if not large or not any(parts):
        return False
    return min(large) >= times * max(small + parts) and min(large) <= 10_000 * max(parts)


# What stands where there is no number: a dash, points, “not scored” in short or at length.
_ABSENT = (
    r"[-./\\*?x…]*|n/?a|n\.a\.|nan|null|none|nil|ko?|không.*|chưa.*|vắng.*|miễn.*|missing|not .*"
)
# Numbers stand at either end of a text with these around them.
_NUMBER = r"[-+]? ?[.,]?[0-9]+(?:[., '_][0-9]+)*"
_AROUND = rf"([^0-9]*?)({_NUMBER})([^0-9]*)"
_OUT_OF = rf"({_NUMBER}) ?/ ?([0-9]+)"
_EXPONENT = rf"({_NUMBER})[eE]([-+]?[0-9]{{1,3}})"
_THOUSANDS = r"([-+]?[0-9]{1,3})((?:[ '_][0-9]{3})+)((?:[.,][0-9]+)?)"
# Letters that are taken for digits, in Latin and Cyrillic.
_LIKE_DIGITS = str.maketrans("OoОоQlI|", "00000111")
_FOLDED = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
    **dict.fromkeys("\uff0c\u066b", ","),
    **dict.fromkeys("\uff0e", "."),
    "\uff05": "%",
    "\uff0b": "+",
    "\uff0f": "/",
}


def read_number(text: str, evidence: Evidence) -> Number | Meaning:
    """The number, or what the text may mean where it is no plain number.

    A decimal comma is plain where it is certain and the cells are not parted by commas; the caller
    knows that, and takes the one reading.
    """
    value = parse_number(text)
    if isinstance(value, int) and not evidence.eaten:
        return value
    if value is not None:
        readings = _fitting(_marked(text, evidence), evidence.form)
        if not readings:
            return value
        meant = parse_number(readings[0])
        return value if len(readings) == 1 and meant == value else Meaning("marks", readings)
    meaning = _meaning(text, evidence)
    fitting = _fitting(meaning.readings, evidence.form)
    return meaning._replace(readings=fitting, outside=() if fitting else meaning.readings)


def _meaning(text: str, evidence: Evidence) -> Meaning:
    folded = _folded(text)
    digits = sum(letter.isdigit() for letter in folded)
    if not digits and (folded.startswith("#") or re.fullmatch(_ABSENT, folded.casefold())):
        return Meaning("absent")
    if digits > MOST_DIGITS and re.fullmatch(r"[-+]?[0-9., ']+", folded):
        return Meaning("long")
    if digits > MOST_DIGITS or not digits:
        return Meaning("none")
    out_of = re.fullmatch(_OUT_OF, folded)
    if out_of and _is_scale(out_of[2], evidence.form):
        odd = folded[out_of.end(1) :].strip()
        return Meaning("unit", _core(out_of[1], evidence)[1], odd)
    days = _days(folded)
    if days:
        return Meaning("day", days)
    exponent = re.fullmatch(_EXPONENT, folded)
    if exponent:
        return Meaning("exponent", _powers(exponent[1], int(exponent[2]), evidence))
    like = folded.translate(_LIKE_DIGITS)
    if like != folded and re.fullmatch(_NUMBER, like):
        return Meaning("letter", _core(like, evidence)[1])
    around = re.fullmatch(_AROUND, folded)
    if around is None:
        return Meaning("two" if len(re.findall(r"[0-9]+", folded)) > 1 else "none")
    why, readings = _core(around[2], evidence)
    odd = (around[1] or around[3]).strip()
    if odd in ("", ".", ","):
        same = why == "blanks" or _only_blanks_differ(folded, text)
        return Meaning(why if same or not readings else "digits", readings)
    return Meaning("unit", readings, odd) if readings else Meaning(why)


def _folded(text: str) -> str:
    """The text with the digits, blanks, marks and signs of a keyboard."""
    from unicodedata import decimal

    letters = []
    for letter in text:
        if letter.isascii():
            letters.append(letter)
        else:
            digit = decimal(letter, None)
            plain = " " if letter.isspace() or letter == "\u200b" else _FOLDED.get(letter, letter)
            letters.append(plain if digit is None else str(digit))
    return " ".join("".join(letters).split())


def _only_blanks_differ(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _is_scale(text: str, form: Form) -> bool:
    """Whether points may be out of this number: 10, 100, 1000, or the most that there can be."""
    return text in ("10", "100", "1000") or (form.most is not None and text == str(form.most))


def _core(text: str, evidence: Evidence) -> tuple[Why, tuple[str, ...]]:
    """Why a text of digits, blanks and marks is no plain number, and what it may mean."""
    sign = "-" if text.startswith("-") else ""
    bare = text.lstrip("-+ ").rstrip(".,")
    if re.search("[ '_]", bare):
        grouped = re.fullmatch(_THOUSANDS, bare)
        if grouped is None:
            return "two", ()
        whole = re.sub("[ '_]", "", grouped[1] + grouped[2])
        return "blanks" if " " in bare or "'" in bare else "digits", (
            sign + _plain(whole + grouped[3].replace(",", ".")),
        )
    if bare.isdigit():
        plain = _plain(bare)
        return "marks" if plain == bare else "zeros", (sign + plain,)
    return "marks", _marked(sign + bare, evidence)


def _plain(text: str) -> str:
    """Digits without zeros in front, and with one before the point."""
    whole, point, fraction = text.partition(".")
    return (whole.lstrip("0") or "0") + (point + fraction if fraction else "")


def _marked(text: str, evidence: Evidence) -> tuple[str, ...]:
    """What a number with points or commas may mean: as thousands, then as decimals."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    for pattern, group, point in _GROUPED:
        if re.fullmatch(pattern, digits):
            return (sign + _plain(digits.replace(group, "").replace(point, ".")),)
    if evidence.eaten and digits.isdigit():
        return (text + "000", text) if len(digits) < 3 and digits != "0" else (text,)
    found = re.fullmatch(r"([0-9]*)([.,])([0-9]+)", digits)
    if found is None:
        return ()
    before, mark, after = found.groups()
    as_decimal = sign + _plain(f"{before}.{after}")
    eaten = evidence.eaten and mark == "." and len(after) < 3
    grouped = 0 < len(before) <= 3 and before[0] != "0" and (len(after) == 3 or eaten)
    if not grouped or (mark in evidence.points and mark not in evidence.groups):
        return (as_decimal,)
    as_whole = sign + before + after.ljust(3, "0")
    certain = mark in evidence.groups and mark not in evidence.points
    if evidence.form.decimals == 0 or (certain and not eaten):
        return (as_whole,)
    return (as_whole, as_decimal)


def _fitting(readings: Iterable[str], form: Form) -> tuple[str, ...]:
    """The readings that have the declared form, without zeros beyond the declared decimals."""
    found = []
    for reading in readings:
        written = _within(reading, form)
        value = parse_number(written)
        if value is not None and form.allows(value):
            found.append(written)
    return tuple(dict.fromkeys(found))


def _within(reading: str, form: Form) -> str:
    whole, point, fraction = reading.partition(".")
    if not point or form.decimals is None or len(fraction) <= form.decimals:
        return reading
    kept = fraction[: form.decimals]
    if fraction[form.decimals :].strip("0"):
        return reading
    return f"{whole}.{kept}" if kept else whole


def _powers(number: str, exponent: int, evidence: Evidence) -> tuple[str, ...]:
    """The plain numbers that a number with an exponent may mean."""
    found = []
    for reading in _core(number, evidence._replace(form=Form()))[1]:
        value = parse_number(reading)
        if value is not None and abs(exponent) <= MOST_DIGITS:
            written = f"{_decimal(reading).scaleb(exponent):f}"
            found.append(written.rstrip("0").rstrip(".") if "." in written else written)
    return tuple(found)


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?:thg|th|tháng|tháng )\.?0?([0-9]{1,2})|([a-z]{3,9})\.?"


def _days(text: str) -> tuple[str, ...]:
    """What was typed where a spreadsheet made a day of it: 5.8 and 8.5 of 2007-08-05 or 05-Thg8.

    A day is typed as day and month where Vietnamese is set, as month and day where English is.
    """
    low = text.casefold()
    number = "([0-9]{1,2})"
    clock = r"(?:[ t][0-9:.]+)?"
    found = re.fullmatch(rf"[0-9]{{4}}[-/.]{number}[-/.]{number}{clock}", low)
    if found:
        return _typed(found[2], int(found[1]))
    found = re.fullmatch(rf"{number}[-/.]{number}[-/.](?:[0-9]{{4}}|[0-9]{{2}}){clock}", low)
    if found is None:
        found = re.fullmatch(rf"{number}[-/]{number}", low)
    if found:
        day, month = found[1], int(found[2])
        return _typed(day, month) or _typed(found[2], int(day))
    found = re.fullmatch(rf"{number}[-/. ]?(?:{_MONTH})(?:[-/ ][0-9]{{2,4}})?", low)
    if found:
        return _typed(found[1], _month(found[2], found[3]))
    # Of a number such as 8.50 the month and a year are made.
    found = re.fullmatch(rf"(?:{_MONTH})[-/. ]?(?:[0-9]{{2}})?([0-9]{{2}})", low)
    if found and _month(found[1], found[2]):
        return (f"{_month(found[1], found[2])}.{found[3]}",)
    return ()


def _month(number: str | None, name: str | None) -> int:
    return int(number) if number else _MONTHS.get(name or "", 0)


def _typed(day: str, month: int) -> tuple[str, ...]:
    if not (1 <= int(day) <= 31 and 1 <= month <= 12):
        return ()
    return tuple(dict.fromkeys((f"{int(day)}.{month}", f"{month}.{int(day)}")))


def marked_readings(text: str, decimals: int | None, in_threes: bool) -> tuple[str, ...]:
    """What one number may mean that is not written plainly; () for a plain one, or for none.

    For who judges numbers one by one, by a scale of its own: `decimals` are those that the scale
    declares, and `in_threes` is whether every fraction beside it has three digits.
    """
    certain = (decimals or 0) >= 3 or (decimals is None and not in_threes)
    found = read_number(text, Evidence(points="." if certain else ""))
    if not isinstance(found, Meaning) or found.why in ("day", "letter"):
        return ()
    return found.readings[:1] if decimals == 0 else found.readings


def all_fractions_in_threes(texts: Iterable[str]) -> bool:
    """Whether every fractional value has exactly three digits after the point."""
    return all(len(text.partition(".")[2]) == 3 for text in texts if text.count(".") == 1)


# So many decimals are no person's.
_MANY_DECIMALS = 9
_NOISE = r"(.*?[.][0-9]*?)(?:0{5,}|9{5,})[0-9]{1,3}"


def noise_in(text: str, evidence: Evidence) -> str | None:
    """What a number with the noise of a spreadsheet's reckoning means: 133.8 of 133.80000000000001.

    "" where it only has many more decimals than the others; None for any other number.
    """
    decimals = len(text.partition(".")[2])
    if decimals < _MANY_DECIMALS:
        return None
    found = re.fullmatch(_NOISE, text)
    if found is None:
        return "" if evidence.longest < _MANY_DECIMALS else None
    kept = len(found[1].partition(".")[2])
    rounded = f"{round(_decimal(text), kept):f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded
