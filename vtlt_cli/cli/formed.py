"""Which forms were asked for: those of units, and those of clusters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.cli.scale import Scored, errors_on, unit_named, with_scale
from vtlt_cli.cli.session import Context, at, point_to_validate, year_of
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.clusters.members import expected_units, known_clusters, units_of
from vtlt_cli.criteria.kind import Scale, scales
from vtlt_cli.criteria.scale import classes_of, scored
from vtlt_cli.diagnostics import Finding, Refusal
from vtlt_cli.forms.form import Form, Kind
from vtlt_cli.forms.of_clusters import cluster_form, plan_form
from vtlt_cli.forms.points import NO_CRITERIA, points_form
from vtlt_cli.grounds import errors_of
from vtlt_cli.load import load, source_of
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.reading.numbers import Number
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round, days_of, round_of
from vtlt_cli.sheets.entries import Entry, entries_of
from vtlt_cli.sheets.kind import sheets_of
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import latest_minutes
from vtlt_cli.visits.of_units import visits_by_unit


class Formed(NamedTuple):
    """The forms, and the exit code: 1 where one that was asked for is not among them."""

    forms: list[Form]
    code: int


def of_units(
    context: Context, folder: Folder, kind: Kind, asked: Sequence[str], year: int | None
) -> Formed | None:
    """The forms of these units, or of all; None, and told why, where there can be none."""
    kinds = ("clusters", "sheets") if kind == "agreed" else ("clusters",)
    found = with_scale(context, folder, year, kinds)
    # By a scale that is in doubt nobody is to be asked for points.
    if found is None or not _is_sound(context, found):
        return None
    units = [unit_named(text, found.data, found.round) for text in asked]
    if not asked:
        everyone = _everyone(context, found)
        if everyone is None:
            return None
        units = everyone
    forms, code = [], 0
    for unit in dict.fromkeys(units):
        entered: Mapping[str, Entry] | None = {}
        if kind == "agreed":
            entered = _entered(context, folder, found, unit)
            code = 1 if entered is None else code
        if entered is not None:
            forms.append(points_form(kind, unit, found.scale, found.round, entered))
    return Formed(forms, code)


def _is_sound(context: Context, found: Scored) -> bool:
    items = scored(found.scale)
    if not items:
        english, vietnamese = NO_CRITERIA
        path = found.data.paths[Address("criteria", found.year)]
        raise Refusal(f"{path}: {english}", f"{path}: {vietnamese}")
    errors = errors_of(found.data, found.problems, context.lang, ("CRI",))
    of_scale = [error for error in errors if error.code.startswith("CRI")]
    if not of_scale and all(item.sound for item in items.values()):
        return True
    _no_form(context, of_scale)
    return False


def _no_form(context: Context, errors: Sequence[Finding]) -> None:
    context.say("no form was made", "chưa lập phiếu nào")
    point_to_validate(context, errors)


def _everyone(context: Context, found: Scored) -> list[Province] | None:
    """All units of the round: those of its clusters; without clusters, all in being on its day."""
    if found.data.has("clusters", found.year):
        if not _clusters_are_whole(context, found.data, found.year, found.problems):
            return None
        return [u for units in expected_units(found.data, found.year).values() for u in units]
    if found.round.provinces_on is None:
        raise Refusal(
            "which units take part is not known: name them, or declare `provinces_on` or clusters",
            "chưa rõ các đơn vị tham gia: đề nghị ghi tên đơn vị, hoặc khai báo `provinces_on`, "
            "danh sách cụm",
        )
    if found.data.is_incomplete("provinces"):
        _no_form(context, errors_of(found.data, found.problems, context.lang, ("PRV",)))
        return None
    from vtlt_cli.names import in_being_at

    when = days_of(found.round)
    return [unit for unit in found.data.of(PROVINCES) if in_being_at(unit, when)]


def _clusters_are_whole(
    context: Context, data: Dataset, year: int, problems: Sequence[object]
) -> bool:
    """Whether every cluster is known beyond doubt; told where it is not."""
    listed = data.of(CLUSTERS, year)
    if len(known_clusters(data, year)) == len(listed) and listed:
        return True
    errors = errors_of(data, list(problems), context.lang, ("CLU",))  # type: ignore[arg-type]
    _no_form(context, errors)
    return False


def _entered(
    context: Context, folder: Folder, found: Scored, unit: Province
) -> Mapping[str, Entry] | None:
    """What the unit entered itself, nothing before its sheet is there.

    None, and told, where it cannot all be read: what is left out would seem not to be there.
    """
    sheet = sheets_of(found.data, found.year).get(unit.id)
    address = next(
        (
            address
            for address in found.data.paths
            if address.kind == "sheets"
            and address.year == found.year
            and address.unit in (unit.id, sheet.place.path.rpartition("/")[2][:-4] if sheet else "")
        ),
        None,
    )
    if sheet is None and address is None:
        context.say(
            f"there is no sheet of {unit.name} yet: its own side stays empty in the form",
            f"chưa có phiếu tự chấm của {unit.name}: phần tự chấm trong phiếu để trống",
        )
        return {}
    source = source_of(folder, address) if address is not None else None
    errors = [e for e in errors_on(context, found, {unit.id}) if e.province == unit.id]
    unread = address is not None and address in found.data.unread
    if sheet is None or source is None or sheet.self_.faulty or unread:
        place = f" ({at(errors[0].span)})" if errors else ""
        context.say(
            f"the sheet of {unit.name} has a slip on its own side{place}, so no form was made of "
            "it: see `vtlt validate`",
            f"phần tự chấm của {unit.name} có sai sót{place} nên chưa lập phiếu: đề nghị chạy "
            "`vtlt validate`",
        )
        return None
    return entries_of(source, found.scale)


def of_clusters(
    context: Context, folder: Folder, kind: Kind, asked: Sequence[str], year: int | None
) -> Formed | None:
    """The forms of these clusters, or of all; None, and told why, where there can be none."""
    round_year = year_of(folder, "clusters", year)
    kinds = ("clusters",) if kind == "plan" else ("clusters", "criteria", "visits")
    data, problems = load(folder, kinds, round_year)
    round_ = round_of(data, round_year)
    if not _clusters_are_whole(context, data, round_year, problems):
        return None
    known = known_clusters(data, round_year)
    numbers = [_number(text, known) for text in asked] or list(known)
    chosen = [known[number] for number in dict.fromkeys(numbers)]
    if kind == "plan":
        return Formed([plan_form(cluster, round_) for cluster in chosen], 0)
    for kind_ in ("criteria", "visits"):
        if Address(kind_, round_year) in data.unread:
            _no_form(context, errors_of(data, problems, context.lang, ("CRI", "VIS")))
            return None
    scale = scales(data).get(round_year, Scale())
    minutes = _minutes(data, round_year)
    return Formed([_report(one, round_, scale, minutes) for one in chosen], 0)


def _report(
    cluster: Cluster, round_: Round, scale: Scale, minutes: Mapping[Province, Number]
) -> Form:
    names = [one.name for one in classes_of(scale)]
    of_cluster = {unit: minutes[unit] for unit in units_of(cluster) if unit in minutes}
    return cluster_form(cluster, round_, names, of_cluster)


def _minutes(data: Dataset, year: int) -> dict[Province, Number]:
    """The total of the minutes of each unit, where there are some."""
    found: dict[Province, Number] = {}
    for unit, (_cluster, visit) in visits_by_unit(data, year).items():
        paper = latest_minutes(visit)
        if paper is not None and paper.total is not None:
            found[unit] = paper.total
    return found


def _number(text: str, known: Mapping[int, Cluster]) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number not in known:
        listed = ", ".join(map(str, known))
        raise Refusal(
            f"there is no cluster {text!r}; there are: {listed}",
            f"không có Cụm “{text}”; có các Cụm: {listed}",
        )
    return number
