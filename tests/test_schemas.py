"""The JSON Schemas: made from the fields, valid, and of one mind with the loader, by the real
check-jsonschema.
"""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import Golden
from inside import DATA, ROOT

from tools import tool
from vtlt_cli.diagnostics import Problem
from vtlt_cli.reading.fields import Reading, Record, Unread
from vtlt_cli.reading.folder import address_of
from vtlt_cli.reading.kinds import kind_of
from vtlt_cli.reading.yaml_text import Scalar, parse_yaml
from vtlt_cli.units import Name

FOLDER = ROOT / "schemas"
SCHEMAS = tool("schemas")
TEXTS: dict[str, str] = SCHEMAS.texts()
KINDS: tuple[str, ...] = SCHEMAS.kinds()
RECORDS: dict[str, Record] = tool("field_tables").records()
PAGE = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"<!-- file: (\S+\.yaml) -->\n```\w+\n(.*?)```\n", PAGE, re.DOTALL)
WAIVERS = """\
- code: CLU01
  province: Trà Vinh
  text: Trà Vinh
  reason: đã có văn bản giải trình
  decision: 12/VTLTNN
  until: 2008-12-31
"""


def kind_by_name(file: str) -> str:
    """The kind of a data file of this name, "" for any other file."""
    address = address_of(file)
    return address.kind if address else ""


def check_jsonschema(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The real tool, as editors' and CI users run it."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "check_jsonschema", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def refused(kind: str, files: Iterable[Path]) -> set[str]:
    """The names of those files that do not keep to the schema."""
    names = [str(path) for path in files]
    done = check_jsonschema("--schemafile", FOLDER / f"{kind}.schema.json", "-o", "json", *names)
    assert done.returncode in (0, 1) and done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert not told.get("parse_errors"), told
    return {Path(error["filename"]).name for error in told.get("errors", [])}


@pytest.mark.parametrize("name", TEXTS)
def test_the_files_are_what_the_generator_makes(name: str, golden: Golden) -> None:
    golden(FOLDER / name, TEXTS[name])


def test_there_are_no_other_schemas() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(TEXTS)


def test_every_yaml_file_has_a_schema() -> None:
    titles = {SCHEMAS.schema(kind)["title"].replace("YYYY", "2007") for kind in KINDS}
    assert {kind_by_name(title) for title in titles} == set(KINDS)
    assert {kind_by_name(path.name) for path in DATA.glob("*.yaml")} <= set(KINDS)


def test_every_field_says_what_it_is_in_both_languages() -> None:
    for record in RECORDS.values():
        for field in record.fields.values():
            for words in field.about:
                where = f"{record.name}.{field.name}: {words!r}"
                assert re.fullmatch(r"\S.*[.…]", words), where
            assert field.about[0] != field.about[1]
            for choice in field.choices:
                assert all(choice in words for words in field.about), f"{record.name}.{field.name}"


def test_the_schemas_are_valid_schemas() -> None:
    done = check_jsonschema("--check-metaschema", *sorted(FOLDER.iterdir()))
    assert done.returncode == 0, done.stdout + done.stderr
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        assert json.loads(text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "waivers"])
def test_the_shipped_files_keep_to_their_schemas(kind: str) -> None:
    """The record of 2007 and 2009, and the example of a whole round."""
    shipped = [*DATA.glob("*.yaml"), *(ROOT / "examples" / "round" / "finished").glob("*.yaml")]
    files = [path for path in shipped if kind_by_name(path.name) == kind]
    assert files and refused(kind, files) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_keep_to_their_schemas(kind: str, tmp_path: Path) -> None:
    files = [(name.replace("/", "-"), text) for name, text in EXAMPLES]
    of_kind = [(name, text) for name, text in files if re.search(rf"\b{kind}(_\d+)?\.yaml", name)]
    if kind == "waivers":
        of_kind.append(("waivers.yaml", WAIVERS))
    assert of_kind
    for name, text in of_kind:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert refused(kind, sorted(tmp_path.iterdir())) == set()


# A shipped file with one slip: what is replaced, once, and by what.
BROKEN = {
    "provinces": [
        ("- id: ha-noi", "- id: Hà Nội"),
        ("  name: Hà Nội\n", ""),
        ("  kind: thành phố", "  kinds: thành phố"),
        ('  code: "01"', "  code: 01"),
        ("to: 2025-06-30", "to: 30/6/2025"),
        ("to: 2025-06-30", "to: 2025-06-31"),
        ("successors: [tuyen-quang@2025]", "successors: tuyen-quang@2025"),
        ("aliases: [Hanoi]", "aliases:"),
    ],
    "rounds": [
        ("format: 1\n", ""),
        ("year: 2007", "year: 07"),
        ("from: 2005-06", "from: 6/2005"),
        ("to: 2007-06}", "to: 2007-13}"),
        ("{count: 16, size: 4}", "{count: 16, sise: 4}"),
        ("{count: 16, size: 4}", "16"),
        ("{decimals: 0}", "{decimals: không}"),
        ("number: 188/VTLTNN-VP, ", ""),
        ("      1:\n", "      I:\n"),
        ("table: scores", "table: score"),
        ("sessions_per_province: 2 ", "sessions_per_province: 02 buổi "),
    ],
    "clusters": [
        ("number: 1\n", "number: một\n"),
        ("  leader: Bắc Ninh\n", ""),
        ("leader: Bắc Ninh", "leader: [Bắc Ninh]"),
        ("members: [Bắc Ninh,", "member: [Bắc Ninh,"),
        ("[Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]", "Bắc Ninh, Hưng Yên"),
    ],
    "awards": [
        ("status: decided", "status: done"),
        ("tie_at_cut: ask", "tie_at_cut: none"),
        ("tiers: ", "tier: "),
        ("quota: 3\n", "quota: ba\n"),
        ("id: co-thi-dua", "id: Cờ thi đua"),
        ("    name: Cờ thi đua\n", ""),
    ],
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_files_do_not_keep_to_their_schemas(kind: str, tmp_path: Path) -> None:
    (shipped,) = DATA.glob(f"{kind}*.yaml")
    text = shipped.read_text(encoding="utf-8")
    for number, (old, new) in enumerate(BROKEN[kind]):
        assert old in text, old
        broken = text.replace(old, new, 1)
        (tmp_path / f"{number}.yaml").write_text(broken, encoding="utf-8", newline="\n")
    found = refused(kind, sorted(tmp_path.iterdir()))
    missed = [slip for n, slip in enumerate(BROKEN[kind]) if f"{n}.yaml" not in found]
    assert missed == []


# For each type of field: where a value of it can stand, and values that schema and loader both
# take, or both refuse. What only vtlt takes (quoted numbers, texts that look like numbers) and what
# a YAML loader has changed already (`8.280`, `007`) is not here.
_DAYS = ["2007-06-30", '"2007-06-30"', "2008-02-29"]
_NO_DAYS = ["30/6/2007", "2007-6-30", "2007-02-30", "2007-00-10", "20070630", "[]", "hôm nay"]
_MONTHS = ["2005-06", '"2005-06"', "2005-12", "2005-06-01"]
_NO_MONTHS = ["2005-13", "2005-00", "2005-6", "6/2005", "tháng 6", "2005-06-32", "{}"]
_ROUND = "{format: 1, rounds: [{year: 2007, VALUE}]}"
VALUES: dict[str, tuple[str, str, list[str], list[str]]] = {
    "text": (
        "provinces",
        "[{id: a, name: VALUE, kind: tỉnh}]",
        ["Bình Định", "a", '"2007"', "'no'", "241/BC-VTLTNN", "2005-06", "2007-06-30", '" a"'],
        ["[]", "{}", '""', '" "', "[Bình Định]"],
    ),
    "texts": (
        "provinces",
        "[{id: a, name: a, kind: b, aliases: VALUE}]",
        ["[]", "[Hanoi]", "[a, b, a]"],
        ["Hanoi", "{}", "[[a]]", "[a, '']"],
    ),
    "text or texts": (
        "provinces",
        "[{id: a, name: a, kind: b, decision: VALUE}]",
        ["12/QĐ", "[12/QĐ]", "[a, b]", "[]"],
        ["{}", '""', "[[a]]", "[a, '']"],
    ),
    "text or records": (
        "provinces",
        "[{id: a, name: a, kind: b, region: VALUE}]",
        ["Tây Nguyên", "[]", "[{name: a}]", "[{name: a}, {name: b, from: 2025-07-01}]"],
        ["{name: a}", '""', "[a]", "[{from: 2025-07-01}]", "[{name: a, to: 2025-07-01}]"],
    ),
    "id": (
        "provinces",
        "[{id: VALUE, name: a, kind: b}]",
        ["binh-dinh", "gia-lai@2025", "a", "xa-1", '"1"'],
        ["Bình Định", "binh_dinh", "-a", "a-", "a--b", "a@", "a@b", '""', '"a\\n"', '" a"', "[]"],
    ),
    "code": (
        "criteria",
        "{areas: [{code: VALUE, title: a, criteria: []}]}",
        ['"1"', '"7.1"', "I", "TC-1", "a1"],
        ['""', "chỉ tiêu 1", "[]", "{}", "a23456789012345678901"],
    ),
    "whole": (
        "clusters",
        "[{number: VALUE, leader: a, members: []}]",
        ["0", "1", "64", "8280"],
        ["-1", "1.5", "một", "1,000", "[]", "{}"],
    ),
    "decimals": (
        "rounds",
        "{format: 1, rounds: [{year: 2007, scores: {decimals: VALUE}}]}",
        ["0", "2", "40"],
        ["41", "-1", "0.5", "hai", "[]"],
    ),
    "name": (
        "clusters",
        "[{number: 1, leader: VALUE, members: []}]",
        ["Bình Định", "Thừa Thiên Thuế", "minh-hai", '"52"', "TP. Hồ Chí Minh"],
        ["[]", "[Hà Nội]", '""', "{a: b}"],
    ),
    "names": (
        "clusters",
        "[{number: 1, leader: a, members: VALUE}]",
        ["[]", "[a]", "[Hà Nội, Hà Nội]", '[" Hà Nội "]'],
        ["a", "{}", "[[a]]", '[""]'],
    ),
    "year": (
        "rounds",
        "{format: 1, rounds: [{year: VALUE}]}",
        ["1000", "2007", "9999"],
        ["7", "999", "10000", "2007-06", "năm 2007", "-2007", "2007.5"],
    ),
    "day": ("rounds", _ROUND.replace("VALUE", "provinces_on: VALUE"), _DAYS, _NO_DAYS),
    "first of month": (
        "rounds",
        _ROUND.replace("VALUE", "period: {from: VALUE}"),
        _MONTHS,
        _NO_MONTHS,
    ),
    "last of month": (
        "rounds",
        _ROUND.replace("VALUE", "period: {to: VALUE}"),
        _MONTHS,
        _NO_MONTHS,
    ),
    "changes": (
        "proposals",
        "[{province: a, about: clusters, request: b, change: VALUE}]",
        [
            "[]",
            '["1:A=B"]',
            '["Cụm 16:Trà Vinh=Lai Châu", "6:leader=Sơn La"]',
            '["1:+=A", "1:A=-"]',
        ],
        ['"1:A=B"', '["A=B"]', '["1:A"]', '["một:A=B"]', '["1:A="]', "[[a]]", '[""]', "{}"],
    ),
    "half-days": (
        "visits",
        "[{cluster: 1, visits: [{province: a, sessions: VALUE}]}]",
        ["[]", "[2035-08-07 sáng]", "[2035-08-07 sáng, 2035-08-07 chiều]", '["2036-02-29 chiều"]'],
        [
            "2035-08-07 sáng",
            "[2035-08-07]",
            "[sáng]",
            "[2035-08-07 tối]",
            "[2035-08-07 sang]",
            "[7/8/2035 sáng]",
            "[2035-13-07 sáng]",
            '["2035-08-07  sáng"]',
            "[2035-08-07 Sáng]",
            "{}",
        ],
    ),
    "number": (
        "rounds",
        _ROUND.replace("VALUE", "scores: {step: VALUE}"),
        ["0", "5", "0.25", "-1", "61.31"],
        ["61,31", "một", "NaN", "[]", "5 điểm", "1_0,0"],
    ),
    "record": (
        "rounds",
        _ROUND.replace("VALUE", "window: VALUE"),
        ["{}", "{from: 2009-07-01}", "{to: 2009-12-31, from: 2009-07-01}"],
        ["[]", "2009", "{until: 2009-12-31}", "{from: 1/7/2009}"],
    ),
    "records": (
        "rounds",
        "{format: 1, rounds: VALUE}",
        ["[]", "[{year: 2007}, {year: 2009}]"],
        ["{}", "2007", "[2007]", "[{title: a}]", "[{year: 2007, name: a}]"],
    ),
    "named": (
        "rounds",
        _ROUND.replace("VALUE", "documents: VALUE"),
        ["{}", "{report: {number: a, date: 2008-03-21}}", "{1: {number: a, date: 2008-03-21}}"],
        ["[]", "{report: a}", "{report: {number: a}}", "{report: {number: a, date: 21/3/2008}}"],
    ),
    "numbered": (
        "rounds",
        _ROUND.replace("VALUE", "appendices: VALUE"),
        ["{}", "{1: {table: scores, title: a}, 12: {table: clusters, title: b}}"],
        ["[]", "{1: a}", "{I: {table: scores, title: a}}", "{-1: {table: scores, title: a}}"],
    ),
}


def loads(kind: str, text: str) -> bool:
    """Whether the loader takes the file without a word."""
    problems: list[Problem] = []
    reading = Reading(problems, lambda cell: Name(cell.text, None, (), cell.span), set(), set())
    node = parse_yaml(text, "file", problems)
    assert node is not None and not isinstance(node, Scalar)
    top = kind_of(kind).top
    with contextlib.suppress(Unread):
        top.read(node, reading, top)
    return not problems


def test_every_type_of_field_has_values_to_try() -> None:
    used = {field.type.name for record in RECORDS.values() for field in record.fields.values()}
    assert used == set(VALUES) == set(SCHEMAS._FORMS)


@pytest.mark.parametrize("type_", VALUES)
def test_schema_and_loader_take_and_refuse_the_same(type_: str, tmp_path: Path) -> None:
    kind, template, good, bad = VALUES[type_]
    texts = {f"{n}.yaml": template.replace("VALUE", value) for n, value in enumerate(good + bad)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text + "\n", encoding="utf-8", newline="\n")
    no_schema = refused(kind, sorted(tmp_path.iterdir()))
    for (name, text), value in zip(texts.items(), good + bad, strict=True):
        wanted = int(name.partition(".")[0]) < len(good)
        assert loads(kind, text) is wanted, f"loader: {value}"
        assert (name not in no_schema) is wanted, f"schema: {value}"
