"""The page: its sections from top to bottom, and the pieces that they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from vtlt_cli.printing.columns import holdable
from vtlt_cli.printing.table import Column, Row, Table, for_people
from vtlt_cli.wording import Lang, one_line, side


class Section(NamedTuple):
    """A part of the page: its id, its heading, what is told above it, and its HTML."""

    id: str
    heading: str
    told: tuple[str, ...]
    body: str


def page(
    title: str,
    stamp: str,
    notes: Sequence[str],
    sections: Sequence[Section],
    foot: str,
    lang: Lang,
) -> str:
    """The whole page. It loads nothing: style and script stand in it."""
    beside = Path(__file__).parent
    style = beside.joinpath("style.css").read_text("utf-8")
    script = beside.joinpath("script.js").read_text("utf-8")
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    )
    to_content = side(("Skip to the content", "Đến phần nội dung"), lang)
    contents = side(("Contents", "Nội dung"), lang)
    links = "".join(f'<li><a href="#{one.id}">{text(one.heading)}</a></li>' for one in sections)
    framed = f'<p class="stamp">{text(stamp)}</p>\n' if stamp else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{text(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#content">{to_content}</a>\n<header>\n{framed}'
        f"<h1>{text(title)}</h1>\n{''.join(f'<p>{text(note)}</p>' for note in notes)}\n</header>\n"
        f'<nav aria-label="{contents}"><ul>{links}</ul></nav>\n<main id="content">\n'
        f"{''.join(map(_section, sections))}</main>\n<footer><p>{text(foot)}</p></footer>\n"
        f"<script>\n{script}</script>\n</body>\n</html>\n"
    )


def _section(one: Section) -> str:
    told = "".join(f'<p class="told" role="note">{text(words)}</p>\n' for words in one.told)
    return (
        f'<section id="{one.id}" aria-labelledby="{one.id}-title">\n'
        f'<h2 id="{one.id}-title">{text(one.heading)}</h2>\n{told}{one.body}</section>\n'
    )


def text(words: str) -> str:
    """Text of data as HTML; what would speak to a terminal is shown as code points."""
    return escape(one_line(holdable(words)))


def table(
    drawn: Table,
    id_: str,
    caption: str,
    lang: Lang,
    wide: Sequence[str] = (),
    searched: bool = True,
) -> str:
    """A table that may be sorted and `searched`.

    Columns of the fields `wide` are left out on a small screen.
    """
    drawn = for_people(drawn, lines=False)
    heads = "".join(_head(column, column.field in wide) for column in drawn.columns)
    rows = "".join(
        "<tr>" + "".join(_cell(one, row, one.field in wide) for one in drawn.columns) + "</tr>\n"
        for row in drawn.rows
    )
    search = _search(id_, lang) if searched else ""
    return (
        f'{search}<div class="scroll" tabindex="0" role="region" aria-label="{text(caption)}">\n'
        f'<table id="{id_}" data-sorts>\n<caption>{text(caption)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _classes(column: Column, is_wide: bool) -> str:
    names = " ".join(["right"] * (column.align == "right") + ["wide"] * is_wide)
    return f' class="{names}"' if names else ""


def _head(column: Column, is_wide: bool) -> str:
    return f'<th scope="col"{_classes(column, is_wide)}>{text(column.title)}</th>'


def _cell(column: Column, row: Row, is_wide: bool) -> str:
    value: Any = row.get(column.field)
    number = ""
    if column.align == "right":
        number = f' data-value="{"" if value is None else value}"'
    return f"<td{_classes(column, is_wide)}{number}>{text(column.show(row))}</td>"


def _search(id_: str, lang: Lang) -> str:
    label = side(("Search", "Tìm"), lang)
    found = side(("{count} found", "tìm thấy {count} dòng"), lang)
    return (
        f'<div class="search" role="search" hidden><label for="{id_}-search">{label}</label>'
        f'<input id="{id_}-search" type="search" autocomplete="off" aria-controls="{id_}">'
        f'<span aria-live="polite" data-words="{found}"></span></div>\n'
    )


def steps(found: Iterable[tuple[str, int, int]], lang: Lang) -> str:
    """How many of how many have taken each step, as bars with their figures beside them."""
    of = side(("of", "trên"), lang)
    items = []
    for name, done, total in found:
        share = 100 * done / total if total else 0
        items.append(
            f"<li><span>{text(name)}</span>"
            f'<span class="bar" role="img" aria-label="{text(name)}: {done} {of} {total}">'
            f'<span style="width: {share:.1f}%"></span></span><span>{done}/{total}</span></li>\n'
        )
    return f'<ul class="steps">\n{"".join(items)}</ul>\n'


def cards(found: Iterable[tuple[str, str, Sequence[str]]]) -> str:
    """A card each: its heading, a line below it, and a list."""
    items = []
    for heading, line, names in found:
        listed = "".join(f"<li>{text(name)}</li>" for name in names)
        below = f"<p>{text(line)}</p>" if line else ""
        items.append(f"<li><h3>{text(heading)}</h3>{below}<ul>{listed}</ul></li>\n")
    return f'<ul class="cards">\n{"".join(items)}</ul>\n'


def listed_by(groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    """Groups that open and close: the heading of each, then places with what is said of them."""
    parts = []
    for heading, items in groups:
        lines = "".join(
            f"<li><code>{text(place)}</code> {text(words)}</li>\n" for place, words in items
        )
        parts.append(
            f"<details open><summary>{text(heading)}</summary>"
            f'<ul class="findings">\n{lines}</ul></details>\n'
        )
    return "".join(parts)
