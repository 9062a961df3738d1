"""The rows of a scores file after changes: a name written anew, a row struck out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vtlt_cli.checking.mend import line_starts, written_at
from vtlt_cli.diagnostics import Edit, Source, Span
from vtlt_cli.scores.kind import Score
from vtlt_cli.units import Name

# What should stand in the place of a name, by its place; None where its row is struck out.
Written = Mapping[Span, Name | None]


def changed_scores(scores: Sequence[Score], written: Written) -> tuple[Score, ...]:
    """The rows after these changes; those below one that is struck out move up."""
    changed = []
    struck = 0
    for score in scores:
        name = written.get(score.name.span, score.name)
        if name is None:
            struck += 1
            continue
        position = score.position - struck if score.position else score.position
        changed.append(replace(score, name=name, position=position))
    return tuple(changed)


def score_edits(source: Source, scores: Sequence[Score], written: Written) -> list[Edit]:
    """What is to be edited in a scores file, so that it reads as after these changes."""
    edits = []
    struck = 0
    for score in scores:
        span = score.name.span
        name = written.get(span, score.name)
        if name is None:
            struck += 1
            edits.append(_line(source, score))
            continue
        if span in written:
            edits.append(written_at(source, span, name.text))
        if struck and score.position:
            number = str(score.position - struck)
            edits.append(written_at(source, score.places["position"], number))
    return edits


def _line(source: Source, score: Score) -> Edit:
    """The removal of a row, with its end; of the last row that has none, with the one before."""
    starts = line_starts(source.text)
    path = score.name.span.path
    first = min(span.line for span in score.places.values())
    last = max(span.end_line for span in score.places.values())
    if last < len(starts):
        cut = Span(path, first, 1, last + 1, 1)
        return Edit(cut, source.text[starts[first - 1] : starts[last]], "")
    # No line end follows: the end of the line above goes instead.
    above = source.text[starts[first - 2] : starts[first - 1]].rstrip("\r\n")
    begin = starts[first - 2] + len(above)
    cut = Span(path, first - 1, len(above) + 1, last, len(source.text) - starts[last - 1] + 1)
    return Edit(cut, source.text[begin:], "")
