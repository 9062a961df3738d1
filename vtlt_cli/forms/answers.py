"""What was written in a form as values: days, half-days, numbers, choices; what is none is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vtlt_cli.criteria.scale import folded
from vtlt_cli.diagnostics import Words
from vtlt_cli.forms.form import Form
from vtlt_cli.forms.reading_back import Filled, Trouble, Written, day_written
from vtlt_cli.reading.days import HALVES, HalfDay
from vtlt_cli.reading.numbers import Number, marked_readings, parse_number


class Answers:
    """The answers of one form; what cannot be told goes into `troubles`."""

    def __init__(self, form: Form, filled: Filled, troubles: list[Trouble]) -> None:
        self.filled, self.troubles = filled, troubles
        self.labels = {blank.key: blank.label for page in form.pages for blank in page.blanks}

    def blank(self, key: str) -> Written | None:
        """What stands in a blank of one cell."""
        return next((cell for cell in self.filled.blanks.get(key, ()) if cell), None)

    def text(self, key: str) -> str | None:
        found = self.blank(key)
        return found.text if found else None

    def day(self, key: str) -> date | None:
        return day_written(
            self.filled.blanks.get(key, ()), self.labels.get(key, key), self.troubles
        )

    def number(self, written: Written | None) -> Number | None:
        """The number that stands there; one that may be two, or is none, is told."""
        if written is None:
            return None
        value = parse_number(written.text)
        readings = marked_readings(written.text, None, True)
        if value is None and len(readings) == 1:
            value = parse_number(readings[0])
        if value is None or len(readings) > 1:
            self.tell(
                written,
                ("it is not one number", "ô không phải là một số rõ ràng"),
                ("write 1588 or 61.31", "đề nghị ghi số, ví dụ 1588 hoặc 61,31"),
            )
            return None
        return value

    def choice(self, written: Written | None, choices: Mapping[str, str]) -> str | None:
        """Which of the choices stands there, by what it means; another text is told."""
        if written is None:
            return None
        known = {folded(text): meaning for text, meaning in choices.items()}
        found = known.get(folded(written.text))
        if found is None:
            listed = "; ".join(choices)
            self.tell(
                written,
                ("it is none of the list", "nội dung không có trong danh sách"),
                (f"choose one of: {listed}", f"đề nghị chọn một trong: {listed}"),
            )
        return found

    def half_day(
        self, day: tuple[Written | None, ...], half: Written | None, label: str
    ) -> HalfDay | None:
        """A half-day; one of which something is left out is told."""
        if half is None and not any(day):
            return None
        count = len(self.troubles)
        found = day_written(day, label, self.troubles)
        which = self.choice(half, {text: text for text in HALVES})
        if len(self.troubles) > count:
            return None
        if found is None or which is None:
            first = next(cell for cell in (*day, half) if cell)
            self.tell(
                first,
                (
                    f"{label}: day or half of the day is left out",
                    f"{label}: ghi chưa đủ ngày, buổi",
                ),
                (
                    "write day, month, year and choose the half-day",
                    "đề nghị ghi đủ ngày, tháng, năm và chọn buổi",
                ),
            )
            return None
        return HalfDay(found, which == HALVES[True])

    def pair(self, number: str, day: str) -> tuple[str, date] | None:
        """Number and day of a paper; None where both are blank, or one of them and that is told."""
        count = len(self.troubles)
        text, found = self.text(number), self.day(day)
        if len(self.troubles) > count or (text is None and found is None):
            return None
        if text is None or found is None:
            lacking = self.labels[number if text is None else day]
            first = next(c for key in (number, day) for c in self.filled.blanks.get(key, ()) if c)
            self.tell(
                first,
                (f"“{lacking}” is blank", f"chưa ghi “{lacking}”"),
                ("write both number and day", "đề nghị ghi cả số và ngày"),
            )
            return None
        return text, found

    def tell(self, written: Written, words: Words, help_: Words, code: str = "") -> None:
        self.troubles.append(Trouble(written.sheet, written.cell, code, written.text, words, help_))
