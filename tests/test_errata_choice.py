"""`vtlt errata --choose`: what somebody decides of the open cells."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from corrections import (
    CHOSEN,
    REGISTER,
    ROUNDS,
    SIZED,
    beside,
    cells,
    chosen,
    codes,
    rows,
)
from folders import Plan, full_folders, in_memory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inside import DATA, inside
from test_mend import folder_of

from vtlt_cli.check import check, judged
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.errata.choice import choose
from vtlt_cli.errata.finding import errata_of
from vtlt_cli.errata.records import parts_of
from vtlt_cli.errata.rewrite import corrected_files
from vtlt_cli.load import load


def test_every_option_may_be_chosen() -> None:
    """What stands beside an open cell is what `--choose` takes; struck out, the leader goes too."""
    for row in rows():
        for option in row["options"]:
            more = chosen("6:leader=Sơn La") if option.endswith("=-") else []
            assert inside("errata", *chosen(option), *more).code == 1


@pytest.mark.parametrize(
    ("choice", "cluster", "role", "standing", "done"),
    [
        ("16:Trà Vinh=Lai Châu", 16, "member", "Lai Châu", "Ghi Lai Châu"),
        ("Phụ lục 2/Cụm 14: tra-vinh = lai chau", 14, "member", "Lai Châu", "Ghi Lai Châu"),
        ("clusters/16:tỉnh Trà Vinh=lai-chau", 16, "member", "Lai Châu", "Ghi Lai Châu"),
        ("6:leader=Sơn La", 6, "leader", "Sơn La", "Chỉ định Sơn La làm Cụm trưởng"),
        ("cụm 6:Cụm trưởng=ha nam", 6, "leader", "Hà Nam", "Chỉ định Hà Nam làm Cụm trưởng"),
    ],
)
def test_a_choice(choice: str, cluster: int, role: str, standing: str, done: str) -> None:
    found = rows(*chosen(choice))
    (row,) = [r for r in found if r["cluster"] == [cluster] and r["role"] == [role]]
    assert (row["corrected"], row["open"], row["options"]) == (standing, False, [])
    assert row["basis"].endswith(
        f"{done} (theo ý kiến của Cục Văn thư và Lưu trữ nhà nước ngày …)."
    )
    assert sum(r["open"] for r in found) == 2


def test_all_choices() -> None:
    result = inside("errata", *chosen(*CHOSEN), "-f", "json")
    assert (result.code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert [r["corrected"] for r in found] == [
        "Thừa Thiên Huế",
        "Thái Nguyên",
        "",
        "Sơn La",
        "Lai Châu",
    ]
    assert cells(*chosen(*CHOSEN))[2][3] == "(bỏ)"


def test_the_order_of_choices_is_free() -> None:
    assert rows(*chosen(*CHOSEN)) == rows(*chosen(*reversed(CHOSEN)))


def test_a_unit_that_has_got_a_place_is_offered_no_more() -> None:
    found = rows(*chosen("6:Hà Tây=Lai Châu", "6:leader=Lai Châu"))
    assert [r["options"] for r in found if r["open"]] == [["14:Trà Vinh=-", "16:Trà Vinh=-"]]


def test_another_unit_than_the_spelling_led_to() -> None:
    """The slip stands twice, so the choice fills both cells in; the unit itself gets a place."""
    found = rows(*chosen("3:thua thien hue=Lai Châu", "16:Trà Vinh=Thừa Thiên Huế"))
    assert (found[0]["role"], found[0]["corrected"]) == (["member", "leader"], "Lai Châu")
    assert found[0]["basis"].startswith(
        "Đính chính. Cụm 3 ghi tỉnh Thừa Thiên Huế, nay ghi tỉnh Lai Châu; tỉnh Thừa Thiên Huế "
        "chuyển sang Cụm 16. Ghi Lai Châu ("
    )


REFUSED = {
    # What the rules say of the tables after the choice, in their own sentences.
    "other": ("16:Trà Vinh=Bến Tre", "CLU01 Bến Tre is in two clusters, 14 and 16", "Cụm 14 và"),
    "leader": ("6:leader=Bến Tre", "CLU04 leader Bến Tre is not a member", "không có trong danh"),
    "led": ("6:Hà Tây=Lai Châu", "CLU04 leader Hà Tây", "CLU04 Cụm trưởng Hà Tây không"),
    "displaced": ("3:Thừa Thiên Thuế=Lai Châu", "CLU02 Thừa Thiên Huế is in no", "chưa được xếp"),
    "struck": ("4:Thái nguyên=-", "CLU02 Thái Nguyên is in no cluster", "CLU02 Tỉnh Thái Nguyên"),
    "added": ("1:+=Trà Vinh", "CLU01 Trà Vinh is in three clusters", "CLU01 Tỉnh Trà Vinh"),
    # What no rule can say.
    "form": ("Trà Vinh", "CLUSTER:NAME=NAME", "CỤM:TÊN=TÊN"),
    "right": ("1:Bắc Ninh=Lai Châu", "nothing is open or wrong", "không có sai sót"),
    "leads": ("1:leader=Hưng Yên", "nothing is open or wrong", "không có sai sót"),
    "strike": ("6:leader=-", "only a member", "chỉ được bỏ tên thành viên"),
    "led by": ("3:leader=Phú Thọ", "only misspelt", "chỉ viết sai tên"),
    "appendix": ("9/16:Trà Vinh=Lai Châu", "no appendix 9", "không có phụ lục 9"),
}


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", REFUSED)
def test_wrong_choices(name: str, lang: str, tmp_path: Path) -> None:
    """Refused in one line that names the choice; no copy is made."""
    choice, english, vietnamese = REFUSED[name]
    copy = tmp_path / "copy"
    result = inside("errata", "--choose", choice, "--apply", str(copy), lang=lang)
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1 and choice in result.stderr
    assert (english if lang == "en" else vietnamese) in result.stderr
    assert not copy.exists()


@pytest.mark.parametrize("second", ["16:Trà Vinh=Lai Châu", "16:tra vinh=-"])
def test_the_same_cell_twice(second: str) -> None:
    result = inside("errata", *chosen("16:Trà Vinh=Lai Châu", second))
    assert result.code == 2 and "already chosen" in result.stderr


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (("4:Thái nguyên=-", "3:Thừa Thiên Thuế=Lai Châu"), "CLU02 Thái Nguyên is in no cluster"),
        (("4:Thái nguyên=-", "1:+=Thái Nguyên"), "only misspelt"),
        (("4:Thái nguyên=Lai Châu", "16:Trà Vinh=Thái Nguyên"), None),
        (("4:Thái nguyên=Lai Châu", "1:+=Thái Nguyên"), None),
        (("14:Trà Vinh=-", "1:+=Lai Châu"), None),
        (("1:+=Lai Châu", "1:+=Lai Châu"), "already chosen"),
        (("1:+=Lai Châu", "16:Trà Vinh=Lai Châu"), "CLU01 Lai Châu"),
        (("16:Trà Vinh=Lai Châu", "14:Trà Vinh=Lai Châu"), "CLU01 Lai Châu"),
        (("14:Trà Vinh=Lai Châu", "16:Trà Vinh=-"), "CLU02 Trà Vinh is in no cluster"),
    ],
)
def test_choices_are_weighed_together(choices: tuple[str, ...], words: str | None) -> None:
    """No unit that takes part may lose its last place, whatever is chosen beside it."""
    result = inside("errata", *chosen(*choices))
    if words is None:
        assert result.code == 1
    else:
        assert (result.code, result.stdout) == (2, "") and words in result.stderr


def test_what_is_misspelt_keeps_its_place_without_a_day(tmp_path: Path) -> None:
    """Where it is not declared who takes part, no rule misses the unit that lost its place."""
    text = "- {number: 1, leader: An Bình, members: [An Bình, Tân sơn]}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, clusters_2031__yaml=text)
    for choice in ("1:Tân sơn=-", "1:Tân sơn=Long Điền"):
        result = inside("errata", *chosen(choice), cwd=tmp_path)
        assert result.code == 2 and "Tân Sơn is meant and stays in its place" in result.stderr


# Two units that change places, and rows of scores.


SCORED = (
    "format: 1\nrounds:\n  - {year: 2031, provinces_on: 2031-01-01}\n",
    "status: decided\ntiers:\n"
    "  - {id: co, name: Cờ, granted_by: Bộ, quota: 1, recipients: [An Bình]}\n",
)


def test_two_units_that_change_places(tmp_path: Path) -> None:
    """It says that they do, what points go with it, and what follows for the awards."""
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml=SCORED[0],
        scores_2031__csv="province,score\nan bình,9\ntân sơn,8\nVĩnh Xuân,7\nLong Điền,6\n",
        awards_2031__yaml=SCORED[1],
    )
    choices = chosen("1:an bình=Tân Sơn", "2:tân sơn=An Bình")
    first, second = rows(*choices, data=tmp_path)
    assert first["basis"].startswith(
        "Đính chính. Đổi chỗ sở An Bình và sở Tân Sơn: Stt 1 (9 điểm) ghi sở An Bình, nay xác định "
        "là của sở Tân Sơn."
    )
    assert "Stt 2 (8 điểm) ghi sở Tân Sơn, nay xác định là của sở An Bình." in second["basis"]
    copy = beside(tmp_path)
    for lang, words in (("en", "after these choices awards_2031.yaml has AWD04"), ("vi", "AWD04:")):
        result = inside("errata", *choices, cwd=tmp_path, lang=lang)
        assert result.code == 1 and words in result.stderr
    assert inside("errata", *choices, "--apply", str(copy), cwd=tmp_path).code == 1
    assert [code for code in codes(copy) if "error" in code] == ["AWD04 error"]


def test_two_names_without_a_slip_change_places(tmp_path: Path) -> None:
    """One alone is refused, as nothing is wrong with it; a leader that goes is chosen anew."""
    both = ("1:Bắc Ninh=Lạng Sơn", "2:Lạng Sơn=Bắc Ninh")
    alone = inside("errata", *chosen(both[0]))
    assert alone.code == 2 and "nothing is open or wrong" in alone.stderr
    led = inside("errata", *chosen(*both))
    assert led.code == 2 and "CLU04 leader Bắc Ninh is not a member of cluster 1" in led.stderr
    choices = chosen(*both, "1:leader=Lạng Sơn", "2:leader=Bắc Ninh")
    first = rows(*choices)[0]
    assert (first["printed"], first["corrected"], first["code"]) == ("Bắc Ninh", "Lạng Sơn", "")
    assert "Đổi chỗ tỉnh Bắc Ninh và tỉnh Lạng Sơn: Cụm 1 ghi tỉnh Bắc Ninh" in first["basis"]
    copy = tmp_path / "copy"
    assert inside("errata", *choices, "--apply", str(copy)).code == 1
    assert codes(copy) == codes_after_slips(tmp_path)


def codes_after_slips(tmp_path: Path) -> list[str]:
    """What is told of a copy in which nothing is chosen."""
    plain = tmp_path / "plain"
    inside("errata", "--apply", str(plain))
    return codes(plain)


DOUBLED = "{head}\n1,An Bình,9\n2,Tân Sơn,8\n3,Vĩnh Xuân,7\n4,Tân Sơn,6\n5,Long Điền,3"


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("4:Tân Sơn=-", ["1,An Bình,9", "2,Tân Sơn,8", "3,Vĩnh Xuân,7", "4,Long Điền,3"]),
        ("2:tan son=-", ["1,An Bình,9", "2,Vĩnh Xuân,7", "3,Tân Sơn,6", "4,Long Điền,3"]),
    ],
)
def test_a_doubled_row_is_struck_out(
    choice: str, left: list[str], end: str, tmp_path: Path
) -> None:
    """What stands below moves up, as it would on paper."""
    newline = end or "\n"
    text = DOUBLED.replace("{head}", "position,province,score").replace("\n", newline) + end
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml=ROUNDS,
        scores_2031__csv=text.encode(),
    )
    (row,) = rows(data=tmp_path)
    assert row["options"] == ["2:Tân Sơn=-", "4:Tân Sơn=-"]
    assert cells(*chosen(choice), data=tmp_path)[0][3] == "(bỏ dòng)"
    copy = beside(tmp_path)
    result = inside("errata", *chosen(choice), "--apply", str(copy), cwd=tmp_path)
    assert (result.code, codes(copy)) == (0, [])
    written = (copy / "scores_2031.csv").read_bytes().decode()
    assert written == newline.join(["position,province,score", *left]) + end


def test_the_last_row_is_struck_out_with_the_line_end_before_it(tmp_path: Path) -> None:
    text = "province,score\nAn Bình,9\nTân Sơn,8\nVĩnh Xuân,7\nLong Điền,3\nTân Sơn,1"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, scores_2031__csv=text)
    copy = beside(tmp_path)
    inside("errata", *chosen("5:Tân Sơn=-"), "--apply", str(copy), cwd=tmp_path)
    assert (copy / "scores_2031.csv").read_text("utf-8") == text.removesuffix("\nTân Sơn,1")


def test_a_name_printed_three_times(tmp_path: Path) -> None:
    """Each further choice of it means the next place, as long as there is one."""
    text = "- {number: 1, leader: An Bình, members: [An Bình, Tân Sơn, Tân Sơn, Tân Sơn]}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
    copy = beside(tmp_path)
    choices = chosen("1:Tân Sơn=Long Điền", "1:Tân Sơn=Vĩnh Xuân")
    assert inside("errata", *choices, "--apply", str(copy), cwd=tmp_path).code == 0
    assert "[An Bình, Tân Sơn, Vĩnh Xuân, Long Điền]" in (copy / "clusters_2031.yaml").read_text(
        "utf-8"
    )
    assert codes(copy) == []
    more = inside("errata", *choices, *chosen("1:Tân Sơn=-"), cwd=tmp_path)
    assert more.code == 2 and "nothing is open or wrong" in more.stderr


def test_who_leads_another_cluster_is_not_offered(tmp_path: Path) -> None:
    text = (
        "- {number: 1, leader: Tân Sơn, members: [An Bình, Vĩnh Xuân]}\n"
        "- {number: 2, leader: An Bình, members: [Tân Sơn, Long Điền]}\n"
    )
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
    found = rows(data=tmp_path)
    assert [r["options"] for r in found] == [["1:leader=Vĩnh Xuân"], ["2:leader=Long Điền"]]
    result = inside("errata", *chosen("1:leader=An Bình"), cwd=tmp_path)
    assert result.code == 2 and "CLU05 An Bình leads two clusters, 1 and 2" in result.stderr
    both = chosen("1:leader=An Bình", "2:leader=Tân Sơn")
    assert inside("errata", *both, cwd=tmp_path).code == 0


def test_an_unknown_name_is_chosen_for_member_and_leader(tmp_path: Path) -> None:
    text = "- number: 1\n  leader: Qwrtz\n  members:\n    - Qwrtz # ?\n    - Vĩnh Xuân\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, clusters_2031__yaml=text)
    copy = beside(tmp_path)
    args = ("errata", *chosen("1:qwrtz=Tân Sơn"), "--apply", str(copy))
    assert inside(*args, cwd=tmp_path).code == 0
    assert (copy / "clusters_2031.yaml").read_text("utf-8").partition("\n")[2] == text.replace(
        "Qwrtz", "Tân Sơn"
    )


TWINS = (
    "- {number: 6, leader: An Bình, members: [An Bình, Vĩnh Xuân]}\n"
    "- {number: 6, leader: Qwrtz, members: [Long Điền, Tân Sơn]}\n"
)


def test_two_clusters_of_one_number(tmp_path: Path) -> None:
    """The open cell is meant; where two are open nobody can tell, and neither is offered."""
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=TWINS)
    (row,) = rows(data=tmp_path)
    assert row["printed"] == "Qwrtz"
    (row,) = rows(*chosen("6:leader=Tân Sơn"), data=tmp_path)
    assert (row["printed"], row["corrected"]) == ("Qwrtz", "Tân Sơn")
    both = TWINS.replace("leader: An Bình", "leader: Long Điền")
    both = both.replace("Qwrtz", "An Bình")
    folder_of(tmp_path, clusters_2031__yaml=both)
    found = rows(data=tmp_path)
    assert [(r["code"], r["options"]) for r in found] == [("CLU04", []), ("CLU04", [])]
    for lang, words in (("en", "more than one cluster 6"), ("vi", "có từ hai Cụm 6 trở lên")):
        args = ("errata", "--data", str(tmp_path), "--choose", "6:leader=Tân Sơn")
        result = inside(*args, lang=lang)
        assert (result.code, result.stdout) == (2, "") and words in result.stderr
    assert "2 cells are open that --choose cannot fill" in inside("errata", cwd=tmp_path).stderr
    short = "- {number: 6, leader: An Bình, members: [An Bình]}\n"
    short += "- {number: 6, leader: Long Điền, members: [Long Điền, Tân Sơn]}\n"
    folder_of(tmp_path, clusters_2031__yaml=short, rounds__yaml=SIZED)
    assert [(r["code"], r["options"]) for r in rows(data=tmp_path)] == [("CLU02", [])]
    refused = inside("errata", *chosen("6:+=Vĩnh Xuân"), cwd=tmp_path)
    assert (
        refused.code == 2 and "more than one cluster 6; edit clusters_2031.yaml" in refused.stderr
    )


def test_a_member_that_the_record_lost(tmp_path: Path) -> None:
    """Of the report's own clusters; the short ones are counted after what was chosen."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    file = data / "clusters_2009.yaml"
    text = file.read_text("utf-8").replace(", Quảng Bình]", "]")
    file.write_text(text, "utf-8")
    row = rows(*chosen("16:Trà Vinh=Lai Châu"), data=data)[-1]
    assert row["options"] == ["1:+=Quảng Bình"]
    assert "còn thiếu thành viên: Cụm 1." in row["basis"]
    choices = (*CHOSEN, "1:+=Quảng Bình")
    row = rows(*chosen(*CHOSEN), data=data)[-1]
    assert row["options"] == ["1:+=Quảng Bình", "6:+=Quảng Bình"]
    assert cells(*chosen(*choices), data=data)[0][:4] == ["2", "Cụm 1", "", "(bổ sung) Quảng Bình"]
    copy = tmp_path / "copy"
    result = inside("errata", "--data", str(data), *chosen(*choices), "--apply", str(copy))
    assert result.code == 0
    assert "[Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]" in (
        copy / "clusters_2009.yaml"
    ).read_text("utf-8")
    assert not [code for code in codes(copy) if "error" in code]


def test_a_leader_that_was_no_member_is_added(tmp_path: Path) -> None:
    """With the unit among the members, nothing is wrong with its leading them."""
    text = (
        "- {number: 1, leader: An Bình, members: [Tân Sơn, Vĩnh Xuân]}\n"
        "- {number: 2, leader: Long Điền, members: [Long Điền]}\n"
    )
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=SIZED, clusters_2031__yaml=text)
    assert [r["code"] for r in rows(data=tmp_path)] == ["CLU04", "CLU02"]
    (row,) = rows(*chosen("Cụm 1:+=An Bình"), data=tmp_path)
    assert (row["corrected"], row["open"]) == ("An Bình", False)
    copy = beside(tmp_path)
    assert inside("errata", *chosen("1:+=An Bình"), "--apply", str(copy), cwd=tmp_path).code == 0
    assert not [code for code in codes(copy) if "error" in code]


def test_a_row_printed_twice(tmp_path: Path) -> None:
    scores = "province,score\nAn Bình,9\nTân Sơn,8\nTân Sơn,7\nVĩnh Xuân,6\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, scores_2031__csv=scores)
    (row,) = rows(data=tmp_path)
    assert row["options"] == ["2:Tân Sơn=Long Điền", "3:Tân Sơn=Long Điền"]
    assert "Sở Tân Sơn có hai dòng điểm (8 và 7). Sở Long Điền chưa có điểm." in row["basis"]
    copy = beside(tmp_path)
    args = ("errata", *chosen("3:tan son=long dien"), "--apply", str(copy))
    assert inside(*args, cwd=tmp_path).code == 0
    assert (copy / "scores_2031.csv").read_text("utf-8") == scores.replace(
        "Tân Sơn,7", "Long Điền,7"
    )
    assert codes(copy) == []


def test_a_row_of_scores_by_its_stt(tmp_path: Path) -> None:
    clusters = "- {number: 2, leader: An Bình, members: [An Bình, Tân Sơn, Vĩnh Xuân, Long Điền]}\n"
    scores = "province,score\nAn Bình,9\nTân Sơn,8\nTân Sơn,7\nVĩnh Xuân,6\n"
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml=ROUNDS,
        clusters_2031__yaml=clusters,
        scores_2031__csv=scores,
    )
    for place in ("scores/2", "Stt 2", "scores/Stt 2"):
        (row,) = rows(*chosen(f"{place}:Tân Sơn=Long Điền"), data=tmp_path)
        assert (row["position"], row["corrected"]) == ([2], "Long Điền")


def test_a_missing_row_is_mended_in_the_file(tmp_path: Path) -> None:
    """Nobody can choose the points of an office."""
    scores = "province,score\nAn Bình,9\nTân Sơn,8\nVĩnh Xuân,6\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, scores_2031__csv=scores)
    (row,) = rows(data=tmp_path)
    assert (row["code"], row["options"]) == ("SCR02", []) and "bổ sung dòng điểm" in row["basis"]
    english, vietnamese = (inside("errata", cwd=tmp_path, lang=lang) for lang in ("en", "vi"))
    assert english.code == vietnamese.code == 1
    assert english.stderr == (
        "vtlt: 1 cell is open that --choose cannot fill: edit scores_2031.csv\n"
    )
    assert "không điền được bằng --choose: đề nghị sửa tệp scores_2031.csv" in vietnamese.stderr
    refused = inside("errata", *chosen("1:+=Long Điền"), cwd=tmp_path)
    assert refused.code == 2 and "only to the members of a cluster" in refused.stderr


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(plan=full_folders(), draw=st.data())
def test_no_choice_adds_an_error(plan: Plan, draw: st.DataObject) -> None:
    """Of clusters with units doubled and lost, whatever is chosen among what is offered."""
    for _ in range(draw.draw(st.integers(1, 3))):
        cluster, other = (draw.draw(st.sampled_from(plan.clusters)) for _ in range(2))
        at = draw.draw(st.integers(0, len(cluster.members) - 1))
        way = draw.draw(st.sampled_from(["lost", "doubled", "led"]))
        if way == "lost" and len(cluster.members) > 1:
            del cluster.members[at]
        elif way == "doubled":
            cluster.members[at] = draw.draw(st.sampled_from(other.members))
        elif way == "led":
            cluster.leader = draw.draw(st.sampled_from(other.members))
    folder = in_memory(plan.files())
    data, problems = load(folder)
    before = judged(data, problems, "vi")
    first = errata = errata_of(data, before, parts_of(data))
    choices: list[str] = []
    for _ in range(4):
        offered = [option for c in errata.corrections for option in c.options]
        if not offered:
            break
        option = draw.draw(st.sampled_from(offered))
        # A leader that loses its place as a member is to be chosen together with it.
        with contextlib.suppress(Refusal):
            errata = choose(first, data, problems, before, [*choices, option])
            choices.append(option)
    changed = corrected_files(folder, data, errata, before)
    _data, after = check(folder._replace(contents={**folder.contents, **changed}), "vi")
    errors = [
        {(f.code, f.province) for f in findings if f.severity == "error"}
        for findings in (after, before)
    ]
    assert errors[0] <= errors[1]
