"""The fields of the records -> a JSON Schema of each YAML file, for editors and other checkers.

A schema speaks of values as YAML loaders give them: `2007` is an integer, `2005-06` a string, a day
a string or what the checker makes one, and every key a string. It asks for the plain form where the
loader of vtlt is more patient: no quotes around numbers, but around codes such as `"01"`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.days import HALVES
from vtlt_cli.reading.fields import Field, Record, Type, records_of
from vtlt_cli.reading.kinds import SUBJECTS, kind_of
from vtlt_cli.reading.numbers import MOST_DIGITS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ci.md"

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

# The same forms as the readers of `reading.fields` take; a test holds the two against each other.
# Only what ECMAScript and Python read alike, since editors use the one and checkers the other.
_ID = "^[a-z0-9]+(-[a-z0-9]+)*(@[0-9]+)?$"
_NOT_BLANK = r"\S"
_YEAR_MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
_DAY_OF_MONTH = "-(0[1-9]|[12][0-9]|3[01])"
_NUMBERED = "^([1-9][0-9]{0,2}|[1-3][0-9]{3})$"
# What any change has: the number of a cluster, and a name on each side.
_CHANGE = r"[0-9] ?:.+=.*\S"


def kinds() -> tuple[str, ...]:
    """The kinds of file that are YAML."""
    return tuple(kind for kind, subject in SUBJECTS.items() if subject.suffix == ".yaml")


def texts() -> dict[str, str]:
    """The text of every schema by the name of its file."""
    return {
        f"{kind}.schema.json": json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
        for kind in kinds()
    }


def page(text: str | None = None) -> str:
    """The page on editors, with the settings that give each data file its schema."""
    text = PAGE.read_text(encoding="utf-8") if text is None else text
    files = {
        f"schemas/{kind}.schema.json": f"data/{SUBJECTS[kind].file.replace('YYYY', '*')}"
        for kind in kinds()
    }
    settings = json.dumps({"yaml.schemas": files}, indent=2)
    block = r"(<!-- editor settings -->\n```json\n).*?\n(```)"
    return re.sub(block, lambda m: f"{m[1]}{settings}\n{m[2]}", text, flags=re.DOTALL)


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of YAML file, one of `kinds()`."""
    kind = kind_of(name)
    found = {
        "$schema": _DRAFT,
        "$id": f"urn:vtlt:schema:{name}",
        "title": SUBJECTS[name].file,
        "description": _both(kind.about),
        **_FORMS[kind.top.name](kind.top),
    }
    recursive = [record for record in records_of(kind.top) if _is_recursive(record)]
    if recursive:
        found["$defs"] = {record.name: _fields(record) for record in recursive}
    return found


def _is_recursive(record: Record) -> bool:
    """Whether a record may hold others of its own kind."""
    return any(field.type.record is record for field in record.fields.values())


def _record(record: Record) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{record.name}"} if _is_recursive(record) else _fields(record)


def _fields(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "properties": {name: _field(field) for name, field in record.fields.items()},
    }
    if record.required:
        found["required"] = list(record.required)
    return {**found, "additionalProperties": False}


def _field(field: Field) -> dict[str, Any]:
    described = {"description": _both(field.about)}
    if field.choices:
        return {**described, "type": "string", "enum": list(field.choices)}
    return {**described, **_FORMS[field.type.name](field.type)}


def _both(words: Words) -> str:
    """Both languages, a line each."""
    return "\n".join(words)


def _text(_type: Type | None = None) -> dict[str, Any]:
    return {"type": "string", "pattern": _NOT_BLANK}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _day(_type: Type) -> dict[str, Any]:
    return {"type": "string", "format": "date", "pattern": f"^{_YEAR_MONTH}{_DAY_OF_MONTH}$"}


def _half_days(_type: Type) -> dict[str, Any]:
    return _list(
        {"type": "string", "pattern": f"^{_YEAR_MONTH}{_DAY_OF_MONTH} ({'|'.join(HALVES)})$"}
    )


def _month(_type: Type) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{_YEAR_MONTH}({_DAY_OF_MONTH})?$"}


def _whole(_type: Type) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0}


def _one(type_: Type) -> dict[str, Any]:
    assert type_.record is not None
    return _record(type_.record)


def _by_key(type_: Type) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": _one(type_)}


def _code(_type: Type) -> dict[str, Any]:
    return {"type": "string", "pattern": r"^\S{1,20}$"}


_FORMS: dict[str, Callable[[Type], dict[str, Any]]] = {
    "text": _text,
    "text or texts": lambda _type: {"anyOf": [_text(), _list(_text())]},
    "text or records": lambda type_: {"anyOf": [_text(), _list(_one(type_))]},
    "texts": lambda _type: _list(_text()),
    "code": _code,
    "id": lambda _type: {"type": "string", "pattern": _ID},
    "whole": _whole,
    "decimals": lambda _type: {**_whole(_type), "maximum": MOST_DIGITS},
    "year": lambda _type: {"type": "integer", "minimum": 1000, "maximum": 9999},
    "number": lambda _type: {"type": "number"},
    "day": _day,
    "first of month": _month,
    "last of month": _month,
    "half-days": _half_days,
    "changes": lambda _type: _list({"type": "string", "pattern": _CHANGE}),
    "name": _text,
    "names": lambda _type: _list(_text()),
    "record": _one,
    "records": lambda type_: _list(_one(type_)),
    "named": _by_key,
    "numbered": lambda type_: {**_by_key(type_), "propertyNames": {"pattern": _NUMBERED}},
}
