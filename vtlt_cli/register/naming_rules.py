"""NAM: names as published. One name gives one finding: the worst gives the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.diagnostics import Edit, Fix, Words
from vtlt_cli.names import (
    Register,
    When,
    bare,
    latin,
    look_alikes,
    tidy,
    told_apart,
    without_extras,
)
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.units import How, Name, Province, called, continues_as, full_name, short_name

# What else is told of a name beside its worst departure.
_ALSO: dict[How, Words] = {
    "kind": ("another kind of unit", "loại đơn vị"),
    "diacritics": ("marks", "dấu"),
    "look-alike": ("letters that only look right", "ký tự trông giống"),
    "extra": ("signs around it", "ký hiệu thừa"),
    "unicode": ("not in composed Unicode (NFC)", "dạng Unicode (chưa dựng sẵn, NFC)"),
    "space": ("white space", "khoảng trắng"),
    "case": ("letter case", "viết hoa"),
    "tone": ("place of the tone mark", "vị trí dấu thanh"),
    "alias": ("an alias or short form", "cách viết (tên khác hoặc viết tắt)"),
}


def as_written(name: Name) -> str:
    """The standard spelling, with the kind if the text has one and it is no short form."""
    assert name.province is not None
    start = name.text.strip()[: len(name.province.kind)]
    if short_name(name.province) != name.province.name:
        return name.province.name  # The standard name has its kind: Thành phố Hồ Chí Minh.
    if "kind" in name.hows or bare(start) == bare(name.province.kind):
        return full_name(name.province)
    return name.province.name


def _corrected(name: Name) -> str:
    """What to write for the name: with what tells it apart where another unit bears it."""
    assert name.province is not None
    return as_written(name) if name.province.apart is None else full_name(name.province)


def _named(data: Dataset, problems: Problems, how: How) -> Iterator[Found]:
    for problem in problems.get("name", []):
        name: Name = problem.values["name"]
        if name.hows[0] != how:
            continue
        values = {
            "text": name.text,
            "province": name.province,
            "name": _corrected(name) if name.province else None,
            "near": told_apart(name.candidates),
            "candidates": name.candidates,
            "ids": _ids(name.candidates),
            "points": _points(name.text),
            "inspection": problem.values["inspection"],
            "alike": _alike(name.text) if "look-alike" in name.hows else (),
            "signs": _signs(name.text) if "extra" in name.hows else (),
        }
        also = [_ALSO[other] for other in name.hows[1:]]
        words: Words | None = None
        if also:
            english, vietnamese = _WORDS[how]
            words = (
                english + "; also: " + ", ".join(word[0] for word in also),
                vietnamese + "; ngoài ra còn khác về: " + ", ".join(word[1] for word in also),
            )
        fix = None
        if name.province is not None and how != "alias":
            # What is mechanical comes first; a second pass then offers the change of a word.
            mechanical = latin(tidy(name.text))
            safe = mechanical != name.text
            content = mechanical if safe else str(values["name"])
            fix = Fix(safe, (Edit(name.span, name.text, content),))
        yield Found(name.span, values, name.province, words=words or _WORDS[how], fix=fix)


def _alike(text: str) -> list[str]:
    """The letters that only look right, each as `U+00D0 → U+0110`."""
    pairs = look_alikes(text)
    return [f"U+{ord(found):04X} → U+{ord(meant[:1]):04X}" for found, meant in pairs]


def _signs(text: str) -> list[str]:
    """What stands before and after a name and is no part of it."""
    whole = latin(tidy(text))
    name = without_extras(whole)
    if name == whole:
        name = whole.rstrip("0123456789")
    before, _, after = whole.partition(name)
    return [sign.strip() for sign in (before, after) if sign.strip()]


def _points(text: str) -> str:
    """The code points of what cannot be told apart on the screen."""
    odd = [c for c in text if not c.isprintable() or (c.isspace() and c != " ") or _combining(c)]
    return ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in odd)) or "U+0020"


def _combining(letter: str) -> bool:
    from unicodedata import combining

    return bool(combining(letter))


_WORDS: dict[How, Words] = {
    "no-office": (
        "“{text}” is no office",
        "“{text}” không phải là cơ quan, đơn vị",
    ),
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
    "look-alike": (
        "“{text}” looks right but has letters of another alphabet: {alike:list}",
        "“{text}” trông đúng nhưng có ký tự của bảng chữ khác: {alike:list}",
    ),
    "extra": (
        "“{text}” has more than the name: {signs:quoted}",
        "“{text}” có ký hiệu thừa ngoài tên: {signs:quoted}",
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


_UNKNOWN_UNIT: Words = (
    "“{text}” is no known unit",
    "không có {kinds} nào tên “{text}”",
)
_KIND_ALONE: Words = (
    "“{text}” is a kind of unit without a name",
    "“{text}” chỉ là loại đơn vị, chưa có tên",
)
_NAME_IT: Words = ("write the unit's name", "đề nghị ghi tên đơn vị")
_SEVERAL: Words = (
    "several names stand in one: {parts:quoted}",
    "nhiều tên ghi trong một mục: {parts:quoted}",
)
_PART_THEM: Words = (
    "part them by commas outside quotes, or write each on a line of its own",
    "đề nghị tách các tên bằng dấu phẩy (ngoài dấu nháy) hoặc ghi mỗi tên một dòng",
)

_NO_COMMENT: Words = (
    "put a space before `#`: only then does a comment begin there",
    "đề nghị thêm dấu cách trước dấu “#”; khi đó phần sau mới được coi là ghi chú",
)

# So many names are looked for in one text, of so many words.
_MOST_IN_ONE, _LONGEST_NAME = 8, 6


def _names_in(text: str, register: Register) -> list[str]:
    """The names that stand in one text, if it is made of names alone: `Hà Nội; Sơn La`."""
    parts = [part.strip() for part in re.split(r"[,;/|\n]|\s+(?:và|and|&|\+|-)\s+", text)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(register.resolve(part).province for part in parts):
        return parts
    # Without anything between them: `Hưng Yên Tuyên Quang`.
    words, parts = text.split(), []
    while words and len(parts) < _MOST_IN_ONE:
        for length in range(min(len(words), _LONGEST_NAME), 0, -1):
            name = " ".join(words[:length])
            if register.exact(name) is not None:
                parts.append(name)
                words = words[length:]
                break
        else:
            return []
    return parts if len(parts) > 1 and not words else []


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

    Lý do: Tên không xác định được đơn vị thì không xếp được thứ hạng và không xếp được vào cụm.
    Danh mục bắt đầu từ năm 2004; tỉnh Minh Hải trong ví dụ đã được chia thành Bạc Liêu và Cà Mau
    trước đó nên không xác định được là đơn vị nào.

    Cách xử lý: Đề nghị đối chiếu văn bản gốc và ghi tên đơn vị; nếu danh mục còn thiếu, đề nghị bổ
    sung đơn vị vào provinces.yaml.
    """
    register: Register | None = None
    for found in _named(data, problems, "unknown"):
        register = register or Register(data.of(PROVINCES))
        if not register.of_provinces():
            values = {**found.values, "kinds": called(register.provinces)[1]}
            found = found._replace(values=values, words=_UNKNOWN_UNIT)
        parts = _names_in(str(found.values["text"]), register)
        if parts:
            values = {**found.values, "parts": parts}
            yield found._replace(values=values, words=_SEVERAL, help=_PART_THEM)
            continue
        if register.is_kind(str(found.values["text"])):
            yield found._replace(words=_KIND_ALONE, help=_NAME_IT)
            continue
        before, sign, _ = str(found.values["text"]).partition("#")
        if sign and register.resolve(before.strip()).province:
            yield found._replace(help=_NO_COMMENT)
            continue
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
    """A name means exactly one unit.

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

    Mỗi tên chỉ được ứng với một đơn vị.

    Lý do: “Bình Phương” gần giống cả Bình Phước và Bình Dương; nếu suy đoán thì có thể ghi kết quả
    của tỉnh này cho tỉnh khác.

    Cách xử lý: Đề nghị đối chiếu văn bản gốc và ghi tên đúng của đơn vị; nếu hai đơn vị cùng tên
    thì ghi mã.
    """
    for found in _named(data, problems, "ambiguous"):
        by_name: Words = ("write the one meant: {near:or}", "đề nghị ghi rõ tên: {near:or}")
        only_by_id = _are_told_by_id(found.values["candidates"])
        yield found if only_by_id else found._replace(help=by_name)


# Thousands of rows may name the same units.
@lru_cache(64)
def _ids(provinces: tuple[Province, ...]) -> list[str]:
    return [province.id for province in provinces]


@lru_cache(64)
def _are_told_by_id(provinces: tuple[Province, ...]) -> bool:
    """Whether nothing but its id tells one of these apart from the others."""
    ids = tuple(f"({province.id})" for province in provinces)
    return any(name.endswith(ids) for name in told_apart(provinces))


@rule(
    "NAM03",
    "error",
    *_WORDS["near"],
    (
        "write “{name}”",
        "đề nghị sửa thành “{name}”; nếu văn bản đã ban hành in như vậy thì giữ nguyên và "
        "đề nghị đính chính văn bản",
    ),
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
    yield from _named(data, problems, "near")


@rule("NAM04", "warning", *_WORDS["kind"])
def wrong_kind(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A kind written before a name is that of the unit in the register.

    Why: The kind is part of the name of the office (report 241/BC-VTLTNN, Appendix 1: “Văn phòng Ủy
    ban nhân dân thành phố Hải Phòng”); with the wrong one the text names an office that is not
    there.

    Bad:

        8,tỉnh Hải Phòng,3180

    Good:

        8,thành phố Hải Phòng,3180

    Remedy: Write the right kind, or the name alone.

    ---

    Loại đơn vị ghi trước tên phải đúng như trong danh mục.

    Lý do: Loại đơn vị là một phần của tên cơ quan (Báo cáo số 241/BC-VTLTNN, Phụ lục 1: “Văn phòng
    Ủy ban nhân dân thành phố Hải Phòng”); ghi sai thì đó là tên của một cơ quan không có thực.

    Cách xử lý: Đề nghị ghi đúng loại đơn vị hoặc chỉ ghi tên.
    """
    for found in _named(data, problems, "kind"):
        if not _kind_to_be(data, found):
            yield found


def _kind_to_be(data: Dataset, found: Found) -> bool:
    """Whether the kind is that which the unit has when the inspection begins (CLU12)."""
    start = found.values["inspection"]
    if found.province is None or start is None:
        return False
    heir = continues_as(found.province, data.of(PROVINCES))
    later = Register(data.of(PROVINCES)).resolve(str(found.values["text"]), When(start, start))
    return heir is not None and later.province is heir and "kind" not in later.hows


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
    khen thưởng và báo cáo. Ở đây các chữ cái vẫn xác định được một đơn vị nên tên được hiểu là đơn
    vị đó.

    Cách xử lý: Đề nghị viết tên đúng dấu theo danh mục.
    """
    yield from _named(data, problems, "diacritics")


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
    yield from _named(data, problems, "unicode")


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
    yield from _named(data, problems, "space")


@rule("NAM08", "warning", *_WORDS["case"])
def letter_case(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name has the capital letters that it has in the register.

    Why: The name of a province is a proper name, each syllable of which begins with a capital
    (Decree 30/2020/NĐ-CP, Annex II, III.1); the plan of 2009 prints one in another case (report
    241/BC-VTLTNN, Appendix 2: “Thái nguyên”).

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

    Tên phải viết hoa đúng như trong danh mục.

    Lý do: Tên tỉnh, thành phố là tên riêng, viết hoa chữ cái đầu của các âm tiết (Nghị định số
    30/2020/NĐ-CP, Phụ lục II, Mục III.1); bản dự kiến các cụm kiểm tra năm 2009 in một tên viết hoa
    chưa đúng (Báo cáo số 241/BC-VTLTNN, Phụ lục 2: “Thái nguyên”).

    Cách xử lý: Đề nghị viết hoa theo danh mục. Nếu tệp ghi lại văn bản đã ban hành thì giữ nguyên
    như bản in.
    """
    yield from _named(data, problems, "case")


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
    yield from _named(data, problems, "tone")


@rule("NAM10", "note", *_WORDS["alias"])
def another_spelling(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name is best written as in the register; an accepted alias or short form is reported.

    Why: One report may print two forms of one name (report 241/BC-VTLTNN, Appendix 1: “Đắc Nông”,
    Appendix 2: “Đắk Nông”); both are accepted, but whoever puts the two tables side by side should
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

    Tên nên viết như trong danh mục; tên khác hoặc cách viết tắt được chấp nhận thì có lưu ý.

    Lý do: Một báo cáo có thể in hai cách viết của một tên (Báo cáo số 241/BC-VTLTNN, Phụ lục 1:
    “Đắc Nông”, Phụ lục 2: “Đắk Nông”); cả hai đều được chấp nhận, nhưng người đối chiếu hai bảng
    cần biết.

    Cách xử lý: Không bắt buộc sửa, tệp ghi lại văn bản đã ban hành thì giữ nguyên như bản in; khi
    lập tệp mới, đề nghị viết theo danh mục.
    """
    yield from _named(data, problems, "alias")


_NO_OFFICE: dict[str, Words] = {
    "summary": (
        "“{text}” is no office: a row of totals or of remarks",
        "“{text}” không phải là cơ quan, đơn vị: đây là dòng tổng hợp hoặc ghi chú",
    ),
    "region": (
        "“{text}” is no office: a region",
        "“{text}” không phải là cơ quan, đơn vị: đây là tên vùng",
    ),
    "group": (
        "“{text}” is no office: a group of them",
        "“{text}” không phải là cơ quan, đơn vị: đây là tên Cụm hoặc nhóm",
    ),
    "empty": (
        "there is no name here",
        "ô này không có tên cơ quan, đơn vị",
    ),
}


@rule(
    "NAM11",
    "error",
    *_WORDS["no-office"],
    ("leave the row out", "đề nghị bỏ dòng này"),
)
def no_office(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Only offices stand where names stand: no totals, no means, no regions or groups.

    Why: A table copied with its last row has “Tổng cộng” among the offices; ranked with them, a sum
    is first and every office stands one place too low. A region is no misspelt province either.

    Bad:

        1,Bình Định,8280
        2,Quảng Nam,5350
        ,Tổng cộng,13630

    Good:

        1,Bình Định,8280
        2,Quảng Nam,5350

    Remedy: Leave the row out; in a list of clusters or awards, write the unit that is meant.

    ---

    Chỗ ghi tên chỉ ghi cơ quan, đơn vị; không ghi dòng tổng cộng, bình quân, tên vùng hay tên Cụm.

    Lý do: Bảng sao chép cả dòng cuối thì có “Tổng cộng” đứng cùng các cơ quan; nếu xếp hạng chung
    thì tổng số đứng đầu và mọi cơ quan đều thấp hơn một bậc. Tên vùng cũng không phải là tên tỉnh
    viết sai.

    Cách xử lý: Đề nghị bỏ dòng đó; trong danh sách cụm hoặc khen thưởng, đề nghị ghi đúng đơn vị.
    """
    register: Register | None = None
    for found in _named(data, problems, "no-office"):
        register = register or Register(data.of(PROVINCES))
        why = register.no_office(str(found.values["text"])) or "empty"
        help_: Words | None = None
        if not found.span.path.endswith(".csv"):
            help_ = (
                "leave it out, or write the unit that is meant",
                "đề nghị bỏ hoặc ghi đúng tên đơn vị",
            )
        elif why == "empty":
            help_ = (
                "write the name of the office, or leave the row out",
                "đề nghị ghi tên cơ quan hoặc bỏ dòng này",
            )
        yield found._replace(words=_NO_OFFICE[why], help=help_)


@rule(
    "NAM12",
    "warning",
    *_WORDS["look-alike"],
    (
        "write “{name}” with Vietnamese letters; `vtlt validate --fix` does it",
        "đề nghị ghi lại “{name}” bằng chữ cái tiếng Việt; `vtlt validate --fix` tự sửa được",
    ),
)
def look_alike_letters(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name is written with the letters of the Vietnamese alphabet.

    Why: Some fonts and converters put another letter that looks the same: Ð of Icelandic (U+00D0)
    for Đ (U+0110), Cyrillic or Greek letters for Latin ones. The eye sees no difference, but
    search, sorting and formulas do. `<U+00D0>` stands for that letter in the example.

    Bad:

        19,<U+00D0>à Nẵng,1900

    Good:

        19,Đà Nẵng,1900

    Remedy: Type the name again, or let `vtlt validate --fix` put the right letters.

    ---

    Tên phải viết bằng chữ cái tiếng Việt.

    Lý do: Một số phông chữ và chương trình chuyển mã dùng ký tự khác trông giống hệt: chữ Ð của
    tiếng Iceland (U+00D0) thay cho Đ (U+0110), chữ cái Kirin hoặc Hy Lạp thay cho chữ La-tinh. Mắt
    thường không phân biệt được nhưng tìm kiếm, sắp xếp và công thức thì khác. Trong ví dụ,
    `<U+00D0>` là ký tự đó.

    Cách xử lý: Đề nghị nhập lại tên hoặc chạy `vtlt validate --fix`.
    """
    yield from _named(data, problems, "look-alike")


@rule(
    "NAM13",
    "warning",
    *_WORDS["extra"],
    (
        "take it away: write “{name}”",
        "đề nghị bỏ ký hiệu thừa, chỉ ghi “{name}”",
    ),
)
def more_than_the_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Nothing stands with a name that is no part of it: no list number, no footnote mark.

    Why: Tables copied from documents bring the numbers of their rows and the marks of their
    footnotes; a name with them is no name of a document of one's own.

    Bad:

        8,Hải Phòng (1),3180
        14,1. Sơn La,2210

    Good:

        8,Hải Phòng,3180
        14,Sơn La,2210

    Remedy: Delete the number or the mark. What the footnote says can stand in the file as a comment
    or in the report.

    ---

    Cùng với tên không ghi thêm số thứ tự, dấu chú thích hay dấu nháy.

    Lý do: Bảng sao chép từ văn bản thường kèm số thứ tự của dòng và dấu chú thích; tên có các ký
    hiệu đó không dùng được trong văn bản.

    Cách xử lý: Đề nghị xóa số hoặc dấu; nội dung chú thích có thể ghi trong báo cáo.
    """
    yield from _named(data, problems, "extra")
