"""`vtlt clusters`: the plan as the report prints it."""

from __future__ import annotations

import json

from inside import inside


def test_clusters_are_those_of_the_plan() -> None:
    """In standard names; the errors of the file are told in one line, and the exit code is 0."""
    result = inside("clusters", "-f", "json")
    rows = json.loads(result.stdout)
    assert result.code == 0
    assert result.stderr == (
        "vtlt: 4 errors, the first at data/clusters_2009.yaml:1:1: Lai Châu is in no cluster; "
        "see `vtlt validate`\n"
    )
    assert [row["number"] for row in rows] == list(range(1, 17))
    assert all(row["leader"] in row["members"] and len(row["members"]) == 4 for row in rows)
    assert rows[2]["members"][0] == "thua-thien-hue"
    assert rows[2]["leader_name"] == "Thừa Thiên Huế"
    assert rows[3]["member_names"][1] == "Thái Nguyên"
    assert rows[9]["member_names"][1] == "Thành phố Hồ Chí Minh"
