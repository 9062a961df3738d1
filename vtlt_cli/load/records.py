"""The fields of a record, as read -> the record."""

from __future__ import annotations

from datetime import date

from vtlt_cli.load.fields import Values
from vtlt_cli.model import Appendix, AwardException, Document, Province, Round, Tier, Waiver


def province_of(values: Values) -> Province:
    """The unit of one entry of provinces.yaml."""
    fields = values.fields
    get = fields.get
    # A register may have tens of thousands: values in the order of the record cost less.
    return Province(
        fields["id"],
        fields["name"],
        fields["kind"],
        get("code"),
        get("iso"),
        get("region"),
        get("from"),
        get("to"),
        get("successors", ()),
        get("decision"),
        get("aliases", ()),
        values.places,
    )


def round_of(values: Values) -> Round:
    """The round of one entry of rounds.yaml; places of nested fields as `period.to`."""
    get = values.fields.get
    shape, form = get("clusters"), get("scores")
    places = dict(values.places)
    for group, nested in _groups(values):
        if nested is not None:
            places.update({f"{group}.{name}": span for name, span in nested.places.items()})
    documents = {
        name: Document(found["number"], found["date"], found.get("issuer"), found.places)
        for name, found in get("documents", {}).items()
    }
    appendices = {
        number: Appendix(number, found["table"], found["title"], found.places)
        for number, found in get("appendices", {}).items()
    }
    return Round(
        year=values["year"],
        title=get("title"),
        period=_life(get("period")),
        window=_life(get("window")),
        provinces_on=get("provinces_on"),
        report_before=get("report_before"),
        sessions_per_province=get("sessions_per_province"),
        content=get("content", ()),
        office=get("office"),
        cluster_count=shape.get("count") if shape else None,
        cluster_size=shape.get("size") if shape else None,
        decimals=form.get("decimals") if form else None,
        step=form.get("step") if form else None,
        least=form.get("least") if form else None,
        most=form.get("most") if form else None,
        documents=documents,
        appendices=appendices,
        places=places,
    )


def _groups(values: Values) -> list[tuple[str, Values | None]]:
    return [(name, values.get(name)) for name in ("clusters", "scores", "period", "window")]


def _life(values: Values | None) -> tuple[date | None, date | None] | None:
    return (values.get("from"), values.get("to")) if values else None


def tier_of(values: Values) -> Tier:
    """The tier of one entry of an awards file."""
    get = values.fields.get
    return Tier(
        id=values["id"],
        name=values["name"],
        granted_by=get("granted_by"),
        merit=get("merit"),
        quota=get("quota"),
        least=get("least"),
        recipients=get("recipients"),
        places=values.places,
        per=get("per"),
    )


def exception_of(values: Values) -> AwardException:
    """The exception of one entry of an awards file."""
    get = values.fields.get
    return AwardException(
        province=values["province"],
        tier=values["tier"],
        action=values["action"],
        reason=values["reason"],
        decision=get("decision"),
        date=get("date"),
        places=values.places,
    )


def waiver_of(values: Values) -> Waiver:
    """The waiver of one entry of waivers.yaml."""
    get = values.fields.get
    return Waiver(
        code=values["code"],
        province=get("province"),
        text=get("text"),
        reason=values["reason"],
        decision=get("decision"),
        until=get("until"),
        places=values.places,
    )
