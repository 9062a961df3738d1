"""Two invented kinds of file, declared outside the package, to see that a declaration is enough.

`python -m invented` is `vtlt` with both of them. Nothing of `vtlt` is imported before they are
known, so that they are what a kind of its own would be: one a round, one a unit of a round.
"""

from __future__ import annotations

from vtlt_cli.reading.kinds import SUBJECTS, Family, Subject


def declare() -> None:
    """Enter both into the registry, behind all that are there."""
    for subject in (
        Subject(
            "meetings",
            "meetings_YYYY.yaml",
            "invented.meetings",
            {"MTG": Family("rules", ("meetings (invented)", "cuộc họp (giả định)"))},
            printed=True,
        ),
        Subject(
            "visitsheets",
            "visitsheets_YYYY/<unit>.csv",
            "invented.visitsheets",
            {"VSH": Family("rules", ("visit sheets (invented)", "phiếu kiểm tra (giả định)"))},
        ),
    ):
        SUBJECTS[subject.kind] = subject
