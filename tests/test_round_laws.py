"""The laws of a whole round: a correct one is silent, a slip gives exactly its codes, and the order
of entries is no matter.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

import pytest
from folders import DAY, Files, findings_of
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from inside import ROOT
from round_folders import Entry, RoundPlan, half, latest, rounds

from vtlt_cli.check import check
from vtlt_cli.reading.folder import scan

Mutate = Callable[[RoundPlan, random.Random], Files | None]
FINISHED: dict[str, tuple[str, Mutate]] = {}
IN_PROGRESS: dict[str, tuple[str, Mutate]] = {}

QUICK = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)


def slip(codes: str, table: dict[str, tuple[str, Mutate]] = FINISHED) -> Callable[[Mutate], Mutate]:
    """Enter a slip into the table with the codes that it must give."""

    def enter(mutate: Mutate) -> Mutate:
        table[mutate.__name__] = codes, mutate
        return mutate

    return enter


# Teams.


def seated(team: Entry, seat: str) -> Entry:
    found: Entry
    (found,) = [member for member in team["members"] if member["seat"] == seat]
    return found


@slip("TEM01")
def two_teams(plan: RoundPlan, rnd: random.Random) -> Files | None:
    plan.teams.append(copy.deepcopy(rnd.choice(plan.teams)))
    return plan.files()


@slip("TEM01")
def team_of_no_cluster(plan: RoundPlan, rnd: random.Random) -> Files | None:
    rnd.choice(plan.teams)["cluster"] = 99
    return plan.files()


@slip("TEM02")
def team_without_secretary(plan: RoundPlan, rnd: random.Random) -> Files | None:
    team = rnd.choice(plan.teams)
    team["members"].remove(seated(team, "secretary"))
    return plan.files()


@slip("TEM02")
def team_with_two_heads(plan: RoundPlan, rnd: random.Random) -> Files | None:
    team = rnd.choice(plan.teams)
    team["members"].append(dict(seated(team, "head")))
    return plan.files()


@slip("TEM03")
def seat_left_empty(plan: RoundPlan, rnd: random.Random) -> Files | None:
    team = rnd.choice(plan.teams)
    team["members"].remove(seated(team, "staff"))
    return plan.files()


@slip("TEM04")
def head_of_another_province(plan: RoundPlan, rnd: random.Random) -> Files | None:
    team = rnd.choice(plan.teams)
    head = seated(team, rnd.choice(("head", "secretary")))
    names = [unit.name for unit in plan.plan.taking_part if unit.name != head["province"]]
    head["province"] = rnd.choice(names)
    return plan.files()


@slip("TEM05")
def member_of_another_cluster(plan: RoundPlan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(plan.plan.clusters, 2)
    (team,) = [team for team in plan.teams if team["cluster"] == one.number]
    seated(team, "staff")["province"] = rnd.choice(other.members)
    return plan.files()


@slip("TEM05")
def member_of_no_province(plan: RoundPlan, rnd: random.Random) -> Files | None:
    del seated(rnd.choice(plan.teams), "staff")["province"]
    return plan.files()


@slip("TEM06")
def misspelt_seat(plan: RoundPlan, rnd: random.Random) -> Files | None:
    member = rnd.choice(rnd.choice(plan.teams)["members"])
    assume(member["seat"] != "guest")
    member["seat"] = member["seat"].upper()
    return plan.files()


# Visits.


def all_visits(plan: RoundPlan) -> list[Entry]:
    return [visit for cluster in plan.visits for visit in cluster["visits"]]


@slip("VIS01")
def visited_twice(plan: RoundPlan, rnd: random.Random) -> Files | None:
    cluster = rnd.choice(plan.visits)
    cluster["visits"].append(copy.deepcopy(rnd.choice(cluster["visits"])))
    return plan.files()


@slip("VIS01")
def visit_of_another_cluster(plan: RoundPlan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(plan.visits, 2)
    rnd.choice(one["visits"])["province"] = rnd.choice(other["visits"])["province"]
    return plan.files()


@slip("VIS02 RES04")
def visit_dropped(plan: RoundPlan, rnd: random.Random) -> Files | None:
    visits = rnd.choice(plan.visits)["visits"]
    visits.remove(rnd.choice(visits))
    return plan.files()


@slip("VIS03")
def one_half_day_too_few(plan: RoundPlan, rnd: random.Random) -> Files | None:
    visit = rnd.choice(all_visits(plan))
    visit["sessions"] = visit["sessions"][:1]
    plan.rounds["sessions_per_province"] = 2
    assume(all(len(v["sessions"]) > 1 for v in all_visits(plan) if v is not visit))
    return plan.files()


@slip("VIS04")
def visit_before_the_window(plan: RoundPlan, rnd: random.Random) -> Files | None:
    """The time of inspection begins the day after the first visit, which is planned as held."""
    visit = rnd.choice(all_visits(plan))
    assert plan.plan.window is not None
    early = plan.plan.window[0] - DAY
    visit["sessions"] = [half(early, i % 2 == 1) for i in range(2)]
    cluster = next(c for c in plan.visits if visit in c["visits"])
    cluster["plan"] = {"number": "1/KH", "date": early - DAY}
    return plan.files()


@slip("VIS05")
def two_places_at_once(plan: RoundPlan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(rnd.choice(plan.visits)["visits"], 2)
    one["sessions"].append(rnd.choice(other["sessions"]))
    return plan.files()


@slip("VIS06")
def plan_sent_late(plan: RoundPlan, rnd: random.Random) -> Files | None:
    cluster = rnd.choice(plan.visits)
    first = min(half for visit in cluster["visits"] for half in visit["sessions"])
    cluster["plan"]["sent"] = first[:10]
    return plan.files()


@slip("VIS07")
def self_report_late(plan: RoundPlan, rnd: random.Random) -> Files | None:
    visit = rnd.choice(all_visits(plan))
    visit["self_report"]["received"] = visit["held"][0][:10]
    return plan.files()


@slip("VIS08")
def minutes_before_the_end(plan: RoundPlan, rnd: random.Random) -> Files | None:
    visit = rnd.choice(all_visits(plan))
    visit["minutes"]["date"] -= DAY
    return plan.files()


@slip("VIS08")
def minutes_without_a_visit(plan: RoundPlan, rnd: random.Random) -> Files | None:
    del rnd.choice(all_visits(plan))["held"]
    return plan.files()


# Reports of the clusters, and the chain.


@slip("RES01")
def result_dropped(plan: RoundPlan, rnd: random.Random) -> Files | None:
    results = rnd.choice(plan.results)["results"]
    results.remove(rnd.choice(results))
    return plan.files()


@slip("RES01")
def result_of_another_cluster(plan: RoundPlan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(plan.results, 2)
    rnd.choice(one["results"])["province"] = rnd.choice(other["results"])["province"]
    return plan.files()


@slip("RES01")
def result_twice_for_another(plan: RoundPlan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(rnd.choice(plan.results)["results"], 2)
    one["province"] = other["province"]
    return plan.files()


@slip("RES02")
def total_of_the_minutes_changed(plan: RoundPlan, rnd: random.Random) -> Files | None:
    latest(rnd.choice(all_visits(plan)))["total"] += 10
    return plan.files()


@slip("RES02")
def score_of_the_report_changed(plan: RoundPlan, rnd: random.Random) -> Files | None:
    rnd.choice(rnd.choice(plan.results)["results"])["score"] += 10
    return plan.files()


@slip("RES03")
def class_of_the_report_changed(plan: RoundPlan, rnd: random.Random) -> Files | None:
    rnd.choice(rnd.choice(plan.results)["results"])["class"] = "Xuất sắc"
    return plan.files()


@slip("RES04")
def result_without_minutes(plan: RoundPlan, rnd: random.Random) -> Files | None:
    visit = rnd.choice(all_visits(plan))
    for field in ("held", "minutes", "supplements"):
        visit.pop(field, None)
    return plan.files()


@slip("RES04")
def scores_without_a_report(plan: RoundPlan, rnd: random.Random) -> Files | None:
    plan.results.remove(rnd.choice(plan.results))
    return plan.files()


@slip("RES05")
def report_on_the_last_day(plan: RoundPlan, rnd: random.Random) -> Files | None:
    report = rnd.choice(plan.results)
    report["sent"] = plan.rounds["report_before"]
    report["received"] = report["sent"] + 2 * DAY
    return plan.files()


@slip("RES06")
def sent_before_it_was_dated(plan: RoundPlan, rnd: random.Random) -> Files | None:
    report = rnd.choice(plan.results)
    report["sent"] = report["report"]["date"] - DAY
    return plan.files()


@slip("RES06")
def report_before_the_minutes(plan: RoundPlan, rnd: random.Random) -> Files | None:
    report = rnd.choice(plan.results)
    first = min(visit["minutes"]["date"] for visit in all_visits(plan))
    report["report"]["date"] = first - DAY
    return plan.files()


# Proposals.


@slip("PRO01")
def change_that_leaves_a_unit_out(plan: RoundPlan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(plan.plan.clusters, 2)
    out = rnd.choice([name for name in one.members if name != one.leader])
    proposal = rnd.choice(plan.proposals)
    proposal["answer"] = rnd.choice(("accepted", "partly"))
    proposal["change"] = [f"{one.number}:{out}={rnd.choice(other.members)}"]
    return plan.files()


@slip("PRO02")
def proposal_not_answered(plan: RoundPlan, rnd: random.Random) -> Files | None:
    del rnd.choice(plan.proposals)["answer"]
    return plan.files()


@slip("PRO03")
def no_reason_given(plan: RoundPlan, rnd: random.Random) -> Files | None:
    proposal = rnd.choice(plan.proposals)
    proposal["answer"] = rnd.choice(("declined", "partly"))
    del proposal["reason"]
    return plan.files()


# In the middle of a round.


@slip("VIS02", IN_PROGRESS)
def planned_visit_dropped(plan: RoundPlan, rnd: random.Random) -> Files | None:
    open_ = [
        (cluster["visits"], visit)
        for cluster in plan.visits
        for visit in cluster["visits"]
        if "held" not in visit and "not_inspected" not in visit
    ]
    if not open_:
        return None
    visits, visit = rnd.choice(open_)
    visits.remove(visit)
    return plan.files()


@slip("RES02", IN_PROGRESS)
def total_changed_before_there_are_scores(plan: RoundPlan, rnd: random.Random) -> Files | None:
    if not plan.results:
        return None
    results = rnd.choice(plan.results)["results"]
    if not results:
        return None
    rnd.choice(results)["score"] += 10
    return plan.files()


@slip("RES04", IN_PROGRESS)
def points_of_a_unit_that_was_not_inspected(plan: RoundPlan, rnd: random.Random) -> Files | None:
    gone = [
        (report["results"], visit["province"])
        for report in plan.results
        for cluster in plan.visits
        if cluster["cluster"] == report["cluster"]
        for visit in cluster["visits"]
        if "not_inspected" in visit
    ]
    if not gone:
        return None
    results, name = rnd.choice(gone)
    results.append({"province": name, "score": 1500})
    return plan.files()


@settings(QUICK, max_examples=60)
@given(rounds())
def test_a_correct_round_gives_no_finding(plan: RoundPlan) -> None:
    assert findings_of(plan.files()) == []


@pytest.mark.parametrize("name", FINISHED)
@QUICK
@given(plan=rounds(finished=True), rnd=st.randoms(use_true_random=False))
def test_a_slip_gives_its_own_codes(name: str, plan: RoundPlan, rnd: random.Random) -> None:
    _gives(*FINISHED[name], plan, rnd)


@pytest.mark.parametrize("name", IN_PROGRESS)
@settings(QUICK, max_examples=20)
@given(plan=rounds(finished=False), rnd=st.randoms(use_true_random=False))
def test_a_slip_in_the_middle_gives_its_own_codes(
    name: str, plan: RoundPlan, rnd: random.Random
) -> None:
    _gives(*IN_PROGRESS[name], plan, rnd)


def _gives(codes: str, mutate: Mutate, plan: RoundPlan, rnd: random.Random) -> None:
    files = mutate(plan, rnd)
    assume(files is not None)
    assert files is not None
    found = findings_of(files)
    assert {f.code for f in found} == set(codes.split()), [(f.code, f.message) for f in found]
    told = [f.code for f in found if f.code[:3] in ("TEM", "VIS", "RES", "PRO")]
    assert len(told) == len(set(codes.split())), [(f.code, f.message) for f in found]


@settings(QUICK, max_examples=30)
@given(plan=rounds(), rnd=st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(plan: RoundPlan, rnd: random.Random) -> None:
    """Of a round with several slips the findings say the same, whatever stands first."""
    for name in ("total_of_the_minutes_changed", "self_report_late", "two_places_at_once"):
        if plan.finished:
            FINISHED[name][1](plan, rnd)
    told = sorted((f.code, f.province or "") for f in findings_of(plan.files()))
    for listed in (plan.teams, plan.visits, plan.results, plan.proposals):
        rnd.shuffle(listed)
    for entry in (*plan.visits, *plan.teams, *plan.results):
        for field in ("visits", "members", "results"):
            rnd.shuffle(entry.get(field, []))
    again = sorted((f.code, f.province or "") for f in findings_of(plan.files()))
    assert [code for code, _unit in again] == [code for code, _unit in told]
    assert {(c, u) for c, u in again if c != "VIS05"} == {(c, u) for c, u in told if c != "VIS05"}


@pytest.mark.parametrize(("folder", "codes"), [("finished", ["RES05"]), ("in-progress", [])])
def test_the_example_has_what_it_says(folder: str, codes: list[str]) -> None:
    found = check(scan(str(ROOT / "examples" / "round" / folder)), "en")[1]
    assert [finding.code for finding in found] == codes
