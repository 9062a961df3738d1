"""The papers on awards: submissions, decisions with their lists, and the dossier of a submission.

Who gets what is for the authority to decide; the drafts hold what the tiers and the scores give, as
`vtlt awards` does, and are drafted only where no tie is open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from vtlt_cli.awards.kind import AWARDS, Tier
from vtlt_cli.awards.reckoning import Reckoning, is_published, reckon
from vtlt_cli.papers.material import (
    KEPT,
    NO_DAY,
    UNKNOWN,
    Body,
    Material,
    annex_heading,
    bases,
    department,
    goes_with,
    inspection,
    plain_table,
    work,
)
from vtlt_cli.papers.of_units import classed, shown
from vtlt_cli.printing.paper import DOTS, Annex, Content, Paper, Text, texts
from vtlt_cli.printing.table import Row, Table
from vtlt_cli.rounds.cited import source_of
from vtlt_cli.rounds.offices import office
from vtlt_cli.scores.kind import SCORES
from vtlt_cli.scores.rank import standings
from vtlt_cli.units import Name
from vtlt_cli.wording import listing, long_day, points, quantity


class Granted(NamedTuple):
    """A tier with those who are named for it: as published, else in the order of the scores."""

    tier: Tier
    names: list[Name]


def reckoning_of(m: Material) -> Reckoning:
    """The awards of the round; the command has made sure that there is such a file."""
    awards = m.data.of(AWARDS, m.year)
    assert awards is not None
    return reckon(m.data.of(SCORES, m.year), awards, m.clusters)


def granted(m: Material) -> list[Granted]:
    """Each tier that anybody is named for."""
    found = reckoning_of(m)
    given = []
    for tier in found.awards.tiers:
        names = (
            list(tier.recipients or ())
            if is_published(tier, found.awards)
            else [row.name for row in found.holders(tier)]
        )
        if names:
            given.append(Granted(tier, names))
    return given


def is_own(m: Material, tier: Tier) -> bool:
    """Whether the body that runs the round grants the tier itself, and not one above it."""
    us = department(m).name
    by = tier.granted_by or ""
    return us is not None and us.casefold() in by.casefold()


def own_tiers(m: Material) -> list[Granted]:
    return [one for one in granted(m) if is_own(m, one.tier)]


def submitted_tiers(m: Material) -> list[list[Granted]]:
    """The tiers of other authorities, those of one authority together."""
    others = [one for one in granted(m) if not is_own(m, one.tier)]
    grouped = groupby(others, key=lambda one: one.tier.granted_by)
    return [list(group) for _by, group in grouped]


def _counts(given: Sequence[Granted]) -> str:
    """`Cờ thi đua cho 03 tập thể, Bằng khen cho 09 tập thể`."""
    return listing(
        (f"{one.tier.name} cho {quantity(len(one.names))} tập thể" for one in given), "vi"
    )


def _kinds(given: Sequence[Granted]) -> str:
    return listing((one.tier.name for one in given), "vi")


def _authority(given: Sequence[Granted]) -> str:
    return given[0].tier.granted_by or DOTS


def submission(m: Material) -> tuple[Paper, ...]:
    """The submission of the awards of each authority above (form 1.4), with the list.

    Report 241/BC-VTLTNN, II: “xem xét khen thưởng hoặc đề nghị cơ quan nhà nước có thẩm quyền khen
    thưởng”. The dossier is listed with dots where the data do not know its papers.
    """
    return tuple(_submission(m, given) for given in submitted_tiers(m))


def _submission(m: Material, given: Sequence[Granted]) -> Paper:
    us = department(m)
    by = _authority(given)
    symbol = us.numbered("TTr")
    return Paper(
        agency=us.name,
        parent=us.parent,
        symbol=symbol,
        place=us.place,
        name="Tờ trình",
        subject=f"Về việc tặng {_kinds(given)} cho các tập thể có thành tích trong {work(m)}",
        addressees=(by,),
        content=(
            *bases(m, "awards"),
            Text(
                f"Căn cứ kết quả {inspection(m)} do các Cụm tổng hợp, báo cáo, {us.called} đề nghị "
                f"{by} xem xét, tặng {_counts(given)} (có danh sách kèm theo)."
            ),
            Text("Hồ sơ kèm theo gồm:"),
            *texts(
                [
                    "- Danh sách đề nghị khen thưởng;",
                    f"- Báo cáo thành tích của các tập thể: {DOTS};",
                    f"- Biên bản họp xét khen thưởng: {DOTS};",
                    f"- {_the_report(m)}.",
                ]
            ),
            Text(f"{us.called} kính trình {by} xem xét, quyết định./."),
        ),
        recipients=("- Như trên;", KEPT),
        annexes=(_proposed_list(m, given, goes_with("Tờ trình", symbol, us.called)),),
    )


def _the_report(m: Material) -> str:
    report = m.round.documents.get("report")
    if report is None:
        return f"Báo cáo kết quả kiểm tra số {UNKNOWN} {NO_DAY}"
    return f"Báo cáo kết quả kiểm tra số {report.number} {long_day(report.date)}"


def _proposed_list(m: Material, given: Sequence[Granted], tied: str) -> Annex:
    """Whom the awards are proposed for, with points and class: they belong into a dossier."""
    value = {score.name.province: score.value for score in m.data.of(SCORES, m.year)}
    rows: list[Row] = []
    for one in given:
        for name in one.names:
            total = value.get(name.province)
            rows.append(
                {
                    "number": str(len(rows) + 1),
                    "who": office(name, m.round),
                    "total": shown(total),
                    "class": classed(m, total),
                    "summary": DOTS,
                    "tier": one.tier.name,
                }
            )
    titles = {
        "number": "TT",
        "who": "Tên tập thể",
        "total": "Tổng số điểm",
        "class": "Xếp loại",
        "summary": "Tóm tắt thành tích",
        "tier": "Danh hiệu, hình thức đề nghị",
    }
    table = plain_table(titles, rows, right=("total",))
    return Annex(annex_heading("Danh sách", "Đề nghị khen thưởng", tied), (table,), across=True)


def decision(m: Material) -> tuple[Paper, ...]:
    """The decision of the body that runs the round on its own awards (form 1.2), with the list."""
    us = department(m)
    return tuple(_decision(m, us, one, UNKNOWN) for one in own_tiers(m))


def _decision(m: Material, us: Body, one: Granted, proposed_by: str) -> Paper:
    """A draft of who gets a tier; the sum that goes with it and its source are left open."""
    symbol = us.numbered("QĐ")
    merit = f" {one.tier.merit}" if one.tier.merit else ""
    authority = _written_as_the_issuer(one.tier.granted_by or us.called, us)
    return Paper(
        agency=us.name,
        parent=us.parent,
        symbol=symbol,
        place=us.place,
        name="Quyết định",
        subject=f"Về việc tặng {one.tier.name}",
        content=(
            Text(_heads(authority), "authority"),
            *bases(m, "awards"),
            Text(f"Căn cứ kết quả {inspection(m)};", "basis"),
            Text(f"Theo đề nghị của {proposed_by}.", "basis"),
            Text("QUYẾT ĐỊNH:", "authority"),
            Text(
                f"Điều 1. Tặng {one.tier.name} cho {quantity(len(one.names))} tập thể (có danh "
                f"sách kèm theo){merit}."
            ),
            Text(
                f"Điều 2. Mức tiền thưởng kèm theo {one.tier.name}: {DOTS}; nguồn kinh phí: {DOTS}"
            ),
            Text(
                f"Điều 3. Quyết định này có hiệu lực kể từ ngày ký. {DOTS} và các tập thể có tên "
                "tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
            ),
        ),
        recipients=("- Như Điều 3;", KEPT),
        annexes=(_named_list(m, one, goes_with("Quyết định", symbol, _head_of(authority))),),
    )


def _written_as_the_issuer(authority: str, us: Body) -> str:
    """Who grants a tier, our name in it as we write it: a new paper copies no slip of an old."""
    if us.name is None:
        return authority
    return re.sub(re.escape(us.name), lambda _found: us.called, authority, flags=re.IGNORECASE)


# The head of a body, who decides for it.
_HEADS = {"Bộ": "Bộ trưởng", "Cục": "Cục trưởng", "Sở": "Giám đốc"}


def _heads(authority: str) -> str:
    """Who decides, as the head of the decision: `BỘ TRƯỞNG BỘ NỘI VỤ`.

    The data may name the body (`Bộ Nội vụ`) or its head already (`Cục trưởng Cục …`).
    """
    return _head_of(authority).upper()


def _head_of(authority: str) -> str:
    """Who decides, in a line: `Bộ trưởng Bộ Nội vụ`."""
    head = _HEADS.get(authority.partition(" ")[0])
    if head is None or authority.casefold().startswith(f"{head.casefold()} "):
        return authority
    return f"{head} {authority}"


def _named_list(m: Material, one: Granted, tied: str) -> Annex:
    """The names in the order of the file, without points and ranks (form 2.1)."""
    rows = [
        {"number": str(number), "who": office(name, m.round)}
        for number, name in enumerate(one.names, 1)
    ]
    table = plain_table({"number": "TT", "who": "Tên tập thể"}, rows)
    title = f"Các tập thể được tặng {one.tier.name}"
    return Annex(annex_heading("Danh sách", title, tied), (table,))


# The dossier of a submission.


def dossier(m: Material) -> dict[str, tuple[Paper | Annex, ...]]:
    """The papers of the dossier by the names of their files, in the order in which they lie."""
    us = department(m)
    found: dict[str, tuple[Paper | Annex, ...]] = {
        "00-cong-van-de-nghi-bao-cao-thanh-tich": (_asking_for_merits(m, us),)
    }
    groups = submitted_tiers(m)
    for number, given in enumerate(groups, 1):
        suffix = f"-{number}" if len(groups) > 1 else ""
        tied = goes_with("Tờ trình", us.numbered("TTr"), us.called)
        above = Body(_authority(given))
        found[f"01-to-trinh{suffix}"] = (_submission(m, given)._replace(annexes=()),)
        found[f"02-danh-sach-de-nghi{suffix}"] = (_proposed_list(m, given, tied),)
        found[f"04-du-thao-quyet-dinh{suffix}"] = tuple(
            _decision(m, above, one, f"{us.called} và của {UNKNOWN}") for one in given
        )
    found["03-bang-tong-hop-diem"] = (_all_points(m),)
    found["05-bien-ban-hop-xet"] = (_meeting(m, us, groups),)
    found = dict(sorted(found.items()))
    found["06-muc-luc"] = (_contents(list(found)),)
    return found


def certificates(m: Material) -> list[tuple[str, str, str]]:
    """Tier, office and merit of each that is to have a certificate, for the printing of them."""
    return [
        (one.tier.name, office(name, m.round), one.tier.merit or "")
        for one in granted(m)
        for name in one.names
    ]


def _asking_for_merits(m: Material, us: Body) -> Paper:
    """The letter that asks the proposed for reports on their merits."""
    named = [name for given in submitted_tiers(m) for one in given for name in one.names]
    return Paper(
        agency=us.name,
        parent=us.parent,
        symbol=us.numbered(""),
        place=us.place,
        subject=f"V/v đề nghị gửi báo cáo thành tích trong {work(m)}",
        addressees=tuple(office(name, m.round) for name in named),
        content=texts(
            [
                f"Căn cứ kết quả {inspection(m)}, {us.called} dự kiến đề nghị cấp có thẩm quyền "
                "xem xét khen thưởng các tập thể có thành tích.",
                f"Để hoàn thiện hồ sơ, {us.called} đề nghị các cơ quan gửi báo cáo thành tích có "
                f"xác nhận của cơ quan có thẩm quyền về {us.called} trước {NO_DAY}./.",
            ]
        ),
        recipients=("- Như trên;", KEPT),
    )


def _all_points(m: Material) -> Annex:
    """The scores of all, in their order."""
    ranked = standings(m.data.of(SCORES, m.year))
    rows = [
        {
            "rank": str(standing.rank),
            "who": office(standing.name, m.round),
            "total": points(standing.score, m.round.decimals or 0),
            "class": classed(m, standing.score),
        }
        for standing in ranked
    ]
    titles = {
        "rank": "Hạng",
        "who": "Tên cơ quan",
        "total": "Tổng số điểm",
        "class": "Xếp loại",
    }
    table = plain_table(titles, rows, right=("total",))
    return Annex(annex_heading("", f"Bảng tổng hợp điểm {inspection(m)}"), (table,))


def _meeting(m: Material, us: Body, groups: Sequence[Sequence[Granted]]) -> Paper:
    """The minutes of the meeting that considers the awards (form 1.9); the votes are left open."""
    rows: list[Row] = [
        {"number": "", "who": office(name, m.round), "tier": one.tier.name, "votes": "…/…"}
        for given in groups
        for one in given
        for name in one.names
    ]
    rows = [{**row, "number": str(number)} for number, row in enumerate(rows, 1)]
    titles = {
        "number": "TT",
        "who": "Tên tập thể",
        "tier": "Danh hiệu, hình thức",
        "votes": "Số phiếu đồng ý",
    }
    content: tuple[Content, ...] = (
        Text(f"Thời gian bắt đầu: … giờ …, {NO_DAY}"),
        Text(f"Địa điểm: {DOTS}"),
        Text(f"Thành phần tham dự: {DOTS}"),
        Text(f"Chủ trì: {DOTS}"),
        Text(f"Thư ký: {DOTS}"),
        Text("Nội dung:", "point"),
        Text(
            f"Xét đề nghị khen thưởng các tập thể có thành tích trong {work(m)}, theo kết quả "
            f"{inspection(m)} ({_source(m)}). Kết quả bỏ phiếu:"
        ),
        plain_table(titles, rows, right=("votes",)),
        Text(f"Cuộc họp kết thúc vào … giờ …, {NO_DAY}./."),
    )
    return Paper(
        agency=us.name,
        parent=us.parent,
        symbol=us.numbered("BB"),
        name="Biên bản",
        subject=f"Họp xét đề nghị khen thưởng trong {work(m)}",
        content=content,
        recipients=("- Lưu: VT, Hồ sơ.",),
        dated=False,
        signatures=("THƯ KÝ", "CHỦ TỌA"),
    )


def _source(m: Material) -> str:
    return source_of(m.round)[1]


_FILES = {
    "00": "Công văn đề nghị gửi báo cáo thành tích",
    "01": "Tờ trình",
    "02": "Danh sách đề nghị khen thưởng",
    "03": "Bảng tổng hợp điểm",
    "04": "Dự thảo Quyết định",
    "05": "Biên bản họp xét khen thưởng",
}


def _contents(files: Sequence[str]) -> Annex:
    """What lies in the dossier, by file."""
    rows = [
        {"number": str(number), "title": _FILES[file[:2]], "file": file, "note": ""}
        for number, file in enumerate(files, 1)
    ]
    titles = {"number": "STT", "title": "Tên văn bản, tài liệu", "file": "Tệp", "note": "Ghi chú"}
    table: Table = plain_table(titles, rows)
    return Annex(annex_heading("", "Mục lục hồ sơ trình khen thưởng"), (table,))
