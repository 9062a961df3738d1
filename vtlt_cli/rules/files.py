"""FIL: reading the files. Each turns what `load` could not take into a finding."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.diagnostics import Edit, Fix, Problem
from vtlt_cli.model import Dataset
from vtlt_cli.rules.engine import Found, Problems, Words, rule

_EXPECTED: dict[str, Words] = {
    "text": ("a text", "một chuỗi ký tự"),
    "name": ("a name", "một tên"),
    "list": ("a list [a, b]", "một danh sách [a, b]"),
    "mapping": ("fields (name: value)", "các trường (tên: giá trị)"),
    "id": ("an id in small letters, digits and hyphens", "mã gồm chữ thường, chữ số, gạch nối"),
    "whole": ("a whole number", "một số nguyên"),
    "year": ("a year of four digits", "năm gồm bốn chữ số"),
    "number": ("a number", "một số"),
    "day": ("a day (YYYY-MM-DD)", "ngày (YYYY-MM-DD)"),
    "first of month": ("a month (YYYY-MM)", "tháng (YYYY-MM)"),
    "last of month": ("a month (YYYY-MM)", "tháng (YYYY-MM)"),
}
_SHAPES: dict[str, Words] = {
    "list": ("a list", "một danh sách"),
    "mapping": ("fields", "các trường"),
    "empty": ("nothing", "ô trống"),
}
_REFUSED: dict[str, Words] = {
    "anchor": ("an anchor (&)", "neo (&)"),
    "alias": ("an alias (*)", "tham chiếu (*)"),
    "tag": ("a tag (!)", "thẻ (!)"),
    "document": ("a second document (---)", "tài liệu thứ hai (---)"),
    "key": ("a list or mapping as a key", "danh sách hoặc nhóm trường làm khóa"),
}
_DELIMITERS: dict[str, Words] = {
    ";": ("a semicolon", "dấu chấm phẩy"),
    "\t": ("a tab", "dấu tab"),
    ",": ("a sep= line", "dòng sep="),
}


def _plain(problems: Problems, kind: str) -> Iterator[Found]:
    for problem in problems.get(kind, []):
        yield Found(problem.span, problem.values)


@rule(
    "FIL01",
    "error",
    "not UTF-8: byte {byte} at offset {offset} cannot be read",
    "tệp không phải UTF-8: không đọc được byte {byte} tại vị trí {offset}",
    ("save the file as UTF-8", "đề nghị lưu lại tệp với bảng mã UTF-8"),
)
def not_utf8(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Data files are UTF-8."""
    for problem in problems.get("not-utf-8", []):
        help_: Words | None = None
        if problem.values["guess"]:
            help_ = (
                "the bytes read as Vietnamese in {guess}: convert the file from {guess} to UTF-8",
                "các byte đọc được thành tiếng Việt theo bảng mã {guess}; "
                "đề nghị chuyển tệp từ {guess} sang UTF-8",
            )
        yield Found(problem.span, problem.values, help=help_)


@rule(
    "FIL02",
    "note",
    "the file is UTF-16; it was read all the same",
    "tệp dùng bảng mã UTF-16; vẫn đọc được",
    ("save the file as UTF-8", "đề nghị lưu lại tệp với bảng mã UTF-8"),
)
def utf16(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A file in UTF-16 with a byte-order mark is read, and told."""
    yield from _plain(problems, "utf-16")


@rule(
    "FIL03",
    "error",
    "the file is empty",
    "tệp rỗng",
    (
        "fill the file in, or remove it: a folder may lack a file",
        "đề nghị nhập dữ liệu hoặc bỏ tệp; thư mục có thể thiếu tệp này",
    ),
)
def empty_file(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file that is there has something in it."""
    yield from _plain(problems, "empty-file")


@rule(
    "FIL04",
    "error",
    "not YAML from here on: {detail}",
    "từ đây không đúng cú pháp YAML ({detail})",
    (
        "look for a missing bracket, quote or colon here or on the line above; "
        "nothing of this file was used",
        "đề nghị kiểm tra dấu ngoặc, dấu nháy, dấu hai chấm và thụt đầu dòng tại đây "
        "hoặc dòng trên; chưa dùng số liệu nào của tệp này",
    ),
)
def yaml_syntax(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A .yaml file is YAML."""
    yield from _plain(problems, "yaml-syntax")


@rule(
    "FIL05",
    "error",
    "not CSV from here on: {detail}",
    "từ đây không đúng cú pháp CSV ({detail})",
    (
        'look for a quote (") that is not closed; rows from here on were not read',
        'đề nghị kiểm tra dấu nháy kép (") chưa đóng; các dòng từ đây chưa được đọc',
    ),
)
def csv_syntax(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A .csv file is CSV."""
    yield from _plain(problems, "csv-syntax")


@rule(
    "FIL06",
    "error",
    "“{key}” stands here a second time",
    "trường “{key}” bị lặp lại",
    ("keep one of the two", "đề nghị giữ một trong hai"),
)
def repeated_key(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A field stands once in a record."""
    for problem in problems.get("repeated-key", []):
        first = (problem.values["first"], ("first here", "vị trí đầu tiên"))
        yield Found(problem.span, problem.values, related=(first,))


@rule(
    "FIL07",
    "error",
    "“{field}” is missing",
    "thiếu trường “{field}”",
    ("add it", "đề nghị bổ sung"),
)
def missing_field(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A record has the fields that it needs."""
    yield from _plain(problems, "missing-field")


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
    """A field or column has a known name."""
    for problem in problems.get("unknown-field", []):
        meant = _nearest(problem)
        help_: Words | None = None
        if meant:
            help_ = ("did you mean “{meant}”?", "có thể là “{meant}”")
        yield Found(problem.span, {**problem.values, "meant": meant}, help=help_)


@rule(
    "FIL09",
    "error",
    "expected {expected}, found “{found}”",
    "cần ghi {expected}, đã ghi “{found}”",
)
def wrong_type(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A field holds a value of its type."""
    for problem in problems.get("wrong-type", []):
        expected = problem.values["expected"]
        english, vietnamese = _EXPECTED.get(expected, _EXPECTED["mapping"])
        found = problem.values["found"]
        shape = _SHAPES.get(found)
        if shape is not None and (found == "empty" or not problem.values["is_text"]):
            yield Found(
                problem.span,
                {},
                words=(
                    f"expected {english}, found {shape[0]}",
                    f"cần ghi {vietnamese}, đã gặp {shape[1]}",
                ),
            )
        else:
            yield Found(
                problem.span,
                {"found": found},
                words=(
                    f"expected {english}, found “{{found}}”",
                    f"cần ghi {vietnamese}, đã ghi “{{found}}”",
                ),
            )
    for problem in problems.get("not-a-choice", []):
        yield Found(
            problem.span,
            problem.values,
            words=(
                "“{found}” is none of {choices:list}",
                "“{found}” không thuộc các giá trị {choices:list}",
            ),
        )


@rule(
    "FIL10",
    "error",
    "{what} is not taken in a data file",
    "tệp dữ liệu không dùng {what}",
    ("write the value out", "đề nghị ghi trực tiếp giá trị"),
)
def yaml_refused(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The plain part of YAML is used: no anchors, aliases, tags, further documents."""
    for problem in problems.get("yaml-refused", []):
        english, vietnamese = _REFUSED[problem.values["what"]]
        words = (
            f"{english} is not taken in a data file",
            f"tệp dữ liệu không dùng {vietnamese}",
        )
        yield Found(problem.span, {}, words=words)


@rule(
    "FIL11",
    "error",
    "this row has {found} cells, the header {expected}; it was left out",
    "dòng này có {found} ô, dòng tiêu đề có {expected} ô; dòng đã bị bỏ qua",
    (
        "look for a comma too many or too few; a cell with a comma in it wants quotes",
        "đề nghị kiểm tra thừa hoặc thiếu dấu phẩy; ô có dấu phẩy cần đặt trong dấu nháy kép",
    ),
)
def ragged_row(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A row has as many cells as the header."""
    yield from _plain(problems, "ragged-row")


@rule(
    "FIL12",
    "error",
    "the header lacks {columns:quoted}",
    "dòng tiêu đề thiếu cột {columns:quoted}",
    (
        "the first line names the columns: position,province,score",
        "dòng đầu ghi tên cột: position,province,score",
    ),
)
def missing_column(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A CSV file begins with a header that names the columns it needs."""
    yield from _plain(problems, "missing-column")


@rule(
    "FIL13",
    "error",
    "column “{column}” stands twice in the header",
    "cột “{column}” có hai lần trong dòng tiêu đề",
    ("keep one of the two; nothing was read", "đề nghị giữ một cột; tệp chưa được đọc"),
)
def repeated_column(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A column stands once in the header."""
    yield from _plain(problems, "repeated-column")


@rule(
    "FIL14",
    "note",
    "cells are parted by {mark}; read all the same",
    "các ô được phân cách bằng {mark}; vẫn đọc được",
)
def delimiter(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Excel's own CSV is read: `;`, a tab or a `sep=` line."""
    for problem in problems.get("delimiter", []):
        found = problem.values["delimiter"]
        english, vietnamese = _DELIMITERS.get(found, (f"“{found}”", f"“{found}”"))
        words = (
            f"cells are parted by {english}; read all the same",
            f"các ô được phân cách bằng {vietnamese}; vẫn đọc được",
        )
        yield Found(problem.span, {}, words=words)


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
    """A number is plain digits, with a point before the decimals."""
    yield from _plain(problems, "not-a-number")


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
    """A number has one meaning: `8.280` is 8280 in the report and 8.28 to most programs."""
    for problem in problems.get("grouped-number", []):
        readings = problem.values["readings"]
        if len(readings) == 2:
            first, second = readings
            values = {
                "found": problem.values["found"],
                "first": first,
                "second": second.rstrip("0"),
                "second_vi": second.rstrip("0").replace(".", ","),
            }
            fix = Fix(False, (Edit(problem.span, first),))
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
    """Files hold plain numbers: no marks between thousands, a point before decimals."""
    for problem in problems.get("grouped-number", []):
        readings = problem.values["readings"]
        if len(readings) == 1:
            fix = Fix(True, (Edit(problem.span, readings[0]),))
            yield Found(problem.span, {**problem.values, "meant": readings[0]}, fix=fix)


@rule(
    "FIL18",
    "error",
    "“{found}” is not a day",
    "“{found}” không phải là ngày hợp lệ",
    ("write YYYY-MM-DD: 2008-03-21", "đề nghị ghi theo dạng YYYY-MM-DD, ví dụ 2008-03-21"),
)
def bad_date(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A day is YYYY-MM-DD and stands in the calendar."""
    for problem in problems.get("bad-date", []):
        words = help_ = None
        if problem.values["form"] == "month":
            words = ("“{found}” is not a month", "“{found}” không phải là tháng hợp lệ")
            help_ = ("write YYYY-MM: 2005-06", "đề nghị ghi theo dạng YYYY-MM, ví dụ 2005-06")
        yield Found(problem.span, problem.values, words=words, help=help_)


@rule(
    "FIL19",
    "warning",
    "{found} is not read; {meant} is probably meant",
    "tệp {found} không được đọc; có thể là {meant}",
    ("rename the file", "đề nghị đổi tên tệp"),
)
def look_alike(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A file that is meant as a round's has the name that is read."""
    yield from _plain(problems, "look-alike")


@rule(
    "FIL20",
    "error",
    "the file is larger than {most} MiB; it was not read",
    "tệp lớn hơn {most} MiB; chưa được đọc",
    (
        "a round's file takes some kilobytes: this is probably another file",
        "tệp của một đợt kiểm tra chỉ vài kilôbyte; có thể đã chọn nhầm tệp",
    ),
)
def too_large(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file is of the size of a data file."""
    yield from _plain(problems, "too-large")


@rule(
    "FIL21",
    "error",
    "{point} is a character that YAML does not take; nothing of this file was used",
    "ký tự {point} không dùng được trong YAML; chưa dùng số liệu nào của tệp này",
    ("remove the character", "đề nghị xóa ký tự này"),
)
def yaml_character(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A .yaml file holds no control characters."""
    yield from _plain(problems, "yaml-character")
