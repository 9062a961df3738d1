"""The table between computing and printing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from vtlt_cli.printing.table import Column, Table, section_starts, text_of, with_columns


def table_of(groups: Sequence[str | None], section: str | None = "group") -> Table:
    rows = [{"group": group, "name": f"name {i}"} for i, group in enumerate(groups)]
    columns = (Column("Name", text_of("name"), field="name"),)
    return Table((), columns, ("group", "name"), rows, section=section)


@pytest.mark.parametrize(
    ("groups", "starts"),
    [
        ([], []),
        (["a"], []),
        (["a", "a"], []),
        (["a", "b", "b"], [1]),  # A first section of one row.
        (["a", "a", "b"], [2]),
        (["a", None, "b"], [1, 2]),
        (["a", "b", "a"], [1, 2]),
    ],
)
def test_a_section_starts_where_its_field_changes(
    groups: list[str | None], starts: list[int]
) -> None:
    assert section_starts(table_of(groups)) == starts
    assert section_starts(table_of(groups, section=None)) == []


def test_other_columns_keep_the_section_only_where_its_field_stays() -> None:
    table = table_of(["a", "b"])
    assert with_columns(table, ["name"], ()).section is None
    chosen = with_columns(table, ["group", "name"], ())
    assert chosen.section == "group" and chosen.fields == ("group", "name")
    assert [column.title for column in chosen.columns] == ["group", "Name"]
