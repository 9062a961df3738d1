"""The tables of bytes in which Vietnamese was written before Unicode, and text damaged by them.

Which table a file is in is measured, not guessed: the one that makes the most names of the
register.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from vtlt_cli.diagnostics import Words

# TCVN3, the letters of the ABC fonts. TCVN 5712:1993, third form: capitals with two marks have no
# code of their own.
_TCVN3 = dict(
    zip(
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcddde"
            "dfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ),
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    )
)
# VISCII (RFC 1456), from 0x80 on; six rare capitals stand among the control codes.
_VISCII = dict(
    zip(
        [*range(0x80, 0x100), 0x02, 0x05, 0x06, 0x14, 0x19, 0x1E],
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
        "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮẲẴẪỶỸỴ",
    )
)
# VNI for Windows: some letters of its own, and marks that stand behind their vowel.
_VNI_LETTERS = dict(zip("ñÑôÔöÖæÆòÒóÓîÎ", "đĐơƠưƯỉỈịỊĩĨỵỴ"))
_VNI_MARKS = {
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}


def _tcvn3(content: bytes) -> str:
    return "".join(_TCVN3.get(byte) or chr(byte) for byte in content)


def _viscii(content: bytes) -> str:
    return "".join(_VISCII.get(byte) or chr(byte) for byte in content)


def _vni(content: bytes) -> str:
    letters: list[str] = []
    for letter in _latin(content):
        mark = _VNI_MARKS.get(letter.lower())
        if mark and letters and letters[-1] in "aeouyơưAEOUYƠƯ":
            letters.append(mark)
        else:
            letters.append(_VNI_LETTERS.get(letter, letter))
    return _composed("".join(letters))


def _cp1258(content: bytes) -> str:
    return _composed(content.decode("cp1258", "replace"))


def _composed(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text)


def _latin(content: bytes) -> str:
    """Windows-1252, and its five free places by their numbers, as browsers and Excel read it."""
    return "".join(
        piece.decode("cp1252") if piece not in _FREE else chr(piece[0])
        for piece in (content[i : i + 1] for i in range(len(content)))
    )


_FREE = frozenset(bytes([byte]) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _latin_bytes(text: str) -> bytes | None:
    """The bytes that Windows-1252 reads as this text; None where there are none."""
    try:
        return b"".join(
            bytes([ord(letter)]) if ord(letter) < 0xA0 else letter.encode("cp1252")
            for letter in text
        )
    except UnicodeEncodeError:
        return None


class Table(NamedTuple):
    """A table of bytes by the name that people know, and how it is read."""

    name: str
    read: Callable[[bytes], str]


TABLES = (
    Table("Windows-1258", _cp1258),
    Table("TCVN3 (ABC)", _tcvn3),
    Table("VNI", _vni),
    Table("VISCII", _viscii),
)

# How many names of the register a text holds.
Measure = Callable[[str], int]
# So much of a file tells in which table it is.
_SAMPLE = 100_000


def table_of(content: bytes, measure: Measure) -> str | None:
    """The table that makes the most names of these bytes; None where none does, or two as many."""
    sample = content[:_SAMPLE]
    return _best((table.name, measure(table.read(sample))) for table in TABLES)


def by_older_tables(text: str) -> Iterator[tuple[str, str]]:
    """Text of an older font, which a program keeps in the letters of Windows-1252, as it was meant:
    by each table that there is, with its name.
    """
    latin = None if text.isascii() else _latin_bytes(text)
    if latin is not None:
        for table in TABLES[1:]:
            yield table.name, table.read(latin)


def _best(counts: Iterator[tuple[str, int]]) -> str | None:
    ordered = sorted(counts, key=lambda pair: -pair[1])
    return ordered[0][0] if ordered[0][1] > ordered[1][1] else None


class Damage(NamedTuple):
    """What happened to the letters of a text, and the text as it was; None where that is lost."""

    cause: Words
    mended: str | None


LOST: Words = (
    "letters were lost and stand as “?”; no conversion brings them back",
    "có chữ đã mất, chỉ còn “?”; chuyển mã không khôi phục được",
)


def damage_of(text: str, measure: Measure) -> Damage | None:
    """What an older table, or UTF-8 read as another, did to the letters of a text; None if nothing.

    The text as it was must hold more names of the register than the text as it is.
    """
    sample = text[:_SAMPLE]
    best, most = None, measure(sample)
    for damage in _undone(sample):
        count = measure(damage.mended or "")
        if count > most:
            best, most = damage, count
    if best is None and has_lost_letters(sample):
        return Damage(LOST, None)
    return best


def _undone(text: str) -> Iterator[Damage]:
    """The text as it may have been before each accident that is known."""
    latin = _latin_bytes(text)
    if latin is not None:
        yield _as_utf8(latin, "Windows-1252")
        for table in TABLES:
            words = (
                f"the letters are those of {table.name}, not of Unicode",
                f"chữ theo bảng mã {table.name}, không phải Unicode",
            )
            yield Damage(words, table.read(latin))
    for page in ("437", "850"):
        try:
            content = text.encode(f"cp{page}")
        except UnicodeEncodeError:
            continue
        yield _as_utf8(content, f"DOS {page}")


def _as_utf8(content: bytes, other: str) -> Damage:
    # A no-break space is lost where such text is copied: À and à end in one.
    mended = content.replace(b"\xc3 ", b"\xc3\xa0").decode("utf-8", "replace")
    words = (
        f"UTF-8 was read as {other} and saved again",
        f"tệp UTF-8 đã bị đọc theo {other} rồi lưu lại",
    )
    return Damage(words, mended)


def has_lost_letters(text: str) -> bool:
    """Whether words of the text have “?” in the place of letters: `H?i Phòng`, `N?i`."""
    words = re.findall(r"[^\W\d_]*[?\ufffd]+[^\W\d_]+|[^\W\d_]+[?\ufffd]+(?=[\s,;]|$)", text)
    return len(words) > 0
