"""A folder -> (Dataset, problems): every file by its kind, and the names in it by the register.

Bad content never raises: it becomes a problem, and what could not be read is left out. A file that
the system refuses raises OSError.
"""

import os
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from vtlt_cli.diagnostics import Problem, Source, whole_file
from vtlt_cli.names import UNKNOWN, Register
from vtlt_cli.reading.fields import Reading, Unread, read_list
from vtlt_cli.reading.folder import Folder, packaged_folder, shown
from vtlt_cli.reading.kinds import SUBJECTS, Address, Dataset, Kind, Stream, kind_of
from vtlt_cli.reading.numbers import Form
from vtlt_cli.reading.problems import ProblemList, cut
from vtlt_cli.reading.text import decode, merge_marks, read_bytes, whole_line
from vtlt_cli.reading.yaml_text import Node, Scalar, parse_yaml
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import ROUNDS, Round, days_of
from vtlt_cli.units import DOUBTFUL, Name, Province, begin_of

# No name is as long as this, not even with the office before it.
_LONGEST_NAME = 300
# A name with its kind has so many words at most.
_LONGEST_WORDS = 8
_REGISTER = Address("provinces")
_ROUNDS = Address("rounds")


def load(
    folder: Folder,
    kinds: Collection[str] | None = None,
    year: int | None = None,
    units: Collection[str] | None = None,
) -> tuple[Dataset, list[Problem]]:
    """Read the files of these kinds (of all, without them), of one year or of all.

    Of a kind with a file a unit only those of `units` are read, which are ids; all without them.

    The register and the rounds are always read, since names and numbers depend on them. Raises
    OSError for a file that cannot be opened, and Refusal for a format that is too new.
    """
    loading = _Loading(folder)
    if kinds is None:
        for path, meant in folder.look_alikes:
            beside = any(os.path.basename(file) == meant for file in folder.files.values())
            detail = {"found": os.path.basename(path), "meant": meant, "beside": beside}
            loading.problems.append(Problem("look-alike", whole_file(shown(path)), detail))
    for path in folder.links:
        loading.problems.append(Problem("outside-link", whole_file(shown(path)), {}))
    register = loading.register = Register(loading.provinces())
    rounds = loading.rounds()
    loading.tell_what_is_too_early(rounds, register)
    order = list(SUBJECTS)
    for address in sorted(folder.files, key=lambda address: order.index(address.kind)):
        if address in (_REGISTER, _ROUNDS) or not _is_asked(address.kind, kinds):
            continue
        if SUBJECTS[address.kind].of_a_round and year not in (None, address.year):
            continue
        round_ = rounds.get(address.year) or Round(address.year)
        if SUBJECTS[address.kind].a_unit:
            loading.read_of_unit(address, round_, register, units)
        else:
            loading.read_by_name(address, round_, register)
    loading.problems.tell_the_rest()
    return loading.dataset(), loading.problems


def _is_asked(kind: str, kinds: Collection[str] | None) -> bool:
    """Whether the kind is one of these, or needed by one of them."""
    return kinds is None or any(one == kind or kind in SUBJECTS[one].needs for one in kinds)


def register_of(folder: Folder) -> Register:
    """The folder's register of provinces alone, or the packaged one, for looking names up."""
    return Register(_Loading(folder).provinces())


def measure_of(folder: Folder) -> Callable[[str], int]:
    """What counts how many names of the folder's register a text holds."""
    loading = _Loading(folder)
    loading.register = Register(loading.provinces())
    return loading.measure


def source_of(folder: Folder, address: Address) -> Source | None:
    """The text of one file once more, None where it has none; what is odd was told by `load`."""
    path = folder.files[address]
    return decode(read_bytes(path), path, shown(path), [], lambda text: 0)


class _Loading:
    """One load: what was read so far, and what was odd about it."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.register: Register | None = None
        self.problems = ProblemList()
        self.contents: dict[Address, Any] = {}
        self.sources: dict[str, Source] = {}
        self.unread: dict[Address, set[str]] = {}
        self.incomplete: set[Address] = set()
        self.streams: dict[tuple[str, int], Stream[Any]] = {}

    def dataset(self) -> Dataset:
        return Dataset(
            self.contents,
            {address: shown(path) for address, path in self.folder.files.items()},
            self.sources,
            {address: frozenset(what) for address, what in self.unread.items()},
            frozenset(self.incomplete),
        )

    def provinces(self) -> tuple[Province, ...]:
        """The register of the folder, or the packaged one."""
        units: tuple[Province, ...] = self.read(_REGISTER, PROVINCES, _no_name, Form())
        return units

    def rounds(self) -> Mapping[int, Round]:
        """The rounds that the folder describes."""
        if _ROUNDS not in self.folder.files:
            return {}
        rounds: Mapping[int, Round] = self.read(_ROUNDS, ROUNDS, _no_name, Form())
        return rounds

    def tell_what_is_too_early(self, rounds: Mapping[int, Round], register: Register) -> None:
        """Tell of each round, described or not, that is over before the register begins."""
        begins = begin_of(register.provinces)
        if begins is None or _REGISTER in self.incomplete:
            return
        files = {address.year: path for address, path in self.folder.files.items()}
        for year in sorted({*rounds, *files} - {0}):
            round_ = rounds.get(year) or Round(year)
            day = days_of(round_).last
            if day is None or day >= begins:
                continue
            places = round_.places
            span = places.get("provinces_on") or places.get("year")
            if span is None:
                span = whole_file(shown(files[year]))
            self.problems.append(Problem("before-register", span, {"day": day, "begins": begins}))

    def read_by_name(self, address: Address, round_: Round, register: Register) -> None:
        """Read a file that holds names of the register, on the days of its round."""
        when, office = days_of(round_), round_.office or ""
        inspection = round_.window[0] if round_.window else None
        in_rows = SUBJECTS[address.kind].suffix == ".csv"
        problems, incomplete = self.problems, self.incomplete

        told = len(problems)
        names = 0

        def resolve(cell: Scalar) -> Name:
            nonlocal names
            names += 1
            if len(cell.text) > _LONGEST_NAME:
                cell = Scalar(cut(cell.text), cell.span)
                province, hows, candidates = UNKNOWN
            elif problems.is_full("unknown", cell.span.path):
                # What this name may mean is not told any more, so it is not searched for.
                province, hows, candidates = register.exact(cell.text, when) or UNKNOWN
            else:
                province, hows, candidates = register.resolve(cell.text, when, office)
            name = Name(cell.text, province, hows, cell.span, candidates)
            if hows:
                no_office = hows[0] == "no-office"
                if province is None and not no_office and _REGISTER in incomplete:
                    # The register itself is broken: that is told, and this may only follow.
                    incomplete.add(address)
                    return name
                if province is None and not candidates:
                    name = name._replace(candidates=register.suggest(cell.text, when))
                found = {"name": name, "inspection": inspection}
                problems.append(Problem("name", cell.span, found))
                # A row of totals is not the row of some office that then only seems absent.
                if province is None and not (no_office and in_rows):
                    incomplete.add(address)
            return name

        kind = kind_of(address.kind)
        self.read(address, kind, resolve, round_.form)
        self._tell_damage(address, kind, told, names)

    def read_of_unit(
        self, address: Address, round_: Round, register: Register, units: Collection[str] | None
    ) -> None:
        """Read the file of one unit, which its name tells: an id, or what leads to one."""
        unit = self._unit_of(address, round_, register)
        if units is not None and (unit is None or unit.id not in units):
            return
        kind = kind_of(address.kind)
        if kind.streamed is None:
            self.read_by_name(address, round_, register)
            return
        which = (address.kind, address.year)
        if which not in self.streams:
            self.streams[which] = kind.streamed(self.dataset(), address.year)
        reading = Reading(self.problems, _no_name, set(), set(), round_.form)
        before = len(self.problems)
        source = self._source(address)
        if source is None:
            reading.lose("")
            self._enter(address, kind.empty, reading)
            return
        self._enter(address, self.streams[which](source, reading, unit), reading)
        if len(self.problems) == before:
            # Nothing is said of a place in this file: there may be thousands, and no text is kept.
            self.sources[source.path] = source._replace(text="")

    def _unit_of(self, address: Address, round_: Round, register: Register) -> Province | None:
        """The unit that the name of the file means; one that is no id is told, with the id."""
        when = days_of(round_)
        known = register.of_id(address.unit, when)
        if known is not None or len(address.unit) > _LONGEST_NAME:
            return known
        unit = register.resolve(address.unit, when, round_.office or "").province
        if unit is not None:
            span = whole_file(shown(self.folder.files[address]))
            meant = SUBJECTS[address.kind].file_of(address.year, unit.id)
            detail = {"found": address.unit, "meant": meant.rpartition("/")[2], "read": True}
            self.problems.append(Problem("look-alike", span, detail))
        return unit

    def _tell_damage(self, address: Address, kind: Kind[Any], told: int, names: int) -> None:
        """One problem in place of all names, where the letters of the whole file are damaged."""
        path = shown(self.folder.files[address])
        doubtful = [
            index
            for index in range(told, len(self.problems))
            if self.problems[index].kind == "name"
            and self.problems[index].values["name"].hows[0] in (*DOUBTFUL, "diacritics")
        ]
        source = self.sources.get(path)
        if source is None or not doubtful or len(doubtful) * 3 < names:
            return
        from vtlt_cli.reading.encodings import damage_of

        damage = damage_of(source.text, self.measure)
        if damage is None:
            return
        first = self.problems[doubtful[0]].values["name"]
        values = {"text": cut(first.text), "cause": damage.cause, "meant": ""}
        if damage.mended is not None:
            lines = re.split(r"\r\n|\r|\n", damage.mended)
            words = lines[first.span.line - 1] if first.span.line <= len(lines) else ""
            values["meant"] = cut(words.strip())
        del self.problems[told:]
        self.problems.append(Problem("damaged-letters", first.span, values))
        self.contents[address] = kind.empty
        self.unread[address] = {""}
        self.incomplete.add(address)

    def measure(self, text: str) -> int:
        """How many names of the register a text holds, the offices before them or not."""
        if self.register is None or not self.register.provinces:
            self.register = register_of(Folder("", {}))
        found = 0
        for piece in re.split(r"[^\w\s'’–-]+|[\r\n\t]+", text):
            if not piece.isascii():
                words = piece.split()
                found += any(
                    self.register.exact(" ".join(words[-count:])) is not None
                    for count in range(1, min(_LONGEST_WORDS, len(words)) + 1)
                )
        return found

    def read(self, address: Address, kind: Kind[Any], resolve: Any, form: Form) -> Any:
        """The content of one file, which is entered into the dataset."""
        reading = Reading(self.problems, resolve, set(), set(), form)
        content = self._content(address, kind, reading)
        self._enter(address, content, reading)
        return content

    def _enter(self, address: Address, content: Any, reading: Reading) -> None:
        """Put what was read of a file into the dataset."""
        self.contents[address] = content
        if reading.unread:
            self.unread[address] = reading.unread
        if reading.left_out:
            self.incomplete.add(address)

    def _content(self, address: Address, kind: Kind[Any], reading: Reading) -> Any:
        if address not in self.folder.files:
            packaged = os.path.join(packaged_folder(), f"{address.kind}.json")
            if os.path.isfile(packaged):
                from vtlt_cli.reading.json_text import parse_json

                text = read_bytes(packaged).decode("utf-8")
                return kind.top.read(parse_json(text, shown(packaged)), reading, kind.top)
        source = self._source(address)
        if source is None:
            reading.lose("")
            return kind.empty
        marks = merge_marks(source.text)
        if marks:
            others = tuple(whole_line(source, line) for line in marks[1:])
            span = whole_line(source, marks[0])
            self.problems.append(Problem("merge-conflict", span, {"others": others}))
            reading.lose("")
            return kind.empty
        if SUBJECTS[address.kind].suffix == ".csv":
            return _rows(source, kind, reading)
        before = len(self.problems)
        node = parse_yaml(source.text, source.path, self.problems)
        if node is None and len(self.problems) == before:
            reading.tell("empty-file", whole_file(source.path))
        if len(self.problems) > before:
            reading.lose("")
        if node is None:
            return kind.empty
        if kind.settle is not None:
            return _settled(node, kind, reading)
        try:
            return kind.top.read(node, reading, kind.top)
        except Unread:
            reading.lose("")
            return kind.empty

    def _source(self, address: Address) -> Source | None:
        """The text of a file of the folder; of the packaged register where it has none."""
        path = self.folder.files.get(address)
        if path is None:
            path = os.path.join(packaged_folder(), SUBJECTS[address.kind].file)
        content = self.folder.contents.get(path)
        if content is None:
            content = read_bytes(path)
        source = decode(content, path, shown(path), self.problems, self.measure)
        if source is not None:
            self.sources[source.path] = source
        return source


def _rows(source: Source, kind: Kind[Any], reading: Reading) -> Any:
    """The records of a table."""
    from vtlt_cli.reading.csv_text import comma_is_point, read_table

    record = kind.top.record
    assert record is not None
    reading = reading._replace(comma_is_point=comma_is_point(source))
    rows = read_table(source, record, reading)
    if kind.settle is not None:
        kind.settle(rows, reading)
    return tuple(map(record.made, rows))


def _settled(node: Node, kind: Kind[Any], reading: Reading) -> Any:
    """The records of a list, made once the numbers of all of them are settled."""
    record = kind.top.record
    assert record is not None and kind.settle is not None
    found = read_list(node, record, reading)
    kind.settle(found, reading)
    return tuple(map(record.made, found))


def _no_name(cell: Scalar) -> Name:
    raise AssertionError("this file holds no names")
