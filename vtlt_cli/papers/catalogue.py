"""Which papers can be drafted, what each stands on, and of whom it speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from vtlt_cli.awards.reckoning import RECKONED
from vtlt_cli.criteria.kind import CRITERIA as SCALE
from vtlt_cli.diagnostics import Words
from vtlt_cli.papers import before, file_index, minutes, of_clusters, of_units, on_awards, report
from vtlt_cli.papers.material import Material, members
from vtlt_cli.printing.paper import Annex, Paper
from vtlt_cli.reading.fields import records_of
from vtlt_cli.rounds.grounds import NAMES, Uses, together

Who = Literal["unit", "cluster", "both"]
Drafts = Sequence[Paper | Annex]


class Draft(NamedTuple):
    """A paper that can be drafted.

    `of` says whether it speaks of a unit, of a cluster, of either, or of the round (None). `needs`
    are the kinds of file without which there is nothing to draft, `uses` all that it stands on.
    `draw` makes it of the material, and of the unit or cluster where it speaks of one. `lacks` says
    what else is missing.
    """

    title: Words
    of: Who | None
    needs: tuple[str, ...]
    uses: Uses
    draw: Callable[..., Any]
    lacks: Callable[[Material], list[Words]] = lambda m: []


def _all_of(group: str, *fields: str) -> frozenset[str]:
    """A field of a round that has fields of its own, and these of them."""
    return frozenset({f"round.{group}", *(f"round.{group}.{field}" for field in fields)})


# What every head and every opening uses.
_HEAD: Uses = together(
    NAMES,
    {
        "rounds": frozenset(
            {
                "round.title",
                *_all_of("period", "from", "to"),
                *_all_of("issuers", "department", "leader", "office"),
                *_all_of("issuers", "name", "parent", "symbol", "place"),
                *_all_of("documents", "issuer", "title"),
            }
        )
    },
)
_CLUSTERS: Uses = {"clusters": frozenset()}
# Points by a scale of which anything is lost would be those of another scale.
_SCALE: Uses = {
    "criteria": frozenset(
        f"{record.name}.{field}" for record in records_of(SCALE.top) for field in record.fields
    )
}
_SHEETS: Uses = {"sheets": frozenset()}
_TEAM: Uses = {
    "rounds": _all_of("team", "of", "count"),
    "teams": frozenset({"team.decision", "member.province", "member.agency", "member.name"}),
}
_PLAN: Uses = {
    "rounds": frozenset(
        {"round.content", *_all_of("basis", "plan"), *_all_of("window", "from", "to")}
    ),
    "visits": frozenset({"visit.sessions", "visit.place", "cluster visits.closing"}),
}
_VISITS: Uses = {
    "visits": frozenset(
        {
            "cluster visits.plan",
            "visit.place",
            "visit.self_report",
            "visit.held",
            "visit.attended",
            "visit.minutes",
            "minutes.total",
            "minutes.class",
            "visit.supplements",
            "visit.strengths",
            "visit.faults",
            "visit.requests",
            "visit.not_inspected",
        }
    )
}
_RESULTS: Uses = {"results": frozenset({"result.score", "result.class"})}
_GUIDED: Uses = {
    "rounds": frozenset(
        {
            "round.content",
            *_all_of("window", "from", "to"),
            "round.report_before",
            "round.sessions_per_province",
            *_all_of("team", "of", "count"),
        }
    )
}
_AWARDS: Uses = together(
    RECKONED,
    {
        "rounds": _all_of("basis", "awards"),
        "awards": frozenset({"tier.merit", "tier.granted_by", "tier.submitted", "tier.decision"}),
    },
)
_REPORT: Uses = together(
    _GUIDED, {"rounds": frozenset({"round.appendices", "round.scores.decimals"})}
)


def _no_tier(which: Words, found: Callable[[Material], Any]) -> Callable[[Material], list[Words]]:
    return lambda m: [] if found(m) else [which]


_ABOVE: Words = (
    "awards of an authority above (granted_by)",
    "danh hiệu, hình thức do cấp trên quyết định (granted_by)",
)
_OWN: Words = (
    "awards that the department grants itself (granted_by, issuers)",
    "danh hiệu, hình thức do cơ quan tổ chức đợt kiểm tra quyết định (granted_by, issuers)",
)


def _asked(m: Material) -> list[Words]:
    """Opinions or requests, without which there is nothing to gather."""
    if m.data.has("proposals", m.year) or of_clusters.requests_table(m) is not None:
        return []
    return [("proposals, or requests in the visits", "góp ý, hoặc kiến nghị qua kiểm tra")]


DRAFTS: dict[str, Draft] = {
    "consultation": Draft(
        ("letter for opinions on criteria and clusters", "Công văn lấy ý kiến dự thảo"),
        None,
        ("criteria", "clusters"),
        together(_HEAD, _SCALE, _CLUSTERS),
        before.consultation,
    ),
    "guidance": Draft(
        ("letter that guides the inspection", "Công văn hướng dẫn kiểm tra chéo"),
        None,
        ("criteria", "clusters"),
        together(_HEAD, _SCALE, _CLUSTERS, _GUIDED),
        before.guidance_paper,
    ),
    "team": Draft(
        ("letter and decision on a team", "Công văn cử người, Quyết định thành lập Đoàn"),
        "cluster",
        ("clusters",),
        together(_HEAD, _CLUSTERS, _TEAM, _PLAN),
        before.team,
    ),
    "sheet": Draft(
        ("sheet of points", "Phiếu chấm điểm"),
        "unit",
        ("criteria", "clusters"),
        together(_HEAD, _SCALE, _CLUSTERS, _SHEETS),
        of_units.sheet,
    ),
    "self-report": Draft(
        ("report of a unit on itself", "Báo cáo tự đánh giá, chấm điểm"),
        "unit",
        ("criteria", "clusters"),
        together(_HEAD, _SCALE, _CLUSTERS, _SHEETS),
        of_units.self_report,
    ),
    "plan": Draft(
        ("plan of a cluster", "Kế hoạch kiểm tra của Cụm"),
        "cluster",
        ("clusters",),
        together(_HEAD, _CLUSTERS, _TEAM, _PLAN),
        of_clusters.plan,
    ),
    "minutes": Draft(
        ("minutes of a visit", "Biên bản kiểm tra"),
        "unit",
        ("criteria", "clusters"),
        together(_HEAD, _SCALE, _CLUSTERS, _SHEETS, _TEAM, _VISITS),
        minutes.minutes,
    ),
    "supplement": Draft(
        ("supplementary minutes", "Biên bản bổ sung"),
        "unit",
        ("clusters", "visits"),
        together(_HEAD, _CLUSTERS, _VISITS),
        minutes.supplement,
    ),
    "cluster-report": Draft(
        ("report of a cluster", "Báo cáo kết quả kiểm tra của Cụm"),
        "cluster",
        ("clusters", "visits"),
        together(_HEAD, _SCALE, _CLUSTERS, _SHEETS, _VISITS, _RESULTS),
        of_clusters.cluster_report,
    ),
    "reminder": Draft(
        ("letter on a report not received", "Công văn đôn đốc báo cáo"),
        "both",
        # Without a file of visits nothing is recorded of what was received.
        ("clusters", "visits"),
        together(_HEAD, _CLUSTERS, _VISITS, _RESULTS),
        of_clusters.reminder,
    ),
    "answers": Draft(
        ("opinions and requests with answers", "Bảng tổng hợp, tiếp thu, giải trình ý kiến"),
        None,
        ("clusters",),
        together(
            _HEAD,
            _CLUSTERS,
            _VISITS,
            {"proposals": frozenset({"proposal.document", "proposal.answer", "proposal.reason"})},
        ),
        before.answers,
        _asked,
    ),
    "report": Draft(
        ("report of the round", "Báo cáo kết quả kiểm tra chéo"),
        None,
        ("scores",),
        together(_HEAD, _CLUSTERS, _VISITS, _RESULTS, _AWARDS, _REPORT),
        report.report,
    ),
    "submission": Draft(
        ("submission of awards", "Tờ trình khen thưởng"),
        None,
        ("scores", "awards"),
        together(_HEAD, _AWARDS, _SCALE),
        on_awards.submission,
        _no_tier(_ABOVE, on_awards.submitted_tiers),
    ),
    "decision": Draft(
        ("decision on awards, with the list", "Quyết định khen thưởng, kèm danh sách"),
        None,
        ("scores", "awards"),
        together(_HEAD, _AWARDS),
        on_awards.decision,
        _no_tier(_OWN, on_awards.own_tiers),
    ),
    "dossier": Draft(
        ("dossier of the awards submitted", "Hồ sơ trình khen thưởng"),
        None,
        ("scores", "awards"),
        together(_HEAD, _AWARDS, _SCALE),
        on_awards.dossier,
        _no_tier(_ABOVE, on_awards.submitted_tiers),
    ),
    "index": Draft(
        ("index of the papers of the round", "Mục lục văn bản, tài liệu của đợt kiểm tra"),
        None,
        (),
        together(
            _HEAD,
            _CLUSTERS,
            _VISITS,
            _TEAM,
            _RESULTS,
            {
                "proposals": frozenset({"proposal.document"}),
                "awards": frozenset({"tier.submitted", "tier.decision"}),
            },
        ),
        file_index.index,
    ),
}


def about(m: Material, document: str) -> list[Any]:
    """The units or clusters that the paper may be drafted for; none where it is of the round."""
    draft = DRAFTS[document]
    if document == "reminder":
        return [*of_clusters.awaited_clusters(m), *of_clusters.awaited_units(m)]
    if draft.of == "cluster":
        return list(m.clusters)
    if draft.of == "unit":
        units = dict.fromkeys(unit for cluster in m.clusters for unit in members(cluster))
        if document == "supplement":
            return [u for u in units if (visit := m.visit(u)[1]) is not None and visit.minutes]
        return list(units)
    return []


def drawn(m: Material, document: str, who: Any) -> Drafts:
    """The paper, of that unit or cluster where it speaks of one."""
    if document == "reminder":
        from vtlt_cli.clusters.kind import Cluster

        of_cluster = isinstance(who, Cluster)
        make = of_clusters.reminder if of_cluster else of_clusters.reminder_of_unit
        return make(m, who)
    draw = DRAFTS[document].draw
    papers: Drafts = draw(m) if who is None else draw(m, who)
    return papers
