"""The table of corrections to the printed appendices. It is always Vietnamese."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vtlt_cli.diagnostics import Span
from vtlt_cli.errata.records import STRUCK, Correction, Errata, Place, report_of
from vtlt_cli.printing.table import Column, Line, Row, Table, text_of
from vtlt_cli.rounds.offices import published_office
from vtlt_cli.units import Name
from vtlt_cli.wording import day, listing, long_day

# What stands in a cell that is still to be decided, and in one whose text is left out.
BLANK = "…………"
_LEFT_OUT = "(bỏ)"
_KINDS = {"correction": "Đính chính", "adjustment": "Điều chỉnh"}
_ROLES = {"member": "thành viên", "leader": "Cụm trưởng"}
_ROW_LEFT_OUT = "(bỏ dòng)"
_ADDED = "(bổ sung)"

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


def errata_table(errata: Errata, corrections: Sequence[Correction] | None = None) -> Table:
    """What was printed, what should stand, and on what ground, in the order of print.

    Of all corrections, or of these alone.
    """
    chosen = errata.corrections if corrections is None else corrections
    led = {
        place.home for correction in chosen for place in correction.places if place.role == "leader"
    }
    return Table(
        errata_heading(errata),
        (
            Column("Phụ lục", lambda row: row["appendix_cell"]),
            Column("Vị trí", lambda row: row["place"]),
            Column("Đã in", lambda row: row["printed_cell"]),
            Column("Nay ghi", lambda row: row["corrected_cell"]),
            Column("Căn cứ", text_of("basis")),
        ),
        _FIELDS,
        [_row(correction, errata, led) for correction in chosen],
    )


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


def _row(correction: Correction, errata: Errata, led: Collection[Span]) -> Row:
    places = correction.places
    first = places[0] if places else None
    spans = sorted(place.name.span for place in places)
    standing = correction.standing
    opened = correction.corrected is None
    numbers = list(dict.fromkeys(place.number for place in places))
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
        "basis": _basis(correction, errata),
        "options": list(correction.options),
        "code": correction.code,
        "path": correction.part.path,
        "line": spans[0].line if spans else None,
        "column": spans[0].column if spans else None,
        "also": [f"{span.line}:{span.column}" for span in spans[1:]],
        "appendix_cell": correction.part.numeral,
        "place": _place(correction, led),
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
        return _ROW_LEFT_OUT if first.role == "office" else _LEFT_OUT
    standing = correction.standing
    text = standing.name if correction.chosen and standing else correction.corrected
    if first.new:
        return f"{_ADDED} {text}"
    return _cell(first, Name(text, standing, (), first.name.span))


def _place(correction: Correction, led: Collection[Span]) -> str:
    """The row or cluster, with its column where it is not that of the members alone."""
    places = correction.places
    numbers = listing(dict.fromkeys(str(place.number) for place in places), "vi")
    if not places or correction.part.table == "scores":
        return f"Stt {numbers}" if places else ""
    roles = list(dict.fromkeys(place.role for place in places))
    if roles == ["member"] and not any(place.home in led for place in places):
        return f"Cụm {numbers}"
    return f"Cụm {numbers} ({', '.join(_ROLES[role] for role in roles)})"


def _basis(correction: Correction, errata: Errata) -> str:
    """The ground of a row: what kind it is, what is the matter, and the ways out or who chose."""
    sentences = [f"{_KINDS[correction.kind]}.", correction.reason]
    report = report_of([correction.part])
    if correction.kind == "adjustment":
        of = f" ngày ban hành Báo cáo ({day(report.date, 'vi')})" if report else " khi in"
        no_slip = "Báo cáo" if report else "bản in"
        sentences.append(f"Thay đổi sau{of}, không phải sai sót của {no_slip}.")
    ways = correction.ways
    if correction.chosen:
        sentences.append(f"{_done(correction)} ({_by(errata)}).")
    elif len(ways) == 1:
        sentences.append(f"Phương án: {ways[0]}.")
    else:
        sentences += [f"Phương án {n}: {way}." for n, way in enumerate(ways, 1)]
    return " ".join(sentences)


def _done(correction: Correction) -> str:
    place, standing = correction.places[0], correction.standing
    if standing is None:
        return "Bỏ dòng này" if place.role == "office" else "Bỏ tên này"
    if place.new:
        return f"Bổ sung {standing.name}"
    return (
        f"Chỉ định {standing.name} làm Cụm trưởng"
        if place.role == "leader"
        else (f"Ghi {standing.name}")
    )


def _by(errata: Errata) -> str:
    """By whose word an open cell was filled in, with the day left blank: nobody else knows it."""
    report = report_of(errata.parts)
    return f"theo ý kiến của {(report and report.issuer) or 'cơ quan ban hành'} ngày …"
