"""The drafts of the papers that send the corrections out, in official Vietnamese.

Decree 30/2020/NĐ-CP, Điều 18.3: the form of an issued document is corrected by a letter (công văn
đính chính); its content is changed or replaced by a document of the same form, here a report whose
appendix takes the place of the old one. While it is open what should stand, nothing is corrected:
a letter asks those concerned for their opinions.

What they say comes from the data: issuer, number and day of the report, its appendices, the kinds
of units that take part. Their own number and date, the day to answer, and who signs are left to
the issuer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module

from vtlt_cli.errata.after import corrected
from vtlt_cli.errata.records import (
    Correction,
    Errata,
    Part,
    named,
    report_of,
    still_open,
)
from vtlt_cli.errata.tables import errata_table
from vtlt_cli.printing.layouts import Layout
from vtlt_cli.printing.paper import Paper, Text, annex_of, texts
from vtlt_cli.printing.table import Column, Line, Table
from vtlt_cli.reading.kinds import SUBJECTS, Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.document import Document
from vtlt_cli.rounds.issuers import Issuer
from vtlt_cli.rounds.kind import Appendix
from vtlt_cli.rounds.printed import appendix_heading, in_words_of
from vtlt_cli.units import of_provinces
from vtlt_cli.wording import long_day

_NO_DAY = "ngày … tháng … năm …"
_UNKNOWN = "…"


def papers_of(errata: Errata, data: Dataset, layout: Layout) -> tuple[Paper, ...]:
    """The letter that asks while something is open; else the letter and the report that correct.

    `data` is that of the tables as printed.
    """
    form = [c for c in errata.corrections if c.of_form]
    content = [c for c in errata.corrections if not c.of_form]
    if still_open(errata):
        return (_asking(errata, content, bool(form), data),)
    papers = []
    if form:
        papers.append(_letter(errata, form, _parts(errata, content), data))
    if content:
        papers.append(_report(errata, content, data, layout))
    return tuple(papers)


def _parts(errata: Errata, corrections: Sequence[Correction]) -> list[Part]:
    concerned = [correction.part for correction in corrections]
    return [part for part in errata.parts if part in concerned]


def _asking(errata: Errata, content: Sequence[Correction], slips: bool, data: Dataset) -> Paper:
    """What is to be changed and how it might be, for the opinions of those concerned."""
    name = _us(errata).name or _UNKNOWN
    parts = _parts(errata, content)
    closing = [
        f"{name} đề nghị các đơn vị có liên quan cho ý kiến về các phương án nêu tại cột “Căn cứ, "
        f"phương án”, gửi về {name} trước {_NO_DAY} để tổng hợp, xem xét, quyết định.",
    ]
    if slips:
        closing.append("Lỗi viết tên đơn vị sẽ được đính chính bằng công văn riêng.")
    closing[-1] += "/."
    table = _table(errata, content)
    titles = {"Nay ghi": "Dự kiến ghi", "Căn cứ": "Căn cứ, phương án"}
    columns = [Column(titles.get(c.title, c.title), c.show, c.align) for c in table.columns]
    found = f"{name} thấy một số nội dung của {named(parts)} {_of_it(errata)} cần được làm rõ"
    about = f"xin ý kiến về nội dung {named(parts)}"
    asking = _by_letter(errata, data, about, found, table._replace(columns=tuple(columns)), closing)
    return asking._replace(recipients=("- Như trên;", "- Lưu: VT, …."))


def _letter(
    errata: Errata, form: Sequence[Correction], replaced: Sequence[Part], data: Dataset
) -> Paper:
    """The letter that corrects how names are written; `replaced` are the parts of the report."""
    report = report_of(errata.parts)
    name = _us(errata).name or _UNKNOWN
    parts = _parts(errata, form)
    both = [part for part in parts if part in replaced]
    alone = [part for part in parts if part not in replaced]
    closing = []
    if alone:
        closing.append(f"Các nội dung khác của {named(alone)} không thay đổi.")
    if both:
        closing.append(
            f"Các nội dung khác của {named(both)} thực hiện theo Báo cáo số "
            f"…/{_report_symbol(report)} {_NO_DAY} thay thế {named(both)}."
        )
    closing = [" ".join(closing), f"{name} thông báo để {_units(data)} biết, thực hiện./."]
    found = f"{name} đính chính lỗi viết tên đơn vị tại {named(parts)} {_of_it(errata)}"
    return _by_letter(
        errata, data, f"đính chính {named(parts)}", found, _table(errata, form), closing
    )


def _by_letter(
    errata: Errata, data: Dataset, about: str, found: str, table: Table, closing: Sequence[str]
) -> Paper:
    """A letter (form 1.5) about appendices of the report, to those who take part."""
    report, us = report_of(errata.parts), _us(errata)
    return Paper(
        agency=us.name,
        parent=us.parent,
        symbol=f"{us.symbol or _UNKNOWN}-…",
        subject=f"V/v {about} {_of(errata, dated=False)}",
        addressees=(_addressee(data),),
        content=(
            *texts((*_issued(report), f"Qua rà soát, {found} như sau:")),
            table,
            *texts(closing),
        ),
        recipients=("- Như trên;", *_received(report), "- Lưu: VT, …."),
    )


def _report(errata: Errata, content: Sequence[Correction], data: Dataset, layout: Layout) -> Paper:
    """The report whose appendices, restated, take the place of those of the report before it."""
    report, us = report_of(errata.parts), _us(errata)
    name = us.name or _UNKNOWN
    parts = _parts(errata, content)
    own = "Phụ lục" if len(parts) == 1 else "Các phụ lục"
    closing = []
    if errata.consequences:
        said = " ".join(f"{words[1]}" for _finding, words in errata.consequences)
        closing.append(
            f"Sau khi sửa đổi, đối chiếu với khen thưởng: {said} Việc xử lý do cấp có thẩm quyền "
            "xem xét, quyết định."
        )
    # The names that the letter puts right stand right in the appendix too.
    named_right = any(c.of_form and c.part in parts for c in errata.corrections)
    names = f"Tên đơn vị viết sai được ghi theo Công văn số … {_NO_DAY}. " if named_right else ""
    closing += [
        f"{own} kèm theo Báo cáo này thay thế {named(parts)} {_of(errata)}. {names}Các nội dung "
        f"khác của {named(parts)} không thay đổi.",
        f"{name} báo cáo và thông báo để {_units(data)} biết, thực hiện./.",
    ]
    after = corrected(data, errata.parts, errata.corrections)
    return Paper(
        agency=us.name,
        parent=us.parent,
        symbol=_report_symbol(report),
        subject=f"Về việc thay thế {named(parts)} {_of(errata)}",
        content=(
            *texts(_issued(report)),
            Text(f"Qua rà soát, nội dung {named(parts)} {_of_it(errata)} cần sửa đổi như sau:"),
            _table(errata, content),
            *texts(closing),
        ),
        recipients=(*_received(report), "- Lưu: VT, …."),
        name="Báo cáo",
        annexes=tuple(
            annex_of(_restated(part, after, layout, len(parts) == 1, _of(errata))) for part in parts
        ),
    )


def _restated(part: Part, after: Dataset, layout: Layout, alone: bool, belonging: str) -> Table:
    """The appendix as it should stand, tied to the report that it goes out with.

    `belonging` tells which report the appendix was part of that it takes the place of.
    """
    number = part.appendix or 1
    appendix = part.round_.appendices.get(number) or Appendix(number, part.table, "…", {})
    lines = appendix_heading(appendix, part.round_, layout, "restated", alone)
    report = part.round_.documents.get("report")
    of = f" của {report.issuer}" if report and report.issuer else ""
    tied = f"(Kèm theo Báo cáo số …/{_report_symbol(report)} {_NO_DAY}{of})"
    heading = (
        *(line for line in lines if line.role != "reference"),
        Line(tied, "reference"),
        Line(f"(Thay thế {named([part])} {belonging})", "reference"),
    )
    tables = import_module(f"{SUBJECTS[part.table].package}.tables")
    table: Table = tables.printed_table(appendix, part.round_, after, heading, True)
    return in_words_of(table, layout, restated=True)


# What the papers share.


def _table(errata: Errata, corrections: Sequence[Correction]) -> Table:
    return errata_table(errata, corrections)._replace(heading=())


def _us(errata: Errata) -> Issuer:
    """The body that writes: the department of the round, else the one that issued the report."""
    rounds = (part.round_ for part in errata.parts)
    told = next((r.issuers["department"] for r in rounds if "department" in r.issuers), Issuer())
    report = report_of(errata.parts)
    sign = report.number.partition("/")[2].rpartition("-")[2] if report else ""
    return replace(
        told, name=told.name or (report and report.issuer) or None, symbol=told.symbol or sign
    )


def _issued(report: Document | None) -> tuple[str, ...]:
    """Which report it is about."""
    if report is None or report.issuer is None:
        return ()
    when = long_day(report.date)
    title = f" {report.title}" if report.title else ""
    return (
        f"{when[:1].upper()}{when[1:]}, {report.issuer} đã ban hành Báo cáo số "
        f"{report.number}{title}.",
    )


def _of(errata: Errata, dated: bool = True) -> str:
    """What the appendices belong to: `kèm theo Báo cáo số 241/BC-VTLTNN ngày …`."""
    report = report_of(errata.parts)
    if report is None:
        return f"của đợt kiểm tra năm {max(part.round_.year for part in errata.parts)}"
    day = f" {long_day(report.date)}" if dated else ""
    return f"kèm theo Báo cáo số {report.number}{day}"


def _of_it(errata: Errata) -> str:
    """The same where the report was named just before."""
    report = report_of(errata.parts)
    return "kèm theo Báo cáo nêu trên" if _issued(report) else _of(errata)


def _report_symbol(report: Document | None) -> str:
    """What stands behind the number of a report of the same body: `BC-VTLTNN`."""
    return (report.number.partition("/")[2] if report else "") or "BC-…"


def _received(report: Document | None) -> tuple[str, ...]:
    """Those who had the report; who they were is not in the data."""
    return (f"- Các cơ quan, đơn vị đã nhận Báo cáo số {report.number};",) if report else ()


def _addressee(data: Dataset) -> str:
    if of_provinces(data.of(PROVINCES)):
        return "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
    return "Các đơn vị tham gia kiểm tra chéo"


def _units(data: Dataset) -> str:
    return "các tỉnh, thành phố" if of_provinces(data.of(PROVINCES)) else "các đơn vị"
