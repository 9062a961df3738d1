"""What a finding names as the source of what it asks for."""

from __future__ import annotations

from vtlt_cli.diagnostics import Words
from vtlt_cli.rounds.kind import Round


def source_of(round_: Round) -> Words:
    """The document that rules the round, as a sentence names it after `by` and `theo`.

    The guidance of the round, else the report that it stands in, else its rules as such.
    """
    guidance, report = round_.documents.get("guidance"), round_.documents.get("report")
    if guidance is not None:
        return f"document {guidance.number}", f"Văn bản số {guidance.number}"
    if report is not None:
        return f"report {report.number}", f"Báo cáo số {report.number}"
    return "the rules of the round", "quy định của đợt kiểm tra"
