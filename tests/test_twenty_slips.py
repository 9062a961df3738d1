"""As a maintainer would: twenty slips planted in the shipped folder, one at a time.

`golden/slips/` has what each of them makes `vtlt validate` print in both languages, less what it
prints of the shipped folder anyway. Each message alone must be enough to mend the slip: look a
changed golden through with that question.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest
from conftest import Golden
from inside import DATA, inside

from vtlt_cli.wording import LANGS

GOLDEN = Path(__file__).resolve().parent / "golden" / "slips"
CLUSTERS, SCORES, AWARDS = "clusters_2009.yaml", "scores_2007.csv", "awards_2007.yaml"


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Another text in place of the one that stands once in a file."""

    def plant(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), "utf-8", newline="\n")

    return plant


def rename(folder: Path) -> None:
    (folder / CLUSTERS).rename(folder / "cluster_2009.yaml")


def save_as_windows_1258(folder: Path) -> None:
    """As an old Excel would: each tone mark a character of its own."""
    text = (folder / SCORES).read_text("utf-8")
    letters = []
    for letter in text:
        try:
            letters.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            rest = unicodedata.normalize("NFC", parts.replace(tone, ""))
            letters.append((rest + tone).encode("cp1258"))
    (folder / SCORES).write_bytes(b"".join(letters))


SLIPS: dict[str, Callable[[Path], None]] = {
    "01-a-letter": change(SCORES, "Vĩnh Phúc", "Vĩng Phúc"),
    "02-file-name": rename,
    "03-no-break-space": change(CLUSTERS, "Hà Giang", "Hà\u00a0Giang"),
    "04-decomposed": change(SCORES, "Tiền Giang", unicodedata.normalize("NFD", "Tiền Giang")),
    "05-province-of-before": change(CLUSTERS, "Cà Mau", "Minh Hải"),
    "06-between-two-names": change(CLUSTERS, "Bình Phước", "Bình Phương"),
    "07-thousands-point": change(SCORES, "8280", "8.280"),
    "08-another-province": change(SCORES, "62,Hậu Giang", "62,Bắc Kạn"),
    "09-row-lost": change(SCORES, "46,Hà Nội,1560\n", ""),
    "10-digits-swapped": change(SCORES, "3595", "5395"),
    "11-thousands-comma": change(SCORES, "3180", "3,180"),
    "12-letter-o": change(SCORES, "2060", "206O"),
    "13-leader-of-elsewhere": change(CLUSTERS, "leader: Lạng Sơn", "leader: Cao Bằng"),
    "14-field": change(CLUSTERS, "leader: Vĩnh Phúc", "leeder: Vĩnh Phúc"),
    "15-windows-1258": save_as_windows_1258,
    "16-bracket": change(CLUSTERS, "Quảng Nam, Gia Lai]", "Quảng Nam, Gia Lai"),
    "17-list-without-brackets": change(
        CLUSTERS,
        "members: [Khánh Hòa, Long An, Cà Mau, Phú Yên]",
        "members: Khánh Hòa, Long An, Cà Mau, Phú Yên",
    ),
    "18-recipient": change(AWARDS, "Bạc Liêu, Hà Tĩnh]", "Bạc Liêu, Quảng Ninh]"),
    "19-quota": change(AWARDS, "quota: 24", "quota: 23"),
    "20-date": change(
        "rounds.yaml",
        "number: 188/VTLTNN-VP, date: 2007-03-23",
        "number: 188/VTLTNN-VP, date: 23/3/2007",
    ),
}


def blocks(text: str) -> dict[str, str]:
    """The findings of a text, each by what it says; the place is no part of that."""
    found = [block.rstrip("\n") for block in text.split("\n\n") if block.strip()]
    return {re.sub(r"[\w./]+:\d+:\d+:?|^ *\d+ \|", "", block, flags=re.M): block for block in found}


def planted(folder: Path) -> str:
    """What differs from the shipped folder, without its neighbours."""
    lines: list[str] = []
    for path in sorted(folder.iterdir()):
        if not (DATA / path.name).exists():
            lines.append(f"+ {path.name}")
        elif path.read_bytes() != (DATA / path.name).read_bytes():
            before = (DATA / path.name).read_text("utf-8").split("\n")
            after = path.read_text("utf-8", errors="backslashreplace").split("\n")
            diff = list(unified_diff(before, after, lineterm="", n=0))[2:]
            lines += [line for line in diff if line[:1] in "+-"][:4]
    return "\n".join(line[:100] for line in lines)


@pytest.mark.parametrize("name", SLIPS)
def test_what_is_printed(name: str, golden: Golden, tmp_path: Path) -> None:
    data = shutil.copytree(DATA, tmp_path / "data")
    SLIPS[name](data)
    parts = [f"planted:\n{planted(data)}"]
    for lang in LANGS:
        shipped = blocks(inside("validate", lang=lang).stdout)
        result = inside("validate", cwd=tmp_path, lang=lang)
        now = blocks(result.stdout)
        new = [block for said, block in now.items() if said not in shipped]
        gone = [re.findall(r" ([A-Z]{3}\d\d) ", said)[0] for said in shipped if said not in now]
        assert new, "the slip was not found"
        parts.append(f"{lang}, exit {result.code}:\n" + "\n\n".join(new))
        if gone:
            parts.append(f"told no more or otherwise: {', '.join(gone)}")
    golden(GOLDEN / f"{name}.txt", "\n\n".join(parts) + "\n")


def test_there_are_twenty() -> None:
    assert len(SLIPS) == 20
    assert {path.stem for path in GOLDEN.iterdir()} == set(SLIPS)
