"""Accidents: killed at every step, a full disk, a read-only folder, links, pipes, two at once.

Nothing is lost, nothing half written stays but what its name tells, and the next run cleans it up.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from inside import DATA, ROOT, inside

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals, links and pipes of POSIX")

ROUND = ROOT / "examples" / "round" / "finished"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Every command that writes, in a folder `so-lieu`; `out` is what it makes.
COMMANDS: dict[str, list[str]] = {
    "fix": ["validate", "so-lieu", "--fix"],
    "waive": ["waive", "CLU01", "--province", "Trà Vinh", "--reason", "in như vậy"],
    "errata": ["errata", "--apply", "out"],
    "import": ["import", "bang.tsv", "--round", "2011", "--decimals", "0", "--to", "out"],
    "new": ["new", "2011", "--to", "out"],
    "appendix": ["appendix", "1", "-o", "out.csv"],
    "chart": ["chart", "-o", "out.svg"],
    "overview": ["overview", "--round", "2007", "-o", "out.html"],
    "draft": ["draft", "plan", "-f", "html", "-o", "out"],
    "form": ["form", "plan", "1", "2", "-o", "out"],
}
TABLE = "Stt\tTên cơ quan\tTổng số điểm\n1\tHà Tĩnh\t1.700\n2\tLai Châu\t1.120\n"
# A draft says on which day it was made, a waiver is one more each time.
SAME_TWICE = set(COMMANDS) - {"waive"}


def prepared(folder: Path) -> Path:
    """A folder with data that has something to fix, a waiver and a table to take in."""
    shutil.copytree(DATA, folder / "so-lieu")
    for name in ("clusters_2009.yaml", "scores_2007.csv"):
        path = folder / "so-lieu" / name
        path.write_text(path.read_text("utf-8").replace("Lai Châu", "Lai  Châu", 1), "utf-8")
    waiver = "- {code: NAM08, reason: giữ nguyên bản in}\n"
    (folder / "so-lieu" / "waivers.yaml").write_text(waiver, "utf-8")
    (folder / "bang.tsv").write_text(TABLE, "utf-8")
    (folder / "out.csv").write_text("was\n", "utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def run(
    folder: Path, args: list[str], *, killed_at: int = 0, **surroundings: str
) -> subprocess.CompletedProcess[str]:
    program = (
        [str(ROOT / "tests" / "killed.py"), str(killed_at)] if killed_at else ["-m", "vtlt_cli"]
    )
    env = {**os.environ, "VTLT_DATA": "so-lieu", "PYTHONPATH": str(ROOT), "VTLT_LANG": "en",
           "SOURCE_DATE_EPOCH": "1700000000", **surroundings}  # fmt: skip
    return subprocess.run(
        [sys.executable, *program, *args], cwd=folder, env=env, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip


def is_told(name: str) -> bool:
    """Whether the name says that the file, or the folder it lies in, was only begun."""
    return any(part.startswith(".vtlt-") for part in name.split("/"))


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_every_step(name: str, tmp_path: Path) -> None:
    args = COMMANDS[name]
    whole = prepared(tmp_path / "whole")
    before = contents(whole)
    done = run(whole, args)
    assert done.returncode in (0, 1), done.stderr
    after = contents(whole)
    assert after != before, done.stderr
    for step in range(1, 200):
        folder = prepared(tmp_path / f"step-{step}")
        ended = run(folder, args, killed_at=step)
        if ended.returncode != 137:
            assert ended.returncode == done.returncode, ended.stderr
            break
        for file, content in contents(folder).items():
            if not is_told(file):
                assert content in (before.get(file), after.get(file)), (step, file)
        assert not before.keys() - contents(folder).keys(), "nothing is lost"
        if name in ("new", "errata", "draft") and (folder / "out").exists():
            shutil.rmtree(folder / "out")  # half a folder is refused, and is for its owner to see
        again = run(folder, args)
        done_before = name == "waive" and again.returncode == 2 and "waived already" in again.stderr
        assert again.returncode == done.returncode or done_before, (step, again.stderr)
        # What was all but done leaves nothing to write; the next that writes there cleans up.
        for where in ("so-lieu", "out"):
            if (folder / where).is_dir():
                run(folder, ["rank", "-f", "csv", "-o", f"{where}/zz.csv", "--data", "so-lieu"])
                (folder / where / "zz.csv").unlink()
        found = contents(folder)
        assert not [file for file in found if is_told(file)], (step, list(found))
        if name in SAME_TWICE:
            assert found == after, step
    else:
        raise AssertionError("too many steps")
    assert step > 1


def test_a_full_disk(tmp_path: Path) -> None:
    """Nothing is taken for written, and nothing that was there is gone."""
    full = "import builtins, errno, os, sys\n" \
        "def write(*a): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n" \
        "fdopen = os.fdopen\n" \
        "class Full:\n" \
        "    def __init__(self, f): self.f = f\n" \
        "    def __enter__(self): return self\n" \
        "    def __exit__(self, *a): self.f.close()\n" \
        "    write = write\n" \
        "os.fdopen = lambda h, *a, **k: Full(fdopen(h, *a, **k))\n" \
        "from vtlt_cli.__main__ import main\n" \
        "sys.exit(main())\n"  # fmt: skip
    (tmp_path / "full.py").write_text(full, "utf-8")
    for name in ("fix", "waive", "appendix", "chart", "overview", "import"):
        folder = prepared(tmp_path / name)
        before = contents(folder)
        env = {**os.environ, "VTLT_DATA": "so-lieu", "PYTHONPATH": str(ROOT), "VTLT_LANG": "en"}
        done = subprocess.run(
            [sys.executable, str(tmp_path / "full.py"), *COMMANDS[name]],
            cwd=folder, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 2 and "no space left" in done.stderr, (name, done)
        assert "Traceback" not in done.stderr and contents(folder) == before


@pytest.mark.skipif(IS_ROOT, reason="root may write into any folder")
def test_a_read_only_folder(tmp_path: Path) -> None:
    for name in ("fix", "waive"):
        folder = prepared(tmp_path / name)
        before = contents(folder)
        (folder / "so-lieu").chmod(0o500)
        done = run(folder, COMMANDS[name])
        (folder / "so-lieu").chmod(0o700)
        assert done.returncode == 2 and contents(folder) == before


@pytest.mark.parametrize("name", ["scores_2007.csv", "rounds.yaml", "waivers.yaml"])
def test_a_pipe_is_no_data_file(name: str, tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    (folder / "so-lieu" / name).unlink()
    os.mkfifo(folder / "so-lieu" / name)
    done = run(folder, ["validate", "so-lieu"])
    assert done.returncode in (1, 2) and name in done.stdout + done.stderr


def test_a_link_to_a_data_file_is_written_over_by_nothing(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    for target in ("scores_2007.csv", "rounds.yaml"):
        link = folder / f"link-to-{target}"
        link.symlink_to(folder / "so-lieu" / target)
        hard = folder / f"hard-{target}"
        os.link(folder / "so-lieu" / target, hard)
        before = contents(folder)
        for path in (link, hard):
            for command in (["rank", "-f", "csv"], ["overview", "--round", "2007"],
                            ["draft", "index", "-f", "html"]):  # fmt: skip
                out = str(path)
                if command[0] == "overview":
                    out = str(path.with_suffix(".html"))
                    os.replace(path, out)
                done = run(folder, [*command, "-o", out])
                if command[0] == "overview":
                    os.replace(out, path)
                assert done.returncode == 2, (command, done.stderr)
        assert contents(folder) == before


# How each command that takes `-o` is told to write a text; all others are in WITHOUT_OUTPUT.
WITH_OUTPUT: dict[str, list[str]] = {
    "rank": ["-f", "csv"],
    "awards": ["-f", "csv"],
    "stats": ["-f", "json"],
    "chart": [],
    "clusters": ["-f", "csv"],
    "plan": ["-f", "csv"],
    "progress": ["--on", "2036-01-01", "-f", "csv"],
    "sheet": ["-f", "csv"],
    "totals": ["-f", "csv"],
    "appendix": ["1", "-f", "csv"],
    "errata": ["-f", "json"],
    "provinces": ["-f", "csv"],
    "rounds": ["-f", "csv"],
    "overview": [],
    "draft": ["index", "-f", "html"],
    "guide": ["-f", "html"],
    "form": ["plan"],
    "import": ["bang.tsv", "--dry-run", "--round", "2035", "-f", "json"],
    "validate": ["so-lieu", "-f", "json"],
}
WITHOUT_OUTPUT = {"new", "waive", "explain"}


def test_each_command_is_asked_whether_it_has_an_output() -> None:
    from vtlt_cli.cli.program import COMMANDS as ALL

    assert set(ALL) == WITH_OUTPUT.keys() | WITHOUT_OUTPUT
    for name in ALL:
        described = inside(name, "--help").stdout
        assert ("--output" in described) == (name in WITH_OUTPUT), name


@pytest.mark.parametrize("name", WITH_OUTPUT)
def test_no_command_writes_over_a_data_file(name: str, tmp_path: Path) -> None:
    """Nor over one through a link, symbolic or hard, nor over the table just read."""
    data = tmp_path / "so-lieu"
    shutil.copytree(ROUND, data)
    (tmp_path / "bang.tsv").write_text(TABLE, "utf-8")
    sheet = next(data.glob("sheets_*/*.csv"))
    suffix = {"chart": ".svg", "overview": ".html"}.get(name, ".csv")
    outputs = [data / "rounds.yaml", sheet]
    for number, file in enumerate((data / "scores_2035.csv", sheet)):
        link, hard = tmp_path / f"link-{number}{suffix}", tmp_path / f"hard-{number}{suffix}"
        link.symlink_to(file)
        os.link(file, hard)
        outputs += [link, hard]
    if name == "import":
        outputs.append(tmp_path / "bang.tsv")
    before = contents(tmp_path)
    for output in outputs:
        args = [name, *WITH_OUTPUT[name], "-o", str(output)]
        done = inside(*args, cwd=tmp_path, env={"VTLT_DATA": "so-lieu"})
        assert done.code == 2 and done.stderr.startswith("vtlt: "), (output, done)
        assert contents(tmp_path) == before, output


def test_three_waivers_at_once_are_three_entries(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    env = {**os.environ, "VTLT_DATA": "so-lieu", "PYTHONPATH": str(ROOT), "VTLT_LANG": "en"}
    waive = [sys.executable, "-m", "vtlt_cli", "waive"]
    what = (["CLU01", "--province", "Trà Vinh"], ["CLU02", "--province", "Lai Châu"], ["CLU11"])
    running = [
        subprocess.Popen([*waive, *one, "--reason", "in như vậy"], cwd=folder, env=env,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for one in what
    ]  # fmt: skip
    codes = [one.wait() for one in running]
    for one in running:
        assert one.stderr is not None
        one.stderr.close()
    entries = (folder / "so-lieu" / "waivers.yaml").read_text("utf-8").count("code:")
    assert entries == 1 + codes.count(0) and codes.count(0) >= 1


def test_a_lock_of_who_is_no_more_holds_nobody_up(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (folder / "so-lieu" / ".vtlt-lock-waivers.yaml").write_text(str(gone.pid))
    began = time.monotonic()
    done = run(folder, COMMANDS["waive"])
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < 8, "that of one who is at work is waited for ten seconds"


@pytest.mark.parametrize(
    "args",
    [
        ["validate", "so-lieu/sheets_2035/bach-van.csv", "-f", "json"],
        ["rank", "so-lieu/scores_2035.csv"],
        ["guide", "clerk", "--data", "so-lieu", "-f", "html"],
        ["rank", "--data", str(DATA), "-f", "csv"],
    ],
    ids=lambda args: " ".join(args[:2]),
)
def test_a_sheet_is_a_data_file_whoever_reads_it(args: list[str], tmp_path: Path) -> None:
    """Also of a folder that the command does not read, and through a link to it."""
    data = tmp_path / "so-lieu"
    shutil.copytree(ROUND, data)
    (tmp_path / "link.csv").symlink_to(data / "sheets_2035" / "cam-ha.csv")
    (tmp_path / "scores.csv").symlink_to(data / "scores_2035.csv")
    before = contents(data)
    for output in ("so-lieu/sheets_2035/cam-ha.csv", "link.csv", "scores.csv"):
        done = inside(*args, "-o", output, cwd=tmp_path)
        assert done.code == 2 and "data file" in done.stderr, (output, done)
        assert contents(data) == before


def test_what_is_saved_while_import_works_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vtlt_cli.cli import import_

    folder = prepared(tmp_path)
    mine = folder / "out" / "scores_2011.csv"
    judge = import_._findings

    def saved_meanwhile(*args: Any) -> Any:
        mine.parent.mkdir()
        mine.write_text("province,score\nHà Nội,1\n", "utf-8")
        return judge(*args)

    monkeypatch.setattr(import_, "_findings", saved_meanwhile)
    done = inside(*COMMANDS["import"], cwd=folder)
    assert done.code == 1 and "meanwhile" in done.stdout
    assert mine.read_text("utf-8") == "province,score\nHà Nội,1\n"


def form_of(folder: Path) -> Path:
    """A blank form, which is refused when it is taken in."""
    done = inside("form", "self", "bach-van", "--data", str(ROUND), "-o", str(folder / "f"))
    assert done.code == 0
    return next((folder / "f").iterdir())


def test_a_list_of_errors_is_written_over_no_file_of_another_kind(tmp_path: Path) -> None:
    shutil.copytree(ROUND, tmp_path / "d")
    form = form_of(tmp_path)
    listed = form.parent / "loi_bach-van.xlsx"
    take = ["import", str(form), "--to", str(tmp_path / "d"), "--round", "2031", "-f", "json"]
    listed.write_text("mine", "utf-8")
    done = inside(*take)
    assert done.code == 1 and "left as it is" in done.stdout and listed.read_text("utf-8") == "mine"
    listed.unlink()
    listed.symlink_to(tmp_path / "d" / "scores_2035.csv")
    before = contents(tmp_path / "d")
    assert inside(*take).code == 1 and contents(tmp_path / "d") == before
    listed.unlink()
    for _again in range(2):
        done = inside(*take)
        assert done.code == 1 and "sent back" in done.stdout and listed.read_bytes()[:2] == b"PK"


def test_the_reasons_are_told_where_the_list_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vtlt_cli.cli import taking

    def full(*_args: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = prepared(tmp_path)
    form = form_of(folder)
    shutil.copytree(ROUND, folder / "d")
    monkeypatch.setattr(taking, "write_whole", full)
    args = ["bang.tsv", "--decimals", "0", "--to", "d", "--round", "2031"]
    done = inside("import", str(form), *args, cwd=folder)
    assert done.code == 1 and (folder / "d" / "scores_2031.csv").exists()
    assert "no space left" in done.stdout and "not of 2031" in done.stdout


def test_a_draft_that_somebody_worked_on_is_not_written_over(tmp_path: Path) -> None:
    draft = ["draft", "minutes", "--data", str(ROUND), "-o", str(tmp_path / "D")]
    assert inside(*draft).code == 0
    edited = tmp_path / "D" / "minutes-cam-ha.docx"
    edited.write_bytes(b"hours of work")
    (tmp_path / "D" / "minutes-kim-sa.docx").unlink()
    before = contents(tmp_path)
    done = inside(*draft)
    assert done.code == 2 and "minutes-cam-ha.docx" in done.stderr and "--replace" in done.stderr
    assert contents(tmp_path) == before
    one = ["draft", "minutes", "cam-ha", "--data", str(ROUND), "-o", str(edited)]
    assert inside(*one).code == 2 and contents(tmp_path) == before
    assert inside(*draft, "--replace").code == 0
    assert edited.read_bytes()[:2] == b"PK" and (tmp_path / "D" / "minutes-kim-sa.docx").exists()
    # The same once more is no loss.
    assert inside(*draft).code == 0
    assert inside("draft", "--replace", "--data", str(ROUND)).code == 2


def test_a_letter_that_somebody_worked_on_is_not_written_over(tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    write = ["errata", "--data", str(DATA), "-o", str(letter)]
    assert inside(*write).code == 1 and letter.read_bytes()[:2] == b"PK"
    assert inside(*write).code == 1, "the same once more is no loss"
    letter.write_bytes(b"hours of work")
    done = inside(*write)
    assert done.code == 2 and "--replace" in done.stderr
    assert letter.read_bytes() == b"hours of work"
    copy = inside(*write, "--apply", str(tmp_path / "copy"))
    assert copy.code == 2 and not (tmp_path / "copy").exists()
    assert inside(*write, "--replace").code == 1 and letter.read_bytes()[:2] == b"PK"
    assert inside("errata", "--data", str(DATA), "--replace").code == 2


def test_what_another_machine_is_writing_stays_for_a_day(tmp_path: Path) -> None:
    """On a shared disk the number of a program says nothing of one elsewhere."""
    from vtlt_cli.printing.files import begun_name, write_whole

    _vtlt, number, machine = begun_name().split("-")[:3]
    assert number == str(os.getpid())
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    ours = tmp_path / f".vtlt-{gone.pid}-{machine}-x"
    theirs, old = (tmp_path / f".vtlt-{gone.pid}-{m}-x" for m in ("0123abcd", "0123abce"))
    for path in (ours, theirs, old):
        path.mkdir()
    os.utime(old, (0, 0))
    write_whole(str(tmp_path / "out"), b"x")
    assert not ours.exists() and not old.exists() and theirs.exists()


def test_new_broken_off_just_behind_a_file_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, calls = os.replace, 0

    def broken_off(source: str, target: str) -> None:
        nonlocal calls
        replace(source, target)
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", broken_off)
    with contextlib.suppress(KeyboardInterrupt):
        assert inside("new", "2041", "--to", str(tmp_path / "N"), "--data", str(ROUND)).code == 130
    assert calls == 2 and not (tmp_path / "N").exists()


@pytest.mark.parametrize(
    ("args", "name"),
    [
        (["waive", "CLU01", "--reason", "x", "--data", "so-lieu"], "waivers.yaml"),
        (["import", "bang.tsv", "--decimals", "0", "--round", "2011", "--to", "so-lieu",
          "--replace"], "scores_2011.csv"),
    ],
)  # fmt: skip
def test_nothing_is_written_through_a_link(args: list[str], name: str, tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    (folder / "mine").write_text("# mine\n", "utf-8")
    (folder / "so-lieu" / name).unlink(missing_ok=True)
    (folder / "so-lieu" / name).symlink_to("../mine")
    done = inside(*args, cwd=folder)
    assert done.code == 2 and "is a link" in done.stderr
    assert (folder / "mine").read_text("utf-8") == "# mine\n"


def test_pipes_in_the_way_are_not_waited_for(tmp_path: Path) -> None:
    shutil.copytree(ROUND, tmp_path / "d")
    form = form_of(tmp_path)
    (tmp_path / "out").mkdir()
    os.mkfifo(tmp_path / "out" / form.name)
    done = run(tmp_path, ["form", "self", "--data", "d", "-o", "out"])
    assert done.returncode == 2 and "pipe" in done.stderr
    os.mkfifo(tmp_path / ".vtlt-lock-z")
    assert run(tmp_path, ["rank", "--data", "d", "-o", "x.csv"]).returncode == 0
    (tmp_path / "d" / "sheets_2035" / "bach-van.csv").unlink()
    os.mkfifo(tmp_path / "d" / "sheets_2035" / "bach-van.csv")
    assert run(tmp_path, ["import", str(form), "--to", "d"]).returncode == 2


@pytest.mark.parametrize("name", ["vtlt.toml", "pyproject.toml"])
def test_settings_have_a_limit(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"# vtlt\n")
    os.truncate(tmp_path / name, 33 << 20)
    done = inside("rank", cwd=tmp_path)
    assert done.code == 2 and "32 MiB" in done.stderr


def test_a_full_disk_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int, _content: bytes) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = prepared(tmp_path)
    before = contents(folder)
    monkeypatch.setattr(os, "write", full)
    assert inside(*COMMANDS["waive"], "--data", "so-lieu", cwd=folder).code == 2
    assert contents(folder) == before


@pytest.mark.parametrize("year", ["²", "9" * 5000, "20355"])
def test_a_form_of_no_year_is_refused_alone(year: str, tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    form, odd = form_of(folder), folder / "odd.xlsx"
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(odd, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info.filename).replace(b"<t>2035</t>", f"<t>{year}</t>".encode())
            new.writestr(info.filename, content)
    done = inside("import", str(odd), "bang.tsv", "--decimals", "0", "--round", "2031", "--to", "d",
                  cwd=folder)  # fmt: skip
    assert done.code == 1 and (folder / "d" / "scores_2031.csv").exists()


@pytest.mark.parametrize("year", ["-1", "0", "10000", "2147483648"])
def test_a_year_of_no_round(year: str, tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    done = inside("import", "bang.tsv", "--round", year, "--decimals", "0", "--to", "d", cwd=folder)
    assert done.code == 2 and "no year of a round" in done.stderr and not (folder / "d").exists()


def test_a_code_of_thousands_of_digits(tmp_path: Path) -> None:
    text = f'- {{id: zz, name: Zz, kind: xã, code: "{"9" * 4301}"}}\n'
    (tmp_path / "provinces.yaml").write_text(text, "utf-8")
    (tmp_path / "scores_2031.csv").write_text("province,score\nZz,1\n", "utf-8")
    assert inside("provinces", "--data", str(tmp_path)).code == 0


@pytest.mark.parametrize(
    ("surroundings", "args"),
    [
        ({"COLUMNS": "²"}, ["rank", "-f", "table", "--data", str(DATA)]),
        ({"LINES": "²"}, ["awards", "-f", "table", "--data", str(DATA)]),
        ({"_VTLT_COMPLETE": "complete_bash"}, []),
        (
            {"_VTLT_COMPLETE": "complete_bash", "COMP_WORDS": "vtlt ra", "COMP_CWORD": "x"},
            [],
        ),
    ],
)
def test_surroundings_that_say_nothing(
    surroundings: dict[str, str], args: list[str], tmp_path: Path
) -> None:
    done = run(tmp_path, args, killed_at=0, **surroundings)
    assert done.returncode in (0, 2) and "Traceback" not in done.stderr


def test_what_is_done_is_done_where_nobody_can_be_told(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vtlt_cli", *COMMANDS["waive"], "--data", "so-lieu"],
            cwd=folder, stderr=full, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
        )  # fmt: skip
        assert done.returncode == 0
        took = subprocess.run(
            [sys.executable, "-m", "vtlt_cli", *COMMANDS["import"], "--lang", "en"],
            cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert took.returncode == 2 and "written: out/scores_2011.csv" in took.stderr
