"""Every Vietnamese text of the program and of its pages, with its place.

Messages, help, headings of tables, descriptions of fields and the Vietnamese halves of the rules'
manuals are found as they stand in the source, so that a new one is held to the words from the day
it is written.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from inside import ROOT

VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.I
)

# Tables of letters and of bytes, and kinds as people shorten them: no sentences.
_LETTERS = {
    "names/letters.py",
    "names/kind_words.py",
    "reading/encodings.py",
    "printing/columns.py",
    "printing/breaks.py",
    "printing/documents/pdf.py",
}
_PATTERN = re.compile(r"\\[bdswW]|\(\?|\[\^")


class Said(NamedTuple):
    """A text: its file below the repository with the line, what it says, and the rule it is of.

    What is filled in stands in braces, as in the source; `!r` is kept.
    """

    place: str
    text: str
    rule: str = ""


@cache
def said() -> tuple[Said, ...]:
    """Every Vietnamese text of the program."""
    found = []
    for path in sorted((ROOT / "vtlt_cli").rglob("*.py")):
        name = path.relative_to(ROOT / "vtlt_cli").as_posix()
        if name not in _LETTERS:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += list(_texts(tree, f"vtlt_cli/{name}"))
    return tuple(found)


def manuals() -> list[Said]:
    """The Vietnamese half of each rule's manual."""
    return [one for one in said() if one.rule]


def pages() -> list[Said]:
    """The prose of the pages written in Vietnamese, a paragraph each; blocks of output left out."""
    files = [*sorted((ROOT / "docs" / "vi").glob("*.md")), ROOT / "README.vi.md"]
    return [
        one
        for path in files
        if path.name != "quy-tac.md" and path.exists()
        for one in _paragraphs(path)
    ]


def _paragraphs(path: Path) -> Iterator[Said]:
    text = re.sub(
        r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for paragraph in re.split(r"\n\s*\n", text):
        yield Said(path.relative_to(ROOT).as_posix(), paragraph)


def _texts(tree: ast.Module, path: str) -> Iterator[Said]:
    docstrings = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                docstrings[first.value] = node
    yield from _walked(tree, path, docstrings)


def _walked(node: ast.AST, path: str, docstrings: Mapping[ast.Constant, ast.AST]) -> Iterator[Said]:
    if isinstance(node, ast.Constant) and node in docstrings:
        code = _code(docstrings[node])
        _english, _line, vietnamese = inspect.cleandoc(str(node.value)).partition("\n---\n")
        if code and vietnamese:
            yield Said(f"{path}:{node.lineno} {code}", " ".join(vietnamese.split()), code)
        return
    text = _written(node)
    if text is not None and VIETNAMESE.search(text) and not _PATTERN.search(text):
        yield Said(f"{path}:{getattr(node, 'lineno', 0)}", text)
    for child in ast.iter_child_nodes(node):
        # The pieces of an f-string are told with it; what is filled in may hold texts of its own.
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from _walked(child, path, docstrings)


def _written(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    pieces = []
    for piece in node.values:
        if isinstance(piece, ast.FormattedValue):
            repr_ = "!r" if piece.conversion == ord("r") else ""
            pieces.append("{" + ast.unparse(piece.value).replace("'", "") + repr_ + "}")
        elif isinstance(piece, ast.Constant):
            pieces.append(str(piece.value))
    return "".join(pieces)


def _code(node: ast.AST) -> str:
    """The code of the rule that a function is."""
    for decorator in getattr(node, "decorator_list", ()):
        if isinstance(decorator, ast.Call) and decorator.args:
            code = decorator.args[0]
            if isinstance(code, ast.Constant) and re.fullmatch("[A-Z]{3}[0-9]{2}", str(code.value)):
                return str(code.value)
    return ""
