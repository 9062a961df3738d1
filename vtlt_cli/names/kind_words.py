"""The words around a name that say what it is: the office, and the kind in full or in short."""

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from vtlt_cli.names.letters import bare

_OFFICE = (
    r"(?i)(?:(?:văn phòng|vp)[\s.]+)?"
    r"(?:(?:hội đồng nhân dân|hđnd)\s*(?:và|&|-|–|,)\s*)?"
    r"(?:[uủ][yỷ] ban nhân dân|ubnd)\s+"
)
# Short forms of a kind, accepted before a name and told as an abbreviation.
_SHORT = {
    "thành phố": ("tp.", "tp", "t.p.", "t.p", "thủ đô"),
    "tỉnh": ("t.",),
    "phường": ("p.", "p"),
    "quận": ("q.", "q"),
    "huyện": ("h.", "h"),
    "xã": ("x.", "x"),
    "thị xã": ("tx.", "tx", "t.x.", "t.x"),
    "thị trấn": ("tt.", "tt", "t.t.", "t.t"),
    "đặc khu": ("đk.", "đk"),
}
_ENGLISH = {
    "province": ("tỉnh",),
    "city": ("thành phố",),
    "ward": ("phường",),
    "commune": ("xã",),
    "district": ("huyện", "quận"),
    "town": ("thị xã", "thị trấn"),
}
# Kinds of places below those; a name with one of them is no name of a unit above.
_PLACES = ("thôn", "bản", "ấp", "khóm", "khu phố", "tổ dân phố", "buôn", "xóm", "làng")
# One level, told apart by a warning (NAM04); any other kind that a register lacks is another level.
_PROVINCIAL = frozenset(("tỉnh", "thành phố"))

Form = Literal["none", "full", "unmarked", "short", "english"]


class Written(NamedTuple):
    """One way to read a name: what is left of it, the kind that stood there, in which form."""

    rest: str
    kind: str | None = None
    form: Form = "none"


def kinds_known(kinds: Collection[str]) -> tuple[str, ...]:
    """The kinds of a register, longest first; of tỉnh and thành phố both where it has one."""
    known = {kind.casefold() for kind in kinds}
    if known & _PROVINCIAL:
        known |= _PROVINCIAL
    return tuple(sorted(known, key=lambda kind: (-len(kind), kind)))


def without_office(text: str, office: str = "") -> str:
    """The name less the office before it: that of the round, or the People's Committee."""
    if office and text.casefold().startswith(office.casefold() + " "):
        return text[len(office) + 1 :]
    match = re.match(_OFFICE, text)
    return text[match.end() :] if match and match.end() < len(text) else text


def written_kinds(text: str, kinds: Collection[str]) -> list[Written]:
    """The text as it is and, if one of these kinds stands with it, without."""
    found = [Written(text)]
    folded = text.casefold()
    for kind in kinds:
        if folded.startswith(kind + " "):
            found.append(Written(text[len(kind) + 1 :].lstrip(), kind, "full"))
        rest = _after_short_kind(text, kind)
        if rest:
            found.append(Written(rest, kind, "short"))
    found += _english(text, kinds)
    return found


def unmarked_kinds(text: str, kinds: Collection[str]) -> list[Written]:
    """The text without a kind that stands before it in bare letters: `tinh Binh Dinh`."""
    words = bare(text).split()
    found: list[Written] = []
    for kind in kinds:
        plain = bare(kind).split()
        if words[: len(plain)] == plain and len(words) > len(plain):
            found.append(Written(" ".join(text.split()[len(plain) :]), kind, "unmarked"))
    return found


def _english(text: str, kinds: Collection[str]) -> list[Written]:
    """`An Giang province`, `City of Hanoi`: the kind in English before or after the name."""
    found: list[Written] = []
    for word, meant in _ENGLISH.items():
        here = [kind for kind in meant if kind in kinds]
        if here and word in text.casefold():
            rest = _without_english(text, word)
            found += [Written(rest, kind, "english") for kind in here if rest]
    return found


def _without_english(text: str, word: str) -> str | None:
    match = re.fullmatch(rf"(?i)(?:the )?{word}(?: of)? (.+)|(.+?),? {word}", text)
    return (match[1] or match[2]) if match else None


def foreign_kind(text: str, kinds: Collection[str]) -> bool:
    """Whether the name is written with a kind that the register has not: `huyện Bình Long`.

    So it is a unit of another level, and no misspelling of one here.
    """
    folded, letters = text.casefold(), bare(text)
    for kind in _SHORT:
        if kind in kinds:
            continue
        if folded.startswith(kind + " ") or letters.startswith(bare(kind) + " "):
            return True
        if _after_short_kind(text, kind):
            return True
    if folded.startswith(tuple(place + " " for place in _PLACES if place not in kinds)):
        return True
    return any(
        not any(kind in kinds for kind in meant) and _without_english(text, word)
        for word, meant in _ENGLISH.items()
        if word in folded
    )


def is_kind_alone(text: str, kinds: Collection[str]) -> bool:
    """Whether there is a kind and no name: `thành phố`, `tỉnh, thành phố`, `Province`."""
    words = bare(re.sub(r"[,./&+-]+", " ", text)).split()
    alone = {bare(kind) for kind in (*_SHORT, *_PLACES, *kinds)} | set(_ENGLISH)
    while words:
        for length in range(len(words), 0, -1):
            if " ".join(words[:length]) in alone:
                words = words[length:]
                break
        else:
            return False
    return bool(text.strip())


def _after_short_kind(text: str, kind: str) -> str | None:
    """The text after a short form of the kind, None where none stands before it."""
    folded = text.casefold()
    for short in _SHORT.get(kind, ()):
        rest = text[len(short) :]
        if not folded.startswith(short) or not rest:
            continue
        # Q1 is Quận 1; without a point or a number a letter stands alone before a name.
        numbered = len(short) == 1 and rest.strip().isdigit()
        if rest[0] == " " or short[-1] == "." or numbered:
            return rest.strip()
    return None


def has_short_kind(text: str, kind: str) -> bool:
    """Whether a short form of the kind stands before the name: `TP Hồ Chí Minh`."""
    return _after_short_kind(text, kind.casefold()) is not None


def without_kind(text: str) -> str:
    """A text less any kind of unit before it, short or in full: what qualifies a name."""
    parts = written_kinds(text, sorted(_SHORT, key=len, reverse=True))
    return parts[-1].rest
