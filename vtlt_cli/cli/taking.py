"""Forms among the files that `vtlt import` is given: taken in, or told why not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

from vtlt_cli.cli.session import Context
from vtlt_cli.cli.streams import reason_of
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.forms.additions import FileText
from vtlt_cli.forms.reading_back import Trouble, mark_of
from vtlt_cli.forms.taking_in import Again, Refused, Taken, TakingIn
from vtlt_cli.forms.writing import LISTS
from vtlt_cli.importing.step import Step
from vtlt_cli.printing.files import write_over, write_whole
from vtlt_cli.printing.table import Column, Line, Table, text_of
from vtlt_cli.reading.folder import Folder, shown
from vtlt_cli.reading.text import read_bytes
from vtlt_cli.wording import Lang, side
from vtlt_cli.workbooks import NoWorkbook, Workbook, read_workbook
from vtlt_cli.workbooks.quick import values_of

# What the workbook of errors beside a form is called; such a one is never taken in itself.
ERRORS = "loi_"
# What stands above the list in it.
_HEAD = "Phiếu chưa nhận: "
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
        # Why a list of errors could not be written, by its path.
        self.without_list: dict[str, Words] = {}

    def offer(self, path: str, content: bytes) -> bool:
        """Take the workbook in where it is a form of ours; False where it is none.

        Raises NoWorkbook where it cannot be read as a workbook.
        """
        quick = values_of(content, (LISTS,))
        if quick is not None:
            try:
                return self._take(path, quick, True)
            except Again:
                pass
        return self._take(path, read_workbook(content), False)

    def _take(self, path: str, book: Workbook, quick: bool) -> bool:
        mark = mark_of(book)
        if mark is None:
            return False
        if self._taking is None:
            self._taking = TakingIn(self.folder, self.year, self.received)
        found = self._taking.take(path, mark, book, quick)
        if isinstance(found, Taken):
            self.taken.append(found)
        else:
            self.refused.append(found)
        return True

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
            self._write_errors()
        return 1 if self.refused else 0

    def _write_errors(self) -> None:
        """A workbook beside the forms that were refused, one a unit or cluster."""
        from vtlt_cli.printing.documents.excel import workbook
        from vtlt_cli.printing.layouts import LAYOUTS, turned

        layout = turned(LAYOUTS["nd30-2020"])._replace(end_mark="")
        by_path: dict[str, list[Table]] = {}
        for refused in self.refused:
            by_path.setdefault(errors_path(refused), []).append(errors_table(refused, "vi"))
        for path, tables in by_path.items():
            try:
                if _is_another(path):
                    self.without_list[path] = _ANOTHER
                else:
                    write_whole(path, workbook(tables, layout, None))
            except OSError as error:
                # What was taken in is written by now: the reasons are told all the same.
                self.without_list[path] = _not_written(error)

    def steps(self, dry_run: bool) -> list[Step]:
        """What was done with each form: what of it is entered, or every reason why not."""
        return [
            *(step for one in self.taken for step in _of_taken(one, dry_run)),
            *(step for one in self.refused for step in self._of_refused(one, dry_run)),
        ]

    def _of_refused(self, one: Refused, dry_run: bool) -> Iterator[Step]:
        file = shown(one.path)
        for trouble in one.troubles:
            reason: Words = (_sentences(trouble, 0), _sentences(trouble, 1))
            yield Step(file, trouble.sheet, trouble.cell, "refused", trouble.found, reason=reason)
        if not dry_run:
            path = errors_path(one)
            words = self.without_list.get(path, _THE_LIST)
            yield Step(file, "", "", "note", result=shown(path), reason=words)


_THE_LIST: Words = ("the same list, to be sent back", "danh sách này, để gửi lại nơi ghi phiếu")
_ANOTHER: Words = (
    "a file of this name is no list of errors of vtlt, and was left as it is: no list was written",
    "tệp cùng tên không phải danh sách lỗi do vtlt lập nên được giữ nguyên: chưa ghi danh sách",
)


def _not_written(error: OSError) -> Words:
    english, vietnamese = reason_of(error)
    return (
        f"the list could not be written: {english}",
        f"không ghi được danh sách: {vietnamese}",
    )


def _is_another(path: str) -> bool:
    """Whether something stands there that is no list of errors written before."""
    if not os.path.lexists(path):
        return False
    if os.path.islink(path):
        return True
    try:
        sheets = read_workbook(read_bytes(path)).sheets
    except NoWorkbook:
        return True
    texts = {cell.text for sheet in sheets for row in sheet.rows.values() for cell in row.values()}
    return not any(text.casefold().startswith(_HEAD.casefold()) for text in texts)


def _of_taken(one: Taken, dry_run: bool) -> Iterator[Step]:
    file = shown(one.path)
    if not one.changes:
        words: Words = ("all of it is there already", "nội dung đã có đủ")
        yield Step(file, "", "", "unchanged", reason=words)
    for words in one.changes:
        yield Step(file, "", "", "read" if dry_run else "written", reason=words)
    for words in one.notes:
        yield Step(file, "", "", "note", reason=words)


def _sentences(trouble: Trouble, lang: int) -> str:
    """What is wrong and what to do; a line is named where the sentence does not."""
    said, help_ = trouble.words[lang].rstrip("."), trouble.help[lang]
    named = "" if not trouble.code or trouble.code in said else f"{trouble.code}: "
    return f"{named}{said}; {help_}" if help_ else named + said


def errors_path(refused: Refused) -> str:
    """The workbook of errors, beside the form: `loi_bach-van.xlsx`."""
    name = f"{ERRORS}{_ascii(refused.mark.who)}.xlsx"
    return os.path.join(os.path.dirname(refused.path), name)


def _ascii(who: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-.@") else "-" for c in who)


def errors_table(refused: Refused, lang: Lang) -> Table:
    """Why a form is not taken in: where, what stands there, what is wrong, what to do."""
    name = os.path.basename(refused.path)
    title = f"{_HEAD}{name}" if lang == "vi" else f"Not taken in: {name}"
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
