"""The language of help and messages."""

from __future__ import annotations

import os
from collections.abc import Sequence

from vtlt_cli.wording import LANGS, Lang

# Between the two languages of a text of the help; no text has it.
_BETWEEN = "\x1f"


def t(en: str, vi: str) -> str:
    """A text of the help in both languages; `in_language` keeps one of them.

    Options are declared when a module is imported, and only then is it known who asks.
    """
    return en + _BETWEEN + vi


def in_language(text: str, lang: Lang) -> str:
    """The text in that language; one that is the same in both stays as it is."""
    en, between, vi = text.partition(_BETWEEN)
    return vi if between and lang == "vi" else en


def language_asked(arguments: Sequence[str]) -> Lang:
    """The language of help and of what is said before options are read.

    The last `--lang` of the arguments, else that of the environment, as `context_of` takes it.
    """
    asked = None
    for index, argument in enumerate(arguments):
        value = argument[7:] if argument.startswith("--lang=") else None
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGS:
            asked = value
    if asked is None:
        return language_of_environment()
    return "vi" if asked == "vi" else "en"


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
