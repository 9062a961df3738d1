"""Corrections -> the files with them made, at their places only."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.check import check
from vtlt_cli.checking.mend import encoded, line_starts, rewritten
from vtlt_cli.diagnostics import Edit, Finding, Refusal, Source
from vtlt_cli.errata.after import corrected, edits_of
from vtlt_cli.errata.choice import new_errors
from vtlt_cli.errata.records import Errata, Part, Place, places_of, report_of
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.wording import day


def corrected_files(
    folder: Folder, data: Dataset, errata: Errata, findings: Sequence[Finding]
) -> dict[str, bytes]:
    """The files that change, by the path to open, as they read with the corrections made.

    `data` and `findings` are those of the folder as it is. Open cells are left as they are. A YAML
    file that changes says so in its first line (CSV knows no comments), and `rounds.yaml` says of
    its appendix that it is restated. What is written is read again: raises Refusal, and then
    nothing is to be written, where it does not read as corrected or has an error that was not
    there, save what is told of other files as the consequence of the choices.
    """
    made = [c for c in errata.corrections if c.corrected is not None and c.places]
    contents: dict[str, bytes] = {}
    wanted: list[Part] = []
    restated: list[Edit] = []
    for part in errata.parts:
        source = data.sources.get(part.path)
        of_part = [c for c in made if c.part is part]
        if source is None or not of_part:
            continue
        text = rewritten(source, edits_of(source, data, part, of_part))
        if part.table == "clusters":
            text = _headed(text, source, errata)
        contents[source.file] = encoded(source, text)
        wanted.append(part)
        restated += _restated(data, part)
    if restated:
        source = data.sources[restated[0].span.path]
        contents[source.file] = encoded(source, rewritten(source, restated))
    again, after = check(folder._replace(contents={**folder.contents, **contents}), "vi")
    asked = corrected(data, wanted, made)
    for part in wanted:
        if _texts(again, part) != _texts(asked, part):
            raise _cannot([p for c in made if c.part is part for p in c.places])
    told = {(f.code, f.span.path) for f, _words in errata.consequences}
    new = [f for f in new_errors(findings, after) if (f.code, f.span.path) not in told]
    if new:
        raise Refusal(
            f"the corrected copy would have an error that is not there now ({new[0].code}); "
            "nothing was written",
            f"bản đã đính chính sẽ có lỗi mới ({new[0].code}: {new[0].message}); chưa ghi gì",
        )
    return contents


def _texts(data: Dataset, part: Part) -> list[tuple[int, str]]:
    """What the cells of the table hold, in order, each with the number of its place."""
    return [(place.number, place.name.text) for place in places_of(data, part)]


def _cannot(places: Sequence[Place]) -> Refusal:
    span = min(places, key=lambda place: place.order).name.span
    return Refusal(
        f"{span.path}: the corrections cannot be written at their places (first at "
        f"{span.line}:{span.column}); nothing was written, correct the file by hand",
        f"{span.path}: không ghi được các nội dung đính chính tại chỗ (chỗ đầu tiên: "
        f"{span.line}:{span.column}); chưa ghi gì, đề nghị sửa tệp thủ công",
    )


def _restated(data: Dataset, part: Part) -> list[Edit]:
    """The edit that says in `rounds.yaml` that the appendix of this table is restated."""
    appendix = part.round_.appendices.get(part.appendix or 0)
    if appendix is None or appendix.restated:
        return []
    begin = appendix.places[""]
    here = begin._replace(end_line=begin.line, end_column=begin.column)
    source = data.sources[begin.path]
    end = "\r\n" if "\r\n" in source.text else "\n"
    at = line_starts(source.text)[begin.line - 1] + begin.column - 1
    if source.text[at] == "{":
        here = here._replace(column=begin.column + 1, end_column=begin.column + 1)
        return [Edit(here, "", "form: restated, ")]
    return [Edit(here, "", f"form: restated{end}" + " " * (begin.column - 1))]


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
