"""Known slips and the waivers by which the keepers of the data live with them."""

from __future__ import annotations

import calendar
import json
import unicodedata
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from inside import DATA, inside
from test_mend import folder_of

CLUSTERS = (
    "- number: 1\n  leader: Thái nguyên\n  members: [Thái nguyên, Trà Vinh, Hà  Nam]\n"
    "- number: 2\n  leader: Sơn La\n  members: [Sơn La, Trà Vinh]\n"
)
REASON = "có văn bản giải trình"
WAIVABLE = {"CLU01": 1, "NAM07": 1, "NAM08": 2}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return folder_of(tmp_path, clusters_2009__yaml=CLUSTERS)


def findings(folder: Path, day: str | None = None, lang: str = "en") -> list[Any]:
    """What is found, on a day or today."""
    env = {"SOURCE_DATE_EPOCH": epoch(day)} if day else None
    result = inside("validate", "-f", "json", cwd=folder, env=env, lang=lang)
    found: list[Any] = json.loads(result.stdout)
    return found


def epoch(day: str, hour: int = 12) -> str:
    year, month, day_ = map(int, day.split("-"))
    return str(calendar.timegm((year, month, day_, hour, 0, 0)))


def told(folder: Path, day: str | None = None) -> set[tuple[str, str]]:
    return {(f["code"], f["severity"]) for f in findings(folder, day)}


def waive(folder: Path, *args: str, lang: str = "en") -> tuple[int, str]:
    result = inside("waive", *args, cwd=folder, lang=lang)
    assert result.stdout == ""
    return result.code, result.stderr


def test_without_waivers(data: Path) -> None:
    assert told(data) == {("CLU01", "error"), ("NAM07", "warning"), ("NAM08", "warning")}


def test_the_shipped_data_has_none() -> None:
    """The slips of the report stay visible."""
    assert not (DATA / "waivers.yaml").exists()
    assert "waived" not in inside("validate").stdout


@pytest.mark.parametrize(
    "waiver",
    [
        "{code: CLU01, province: Trà Vinh, reason: R}",
        "{code: CLU01, province: tra-vinh, reason: R}",
        "{code: CLU01, province: tỉnh Trà Vinh, reason: R}",
        "{code: CLU01, text: Trà Vinh, reason: R}",
        "{code: CLU01, text: Trà Vinh, province: Trà Vinh, reason: R}",
        "{code: CLU01, reason: R, until: 2999-12-31}",
    ],
)
def test_what_matches(waiver: str, data: Path) -> None:
    folder_of(data, waivers__yaml=f"- {waiver}\n")
    assert told(data) == {("CLU01", "note"), ("NAM07", "warning"), ("NAM08", "warning")}
    (finding,) = [f for f in findings(data) if f["code"] == "CLU01"]
    assert finding["message"].endswith("[waived: R]") and finding["fix"] is None
    assert (finding["line"], finding["province"]) == (6, "tra-vinh")


@pytest.mark.parametrize(
    "waiver",
    [
        "{code: CLU02, province: Trà Vinh, reason: R}",
        "{code: CLU01, province: Sơn La, reason: R}",
        "{code: CLU01, text: Trà  Vinh, reason: R}",
        "{code: CLU01, text: Trà Vinh, province: Sơn La, reason: R}",
    ],
)
def test_what_does_not_match(waiver: str, data: Path) -> None:
    folder_of(data, waivers__yaml=f"# Cụm\n- {waiver}\n")
    assert told(data) - {("WAI01", "warning")} == {
        ("CLU01", "error"),
        ("NAM07", "warning"),
        ("NAM08", "warning"),
    }
    (unused,) = [f for f in findings(data) if f["code"] == "WAI01"]
    assert (unused["path"], unused["line"], unused["column"]) == ("waivers.yaml", 2, 10)


def test_the_text_is_that_of_the_file(data: Path) -> None:
    """As published, not as the register has it; every place with that text."""
    folder_of(data, waivers__yaml=f"- {{code: NAM08, text: Thái Nguyên, reason: {REASON}}}\n")
    assert ("NAM08", "warning") in told(data) and ("WAI01", "warning") in told(data)
    folder_of(data, waivers__yaml=f"- {{code: NAM08, text: Thái nguyên, reason: {REASON}}}\n")
    assert [f["severity"] for f in findings(data) if f["code"] == "NAM08"] == ["note"] * 2
    assert not [f for f in findings(data) if f["code"] == "WAI01"]


def test_a_waiver_outlives_other_changes_of_the_file(data: Path) -> None:
    folder_of(data, waivers__yaml=f"- {{code: CLU01, province: Trà Vinh, reason: {REASON}}}\n")
    folder_of(data, clusters_2009__yaml="# Một dòng mới\n\n" + CLUSTERS)
    assert ("CLU01", "note") in told(data) and ("WAI01", "warning") not in told(data)


def test_what_a_waived_finding_says(data: Path) -> None:
    text = f"- code: CLU01\n  reason: {REASON}\n  decision: 12/QĐ-VTLTNN\n"
    folder_of(data, waivers__yaml=text)
    said = {lang: findings(data, lang=lang)[-1]["message"] for lang in ("en", "vi")}
    assert said["en"] == f"Trà Vinh is in two clusters, 1 and 2 [waived: {REASON} (12/QĐ-VTLTNN)]"
    assert said["vi"] == (
        "Tỉnh Trà Vinh được xếp vào hai cụm: Cụm 1 và Cụm 2. "
        f"[Đã chấp nhận: {REASON} (12/QĐ-VTLTNN)]"
    )


def test_waived_findings_do_not_fail(data: Path) -> None:
    """Not even with --strict; -q leaves them out."""
    for code in WAIVABLE:
        assert waive(data, code, "--reason", REASON)[0] == 0
    assert inside("validate", "--strict", cwd=data).code == 0
    assert inside("validate", "-q", cwd=data) == (0, "", "vtlt: no findings\n")
    counts = inside("validate", "--statistics", cwd=data).stdout
    assert counts == "     1  CLU01  note\n     1  NAM07  note\n     2  NAM08  note\n"


# The last day.


@pytest.mark.parametrize(
    ("day", "code", "severity"),
    [
        ("2009-06-30", "CLU01", "note"),
        ("2009-07-01", "CLU01", "error"),
        ("2009-01-01", "CLU01", "note"),
        ("2030-01-01", "CLU01", "error"),
    ],
)
def test_the_last_day(day: str, code: str, severity: str, data: Path) -> None:
    text = "- code: CLU01\n  province: Trà Vinh\n  reason: R\n  until: 2009-06-30\n"
    folder_of(data, waivers__yaml=text)
    assert (code, severity) in told(data, day)
    expired = [f for f in findings(data, day) if f["code"] == "WAI02"]
    assert [(f["line"], f["column"]) for f in expired] == ([(4, 10)] if severity == "error" else [])
    assert not [f for f in findings(data, day) if f["code"] == "WAI01"]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles"])
@pytest.mark.parametrize("hour", [0, 23])
def test_source_date_epoch_is_a_time_of_utc(
    zone: str, hour: int, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes wherever the build stands."""
    import time

    if not hasattr(time, "tzset"):
        pytest.skip("this system has no tzset")
    folder_of(data, waivers__yaml="- {code: CLU01, reason: R, until: 2009-06-30}\n")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        env = {"SOURCE_DATE_EPOCH": epoch("2009-06-30", hour)}
        result = inside("validate", "--select", "WAI", cwd=data, env=env)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert result.stdout == ""


@pytest.mark.parametrize("value", ["", "x", "-1", "²", "9" * 30])
def test_an_odd_epoch_is_no_traceback(value: str, data: Path) -> None:
    folder_of(data, waivers__yaml="- {code: CLU01, reason: R, until: 2999-12-31}\n")
    result = inside("validate", cwd=data, env={"SOURCE_DATE_EPOCH": value})
    assert result.code in (0, 2)


# What is wrong in waivers.yaml itself.


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("- {code: XYZ99, reason: R}\n", {"WAI03"}),
        ("- {code: clu01, reason: R}\n", {"WAI03"}),
        ("- {code: CLU, reason: R}\n", {"WAI03"}),
        ("- {code: CLU01}\n", {"FIL07"}),
        ("- {reason: R}\n", {"FIL07"}),
        ("- {code: CLU01, reason: R, until: 31/12/2009}\n", {"FIL18"}),
        ("- {code: CLU01, reason: R, untill: 2009-12-31}\n", {"FIL08"}),
        ("- {code: CLU01, province: Trà vinh, reason: R}\n", {"NAM08"}),
        ("", {"FIL03"}),
        ("- {code: [CLU01], reason: R}\n", {"FIL09"}),
    ],
)
def test_slips_in_waivers(text: str, codes: set[str], data: Path) -> None:
    folder_of(data, waivers__yaml=text)
    assert {f["code"] for f in findings(data) if f["path"] == "waivers.yaml"} == codes


def test_a_province_that_there_is_not(data: Path) -> None:
    """One slip, one finding: that the waiver matches nothing follows from the name."""
    folder_of(data, waivers__yaml="- {code: CLU01, province: Minh Hải, reason: R}\n")
    assert [f["code"] for f in findings(data) if f["path"] == "waivers.yaml"] == ["NAM01"]


def test_two_waivers_of_one_finding(data: Path) -> None:
    """The second is not needed, and so is told."""
    one = "- {code: CLU01, reason: R}\n"
    folder_of(data, waivers__yaml=one + one)
    unused = [f["line"] for f in findings(data) if f["code"] == "WAI01"]
    assert unused == [2]


# vtlt waive


@pytest.mark.parametrize("code", WAIVABLE)
def test_waive_writes_an_entry_that_works(code: str, data: Path) -> None:
    done = waive(data, code.lower(), "--reason", REASON, "--decision", "12/QĐ-VTLTNN")
    count = WAIVABLE[code]
    assert done == (
        0,
        f"vtlt: {count} finding{'s' * (count > 1)} waived in waivers.yaml\n",
    )
    text = (data / "waivers.yaml").read_text("utf-8")
    assert text == f"- code: {code}\n  reason: {REASON}\n  decision: 12/QĐ-VTLTNN\n"
    assert (code, "note") in told(data) and len(told(data)) == 3


def test_waive_adds_to_the_file(data: Path) -> None:
    """What stands there stays as it is, and the last line gets an end if it has none."""
    head = "# Đã được Cục chấp nhận.\n- {code: NAM07, reason: R}"
    folder_of(data, waivers__yaml=head)
    assert waive(data, "CLU01", "--province", "tra vinh", "--reason", "R")[0] == 0
    assert waive(data, "NAM08", "--text", "Thái nguyên", "--reason", "R", "--until", "2999-01-31")
    assert (data / "waivers.yaml").read_text("utf-8") == (
        f"{head}\n- code: CLU01\n  province: Trà Vinh\n  reason: R\n"
        "- code: NAM08\n  text: Thái nguyên\n  reason: R\n  until: 2999-01-31\n"
    )
    assert {severity for _code, severity in told(data)} == {"note"}


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize(
    "args",
    [
        ["CLU02"],
        ["CLU99"],
        ["CLU"],
        ["CLU01", "--province", "Sơn La"],
        ["CLU01", "--province", "Nowhere"],
        ["NAM08", "--text", "Thái Nguyên"],
        ["CLU01", "--until", "31/12/2999"],
        ["CLU01", "--until", "20991231"],
        ["CLU01", "--until", "2000-12-31"],
    ],
    ids=" ".join,
)
def test_waive_refuses_what_would_do_nothing(args: list[str], lang: str, data: Path) -> None:
    code, message = waive(data, *args, "--reason", "R", lang=lang)
    assert code == 2 and message.count("\n") == 1
    assert message.isascii() == (lang == "en") or "Sơn La" in args
    assert not (data / "waivers.yaml").exists()


def test_waive_refuses_what_is_waived(data: Path) -> None:
    assert waive(data, "CLU01", "--reason", "R")[0] == 0
    before = (data / "waivers.yaml").read_bytes()
    assert waive(data, "CLU01", "--reason", "R")[0] == 2
    assert (data / "waivers.yaml").read_bytes() == before


def test_waive_tells_where_the_others_are(data: Path) -> None:
    message = waive(data, "CLU01", "--province", "Sơn La", "--reason", "R")[1]
    assert "clusters_2009.yaml:6:21" in message


@pytest.mark.parametrize("name", ["Gia Lai", "gia-lai@2025"])
def test_waive_means_the_unit_of_the_finding(name: str, tmp_path: Path) -> None:
    """Of two units with one name, that of 2025 is meant where its slip is told."""
    folder_of(
        tmp_path,
        rounds__yaml="format: 1\nrounds:\n  - {year: 2026, provinces_on: 2026-01-01}\n",
        scores_2026__csv="province,score\nGia lai,5\n",
    )
    (finding,) = [f for f in findings(tmp_path) if f["code"] == "NAM08"]
    assert finding["province"] == "gia-lai@2025"
    assert waive(tmp_path, "NAM08", "--province", name, "--reason", "R")[0] == 0
    assert ("NAM08", "note") in told(tmp_path)


@pytest.mark.parametrize("reason", ["", " ", "\u00a0"])
def test_waive_wants_a_reason(reason: str, data: Path) -> None:
    """And says so: nothing else is wrong."""
    code, message = waive(data, "CLU01", "--reason", reason)
    assert code == 2 and "reason" in message


def test_a_reason_over_two_lines_keeps_one_line_a_finding(data: Path) -> None:
    assert waive(data, "CLU01", "--reason", "một\nhai")[0] == 0
    lines = inside("validate", "-f", "concise", cwd=data).stdout.splitlines()
    assert len(lines) == len(findings(data))


# What an argument of a command can be: any text without NUL and lone surrogates.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(reason=TEXTS)
@example(reason="yes")
@example(reason="null")
@example(reason="~")
@example(reason="---")
@example(reason="- a")
@example(reason="a: b")
@example(reason="a #b")
@example(reason="#")
@example(reason="'a' \"b\"")
@example(reason="\\n")
@example(reason="{a: [b]}")
@example(reason="*a")
@example(reason="a:")
@example(reason="a\u2028b")
@example(reason="a\x85b")
@example(reason="\ufeffa")
@example(reason="a\r\nb\tc")
@example(reason="\U0001f600")
@example(reason="a\x7fb")
@example(reason="a\x9fb")
@example(reason="a\ufffeb")
def test_any_reason_comes_back(reason: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """By our own reader and by PyYAML's."""
    if not reason.strip():
        return
    folder = tmp_path_factory.mktemp("folder")
    folder_of(folder, scores_2007__csv="province,score\nThái nguyên,5\n")
    code, message = waive(folder, "NAM08", "--text", "Thái nguyên", "--reason=" + reason)
    assert code == 0, message
    written = yaml.load((folder / "waivers.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert written == [{"code": "NAM08", "text": "Thái nguyên", "reason": reason}]
    (finding,) = findings(folder)
    assert finding["severity"] == "note"


@pytest.mark.parametrize(
    "text", ["Thái nguyên", "THÁI NGUYÊN", "Thái\u00a0 nguyên ", "Thai Nguyên"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_any_text_of_a_file_can_be_waived(
    text: str, form: Literal["NFC", "NFD"], tmp_path: Path
) -> None:
    """The text that `--text` takes is that of the cell, decomposed or not."""
    cell = unicodedata.normalize(form, text)
    folder_of(tmp_path, scores_2007__csv=f"province,score\n{cell},5\n")
    ((code, _severity),) = told(tmp_path)
    assert waive(tmp_path, code, "--text", cell, "--reason", "R")[0] == 0
    assert told(tmp_path) == {(code, "note")}


@pytest.mark.parametrize(
    "text",
    [
        '[{code: CLU02, reason: "a # ]"}]',
        "[{code: CLU02, reason: 'a ] b'}] # ]\n",
        "[\n  {code: CLU02, reason: x}, # ]\n]\n",
    ],
)
def test_a_list_in_brackets_takes_one_more(text: str, data: Path) -> None:
    """A bracket or a hash within quotes is none."""
    (data / "waivers.yaml").write_text(text, encoding="utf-8")
    done = inside("waive", "CLU01", "--reason", "y", "--data", str(data))
    assert done.code == 0, done.stderr
    entries = yaml.safe_load((data / "waivers.yaml").read_text(encoding="utf-8"))
    assert [entry["code"] for entry in entries] == ["CLU02", "CLU01"]
