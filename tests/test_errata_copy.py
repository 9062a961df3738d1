"""`vtlt errata --apply`: the corrected copy of the folder, all of it or nothing."""

from __future__ import annotations

import os
import re
import shutil
import tracemalloc
import unicodedata
from pathlib import Path

import pytest
from corrections import (
    CHOSEN,
    REGISTER,
    ROUNDS,
    SIZED,
    beside,
    bytes_of,
    chosen,
    codes,
    rows,
)
from folders import Plan, full_folders, in_memory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inside import DATA, inside
from test_mend import folder_of

from vtlt_cli.check import check
from vtlt_cli.errata import copy as errata_copy
from vtlt_cli.errata.finding import errata_of
from vtlt_cli.errata.records import parts_of, still_open
from vtlt_cli.errata.rewrite import corrected_files


def test_apply_leaves_open_cells(tmp_path: Path) -> None:
    before = bytes_of(DATA)
    copy = tmp_path / "copy"
    result = inside("errata", "--apply", str(copy))
    assert result.code == 1 and "3 places corrected in" in result.stderr
    assert "3 left as printed" in result.stderr
    assert bytes_of(DATA) == before
    after = bytes_of(copy)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"clusters_2009.yaml", "rounds.yaml"}
    assert codes(copy) == [
        "AWD05 note",
        "CLU02 error",
        "CLU11 warning",
        "NAM10 note",
        "CLU01 error",
        "NAM10 note",
    ]


def test_apply_with_choices(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    inside("errata", *chosen(*CHOSEN[:2]), "--apply", str(copy))
    assert codes(copy) == ["AWD05 note", "CLU11 warning", "NAM10 note", "NAM10 note"]
    old = (DATA / "clusters_2009.yaml").read_text("utf-8").split("\n")
    new = (copy / "clusters_2009.yaml").read_text("utf-8").split("\n")
    assert new[0] == (
        "# Đã đính chính, điều chỉnh bằng vtlt errata; không còn nguyên văn "
        "Báo cáo số 241/BC-VTLTNN ngày 21/3/2008."
    )
    changed = [(a, b) for a, b in zip(old, new[1:], strict=True) if a != b]
    assert changed == [
        ("  leader: Thừa Thiên Thuế", "  leader: Thừa Thiên Huế"),
        (
            "  members: [Thừa Thiên Thuế, Phú Thọ, Điện Biên, Nam Định]",
            "  members: [Thừa Thiên Huế, Phú Thọ, Điện Biên, Nam Định]",
        ),
        (
            "  members: [Hà Nội, Thái nguyên, Kon Tum, Cao Bằng]",
            "  members: [Hà Nội, Thái Nguyên, Kon Tum, Cao Bằng]",
        ),
        ("  leader: Hà Tây", "  leader: Sơn La"),
        (
            "  members: [Hà Tĩnh, Đà Nẵng, Đồng Tháp, Trà Vinh]",
            "  members: [Hà Tĩnh, Đà Nẵng, Đồng Tháp, Lai Châu]",
        ),
    ]


def test_a_struck_member(tmp_path: Path) -> None:
    """A unit that is gone before the inspection is missed by nobody."""
    copy = tmp_path / "copy"
    result = inside("errata", *chosen(*CHOSEN), "--apply", str(copy))
    assert "  members: [Sơn La, Bắc Kạn, Hà Nam]\n" in (copy / "clusters_2009.yaml").read_text(
        "utf-8"
    )
    assert "provinces_on" not in result.stderr
    assert codes(copy) == ["AWD05 note", "CLU09 warning", "NAM10 note", "NAM10 note"]
    again = inside("errata", "--data", str(copy))
    assert (again.code, again.stdout.count("Hà Tây")) == (0, 0)


def test_round_trip(tmp_path: Path) -> None:
    """What was applied is not wrong any more; nothing is left but what nobody decided."""
    one, two = tmp_path / "one", tmp_path / "two"
    inside("errata", *chosen(*CHOSEN[:2]), "--apply", str(one))
    left = rows(data=one)
    assert [(r["cluster"], r["role"], r["open"]) for r in left] == [([6], ["member"], True)]
    inside("errata", "--data", str(one), "--apply", str(two))
    assert bytes_of(one) == bytes_of(two)


def test_an_empty_folder_may_be_written(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    assert inside("errata", "--apply", str(copy)).code == 1
    assert set(bytes_of(copy)) == set(bytes_of(DATA))
    assert not [path for path in tmp_path.iterdir() if path != copy]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_where_the_copy_may_not_stand(lang: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = bytes_of(data)
    said = {
        str(data): ("lies in the data folder", "nằm trong thư mục dữ liệu"),
        str(data / "copy"): ("lies in the data folder", "nằm trong thư mục dữ liệu"),
        str(taken): ("no empty folder", "không phải thư mục rỗng"),
        str(taken / "file"): ("no empty folder", "không phải thư mục rỗng"),
        str(tmp_path / "link"): ("no empty folder", "không phải thư mục rỗng"),
        "": ("wants the name of a folder", "cần tên thư mục"),
        str(tmp_path / "no" / "copy"): ("no such file", "không có tệp hoặc thư mục"),
        str(taken / "file" / "copy"): ("no folder", "không phải thư mục"),
    }
    for path, words in said.items():
        result = inside("errata", "--data", str(data), "--apply", path, lang=lang)
        assert (result.code, result.stdout) == (2, "")
        assert words[lang == "vi"] in result.stderr and path in result.stderr
    assert bytes_of(data) == before and (taken / "file").read_text() == "x"


@pytest.mark.parametrize("path", ["", "."])
def test_the_current_folder(path: str, tmp_path: Path) -> None:
    """An empty name is none; the current folder, where empty, is filled and stays itself."""
    before = tmp_path.stat().st_ino
    result = inside("errata", "--data", str(DATA), "--apply", path, cwd=tmp_path)
    assert tmp_path.stat().st_ino == before
    assert result.code == (1 if path else 2)
    assert set(bytes_of(tmp_path)) == (set(bytes_of(DATA)) if path else set())


def test_what_cannot_be_put_leaves_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy"
    into = ("--apply", str(copy))
    wrong = {"SOURCE_DATE_EPOCH": "abc"}
    for there in (False, True):
        if there:
            copy.mkdir()
        assert inside("errata", *into, "-o", str(tmp_path / "no" / "x.docx")).code == 2
        assert inside("errata", *into, "-o", str(tmp_path / "no" / "x.xlsx")).code == 2
        assert inside("errata", *into, "-f", "docx", env=wrong).code == 2
        assert inside("errata", *into, "-f", "html", env=wrong).code == 2
        assert [*tmp_path.iterdir()] == ([copy] if there else [])
        assert not there or [*copy.iterdir()] == []
    copy.rmdir()

    def full(*_args: object) -> None:
        raise OSError(28, "x")

    monkeypatch.setattr("vtlt_cli.cli.session.emit", full)
    assert inside("errata", *into).code == 2
    assert [*tmp_path.iterdir()] == []


def test_the_letter_may_stand_in_the_copy(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert inside("errata", "--apply", str(copy), "-o", str(copy / "x.docx")).code == 1
    assert set(bytes_of(copy)) == {*bytes_of(DATA), "x.docx"}


def test_subfolders_are_told(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    shutil.copytree(DATA, data)
    (data / "cũ").mkdir()
    for lang, words in (
        ("en", "not copied (a subfolder): cũ\n"),
        ("vi", "không sao chép thư mục con: cũ\n"),
    ):
        args = ("--data", str(data), "--apply", str(copy))
        result = inside("errata", *args, lang=lang)
        assert words in result.stderr
        assert set(bytes_of(copy)) == set(bytes_of(DATA))
        shutil.rmtree(copy)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write anywhere")
def test_a_read_only_place(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        result = inside("errata", "--apply", str(tmp_path / "copy"))
    finally:
        tmp_path.chmod(0o755)
    assert result.code == 2 and "permission denied" in result.stderr


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that cannot be finished is not there at all."""
    write = errata_copy._copy

    def fails_late(source: str, copy: str, content: bytes | None) -> None:
        if copy.endswith("rounds.yaml"):
            raise PermissionError(13, "x", copy)
        write(source, copy, content)

    monkeypatch.setattr(errata_copy, "_copy", fails_late)
    for there in (False, True):
        if there:
            (tmp_path / "copy").mkdir()
        result = inside("errata", "--apply", str(tmp_path / "copy"))
        assert (result.code, result.stdout) == (2, "")
        assert result.stderr == f"vtlt: {tmp_path / 'copy'}: permission denied\n"
        assert [*tmp_path.rglob("*")] == ([tmp_path / "copy"] if there else [])


# What is copied.


@pytest.mark.parametrize("content", [b"\xff", b""])
def test_a_neighbour_that_cannot_be_read_is_copied_whole(content: bytes, tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        scores_2031__csv=content,
        clusters_2031__yaml="- {number: 1, leader: an Bình, members: [an Bình]}\n",
    )
    copy = beside(tmp_path)
    result = inside("errata", "--apply", str(copy), cwd=tmp_path)
    assert result.code == 1 and "2 places corrected" in result.stderr
    assert (copy / "scores_2031.csv").read_bytes() == content
    assert "an Bình" not in (copy / "clusters_2031.yaml").read_text("utf-8")


def test_a_large_neighbour_is_not_held_in_memory(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    shutil.copytree(DATA, data)
    with open(data / "scan.pdf", "wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    inside("errata", "--data", str(data), "--apply", str(copy))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (copy / "scan.pdf").stat().st_size == 200_000_000 and peak < 100_000_000


def test_links(tmp_path: Path) -> None:
    """One within the folder is copied as what it leads to; none gives away what lies outside."""
    data, copy = tmp_path / "data", tmp_path / "copy"
    shutil.copytree(DATA, data)
    (tmp_path / "secret").write_text("secret")
    (data / "notes.txt").symlink_to(tmp_path / "secret")
    (data / "same.yaml").symlink_to("rounds.yaml")
    (data / "other").symlink_to(tmp_path)
    result = inside("errata", "--data", str(data), "--apply", str(copy))
    assert "not copied (links out of the folder): notes.txt, other\n" in result.stderr
    assert set(bytes_of(copy)) == {*bytes_of(DATA), "same.yaml"}
    assert not (copy / "same.yaml").is_symlink()
    shutil.rmtree(copy)
    shutil.move(data / "provinces.yaml", tmp_path / "provinces.yaml")
    (data / "provinces.yaml").symlink_to(tmp_path / "provinces.yaml")
    result = inside("errata", "--data", str(data), "--apply", str(copy))
    assert (result.code, result.stdout, copy.exists()) == (2, "", False)
    assert "provinces.yaml is a link that leads out of the folder" in result.stderr


def test_the_copy_is_no_transcript(tmp_path: Path) -> None:
    """Its appendix is headed as restated, and that of the table that did not change as printed."""
    copy = tmp_path / "copy"
    inside("errata", "--apply", str(copy))
    assert (
        "(Lập lại từ số liệu Báo cáo số 241/" in inside("appendix", "2", "--data", str(copy)).stdout
    )
    assert "(Kèm theo Báo cáo số: 241/" in inside("appendix", "1", "--data", str(copy)).stdout
    text = (copy / "rounds.yaml").read_text("utf-8")
    assert (
        text.count("form: restated") == 1 and "        form: restated\n        table: clus" in text
    )


@pytest.mark.parametrize(
    "appendices",
    [
        "{1: {table: scores, title: X}}",
        "\n      1: {table: scores, title: X}",
        "\n      1:\n        table: scores\n        title: X",
    ],
)
def test_rounds_yaml_in_every_style(appendices: str, tmp_path: Path) -> None:
    rounds = ROUNDS.replace("{", "").replace("}", "").replace(", p", "\n    p")
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml=f"{rounds}    appendices: {appendices}\n".replace("\n", "\r\n").encode(),
        scores_2031__csv="province,score\nan Bình,9\nTân Sơn,8\nVĩnh Xuân,6\nLong Điền,5\n",
    )
    copy = beside(tmp_path)
    assert inside("errata", "--apply", str(copy), cwd=tmp_path).code == 0
    assert codes(copy) == []
    content = (copy / "rounds.yaml").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") and b"form: restated" in content


# What is written.


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("ea h'leo", "Ea H'leo"),
        ("'ea h''leo'", "Ea H'leo"),
        ('"ea h\'leo"', '"Ea H\'leo"'),
        ('"ea h\\x27leo"', "Ea H'leo"),
        ('"Tổ: nội vụ"', '"Tổ: Nội vụ"'),
        ("'Tổ: nội vụ'", "'Tổ: Nội vụ'"),
    ],
)
def test_names_that_yaml_wants_quoted(written: str, after: str, tmp_path: Path) -> None:
    """Nothing that is told as corrected is left out of the copy."""
    register = REGISTER.replace("An Bình", '"Ea H\'leo"').replace("Tân Sơn", '"Tổ: Nội vụ"')
    text = f"- {{number: 1, leader: Vĩnh Xuân, members: [Vĩnh Xuân, {written}]}}\n"
    folder_of(tmp_path, provinces__yaml=register, clusters_2031__yaml=text)
    copy = beside(tmp_path)
    result = inside("errata", "--apply", str(copy), cwd=tmp_path)
    assert (result.code, "1 place corrected" in result.stderr) == (0, True)
    lines = (copy / "clusters_2031.yaml").read_text("utf-8").split("\n")
    assert lines[1] == f"- {{number: 1, leader: Vĩnh Xuân, members: [Vĩnh Xuân, {after}]}}"
    assert rows(data=copy) == []


@pytest.mark.parametrize("style", [" [{}]", "\n    - {}"])
def test_a_chosen_name_is_quoted_too(style: str, tmp_path: Path) -> None:
    """Where the cell had no quotes and the new name wants them."""
    register = REGISTER.replace("Tân Sơn", '"Tổ: Nội vụ"').replace("Long Điền", '"Số # 1"')
    text = f"- number: 1\n  leader: Qwrtz\n  members:{style.format('Qwrtz')}\n"
    folder_of(tmp_path, provinces__yaml=register, clusters_2031__yaml=text)
    copy = beside(tmp_path)
    choices = chosen("1:Qwrtz=Tổ: Nội vụ", "1:+=Số # 1")
    assert inside("errata", *choices, "--apply", str(copy), cwd=tmp_path).code == 0
    written = (copy / "clusters_2031.yaml").read_text("utf-8")
    assert '"Tổ: Nội vụ"' in written and '"Số # 1"' in written and codes(copy) == []


@pytest.mark.parametrize(
    ("written", "after"),
    [("ea h'leo", "Ea H'leo"), ('"ea, h\'leo"', '"Ea, H\'leo"'), ("eá h'leo", "Ea H'leo")],
)
def test_names_that_csv_wants_quoted(written: str, after: str, tmp_path: Path) -> None:
    name = "Ea, H'leo" if "," in written else "Ea H'leo"
    register = f'- {{id: a, name: "{name}", kind: xã}}\n'
    folder_of(tmp_path, provinces__yaml=register, scores_2031__csv=f"province,score\n{written},5\n")
    copy = beside(tmp_path)
    assert inside("errata", "--apply", str(copy), cwd=tmp_path).code == 0
    assert (copy / "scores_2031.csv").read_text("utf-8") == f"province,score\n{after},5\n"


def test_what_cannot_be_rewritten(tmp_path: Path) -> None:
    """A name in a block of its own is left to a person, and nothing is written."""
    text = (
        "- number: 1\n  leader: Trà Vinh\n  members:\n    - |-\n      Thái nguyên\n    - Trà Vinh\n"
    )
    data = tmp_path / "data"
    data.mkdir()
    folder_of(data, clusters_2009__yaml=text)
    for lang, words in (("en", "first at 4:7"), ("vi", "chưa ghi gì")):
        args = ("errata", "--data", str(data), "--apply", str(tmp_path / "copy"))
        result = inside(*args, lang=lang)
        assert (result.code, result.stdout) == (2, "") and words in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize(
    ("members", "left"),
    [
        (" [A, B, X]", " [A, B]"),
        (" [X, A, B]", " [A, B]"),
        (" ['A', \"X\", B]", " ['A', B]"),
        (' ["A", "X", "B"]', ' ["A", "B"]'),
        (" [A,\n    X, B]", " [A, B]"),
        ("\n    - A\n    - X  # thôi\n    - B", "\n    - A\n    - B"),
        ("\n    - X\n    - A # một\n    - B", "\n    - A # một\n    - B"),
        ("\r\n    - A\r\n    - B\r\n    - 'X'", "\r\n    - A\r\n    - B"),
    ],
)
def test_striking_out(members: str, left: str, tmp_path: Path) -> None:
    """A name goes with what parts it from its neighbours, in every style of list."""
    names = {"A": "An Bình", "B": "Vĩnh Xuân", "X": "Tân Sơn"}

    def text(pattern: str) -> str:
        return re.sub(r"\b[ABX]\b", lambda match: names[match[0]], pattern)

    head = "- {number: 1, leader: Long Điền, members: [Long Điền, Tân Sơn]}\n- number: 2\n"
    head += "  leader: An Bình\n  members:"
    head = head.replace("\n", "\r\n") if "\r" in members else head
    end = "\r\n" if "\r" in members else "\n"
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        clusters_2031__yaml=(head + text(members) + end).encode(),
    )
    copy = beside(tmp_path)
    result = inside("errata", *chosen("2:Tân Sơn=-"), "--apply", str(copy), cwd=tmp_path)
    assert result.code == 0
    written = (copy / "clusters_2031.yaml").read_bytes().decode()
    assert written.partition("\n")[2] == head + text(left) + end
    assert written.count("\r") == (written.count("\n") if "\r" in members else 0)


@pytest.mark.parametrize(
    ("members", "after"),
    [
        (" [An Bình]", " [An Bình, Tân Sơn]"),
        (" [An Bình, ]", " [An Bình, Tân Sơn, ]"),
        (' ["An Bình"]  # một', ' ["An Bình", Tân Sơn]  # một'),
        ("\n    [\n    An Bình\n    ]", "\n    [\n    An Bình, Tân Sơn\n    ]"),
        ("\n    - An Bình", "\n    - An Bình\n    - Tân Sơn"),
        ("\n    - 'An Bình'  # một", "\n    - 'An Bình'  # một\n    - Tân Sơn"),
        ("\n  - An Bình", "\n  - An Bình\n  - Tân Sơn"),
        ("\r\n    - An Bình", "\r\n    - An Bình\r\n    - Tân Sơn"),
    ],
)
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("ended", [True, False])
def test_adding_a_member(members: str, after: str, last: bool, ended: bool, tmp_path: Path) -> None:
    """At the end of its list, in every style of list."""
    end = "\r\n" if "\r" in members else "\n"
    other = "- {number: 2, leader: Vĩnh Xuân, members: [Vĩnh Xuân, Long Điền]}"

    def text(listed: str) -> bytes:
        one = f"- number: 1\n  leader: An Bình\n  members:{listed}"
        lines = [other, one] if last else [one, other]
        whole = "\n".join(lines) + ("\n" if ended else "")
        return whole.replace("\r", "").replace("\n", end).encode()

    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml=SIZED,
        clusters_2031__yaml=text(members),
    )
    (row,) = rows(data=tmp_path)
    assert (row["code"], row["printed"], row["options"]) == ("CLU02", None, ["1:+=Tân Sơn"])
    assert "còn thiếu thành viên: Cụm 1" in row["basis"]
    (row,) = rows(*chosen("1:+=tan son"), data=tmp_path)
    assert (row["cluster"], row["role"], row["printed"]) == ([1], ["member"], None)
    assert (row["corrected"], row["open"], row["line"] > 0) == ("Tân Sơn", False, True)
    assert row["basis"] == (
        "Đính chính. Sở Tân Sơn chưa được xếp vào cụm nào. "
        "Bổ sung Tân Sơn (theo ý kiến của cơ quan ban hành ngày …)."
    )
    copy = beside(tmp_path)
    result = inside("errata", *chosen("1:+=Tân Sơn"), "--apply", str(copy), cwd=tmp_path)
    assert result.code == 0 and "1 place corrected" in result.stderr
    written = (copy / "clusters_2031.yaml").read_bytes().decode()
    assert written.partition(end)[2] == text(after).decode()
    assert codes(copy) == []


def test_two_members_added_and_one_struck_out(tmp_path: Path) -> None:
    """Additions stand in the order in which they were chosen, beside what else changes there."""
    for style in (" [An Bình, Vĩnh xuân, Abc]", "\n    - An Bình\n    - Vĩnh xuân\n    - Abc"):
        text = f"- number: 1\n  leader: An Bình\n  members:{style}\n"
        folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
        copy = beside(tmp_path, str(len(style)))
        choices = chosen("1:+=Tân Sơn", "1:Abc=-", "1:+=Long Điền")
        result = inside("errata", *choices, "--apply", str(copy), cwd=tmp_path)
        assert result.code == 0
        comma = ", " if "[" in style else "\n    - "
        after = text.replace("Vĩnh xuân", "Vĩnh Xuân")
        after = after.replace(f"{comma}Abc", f"{comma}Tân Sơn{comma}Long Điền")
        assert (copy / "clusters_2031.yaml").read_text("utf-8").partition("\n")[2] == after


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(plan=full_folders(), draw=st.data())
def test_errata_never_add_a_finding(plan: Plan, draw: st.DataObject) -> None:
    """Of a folder with slips in its names, the corrected copy has only findings that it had."""

    def slip(name: str) -> str:
        ways = ("as it is", "case", "letter", "marks", "space")
        way = draw.draw(st.sampled_from(ways))
        if way == "case":
            return name.lower()
        if way == "letter":
            return name + "x"
        if way == "marks":
            letters = unicodedata.normalize("NFD", name)
            return "".join(c for c in letters if not unicodedata.combining(c))
        return name.replace(" ", "  ") if way == "space" else name

    for cluster in plan.clusters:
        cluster.leader = slip(cluster.leader)
        cluster.members = [slip(name) for name in cluster.members]
    if draw.draw(st.booleans()):
        plan.clusters[0].members[0] = plan.clusters[-1].members[-1]
    for row in plan.rows:
        row.name = slip(row.name)
    folder = in_memory(plan.files())
    data, before = check(folder, "en")
    errata = errata_of(data, before, parts_of(data))
    changed = corrected_files(folder, data, errata, before)
    again = folder._replace(contents={**folder.contents, **changed})
    data_after, after = check(again, "en")
    assert {(f.code, f.message) for f in after} <= {(f.code, f.message) for f in before}
    left = errata_of(data_after, after, parts_of(data_after))
    assert left.corrections == () or len(still_open(left)) == len(left.corrections)
