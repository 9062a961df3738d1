"""The house that docs/design.md draws: what may import what, and what stands in one place only."""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Run
from inside import DATA, ROOT, inside

from vtlt_cli.checking.reporters import REPORTERS
from vtlt_cli.cli.program import COMMANDS
from vtlt_cli.printing.render import FORMATS, by_suffix
from vtlt_cli.reading.kinds import SUBJECTS

PACKAGE = ROOT / "vtlt_cli"

# The order of the flow: a module, or a package as one, imports only from those before it.
ORDER = (
    "diagnostics",
    "units",
    "wording",
    "names",
    "reading",
    "workbooks",
    "printing",
    "checking",
    *(subject.package.rpartition(".")[2] for subject in SUBJECTS.values()),
    "figures",
    "load",
    "check",
    "grounds",
    "errata",
    "importing",
    "new_round",
    "forms",
    "papers",
    "overview",
    "cli",
    "__main__",
)

# One library, one place. Only `reading` reads CSV; `printing` writes it.
PLACES = {
    "yaml": {"reading"},
    "csv": {"reading", "printing"},
    "tabulate": {"printing", "checking"},
    "rich": {"printing", "checking"},
    "typer": {"cli"},
    "docx": {"printing"},
    "xlsxwriter": {"printing", "forms"},
    "typst": {"printing"},
    "python_calamine": {"workbooks"},
}

# Imported at the top of a module; all else is imported by the function that uses it.
AT_THE_TOP = {"typer"}

MOST_LINES = 500
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module within the package: `rules.engine`; "" for the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in FILES}


class Import(NamedTuple):
    """One import of a dotted module; `lazy` where it stands in a function or is for types only."""

    module: str
    line: int
    lazy: bool


def imports(path: Path) -> list[Import]:
    """Every import of a module, wherever it stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return list(_imports(tree.body, False, path))


def _imports(body: list[ast.stmt], lazy: bool, path: Path) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, lazy)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            module = node.module or ""
            for alias in node.names:
                # `from vtlt_cli import names` imports a module, `from vtlt_cli.names import key`
                # a function of one.
                whole = f"{module}.{alias.name}"
                known = whole.removeprefix("vtlt_cli.") in MODULES
                yield Import(whole if known else module, node.lineno, lazy)
        else:
            inner = lazy or isinstance(node, ast.FunctionDef) or _is_for_types(node)
            for field in ("body", "orelse", "handlers", "finalbody", "cases"):
                nested = getattr(node, field, [])
                if isinstance(nested, list):
                    yield from _imports(nested, inner, path)


def _is_for_types(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


def top(module: str) -> str:
    """The first part of a dotted name."""
    return module.partition(".")[0]


def module_ids() -> list[str]:
    return [name or "__init__" for name in MODULES]


@pytest.mark.parametrize("name", MODULES, ids=module_ids())
def test_imports_go_one_way(name: str) -> None:
    """A module imports only from modules above it; inside a package its own modules are free."""
    here = top(name)
    if name == "":
        assert not imports(MODULES[name])
        return
    assert here in ORDER, f"{here} has no place in the order of the flow"
    above = {"", here, *ORDER[: ORDER.index(here)]}
    for found in imports(MODULES[name]):
        if top(found.module) != "vtlt_cli":
            continue
        wanted = top(found.module.removeprefix("vtlt_cli").removeprefix("."))
        where = f"{MODULES[name].relative_to(ROOT)}:{found.line}"
        assert wanted in above, f"{where}: {here} imports from {wanted}, which is below it"


def test_every_place_of_the_order_is_taken() -> None:
    """The table names no module that is gone."""
    assert set(ORDER) == {top(name) for name in MODULES if name}


@pytest.mark.parametrize("name", MODULES, ids=module_ids())
def test_one_library_one_place(name: str) -> None:
    """A library is used in the place that the table gives it, and a new one needs a place."""
    for found in imports(MODULES[name]):
        library = top(found.module)
        where = f"{MODULES[name].relative_to(ROOT)}:{found.line}"
        if library in PLACES:
            assert top(name) in PLACES[library], f"{where}: {library} belongs in {PLACES[library]}"
        else:
            own = library in sys.stdlib_module_names or library == "vtlt_cli"
            assert own, f"{where}: {library} has no place"


@pytest.mark.parametrize("name", MODULES, ids=module_ids())
def test_third_party_packages_are_imported_where_they_are_used(name: str) -> None:
    """Start-up is what a user feels: no command pays for what another needs."""
    for found in imports(MODULES[name]):
        library = top(found.module)
        if library in sys.stdlib_module_names or library == "vtlt_cli" or found.lazy:
            continue
        where = f"{MODULES[name].relative_to(ROOT)}:{found.line}"
        assert library in AT_THE_TOP, f"{where}: import {library} in the function that uses it"


def test_csv_is_read_in_reading_only() -> None:
    for name, path in MODULES.items():
        if top(name) != "reading":
            assert not re.search(r"\bcsv\.(reader|DictReader|Sniffer)\b", path.read_text("utf-8"))


def test_only_the_commands_print_and_exit() -> None:
    """Logic returns values; only `cli` prints, and `__main__` exits."""
    for name, path in MODULES.items():
        if top(name) in ("cli", "__main__"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            assert called not in ("print", "exit", "sys.exit", "quit"), where
            assert not called.startswith(("sys.stdout.", "sys.stderr.")), where


def code_lines(path: Path) -> int:
    """The lines of a module that are not blank and no docstring; comments count."""
    text = path.read_text(encoding="utf-8")
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, documented) and ast.get_docstring(node) is not None:
            first = node.body[0]
            docstrings.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    nothing = (tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in nothing:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - docstrings)


@pytest.mark.parametrize("name", MODULES, ids=module_ids())
def test_no_module_is_too_long(name: str) -> None:
    """Past about 500 lines, without its docstrings, a module becomes a package."""
    assert code_lines(MODULES[name]) <= MOST_LINES


def test_there_is_no_drawer_for_everything() -> None:
    names = {part for name in MODULES for part in name.split(".")}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


# Registries: the dict is also the list of choices.


@pytest.mark.parametrize("format_", FORMATS)
def test_every_table_format_is_a_choice(format_: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert inside("rank", "-f", format_, "-o", str(out)).code == 0
    assert out.stat().st_size


@pytest.mark.parametrize("format_", REPORTERS)
def test_every_reporter_is_a_choice(format_: str) -> None:
    result = inside("validate", "-f", format_)
    assert result.code == 1 and result.stdout


@pytest.mark.parametrize(("command", "registry"), [("rank", FORMATS), ("validate", REPORTERS)])
def test_the_choices_are_those_of_the_registry(
    command: str, registry: dict[str, object], run: Run
) -> None:
    """An unknown format is answered with all that there are, and the help names them too."""
    result = inside(command, "-f", "no-such")
    assert result.code == 2
    assert result.stderr.rstrip().endswith(": " + ", ".join(registry))
    help_ = " ".join(run(command, "--help").stdout.split())
    for format_ in registry:
        assert re.search(rf"(?<![\w-]){format_}(?![\w-])", help_), f"{format_} is not in the help"


def test_suffixes_lead_to_formats() -> None:
    assert set(by_suffix().values()) <= set(FORMATS)


@pytest.mark.parametrize("format_", [name for name in FORMATS if FORMATS[name].extra is None])
def test_every_format_has_a_golden(format_: str) -> None:
    """`test_formats` holds them; a new format comes with one. What is no text has its own tests."""
    folder = ROOT / "tests" / "golden" / "rank"
    assert [path for path in folder.iterdir() if path.name.partition(".")[0] == format_]


def test_every_command_has_its_module() -> None:
    """A command is built only when it is asked for, from the module of its name."""
    for command in COMMANDS:
        name = f"{command}_" if iskeyword(command) else command
        tree = ast.parse(MODULES[f"cli.{name}"].read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


# What a command costs at start-up, by what it imports.

HEAVY = {
    "decimal",
    "difflib",
    "importlib.metadata",
    "json",
    "pydantic",
    "rich",
    "tabulate",
    "tempfile",
    "xml",
}


def modules_after(*command: str, cwd: Path) -> set[str]:
    """The modules that a command imports besides those of Typer."""
    code = (
        "import sys; import vtlt_cli.__main__ as m; import typer;"
        "typers = set(sys.modules); from vtlt_cli.cli import run;"
        f"run({[*command]!r}); print(*(set(sys.modules) - typers), sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        (["rank", "-f", "csv"], set()),
        (["rank", "-f", "plain"], {"tabulate"}),
        (["rank", "-f", "table"], {"rich"}),
        (["--help"], set()),
    ],
    ids=["rank csv", "rank plain", "rank table", "help"],
)
def test_a_command_imports_what_it_uses(command: list[str], needed: set[str]) -> None:
    """Of the packages that take long to import, only the one that prints the table is there."""
    loaded = modules_after(*command, cwd=DATA.parent)
    assert {name for name in loaded if name in ("rich", "tabulate")} == needed
    if not needed:
        assert not {name for name in loaded if name in HEAVY}


@pytest.mark.parametrize(
    ("command", "read"),
    [
        ("rank -f csv", {"provinces", "rounds", "scores"}),
        ("clusters", {"provinces", "rounds", "clusters"}),
        ("rounds", {"provinces", "rounds"}),
        ("provinces --on 2007-01-01", {"provinces", "rounds"}),
        # All files of the folder; there is none of waivers.
        ("validate", {"provinces", "rounds", "clusters", "scores", "awards"}),
        ("--help", set()),
        ("explain --help", set()),
    ],
)
def test_the_records_of_a_file_are_made_where_it_is_read(command: str, read: set[str]) -> None:
    """A frozen dataclass takes its time: that of a file which is not read is not made."""
    loaded = modules_after(*command.split(), cwd=DATA.parent)
    kinds = {kind for kind, subject in SUBJECTS.items() if f"{subject.package}.kind" in loaded}
    assert kinds == read


def test_nothing_is_switched_on_by_mere_import() -> None:
    """Who imports the entry point keeps the collector and the streams."""
    code = "import gc, sys; before = sys.stdout; import vtlt_cli.__main__, vtlt_cli.cli;"
    code += "print(gc.isenabled(), sys.stdout is before)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == "True True\n"
