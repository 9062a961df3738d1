"""How a file is written: what people and programs do otherwise and means the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(kw_only=True)
class Style:
    """The ends of lines, a byte-order mark, quotes, and lists in a line or in many."""

    newline: str = "\n"
    mark: bytes = b""
    quote: str = ""
    flow: bool = True

    def text(self, text: str) -> str:
        """A text as YAML."""
        return f"{self.quote}{text}{self.quote}"

    def listed(self, items: list[str], indent: str) -> str:
        """A list of texts as YAML, behind its key."""
        if self.flow or not items:
            return f" [{', '.join(self.text(item) for item in items)}]"
        return "".join(f"\n{indent}- {self.text(item)}" for item in items)

    def encoded(self, text: str) -> bytes:
        """The bytes of a file."""
        return self.mark + text.replace("\n", self.newline).encode()
