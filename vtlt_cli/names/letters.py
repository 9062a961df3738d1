"""How a name is written: its letters folded, marks and signs around it, what looks alike.

Knows no register: text in, text out. The register asks these of a name and of the units.
"""

import re
from functools import lru_cache

from vtlt_cli.wording import composed

# The patterns are compiled when a name first departs from the standard, not at every start.
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212_"
# Every apostrophe is one: of typewriters, of Word, a modifier letter, an accent that stands alone.
_APOSTROPHES = "\u2019\u2018\u02bc\u02b9\u2032\u00b4`"
_ONE_SIGN = dict.fromkeys(map(ord, _DASHES), "-") | dict.fromkeys(map(ord, _APOSTROPHES), "'")
# Soft hyphen, zero-width characters, direction marks, word joiner, byte-order mark.
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
# One name is folded at every step of the search.
_MOST_KEPT = 20_000
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# Letters of other alphabets, or of other languages in this one, that look like one of Vietnamese.
_ALIKE = (
    # Eth, African D and d, A and a with a caron, i without a dot; Cyrillic, Greek.
    ("\u00d0\u0189\u00f0\u0256\u01cd\u01ce\u0131", "ĐĐđđĂăi"),
    ("\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422", "ABEKMHOPCT"),
    ("\u0423\u0425\u0406\u0408\u0405", "YXIJS"),
    ("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455", "aeopcyxijs"),
    ("\u0501\u04bb\u051b\u051d", "dhqw"),
    ("\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f", "ABEZHIKMNO"),
    ("\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03f2", "PTYXovc"),
)
# What stands before a name in a list (`1.`, `a)`, `II.`, `-`), and after it (`(1)`, `*`, `¹`).
# Single letters that are short for a kind (P., Q., H., X., T.) are left to the kinds.
_BEFORE = r"(?:\(?\d{1,3}\s*[.)/:]|\[\d{1,3}\]|[A-Ea-e][.)]|[IVX]{2,5}[.)]|[IV][.)]|[-–—+*•·●]+)\s+"
_BEFORE_CLOSE = r"\(?\d{1,3}[.)]"
_AFTER = r"\s*(?:\(\d{1,3}\)|\[\d{1,3}\]|\(\*+\)|[*†‡§¹²³⁰⁴-⁹]+|[.,;:])"
_QUOTES = "\"'“”‘’«»„"
_ROMAN = """
    i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv
    xxvi xxvii xxviii xxix xxx
"""


@lru_cache(_MOST_KEPT)
def tidy(text: str) -> str:
    """The text composed (NFC), without invisible characters, with single plain spaces."""
    return " ".join(composed(text).translate(_INVISIBLE).split())


@lru_cache(_MOST_KEPT)
def latin(text: str) -> str:
    """The text with the Latin letters that its letters of other alphabets look like: `Đà Nẵng`."""
    if text.isascii():
        return text
    from unicodedata import normalize

    letters = "".join(map(_wide, text))
    # Letter by letter, then letter by mark: a Cyrillic a with a grave is no letter of its own.
    table = _alike_table()
    apart = normalize("NFD", letters.translate(table)).translate(table)
    return normalize("NFC", apart)


@lru_cache(1)
def _alike_table() -> dict[int, str]:
    return {ord(strange): plain for alike in _ALIKE for strange, plain in zip(*alike)}


def _wide(letter: str) -> str:
    """A full-width letter or digit of East Asian fonts as the plain one."""
    return chr(ord(letter) - 0xFEE0) if "\uff01" <= letter <= "\uff5e" else letter


def look_alikes(text: str) -> list[tuple[str, str]]:
    """Each letter that only looks right, with the letter that is meant, once: (`Ð`, `Đ`)."""
    found: dict[tuple[str, str], None] = {}
    for letter in composed(text):
        meant = latin(letter)
        if meant != letter:
            found[letter, meant] = None
    return list(found)


def key(text: str) -> str:
    """The form under which names are compared: marks kept, everything that is no letter folded.

    Dashes, apostrophes, white space, letter case, the place of a tone mark, zeros before a number.
    """
    folded = fold_signs(" ".join(composed(text).split()))
    return tones_last(fold_zeros(folded).casefold())


@lru_cache(_MOST_KEPT)
def fold_signs(text: str) -> str:
    """The text with every dash and every apostrophe the same."""
    plain = text.translate(_ONE_SIGN)
    return "-".join(map(str.strip, plain.split("-"))) if "-" in plain else plain


def fold_zeros(text: str) -> str:
    """`Phường 01` as `Phường 1`."""
    return re.sub(r"\b0+(?=[0-9])", "", text) if "0" in text else text


@lru_cache(_MOST_KEPT)
def bare(text: str, fold: bool = True) -> str:
    """The letters alone, without marks: `Đắk Lắk` and `dak lak` are the same."""
    from unicodedata import combining, normalize

    dashed = fold_signs(" ".join(text.split()))
    letters = "".join(c for c in normalize("NFD", dashed) if not combining(c))
    plain = letters.replace("đ", "d").replace("Đ", "D")
    return fold_zeros(plain).casefold() if fold else plain


def joined(folded: str) -> str:
    """Letters and digits alone, nothing between them: `quangninh`."""
    return "".join(c for c in folded if c.isalnum() or c in _TONES)


def tones_last(text: str) -> str:
    """Each syllable with its tone mark at the end, so that `Hòa` and `Hoà` are the same."""
    from unicodedata import normalize

    syllables = re.split(r"([ -])", normalize("NFD", text))
    return "".join(
        "".join(c for c in syllable if c not in _TONES)
        + "".join(c for c in syllable if c in _TONES)
        for syllable in syllables
    )


def without_extras(text: str) -> str:
    """The text without list numbers, footnote marks and quotation marks around it.

    >>> without_extras("1. Sơn La (2)")
    'Sơn La'
    """
    if text[:1].isalpha() and text[-1:].isalpha() and not set(text) & set("().[]"):
        return text
    before = ""
    while before != text:
        before = text
        text = text.strip().strip(_QUOTES)
        match = re.match(_BEFORE, text) or re.match(_BEFORE_CLOSE, text)
        text = text[match.end() :] if match and match.end() < len(text) else text
        text = re.sub(_AFTER + r"$", "", text).strip()
    return text.strip("-–—+*•·●.,;:…_ ")


def told_apart_by(text: str) -> tuple[str, ...]:
    """What in a name makes it another: numbers, Roman numerals, a letter at its end.

    `khu vực III` is not `khu vực II`, `số 1` not `số 10`, `Trường Xuân B` not `Trường Xuân A`.
    """
    words = "".join(c if c.isalnum() else " " for c in bare(text)).split()
    last = words[-1] if words else ""
    roman = _ROMAN.split()
    found = [word for word in words if word in roman or not word.isalpha()]
    if len(last) == 1 and last.isalpha() and last not in found:
        found.append(last)
    return tuple(found)


def letters_of(text: str) -> int:
    """The set of letters as bits; that two letters may share a bit only makes it smaller."""
    bits = 0
    for letter in set(text):
        bits |= 1 << ord(letter) % 90
    return bits


def edit_distance(one: str, other: str, most: int) -> int:
    """How many letters must be put in, left out, changed or swapped; `most + 1` stands for more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, b in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, above[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]
