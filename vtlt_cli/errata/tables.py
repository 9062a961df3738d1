"""The table of corrections to the printed appendices. It is always Vietnamese."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vtlt_cli.errata import STRUCK, Correction, Errata, Place, report_of
from vtlt_cli.printing.table import Column, Line, Row, Table, text_of
from vtlt_cli.rounds.offices import published_office
from vtlt_cli.units import Name
from vtlt_cli.wording import listing, long_day

# What stands in a cell that is still to be decided, and in one whose text is left out.
BLANK = "…………"
_LEFT_OUT = "(bỏ)"
_KINDS = {"correction": "Đính chính", "adjustment": "Điều chỉnh"}
_ROLES = {"member": "thành viên", "leader": "Cụm trưởng"}
_ADDED = "(bổ sung)"
_CHOSEN = "theo quyết định của cơ quan ban hành."

_FIELDS = (
    "appendix",
    "round",
    "cluster",
    "position",
    "role",
    "printed",
    "corrected",
    "province",
    "open",
    "kind",
    "basis",
    "options",
    "code",
    "path",
    "line",
    "column",
    "also",
)


def errata_table(errata: Errata) -> Table:
    """What was printed, what should stand, and on what ground, in the order of print."""
    parts = {part.table for part in errata.parts}
    return Table(
        errata_heading(errata),
        (
            Column("Phụ lục", text_of("appendix")),
            Column(_place_title(errata, parts), lambda row: row["place"]),
            Column("Đã in", lambda row: row["printed_cell"]),
            Column("Nay ghi", lambda row: row["corrected_cell"]),
            Column("Căn cứ", text_of("basis")),
        ),
        _FIELDS,
        [_row(correction, errata, parts == {"scores"}) for correction in errata.corrections],
    )


def _place_title(errata: Errata, parts: Collection[str]) -> str:
    """What the places are: numbers of clusters, or of rows, or of both, which then say which."""
    if parts == {"scores"}:
        return "Stt"
    corrected = {correction.part.table for correction in errata.corrections}
    return "Vị trí" if "scores" in corrected else "Cụm"


def errata_heading(errata: Errata) -> tuple[Line, ...]:
    """What the table is, and of which report."""
    report = report_of(errata.parts)
    title = f"BẢNG {what_is_done(errata).upper()} PHỤ LỤC"
    if report is None:
        year = max((part.round_.year for part in errata.parts), default=0)
        return (Line(f"{title} ĐỢT KIỂM TRA NĂM {year}", "title"),)
    of = f" của {report.issuer}" if report.issuer else ""
    return (
        Line(f"{title} BÁO CÁO SỐ {report.number}", "title"),
        Line(
            f"(Lập từ số liệu Báo cáo số {report.number} {long_day(report.date)}{of})", "reference"
        ),
    )


def what_is_done(errata: Errata) -> str:
    """`đính chính, điều chỉnh`, or the one of them that there is."""
    kinds = {correction.kind for correction in errata.corrections} or {"correction"}
    return ", ".join(words.lower() for kind, words in _KINDS.items() if kind in kinds)


def _row(correction: Correction, errata: Errata, scores_alone: bool) -> Row:
    places = correction.places
    first = places[0] if places else None
    spans = sorted(place.name.span for place in places)
    standing = correction.standing
    opened = correction.corrected is None
    numbers = list(dict.fromkeys(place.number for place in places))
    report = correction.part.round_.documents.get("report")
    return {
        "appendix": correction.part.appendix,
        "round": correction.part.round_.year,
        "cluster": numbers if first and first.cluster else [],
        "position": numbers if first and not first.cluster else [],
        "role": list(dict.fromkeys(place.role for place in places)),
        "printed": first.name.text.strip() if first and not first.new else None,
        "corrected": correction.corrected,
        "province": standing.id if standing and not opened else None,
        "open": opened,
        "kind": correction.kind,
        "basis": _basis(correction, report is not None),
        "options": list(correction.options),
        "code": correction.code,
        "path": correction.part.path,
        "line": spans[0].line if spans else None,
        "column": spans[0].column if spans else None,
        "also": [f"{span.line}:{span.column}" for span in spans[1:]],
        "place": _place(correction, errata, scores_alone),
        "printed_cell": _cell(first, first.name) if first else "",
        "corrected_cell": _corrected(correction, first),
    }


def _cell(place: Place, name: Name) -> str:
    """A name as the cell prints it: in the scores with its office."""
    return (
        published_office(name, place.part.round_) if place.role == "office" else name.text.strip()
    )


def _corrected(correction: Correction, first: Place | None) -> str:
    if correction.corrected is None or first is None:
        return BLANK
    if correction.corrected == STRUCK:
        return _LEFT_OUT
    standing = correction.standing
    text = standing.name if correction.chosen and standing else correction.corrected
    if first.new:
        return f"{_ADDED} {text}"
    return _cell(first, Name(text, standing, (), first.name.span))


def _place(correction: Correction, errata: Errata, scores_alone: bool) -> str:
    """The number of the cluster, with the column where it is not that of the members alone."""
    places = correction.places
    numbers = listing(dict.fromkeys(str(place.number) for place in places), "vi")
    if correction.part.table == "scores":
        return numbers if scores_alone or not numbers else f"Stt {numbers}"
    roles = list(dict.fromkeys(place.role for place in places))
    if roles == ["member"] and not _leader_too(places, errata.corrections):
        return numbers
    return f"{numbers} ({', '.join(_ROLES[role] for role in roles)})" if roles else ""


def _leader_too(places: Sequence[Place], corrections: Sequence[Correction]) -> bool:
    """Whether the leader's cell of one of these clusters has a row of its own."""
    clusters = [place.cluster for place in places]
    return any(
        place.role == "leader" and place.cluster in clusters
        for c in corrections
        for place in c.places
    )


def _basis(correction: Correction, of_report: bool) -> str:
    """The ground of a row: what kind it is, what is the matter, and the ways out or who chose."""
    sentences = [f"{_KINDS[correction.kind]}: {correction.reason}."]
    if correction.kind == "adjustment":
        sentences.append(
            f"Nội dung này không phải sai sót của {'Báo cáo' if of_report else 'bản in'}."
        )
    ways = correction.ways
    if correction.chosen:
        added = any(place.new for place in correction.places)
        sentences.append(f"{'Bổ sung' if added else 'Ghi'} {_CHOSEN}")
    elif len(ways) == 1:
        asking = "" if ways[0].startswith("Đề nghị") else "Đề nghị "
        sentences.append(f"{asking}{ways[0]}.")
    elif all(way.startswith("Đề nghị") for way in ways):
        sentences += [way + "." for way in ways]
    else:
        sentences += [f"Phương án {n}: {way}." for n, way in enumerate(ways, 1)]
    return " ".join(sentences)
