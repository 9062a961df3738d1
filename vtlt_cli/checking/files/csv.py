"""CSV as text: rows, columns, what parts the cells."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, plural, rule, told
from vtlt_cli.diagnostics import Edit, Fix, Words
from vtlt_cli.reading.kinds import Dataset

_DELIMITERS: dict[str, Words] = {
    ";": ("a semicolon", "dấu chấm phẩy"),
    "\t": ("a tab", "dấu tab"),
}


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
    for problem in problems.get("csv-syntax", []):
        detail = problem.values["detail"]
        words = next((words for begin, words in _SYNTAX.items() if begin in detail), None)
        yield Found(problem.span, problem.values, words=words)


# What the csv module says, by a piece of its words.
_SYNTAX: dict[str, Words] = {
    "unexpected end": (
        "the quote that opens here is not closed; nothing from here on was read",
        "dấu nháy kép mở tại đây chưa đóng; nội dung từ đây chưa được đọc",
    ),
    "field larger": (
        "the quote that opens here is not closed; nothing from here on was read",
        "dấu nháy kép mở tại đây chưa đóng; nội dung từ đây chưa được đọc",
    ),
    "expected after": (
        "a quote in the cell that opens here closes it too soon; nothing from here on was read",
        "dấu nháy kép đóng quá sớm trong ô mở tại đây; nội dung từ đây chưa được đọc",
    ),
}


@rule(
    "FIL11",
    "error",
    "this row has {found} cell{s}, the header {expected}; it was left out",
    "dòng này có {found:two} ô, dòng tiêu đề có {expected:two} ô; dòng đã bị bỏ qua",
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
        readings, parted = problem.values["readings"], problem.values["parted"]
        help_ = fix = None
        if len(readings) == 1:
            help_ = (
                "“{parted}” is one number that its comma parts in two: write {meant}",
                "“{parted}” là một số bị dấu phẩy tách làm hai ô: đề nghị ghi {meant}",
            )
            fix = Fix(False, (Edit(problem.values["place"], parted, readings[0]),))
        elif readings:
            help_ = (
                "if the comma stands between thousands, write {meant}",
                "nếu dấu phẩy ngăn cách hàng nghìn, đề nghị ghi {meant}",
            )
        meant = readings[0] if readings else ""
        values = {**problem.values, "meant": meant, **plural(problem.values["found"])}
        yield Found(problem.span, values, help=help_, fix=fix)


@rule(
    "FIL12",
    "error",
    "the header lacks {columns:quoted}",
    "dòng tiêu đề thiếu cột {columns:quoted}",
    (
        "the first line names the columns: position,province,score",
        "đề nghị ghi tên cột ở dòng đầu: position,province,score",
    ),
)
def missing_column(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A .csv file begins with a header that names the columns it needs.

    Why: Columns are known by their names in the header, not by their order; without `province` and
    `score` nothing of the file can be read. The printed headings of Appendix 1 (report
    241/BC-VTLTNN: “Stt”, “Tên Cơ quan”, “Tổng số điểm”) are read as these names; titles above the
    header are not passed over.

    Bad:

        PHỤ LỤC 1
        Stt,Tên Cơ quan,Tổng số điểm
        1,Bình Định,8280

    Good:

        position,province,score
        1,Bình Định,8280

    Remedy: Write `position,province,score` as the first line; `position` may be left out.

    ---

    Tệp .csv bắt đầu bằng dòng tiêu đề ghi đủ tên các cột bắt buộc.

    Lý do: Cột được nhận biết theo tên trong dòng tiêu đề, không theo thứ tự; thiếu cột `province`
    hoặc `score` thì không đọc được tệp. Tiêu đề in tại Phụ lục 1 (Báo cáo số 241/BC-VTLTNN: “Stt”,
    “Tên Cơ quan”, “Tổng số điểm”) được hiểu là các cột này; các dòng tên bảng phía trên dòng tiêu
    đề thì phải bỏ.

    Cách xử lý: Đề nghị ghi dòng đầu là `position,province,score`; có thể không ghi cột `position`.
    """
    for problem in problems.get("missing-column", []):
        help_ = None
        if problem.values["header"] is not None:
            help_ = (
                "the header seems to be line {header}: remove the lines above it",
                "dòng tiêu đề có thể là dòng {header}: đề nghị bỏ các dòng phía trên",
            )
        yield Found(problem.span, problem.values, help=help_)


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
    yield from told(problems, "repeated-column")


@rule(
    "FIL14",
    "note",
    "cells are separated by {en}; read all the same",
    "các ô được phân cách bằng {vi}; vẫn đọc được",
)
def delimiter(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Cells are best separated by commas; a semicolon, a tab or a `sep=` line is read and reported.

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

    Các ô nên phân cách bằng dấu phẩy; dấu chấm phẩy, dấu tab, dòng `sep=` vẫn được đọc và có lưu ý.

    Lý do: Excel trên máy dùng định dạng Việt Nam phân cách ô bằng dấu chấm phẩy vì dấu phẩy là dấu
    thập phân. Số liệu không bị mất, nhưng các tệp thống nhất một dạng thì dễ rà soát hơn.

    Cách xử lý: Không bắt buộc sửa; để thống nhất, đề nghị lưu tệp với dấu phẩy và không có dòng
    `sep=`.
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
    for problem in problems.get("decimal-comma", []):
        words = (
            "numbers have a decimal comma; read all the same",
            "số dùng dấu phẩy thập phân; vẫn đọc được",
        )
        yield Found(problem.span, {}, words=words)
