"""A file named by itself: a table of scores wherever it lies, or what stands on standard input."""

from __future__ import annotations

import os
import sys

from vtlt_cli.cli.session import Context
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.reading.folder import Folder, scan
from vtlt_cli.reading.kinds import SUBJECTS, Address, kind_of
from vtlt_cli.reading.text import LARGEST, read_bytes


def standard_input() -> bytes:
    """What stands on standard input, of too much only so much that this shows."""
    if sys.stdin is None:
        raise Refusal(
            "there is nothing to read: standard input is closed",
            "không có gì để đọc: đầu vào chuẩn đã đóng",
        )
    return sys.stdin.buffer.read(LARGEST + 1)


def scores_alone(context: Context, file: str) -> tuple[Folder, Address]:
    """A table of scores as a folder, whatever it is called; one of another kind is refused.

    Its names are those of the register of the folder that was named, if there is one.
    """
    content = read_bytes(file)
    _refuse_other_kind(file, content)
    address = Address("scores")
    files = {address: file}
    chosen = context.data or os.environ.get("VTLT_DATA")
    if chosen:
        register = Address("provinces")
        known = scan(chosen).files
        files |= {register: known[register]} if register in known else {}
    return Folder(os.path.dirname(file), files), address


def _refuse_other_kind(file: str, content: bytes) -> None:
    """Refuse a table whose header is that of another kind of file."""
    header = content[:1000].decode("utf-8-sig", "replace").strip().partition("\n")[0]
    titles = {title.strip().strip('"') for title in header.replace(";", ",").split(",")}
    for kind, subject in SUBJECTS.items():
        if kind == "scores" or subject.suffix != ".csv":
            continue
        record = kind_of(kind).top.record
        fields = set(record.fields) if record is not None else set()
        # One field may be called alike in two kinds of table.
        if len(titles & fields) > 1 and not titles & {"province", "score"}:
            raise Refusal(
                f"{file} has the header of {subject.file}: give it that name and place",
                f"{file} có tiêu đề của tệp {subject.file}: đề nghị đặt đúng tên và vị trí đó",
            )
