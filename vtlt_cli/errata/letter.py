"""The draft of the letter (công văn) that sends the corrections out, in official Vietnamese.

What it says comes from the data: issuer, number and day of the report, its appendices, the kinds of
units that take part. Its own number and date, and who signs it, are left to the issuer.
"""

from __future__ import annotations

from vtlt_cli.errata import Errata, of_provinces, report_of, still_open
from vtlt_cli.errata.tables import BLANK, what_is_done
from vtlt_cli.printing.documents.letter import Letter
from vtlt_cli.printing.table import Table
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.document import Document
from vtlt_cli.wording import listing, long_day


def letter_of(errata: Errata, data: Dataset, table: Table) -> Letter:
    """The letter around the table."""
    report = report_of(errata.parts)
    issuer = report.issuer if report else None
    done = what_is_done(errata)
    concerned = {c.part for c in errata.corrections}
    numbers = [p.appendix for p in errata.parts if p in concerned and p.appendix is not None]
    appendices = listing((f"Phụ lục {number}" for number in numbers), "vi") or "phụ lục"
    subject = f"V/v {done} {appendices} {_of(report, errata)}"
    return Letter(
        agency=issuer,
        symbol=_symbol(report),
        subject=subject,
        addressees=(_addressee(data),),
        opening=_opening(report, errata, done, appendices),
        table=table._replace(heading=()),
        closing=_closing(report, errata, data),
        recipients=("- Như trên;", "- Lưu: VT."),
    )


def _symbol(report: Document | None) -> str:
    """The sign of the issuer in the number of its report: `VTLTNN` of `241/BC-VTLTNN`."""
    return report.number.partition("/")[2].rpartition("-")[2] if report else ""


def _of(report: Document | None, errata: Errata) -> str:
    if report is None:
        year = max(part.round_.year for part in errata.parts)
        return f"của đợt kiểm tra năm {year}"
    return f"kèm theo Báo cáo số {report.number}"


def _addressee(data: Dataset) -> str:
    if of_provinces(data):
        return "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    return "Các đơn vị tham gia kiểm tra chéo"


def _opening(
    report: Document | None, errata: Errata, done: str, appendices: str
) -> tuple[str, ...]:
    """Which report it is about, and what was found on going through it."""
    if report is None:
        found = f"có một số nội dung cần {done} như sau:"
        return (f"Qua rà soát {appendices} {_of(report, errata)}, {found}",)
    of_it = f"tại {appendices} kèm theo Báo cáo"
    when = long_day(report.date)
    if report.issuer is None:
        return (
            f"Qua rà soát Báo cáo số {report.number} {when}, có một số nội dung {of_it} "
            f"cần {done} như sau:",
        )
    return (
        f"{when[:1].upper()}{when[1:]}, {report.issuer} đã ban hành Báo cáo số {report.number}.",
        f"Qua rà soát, {report.issuer} {done} một số nội dung {of_it} như sau:",
    )


def _closing(report: Document | None, errata: Errata, data: Dataset) -> tuple[str, ...]:
    """What an adjustment is, who decides what is open, and that all else stands."""
    issuer = report.issuer if report else None
    paragraphs = []
    if any(correction.kind == "adjustment" for correction in errata.corrections):
        what = "đơn vị hành chính" if of_provinces(data) else "đơn vị"
        paragraphs.append(
            f"Nội dung ghi “Điều chỉnh” là do thay đổi về {what} sau ngày ban hành Báo cáo, "
            "không phải sai sót của Báo cáo."
        )
    if still_open(errata):
        paragraphs.append(
            f"Đối với nội dung còn để trống ({BLANK}) tại cột “Nay ghi”, đề nghị các đơn vị có "
            "liên quan cho ý kiến về các phương án nêu tại cột “Căn cứ”, "
            f"gửi về {issuer or 'cơ quan ban hành'} để xem xét, quyết định."
        )
    of_it = " của Báo cáo" if report else ""
    telling = f"{issuer} thông báo" if issuer else "Đề nghị"
    units = "các tỉnh, thành phố" if of_provinces(data) else "các đơn vị"
    known = f"để {units} biết, thực hiện" if issuer else f"{units} biết, thực hiện"
    paragraphs.append(f"Các nội dung khác{of_it} không thay đổi. {telling} {known}./.")
    return tuple(paragraphs)
