"""`vtlt awards`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, NamedTuple, Optional

import typer

from vtlt_cli.awards.contradictions import list_doubts
from vtlt_cli.awards.kind import Awards, Tier
from vtlt_cli.awards.reckoning import RECKONED, Award, Reckoning, beside_lists, reckon
from vtlt_cli.awards.tables import awards_table, check_table, margins_table, undecided
from vtlt_cli.cli.asked import units_meant
from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import document_uses, ended, none_in_doubt
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.reckoned import reckoned_round, tell_undecided
from vtlt_cli.cli.scored import Scored, scored_round
from vtlt_cli.cli.session import Context, Target, data_folder, print_tables, put, year_of
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.names import Register
from vtlt_cli.reading.kinds import Address
from vtlt_cli.reading.numbers import Number
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.grounds import Uses, together
from vtlt_cli.rounds.kind import Round, report_day
from vtlt_cli.rounds.offices import who
from vtlt_cli.scores.kind import Score
from vtlt_cli.units import Name, Province, full_name
from vtlt_cli.wording import one_line, quantity

# What the list stands on, and what each way of asking uses besides.
USES: Uses = together(
    RECKONED,
    {
        "awards": frozenset(
            {
                "tier.granted_by",
                "tier.recipients",
                "tier.submitted",
                "tier.decision",
                "exception.decision",
                "exception.date",
            }
        )
    },
)
USES_TEXT: Uses = {"awards": frozenset({"tier.merit"})}
_FORM = frozenset({"round.scores.step", "round.scores.least", "round.scores.most"})
USES_TRIED: Uses = {"rounds": _FORM}
NO_AWARDS: Words = ("no awards", "chưa xác định được danh sách khen thưởng")


class _Asked(NamedTuple):
    """One award list to work out: the scores, the tiers, the clusters of the round."""

    scores: Sequence[Score]
    awards: Awards
    clusters: Sequence[Cluster]
    round: Round

    def reckoning(self) -> Reckoning:
        return reckon(self.scores, self.awards, self.clusters)


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
            help=t(
                "points to the next award, up and down",
                "chênh lệch điểm với danh hiệu, hình thức liền kề",
            ),
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
            help=t(
                "with another quota for one tier",
                "thử với số lượng khác của một danh hiệu, hình thức",
            ),
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
    target = _text_target(call) if text else call.target()
    folder = data_folder(context)
    year = year_of(folder, "awards", round_)
    if Address("scores", year) not in folder.files:
        year_of(folder, "scores", year)
    uses = together(
        USES,
        document_uses(target),
        USES_TEXT if text else {},
        USES_TRIED if margin or what_if or quota else {},
    )
    scored = scored_round(context, folder, year, uses, NO_AWARDS, "clusters")
    if scored is None:
        return 1
    # How near an award is rests on the scores alone; all else holds the lists beside them.
    reckoned = reckoned_round(context, scored, NO_AWARDS, listed=not margin)
    if reckoned is None:
        return 1
    if reckoned.stopping:
        none_in_doubt(context, reckoned.stopping, NO_AWARDS)
        return 1
    reckoning = reckoned.reckoning
    # A table shows both sides of a contradiction; a sentence can only take that of the exception.
    doubts = reckoned.told + (list_doubts(reckoning.awards) if text else [])
    asked = _Asked(scored.scores, reckoning.awards, reckoned.clusters, scored.round)
    code = 0
    if text:
        _print_text(context, reckoning, asked.round, target.output)
    elif margin:
        _print_margins(reckoning, asked, context, target)
    elif what_if or quota:
        changed = _changed(context, asked, scored, what_if or [], quota or []).reckoning()
        _print_what_if(reckoning, changed, asked.round, context, target)
        reckoning = changed
    elif check:
        table = check_table(reckoning, asked.round, context.lang)
        print_tables(context, [table], target, report_day(asked.round))
        code = 0 if all(row["same_set"] or row["published"] is None for row in table.rows) else 1
    else:
        table = awards_table(reckoning, asked.round, context.lang)
        print_tables(context, [table], target, report_day(asked.round))
        _tell_published(context, reckoning)
    code |= tell_undecided(context, reckoning.outcome)
    return code | ended(context, [scored.grounds], doubts)


def _text_target(call: Call) -> Target:
    """Where the paragraph goes; it is plain text, so nothing that shapes a table goes with it."""
    from vtlt_cli.printing.files import must_end_with

    for option, given in (("-f", call.format), ("--layout", call.layout)):
        if given is not None:
            raise Refusal(
                f"--text is plain text: {option} has no effect on it",
                f"--text là văn bản thuần: không dùng cùng {option}",
            )
    if call.output is not None:
        must_end_with(call.output, (".txt",), ("the paragraph of --text", "đoạn văn của --text"))
    return Target("plain", call.output, None)


def _tell_published(context: Context, reckoning: Reckoning) -> None:
    """One line on stderr: whether the lists that were published are those of the awards."""
    if reckoning.outcome.undecided:
        return
    besides = beside_lists(reckoning)
    listed = [one for one in besides if one.tier.recipients is not None]
    if not listed:
        return
    without = ", ".join(one.tier.name for one in besides if one not in listed)
    english = f"; not published: {without}" if without else ""
    vietnamese = f"; chưa công bố: {without}" if without else ""
    differing = {who(name) for one in listed for name in (*one.missing, *one.extra)}
    all_of = {who(award.name) for one in listed for award in one.given} | differing
    whole = "the one office equals" if len(all_of) == 1 else f"all {len(all_of)} equal"
    if differing:
        context.say(
            f"{len(differing)} of {len(all_of)} differ from the published lists{english}",
            f"{quantity(len(differing))} trong {quantity(len(all_of))} cơ quan khác với danh sách "
            f"đã công bố{vietnamese}",
        )
    else:
        context.say(
            f"{whole} the published lists{english}",
            f"cả {quantity(len(all_of))} cơ quan khớp với danh sách đã công bố{vietnamese}",
        )


def _print_text(context: Context, reckoning: Reckoning, round_: Round, output: str | None) -> None:
    from vtlt_cli.awards.paragraph import award_paragraph

    lines = award_paragraph(reckoning, round_).splitlines()
    put("".join(f"{one_line(line)}\n" for line in lines), output, context.keep)


def _print_margins(reckoning: Reckoning, asked: _Asked, context: Context, target: Target) -> None:
    from vtlt_cli.awards.margin import margins, step_of

    found = margins(reckoning, asked.scores, asked.round, asked.clusters)
    step = step_of(asked.round, asked.scores)
    table = margins_table(found, asked.round, step, context.lang)
    print_tables(context, [table], target, report_day(asked.round))


# What if


def _changed(
    context: Context, asked: _Asked, scored: Scored, what_if: Sequence[str], quota: Sequence[str]
) -> _Asked:
    """The same list with the scores and quotas that were asked for."""
    from vtlt_cli.awards.margin import with_score

    scores = list(asked.scores)
    for given in what_if:
        name, score = _pair("--what-if", given)
        value = _points(score, asked)
        scores = with_score(scores, _scored(context, name, scored), value)
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
            f"{option} phải ghi theo dạng TÊN=SỐ; đã ghi “{given}”",
        )
    return name.strip(), value.strip()


def _scored(context: Context, name: str, scored: Scored) -> Province:
    """The one scored province that a name means."""
    meant = units_meant(context, Register(scored.data.of(PROVINCES)), name)
    units = {score.name.province for score in scored.scores}
    found = [province for province in meant if province in units]
    if not found:
        raise Refusal(
            f"{name} has no score in this round", f"{name} không có điểm trong đợt kiểm tra này"
        )
    return found[0]


def _points(text: str, asked: _Asked) -> Number:
    """A score as it is typed, by the same rules as in the file and within what is declared."""
    from vtlt_cli.reading.numbers import Meaning, evidence_of, read_number

    round_ = asked.round
    beside = [str(score.value) for score in asked.scores]
    value = read_number(text, evidence_of([*beside, text], round_.form))
    if isinstance(value, Meaning):
        meant = value.readings or ("8280", "61.31")
        raise Refusal(
            f"{text!r} is no plain number (write {' or '.join(meant)})",
            f"“{text}” không phải số viết liền (đề nghị ghi {' hoặc '.join(meant)})",
        )
    places = 0 if isinstance(value, int) else -int(value.as_tuple().exponent)
    if round_.decimals is not None and places > round_.decimals:
        raise Refusal(
            f"{text} has more decimals than the round declares ({round_.decimals})",
            f"{text} có {quantity(places)} chữ số thập phân; đợt kiểm tra khai báo "
            f"{quantity(round_.decimals)}",
        )
    if round_.step and value % round_.step:
        raise Refusal(
            f"{text} is not a multiple of {round_.step}, the step of the round",
            f"{text} không phải bội số của {round_.step} (bước điểm của đợt kiểm tra)",
        )
    least = 0 if round_.least is None else round_.least
    if value < least or (round_.most is not None and value > round_.most):
        most = "" if round_.most is None else f"{round_.most}"
        raise Refusal(
            f"{text} is no score that there may be: least {least}"
            + (f", most {most}" * bool(most)),
            f"{text} ngoài mức điểm: thấp nhất {least}" + (f", cao nhất {most}" * bool(most)),
        )
    return value


def _with_quota(tiers: Sequence[Tier], name: str, number: str) -> list[Tier]:
    from unicodedata import normalize

    wanted = normalize("NFC", name)
    found = [tier for tier in tiers if wanted in (tier.id, normalize("NFC", tier.name))]
    known = ", ".join(tier.id for tier in tiers)
    if not found:
        raise Refusal(
            f"there is no tier {name!r}; there are: {known}",
            f"không có danh hiệu, hình thức “{name}”; có: {known}",
        )
    if len(found) > 1:
        raise Refusal(
            f"{name!r} names two tiers; the ids are: {known}",
            f"“{name}” là của hai danh hiệu, hình thức; các mã: {known}",
        )
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Refusal(
            f"a quota is a whole number, not {number!r}",
            f"số lượng là số nguyên, đã ghi “{number}”",
        )
    return [replace(tier, quota=int(number)) if tier is found[0] else tier for tier in tiers]


def _print_what_if(
    now: Reckoning, changed: Reckoning, round_: Round, context: Context, target: Target
) -> None:
    """The list as it would be, with the award of each office as it is; and what differs."""
    before = {who(row.name): row for row in now.rows}
    kept = {who(row.name) for row in changed.rows}
    ranked = {who(standing.name): standing for standing in changed.standings}
    fallen = [
        Award(None, ranked[key], ranked[key].name, None)
        for key, row in before.items()
        if (row.tier is not None or row.open_at is not None) and key not in kept and key in ranked
    ]
    changed = changed._replace(rows=(*changed.rows, *fallen))
    table = awards_table(changed, round_, context.lang, before)
    print_tables(context, [table], target, report_day(round_))
    numbers = {tier: n for one in (now, changed) for n, tier in enumerate(one.awards.tiers)}
    differing = []
    for row in changed.rows:
        was = before.get(who(row.name))
        if was is not None and _same(was, row, numbers):
            continue
        if was is None and row.tier is None and row.open_at is None:
            continue
        words = f"{_award_words(was, context)} → {_award_words(row, context)}"
        differing.append(f"{_in_full(row.name)}: {words}")
    listed = "; ".join(differing)
    if differing:
        context.say(f"what changes: {listed}", f"thay đổi: {listed}")
    else:
        context.say("no award changes", "không có thay đổi về khen thưởng")


def _in_full(name: Name) -> str:
    """A unit with its kind: `phường Alpha` is not `xã Alpha`."""
    return full_name(name.province) if name.province else name.text.strip()


def _same(was: Award, now: Award, numbers: dict[Tier, int]) -> bool:
    """Whether an office has the same tier, or is as open as it was."""
    if (was.open_at is None) != (now.open_at is None):
        return False
    tiers = (was.tier or was.open_at, now.tier or now.open_at)
    first, second = (None if tier is None else numbers[tier] for tier in tiers)
    return first == second


def _award_words(award: Award | None, context: Context) -> str:
    if award is not None and award.open_at is not None:
        return undecided(context.lang)
    if award is not None and award.tier is not None:
        return award.tier.name
    return "không khen thưởng" if context.lang == "vi" else "none"
