"""`vtlt clusters --proposed`: accepted proposals in place, marked, and written to a copy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from inside import ROOT, inside

from vtlt_cli.printing.render import FORMATS

EXAMPLE = ROOT / "examples" / "round" / "in-progress"
MOVE = '["1:Ngọc Trì=Thanh Lộ", "2:Thanh Lộ=Ngọc Trì"]'


def proposal(change: str, answer: str = "accepted", province: str = "Thanh Lộ") -> str:
    return (
        f"- {{province: {province}, about: clusters, request: a, change: {change}, "
        f"answer: {answer}, reason: b}}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The round in the middle, of which one proposal is accepted."""
    shutil.copytree(EXAMPLE, tmp_path / "data")
    (tmp_path / "data" / "proposals_2035.yaml").write_text(proposal(MOVE), encoding="utf-8")
    for later in ("teams", "visits", "results"):
        (tmp_path / "data" / f"{later}_2035.yaml").unlink()
    shutil.rmtree(tmp_path / "data" / "sheets_2035")
    return tmp_path / "data"


def write(folder: Path, text: str) -> None:
    (folder / "proposals_2035.yaml").write_text(text, encoding="utf-8")


def codes(folder: Path) -> list[str]:
    done = inside("validate", ".", "-f", "json", cwd=folder)
    return [finding["code"] for finding in json.loads(done.stdout)]


def test_accepted_proposals_stand_and_are_marked(folder: Path) -> None:
    done = inside("clusters", "--proposed", "-f", "json", cwd=folder)
    assert (done.code, done.stderr) == (0, "")
    one, two = json.loads(done.stdout)
    assert one["members"] == ["bach-van", "dai-nguyen", "hoanh-giang", "thanh-lo"]
    assert two["members"] == ["cam-ha", "kim-sa", "lam-khe", "ngoc-tri"]
    assert one["changes"] == ["Thanh Lộ (in place of Ngọc Trì)"]
    assert (
        "Thanh Lộ (thay Ngọc Trì)" in inside("clusters", "--proposed", cwd=folder, lang="vi").stdout
    )
    assert codes(folder) == []


def test_without_the_option_nothing_changes(folder: Path) -> None:
    (one, _two) = json.loads(inside("clusters", "-f", "json", cwd=folder).stdout)
    assert "ngoc-tri" in one["members"] and "changes" not in one


@pytest.mark.parametrize("answer", ["declined", "partly", ""])
def test_only_what_is_accepted_stands(folder: Path, answer: str) -> None:
    text = proposal(MOVE, answer or "x")
    write(folder, text if answer else text.replace("answer: x, ", ""))
    done = inside("clusters", "--proposed", "-f", "json", cwd=folder)
    assert done.code == 0 and "no accepted proposal" in done.stderr
    assert [row["changes"] for row in json.loads(done.stdout)] == [[], []]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format(folder: Path, format_: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert inside("clusters", "--proposed", "-f", format_, "-o", str(out), cwd=folder).code == 0
    content = out.read_bytes()
    assert content and (FORMATS[format_].binary or "Thanh Lộ" in content.decode("utf-8"))


def test_apply_writes_a_copy_in_which_it_is_in_place(folder: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    copy = tmp_path / "copy"
    done = inside("clusters", "--proposed", "--apply", str(copy), cwd=folder)
    assert done.code == 0 and str(copy) in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    written = yaml.safe_load((copy / "clusters_2035.yaml").read_text(encoding="utf-8"))
    assert written[0]["members"] == ["Bạch Vân", "Đại Nguyên", "Hoành Giang", "Thanh Lộ"]
    same = {path.name: path.read_bytes() for path in copy.iterdir()}
    assert {n for n in before if before[n] != same[n]} == {"clusters_2035.yaml"}
    again = inside("clusters", "--proposed", cwd=copy)
    assert again.code == 0 and "no accepted proposal" in again.stderr
    assert codes(copy) == []


def test_apply_goes_with_proposed_and_to_a_new_folder(folder: Path, tmp_path: Path) -> None:
    assert inside("clusters", "--apply", str(tmp_path / "copy"), cwd=folder).code == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    for place in (".", "new", str(tmp_path / "full"), ""):
        assert inside("clusters", "--proposed", "--apply", place, cwd=folder).code == 2
    assert not (folder / "new").exists()


@pytest.mark.parametrize(
    "change",
    [
        '["1:Ngọc Trì=Thanh Lộ"]',  # one in two clusters, one in none
        '["1:Ngọc Trì=-"]',
        '["9:Ngọc Trì=Thanh Lộ"]',
        '["1:Xyz=Thanh Lộ"]',
        '["1:Ngọc Trì=Xyz"]',
        '["1:+=Thanh Lộ"]',
        '["1:leader=Thanh Lộ"]',
        '["2:Cẩm Hà=Ngọc Trì", "1:Ngọc Trì=Cẩm Hà"]',  # the leader would be no member
        '["1:Ngọc Trì=Thanh Lộ", "1:Ngọc Trì=Kim Sa", "2:Thanh Lộ=Ngọc Trì"]',
        '["scores/1:Ngọc Trì=Thanh Lộ"]',
    ],
)
@pytest.mark.parametrize("answer", ["accepted", "partly"])
def test_what_does_not_fit_is_one_finding(folder: Path, change: str, answer: str) -> None:
    write(folder, proposal(change, answer))
    assert codes(folder) == ["PRO01"]
    done = inside("clusters", "--proposed", cwd=folder)
    assert (done.code, done.stdout) == (1, "") and "vtlt validate" in done.stderr
    write(folder, proposal(change, "declined"))
    assert codes(folder) == []


def test_two_accepted_proposals_that_clash_are_one_finding(folder: Path) -> None:
    other = proposal('["1:Ngọc Trì=Kim Sa", "2:Kim Sa=Ngọc Trì"]', province="Kim Sa")
    write(folder, proposal(MOVE) + other)
    assert codes(folder) == ["PRO01"]
    write(folder, other + proposal(MOVE))
    assert codes(folder) == ["PRO01"]
    write(folder, proposal(MOVE) + proposal(MOVE))
    assert codes(folder) == []


def test_a_leader_may_be_changed_with_its_place(folder: Path) -> None:
    write(folder, proposal('["2:leader=Kim Sa"]'))
    (_one, two) = json.loads(inside("clusters", "--proposed", "-f", "json", cwd=folder).stdout)
    assert two["leader"] == "kim-sa" and two["changes"] == ["leader Kim Sa (was Cẩm Hà)"]


def test_what_is_not_of_the_form_is_told_at_its_place(folder: Path) -> None:
    write(folder, proposal('["chuyển sang Cụm 1"]'))
    done = inside("validate", ".", "-f", "json", cwd=folder)
    (found,) = json.loads(done.stdout)
    assert found["code"] == "FIL09" and "16:Trà Vinh=Lai Châu" in found["message"]
    assert inside("clusters", "--proposed", cwd=folder).code == 1


def test_a_folder_without_proposals() -> None:
    assert inside("clusters", "--proposed").code == 2
