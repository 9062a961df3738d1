"""Words that stand in the column of names and are no office: totals, means, regions, groups.

A row of totals is not ranked, and a region is not the unit whose name is a letter or two away.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from vtlt_cli.names.letters import bare, without_extras

NoOffice = Literal["empty", "summary", "region", "group"]

# Without marks, as `bare` folds them. They are asked only of what is no name of the register.
_SUMMARY = """
    tong|tong cong|tong so|tong so diem|tong diem|tong hop|cong|cong chung|cong don|luy ke|chung
    toan quoc|ca nuoc|toan tinh|toan thanh pho|toan nganh|toan vung|viet nam|vietnam
    trung binh|trung binh chung|binh quan|binh quan chung|diem trung binh|diem binh quan
    so trung binh|trung vi|cao nhat|thap nhat|lon nhat|nho nhat|diem cao nhat|diem thap nhat
    total|totals|grand total|subtotal|sub-total|sub total|sum|overall|average|mean|median
    whole country|the whole country|country|nationwide|national|national average|all provinces
    max|min|maximum|minimum|highest|lowest
    nguoi lap|nguoi lap bieu|ghi chu|nguon|note|notes|source
"""
# These with more behind them: `Cộng Cụm 3`, `Tổng số: 64 tỉnh`, `Bình quân cả nước`.
_HEADS = (
    "tong cong|tong so|tong diem|tong|cong|diem trung binh|trung binh|binh quan|total|subtotal"
    "|average|mean"
)
_FIRST = tuple(_HEADS.split("|"))
_TAILS = (
    "[0-9]|chung|ca nuoc|toan |cac |cum|vung|mien|khu vuc|nhom|don vi|tinh|thanh pho|xa|phuong"
    "|diem|for |of |score|points|all "
)
# Regions by other divisions than a register's own, and in English, where it holds provinces.
_REGIONS = """
    mien bac|mien trung|mien nam|dong bac|tay bac|dong bac bo|tay bac bo|bac bo|bac trung bo
    trung bo|nam trung bo|nam bo|dong nam bo|tay nam bo|tay nguyen|dong bang song hong
    dong bang song cuu long|dong bang bac bo|trung du va mien nui phia bac
    trung du va mien nui bac bo|mien nui va trung du phia bac|mien nui phia bac
    bac trung bo va duyen hai mien trung|duyen hai mien trung|duyen hai nam trung bo
    duyen hai nam trung bo va tay nguyen|trung du mien nui phia bac
    red river delta|mekong river delta|mekong delta|central highlands|southeast|south east
    northeast|north east|northwest|north west|north central coast|south central coast
    north central|northern midlands and mountain areas|northern midlands and mountains
    north central and central coastal areas|north central area and central coastal area
"""
# What offices are parted into, with its number: `Cụm 1`, `Nhóm II`, `Khối thi đua số 3`.
_GROUP = r"(?:cum|nhom|khoi|cluster|group)(?: thi dua)?(?: so)?[ .]*(?:[0-9]+|[ivx]+|[a-e])\W*"
# Provinces that were divided before 2004: words of their own, not slips of names of today.
_FORMER = """
    bac thai|ha bac|hai hung|nam ha|ha nam ninh|ha son binh|ha tuyen|hoang lien son|cao lang
    vinh phu|vinh binh|nghe tinh|binh tri thien|nghia binh|phu khanh|thuan hai|gia lai-kon tum
    song be|cuu long|minh hai|quang nam-da nang|bac lang|dinh tuong|quang tin|quang yen|phuoc tuy
    phuoc long|binh long|hau nghia|chuong thien|kien hoa|kien tuong|sa dec|phong dinh|an xuyen
"""


@lru_cache(8)
def _phrases(listed: str) -> frozenset[str]:
    return frozenset(
        phrase.strip() for line in listed.strip().splitlines() for phrase in line.split("|")
    )


def no_office(text: str, regions: Collection[str], of_provinces: bool) -> NoOffice | None:
    """Why a text that is no name of the register is no office at all; None where it may be one.

    `regions` are those of the register, without marks.
    """
    plain = without_extras(text)
    if not plain:
        return "empty"
    whole = bare(plain)
    letters = whole.partition(":")[0].partition("(")[0].strip() or whole
    if letters in _phrases(_SUMMARY):
        return "summary"
    if re.fullmatch(_GROUP, letters):
        return "group"
    known = {*regions, *(_phrases(_REGIONS) if of_provinces else ())}
    # A number of the list before it, or the word for a region: `I. Tây Nguyên`, `Vùng Tây Nguyên`.
    first, _, rest = letters.partition(" ")
    if letters in known or (rest in known and _may_stand_before(first)):
        return "region"
    if letters.removeprefix("khu vuc ") in known:
        return "region"
    if whole.startswith(_FIRST) and re.match(rf"(?:{_HEADS})\W+(?:{_TAILS})", whole):
        return "summary"
    head = next((head for head in _FIRST if letters.startswith(head + " ")), None)
    return "summary" if head and letters[len(head) + 1 :] in known else None


def _may_stand_before(word: str) -> bool:
    """Whether a word before the name of a region is its number in a list, or says what it is."""
    return len(word.strip(".)/")) == 1 or word in ("vung", "mien") or set(word) <= set("ivx.)/")


def other_words(regions: Collection[str], of_provinces: bool) -> frozenset[str]:
    """What a misspelt name may mean instead of a unit, without marks."""
    known = _phrases(_SUMMARY) | frozenset(regions)
    if of_provinces:
        known |= _phrases(_REGIONS) | _phrases(_FORMER)
    return frozenset(word for word in known if len(word) > 5)


def is_former(text: str) -> bool:
    """Whether it is the name of a province that was divided before the register begins."""
    return bare(text) in _phrases(_FORMER)
