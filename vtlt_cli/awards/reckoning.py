"""Who has which award: by the scores, by the decision, and after exceptions.

The one reckoning that all commands and rules on awards rest on, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from vtlt_cli.awards.award import Clusters, Outcome, distribute
from vtlt_cli.awards.kind import AWARDS, AwardException, Awards, Tier
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.diagnostics import Words, whole_file
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.doubts import Doubt, unresolved
from vtlt_cli.rounds.grounds import NAMES, Uses, together, unread
from vtlt_cli.scores.doubts import doubts_of
from vtlt_cli.scores.kind import SCORES, Score
from vtlt_cli.scores.rank import RANKED, Standing, standings
from vtlt_cli.units import Name, Province

# What awards by the scores stand on. The clusters of the round are used where a tier is given in
# each of them.
RECKONED: Uses = together(
    RANKED,
    NAMES,
    {
        "awards": frozenset(
            {
                "awards.tie_at_cut",
                "awards.exceptions",
                "tier.quota",
                "tier.least",
                "tier.per",
            }
        )
    },
)
IN_CLUSTERS: Uses = {"clusters": frozenset()}

Status = Literal["decided", "computed", "proposed", "undecided"]


class Award(NamedTuple):
    """One office beside the award list.

    `by_score` is what the scores give it, `published` the tier in whose list it stands, `tier` what
    it has after exceptions. `open_at` is the tier at whose cut it ties, as long as that is not
    decided. `standing` is None for an office that has no score.
    """

    tier: Tier | None
    standing: Standing | None
    name: Name
    published: Tier | None
    by_score: Tier | None = None
    exception: AwardException | None = None
    open_at: Tier | None = None


class Reckoning(NamedTuple):
    """The awards of a round as they follow from its files.

    `rows` are the offices that have an award by the scores or by an exception, in the order of the
    tiers, then those that tie at an undecided cut, then those that were only published.
    """

    awards: Awards
    standings: tuple[Standing, ...]
    outcome: Outcome
    rows: tuple[Award, ...]

    def holders(self, tier: Tier) -> list[Award]:
        """Who has the tier, after exceptions."""
        return [row for row in self.rows if row.tier is tier]

    def by_score(self, tier: Tier) -> list[Standing]:
        """Who has the tier by the scores."""
        return [standing for given, standing in self.outcome.awarded if given is tier]

    def undecided(self) -> tuple[Tier, ...]:
        """The tiers of which nothing more is decided: that of the open tie, and those below it."""
        if not self.outcome.undecided:
            return ()
        tiers = self.awards.tiers
        return tiers[tiers.index(self.outcome.undecided[0].tier) :]


def reckon(scores: Sequence[Score], awards: Awards, clusters: Clusters = ()) -> Reckoning:
    """The awards that these scores, tiers and exceptions give, beside what was published."""
    ranked = standings(scores)
    outcome = distribute(ranked, awards.tiers, awards.tie_at_cut, clusters)
    return Reckoning(awards, tuple(ranked), outcome, tuple(_rows(ranked, outcome, awards)))


def _rows(ranked: Sequence[Standing], outcome: Outcome, awards: Awards) -> list[Award]:
    published: dict[Province, tuple[Tier, Name]] = {}
    for tier in awards.tiers:
        for name in tier.recipients or ():
            if name.province is not None:
                published.setdefault(name.province, (tier, name))
    found: list[Award] = []

    def add(standing: Standing, tier: Tier | None, open_at: Tier | None = None) -> None:
        province = standing.name.province
        known = published.pop(province, None) if province is not None else None
        listed = known[0] if known else None
        found.append(Award(tier, standing, standing.name, listed, tier, open_at=open_at))

    for tier, standing in outcome.awarded:
        add(standing, tier)
    for cut in outcome.undecided:
        for standing in cut.tied:
            add(standing, None, cut.tier)
    scored = {standing.name.province: standing for standing in ranked}
    for province, (tier, name) in published.items():
        found.append(Award(None, scored.get(province), name, tier))
    for tier in awards.tiers:
        for name in tier.recipients or ():
            if name.province is None:
                found.append(Award(None, None, name, tier))
    return _with_exceptions(found, awards, scored)


def _with_exceptions(
    rows: list[Award], awards: Awards, scored: Mapping[Province | None, Standing]
) -> list[Award]:
    """The rows with the decisions on single offices; they move no other office up or down."""
    if not awards.exceptions:
        return rows
    index = {row.name.province: i for i, row in enumerate(rows) if row.name.province is not None}
    for exception in awards.exceptions:
        province = exception.province.province
        tier = tier_of(exception, awards)
        if province is None or tier is None:
            continue
        at = index.get(province)
        if at is None:
            if exception.action == "added":
                index[province] = len(rows)
                standing = scored.get(province)
                name = exception.province
                rows.append(Award(tier, standing, name, None, exception=exception))
            continue
        has = excepted(rows[at].tier, exception, tier)
        if exception.action == "added" or rows[at].tier in (tier, None):
            rows[at] = rows[at]._replace(tier=has, exception=exception, open_at=None)
    order = {tier: number for number, tier in enumerate(awards.tiers)}
    end = len(rows) + len(scored)
    return sorted(
        rows,
        key=lambda row: (
            order[row.tier] if row.tier else len(order),
            row.standing.position if row.standing else end,
        ),
    )


def tier_of(exception: AwardException, awards: Awards) -> Tier | None:
    """The tier that an exception names by its id."""
    return next((tier for tier in awards.tiers if tier.id == exception.tier), None)


def excepted(tier: Tier | None, exception: AwardException, named: Tier) -> Tier | None:
    """What an office has after a decision on it, where the scores give it `tier`."""
    if exception.action == "added":
        return named
    return None if tier is named else tier


# Decided or not


def is_decided(tier: Tier, awards: Awards) -> bool:
    """Whether the file says that the tier was granted.

    A tier with its decision is; one with its submission alone is not yet; the status of the file
    holds for the others.
    """
    if tier.decision is not None or tier.submitted is not None:
        return tier.decision is not None
    return awards.status == "decided"


def is_published(tier: Tier, awards: Awards) -> bool:
    """Whether the file says to whom the tier was granted."""
    return is_decided(tier, awards) and tier.recipients is not None


def status_of(row: Award, awards: Awards) -> Status:
    """What can be said of the tier of a row: granted, computed, proposed, or left open."""
    if row.open_at is not None:
        return "undecided"
    tier = row.tier or row.published
    decided = is_decided(tier, awards) if tier else awards.status == "decided"
    if not decided:
        return "proposed"
    granted = row.tier is not None and row.published is row.tier
    return "decided" if granted else "computed"


# What a published list says beside the reckoning


class Beside(NamedTuple):
    """A tier beside its published list: who is missing from it, and who is extra in it.

    `same_order` is whether those in both stand in the order of the scores.
    """

    tier: Tier
    given: list[Award]
    missing: list[Name]
    extra: list[Name]
    same_order: bool

    @property
    def same_set(self) -> bool:
        """Whether the list has just those who have the tier, each once."""
        return self.tier.recipients is not None and not self.missing and not self.extra


def beside_lists(reckoning: Reckoning) -> list[Beside]:
    """Each tier after exceptions beside its list. A name that is listed a second time is extra."""
    found = []
    seen: set[Province | str] = set()
    for tier in reckoning.awards.tiers:
        given = reckoning.holders(tier)
        mine = {_who(row.name) for row in given}
        theirs = {_who(name) for name in tier.recipients or ()}
        extra = []
        for name in tier.recipients or ():
            if _who(name) not in mine or _who(name) in seen:
                extra.append(name)
            seen.add(_who(name))
        listed = tier.recipients is not None
        missing = [row.name for row in given if listed and _who(row.name) not in theirs]
        by_score = [_who(row.name) for row in given if row.standing and _who(row.name) in theirs]
        both = set(by_score)
        printed = [_who(name) for name in tier.recipients or () if _who(name) in both]
        found.append(Beside(tier, given, missing, extra, printed == by_score))
    return found


def _who(name: Name) -> Province | str:
    """Whom a name means; two unknown names are the same only if they are written so."""
    return name.province or name.text.strip()


# The law of results: what awards can be told at all


def uses_of(awards: Awards, uses: Uses = RECKONED) -> Uses:
    """What a reckoning of these tiers stands on."""
    return together(uses, IN_CLUSTERS) if any(tier.per for tier in awards.tiers) else uses


def unusable(data: Dataset, year: int, awards: Awards) -> list[Doubt]:
    """What of the tiers and exceptions cannot be carried out, though it could be read."""
    found = []
    ids = [tier.id for tier in awards.tiers]
    for exception in awards.exceptions:
        if ids.count(exception.tier) != 1:
            words: Words = (
                f"no tier has the id “{exception.tier}”",
                f"không có danh hiệu, hình thức nào mang mã “{exception.tier}”",
            )
            if exception.tier in ids:
                words = (
                    f"the id “{exception.tier}” is given to two tiers",
                    f"mã “{exception.tier}” được ghi cho hai danh hiệu, hình thức",
                )
            found.append(Doubt(exception.places["tier"], words))
    for tier in awards.tiers:
        if tier.per is not None and Address("clusters", year) not in data.paths:
            words = (
                f"{tier.name} is given in each cluster, but there is no clusters_{year}.yaml",
                f"{tier.name} tính theo từng cụm nhưng chưa có tệp clusters_{year}.yaml",
            )
            found.append(Doubt(tier.places["per"], words))
    return found


def award_doubts(
    reckoning: Reckoning, scores: Sequence[Score], clusters: Clusters, listed: bool
) -> list[Doubt]:
    """The rows and names by which nobody can tell who gets what: (b) of the law of results.

    With `listed` the published lists are used too. An unknown name that no tier reaches is none:
    whoever is meant, the awards are the same.
    """
    awards = reckoning.awards
    per_cluster = any(tier.per for tier in awards.tiers)
    stopped = bool(reckoning.outcome.undecided)
    reached = {row.name.span for row in reckoning.rows if row.standing is not None}
    found = [
        doubt
        for doubt in doubts_of(scores)
        if not doubt.unknown or per_cluster or stopped or doubt.span in reached
    ]
    names = [exception.province for exception in awards.exceptions]
    if listed:
        names += [name for tier in awards.tiers for name in tier.recipients or ()]
    if per_cluster:
        names += [name for cluster in clusters for name in cluster.members]
        found += _in_two(clusters, {score.name.province for score in scores})
    return found + [unresolved(name) for name in names if name.province is None]


def _in_two(clusters: Clusters, scored: set[Province | None]) -> Iterator[Doubt]:
    """The offices that are in two clusters, and so might win in either."""
    first: dict[Province, int] = {}
    for number, cluster in enumerate(clusters):
        for name in cluster.members:
            unit = name.province
            if unit is None or unit not in scored:
                continue
            if first.setdefault(unit, number) != number:
                yield Doubt(
                    name.span,
                    (f"{unit.name} is in two clusters", f"{unit.name} được xếp vào hai cụm"),
                )


def reckoned(data: Dataset, year: int) -> Reckoning | None:
    """The reckoning of a round, None where it would be false or in doubt."""
    awards, scores = data.of(AWARDS, year), data.of(SCORES, year)
    if awards is None or not scores:
        return None
    if unread(data, uses_of(awards), year) or unusable(data, year, awards):
        return None
    clusters = data.of(CLUSTERS, year)
    found = reckon(scores, awards, clusters)
    return None if award_doubts(found, scores, clusters, listed=False) else found


def tiers_by_id(tiers: Iterable[Tier]) -> dict[str, list[Tier]]:
    """The tiers of each id, of which there should be one."""
    found: dict[str, list[Tier]] = {}
    for tier in tiers:
        found.setdefault(tier.id, []).append(tier)
    return found


def whole_awards(data: Dataset, year: int) -> Doubt:
    """What is said where the file of the awards could not be read at all."""
    path = data.paths[Address("awards", year)]
    return Doubt(whole_file(path), (f"{path} cannot be read", f"không đọc được {path}"))
