"""The grammar of a change to clusters, and the clusters and their file after it."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from corrections import REGISTER, ROUNDS
from inside import DATA
from test_mend import folder_of

from vtlt_cli.checking.mend import rewritten
from vtlt_cli.clusters.changes import (
    Change,
    Placed,
    changed_clusters,
    cluster_edits,
    placed,
    read_change,
)
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Refusal, Source
from vtlt_cli.load import load
from vtlt_cli.names import Register
from vtlt_cli.reading.folder import scan
from vtlt_cli.reading.kinds import Address
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round, round_of


class Clusters(NamedTuple):
    """The clusters of a folder with what a change to them is read by."""

    clusters: tuple[Cluster, ...]
    register: Register
    round_: Round
    source: Source

    def placed(self, text: str) -> Placed:
        return placed(read_change(text), self.clusters, self.register, self.round_)


def clusters_of(folder: Path, year: int) -> Clusters:
    data, _problems = load(scan(str(folder)))
    source = data.sources[data.paths[Address("clusters", year)]]
    register = Register(data.of(PROVINCES))
    return Clusters(data.of(CLUSTERS, year), register, round_of(data, year), source)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("16:Trà Vinh=Lai Châu", Change("", "", 16, "Trà Vinh", "Lai Châu")),
        (" 16 : tra vinh = lai chau ", Change("", "", 16, "tra vinh", "lai chau")),
        ("6:Hà Tây=-", Change("", "", 6, "Hà Tây", "-")),
        ("1:+=Quảng Bình", Change("", "", 1, "+", "Quảng Bình")),
        ("cụm 6:Cụm trưởng=Sơn La", Change("", "clusters", 6, "Cụm trưởng", "Sơn La")),
        ("Phụ lục II/Cum 16:a=b", Change("ii", "clusters", 16, "a", "b")),
        ("1/27:Trà Vinh=-", Change("1", "", 27, "Trà Vinh", "-")),
        ("scores/Stt 27:Trà Vinh=-", Change("scores", "scores", 27, "Trà Vinh", "-")),
        ("2:Ea H'leo=Cư M'gar", Change("", "", 2, "Ea H'leo", "Cư M'gar")),
    ],
)
def test_what_is_written(text: str, read: Change) -> None:
    assert read_change(text) == read
    assert read_change(unicodedata.normalize("NFD", text)) == read


@pytest.mark.parametrize("text", ["", "Trà Vinh", "16:Trà Vinh=", "16:=x", "x:a=b", "1:+=-"])
def test_what_is_no_change(text: str) -> None:
    with pytest.raises(Refusal) as wrong:
        read_change(text)
    english, vietnamese = wrong.value.words
    assert "CLUSTER:NAME=NAME" in english and "CỤM:TÊN=TÊN" in vietnamese
    # Where it was written is said by the option or the rule.
    assert "--choose" not in english + vietnamese


@pytest.mark.parametrize(
    ("text", "english", "vietnamese"),
    [
        ("99:Trà Vinh=Lai Châu", "no cluster 99", "không có Cụm 99"),
        ("99:+=Lai Châu", "no cluster 99", "không có Cụm 99"),
        ("16:Bến Tre=Lai Châu", "Bến Tre is not in cluster 16", "Cụm 16 không có Bến Tre"),
        ("16:Trà Vinh=Qqqq", "no unit is named 'Qqqq'", "không có đơn vị nào tên “Qqqq”"),
        ("16:Trà Vinh=Lai Chou", "nearest: Lai Châu", "tên gần nhất: Lai Châu"),
        ("6:leader=Hà Tây", "only until 2008-07-31", "đến hết ngày 31/7/2008"),
        ("16:Trà Vinh=hue", "from 2025-01-01", "từ ngày 01/01/2025"),
        ("6:leader=-", "only a member", "chỉ được bỏ tên thành viên"),
        ("scores/6:Hà Tây=-", "only a change to the clusters", "chỉ nhận thay đổi đối với các cụm"),
    ],
)
def test_what_does_not_fit(text: str, english: str, vietnamese: str) -> None:
    shipped = clusters_of(DATA, 2009)
    with pytest.raises(Refusal) as wrong:
        shipped.placed(text)
    assert english in wrong.value.words[0] and vietnamese in wrong.value.words[1]


def test_the_clusters_after_changes() -> None:
    """Every name keeps its place; the text of the file says the same."""
    shipped = clusters_of(DATA, 2009)
    changes = [
        shipped.placed(text)
        for text in ("16:tra vinh=Lai Châu", "6:Hà Tây=-", "6:leader=Sơn La", "6:+=Trà Vinh")
    ]
    after = changed_clusters(shipped.clusters, changes)
    assert [name.text for name in after[15].members] == [
        "Hà Tĩnh",
        "Đà Nẵng",
        "Đồng Tháp",
        "Lai Châu",
    ]
    assert [name.text for name in after[5].members] == ["Sơn La", "Bắc Kạn", "Hà Nam", "Trà Vinh"]
    assert after[5].leader.text == "Sơn La"
    assert after[15].members[3].span == shipped.clusters[15].members[3].span
    assert [c.leader for c in after[:5]] == [c.leader for c in shipped.clusters[:5]]
    text = rewritten(shipped.source, cluster_edits(shipped.source, changes))
    assert "leader: Sơn La\n  members: [Sơn La, Bắc Kạn, Hà Nam, Trà Vinh]\n" in text


@pytest.mark.parametrize(
    ("members", "struck", "left"),
    [
        ("[An Bình, Tân Sơn, Vĩnh Xuân]", ["An Bình", "Tân Sơn"], "[Vĩnh Xuân]"),
        ("[An Bình, Tân Sơn, Vĩnh Xuân]", ["Tân Sơn", "Vĩnh Xuân"], "[An Bình]"),
        ("[An Bình, Tân Sơn, Vĩnh Xuân]", ["An Bình", "Vĩnh Xuân"], "[Tân Sơn]"),
        ("[An Bình, 'Tân Sơn', \"Vĩnh Xuân\"]", ["An Bình"], "['Tân Sơn', \"Vĩnh Xuân\"]"),
    ],
)
def test_several_are_struck_out(members: str, struck: list[str], left: str, tmp_path: Path) -> None:
    text = f"- {{number: 1, leader: Vĩnh Xuân, members: {members}}}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
    found = clusters_of(tmp_path, 2031)
    changes = [found.placed(f"1:{name}=-") for name in struck]
    after = rewritten(found.source, cluster_edits(found.source, changes))
    assert after == text.replace(members, left)


def test_two_clusters_of_one_number(tmp_path: Path) -> None:
    """Nobody can tell which is meant, unless only one of them has the name."""
    text = "- {number: 6, leader: An Bình, members: [An Bình, Vĩnh Xuân]}\n"
    text += "- {number: 6, leader: Tân Sơn, members: [Tân Sơn]}\n"
    folder_of(tmp_path, provinces__yaml=REGISTER, rounds__yaml=ROUNDS, clusters_2031__yaml=text)
    found = clusters_of(tmp_path, 2031)
    assert found.placed("6:Vĩnh Xuân=Long Điền").cell.cluster is found.clusters[0]
    for change in ("6:leader=Long Điền", "6:+=Long Điền"):
        with pytest.raises(Refusal) as wrong:
            found.placed(change)
        assert "more than one cluster 6" in wrong.value.words[0]
