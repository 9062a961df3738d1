"""What is read, refused and kept of files as people have them, through the commands."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from inside import inside

from vtlt_cli.reading.numbers import Form, Meaning, evidence_of, noise_in, read_number

NO_FORM = Form()


@pytest.mark.parametrize(
    ("texts", "form", "meant"),
    [
        (["8.280", "5.350"], NO_FORM, [("8280", "8.280"), ("5350", "5.350")]),
        (["8.280", "5.350"], Form(decimals=0), [("8280",), ("5350",)]),
        # All numbers of the file tell what a point is.
        (["1.000", "0.727"], NO_FORM, ["1.000", "0.727"]),
        (["8.280", "12345.678"], NO_FORM, ["8.280", "12345.678"]),
        (["8.280", "1.234.567"], NO_FORM, [("8280",), ("1234567",)]),
        (["8.280", "61,31"], NO_FORM, [("8280",), ("61.31",)]),
        (["61.5", "60.125", "100"], NO_FORM, ["61.5", "60.125", "100"]),
        # What is declared rules a reading out.
        (["7.464"], Form(most=10), ["7.464"]),
        (["61.310"], Form(decimals=2, most=100), ["61.310"]),
        (["61.310"], Form(decimals=2), [("61310", "61.31")]),
        (["8.280"], Form(decimals=1), [("8280",)]),
        (["8280,0"], Form(decimals=0), [("8280",)]),
        (["61,31"], Form(decimals=0), [()]),
        (["1.290"], Form(step=5), [("1290",)]),
        # A spreadsheet took the zeros of thousands away.
        (
            ["8.28", "3.595", "2", "985"],
            NO_FORM,
            [("8280", "8.28"), ("3595", "3.595"), ("2000", "2"), "985"],
        ),
        (["8.28", "985"], Form(decimals=0), [("8280",), "985"]),
        # One meaning, written otherwise.
        (["8 280", "8\u00a0280", "8\u202f280", "8’280"], NO_FORM, [("8280",)] * 4),
        (["01120", "８２８０", "+5", "8.28E+03", "1_000"], NO_FORM,
         [("1120",), ("8280",), ("5",), ("8280",), ("1000",)]),
        (["85 điểm", "61%", "90.25/100", "91,5%"], NO_FORM,
         [("85",), ("61",), ("90.25",), ("91.5",)]),
        # Days, two numbers, nothing.
        (["2007-08-05", "05-Thg8", "5-Aug", "08/08/2007"], NO_FORM,
         [("5.8", "8.5"), ("5.8", "8.5"), ("5.8", "8.5"), ("8.8",)]),
        (["80 75", "", "-", "..", "#N/A", "Không kiểm tra", "chín"], NO_FORM, [()] * 7),
        (["9" * 40, "9" * 41], NO_FORM, ["9" * 40, ()]),
    ],
    ids=lambda value: "",
)  # fmt: skip
def test_what_a_number_means(
    texts: list[str], form: Form, meant: list[str | tuple[str, ...]]
) -> None:
    """A plain number as it stands, else what it may mean; none that breaks what is declared."""
    evidence = evidence_of(texts, form)
    found = [read_number(text, evidence) for text in texts]
    assert [one.readings if isinstance(one, Meaning) else str(one) for one in found] == meant


@pytest.mark.parametrize(
    ("texts", "noise"),
    [
        (["133.80000000000001", "133.8"], ["133.8", None]),
        (["84.3", "84.30000000001"], [None, "84.3"]),
        (["9.9999999999", "5"], ["10", None]),
        (["76.23340820540244", "75.12345678901234"], [None, None]),
    ],
)
def test_the_noise_of_a_spreadsheet(texts: list[str], noise: list[str | None]) -> None:
    evidence = evidence_of(texts, NO_FORM)
    assert [noise_in(text, evidence) for text in texts] == noise


def _written(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(content, encoding="utf-8", newline="")
    return folder


def test_what_csv_excel_writes_is_read_back(tmp_path: Path) -> None:
    _written(tmp_path, scores_2031_csv="province,score\nHà Nội,61.25\nSơn La,60.5\n")
    written = inside("rank", "-f", "csv-excel", cwd=tmp_path)
    again = inside("rank", "-", "-f", "json", cwd=tmp_path, input=written.stdout.encode())
    assert again.code == 0
    assert [row["score"] for row in json.loads(again.stdout)] == [61.25, 60.5]


@pytest.mark.parametrize("where", ["x.csv", "-"])
def test_rank_tells_what_is_wrong_with_the_file_it_is_given(where: str, tmp_path: Path) -> None:
    """No way leads to `validate` and back: both take any table."""
    text = "province,score\nHà Nội,5\nSơn La,8.280\n"
    _written(tmp_path, x_csv=text)
    ranked = inside("rank", where, cwd=tmp_path, input=text.encode())
    assert ranked.code == 1 and f"{where}:3:8: error FIL16" in ranked.stderr
    judged = inside("validate", "x.csv", cwd=tmp_path)
    assert judged.code == 1 and "x.csv:3:8: error FIL16" in judged.stdout


def test_a_folder_with_only_look_alikes_is_refused(tmp_path: Path) -> None:
    """It is not answered with the record of 2007."""
    (tmp_path / "scores_2031 (1).csv").write_text("province,score\nHà Nội,5\n", encoding="utf-8")
    for command in ("rank", "validate"):
        result = inside(command, cwd=tmp_path)
        assert result.code == 2 and "scores_2031 (1).csv → scores_2031.csv" in result.stderr


@pytest.mark.parametrize("extra", [[], ["-f", "json"]])
def test_quiet_and_strict_say_why(extra: list[str], tmp_path: Path) -> None:
    _written(tmp_path, scores_2031_csv="province,score\nHà nội,5\n")
    result = inside("validate", ".", "--strict", "-q", *extra, cwd=tmp_path)
    assert result.code == 1 and "NAM08" in result.stdout and "1 warning" in result.stderr


@pytest.mark.parametrize("command", [["validate", ".", "-f", "json"], ["rank"]])
def test_no_output_goes_over_a_data_file(command: list[str], tmp_path: Path) -> None:
    text = "province,score\nHà Nội,5\n"
    _written(tmp_path, scores_2031_csv=text)
    result = inside(*command, "-o", "scores_2031.csv", cwd=tmp_path)
    assert result.code == 2
    assert (tmp_path / "scores_2031.csv").read_text(encoding="utf-8") == text


STYLES = {
    "block": "- code: NAM08\n  text: Hà nội\n  reason: a\n",
    "CRLF": "- code: NAM08\r\n  text: Hà nội\r\n  reason: a\r\n",
    "no end": "- code: NAM08\n  text: Hà nội\n  reason: a",
    "comments": "# c\n- code: NAM08\n  text: Hà nội\n  reason: a\n  # end\n",
    "indented": "  - code: NAM08\n    text: Hà nội\n    reason: a\n",
    "document": "---\n- code: NAM08\n  text: Hà nội\n  reason: a\n...\n",
    "brackets": "[{code: NAM08, text: Hà nội, reason: a}] # ]\n",
    "empty": "[]\n",
    "nothing": "",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("style", STYLES)
def test_waive_keeps_the_style_of_the_file(style: str, encoding: str, tmp_path: Path) -> None:
    _written(tmp_path, scores_2031_csv="province,score\nHà nội,5\nSơn Laa,4\n")
    before = STYLES[style].encode(encoding)
    (tmp_path / "waivers.yaml").write_bytes(before)
    result = inside(
        "waive", "NAM03", "--reason", "in đúng, nguyên văn", "--data", ".", cwd=tmp_path
    )
    assert result.code == 0, result.stderr
    text = (tmp_path / "waivers.yaml").read_bytes().decode(encoding if before else "utf-8")
    kept = STYLES[style].rstrip("\r\n.").removesuffix("] # ]").removesuffix("[]")
    assert text.startswith(kept)
    ends = text.count("\r\n"), text.count("\n")
    assert ends[0] == (ends[1] if "\r\n" in STYLES[style] else 0)
    found = inside("validate", ".", "-f", "json", cwd=tmp_path)
    assert "NAM03" in [f["code"] for f in json.loads(found.stdout) if "[waived" in f["message"]]
    assert "FIL" not in found.stdout.replace("FIL02", "").replace("FIL03", "")


def test_waive_says_the_true_reason(tmp_path: Path) -> None:
    _written(tmp_path, scores_2031_csv="province,score\nHà nội,5\nSơn Laa,4\n")
    past = inside("waive", "NAM03", "--reason", "x", "--until", "2001-01-01", cwd=tmp_path)
    assert past.code == 2 and "is over already" in past.stderr
    (tmp_path / "waivers.yaml").write_text("code: NAM03\nreason: x\n", encoding="utf-8")
    no_list = inside("waive", "NAM03", "--reason", "x", "--data", ".", cwd=tmp_path)
    assert no_list.code == 2 and "no list of waivers" in no_list.stderr


def test_three_waivers_at_once_are_three_entries(tmp_path: Path) -> None:
    from vtlt_cli.printing.files import write_over

    path = str(tmp_path / "waivers.yaml")

    def enter(number: int) -> None:
        while True:
            old = Path(path).read_bytes() if os.path.exists(path) else None
            if write_over(path, (old or b"") + f"- {number}\n".encode(), old):
                return

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((tmp_path / "waivers.yaml").read_text().split("\n")) == ["", "- 0", "- 1", "- 2"]
    assert os.listdir(tmp_path) == ["waivers.yaml"]


def test_fix_leaves_links_and_what_changed_meanwhile(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("province,score\nHà  Nội,5\n", encoding="utf-8")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "scores_2031.csv").symlink_to(outside)
    fixed = inside("validate", ".", "--fix", cwd=folder)
    assert fixed.code == 2 and "is a link" in fixed.stderr
    assert "Hà  Nội" in outside.read_text(encoding="utf-8")


def test_fix_writes_what_wants_quotes(tmp_path: Path) -> None:
    title = "KẾT QUẢ CÔNG TÁC VĂN THƯ, LƯU TRỮ"
    _written(
        tmp_path,
        provinces_yaml="- {id: e, name: Ea H'leo, kind: xã}\n",
        rounds_yaml="format: 1\nrounds:\n  - year: 2031\n"
        f"    appendices: {{1: {{table: scores, title: {title}}}}}\n",
        scores_2031_csv="province,score\nEa  H'leo,5\n",
    )
    inside("validate", ".", "--fix", "--unsafe-fixes", cwd=tmp_path)
    assert f'title: "{title}"' in (tmp_path / "rounds.yaml").read_text(encoding="utf-8")
    assert "\nEa H'leo,5\n" in (tmp_path / "scores_2031.csv").read_text(encoding="utf-8")
    assert inside("validate", ".", cwd=tmp_path).stdout == ""


def test_annotations_name_paths_from_the_root_of_the_repository(tmp_path: Path) -> None:
    folder = tmp_path / "kiem-tra" / "data"
    folder.mkdir(parents=True)
    _written(folder, scores_2031_csv="province,score\nHà nội,5\n")
    for env in ({"GITHUB_WORKSPACE": str(tmp_path)}, {"GITHUB_WORKSPACE": ""}):
        (tmp_path / ".git").mkdir(exist_ok=True)
        told = inside("validate", "data", "-f", "github", cwd=folder.parent, env=env)
        assert "file=kiem-tra/data/scores_2031.csv," in told.stdout
        sarif = inside("validate", "data", "-f", "sarif", cwd=folder.parent, env=env)
        assert '"uri": "kiem-tra/data/scores_2031.csv"' in sarif.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_data_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "scores_2031.csv")
    for command in (["validate", "."], ["rank", "scores_2031.csv"]):
        result = inside(*command, cwd=tmp_path)
        assert result.code == 2 and "pipe" in result.stderr


@pytest.mark.parametrize("text", ["x", "-1", "9" * 30])
def test_a_bad_day_of_the_build_is_refused(text: str, tmp_path: Path) -> None:
    waivers = "- {code: NAM08, reason: x}\n"
    _written(tmp_path, scores_2031_csv="province,score\nHà nội,5\n", waivers_yaml=waivers)
    result = inside("validate", ".", cwd=tmp_path, env={"SOURCE_DATE_EPOCH": text})
    assert result.code == 2 and "SOURCE_DATE_EPOCH wants" in result.stderr


@pytest.mark.parametrize("text", ['data = "a\\u0000b"', "x = " + "9" * 5000, "x = " + "[" * 3000])
def test_settings_that_cannot_be_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "vtlt.toml").write_text(text, encoding="utf-8")
    result = inside("rank", cwd=tmp_path)
    assert result.code == 2 and result.stderr.count("\n") == 1


def test_a_refusal_follows_the_language_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "vtlt.toml").write_text('lang = "vi"\n', encoding="utf-8")
    vietnamese = inside("validate", "no-such", cwd=tmp_path, lang=None)
    english = inside("validate", "no-such", cwd=tmp_path)
    assert vietnamese.code == english.code == 2
    assert "không có tệp" in vietnamese.stderr and "there is no such file" in english.stderr
