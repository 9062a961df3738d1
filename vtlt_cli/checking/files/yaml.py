"""YAML as text: what is no YAML, or none of ours."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule, told
from vtlt_cli.diagnostics import Edit, Fix, Problem, Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.reading.problems import cut

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

    Lý do: Khi thiếu dấu ngoặc, dấu nháy hoặc dấu hai chấm thì không xác định được mục nào kết thúc
    ở đâu, vì vậy toàn bộ tệp không được sử dụng. Vị trí được nêu là nơi dừng đọc; lỗi thường nằm ở
    dòng trên.

    Cách xử lý: Đề nghị kiểm tra dấu ngoặc, dấu nháy, dấu hai chấm và thụt đầu dòng tại vị trí được
    nêu và dòng ngay trên.
    """
    for problem in problems.get("odd-indent", []):
        yield _odd_indent(problem)
    for problem in problems.get("open-quote", []):
        yield Found(problem.span, problem.values, words=_OPEN_QUOTE, help=_CLOSE_IT)
    for problem in problems.get("no-colon", []):
        yield Found(problem.span, problem.values, words=_NO_COLON, help=_WRITE_COLON)
    for problem in problems.get("yaml-syntax", []):
        detail = problem.values["detail"]
        said = next((vi for en, vi in _SYNTAX.items() if detail.startswith(en)), "")
        english = "not YAML from here on: {detail}"
        # What is said in no other words in Vietnamese is better left out than told in English.
        vietnamese = f"từ đây không đúng cú pháp YAML{': ' if said else ''}{said}"
        opened = problem.values["opened"]
        begin = ((opened, ("opened here", "mở tại đây")),) if opened else ()
        yield Found(problem.span, problem.values, related=begin, words=(english, vietnamese))


_OPEN_QUOTE: Words = (
    "this quote is not closed: it takes in what stands below",
    "dấu nháy mở tại đây chưa được đóng nên gồm cả nội dung ở các dòng dưới",
)
_CLOSE_IT: Words = (
    "close it where the text ends, or leave it out; nothing of this file was used",
    "đề nghị đóng dấu nháy ở cuối nội dung hoặc bỏ dấu nháy; chưa dùng số liệu nào của tệp này",
)
_NO_COLON: Words = (
    "no colon with a space behind it follows the name of a field here",
    "thiếu dấu hai chấm và dấu cách sau tên trường tại đây",
)
_WRITE_COLON: Words = (
    "write it as in “number: 1”, or indent it further where it carries on the text above; nothing "
    "of this file was used",
    "đề nghị ghi theo mẫu “number: 1”; nếu là phần tiếp theo của dòng trên, đề nghị lùi đầu dòng; "
    "chưa dùng số liệu nào của tệp này",
)
_BLANKS: dict[str, Words] = {
    "\t": ("a tab", "dấu tab"),
    "\u00a0": ("a no-break space", "khoảng trắng không ngắt dòng"),
}


def _odd_indent(problem: Problem) -> Found:
    english, vietnamese = _BLANKS.get(
        problem.values["blank"], ("a blank of another kind", "khoảng trắng loại khác")
    )
    words = (
        "this line is indented with {en} ({point}), which YAML does not take; nothing of this file "
        "was used",
        "dòng này thụt đầu dòng bằng {vi} ({point}), YAML không chấp nhận; chưa dùng số liệu nào "
        "của tệp này",
    )
    help_ = (
        "indent with plain spaces, here and on the other lines",
        "đề nghị thụt đầu dòng bằng dấu cách thường, tại đây và các dòng khác",
    )
    values = {"en": english, "vi": vietnamese, **problem.values}
    return Found(problem.span, values, words=words, help=help_)


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
    for problem in problems.get("lost-dash", []):
        first = (
            problem.values["first"],
            ("the entry above begins here", "mục trên bắt đầu tại đây"),
        )
        words = (
            "another entry seems to begin at “{key}”: a “- ” is probably lost before it",
            "có thể một mục mới bắt đầu từ “{key}”: thiếu dấu gạch đầu dòng (“- ”)",
        )
        help_ = (
            "put “- ” before “{key}”, in line with the dash of the entry above",
            "đề nghị ghi “- ” trước “{key}”, thẳng hàng với dấu gạch của mục trên",
        )
        span = problem.span
        fix = None
        if span.column > 2:
            place = span._replace(
                column=span.column - 2, end_line=span.line, end_column=span.column
            )
            fix = Fix(False, (Edit(place, "  ", "- ", raw=True),))
        yield Found(span, problem.values, related=(first,), words=words, help=help_, fix=fix)
    for problem in problems.get("repeated-key", []):
        first = (problem.values["first"], ("first here", "vị trí đầu tiên"))
        yield Found(problem.span, problem.values, related=(first,))


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
    yield from told(problems, "yaml-character")


@rule(
    "FIL30",
    "error",
    "a comma ends “{field}” here: “{item}” is no field",
    "dấu phẩy làm nội dung “{field}” kết thúc tại đây: “{item}” không phải là trường",
    (
        'put the whole text in quotes: {field}: "{whole}"',
        'đề nghị đặt toàn bộ nội dung trong dấu nháy kép: {field}: "{whole}"',
    ),
)
def cut_text(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A text with a comma in it stands in quotes inside braces.

    Why: Between { and } a comma ends a value. A title such as “… VĂN THƯ, LƯU TRỮ …” is cut there,
    and half of it would be printed; so the text is not used.

    Bad:

        1: {table: scores, title: KẾT QUẢ CÔNG TÁC VĂN THƯ, LƯU TRỮ}

    Good:

        1: {table: scores, title: "KẾT QUẢ CÔNG TÁC VĂN THƯ, LƯU TRỮ"}

    Remedy: Put the whole text in quotes, or write each field on a line of its own.

    ---

    Nội dung có dấu phẩy, khi ghi trong dấu ngoặc nhọn, phải đặt trong dấu nháy kép.

    Lý do: Giữa { và } dấu phẩy kết thúc một giá trị. Tên phụ lục như “… VĂN THƯ, LƯU TRỮ …” bị cắt
    tại đó và chỉ in được một nửa; vì vậy nội dung đó không được sử dụng.

    Cách xử lý: Đề nghị đặt toàn bộ nội dung trong dấu nháy kép, hoặc ghi mỗi trường trên một dòng.
    """
    for problem in problems.get("lost-colon", []):
        said = (
            "a colon is missing behind “{field}”",
            "thiếu dấu hai chấm sau “{field}”",
        )
        remedy = ("write {field}: {rest}", "đề nghị ghi {field}: {rest}")
        yield Found(problem.span, problem.values, words=said, help=remedy)
    for problem in problems.get("cut-text", []):
        place, whole = problem.values["place"], problem.values["whole"]
        fix = Fix(False, (Edit(place, whole, whole),)) if place else None
        item = whole.partition(", ")[2]
        values = {"field": problem.values["field"], "item": cut(item), "whole": cut(whole)}
        yield Found(problem.span, values, fix=fix)


@rule(
    "FIL31",
    "warning",
    "a text begins with a small letter after a comma: “{item}”",
    "sau dấu phẩy có nội dung bắt đầu bằng chữ thường: “{item}”",
    (
        "if it goes on with the text before it, put the whole text in quotes",
        "nếu là phần tiếp theo của nội dung trước, đề nghị đặt toàn bộ trong dấu nháy kép",
    ),
)
def cut_item(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A text with a comma in it stands in quotes inside brackets.

    Why: Between [ and ] a comma parts two items. “quản lý công tác văn thư, lưu trữ” without quotes
    becomes two areas of inspection, and nothing else shows it.

    Bad:

        content: [Quản lý công tác văn thư, lưu trữ]

    Good:

        content: ["Quản lý công tác văn thư, lưu trữ"]

    Remedy: Put the whole text in quotes, or write each item on a line of its own after a dash.

    ---

    Nội dung có dấu phẩy, khi ghi trong dấu ngoặc vuông, phải đặt trong dấu nháy kép.

    Lý do: Giữa [ và ] dấu phẩy tách hai mục. “Quản lý công tác văn thư, lưu trữ” không có dấu nháy
    thành hai nội dung kiểm tra mà không có dấu hiệu nào khác.

    Cách xử lý: Đề nghị đặt toàn bộ nội dung trong dấu nháy kép, hoặc ghi mỗi mục trên một dòng sau
    dấu gạch đầu dòng.
    """
    yield from told(problems, "cut-item")
