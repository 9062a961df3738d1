"""The language of help and messages."""

from __future__ import annotations

import os

from vtlt_cli.wording import LANGS, Lang


def language_of_environment() -> Lang:
    """`$VTLT_LANG`, else the locale, else English."""
    chosen = os.environ.get("VTLT_LANG", "")
    if chosen in LANGS:
        return "vi" if chosen == "vi" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "vi" if os.environ[name].lower().startswith("vi") else "en"
    if os.name == "nt":
        import locale

        locale.setlocale(locale.LC_CTYPE, "")
        return "vi" if (locale.getlocale()[0] or "").lower().startswith("vi") else "en"
    return "en"


HELP_LANG = language_of_environment()


def t(en: str, vi: str) -> str:
    """A text of the help, which is made before any option is read."""
    return vi if HELP_LANG == "vi" else en
