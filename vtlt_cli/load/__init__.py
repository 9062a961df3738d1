"""Files -> (Dataset, problems). Text becomes typed values here and nowhere else.

Bad content never raises: it becomes a problem, and what could not be read is left out. A file that
the system refuses raises OSError.
"""

import os
import re
from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from vtlt_cli.diagnostics import FormatTooNew, Problem, Source, Span
from vtlt_cli.load.fields import (
    RECORDS,
    Field,
    Reading,
    Unread,
    all_fractions_in_threes,
    grouped,
    is_whole,
    parse_number,
    read_field,
    read_list,
    read_record,
)
from vtlt_cli.load.frozen import shipped_node, shipped_register
from vtlt_cli.load.records import exception_of, province_of, round_of, tier_of, waiver_of
from vtlt_cli.model import (
    KINDS,
    ROUND_KINDS,
    Awards,
    Cluster,
    Dataset,
    Name,
    Province,
    Round,
    Score,
    Waiver,
)
from vtlt_cli.names import UNKNOWN, Register, When, edit_distance
from vtlt_cli.reading.problems import ProblemList, cut
from vtlt_cli.reading.text import decode, read_bytes
from vtlt_cli.reading.yaml_text import Node, Scalar, parse_yaml
from vtlt_cli.record import Record

FORMAT = 1
# No name is as long as this, not even with the office before it.
_LONGEST_NAME = 300

_FOLDER_FILE = {
    "provinces.yaml": "provinces",
    "rounds.yaml": "rounds",
    "waivers.yaml": "waivers",
}
_ENDINGS = {"clusters": ".yaml", "scores": ".csv", "awards": ".yaml"}
_LOOK_ALIKE = r"([a-z]{4,12})[ _.-]*([0-9]*)\.(?:ya?ml|csv|tsv|txt)"


class Folder(Record):
    """The data files of a folder by kind and year (0 for the register and the rounds).

    `look_alikes` are files that are none of them by a slip of the name, each with the name meant;
    `contents` are bytes that stand for a file, such as standard input.
    """

    path: str
    files: Mapping[tuple[str, int], str]
    look_alikes: tuple[tuple[str, str], ...] = ()
    contents: Mapping[str, bytes] = MappingProxyType({})

    def years(self, kind: str) -> list[int]:
        """The years that have a file of this kind, in order."""
        return sorted(year for found, year in self.files if found == kind)

    def has_round_file(self) -> bool:
        """Whether there is a clusters, scores or awards file."""
        return any(kind in ROUND_KINDS for kind, _year in self.files)


def packaged_folder() -> str:
    """The data that came with the program: in the package, or beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "data")


def scan(path: str) -> Folder:
    """Which data files stand in the folder; raises OSError where it cannot be listed."""
    files: dict[tuple[str, int], str] = {}
    look_alikes: list[tuple[str, str]] = []
    for name in sorted(os.listdir(path)):
        known = file_kind(name)
        if known is not None:
            files[known] = os.path.join(path, name)
            continue
        meant = _meant(name)
        if meant is not None:
            look_alikes.append((os.path.join(path, name), meant))
    return Folder(path, files, tuple(look_alikes))


def file_kind(name: str) -> tuple[str, int] | None:
    """What a file of this name holds, and of which year (0 for none); None for any other file."""
    if name in _FOLDER_FILE:
        return _FOLDER_FILE[name], 0
    kind, _, rest = name.partition("_")
    year, ending = rest[:4], rest[4:]
    if kind in _ENDINGS and ending == _ENDINGS[kind] and is_whole(year) and len(year) == 4:
        return kind, int(year)
    return None


def _meant(name: str) -> str | None:
    """The data file that a name is a slip of: `cluster_2009.yaml`, `scores_2007.yml`."""
    match = re.fullmatch(_LOOK_ALIKE, name.casefold())
    if match is None:
        return None
    stem, year = match[1], match[2]
    for kind in KINDS:
        if edit_distance(stem, kind, 2) > 2 or bool(year) != (kind in ROUND_KINDS):
            continue
        return f"{kind}_{year}{_ENDINGS[kind]}" if year else f"{kind}.yaml"
    return None


def shown(path: str) -> str:
    """A path as it is printed: as typed, or from where the user stands, with `/`."""
    if os.path.isabs(path):
        here = os.path.join(os.getcwd(), "")
        path = path[len(here) :] if path.startswith(here) else path
    return os.path.normpath(path).replace(os.sep, "/")


def load(
    folder: Folder, kinds: Collection[str] = KINDS, year: int | None = None
) -> tuple[Dataset, list[Problem]]:
    """Read the files of these kinds, of one year or of all, and what they refer to.

    The register and the rounds are always read, since names and numbers depend on them. Raises
    OSError for a file that cannot be opened, and FormatTooNew.
    """
    loading = _Loading(folder)
    problems = loading.problems
    for path, meant in folder.look_alikes if kinds is KINDS else ():
        found = os.path.basename(path)
        problems.append(
            Problem("look-alike", _start(shown(path)), {"found": found, "meant": meant})
        )
    provinces = loading.provinces()
    register = Register(provinces)
    rounds = loading.rounds()
    clusters: dict[int, tuple[Cluster, ...]] = {}
    scores: dict[int, tuple[Score, ...]] = {}
    awards: dict[int, Awards] = {}
    for kind, of_year in folder.files:
        if kind not in kinds or kind not in ROUND_KINDS or year not in (None, of_year):
            continue
        this = rounds.get(of_year) or Round(of_year)
        reading = loading.reading(kind, this, register)
        if kind == "scores":
            scores[of_year] = loading.scores(this, reading)
        elif kind == "clusters":
            clusters[of_year] = loading.clusters(of_year, reading)
        else:
            listed = loading.awards(of_year, reading)
            if listed is not None:
                awards[of_year] = listed
    waivers = loading.waivers(register) if kinds is KINDS else ()
    problems.tell_the_rest()
    paths = {what: shown(path) for what, path in folder.files.items()}
    data = Dataset(
        provinces,
        rounds,
        clusters,
        scores,
        awards,
        waivers,
        paths,
        loading.sources,
        frozenset(loading.incomplete),
    )
    return data, problems


def register_of(folder: Folder) -> Register:
    """The folder's register of provinces alone, or the packaged one, for looking names up."""
    return Register(_Loading(folder).provinces())


def days_of(round_: Round) -> When:
    """The days on which the round's names must have a unit in being (DESIGN, section 4)."""
    if round_.provinces_on is not None:
        return When(round_.provinces_on, round_.provinces_on)
    if not round_.year:
        return When()
    return When(date(round_.year, 1, 1), date(round_.year, 12, 31))


def _start(path: str) -> Span:
    return Span(path, 1, 1, 1, 1)


class _Loading:
    """One load: what was read so far, and what was odd about it."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.problems = ProblemList()
        self.sources: dict[str, Source] = {}
        self.incomplete: set[tuple[str, int]] = set()

    def text(self, what: tuple[str, int]) -> tuple[str | None, str]:
        """The text of a file of the folder and its path as shown; the packaged register if none."""
        path = self.folder.files.get(what)
        if path is None:
            path = os.path.join(packaged_folder(), "provinces.yaml")
        name = shown(path)
        content = self.folder.contents.get(path)
        if content is None:
            content = read_bytes(path)
        source = decode(content, path, name, self.problems)
        if source is None:
            self.incomplete.add(what)
            return None, name
        self.sources[name] = source
        return source.text, name

    def yaml(self, what: tuple[str, int]) -> Node | None:
        """The top node of a YAML file; None, and the file incomplete, where there is none."""
        text, name = self.text(what)
        return self.parsed(what, text, name)

    def parsed(self, what: tuple[str, int], text: str | None, name: str) -> Node | None:
        if text is None:
            return None
        node = shipped_node(text, name)
        if node is not None:
            return node
        before = len(self.problems)
        node = parse_yaml(text, name, self.problems)
        if node is None and len(self.problems) == before:
            self.problems.append(Problem("empty-file", _start(name), {}))
        if len(self.problems) > before:
            self.incomplete.add(what)
        return node

    def provinces(self) -> tuple[Province, ...]:
        what = ("provinces", 0)
        text, name = self.text(what)
        shipped = None if text is None else shipped_register(text, name)
        if shipped is not None:
            return shipped
        node = self.parsed(what, text, name)
        reading = Reading(self.problems, _no_names)
        found, complete = read_list(node, "province", reading)
        if not complete:
            self.incomplete.add(what)
        return tuple(province_of(values) for values in found)

    def rounds(self) -> dict[int, Round]:
        what = ("rounds", 0)
        if what not in self.folder.files:
            return {}
        node = self.yaml(what)
        top = None
        if node is not None:
            top = read_record(node, "rounds file", Reading(self.problems, _no_names))
        if top is None:
            self.incomplete.add(what)
            return {}
        if top["format"] > FORMAT:
            raise FormatTooNew(shown(self.folder.files[what]), top["format"])
        found, complete = top["rounds"]
        if not (complete and top.complete):
            self.incomplete.add(what)
        rounds: dict[int, Round] = {}
        for values in found:
            first = rounds.get(values["year"])
            if first is None:
                rounds[values["year"]] = round_of(values)
            else:
                detail = {"year": first.year, "first": first.places["year"]}
                self.problems.append(Problem("repeated-round", values.places["year"], detail))
        return rounds

    def waivers(self, register: Register) -> tuple[Waiver, ...]:
        what = ("waivers", 0)
        if what not in self.folder.files:
            return ()
        reading = self.reading("waivers", Round(0), register)
        found, complete = read_list(self.yaml(what), "waiver", reading)
        if not complete:
            self.incomplete.add(what)
        return tuple(waiver_of(values) for values in found)

    def reading(self, kind: str, round_: Round, register: Register) -> Reading:
        """How names and numbers of this round's file are read."""
        when, office = days_of(round_), round_.office or ""
        problems, incomplete = self.problems, self.incomplete

        def resolve(cell: Scalar) -> Name:
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
                if province is None and ("provinces", 0) in incomplete:
                    # The register itself is broken: that is told, and this may only follow.
                    incomplete.add((kind, round_.year))
                    return name
                if province is None and not candidates:
                    name = name._replace(candidates=register.suggest(cell.text, when))
                problems.append(Problem("name", cell.span, {"name": name, "year": round_.year}))
                if province is None:
                    incomplete.add((kind, round_.year))
            return name

        return Reading(problems, resolve, round_.decimals)

    def clusters(self, year: int, reading: Reading) -> tuple[Cluster, ...]:
        what = ("clusters", year)
        found, complete = read_list(self.yaml(what), "cluster", reading)
        if not complete:
            self.incomplete.add(what)
        return tuple(
            Cluster(values["number"], values["leader"], values["members"], values.places)
            for values in found
        )

    def awards(self, year: int, reading: Reading) -> Awards | None:
        what = ("awards", year)
        node = self.yaml(what)
        values = None if node is None else read_record(node, "awards", reading)
        if values is None:
            self.incomplete.add(what)
            return None
        tiers, tiers_complete = values["tiers"]
        exceptions, exceptions_complete = values.get("exceptions", ([], True))
        if not (values.complete and tiers_complete and exceptions_complete):
            self.incomplete.add(what)
        return Awards(
            values["status"],
            values.get("tie_at_cut", "ask"),
            tuple(tier_of(tier) for tier in tiers),
            tuple(exception_of(exception) for exception in exceptions),
            values.places,
        )

    def scores(self, round_: Round, reading: Reading) -> tuple[Score, ...]:
        from vtlt_cli.reading.csv_text import parse_csv

        what = ("scores", round_.year)
        text, name = self.text(what)
        if text is None:
            return ()
        before = len(self.problems)
        rows = parse_csv(text, name, self.problems)
        header = next(rows, [])
        if not header and any(p.kind == "too-large" for p in self.problems[before:]):
            self.incomplete.add(what)
            return ()
        columns = _columns(header, name, self.problems)
        records = [] if columns is None else list(rows)
        if columns is None or any(p.kind == "csv-syntax" for p in self.problems[before:]):
            self.incomplete.add(what)
        if columns is None:
            return ()
        if not records and len(self.problems) == before:
            self.problems.append(Problem("empty-file", _start(name), {}))
        cells: list[dict[str, Scalar]] = []
        for row in records:
            while len(row) > columns.width and not row[-1].text.strip():
                row.pop()
            if len(row) != columns.width:
                self.problems.append(_ragged(row, columns.width))
                self.incomplete.add(what)
                continue
            cells.append({field: row[i] for field, i in columns.places.items()})
        texts = [row["score"].text.strip() for row in cells]
        in_threes = all_fractions_in_threes(texts)
        return tuple(_score(row, reading, in_threes) for row in cells)


class _Columns(Record):
    places: dict[str, int]
    width: int


def _columns(header: list[Scalar], path: str, problems: list[Problem]) -> _Columns | None:
    """Which column holds which field; None where one that is needed is missing."""
    header = list(header)
    while header and not header[-1].text.strip():
        header.pop()
    fields = {field.name: field for field in RECORDS["score"]}
    places: dict[str, int] = {}
    for number, cell in enumerate(header):
        name = cell.text.strip()
        if name in places:
            problems.append(Problem("repeated-column", cell.span, {"column": cut(name)}))
            return None
        if name in fields:
            places[name] = number
        else:
            detail = {"field": cut(name), "known": tuple(fields)}
            problems.append(Problem("unknown-field", cell.span, detail))
    missing = [
        field.name for field in fields.values() if field.required and field.name not in places
    ]
    if missing:
        line = header[0].span.line if header else 1
        detail = {"columns": missing, "known": tuple(fields)}
        problems.append(Problem("missing-column", Span(path, line, 1, line, 1), detail))
        return None
    return _Columns(places, len(header))


def _ragged(row: list[Scalar], width: int) -> Problem:
    first, last = row[0].span, row[-1].span
    span = Span(first.path, first.line, first.column, last.end_line, last.end_column)
    values = {"found": len(row), "expected": width, "joined": _joined_number(row, width)}
    return Problem("ragged-row", span, values)


def _joined_number(row: list[Scalar], width: int) -> str:
    """The number of two last cells that a comma between thousands parted: `3,180`; "" for none."""
    if len(row) != width + 1:
        return ""
    before, after = (cell.text.strip() for cell in row[-2:])
    thousands = is_whole(before) and len(before) < 4 and is_whole(after) and len(after) == 3
    return before + after if thousands and before != "0" else ""


_POSITION, _PROVINCE, _SCORE = RECORDS["score"]


def _score(cells: dict[str, Scalar], reading: Reading, in_threes: bool) -> Score:
    position = None
    if "position" in cells and cells["position"].text.strip():
        position = _try(_trimmed(cells["position"]), _POSITION, reading)
    written = _trimmed(cells["score"])
    value = None
    marks = grouped(written.text, reading.decimals, in_threes)
    if marks is not None:
        detail = {"found": written.text, "readings": marks.readings}
        reading.problems.append(Problem("grouped-number", written.span, detail))
    else:
        value = parse_number(written.text)
        if value is None:
            value = _try(written, _SCORE, reading)
    name = reading.resolve(cells["province"])
    places = {field: cell.span for field, cell in cells.items()}
    return Score(position, name, value, places)


def _try(cell: Scalar, field: Field, reading: Reading) -> Any:
    try:
        return read_field(cell, field, reading)
    except Unread:
        return None


def _trimmed(cell: Scalar) -> Scalar:
    """The cell without white space at its ends."""
    text = cell.text.strip()
    if text == cell.text:
        return cell
    if cell.span.line != cell.span.end_line:
        return Scalar(text, cell.span)
    column = cell.span.column + len(cell.text) - len(cell.text.lstrip())
    return Scalar(text, cell.span._replace(column=column, end_column=column + len(text)))


def _no_names(cell: Scalar) -> Name:
    raise AssertionError("this file holds no names")
