"""What a kind of file is, which kinds there are, and what was read of a folder.

A kind is declared once. Its line in `SUBJECTS` says what must be known before a file is opened: its
name, which rules are on it, which package it lives in. The `kind.py` of that package says the rest:
the dataclass of a record, and of each field how it is read and what it means. A package is imported
when a file of its kind is there.
"""

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from vtlt_cli.diagnostics import Source, Words
from vtlt_cli.units import Province

if TYPE_CHECKING:
    from vtlt_cli.reading.fields import Reading, Type, Values


class Family(NamedTuple):
    """The rules whose codes begin alike: the module they stand in, and what they are about."""

    module: str
    about: Words


class Subject(NamedTuple):
    """A kind of file as far as it is known before one is opened.

    `file` is the name that such a file has: `rounds.yaml`, `clusters_YYYY.yaml`, and
    `sheets_YYYY/<unit>.csv` where there is one a unit. `rules` are its families of rules by the
    first letters of their codes, each in a module of the package. What is `printed` can be an
    appendix of the report: its `tables` module has a function `printed_table`, and in
    `USES_PRINTED` the fields that it uses. What `needs` other kinds is read after them, and never
    without them. It `concerns` families of other subjects that have something to look at even where
    no file of their own is there.
    """

    kind: str
    file: str
    package: str
    rules: Mapping[str, Family]
    printed: bool = False
    needs: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()

    @property
    def called(self) -> Words:
        """What such files are about, as their rules say it."""
        return list(self.rules.values())[-1].about

    @property
    def of_a_round(self) -> bool:
        """Whether there is one such file a round, not one for the folder."""
        return "_YYYY" in self.file

    @property
    def a_unit(self) -> bool:
        """Whether there is one such file a unit, in a folder of the round."""
        return "/" in self.file

    @property
    def suffix(self) -> str:
        return self.file[self.file.rindex(".") :]

    def file_of(self, year: int, unit: str = "") -> str:
        """The name of the file of that round and unit, with `/` behind its folder."""
        return self.file.replace("YYYY", str(year)).replace("<unit>", unit)

    def place_of(self, year: int) -> str:
        """The name of the file of that round, or of the folder of its files: `sheets_2009/`."""
        folder, slash, file = self.file_of(year).partition("/")
        return folder + (slash or file)


# In the order in which subjects may import each other, a subject only from those before it.
SUBJECTS: dict[str, Subject] = {
    subject.kind: subject
    for subject in (
        Subject(
            "provinces",
            "provinces.yaml",
            "vtlt_cli.register",
            {
                "NAM": Family("naming_rules", ("names as published", "tên như đã công bố")),
                "PRV": Family("rules", ("the register of provinces", "danh mục tỉnh, thành phố")),
            },
        ),
        Subject(
            "rounds",
            "rounds.yaml",
            "vtlt_cli.rounds",
            {"RND": Family("rules", ("rounds", "đợt kiểm tra"))},
        ),
        Subject(
            "waivers",
            "waivers.yaml",
            "vtlt_cli.waivers",
            {"WAI": Family("rules", ("waivers", "mục chấp nhận"))},
        ),
        Subject(
            "clusters",
            "clusters_YYYY.yaml",
            "vtlt_cli.clusters",
            {"CLU": Family("rules", ("clusters", "cụm"))},
            printed=True,
        ),
        Subject(
            "scores",
            "scores_YYYY.csv",
            "vtlt_cli.scores",
            {"SCR": Family("rules", ("scores", "điểm"))},
            printed=True,
        ),
        Subject(
            "criteria",
            "criteria_YYYY.yaml",
            "vtlt_cli.criteria",
            {"CRI": Family("rules", ("criteria and their scale", "chỉ tiêu và thang điểm"))},
        ),
        Subject(
            "teams",
            "teams_YYYY.yaml",
            "vtlt_cli.teams",
            {"TEM": Family("rules", ("teams", "đoàn kiểm tra"))},
        ),
        # A chain of papers may part before there is a report of a cluster.
        Subject(
            "visits",
            "visits_YYYY.yaml",
            "vtlt_cli.visits",
            {"VIS": Family("rules", ("visits", "lịch kiểm tra, biên bản"))},
            concerns=("RES",),
        ),
        Subject(
            "sheets",
            "sheets_YYYY/<unit>.csv",
            "vtlt_cli.sheets",
            {"SHT": Family("rules", ("sheets of points", "phiếu chấm điểm"))},
            needs=("criteria", "visits"),
            concerns=("RES",),
        ),
        Subject(
            "results",
            "results_YYYY.yaml",
            "vtlt_cli.results",
            {"RES": Family("rules", ("reports of the clusters", "báo cáo của các cụm"))},
        ),
        Subject(
            "proposals",
            "proposals_YYYY.yaml",
            "vtlt_cli.proposals",
            {"PRO": Family("rules", ("proposals", "ý kiến góp ý"))},
        ),
        Subject(
            "awards",
            "awards_YYYY.yaml",
            "vtlt_cli.awards",
            {"AWD": Family("rules", ("awards", "khen thưởng"))},
        ),
    )
}


def printed_kinds() -> tuple[str, ...]:
    """The kinds of which an appendix of the report can be made."""
    return tuple(kind for kind, subject in SUBJECTS.items() if subject.printed)


def file_names() -> list[str]:
    """The names that data files have."""
    return [subject.file for subject in SUBJECTS.values()]


def round_file_names() -> list[str]:
    """The names that the files of a round have."""
    return [subject.file for subject in SUBJECTS.values() if subject.of_a_round]


Content = TypeVar("Content", covariant=True)

# Reads the file of one unit, where its name leads to one.
Stream = Callable[[Source, "Reading", Province | None], Content]


class Kind(Generic[Content]):
    """How a kind of file is read, and what it is called.

    `top` is the type of the whole file, `empty` what stands where there is no such file. `settle`
    gets the records of a list once all of them are read, where a value can be told only then.
    A kind of which there is a file a unit may be `streamed`: given what was read before it and the
    round, it gives what reads each file, and of a file no more is kept than that returns.
    """

    def __init__(
        self,
        name: str,
        about: Words,
        top: "Type",
        empty: Content,
        settle: "Callable[[list[Values], Reading], None] | None" = None,
        streamed: "Callable[[Dataset, int], Stream[Content]] | None" = None,
    ) -> None:
        self.name = name
        self.about = about
        self.top = top
        self.empty = empty
        self.settle = settle
        self.streamed = streamed


def kind_of(name: str) -> Kind[Any]:
    """The kind of that name, from the `kind.py` of its subject, where it bears it in capitals."""
    kind: Kind[Any] = getattr(import_module(f"{SUBJECTS[name].package}.kind"), name.upper())
    return kind


class Address(NamedTuple):
    """Which file of a folder: its kind, its round (0 for none), its unit ("" for none)."""

    kind: str
    year: int = 0
    unit: str = ""


class Dataset:
    """All that was read of a data folder.

    `paths` tells which file stands at which address, whether it was read or not. `unread` has for
    a file what could not be read of it: `cluster` for a record of that name that was left out,
    `tier.quota` for a field, `""` for the file. `incomplete` are the files of which a record or a
    field was left out, or a name led nowhere: what is absent from those may only seem so.
    """

    def __init__(
        self,
        contents: Mapping[Address, Any],
        paths: Mapping[Address, str],
        sources: Mapping[str, Source],
        unread: Mapping[Address, frozenset[str]],
        incomplete: frozenset[Address],
    ) -> None:
        self._contents = contents
        self.paths = paths
        self.sources = sources
        self.unread = unread
        self.incomplete = incomplete

    def of(self, kind: Kind[Content], year: int = 0, unit: str = "") -> Content:
        """What the file of this kind holds, or what stands for it where there is none."""
        content: Content = self._contents.get(Address(kind.name, year, unit), kind.empty)
        return content

    def with_content(
        self, contents: Mapping[Address, Any], whole: Collection[Address] = ()
    ) -> "Dataset":
        """The same with other content in these files; `whole` are those in which all names lead
        to a unit now, so that nothing is absent from them but what could not be read.
        """
        made_whole = {address for address in whole if not self.unread.get(address)}
        return Dataset(
            {**self._contents, **contents},
            self.paths,
            self.sources,
            self.unread,
            self.incomplete - made_whole,
        )

    def by_year(self, kind: Kind[Content]) -> dict[int, Content]:
        """What the files of this kind hold, by the year of their round."""
        return {
            address.year: content
            for address, content in self._contents.items()
            if address.kind == kind.name
        }

    def by_unit(self, kind: Kind[Content], year: int) -> dict[str, Content]:
        """What the files of this kind and round hold, by the unit in their names."""
        return {
            address.unit: content
            for address, content in self._contents.items()
            if address.kind == kind.name and address.year == year
        }

    def years(self, kind: str) -> list[int]:
        """The rounds of which a file of this kind was read, in order."""
        return sorted({address.year for address in self._contents if address.kind == kind})

    def has(self, kind: str, year: int = 0, unit: str = "") -> bool:
        """Whether a file of this kind was read, be it in part."""
        return Address(kind, year, unit) in self._contents

    def was_read(self, kind: str) -> bool:
        """Whether a file of the folder that is of this kind was read."""
        return any(address.kind == kind and address in self.paths for address in self._contents)

    def is_incomplete(self, kind: str, year: int = 0, unit: str = "") -> bool:
        """Whether what is absent from the file may only seem so."""
        return Address(kind, year, unit) in self.incomplete
