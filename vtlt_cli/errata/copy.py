"""Corrections -> the files with them made, at their places only."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.diagnostics import Edit, Source, Span
from vtlt_cli.errata.records import Correction, Errata, Part, Place, places_of, report_of
from vtlt_cli.load import Folder, load
from vtlt_cli.mend import encoded, line_starts, mended, split_lines
from vtlt_cli.model import Dataset
from vtlt_cli.wording import day


class CannotRewrite(Exception):
    """A place whose text cannot be rewritten without touching what stands around it."""

    def __init__(self, span: Span) -> None:
        super().__init__(span)
        self.span = span


def corrected_files(folder: Folder, data: Dataset, errata: Errata) -> dict[str, bytes]:
    """The files that change, by the path to open, as they read with the corrections made.

    Open cells are left as they are. A YAML file that changes says so in its first line; CSV knows
    no comments. Raises CannotRewrite, and then nothing is to be written.
    """
    made = [c for c in errata.corrections if c.corrected is not None and c.places]
    contents: dict[str, bytes] = {}
    wanted: list[tuple[Part, list[str]]] = []
    for part in errata.parts:
        source = data.sources[part.path]
        edits = [edit for c in made if c.part is part for edit in _edits(source, data, c)]
        if not edits:
            continue
        text = mended(source, edits)
        if part.table == "clusters":
            text = _headed(text, source, errata)
        contents[source.file] = encoded(source, text)
        wanted.append((part, _texts(data, part, made)))
    again, _problems = load(folder.replace(contents={**folder.contents, **contents}))
    for part, texts in wanted:
        places = places_of(again, part)
        if [place.name.text for place in places] != texts:
            raise CannotRewrite(_first_of(made, part).name.span)
    return contents


def _first_of(made: Sequence[Correction], part: Part) -> Place:
    return min((p for c in made if c.part is part for p in c.places), key=lambda p: p.order)


def _texts(data: Dataset, part: Part, made: Sequence[Correction]) -> list[str]:
    """What the cells of the table should hold, in order, without those that are struck out."""
    new = {place.name.span: c.corrected for c in made for place in c.places}
    texts = [new.get(place.name.span, place.name.text) for place in places_of(data, part)]
    return [text for text in texts if text]


def _edits(source: Source, data: Dataset, correction: Correction) -> list[Edit]:
    text = correction.corrected or ""
    if text:
        return [Edit(place.name.span, place.name.text, text) for place in correction.places]
    return [_struck(source, place) for place in correction.places]


def _struck(source: Source, place: Place) -> Edit:
    """The removal of a name from a list of members, with what parts it from the next."""
    assert place.cluster is not None
    span = place.name.span
    members = place.cluster.members
    index = next(i for i, name in enumerate(members) if name.span == span)
    line = split_lines(source.text)[span.line - 1]
    starts = line_starts(source.text)
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    alone = before.strip(" \t\"'") == "-" and not after.strip(" \t\"'").partition("#")[0]
    if alone and span.line == span.end_line and span.line < len(starts):
        # An entry of a line of its own goes with the comment on it.
        whole = Span(span.path, span.line, 1, span.line + 1, 1)
        return Edit(whole, source.text[starts[span.line - 1] : starts[span.line]], "")
    if index:
        last = members[index - 1].span
        cut = Span(span.path, last.end_line, last.end_column, span.end_line, span.end_column)
    elif len(members) > 1:
        following = members[1].span
        cut = Span(span.path, span.line, span.column, following.line, following.column)
    else:
        cut = span
    begin = starts[cut.line - 1] + cut.column - 1
    end = starts[cut.end_line - 1] + cut.end_column - 1
    return Edit(cut, source.text[begin:end], "")


def _headed(text: str, source: Source, errata: Errata) -> str:
    """The text below a line that says that it is no transcript of the report any more."""
    report = report_of(errata.parts)
    of = f" Báo cáo số {report.number} ngày {day(report.date, 'vi')}" if report else " bản đã in"
    line = f"# Đã đính chính, điều chỉnh bằng vtlt errata; không còn nguyên văn{of}."
    line = " ".join(line.split())
    if text.startswith(line):
        return text
    end = "\r\n" if "\r\n" in source.text else "\n"
    return line + end + text
