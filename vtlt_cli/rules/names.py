"""NAM: names as published. One name gives one finding: the worst gives the code."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.diagnostics import Edit, Fix
from vtlt_cli.model import Dataset, How, Name, full_name, short_name
from vtlt_cli.rules.engine import Found, Problems, Words, rule

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


def _as_written(name: Name) -> str:
    """The standard spelling, with the kind if the text has one and it is no short form."""
    assert name.province is not None
    full = full_name(name.province)
    start = name.text.strip()[: len(name.province.kind)]
    if start.casefold() == name.province.kind.casefold() and full != name.province.name:
        return start.replace(start, name.province.kind) + " " + short_name(name.province)
    return name.province.name


def _named(problems: Problems, how: How) -> Iterator[Found]:
    for problem in problems.get("name", []):
        name: Name = problem.values["name"]
        if name.hows[0] != how:
            continue
        values = {
            "text": name.text,
            "province": name.province,
            "name": _as_written(name) if name.province else None,
            "near": name.candidates,
            "ids": [province.id for province in name.candidates],
            "points": _points(name.text),
        }
        also = [(_ALSO[other]) for other in name.hows[1:]]
        words: Words | None = None
        if also:
            english, vietnamese = _WORDS[how]
            words = (
                english + "; also: " + ", ".join(word[0] for word in also),
                vietnamese + "; ngoài ra: " + ", ".join(word[1] for word in also),
            )
        fix = None
        if name.province is not None and how not in ("alias",):
            safe = set(name.hows) <= {"unicode", "space"}
            content = values["name"] if not safe else _mechanical(name.text)
            fix = Fix(safe, (Edit(name.span, str(content)),))
        yield Found(name.span, values, name.province, words=words or _WORDS[how], fix=fix)


def _mechanical(text: str) -> str:
    """The text composed, without invisible characters and stray white space."""
    from vtlt_cli.names import tidy

    return tidy(text)


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
        "“{text}” may be {near:list}",
        "“{text}” có thể là {near:list}",
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


@rule(
    "NAM01",
    "error",
    *_WORDS["unknown"],
)
def unknown_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name is that of a unit of the register."""
    for found in _named(problems, "unknown"):
        near: Words = (
            "nearest: {near:list}; or add the unit to provinces.yaml",
            "tên gần nhất: {near:list}; hoặc bổ sung đơn vị vào provinces.yaml",
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
    ("write the id of the one meant: {ids:list}", "đề nghị ghi mã của đơn vị: {ids:list}"),
)
def ambiguous_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name means one unit."""
    yield from _named(problems, "ambiguous")


@rule(
    "NAM03",
    "error",
    *_WORDS["near"],
    ("write “{name}”", "đề nghị đính chính thành “{name}”"),
)
def misspelt_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name is spelt as in the register."""
    yield from _named(problems, "near")


@rule("NAM04", "warning", *_WORDS["kind"])
def wrong_kind(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A kind that is written out is the unit's: tỉnh or thành phố."""
    yield from _named(problems, "kind")


@rule("NAM05", "warning", *_WORDS["diacritics"])
def wrong_marks(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name has its marks."""
    yield from _named(problems, "diacritics")


@rule(
    "NAM06",
    "warning",
    *_WORDS["unicode"],
    (
        "save the text as composed Unicode (NFC)",
        "đề nghị chuyển văn bản sang Unicode dựng sẵn (NFC)",
    ),
)
def not_composed(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Text is composed Unicode (NFC)."""
    yield from _named(problems, "unicode")


@rule(
    "NAM07",
    "warning",
    *_WORDS["space"],
    ("remove it", "đề nghị bỏ phần thừa"),
)
def stray_space(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A name has single plain spaces between its words and nothing invisible."""
    yield from _named(problems, "space")


@rule("NAM08", "warning", *_WORDS["case"])
def letter_case(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Each word of a name begins with a capital."""
    yield from _named(problems, "case")


@rule("NAM09", "note", *_WORDS["tone"])
def tone_place(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Both places of a tone mark are in use; the register has one."""
    yield from _named(problems, "tone")


@rule("NAM10", "note", *_WORDS["alias"])
def another_spelling(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An accepted alias or short form is told, never changed."""
    yield from _named(problems, "alias")
