"""What a column of an office's table is headed, and what it therefore holds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from vtlt_cli.names import bare
from vtlt_cli.reading.encodings import by_older_tables
from vtlt_cli.scores.kind import SCORE
from vtlt_cli.wording import composed

Role = Literal[
    "position", "name", "points", "cluster", "leader", "members", "code", "kind", "region", "note"
]

# Without marks, in small letters, as `folded` makes them; besides the house's own of scores.
_LISTED: dict[Role, str] = {
    "position": "no|no.|#|number|so|so tt",
    "name": (
        "ten|name|office|unit|units|agency|province|ward|commune|ten tinh/thanh pho|ten co quan"
        "|co quan, to chuc|ten co quan, to chuc|cac don vi|cac tinh|so, nganh|so, ban, nganh"
        "|don vi duoc kiem tra|ten don vi duoc kiem tra|don vi hanh chinh|don vi/dia phuong"
        "|phuong, xa|phuong/xa|xa/phuong|xa, phuong, dac khu|tinh, thanh|ten xa|ten phuong"
    ),
    "points": "score|points|total|total score|total points|tong cong|tong so|tong",
    "cluster": "cum|so cum|cum so|ten cum|cum kiem tra|cum thi dua|thuoc cum|cluster|stt cum",
    "leader": (
        "cum truong|truong cum|don vi cum truong|tinh cum truong|lam cum truong|leader"
        "|don vi lam cum truong|cluster leader|lead province"
    ),
    "members": (
        "thanh vien|cac thanh vien|don vi thanh vien|cac don vi thanh vien|tinh thanh vien|members"
        "|cac don vi trong cum|cac tinh trong cum|cac tinh, thanh pho trong cum|don vi trong cum"
    ),
    "code": "ma|ma so|ma don vi|ma tinh|ma xa|ma dvhc|ma don vi hanh chinh|ma hanh chinh|code",
    "kind": "loai|loai don vi|cap|cap hanh chinh|loai hinh|kind|type",
    "region": "vung|khu vuc|vung, mien|region",
    "note": (
        "ghi chu|note|notes|remark|remarks|dia chi|tru so|dien thoai|so dien thoai|email|website"
        "|thu dien tu|trang thong tin dien tu|nguoi dung dau|thu truong|giam doc|can bo dau moi"
    ),
}
# `điểm` is a point of a scale, but not in these: địa điểm, thời điểm, đặc điểm, ưu điểm.
_NO_POINTS = (
    r"\b(?:dia|thoi|dac|uu|nhuoc|quan|khuyet|trong) diem\b|bang chu|xep hang|thu hang|xep loai"
    r"|chenh lech|he so|\brank|\bgrade"
)
_POINTS = r"\b(?:diem|score|scores|points)\b"
# The rounds side by side: `Năm 2005`, `Kết quả năm 2007`, `Đợt kiểm tra 2009`.
_YEAR = r"(?:19|20)[0-9][0-9]"
_OF_A_YEAR = rf"(?:ket qua )?(?:dot )?(?:kiem tra )?(?:nam )?{_YEAR}|(?:year|round) {_YEAR}"
_NAME = (
    r"ten .*\b(?:co quan|don vi|tinh|xa|phuong|dia phuong|to chuc|so)\b.*"
    r"|(?:cac )?tinh(?:, ?|/| va )thanh.*|(?:cac )?(?:xa|phuong)(?:, ?|/| va )(?:xa|phuong).*"
    r"|(?:cac )?(?:don vi|co quan|dia phuong)(?:[ ,/].*)?"
)
# Each member of a cluster in a column of its own: `Thành viên 2`.
_MEMBER = r"(?:(?:don vi|tinh) )?(?:thanh vien|member)(?: (?:thu|so))? ?[0-9]{1,2}"
# What an office says of itself is never what was agreed.
_SELF = r"\btu (?:cham|danh gia|xep)\b|\bself\b"
# Above the members of a group, before each of its words.
_GROUP = (
    r"(?:cum|khoi|nhom|cluster|group)(?: (?:so|thi dua|kiem tra))?[ .:]*(?:so )?"
    r"([0-9]{1,3}|[ivx]+)\b"
)
# No heading is longer; a sentence that speaks of offices is none.
_LONGEST = 80


def folded(text: str) -> str:
    """A heading without marks, in small letters, without what stands around it: `Điểm (1):`."""
    plain = " ".join(composed(text).split())
    plain = re.sub(r"\s*\(\s*[0-9*]{1,2}\s*\)|[*¹²³]+$", "", plain)
    return bare(plain).strip(" .:;*")


@lru_cache(1)
def _words() -> dict[str, Role]:
    found = {word: role for role, words in _LISTED.items() for word in words.split("|")}
    roles: tuple[tuple[str, Role], ...] = (
        ("position", "position"),
        ("province", "name"),
        ("score", "points"),
    )
    for field, role in roles:
        for heading in (field, *SCORE.fields[field].headings):
            found.setdefault(folded(heading), role)
    return found


def role_of(text: str) -> Role | None:
    """What a column with this heading holds; None where that cannot be told.

    A heading in an older font is read by the table that makes a known heading of it.
    """
    if len(text) > _LONGEST or not (any(map(str.isalpha, text)) or text.strip() == "#"):
        return None
    role = _role(text)
    if role is None:
        role = next(filter(None, (_role(meant) for _name, meant in by_older_tables(text))), None)
    return role


def _role(text: str) -> Role | None:
    plain = folded(text)
    known = _words().get(plain)
    if known is not None:
        return known
    if re.fullmatch(_MEMBER, plain):
        return "members"
    if re.search(_NO_POINTS, plain):
        return None
    if re.search(_POINTS, plain) or re.fullmatch(_OF_A_YEAR, plain):
        return "points"
    if plain.startswith("don vi tinh"):
        return None
    return "name" if re.fullmatch(_NAME, plain) else None


def is_self(text: str) -> bool:
    """Whether a column of points is what the offices gave themselves."""
    return any(
        re.search(_SELF, folded(one)) for one in (text, *(m for _n, m in by_older_tables(text)))
    )


def same_heading(one: str, other: str) -> bool:
    """Whether two headings are the same but for their marks and letters."""
    return folded(one) == folded(other)


def is_group(text: str) -> bool:
    """Whether a text heads a group: `Cụm 3`, `Khối thi đua số 2`."""
    return re.match(_GROUP, bare(text)) is not None


def cluster_number(text: str) -> int | None:
    """The number of the cluster that a text heads: `Cụm 3`, `CỤM SỐ III: …`; None for another."""
    plain = bare(text)
    found = re.match(_GROUP, plain) if plain.startswith(("cum", "cluster")) else None
    return _number(found[1]) if found is not None else None


def cluster_named(text: str) -> int | None:
    """The number of the one cluster of which a title speaks: `Danh sách đơn vị Cụm 3`."""
    numbers = {
        _number(one) for one in re.findall(r"\bcum(?: so)? ([0-9]{1,3}|[ivx]+)\b", bare(text))
    }
    return numbers.pop() if len(numbers) == 1 else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in text]
    return sum(
        -value if any(later > value for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )
