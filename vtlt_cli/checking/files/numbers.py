"""Numbers: what is none, what may mean two things, what is written in another way than plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.diagnostics import Edit, Fix, Problem, Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.reading.numbers import Form


@rule(
    "FIL15",
    "error",
    "“{found}” is not a number",
    "“{found}” không phải là số",
    (
        "write a plain number: 8280, or 61.31 with a point",
        "đề nghị ghi số viết liền: 8280, hoặc 61.31 với dấu chấm thập phân",
    ),
)
def not_a_number(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A number is plain digits, with a point before the decimals.

    Why: A space between thousands, a unit or a letter O in place of a zero leaves the number
    unread; an office without a score cannot be ranked, and all below it would stand in a false
    place.

    Bad:

        position,province,score
        1,Bình Định,8 280

    Good:

        position,province,score
        1,Bình Định,8280

    Remedy: Write digits alone, such as 8280, or 61.31 with a point.

    ---

    Số chỉ gồm chữ số, dùng dấu chấm trước phần thập phân.

    Lý do: Khoảng trắng ở hàng nghìn, đơn vị tính hoặc chữ O thay cho số 0 làm cho số không đọc
    được; cơ quan không có điểm thì không xếp được thứ hạng và thứ hạng của các cơ quan sau sẽ sai.

    Cách xử lý: Đề nghị chỉ ghi chữ số, ví dụ 8280, hoặc 61.31 với dấu chấm thập phân.
    """
    for problem in problems.get("no-number", []):
        yield _no_number(problem)
    for problem in problems.get("not-a-number", []):
        yield _not_a_number(_whole(problem))


def _no_number(problem: Problem) -> Found:
    """A cell that is empty, or holds a mark for “not scored”."""
    english, vietnamese = "there is no number here", "chưa ghi số"
    if problem.values["who"]:
        english, vietnamese = "{who} has no number", "{who}: chưa ghi số"
    if problem.values["found"].strip():
        english, vietnamese = english + ": “{found}”", vietnamese + ", chỉ có “{found}”"
    help_ = (
        "write the number; who was not scored has no row: leave the row out",
        "đề nghị ghi số; đơn vị không được chấm điểm thì bỏ cả dòng",
    )
    return Found(problem.span, problem.values, words=(english, vietnamese), help=help_)


# What a problem of a number says where it was judged by itself.
_ALONE = {"why": "marks", "readings": (), "outside": (), "form": Form(), "eaten": False, "odd": ""}


def _whole(problem: Problem) -> Problem:
    return problem._replace(values={**_ALONE, **problem.values})


# What is said of a text that is no number, by the reason.
_NO_NUMBER: dict[str, tuple[Words, Words]] = {
    "two": (
        ("“{found}” is not one number", "“{found}” không phải là một số"),
        (
            "one cell holds one number: compare with the source and write that",
            "mỗi ô chỉ ghi một số; đề nghị đối chiếu văn bản gốc",
        ),
    ),
    "long": (
        ("“{found}” has more digits than can be read", "“{found}” có quá nhiều chữ số"),
        ("a number has at most 40 digits", "một số có không quá 40 chữ số"),
    ),
    "day": (
        (
            "“{found}” is a day, not a number: a spreadsheet makes days of numbers",
            "“{found}” là ngày, không phải là số: phần mềm bảng tính đã đổi số thành ngày",
        ),
        (
            "set the column to text, compare with the source and type the number again",
            "đề nghị đặt cột ở dạng văn bản (Text), đối chiếu văn bản gốc và nhập lại số",
        ),
    ),
}
_OUTSIDE: tuple[Words, Words] = (
    (
        "“{found}” is not a plain number, and {outside:or} is none that is declared for it",
        "“{found}” chưa ghi đúng dạng số, và {outside:or} không đúng quy định đã khai báo",
    ),
    (
        "compare with the source, or correct what is declared (decimals, step, least, most)",
        "đề nghị đối chiếu văn bản gốc, hoặc sửa quy định đã khai báo (decimals, step, least, "
        "most)",
    ),
)


def _not_a_number(problem: Problem) -> Found:
    written, why = problem.values["found"], problem.values["why"]
    readings, outside = problem.values["readings"], problem.values["outside"]
    values = {**problem.values}
    words: Words | None = None
    help_: Words | None = None
    if why in _NO_NUMBER:
        words, help_ = _NO_NUMBER[why]
    elif outside and why != "letter":
        words, help_ = _OUTSIDE
    else:
        odd = [letter for letter in written if not (letter.isascii() and letter in "0123456789.,-")]
        # A mark that looks like a digit, or one that is not seen, among digits.
        if odd and len(odd) < len(written) and any(letter.isascii() for letter in written):
            words = (
                "“{found}” is not a number: “{letter}” ({point}) is no digit",
                "“{found}” không phải là số: “{letter}” ({point}) không phải chữ số",
            )
            values |= {"letter": odd[0], "point": f"U+{ord(odd[0]):04X}"}
    fix = None
    if readings:
        help_ = (
            "if {readings:or} was typed, write that",
            "nếu số đã nhập là {readings:or}, đề nghị ghi lại như vậy",
        )
        if why == "day":
            help_ = (
                "probably {readings:or} was typed: set the column to text, compare with the "
                "source and type the number again",
                "có thể đã nhập {readings:or}; đề nghị đặt cột ở dạng văn bản (Text), đối chiếu "
                "văn bản gốc và nhập lại số",
            )
        if len(readings) == 1:
            fix = Fix(False, (Edit(problem.span, written, readings[0]),))
    return Found(problem.span, values, words=words, help=help_, fix=fix)


@rule(
    "FIL16",
    "error",
    "“{found}” may be {first} or {second}",
    "“{found}” có thể là {first} hoặc {second_vi}; đề nghị ghi {first}",
    (
        "write {first} if thousands are meant; with decimals declared in rounds.yaml "
        "(scores: {{decimals: N}}) there is no doubt",
        "nếu là hàng nghìn, đề nghị ghi {first}; khai báo số chữ số thập phân trong rounds.yaml "
        "(scores: {{decimals: N}}) thì không còn hai cách hiểu",
    ),
)
def ambiguous_number(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A number has one meaning: `8.280` is 8280 in the report and 8.28 to most programs.

    Why: The report puts a point between thousands (report 241/BC-VTLTNN, Appendix 1: “8.280”);
    programs read a decimal point. Where neither rounds.yaml nor the other numbers of the file
    settle it, both readings are possible, and one is a thousand times the other.

    Bad:

        province,score
        Bình Định,8.280
        Quảng Nam,5.350

    Good:

        province,score
        Bình Định,8280
        Quảng Nam,5350

    Remedy: Write the number without marks between thousands. Declare the number of decimals of the
    round in rounds.yaml: `scores: {decimals: 0}`.

    ---

    Mỗi số chỉ có một cách hiểu: `8.280` trong Báo cáo là 8280, phần lớn phần mềm đọc là 8,28.

    Lý do: Báo cáo dùng dấu chấm phân cách hàng nghìn (Báo cáo số 241/BC-VTLTNN, Phụ lục 1:
    “8.280”); phần mềm đọc là dấu thập phân. Khi rounds.yaml và các số khác trong tệp không cho biết
    đó là dấu gì thì có hai cách hiểu, chênh nhau một nghìn lần.

    Cách xử lý: Đề nghị ghi số không có dấu phân cách hàng nghìn và khai báo số chữ số thập phân của
    đợt kiểm tra trong rounds.yaml: `scores: {decimals: 0}`.
    """
    for problem in map(_whole, problems.get("ambiguous-number", [])):
        first, second = problem.values["readings"]
        as_number = second.rstrip("0").rstrip(".") if "." in second else second
        values = {
            "found": problem.values["found"],
            "first": first,
            "second": as_number,
            "second_vi": as_number.replace(".", ","),
        }
        words = help_ = None
        if problem.values["eaten"]:
            words = (
                "“{found}” may be {first} or {second}: others here are a hundred times as large, "
                "as where a spreadsheet takes the zeros of thousands away",
                "“{found}” có thể là {first} hoặc {second_vi}: các số khác trong tệp lớn gấp hàng "
                "trăm lần, như khi phần mềm bảng tính làm mất số 0 ở hàng nghìn",
            )
        if problem.values["form"].decimals is not None:
            help_ = (
                "write {first} if thousands are meant, {second} if not",
                "nếu là hàng nghìn, đề nghị ghi {first}; nếu không, đề nghị ghi {second}",
            )
        fix = Fix(False, (Edit(problem.span, values["found"], first),))
        yield Found(problem.span, values, words=words, help=help_, fix=fix)


@rule(
    "FIL17",
    "error",
    "“{found}” is not a plain number; {meant} is meant",
    "“{found}” chưa ghi đúng dạng số; đề nghị ghi {meant}",
    (
        "write {meant}: no marks between thousands, a point before decimals",
        "không dùng dấu phân cách hàng nghìn; dùng dấu chấm trước phần thập phân",
    ),
)
def grouped_number(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Files hold plain numbers: no marks between thousands, a point before decimals.

    Why: The printed form (report 241/BC-VTLTNN, Appendix 1: “8.280”) is for readers; `vtlt` prints
    it so from 8280. Here the marks leave one meaning, because the round declares `decimals: 0` or
    because of their number and order, as in 61,31 or 1.234,5.

    Bad:

        position,province,score
        1,Bình Định,8.280
        2,Quảng Nam,5.350

    Good:

        position,province,score
        1,Bình Định,8280
        2,Quảng Nam,5350

    Remedy: Write the number that the message names; tables go on printing it the Vietnamese way.

    ---

    Số trong tệp viết liền: không có dấu phân cách hàng nghìn, dấu chấm trước phần thập phân.

    Lý do: Dạng in (Báo cáo số 241/BC-VTLTNN, Phụ lục 1: “8.280”) dành cho người đọc; `vtlt` tự in
    dạng đó từ số 8280. Ở đây chỉ còn một cách hiểu, do đợt kiểm tra đã khai báo `decimals: 0` hoặc
    do số lượng và thứ tự các dấu, ví dụ 61,31 hoặc 1.234,5.

    Cách xử lý: Đề nghị ghi số nêu trong thông báo; các bảng vẫn in theo cách viết Việt Nam.
    """
    for problem in map(_whole, problems.get("grouped-number", [])):
        (meant,) = problem.values["readings"]
        found, why = problem.values["found"], problem.values["why"]
        words, help_ = _GROUPED.get(why, (None, None))
        safe = why in ("blanks", "zeros", "digits") or (
            # Marks between thousands are dropped; a decimal comma is changed only when asked, and
            # zeros that a spreadsheet took away are not put back unasked.
            why == "marks"
            and re.sub("[.,]", "", found) == re.sub("[.]", "", meant)
            and ("," not in found or problem.values["form"].decimals == 0)
        )
        fix = Fix(safe, (Edit(problem.span, found, meant),))
        mark = next((letter for letter in found.strip() if letter not in "0123456789-+.,"), " ")
        values = {**problem.values, "meant": meant, "mark": mark, "point": f"U+{ord(mark):04X}"}
        yield Found(problem.span, values, words=words, help=help_, fix=fix)


_GROUPED: dict[str, tuple[Words, Words]] = {
    "blanks": (
        (
            "“{found}” has “{mark}” ({point}) between thousands; {meant} is meant",
            "“{found}” có “{mark}” ({point}) ở hàng nghìn; đề nghị ghi {meant}",
        ),
        ("write {meant}", "đề nghị ghi {meant}"),
    ),
    "zeros": (
        (
            "“{found}” begins with a zero; {meant} is meant",
            "“{found}” có số 0 thừa ở đầu; đề nghị ghi {meant}",
        ),
        ("write {meant}", "đề nghị ghi {meant}"),
    ),
    "digits": (
        (
            "“{found}” is written in other signs than plain digits; {meant} is meant",
            "“{found}” có ký tự không phải chữ số 0–9; đề nghị ghi {meant}",
        ),
        ("write {meant} with plain digits", "đề nghị ghi {meant} bằng chữ số 0–9"),
    ),
    "unit": (
        (
            "“{found}” is more than a number; {meant} is meant",
            "“{found}” có nội dung ngoài số; đề nghị ghi {meant}",
        ),
        ("take “{odd}” away: write {meant}", "đề nghị bỏ “{odd}”, chỉ ghi {meant}"),
    ),
    "exponent": (
        (
            "“{found}” is written with an exponent, as spreadsheets do; {meant} is meant",
            "“{found}” ghi ở dạng lũy thừa của phần mềm bảng tính; đề nghị ghi {meant}",
        ),
        (
            "write {meant}, after a look at the source: digits may be lost",
            "đề nghị đối chiếu văn bản gốc và ghi {meant}; có thể đã mất chữ số",
        ),
    ),
}


@rule(
    "FIL24",
    "warning",
    "{found} has {decimals} decimals, as a spreadsheet leaves them; it was read as it stands",
    "{found} có {decimals:two} chữ số thập phân, thường do phần mềm bảng tính; đã đọc đúng như đã "
    "ghi",
)
def noisy_number(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A number has no trailing noise of a spreadsheet's reckoning.

    Why: A spreadsheet reckons in binary and writes 133.80000000000001 for a sum of 133.8. The value
    is read exactly, so two offices that were given equal points are no longer equal.

    Bad:

        province,score
        Bình Định,133.80000000000001
        Quảng Nam,133.8

    Good:

        province,score
        Bình Định,133.8
        Quảng Nam,133.8

    Remedy: Compare with the source and write the number with the decimals that it has there.

    ---

    Số không có phần lẻ thừa do phần mềm bảng tính tính ra.

    Lý do: Phần mềm bảng tính tính theo hệ nhị phân và ghi 133.80000000000001 cho tổng 133.8. Số
    được đọc đúng như đã ghi, vì vậy hai cơ quan bằng điểm có thể không còn bằng điểm.

    Cách xử lý: Đề nghị đối chiếu văn bản gốc và ghi số với đúng số chữ số thập phân.
    """
    for problem in problems.get("noisy-number", []):
        found, meant = problem.values["found"], problem.values["meant"]
        values = {**problem.values, "decimals": len(found.partition(".")[2])}
        help_ = (
            "compare with the source: the others have fewer decimals",
            "đề nghị đối chiếu văn bản gốc: các số khác có ít chữ số thập phân hơn",
        )
        fix = None
        if meant:
            help_ = (
                "{meant} is probably meant; compare with the source",
                "có thể là {meant}; đề nghị đối chiếu văn bản gốc",
            )
            fix = Fix(False, (Edit(problem.span, found, meant),))
        yield Found(problem.span, values, help=help_, fix=fix)


@rule(
    "FIL25",
    "note",
    "“{found}” is read as {meant}",
    "“{found}” được hiểu là {meant}",
    (
        "nothing has to be done; {meant} is the plain form",
        "không bắt buộc sửa; dạng thường: {meant}",
    ),
)
def padded_whole(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A count, a place or a number of a cluster is best written as a plain whole number.

    Why: Official papers write counts with a zero in front (“02 buổi”, “03 tỉnh, thành phố”) and
    lists number their rows `1.`. Both have one meaning and are read; some programs take `010` for
    eight.

    Bad:

        - number: 01
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]

    Good:

        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]

    Remedy: Nothing has to be done for `vtlt`; the plain form is read alike by every program.

    ---

    Số lượng, số thứ tự, số của cụm nên ghi ở dạng số nguyên viết liền, không thêm ký hiệu.

    Lý do: Văn bản hành chính ghi thêm số 0 trước số có một chữ số (“02 buổi”, “03 tỉnh, thành
    phố”), danh sách đánh số dòng `1.`. Các cách ghi này chỉ có một nghĩa và được đọc; một số phần
    mềm hiểu `010` là tám.

    Cách xử lý: Không bắt buộc sửa; dạng này thì mọi phần mềm đều đọc như nhau.
    """
    for problem in problems.get("padded-whole", []):
        found, meant = problem.values["found"], problem.values["meant"]
        more = problem.values.get("more", 0)
        words = None
        if more:
            words = (
                "“{found}” is read as {meant}, and {more} more in this column likewise",
                "“{found}” được hiểu là {meant}; {more} ô khác của cột này cũng vậy",
            )
        fix = Fix(True, (Edit(problem.span, found, meant),))
        yield Found(problem.span, {**problem.values, "more": more}, words=words, fix=fix)
