"""`vtlt validate`."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Color, Data, Language, complete
from vtlt_cli.cli.session import (
    Context,
    Refusal,
    choice,
    context_of,
    data_folder,
    emit,
    no_round_file,
    write,
)
from vtlt_cli.diagnostics import Finding
from vtlt_cli.load import Folder, file_kind, load, scan, shown
from vtlt_cli.model import Dataset
from vtlt_cli.wording import Lang


def _reporters() -> Sequence[str]:
    from vtlt_cli.reporters import REPORTERS

    return list(REPORTERS)


def validate(
    ctx: typer.Context,
    paths: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[DIR or FILE…]",
            help=t("folders or data files", "thư mục hoặc tệp dữ liệu"),
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help=t("warnings count as errors", "coi cảnh báo là lỗi")),
    ] = False,
    format_: Annotated[
        Optional[str],
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=t("text, concise or json", "text, concise hoặc json"),
            autocompletion=complete(_reporters),
        ),
    ] = None,
    output: Annotated[
        Optional[str],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=t("also write the findings to FILE", "đồng thời ghi kết quả ra tệp FILE"),
        ),
    ] = None,
    color: Color = "auto",
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.reporters import REPORTERS, Report

    context = context_of(ctx, data, lang, color)
    written = format_ or (
        "json" if output is not None and output.lower().endswith(".json") else "text"
    )
    choice(written, list(REPORTERS))
    findings: list[Finding] = []
    sources: dict[str, Any] = {}
    for folder, only in _targets(context, paths or []):
        found, here = _findings(folder, only, context.lang)
        sources.update(found.sources)
        findings += here
    from vtlt_cli.diagnostics import order

    findings = sorted(set_of(findings), key=order)
    printed = "text" if output is not None else written
    report = Report(findings, sources, context.lang)
    if output is not None:
        write(output, REPORTERS[written](report))
    emit(REPORTERS[printed](report.replace(color=context.in_color(sys.stdout))))
    _summary(context, findings)
    counted = ("error", "warning") if strict else ("error",)
    return 1 if any(finding.severity in counted for finding in findings) else 0


def set_of(findings: list[Finding]) -> list[Finding]:
    """Each finding once: a file and its folder may both have been named."""
    seen: dict[tuple[Any, ...], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.code, finding.span, finding.message), finding)
    return list(seen.values())


def _targets(context: Context, paths: list[str]) -> list[tuple[Folder, str | None]]:
    """What to check: folders whole, and files of them with their neighbours as context."""
    if not paths:
        return [(data_folder(context), None)]
    targets: list[tuple[Folder, str | None]] = []
    for path in paths:
        if os.path.isdir(path):
            folder = scan(path)
            if not folder.has_round_file():
                raise no_round_file(folder)
            targets.append((folder, None))
            continue
        with open(path, "rb"):
            pass  # A file that cannot be opened is told by the system's own reason.
        folder = scan(os.path.dirname(path) or ".")
        name = os.path.basename(path)
        if file_kind(name) is None:
            meant = [m for found, m in folder.look_alikes if os.path.basename(found) == name]
            raise Refusal(
                f"{path} is no data file: those are provinces.yaml, rounds.yaml, "
                "clusters_YYYY.yaml, scores_YYYY.csv and awards_YYYY.yaml"
                + (f"; {meant[0]} is probably meant" if meant else ""),
                f"{path} không phải tệp dữ liệu: tệp dữ liệu gồm provinces.yaml, rounds.yaml, "
                "clusters_YYYY.yaml, scores_YYYY.csv và awards_YYYY.yaml"
                + (f"; có thể là {meant[0]}" if meant else ""),
            )
        targets.append((folder, shown(os.path.join(folder.path, name))))
    return targets


def _findings(folder: Folder, only: str | None, lang: Lang) -> tuple[Dataset, list[Finding]]:
    from vtlt_cli.rules import run_rules

    data, problems = load(folder)
    findings = run_rules(data, problems, lang)
    return data, [f for f in findings if only is None or f.span.path == only]


def _summary(context: Context, findings: list[Finding]) -> None:
    """One line on stderr: how many of each severity."""
    from vtlt_cli.diagnostics import SEVERITIES
    from vtlt_cli.reporters import severity_name

    counts = {s: sum(1 for f in findings if f.severity == s) for s in SEVERITIES}
    if not findings:
        context.say("no findings", "không có phát hiện nào")
        return
    english = ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in counts.items() if n)
    vietnamese = ", ".join(f"{n} {severity_name(s, 'vi')}" for s, n in counts.items() if n)
    context.say(english, vietnamese)
