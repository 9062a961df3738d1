"""Bytes -> text. UTF-8 is expected; a byte-order mark and UTF-16 with one are read all the same."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from typing import TYPE_CHECKING

from vtlt_cli.diagnostics import Problem, Source, Span, Words

if TYPE_CHECKING:
    from vtlt_cli.reading.encodings import Measure

# A larger file is no round's: 64 provinces take 2 kB, a million rows 25 MB.
LARGEST = 32 * 1024 * 1024


# What a shell names a pipe by that it has opened itself: `vtlt rank <(…)`.
_OPENED_BY_SHELL = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


def read_bytes(path: str) -> bytes:
    """The bytes of a file, of one that is too large only so many that this shows.

    Raises OSError, also for what is no file: a pipe would be waited for without end.
    """
    must_be_file(path)
    with open(path, "rb") as file:
        return file.read(LARGEST + 1)


def bytes_if_there(path: str) -> bytes | None:
    """The bytes of a file as `read_bytes` has them; None where there is none."""
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None


def must_be_file(path: str) -> None:
    """Raise OSError for a pipe, a device or a socket, and for what is not there."""
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or path.startswith(_OPENED_BY_SHELL)):
        raise OSError(errno.EINVAL, "no file but a pipe or a device", path)


def decode(
    content: bytes, file: str, shown: str, problems: list[Problem], measure: Measure
) -> Source | None:
    """The text of these bytes, None where they are none; what is odd goes to `problems`.

    `file` is where they come from and `shown` that path in the problems; `measure` tells how many
    names a text holds, by which an older table of bytes is known. The text is as it stands in the
    file less a byte-order mark: line ends and composition stay.
    """
    start = Span(shown, 1, 1, 1, 1)
    if len(content) > LARGEST:
        problems.append(
            Problem("too-large", start, {"most": LARGEST // 1024 // 1024, "unit": "MiB"})
        )
        return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        little = content.startswith(codecs.BOM_UTF16_LE)
        encoding = "utf-16-le" if little else "utf-16-be"
        try:
            text = content[2:].decode(encoding)
        except UnicodeDecodeError as error:
            problems.append(_undecodable(content, error.start + 2, start))
            return None
        nul = 2 + 2 * text.find("\0")
    else:
        encoding = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            # After a mark the offset is told from behind it.
            offset = error.start + len(content) - len(error.object)
            problems.append(_undecodable(content, offset, start, measure))
            return None
        nul = content.find(b"\0")
    if "\0" in text:
        problems.append(_undecodable(content, nul, start))
        return None
    if encoding.startswith("utf-16"):
        problems.append(Problem("utf-16", start, {}))
    if not text.strip():
        problems.append(Problem("empty-file", start, {}))
        return None
    return Source(shown, text, file, encoding)


def _undecodable(
    content: bytes, offset: int, start: Span, measure: Measure | None = None
) -> Problem:
    before = content[:offset]
    line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    begin = next((what for begin, what in _BEGINNINGS.items() if content.startswith(begin)), None)
    table, lost = None, False
    if measure is not None and begin is None and b"\0" not in content[:_SAMPLE]:
        from vtlt_cli.reading.encodings import has_lost_letters, table_of

        # Where letters are lost, what is left of them reads as some table too.
        lost = has_lost_letters(content[:_SAMPLE].decode("cp1252", "replace"))
        table = None if lost else table_of(content, measure)
    # Columns cannot be counted in characters here: nothing tells where a character ends.
    return Problem(
        "not-utf-8",
        Span(start.path, line, 1, line, 1),
        {
            "offset": offset,
            "byte": f"0x{content[offset]:02X}",
            "guess": table,
            "lost": lost,
            "begin": begin,
        },
    )


_SAMPLE = 10_000
# What other programs write begins so.
_BEGINNINGS: dict[bytes, Words] = {
    b"PK\x03\x04": ("an Excel or Word file (or another zip file)", "tệp Excel, Word hoặc tệp nén"),
    b"\xd0\xcf\x11\xe0": ("an older Excel or Word file", "tệp Excel hoặc Word cũ"),
    b"%PDF": ("a PDF file", "tệp PDF"),
    b"\x89PNG": ("a picture", "tệp hình ảnh"),
    b"\xff\xd8\xff": ("a picture", "tệp hình ảnh"),
}


def merge_marks(text: str) -> list[int]:
    """The lines of the marks that an unfinished merge of git leaves; [] where there is none."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return []
    found = [
        (number, line[:7])
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)
        if re.match(r"<{7}(?: |$)|\|{7}(?: |$)|={7}$|>{7}(?: |$)", line)
    ]
    marks = [mark for _number, mark in found]
    whole = "<<<<<<<" in marks and ">>>>>>>" in marks
    return [number for number, _mark in found] if whole else []


def whole_line(source: Source, line: int) -> Span:
    """The place of a line without its end."""
    length = len(re.split(r"\r\n|\r|\n", source.text)[line - 1])
    return Span(source.path, line, 1, line, length + 1)
