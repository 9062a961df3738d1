"""Plain immutable records that are cheap to define.

A dataclass compiles its methods and a named tuple its constructor, at every start: the forty of
this program would cost more time than ranking 64 provinces does. A `Record` only notes the names of
its fields. Type checkers treat it as a frozen dataclass, and so should its reader. What is made by
the ten thousands (`Span`, `Name`, `Standing`) is a named tuple, which is made faster.
"""

from __future__ import annotations

from typing import Any, Self, dataclass_transform


@dataclass_transform(frozen_default=True, eq_default=False)
class Record:
    """Fields are declared as in a dataclass; records compare by identity."""

    _fields: tuple[str, ...]

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(cls.__annotations__)

    def __init__(self, *values: Any, **named: Any) -> None:
        # A field that is not given has its default in the class.
        self.__dict__.update(zip(self._fields, values), **named)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is read-only")

    def replace(self, **changes: Any) -> Self:
        """The same record with some fields changed."""
        return type(self)(**{**self.__dict__, **changes})

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({fields})"
