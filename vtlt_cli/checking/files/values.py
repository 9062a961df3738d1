"""Fields and their values: what is missing, unknown, or not what the field takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.diagnostics import Edit, Fix, Problem, Words
from vtlt_cli.reading.kinds import Dataset

_EXPECTED: dict[str, Words] = {
    "text": ("a text", "chuỗi ký tự"),
    "name": ("a name", "tên đơn vị"),
    "list": ("a list [a, b]", "danh sách dạng [a, b]"),
    "mapping": ("fields (name: value)", "nhóm trường dạng tên: giá trị"),
    "code": ("a short code without spaces", "ký hiệu ngắn, không có khoảng trắng"),
    "id": ("an id in small letters, digits and hyphens", "mã gồm chữ thường, chữ số, gạch nối"),
    "whole": ("a whole number", "số nguyên"),
    "decimals": ("a number of decimals, 40 at most", "số chữ số thập phân, không quá 40"),
    "numbered": ("a number from 1 to 3999", "số từ 1 đến 3999"),
    "year": ("a year of four digits", "năm gồm bốn chữ số"),
    "number": ("a number", "số"),
    "day": ("a day (YYYY-MM-DD)", "ngày (YYYY-MM-DD)"),
    "first of month": ("a month (YYYY-MM)", "tháng (YYYY-MM)"),
    "last of month": ("a month (YYYY-MM)", "tháng (YYYY-MM)"),
    "change": ("a change such as 16:Trà Vinh=Lai Châu", "thay đổi dạng 16:Trà Vinh=Lai Châu"),
    "half-day": ("a half-day (YYYY-MM-DD sáng)", "buổi (YYYY-MM-DD sáng)"),
}

_SHAPES: dict[str, Words] = {
    "list": ("a list", "danh sách"),
    "mapping": ("fields", "nhóm trường"),
}


@rule(
    "FIL07",
    "error",
    "“{field}” is missing",
    "thiếu trường “{field}”",
    ("add it", "đề nghị bổ sung"),
)
def missing_field(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A record has all the fields that it needs.

    Why: A cluster without its leader or a document without its day cannot be judged, so the record
    is left out; the rules and tables then lack it.

    Bad:

        - number: 6
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Good:

        - number: 6
          leader: Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Remedy: Add the field with its value from the source document.

    ---

    Mỗi mục phải có đủ các trường bắt buộc.

    Lý do: Cụm không ghi Cụm trưởng hoặc văn bản không ghi ngày thì không đủ căn cứ để kiểm tra; mục
    đó bị bỏ qua, các bảng cũng thiếu mục đó.

    Cách xử lý: Đề nghị bổ sung trường còn thiếu theo văn bản gốc.
    """
    for problem in problems.get("missing-field", []):
        instead = problem.values.get("instead")
        if instead is None:
            yield Found(problem.span, problem.values)
            continue
        values = {**problem.values, "instead": instead.text, "line": instead.span.line}
        help_ = (
            "“{instead}” in line {line} seems to be meant: write “{field}”",
            "“{instead}” ở dòng {line} có thể là trường này; đề nghị ghi “{field}”",
        )
        yield Found(problem.span, values, help=help_)


def _nearest(problem: Problem) -> str | None:
    from difflib import get_close_matches

    known = problem.values["known"]
    close = get_close_matches(problem.values["field"].casefold(), known, n=1, cutoff=0.6)
    return close[0] if close else None


@rule(
    "FIL08",
    "warning",
    "“{field}” is not a known field; it was passed over",
    "trường (cột) “{field}” không thuộc danh mục quy định; nội dung không được sử dụng",
    ("known here: {known:list}", "các trường được dùng: {known:list}"),
)
def unknown_field(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A field or column has one of the known names.

    Why: What stands under a mistyped name is passed over: in the example the tier would look as
    though no recipients had been published.

    Bad:

        - id: co-thi-dua
          name: Cờ thi đua
          quota: 3
          recipient: [Bình Định, Phú Yên, Quảng Nam]

    Good:

        - id: co-thi-dua
          name: Cờ thi đua
          quota: 3
          recipients: [Bình Định, Phú Yên, Quảng Nam]

    Remedy: Correct the name; if it is a remark, write it as a comment after #.

    ---

    Tên trường, tên cột phải thuộc danh mục đã quy định.

    Lý do: Nội dung ghi dưới tên trường sai bị bỏ qua: trong ví dụ, danh hiệu thi đua bị hiểu là
    chưa công bố danh sách.

    Cách xử lý: Đề nghị sửa tên trường; nếu là ghi chú, đề nghị ghi sau dấu #.
    """
    for problem in problems.get("unknown-field", []):
        meant = _nearest(problem)
        help_: Words | None = None
        if meant:
            help_ = (
                "the right name may be “{meant}”",
                "tên đúng có thể là “{meant}”; đề nghị kiểm tra lại",
            )
        yield Found(problem.span, {**problem.values, "meant": meant}, help=help_)


@rule(
    "FIL09",
    "error",
    "`{field}`: expected {en}, found “{found}”",
    "trường `{field}` cần ghi {vi}, đã ghi “{found}”",
)
def wrong_type(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A field holds a value of its type, one of the values allowed where they are listed.

    Why: A number written in words, or a list without its brackets, reads well to a person but not
    to a program: the members in the example are one long text and no provinces. A record whose
    needed field cannot be read is left out.

    Bad:

        - number: VI
          leader: Hà Tây
          members: Sơn La, Bắc Kạn, Hà Nam, Hà Tây

    Good:

        - number: 6
          leader: Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Remedy: Write the value in the form that the message names; a list stands in square brackets.

    ---

    Giá trị của trường phải đúng kiểu, hoặc thuộc các giá trị được quy định.

    Lý do: Số ghi bằng chữ hoặc danh sách không có dấu ngoặc thì người đọc hiểu nhưng phần mềm không
    hiểu: thành viên trong ví dụ là một chuỗi ký tự, không phải các tỉnh. Mục có trường bắt buộc
    không đọc được thì bị bỏ qua.

    Cách xử lý: Đề nghị ghi giá trị theo dạng nêu trong thông báo; danh sách đặt trong dấu ngoặc
    vuông.
    """
    for problem in problems.get("wrong-type", []):
        expected = problem.values["expected"]
        english, vietnamese = _EXPECTED.get(expected, _EXPECTED["mapping"])
        found = problem.values["found"]
        words = ("expected {en}, found “{found}”", "cần ghi {vi}, đã ghi “{found}”")
        if found in ("", "empty") or not found.strip():
            words = ("expected {en}, but there is nothing", "cần ghi {vi} nhưng đang để trống")
        elif not problem.values["is_text"]:
            shape = _SHAPES[found]
            words = (
                f"expected {{en}}, found {shape[0]}",
                f"cần ghi {{vi}}, nhưng tại đây là {shape[1]}",
            )
        values = {"found": found, "en": english, "vi": vietnamese, "field": problem.values["field"]}
        words = _of_field(words, problem)
        yield Found(problem.span, values, words=words, help=_remedy(expected, found))
    for problem in problems.get("not-a-choice", []):
        words = (
            "must be {choices:or}, found “{found}”",
            "cần ghi {choices:or}, đã ghi “{found}”",
        )
        yield Found(problem.span, problem.values, words=_of_field(words, problem))


def _of_field(words: Words, problem: Problem) -> Words:
    """The words with the field before them, which a line by itself would not show."""
    if problem.values["field"] is None:
        return words
    return "`{field}`: " + words[0], "trường `{field}` " + words[1]


def _remedy(expected: str, found: str) -> Words | None:
    """The remedy for what is no name or no whole number."""
    if expected == "name" and not found:
        return ("write the name of the unit", "đề nghị ghi tên đơn vị")
    if expected != "whole":
        return None
    if found.startswith("=") and found[1:].isdigit():
        return (
            "that is a rank, shared by equal scores; here stands the number of the row: 1, 2, 3",
            "đó là thứ hạng khi bằng điểm; ở đây ghi số thứ tự của dòng: 1, 2, 3",
        )
    if found.isdigit():
        return (
            "a whole number has at most 18 digits: compare with the source",
            "số nguyên có không quá 18 chữ số; đề nghị đối chiếu văn bản gốc",
        )
    if found.endswith("%"):
        return (
            "a share is not worked out here: write how many it is, in digits alone",
            "ở đây không tính theo tỷ lệ; đề nghị ghi số lượng cụ thể, chỉ gồm chữ số",
        )
    return ("write digits alone, as in 3", "đề nghị chỉ ghi chữ số, ví dụ: 3")


@rule(
    "FIL18",
    "error",
    "“{found}” is not a day",
    "“{found}” không phải là ngày hợp lệ",
    ("write YYYY-MM-DD: 2008-03-21", "đề nghị ghi theo dạng YYYY-MM-DD, ví dụ 2008-03-21"),
)
def bad_date(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A day is YYYY-MM-DD, a month YYYY-MM, a half-day YYYY-MM-DD sáng; all are in the calendar.

    Why: Written 3/4/2008, a day is 3 April to one reader and 4 March to another. The report writes
    the month out (report 241/BC-VTLTNN, head of Appendix 1: “ngày 21 tháng 3 năm 2008”); a file has
    one short form for all.

    Bad:

        report: {number: 241/BC-VTLTNN, date: 21/3/2008}

    Good:

        report: {number: 241/BC-VTLTNN, date: 2008-03-21}

    Remedy: Write year, month and day with hyphens: 2008-03-21; for a month 2005-06; for a half-day
    the day and `sáng` or `chiều`: 2009-08-07 sáng.

    ---

    Ngày ghi theo dạng YYYY-MM-DD, tháng ghi theo dạng YYYY-MM, buổi ghi theo dạng YYYY-MM-DD sáng
    hoặc YYYY-MM-DD chiều; tất cả phải có trong lịch.

    Lý do: Ghi 3/4/2008 thì có người hiểu là ngày 03 tháng 4, có người hiểu là ngày 04 tháng 3. Báo
    cáo ghi rõ tháng (Báo cáo số 241/BC-VTLTNN, đầu Phụ lục 1: “ngày 21 tháng 3 năm 2008”); tệp dữ
    liệu dùng thống nhất một dạng.

    Cách xử lý: Đề nghị ghi năm, tháng, ngày cách nhau bằng gạch nối: 2008-03-21; đối với tháng:
    2005-06; đối với buổi: ngày và `sáng` hoặc `chiều`, ví dụ 2009-08-07 sáng.
    """
    for problem in problems.get("bad-date", []):
        words = help_ = None
        meant = _day_meant(problem.values["found"])
        if problem.values["form"] == "month":
            words = ("“{found}” is not a month", "“{found}” không phải là tháng hợp lệ")
            help_ = ("write YYYY-MM: 2005-06", "đề nghị ghi theo dạng YYYY-MM, ví dụ 2005-06")
            if meant:
                help_ = _AS_MEANT
            elif meant := _month_meant(problem.values["found"]):
                help_ = ("write {meant}", "đề nghị ghi {meant}")
        elif problem.values["form"] == "half-day":
            words = ("“{found}” is not a half-day", "“{found}” không phải là buổi hợp lệ")
            help_ = (
                "write the day and sáng or chiều: 2035-08-07 sáng",
                "đề nghị ghi ngày và sáng hoặc chiều, ví dụ 2035-08-07 sáng",
            )
        elif meant:
            help_ = _AS_MEANT
        yield Found(problem.span, {**problem.values, "meant": meant}, words=words, help=help_)


# Which of the numbers is the day is the reader's guess, so it is said as one.
_AS_MEANT: Words = (
    "if day/month/year is meant, write {meant}",
    "nếu là ngày/tháng/năm, đề nghị ghi {meant}",
)


def _month_meant(text: str) -> str:
    """The month that `6/2024` or `2024-6` means, as a file writes it; "" for none."""
    parts = re.split("[/.-]", text.strip())
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        return ""
    year, month = sorted(parts, key=len, reverse=True)
    return f"{year}-{int(month):02d}" if len(year) == 4 and 1 <= int(month[:3]) <= 12 else ""


def _day_meant(text: str) -> str:
    """The day that `23/3/2007` means to a Vietnamese reader, as a file writes it; "" for none."""
    match = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text.strip())
    if match is None:
        return ""
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return ""


@rule(
    "FIL23",
    "warning",
    "“{text}” looks right but is not composed Unicode (NFC)",
    "“{text}” trông đúng nhưng chưa ở dạng Unicode dựng sẵn (NFC)",
    (
        "write it in composed Unicode; `vtlt validate --fix` does it",
        "đề nghị ghi lại theo Unicode dựng sẵn; `vtlt validate --fix` tự sửa được",
    ),
)
def text_not_composed(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Every text of a data file is in composed Unicode (NFC): names of the register, titles.

    Why: A letter followed by a separate mark looks like the one letter but is other text to a
    search or a comparison of files; in a printed table its columns stand out of line. It is read as
    if composed. `<U+0303>` stands for such a mark in the example. (NAM06 tells it of the names in
    lists and scores.)

    Bad:

        - {id: beta, name: Beta, kind: xa<U+0303>}

    Good:

        - {id: beta, name: Beta, kind: xã}

    Remedy: Type the text again with the keyboard program set to composed Unicode, or let
    `vtlt validate --fix` write it.

    ---

    Mọi nội dung trong tệp dữ liệu ở dạng Unicode dựng sẵn (NFC): tên trong danh mục, tiêu đề.

    Lý do: Chữ cái kèm dấu rời trông giống chữ dựng sẵn nhưng là nội dung khác khi tìm kiếm hoặc so
    sánh tệp; khi in bảng, các cột bị lệch. Nội dung vẫn được đọc như chữ dựng sẵn. Trong ví dụ,
    `<U+0303>` là dấu rời. (Tên trong danh sách và bảng điểm do NAM06 kiểm tra.)

    Cách xử lý: Đề nghị nhập lại với bộ gõ đặt ở Unicode dựng sẵn, hoặc chạy `vtlt validate --fix`.
    """
    for problem in problems.get("not-composed", []):
        edit = Edit(problem.span, str(problem.values["found"]), str(problem.values["content"]))
        yield Found(problem.span, problem.values, fix=Fix(True, (edit,)))
