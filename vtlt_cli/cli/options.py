"""The options that stand on several commands."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.printing.layouts import LAYOUTS
from vtlt_cli.printing.render import FORMATS, laid_out
from vtlt_cli.wording import LANGS, alternatives, listing

_DATA_HELP = t("folder of the data files", "thư mục dữ liệu")
_LANG_HELP = t("language of messages: vi or en", "ngôn ngữ thông báo: vi hoặc en")


# What the shell sets when it asks for completions.
ASKING = "_VTLT_COMPLETE"


def complete(choices: Callable[[], Sequence[str]]) -> Callable[[str], list[str]] | None:
    """How the value of an option is completed: None, which Typer builds faster, if nobody asks."""
    if ASKING not in os.environ:
        return None

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices() if choice.startswith(incomplete)]

    return complete


def _formats_help() -> str:
    """All formats, in a sentence of each language."""
    return t(alternatives(FORMATS, "en"), alternatives(FORMATS, "vi"))


def _layouts_help() -> str:
    """What a layout shapes, and all layouts."""
    return t(
        f"layout of {listing(laid_out(), 'en')}: {alternatives(LAYOUTS, 'en')}",
        f"thể thức của {listing(laid_out(), 'vi')}: {alternatives(LAYOUTS, 'vi')}",
    )


Data = Annotated[Optional[str], typer.Option("--data", metavar="DIR", help=_DATA_HELP)]
Language = Annotated[
    Optional[str],
    typer.Option(
        "--lang", metavar="vi|en", help=_LANG_HELP, autocompletion=complete(lambda: LANGS)
    ),
]
Format = Annotated[
    Optional[str],
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=_formats_help(),
        autocompletion=complete(lambda: list(FORMATS)),
    ),
]
Output = Annotated[
    Optional[str],
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=t(
            "write to FILE; its suffix gives the format",
            "ghi ra TỆP; đuôi tệp quyết định định dạng",
        ),
    ),
]
Color = Annotated[
    str,
    typer.Option(
        "--color",
        metavar="auto|always|never",
        help=t("colours", "màu"),
        show_default=False,
        autocompletion=complete(lambda: ["auto", "always", "never"]),
    ),
]
LayoutName = Annotated[
    Optional[str],
    typer.Option(
        "--layout",
        metavar="LAYOUT",
        help=_layouts_help(),
        autocompletion=complete(lambda: list(LAYOUTS)),
    ),
]
RoundYear = Annotated[
    Optional[int],
    typer.Option("--round", metavar="YEAR", help=t("another round", "đợt kiểm tra khác (năm)")),
]
ClustersYear = Annotated[
    Optional[int],
    typer.Option(
        "--clusters",
        metavar="YEAR",
        help=t(
            "the clusters of this round, with --by cluster",
            "dùng các cụm của đợt này, cùng với --by cluster",
        ),
    ),
]

Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help=t(
            "write over drafts that are there and differ",
            "ghi đè dự thảo đã có mà nội dung khác",
        ),
    ),
]
