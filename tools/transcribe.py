"""Transcribe report 241/BC-VTLTNN into the data files of the rounds 2007 and 2009.

    python tools/transcribe.py [REPORT [OUTDIR]]

What the report prints goes into the files to the letter, its slips included; only white space
at the ends of cells is dropped. Whatever does not look as expected stops the script: a guess
never becomes data.
"""

from __future__ import annotations

import calendar
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "tests" / "source" / "report-241-BC-VTLTNN.txt"
DATA = ROOT / "data"

OFFICE = "Văn phòng Ủy ban nhân dân"
CITY = "thành phố Hồ Chí Minh"  # never printed bare: here the kind is part of the name
WIDTH = 100

Row = tuple[str, str, str]

SCORE_HEAD: Row = ("Stt", "Tên Cơ quan", "Tổng số điểm")
CLUSTER_HEAD: Row = ("Stt", "Tên tỉnh, thành phố trực thuộc Trung ương", "Cụm trưởng")


class ReportError(Exception):
    """The report does not look as this script expects."""


def find(pattern: str, text: str) -> re.Match[str]:
    """The one match of a pattern; that there is exactly one is part of the reading."""
    matches = list(re.finditer(pattern, text, re.MULTILINE))
    if len(matches) != 1:
        raise ReportError(f"{len(matches)} matches, not 1, of {pattern!r}")
    return matches[0]


def split_report(text: str) -> tuple[str, str, str]:
    """The body, Appendix 1 and Appendix 2."""
    parts = re.split(r"^[ \t]*PHỤ LỤC [12][ \t]*$", text, flags=re.MULTILINE)
    if len(parts) != 3:
        raise ReportError(f"{len(parts) - 1} appendices, not 2")
    return parts[0], parts[1], parts[2]


def rows(appendix: str, columns: Row) -> list[Row]:
    """The rows of an appendix table, in which each cell is a line that starts with a tab."""
    lines = appendix.split("\n")
    cells = [line.strip() for line in lines if line.startswith("\t") and line.strip()]
    if len(cells) % 3:
        raise ReportError(f"{len(cells)} cells do not make rows of three")
    table = [(cells[i], cells[i + 1], cells[i + 2]) for i in range(0, len(cells), 3)]
    if table[0] != columns:
        raise ReportError(f"column heads {table[0]}, not {columns}")
    for number, row in enumerate(table[1:], start=1):
        if row[0] != str(number):
            raise ReportError(f"row {number} is numbered {row[0]}")
    return table[1:]


def heading(appendix: str) -> str:
    """The heading of an appendix as printed: its first line."""
    return appendix.strip().split("\n", 1)[0].strip()


def day(text: str) -> str:
    """`23 tháng 3 năm 2007` or `31/12/2009` as an ISO date."""
    match = re.fullmatch(r"(\d+)(?: tháng |/)(\d+)(?: năm |/)(\d{4})", text)
    if match is None:
        raise ReportError(f"not a date: {text!r}")
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"


def scalar(text: str) -> str:
    """A YAML scalar, quoted only where it must be."""
    plain = re.fullmatch(r"\w[^:#\[\]{}]*", text) and text == text.strip()
    if plain and not re.fullmatch(r"[\d._-]+|true|false|yes|no|on|off|null|y|n", text.casefold()):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(key: str, names: list[str], indent: int) -> str:
    """A line `key: [a, b]`; a list too long for it stands below its key, indented."""
    for name in names:
        if "," in name:
            raise ReportError(f"a comma in {name!r}")
    items = [scalar(name) for name in names]
    line = f"{' ' * indent}{key}: [{', '.join(items)}]"
    if len(line) <= WIDTH:
        return line
    lines = [f"{' ' * indent}{key}:"]
    line = f"{' ' * (indent + 2)}[{items[0]}"
    for item in items[1:]:
        if len(line) + len(item) + 3 > WIDTH:
            lines.append(line + ",")
            line = " " * (indent + 3) + item
        else:
            line += f", {item}"
    return "\n".join([*lines, line + "]"])


def align(text: str) -> str:
    """The comments beside the fields, brought under each other."""
    return re.sub(
        r"^( *\S.*?) +(# .*)$", lambda m: f"{m[1] + ' ':<47} {m[2]}", text, flags=re.MULTILINE
    )


def scores(report: str) -> str:
    """`scores_2007.csv` from Appendix 1."""
    table = rows(split_report(report)[1], SCORE_HEAD)
    lines = ["position,province,score"]
    for position, office, score in table:
        name = find(rf"^{OFFICE} ((?:tỉnh|thành phố) .+)$", office)[1]
        if name != CITY:
            name = re.sub(r"^(?:tỉnh|thành phố) ", "", name)
        points = find(r"^(\d)\.(\d{3})$", score)
        lines.append(f"{position},{name},{points[1]}{points[2]}")
    return "\n".join(lines) + "\n"


CLUSTERS = """\
# The clusters (cụm) planned for the 2009 round, and the leader (cụm trưởng) of each.
# Source: report 241/BC-VTLTNN of 2008-03-21, Appendix 2 (Phụ lục 2).
# As printed, in the printed order. The slips of the source are kept: `vtlt validate` tells them,
# and nobody corrects the record silently.
"""


def clusters(report: str) -> str:
    """`clusters_2009.yaml` from Appendix 2."""
    entries = [CLUSTERS]
    for number, members, leader in rows(split_report(report)[2], CLUSTER_HEAD):
        names = [name.strip() for name in members.split(",")]
        entries.append(
            f"- number: {number}\n  leader: {scalar(leader)}\n{flow('members', names, 2)}\n"
        )
    return "\n".join(entries)


AWARDS = """\
# The awards of the 2007 round, as granted.
# Source: report 241/BC-VTLTNN of 2008-03-21, section I.4 (Khen thưởng).
# Names and wording as printed, recipients in the printed order.
"""


def awards(report: str) -> str:
    """`awards_2007.yaml` from section I.4."""
    body = split_report(report)[0]
    decided = find(
        r"đề nghị của Cục Văn thư và Lưu trữ nhà nước, (Bộ Nội vụ) đã quyết định:$", body
    )
    granted = r"(đã .+?), gồm Văn phòng UBND tỉnh(?:, thành phố:)? (.+)[.;]$"
    flag = find(rf"^- Tặng (Cờ thi đua) cho (\d+) tỉnh, thành phố {granted}", body)
    merit = find(rf"^- Tặng (Bằng khen) cho (\d+) tỉnh, thành phố {granted}", body)
    praise = find(
        rf"^(Cục trưởng .+) quyết định tặng (Giấy khen) cho (\d+) tỉnh, thành phố {granted}", body
    )
    tiers = [
        ("co-thi-dua", decided[1], *flag.groups()),
        ("bang-khen", decided[1], *merit.groups()),
        ("giay-khen", praise[1], *praise.groups()[1:]),
    ]
    lines = [
        AWARDS,
        "status: decided  # “đã quyết định”, “quyết định tặng”",
        "tie_at_cut: ask  # the report states no policy; no tie crossed a cut",
        "tiers:           # highest first",
    ]
    for ident, authority, name, quota, worded, printed in tiers:
        recipients = re.split(r", | và ", printed)
        if len(recipients) != int(quota):
            raise ReportError(f"{name}: {len(recipients)} recipients, not {quota}")
        lines += [
            f"  - id: {ident}",
            f"    name: {scalar(name)}",
            f"    granted_by: {scalar(authority)}",
            f"    merit: {scalar(worded)}",
            f"    quota: {int(quota)}",
            flow("recipients", recipients, 4),
        ]
    return "\n".join(lines) + "\n"


ROUNDS = """\
# The rounds of cross-inspection (kiểm tra chéo) of records-management and archives work.
# Source: report 241/BC-VTLTNN of 2008-03-21; the section of each fact is named beside it.

format: 1
rounds:
  - year: 2007  # heading of the report
    title: {title_2007}
    period: {{from: {period_from}, to: {period_to}}}  # opening paragraph
    provinces_on: {period_end}  # last day of the period; I.1: {units} take part
    office: {office}
    clusters: {{count: {count_2007}, size: {size}}}  # I.1; the size: II.2.b
    scores: {{decimals: 0}}  # Appendix 1: whole points
    documents:  # opening paragraph; head of the appendices
      guidance: {{number: {guidance}, date: {guidance_day}}}
      report:
        number: {report}
        date: {report_day}
        issuer: {issuer}
        title: {about}
    issuers:  # opening paragraph; its number
      department: {{name: {issuer}, parent: {parent}, symbol: {symbol}}}
    appendices:  # headings as printed
      1:
        table: scores
        title: {appendix_1}

  - year: 2009  # heading of section II
    title: {title_2009}
    provinces_on: {report_day}  # the day of the plan
    window: {{from: {window_from}, to: {window_to}}}  # II.2.d: Quý III và Quý IV
    report_before: {report_before}  # II.2.d
    sessions_per_province: {sessions}  # II.2.d: “ít nhất là {sessions:02} buổi”
    content:  # II.1
{content}
    clusters: {{count: {count_2009}, size: {size}}}  # Appendix 2; II.2.b
    documents:  # the plan stands in the same report
      report:
        number: {report}
        date: {report_day}
        issuer: {issuer}
        title: {about}
    issuers:  # opening paragraph; its number
      department: {{name: {issuer}, parent: {parent}, symbol: {symbol}}}
    appendices:
      2:
        table: clusters
        title: {appendix_2}
"""


def rounds(report: str) -> str:
    """`rounds.yaml` from the body and the heads of the appendices."""
    body, first, second = split_report(report)
    period = find(r"\(Từ tháng (\d+)/(\d{4}) đến tháng (\d+)/(\d{4})\)", body)
    end_year, end_month = int(period[4]), int(period[3])
    guidance = find(
        r"ngày (\d+ tháng \d+ năm \d{4})\. .* đã ban hành Văn bản số (\S+) hướng dẫn", body
    )
    source = r"^\(Kèm theo Báo cáo số: (\S+) ngày (\d+ tháng \d+ năm \d{4}) của (.+)\)$"
    printed = find(source, first)
    if printed.groups() != find(source, second).groups():
        raise ReportError("the appendices name different reports")
    part = find(r"Có (\d+) tỉnh, thành phố tham gia kiểm tra và .+ thành (\d+) Cụm\.", body)
    plan = find(r"^II\. .+ (KIỂM TRA CHÉO .+ NĂM (\d{4}))$", body)
    find(r"tiến hành trong Quý III và Quý IV năm 2009\.", body)
    content = find(r"tập trung vào 3 nội dung chính là (.+?); (.+?) và (thực .+?)\.", body)
    return align(
        ROUNDS.format(
            title_2007=scalar(find(r"(KIỂM TRA CHÉO .+ \d+ – \d+) CỦA", body)[1].capitalize()),
            period_from=f"{period[2]}-{int(period[1]):02}",
            period_to=f"{end_year}-{end_month:02}",
            period_end=f"{end_year}-{end_month:02}-{calendar.monthrange(end_year, end_month)[1]}",
            units=part[1],
            office=OFFICE,
            count_2007=part[2],
            size=find(r"như năm 2007 gồm (\d+) tỉnh, thành phố", body)[1],
            guidance=guidance[2],
            guidance_day=day(guidance[1]),
            report=printed[1],
            report_day=day(printed[2]),
            issuer=scalar(printed[3]),
            parent=scalar(find(r"giúp Bộ trưởng (Bộ Nội vụ) quản lý", body)[1]),
            symbol=printed[1].rpartition("-")[2],
            about=scalar("về " + find(r"^(KẾT QUẢ KIỂM TRA CHÉO .+)$", body)[1].lower()),
            appendix_1=scalar(heading(first)),
            title_2009=scalar(plan[1].capitalize()),
            window_from=f"{plan[2]}-07-01",
            window_to=f"{plan[2]}-12-31",
            report_before=day(find(r"trước ngày (\d+/\d+/\d{4})\.", body)[1]),
            sessions=int(find(r"ít nhất là (\d+) buổi", body)[1]),
            content="\n".join(f"      - {scalar(area)}" for area in content.groups()),
            count_2009=len(rows(second, CLUSTER_HEAD)),
            appendix_2=scalar(heading(second)),
        )
    )


FILES: dict[str, Callable[[str], str]] = {
    "rounds.yaml": rounds,
    "scores_2007.csv": scores,
    "awards_2007.yaml": awards,
    "clusters_2009.yaml": clusters,
}


def main(arguments: list[str]) -> int:
    """Write every file, or none."""
    if len(arguments) > 2:
        print("usage: transcribe.py [REPORT [OUTDIR]]", file=sys.stderr)
        return 2
    source = Path(arguments[0]) if arguments else REPORT
    target = Path(arguments[1]) if len(arguments) == 2 else DATA
    report = unicodedata.normalize("NFC", source.read_text(encoding="utf-8"))
    texts = {name: transcribe(report) for name, transcribe in FILES.items()}
    target.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / name).write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
