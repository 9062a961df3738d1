"""`vtlt awards`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, NamedTuple, Optional

import typer

from vtlt_cli.awards.award import Award, Outcome, beside_published, distribute
from vtlt_cli.awards.kind import AWARDS, Awards, Tier
from vtlt_cli.awards.tables import awards_table, check_table, margins_table
from vtlt_cli.cli.asked import units_meant
from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.scored import ended, scored_round
from vtlt_cli.cli.session import (
    Context,
    Target,
    data_folder,
    print_tables,
    put,
    year_of,
)
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.names import Register
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.reading.numbers import Number
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round, report_day
from vtlt_cli.rounds.offices import standard, who
from vtlt_cli.scores.kind import Score
from vtlt_cli.scores.rank import Standing, standings
from vtlt_cli.units import Province


class _Asked(NamedTuple):
    """One award list to work out: the scores, the tiers, the clusters of the round."""

    scores: Sequence[Score]
    awards: Awards
    clusters: Sequence[Cluster]
    round: Round

    def standings(self) -> list[Standing]:
        return standings(self.scores)

    def outcome(self) -> Outcome:
        awards = self.awards
        return distribute(self.standings(), awards.tiers, awards.tie_at_cut, self.clusters)

    def rows(self) -> list[Award]:
        return beside_published(self.outcome(), self.awards, self.standings())


@table_command()
def awards(
    call: Call,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=t("compare with the published lists", "đối chiếu với danh sách đã công bố"),
        ),
    ] = False,
    text: Annotated[
        bool,
        typer.Option(
            "--text", help=t("the paragraph of the report", "đoạn văn theo mẫu của báo cáo")
        ),
    ] = False,
    margin: Annotated[
        bool,
        typer.Option(
            "--margin",
            help=t("points to the next award, up and down", "khoảng cách điểm đến mức liền kề"),
        ),
    ] = False,
    what_if: Annotated[
        Optional[list[str]],
        typer.Option(
            "--what-if",
            metavar="NAME=SCORE",
            help=t("with another score for one office", "thử với điểm khác của một đơn vị"),
        ),
    ] = None,
    quota: Annotated[
        Optional[list[str]],
        typer.Option(
            "--quota",
            metavar="TIER=N",
            help=t("with another quota for one tier", "thử với chỉ tiêu khác"),
        ),
    ] = None,
    round_: RoundYear = None,
) -> int:
    context = call.context
    if sum((check, text, margin, bool(what_if or quota))) > 1:
        raise Refusal(
            "choose one of --check, --text, --margin and --what-if or --quota",
            "chỉ chọn một trong --check, --text, --margin và --what-if hoặc --quota",
        )
    target = Target("plain", call.output, None) if text else call.target()
    folder = data_folder(context)
    year = year_of(folder, "awards", round_)
    if Address("scores", year) not in folder.files:
        year_of(folder, "scores", year)
    scored = scored_round(context, folder, year, families=("SCR", "AWD"))
    if scored is None:
        return 1
    found, listed = scored.data, scored.data.of(AWARDS, year)
    if listed is None:
        path = found.paths[Address("awards", year)]
        context.say(
            f"no awards: {path} cannot be read; see `vtlt validate`",
            f"chưa xác định được danh sách: không đọc được {path}; đề nghị chạy `vtlt validate`",
        )
        return 1
    asked = _Asked(scored.scores, listed, found.of(CLUSTERS, year), scored.round)
    code = 0
    if text:
        _print_text(asked, call.output)
    elif margin:
        _print_margins(asked, context, target)
    elif what_if or quota:
        changed = _changed(context, asked, found, what_if or [], quota or [])
        return _print_what_if(asked, changed, context, target) | ended(context, scored)
    elif check:
        table = check_table(asked.rows(), listed, asked.round, context.lang)
        print_tables(context, [table], target, report_day(asked.round))
        code = 0 if all(row["same_set"] or row["published"] is None for row in table.rows) else 1
    else:
        rows = asked.rows()
        table = awards_table(rows, listed, asked.round, context.lang)
        print_tables(context, [table], target, report_day(asked.round))
        if asked.outcome().undecided is None:
            _tell_published(context, rows, listed)
    return code | _tell_undecided(context, asked.outcome()) | ended(context, scored)


def _tell_undecided(context: Context, outcome: Outcome) -> int:
    """One line on stderr where a tie across a cut is left to the authority; the exit code."""
    cut = outcome.undecided
    if cut is None:
        return 0
    names = ", ".join(standard(standing.name) for standing in cut.tied)
    context.say(
        f"a tie across the cut of {cut.tier.name} is undecided ({names}, "
        f"{cut.places} left): set tie_at_cut",
        f"chưa quyết định được {cut.tier.name}: {names} cùng điểm nhưng chỉ còn "
        f"{cut.places:02d}; đề nghị cấp có thẩm quyền quyết định (tie_at_cut)",
    )
    return 1


def _tell_published(context: Context, rows: Sequence[Award], listed: Awards) -> None:
    """One line on stderr: whether the lists agree, exceptions left aside."""
    if all(tier.recipients is None for tier in listed.tiers):
        return
    differing = sum(1 for row in rows if row.tier is not row.published and not row.exception)
    if differing:
        context.say(
            f"{differing} of {len(rows)} differ from the published lists",
            f"{differing} trong {len(rows)} cơ quan khác với danh sách đã công bố",
        )
    else:
        context.say(
            f"all {len(rows)} equal the published lists",
            f"cả {len(rows)} cơ quan khớp với danh sách đã công bố",
        )


def _print_text(asked: _Asked, output: str | None) -> None:
    from vtlt_cli.awards.paragraph import award_paragraph

    put(award_paragraph(asked.rows(), asked.awards, asked.round), output)


def _print_margins(asked: _Asked, context: Context, target: Target) -> None:
    from vtlt_cli.awards.margin import margins, step_of

    found = margins(asked.scores, asked.awards, asked.round, asked.clusters)
    step = step_of(asked.round, asked.scores)
    table = margins_table(found, asked.awards, asked.round, step, context.lang)
    print_tables(context, [table], target, report_day(asked.round))


def _changed(
    context: Context, asked: _Asked, data: Dataset, what_if: Sequence[str], quota: Sequence[str]
) -> _Asked:
    """The same list with the scores and quotas that were asked for."""
    from vtlt_cli.awards.margin import with_score

    scores = list(asked.scores)
    for given in what_if:
        name, score = _pair("--what-if", given)
        scores = with_score(
            scores, _scored(context, name, scores, data), _points(score, asked.round)
        )
    tiers = list(asked.awards.tiers)
    for given in quota:
        name, number = _pair("--quota", given)
        tiers = _with_quota(tiers, name, number)
    return asked._replace(scores=scores, awards=replace(asked.awards, tiers=tuple(tiers)))


def _pair(option: str, given: str) -> tuple[str, str]:
    name, found, value = given.partition("=")
    if not (name.strip() and found and value.strip()):
        raise Refusal(
            f"{option} takes NAME=NUMBER, not {given!r}",
            f"{option} nhận dạng TÊN=SỐ, không nhận {given!r}",
        )
    return name.strip(), value.strip()


def _scored(context: Context, name: str, scores: Sequence[Score], data: Dataset) -> Province:
    """The one scored province that a name means."""
    meant = units_meant(context, Register(data.of(PROVINCES)), name)
    scored = {score.name.province for score in scores}
    found = [province for province in meant if province in scored]
    if not found:
        raise Refusal(f"{name} has no score", f"{name} không có điểm")
    return found[0]


def _points(text: str, round_: Round) -> Number:
    """A score as it is typed, by the same rules as in a file."""
    from vtlt_cli.reading.numbers import Meaning, evidence_of, read_number

    found = read_number(text, evidence_of([text], round_.form))
    if not isinstance(found, Meaning):
        return found
    meant = " or ".join(found.readings) if found.readings else "8280, 61.31"
    raise Refusal(
        f"{text!r} is no plain number (write {meant})",
        f"{text!r} không phải số thường (đề nghị ghi {meant.replace(' or ', ' hoặc ')})",
    )


def _with_quota(tiers: Sequence[Tier], name: str, number: str) -> list[Tier]:
    if not any(name in (tier.id, tier.name) for tier in tiers):
        known = ", ".join(tier.id for tier in tiers)
        raise Refusal(
            f"there is no tier {name!r}; there are: {known}",
            f"không có hình thức {name!r}; các hình thức: {known}",
        )
    if not (number.isascii() and number.isdigit()):
        raise Refusal(
            f"a quota is a whole number, not {number!r}",
            f"chỉ tiêu là số nguyên, không nhận {number!r}",
        )
    return [
        replace(tier, quota=int(number)) if name in (tier.id, tier.name) else tier for tier in tiers
    ]


def _print_what_if(asked: _Asked, changed: _Asked, context: Context, target: Target) -> int:
    """The list as it would be, with the award of each office as it is; and what differs."""
    before = {who(row.name): row.tier for row in asked.rows()}
    rows = changed.rows()
    kept = {who(row.name) for row in rows}
    ranked = {who(standing.name): standing for standing in changed.standings()}
    rows += [
        Award(None, ranked[key], ranked[key].name, None)
        for key, tier in before.items()
        if tier is not None and key not in kept and key in ranked
    ]
    table = awards_table(rows, changed.awards, changed.round, context.lang, before)
    print_tables(context, [table], target, report_day(asked.round))
    outcome = changed.outcome()
    open_ = {who(standing.name) for standing in outcome.undecided.tied} if outcome.undecided else ()
    differing = []
    for row in rows:
        old, new = before.get(who(row.name)), row.tier
        undecided = who(row.name) in open_
        if undecided or (old.id if old else None) != (new.id if new else None):
            words = ("undecided", "chưa quyết định") if undecided else ("none", "không có")
            none = words[context.lang == "vi"]
            was = old.name if old else ("none", "không có")[context.lang == "vi"]
            differing.append(f"{standard(row.name)}: {was} → {new.name if new else none}")
    listed = "; ".join(differing)
    if differing:
        context.say(f"what changes: {listed}", f"thay đổi: {listed}")
    else:
        context.say("no award changes", "không có thay đổi về khen thưởng")
    return _tell_undecided(context, outcome)
