"""How values are written in each language: numbers, days, lists, names of provinces.

The sentences themselves stand where they are said (`rules`, `tables`, `cli`); this module only
fills them in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.units import Province, full_name, listed_name

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, ...] = ("vi", "en")


# The minus sign, as wide as the plus.
MINUS = "\u2212"


def side(words: Words, lang: Lang) -> str:
    """What is said in that language."""
    return words[1] if lang == "vi" else words[0]


_COUNTS = {
    "en": ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
    "vi": ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"],
}


def points(value: int | Decimal, decimals: int = 0) -> str:
    """A number the Vietnamese way, as tables print it: 8280 is `8.280`, 61.31 is `61,31`.

    It has at least so many decimals: 61.5 with two is `61,50`. No figure is rounded. Below zero
    stands the minus sign and no hyphen: `−80`.
    """
    written = f"{value:,d}" if isinstance(value, int) else f"{value:,f}"
    whole, _point, fraction = written.partition(".")
    fraction = fraction.ljust(decimals, "0")
    return whole.replace(",", ".").replace("-", MINUS) + ("," + fraction if fraction else "")


def quantity(number: int) -> str:
    """A stated quantity, with the zero of official papers: `03`, `24`, `1.200`."""
    return f"{number:02d}" if -1 < number < 10 else points(number)


def day(value: date, lang: Lang) -> str:
    """A day in a sentence: `2008-08-01`; `01/8/2008`, with the zeros of Decree 30/2020/NĐ-CP."""
    if lang == "en":
        return value.isoformat()
    return f"{value.day:02d}/{_month(value.month)}/{value.year}"


def long_day(value: date) -> str:
    """A day as a document's heading writes it: `ngày 21 tháng 3 năm 2008`."""
    return f"ngày {value.day:02d} tháng {_month(value.month)} năm {value.year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def source_day() -> date | None:
    """The day of SOURCE_DATE_EPOCH, the seconds since 1970 by which output is dated; None unset.

    Raises Refusal where that is no number of seconds of the calendar.
    """
    import os

    written = os.environ.get("SOURCE_DATE_EPOCH")
    if not written:
        return None
    from datetime import UTC, datetime

    try:
        if not (written.isascii() and written.isdigit()):
            raise ValueError
        return datetime.fromtimestamp(int(written), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise Refusal(
            f"SOURCE_DATE_EPOCH wants a number of seconds, not {written[:40]!r}",
            f"SOURCE_DATE_EPOCH cần một số giây, đã ghi “{written[:40]}”",
        ) from None


def listing(items: Iterable[str], lang: Lang) -> str:
    """Items in a sentence: `a, b và c`, `a, b and c`."""
    return _joined(items, " và " if lang == "vi" else " and ")


# More items than these are counted in a message, and not named.
_MOST_NAMED = 40


def few(items: Iterable[Any], lang: Lang, word: Callable[[Any], str] = str) -> list[str]:
    """The items as a message can name them: the first of many, and how many more there are.

    Only those that are named are put into words.
    """
    listed = list(items)
    more = len(listed) - _MOST_NAMED
    if more < 2:
        return list(map(word, listed))
    rest = f"{quantity(more)} mục khác" if lang == "vi" else f"{more} more"
    return [*map(word, listed[:_MOST_NAMED]), rest]


def alternatives(items: Iterable[str], lang: Lang) -> str:
    """Items of which one is meant: `a, b hoặc c`, `a, b or c`."""
    return _joined(items, " hoặc " if lang == "vi" else " or ")


def _joined(items: Iterable[str], joint: str) -> str:
    words = list(items)
    return joint.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def count(number: int, lang: Lang) -> str:
    """A small number in words, others in figures: `two`, `hai`, `64`."""
    return _COUNTS[lang][number] if 0 < number < 11 else str(number)


def unit(province: Province, lang: Lang) -> str:
    """A province in the middle of a sentence: `tỉnh Trà Vinh`, `Thành phố Hồ Chí Minh`; `Trà Vinh`.

    Decree 30/2020/NĐ-CP, Annex II, III.1 writes the one city with a capital throughout.
    """
    if lang == "en" or province.name.casefold().startswith(province.kind.casefold()):
        return listed_name(province)
    return full_name(province)


class _Worded:
    """A value that a template writes by name and manner: `{score:points}`, `{members:list}`."""

    def __init__(self, value: Any, lang: Lang) -> None:
        self.value = value
        self.lang = lang

    def _plain(self, item: Any) -> str:
        return f"{_Worded(item, self.lang)}"

    def __format__(self, manner: str) -> str:
        value, lang = self.value, self.lang
        if manner == "points":
            # A point in an English sentence would be read as a decimal point.
            return points(value) if lang == "vi" else f"{value}"
        if manner == "day":
            return day(value, lang)
        if manner == "count":
            return count(value, lang)
        if manner == "list":
            return listing(few(value, lang, self._plain), lang)
        if manner == "or":
            return alternatives(few(value, lang, self._plain), lang)
        if manner == "quoted":
            return listing(few(value, lang, lambda item: f"“{self._plain(item)}”"), lang)
        if manner == "units":
            return listing(few(value, lang, lambda item: unit(item, lang)), lang)
        if manner in ("unit", "Unit"):
            # A name that leads to no unit stands as it is written.
            words = unit(value, lang) if isinstance(value, Province) else str(value)
            return words if manner == "unit" else words[:1].upper() + words[1:]
        if manner == "two":
            return quantity(value)
        return value.name if isinstance(value, Province) else format(value, manner)


def fill(template: str, values: Mapping[str, Any], lang: Lang) -> str:
    """The sentence `template` with its values written in that language."""
    return template.format_map({name: _Worded(value, lang) for name, value in values.items()})


def composed(text: str) -> str:
    """Composed (NFC), so that a letter with its marks is one character, as wide as one column."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def one_line(text: str) -> str:
    """The text with what would break its line or speak to the terminal shown as code points.

    Those are control characters (C0, DEL, C1), the ends of lines and paragraphs, and the controls
    of direction, by which a line reads other than it is: a bell is `<U+0007>`. So is what a log of
    GitHub would carry out as a command: `::` at the begin and `##[`. All that people read goes
    through here: messages, tables, documents, pictures.
    """
    if is_harmless(text):
        return text
    if text.lstrip().startswith("::"):
        text = text.replace(":", "<U+003A>", 1)
    text = text.replace("##[", "##<U+005B>")
    return "".join(f"<U+{ord(c):04X}>" if _is_control(c) else c for c in text)


def is_harmless(text: str) -> bool:
    """Whether the text is shown as it is."""
    return text.isprintable() and "::" not in text and "##[" not in text


def _is_control(letter: str) -> bool:
    return letter < " " or "\x7f" <= letter < "\xa0" or letter in _LINE_ENDS_AND_DIRECTIONS


_LINE_ENDS_AND_DIRECTIONS = frozenset(
    map(
        chr,
        (0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    )
)
