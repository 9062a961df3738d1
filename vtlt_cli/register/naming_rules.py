"""NAM: names as published. One name gives one finding: the worst gives the code."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.diagnostics import Edit, Fix, Words
from vtlt_cli.names import tidy
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.units import How, Name, Province, full_name, short_name

# What else is told of a name beside its worst departure.
_ALSO: dict[How, Words] = {
    "kind": ("another kind of unit", "sai loại đơn vị"),
    "diacritics": ("marks", "dấu"),
    "unicode": ("not in composed Unicode (NFC)", "chưa ở dạng Unicode dựng sẵn (NFC)"),
    "space": ("white space", "khoảng trắng"),
    "case": ("letter case", "viết hoa"),
    "tone": ("place of the tone mark", "vị trí dấu thanh"),
    "alias": ("an alias or short form", "tên khác hoặc viết tắt"),
}


def as_written(name: Name) -> str:
    """The standard spelling, with the kind if the text has one and it is no short form."""
    assert name.province is not None
    start = name.text.strip()[: len(name.province.kind)]
    if short_name(name.province) != name.province.name:
        return name.province.name  # The standard name has its kind: Thành phố Hồ Chí Minh.
    if "kind" in name.hows or start.casefold() == name.province.kind.casefold():
        return full_name(name.province)
    return name.province.name


def _named(problems: Problems, how: How) -> Iterator[Found]:
    for problem in problems.get("name", []):
        name: Name = problem.values["name"]
        if name.hows[0] != how:
            continue
        values = {
            "text": name.text,
            "province": name.province,
            "name": as_written(name) if name.province else None,
            "near": _told_apart(name.candidates),
            "candidates": name.candidates,
            "ids": [province.id for province in name.candidates],
            "points": _points(name.text),
        }
        also = [_ALSO[other] for other in name.hows[1:]]
        words: Words | None = None
        if also:
            english, vietnamese = _WORDS[how]
            words = (
                english + "; also: " + ", ".join(word[0] for word in also),
                vietnamese + "; ngoài ra: " + ", ".join(word[1] for word in also),
            )
        fix = None
        if name.province is not None and how != "alias":
            # What is mechanical comes first; a second pass then offers the change of a word.
            safe = not {"unicode", "space"}.isdisjoint(name.hows)
            content = tidy(name.text) if safe else str(values["name"])
            fix = Fix(safe, (Edit(name.span, name.text, content),))
        yield Found(name.span, values, name.province, words=words or _WORDS[how], fix=fix)


def _told_apart(provinces: tuple[Province, ...]) -> list[str]:
    """Their names, with the id where two of them bear the same."""
    names = [province.name for province in provinces]
    return [
        f"{province.name} ({province.id})" if names.count(province.name) > 1 else province.name
        for province in provinces
    ]


def _points(text: str) -> str:
    """The code points of what cannot be told apart on the screen."""
    odd = [c for c in text if not c.isprintable() or (c.isspace() and c != " ") or _combining(c)]
    return ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in odd)) or "U+0020"


def _combining(letter: str) -> bool:
    from unicodedata import combining

    return bool(combining(letter))


_WORDS: dict[How, Words] = {
    "unknown": (
        "“{text}” is no known province",
        "không có tỉnh, thành phố nào tên “{text}”",
    ),
    "ambiguous": (
        "“{text}” may be {near:or}",
        "“{text}” có thể là {near:or}",
    ),
    "near": (
        "misspelt: “{text}”; {province} is meant",
        "viết sai tên: “{text}”; tên đúng: “{name}”",
    ),
    "kind": (
        "wrong kind of unit: “{text}”; write “{name}”",
        "sai loại đơn vị hành chính: “{text}”; viết đúng: “{name}”",
    ),
    "diacritics": (
        "wrong or missing marks: “{text}”; write “{name}”",
        "viết sai hoặc thiếu dấu: “{text}”; viết đúng: “{name}”",
    ),
    "unicode": (
        "“{text}” looks right but is not composed Unicode (NFC): it has {points}",
        "“{text}” trông đúng nhưng chưa ở dạng Unicode dựng sẵn (NFC): có {points}",
    ),
    "space": (
        "stray white space or an invisible character in “{text}” ({points})",
        "thừa khoảng trắng hoặc có ký tự ẩn trong “{text}” ({points})",
    ),
    "case": (
        "letter case: “{text}”; write “{name}”",
        "viết hoa chưa đúng: “{text}”; viết đúng: “{name}”",
    ),
    "tone": (
        "tone mark in another place: “{text}”; the register writes “{name}”",
        "vị trí dấu thanh khác: “{text}”; danh mục ghi “{name}”",
    ),
    "alias": (
        "“{text}” is another way to write {province}",
        "“{text}” là cách ghi khác của “{name}”",
    ),
}


@rule("NAM01", "error", *_WORDS["unknown"])
def unknown_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name is that of a unit of the register.

    Why: A name that leads to no unit can be neither ranked nor placed in a cluster. The register
    begins with 2004; Minh Hải in the example was divided into Bạc Liêu and Cà Mau before that, so
    the tool cannot tell which is meant.

    Bad:

        - number: 11
          leader: Khánh Hòa
          members: [Khánh Hòa, Long An, Minh Hải, Phú Yên]

    Good:

        - number: 11
          leader: Khánh Hòa
          members: [Khánh Hòa, Long An, Cà Mau, Phú Yên]

    Remedy: Compare with the source document and write the unit's name; where the register lacks the
    unit, add it to provinces.yaml.

    ---

    Tên phải là tên của một đơn vị trong danh mục.

    Lý do: Tên không dẫn đến đơn vị nào thì không xếp được thứ hạng và không xếp được vào cụm. Danh
    mục bắt đầu từ năm 2004; tỉnh Minh Hải trong ví dụ đã được chia thành Bạc Liêu và Cà Mau trước
    đó nên không xác định được là đơn vị nào.

    Cách xử lý: Đề nghị đối chiếu văn bản gốc và ghi tên đơn vị; nếu danh mục còn thiếu, đề nghị bổ
    sung đơn vị vào provinces.yaml.
    """
    for found in _named(problems, "unknown"):
        near: Words = (
            "nearest: {near:or}; otherwise add the unit to provinces.yaml",
            "tên gần nhất: {near:or}; nếu không phải, đề nghị bổ sung đơn vị vào provinces.yaml",
        )
        none: Words = (
            "nothing is near; correct it, or add the unit to provinces.yaml",
            "không có tên nào gần giống; đề nghị sửa lại hoặc bổ sung vào provinces.yaml",
        )
        yield found._replace(help=near if found.values["near"] else none)


@rule(
    "NAM02",
    "error",
    *_WORDS["ambiguous"],
    ("write the id of the one meant: {ids:or}", "đề nghị ghi mã của đơn vị: {ids:or}"),
)
def ambiguous_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name leads to one unit.

    Why: “Bình Phương” is as near to Bình Phước as to Bình Dương; a guess would give one province
    the place of another.

    Bad:

        - number: 12
          leader: Bình Định
          members: [Bình Định, Đắk Nông, Quảng Ninh, Bình Phương]

    Good:

        - number: 12
          leader: Bình Định
          members: [Bình Định, Đắk Nông, Quảng Ninh, Bình Phước]

    Remedy: Compare with the source document and write the name of the unit meant; where two units
    share a name, write the id.

    ---

    Mỗi tên chỉ dẫn đến một đơn vị.

    Lý do: “Bình Phương” gần giống cả Bình Phước và Bình Dương; nếu suy đoán thì có thể ghi kết quả
    của tỉnh này cho tỉnh khác.

    Cách xử lý: Đề nghị đối chiếu văn bản gốc và ghi tên đúng của đơn vị; nếu hai đơn vị cùng tên
    thì ghi mã.
    """
    for found in _named(problems, "ambiguous"):
        names = {candidate.name for candidate in found.values["candidates"]}
        by_name: Words = ("write the one meant: {near:or}", "đề nghị ghi rõ tên: {near:or}")
        one_name = len(names) < len(found.values["candidates"])
        yield found if one_name else found._replace(help=by_name)


@rule(
    "NAM03",
    "error",
    *_WORDS["near"],
    ("write “{name}”", "đề nghị đính chính thành “{name}”"),
)
def misspelt_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name is spelt as in the register.

    Why: The plan of 2009 prints a name that no province bears (report 241/BC-VTLTNN, Appendix 2:
    “Thừa Thiên Thuế”). Only one unit is near, so the name is read as that unit, but a document with
    it needs a correction.

    Bad:

        - number: 3
          leader: Thừa Thiên Thuế
          members: [Thừa Thiên Thuế, Phú Thọ, Điện Biên, Nam Định]

    Good:

        - number: 3
          leader: Thừa Thiên Huế
          members: [Thừa Thiên Huế, Phú Thọ, Điện Biên, Nam Định]

    Remedy: Write the name of the register. If the file transcribes a published document, keep the
    text as printed and ask for a correction of the document.

    ---

    Tên phải viết đúng như trong danh mục.

    Lý do: Bản dự kiến các cụm kiểm tra năm 2009 in một tên không phải của tỉnh nào (Báo cáo số
    241/BC-VTLTNN, Phụ lục 2: “Thừa Thiên Thuế”). Chỉ có một đơn vị có tên gần giống nên tên này
    được hiểu là đơn vị đó, nhưng văn bản cần được đính chính.

    Cách xử lý: Đề nghị viết theo danh mục. Nếu tệp ghi lại văn bản đã ban hành thì giữ nguyên như
    bản in và đề nghị đính chính văn bản.
    """
    yield from _named(problems, "near")


@rule("NAM04", "warning", *_WORDS["kind"])
def wrong_kind(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A kind written before a name is that of the unit: tỉnh or thành phố.

    Why: The kind is part of the name of the office (report 241/BC-VTLTNN, Appendix 1: “Văn phòng Ủy
    ban nhân dân thành phố Hải Phòng”); with the wrong one the text names an office that is not
    there.

    Bad:

        8,tỉnh Hải Phòng,3180

    Good:

        8,thành phố Hải Phòng,3180

    Remedy: Write the right kind, or the name alone.

    ---

    Loại đơn vị ghi trước tên phải đúng: tỉnh hoặc thành phố.

    Lý do: Loại đơn vị là một phần của tên cơ quan (Báo cáo số 241/BC-VTLTNN, Phụ lục 1: “Văn phòng
    Ủy ban nhân dân thành phố Hải Phòng”); ghi sai thì đó là tên của một cơ quan không có thực.

    Cách xử lý: Đề nghị ghi đúng loại đơn vị hoặc chỉ ghi tên.
    """
    yield from _named(problems, "kind")


@rule("NAM05", "warning", *_WORDS["diacritics"])
def wrong_marks(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name has its diacritics, and the right ones.

    Why: Without its marks, or with a wrong one, a name is not the official name and does not belong
    in an award or a report. Here the letters still lead to one unit, so it is read as that unit.

    Bad:

        35,Bac Lieu,1700
        36,Hà Tỉnh,1700

    Good:

        35,Bạc Liêu,1700
        36,Hà Tĩnh,1700

    Remedy: Write the name with the marks of the register.

    ---

    Tên phải có đủ dấu và đúng dấu.

    Lý do: Tên thiếu dấu hoặc sai dấu không phải tên chính thức, không dùng được trong quyết định
    khen thưởng và báo cáo. Ở đây các chữ cái vẫn dẫn đến một đơn vị nên tên được hiểu là đơn vị đó.

    Cách xử lý: Đề nghị viết tên đúng dấu theo danh mục.
    """
    yield from _named(problems, "diacritics")


@rule(
    "NAM06",
    "warning",
    *_WORDS["unicode"],
    (
        "write “{name}” in composed Unicode (NFC); `vtlt validate --fix` does it",
        "đề nghị ghi lại “{name}” theo Unicode dựng sẵn (NFC); `vtlt validate --fix` tự sửa được",
    ),
)
def not_composed(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name is in composed Unicode (NFC).

    Why: A letter followed by a separate mark, such as i and U+0300, looks like the one letter
    U+00EC but is other text to a search, a formula or a comparison of files. `<U+0300>` and
    `<U+0323>` stand for such marks in the example.

    Bad:

        1,Bi<U+0300>nh Đi<U+0323>nh,8280

    Good:

        1,Bình Định,8280

    Remedy: Type the name again with the keyboard program set to composed Unicode (Unicode dựng
    sẵn), or convert the text to NFC.

    ---

    Tên phải ở dạng Unicode dựng sẵn (NFC).

    Lý do: Chữ cái kèm dấu rời, ví dụ i và U+0300, trông giống chữ dựng sẵn U+00EC nhưng là nội dung
    khác khi tìm kiếm, tính công thức hoặc so sánh tệp. Trong ví dụ, `<U+0300>` và `<U+0323>` là các
    dấu rời.

    Cách xử lý: Đề nghị nhập lại tên với bộ gõ đặt ở Unicode dựng sẵn, hoặc chuyển văn bản sang NFC.
    """
    yield from _named(problems, "unicode")


@rule(
    "NAM07",
    "warning",
    *_WORDS["space"],
    (
        "write “{name}” with single plain spaces; `vtlt validate --fix` does it",
        "đề nghị ghi “{name}” với một dấu cách thường; `vtlt validate --fix` tự sửa được",
    ),
)
def stray_space(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name has single plain spaces between its words, none at its ends and nothing invisible.

    Why: Text copied from Word or a web page brings no-break spaces (U+00A0), zero-width characters
    (U+200B) and doubled spaces; the eye does not see them, but search and formulas find no match.
    `<U+00A0>` stands for such a space in the example.

    Bad:

        46,Hà<U+00A0>Nội,1560

    Good:

        46,Hà Nội,1560

    Remedy: Delete the white space or the character, or type the name again.

    ---

    Giữa các âm tiết của tên chỉ có một khoảng trắng; không có khoảng trắng thừa hay ký tự ẩn.

    Lý do: Nội dung sao chép từ Word hoặc trang tin điện tử thường kèm khoảng trắng không ngắt
    (U+00A0), ký tự không độ rộng (U+200B) và khoảng trắng kép; mắt thường không thấy nhưng tìm kiếm
    và công thức không khớp. Trong ví dụ, `<U+00A0>` là khoảng trắng không ngắt.

    Cách xử lý: Đề nghị xóa khoảng trắng hoặc ký tự thừa, hoặc nhập lại tên.
    """
    yield from _named(problems, "space")


@rule("NAM08", "warning", *_WORDS["case"])
def letter_case(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Each word of a name begins with a capital letter.

    Why: The name of a province is a proper name; the plan of 2009 prints one in another case
    (report 241/BC-VTLTNN, Appendix 2: “Thái nguyên”).

    Bad:

        - number: 4
          leader: Hà Nội
          members: [Hà Nội, Thái nguyên, Kon Tum, Cao Bằng]

    Good:

        - number: 4
          leader: Hà Nội
          members: [Hà Nội, Thái Nguyên, Kon Tum, Cao Bằng]

    Remedy: Write the name in the case of the register. If the file transcribes a published
    document, keep the text as printed.

    ---

    Chữ cái đầu của mỗi âm tiết trong tên phải viết hoa.

    Lý do: Tên tỉnh, thành phố là tên riêng; bản dự kiến các cụm kiểm tra năm 2009 in một tên viết
    hoa chưa đúng (Báo cáo số 241/BC-VTLTNN, Phụ lục 2: “Thái nguyên”).

    Cách xử lý: Đề nghị viết hoa theo danh mục. Nếu tệp ghi lại văn bản đã ban hành thì giữ nguyên
    như bản in.
    """
    yield from _named(problems, "case")


@rule("NAM09", "note", *_WORDS["tone"])
def tone_place(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tone mark stands where the register has it.

    Why: Both places of a tone mark are in use, oà and òa, and both are read alike; but a search for
    one does not find the other.

    Bad:

        52,Hoà Bình,1430

    Good:

        52,Hòa Bình,1430

    Remedy: Nothing has to be done; in a new file write the form of the register.

    ---

    Dấu thanh đặt đúng vị trí như trong danh mục.

    Lý do: Hai cách đặt dấu thanh, oà và òa, đều đang được dùng và đều được hiểu như nhau; nhưng khi
    tìm kiếm theo cách này thì không thấy cách kia.

    Cách xử lý: Không bắt buộc sửa; khi lập tệp mới, đề nghị viết theo danh mục.
    """
    yield from _named(problems, "tone")


@rule("NAM10", "note", *_WORDS["alias"])
def another_spelling(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name is best written as in the register; an accepted alias or short form is told.

    Why: One report may print two forms of one name (report 241/BC-VTLTNN, Appendix 1: “Đắc Nông”,
    Appendix 2: “Đắk Nông”); both are right, but whoever puts the two tables side by side should
    know.

    Bad:

        20,TP Hồ Chí Minh,2060
        63,Đắc Nông,1160

    Good:

        20,Thành phố Hồ Chí Minh,2060
        63,Đắk Nông,1160

    Remedy: Nothing has to be done, and a transcription keeps the form as printed; in a new file
    write the name of the register.

    ---

    Tên nên viết như trong danh mục; tên khác hoặc cách viết tắt được chấp nhận thì có ghi chú.

    Lý do: Một báo cáo có thể in hai cách viết của một tên (Báo cáo số 241/BC-VTLTNN, Phụ lục 1:
    “Đắc Nông”, Phụ lục 2: “Đắk Nông”); cả hai đều được chấp nhận, nhưng người đối chiếu hai bảng
    cần biết.

    Cách xử lý: Không bắt buộc sửa, tệp ghi lại văn bản đã ban hành thì giữ nguyên như bản in; khi
    lập tệp mới, đề nghị viết theo danh mục.
    """
    yield from _named(problems, "alias")
