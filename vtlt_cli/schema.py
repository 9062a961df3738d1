"""The fields of the records -> a JSON Schema of each YAML file, for editors and other checkers.

A schema speaks of values as YAML loaders give them: `2007` is an integer, `2005-06` a string, a day
a string or what the checker makes one, and every key a string. It asks for the plain form where the
loader of vtlt is more patient: no quotes around numbers, but around codes such as `"01"`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vtlt_cli.load.layout import RECORDS, Field
from vtlt_cli.record import Record

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

# The same forms as the readers of `load.fields` take; a test holds the two against each other.
# Only what ECMAScript and Python read alike, since editors use the one and checkers the other.
_ID = "^[a-z0-9]+(-[a-z0-9]+)*(@[0-9]+)?$"
_NOT_BLANK = r"\S"
_YEAR_MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
_DAY_OF_MONTH = "-(0[1-9]|[12][0-9]|3[01])"
_WHOLE = "^(0|[1-9][0-9]{0,17})$"


class _File(Record):
    """A kind of data file: its name, what it is, and the record that it is or is a list of."""

    name: str
    record: str
    is_list: bool
    about: str
    about_vi: str


_FILES = {
    "provinces": _File(
        "provinces.yaml",
        "province",
        True,
        "The register of provinces, or of other units.",
        "Danh mục tỉnh, thành phố hoặc đơn vị khác.",
    ),
    "rounds": _File(
        "rounds.yaml",
        "rounds file",
        False,
        "What is known of the rounds of cross-inspection.",
        "Thông tin về các đợt kiểm tra chéo.",
    ),
    "clusters": _File(
        "clusters_YYYY.yaml",
        "cluster",
        True,
        "The clusters of a round, in the printed order.",
        "Các cụm của một đợt kiểm tra, theo thứ tự bản in.",
    ),
    "awards": _File(
        "awards_YYYY.yaml",
        "awards",
        False,
        "The award tiers of a round and who received them.",
        "Danh hiệu, hình thức khen thưởng của một đợt kiểm tra và danh sách được khen thưởng.",
    ),
    "waivers": _File(
        "waivers.yaml",
        "waiver",
        True,
        "The known findings that are accepted, each with its reason.",
        "Các phát hiện đã biết và được chấp nhận, kèm lý do.",
    ),
}

KINDS = tuple(_FILES)


def schema(file_kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of YAML file, one of `KINDS`."""
    file = _FILES[file_kind]
    content = _record(file.record)
    return {
        "$schema": _DRAFT,
        "$id": f"urn:vtlt:schema:{file_kind}",
        "title": file.name,
        "description": _both(file.about, file.about_vi),
        **(_list(content) if file.is_list else content),
    }


def _record(record: str) -> dict[str, Any]:
    fields = RECORDS[record]
    found: dict[str, Any] = {
        "type": "object",
        "properties": {field.name: _field(field) for field in fields},
    }
    required = [field.name for field in fields if field.required]
    if required:
        found["required"] = required
    return {**found, "additionalProperties": False}


def _field(field: Field) -> dict[str, Any]:
    described = {"description": _both(field.about, field.about_vi)}
    if field.choices:
        return {**described, "type": "string", "enum": list(field.choices)}
    form, _, record = field.type.partition(":")
    return {**described, **_FORMS[form](record)}


def _both(english: str, vietnamese: str) -> str:
    """Both languages, a line each."""
    return f"{english}\n{vietnamese}"


def _text(_record: str = "") -> dict[str, Any]:
    return {"type": "string", "pattern": _NOT_BLANK}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _day(_record: str) -> dict[str, Any]:
    return {"type": "string", "format": "date", "pattern": f"^{_YEAR_MONTH}{_DAY_OF_MONTH}$"}


def _month(_record: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{_YEAR_MONTH}({_DAY_OF_MONTH})?$"}


def _whole(_record: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0}


def _by_key(record: str) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": _record(record)}


_FORMS: dict[str, Callable[[str], dict[str, Any]]] = {
    "text": _text,
    "texts": lambda _record: _list(_text()),
    "id": lambda _record: {"type": "string", "pattern": _ID},
    "whole": _whole,
    "year": lambda _record: {"type": "integer", "minimum": 1000, "maximum": 9999},
    "number": lambda _record: {"type": "number"},
    "day": _day,
    "first of month": _month,
    "last of month": _month,
    "name": _text,
    "names": lambda _record: _list(_text()),
    "record": _record,
    "records": lambda record: _list(_record(record)),
    "named": _by_key,
    "numbered": lambda record: {**_by_key(record), "propertyNames": {"pattern": _WHOLE}},
}
