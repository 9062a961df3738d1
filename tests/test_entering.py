"""What a form brings is put into a YAML file; all that stands there stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from inside import ROOT, inside
from test_forms_back import REPORT, data, self_form, state  # noqa: F401 (a fixture)

from vtlt_cli.forms.entering import CannotEnter, Records, put_in

FINISHED = ROOT / "examples" / "round" / "finished"
BLOCK = """\
# The plan.
- cluster: 1   # the first
  visits:
    - province: Bạch Vân   # here
      sessions: [2035-08-07 sáng]
    - {province: "Kim Sa", sessions: [2035-08-08 sáng]}
# The end.
"""


def entered(text: str, province: str, field: str) -> str:
    from vtlt_cli.forms.entering import value_of
    from vtlt_cli.reading.yaml_text import Scalar, Sequence

    records = Records(text)
    cluster = records.find("cluster", "1")
    assert cluster is not None
    visits = value_of(cluster, "visits")
    assert isinstance(visits, Sequence)
    for item in records.items(visits):
        name = value_of(item, "province")
        if isinstance(name, Scalar) and name.text == province:
            return put_in(text, [records.behind(item, "province", [field])])
    return put_in(text, [records.item(visits, [f"province: {province}", field])])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_field_stands_behind_the_name(end: str) -> None:
    text = BLOCK.replace("\n", end)
    assert entered(text, "Bạch Vân", "place: X") == text.replace(
        f"# here{end}", f"# here{end}      place: X{end}"
    )
    assert entered(text, "Kim Sa", "place: X") == text.replace('Sa",', 'Sa", place: X,')


def test_a_new_visit_stands_behind_the_last() -> None:
    assert entered(BLOCK, "Lam Khê", "place: X") == BLOCK.replace(
        "# The end.", "    - province: Lam Khê\n      place: X\n# The end."
    )
    # Without an end of line behind it too.
    cut = BLOCK.removesuffix("\n# The end.\n")
    assert entered(cut, "Lam Khê", "place: X").endswith(
        "\n    - province: Lam Khê\n      place: X\n"
    )


@pytest.mark.parametrize("text", ["cluster: 1\n", "[{cluster: 1, visits: [{province: A}]}]\n"])
def test_what_cannot_be_added_to_is_told(text: str) -> None:
    with pytest.raises(CannotEnter):
        Records(text).at_the_end(["cluster: 2"])


def test_a_file_in_brackets_is_left_alone(data: Path) -> None:  # noqa: F811
    """Nothing is written anywhere where one of the files cannot be added to."""
    path = self_form(data)
    (data / "visits_2035.yaml").write_text(
        "[{cluster: 2, visits: [{province: Kim Sa}]}]\n", encoding="utf-8"
    )
    before = state(data)
    done = inside("import", str(path), "--to", str(data), cwd=data.parent)
    assert done.code == 2 and "visits_2035.yaml" in done.stderr and state(data) == before


def test_the_first_paper_makes_the_file(data: Path) -> None:  # noqa: F811
    path = self_form(data, blanks=REPORT)
    (data / "visits_2035.yaml").unlink()
    done = inside("import", str(path), "--to", str(data), cwd=data.parent)
    assert done.code == 0
    assert (data / "visits_2035.yaml").read_text("utf-8") == (
        "- cluster: 1\n  visits:\n    - province: Bạch Vân\n"
        "      self_report: {number: 118/BC-VP, date: 2035-07-20}\n"
    )


def test_the_mark_of_utf_8_stays(data: Path) -> None:  # noqa: F811
    path = self_form(data)
    visits = data / "visits_2035.yaml"
    visits.write_bytes(b"\xef\xbb\xbf" + visits.read_bytes())
    assert inside("import", str(path), "--to", str(data), cwd=data.parent).code == 0
    assert visits.read_bytes().startswith(b"\xef\xbb\xbf#")
    shutil.rmtree(data)
