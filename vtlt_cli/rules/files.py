"""FIL: reading the files. Each turns what `load` could not take into a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vtlt_cli.diagnostics import Edit, Fix, Problem
from vtlt_cli.model import Dataset
from vtlt_cli.rules.engine import Found, Problems, Words, plural, rule

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
# What PyYAML says of the slips that people make, in Vietnamese.
_SYNTAX = {
    "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc dấu ]",
    "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc dấu }}",
    "did not find expected key": "thiếu tên trường hoặc thụt đầu dòng chưa đúng",
    "did not find expected '-' indicator": "thiếu dấu gạch đầu dòng",
    "did not find expected node content": "thiếu giá trị",
    "could not find expected ':'": "thiếu dấu hai chấm",
    "mapping values are not allowed": "thừa dấu hai chấm hoặc thụt đầu dòng chưa đúng",
    "found unexpected end of stream": "tệp kết thúc khi dấu nháy hoặc ngoặc chưa đóng",
    "found character that cannot start any token": "có ký tự không được phép đứng đầu",
    "block sequence entries are not allowed": "danh sách đặt chưa đúng chỗ",
}
_SHAPES: dict[str, Words] = {
    "list": ("a list", "một danh sách"),
    "mapping": ("fields", "các trường"),
}
_REFUSED: dict[str, Words] = {
    "depth": ("a list or mapping this deep", "danh sách hoặc nhóm trường lồng quá sâu"),
    "anchor": ("an anchor (&)", "neo (&)"),
    "alias": ("an alias (*)", "tham chiếu (*)"),
    "tag": ("a tag (!)", "thẻ (!)"),
    "document": ("a second document (---)", "tài liệu thứ hai (---)"),
    "key": ("a list or mapping as a key", "danh sách hoặc nhóm trường làm khóa"),
}
_REFUSED_HELP: dict[str, Words] = {
    "document": ("keep one document", "đề nghị chỉ giữ một tài liệu"),
    "key": ("use plain text as keys", "đề nghị dùng khóa là chuỗi ký tự"),
    "depth": ("this is probably another file", "có thể nhầm tệp; đề nghị kiểm tra lại"),
}
_DELIMITERS: dict[str, Words] = {
    ";": ("a semicolon", "dấu chấm phẩy"),
    "\t": ("a tab", "dấu tab"),
}


_TOO_LARGE: dict[str, Words] = {
    unit: (
        f"the file has more than {{most:,}} {unit}; it was not read",
        f"tệp có hơn {{most:points}} {vietnamese}; chưa được đọc",
    )
    for unit, vietnamese in {
        "rows": "dòng",
        "cells": "ô",
        "lines": "dòng",
        "values": "giá trị",
    }.items()
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
    """A data file is text in UTF-8.

    Why: Older programs save Vietnamese in other tables of bytes, such as Windows-1258; read in the
    wrong table, a name is that of no province, so nothing of the file is used. In the example
    `<CC>`, `<D0>` and `<F2>` stand for single bytes of Windows-1258.

    Bad:

        1,Bi<CC>nh <D0>i<F2>nh,8280

    Good:

        1,Bình Định,8280

    Remedy: Open the file in the program that wrote it and save it as UTF-8; in Excel the type is
    “CSV UTF-8”.

    ---

    Tệp dữ liệu là văn bản theo bảng mã UTF-8.

    Lý do: Một số phần mềm cũ lưu tiếng Việt theo bảng mã khác như Windows-1258; nếu đọc sai bảng mã
    thì tên tỉnh, thành phố bị sai, vì vậy toàn bộ tệp không được sử dụng. Trong ví dụ, `<CC>`,
    `<D0>` và `<F2>` là các byte theo Windows-1258.

    Cách xử lý: Đề nghị mở tệp bằng phần mềm đã tạo tệp và lưu lại theo UTF-8; trong Excel chọn loại
    “CSV UTF-8”.
    """
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
    ("nothing has to be done; UTF-8 is preferred", "không bắt buộc sửa; nên lưu theo UTF-8"),
)
def utf16(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file is best saved as UTF-8; UTF-16 with a byte-order mark is read, and told.

    Why: Excel saves “Unicode Text” as UTF-16. Nothing is lost, but other programs, and the
    comparison of versions in a review, take such a file for binary. In the example `<FF>`, `<FE>`
    and `<00>` stand for single bytes.

    Bad:

        <FF><FE>p<00>r<00>o<00>v<00>i<00>n<00>c<00>e<00>,<00>s<00>c<00>o<00>r<00>e<00>

    Good:

        province,score

    Remedy: Nothing has to be done for `vtlt`; to share the file, save it as UTF-8.

    ---

    Tệp dữ liệu nên lưu theo UTF-8; tệp UTF-16 có dấu thứ tự byte vẫn được đọc và được ghi chú.

    Lý do: Excel lưu loại “Unicode Text” theo UTF-16. Số liệu không bị mất, nhưng phần mềm khác và
    công cụ so sánh phiên bản coi tệp này là tệp nhị phân. Trong ví dụ, `<FF>`, `<FE>` và `<00>` là
    các byte.

    Cách xử lý: `vtlt` không yêu cầu sửa; khi gửi tệp cho nơi khác, đề nghị lưu lại theo UTF-8.
    """
    yield from _plain(problems, "utf-16")


@rule(
    "FIL03",
    "error",
    "the file is empty",
    "tệp rỗng",
    (
        "fill the file in, or remove it: a folder may lack a file",
        "đề nghị nhập dữ liệu hoặc bỏ tệp; thư mục không bắt buộc có tệp này",
    ),
)
def empty_file(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file that is there has something in it.

    Why: An empty file, or one of comments alone, most often comes of a save that failed or a file
    begun and forgotten. It would read like a round without clusters, scores or awards.

    Bad:

        # 241/BC-VTLTNN

    Good:

        # 241/BC-VTLTNN
        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]

    Remedy: Fill the file in or take it back from an earlier version; otherwise remove it, since a
    folder may lack a file.

    ---

    Tệp dữ liệu đã có thì phải có nội dung.

    Lý do: Tệp rỗng hoặc chỉ có chú thích thường do lưu không thành công hoặc tạo tệp rồi bỏ dở; nếu
    chấp nhận thì đợt kiểm tra bị hiểu là không có cụm, điểm hoặc khen thưởng.

    Cách xử lý: Đề nghị nhập nội dung hoặc lấy lại phiên bản trước; nếu không dùng thì bỏ tệp, vì
    thư mục không bắt buộc có đủ các tệp.
    """
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
    """A .yaml file is well-formed YAML.

    Why: After a bracket, quote or colon that is missing, nothing says where one record ends and the
    next begins, so nothing of the file is used. The place told is where reading stopped; the slip
    is often on the line above.

    Bad:

        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình
        - number: 2
          leader: Lạng Sơn
          members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]

    Good:

        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]
        - number: 2
          leader: Lạng Sơn
          members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]

    Remedy: Look for a missing bracket, quote, colon or a wrong indent at the place told and just
    above it.

    ---

    Tệp .yaml phải đúng cú pháp YAML.

    Lý do: Khi thiếu dấu ngoặc, dấu nháy hoặc dấu hai chấm thì không xác định được ranh giới giữa
    các mục, vì vậy toàn bộ tệp không được sử dụng. Vị trí được nêu là nơi dừng đọc; lỗi thường nằm
    ở dòng trên.

    Cách xử lý: Đề nghị kiểm tra dấu ngoặc, dấu nháy, dấu hai chấm và thụt đầu dòng tại vị trí được
    nêu và dòng ngay trên.
    """
    for problem in problems.get("yaml-syntax", []):
        detail = problem.values["detail"]
        said = next((vi for en, vi in _SYNTAX.items() if detail.startswith(en)), "")
        english = "not YAML from here on: {detail}"
        # What is said in no other words in Vietnamese is better left out than told in English.
        vietnamese = f"từ đây không đúng cú pháp YAML{': ' if said else ''}{said}"
        opened = problem.values["opened"]
        begin = ((opened, ("opened here", "mở tại đây")),) if opened else ()
        yield Found(problem.span, problem.values, related=begin, words=(english, vietnamese))


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
    """A .csv file is well-formed CSV.

    Why: A quote that is not closed takes all the rows below it into one cell; other programs read
    on and lose those offices without a word.

    Bad:

        position,province,score
        1,"Bình Định,8280
        2,Quảng Nam,5350

    Good:

        position,province,score
        1,Bình Định,8280
        2,Quảng Nam,5350

    Remedy: Close the quote or remove it; a cell needs quotes only if it has a comma, a quote or a
    line break in it.

    ---

    Tệp .csv phải đúng cú pháp CSV.

    Lý do: Dấu nháy kép chưa đóng làm các dòng phía dưới bị gộp vào một ô; phần mềm khác vẫn đọc
    tiếp và bỏ sót các cơ quan đó mà không thông báo.

    Cách xử lý: Đề nghị đóng hoặc bỏ dấu nháy kép; chỉ đặt ô trong dấu nháy kép khi ô có dấu phẩy,
    dấu nháy kép hoặc xuống dòng.
    """
    yield from _plain(problems, "csv-syntax")


@rule(
    "FIL06",
    "error",
    "“{key}” stands here a second time",
    "trường “{key}” bị lặp lại",
    ("keep one of the two", "đề nghị giữ một trong hai"),
)
def repeated_key(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A field stands once in a record.

    Why: Most programs keep the last of the two and say nothing, so that nobody can see which was
    meant. `vtlt` keeps the first and tells both places.

    Bad:

        - number: 6
          leader: Hà Tây
          leader: Sơn La
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Good:

        - number: 6
          leader: Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Remedy: Compare with the source document and keep one of the two.

    ---

    Mỗi trường chỉ ghi một lần trong một mục.

    Lý do: Phần lớn phần mềm lấy giá trị ghi sau mà không thông báo, nên không rõ giá trị nào đúng.
    `vtlt` dùng giá trị ghi trước và nêu cả hai vị trí.

    Cách xử lý: Đề nghị đối chiếu văn bản gốc và giữ một trong hai.
    """
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
    refused = {problem.span for problem in problems.get("yaml-refused", [])}
    for problem in problems.get("unknown-field", []):
        if problem.span in refused:
            continue  # A list in place of a key has no name.
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
    "FIL10",
    "error",
    "{en} is not allowed in a data file",
    "tệp dữ liệu không dùng {vi}",
    ("write the value out", "đề nghị ghi trực tiếp giá trị"),
)
def yaml_refused(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file uses plain YAML: no anchors, aliases, tags, second document or lists as keys.

    Why: The files are edited by hand and reviewed line by line; a value that stands elsewhere
    cannot be checked where it is used.

    Bad:

        - number: 6
          leader: &lead Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, *lead]

    Good:

        - number: 6
          leader: Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Remedy: Write each value out where it is used; put a text that begins with &, * or ! in quotes.

    ---

    Tệp chỉ dùng YAML đơn giản: không neo, tham chiếu, thẻ, tài liệu thứ hai, khóa dạng danh sách.

    Lý do: Tệp được nhập thủ công và rà soát từng dòng; giá trị ghi ở nơi khác thì không đối chiếu
    được tại nơi sử dụng.

    Cách xử lý: Đề nghị ghi trực tiếp giá trị tại nơi sử dụng; nội dung bắt đầu bằng &, * hoặc ! cần
    đặt trong dấu nháy.
    """
    for problem in problems.get("yaml-refused", []):
        what = problem.values["what"]
        english, vietnamese = _REFUSED[what]
        values = {"en": english, "vi": vietnamese}
        yield Found(problem.span, values, help=_REFUSED_HELP.get(what))


@rule(
    "FIL11",
    "error",
    "this row has {found} cell{s}, the header {expected}; it was left out",
    "dòng này có {found} ô, dòng tiêu đề có {expected} ô; dòng đã bị bỏ qua",
    (
        "look for a comma too many or too few; a cell with a comma in it needs quotes",
        "đề nghị kiểm tra thừa hoặc thiếu dấu phẩy; ô có dấu phẩy cần đặt trong dấu nháy kép",
    ),
)
def ragged_row(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A row has as many cells as the header.

    Why: With a comma too many or too few it is not known which cell is which; in the example a
    comma between thousands makes two cells of one score. The row is left out, not guessed.

    Bad:

        position,province,score
        8,Hải Phòng,3,180

    Good:

        position,province,score
        8,Hải Phòng,3180

    Remedy: Remove the comma or add the missing one; put a cell that has a comma in it in quotes.

    ---

    Mỗi dòng có số ô bằng số ô của dòng tiêu đề.

    Lý do: Thừa hoặc thiếu dấu phẩy thì không xác định được ô nào thuộc cột nào; trong ví dụ, dấu
    phẩy hàng nghìn tách một tổng số điểm thành hai ô. Dòng đó bị bỏ qua, không suy đoán.

    Cách xử lý: Đề nghị bỏ dấu phẩy thừa hoặc bổ sung dấu phẩy thiếu; ô có dấu phẩy cần đặt trong
    dấu nháy kép.
    """
    for problem in problems.get("ragged-row", []):
        help_ = None
        if problem.values["joined"]:
            help_ = (
                "if the comma stands between thousands, write {joined}",
                "nếu dấu phẩy ngăn cách hàng nghìn, đề nghị ghi {joined}",
            )
        values = {**problem.values, **plural(problem.values["found"])}
        yield Found(problem.span, values, help=help_)


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
    """A .csv file begins with a header that names the columns it needs.

    Why: Columns are known by their names in the header, not by their order; without `province` and
    `score` nothing of the file can be read. The printed headings of Appendix 1 (report
    241/BC-VTLTNN: “Tên Cơ quan”, “Tổng số điểm”) are not these names.

    Bad:

        Stt,Tên Cơ quan,Tổng số điểm
        1,Bình Định,8280

    Good:

        position,province,score
        1,Bình Định,8280

    Remedy: Write `position,province,score` as the first line; `position` may be left out.

    ---

    Tệp .csv bắt đầu bằng dòng tiêu đề ghi đủ tên các cột bắt buộc.

    Lý do: Cột được nhận biết theo tên trong dòng tiêu đề, không theo thứ tự; thiếu cột `province`
    hoặc `score` thì không đọc được tệp. Tiêu đề in tại Phụ lục 1 (Báo cáo số 241/BC-VTLTNN: “Tên Cơ
    quan”, “Tổng số điểm”) không phải là các tên cột này.

    Cách xử lý: Đề nghị ghi dòng đầu là `position,province,score`; có thể không ghi cột `position`.
    """
    yield from _plain(problems, "missing-column")


@rule(
    "FIL13",
    "error",
    "column “{column}” stands twice in the header",
    "cột “{column}” có hai lần trong dòng tiêu đề",
    ("keep one of the two; nothing was read", "đề nghị giữ một cột; tệp chưa được đọc"),
)
def repeated_column(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A column stands once in the header.

    Why: Of two columns with one name it is not known which holds the scores, and they may differ;
    so nothing of the file is read.

    Bad:

        position,province,score,score
        1,Bình Định,8280,8280

    Good:

        position,province,score
        1,Bình Định,8280

    Remedy: Compare with the source document and keep one of the two columns.

    ---

    Mỗi cột chỉ có một lần trong dòng tiêu đề.

    Lý do: Hai cột cùng tên thì không rõ cột nào ghi tổng số điểm, số liệu hai cột có thể khác nhau;
    vì vậy tệp không được đọc.

    Cách xử lý: Đề nghị đối chiếu văn bản gốc và giữ một cột.
    """
    yield from _plain(problems, "repeated-column")


@rule(
    "FIL14",
    "note",
    "cells are separated by {en}; read all the same",
    "các ô được phân cách bằng {vi}; vẫn đọc được",
)
def delimiter(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Cells are best separated by commas; a semicolon, a tab or a `sep=` line is read, and told.

    Why: Excel on a Vietnamese computer writes semicolons, because the comma is its decimal mark.
    Nothing is lost, but one form in all files keeps reviews short.

    Bad:

        position;province;score
        1;Bình Định;8280

    Good:

        position,province,score
        1,Bình Định,8280

    Remedy: Nothing has to be done for `vtlt`; to keep to one form, save the file with commas and
    without a `sep=` line.

    ---

    Các ô nên phân cách bằng dấu phẩy; dấu chấm phẩy, dấu tab, dòng `sep=` vẫn được đọc và ghi chú.

    Lý do: Excel trên máy dùng định dạng Việt Nam phân cách ô bằng dấu chấm phẩy vì dấu phẩy là dấu
    thập phân. Số liệu không bị mất, nhưng các tệp thống nhất một dạng thì dễ rà soát hơn.

    Cách xử lý: `vtlt` không yêu cầu sửa; để thống nhất, đề nghị lưu tệp với dấu phẩy và không có
    dòng `sep=`.
    """
    for problem in problems.get("delimiter", []):
        words: Words | None = None
        if problem.span.end_column - problem.span.column > 1:  # More than the one mark.
            words = (
                "the file begins with a sep= line; it was read all the same",
                "tệp bắt đầu bằng dòng sep=; vẫn đọc được",
            )
        found = problem.values["delimiter"]
        english, vietnamese = _DELIMITERS.get(found, (f"“{found}”", f"“{found}”"))
        yield Found(problem.span, {"en": english, "vi": vietnamese}, words=words)


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
        readings = problem.values["readings"]
        if len(readings) == 1:
            # Points between thousands are dropped; a decimal comma is changed only when asked.
            safe = "," not in problem.values["found"]
            fix = Fix(safe, (Edit(problem.span, problem.values["found"], readings[0]),))
            yield Found(problem.span, {**problem.values, "meant": readings[0]}, fix=fix)


@rule(
    "FIL18",
    "error",
    "“{found}” is not a day",
    "“{found}” không phải là ngày hợp lệ",
    ("write YYYY-MM-DD: 2008-03-21", "đề nghị ghi theo dạng YYYY-MM-DD, ví dụ 2008-03-21"),
)
def bad_date(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A day is YYYY-MM-DD, a month YYYY-MM, and it stands in the calendar.

    Why: Written 3/4/2008, a day is 3 April to one reader and 4 March to another. The report writes
    the month out (report 241/BC-VTLTNN, head of Appendix 1: “ngày 21 tháng 3 năm 2008”); a file has
    one short form for all.

    Bad:

        report: {number: 241/BC-VTLTNN, date: 21/3/2008}

    Good:

        report: {number: 241/BC-VTLTNN, date: 2008-03-21}

    Remedy: Write year, month and day with hyphens: 2008-03-21; for a month 2005-06.

    ---

    Ngày ghi theo dạng YYYY-MM-DD, tháng ghi theo dạng YYYY-MM và phải có trong lịch.

    Lý do: Ghi 3/4/2008 thì có người hiểu là ngày 03 tháng 4, có người hiểu là ngày 04 tháng 3. Báo
    cáo ghi rõ tháng (Báo cáo số 241/BC-VTLTNN, đầu Phụ lục 1: “ngày 21 tháng 3 năm 2008”); tệp dữ
    liệu dùng thống nhất một dạng.

    Cách xử lý: Đề nghị ghi năm, tháng, ngày cách nhau bằng gạch nối: 2008-03-21; đối với tháng:
    2005-06.
    """
    for problem in problems.get("bad-date", []):
        words = help_ = None
        meant = _day_meant(problem.values["found"])
        if problem.values["form"] == "month":
            words = ("“{found}” is not a month", "“{found}” không phải là tháng hợp lệ")
            help_ = ("write YYYY-MM: 2005-06", "đề nghị ghi theo dạng YYYY-MM, ví dụ 2005-06")
        elif meant:
            help_ = (
                "if day/month/year is meant, write {meant}",
                "nếu là ngày/tháng/năm, đề nghị ghi {meant}",
            )
        yield Found(problem.span, {**problem.values, "meant": meant}, words=words, help=help_)


@rule(
    "FIL19",
    "warning",
    "{found} is not read; {meant} is probably meant",
    "tệp {found} không được đọc; tên đúng có thể là {meant}",
    ("rename the file", "đề nghị đổi tên tệp"),
)
def look_alike(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A file that is meant as a data file has the exact name that is read.

    Why: The name says what a file holds and of which round; a file named a letter otherwise is not
    read, and the round seems to lack its clusters or scores.

    Bad:

        data/cluster_2009.yaml
        data/scores_2007.yml

    Good:

        data/clusters_2009.yaml
        data/scores_2007.csv

    Remedy: Rename the file as the message says, and see that its content has that form; a file that
    is no data file takes another name.

    ---

    Tệp dự kiến dùng làm tệp dữ liệu phải có đúng tên được đọc.

    Lý do: Tên tệp cho biết nội dung và đợt kiểm tra; tệp sai một chữ trong tên thì không được đọc,
    đợt kiểm tra bị hiểu là thiếu cụm hoặc thiếu điểm.

    Cách xử lý: Đề nghị đổi tên tệp theo thông báo và kiểm tra nội dung đúng dạng tệp đó; tệp không
    phải tệp dữ liệu thì đặt tên khác.
    """
    yield from _plain(problems, "look-alike")


@rule(
    "FIL20",
    "error",
    "the file is larger than {most} MiB; it was not read",
    "tệp lớn hơn {most} MiB; chưa được đọc",
    (
        "a round's file takes some kilobytes: this is probably another file",
        "tệp của một đợt kiểm tra chỉ vài kilôbyte: có thể nhầm tệp; đề nghị kiểm tra lại",
    ),
)
def too_large(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A data file is not larger than 32 MiB, and has no more than 250,000 rows.

    Why: The scores of 64 offices take about a kilobyte; a file of many megabytes under such a name
    is a scan, a database or the wrong download. It is refused before it fills the memory: a .csv
    file beyond 250,000 rows or 1,000,000 cells, a .yaml file beyond 500,000 lines or 1,000,000
    values. The example shows sizes in bytes beside the names.

    Bad:

        41943040 data/scores_2007.csv

    Good:

        1301 data/scores_2007.csv

    Remedy: Put the right file in its place.

    ---

    Tệp dữ liệu không lớn hơn 32 MiB và không quá 250.000 dòng.

    Lý do: Điểm của 64 cơ quan chỉ khoảng một kilôbyte; tệp nhiều mêgabyte mang tên này thường là
    bản quét, cơ sở dữ liệu hoặc tệp tải nhầm. Không đọc tệp .csv có hơn 250.000 dòng hoặc 1.000.000
    ô, tệp .yaml có hơn 500.000 dòng hoặc 1.000.000 giá trị. Ví dụ ghi dung lượng tính bằng byte
    trước tên tệp.

    Cách xử lý: Đề nghị thay bằng đúng tệp dữ liệu.
    """
    for problem in problems.get("too-large", []):
        yield Found(problem.span, problem.values, words=_TOO_LARGE.get(problem.values["unit"]))


@rule(
    "FIL21",
    "error",
    "{point} is a character that YAML does not allow; nothing of this file was used",
    "ký tự {point} không dùng được trong YAML; chưa dùng số liệu nào của tệp này",
    ("remove the character", "đề nghị xóa ký tự này"),
)
def yaml_character(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A .yaml file holds no control characters.

    Why: They cannot be seen and come with text pasted from Word, where a line break within a
    paragraph is U+000B, written `<U+000B>` in the example. YAML does not allow them, so nothing of
    the file is used.

    Bad:

        - number: 6
          leader: Hà Tây<U+000B>
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Good:

        - number: 6
          leader: Hà Tây
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Remedy: Delete the character at the place told; if it cannot be seen, delete the value and type
    it again.

    ---

    Tệp .yaml không có ký tự điều khiển.

    Lý do: Các ký tự này không nhìn thấy được, thường theo nội dung dán từ Word, trong đó dấu xuống
    dòng trong đoạn là U+000B (trong ví dụ ghi là `<U+000B>`). YAML không chấp nhận các ký tự này
    nên toàn bộ tệp không được sử dụng.

    Cách xử lý: Đề nghị xóa ký tự tại vị trí được nêu; nếu không nhìn thấy, đề nghị xóa cả giá trị
    và nhập lại.
    """
    yield from _plain(problems, "yaml-character")


@rule(
    "FIL22",
    "note",
    "{count:,} more findings of the kind that begins here are not told one by one",
    "còn {count:points} phát hiện cùng loại bắt đầu từ đây không liệt kê từng chỗ",
    (
        "so many of one kind: this is probably another file, or saved in another way",
        "quá nhiều phát hiện cùng loại: có thể nhầm tệp hoặc lưu sai cách; đề nghị kiểm tra lại",
    ),
)
def too_many(data: Dataset, problems: Problems) -> Iterator[Found]:
    """No slip is made more than 10,000 times in one file.

    Why: A person's slips are few. Ten thousand of one kind come from a program that wrote all rows
    in its own way, or from another file under this name; they are told by the first 10,000, and the
    rest are counted. A round of 64 offices cannot have as many.

    Bad:

        province,score
        Lop 7A,31
        Lop 7B,28

    Good:

        province,score
        Bình Định,8280
        Quảng Nam,5350

    Remedy: Look at the first finding of the kind. If the file is the right one, let the program
    that wrote it write it again in the way that the finding tells.

    ---

    Một loại sai sót không có quá 10.000 chỗ trong một tệp.

    Lý do: Sai sót của người nhập liệu thường ít. Hàng vạn chỗ cùng loại là do phần mềm ghi cả tệp
    theo cách riêng, hoặc do nhầm tệp; chỉ nêu 10.000 chỗ đầu và số còn lại. Đợt kiểm tra có 64 cơ
    quan không thể có số lượng như vậy.

    Cách xử lý: Đề nghị xem phát hiện đầu tiên cùng loại. Nếu đúng tệp, đề nghị xuất lại tệp từ phần
    mềm đã tạo ra theo hướng dẫn của phát hiện đó.
    """
    yield from _plain(problems, "too-many")


def _day_meant(text: str) -> str:
    """The day that `23/3/2007` means to a Vietnamese reader, as a file writes it; "" for none."""
    match = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text.strip())
    if match is None:
        return ""
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return ""
