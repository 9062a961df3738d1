"""The records of a round, as plain values. No input, no output, no rules.

Every record keeps the place of its fields in `places` (field name to `Span`), so that a rule names
a field and never a line. Scores are `int`, or `decimal.Decimal` where the file has decimals; days
are `datetime.date`.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from vtlt_cli.diagnostics import Source, Span
from vtlt_cli.record import Record

if TYPE_CHECKING:
    from decimal import Decimal

    Number = int | Decimal
else:
    # `decimal` takes a while to import; only a file that has decimals needs it.
    Number = int
Places = Mapping[str, Span]

# How a name as published leads to a province, from the worst to the most harmless.
How = Literal[
    "unknown",
    "ambiguous",
    "near",
    "kind",
    "diacritics",
    "unicode",
    "space",
    "case",
    "tone",
    "alias",
]
HOWS: tuple[How, ...] = (
    "unknown",
    "ambiguous",
    "near",
    "kind",
    "diacritics",
    "unicode",
    "space",
    "case",
    "tone",
    "alias",
)

# With these the province meant is in doubt, or there is none.
DOUBTFUL: tuple[How, ...] = ("unknown", "ambiguous", "near")

KINDS = ("provinces", "rounds", "clusters", "scores", "awards", "waivers")
ROUND_KINDS = ("clusters", "scores", "awards")

TiePolicy = Literal["extend", "extend-and-shrink", "exclude", "ask"]
TIE_POLICIES: tuple[TiePolicy, ...] = ("extend", "extend-and-shrink", "exclude", "ask")


class Province(Record):
    """A unit of the register, in being from `first_day` to `last_day`, both included."""

    id: str
    name: str
    kind: str
    code: str | None
    iso: str | None
    region: str | None
    first_day: date | None
    last_day: date | None
    successors: tuple[str, ...]
    decision: str | None
    aliases: tuple[str, ...]
    places: Places


def in_being(province: Province, day: date) -> bool:
    """Whether the unit is in being on that day."""
    return (province.first_day is None or province.first_day <= day) and (
        province.last_day is None or day <= province.last_day
    )


def short_name(province: Province) -> str:
    """The name less the kind that may stand in it: `Hồ Chí Minh` of `Thành phố Hồ Chí Minh`."""
    prefix = province.kind + " "
    if province.name[: len(prefix)].casefold() == prefix.casefold():
        return province.name[len(prefix) :]
    return province.name


def full_name(province: Province) -> str:
    """The name after its kind in lower case: `tỉnh Bình Định`, `thành phố Hồ Chí Minh`."""
    return f"{province.kind} {short_name(province)}"


class Name(NamedTuple):
    """A name as published, the province it means, and in which ways it departs from the standard.

    `hows` is worst first and empty for the standard spelling; `candidates` are the nearest units
    where `province` is None.
    """

    text: str
    province: Province | None
    hows: tuple[How, ...]
    span: Span
    candidates: tuple[Province, ...] = ()


class Document(Record):
    """A published document: its number, day and the body that issued it."""

    number: str
    date: date
    issuer: str | None
    places: Places


class Appendix(Record):
    """A table of the printed report: `table` is what it shows, `title` its heading as printed."""

    number: int
    table: str
    title: str
    places: Places


class Round(Record):
    """One cross-inspection, named by its year; a round that no file describes has only that."""

    year: int
    title: str | None = None
    period: tuple[date | None, date | None] | None = None
    window: tuple[date | None, date | None] | None = None
    provinces_on: date | None = None
    report_before: date | None = None
    sessions_per_province: int | None = None
    content: tuple[str, ...] = ()
    office: str | None = None
    cluster_count: int | None = None
    cluster_size: int | None = None
    decimals: int | None = None
    step: Number | None = None
    least: Number | None = None
    most: Number | None = None
    documents: Mapping[str, Document] = MappingProxyType({})
    appendices: Mapping[int, Appendix] = MappingProxyType({})
    places: Places = MappingProxyType({})


def report_day(round_: Round) -> date | None:
    """The day of the report that a round stands in, None where `rounds.yaml` names none."""
    report = round_.documents.get("report")
    return report.date if report else None


def report_known_by(round_: Round) -> tuple[str, date] | None:
    """Number and day of the report that a round stands in, by which two rounds share a report."""
    report = round_.documents.get("report")
    return (report.number, report.date) if report else None


class Cluster(Record):
    """Provinces that inspect each other; `leader` is the lead province, also one of `members`."""

    number: int
    leader: Name
    members: tuple[Name, ...]
    places: Places


class Score(Record):
    """An office's total points in a round; `position` is the printed Stt, None where there is none.

    `value` is None where the cell could not be read as a number.
    """

    position: int | None
    name: Name
    value: Number | None
    places: Places


class Tier(Record):
    """One award: who grants it, how many get it (`quota`), from which score on (`least`).

    With `per` "cluster" the quota is that of each cluster.
    """

    id: str
    name: str
    granted_by: str | None
    merit: str | None
    quota: int | None
    least: Number | None
    recipients: tuple[Name, ...] | None
    places: Places
    per: str | None = None


class AwardException(Record):
    """A decision on one office that the scores alone do not give."""

    province: Name
    tier: str
    action: Literal["added", "withheld", "revoked"]
    reason: str
    decision: str | None
    date: date | None
    places: Places


class Awards(Record):
    """The award tiers of a round, highest first, and what was done beside the scores."""

    status: Literal["proposed", "decided"]
    tie_at_cut: TiePolicy
    tiers: tuple[Tier, ...]
    exceptions: tuple[AwardException, ...]
    places: Places


class Waiver(Record):
    """A finding that the keepers of the data know and accept, by what it says and not by its line.

    `province` or `text` (as published) narrows it down; `until` is its last day.
    """

    code: str
    province: Name | None
    text: str | None
    reason: str
    decision: str | None
    until: date | None
    places: Places


# The kinds of problem by which rows of a scores file are lost: every place below would be false.
LOSES_ROWS = frozenset({"ragged-row", "csv-syntax", "too-many-rows"})


class Dataset(Record):
    """All that was read of a data folder.

    `paths` tells which file holds what (`("scores", 2007)`; the register and the rounds stand under
    year 0). `incomplete` names the files of which a record was left out, or a name led nowhere:
    what is absent from those may only seem so.
    """

    provinces: tuple[Province, ...]
    rounds: Mapping[int, Round]
    clusters: Mapping[int, tuple[Cluster, ...]]
    scores: Mapping[int, tuple[Score, ...]]
    awards: Mapping[int, Awards]
    waivers: tuple[Waiver, ...]
    paths: Mapping[tuple[str, int], str]
    sources: Mapping[str, Source]
    incomplete: frozenset[tuple[str, int]]

    def round(self, year: int) -> Round:
        """The round of that year; one that no file describes has nothing but its year."""
        return self.rounds.get(year) or Round(year)
