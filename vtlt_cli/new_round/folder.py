"""An earlier round and the register -> the files of a new round."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.clusters.members import are_known, known_clusters, units_of
from vtlt_cli.diagnostics import Words
from vtlt_cli.new_round.other_files import (
    awards_text,
    clusters_to_fill_in,
    copied_clusters,
    criteria_text,
)
from vtlt_cli.new_round.readme import readme_text
from vtlt_cli.new_round.rounds_file import rounds_text
from vtlt_cli.reading.kinds import SUBJECTS, Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.register.tables import by_code
from vtlt_cli.rounds.kind import round_of
from vtlt_cli.units import Province, in_being
from vtlt_cli.wording import Lang, listing


class NewRound(NamedTuple):
    """The texts of the files of a new round by their names.

    `not_copied` says why the clusters of the earlier round are not among them; None where they
    are, or none were asked for.
    """

    files: dict[str, str]
    not_copied: Words | None


def new_round(data: Dataset, year: int, earlier: int | None, lang: Lang) -> NewRound:
    """The files of the round of that year.

    With an `earlier` round, its clusters are copied where they hold the units of the new round,
    each once: those in being on its first day, as a round without a day of its own has it. Its
    office and its contents are taken over too.
    """
    known = round_of(data, earlier) if earlier is not None else None
    units = [unit for unit in data.of(PROVINCES) if in_being(unit, date(year, 1, 1))]
    units.sort(key=by_code)
    not_copied: Words | None = None
    clusters = clusters_to_fill_in(year, units, lang)
    if earlier is not None:
        not_copied = _why_not_copied(data, earlier, year, units)
        if not_copied is None:
            clusters = copied_clusters(year, earlier, data.of(CLUSTERS, earlier), lang)
    content = known.content if known and "round.content" not in known.unread else ()
    files = {
        "README.md": readme_text(year, lang),
        SUBJECTS["rounds"].file: rounds_text(year, known, lang),
        SUBJECTS["clusters"].file_of(year): clusters,
        SUBJECTS["criteria"].file_of(year): criteria_text(year, content, lang),
        SUBJECTS["awards"].file_of(year): awards_text(year, lang),
    }
    return NewRound(files, not_copied)


def _why_not_copied(data: Dataset, earlier: int, year: int, units: list[Province]) -> Words | None:
    """Why the clusters of the earlier round are none of the new one; None where they are."""
    found: tuple[Cluster, ...] = data.of(CLUSTERS, earlier)
    if not are_known(data, earlier) or len(known_clusters(data, earlier)) < len(found):
        return (
            f"the clusters of round {earlier} could not be read whole",
            f"danh sách Cụm của đợt kiểm tra năm {earlier} chưa đọc được đầy đủ",
        )
    entered = [unit for cluster in found for unit in units_of(cluster)]
    twice = sorted({unit.name for unit in entered if entered.count(unit) > 1})
    if twice:
        return (
            f"in round {earlier} {listing(twice, 'en')} stood in two clusters",
            f"tại đợt kiểm tra năm {earlier}, {listing(twice, 'vi')} được xếp vào hai Cụm",
        )
    gone = [unit.name for unit in entered if unit not in units]
    new = [unit.name for unit in units if unit not in entered]
    if not gone and not new:
        return None
    english, vietnamese = [], []
    if gone:
        english.append(f"no longer in being: {_some(gone, 'en')}")
        vietnamese.append(f"không còn trong danh mục: {_some(gone, 'vi')}")
    if new:
        english.append(f"in no cluster then: {_some(new, 'en')}")
        vietnamese.append(f"chưa thuộc Cụm nào: {_some(new, 'vi')}")
    return (
        f"the units of round {earlier} are not those of {year} ({'; '.join(english)})",
        f"các đơn vị của đợt kiểm tra năm {earlier} khác danh mục năm {year} "
        f"({'; '.join(vietnamese)})",
    )


# More units than these are counted.
_FEW = 4


def _some(names: list[str], lang: Lang) -> str:
    if len(names) <= _FEW:
        return listing(names, lang)
    rest = len(names) - _FEW
    others = f"{rest} others" if lang == "en" else f"{rest} đơn vị khác"
    return listing([*names[:_FEW], others], lang)
