"""Tables as people leave them: comments, headers, headings and cells in another place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.diagnostics import Edit, Fix, Span, Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.reading.yaml_text import Scalar

_HERE_TOO: Words = ("here too", "tại đây cũng vậy")


def _others(places: Sequence[Span]) -> tuple[tuple[Span, Words], ...]:
    return tuple((place, _HERE_TOO) for place in places)


@rule(
    "FIL27",
    "error",
    "a CSV file has no comments; this line was passed over",
    "tệp CSV không có dòng ghi chú; dòng này đã bị bỏ qua",
    (
        "remove the line, or keep the remark in rounds.yaml, where # begins a comment",
        "đề nghị bỏ dòng này; ghi chú có thể ghi trong rounds.yaml, sau dấu #",
    ),
)
def comment_in_csv(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A .csv file holds its header and its rows, and no lines of remarks.

    Why: Only YAML has comments; in a CSV file every other program takes the line for a row, and an
    office whose row was set aside by # would be ranked there. `vtlt` passes it over and says so.

    Bad:

        # 241/BC-VTLTNN, Appendix 1
        position,province,score
        1,Bình Định,8280

    Good:

        position,province,score
        1,Bình Định,8280

    Remedy: Remove the line. A source or a remark can stand as a comment in rounds.yaml.

    ---

    Tệp .csv chỉ có dòng tiêu đề và các dòng số liệu, không có dòng ghi chú.

    Lý do: Chỉ YAML có ghi chú; trong tệp CSV, phần mềm khác coi dòng đó là một dòng số liệu, cơ
    quan có dòng bị đánh dấu # vẫn được xếp hạng. `vtlt` bỏ qua dòng đó và thông báo.

    Cách xử lý: Đề nghị bỏ dòng này. Nguồn số liệu hoặc ghi chú có thể ghi trong rounds.yaml.
    """
    for problem in problems.get("csv-comment", []):
        yield Found(problem.span, {}, related=_others(problem.values["others"]))


@rule(
    "FIL28",
    "error",
    "the header stands here a second time; this row was passed over",
    "dòng tiêu đề bị lặp lại tại đây; dòng này đã bị bỏ qua",
    (
        "remove the row; where two files were joined, see that no office stands in both",
        "đề nghị bỏ dòng này; nếu ghép hai tệp, đề nghị kiểm tra cơ quan có ở cả hai tệp",
    ),
)
def repeated_header(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The header stands once, in the first line.

    Why: A second header comes of pages or files that were joined. It is no office, and what was
    joined may hold an office twice.

    Bad:

        position,province,score
        1,Bình Định,8280
        position,province,score
        2,Quảng Nam,5350

    Good:

        position,province,score
        1,Bình Định,8280
        2,Quảng Nam,5350

    Remedy: Remove the row. Where files were joined, look whether an office stands in both.

    ---

    Dòng tiêu đề chỉ có một lần, ở dòng đầu.

    Lý do: Dòng tiêu đề thứ hai xuất hiện khi ghép nhiều trang hoặc nhiều tệp. Đó không phải là cơ
    quan, và khi ghép có thể có cơ quan bị lặp.

    Cách xử lý: Đề nghị bỏ dòng này. Nếu ghép tệp, đề nghị kiểm tra cơ quan có ở cả hai tệp.
    """
    for problem in problems.get("repeated-header", []):
        first = (problem.values["first"], ("the header", "dòng tiêu đề"))
        yield Found(problem.span, {}, related=(first, *_others(problem.values["others"])))


@rule(
    "FIL29",
    "error",
    "the columns “{name}” and “{number}” stand under each other's heading; nothing was read",
    "hai cột “{name}” và “{number}” ghi đổi chỗ tiêu đề; tệp chưa được đọc",
    (
        "write “{number}” and “{name}” in the header the other way round",
        "đề nghị đổi chỗ “{number}” và “{name}” trong dòng tiêu đề",
    ),
)
def exchanged(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Names stand under the heading of names, and numbers under that of numbers.

    Why: Columns are known by their headings. Where two headings, or two cells of a row, have
    changed places, every value is read as what it is not.

    Bad:

        position,score,province
        1,Bình Định,8280
        2,Quảng Nam,5350

    Good:

        position,province,score
        1,Bình Định,8280
        2,Quảng Nam,5350

    Remedy: Put the two headings, or the two cells of the row, in each other's place.

    ---

    Tên ghi ở cột tên, số ghi ở cột số.

    Lý do: Cột được nhận biết theo tiêu đề. Khi hai tiêu đề, hoặc hai ô của một dòng, đổi chỗ cho
    nhau thì mọi giá trị đều bị hiểu sai.

    Cách xử lý: Đề nghị đổi chỗ hai tiêu đề, hoặc hai ô của dòng đó.
    """
    for problem in problems.get("exchanged-columns", []):
        yield _exchange(problem.span, problem.values["name"], problem.values["number"])
    for problem in problems.get("exchanged-cells", []):
        words = (
            "“{name}” stands where a name belongs and “{number}” where a number does; the row was "
            "left out",
            "“{name}” ghi ở cột tên, “{number}” ghi ở cột số; dòng đã bị bỏ qua",
        )
        help_ = (
            "put the two cells in each other's place",
            "đề nghị đổi chỗ hai ô cho nhau",
        )
        found = _exchange(problem.span, problem.values["name"], problem.values["number"])
        yield found._replace(words=words, help=help_)


def _exchange(span: Span, name: Scalar, number: Scalar) -> Found:
    edits = (
        Edit(name.span, name.text, number.text.strip()),
        Edit(number.span, number.text, name.text.strip()),
    )
    values = {"name": name.text.strip(), "number": number.text.strip()}
    return Found(span, values, fix=Fix(False, edits))


@rule(
    "FIL32",
    "note",
    "headings were read by their meaning: {pairs:list}",
    "tiêu đề cột được hiểu như sau: {pairs:list}",
    ("nothing has to be done", "không bắt buộc sửa"),
)
def headings(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A column is best headed by the name of its field; the headings of printed tables are read.

    Why: Tables of offices are headed “Stt”, “Tên Cơ quan”, “Tổng số điểm” (report 241/BC-VTLTNN,
    Appendix 1). They have one meaning and are read, in small or capital letters; one form in all
    files keeps reviews short.

    Bad:

        Stt,Tên cơ quan,Tổng số điểm
        1,Bình Định,8280

    Good:

        position,province,score
        1,Bình Định,8280

    Remedy: Nothing has to be done for `vtlt`; other programs look for the names of the fields.

    ---

    Tiêu đề cột nên là tên trường; tiêu đề của bảng in vẫn được đọc.

    Lý do: Bảng của các cơ quan có tiêu đề “Stt”, “Tên Cơ quan”, “Tổng số điểm” (Báo cáo số
    241/BC-VTLTNN, Phụ lục 1). Các tiêu đề này chỉ có một nghĩa và được đọc, không phân biệt chữ
    hoa, chữ thường; các tệp thống nhất một dạng thì dễ rà soát hơn.

    Cách xử lý: Không bắt buộc sửa; phần mềm khác tìm cột theo tên trường.
    """
    for problem in problems.get("headings", []):
        pairs = [f"“{title}” = {field}" for title, field in problem.values["pairs"].items()]
        yield Found(problem.span, {"pairs": pairs})
