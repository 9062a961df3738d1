"""What the pages of the repository cite is there, and the house is drawn as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from inside import ROOT

_TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".csv", ".txt", ".typ", ""}
_LEFT_OUT = {"build", "dist", "__pycache__"}


def texts() -> list[Path]:
    """Every text file of the repository, without what is built or belongs to a tool."""
    return [path for path in sorted(ROOT.rglob("*")) if path.is_file() and _is_ours(path)]


def _is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    of_a_tool = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
    built = not _LEFT_OUT.isdisjoint(parts) or parts[0].endswith(".egg-info")
    return path.suffix in _TEXTS and not of_a_tool and not built


PAGES = [path for path in texts() if path.suffix == ".md"]


def test_nothing_cites_a_page_that_is_not_here() -> None:
    """No plan and no list of tasks beside the repository is named; those of other projects are."""
    cited = re.compile(r"\b" + "DESIGN" + r"\b|(?<!\bits )\bissues? [0-9]+\b")
    for path in texts():
        if path.name in (".git", Path(__file__).name) or not path.stat().st_size:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found = cited.search(text)
        assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_house_is_drawn_as_it_stands() -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    picture = re.search(r"^```\n(vtlt_cli/\n.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert picture is not None
    drawn = set(re.findall(r"\b[a-z_]+(?:\.py|/)", picture[1]))
    rooms = {
        path.name + ("/" if path.is_dir() else "")
        for path in (ROOT / "vtlt_cli").iterdir()
        if not path.name.startswith((".", "_")) and path.name != "py.typed"
    }
    assert rooms <= drawn, "a room is not in the picture"
    inner = {"vtlt_cli/", "documents/", "files/"}
    parts = {"kind.py", "rules.py", "tables.py"}
    assert drawn <= rooms | inner | parts, "the picture has a room that is not there"
