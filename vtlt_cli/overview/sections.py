"""The sections of the page, each from records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from vtlt_cli.awards.kind import Awards
from vtlt_cli.awards.reckoning import Reckoning, is_decided, is_published
from vtlt_cli.awards.tables import AWARD, undecided
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.clusters.members import cluster_of
from vtlt_cli.diagnostics import Finding, Words
from vtlt_cli.figures.chart import chart
from vtlt_cli.overview.page import Section, cards, listed_by, steps, table
from vtlt_cli.printing.table import Column, Row, Table, text_of, whole_column
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.results.progress import progress
from vtlt_cli.results.tables import summary_table
from vtlt_cli.rounds.kind import Appendix, Round
from vtlt_cli.rounds.offices import listed, office, who
from vtlt_cli.scores.compare import Movement
from vtlt_cli.scores.rank import Standing
from vtlt_cli.scores.tables import compared_table, printed_table, standings_table
from vtlt_cli.wording import Lang, day, long_day, quantity, side

# What stands over awards that were reckoned and not decided.
EXPECTED = "DỰ KIẾN"


def where_it_stands(
    data: Dataset, round_: Round, on: date, lang: Lang, told: tuple[str, ...]
) -> Section:
    """How many units have taken each step of the round, on that day."""
    found = progress(data, round_.year, on)
    summary = summary_table(found, lang)
    body = steps(((row["step"], row["done"], row["units"]) for row in summary.rows), lang)
    title = side(("Where the round stands", "Tiến độ"), lang)
    said = side((f"on {day(on, lang)}", f"đến ngày {day(on, lang)}"), lang)
    return Section("progress", f"{title}, {said}", told, body)


def ranking(
    data: Dataset,
    round_: Round,
    standings: Sequence[Standing],
    reckoning: Reckoning | None,
    moves: tuple[Sequence[Movement], int] | None,
    lang: Lang,
    told: tuple[str, ...],
) -> Section:
    """The standings with cluster and tier of each, beside the round before."""
    drawn = (
        compared_table(moves[0], round_, moves[1], lang)
        if moves is not None
        else standings_table(standings, round_, lang)
    )
    homes = cluster_of(data, round_.year)
    by_id = {unit.id: cluster.number for unit, cluster in homes.items()}
    tiers = _tiers(reckoning, lang) if reckoning is not None else {}
    rows = [
        {
            **row,
            "cluster": by_id.get(row["province"]),
            "tier": tiers.get(row["province"] or row["name"], ""),
        }
        for row in drawn.rows
    ]
    columns = [column for column in drawn.columns if column.field != "position"]
    if homes:
        columns.insert(2, whole_column(side(("Cluster", "Cụm"), lang), "cluster"))
    if reckoning is not None:
        title = side(AWARD, lang)
        if not _all_decided(reckoning.awards):
            title += f" ({EXPECTED})"
        columns.append(Column(title, text_of("tier"), "left", "tier"))
    drawn = drawn._replace(columns=tuple(columns), rows=rows, heading=())
    caption = side(
        ("Standings; ties share a place", "Bảng xếp hạng; cơ quan bằng điểm đồng hạng"), lang
    )
    body = ""
    if reckoning is not None and not _all_decided(reckoning.awards):
        says = side(
            ("awards are computed by the scores and not decided", "theo điểm, chưa quyết định"),
            lang,
        )
        body = f'<p><span class="mark">{EXPECTED}</span> {says}</p>\n'
    body += table(drawn, "standings", caption, lang, wide=("change", "rank_before"))
    return Section("ranking", side(("Standings", "Xếp hạng"), lang), told, body)


def _all_decided(awards: Awards) -> bool:
    return bool(awards.tiers) and all(is_published(tier, awards) for tier in awards.tiers)


def _tiers(reckoning: Reckoning, lang: Lang) -> Mapping[str, str]:
    """The tier of each: as published where its tier is, else by the scores and exceptions."""
    found = {}
    for row in reckoning.rows:
        key = who(row.name)
        if row.open_at is not None:
            found[key] = undecided(lang)
            continue
        tier = row.published if row.published is not None else row.tier
        if row.tier is not None and not is_published(row.tier, reckoning.awards):
            tier = row.tier
        if tier is not None:
            found[key] = tier.name
    return found


def drawing(
    round_: Round,
    standings: Sequence[Standing],
    reckoning: Reckoning | None,
    lang: Lang,
) -> Section:
    """The chart of the scores with the cuts of the tiers."""
    notes: list[str] = []
    if reckoning is not None:
        decided = any(is_decided(tier, reckoning.awards) for tier in reckoning.awards.tiers)
        words: Words = ("awards by score", "danh hiệu, hình thức theo kết quả chấm điểm")
        if not decided:
            words = ("awards as proposed", f"{EXPECTED} danh hiệu, hình thức")
        notes.append(side(words, lang))
    title = round_.title or side((f"Round {round_.year}", f"Đợt kiểm tra năm {round_.year}"), lang)
    svg = chart(title, standings, reckoning, notes, lang)
    heading = side(("Chart", "Biểu đồ"), lang)
    return Section("chart", heading, (), f'<figure class="scroll" tabindex="0">{svg}</figure>\n')


def cluster_cards(clusters: Sequence[Cluster], lang: Lang, told: tuple[str, ...]) -> Section:
    """A card a cluster: its leader and its members."""
    found = []
    for cluster in clusters:
        heading = side((f"Cluster {cluster.number}", f"Cụm {cluster.number}"), lang)
        leads = side(("Lead", "Cụm trưởng"), lang)
        found.append(
            (heading, f"{leads}: {listed(cluster.leader)}", [listed(n) for n in cluster.members])
        )
    heading = side(("Clusters", "Các Cụm"), lang)
    return Section("clusters", heading, told, cards(found))


def findings_list(findings: Sequence[Finding], lang: Lang) -> Section:
    """What validation finds, by rule, with the places."""
    by_code: dict[tuple[str, str], list[tuple[str, str]]] = {}
    order = {"error": 0, "warning": 1, "info": 2}
    open_ = [one for one in findings if not one.waived]
    for one in sorted(open_, key=lambda one: (order.get(one.severity, 3), one.code)):
        place = f"{one.span.path}:{one.span.line}:{one.span.column}"
        by_code.setdefault((one.severity, one.code), []).append((place, one.message))
    names = {
        "error": side(("error", "lỗi"), lang),
        "warning": side(("warning", "cảnh báo"), lang),
        "info": side(("note", "lưu ý"), lang),
    }
    groups = [
        (f"{code}: {quantity(len(items))} {names.get(severity, names['info'])}", items)
        for (severity, code), items in by_code.items()
    ]
    nothing = side(("Nothing was found.", "Không có phát hiện nào."), lang)
    body = listed_by(groups) if groups else f"<p>{nothing}</p>\n"
    return Section("findings", side(("Findings", "Phát hiện"), lang), (), body)


def papers_list(rows: Sequence[Row], lang: Lang) -> Section:
    """Which papers can be drafted, and what is missing for the rest."""

    def state(row: Row) -> str:
        if row["ready"]:
            return side(("yes", "có thể dự thảo"), lang)
        return side(("missing: ", "thiếu: "), lang) + "; ".join(row["missing"])

    drawn = Table(
        (),
        (
            Column(side(("Paper", "Văn bản"), lang), text_of("title"), "left", "title"),
            Column(side(("Can be drafted", "Tình trạng"), lang), state, "left", "ready"),
        ),
        ("title", "ready"),
        rows,
    )
    heading = side(("Papers", "Văn bản"), lang)
    caption = side(("by vtlt draft", "lập bằng lệnh vtlt draft"), lang)
    return Section("papers", heading, (), table(drawn, "drafts", caption, lang, searched=False))


# What is published.


def published_scores(data: Dataset, round_: Round, lang: Lang) -> Section:
    """Phụ lục 1: the list of scores as the report prints it."""
    declared = (one for one in round_.appendices.values() if one.table == "scores")
    appendix = next(declared, Appendix(1, "scores", "", {}))
    drawn = printed_table(appendix, round_, data, (), False)
    heading = side((f"Appendix {appendix.number}", f"Phụ lục {appendix.number}"), lang)
    title = appendix.title or heading
    return Section("ranking", heading, (), table(drawn, "standings", title, lang))


def decided_awards(round_: Round, awards: Awards, lang: Lang) -> Section:
    """Whom each award was granted to, in the order of the published lists."""
    found = []
    for tier in awards.tiers:
        by = tier.granted_by or ""
        paper = tier.decision
        said = f"{paper.number}, {long_day(paper.date)}" if paper is not None else ""
        line = ", ".join(part for part in (by, said) if part)
        found.append((tier.name, line, [office(name, round_) for name in tier.recipients or ()]))
    heading = side(("Awards", "Khen thưởng"), lang)
    return Section("awards", heading, (), cards(found))
