"""The law of results (docs/design.md): what could not be read is never taken as absent.

Each command declares what it uses. Every field of every file is made unreadable in turn: of a used
one there is no result and exit 1, of another the result and a line that points to `vtlt validate`.
"""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import Result
from inside import DATA, inside

from vtlt_cli.awards.reckoning import IN_CLUSTERS
from vtlt_cli.cli import appendix, awards, chart, clusters, groups, rank, stats
from vtlt_cli.reading.fields import records_of
from vtlt_cli.reading.kinds import SUBJECTS, kind_of
from vtlt_cli.rounds.grounds import Uses, together
from vtlt_cli.scores import tables as scores_tables

YEAR = 2031
DOCUMENTS: Uses = {"rounds": frozenset({"round.documents"})}
PRINTED: Uses = {"scores": scores_tables.USES_PRINTED}


class Command(NamedTuple):
    """A command as it is typed, what it declares to use, and whether it prints in any case."""

    args: tuple[str, ...]
    uses: Uses
    prints: bool = False


COMMANDS = [
    Command(("rank",), rank.USES),
    Command(("rank", "-f", "html"), together(rank.USES, DOCUMENTS)),
    Command(("rank", "--by", "region"), together(rank.USES, groups.USES_BY["region"])),
    Command(("rank", "--by", "kind"), rank.USES),
    Command(("rank", "--by", "cluster"), together(rank.USES, groups.CLUSTER_USES)),
    Command(("rank", "--compare", "2029"), together(rank.USES, rank.USES_COMPARED)),
    Command(("awards",), together(awards.USES, IN_CLUSTERS)),
    Command(("awards", "--check"), together(awards.USES, IN_CLUSTERS)),
    Command(("awards", "--text"), together(awards.USES, awards.USES_TEXT, IN_CLUSTERS)),
    Command(("awards", "--margin"), together(awards.USES, awards.USES_TRIED, IN_CLUSTERS)),
    Command(
        ("awards", "--what-if", "Bốn=33"), together(awards.USES, awards.USES_TRIED, IN_CLUSTERS)
    ),
    Command(("stats",), together(stats.USES, IN_CLUSTERS)),
    Command(("stats", "--by", "tier"), together(stats.USES, IN_CLUSTERS)),
    Command(("stats", "--by", "cluster"), together(stats.USES, groups.CLUSTER_USES, IN_CLUSTERS)),
    Command(("chart",), together(chart.USES, IN_CLUSTERS)),
    Command(("clusters",), clusters.USES, prints=True),
    Command(("appendix", "1"), together(appendix.USES, PRINTED), prints=True),
]

UNITS = ("Một", "Hai", "Ba", "Bốn")
PAPER = {"number": "1/BC", "date": "2032-01-01", "issuer": "Sở Nội vụ"}
FILES: dict[str, Any] = {
    "provinces": [
        {
            "id": f"u-{number}",
            "name": name,
            "kind": "xã",
            "code": f"0{number}",
            "iso": "VN-01",
            "region": [{"name": "Vùng cao", "from": "2001-01-01"}],
            "from": "2001-01-01",
            "to": "2091-01-01",
            "successors": [],
            "decision": "1/NQ",
            "aliases": [f"{name} cũ"],
        }
        for number, name in enumerate(UNITS, 1)
    ],
    "rounds": {
        "format": 1,
        "rounds": [
            {
                "year": YEAR,
                "title": "Đợt 2031",
                "period": {"from": "2030-01", "to": "2030-12"},
                "provinces_on": "2031-01-01",
                "window": {"from": "2031-02-01", "to": "2031-03-01"},
                "report_before": "2031-04-01",
                "sessions_per_province": 2,
                "content": ["văn thư"],
                "office": "Ủy ban nhân dân",
                "clusters": {"count": 2, "size": 2},
                "scores": {"decimals": 0, "step": 1, "least": 0, "most": 100},
                "documents": {"report": dict(PAPER)},
                "appendices": {"1": {"table": "scores", "title": "ĐIỂM"}},
            },
            {"year": 2029},
        ],
    },
    "waivers": [{"code": "SCR07", "province": "Một", "reason": "đã biết"}],
    "clusters": [
        {"number": 1, "leader": "Một", "members": ["Một", "Hai"]},
        {"number": 2, "leader": "Ba", "members": ["Ba", "Bốn"]},
    ],
    "awards": {
        "status": "decided",
        "tie_at_cut": "extend",
        "tiers": [
            {
                "id": "co",
                "name": "Cờ thi đua",
                "granted_by": "Bộ Nội vụ",
                "merit": "xuất sắc",
                "quota": 1,
                "least": 10,
                "recipients": ["Một"],
                "submitted": {"number": "1/TTr", "date": "2031-12-01"},
                "decision": {"number": "1/QĐ", "date": "2031-12-20"},
            },
            {
                "id": "k",
                "name": "Nhất cụm",
                "per": "cluster",
                "quota": 1,
                "recipients": ["Hai", "Bốn"],
            },
        ],
        "exceptions": [
            {
                "province": "Ba",
                "tier": "k",
                "action": "withheld",
                "reason": "x",
                "decision": "2/QĐ",
                "date": "2031-05-05",
            }
        ],
    },
}
SCORES = "position,province,score\n1,Một,50\n2,Hai,40\n3,Ba,30\n4,Bốn,30\n"
# A value that no field can be read from: one of records, and any other.
NO_RECORD, NO_VALUE = "vô nghĩa", {"vô": "nghĩa"}
# What stands in a round as a record of its own is named by the way to it.
NESTED = {
    "period": "round.period",
    "window": "round.window",
    "cluster shape": "round.clusters",
    "score form": "round.scores",
}


def written(folder: Path, files: Mapping[str, Any], scores: str = SCORES) -> Path:
    """The folder with these files; YAML as JSON, which it includes."""
    for kind, content in files.items():
        text = json.dumps(content, ensure_ascii=False)
        # A day is no text in quotes, and a number of an appendix is none either.
        (folder / SUBJECTS[kind].file_of(YEAR)).write_text(text, encoding="utf-8")
    (folder / f"scores_{YEAR}.csv").write_text(scores, encoding="utf-8")
    earlier = "province,score\nMột,20\nHai,10\n"
    (folder / "scores_2029.csv").write_text(earlier, encoding="utf-8")
    return folder


def fields_of(kind: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Each field of a kind: its record, its name, whether it is required, whether of records."""
    for record in records_of(kind_of(kind).top):
        for field in record.fields.values():
            of_records = field.type.record is not None and field.type.name != "text or records"
            yield record.name, field.name, field.required, of_records


def places_of(record: str, kind: str, files: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The records of that name in the files."""
    if kind == "awards":
        found = files["awards"]
        tiers = found["tiers"]
        papers = [tier["submitted"] for tier in tiers if "submitted" in tier]
        by_record: dict[str, list[dict[str, Any]]] = {
            "awards": [found],
            "tier": tiers,
            "exception": found["exceptions"],
            "paper": papers,
        }
        return by_record.get(record, [])
    if kind == "rounds":
        (first, _second) = files["rounds"]["rounds"]
        by_record = {
            "rounds file": [files["rounds"]],
            "round": [first],
            "period": [first["period"]],
            "window": [first["window"]],
            "cluster shape": [first["clusters"]],
            "score form": [first["scores"]],
            "document": [first["documents"]["report"]],
            "appendix": [first["appendices"]["1"]],
        }
        return by_record.get(record, [])
    if record == "region":
        return [region for unit in files[kind] for region in unit["region"]]
    return list(files[kind])


def is_used(command: Command, kind: str, record: str, field: str, required: bool) -> bool:
    """Whether the command says that it uses the field; a record that is lost is always used."""
    fields = command.uses.get(kind)
    if fields is None:
        return False
    if kind == "rounds":
        if record in ("document", "appendix"):
            whole = {"document": "round.documents", "appendix": "round.appendices"}[record]
            return whole in fields if required else f"{whole}.{field}" in fields
        if record in ("rounds file",) or (record, field) == ("round", "year"):
            return True
        path = f"{NESTED.get(record, record)}.{field}"
        return path in fields or any(used.startswith(f"{path}.") for used in fields)
    if record == "region":
        return ("province.region" if required else "region.from") in fields
    if record == "paper":
        return {"tier.submitted", "tier.decision"} <= fields
    if required:
        return True
    return f"{record}.{field}" in fields


def checked(command: Command, used: bool, result: Result, what: str) -> None:
    """What the law says of a field that is used, and of one that is not."""
    said = f"{command.args} without {what}: {result}"
    if used:
        assert result.code == 1, said
        # An appendix that is not described any more has nothing to print.
        if command.args[0] != "appendix" or result.stdout:
            assert bool(result.stdout) == command.prints, said
    else:
        assert result.code == 0 and result.stdout, said
    assert "vtlt validate" in result.stderr, said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.args))
def test_each_yaml_field(command: Command, tmp_path: Path) -> None:
    for kind in ("provinces", "rounds", "clusters", "awards"):
        for record, field, required, of_records in fields_of(kind):
            files = copy.deepcopy(FILES)
            places = places_of(record, kind, files)
            place = next((one for one in places if field in one), None)
            if place is None:
                continue
            place[field] = NO_RECORD if of_records else NO_VALUE
            result = inside(*command.args, "--data", str(written(tmp_path, files)))
            used = is_used(command, kind, record, field, required)
            if kind not in command.uses and kind not in ("provinces", "rounds"):
                # The file is not read, or only to be pointed to.
                assert result.code == 0 and result.stdout, (command.args, record, field, result)
                continue
            checked(command, used, result, f"{record}.{field}")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.args))
def test_each_table_cell(command: Command, tmp_path: Path) -> None:
    """A score, a position that orders two equal scores, a row that is cut short."""
    uses_scores = "scores" in command.uses
    for old, new in (("2,Hai,40", "2,Hai,x"), ("3,Ba,30", "x,Ba,30"), ("2,Hai,40", "2,Hai")):
        scores = SCORES.replace(old, new)
        result = inside(*command.args, "--data", str(written(tmp_path, FILES, scores)))
        if not uses_scores:
            assert result.code == 0 and result.stdout
            continue
        checked(command, True, result, new)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.args))
def test_each_file(command: Command, tmp_path: Path) -> None:
    """Bytes that are no text, and text that is no YAML."""
    for kind in ("provinces", "rounds", "clusters", "scores", "awards"):
        for content in (b"\x81\x8d\x8f\xff\n", b"- {a: [\n"):
            folder = written(tmp_path, FILES)
            path = folder / SUBJECTS[kind].file_of(YEAR)
            path.write_bytes(content)
            result = inside(*command.args, "--data", str(folder))
            if kind not in command.uses:
                assert result.code == 0 and result.stdout, (command.args, kind, result)
                continue
            assert result.code == 1 and "vtlt validate" in result.stderr, (kind, result)
            # An appendix that is not described any more has nothing to print, nor has a table of
            # what this file holds.
            if kind != "rounds" or command.args[0] != "appendix":
                prints = command.prints and kind not in ("clusters", "scores")
                assert bool(result.stdout) == prints, (command.args, kind, result)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.args))
def test_waivers_that_cannot_be_read(command: Command, tmp_path: Path) -> None:
    """The result stands, nothing is waived, and it is said."""
    folder = written(tmp_path, FILES)
    assert inside(*command.args, "--data", str(folder)).code == 0
    (folder / "waivers.yaml").write_bytes(b"- {code: [\n")
    result = inside(*command.args, "--data", str(folder))
    assert result.code == 1 and result.stdout
    assert "waivers.yaml" in result.stderr and "nothing is waived" in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.args))
def test_nothing_is_said_of_a_folder_without_faults(command: Command, tmp_path: Path) -> None:
    result = inside(*command.args, "--data", str(written(tmp_path, FILES)))
    assert result.code == 0 and result.stdout and "validate" not in result.stderr


@pytest.mark.parametrize(
    ("name", "field"), [("quotas", "quota"), ("leats", "least"), ("tie_at_cuts", "tie_at_cut")]
)
def test_a_misspelt_field_is_not_absent(name: str, field: str, tmp_path: Path) -> None:
    """`quotas: 2` is no tier that all may have."""
    files = copy.deepcopy(FILES)
    place = files["awards"] if field in files["awards"] else files["awards"]["tiers"][0]
    place[name] = place.pop(field)
    result = inside("awards", "--data", str(written(tmp_path, files)))
    assert (result.code, result.stdout) == (1, "")


@pytest.mark.parametrize("args", [("clusters",), ("appendix", "2"), ("appendix",)], ids=" ".join)
@pytest.mark.parametrize("suffix", ["docx", "json"])
def test_no_empty_table_stands_for_a_file_that_cannot_be_read(
    args: tuple[str, ...], suffix: str, tmp_path: Path
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "clusters_2009.yaml"
    path.write_text(path.read_text("utf-8").replace("leader: B", 'leader: "B', 1), "utf-8")
    output = tmp_path / f"x.{suffix}"
    done = inside(*args, "-o", str(output), "--data", str(tmp_path / "data"))
    assert done.code == 1 and "clusters_2009.yaml:7:11" in done.stderr
    assert output.exists() == (args == ("appendix",))
    if suffix == "json" and output.exists():
        assert [table["appendix"] for table in json.loads(output.read_text("utf-8"))] == [1]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_errata_say_why_in_the_language_of_the_reader(lang: str, tmp_path: Path) -> None:
    """The table is Vietnamese in any language, what is told beside it is not."""
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "provinces.yaml"
    path.write_text(path.read_text("utf-8").replace("name: H", 'name: "H', 1), "utf-8")
    done = inside("errata", "--data", str(tmp_path / "data"), lang=lang)
    assert done.code == 1
    assert ("quote" in done.stderr) is (lang == "en")
    assert ("dấu nháy" in done.stderr.casefold()) is (lang == "vi")
