"""What somebody decides of the open cells: `16:Trà Vinh=Lai Châu`, `6:leader=Sơn La`.

All choices are judged together, by the rules: the tables are changed in memory and looked at
again, and what the rules then tell that they did not tell before is refused in their own words.
Here stands only what no rule can say: which cell is meant, that there is something to decide in
it, and that what is only misspelt keeps its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vtlt_cli.check import judged
from vtlt_cli.clusters.changes import (
    ADDED,
    STRIKE,
    Change,
    meant_cells,
    meant_names,
    name_of,
    one_cell,
    read_change,
    unit_named,
)
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.diagnostics import Finding, Problem, Refusal
from vtlt_cli.errata.after import corrected
from vtlt_cli.errata.cells import MISSING
from vtlt_cli.errata.finding import errata_of
from vtlt_cli.errata.records import (
    STRUCK,
    Correction,
    Errata,
    Part,
    Place,
    place_of,
    places_of,
    where,
)
from vtlt_cli.names import Register
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.taking_part import follows
from vtlt_cli.units import Province, full_name
from vtlt_cli.wording import day, points, unit


class _Choice(NamedTuple):
    """One choice: the place, what should stand there (None: nothing), and how it was written.

    The place is new where a unit is added to a cluster.
    """

    place: Place
    standing: Province | None
    written: str

    @property
    def meant(self) -> Province | None:
        """The unit that the printed name means."""
        return self.place.name.province


def choose(
    errata: Errata,
    data: Dataset,
    problems: Sequence[Problem],
    findings: Sequence[Finding],
    written: Iterable[str],
) -> Errata:
    """The errata with these cells filled in; a choice that cannot be made raises Refusal.

    Data, problems and findings are those of the tables as printed.
    """
    choosing = _Choosing(errata, data)
    for text in written:
        choosing.read(text)
    filled = [choosing.filled(choice) for choice in choosing.choices]
    after = corrected(data, errata.parts, filled)
    spans = {place.name.span for correction in filled for place in correction.places}
    left = [p for p in problems if p.kind != "name" or p.span not in spans]
    found = judged(after, left, "vi")
    paths = {part.path for part in errata.parts}
    broken = [f for f in new_errors(findings, found) if f.span.path in paths]
    known = Counter((f.code, f.span.path, f.message) for f in findings)
    told = [f for f in found if f.span.path not in paths and not f.waived]
    new = [f for f in told if not known[f.code, f.span.path, f.message]]
    english: dict[tuple[object, ...], Finding] = {}
    if broken or new:
        english = {(f.code, f.span, f.province): f for f in judged(after, left, "en")}
    if broken:
        raise _refused(
            choosing.choices,
            "; ".join(_said(english[f.code, f.span, f.province], "; ") for f in broken),
            " ".join(_said(f, " ") for f in broken),
        )
    for choice in choosing.choices:
        places = places_of(after, choice.place.part)
        _is_more_than_misspelt(choice, errata, places, data.of(PROVINCES))
    followed = tuple((f, (english[f.code, f.span, f.province].message, f.message)) for f in new)
    # What is told aside is of the files as they are.
    return errata._replace(
        corrections=errata_of(after, found, errata.parts, filled).corrections,
        consequences=followed,
    )


def new_errors(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The errors that were not there: more of a code, a file and a unit than before, or at more
    places: a unit in three clusters instead of two.
    """
    left = Counter[tuple[str, str, str | None]]()
    for finding in before:
        if finding.severity == "error":
            left[_of_what(finding)] += 1 + len(finding.related)
    new = []
    for finding in after:
        if finding.severity == "error":
            left[_of_what(finding)] -= 1 + len(finding.related)
            if left[_of_what(finding)] < 0:
                new.append(finding)
    return new


def _of_what(finding: Finding) -> tuple[str, str, str | None]:
    return finding.code, finding.span.path, finding.province


def _said(finding: Finding, joint: str) -> str:
    return f"{finding.code} {finding.message}" + (f"{joint}{finding.help}" if finding.help else "")


def _refused(choices: Iterable[_Choice | str], en: str, vi: str) -> Refusal:
    texts = [choice if isinstance(choice, str) else choice.written for choice in choices]
    english, vietnamese = ", ".join(map(repr, texts)), ", ".join(f"“{text}”" for text in texts)
    return Refusal(f"--choose {english}: {en}", f"--choose {vietnamese}: {vi}")


class _Choosing:
    """What is chosen so far, and what it is chosen from."""

    def __init__(self, errata: Errata, data: Dataset) -> None:
        self.errata = errata
        self.data = data
        self.register = Register(data.of(PROVINCES))
        self.places = [place for part in errata.parts for place in places_of(data, part)]
        self.choices: list[_Choice] = []

    # Which cell is meant.

    def read(self, text: str) -> None:
        """Enter a choice as it was written; raises Refusal where it means no cell."""
        try:
            change = read_change(text)
            part = self._part(change)
            place = self._place(change, part)
            if change.to == STRIKE and place.role == "leader":
                raise Refusal(
                    "only a member of a cluster or a row of scores can be struck out",
                    "chỉ được bỏ tên thành viên của cụm hoặc bỏ dòng điểm",
                )
            standing = None
            if change.to != STRIKE:
                standing = unit_named(change.to, self.register, part.round_)
            same = (c for c in self.choices if c.place.name.span == place.name.span)
            # Several units may be added to one cluster.
            if any(not place.new or standing is other.standing for other in same):
                raise Refusal("this cell was already chosen", "ô này đã được chọn")
        except Refusal as wrong:
            raise _refused([text], *wrong.words) from wrong
        self.choices.append(_Choice(place, standing, text))

    def _part(self, change: Change) -> Part:
        """The table that is meant: the one named, else the clusters, else the only one."""
        parts = self.errata.parts
        if not change.table:
            of_kind = [part for part in parts if part.table == change.kind] or parts
            return next((part for part in of_kind if not part.prefix), of_kind[0])
        for part in parts:
            if change.table in (part.table, str(part.appendix), part.numeral.lower()):
                return part
        known = ", ".join(part.numeral or str(part.appendix or part.table) for part in parts)
        raise Refusal(
            f"there is no appendix {change.table}; there are: {known}",
            f"không có phụ lục {change.table}; các phụ lục hiện có: {known}",
        )

    def _place(self, change: Change, part: Part) -> Place:
        there = [place for place in self.places if place.part is part]
        if part.table == "scores":
            return self._row(change, there, part)
        printed = {place.name.span: place for place in there}
        clusters = self.data.of(CLUSTERS, part.round_.year)
        cells = meant_cells(change, clusters, self.register, part.round_)
        meant = [
            place_of(part, cell, printed[cell.cluster.members[-1].span].order)
            if cell.new
            else printed[cell.name.span]
            for cell in cells
        ]
        narrowed = self._narrowed(meant)
        one_cell(change, [cell for cell, place in zip(cells, meant) if place in narrowed])
        return narrowed[-1]

    def _row(self, change: Change, there: Sequence[Place], part: Part) -> Place:
        rows = [place for place in there if place.number == change.number]
        names = meant_names(change.what, [p.name for p in rows], self.register, part.round_)
        if change.what == ADDED:
            raise Refusal(
                f"a unit is added only to the members of a cluster; edit {part.path}",
                f"chỉ bổ sung được thành viên của cụm; đề nghị sửa tệp {part.path}",
            )
        if not names:
            known = ", ".join(place.name.text.strip() for place in rows) or "—"
            raise Refusal(
                f"{change.what} is not in row {change.number}, which has: {known}",
                f"Stt {change.number} không có {change.what}; hiện có: {known}",
            )
        narrowed = self._narrowed([place for place in rows if place.name in names])
        if len(narrowed) > 1:
            raise Refusal(
                f"there is more than one row {change.number}; edit {part.path}",
                f"có từ hai Stt {change.number} trở lên; đề nghị sửa tệp {part.path}",
            )
        return narrowed[0]

    def _narrowed(self, places: Sequence[Place]) -> Sequence[Place]:
        """Of places alike those not chosen yet, and of two clusters or rows the open one."""
        chosen = {choice.place.name.span for choice in self.choices}
        left = [place for place in places if place.name.span not in chosen or place.new] or places
        told = self.errata.corrections
        for corrections in ([c for c in told if c.corrected is None], told):
            spoken = [place for place in left if _speaking_of(place, corrections)]
            if spoken:
                return spoken
        return left

    # What is said of it.

    def filled(self, choice: _Choice) -> Correction:
        """The correction that speaks of the cell, with what should stand there."""
        place, standing = choice.place, choice.standing
        text = STRUCK
        if standing is not None:
            text = name_of(standing, self.register, place.part.round_)
        if place.new:
            return self._addition(choice, text)
        if standing is not None and follows(standing, choice.meant, self.register.provinces):
            return _renamed(choice, standing)
        speaking = _speaking_of(place, self.errata.corrections)
        if not speaking:
            self._must_be_needed(choice)
            speaking = [Correction(place.part, (place,), "", "correction", "")]
        # An open cell comes before the spelling of its name.
        of_it = min(speaking, key=lambda correction: correction.corrected is not None)
        cells: tuple[Place, ...] = (place,)
        if of_it.code[:3] == "NAM" and place.role == "member":
            # A slip in the name of a member stands in that of the leader too.
            chosen = {other.place.name.span for other in self.choices if other is not choice}
            cells = tuple(p for p in of_it.places if p.name.span not in chosen)
        return Correction(
            place.part,
            cells,
            of_it.code,
            of_it.kind,
            self._moved(choice, of_it),
            corrected=text,
            standing=standing,
            chosen=True,
        )

    def _moved(self, choice: _Choice, of_it: Correction) -> str:
        """Why the cell changes: what was wrong, or that another unit is meant than it names.

        Two units may change places, and a row of scores then gives its points to another office.
        """
        place, standing, meant = choice.place, choice.standing, choice.meant
        if meant is None or standing is None or standing is meant:
            return of_it.reason
        goes = next((c.place for c in self._homes(meant)), None)
        exchanged = goes is not None and goes.name.province is standing
        if of_it.code[:3] not in ("NAM", "") and not exchanged:
            return of_it.reason
        text = f"{where(place)} ghi {unit(meant, 'vi')}, nay ghi {unit(standing, 'vi')}"
        if place.score is not None and place.score.value is not None:
            text = (
                f"{where(place)} ({points(place.score.value)} điểm) ghi {unit(meant, 'vi')}, nay "
                f"xác định là của {unit(standing, 'vi')}"
            )
        if exchanged:
            return f"Đổi chỗ {unit(meant, 'vi')} và {unit(standing, 'vi')}: {text}."
        return text + (f"; {unit(meant, 'vi')} chuyển sang {where(goes)}." if goes else ".")

    def _homes(self, unit_: Province | None) -> list[_Choice]:
        """The choices by which a unit gets a place of its own."""
        return [
            choice
            for choice in self.choices
            if unit_ is not None and choice.standing is unit_ and choice.place.role != "leader"
        ]

    def _addition(self, choice: _Choice, text: str) -> Correction:
        """A unit added to the members of a cluster: one of none, or of another that it leaves."""
        place, standing = choice.place, choice.standing
        assert standing is not None
        was = [p for p in self.places if p.part is place.part and p.name.province is standing]
        left = next((p for p in was if p.role == "member"), None)
        name = unit(standing, "vi")
        reason = f"{name[:1].upper()}{name[1:]} chưa được xếp vào cụm nào."
        if left is not None:
            reason = f"{name[:1].upper()}{name[1:]} chuyển từ {where(left)} sang {where(place)}."
        code = MISSING["clusters"]
        return Correction(
            place.part, (place,), code, "correction", reason, text, standing, chosen=True
        )

    def _must_be_needed(self, choice: _Choice) -> None:
        """A cell of which nothing is wrong is chosen only where another choice takes its unit away:
        one that changes places with it, or the place that a leader has as a member.
        """
        place = choice.place
        if place.role == "leader":
            others = (c.place for c in self.choices if c is not choice)
            if any(p.home == place.home and p.name.province is choice.meant for p in others):
                return
        elif self._homes(choice.meant):
            return
        span = place.name.span
        waived = {
            f.code for f in self.errata.waived if span in (f.span, *(r.span for r in f.related))
        }
        codes = ", ".join(sorted(waived))
        if waived:
            words = (
                f"what is wrong at this place is accepted in waivers.yaml ({codes})",
                f"sai sót tại vị trí này đã được chấp nhận trong waivers.yaml ({codes})",
            )
        else:
            words = (
                "nothing is open or wrong at this place",
                "vị trí này không để trống và không có sai sót",
            )
        raise _refused([choice], *words)


def _renamed(choice: _Choice, standing: Province) -> Correction:
    """The name or kind that the unit of a place has since, on its own land."""
    assert choice.meant is not None and standing.first_day is not None
    paper = f" ({standing.decisions[0]})" if standing.decisions else ""
    was = unit(choice.meant, "vi")
    reason = (
        f"{was[:1].upper()}{was[1:]} từ ngày {day(standing.first_day, 'vi')} là "
        f"{unit(standing, 'vi')}{paper}."
    )
    text = full_name(standing) if standing.name == choice.meant.name else standing.name
    part, places = choice.place.part, (choice.place,)
    return Correction(part, places, "CLU12", "adjustment", reason, text, standing, chosen=True)


def _speaking_of(place: Place, corrections: Iterable[Correction]) -> list[Correction]:
    span = place.name.span
    return [c for c in corrections if any(span == other.name.span for other in c.places)]


def _is_more_than_misspelt(
    choice: _Choice, errata: Errata, after: Sequence[Place], provinces: Sequence[Province]
) -> None:
    """A place whose name is only misspelt is neither struck out nor taken from the unit meant.

    Raises Refusal where it is. The rules are silent on it where it is not declared who takes part.
    """
    here, meant = choice.place, choice.meant
    speaking = _speaking_of(here, errata.corrections)
    if meant is None or any(c.code[:3] != "NAM" for c in speaking) or here.new:
        return
    keeps = choice.standing is meant
    if not keeps and choice.standing is not None:
        if follows(choice.standing, meant, provinces):
            return  # The same unit, by the name or kind that it has since.
        homes = [p.home for p in after if p.role != "leader" and p.name.province is meant]
        # A leader is given away only with its place as a member.
        keeps = here.home not in homes if here.role == "leader" else bool(homes)
    if not keeps:
        raise _refused(
            [choice],
            f"this name is only misspelt: {meant.name} is meant and stays in its place",
            f"ô này chỉ viết sai tên {unit(meant, 'vi')}; không bỏ tên, không ghi đơn vị khác",
        )
