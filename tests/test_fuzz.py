"""Whatever stands in a data file: findings in every format, or exit 2. Never an exception.

The bytes are drawn at random, or cut out of and pasted into the shipped files. What is found is
written by every reporter, and every fix is made: places must lie within the file, and what a fix
replaces must stand where it says. A few go through the real command.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from inside import DATA

from vtlt_cli.check import check
from vtlt_cli.checking.mend import edits_of, encoded, mended
from vtlt_cli.checking.reporters import REPORTERS, Report
from vtlt_cli.diagnostics import Finding, Refusal, Source
from vtlt_cli.reading.csv_text import layout_of, parse_csv
from vtlt_cli.reading.folder import Folder, scan
from vtlt_cli.reading.kinds import Address
from vtlt_cli.wording import LANGS

FUZZ = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
SHIPPED = scan(str(DATA))
FILES = {Path(path).name: what for what, path in SHIPPED.files.items()}
CONTENT = {Path(path).name: Path(path).read_bytes() for path in SHIPPED.files.values()}
WAIVERS = b"- {code: NAM08, province: B\xc3\xacnh \xc4\x90\xe1\xbb\x8bnh, reason: x}\n"
FILES["waivers.yaml"] = Address("waivers")
CONTENT["waivers.yaml"] = WAIVERS

LINE_END = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[str]:
    """The lines of a file as an editor counts them."""
    return LINE_END.split(text)


def told(files: dict[str, bytes]) -> tuple[list[Finding], dict[str, Source]] | None:
    """All that is said of a folder with these files, in both languages and every format."""
    paths = {FILES[name]: f"x/{name}" for name in files}
    contents = {f"x/{name}": content for name, content in files.items()}
    folder = Folder("x", paths, contents=contents)
    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    for lang in LANGS:
        try:
            data, findings = check(folder, lang)
        except Refusal:
            return None
        sources = dict(data.sources)
        report = Report(findings, sources, lang)
        for name, reporter in REPORTERS.items():
            text = reporter(report._replace(color=name == "text"))
            text.encode("utf-8", "surrogatepass")
            if name in ("json", "sarif"):
                json.loads(text)
            elif name == "junit":
                ET.fromstring(text)
            elif name == "concise":
                assert len(text.splitlines()) >= len(findings)
    for finding in findings:
        in_the_file(finding, sources)
    return findings, sources


def in_the_file(finding: Finding, sources: dict[str, Source]) -> None:
    """The places of a finding lie within its file, and its fix replaces what stands there."""
    spans = [finding.span, *(related.span for related in finding.related)]
    spans += [edit.span for edit in finding.fix.edits] if finding.fix else []
    for span in spans:
        assert span.line >= 1 and span.column >= 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        source = sources.get(span.path)
        if source is None:
            continue
        lines = lines_of(source.text)
        # A syntax error at the end of a file may stand one line and one column behind it.
        assert span.line <= len(lines) + 1
        if span.line <= len(lines):
            assert span.column <= len(lines[span.line - 1]) + 1


def mend(files: dict[str, bytes]) -> None:
    """Make every fix again and again: it comes to an end, and nothing else is changed."""
    for _pass in range(6):
        found = told(files)
        if found is None:
            return
        findings, sources = found
        changed = False
        for path, source in sources.items():
            edits = [edit for edit in edits_of(findings, True) if edit.span.path == path]
            text = mended(source, edits)
            assert mended(source, []) == source.text
            if text != source.text:
                within(source.text, text, [(edit.was, edit.content) for edit in edits])
                files = {**files, Path(path).name: encoded(source, text)}
                changed = True
        if not changed:
            return
    raise AssertionError("the fixes do not come to an end")


def within(old: str, new: str, edits: list[tuple[str, str]]) -> None:
    """The lines of a file are as many as before, but for what the edits themselves take out."""
    taken = sum(len(lines_of(was)) - 1 for was, _content in edits)
    assert len(lines_of(old)) - taken <= len(lines_of(new)) <= len(lines_of(old))


BYTES = st.binary(max_size=80)
_SPECIAL = [
    *"{}[],:-\"'#&*!|>%@`?=;.\\",
    *"\n\r\t \0\x0b\x0c\x1b\x7f\x85\xa0\u2028\u2029\u200b\ufeff\u0301\U0001f600",
    *("\r\n", "- ", ": ", "\n  ", "Sơn La", "Trà Vinh", "Hoà Bình", "ha tinh", "Thái nguyên"),
    *("8.280", "61,31", "-1", "1e5", "number", "leader", "members", "province", "score", "text"),
    *("2008-03-21", "9999-12-31", "0001-01-01", "2008-02-30", "99999999999999999999", "0", "~"),
]
TEXTS = st.lists(st.sampled_from(_SPECIAL) | st.text(max_size=3), max_size=30).map("".join)
# Lone surrogates, which are no UTF-8; and the other encodings that are read.
ENCODED = st.builds(
    lambda text, encoding: text.encode(encoding, "surrogatepass"),
    TEXTS,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
)


@st.composite
def changed(draw: st.DrawFn, name: str) -> bytes:
    """A shipped file with slices cut out, doubled, moved or written over, in one of line ends."""
    content = CONTENT[name]
    if len(content) > 3000:
        begin = draw(st.integers(0, len(content) - 3000))
        content = content[:400] + content[begin : begin + 2500]
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        stop = start + draw(st.integers(0, 40))
        piece = draw(st.sampled_from(_SPECIAL).map(str.encode) | BYTES | st.just(b""))
        if draw(st.booleans()):
            piece = content[start:stop] + piece + content[start:stop]
        content = content[:start] + piece + content[stop:]
    end = draw(st.sampled_from([b"\n", b"\n", b"\r\n", b"\r", "\u2028".encode(), b"\xc2\x85"]))
    return content.replace(b"\n", end)


@FUZZ
@given(content=BYTES | ENCODED)
@pytest.mark.parametrize("name", CONTENT)
def test_any_content(name: str, content: bytes) -> None:
    mend({"provinces.yaml": CONTENT["provinces.yaml"][:3000], name: content})


@FUZZ
@given(data=st.data())
@pytest.mark.parametrize("name", CONTENT)
def test_changed_files(name: str, data: st.DataObject) -> None:
    """One shipped file changed, beside the rounds as they are."""
    files = {"rounds.yaml": CONTENT["rounds.yaml"], name: data.draw(changed(name))}
    mend(files)


@FUZZ
@given(value=TEXTS, field=st.integers(0, 30))
@example(value='{"', field=15)
@pytest.mark.parametrize("name", CONTENT)
def test_any_value(name: str, value: str, field: int) -> None:
    """One value of a file that is right, changed: the rules then see it."""
    text = CONTENT[name].decode()
    if name == "scores_2007.csv":
        cells = list(re.finditer(r"[^,\n]+", text))
    else:
        cells = list(re.finditer(r"(?<=[:\[{,] )[^\s,:#\[\]{}]+", text))
    match = cells[field % len(cells)]
    text = text[: match.start()] + value + text[match.end() :]
    mend({"rounds.yaml": CONTENT["rounds.yaml"], name: text.encode("utf-8", "surrogatepass")})


NAMES = st.sampled_from(["Trà Vinh", "Hà Nội", "Thừa Thiên Huế", "Bà Rịa – Vũng Tàu"])
ODD = st.sampled_from([*"\x85\u2028\u2029\u200b\ufeff\xad\xa0\u0301\x0b\x0c\x1c\u3000", "  "])
QUOTES = st.sampled_from(["", '"', "'"])


@FUZZ
@given(
    name=NAMES, odd=ODD, at=st.integers(0, 8), quote=QUOTES, before=ODD, end=st.sampled_from("\n\r")
)
@example(name="Hà Nội", odd="\u2028", at=2, quote="", before="\u2028", end="\n")
@example(name="Hà Nội", odd="\u200b", at=2, quote='"', before="\x85", end="\r")
def test_odd_characters_shift_no_place(
    name: str, odd: str, at: int, quote: str, before: str, end: str
) -> None:
    """Line ends of YAML that are none to an editor, above and within a name."""
    written = f"{quote}{name[:at]}{odd}{name[at:]}{quote}"
    head = f"# one{before}two{end}"
    cluster = f"- number: 1{end}  leader: {written}{end}  members: [Sơn La, {written}, Hà Tây]{end}"
    row = f"province,score{end}{written},5{end}Sơn La,4{end}"
    mend({"clusters_2009.yaml": (head + cluster).encode(), "scores_2007.csv": row.encode()})
    found = told({"clusters_2009.yaml": (head + cluster).encode()})
    assert found is not None
    for finding in found[0]:
        if finding.code == "NAM06" and finding.fix:
            for edit in finding.fix.edits:
                lines = lines_of(found[1][edit.span.path].text)
                assert edit.was in lines[edit.span.line - 1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scores_2007.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40),
        ("clusters_2009.yaml", b"[" * 100_000),
        ("clusters_2009.yaml", b"{a: " * 100_000),
        ("clusters_2009.yaml", b"- " * 100_000),
        ("clusters_2009.yaml", b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
        ("clusters_2009.yaml", b"10:00:01 INFO start\n" * 5_000),
        ("scores_2007.csv", b"10:00:01,123 INFO start; took 5 ms\n" * 5_000),
        ("scores_2007.csv", b"a" * 3_000_000),
        ("scores_2007.csv", b'province,score\n"' + b"a" * 3_000_000),
        ("awards_2007.yaml", b"\xff\xfe" + "tiers: [\u2028]".encode("utf-16-le")),
        ("rounds.yaml", b"format: 1\rrounds:\r- year: 2007\r  office: \x07\r"),
        ("provinces.yaml", b"\xed\xa0\x80"),
    ],
)
def test_the_real_command(name: str, content: bytes, run: Run, tmp_path: Path) -> None:
    """The wrong file under a right name: few findings, and no traceback."""
    (tmp_path / "scores_2007.csv").write_bytes(CONTENT["scores_2007.csv"])
    (tmp_path / name).write_bytes(content)
    result = run("validate", ".", "--lang", "en", cwd=tmp_path)
    assert result.code == 1 and "Traceback" not in result.stderr
    assert result.stdout.count(" error ") <= 110
    assert len(result.stdout) < 100_000


CELLS = st.text(st.sampled_from([*'",;\r\n\t x\u2028\x85Đ', "\U0001f600"]), max_size=6)


@FUZZ
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4), raw=CELLS)
@example(rows=[['a"', "b"]], raw='{"')
def test_places_of_cells(rows: list[list[str]], raw: str) -> None:
    """A cell on one line stands where its place says, but for doubled quotes."""
    for end in ("\r\n", "\n"):
        file = io.StringIO()
        writer = csv.writer(
            file, lineterminator=end, quoting=csv.QUOTE_ALL if end == "\n" else csv.QUOTE_MINIMAL
        )
        writer.writerows([["a", "b"], *rows])
        for text in (file.getvalue(), f"{file.getvalue()}x{raw},y{end}z,1{end}"):
            lines = lines_of(text)
            lines = list(io.StringIO(text, newline=""))
            for row in parse_csv(lines, layout_of(lines, "x", []), "x", []):
                for cell, span in row:
                    if span.line == span.end_line:
                        there = lines[span.line - 1][span.column - 1 : span.end_column - 1]
                        assert cell in (there, there.replace('""', '"'))


EXTREME = """\
format: 1
rounds:
  - year: 2007
    provinces_on: 9999-12-31
    report_before: 9999-12-31
    window: {from: 9999-12-31, to: 9999-12-31}
    period: {from: 0001-01, to: 9999-12}
    scores: {step: 0.000000000001, least: 0, most: 999999999999999}
"""
UNITS = """\
- {id: a, name: Sơn La, kind: xã, to: 9999-12-31, successors: [a, b]}
- {id: b, name: Hà Tây, kind: xã, from: 0001-01-01, to: 2008-01-01, successors: [c]}
"""
LARGE = "province,score\nSơn La,999999999999999\nHà Tây,5.5\nSơn La,123456789012345.123456789012\n"
CLUSTERS = "- {number: 999999999999999999, leader: Hà Tây, members: [Sơn La, Hà Tây]}\n"


@pytest.mark.parametrize("step", ["0.000000000001", "0", "5", "0.0", "123456789012345"])
def test_the_ends_of_what_is_allowed(step: str) -> None:
    """The last day and the largest numbers: nothing overflows."""
    files = {
        "rounds.yaml": EXTREME.replace("0.000000000001", step),
        "provinces.yaml": UNITS,
        "scores_2007.csv": LARGE,
        "clusters_2009.yaml": CLUSTERS,
    }
    mend({name: text.encode() for name, text in files.items()})
