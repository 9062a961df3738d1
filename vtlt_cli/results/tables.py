"""How far the units of a round have come, as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vtlt_cli.diagnostics import Words
from vtlt_cli.printing.table import Column, Line, Row, Table, text_of, whole_column
from vtlt_cli.results.progress import STEPS, Progress, Stage, Step
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import year_words
from vtlt_cli.units import listed_name
from vtlt_cli.wording import Lang, day, side, unit

_STEPS: dict[Step, Words] = {
    "plan": ("Plan", "Kế hoạch"),
    "self_report": ("Self-assessment", "Tự chấm điểm"),
    "held": ("Inspected", "Đã kiểm tra"),
    "minutes": ("Minutes", "Biên bản"),
    "report": ("Cluster's report", "Báo cáo của Cụm"),
    "appendix": ("Appendix", "Phụ lục"),
}
# What is said of a step that was not taken: of a paper, and of an inspection.
_NOT_RECEIVED: Words = ("not received", "chưa nhận")
_NOT_HELD: Words = ("not yet", "chưa kiểm tra")
_NOT_PRINTED: Words = ("not yet", "chưa có")
_EXCUSED: Words = ("not inspected", "không kiểm tra được")
# What comes next, where a unit stands at that stage.
_NEXT: dict[Stage, Words] = {
    "waiting": ("self-assessment", "báo cáo tự đánh giá"),
    "self_report": ("inspection", "kiểm tra"),
    "held": ("minutes", "thông qua biên bản"),
    "minutes": ("report of the cluster", "báo cáo của Cụm"),
    "report": ("appendix", "tổng hợp vào Phụ lục"),
}
FIELDS = ("cluster", "province", "name", *STEPS, "stage", "due")


def progress_table(found: Sequence[Progress], round_: Round, on: str, lang: Lang) -> Table:
    """A line a unit: the day of each step, or that it was not taken; then what is due."""
    vi = lang == "vi"
    rows = [
        {
            "cluster": one.cluster,
            "province": one.unit.id,
            "name": one.unit.name,
            "listed": listed_name(one.unit),
            **{step: getattr(one, step) for step in STEPS},
            "stage": one.stage,
            "due": one.due,
            "in_appendix": one.in_appendix,
        }
        for one in found
    ]
    title = ("Progress", "Tiến độ kiểm tra chéo")[vi] + year_words(round_, lang)
    return Table(
        (Line(f"{title}, đến ngày {on}" if vi else f"{title}, on {on}"),),
        (
            whole_column("Cụm" if vi else "Cluster", "cluster"),
            Column("Đơn vị" if vi else "Unit", text_of("listed"), field="name"),
            *(Column(side(_STEPS[step], lang), _shown(step, lang), field=step) for step in STEPS),
            Column("Việc tiếp theo" if vi else "Next", _next_shown(lang)),
        ),
        FIELDS,
        rows,
        section="cluster",
    )


def _shown(step: Step, lang: Lang) -> Callable[[Row], str]:
    """The day of a step, or what is said where it was not taken."""

    def show(row: Row) -> str:
        if row[step] is not None:
            return day(row[step], lang)
        if step == "appendix" and row["in_appendix"]:
            return "có" if lang == "vi" else "yes"
        if row["stage"] == "not_inspected" and step in ("held", "minutes", "report", "appendix"):
            return side(_EXCUSED, lang) if step == "held" else ""
        words = {"held": _NOT_HELD, "appendix": _NOT_PRINTED}.get(step, _NOT_RECEIVED)
        return side(words, lang)

    return show


def _next_shown(lang: Lang) -> Callable[[Row], str]:
    def show(row: Row) -> str:
        if row["stage"] not in _NEXT:
            return ""
        said = side(_NEXT[row["stage"]], lang)
        if row["due"] is None:
            return said
        return f"{said}, {'hạn' if lang == 'vi' else 'by'} {day(row['due'], lang)}"

    return show


def summary_table(found: Sequence[Progress], lang: Lang) -> Table:
    """A line a step: how many units have taken it, of how many; and what is next due of the others.

    A unit that could not be inspected is counted in neither, and named below.
    """
    vi = lang == "vi"
    rows = []
    for step in STEPS:
        waiting = [one for one in found if one.not_inspected is None and not one.has(step)]
        days = [one.due for one in waiting if _next_step(one) == step and one.due is not None]
        rows.append(
            {
                "step": side(_STEPS[step], lang),
                "done": sum(one.has(step) for one in found if one.not_inspected is None),
                "units": len(found),
                "waiting": len(waiting),
                "due": min(days, default=None),
            }
        )
    heading = [Line("Tổng hợp theo giai đoạn" if vi else "A summary by step")]
    excused = [one for one in found if one.not_inspected is not None]
    for one in excused:
        assert one.not_inspected is not None
        number = one.not_inspected.number
        name = unit(one.unit, lang)
        said = f"Không kiểm tra được {name} (Văn bản số {number})"
        heading.append(Line(said if vi else f"{name} could not be inspected ({number})", "note"))
    return Table(
        tuple(heading),
        (
            Column("Giai đoạn" if vi else "Step", text_of("step")),
            Column("Đã có" if vi else "Done", lambda row: f"{row['done']}/{row['units']}", "right"),
            whole_column("Còn chờ" if vi else "Waiting", "waiting"),
            Column(
                "Hạn gần nhất" if vi else "Next due",
                lambda row: day(row["due"], lang) if row["due"] else "",
            ),
        ),
        ("step", "done", "units", "waiting", "due"),
        rows,
    )


_STEP_OF: dict[Stage, Step] = {
    "waiting": "self_report",
    "self_report": "held",
    "held": "minutes",
    "minutes": "report",
    "report": "appendix",
}


def _next_step(one: Progress) -> Step | None:
    return _STEP_OF.get(one.stage)
