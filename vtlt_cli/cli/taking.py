"""Forms among the files that `vtlt import` is given: taken in, or told why not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import Any

from vtlt_cli.cli.session import Context
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.forms.additions import FileText
from vtlt_cli.forms.reading_back import Trouble, mark_of
from vtlt_cli.forms.taking_in import Again, Refused, Taken, TakingIn
from vtlt_cli.forms.writing import LISTS
from vtlt_cli.printing.files import write_over, write_whole
from vtlt_cli.printing.table import Column, Line, Row, Table, text_of
from vtlt_cli.reading.folder import Folder, shown
from vtlt_cli.wording import Lang, side
from vtlt_cli.workbooks import Workbook, read_workbook
from vtlt_cli.workbooks.quick import values_of

# What the workbook of errors beside a form is called; such a one is never taken in itself.
ERRORS = "loi_"
_FIELDS = ("sheet", "cell", "criterion", "found", "problem", "help")
_TITLES: dict[str, Words] = {
    "sheet": ("Sheet", "Trang"),
    "cell": ("Cell", "Ô"),
    "criterion": ("Criterion", "Chỉ tiêu"),
    "found": ("Found", "Đã ghi"),
    "problem": ("Problem", "Vấn đề"),
    "help": ("Request", "Đề nghị"),
}


def is_of_errors(path: str) -> bool:
    """Whether the file is a list of errors that was written beside a form."""
    return os.path.basename(path).casefold().startswith(ERRORS)


class Forms:
    """The forms of one call of `vtlt import`: offered one by one, then written.

    `year` is the round asked for, `received` the day on which they came.
    """

    def __init__(
        self, context: Context, folder: Folder, year: int | None, received: date | None
    ) -> None:
        self.context, self.folder, self.year, self.received = context, folder, year, received
        self._taking: TakingIn | None = None
        self.taken: list[Taken] = []
        self.refused: list[Refused] = []

    def offer(self, path: str, content: bytes) -> bool:
        """Take the workbook in where it is a form of ours; False where it is none.

        Raises NoWorkbook where it is no workbook at all.
        """
        quick = values_of(content, (LISTS,))
        if quick is not None:
            try:
                return self._take(path, quick, True)
            except Again:
                pass
        return self._take(path, read_workbook(content), False)

    def _take(self, path: str, book: Workbook, quick: bool) -> bool:
        if self._taking is None:
            if mark_of(book) is None:
                return False
            self._taking = TakingIn(self.folder, self.year, self.received)
        found = self._taking.take(path, book, quick)
        if isinstance(found, Taken):
            self.taken.append(found)
        elif found is not None:
            self.refused.append(found)
        return found is not None

    def files(self) -> list[FileText]:
        """The files that are to be written, each as it is to be."""
        return self._taking.outcome() if self._taking is not None else []

    def write(self, dry_run: bool = False) -> int:
        """Write what was taken in and a list of errors beside each form that was not; the exit
        code. Nothing is written over a file that another program has changed meanwhile.
        """
        files = self.files()
        if not dry_run:
            folders: set[str] = set()
            for file in files:
                folder = os.path.dirname(file.path) or "."
                if folder not in folders:
                    os.makedirs(folder, exist_ok=True)
                if not write_over(file.path, file.content, file.was, folder not in folders):
                    raise _changed(file.path)
                folders.add(folder)
            for refused in self.refused:
                self._write_errors(refused)
        return 1 if self.refused else 0

    def _write_errors(self, refused: Refused) -> None:
        from vtlt_cli.printing.documents.excel import workbook
        from vtlt_cli.printing.layouts import LAYOUTS, turned

        path = errors_path(refused)
        layout = turned(LAYOUTS["nd30-2020"])._replace(end_mark="")
        write_whole(path, workbook([errors_table(refused, "vi")], layout, None))

    def tables(self, lang: Lang) -> list[Table]:
        """What was taken in, and what was not and why."""
        tables = [taken_table(self.taken, lang)] if self.taken else []
        return [*tables, *(errors_table(refused, lang) for refused in self.refused)]


def errors_path(refused: Refused) -> str:
    """The workbook of errors, beside the form: `loi_bach-van.xlsx`."""
    name = f"{ERRORS}{_ascii(refused.mark.who)}.xlsx"
    return os.path.join(os.path.dirname(refused.path), name)


def _ascii(who: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-.@") else "-" for c in who)


def taken_table(taken: Sequence[Taken], lang: Lang) -> Table:
    """A line a form: what of it is entered where, and what is told beside it."""
    vi = lang == "vi"
    rows: list[Row] = []
    for one in taken:
        nothing: Words = ("nothing new", "không có nội dung mới")
        changes = "; ".join(side(words, lang) for words in one.changes) or side(nothing, lang)
        notes = "; ".join(side(words, lang) for words in one.notes)
        rows.append({"file": shown(one.path), "changes": changes, "notes": notes})
    return Table(
        (Line("Phiếu đã nhận" if vi else "Forms taken in"),),
        (
            Column("Tệp" if vi else "File", text_of("file"), "left", "file"),
            Column("Nội dung" if vi else "Entered", text_of("changes"), "left", "changes"),
            Column("Lưu ý" if vi else "Notes", text_of("notes"), "left", "notes"),
        ),
        ("file", "changes", "notes"),
        rows,
    )


def errors_table(refused: Refused, lang: Lang) -> Table:
    """Why a form is not taken in: where, what stands there, what is wrong, what to do."""
    name = os.path.basename(refused.path)
    title = f"Phiếu chưa nhận: {name}" if lang == "vi" else f"Not taken in: {name}"
    return Table(
        (Line(title),),
        tuple(Column(side(_TITLES[f], lang), text_of(f), "left", f) for f in _FIELDS),
        _FIELDS,
        [_row(trouble, lang) for trouble in refused.troubles],
        name=refused.mark.who,
    )


def _row(trouble: Trouble, lang: Lang) -> dict[str, Any]:
    return {
        "sheet": trouble.sheet,
        "cell": trouble.cell,
        "criterion": trouble.code,
        "found": trouble.found,
        "problem": side(trouble.words, lang),
        "help": side(trouble.help, lang),
    }


def _changed(path: str) -> Refusal:
    return Refusal(
        f"{shown(path)} was changed by another program meanwhile; run it again",
        f"{shown(path)} vừa được phần mềm khác sửa; đề nghị chạy lại",
    )
