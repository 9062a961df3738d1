"""The points of a column, by the evidence of all its cells and nothing else.

What each text means is told by `reading.numbers`. A real number of a workbook means itself, unless
its format shows another figure on paper than the cell holds, or a spreadsheet took zeros away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import Words
from vtlt_cli.names import bare
from vtlt_cli.reading.numbers import (
    Evidence,
    Form,
    Meaning,
    Number,
    decimals_of,
    evidence_of,
    noise_in,
    parse_number,
    read_number,
)
from vtlt_cli.workbooks import Cell

# Why a text with one reading may be taken for it: nothing but its form is odd.
_FORM = ("marks", "blanks", "zeros", "digits")
_UNITS = ("diem", "d", "diem/", "points", "pts")


class Read(NamedTuple):
    """What became of a cell: a number, told where its form was changed; or why there is none."""

    value: Number | None
    reason: Words = ("", "")
    readings: tuple[str, ...] = ()


def numbers_of(
    cells: Sequence[Cell], form: Form, asked: int | None, comma_is_point: bool, stale: bool
) -> list[Read]:
    """What each cell of the column means, in their order.

    `form` is what the round declares and `asked` the decimals that `--decimals` gives. Where the
    workbook is `stale`, a formula that is 0 was perhaps never reckoned: programs write it so.
    """
    if asked is not None:
        form = form._replace(decimals=asked)
    all_texts = evidence_of((cell.text for cell in cells), form, comma_is_point)
    typed = evidence_of(
        (cell.text for cell in cells if cell.kind == "text"), form, comma_is_point
    )._replace(eaten=all_texts.eaten)
    return [_read(cell, typed, all_texts, asked, stale) for cell in cells]


def _read(cell: Cell, typed: Evidence, all_texts: Evidence, asked: int | None, stale: bool) -> Read:
    if cell.kind == "day":
        return _day(cell, typed)
    if cell.kind in ("boolean", "error"):
        return Read(
            None,
            (
                "no number but an error or a truth value; mend the cell",
                "không phải số mà là giá trị lỗi hoặc lô-gích; đề nghị sửa ô này",
            ),
        )
    if cell.kind == "nothing" or (cell.formula is not None and stale and cell.text == "0"):
        return Read(
            None,
            (
                "a formula whose value was not saved; open the file in Excel, save it, and take it "
                "in again",
                "ô công thức chưa lưu giá trị; đề nghị mở tệp bằng Excel, lưu lại rồi nhập lại",
            ),
        )
    is_text = cell.kind == "text"
    found = _text(cell, typed) if is_text else _number(cell, all_texts, asked)
    if found.value is not None and asked is not None and decimals_of(found.value) > asked:
        return Read(
            None,
            (
                f"has more decimals than --decimals {asked} allows; nothing is rounded",
                f"có nhiều chữ số thập phân hơn --decimals {asked}; không làm tròn",
            ),
        )
    return found


def _number(cell: Cell, evidence: Evidence, asked: int | None) -> Read:
    value = parse_number(cell.text)
    if value is None:
        return Read(None, ("no number of points", "không phải số điểm"))
    if "%" in re.sub(r'"[^"]*"|\\.', "", cell.format):
        shown = parse_number(f"{value * 100:f}" if not isinstance(value, int) else str(value * 100))
        return Read(
            None,
            (
                "the cell shows a percentage and holds another number; type the points themselves",
                "ô hiển thị phần trăm nhưng lưu số khác; đề nghị gõ lại số điểm",
            ),
            (cell.text, str(shown)),
        )
    changed: Words = ("", "")
    meant = None if isinstance(value, int) else noise_in(cell.text, evidence)
    if meant:
        value = parse_number(meant) or 0
        changed = ("the noise of a spreadsheet's reckoning", "sai số do bảng tính tính toán")
    elif meant is not None:
        return Read(
            None,
            (
                "has far more decimals than the others; type the points as they are meant",
                "có nhiều chữ số thập phân bất thường; đề nghị gõ lại số điểm",
            ),
        )
    if evidence.eaten:
        found = read_number(cell.text, evidence)
        if isinstance(found, Meaning):
            return _meaning(found)
    decimals = _decimals_shown(cell.format)
    if (
        decimals is not None
        and decimals_of(value) > decimals
        and (asked is None or asked < decimals_of(value))
    ):
        count = decimals_of(value)
        return Read(
            None,
            (
                f"the cell shows {decimals} decimals and holds {count}: with --decimals {count} "
                "what it holds is taken; to take what it shows, type that into the cell",
                f"ô hiển thị {decimals} chữ số thập phân nhưng lưu {count}: dùng --decimals "
                f"{count} để lấy số đang lưu; nếu lấy số hiển thị, đề nghị gõ lại số đó vào ô",
            ),
            (cell.text, f"{value:.{decimals}f}"),
        )
    return Read(value, changed)


def _decimals_shown(format_: str) -> int | None:
    """How many decimals a format shows; None where it shows what there is, or cannot be read."""
    plain = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", format_.partition(";")[0]).strip()
    if not re.fullmatch(r"[#0, ]*[#0](?:\.[#0?]+)?", plain):
        return None
    return len(plain.partition(".")[2])


def _text(cell: Cell, evidence: Evidence) -> Read:
    text = cell.text.strip()
    found = read_number(text, evidence)
    if not isinstance(found, Meaning):
        if not isinstance(found, int) and noise_in(text, evidence) is not None:
            return Read(None, ("a number with noise", "số có phần lẻ bất thường"), (text,))
        return Read(found)
    return _meaning(found)


def _meaning(found: Meaning) -> Read:
    one = parse_number(found.readings[0]) if len(found.readings) == 1 else None
    # Of `95/100` the scale is another thing than points, and may be another one in each cell.
    unit = found.why == "unit" and bare(found.odd).strip(" .") in _UNITS
    if one is not None and (found.why in _FORM or unit):
        return Read(one, ("written as a plain number", "ghi thành số viết liền"))
    if found.why == "absent":
        return Read(
            None,
            (
                "no points: nothing is put in their place; if the office was not scored, take its "
                "row out",
                "không có điểm: không tự điền; nếu cơ quan không được chấm điểm, đề nghị bỏ dòng "
                "này khỏi bảng",
            ),
        )
    if found.why == "day":
        return _of_day(found.readings)
    if len(found.readings) > 1:
        first, second = found.readings[:2]
        decimals = len(second.partition(".")[2])
        # In a Vietnamese sentence a point would stand before thousands.
        with_comma = second.replace(".", ",")
        return Read(
            None,
            (
                f"two readings, {first} or {second}: --decimals 0 takes the "
                f"first, --decimals {decimals} the second",
                f"có hai cách đọc, {first} hoặc {with_comma}: --decimals 0 lấy "
                f"cách thứ nhất, --decimals {decimals} lấy cách thứ hai",
            ),
            found.readings,
        )
    if found.outside:
        return Read(
            None,
            (
                "does not have the decimals, step or bounds that the round declares",
                "không đúng số chữ số thập phân, bước hoặc giới hạn mà đợt kiểm tra quy định",
            ),
            found.outside,
        )
    return Read(None, ("no number of points", "không phải số điểm"), found.readings)


def _day(cell: Cell, evidence: Evidence) -> Read:
    found = read_number(cell.text, evidence)
    return _of_day(found.readings if isinstance(found, Meaning) else ())


def _of_day(readings: tuple[str, ...]) -> Read:
    typed = (f" (perhaps {' or '.join(readings)})", f" (có thể là {' hoặc '.join(readings)})")
    return Read(
        None,
        (
            f"a day, which a spreadsheet made of a number{typed[0] if readings else ''}; set the "
            "cell to text and type the points again",
            f"là ngày tháng do bảng tính tự đổi từ số{typed[1] if readings else ''}; đề nghị đặt ô "
            "kiểu văn bản và gõ lại số điểm",
        ),
        readings,
    )


def as_written(value: Number) -> str:
    """A number in as few digits as it takes: `8.28` for 8.280, which is read in two ways."""
    written = f"{value:f}" if not isinstance(value, int) else str(value)
    return written.rstrip("0").rstrip(".") if "." in written else written
