"""Correct folders of a whole round for hypothesis: teams, visits, reports and proposals.

`rounds()` draws one over a correct folder of `folders.py`: as it ends, or as it stands in the
middle, each unit at a stage of its own. Plain values stand in lists and mappings, as in the files,
so that a test may change one before `files()` writes them out.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from folders import DAY, Files, Plan, full_folders
from hypothesis import strategies as st

Entry = dict[str, Any]

SEATS = (
    {"seat": "head", "title": "Trưởng đoàn", "of": "leader", "count": 1},
    {"seat": "directorate", "title": "Đại diện Lãnh đạo Sở Nội vụ"},
    {"seat": "staff", "title": "Cán bộ văn thư, lưu trữ"},
    {"seat": "secretary", "title": "Thư ký", "of": "leader", "count": 1},
)
HALVES = ("sáng", "chiều")
CLASSES = ("Tốt", "Khá")


@dataclass
class RoundPlan:
    """A folder with one round and what was done in it, before it is written.

    `rounds` are the fields of the round beside those of `plan`; `finished` has scores and awards.
    """

    plan: Plan
    finished: bool
    rounds: Entry
    teams: list[Entry]
    visits: list[Entry]
    results: list[Entry]
    proposals: list[Entry]

    def files(self) -> Files:
        """The files of the folder by their names."""
        plan = self.plan
        files = plan.files()
        if not self.finished:
            del files[plan.scores_file], files[plan.awards_file]
        more = _yaml(self.rounds, False).replace("\n", "\n    ").rstrip()
        files["rounds.yaml"] += f"    {more}\n".replace("\n", plan.newline).encode()
        for kind in ("teams", "visits", "results", "proposals"):
            text = _yaml(getattr(self, kind), plan.flow)
            name = f"{kind}_{plan.year}.yaml"
            files[name] = plan.mark + text.replace("\n", plan.newline).encode()
        return files

    def visit(self, unit: str) -> Entry:
        """The visit of a unit, by its name."""
        found: Entry
        (found,) = [v for c in self.visits for v in c["visits"] if v["province"] == unit]
        return found


class _Plain(yaml.SafeDumper):
    """Writes a value out wherever it stands."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(value: Any, flow: bool) -> str:
    style = None if flow else False
    text: str = yaml.dump(
        value, Dumper=_Plain, allow_unicode=True, sort_keys=False, default_flow_style=style
    )
    return text


def half(day: date, afternoon: bool) -> str:
    """A half-day as a file has it."""
    return f"{day} {HALVES[afternoon]}"


@st.composite
def rounds(draw: st.DrawFn, finished: bool | None = None) -> RoundPlan:
    """A correct round; `finished` or in the middle, where that is asked for."""
    plan = draw(full_folders())
    rnd = random.Random(draw(st.integers(0, 10_000)))
    ends = draw(st.booleans()) if finished is None else finished
    assert plan.window is not None and plan.report is not None
    least = rnd.choice((1, 2))
    scores = {row.name: int(row.score) for row in plan.rows}
    visits, results = [], []
    for cluster in plan.clusters:
        entry = _visits(plan, cluster.members, scores, least, rnd)
        entry = {"cluster": cluster.number, **entry}
        visits.append(entry)
        over = all("minutes" in v or "not_inspected" in v for v in entry["visits"])
        if not ends and rnd.random() < 0.5:
            over = False
            _interrupted(entry["visits"], rnd)
        if over:
            results.append({"cluster": cluster.number, **_report(entry["visits"], rnd)})
    gone = {v["province"] for c in visits for v in c["visits"] if "not_inspected" in v}
    if ends and gone:
        # Who has a score was inspected.
        for entry in visits:
            for visit in entry["visits"]:
                if visit["province"] in gone:
                    visit.pop("not_inspected")
                    _held(visit, visit["sessions"], scores[visit["province"]], rnd)
        results = [{"cluster": c["cluster"], **_report(c["visits"], rnd)} for c in visits]
    for listed in (visits, results):
        rnd.shuffle(listed)
    before = max((r["received"] for r in results), default=plan.window[1]) + 2 * DAY
    more = {
        "sessions_per_province": least,
        "report_before": before,
        "self_before": plan.window[0],
        "team": list(SEATS),
    }
    teams = [
        _team(cluster.number, cluster.leader, cluster.members, rnd) for cluster in plan.clusters
    ]
    return RoundPlan(plan, ends, more, teams, visits, results, _proposals(plan, rnd))


def _visits(
    plan: Plan, members: list[str], scores: dict[str, int], least: int, rnd: random.Random
) -> Entry:
    """The plan of a cluster and its visits, all of them over but those that could not be held."""
    assert plan.window is not None
    day = plan.window[0] + rnd.randint(20, 30) * DAY
    number = f"{rnd.randint(1, 99)}/KH-SNV"
    paper = {"number": number, "date": day - 15 * DAY, "sent": day - 14 * DAY}
    visits: list[Entry] = []
    for name in rnd.sample(members, len(members)):
        halves = [half(day + i // 2 * DAY, i % 2 == 1) for i in range(rnd.randint(least, 3))]
        received = day - rnd.randint(1, 9) * DAY
        report = {"number": "118/BC-VP", "date": received - 2 * DAY, "received": received}
        visit: Entry = {"province": name, "sessions": halves, "self_report": report}
        if rnd.random() < 0.1:
            document = {"number": "77/UBND-VP", "date": day}
            visit["not_inspected"] = {"reason": "khắc phục hậu quả bão", "document": document}
        else:
            held = halves
            if rnd.random() < 0.2:
                day += 4 * DAY
                held = [half(day + i // 2 * DAY, i % 2 == 1) for i in range(len(halves))]
            _held(visit, held, scores[name], rnd)
        visits.append(visit)
        day += rnd.randint(3, 6) * DAY
    return {"plan": paper, "visits": visits}


def _held(visit: Entry, held: list[str], total: int, rnd: random.Random) -> None:
    """The visit is over: with minutes, and at times with supplementary ones."""
    last = date.fromisoformat(held[-1][:10])
    minutes: Entry = {"date": last, "total": total, "class": rnd.choice(CLASSES)}
    visit["held"] = list(held)
    visit["minutes"] = minutes
    if rnd.random() < 0.2:
        later = {**minutes, "date": last + DAY, "reason": "cộng lại điểm"}
        visit["supplements"] = [later]
        visit["minutes"] = {**minutes, "total": total - 5}
    if rnd.random() < 0.3:
        visit["requests"] = [{"to": "locality", "text": "Đề nghị bổ sung biên chế, kinh phí"}]


def _interrupted(visits: list[Entry], rnd: random.Random) -> None:
    """Some visits are not yet over, or not yet begun."""
    for visit in rnd.sample(visits, rnd.randint(1, len(visits))):
        for field in ("minutes", "supplements", "requests", "not_inspected"):
            visit.pop(field, None)
        if rnd.random() < 0.6:
            visit.pop("held", None)
            if rnd.random() < 0.5:
                visit.pop("self_report")


def latest(visit: Entry) -> Entry:
    """The minutes that count."""
    found: Entry = visit.get("supplements", [visit["minutes"]])[-1]
    return found


def _report(visits: list[Entry], rnd: random.Random) -> Entry:
    """The report of a cluster whose visits are over."""
    papers = [latest(visit) for visit in visits if "minutes" in visit]
    day = max((paper["date"] for paper in papers), default=visits[0]["self_report"]["date"])
    day += rnd.randint(0, 9) * DAY
    results = [
        {
            "province": visit["province"],
            "score": latest(visit)["total"],
            "class": latest(visit)["class"],
        }
        for visit in visits
        if "minutes" in visit
    ]
    return {
        "report": {"number": "81/BC-SNV", "date": day},
        "sent": day + DAY,
        "received": day + 3 * DAY,
        "results": results,
    }


def _team(number: int, leader: str, members: list[str], rnd: random.Random) -> Entry:
    posts = [
        {"seat": "head", "province": leader, "post": "Phó Giám đốc Sở Nội vụ"},
        {"seat": "directorate", "province": rnd.choice(members), "post": "Giám đốc Sở Nội vụ"},
        {"seat": "staff", "province": rnd.choice(members), "post": "Lưu trữ viên"},
        {"seat": "secretary", "province": leader, "post": "Chuyên viên"},
    ]
    if rnd.random() < 0.5:
        posts.append({"seat": "guest", "agency": "Cục giả định", "post": "Chuyên viên"})
    rnd.shuffle(posts)
    return {"cluster": number, "members": posts}


def _proposals(plan: Plan, rnd: random.Random) -> list[Entry]:
    """What some units asked for; nothing that is accepted changes the clusters any more."""
    assert plan.report is not None
    found = []
    for name in rnd.sample([unit.name for unit in plan.taking_part], rnd.randint(1, 3)):
        day = plan.report - rnd.randint(20, 40) * DAY
        found.append(
            {
                "province": name,
                "document": {"number": "31/SNV-VTLT", "date": day},
                "received": day + 2 * DAY,
                "about": rnd.choice(("clusters", "criteria")),
                "request": "Đề nghị xem xét, điều chỉnh",
                "answer": rnd.choice(("accepted", "declined", "partly")),
                "reason": "Giữ ổn định như dự kiến",
            }
        )
    # Two swap their places; or have done so already, and the clusters read as asked for.
    one, other = rnd.sample(plan.clusters, 2)
    here = rnd.choice([name for name in one.members if name != one.leader])
    there = rnd.choice([name for name in other.members if name != other.leader])
    swap = [f"{one.number}:{here}={there}", f"{other.number}:{there}={here}"]
    done = [f"{one.number}:{there}={here}", f"{other.number}:{here}={there}"]
    found[0]["change"] = rnd.choice((swap, done))
    return found
