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
# The six regions since 2025, each with its units: Nghị quyết 306/NQ-CP (2025). The resolution was
# not seen; one public file lists all six with their 34 members and three more agree in parts.
REGIONS_2025 = {
    "Trung du và miền núi phía Bắc": "tuyen-quang cao-bang lai-chau lao-cai thai-nguyen dien-bien "
    "lang-son son-la phu-tho",
    "Đồng bằng sông Hồng": "ha-noi hai-phong quang-ninh bac-ninh hung-yen ninh-binh",
    "Bắc Trung Bộ": "thanh-hoa nghe-an ha-tinh quang-tri hue",
    "Duyên hải Nam Trung Bộ và Tây Nguyên": "da-nang quang-ngai gia-lai dak-lak khanh-hoa lam-dong",
    "Đông Nam Bộ": "ho-chi-minh dong-nai tay-ninh",
    "Đồng bằng sông Cửu Long": "dong-thap vinh-long can-tho an-giang ca-mau",
}
REGION_OF = {slug: region for region, slugs in REGIONS_2025.items() for slug in slugs.split()}
# Huế of 2025-01-01 is the land of Thừa Thiên Huế.
FORMER_REGION_OF_HUE = "Bắc Trung Bộ và duyên hải miền Trung"
# The day on which the units of today began to work; the regions are counted from it.
REGIONS_SINCE = date(2025, 7, 1)
# Ways to write a name in public tables (PCI, PAPI, statistical yearbooks) that stand in no list of
# spellings: a part of the name, another order, initials.
MORE_ALIASES = {
    "ba-ria-vung-tau": [
        "Vũng Tàu",
        "Bà Rịa",
        "BR Vũng Tàu",
        "BR. Vũng Tàu",
        "Vũng Tàu - Bà Rịa",
        "VT-Bà Rịa",
        "VT-BR",
        "Vũng Tàu - Côn Đảo",
    ],
    "ho-chi-minh": ["HCMC", "HCM City"],
    "thua-thien-hue": ["TT.Huế", "Thừa Thiên"],
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
# Codes: Quyết định 124/2004/QĐ-TTg; from 2025-07-01, Quyết định 19/2025/QĐ-TTg. A later unit
# may bear the code of another earlier one (Lào Cai: 10, then 15).
# iso: ISO 3166-2:VN; not revised for the units of 2025 and 2026, which bear that of their name.
# region: the six regions of 2006; from 2025-07-01, the six of Nghị quyết 306/NQ-CP (2025). A unit
# that was there before and whose region changed has both, with the day of the later.
# `from: 2025-07-01`: Nghị quyết 202/2025/QH15 is in force from 2025-06-12; from 2025-07-01 the new
# authorities worked.
# `decision`: the paper that made the unit and the one that ended it.
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
    listed = [
        line["spelling"]
        for line in spellings
        if line["slug"] == slug
        and line["kind"] not in COVERED_KINDS
        and line["spelling"] not in COVERED
    ]
    for spelling in listed + MORE_ALIASES.get(slug, []):
        if dash_folded(spelling) not in seen:
            seen.add(dash_folded(spelling))
            kept.append(spelling)
    return kept


def decision(unit: dict[str, str]) -> str:
    """The instruments that made and that ended the unit, without their dates; a list of two."""
    papers = [
        re.sub(r" \([^)]*\)$", "", instrument.split(";")[0]).strip()
        for instrument in (unit["instrument_from"], unit["instrument_to"])
        if instrument
    ]
    numbered = [re.sub(r"^(Nghị quyết|Quyết định) (?!số )", r"\1 số ", paper) for paper in papers]
    return f"[{', '.join(numbered)}]" if len(numbered) > 1 else "".join(numbered)


def region(unit: dict[str, str]) -> str:
    """The region of a unit; a list with days where it changed while the unit was in being."""
    old, new = unit["region6_2007"], REGION_OF.get(unit["slug"], "")
    begun = date.fromisoformat(unit["valid_from"] or "2004-01-01")
    if begun >= REGIONS_SINCE:
        return new
    if unit["slug"] == "hue":
        old = FORMER_REGION_OF_HUE
    gone = unit["valid_to"] and date.fromisoformat(unit["valid_to"]) < REGIONS_SINCE
    if gone or new == old:
        return old
    return f"\n    - {{name: {old}}}\n    - {{name: {new}, from: {REGIONS_SINCE}}}"


def entry(unit: dict[str, str], spellings: list[dict[str, str]]) -> str:
    """A unit as an entry of the register."""
    slug = unit["slug"]
    name = NAMES.get(slug, unit["name_vi"])
    fields = {
        "name": name,
        "kind": KINDS[unit["type"]],
        "code": f'"{unit["gso_code"]}"',
        "iso": unit["iso_3166_2"],
        "region": region(unit),
        "from": unit["valid_from"],
        "to": unit["valid_to"],
        "successors": f"[{', '.join(unit['successors'].split(';'))}]" if unit["successors"] else "",
        "decision": decision(unit),
    }
    others = aliases(slug, name, spellings)
    if others:
        fields["aliases"] = f"[{', '.join(others)}]"
    lines = [f"- id: {unit['unit_id']}"]
    lines += [
        f"  {field}: {value}".replace(": \n", ":\n") for field, value in fields.items() if value
    ]
    return "\n".join(lines) + "\n"


def in_being(unit: dict[str, str], day: date) -> bool:
    """Whether a unit is in being on a day."""
    return (unit["valid_from"] or "0000") <= day.isoformat() <= (unit["valid_to"] or "9999")


def check(units: list[dict[str, str]]) -> None:
    """Hold the laws: counts, codes, successors, and that the regions of today hold the 34."""
    today = {unit["slug"] for unit in units if in_being(unit, date(2026, 11, 22))}
    if today != set(REGION_OF):
        raise FactsError(f"regions: {sorted(today ^ set(REGION_OF))}")
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
