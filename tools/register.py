"""Write the register of provinces, `data/provinces.yaml`, from two tables of facts.

    python tools/register.py FACTS_DIR [OUTFILE]

FACTS_DIR holds `provinces.csv` (a line a unit) and `spellings.csv` (a line a spelling). The
script chooses and orders what the register needs, checks its laws, and writes nothing where one
of them does not hold.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from datetime import date, timedelta
from pathlib import Path

PROVINCES = Path(__file__).resolve().parent.parent / "data" / "provinces.yaml"

KINDS = {"tinh": "tỉnh", "thanh_pho": "thành phố"}
NAMES = {
    "ho-chi-minh": "Thành phố Hồ Chí Minh",  # never bare: the kind stands in the name
    "ba-ria-vung-tau": "Bà Rịa – Vũng Tàu",  # with the dash of report 241/BC-VTLTNN
}
# How many units are in being on a day.
COUNTS = {
    date(2004, 1, 1): 64,
    date(2007, 6, 30): 64,
    date(2008, 7, 31): 64,
    date(2008, 8, 1): 63,
    date(2009, 7, 1): 63,
    date(2025, 6, 30): 63,
    date(2025, 7, 1): 34,
    date(2026, 11, 22): 34,
}
# The comparing key of the tool covers these: marks moved or missing, and the kind before the name.
COVERED_KINDS = {"tone_placement", "missing_or_wrong_diacritic", "with_type_prefix"}
COVERED = {"TP HCM", "TP. HCM", "TP.HCM"}  # `HCM` with the kind before it

HEAD = """\
# The province-level units of Viet Nam (tỉnh, thành phố trực thuộc trung ương) since 2004.
#
# In being: 64 units from 2004-01-01, 63 from 2008-08-01, 34 from 2025-07-01.
# `to` is the last day in being. Where units merged, each hợp nhất vào its successor. A unit that
# became a city (thành phố) without merging is succeeded by the city.
# First the units of 2004, by their codes; then the later ones, by the day they came into being.
#
# Sources, resolutions of the National Assembly (Nghị quyết của Quốc hội):
#   22/2003/QH11   Điện Biên, Lai Châu, Đắk Lắk, Đắk Nông, Cần Thơ, Hậu Giang
#   15/2008/QH12   Hà Tây hợp nhất vào Hà Nội, which grew and stayed the same unit
#   175/2024/QH15  Thành phố Huế
#   202/2025/QH15  the units of 2025-07-01; those that received others are new units
#   30/2026/QH16, 36/2026/QH16, 39/2026/QH16  Đồng Nai, Quảng Ninh, Bắc Ninh become cities
# Codes: the General Statistics Office's; from 2025-07-01, Quyết định 19/2025/QĐ-TTg. A later unit
# may bear the code of another earlier one (Lào Cai: 10, then 15).
# iso: ISO 3166-2:VN; not revised for the units of 2025 and 2026, which bear that of their name.
# region: the six regions of 2006; none for later units.
# `decision` is the one that ended the unit, else the one that made it.
"""


class FactsError(Exception):
    """The facts break a law of the register."""


def read(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV file, in NFC."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    return list(csv.DictReader(text.splitlines()))


def dash_folded(name: str) -> str:
    """The name with every dash the same and no space round it."""
    return re.sub(r"\s*[-‐‑‒–—]\s*", "-", name).casefold()


def aliases(slug: str, name: str, spellings: list[dict[str, str]]) -> list[str]:
    """The spellings of a unit that the comparing key does not cover, each in one way of dashes."""
    seen = {dash_folded(name)}
    kept: list[str] = []
    for line in spellings:
        spelling = line["spelling"]
        if line["slug"] != slug or line["kind"] in COVERED_KINDS or spelling in COVERED:
            continue
        if dash_folded(spelling) not in seen:
            seen.add(dash_folded(spelling))
            kept.append(spelling)
    return kept


def decision(unit: dict[str, str]) -> str:
    """The instrument that ended the unit, else the one that made it, without its date."""
    instrument = unit["instrument_to"] or unit["instrument_from"]
    return re.sub(r" \([^)]*\)$", "", instrument.split(";")[0]).strip()


def entry(unit: dict[str, str], spellings: list[dict[str, str]]) -> str:
    """A unit as an entry of the register."""
    slug = unit["slug"]
    name = NAMES.get(slug, unit["name_vi"])
    fields = {
        "name": name,
        "kind": KINDS[unit["type"]],
        "code": f'"{unit["gso_code"]}"',
        "iso": unit["iso_3166_2"],
        "region": unit["region6_2007"],
        "from": unit["valid_from"],
        "to": unit["valid_to"],
        "successors": f"[{', '.join(unit['successors'].split(';'))}]" if unit["successors"] else "",
        "decision": decision(unit),
    }
    others = aliases(slug, name, spellings)
    if others:
        fields["aliases"] = f"[{', '.join(others)}]"
    lines = [f"- id: {unit['unit_id']}"]
    lines += [f"  {field}: {value}" for field, value in fields.items() if value]
    return "\n".join(lines) + "\n"


def in_being(unit: dict[str, str], day: date) -> bool:
    """Whether a unit is in being on a day."""
    return (unit["valid_from"] or "0000") <= day.isoformat() <= (unit["valid_to"] or "9999")


def check(units: list[dict[str, str]]) -> None:
    """Hold the laws: counts, codes and successors."""
    for day, count in COUNTS.items():
        present = [unit for unit in units if in_being(unit, day)]
        codes = {unit["gso_code"] for unit in present}
        if not len(present) == len(codes) == count:
            raise FactsError(f"{day}: {len(present)} units, {len(codes)} codes, not {count}")
    by_id = {unit["unit_id"]: unit for unit in units}
    for unit in units:
        if not unit["valid_to"]:
            continue
        after = date.fromisoformat(unit["valid_to"]) + timedelta(days=1)
        for successor in unit["successors"].split(";"):
            if successor not in by_id or not in_being(by_id[successor], after):
                raise FactsError(f"{unit['unit_id']}: {successor!r} not in being on {after}")


def main(arguments: list[str]) -> int:
    """Read the facts, check them, write the register."""
    if len(arguments) not in (1, 2):
        print("usage: register.py FACTS_DIR [OUTFILE]", file=sys.stderr)
        return 2
    facts = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) == 2 else PROVINCES
    units = read(facts / "provinces.csv")
    spellings = read(facts / "spellings.csv")
    check(units)
    first = [unit for unit in units if in_being(unit, date(2004, 1, 1))]
    later = [unit for unit in units if unit not in first]
    text = "\n".join([HEAD, *(entry(unit, spellings) for unit in first + later)])
    target.write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
