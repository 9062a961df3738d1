"""Bytes -> text. UTF-8 is expected; a byte-order mark and UTF-16 with one are read all the same."""

from __future__ import annotations

import codecs

from vtlt_cli.diagnostics import Problem, Source, Span

# A larger file is no round's: 64 provinces take 2 kB, a million rows 25 MB.
LARGEST = 32 * 1024 * 1024


def read_bytes(path: str) -> bytes:
    """The bytes of a file, of one that is too large only so many that this shows; OSError."""
    with open(path, "rb") as file:
        return file.read(LARGEST + 1)


def decode(content: bytes, file: str, shown: str, problems: list[Problem]) -> Source | None:
    """The text of these bytes, None where they are none; what is odd goes to `problems`.

    `file` is where they come from and `shown` that path in the problems. The text is as it stands
    in the file less a byte-order mark: line ends and composition stay.
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
            problems.append(_undecodable(content, error.start + 2, start, None))
            return None
        nul = 2 + 2 * text.find("\0")
    else:
        encoding = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            # After a mark the offset is told from behind it.
            offset = error.start + len(content) - len(error.object)
            problems.append(_undecodable(content, offset, start, _guess(content)))
            return None
        nul = content.find(b"\0")
    if "\0" in text:
        problems.append(_undecodable(content, nul, start, None))
        return None
    if encoding.startswith("utf-16"):
        problems.append(Problem("utf-16", start, {}))
    if not text.strip():
        problems.append(Problem("empty-file", start, {}))
        return None
    return Source(shown, text, file, encoding)


def _undecodable(content: bytes, offset: int, start: Span, guess: str | None) -> Problem:
    before = content[:offset]
    line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    # Columns cannot be counted in characters here: nothing tells where a character ends.
    return Problem(
        "not-utf-8",
        Span(start.path, line, 1, line, 1),
        {"offset": offset, "byte": f"0x{content[offset]:02X}", "guess": guess},
    )


def _guess(content: bytes) -> str | None:
    """`Windows-1258` where the bytes read as Vietnamese in it: letters that no other script has."""
    try:
        text = content.decode("cp1258")
    except UnicodeDecodeError:
        return None
    marks = sum(text.count(letter) for letter in "ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323")
    strange = sum(1 for letter in text if letter < " " and letter not in "\r\n\t")
    return "Windows-1258" if marks and not strange else None
