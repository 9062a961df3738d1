"""A round, with little or much of it told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OFFICE = "Văn phòng Ủy ban nhân dân"


@dataclass(kw_only=True)
class Told:
    """What `rounds.yaml` tells of a round; None for what is left out."""

    year: int
    provinces_on: date | None
    period: tuple[date, date] | None
    window: tuple[date, date] | None
    report: date | None
    office: str | None
    count: int | None
    size: int | None
    decimals: int | None
    step: str | None
    least: str | None
    most: str | None


def rounds_text(told: Told) -> str:
    """The round as `rounds.yaml`."""
    lines = ["format: 1", "rounds:", f"  - year: {told.year}"]
    if told.provinces_on:
        lines.append(f"    provinces_on: {told.provinces_on}  # who takes part")
    for what, days in (("period", told.period), ("window", told.window)):
        if days:
            lines.append(f"    {what}: {{from: {days[0]}, to: {days[1]}}}")
    if told.office:
        lines.append(f"    office: {told.office}")
    shape = {"count": told.count, "size": told.size}
    form = {
        "decimals": told.decimals,
        "step": told.step,
        "least": told.least,
        "most": told.most,
    }
    for what, values in (("clusters", shape), ("scores", form)):
        given = [f"{name}: {value}" for name, value in values.items() if value is not None]
        if given:
            lines.append(f"    {what}: {{{', '.join(given)}}}")
    if told.report:
        lines += ["    documents:", f"      report: {{number: 1/BC, date: {told.report}}}"]
    return "\n".join(lines) + "\n"
