"""Corrections -> the files with them made, at their places only."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.checking.mend import encoded, line_starts, may_need_quotes, rewritten, split_lines
from vtlt_cli.diagnostics import Edit, Source, Span
from vtlt_cli.errata.records import Correction, Errata, Part, Place, places_of, report_of
from vtlt_cli.load import load
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Dataset
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
        edits = _edits(source, [c for c in made if c.part is part])
        if not edits:
            continue
        text = rewritten(source, edits)
        if part.table == "clusters":
            text = _headed(text, source, errata)
        contents[source.file] = encoded(source, text)
        wanted.append((part, _texts(data, part, made)))
    again, _problems = load(folder._replace(contents={**folder.contents, **contents}))
    for part, texts in wanted:
        places = places_of(again, part)
        if [place.name.text for place in places] != texts:
            raise CannotRewrite(_first_of(made, part).name.span)
    return contents


def _first_of(made: Sequence[Correction], part: Part) -> Place:
    return min((p for c in made if c.part is part for p in c.places), key=lambda p: p.order)


def _texts(data: Dataset, part: Part, made: Sequence[Correction]) -> list[str]:
    """What the cells of the table should hold, in order, without those that are struck out."""
    new = {p.name.span: c.corrected for c in made for p in c.places if not p.new}
    texts: list[str | None] = []
    for place in places_of(data, part):
        if place.role == "leader":
            # Behind the members, in the order in which they were added.
            added = (c for c in made for p in c.places if p.new and p.cluster is place.cluster)
            texts += [correction.corrected for correction in added]
        texts.append(new.get(place.name.span, place.name.text))
    return [text for text in texts if text]


def _edits(source: Source, corrections: Sequence[Correction]) -> list[Edit]:
    edits: list[Edit] = []
    added: dict[Span, tuple[Place, list[str]]] = {}
    for correction in corrections:
        text = correction.corrected or ""
        if may_need_quotes(text):
            continue
        for place in correction.places:
            if place.new:
                added.setdefault(place.name.span, (place, []))[1].append(text)
            elif text:
                edits.append(Edit(place.name.span, place.name.text, text))
            else:
                edits.append(_struck(source, place))
    return edits + [_added(source, place, names) for place, names in added.values()]


def _added(source: Source, place: Place, names: Sequence[str]) -> Edit:
    """Names put behind the last member, the way the list is written."""
    assert place.cluster is not None
    last = place.cluster.members[-1].span
    line = split_lines(source.text)[last.line - 1]
    before, after = line[: last.column - 1], line[last.end_column - 1 :]
    if not _is_alone(before, after):
        closed = last.end_column + (after[:1] in ("'", '"') and before[-1:] == after[:1])
        end = Span(last.path, last.end_line, closed, last.end_line, closed)
        return Edit(end, "", "".join(f", {name}" for name in names))
    dash = before.rstrip("'\"")
    lines = [dash + name for name in names]
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if last.line < len(line_starts(source.text)):
        below = Span(last.path, last.line + 1, 1, last.line + 1, 1)
        return Edit(below, "", "".join(line + newline for line in lines))
    end = Span(last.path, last.line, len(line) + 1, last.line, len(line) + 1)
    return Edit(end, "", "".join(newline + line for line in lines))


def _is_alone(before: str, after: str) -> bool:
    """Whether a member has a line of its own in a list of dashes."""
    return before.strip(" \t\"'") == "-" and not after.strip(" \t\"'").partition("#")[0]


def _struck(source: Source, place: Place) -> Edit:
    """The removal of a name from a list of members, with what parts it from the next."""
    assert place.cluster is not None
    span = place.name.span
    members = place.cluster.members
    index = next(i for i, name in enumerate(members) if name.span == span)
    line = split_lines(source.text)[span.line - 1]
    starts = line_starts(source.text)
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    if _is_alone(before, after) and span.line == span.end_line and span.line < len(starts):
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
