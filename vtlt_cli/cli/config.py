"""Defaults from a file: `vtlt.toml`, or `[tool.vtlt]` in `pyproject.toml`."""

from __future__ import annotations

import os
from typing import Any

from vtlt_cli.diagnostics import Refusal

# What may stand there, and of what type. `lang` is that of messages; help follows the environment.
SETTINGS: dict[str, type] = {
    "data": str,
    "lang": str,
    "select": list,
    "ignore": list,
    "strict": bool,
    "format": str,
}


def read_settings() -> dict[str, Any]:
    """The settings of the nearest file from here upwards; `data` as a path from here.

    Raises Refusal for a file that is no TOML, an unknown setting or one of the wrong type.
    """
    try:
        folder = os.getcwd()
    except FileNotFoundError:
        raise Refusal(
            "the current folder is gone; go to another one",
            "thư mục hiện tại không còn; đề nghị chuyển sang thư mục khác",
        ) from None
    while True:
        for name, table in (("vtlt.toml", False), ("pyproject.toml", True)):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                found = _settings(path, table)
                if found is not None:
                    if "data" in found:
                        found["data"] = _from_here(os.path.join(folder, found["data"]))
                    return found
        parent = os.path.dirname(folder)
        if parent == folder:
            return {}
        folder = parent


def _settings(path: str, is_project: bool) -> dict[str, Any] | None:
    from vtlt_cli.reading.text import LARGEST, read_bytes

    content = read_bytes(path)
    if len(content) > LARGEST:
        raise Refusal(
            f"{path} is larger than {LARGEST // 1024 // 1024} MiB",
            f"{path} lớn hơn {LARGEST // 1024 // 1024} MiB",
        )
    # Reading TOML takes a while to import; most projects have nothing here for vtlt.
    if is_project and b"vtlt" not in content:
        return None
    import tomllib

    try:
        whole = tomllib.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise Refusal(
            f"{path} cannot be read as TOML: it is nested too deep",
            f"không đọc được {path} theo định dạng TOML: lồng quá sâu",
        ) from None
    except ValueError as error:  # No TOML, no UTF-8, or a number without end.
        raise Refusal(
            f"{path} cannot be read as TOML: {error}",
            f"không đọc được {path} theo định dạng TOML: {error}",
        ) from None
    tool = whole.get("tool", {}) if is_project else {"vtlt": whole}
    found = tool.get("vtlt") if isinstance(tool, dict) else None
    if not isinstance(found, dict):
        return None
    for name, value in found.items():
        expected = SETTINGS.get(name)
        if expected is None:
            known = ", ".join(SETTINGS)
            raise Refusal(
                f"{path}: unknown setting {name!r}; there are: {known}",
                f"{path}: không có thiết lập “{name}”; các thiết lập: {known}",
            )
        if isinstance(value, str) and "\0" in value:
            raise Refusal(
                f"{path}: {name} holds a NUL character",
                f"{path}: {name} có ký tự NUL",
            )
        texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
        if not isinstance(value, expected) or (expected is list and not texts):
            words = {str: "a text", bool: "true or false", list: "a list of texts"}[expected]
            vietnamese = {str: "chuỗi ký tự", bool: "true hoặc false", list: "danh sách chuỗi"}
            raise Refusal(
                f"{path}: {name} wants {words}, not {value!r}",
                f"{path}: {name} cần {vietnamese[expected]}, đã ghi “{value}”",
            )
    return found


def _from_here(path: str) -> str:
    """The path from the current folder; as it is where there is none, across drives."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return path
