"""No rule cries wolf: correct folders give no finding, and each slip exactly the codes of its own.

The folders are drawn by hypothesis (`folders.py`). A slip changes one thing; where it cannot but
break a second rule, both codes stand beside it.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from folders import (
    DAY,
    Cluster,
    Files,
    Plan,
    Row,
    Tier,
    Unit,
    distance,
    findings_of,
    folders,
    full_folders,
    plain,
    write_to,
)
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from test_round_laws import FINISHED, IN_PROGRESS
from test_sheet_laws import SLIPS as OF_SHEETS

from vtlt_cli.checking.engine import all_rules

Mutate = Callable[[Plan, random.Random], Files | None]
SLIPS: dict[str, tuple[str, Mutate]] = {}


def slip(codes: str) -> Callable[[Mutate], Mutate]:
    """Enter a slip into the table with the codes that it must give."""

    def enter(mutate: Mutate) -> Mutate:
        SLIPS[mutate.__name__] = codes, mutate
        return mutate

    return enter


# Names: one cell of the folder, a member, a leader, a row or a recipient, is written otherwise.


def rename(plan: Plan, rnd: random.Random, change: Callable[[str], str | None]) -> Files | None:
    """The folder with one name changed in one place; None where no name can be changed so."""
    places: list[tuple[Any, str | int]] = []
    for cluster in plan.clusters:
        places.append((vars(cluster), "leader"))
        places += [(cluster.members, i) for i in range(len(cluster.members))]
    places += [(vars(row), "name") for row in plan.rows]
    for tier in plan.tiers:
        places += [(tier.recipients, i) for i in range(len(recipients(tier)))]
    rnd.shuffle(places)
    for holder, where in places:
        changed = change(holder[where])
        if changed is not None and changed != holder[where]:
            holder[where] = changed
            return plan.files()
    return None


@slip("NAM03")
def misspelt_by_a_letter(plan: Plan, rnd: random.Random) -> Files | None:
    names = [unit.name for unit in plan.units]

    def change(name: str) -> str | None:
        places = [i for i, c in enumerate(name) if c.isalpha()]
        i = rnd.choice(places)
        wrong = (
            name[:i] + rnd.choice([c for c in "bcghklmnt" if c != plain(name[i])]) + name[i + 1 :]
        )
        near = [other for other in names if distance(plain(wrong), plain(other)) <= 3]
        return wrong if near == [name] else None

    return rename(plan, rnd, change)


@slip("NAM01")
def unknown_name(plan: Plan, rnd: random.Random) -> Files | None:
    """Nothing else is told: what is absent from that file may only seem so."""
    return rename(plan, rnd, lambda name: "Zwqx Jfwz")


@slip("NAM02")
def near_two_names(plan: Plan, rnd: random.Random) -> Files | None:
    """A letter between `…x` and `…y`, two units that are in being in the year of the round."""
    one = plan.units[1]
    old = one.name
    swap_names(plan, old, old + " Tx")
    plan.units.append(Unit("khac", old + " Ty", one.kind, None, plan.report))
    plan.provinces_on = None
    return rename(plan, rnd, lambda name: old + " Tz" if name == one.name else None)


@slip("NAM06")
def decomposed(plan: Plan, rnd: random.Random) -> Files | None:
    return rename(plan, rnd, lambda name: unicodedata.normalize("NFD", name))


@slip("NAM11")
def region_in_place_of_a_member(plan: Plan, rnd: random.Random) -> Files | None:
    """Nothing else is told: who is absent from that file may only seem so."""
    one, _other = two(plan, rnd)
    one.members[follower(one, rnd)] = rnd.choice(("Tây Nguyên", "Tổng cộng", "Cả nước"))
    return plan.files()


@slip("NAM12")
def letter_of_another_alphabet(plan: Plan, rnd: random.Random) -> Files | None:
    alike = {"a": "\u0430", "o": "\u043e", "c": "\u0441", "Đ": "\u00d0", "H": "\u041d"}
    letter = rnd.choice(list(alike))
    return rename(plan, rnd, lambda name: name.replace(letter, alike[letter], 1))


@slip("NAM13")
def mark_of_a_footnote(plan: Plan, rnd: random.Random) -> Files | None:
    return rename(plan, rnd, lambda name: name + rnd.choice((" (1)", "¹", " (12)")))


@slip("NAM09")
def tone_mark_moved(plan: Plan, rnd: random.Random) -> Files | None:
    return rename(plan, rnd, lambda name: name.replace("Hòa", "Hoà"))


@slip("NAM08")
def lower_case(plan: Plan, rnd: random.Random) -> Files | None:
    return rename(plan, rnd, str.lower)


@slip("NAM08")
def upper_case(plan: Plan, rnd: random.Random) -> Files | None:
    return rename(plan, rnd, str.upper)


@slip("NAM05")
def marks_dropped(plan: Plan, rnd: random.Random) -> Files | None:
    def change(name: str) -> str:
        return "".join(c.upper() if o.isupper() else c for c, o in zip(plain(name), name))

    return rename(plan, rnd, change)


@slip("NAM05")
def wrong_tone_mark(plan: Plan, rnd: random.Random) -> Files | None:
    def change(name: str) -> str | None:
        letters = unicodedata.normalize("NFD", name)
        swap = {"\u0300": "\u0301", "\u0301": "\u0300", "\u0323": "\u0303", "\u0309": "\u0303"}
        marks = [i for i, c in enumerate(letters) if c in swap]
        if not marks:
            return None
        i = rnd.choice(marks)
        return unicodedata.normalize("NFC", letters[:i] + swap[letters[i]] + letters[i + 1 :])

    return rename(plan, rnd, change)


@slip("NAM07")
def doubled_space(plan: Plan, rnd: random.Random) -> Files | None:
    return rename(plan, rnd, lambda name: name.replace(" ", "  ", 1))


@slip("NAM07")
def no_break_space(plan: Plan, rnd: random.Random) -> Files | None:
    return rename(plan, rnd, lambda name: name.replace(" ", "\u00a0", 1))


@slip("NAM07")
def zero_width_space(plan: Plan, rnd: random.Random) -> Files | None:
    return rename(plan, rnd, lambda name: name[:2] + "\u200b" + name[2:])


@slip("NAM10")
def abbreviated_kind(plan: Plan, rnd: random.Random) -> Files | None:
    city = plan.units[0].name
    short = rnd.choice(("TP ", "TP. ", "Tp. ", "T.P. "))
    return rename(plan, rnd, lambda name: short + name if name == city else None)


@slip("NAM04")
def wrong_kind(plan: Plan, rnd: random.Random) -> Files | None:
    city = plan.units[0].name
    return rename(plan, rnd, lambda name: "tỉnh " + name if name == city else None)


# Clusters.


def two(plan: Plan, rnd: random.Random) -> tuple[Cluster, Cluster]:
    one, other = rnd.sample(plan.clusters, 2)
    return one, other


def follower(cluster: Cluster, rnd: random.Random) -> int:
    """The place of a member that does not lead."""
    return rnd.choice([i for i, name in enumerate(cluster.members) if name != cluster.leader])


@slip("CLU04")
def leader_swapped_out_of_its_cluster(plan: Plan, rnd: random.Random) -> Files | None:
    one, other = two(plan, rnd)
    i, j = one.members.index(one.leader), follower(other, rnd)
    one.members[i], other.members[j] = other.members[j], one.members[i]
    return plan.files()


@slip("CLU04 CLU09")
def leader_moved_out_of_its_cluster(plan: Plan, rnd: random.Random) -> Files | None:
    one, other = two(plan, rnd)
    one.members.remove(one.leader)
    other.members.append(one.leader)
    return plan.files()


@slip("CLU02 CLU09")
def member_dropped(plan: Plan, rnd: random.Random) -> Files | None:
    one, _other = two(plan, rnd)
    del one.members[follower(one, rnd)]
    return plan.files()


@slip("CLU02 CLU04 CLU09")
def leader_dropped(plan: Plan, rnd: random.Random) -> Files | None:
    one, _other = two(plan, rnd)
    one.members.remove(one.leader)
    return plan.files()


@slip("CLU03 CLU09")
def twice_in_one_cluster(plan: Plan, rnd: random.Random) -> Files | None:
    one, _other = two(plan, rnd)
    one.members.append(rnd.choice(one.members))
    return plan.files()


@slip("CLU02 CLU03")
def twice_in_one_cluster_for_another(plan: Plan, rnd: random.Random) -> Files | None:
    one, _other = two(plan, rnd)
    one.members[follower(one, rnd)] = one.leader
    return plan.files()


@slip("CLU01 CLU09")
def in_two_clusters(plan: Plan, rnd: random.Random) -> Files | None:
    one, other = two(plan, rnd)
    one.members.append(rnd.choice(other.members))
    return plan.files()


@slip("CLU01 CLU02")
def in_two_clusters_for_another(plan: Plan, rnd: random.Random) -> Files | None:
    """As Trà Vinh stands in the place of Lai Châu in Appendix 2."""
    one, other = two(plan, rnd)
    one.members[follower(one, rnd)] = rnd.choice(other.members)
    return plan.files()


@slip("CLU05")
def leader_of_two_clusters(plan: Plan, rnd: random.Random) -> Files | None:
    one, other = two(plan, rnd)
    other.leader = one.leader
    return plan.files()


@slip("CLU06")
def repeated_cluster_number(plan: Plan, rnd: random.Random) -> Files | None:
    one, other = two(plan, rnd)
    one.number = other.number
    return plan.files()


@slip("CLU07")
def missing_cluster_number(plan: Plan, rnd: random.Random) -> Files | None:
    plan.clusters[-1].number += 1
    return plan.files()


@slip("CLU08")
def wrong_count(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.count is not None
    plan.count += rnd.choice((-1, 1))
    return plan.files()


@slip("CLU09")
def wrong_size(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.size is not None
    plan.size += rnd.choice((-1, 1))
    return plan.files()


@slip("CLU10")
def member_not_in_being(plan: Plan, rnd: random.Random) -> Files | None:
    """One that ended before, beside the members: with it the size is declared otherwise."""
    one, _other = two(plan, rnd)
    one.members.append(plan.units[-1].name)
    plan.size = None
    return plan.files()


@slip("CLU02 CLU10")
def member_not_in_being_for_another(plan: Plan, rnd: random.Random) -> Files | None:
    one, _other = two(plan, rnd)
    one.members[follower(one, rnd)] = plan.units[-1].name
    return plan.files()


def ends_before_the_window(plan: Plan, name: str) -> Files:
    assert plan.window is not None
    unit = next(unit for unit in plan.units if unit.name == name)
    unit.last = plan.window[0] - 30 * DAY
    return plan.files()


@slip("CLU11")
def member_merged_before_the_window(plan: Plan, rnd: random.Random) -> Files | None:
    one, _other = two(plan, rnd)
    return ends_before_the_window(plan, one.members[follower(one, rnd)])


@slip("CLU11")
def leader_merged_before_the_window(plan: Plan, rnd: random.Random) -> Files | None:
    """Member and leader at once: told once."""
    return ends_before_the_window(plan, two(plan, rnd)[0].leader)


@slip("CLU12")
def member_renamed_before_the_window(plan: Plan, rnd: random.Random) -> Files | None:
    """One that is another kind of unit on the same land from then on."""
    one, _other = two(plan, rnd)
    name = rnd.choice(one.members)
    files = ends_before_the_window(plan, name)
    unit = next(unit for unit in plan.units if unit.name == name)
    assert files and unit.last is not None
    unit.successors = ["moi"]
    plan.units.append(Unit("moi", "Zwqx Jfwz", "thành phố", None, unit.last + DAY))
    return plan.files()


# Scores. The last rows get no award, so that a slip in them leaves the awards as they are.


@slip("SCR01")
def scored_twice(plan: Plan, rnd: random.Random) -> Files | None:
    last = plan.rows[-1]
    plan.rows.append(Row(str(len(plan.rows) + 1), last.name, last.score))
    return plan.files()


@slip("SCR01 SCR02")
def scored_twice_for_another(plan: Plan, rnd: random.Random) -> Files | None:
    plan.rows[-1].name = plan.rows[-2].name
    return plan.files()


@slip("SCR02")
def last_score_dropped(plan: Plan, rnd: random.Random) -> Files | None:
    del plan.rows[-1]
    return plan.files()


@slip("SCR02 SCR08")
def score_dropped(plan: Plan, rnd: random.Random) -> Files | None:
    del plan.rows[-2]
    return plan.files()


@slip("SCR02 SCR03")
def scored_not_in_being(plan: Plan, rnd: random.Random) -> Files | None:
    plan.rows[-1].name = plan.units[-1].name
    return plan.files()


@slip("SCR04")
def negative_score(plan: Plan, rnd: random.Random) -> Files | None:
    plan.rows[-1].score = "-5"
    return plan.files()


@slip("SCR04")
def above_most(plan: Plan, rnd: random.Random) -> Files | None:
    plan.rows[0].score = "10000"
    return plan.files()


@slip("SCR04")
def below_least(plan: Plan, rnd: random.Random) -> Files | None:
    plan.least = str(int(plan.rows[-1].score) + 5)
    return plan.files() if plan.rows[-2].score != plan.least else None


@slip("SCR05")
def too_many_decimals(plan: Plan, rnd: random.Random) -> Files | None:
    plan.step = None
    plan.rows[-1].score += ".5"
    return plan.files()


@slip("SCR06")
def off_step(plan: Plan, rnd: random.Random) -> Files | None:
    row = rnd.choice(plan.rows)
    row.score = str(int(row.score) + rnd.randint(1, 4))
    return plan.files()


@slip("SCR07")
def two_positions_swapped(plan: Plan, rnd: random.Random) -> Files | None:
    i = rnd.randrange(len(plan.rows) - 1)
    one, other = plan.rows[i], plan.rows[i + 1]
    one.position, other.position = other.position, one.position
    return plan.files()


@slip("SCR08")
def repeated_position(plan: Plan, rnd: random.Random) -> Files | None:
    i = rnd.randrange(1, len(plan.rows))
    plan.rows[i].position = plan.rows[i - 1].position
    return plan.files()


@slip("SCR08")
def skipped_position(plan: Plan, rnd: random.Random) -> Files | None:
    for row in plan.rows[rnd.randrange(1, len(plan.rows)) :]:
        row.position = str(int(row.position) + 1)
    return plan.files()


# Awards.


def recipients(tier: Tier) -> list[str]:
    assert tier.recipients is not None
    return tier.recipients


@slip("AWD04")
def recipient_swapped_for_one_without_award(plan: Plan, rnd: random.Random) -> Files | None:
    recipients(plan.tiers[-1])[-1] = plan.rows[-1].name
    return plan.files()


@slip("AWD04")
def recipients_of_two_tiers_swapped(plan: Plan, rnd: random.Random) -> Files | None:
    high, low = map(recipients, plan.tiers)
    high[-1], low[0] = low[0], high[-1]
    return plan.files()


@slip("AWD01 AWD02")
def recipient_twice(plan: Plan, rnd: random.Random) -> Files | None:
    listed = recipients(rnd.choice(plan.tiers))
    i = rnd.randrange(len(listed))
    listed.insert(i, listed[i])
    return plan.files()


@slip("AWD02 AWD04")
def recipient_twice_for_another(plan: Plan, rnd: random.Random) -> Files | None:
    listed = recipients(rnd.choice(plan.tiers))
    listed[1] = listed[0]
    return plan.files()


@slip("AWD01 AWD02 AWD04")
def recipient_in_two_tiers(plan: Plan, rnd: random.Random) -> Files | None:
    """Listed a second time for the lower tier, where the scores do not put it."""
    high, low = map(recipients, plan.tiers)
    low.insert(0, high[-1])
    return plan.files()


@slip("AWD01 AWD04")
def recipient_dropped(plan: Plan, rnd: random.Random) -> Files | None:
    listed = recipients(rnd.choice(plan.tiers))
    del listed[rnd.randrange(len(listed))]
    return plan.files()


@slip("AWD03 AWD04")
def unscored_recipient(plan: Plan, rnd: random.Random) -> Files | None:
    """In the place of one who should have it."""
    recipients(plan.tiers[-1])[-1] = plan.units[-1].name
    return plan.files()


@slip("AWD05")
def recipients_out_of_order(plan: Plan, rnd: random.Random) -> Files | None:
    listed = recipients(rnd.choice(plan.tiers))
    listed[0], listed[1] = listed[1], listed[0]
    return plan.files()


def tie_across_the_cut(plan: Plan, policy: str) -> Files:
    """The first below the lowest tier gets the score of the last in it."""
    end = sum(len(recipients(tier)) for tier in plan.tiers)
    plan.rows[end].score = plan.rows[end - 1].score
    plan.policy = policy
    return plan.files()


@slip("AWD06")
def tie_under_ask(plan: Plan, rnd: random.Random) -> Files | None:
    return tie_across_the_cut(plan, "ask")


@slip("AWD01 AWD04 AWD07")
def tie_under_extend(plan: Plan, rnd: random.Random) -> Files | None:
    """All who tie should have it, so that the published list is one short."""
    return tie_across_the_cut(plan, rnd.choice(("extend", "extend-and-shrink")))


@slip("AWD01 AWD04 AWD07")
def tie_under_exclude(plan: Plan, rnd: random.Random) -> Files | None:
    """None who tie should have it, so that the published list is one long."""
    return tie_across_the_cut(plan, "exclude")


@slip("AWD07")
def tie_under_extend_as_published(plan: Plan, rnd: random.Random) -> Files | None:
    end = sum(len(recipients(tier)) for tier in plan.tiers)
    tie_across_the_cut(plan, "extend")
    recipients(plan.tiers[-1]).append(plan.rows[end].name)
    return plan.files()


@slip("AWD08")
def tiers_out_of_order(plan: Plan, rnd: random.Random) -> Files | None:
    """The lower tier asks for more points than the higher, though all have more than both."""
    plan.tiers[0].least, plan.tiers[1].least = "5", "10"
    return plan.files()


@slip("AWD09")
def exception_of_no_tier(plan: Plan, rnd: random.Random) -> Files | None:
    name = plan.rows[-1].name
    plan.exceptions = [
        f"  - {{province: {name}, tier: Bằng khen, action: added, reason: thành tích đột xuất}}"
    ]
    return plan.files()


@slip("AWD10")
def repeated_tier_id(plan: Plan, rnd: random.Random) -> Files | None:
    plan.tiers[1].id = plan.tiers[0].id
    return plan.files()


@slip("AWD11")
def awards_without_scores(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    del files[plan.scores_file]
    return files


@slip("AWD12 AWD16")
def tier_without_limit(plan: Plan, rnd: random.Random) -> Files | None:
    plan.tiers[-1].quota = plan.tiers[-1].recipients = None
    return plan.files()


@slip("AWD13 AWD16")
def tier_of_clusters_without_clusters(plan: Plan, rnd: random.Random) -> Files | None:
    plan.tiers[0].recipients = plan.tiers[1].recipients = None
    files = edited(plan, plan.awards_file, "( +)quota: ", r"\1per: cluster\n\1quota: ")
    del files[plan.clusters_file]
    return files


def with_papers(plan: Plan, pattern: str, submitted: date | None, decided: date | None) -> Files:
    """The folder with papers for the first tier that matches."""
    lines = ""
    for field, day in (("submitted", submitted), ("decision", decided)):
        if day is not None:
            lines += rf"\1{field}: {{number: 1/X, date: {day}}}\n"
    return edited(plan, plan.awards_file, pattern, lines + r"\1quota: ")


@slip("AWD14")
def submission_without_a_decision(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.window is not None
    return with_papers(plan, "( +)quota: ", plan.window[1], None)


@slip("AWD15")
def submission_after_the_decision(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.window is not None
    last = plan.window[1]
    return with_papers(plan, "( +)quota: ", last + rnd.randint(1, 99) * DAY, last)


@slip("AWD19")
def decision_before_the_round(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.window is not None
    return with_papers(plan, "( +)quota: ", None, plan.window[0] - rnd.randint(1, 999) * DAY)


def with_exception(plan: Plan, name: str, action: str) -> Files:
    """The folder with one exception to its first tier."""
    files = plan.files()
    more = f"- {{province: {name}, tier: {plan.tiers[0].id}, action: {action}, reason: x}}"
    files[plan.awards_file] += f"exceptions:{plan.newline}  {more}{plan.newline}".encode()
    return files


@slip("AWD17")
def added_and_not_listed(plan: Plan, rnd: random.Random) -> Files | None:
    return with_exception(plan, plan.rows[-1].name, "added")


@slip("AWD18")
def added_who_has_it(plan: Plan, rnd: random.Random) -> Files | None:
    return with_exception(plan, rnd.choice(recipients(plan.tiers[0])), "added")


@slip("RND05")
def round_of_another_year(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, "rounds.yaml", f"year: {plan.year}", f"year: {plan.year + 1}")


@slip("RND06")
def reports_due_before_the_visits(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.window is not None
    due = plan.window[0] - rnd.randint(0, 99) * DAY
    return edited(plan, "rounds.yaml", "( +)(window: )", rf"\1report_before: {due}\n\1\2")


@slip("AWD01 AWD04")
def quota_one_less(plan: Plan, rnd: random.Random) -> Files | None:
    plan.tiers[-1].quota = len(recipients(plan.tiers[-1])) - 1
    return plan.files()


# The register.


@slip("PRV01")
def repeated_id(plan: Plan, rnd: random.Random) -> Files | None:
    """Another unit with the id of one of the round."""
    used = rnd.choice(plan.taking_part)
    plan.units.append(Unit(used.id, "Zwqx Jfwz", "tỉnh", "98", last=date(1999, 12, 31)))
    return plan.files()


@slip("PRV01")
def unit_copied(plan: Plan, rnd: random.Random) -> Files | None:
    """A record copied and forgotten."""
    used = rnd.choice(plan.taking_part)
    plan.units.append(Unit(used.id, used.name, used.kind, None if used.code else "999"))
    return plan.files()


@slip("FIL33")
def unit_pasted(plan: Plan, rnd: random.Random) -> Files | None:
    plan.units.append(rnd.choice(plan.taking_part))
    return plan.files()


@slip("PRV02")
def code_used_twice(plan: Plan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(plan.taking_part, 2)
    one.code = other.code
    return plan.files()


@slip("PRV03")
def name_used_twice(plan: Plan, rnd: random.Random) -> Files | None:
    """By two units that are none of the round's."""
    assert plan.report is not None
    for number in (1, 2):
        plan.units.append(Unit(f"moi-{number}", "Zwqx Jfwz", "tỉnh", None, plan.report))
    return plan.files()


@slip("PRV04")
def life_reversed(plan: Plan, rnd: random.Random) -> Files | None:
    plan.units[-1].first = date(2004, 1, 1)
    plan.units[-1].last, plan.units[-1].successors = date(2003, 12, 31), []
    return plan.files()


@slip("PRV05")
def unknown_successor(plan: Plan, rnd: random.Random) -> Files | None:
    plan.units[-1].successors = [plan.units[0].id + "@2025"]
    return plan.files()


@slip("PRV06")
def successor_not_in_being_yet(plan: Plan, rnd: random.Random) -> Files | None:
    plan.units[0].first = plan.provinces_on
    return plan.files()


@slip("PRV07")
def successors_without_a_last_day(plan: Plan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(plan.taking_part, 2)
    one.successors = [other.id]
    return plan.files()


@slip("PRV08")
def alias_of_two_units(plan: Plan, rnd: random.Random) -> Files | None:
    kinds = {unit.kind for unit in plan.taking_part}
    alike = [[u for u in plan.taking_part if u.kind == kind] for kind in sorted(kinds)]
    one, other = rnd.sample(max(alike, key=len), 2)
    files = plan.files()
    text = files["provinces.yaml"].decode()
    for unit in (one, other):
        line = f"- id: {unit.id}{plan.newline}"
        text = text.replace(line, f"{line}  aliases: [Zwqx Jfwz]{plan.newline}")
    files["provinces.yaml"] = text.encode()
    return files


@slip("PRV09")
def id_of_another_name(plan: Plan, rnd: random.Random) -> Files | None:
    one, other = rnd.sample(plan.taking_part, 2)
    one.id, other.id = other.id, one.id
    return plan.files()


@slip("PRV06 PRV10")
def successor_of_itself(plan: Plan, rnd: random.Random) -> Files | None:
    plan.units[-1].successors = [plan.units[-1].id]
    return plan.files()


# The rounds.


@slip("RND04")
def round_before_the_register(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.provinces_on is not None
    plan.units[:] = plan.taking_part
    for unit in plan.units:
        unit.first, unit.last, unit.successors = plan.provinces_on + 400 * DAY, None, []
    return plan.files()


@slip("SCR09")
def names_of_a_later_day(plan: Plan, rnd: random.Random) -> Files | None:
    """All units are made anew in the year of the round, and keep their names."""
    plan.provinces_on = plan.window = None
    day = date(plan.year, 12, 1)
    plan.units[:] = plan.taking_part
    later = [f"moi-{number}" for number in range(len(plan.units))]
    for unit, id_ in zip(list(plan.units), later):
        plan.units.append(Unit(id_, unit.name, unit.kind, unit.code, day))
        unit.last, unit.successors = day - DAY, later[:2]
    return plan.files()


@slip("FIL23")
def register_decomposed(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    text = unicodedata.normalize("NFD", files["provinces.yaml"].decode())
    return {**files, "provinces.yaml": text.encode()}


@slip("RND01")
def repeated_round(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    more = f"  - year: {plan.year}{plan.newline}"
    files["rounds.yaml"] += more.encode()
    return files


@slip("RND02")
def period_reversed(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.period is not None
    plan.period = plan.period[1], plan.period[0]
    return plan.files()


@slip("RND02")
def window_reversed(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.window is not None
    plan.window = plan.window[1], plan.window[0]
    return plan.files()


@slip("RND03")
def report_before_the_period_ends(plan: Plan, rnd: random.Random) -> Files | None:
    assert plan.period is not None
    plan.report = plan.period[1] - DAY
    return plan.files()


# Reading: the text of one file is changed.


def edited(plan: Plan, name: str, pattern: str, new: str) -> Files:
    """The folder with the first match of a pattern in one file replaced."""
    files = plan.files()
    text, count = re.subn(pattern, new, files[name].decode(), count=1)
    assert count == 1
    files[name] = text.encode()
    return files


@slip("FIL01")
def saved_as_windows_1258(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    files[plan.scores_file] = b"position,province,score\n1,\xd0i\xf2n Bi\xean,5\n"
    return files


@slip("FIL02")
def saved_as_utf_16(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    name = rnd.choice(sorted(files))
    files[name] = files[name].decode().encode("utf-16")
    return files


@slip("FIL03")
def emptied(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    files[rnd.choice((plan.clusters_file, plan.awards_file))] = b""
    return files


@slip("FIL04")
def bracket_left_open(plan: Plan, rnd: random.Random) -> Files | None:
    plan.flow = True
    return edited(plan, plan.clusters_file, r"\]", "")


@slip("FIL05")
def quote_left_open(plan: Plan, rnd: random.Random) -> Files | None:
    plan.quote = ""
    return edited(plan, plan.scores_file, r"\n2,", '\n2,"')


@slip("FIL06")
def repeated_key(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.clusters_file, r"(  leader: .*\n)", r"\1\1")


@slip("FIL07")
def missing_field(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.clusters_file, r"  leader: .*\n", "")


@slip("FIL08")
def unknown_field(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.clusters_file, r"(  leader: .*\n)", r"\1  note: x\n")


@slip("FIL07 FIL08")
def misspelt_field(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.clusters_file, "leader", "leeder")


@slip("FIL08")
def unknown_column(plan: Plan, rnd: random.Random) -> Files | None:
    for row in plan.rows:
        row.score += ",x"
    return edited(plan, plan.scores_file, "score", "score,note")


@slip("FIL09")
def mistyped_field(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.clusters_file, "number: .*?(\r?\n)", r"number: một\1")


@slip("FIL09")
def unknown_choice(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.awards_file, "status: decided", "status: granted")


@slip("FIL10")
def anchor(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.clusters_file, "leader: ", "leader: &lead ")


@slip("FIL11")
def ragged_row(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.scores_file, r"\n3,", "\n3,3,")


@slip("FIL12")
def missing_column(plan: Plan, rnd: random.Random) -> Files | None:
    files = edited(plan, plan.scores_file, ",province,score", ",score")
    text = files[plan.scores_file].decode()
    files[plan.scores_file] = re.sub(r"\n(\d+),[^,]+,", r"\n\1,", text).encode()
    return files


@slip("FIL13")
def repeated_column(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.scores_file, "position", "score")


@slip("FIL14")
def semicolons(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    files[plan.scores_file] = files[plan.scores_file].replace(b",", b";")
    return files


@slip("FIL15")
def not_a_number(plan: Plan, rnd: random.Random) -> Files | None:
    rnd.choice(plan.rows).score = rnd.choice(("", "NaN", "9O", "5 7", "chín", "vắng", "5-Aug"))
    return plan.files()


@slip("FIL16")
def thousands_point_undeclared(plan: Plan, rnd: random.Random) -> Files | None:
    plan.decimals, plan.step = None, None
    row = rnd.choice(plan.rows)
    row.score = f"{int(row.score):,}".replace(",", ".")
    return plan.files()


@slip("FIL17")
def thousands_point(plan: Plan, rnd: random.Random) -> Files | None:
    row = rnd.choice(plan.rows)
    row.score = f"{int(row.score):,}".replace(",", ".")
    return plan.files()


@slip("FIL17")
def decimal_comma(plan: Plan, rnd: random.Random) -> Files | None:
    plan.decimals, plan.step = 1, None
    row = rnd.choice(plan.rows)
    row.score = f'"{row.score},0"'
    return plan.files()


@slip("FIL17")
def written_otherwise(plan: Plan, rnd: random.Random) -> Files | None:
    """One meaning: zeros in front, a sign, an exponent, a unit, digits of another kind."""
    row = rnd.choice(plan.rows)
    wide = row.score.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    forms = (f"0{row.score}", f"+{row.score}", f"{row.score}e0", f"{row.score} điểm", wide)
    row.score = rnd.choice(forms)
    return plan.files()


@slip("FIL24")
def noise_of_a_spreadsheet(plan: Plan, rnd: random.Random) -> Files | None:
    plan.decimals, plan.step = None, None
    last = plan.rows[-1]
    last.score = f"{last.score}.00000000001"
    return plan.files()


@slip("FIL25")
def zero_in_front(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.awards_file, r"quota: (\d)", r"quota: 0\1")


@slip("FIL26")
def unfinished_merge(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    name = rnd.choice(sorted(files))
    lines = files[name].split(b"\n")
    one = rnd.randrange(len(lines) - 1)
    marked = [b"<<<<<<< HEAD", lines[one], b"=======", lines[one], b">>>>>>> khac"]
    files[name] = b"\n".join([*lines[:one], *marked, *lines[one + 1 :]])
    return files


@slip("FIL27")
def comment_in_csv(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    files[plan.scores_file] += b"# het\n"
    return files


@slip("FIL28")
def header_again(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    lines = files[plan.scores_file].splitlines(keepends=True)
    files[plan.scores_file] = b"".join([*lines, lines[0]])
    return files


@slip("FIL29")
def columns_exchanged(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.scores_file, "province,score", "score,province")


@slip("FIL30")
def text_cut_by_a_comma(plan: Plan, rnd: random.Random) -> Files | None:
    title = r"\1appendices: {1: {table: scores, title: VĂN THƯ, LƯU TRỮ}}\1provinces_on:"
    return edited(plan, "rounds.yaml", r"(\n *)provinces_on:", title)


@slip("FIL31")
def item_cut_by_a_comma(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(
        plan, "rounds.yaml", r"(\n *)provinces_on:", r"\1content: [văn thư, lưu trữ]\1provinces_on:"
    )


@slip("FIL32")
def vietnamese_headings(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.scores_file, "position,province,score", "Stt,Tên cơ quan,Điểm")


@slip("FIL34")
def read_as_latin_letters(plan: Plan, rnd: random.Random) -> Files | None:
    files = plan.files()
    files[plan.scores_file] = files[plan.scores_file].decode("latin-1").encode("utf-8")
    return files


@slip("FIL18")
def bad_date(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, "rounds.yaml", r"provinces_on: (\d+)-06-30", r"provinces_on: 30/6/\1")


@slip("FIL21")
def control_character(plan: Plan, rnd: random.Random) -> Files | None:
    return edited(plan, plan.awards_file, "decided", "decided\x0b")


def waived(plan: Plan, waiver: str) -> Files:
    files = plan.files()
    files["waivers.yaml"] = waiver.encode()
    return files


@slip("WAI01")
def waiver_for_nothing(plan: Plan, rnd: random.Random) -> Files | None:
    return waived(plan, f"- {{code: CLU01, province: {plan.units[0].name}, reason: x}}\n")


@slip("WAI02")
def waiver_expired(plan: Plan, rnd: random.Random) -> Files | None:
    return waived(plan, "- {code: CLU01, reason: x, until: 1999-12-31}\n")


@slip("WAI03")
def waiver_of_no_rule(plan: Plan, rnd: random.Random) -> Files | None:
    return waived(plan, "- {code: CLU77, reason: x}\n")


# The laws.

# Without the phase that explains a failure: over so many values it takes minutes.
QUICK = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)


@settings(QUICK, max_examples=80)
@given(folders())
def test_a_correct_folder_gives_no_finding(plan: Plan) -> None:
    assert findings_of(plan.files()) == []


@settings(QUICK, max_examples=25)
@given(full_folders())
def test_a_folder_that_declares_everything_gives_no_finding(plan: Plan) -> None:
    assert findings_of(plan.files()) == []


@pytest.mark.parametrize("name", SLIPS)
@QUICK
@given(plan=full_folders(), rnd=st.randoms(use_true_random=False))
def test_a_slip_gives_its_own_codes(name: str, plan: Plan, rnd: random.Random) -> None:
    codes, mutate = SLIPS[name]
    files = mutate(plan, rnd)
    assume(files is not None)
    assert files is not None
    found = findings_of(files)
    assert {f.code for f in found} == set(codes.split()), [(f.code, f.message) for f in found]


def test_the_table_has_every_rule() -> None:
    """All but those on what a folder in memory is not: misnamed, too large, of too many slips."""
    tables = (SLIPS, FINISHED, IN_PROGRESS, OF_SHEETS)
    told = {code for table in tables for codes, _mutate in table.values() for code in codes.split()}
    assert told == set(all_rules()) - {"FIL19", "FIL20", "FIL22", "FIL35"}


@QUICK
@given(plan=full_folders(), rnd=st.randoms(use_true_random=False))
def test_names_that_differ_in_marks_alone(plan: Plan, rnd: random.Random) -> None:
    """Two units of one register may be Hà Tĩnh and Hà Tỉnh: each name is its own."""
    one, other = rnd.sample(plan.taking_part, 2)
    stem = one.name
    swap_names(plan, other.name, stem + " Tỉnh")
    swap_names(plan, stem, stem + " Tĩnh")
    assert findings_of(plan.files()) == []


def swap_names(plan: Plan, old: str, new: str) -> None:
    """Another name for a unit, everywhere."""
    for unit in plan.units:
        unit.name = new if unit.name == old else unit.name
    for cluster in plan.clusters:
        cluster.leader = new if cluster.leader == old else cluster.leader
        cluster.members = [new if name == old else name for name in cluster.members]
    for row in plan.rows:
        row.name = new if row.name == old else row.name
    for tier in plan.tiers:
        tier.recipients = [new if name == old else name for name in tier.recipients or ()]


@QUICK
@given(plan=full_folders())
def test_a_register_in_another_unicode_form(plan: Plan) -> None:
    """What is composed in the round files stays silent: there the slip is not."""
    files = plan.files()
    register = unicodedata.normalize("NFD", files["provinces.yaml"].decode())
    files["provinces.yaml"] = register.encode()
    told = [f for f in findings_of(files) if f.span.path != "memory/provinces.yaml"]
    assert told == []


def test_one_mistyped_position_is_told_once() -> None:
    """`1, 1, 3`: the second is repeated and its own is missing, which is one slip."""
    text = "position,province,score\n1,Hà Nội,9\n1,Hà Nam,8\n3,Sơn La,7\n"
    assert [f.code for f in findings_of({"scores_2007.csv": text.encode()})] == ["SCR08"]


# A few through the real command.


@pytest.mark.parametrize(
    "name", ["misspelt_by_a_letter", "in_two_clusters_for_another", "thousands_point"]
)
@settings(QUICK, max_examples=2)
@given(plan=full_folders(), rnd=st.randoms(use_true_random=False))
def test_the_command_tells_the_same(
    name: str, plan: Plan, rnd: random.Random, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codes, mutate = SLIPS[name]
    files = mutate(plan, rnd)
    assert files is not None
    folder = write_to(tmp_path_factory.mktemp("folder") / "data", files)
    result = run("validate", "data", "-f", "json", cwd=folder.parent)
    found = json.loads(result.stdout)
    assert {f["code"] for f in found} == set(codes.split())
    assert {f["path"].partition("/")[0] for f in found} == {"data"}
    assert result.code == 1


@settings(QUICK, max_examples=2)
@given(plan=full_folders())
def test_the_command_is_silent_on_a_correct_folder(
    plan: Plan, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = write_to(tmp_path_factory.mktemp("folder"), plan.files())
    assert run("validate", "--strict", cwd=folder) == (0, "", "vtlt: no findings\n")


@settings(QUICK, max_examples=2)
@given(plan=full_folders())
def test_a_file_with_a_slip_in_its_name(
    plan: Plan, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = plan.files()
    files[f"cluster_{plan.year}.yaml"] = b""
    folder = write_to(tmp_path_factory.mktemp("folder"), files)
    (finding,) = json.loads(run("validate", "-f", "json", cwd=folder).stdout)
    assert (finding["code"], finding["path"]) == ("FIL19", f"cluster_{plan.year}.yaml")
