"""`validate --fix`: what is mechanical is mended at its place, and nothing else is touched."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from folders import Plan, full_folders, plain, write_to
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inside import ROOT, inside

from vtlt_cli.checking.mend import rewritten
from vtlt_cli.diagnostics import Edit, Source, Span

NFD = unicodedata.normalize("NFD", "Hà Tĩnh")
ROUND = "format: 1\nrounds:\n  - year: 2007\n    scores: {decimals: 0}\n"


def folder_of(folder: Path, **files: str | bytes) -> Path:
    """A folder of these files; `__` stands for the point in a name."""
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def findings(folder: Path) -> Any:
    return json.loads(inside("validate", ".", "-f", "json", cwd=folder).stdout)


def mend(folder: Path, *more: str) -> int:
    return inside("validate", ".", "--fix", *more, cwd=folder).code


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1,Bình  Định,5", "1,Bình Định,5"),
        ("1,Bình\u00a0Định,5", "1,Bình Định,5"),
        ("1,Bình\u200b Định,5", "1,Bình Định,5"),
        ("1,\ufeffBình Định,5", "1,Bình Định,5"),
        ("1, Bình Định ,5", "1,Bình Định,5"),
        (f"1,{NFD},5", "1,Hà Tĩnh,5"),
        (f"1,{NFD.replace(' ', '  ')},5", "1,Hà Tĩnh,5"),
        ('1,"Bình  Định",5', '1,"Bình Định",5'),
        ("1,Bình Định,8.280", "1,Bình Định,8280"),
        ("1,Bình Định,1.234.567", "1,Bình Định,1234567"),
        ('1,"Bình Định","8.280"', '1,"Bình Định","8280"'),
        # An alias stays an alias: only its white space is mended.
        ("1,TP  Hồ Chí Minh,5", "1,TP Hồ Chí Minh,5"),
        # The change of a word that the same name wants as well is left.
        ("1,Thái  nguyên,5", "1,Thái nguyên,5"),
    ],
)
def test_what_is_mechanical(before: str, after: str, tmp_path: Path) -> None:
    head = "position,province,score\n"
    folder_of(tmp_path, rounds__yaml=ROUND, scores_2007__csv=f"{head}{before}\n2,Phú Yên,1\n")
    assert mend(tmp_path) == 0
    assert (tmp_path / "scores_2007.csv").read_text("utf-8") == f"{head}{after}\n2,Phú Yên,1\n"


WORDS = [
    ("Thái nguyên", "Thái Nguyên"),
    ("Ha Tinh", "Hà Tĩnh"),
    ("Hà Tỉnh", "Hà Tĩnh"),
    ("Thừa Thiên Thuế", "Thừa Thiên Huế"),
    ("Hoà Bình", "Hòa Bình"),
    ("tỉnh Hải Phòng", "thành phố Hải Phòng"),
    ("Thái  nguyên", "Thái Nguyên"),
    (unicodedata.normalize("NFD", "hà tĩnh"), "Hà Tĩnh"),
]


@pytest.mark.parametrize(("before", "after"), WORDS)
def test_a_word_is_changed_only_when_asked(before: str, after: str, tmp_path: Path) -> None:
    text = "- number: 1\n  leader: {0}  # {0}\n  members: ['{0}', Phú Yên]\n"
    folder_of(tmp_path, clusters_2007__yaml=text.format(before))
    mend(tmp_path)
    mended = " ".join(unicodedata.normalize("NFC", before).split())
    assert text.format(mended).split("#")[0] in (tmp_path / "clusters_2007.yaml").read_text("utf-8")
    mend(tmp_path, "--unsafe-fixes")
    # The remark is no name and stays as it was written.
    wanted = text.format(after).replace(f"# {after}", f"# {before}")
    assert (tmp_path / "clusters_2007.yaml").read_text("utf-8") == wanted


def test_a_decimal_comma_is_changed_only_when_asked(tmp_path: Path) -> None:
    text = 'province,score\nPhú Yên,"61,31"\n'
    folder_of(tmp_path, scores_2007__csv=text)
    assert mend(tmp_path) == 1
    assert (tmp_path / "scores_2007.csv").read_text("utf-8") == text
    assert mend(tmp_path, "--unsafe-fixes") == 0
    assert (tmp_path / "scores_2007.csv").read_text("utf-8") == text.replace(",31", ".31")


def test_a_number_with_two_readings_is_changed_only_when_asked(tmp_path: Path) -> None:
    text = "province,score\nPhú Yên,8.280\n"
    folder_of(tmp_path, scores_2007__csv=text)
    assert mend(tmp_path) == 1
    assert (tmp_path / "scores_2007.csv").read_text("utf-8") == text
    assert mend(tmp_path, "--unsafe-fixes") == 0
    assert (tmp_path / "scores_2007.csv").read_text("utf-8") == text.replace(".280", "280")


@pytest.mark.parametrize("name", ["TP Hồ Chí Minh", "Hồ Chí Minh", "Đắc Nông", "TP. Hải Phòng"])
def test_an_alias_is_never_changed(name: str, tmp_path: Path) -> None:
    text = f"province,score\n{name},5\n"
    folder_of(tmp_path, scores_2007__csv=text)
    assert [finding["code"] for finding in findings(tmp_path)] == ["NAM10"]
    assert mend(tmp_path, "--unsafe-fixes") == 0
    assert (tmp_path / "scores_2007.csv").read_text("utf-8") == text


# Bytes outside the edits.

CLUSTERS = (
    "# Cụm\u00a0kiểm tra  {nfd}\n\n"
    "-   number:  1   # số\n"
    "    leader:  \"{slip}\"\n"
    "    members: [ '{slip}' ,{slip},\t{other},\n"
    "      Sơn La  ]\n"
).replace("\t", " ")  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_bytes_outside_the_edits(encoding: str, newline: str, tmp_path: Path) -> None:
    """Comments, quotes, spacing, line ends and the byte-order mark stay."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")

    def written(slip: str) -> bytes:
        text = CLUSTERS.format(nfd=NFD, slip=slip, other="Hà  Nam" if slip == "a" else "Hà Nam")
        return mark + text.replace("\n", newline).encode(encoding)

    folder_of(tmp_path, clusters_2007__yaml=written("Phú\u00a0 Yên"))
    mend(tmp_path)
    assert (tmp_path / "clusters_2007.yaml").read_bytes() == written("Phú Yên")


def test_no_line_end_at_the_end_and_none_added(tmp_path: Path) -> None:
    folder_of(tmp_path, scores_2007__csv="sep=;\r\n\r\nprovince;score\r\nPhú  Yên;5")
    mend(tmp_path)
    content = (tmp_path / "scores_2007.csv").read_bytes().decode()
    assert content == "sep=;\r\n\r\nprovince;score\r\nPhú Yên;5"


def test_a_name_with_escapes_in_quotes_is_mended_or_left(tmp_path: Path) -> None:
    """Never half: what stands there afterwards reads as the name, or the file is as it was."""
    text = '- number: 1\n  leader: "B\\u1eafc\\u00a0Ninh"\n  members: ["H\\xe0  Nam", Bắc Ninh]\n'
    folder_of(tmp_path, clusters_2007__yaml=text)
    mend(tmp_path)
    after = (tmp_path / "clusters_2007.yaml").read_text("utf-8")
    codes = {finding["code"] for finding in findings(tmp_path)}
    assert (after == text and codes == {"NAM07"}) or codes == set()


@pytest.mark.parametrize(
    "text",
    [
        "- number: 1\n  leader: Hà Nam\n  members: [Hà\n     nam, Bắc Ninh]\n",
        '- number: 1\n  leader: Hà Nam\n  members: ["Hà \\\n     nam", Bắc Ninh]\n',
        "- number: 1\n  leader: Hà Nam\n  members:\n    - >-\n      Hà  nam\n    - Bắc Ninh\n",
    ],
)
def test_a_name_over_two_lines_is_mended_or_left(text: str, tmp_path: Path) -> None:
    folder_of(tmp_path, clusters_2007__yaml=text)
    assert len(findings(tmp_path)) == 1
    mend(tmp_path, "--unsafe-fixes")
    after = (tmp_path / "clusters_2007.yaml").read_text("utf-8")
    assert after == text or findings(tmp_path) == []


def test_doubled_quotes_in_csv(tmp_path: Path) -> None:
    text = 'province,score\n"Phú  ""Yên""",5\n"Hà  Nam",4\n'
    folder_of(tmp_path, scores_2007__csv=text)
    mend(tmp_path)
    after = (tmp_path / "scores_2007.csv").read_text("utf-8")
    assert after.split("\n")[2] == '"Hà Nam",4'
    assert after.split("\n")[1] in ('"Phú  ""Yên""",5', '"Phú ""Yên""",5')


def test_a_new_text_that_would_want_quotes(tmp_path: Path) -> None:
    """A register of one's own may have a name that is no plain YAML: the file still reads."""
    folder_of(
        tmp_path,
        provinces__yaml='- {id: a, name: "Sở: Nội vụ", kind: sở}\n- {id: b, name: Ba, kind: sở}\n',
        clusters_2007__yaml='- number: 1\n  leader: "Sở: nội vụ"\n  members: [Sở nội vụ, b]\n',
        scores_2007__csv='province,score\n"Sở:  Nội vụ",5\nSơ Nội vụ,4\n',
    )
    mend(tmp_path, "--unsafe-fixes")
    codes = {finding["code"][:3] for finding in findings(tmp_path)}
    assert "FIL" not in codes


# What --fix does as a command.


def test_the_exit_code_is_that_of_what_remains(tmp_path: Path) -> None:
    folder_of(tmp_path, rounds__yaml=ROUND, scores_2007__csv="province,score\nPhú Yên,8.280\n")
    assert inside("validate", cwd=tmp_path).code == 1
    result = inside("validate", "--fix", cwd=tmp_path)
    assert result == (0, "", "vtlt: 1 file mended\nvtlt: no findings\n")


def test_diff_writes_nothing(tmp_path: Path) -> None:
    text = "province,score\r\nPhú  Yên,5\r\nThái nguyên,4"
    folder_of(tmp_path, scores_2007__csv=text)
    result = inside("validate", "--diff", cwd=tmp_path)
    assert result.code == 1
    assert "-Phú  Yên,5" in result.stdout and "+Phú Yên,5" in result.stdout
    assert "+Thái Nguyên" not in result.stdout
    assert (
        "+Thái Nguyên" in inside("validate", "--diff", "--unsafe-fixes", cwd=tmp_path, lang="vi")[1]
    )
    assert inside("validate", "--diff", "--fix", cwd=tmp_path).stdout == result.stdout
    shown = inside("validate", "--diff", "--exit-zero", cwd=tmp_path)
    assert (shown.code, shown.stdout) == (0, result.stdout)
    assert (tmp_path / "scores_2007.csv").read_bytes() == text.encode()
    mend(tmp_path)
    assert inside("validate", "--diff", cwd=tmp_path) == (0, "", "")


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@pytest.mark.parametrize("end", ["\n", "", "\r\n"], ids=["LF", "none", "CRLF"])
@pytest.mark.parametrize("mark", [" ", "\u2028", "\x85"], ids=["space", "U+2028", "U+0085"])
def test_diff_is_what_fix_does(mark: str, end: str, tmp_path: Path) -> None:
    """The printed diff, applied by `patch`, gives the bytes that --fix writes."""
    text = f"# Cụm{mark}1\n- number: 1\n  leader: Phú  Yên\n  members: [Phú  Yên, Hà  Nam]"
    text = text.replace("\n", end or "\n") + end
    folder_of(tmp_path, clusters_2007__yaml=text)
    patch = inside("validate", "--diff", cwd=tmp_path).stdout.encode()
    (tmp_path / "copy").mkdir()
    copy = shutil.copy(tmp_path / "clusters_2007.yaml", tmp_path / "copy")
    done = subprocess.run(
        ["patch", "-s", "--binary", "-p0"],
        cwd=tmp_path / "copy",
        input=patch,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout
    mend(tmp_path)
    assert Path(copy).read_bytes() == (tmp_path / "clusters_2007.yaml").read_bytes()


@pytest.mark.parametrize("chosen", [["--ignore", "NAM07"], ["--select", "NAM06"]])
def test_only_rules_that_are_chosen_are_mended(chosen: list[str], tmp_path: Path) -> None:
    """As in ruff, whose manners these are."""
    folder_of(tmp_path, scores_2007__csv=f"province,score\nPhú  Yên,5\n{NFD},4\n")
    mend(tmp_path, *chosen)
    after = (tmp_path / "scores_2007.csv").read_text("utf-8")
    assert after == "province,score\nPhú  Yên,5\nHà Tĩnh,4\n"


def test_only_the_files_named_are_mended(tmp_path: Path) -> None:
    text = "province,score\nPhú  Yên,5\n"
    folder_of(tmp_path, scores_2007__csv=text, scores_2009__csv=text)
    inside("validate", "scores_2009.csv", "--fix", cwd=tmp_path)
    assert (tmp_path / "scores_2007.csv").read_text("utf-8") == text
    assert (tmp_path / "scores_2009.csv").read_text("utf-8") != text


def test_waived_places_are_left_alone(tmp_path: Path) -> None:
    text = "province,score\nPhú  Yên,5\nHà  Nam,4\nThái nguyên,3\n"
    folder_of(
        tmp_path,
        scores_2007__csv=text,
        waivers__yaml="- {code: NAM07, province: Hà Nam, reason: in đúng theo Báo cáo}\n"
        "- {code: NAM08, text: Thái nguyên, reason: in đúng theo Báo cáo}\n",
    )
    mend(tmp_path, "--unsafe-fixes")
    after = (tmp_path / "scores_2007.csv").read_text("utf-8")
    assert after == text.replace("Phú  Yên", "Phú Yên")


def test_standard_input_is_not_mended(tmp_path: Path) -> None:
    args = ("validate", "-", "--stdin-filename", "scores_2007.csv", "--fix")
    for lang, word in (("en", "wants files"), ("vi", "cần tệp")):
        result = inside(*args, cwd=tmp_path, input=b"province,score\n", lang=lang)
        assert (result.code, result.stdout) == (2, "") and word in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2, the file unchanged and nothing beside it."""
    text = "province,score\nPhú  Yên,5\n"
    path = folder_of(tmp_path, scores_2007__csv=text) / "scores_2007.csv"
    path.chmod(0o444)
    if os.geteuid() == 0:  # To root every file can be written: what others are told.
        monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    for lang, words in (("en", "permission denied"), ("vi", "không có quyền truy cập")):
        result = inside("validate", "--fix", cwd=tmp_path, lang=lang)
        assert (result.code, result.stdout) == (2, "")
        assert "scores_2007.csv" in result.stderr and words in result.stderr
        assert path.read_text("utf-8") == text
        assert os.listdir(tmp_path) == ["scores_2007.csv"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with its data inside the package, as a wheel installs it."""
    site = tmp_path_factory.mktemp("site")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "vtlt_cli", site / "vtlt_cli", ignore=ignore)
    shutil.copytree(ROOT / "data", site / "vtlt_cli" / "data", dirs_exist_ok=True)
    return site


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_the_packaged_data_is_refused(
    option: str, installed: Path, run: Run, tmp_path: Path
) -> None:
    before = {p.name: p.read_bytes() for p in (installed / "vtlt_cli" / "data").iterdir()}
    env = {"PYTHONPATH": str(installed)}
    words = {"en": "is not changed; name your own folder", "vi": "không được sửa"}
    for lang, word in words.items():
        named = ["validate", option, "--unsafe-fixes", "--lang", lang]
        for more in ([], [str(installed / "vtlt_cli" / "data" / "scores_2007.csv")]):
            result = run(*named, *more, cwd=tmp_path, env=env)
            assert (result.code, result.stdout) == (2, "") and word in result.stderr
    result = run("waive", "CLU01", "--reason", "x", "--lang", "en", cwd=tmp_path, env=env)
    assert result.code == 2 and "name your own folder" in result.stderr
    after = {p.name: p.read_bytes() for p in (installed / "vtlt_cli" / "data").iterdir()}
    assert after == before


# Laws.

SPACES = (" ", "  ", "\u00a0", " \u00a0", "\u200b ", "\u2009")


def spoilt(name: str, rnd: random.Random) -> str:
    """The name with slips that are mechanical, some that are not, or none."""
    name = name.replace(" ", rnd.choice(SPACES))
    changes = (str, str.lower, str.upper, plain, lambda text: unicodedata.normalize("NFD", text))
    return rnd.choice(changes)(name) if rnd.random() < 0.7 else name


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=full_folders(), seed=st.integers(0, 9999), unsafe=st.booleans())
def test_a_second_run_fixes_nothing(
    plan: Plan, seed: int, unsafe: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """And the first makes of each file what it would be without its slips, or comes nearer to it.

    With --unsafe-fixes all of these slips are mended: the correct folder comes back, byte by byte.
    """
    rnd = random.Random(seed)
    right = plan.files()
    for cluster in plan.clusters:
        cluster.members[:] = [spoilt(name, rnd) for name in cluster.members]
    for row in plan.rows:
        row.name = spoilt(row.name, rnd)
    folder = write_to(tmp_path_factory.mktemp("folder"), plan.files())
    options = ["--unsafe-fixes"] if unsafe else []
    mend(folder, *options)
    once = {path.name: path.read_bytes() for path in folder.iterdir()}
    if unsafe:
        assert once == right
    else:
        text = b"".join(once.values()).decode()
        assert unicodedata.is_normalized("NFC", text)
        assert not re.search("\u00a0|\u200b|\u2009", text)
    result = inside("validate", ".", "--fix", *options, cwd=folder)
    assert "vtlt: 0 files mended\n" in result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == once
    assert inside("validate", ".", "--diff", *options, cwd=folder) == (0, "", "")


def test_of_two_edits_that_overlap_the_later_is_made() -> None:
    """Whether or not the text of the earlier still stands there."""
    source = Source("scores.csv", "abcdef\n")
    early = Edit(Span("scores.csv", 1, 1, 1, 4), "abc", "x")
    late = Edit(Span("scores.csv", 1, 3, 1, 6), "cde", "cyy")
    assert rewritten(source, [early, late]) == "abcyyf\n"
    assert rewritten(source, [late]) == "abcyyf\n"
    beside = Edit(Span("scores.csv", 1, 1, 1, 3), "ab", "x")
    assert rewritten(source, [beside, late]) == "xcyyf\n"
