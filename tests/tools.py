"""The generators of `tools/`, which are scripts beside the package and not part of it."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from inside import ROOT


def tool(name: str) -> ModuleType:
    """The module of that name in `tools/`."""
    folder = str(ROOT / "tools")
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module(name)
