"""Defaults from `vtlt.toml`, or `[tool.vtlt]` in `pyproject.toml`; options win over them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import Result
from inside import inside
from test_mend import folder_of

SCORES = "province,score\nThái nguyên,5\nHà  Nam,4\n"


def validate(
    folder: Path, *args: str, lang: str | None = "en", env: Mapping[str, str] | None = None
) -> Result:
    return inside("validate", *args, cwd=folder, lang=lang, env=env)


def codes(folder: Path, *args: str) -> list[str]:
    return [f["code"] for f in json.loads(validate(folder, *args, "-f", "json").stdout)]


@pytest.fixture(params=["vtlt.toml", "pyproject.toml"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A folder with data and the settings given, in each of the two files."""

    def make(settings: str) -> Path:
        name: str = request.param
        text = (
            settings if name == "vtlt.toml" else f'[project]\nname = "x"\n[tool.vtlt]\n{settings}'
        )
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
        return folder_of(tmp_path, scores_2007__csv=SCORES)

    return make


def test_without_settings(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, scores_2007__csv=SCORES)
    assert codes(folder) == ["NAM08", "NAM07"]
    assert validate(folder).code == 0


def test_select(project: Any) -> None:
    folder = project('select = ["NAM07", "CLU"]')
    assert codes(folder) == ["NAM07"]
    assert codes(folder, "--select", "NAM") == ["NAM08", "NAM07"]


def test_ignore(project: Any) -> None:
    folder = project('ignore = ["NAM07"]')
    assert codes(folder) == ["NAM08"]
    assert codes(folder, "--ignore", "NAM08") == ["NAM07"]
    assert codes(folder, "--select", "NAM07") == []


def test_strict(project: Any) -> None:
    assert validate(project("strict = true")).code == 1
    assert validate(project("strict = false")).code == 0


def test_an_option_wins_over_strict(project: Any) -> None:
    """Either way, for one run."""
    assert validate(project("strict = true"), "--no-strict").code == 0
    assert validate(project("strict = false"), "--strict").code == 1


def test_format(project: Any) -> None:
    folder = project('format = "concise"')
    assert validate(folder).stdout.startswith("scores_2007.csv:2:1: warning NAM08 ")
    assert validate(folder).stdout.count("\n") == 2
    assert json.loads(validate(folder, "-f", "json").stdout)
    # A format of findings is none of tables.
    assert inside("rank", cwd=folder).code == 0


def test_the_suffix_of_the_output_wins_over_the_setting(project: Any) -> None:
    """Whoever writes `-o findings.sarif` has said which format is wanted."""
    folder = project('format = "json"')
    validate(folder, "-o", "findings.sarif")
    assert json.loads((folder / "findings.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_lang(project: Any) -> None:
    folder = project('lang = "vi"')
    assert "cảnh báo NAM08" in validate(folder, lang=None).stdout
    assert "warning NAM08" in validate(folder, "--lang", "en", lang=None).stdout
    assert "warning NAM08" in validate(folder, lang=None, env={"VTLT_LANG": "en"}).stdout
    assert "phát hiện" in inside("validate", "--select", "CLU", cwd=folder, lang=None).stderr


def test_data_is_beside_the_settings(project: Any) -> None:
    """`data` is read from where the file stands, by every command, from any folder below."""
    folder = project('data = "số liệu"')
    (folder / "scores_2007.csv").unlink()
    (folder / "số liệu").mkdir()
    (folder / "a" / "b").mkdir(parents=True)
    folder_of(folder / "số liệu", scores_2007__csv=SCORES)
    assert validate(folder).stdout.startswith("số liệu/scores_2007.csv:2:1: ")
    assert codes(folder / "a" / "b") == ["NAM08", "NAM07"]
    assert inside("rank", "-f", "csv", cwd=folder / "a").stdout.count("\n") == 3
    other = folder_of(folder / "a", scores_2009__csv="province,score\nSơn La,5\n")
    assert codes(folder, "--data", str(other)) == []
    assert codes(folder, "a") == []
    assert validate(folder, "-f", "json", env={"VTLT_DATA": "a"}).stdout == "[]\n"


def test_paths_are_told_from_where_the_user_stands(project: Any) -> None:
    folder = project('data = "data"')
    (folder / "scores_2007.csv").unlink()
    for name in ("data", "work"):
        (folder / name).mkdir()
    folder_of(folder / "data", scores_2007__csv=SCORES)
    assert validate(folder / "work").stdout.startswith("../data/scores_2007.csv:2:1: ")


def test_data_that_is_not_there(project: Any) -> None:
    result = validate(project('data = "nowhere"'))
    assert (result.code, result.stdout) == (2, "")
    assert "nowhere: there is no such file or folder" in result.stderr


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    folder_of(below, scores_2007__csv=SCORES)
    (tmp_path / "vtlt.toml").write_text('select = ["NAM07"]\n', encoding="utf-8")
    assert codes(below) == ["NAM07"]
    # A pyproject.toml without a table for vtlt is passed over; one with a table counts, alone.
    (below / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert codes(below) == ["NAM07"]
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.vtlt]\n", encoding="utf-8")
    assert codes(below) == ["NAM08", "NAM07"]
    # Of the two in one folder vtlt.toml counts.
    (below / "pyproject.toml").write_text('[tool.vtlt]\nselect = ["CLU"]\n', encoding="utf-8")
    (below / "vtlt.toml").write_text('select = ["NAM08"]\n', encoding="utf-8")
    assert codes(below) == ["NAM08"]


@pytest.mark.parametrize(
    "text",
    [
        "[tool.vtlt]\nstrict = true\n",
        "[tool]\nvtlt = {strict = true}\n",
        "[tool]\nvtlt.strict = true\n",
        'tool."vtlt".strict = true\n',
        "[ tool . vtlt ]\r\nstrict = true\r\n",
    ],
)
def test_every_way_to_write_the_table(text: str, tmp_path: Path) -> None:
    folder_of(tmp_path, scores_2007__csv=SCORES, pyproject__toml=text)
    assert validate(tmp_path).code == 1


def test_another_tool_that_mentions_vtlt(tmp_path: Path) -> None:
    text = '[tool.other]\nruns = ["vtlt validate"]\n# see tool.vtlt\n'
    folder_of(tmp_path, scores_2007__csv=SCORES, pyproject__toml=text)
    assert validate(tmp_path).code == 0


def test_a_byte_order_mark(tmp_path: Path) -> None:
    """Notepad writes one; the data files may have it too."""
    folder_of(tmp_path, scores_2007__csv=SCORES, vtlt__toml=b"\xef\xbb\xbfstrict = true\r\n")
    assert validate(tmp_path).code == 1


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("strikt = true", ("unknown setting 'strikt'", "không có thiết lập “strikt”")),
        ("strict = 1", ("wants true or false", "cần true hoặc false")),
        ('strict = "yes"', ("wants true or false", "cần true hoặc false")),
        ('select = "CLU"', ("wants a list of texts", "cần danh sách chuỗi")),
        ("select = [1]", ("wants a list of texts", "cần danh sách chuỗi")),
        ("ignore = true", ("wants a list of texts", "cần danh sách chuỗi")),
        ("data = 1", ("wants a text", "cần chuỗi ký tự")),
        ("format = []", ("wants a text", "cần chuỗi ký tự")),
        ("lang = false", ("wants a text", "cần chuỗi ký tự")),
        ('select = ["XYZ"]', ("no rule begins with 'XYZ'", "không có quy tắc nào")),
        ('format = "pdf"', ("unknown format 'pdf'", "không có định dạng “pdf”")),
        ('lang = "fr"', ("unknown language 'fr'", "không có ngôn ngữ 'fr'")),
        ("strict = yes", ("cannot be read as TOML", "không đọc được")),
    ],
)
def test_what_is_wrong_is_told(
    settings: str, words: tuple[str, str], lang: str, project: Any
) -> None:
    """Exit 2, nothing on stdout, one line with the file, in both languages."""
    folder = project(settings)
    asked = None if settings.startswith('lang = "fr') else lang
    result = validate(folder, lang=asked, env={"VTLT_LANG": "xx"})
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("vtlt: ") and result.stderr.count("\n") == 1
    told = words[0] if asked is None else words[lang == "vi"]
    assert told in result.stderr
    if "rule" not in told and "quy tắc" not in told:
        assert ".toml" in result.stderr or "format" in settings or "lang" in settings


def test_the_tool_table_may_be_no_table(tmp_path: Path) -> None:
    folder_of(tmp_path, scores_2007__csv=SCORES, pyproject__toml="tool.vtlt = 3\n")
    assert validate(tmp_path).code in (0, 2)
