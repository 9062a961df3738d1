"""A name as people write it -> the province it means, and in which ways it departs from standard.

A name is compared by a key: NFC, case-folded, white space and dashes folded, the tone mark moved to
the end of its syllable, and the prefixes of office and kind removed. The standard spellings are
looked up as they are first: a file without slips never computes a key.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from vtlt_cli.units import HOWS, How, Province, full_name, short_name

# The patterns are compiled when a name first departs from the standard, not at every start.
_DASH = r"\s*[-\u2010-\u2015\u2212]\s*"
# Soft hyphen, zero-width characters, direction marks, word joiner, byte-order mark.
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_OFFICE = r"(?i)(?:(?:văn phòng|vp)\s+)?(?:[uủ][yỷ] ban nhân dân|ubnd)\s+"
# Short forms of a kind, accepted before a name and told as an abbreviation.
_SHORT_KINDS = {"thành phố": ("tp.", "tp", "t.p.", "t.p", "thủ đô"), "tỉnh": ("t.",)}
# Beyond this many comparisons near misses are not looked for, nor like names: such a file is not a
# round's. One that goes letter by letter counts as so many that look at the sets of letters.
_NEAR_BUDGET = 5_000_000
_BY_LETTER = 50
_LIKE_BUDGET = 100_000
# No name is as long as this.
_LONGEST = 200


class When(NamedTuple):
    """The days on which a name must have a unit in being; no days means any time."""

    first: date | None = None
    last: date | None = None


ANY_TIME = When()


class Resolution(NamedTuple):
    """What a text leads to; `candidates` where it leads to no one province."""

    province: Province | None
    hows: tuple[How, ...]
    candidates: tuple[Province, ...] = ()


UNKNOWN = Resolution(None, ("unknown",))


class _Entry(NamedTuple):
    """One accepted spelling of a province, without its kind."""

    province: Province
    spelling: str
    is_alias: bool


class Register:
    """The provinces, and the ways to look them up. Each index is made when it is first needed."""

    def __init__(self, provinces: Iterable[Province]) -> None:
        self.by_id: dict[str, Province] = {}
        for province in provinces:
            self.by_id.setdefault(province.id, province)
        # One id is one unit: the first stands, and that there are two is told of the register.
        self.provinces = tuple(self.by_id.values())
        self._plain, self._shared = _plain_names(self.provinces, self.by_id)
        self._exact: dict[str, list[_Entry]] = {}
        self._keys: dict[str, list[_Entry]] = {}
        self._bare: dict[str, list[_Entry]] = {}
        self._alive: dict[When, dict[int, list[tuple[str, int]]]] = {}
        self._known: dict[tuple[str, When, str], Resolution] = {}
        self._compared = self._likened = 0

    def resolve(self, text: str, when: When = ANY_TIME, office: str = "") -> Resolution:
        """The province that `text` means among those in being at `when`, and how it says so.

        An exact name of a unit not in being then beats a near miss of another.
        `office` is a further prefix that names may carry, the round's own.
        """
        exact = self.exact(text, when)
        if exact is not None:
            return exact
        question = (text, when, office)
        known = self._known.get(question)
        if known is None:
            known = self._known[question] = self._search(text, when, office)
        return known

    def exact(self, text: str, when: When = ANY_TIME) -> Resolution | None:
        """What a text means that is right as it stands; None for any other."""
        plain = self._plain.get(text)
        if plain is not None:
            return plain
        entries = self._shared.get(text) or self._spellings().get(text)
        return None if entries is None else _pick(entries, (), when)

    def _spellings(self) -> dict[str, list[_Entry]]:
        """Every text that is right as it stands: ids, names, with the kind before them, aliases."""
        if not self._exact:
            for province in self.provinces:
                full = full_name(province)
                entry = _Entry(province, province.name, False)
                for text in {province.id, province.name, full, full[:1].upper() + full[1:]}:
                    self._exact.setdefault(text, []).append(entry)
                for alias in province.aliases:
                    self._exact.setdefault(alias, []).append(_Entry(province, alias, True))
        return self._exact

    def _search(self, text: str, when: When, office: str) -> Resolution:
        self._make_indexes()
        composed, clean = _nfc(text), tidy(text)
        written: list[How] = []
        if composed != text:
            written.append("unicode")
        if clean != composed:
            written.append("space")
        if not clean:
            return UNKNOWN
        exact = self._spellings().get(clean)
        if exact is not None:
            return _pick(exact, tuple(written), when)
        parts = self._parts(_without_office(clean, office))
        for rest, kind, abbreviated in parts:
            entries = self._keys.get(key(rest))
            if entries is not None:
                return _pick(_of_kind(entries, kind), tuple(written), when, rest, kind, abbreviated)
        parts += self._unmarked(parts[0][0])
        for rest, kind, abbreviated in parts:
            entries = self._bare.get(bare(rest))
            if entries is not None:
                return _pick(
                    _of_kind(entries, kind),
                    (*written, "diacritics"),
                    when,
                    rest,
                    kind,
                    abbreviated,
                )
        return self._near(parts[-1][0], when)

    def _parts(self, text: str) -> list[tuple[str, str | None, bool]]:
        """The text as it is and, if a kind stands before it, without: (rest, kind, abbreviated)."""
        found: list[tuple[str, str | None, bool]] = [(text, None, False)]
        folded = text.casefold()
        for kind in self._kinds:
            if folded.startswith(kind + " "):
                found.append((text[len(kind) + 1 :], kind, False))
            rest = _after_short_kind(text, kind)
            if rest:
                found.append((rest, kind, True))
        return found

    def _unmarked(self, text: str) -> list[tuple[str, str | None, bool]]:
        """The text without a kind that stands before it in bare letters: `tinh Binh Dinh`."""
        words = bare(text).split()
        found: list[tuple[str, str | None, bool]] = []
        for kind in self._kinds:
            plain = bare(kind).split()
            if words[: len(plain)] == plain and len(words) > len(plain):
                found.append((" ".join(text.split()[len(plain) :]), kind, False))
        return found

    def _near(self, text: str, when: When) -> Resolution:
        wanted = bare(text)
        reach = _reach(wanted)
        best, nearest = reach + 1, []
        length, ours = len(wanted), _letters(wanted)
        alive, limit = self._alive_at(when), reach
        # A slip changes the length by one at most, and one letter of either set.
        for long in range(length - reach, length + reach + 1):
            alike = alive.get(long, ())
            self._compared += len(alike)
            for spelling, theirs in alike if self._compared <= _NEAR_BUDGET else ():
                if (ours & ~theirs).bit_count() > limit or (theirs & ~ours).bit_count() > limit:
                    continue
                self._compared += _BY_LETTER
                distance = edit_distance(wanted, spelling, limit)
                if distance < best:
                    best, nearest = distance, [spelling]
                    limit = min(best, reach)
                elif distance == best <= reach:
                    nearest.append(spelling)
        entries = [entry for spelling in sorted(nearest) for entry in self._bare[spelling]]
        found = _pick(entries, ("near",), when) if entries else UNKNOWN
        if found.province is not None and len({entry.province for entry in entries}) > 1:
            # Two spellings equally near: of one province, or of two that cannot be told apart.
            equals = dict.fromkeys(entry.province for entry in entries)
            units = tuple(province for province in equals if in_being_at(province, when))
            if len({short_name(province) for province in units}) > 1:
                return Resolution(None, ("ambiguous",), units)
        return found

    def _alive_at(self, when: When) -> dict[int, list[tuple[str, int]]]:
        """The bare spellings of the units in being then, each with its letters, by length."""
        alive = self._alive.get(when)
        if alive is None:
            alive = self._alive[when] = {}
            for spelling, entries in self._bare.items():
                if any(in_being_at(entry.province, when) for entry in entries):
                    alive.setdefault(len(spelling), []).append((spelling, _letters(spelling)))
        return alive

    def suggest(self, text: str, when: When = ANY_TIME, most: int = 3) -> tuple[Province, ...]:
        """The provinces in being at `when` whose names look most like `text`, the best first."""
        self._likened += len(self.provinces)
        if self._likened > _LIKE_BUDGET or len(text) > _LONGEST:
            return ()
        from difflib import get_close_matches

        self._make_indexes()
        wanted = bare(self._parts(" ".join(_nfc(text).split()))[-1][0])
        spellings = {
            spelling: entry.province
            for spelling, entries in self._bare.items()
            for entry in entries
            if in_being_at(entry.province, when)
        }
        close = get_close_matches(wanted, spellings, n=most, cutoff=0.7)
        close += [s for s in spellings if wanted and wanted in s.split() and s not in close]
        return tuple(dict.fromkeys(spellings[spelling] for spelling in close))

    def find(self, text: str) -> tuple[tuple[Province, ...], tuple[How, ...]]:
        """All units of any time that `text` may mean at the best way of reading it, for people."""
        best = self.resolve(text)
        if best.province is None:
            return best.candidates, best.hows
        self._make_indexes()
        wanted = key(short_name(best.province))
        alike = [entry.province for entry in self._keys[wanted] if not entry.is_alias]
        if text in self.by_id:
            alike = [self.by_id[text]]
        return tuple(dict.fromkeys(alike)), best.hows

    def _make_indexes(self) -> None:
        if self._keys:
            return
        kinds = {province.kind.casefold() for province in self.provinces}
        self._kinds = sorted(kinds | set(_SHORT_KINDS), key=len, reverse=True)
        for province in self.provinces:
            for entry in _entries(province):
                self._keys.setdefault(key(entry.spelling), []).append(entry)
                self._bare.setdefault(bare(entry.spelling), []).append(entry)


def _after_short_kind(text: str, kind: str) -> str | None:
    """The text after a short form of the kind, None where none stands before it."""
    folded = text.casefold()
    for short in _SHORT_KINDS.get(kind, ()):
        rest = text[len(short) :]
        if folded.startswith(short) and rest and (rest[0] == " " or short[-1] == "."):
            return rest.strip()
    return None


def has_short_kind(text: str, kind: str) -> bool:
    """Whether a short form of the kind stands before the name: `TP Hồ Chí Minh`."""
    return _after_short_kind(text, kind.casefold()) is not None


def _plain_names(
    provinces: tuple[Province, ...], by_id: Mapping[str, Province]
) -> tuple[dict[str, Resolution], dict[str, list[_Entry]]]:
    """The names that are nothing else, neither id nor alias nor with a kind: found at once.

    First those of one unit only, on whatever day; then those that units of several times bear.
    """
    names: dict[str, list[Province]] = {}
    kinds = tuple({province.kind.casefold() + " " for province in provinces})
    for province in provinces:
        name = province.name
        if name not in by_id and not name.casefold().startswith(kinds):
            names.setdefault(name, []).append(province)
    for province in provinces:
        for alias in province.aliases:
            names.pop(alias, None)
    plain = {name: Resolution(units[0], ()) for name, units in names.items() if len(units) == 1}
    shared = {
        name: [_Entry(unit, name, False) for unit in units]
        for name, units in names.items()
        if len(units) > 1
    }
    return plain, shared


def _entries(province: Province) -> Iterator[_Entry]:
    yield _Entry(province, short_name(province), False)
    for alias in province.aliases:
        yield _Entry(province, alias, True)


def in_being_at(province: Province, when: When) -> bool:
    """Whether the unit is in being on some day of `when`."""
    first, last = province.first_day, province.last_day
    begun = first is None or when.last is None or first <= when.last
    return begun and (last is None or when.first is None or when.first <= last)


def _of_kind(entries: list[_Entry], kind: str | None) -> list[_Entry]:
    """Those of the kind that was written, if any; the written kind may be the slip."""
    agreeing = [entry for entry in entries if entry.province.kind.casefold() == kind]
    return agreeing if kind and agreeing else entries


def _pick(
    entries: list[_Entry],
    written: tuple[How, ...],
    when: When,
    rest: str | None = None,
    kind: str | None = None,
    abbreviated: bool = False,
) -> Resolution:
    """The one entry meant: in being at `when` before others; a standard name before an alias."""
    standard = [entry for entry in entries if not entry.is_alias] or entries
    alive = [entry for entry in standard if in_being_at(entry.province, when)]
    entry = _one_of(alive or standard, when, bool(alive))
    if entry is None:
        units = tuple(dict.fromkeys(entry.province for entry in alive))
        return Resolution(None, ("ambiguous",), units)
    hows = set(written)
    if entry.is_alias:
        hows.add("alias")
    if rest is not None:
        hows.update(_differences(entry, rest, kind, abbreviated, "diacritics" in hows))
    return Resolution(entry.province, tuple(how for how in HOWS if how in hows))


def _one_of(entries: list[_Entry], when: When, alive: bool) -> _Entry | None:
    """The one of several units with one name that `when` means; None where it means two.

    One day: the unit in being then. A year: the earlier. Any time: the one whose id has no `@`.
    """
    first, last = when
    if len({entry.province for entry in entries}) == 1:
        return entries[0]
    if not alive and first is not None:
        gone = [e for e in entries if e.province.last_day and e.province.last_day < first]
        return max(gone, key=_end) if gone else min(entries, key=_start)
    if first is None:
        plain = [entry for entry in entries if "@" not in entry.province.id]
        if len(plain) == 1:
            return plain[0]
        return None if plain else min(entries, key=_start)
    if first != last:
        earliest = min(_start(entry) for entry in entries)
        earlier = [entry for entry in entries if _start(entry) == earliest]
        return earlier[0] if len(earlier) == 1 else None
    return None


def _start(entry: _Entry) -> str:
    return entry.province.first_day.isoformat() if entry.province.first_day else ""


def _end(entry: _Entry) -> str:
    return entry.province.last_day.isoformat() if entry.province.last_day else "9999"


def _differences(
    entry: _Entry, rest: str, kind: str | None, abbreviated: bool, wrong_marks: bool
) -> Iterator[How]:
    """How `rest`, which leads to `entry`, departs from its spelling."""
    province = entry.province
    if kind is not None and kind != province.kind.casefold():
        yield "kind"
    kind_in_name = short_name(province) != province.name
    if abbreviated or (kind_in_name and kind is None):
        yield "alias"
    if wrong_marks:
        # The marks are told as wrong; what else differs in the letters would be said twice.
        if bare(rest, fold=False) != bare(entry.spelling, fold=False):
            yield "case"
        return
    written, meant = re.sub(_DASH, "-", rest), re.sub(_DASH, "-", _nfc(entry.spelling))
    if written != meant:
        if _tones_last(written) != _tones_last(meant):
            yield "case"
        if written.casefold() != meant.casefold():
            yield "tone"


def _without_office(text: str, office: str) -> str:
    if office and text.casefold().startswith(office.casefold() + " "):
        return text[len(office) + 1 :]
    match = re.match(_OFFICE, text)
    return text[match.end() :] if match and match.end() < len(text) else text


def key(text: str) -> str:
    """The form under which names are compared: marks kept, everything that is no letter folded."""
    return _tones_last(re.sub(_DASH, "-", " ".join(_nfc(text).split())).casefold())


def bare(text: str, fold: bool = True) -> str:
    """The letters alone, without marks: `Đắk Lắk` and `dak lak` are the same."""
    from unicodedata import combining, normalize

    dashed = re.sub(_DASH, "-", " ".join(text.split()))
    letters = "".join(c for c in normalize("NFD", dashed) if not combining(c))
    plain = letters.replace("đ", "d").replace("Đ", "D")
    return plain.casefold() if fold else plain


def _tones_last(text: str) -> str:
    """Each syllable with its tone mark at the end, so that `Hòa` and `Hoà` are the same."""
    from unicodedata import normalize

    syllables = re.split(r"([ -])", normalize("NFD", text))
    return "".join(
        "".join(c for c in syllable if c not in _TONES)
        + "".join(c for c in syllable if c in _TONES)
        for syllable in syllables
    )


def tidy(text: str) -> str:
    """The text composed (NFC), without invisible characters, with single plain spaces."""
    return " ".join(_nfc(text).translate(_INVISIBLE).split())


def _nfc(text: str) -> str:
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def _reach(letters: str) -> int:
    """How many slips of the pen a near miss may have: none in three letters, two from eight on."""
    length = len(letters.replace(" ", ""))
    return 0 if length < 4 else 1 if length < 8 else 2


def _letters(text: str) -> int:
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
