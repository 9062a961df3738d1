"""Fields and their values: what is missing, unknown, or not what the field takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vtlt_cli.checking.engine import Found, Problems, rule, told
from vtlt_cli.diagnostics import Edit, Fix, Problem, Words
from vtlt_cli.reading.kinds import Dataset

_EXPECTED: dict[str, Words] = {
    "text": ("a text", "một chuỗi ký tự"),
    "name": ("a name", "một tên"),
    "list": ("a list [a, b]", "một danh sách [a, b]"),
    "mapping": ("fields (name: value)", "các trường (tên: giá trị)"),
    "code": ("a short code without spaces", "ký hiệu ngắn, không có khoảng trắng"),
    "id": ("an id in small letters, digits and hyphens", "mã gồm chữ thường, chữ số, gạch nối"),
    "whole": ("a whole number", "một số nguyên"),
    "year": ("a year of four digits", "năm gồm bốn chữ số"),
    "number": ("a number", "một số"),
    "day": ("a day (YYYY-MM-DD)", "ngày (YYYY-MM-DD)"),
    "first of month": ("a month (YYYY-MM)", "tháng (YYYY-MM)"),
    "last of month": ("a month (YYYY-MM)", "tháng (YYYY-MM)"),
    "half-day": ("a half-day (YYYY-MM-DD sáng)", "buổi (YYYY-MM-DD sáng)"),
}

_SHAPES: dict[str, Words] = {
    "list": ("a list", "một danh sách"),
    "mapping": ("fields", "các trường"),
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

    Lý do: Cụm không ghi cụm trưởng hoặc văn bản không ghi ngày thì không đủ căn cứ để kiểm tra; mục
    đó bị bỏ qua, các bảng cũng thiếu mục đó.

    Cách xử lý: Đề nghị bổ sung trường còn thiếu theo văn bản gốc.
    """
    yield from told(problems, "missing-field")


def _nearest(problem: Problem) -> str | None:
    from difflib import get_close_matches

    known = problem.values["known"]
    close = get_close_matches(problem.values["field"].casefold(), known, n=1, cutoff=0.6)
    return close[0] if close else None


@rule(
    "FIL08",
    "warning",
    "“{field}” is not a known field; it was passed over",
    "không có trường “{field}”; trường này đã được bỏ qua",
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
            help_ = ("did you mean “{meant}”?", "có thể là “{meant}”; đề nghị kiểm tra")
        yield Found(problem.span, {**problem.values, "meant": meant}, help=help_)


@rule(
    "FIL09",
    "error",
    "expected {en}, found “{found}”",
    "cần ghi {vi}, đã ghi “{found}”",
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
            words = (f"expected {{en}}, found {shape[0]}", f"cần ghi {{vi}}, đã gặp {shape[1]}")
        values = {"found": found, "en": english, "vi": vietnamese}
        yield Found(problem.span, values, words=words)
    for problem in problems.get("not-a-choice", []):
        words = (
            "must be {choices:or}, found “{found}”",
            "cần ghi {choices:or}, đã ghi “{found}”",
        )
        yield Found(problem.span, problem.values, words=words)


@rule(
    "FIL15",
    "error",
    "“{found}” is not a number",
    "“{found}” không phải là số",
    (
        "write a plain number: 8280, or 61.31 with a point",
        "đề nghị ghi số thường: 8280, hoặc 61.31 với dấu chấm thập phân",
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
    for problem in problems.get("not-a-number", []):
        written = problem.values["found"]
        odd = [letter for letter in written if not (letter.isascii() and letter in "0123456789.,-")]
        words = None
        # A mark that looks like a digit, or one that is not seen, among digits.
        if odd and len(odd) < len(written) and any(letter.isascii() for letter in written):
            words = (
                "“{found}” is not a number: “{letter}” ({point}) is no digit",
                "“{found}” không phải là số: “{letter}” ({point}) không phải chữ số",
            )
        seen = {"letter": "".join(odd[:1]), "point": f"U+{ord(odd[0]):04X}" if odd else ""}
        yield Found(problem.span, {**problem.values, **seen}, words=words)


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

    Mỗi số chỉ có một cách hiểu: `8.280` trong báo cáo là 8280, phần lớn phần mềm đọc là 8,28.

    Lý do: Báo cáo dùng dấu chấm phân cách hàng nghìn (Báo cáo số 241/BC-VTLTNN, Phụ lục 1:
    “8.280”); phần mềm đọc là dấu thập phân. Khi rounds.yaml và các số khác trong tệp không cho biết
    đó là dấu gì thì có hai cách hiểu, chênh nhau một nghìn lần.

    Cách xử lý: Đề nghị ghi số không có dấu phân cách hàng nghìn và khai báo số chữ số thập phân của
    đợt kiểm tra trong rounds.yaml: `scores: {decimals: 0}`.
    """
    for problem in problems.get("ambiguous-number", []):
        first, second = problem.values["readings"]
        values = {
            "found": problem.values["found"],
            "first": first,
            "second": second.rstrip("0"),
            "second_vi": second.rstrip("0").replace(".", ","),
        }
        fix = Fix(False, (Edit(problem.span, values["found"], first),))
        yield Found(problem.span, values, fix=fix)


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

    Tệp chỉ ghi số thường: không có dấu phân cách hàng nghìn, dấu chấm trước phần thập phân.

    Lý do: Dạng in (Báo cáo số 241/BC-VTLTNN, Phụ lục 1: “8.280”) dành cho người đọc; `vtlt` tự in
    dạng đó từ số 8280. Ở đây chỉ còn một cách hiểu, do đợt kiểm tra đã khai báo `decimals: 0` hoặc
    do số lượng và thứ tự các dấu, ví dụ 61,31 hoặc 1.234,5.

    Cách xử lý: Đề nghị ghi số nêu trong thông báo; các bảng vẫn in theo cách viết Việt Nam.
    """
    for problem in problems.get("grouped-number", []):
        (meant,) = problem.values["readings"]
        # Points between thousands are dropped; a decimal comma is changed only when asked.
        safe = "," not in problem.values["found"]
        fix = Fix(safe, (Edit(problem.span, problem.values["found"], meant),))
        yield Found(problem.span, {**problem.values, "meant": meant}, fix=fix)


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
        elif problem.values["form"] == "half-day":
            words = ("“{found}” is not a half-day", "“{found}” không phải là buổi hợp lệ")
            help_ = (
                "write the day and sáng or chiều: 2035-08-07 sáng",
                "đề nghị ghi ngày và sáng hoặc chiều, ví dụ 2035-08-07 sáng",
            )
        elif meant:
            help_ = (
                "if day/month/year is meant, write {meant}",
                "nếu là ngày/tháng/năm, đề nghị ghi {meant}",
            )
        yield Found(problem.span, {**problem.values, "meant": meant}, words=words, help=help_)


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
