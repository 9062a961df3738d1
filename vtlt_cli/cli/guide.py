"""`vtlt guide`: a page to hang up beside the screen."""

from typing import Annotated

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.session import one_of, print_tables
from vtlt_cli.diagnostics import Words
from vtlt_cli.printing.table import Column, Line, Table, text_of
from vtlt_cli.wording import Lang, side

# What is to be done, the command, and what to mind.
_Row = tuple[Words, str, Words]

_CLERK: tuple[_Row, ...] = (
    (
        ("Take in a table from Excel", "Nhập bảng điểm từ Excel"),
        "vtlt import bang-diem.xlsx --round 2011 --to so-lieu",
        ("close it in Excel first", "đóng tệp trong Excel trước"),
    ),
    (
        ("See what is wrong", "Kiểm tra số liệu"),
        "vtlt validate so-lieu",
        ("mend errors from the top", "sửa lỗi từ trên xuống, rồi chạy lại"),
    ),
    (
        ("Look a name up", "Tra tên đơn vị"),
        'vtlt provinces "ha tinh"',
        ("with or without marks", "có dấu hoặc không dấu"),
    ),
    (
        ("Print Appendix 1 as published", "In Phụ lục 1 đúng bản đã ban hành"),
        "vtlt appendix 1 -o phu-luc-1.docx",
        ("slips are kept", "giữ cả chỗ viết sai"),
    ),
    (
        ("Print it in standard names", "In phụ lục với tên viết chuẩn"),
        "vtlt appendix 1 --restated -o phu-luc-1.docx",
        ("the heading says so", "đầu phụ lục ghi rõ là lập lại"),
    ),
    (
        ("All appendices as PDF", "In mọi phụ lục ra PDF"),
        "vtlt appendix -o phu-luc.pdf",
        ("needs the extra pdf", "cần cài gói pdf"),
    ),
    (
        ("What the appendices had wrong", "Bảng đính chính, điều chỉnh"),
        "vtlt errata",
        ("open cells: the issuer decides", "ô để trống: do cơ quan ban hành quyết định"),
    ),
    (
        ("The papers of corrections", "Văn bản xin ý kiến, đính chính"),
        "vtlt errata -o dinh-chinh.docx",
        ("cells still open: it asks for opinions", "còn ô để trống: công văn xin ý kiến"),
    ),
    (
        ("Forms out", "Lập phiếu gửi các đơn vị"),
        "vtlt form self -o phieu --data so-lieu",
        ("only yellow cells are open", "chỉ ghi vào ô nền vàng"),
    ),
    (
        ("Forms in", "Nhận phiếu gửi về"),
        "vtlt import phieu-ve --received 2011-08-15 --to so-lieu",
        ("a bad one gets loi_….xlsx", "phiếu sai có tệp loi_….xlsx"),
    ),
    (
        ("Papers of the round", "Dự thảo văn bản của đợt kiểm tra"),
        "vtlt draft --data so-lieu",
        ("the list; then -o FILE.docx", "xem danh sách; thêm tên và -o TỆP.docx"),
    ),
)
_ANALYST: tuple[_Row, ...] = (
    (
        ("Check before anything else", "Kiểm tra trước khi làm việc khác"),
        "vtlt validate so-lieu",
        ("exit code 1: there are errors", "mã thoát 1: còn lỗi"),
    ),
    (
        ("What a rule asks for", "Xem một quy tắc"),
        "vtlt explain CLU01",
        ("why, example, remedy", "lý do, ví dụ, cách xử lý"),
    ),
    (
        ("A known slip is kept", "Giữ nguyên phát hiện đã biết"),
        'vtlt waive CLU01 --province "Trà Vinh" --reason "…"',
        ("it changes no result", "không làm thay đổi kết quả"),
    ),
    (
        ("Standings", "Xếp hạng"),
        "vtlt rank -o xep-hang.xlsx",
        ("= before a rank: tied", "dấu = trước hạng: đồng hạng"),
    ),
    (
        ("By region, kind, cluster", "Theo vùng, loại, Cụm"),
        "vtlt rank --by region",
        ("ranked in each group", "xếp hạng trong từng nhóm"),
    ),
    (
        ("Beside an earlier round", "So với đợt trước"),
        "vtlt rank --compare 2009",
        ("merged units are not compared", "đơn vị hợp nhất: không so sánh trực tiếp"),
    ),
    (
        ("Quartiles and gaps", "Thống kê, chênh lệch tại giới hạn"),
        "vtlt stats",
        ("by area: --by area", "theo nội dung: --by area"),
    ),
    (
        ("Awards by score", "Danh sách dự kiến khen thưởng"),
        "vtlt awards",
        ("computed, not decided", "theo điểm, chưa phải quyết định"),
    ),
    (
        ("Against the published lists", "Đối chiếu danh sách đã công bố"),
        "vtlt awards --check",
        ("missing, extra, order", "thiếu, thừa, thứ tự"),
    ),
    (
        ("The sentences for a report", "Đoạn văn đưa vào báo cáo"),
        "vtlt awards --text",
        ("as the report words them", "theo lời văn của báo cáo"),
    ),
    (
        ("How near an award is", "Còn thiếu bao nhiêu điểm"),
        "vtlt awards --margin",
        ("what if: --what-if", "giả định: --what-if"),
    ),
    (
        ("The round on one page", "Cả đợt trên một trang"),
        "vtlt overview -o tong-quan.html",
        ("internal; --public is for all", "lưu hành nội bộ; --public để công bố"),
    ),
    (
        ("The report of the round", "Dự thảo báo cáo"),
        "vtlt draft report -o bao-cao.docx",
        ("dots are for people to fill in", "chỗ chấm do người soạn ghi"),
    ),
)
_SHEETS: dict[str, tuple[Words, tuple[_Row, ...]]] = {
    "clerk": (("One page for clerks", "Một trang cho văn thư"), _CLERK),
    "analyst": (("One page for analysts", "Một trang cho chuyên viên"), _ANALYST),
}
# As a person would ask in Vietnamese.
_CALLED = {"van-thu": "clerk", "chuyen-vien": "analyst"}


@table_command()
def guide(
    call: Call,
    reader: Annotated[
        str,
        typer.Argument(
            metavar="clerk|analyst",
            help=t("for whom", "người dùng: van-thu hoặc chuyen-vien"),
        ),
    ],
) -> int:
    context, target = call.context, call.target()
    asked = one_of("guide", reader, [*_SHEETS, *_CALLED])
    chosen = _CALLED.get(asked, asked)
    # Across, so that no command is broken at its hyphens.
    print_tables(context, [_table(chosen, context.lang)], target, landscape=True)
    return 0


def _table(chosen: str, lang: Lang) -> Table:
    title, rows = _SHEETS[chosen]
    note: Words = (
        "Where: so-lieu is the folder of your round; -o FILE writes Word, PDF, Excel, HTML.",
        "Trong đó: so-lieu là thư mục số liệu; -o TỆP ghi ra Word, PDF, Excel, HTML.",
    )
    return Table(
        (Line(f"vtlt: {side(title, lang)}", "title"), Line(side(note, lang), "note")),
        (
            Column(side(("To do", "Việc cần làm"), lang), text_of("task"), "left", "task"),
            Column(side(("Command", "Lệnh"), lang), text_of("command"), "left", "command"),
            Column(side(("Mind", "Lưu ý"), lang), text_of("note"), "left", "note"),
        ),
        ("task", "command", "note"),
        [
            {"task": side(task, lang), "command": command, "note": side(mind, lang)}
            for task, command, mind in rows
        ],
    )
