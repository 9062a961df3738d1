"""`vtlt validate`."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.lone import scores_alone, standard_input
from vtlt_cli.cli.options import Color, Data, Language, complete
from vtlt_cli.cli.session import (
    Context,
    choice,
    context_of,
    data_folder,
    is_packaged,
    no_round_file,
    put,
)
from vtlt_cli.cli.streams import emit, fitted
from vtlt_cli.diagnostics import SEVERITIES, Finding, Refusal, Severity, Source, order
from vtlt_cli.reading.folder import Folder, address_of, place_in_folder, scan, shown, without_links
from vtlt_cli.reading.kinds import SUBJECTS, Address, Dataset, file_names
from vtlt_cli.reading.text import must_be_file
from vtlt_cli.rounds.kind import round_of
from vtlt_cli.wording import listing, one_line, points, quantity

# How many findings of one code are shown; the rest are counted.
_MOST = 100
_SUFFIXES = {".json": "json", ".sarif": "sarif", ".xml": "junit"}


def _reporters() -> Sequence[str]:
    from vtlt_cli.checking.reporters import REPORTERS

    return list(REPORTERS)


def _flag(name: str, en: str, vi: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=t(en, vi))
    return option


Codes = Optional[list[str]]


def validate(
    ctx: typer.Context,
    paths: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[DIR or FILE…]",
            help=t(
                "folders or data files; - is one file on standard input",
                "thư mục hoặc tệp dữ liệu; - là một tệp từ đầu vào chuẩn",
            ),
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        Codes,
        typer.Option(
            "--select",
            metavar="CODE",
            help=t(
                "only these rules, by code or its first letters",
                "chỉ các quy tắc này, theo mã hoặc các chữ đầu của mã",
            ),
        ),
    ] = None,
    ignore: Annotated[
        Codes,
        typer.Option("--ignore", metavar="CODE", help=t("not these rules", "trừ các quy tắc này")),
    ] = None,
    strict: Annotated[
        Optional[bool],
        _flag("--strict/--no-strict", "warnings count as errors", "coi cảnh báo là lỗi"),
    ] = None,
    exit_zero: Annotated[
        bool, _flag("--exit-zero", "exit 0 whatever is found", "luôn kết thúc với mã 0")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help=t("print errors only", "chỉ in lỗi"))
    ] = False,
    statistics: Annotated[
        bool, _flag("--statistics", "print counts by code", "in số lượng theo mã")
    ] = False,
    fix: Annotated[
        bool,
        _flag(
            "--fix",
            "mend what is mechanical: Unicode form, white space, declared thousands",
            "sửa lỗi hình thức: dạng Unicode, khoảng trắng, phân cách hàng nghìn",
        ),
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        _flag(
            "--unsafe-fixes",
            "with --fix or --diff: also what changes a word",
            "dùng với --fix hoặc --diff: sửa cả nội dung tên (dấu, chữ hoa, chữ sai)",
        ),
    ] = False,
    diff: Annotated[
        bool, _flag("--diff", "show what --fix would change", "xem trước nội dung sẽ sửa")
    ] = False,
    no_follow: Annotated[
        bool,
        _flag(
            "--no-follow",
            "do not read data files that are links out of the folder",
            "không đọc tệp dữ liệu là liên kết ra ngoài thư mục",
        ),
    ] = False,
    stdin_filename: Annotated[
        Optional[str],
        typer.Option(
            "--stdin-filename",
            metavar="FILE",
            help=t("the data file that - stands for", "tệp dữ liệu mà - thay cho"),
        ),
    ] = None,
    format_: Annotated[
        Optional[str],
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=t(
                "text, concise, json, github, sarif or junit",
                "text, concise, json, github, sarif hoặc junit",
            ),
            autocompletion=complete(_reporters),
        ),
    ] = None,
    output: Annotated[
        Optional[str],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=t("also write the findings to FILE", "đồng thời ghi kết quả ra TỆP"),
        ),
    ] = None,
    color: Color = "auto",
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.checking.reporters import REPORTERS, Report
    from vtlt_cli.printing.files import must_end_with

    context = context_of(ctx, data, lang, color)
    suffix = os.path.splitext(output or "")[1].lower()
    if output is not None and format_ is None:
        must_end_with(output, (".txt", *_SUFFIXES), ("the list of findings", "danh sách phát hiện"))
    written = format_ or _SUFFIXES.get(suffix) or context.settings.get("format") or "text"
    choice(written, list(REPORTERS))
    targets = _targets(context, paths or [], stdin_filename)
    if no_follow:
        targets = [(without_links(folder), only) for folder, only in targets]
    chosen = [*(select or context.settings.get("select") or [])]
    ignored = [*(ignore or context.settings.get("ignore") or [])]
    if fix or diff:
        _may_mend(context, targets)

        def of_these(found: Iterable[Finding]) -> list[Finding]:
            return _chosen(found, chosen, ignored)

        changed = _mend(context, targets, unsafe_fixes, fix and not diff, of_these)
        if diff:
            return 1 if changed and not exit_zero else 0
    findings, sources, unjudged = _check(context, targets)
    findings = _chosen(findings, chosen, ignored)
    checked = {
        shown(path)
        for folder, only in targets
        for path in folder.files.values()
        if only is None or shown(path) == only
    }
    counted: tuple[Severity, ...] = ("error",)
    if context.settings.get("strict") if strict is None else strict:
        counted = ("error", "warning")
    failed = any(finding.severity in counted for finding in findings)
    if quiet:
        # What makes this call fail is told; with --strict those are the warnings too.
        findings = [finding for finding in findings if finding.severity in counted]
    report = Report(
        findings if statistics else _first_of_each(context, findings),
        sources,
        context.lang,
        statistics=statistics,
        files=[path for path in sources if path in checked],
        counts=_counts(findings),
    )
    if output is not None:
        read = [path for folder, _only in targets for path in folder.files.values()]
        put(REPORTERS[written](report), output, read)
    printed = "text" if output is not None else written
    told = REPORTERS[printed](report._replace(color=context.in_color(sys.stdout)))
    emit(fitted(told, sys.stdout) if printed == "text" else told)
    if unjudged and not quiet:
        listed = ", ".join(unjudged)
        context.say(
            f"who is missing in {listed} was not judged: a name or a record there was not read",
            f"chưa xét đơn vị còn thiếu trong {listed} vì có tên hoặc mục không đọc được",
        )
    _summary(context, findings)
    return 1 if failed and not exit_zero else 0


Target = tuple[Folder, str | None]


def _targets(context: Context, paths: list[str], stdin_filename: str | None) -> list[Target]:
    """What to check: folders whole, and files of them with their neighbours as context."""
    if not paths:
        return [(data_folder(context), None)]
    targets: list[Target] = []
    for path in paths:
        if path == "-":
            targets.append(_standard_input(stdin_filename))
        elif os.path.isdir(path):
            folder = scan(path)
            if not folder.has_round_file():
                raise no_round_file(folder)
            targets.append((folder, None))
        else:
            must_be_file(path)
            with open(path, "rb"):
                pass  # A file that cannot be opened is told by the system's own reason.
            parent, name = place_in_folder(path)
            if address_of(name) is None and path.casefold().endswith((".csv", ".tsv")):
                # Any table is one of scores, as `vtlt rank FILE` takes it.
                alone, address = scores_alone(context, path)
                targets.append((alone, shown(alone.files[address])))
                continue
            folder = scan(parent)
            known = _data_file(path, name, folder)
            targets.append(_one_file(folder, known))
    return targets


def _one_file(folder: Folder, address: Address) -> Target:
    """A file with its neighbours; of a kind with a file a unit no other is a neighbour."""
    files = folder.files
    if SUBJECTS[address.kind].a_unit:
        files = {
            one: path
            for one, path in files.items()
            if one == address or not SUBJECTS[one.kind].a_unit
        }
        folder = folder._replace(files=files, look_alikes=())
    return folder, shown(files[address])


def _data_file(path: str, name: str, folder: Folder) -> Address:
    """What the file holds by its name in the folder; one that is no data file is refused."""
    known = address_of(name)
    if known is not None:
        return known
    meant = [m for found, m in folder.look_alikes if os.path.basename(found) == name]
    raise Refusal(
        f"{path} is no data file: those are {listing(file_names(), 'en')}"
        + (f"; {meant[0]} is probably meant" if meant else ""),
        f"{path} không phải tệp dữ liệu: tệp dữ liệu gồm {listing(file_names(), 'vi')}"
        + (f"; có thể là {meant[0]}" if meant else ""),
    )


def _standard_input(name: str | None) -> Target:
    """The file on standard input, in the place of the one that it stands for."""
    if name is None:
        raise Refusal(
            "with - say which file it stands for: --stdin-filename data/scores_2007.csv",
            "khi dùng - cần cho biết tệp được thay: --stdin-filename data/scores_2007.csv",
        )
    parent, inside = place_in_folder(name)
    folder = scan(parent) if os.path.isdir(parent) else Folder(parent, {})
    known = _data_file(name, inside, folder)
    path = os.path.join(parent, *inside.split("/"))
    contents = {path: standard_input()}
    folder = folder._replace(files={**folder.files, known: path}, contents=contents)
    return _one_file(folder, known)


def _check(
    context: Context, targets: Sequence[Target]
) -> tuple[list[Finding], dict[str, Source], list[str]]:
    """The findings on all targets, each once though a file and its folder were both named.

    Then the files, and those of them in which it was not judged who is missing: what was lost of
    them may be just that.
    """
    from vtlt_cli.check import check

    findings: dict[tuple[object, ...], Finding] = {}
    sources: dict[str, Source] = {}
    unjudged: list[str] = []
    for folder, only in targets:
        found, here = check(folder, context.lang)
        sources.update(found.sources)
        unjudged += [
            path
            for address, path in found.paths.items()
            if address.kind in ("clusters", "scores")
            and address in found.incomplete
            and round_of(found, address.year).provinces_on is not None
            and only in (None, path)
        ]
        for finding in here:
            if only is None or _is_about(finding, only, found):
                findings.setdefault((finding.code, finding.span, finding.message), finding)
    return sorted(findings.values(), key=order), sources, list(dict.fromkeys(unjudged))


def _is_about(finding: Finding, path: str, data: Dataset) -> bool:
    """Whether a finding stands in the file, or, of a unit's own file, has another place in it."""
    if finding.span.path == path:
        return True
    of_a_unit = any(SUBJECTS[one.kind].a_unit for one, there in data.paths.items() if there == path)
    return of_a_unit and any(related.span.path == path for related in finding.related)


def _chosen(findings: Iterable[Finding], select: list[str], ignore: list[str]) -> list[Finding]:
    """The findings of the rules selected and not ignored, by code or its first letters."""
    wanted, unwanted = _codes(select), _codes(ignore)
    return [
        finding
        for finding in findings
        if finding.code.startswith(wanted or ("",))
        and not (unwanted and finding.code.startswith(unwanted))
    ]


def _codes(given: list[str]) -> tuple[str, ...]:
    """The codes of `--select CLU,NAM03 --select SCR`; one that begins no rule is refused."""
    from vtlt_cli.checking.engine import all_rules

    codes = tuple(c.strip().upper() for text in given for c in text.split(",") if c.strip())
    known = all_rules() if codes else {}
    for code in codes:
        if not any(rule.startswith(code) for rule in known):
            families = ", ".join(dict.fromkeys(rule[:3] for rule in known))
            raise Refusal(
                f"no rule begins with {code!r}; the rules begin with {families}",
                f"không có quy tắc nào bắt đầu bằng “{code}”; mã quy tắc bắt đầu bằng {families}",
            )
    return codes


def _may_mend(context: Context, targets: Sequence[Target]) -> None:
    for folder, _only in targets:
        if folder.contents:
            raise Refusal("--fix wants files, not -", "--fix cần tệp, không dùng với -")
        if is_packaged(context, folder):
            raise Refusal(
                "the data that comes with vtlt is the record of the report and is not changed; "
                "name your own folder",
                "số liệu kèm theo vtlt là bản chép nguyên văn của Báo cáo, không được sửa; đề nghị "
                "chỉ định thư mục khác",
            )


def _mend(
    context: Context,
    targets: Sequence[Target],
    unsafe: bool,
    write_them: bool,
    of_these: Callable[[Iterable[Finding]], list[Finding]],
) -> bool:
    """Mend the files, or print what would change; whether anything did.

    A name may want two passes: what is mechanical first, then the change of a word. Without
    writing, the second pass reads what the first would have written.
    """
    from vtlt_cli.checking.mend import edits_of, encoded, mended

    before: dict[str, Source] = {}
    after: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for _pass in range(4):
        now = [(folder._replace(contents=dict(contents)), only) for folder, only in targets]
        findings, sources, _unjudged = _check(context, now)
        edits = edits_of(of_these(findings), unsafe)
        again = False
        for path in {edit.span.path for edit in edits}:
            source = sources[path]
            text = mended(source, (edit for edit in edits if edit.span.path == path))
            if text != source.text:
                before.setdefault(path, source)
                after[path] = text
                contents[source.file] = encoded(source, text)
                again = True
        if not again:
            break
    for path in sorted(after):
        if write_them:
            _write_mended(before[path], encoded(before[path], after[path]))
        else:
            emit(_diff(path, before[path].text, after[path]))
    if write_them:
        context.say(
            f"{len(after)} file{'' if len(after) == 1 else 's'} mended",
            f"đã sửa {quantity(len(after))} tệp",
        )
    return bool(after)


def _write_mended(source: Source, content: bytes) -> None:
    """Write a mended file; not through a link, and not over what was saved meanwhile."""
    from vtlt_cli.checking.mend import encoded
    from vtlt_cli.printing.files import write_over

    if not write_over(source.file, content, encoded(source, source.text)):
        raise Refusal(
            f"{source.path} was changed by another program meanwhile; it was not mended: run again",
            f"{source.path} vừa được phần mềm khác sửa; chưa sửa tệp này: đề nghị chạy lại",
        )


def _diff(path: str, old: str, new: str) -> str:
    from difflib import unified_diff

    # What stands in the file is shown as it is, or it would be no patch; its name is not.
    name = one_line(path)
    lines = unified_diff(_with_ends(old), _with_ends(new), name, name)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _with_ends(text: str) -> list[str]:
    """The lines with their ends, as `patch` counts them: ended by LF alone."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _first_of_each(context: Context, findings: Sequence[Finding]) -> list[Finding]:
    """At most so many findings of each code; how many more there are goes to stderr."""
    seen: dict[str, int] = {}
    kept = []
    for finding in findings:
        seen[finding.code] = seen.get(finding.code, 0) + 1
        if seen[finding.code] <= _MOST:
            kept.append(finding)
    for code, count in seen.items():
        if count > _MOST:
            context.say(
                f"{code}: the first {_MOST} of {count} are shown",
                f"{code}: chỉ hiện {points(_MOST)} trong {points(count)} phát hiện",
            )
    return kept


def _counts(findings: Iterable[Finding]) -> dict[tuple[str, Severity], int]:
    """How many findings of each code and severity there are, by code."""
    counts: dict[tuple[str, Severity], int] = {}
    for finding in sorted(findings, key=lambda finding: finding.code):
        key = finding.code, finding.severity
        counts[key] = counts.get(key, 0) + 1
    return counts


def _summary(context: Context, findings: Sequence[Finding]) -> None:
    """One line on stderr: how many of each severity."""
    from vtlt_cli.checking.reporters import severity_name

    counts = {s: sum(1 for f in findings if f.severity == s) for s in SEVERITIES}
    if not findings:
        context.say("no findings", "không có phát hiện nào")
        return
    english = ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in counts.items() if n)
    vietnamese = ", ".join(
        f"{quantity(n)} {severity_name(s, 'vi')}" for s, n in counts.items() if n
    )
    context.say(english, vietnamese)
