"""The units by all their names, and the search for the one that a text means."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vtlt_cli.names.kind_words import (
    Written,
    foreign_kind,
    is_kind_alone,
    kinds_known,
    unmarked_kinds,
    without_kind,
    without_office,
    written_kinds,
)
from vtlt_cli.names.letters import (
    bare,
    edit_distance,
    fold_signs,
    joined,
    key,
    latin,
    letters_of,
    tidy,
    told_apart_by,
    without_extras,
)
from vtlt_cli.names.no_office import NoOffice, is_former, no_office, other_words
from vtlt_cli.names.spellings import (
    ANY_TIME,
    NO_OFFICE,
    UNKNOWN,
    Entry,
    Resolution,
    When,
    entries_of,
    in_being_at,
    in_order,
    life,
    pick,
    plain_names,
)
from vtlt_cli.units import How, Province, full_name, short_name
from vtlt_cli.wording import composed

# Beyond this many comparisons near misses are not looked for, nor like names: such a file is not a
# round's. One that goes letter by letter counts as so many that look at the sets of letters.
_NEAR_BUDGET = 5_000_000
_BY_LETTER = 50
_LIKE_BUDGET = 100_000
# No name is as long as this.
_LONGEST = 200
# Words with nothing but spaces, dashes, points or apostrophes between them.
_WORDS = r"\w+(?:[\s.\u2010-\u2015'\u2019-]+\w+)*"
# One of these stands between a name and what qualifies it.
_QUALIFYING = ("(", ",", " - ", " – ", " — ", " tỉnh ", " thành phố ", " huyện ", " quận ")


class _Near(NamedTuple):
    """A spelling that a text comes near to: how far with marks and without, and whose it is."""

    marked: int
    bare: int
    spelling: str
    entries: tuple[Entry, ...]


class Register:
    """The provinces, and the ways to look them up. Each index is made when it is first needed."""

    def __init__(self, provinces: Iterable[Province]) -> None:
        self.by_id: dict[str, Province] = {}
        for province in provinces:
            self.by_id.setdefault(province.id, province)
        # One id is one unit: the first stands, and that there are two is told of the register.
        self.provinces = tuple(self.by_id.values())
        self._plain, self._shared = plain_names(self.provinces, self.by_id)
        self._exact: dict[str, list[Entry]] = {}
        self._slugs: dict[str, list[Province]] = {}
        self._keys: dict[str, list[Entry]] = {}
        self._bare: dict[str, list[Entry]] = {}
        self._joined: dict[str, list[Entry]] = {}
        self._by_length: dict[int, list[tuple[str, int]]] = {}
        self._known: dict[tuple[str, When, str], Resolution] = {}
        self._picked: dict[tuple[str, When], Resolution] = {}
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
        entries = self._shared.get(text)
        if entries is not None:
            picked = self._picked.get((text, when))
            if picked is None:
                picked = self._picked[text, when] = pick(entries, (), when)
            return picked
        entries = self._spellings().get(text)
        return None if entries is None else self._picked_as_written(text, entries, (), when)

    def of_id(self, text: str, when: When = ANY_TIME) -> Province | None:
        """The unit of that id; without `@` the one of that slug that is in being at `when`."""
        if "@" in text:
            return self.by_id.get(text)
        if not self._slugs:
            for province in self.provinces:
                slug = province.id.partition("@")[0]
                self._slugs.setdefault(slug, []).append(province)
        units = self._slugs.get(text, [])
        alive = [unit for unit in units if in_being_at(unit, when)]
        return next(iter(alive or units), None)

    def _picked_as_written(
        self, text: str, entries: list[Entry], written: tuple[How, ...], when: When
    ) -> Resolution | None:
        """The unit of a text that is right as it stands, unless only its kind speaks for it.

        The day outweighs the kind: `thành phố Bắc Ninh` of 2007 is the tỉnh of that day.
        """
        found = pick(entries, written, when)
        unit = found.province
        if unit is None or in_being_at(unit, when) or text in (unit.id, unit.name, *unit.aliases):
            return found
        self._make_indexes()
        alike = self._keys[key(short_name(unit))]
        return None if any(in_being_at(entry.province, when) for entry in alike) else found

    def _spellings(self) -> dict[str, list[Entry]]:
        """Every text that is right as it stands: ids, names, with the kind before them, aliases."""
        if not self._exact:
            for province in self.provinces:
                full = full_name(province)
                entry = Entry(province, province.name, False)
                for text in {province.id, province.name, full, full[:1].upper() + full[1:]}:
                    self._exact.setdefault(text, []).append(entry)
                for alias in province.aliases:
                    self._exact.setdefault(alias, []).append(Entry(province, alias, True))
        return self._exact

    def _search(self, text: str, when: When, office: str) -> Resolution:
        """What a text means that is not right as it stands: as it is, less signs, then nearly."""
        self._make_indexes()
        whole, clean = composed(text), tidy(text)
        written: list[How] = []
        if whole != text:
            written.append("unicode")
        if clean != whole:
            written.append("space")
        plain = latin(clean)
        if plain != clean:
            written.append("look-alike")
        if not plain:
            return NO_OFFICE
        found = self._read(plain, tuple(written), when, office)
        stripped = without_extras(plain)
        if found is None and stripped and stripped != plain:
            found = self._read(stripped, (*written, "extra"), when, office)
        if found is None and not self._numbered and stripped[-1:].isdigit():
            # The mark of a footnote, where no name has a number: Hà Nội2. A number that stands
            # apart may tell of another: `Nam Định 2`.
            name = stripped.rstrip("0123456789")
            if not name.endswith(" "):
                found = self._read(name, (*written, "extra"), when, office)
        if found is not None:
            return found
        if self.no_office(plain) is not None:
            return NO_OFFICE
        return self._near(without_office(stripped, office), when)

    def of_provinces(self) -> bool:
        """Whether the units are provinces and cities of their level."""
        self._make_indexes()
        return self._of_provinces

    def is_kind(self, text: str) -> bool:
        """Whether the text is a kind of unit and no name: `thành phố`."""
        self._make_indexes()
        return is_kind_alone(tidy(text), self._kinds)

    def no_office(self, text: str) -> NoOffice | None:
        """Why a text that leads to no unit is no office at all; None where it may be one."""
        self._make_indexes()
        return no_office(latin(tidy(text)), self._regions, self._of_provinces)

    def _read(
        self, text: str, written: tuple[How, ...], when: When, office: str
    ) -> Resolution | None:
        """The unit of a text that has all its letters, whatever else is odd; None for any other."""
        exact = self._spellings().get(text)
        if exact is not None:
            found = self._picked_as_written(text, exact, written, when)
            if found is not None:
                return found
        name = without_office(text, office)
        parts = written_kinds(name, self._kinds)
        for part in parts:
            if part.kind is None and part.rest.isdigit():
                continue  # A number alone is a score or a place, not Phường 12.
            entries = self._keys.get(key(part.rest))
            if entries is not None:
                return pick(entries, written, when, part)
        qualified = self._qualified(name, written, when)
        if qualified is not None:
            return qualified
        if foreign_kind(name, self._kinds):
            # A unit of another level, xã Hà Nam, unless an alias begins so: TT.Huế.
            parts = parts[:1]
            return self._by_letters(parts, written, when) or self._in_one_word(parts, written, when)
        parts += unmarked_kinds(name, self._kinds)
        return (
            self._by_letters(parts, written, when)
            or self._in_one_word(parts, written, when)
            or self._by_initials(parts, written, when)
        )

    def _by_letters(
        self, parts: list[Written], written: tuple[How, ...], when: When
    ) -> Resolution | None:
        """The unit with these letters under other marks, unless another is as near with them."""
        for part in parts:
            if part.kind is None and part.rest.isdigit():
                continue
            entries = self._bare.get(bare(part.rest))
            if entries is None:
                continue
            if part.form == "english" and part.rest.isascii():
                # English texts write no marks: Hai Phong city.
                return pick(entries, written, when, part._replace(rest=""))
            found = pick(entries, (*written, "diacritics"), when, part)
            if found.province is None:
                return found
            ours = min(_distance(part.rest, entry.spelling, 2) for entry in entries)
            nearer = [
                near
                for near in self._near_to(part.rest, 1)
                if near.marked <= min(ours, 1) and near.spelling != bare(part.rest)
            ]
            name = short_name(found.province)
            others = [unit for unit in _units(nearer, when) if short_name(unit) != name]
            return Resolution(None, ("ambiguous",), (found.province, *others)) if others else found
        return None

    def _in_one_word(
        self, parts: list[Written], written: tuple[How, ...], when: When
    ) -> Resolution | None:
        """`Quangninh`, `Quảngninh`: the words of one unit only, written together or torn apart."""
        self._make_more_indexes()
        for part in parts:
            entries = self._joined.get(joined(bare(part.rest)), [])
            entries = [e for e in entries if told_apart_by(e.spelling) == told_apart_by(part.rest)]
            if not entries or len(part.rest) < 4 or not re.fullmatch(_WORDS, part.rest):
                continue
            found = pick(entries, written, when, part._replace(rest=entries[0].spelling))
            if found.province is None:
                return found
            hows = set(found.hows)
            if part.rest.isascii():
                # The way English texts write it: Danang, Quangninh.
                hows.add("alias")
            elif _in_one(part.rest) == _in_one(entries[0].spelling):
                hows.add("space")
            else:
                continue  # With other marks it may be another name with a slip: Hà uGiang.
            return found._replace(hows=in_order(hows))
        return None

    def _by_initials(
        self, parts: list[Written], written: tuple[How, ...], when: When
    ) -> Resolution | None:
        """`TP. H.C. Minh`, `T.Quang`: some words by their first letter, and one unit only."""
        for part in parts:
            if "." not in part.rest:
                continue
            words = [word for word in re.split(r"[\s.-]+", bare(part.rest)) if word]
            whole = [word for word in words if len(word) > 2]
            if len(words) < 2 or not (whole or len(words) > 2):
                continue
            units = {
                entry.province: entry
                for spelling, entries in self._bare.items()
                if _abbreviates(words, spelling)
                for entry in entries
                if in_being_at(entry.province, when)
            }
            names = {short_name(unit) for unit in units}
            if len(names) == 1:
                entries = list(units.values())
                found = pick(entries, (*written, "alias"), when, part._replace(rest=""))
                if found.province is not None and "kind" not in found.hows:
                    return found
        return None

    def _qualified(self, text: str, written: tuple[How, ...], when: When) -> Resolution | None:
        """`xã Tân Tiến, tỉnh Đắk Lắk`, `Tân Tiến (Đắk Lắk)`: the region tells units apart."""
        if not any(sign in text for sign in _QUALIFYING):
            return None
        match = re.fullmatch(r"(.+?)(?:\s*\((.+)\)|\s*,\s*(.+)|\s+[-–—]\s+(.+))", text)
        match = match or re.fullmatch(r"(?i)(.+?)\s+((?:tỉnh|thành phố|huyện|quận)\s.+)", text)
        if match is None:
            return None
        tail = next(group for group in match.groups()[1:] if group)
        wanted = {key(without_kind(piece)) for piece in (tail, *re.split(r"\s*,\s*", tail))}
        for part in written_kinds(match[1], self._kinds):
            entries = [
                entry
                for entry in self._keys.get(key(part.rest), ())
                if any(key(without_kind(r.name)) in wanted for r in entry.province.regions)
            ]
            if entries:
                return pick(entries, written, when, part)
        return None

    def _near(self, text: str, when: When) -> Resolution:
        """The one unit in being that is a slip of the pen or two away; UNKNOWN for no one.

        What is as near to a word that is something else, to a unit of another time, or to a word
        with other numbers, is none of these units.
        """
        if foreign_kind(text, self._kinds) or self.is_kind(text) or text.isdigit():
            return UNKNOWN
        parts = written_kinds(text, self._kinds) + unmarked_kinds(text, self._kinds)
        part = parts[-1]
        letters = bare(part.rest)
        if (self._of_provinces and is_former(part.rest)) or self._in_another_order(letters):
            return UNKNOWN
        reach = _reach(letters)
        near = sorted(self._near_to(part.rest, reach), key=lambda near: (near.bare, near.marked))
        if not near:
            return UNKNOWN
        best = near[0]
        rivals = [one for one in near if _rivals(one, best, part.rest)]
        units = _units(rivals, when)
        if any(not _units([rival], when) for rival in rivals):
            return UNKNOWN  # A unit of another time, or a word that is no unit, is as near.
        if len({short_name(unit) for unit in units}) > 1:
            return Resolution(None, ("ambiguous",), units)
        if told_apart_by(part.rest) != told_apart_by(best.spelling):
            return UNKNOWN
        entries = [entry for rival in rivals for entry in rival.entries]
        found = pick(entries, ("near",), when, part._replace(rest=entries[0].spelling))
        return UNKNOWN if "kind" in found.hows else found

    def _near_to(self, text: str, reach: int) -> Iterator[_Near]:
        """The spellings, and the words that are none, at most `reach` slips away without marks."""
        self._make_more_indexes()
        wanted = bare(text)
        length, ours = len(wanted), letters_of(wanted)
        # A slip changes the length by one at most, and one letter of either set.
        for long in range(length - reach, length + reach + 1):
            alike = self._by_length.get(long, ())
            self._compared += len(alike)
            for spelling, theirs in alike if self._compared <= _NEAR_BUDGET else ():
                if (ours & ~theirs).bit_count() > reach or (theirs & ~ours).bit_count() > reach:
                    continue
                self._compared += _BY_LETTER
                distance = edit_distance(wanted, spelling, reach)
                if distance <= reach:
                    entries = tuple(self._bare.get(spelling, ()))
                    marked = [_distance(text, entry.spelling, 5) for entry in entries]
                    yield _Near(min(marked, default=distance), distance, spelling, entries)

    def _in_another_order(self, letters: str) -> tuple[Province, ...]:
        """The units whose syllables these are in another order: `Định Bình`."""
        wanted = sorted(letters.split())
        if len(wanted) < 2:
            return ()
        found = [
            entry.province
            for spelling, entries in self._bare.items()
            if len(spelling) == len(letters) and sorted(spelling.split()) == wanted
            for entry in entries
        ]
        return tuple(dict.fromkeys(found))

    def suggest(self, text: str, when: When = ANY_TIME, most: int = 3) -> tuple[Province, ...]:
        """The provinces in being at `when` whose names look most like `text`, the best first."""
        self._likened += len(self.provinces)
        if self._likened > _LIKE_BUDGET or len(text) > _LONGEST:
            return ()
        from difflib import get_close_matches

        self._make_indexes()
        plain = without_extras(latin(tidy(text)))
        if self.no_office(text) is not None or is_kind_alone(plain, self._kinds):
            return ()
        part = (written_kinds(plain, self._kinds) + unmarked_kinds(plain, self._kinds))[-1]
        wanted = bare(part.rest)
        spellings = {
            spelling: entry.province
            for spelling, entries in self._bare.items()
            for entry in entries
            if in_being_at(entry.province, when)
        }
        found = [unit for unit in self._in_another_order(wanted) if in_being_at(unit, when)]
        close = get_close_matches(wanted, spellings, n=most, cutoff=0.7)
        close += [s for s in spellings if wanted and f" {wanted} " in f" {s} " and s not in close]
        found += [spellings[spelling] for spelling in close]
        return tuple(dict.fromkeys(found))

    def find(self, text: str) -> tuple[tuple[Province, ...], tuple[How, ...]]:
        """All units of any time that `text` may mean at the best way of reading it, for people."""
        best = self.resolve(text)
        if best.province is None:
            return best.candidates, best.hows
        if text in self.by_id:
            return (self.by_id[text],), best.hows
        self._make_indexes()
        alike = [e.province for e in self._keys[key(short_name(best.province))] if not e.is_alias]
        found: dict[Province, tuple[How, ...]] = {}
        for unit in alike:
            meant = self.resolve(text, life(unit))
            if meant.province is unit:
                found[unit] = meant.hows
        found.setdefault(best.province, best.hows)
        # Of several, those of the kind that is written.
        right = [unit for unit, hows in found.items() if "kind" not in hows]
        return tuple(right or found), best.hows

    def _make_indexes(self) -> None:
        if self._keys:
            return
        self._kinds = kinds_known({province.kind for province in self.provinces})
        self._of_provinces = "tỉnh" in self._kinds
        self._regions = {bare(r.name) for unit in self.provinces for r in unit.regions}
        for province in self.provinces:
            for entry in entries_of(province):
                self._keys.setdefault(key(entry.spelling), []).append(entry)
                self._bare.setdefault(bare(entry.spelling), []).append(entry)
        self._numbered = any(c.isdigit() for spelling in self._bare for c in spelling)

    def _make_more_indexes(self) -> None:
        """What only a name that has not all its letters, or not its spaces, is looked up in."""
        if self._by_length:
            return
        for spelling, entries in self._bare.items():
            self._joined.setdefault(joined(spelling), []).extend(entries)
        for spelling in {**self._bare, **dict.fromkeys(self._other_words())}:
            alike = self._by_length.setdefault(len(spelling), [])
            alike.append((spelling, letters_of(spelling)))

    def _other_words(self) -> Iterable[str]:
        return sorted(other_words(self._regions, self._of_provinces))


def _rivals(near: _Near, best: _Near, text: str) -> bool:
    """Whether another spelling is as near as the nearest, which it then cannot be told from.

    A text without marks is compared without them. In any other, one letter's difference with the
    marks kept outweighs what is as near without them.
    """
    if text.isascii():
        return near.bare == best.bare
    as_near = near.marked <= best.marked
    return as_near or (near.bare == best.bare and best.marked > 1)


def _in_one(text: str) -> str:
    """The letters with their marks, nothing between them."""
    return joined(composed(text).casefold())


def _distance(text: str, spelling: str, most: int) -> int:
    """How many letters with their marks two spellings differ by."""
    one, other = (fold_signs(composed(t)).casefold() for t in (text, spelling))
    return edit_distance(one, other, most)


def _units(near: Iterable[_Near], when: When) -> tuple[Province, ...]:
    """The units in being then whose spellings these are, each once."""
    entries = (entry for one in near for entry in one.entries)
    return tuple(dict.fromkeys(e.province for e in entries if in_being_at(e.province, when)))


def _abbreviates(words: list[str], spelling: str) -> bool:
    """Whether these are the words of a spelling, some by their first letter."""
    meant = re.split(r"[\s-]+", spelling)
    return len(meant) == len(words) and all(
        whole == word or (len(word) == 1 and whole.startswith(word))
        for word, whole in zip(words, meant)
    )


def _reach(letters: str) -> int:
    """How many slips of the pen a near miss may have: none in three letters, two from eight on."""
    length = len(letters.replace(" ", ""))
    return 0 if length < 4 else 1 if length < 8 else 2
