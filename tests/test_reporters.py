"""What each format of `validate` prints: goldens, and the readers that other systems use."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from importlib import import_module
from pathlib import Path
from typing import Any

import junitparser
import pytest
from conftest import Golden
from folders import Plan, full_folders, write_to
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inside import DATA, inside
from test_mend import folder_of

from vtlt_cli import __version__
from vtlt_cli.checking.engine import all_rules
from vtlt_cli.checking.reporters import REPORTERS, Report
from vtlt_cli.diagnostics import Finding, Related, Span
from vtlt_cli.wording import LANGS, Lang

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden" / "validate"
SUFFIXES = {"json": "json", "sarif": "sarif", "junit": "xml"}
# It comes with check-jsonschema, without types.
jsonschema: Any = import_module("jsonschema")
SARIF = jsonschema.Draft4Validator(
    json.loads((HERE / "schema" / "sarif-schema-2.1.0.json").read_text("utf-8")),
    format_checker=jsonschema.FormatChecker(),
)
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.name != "FIL20")


def reported(format_: str, *findings: Finding, lang: Lang = "en") -> str:
    """What a format makes of these findings, without the texts that they point into."""
    return REPORTERS[format_](Report(findings, {}, lang))


def finding(
    message: str = "wrong",
    span: Span = Span("data/x.yaml", 2, 3, 2, 5),  # noqa: B008 (a tuple does not change)
    code: str = "CLU01",
    **more: Any,
) -> Finding:
    return Finding(code, more.pop("severity", "error"), span, message, **more)


@pytest.mark.parametrize("format_", REPORTERS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_shipped_data(format_: str, lang: str, golden: Golden) -> None:
    """Both languages for people; for machines one is enough."""
    if lang == "vi" and format_ not in ("text", "concise"):
        pytest.skip("one language is enough")
    text = inside("validate", "-f", format_, lang=lang).stdout
    text = text.replace(f'"version": "{__version__}"', '"version": "VERSION"')
    name = f"{format_}.{lang}" if format_ in ("text", "concise") else format_
    golden(GOLDEN / f"{name}.{SUFFIXES.get(format_, 'txt')}", text)


def test_every_format_has_its_golden() -> None:
    found = {path.name.split(".")[0] for path in GOLDEN.iterdir()}
    assert found == set(REPORTERS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("format_", REPORTERS)
def test_no_findings(format_: str, lang: str, tmp_path: Path) -> None:
    folder_of(tmp_path, scores_2007__csv="province,score\nSơn La,5\n")
    text = inside("validate", "-f", format_, cwd=tmp_path, lang=lang).stdout
    if format_ == "json":
        assert json.loads(text) == []
    elif format_ == "sarif":
        SARIF.validate(json.loads(text))
        assert json.loads(text)["runs"][0]["results"] == []
    elif format_ == "junit":
        assert ET.fromstring(text).get("failures") == "0"
    else:
        assert text == ""


def test_concise_is_one_line_a_finding() -> None:
    lines = inside("validate", "-f", "concise").stdout.splitlines()
    assert len(lines) == 9
    for line in lines:
        assert re.match(
            r"data/[a-z_0-9]+\.(yaml|csv):\d+:\d+: (error|warning|note) [A-Z]{3}\d\d ", line
        )


def test_json_fields() -> None:
    """The fields of the JSON, in their order, on every finding."""
    fields = [
        "code",
        "severity",
        "message",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "province",
        "help",
        "related",
        "fix",
    ]
    for found in json.loads(inside("validate", "-f", "json").stdout):
        assert list(found) == fields
        for related in found["related"]:
            assert list(related) == ["path", "line", "column", "message"]
        if found["fix"]:
            assert list(found["fix"]) == ["safe", "edits"]
            for edit in found["fix"]["edits"]:
                assert list(edit) == ["line", "column", "end_line", "end_column", "content"]


# Colour


def test_colour_changes_nothing_else() -> None:
    plain = inside("validate", "--color", "never").stdout
    coloured = inside("validate", "--color", "always").stdout
    assert coloured != plain and re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    for format_ in ("json", "github", "sarif", "junit"):
        assert "\x1b" not in inside("validate", "--color", "always", "-f", format_).stdout


# SARIF


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_sarif_of_every_case_is_valid(case: Path, lang: str) -> None:
    log = json.loads(inside("validate", "-f", "sarif", cwd=case, lang=lang).stdout)
    SARIF.validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    levels = {code: rule.severity for code, rule in all_rules().items()}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert "\\" not in uri and not uri.startswith("/")
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == levels[rule["id"]]
        assert all(rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))
    ids = [rule["id"] for rule in rules]
    assert ids == sorted(set(ids)) == sorted({result["ruleId"] for result in run["results"]})


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=full_folders(), change=st.sampled_from([str.upper, lambda name: name + "\u00a0"]))
def test_sarif_fixes_are_those_of_fix(
    plan: Plan, change: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whoever applies the fixes of SARIF has the file that `--fix` writes."""
    plan.rows[0].name = change(plan.rows[0].name)
    folder = write_to(tmp_path_factory.mktemp("folder"), plan.files())
    log = json.loads(inside("validate", "-f", "sarif", cwd=folder).stdout)
    SARIF.validate(log)
    (result,) = log["runs"][0]["results"]
    (fixed,) = result["fixes"]
    (changed,) = fixed["artifactChanges"]
    (replaced,) = changed["replacements"]
    region = replaced["deletedRegion"]
    path = folder / changed["artifactLocation"]["uri"]
    content = path.read_bytes().decode()
    lines = content.split("\n")
    line = lines[region["startLine"] - 1]
    assert region["startLine"] == region["endLine"]
    lines[region["startLine"] - 1] = (
        line[: region["startColumn"] - 1]
        + replaced["insertedContent"]["text"]
        + line[region["endColumn"] - 1 :]
    )
    inside("validate", "--fix", "--unsafe-fixes", cwd=folder)
    assert path.read_bytes().decode() == "\n".join(lines)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("số liệu/x.yaml", "s%E1%BB%91%20li%E1%BB%87u/x.yaml"),
        ("/a b/x.yaml", "file:///a%20b/x.yaml"),
        ("a#b/x?.yaml", "a%23b/x%3F.yaml"),
        ("a%20b/x.yaml", "a%2520b/x.yaml"),
        ("C:/data/x.yaml", "file:///C:/data/x.yaml"),
        ("a:b/x.yaml", "a%3Ab/x.yaml"),
    ],
)
def test_sarif_uri(path: str, uri: str) -> None:
    log = json.loads(reported("sarif", finding(span=Span(path, 1, 1, 1, 2))))
    SARIF.validate(log)
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_columns_count_characters() -> None:
    """As `columnKind` says: not bytes, nor units of UTF-16."""
    (result,) = [
        r
        for r in json.loads(inside("validate", "-f", "sarif").stdout)["runs"][0]["results"]
        if r["ruleId"] == "CLU01"
    ]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 68, "startColumn": 42, "endLine": 68, "endColumn": 50}


# GitHub


def test_github_severities() -> None:
    text = "".join(reported("github", finding(severity=s)) for s in ("error", "warning", "note"))
    assert [line.split(" ")[0] for line in text.splitlines()] == [
        "::error",
        "::warning",
        "::notice",
    ]


def test_github_place() -> None:
    assert reported("github", finding(help="do")) == (
        "::error file=data/x.yaml,line=2,endLine=2,col=3,endColumn=5,title=CLU01::wrong%0Ado\n"
    )


def test_github_without_a_column_on_more_than_one_line() -> None:
    """GitHub refuses a column together with an end line that is another."""
    text = reported("github", finding(span=Span("data/x.yaml", 2, 3, 4, 1)))
    assert text == "::error file=data/x.yaml,line=2,endLine=4,title=CLU01::wrong\n"


@pytest.mark.parametrize(
    ("text", "message", "path"),
    [
        ("100%", "100%25", "100%25"),
        ("a\nb", "a%0Ab", "a%0Ab"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
        ("a,b", "a,b", "a%2Cb"),
        ("a:b::c", "a:b::c", "a%3Ab%3A%3Ac"),
        ("%0A", "%250A", "%250A"),
    ],
)
def test_github_escapes(text: str, message: str, path: str) -> None:
    """As the toolkit of GitHub Actions does: a comma and a colon in properties only."""
    printed = reported("github", finding(text, Span(text, 1, 1, 1, 2)))
    properties, _, said = printed.removeprefix("::error ").rstrip("\n").partition("::")
    assert (said, properties.split(",")[0]) == (message, f"file={path}")


def test_github_is_one_line_a_finding(tmp_path: Path) -> None:
    for case in CASES:
        text = inside("validate", "-f", "github", cwd=case).stdout
        assert all(re.match("::(error|warning|notice) file=", line) for line in text.splitlines())


# JUnit


def junit_of(text: str) -> Any:
    return junitparser.JUnitXml.fromfile(io.BytesIO(text.encode()))


def test_junit_of_the_shipped_data() -> None:
    """A suite a file; a failed case an error or warning; a file without any has passed."""
    report = junit_of(inside("validate", "-f", "junit").stdout)
    suites = {suite.name: suite for suite in report}
    assert set(suites) == {f"data/{path.name}" for path in DATA.iterdir()}
    cases = {name: [case.is_passed for case in suite] for name, suite in suites.items()}
    assert cases.pop("data/clusters_2009.yaml") == [False] * 6
    assert set(map(tuple, cases.values())) == {(True,)}
    assert (report.tests, report.failures) == (10, 6)
    for suite in suites.values():
        assert suite.tests == len(list(suite))
        assert suite.failures == sum(not case.is_passed for case in suite)
    (twice,) = [c for c in suites["data/clusters_2009.yaml"] if c.name.startswith("CLU01 ")]
    (failure,) = twice.result
    assert failure.message == "Trà Vinh is in two clusters, 14 and 16"
    assert failure.type == "CLU01" and "Lai Châu" in failure.text


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_junit_of_every_case(case: Path) -> None:
    text = inside("validate", "-f", "junit", cwd=case).stdout
    found = json.loads(inside("validate", "-f", "json", cwd=case).stdout)
    failed = sum(f["severity"] != "note" for f in found)
    report = junit_of(text)
    assert report.failures == failed
    names = [child.get("name") for child in ET.fromstring(text)]
    assert len(names) == len(set(names))


def test_junit_names_the_files_of_the_folder_alone(tmp_path: Path) -> None:
    """The register that comes with the program is nobody's to mend, nor the same everywhere."""
    folder_of(tmp_path, scores_2007__csv="province,score\nSơn La,5\n")
    report = junit_of(inside("validate", "-f", "junit", cwd=tmp_path).stdout)
    assert [suite.name for suite in report] == ["scores_2007.csv"]


def test_junit_keeps_any_text() -> None:
    message = "<a href=\"b\"> & 'c' ]]> “đ” 😀"
    (suite,) = junit_of(reported("junit", finding(message, help=message)))
    (case,) = suite
    (failure,) = case.result
    assert failure.message == message and message in failure.text


@pytest.mark.parametrize("point", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_junit_has_no_character_that_xml_has_not(point: str) -> None:
    text = reported("junit", finding(f"a{point}b", Span(f"a{point}", 1, 1, 1, 2)))
    assert ET.fromstring(text.encode(errors="surrogatepass")) is not None


# Any finding, in any format


@settings(max_examples=60, deadline=None)
@given(
    message=st.text(st.characters(codec="utf-8")),
    path=st.text(st.characters(codec="utf-8"), min_size=1),
    places=st.lists(st.integers(1, 10**6), min_size=4, max_size=4).map(sorted),
    help_=st.none() | st.text(st.characters(codec="utf-8")),
)
def test_any_finding_is_reported(
    message: str, path: str, places: list[int], help_: str | None
) -> None:
    span = Span(path, places[0], places[2], places[1], places[3])
    related = (Related(span, message),)
    odd = finding(message, span, help=help_, related=related)
    log = json.loads(reported("sarif", odd))
    # The schema wants a URI; what is odd in the path of a file is percent-encoded.
    SARIF.validate(log)
    assert json.loads(reported("json", odd))[0]["message"] == message
    assert ET.fromstring(reported("junit", odd)).get("failures") == "1"
    assert reported("github", odd).count("\n") == 1
    for format_ in ("text", "concise"):
        assert reported(format_, odd)
