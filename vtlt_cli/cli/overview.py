"""`vtlt overview`."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional

import typer

from vtlt_cli.awards.reckoning import RECKONED
from vtlt_cli.cli.draft import draft_rows
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import none_in_doubt, none_of
from vtlt_cli.cli.options import Data, Language, RoundYear
from vtlt_cli.cli.progress import USES as PROGRESS_USES
from vtlt_cli.cli.progress import chosen_day
from vtlt_cli.cli.reckoned import reckoned_round, tell_undecided, undecided_notes
from vtlt_cli.cli.scored import Scored
from vtlt_cli.cli.session import Context, at, context_of, data_folder, put
from vtlt_cli.diagnostics import Finding, Refusal, Words
from vtlt_cli.grounds import Grounds, told_by
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.doubts import Doubt, unresolved
from vtlt_cli.rounds.grounds import NAMES, Uses, together
from vtlt_cli.rounds.kind import Round, days_of, report_day, round_of
from vtlt_cli.scores.doubts import doubts_of
from vtlt_cli.wording import day, side

if TYPE_CHECKING:
    from vtlt_cli.awards.reckoning import Reckoning
    from vtlt_cli.overview.page import Section
    from vtlt_cli.scores.compare import Movement
    from vtlt_cli.scores.rank import Standing

NO_OVERVIEW: Words = ("no overview", "chưa lập được trang tổng quan")
NO_PAGE: Words = ("no public page", "chưa lập được trang công bố")
_SCORES: Uses = together(
    RECKONED,
    {
        "awards": frozenset({"tier.submitted", "tier.decision", "tier.recipients"}),
        "rounds": frozenset({"round.title", "round.appendices"}),
        "provinces": frozenset({"province.successors"}),
    },
)
_CLUSTERS: Uses = together(NAMES, {"clusters": frozenset()})


def overview(
    ctx: typer.Context,
    output: Annotated[
        Optional[str],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.html",
            help=t(
                "write to FILE.html; else to standard output",
                "ghi ra tệp HTML; không ghi thì in ra màn hình",
            ),
        ),
    ] = None,
    public: Annotated[
        bool,
        typer.Option(
            "--public",
            help=t(
                "only what the report of the round publishes",
                "chỉ gồm nội dung đã công bố kèm theo báo cáo",
            ),
        ),
    ] = False,
    on: Annotated[
        Optional[str],
        typer.Option(
            "--on",
            metavar="YYYY-MM-DD",
            help=t(
                "as it stood on that day; without it today",
                "tình hình đến ngày đó; không ghi: hôm nay",
            ),
        ),
    ] = None,
    round_: RoundYear = None,
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.check import judged
    from vtlt_cli.load import load
    from vtlt_cli.overview.page import page
    from vtlt_cli.printing.files import must_end_with

    context = context_of(ctx, data, lang, "auto")
    if output is not None:
        must_end_with(output, (".html", ".htm"), ("the overview", "trang tổng quan"))
    if public and on is not None:
        raise Refusal(
            "--public shows no progress: --on has no effect on it",
            "--public không có phần tiến độ: không dùng cùng --on",
        )
    chosen = chosen_day(on)
    folder = data_folder(context)
    year = _year(folder, round_)
    found, problems = load(folder)
    findings = judged(found, problems, context.lang)
    whole = _Whole(context, folder, found, findings, year, chosen)
    if public:
        sections, code = _public(whole), 0
        if sections is None:
            return 1
    else:
        sections, code = _internal(whole)
    title = whole.round.title or side((f"Round {year}", f"Đợt kiểm tra năm {year}"), context.lang)
    from vtlt_cli.awards.tables import INTERNAL
    from vtlt_cli.check import today

    made = day(today(), context.lang)
    foot = side((f"Made by vtlt on {made}.", f"Lập bằng vtlt ngày {made}."), context.lang)
    content = page(title, "" if public else INTERNAL, _notes(whole), sections, foot, context.lang)
    put(content, output, context.keep)
    return code


def _year(folder: Folder, asked: int | None) -> int:
    """The round asked for, else the latest that has a file."""
    years = sorted({address.year for address in folder.files if address.year})
    if asked is None:
        return years[-1]
    if asked not in years:
        listed = ", ".join(map(str, years))
        raise Refusal(
            f"there is no file of round {asked}; there are those of: {listed}",
            f"không có tệp nào của đợt kiểm tra năm {asked}; có các đợt: {listed}",
        )
    return asked


class _Whole(NamedTuple):
    """A folder as read, with all findings, and the round that the page is of."""

    context: Context
    folder: Folder
    data: Dataset
    findings: list[Finding]
    year: int
    on: date

    @property
    def round(self) -> Round:
        return round_of(self.data, self.year)

    def has(self, *kinds: str) -> bool:
        """Whether there is a file of one of these kinds, read or not."""
        return any(Address(kind, self.year) in self.folder.files for kind in kinds)

    def of_the_round(self) -> list[Finding]:
        """The findings on files of other rounds left out."""
        others = {
            path for address, path in self.data.paths.items() if address.year not in (0, self.year)
        }
        return [finding for finding in self.findings if finding.span.path not in others]

    def grounds(self, uses: Uses) -> Grounds:
        return told_by(self.data, self.findings, uses, [self.year])


def _notes(whole: _Whole) -> list[str]:
    """Below the title: when, and by which report."""
    lang = whole.context.lang
    report = whole.round.documents.get("report")
    if report is None:
        return []
    words: Words = (
        f"Report {report.number} of {day(report.date, 'en')}",
        f"Báo cáo số {report.number} ngày {day(report.date, 'vi')}",
    )
    return [side(words, lang)]


# The Department's own view: what cannot be told is said in its place, and the exit code is 1.


def _internal(whole: _Whole) -> tuple[list["Section"], int]:
    from vtlt_cli.overview.sections import findings_list, papers_list

    context = whole.context
    sections: list[Section] = []
    code = 0
    for made in (_progress(whole), *_ranking(whole), _clusters(whole)):
        if made is not None:
            section, is_told = made
            sections.append(section)
            code = max(code, int(is_told))
    sections.append(findings_list(whole.of_the_round(), context.lang))
    rows, is_lost = draft_rows(context, whole.folder, whole.year)
    sections.append(papers_list(rows, context.lang))
    code = max(code, int(is_lost))
    if code:
        context.say(
            "the page says in its place what could not be told; see `vtlt validate`",
            "trang tổng quan nêu rõ nội dung chưa có kết quả; đề nghị chạy `vtlt validate`",
        )
    return sections, code


Made = tuple["Section", bool]


def _lost(whole: _Whole, id_: str, heading: Words, grounds: Grounds) -> Made:
    """A section of which nothing can be told, since something of it could not be read."""
    from vtlt_cli.overview.page import Section

    paths = [grounds.data.paths.get(one, "provinces.yaml") for one in grounds.unread]
    told = [one for one in grounds.found if one.span.path in paths][:1]
    where = f"{at(told[0].span)}: {told[0].message}" if told else ", ".join(paths)
    words: Words = (f"cannot be told: {where}", f"chưa có kết quả: {where}")
    lang = whole.context.lang
    return Section(id_, side(heading, lang), (side(words, lang),), ""), True


def _in_doubt(whole: _Whole, doubts: Sequence[Doubt]) -> tuple[str, ...]:
    lang = whole.context.lang
    head = side(("In doubt", "Còn vướng mắc"), lang)
    return tuple(f"{head}: {side(one.words, lang)} ({at(one.span)})" for one in doubts)


def _progress(whole: _Whole) -> Made | None:
    from vtlt_cli.overview.sections import where_it_stands
    from vtlt_cli.results.progress import names_of

    if not whole.has("clusters", "visits"):
        return None
    grounds = whole.grounds(PROGRESS_USES)
    if grounds.unread:
        return _lost(whole, "progress", ("Where the round stands", "Tiến độ"), grounds)
    names = [one for one in names_of(whole.data, whole.year) if one.province is None]
    told = _in_doubt(whole, [unresolved(one) for one in names])
    section = where_it_stands(whole.data, whole.round, whole.on, whole.context.lang, told)
    return section, bool(told)


def _ranking(whole: _Whole) -> list[Made]:
    """The standings and the chart; without the tiers where those are in doubt."""
    from vtlt_cli.overview.sections import drawing, ranking
    from vtlt_cli.scores.kind import SCORES
    from vtlt_cli.scores.rank import standings

    if not whole.has("scores"):
        return []
    grounds = whole.grounds({k: v for k, v in _SCORES.items() if k != "awards"})
    if grounds.unread:
        return [_lost(whole, "ranking", ("Standings", "Xếp hạng"), grounds)]
    lang = whole.context.lang
    scores = whole.data.of(SCORES, whole.year)
    told = list(_in_doubt(whole, doubts_of(scores)))
    reckoning = None
    if whole.has("awards"):
        reckoning, said = _awards(whole)
        told += said
    ranked = standings(scores)
    moves, unsure = _moves(whole, ranked)
    told += unsure
    made: list[Made] = [
        (ranking(whole.data, whole.round, ranked, reckoning, moves, lang, tuple(told)), bool(told)),
        (drawing(whole.round, ranked, reckoning, lang), False),
    ]
    return made


def _awards(whole: _Whole) -> tuple["Reckoning | None", list[str]]:
    """The awards, and what of them is in doubt; None where nobody can tell who has what."""
    from vtlt_cli.awards.contradictions import list_doubts

    context = whole.context
    grounds = whole.grounds(_SCORES)
    if grounds.unread:
        section, _told = _lost(whole, "ranking", ("Awards", "Khen thưởng"), grounds)
        return None, [f"{section.heading}: {section.told[0]}"]
    found = reckoned_round(context, Scored(grounds), NO_OVERVIEW, listed=True)
    if found is None:
        words: Words = ("the awards cannot be told", "chưa có kết quả khen thưởng")
        return None, [side(words, context.lang)]
    doubts = [*found.stopping, *list_doubts(found.reckoning.awards)]
    if doubts:
        return None, list(_in_doubt(whole, doubts))
    tell_undecided(context, found.reckoning.outcome)
    return found.reckoning, undecided_notes(found.reckoning.outcome, context.lang == "vi")


def _moves(
    whole: _Whole, ranked: Sequence["Standing"]
) -> tuple[tuple[list["Movement"], int] | None, list[str]]:
    """The standings beside those of the round before, where there is one that can be told."""
    from vtlt_cli.register.kind import PROVINCES
    from vtlt_cli.scores.compare import movements
    from vtlt_cli.scores.kind import SCORES
    from vtlt_cli.scores.rank import standings

    earlier = [year for year in whole.folder.years("scores") if year < whole.year]
    if not earlier:
        return None, []
    before = earlier[-1]
    uses = {kind: fields for kind, fields in _SCORES.items() if kind != "awards"}
    grounds = told_by(whole.data, whole.findings, uses, [before])
    lang = whole.context.lang
    if grounds.unread:
        words: Words = (
            f"no comparison with {before}: its files could not be read",
            f"chưa so sánh được với đợt kiểm tra năm {before}: không đọc được tệp của đợt đó",
        )
        return None, [side(words, lang)]
    old = whole.data.of(SCORES, before)
    then = days_of(round_of(whole.data, before)).first
    last = days_of(whole.round).last
    if then is None or last is None:
        return None, []
    doubts = list(_in_doubt(whole, doubts_of(old)))
    found = movements(ranked, standings(old), whole.data.of(PROVINCES), then, last)
    return (list(found), before), doubts


def _clusters(whole: _Whole) -> Made | None:
    from vtlt_cli.clusters.kind import CLUSTERS
    from vtlt_cli.overview.sections import cluster_cards

    if not whole.has("clusters"):
        return None
    grounds = whole.grounds(_CLUSTERS)
    if grounds.unread:
        return _lost(whole, "clusters", ("Clusters", "Các Cụm"), grounds)
    found = whole.data.of(CLUSTERS, whole.year)
    names = [one for cluster in found for one in (*cluster.members, cluster.leader)]
    told = _in_doubt(whole, [unresolved(one) for one in names if one.province is None])
    return cluster_cards(found, whole.context.lang, told), bool(told)


# What may be published: only what the report of the round publishes, and nothing in doubt.


def _public(whole: _Whole) -> list["Section"] | None:
    """The sections of a public page; None, and told why, where something is open or in doubt."""
    from vtlt_cli.awards.kind import AWARDS
    from vtlt_cli.clusters.kind import CLUSTERS
    from vtlt_cli.overview.sections import cluster_cards, decided_awards, published_scores

    context = whole.context
    if not whole.has("scores"):
        context.say(
            f"{NO_PAGE[0]}: round {whole.year} has no scores yet",
            f"{NO_PAGE[1]}: đợt kiểm tra năm {whole.year} chưa có điểm",
        )
        return None
    uses = together(
        _SCORES,
        {
            "rounds": frozenset({"round.documents", "round.scores.decimals"}),
            "results": frozenset(),
            "awards": frozenset({"tier.granted_by"}),
        },
        _CLUSTERS if whole.has("clusters") else {},
    )
    grounds = whole.grounds(uses)
    if grounds.unread:
        none_of(context, grounds, grounds.unread, NO_PAGE)
        return None
    if not _is_clear(whole, grounds):
        return None
    open_ = _open(whole)
    if open_:
        for words in open_:
            context.say(f"{NO_PAGE[0]}: {words[0]}", f"{NO_PAGE[1]}: {words[1]}")
        return None
    lang = context.lang
    sections = [published_scores(whole.data, whole.round, lang)]
    if whole.has("clusters"):
        sections.append(cluster_cards(whole.data.of(CLUSTERS, whole.year), lang, ()))
    awards = whole.data.of(AWARDS, whole.year)
    if awards is not None:
        sections.append(decided_awards(whole.round, awards, lang))
    return sections


def _is_clear(whole: _Whole, grounds: Grounds) -> bool:
    """Whether no name and no award that would be published is in doubt."""
    from vtlt_cli.awards.contradictions import list_doubts
    from vtlt_cli.clusters.kind import CLUSTERS
    from vtlt_cli.scores.kind import SCORES

    context = whole.context
    names = [
        one
        for cluster in whole.data.of(CLUSTERS, whole.year)
        for one in (*cluster.members, cluster.leader)
    ]
    doubts = [unresolved(one) for one in names if one.province is None]
    doubts += doubts_of(whole.data.of(SCORES, whole.year))
    if whole.has("awards"):
        found = reckoned_round(context, Scored(grounds), NO_PAGE, listed=True)
        if found is None:
            return False
        doubts += [*found.stopping, *list_doubts(found.reckoning.awards)]
    if doubts:
        none_in_doubt(context, doubts, NO_PAGE)
        return False
    return True


def _open(whole: _Whole) -> list[Words]:
    """What is still to come before the round may be published."""
    from vtlt_cli.awards.kind import AWARDS
    from vtlt_cli.awards.reckoning import is_published
    from vtlt_cli.clusters.kind import CLUSTERS
    from vtlt_cli.results.kind import RESULTS

    found: list[Words] = []
    received = {report.cluster for report in whole.data.of(RESULTS, whole.year)}
    for cluster in whole.data.of(CLUSTERS, whole.year):
        if cluster.number not in received:
            number = cluster.number
            found.append(
                (
                    f"the report of cluster {number} was not received",
                    f"chưa nhận được báo cáo của Cụm {number}",
                )
            )
    if report_day(whole.round) is None:
        found.append(
            (
                "rounds.yaml names no report of the round (documents: report)",
                "rounds.yaml chưa khai báo báo cáo của đợt kiểm tra (documents: report)",
            )
        )
    awards = whole.data.of(AWARDS, whole.year)
    for tier in awards.tiers if awards is not None else ():
        if awards is not None and not is_published(tier, awards):
            found.append((f"{tier.name} is not decided", f"{tier.name} chưa được quyết định"))
    return found
