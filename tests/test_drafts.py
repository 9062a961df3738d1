"""`vtlt draft`: the papers of a round, what they say, and when there are none."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from inside import DATA, ROOT, inside, report_lines

from vtlt_cli.papers.catalogue import DRAFTS
from vtlt_cli.printing.documents.flow import STYLES
from vtlt_cli.printing.documents.word import table_styles
from vtlt_cli.printing.layouts import LAYOUTS, Layout
from vtlt_cli.reading.fields import records_of
from vtlt_cli.reading.kinds import kind_of

ROUND = ROOT / "examples" / "round"
FINISHED, IN_PROGRESS = ROUND / "finished", ROUND / "in-progress"
# Of whom each paper is drafted here.
WHO: dict[str, tuple[str, ...]] = {
    "team": ("1",),
    "plan": ("1",),
    "cluster-report": ("1",),
    "reminder": ("2",),
    "sheet": ("Bạch Vân",),
    "self-report": ("Bạch Vân",),
    "minutes": ("Bạch Vân",),
    "supplement": ("Bạch Vân",),
}
SINGLE = [name for name in DRAFTS if name != "dossier"]


def source(name: str) -> Path:
    """The round in which the paper can be drafted: of the finished one nothing is awaited."""
    return IN_PROGRESS if name == "reminder" else FINISHED


def draft(folder: Path, name: str, output: Path, *who: str, code: int = 0, lang: str = "en") -> str:
    """Draft it, and what was said on stderr."""
    args = ("draft", name, *who, "-o", str(output), "--data", str(folder))
    done = inside(*args, cwd=output.parent, lang=lang)
    assert (done.code, done.stdout) == (code, ""), done
    return done.stderr


def every_paragraph(document: Document) -> list[Any]:
    """Every paragraph of the document in the order of its pages, of tables cell by cell."""
    found: list[Any] = []

    def table(one: Table) -> None:
        for row in one.rows:
            for cell in row.cells:
                for inner in cell.iter_inner_content():
                    found.append(inner) if isinstance(inner, Paragraph) else table(inner)

    for one in document.iter_inner_content():
        found.append(one) if isinstance(one, Paragraph) else table(one)
    return found


def lines_of(document: Document) -> list[str]:
    """Every line of the document."""
    found = [line for one in every_paragraph(document) for line in one.text.split("\n")]
    return [line.replace("\N{NO-BREAK SPACE}", " ").strip() for line in found if line.strip()]


def text_of(path: Path) -> str:
    return "\n".join(lines_of(docx.Document(str(path))))


def words(text: str) -> list[str]:
    """The words of a text, however they stand: dots and hyphens end at different places."""
    plain = text.replace("\N{NON-BREAKING HYPHEN}", "-").replace("\N{NO-BREAK SPACE}", " ")
    return re.findall(r"[^\W_]+", plain)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The finished round, to be changed."""
    shutil.copytree(FINISHED, tmp_path / "data")
    return tmp_path / "data"


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# The list.


def test_the_list_says_what_can_be_drafted_and_what_is_missing() -> None:
    done = inside("draft", "-f", "json", "--data", str(FINISHED))
    rows = {row["document"]: row for row in json.loads(done.stdout)}
    assert done.code == 0 and list(rows) == list(DRAFTS)
    assert set(rows["plan"]) == {"document", "title", "who", "ready", "missing"}
    assert rows["plan"]["who"] == [1, 2] and len(rows["minutes"]["who"]) == 8
    assert rows["reminder"]["ready"] is False and rows["reminder"]["missing"]
    assert all(row["ready"] for name, row in rows.items() if name != "reminder")
    shipped = json.loads(inside("draft", "-f", "json", "--data", str(DATA)).stdout)
    rows = {row["document"]: row for row in shipped}
    assert rows["guidance"]["missing"] == ["criteria_2009.yaml"]
    assert rows["report"]["ready"] and rows["decision"]["ready"]


def test_a_file_that_cannot_be_read_is_no_file_that_is_missing(folder: Path) -> None:
    (folder / "visits_2035.yaml").write_text("- cluster: [", "utf-8")
    done = inside("draft", "-f", "json", "--data", str(folder))
    rows = {row["document"]: row for row in json.loads(done.stdout)}
    assert done.code == 1
    assert "visits_2035.yaml, which cannot be read" in rows["minutes"]["missing"][0]
    assert rows["guidance"]["ready"]


# What stands in them.


@pytest.mark.parametrize("name", SINGLE)
def test_the_text_is_the_same_in_every_format(name: str, tmp_path: Path) -> None:
    who = WHO.get(name, ())
    for suffix in ("docx", "html"):
        draft(source(name), name, tmp_path / f"x.{suffix}", *who)
    document = docx.Document(str(tmp_path / "x.docx"))
    drafts = [s.first_page_header.paragraphs[0].text for s in document.sections]
    assert set(drafts) == {"DỰ THẢO"}
    expected = words(text_of(tmp_path / "x.docx"))
    page = (tmp_path / "x.html").read_text("utf-8")
    body = re.sub(r"<[^>]+>", " ", page.partition("</head>")[2])
    # What a browser puts into capitals stands as it is in the page.
    shown = [word.casefold() for word in words(html.unescape(body))]
    drafted = ["dự", "thảo"]
    without = [w for w in shown if w not in drafted]
    assert without == [w for w in (e.casefold() for e in expected) if w not in drafted]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext reads the PDF back")
@pytest.mark.parametrize("name", SINGLE)
def test_the_text_of_the_pdf(name: str, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="typst draws the PDF: pip install vtlt[pdf]")
    who = WHO.get(name, ())
    for suffix in ("docx", "pdf"):
        draft(source(name), name, tmp_path / f"x.{suffix}", *who)
    read = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "x.pdf", "-"], capture_output=True, check=True
    )
    text = read.stdout.decode()
    assert "DỰ THẢO" in text
    # A page has its number and repeats the titles of columns; a line may stand beside another.
    found = sorted(words(text.casefold()))
    for word in set(words(text_of(tmp_path / "x.docx").casefold())):
        assert word in found, word


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.id)
@pytest.mark.parametrize("name", SINGLE)
def test_each_measure_is_that_of_the_layout(name: str, layout: Layout, tmp_path: Path) -> None:
    """Paper, margins, fonts; of each style its size, weight, slant, place, space and indent."""
    args = ("draft", name, *WHO.get(name, ()), "--layout", layout.id, "-o", "x.docx")
    assert inside(*args, "--data", str(source(name)), cwd=tmp_path).code == 0
    document = docx.Document(str(tmp_path / "x.docx"))
    sections: Any = document.sections
    for section in sections:
        across = section.page_width > section.page_height
        paper = sorted(layout.paper, reverse=across)
        assert [round(section.page_width.mm), round(section.page_height.mm)] == paper
        for side in ("top", "right", "bottom", "left"):
            found = getattr(section, f"{side}_margin").mm
            assert abs(found - getattr(layout.margins, side)) < 0.1
    expected = {**table_styles(layout), **STYLES}
    used = {one.style.style_id for one in every_paragraph(document)}
    assert used <= expected.keys()
    aligned = {"left": 0, "center": 1, "right": 2, "both": 3}
    styles: Any = {style.style_id: style for style in document.styles}
    for id_ in used:
        wanted, found = expected[id_], styles[id_]
        assert found.font.size.pt == wanted.letters.size, id_
        assert bool(found.font.bold) == wanted.letters.bold, id_
        assert bool(found.font.italic) == wanted.letters.italic, id_
        form = found.paragraph_format
        assert int(form.alignment) == aligned[wanted.align], id_
        assert abs(form.first_line_indent.mm - wanted.first_line) < 0.1, id_
        assert (form.space_before.pt, form.space_after.pt) == (wanted.before, wanted.after), id_
    fonts = {element.get(qn("w:ascii")) for element in document.styles.element.iter(qn("w:rFonts"))}
    assert fonts == {layout.fonts[0]}


# What an official would find improper (ROUND 4.1), and what is never filled in (4.2).
IMPROPER = (
    "chưa gửi", "không gửi", "yêu cầu các tỉnh", "thẩm định", "cụm thi đua", "thanh tra",
    "bị kiểm tra", "điểm tối đa", "tỷ lệ", "điểm trung bình", "yếu kém", "từ chối", "đội sổ",
)  # fmt: skip


@pytest.mark.parametrize("name", SINGLE)
def test_nothing_improper_and_nothing_minted(name: str, tmp_path: Path) -> None:
    """Number, day and signatory are left open; a cluster's paper has no rank."""
    draft(source(name), name, tmp_path / "x.docx", *WHO.get(name, ()))
    text = text_of(tmp_path / "x.docx")
    for wrong in IMPROPER:
        assert wrong not in text.casefold(), wrong
    if name in ("plan", "minutes", "cluster-report", "self-report"):
        assert "xếp hạng" not in text.casefold()
    if "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text:
        assert re.search(r"^Số:      /\S+$", text, re.M), text[:400]
        assert "(Họ và tên)" in text
        dated = "ngày … tháng … năm …" in text
        assert dated and ("Nơi nhận:" in text)
    assert not re.search(r"căn cứ (?:luật|nghị định)", text, re.I), "no law is made up"


def test_the_index_names_no_author_that_nobody_told(folder: Path, tmp_path: Path) -> None:
    """Which body of a unit wrote an opinion, only the paper tells: `31/SNV-VTLT`."""
    draft(folder, "index", tmp_path / "i.docx")

    def author(name: str) -> str:
        draft(folder, "index", tmp_path / name)
        lines = text_of(tmp_path / name).split("\n")
        # Behind its number: the day, what it is about, who wrote it.
        return lines[lines.index("31/SNV-VTLT") + 3]

    assert author("i.docx") == "… tỉnh Thanh Lộ"
    edit(folder, "proposals_2035.yaml", "31/SNV-VTLT, ", "31/SNV-VTLT, issuer: Sở Nội vụ, ")
    assert author("j.docx") == "Sở Nội vụ"


def test_lists_end_with_a_full_stop(tmp_path: Path) -> None:
    draft(FINISHED, "report", tmp_path / "r.docx")
    lines = text_of(tmp_path / "r.docx").split("\n")
    ends = [line[-1] for line in lines if line.startswith("- Đề nghị")]
    assert ends == [";", ".", "."]


def test_the_basis_is_that_of_the_data(folder: Path, tmp_path: Path) -> None:
    line = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    issuers = (
        "    issuers:\n"
        "      department: {name: Cục giả định, parent: Bộ giả định, symbol: CGĐ, place: Hà Nội}\n"
        "      leader: {name: Sở Nội vụ, symbol: SNV}\n"
        f'    basis:\n      awards: ["{line}"]\n'
    )
    edit(folder, "rounds.yaml", "    office: ", f"{issuers}    office: ")
    draft(folder, "decision", tmp_path / "d.docx")
    text = text_of(tmp_path / "d.docx")
    assert f"{line};" in text and "BỘ GIẢ ĐỊNH" in text and "Số:      /QĐ-CGĐ" in text
    assert "Hà Nội, ngày … tháng … năm …" in text
    draft(folder, "plan", tmp_path / "p.docx", "2")
    text = text_of(tmp_path / "p.docx")
    assert "SỞ NỘI VỤ" in text and "ỦY BAN NHÂN DÂN TỈNH CẨM HÀ" in text
    assert "Số:      /KH-SNV" in text


def test_the_report_of_2007_says_what_the_report_says(tmp_path: Path) -> None:
    """Report 241/BC-VTLTNN, I.4 to the letter, the opening without its slip; both appendices."""
    told = draft(DATA, "report", tmp_path / "r.docx")
    assert "Lai Châu is in no cluster" in told
    lines = lines_of(docx.Document(str(tmp_path / "r.docx")))
    printed = [line.strip() for line in report_lines()]
    start = next(n for n, line in enumerate(printed) if line.startswith("- Tặng Cờ thi đua"))
    for sentence in printed[start : start + 3]:
        assert sentence in lines
    opening = next(line for line in lines if line.endswith("Bộ Nội vụ đã quyết định:"))
    theirs = printed[start - 1].replace("Căn cứ và Báo cáo", "Căn cứ vào báo cáo")
    assert opening == theirs
    assert "Có 64 tỉnh, thành phố tham gia kiểm tra và được phân chia thành 16 Cụm." in lines
    assert "Phụ lục I" in lines and "Phụ lục II" in lines
    assert "Thời gian kiểm tra được tiến hành trong Quý III và Quý IV năm 2009." in lines
    parts = [line[:3] for line in lines if re.match(r"(?:I|II)\. ", line)]
    assert parts == ["I. ", "II."]


def test_the_figures_of_the_report_are_those_of_the_data(folder: Path, tmp_path: Path) -> None:
    edit(folder, "visits_2035.yaml", "      self_report: {number: 118/BC-VP, date: 2035-07-20, "
         "received: 2035-07-24}\n", "")  # fmt: skip
    draft(folder, "report", tmp_path / "r.docx")
    text = text_of(tmp_path / "r.docx")
    assert "Có 08 tỉnh, thành phố tham gia kiểm tra và được phân chia thành 02 Cụm." in text
    assert "Đã nhận được 07 báo cáo tự đánh giá, chấm điểm; đã kiểm tra 08 đơn vị, lập 08" in text
    assert "báo cáo kết quả kiểm tra của 02 Cụm" in text
    assert "Đề nghị hướng dẫn mẫu Danh mục hồ sơ điện tử (Ngọc Trì)" in text
    # Nothing has been decided in this round.
    assert "Dự kiến đề nghị" in text and "đã quyết định" not in text


@pytest.mark.parametrize(
    ("granted_by", "head"),
    [
        (
            "Cục trưởng Cục Văn Thư và Lưu trữ nhà nước",
            "CỤC TRƯỞNG CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC",
        ),
        ("Cục Văn thư và Lưu trữ nhà nước", "CỤC TRƯỞNG CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC"),
    ],
)
def test_the_head_of_a_decision_is_named_once(granted_by: str, head: str, tmp_path: Path) -> None:
    """And our own name is written in its list as we write it, not as the old report did."""
    shutil.copytree(DATA, tmp_path / "data")
    given = "granted_by: Cục trưởng Cục Văn Thư và Lưu trữ nhà nước"
    edit(tmp_path / "data", "awards_2007.yaml", given, f"granted_by: {granted_by}")
    draft(tmp_path / "data", "decision", tmp_path / "x.docx")
    text = text_of(tmp_path / "x.docx")
    assert head in text.split("\n")
    assert "Cục Văn thư và Lưu trữ nhà nước)" in text and "Văn Thư" not in text


def test_a_ministry_stands_under_none(tmp_path: Path) -> None:
    """Decree 30/2020/NĐ-CP, Annex I, II.2.a: the body above is named “nếu có”."""
    draft(DATA, "dossier", tmp_path)
    (decision,) = tmp_path.glob("04-*.docx")
    lines = text_of(decision).split("\n")
    above = lines[: lines.index("BỘ NỘI VỤ")]
    assert not any("…" in line for line in above)


def test_the_recipients_stand_beside_or_below_who_signs(tmp_path: Path) -> None:
    """In one row of it, which no page parts: they never stand alone on a page."""
    draft(DATA, "dossier", tmp_path)
    draft(FINISHED, "minutes", tmp_path / "11.docx", "bach-van")
    papers = [path for path in tmp_path.glob("*.docx") if "Nơi nhận:" in text_of(path)]
    assert len(papers) == 5
    for path in papers:
        found = [
            row
            for table in docx.Document(str(path)).tables
            for row in table.rows
            if "Nơi nhận:" in row.cells[0].text
        ]
        assert found and all("(Họ và tên)" in row.cells[-1].text for row in found)
        assert all(row._tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in found)


def test_the_places_of_names_stand_side_by_side(tmp_path: Path) -> None:
    """Whatever lines the titles above them take."""
    draft(FINISHED, "minutes", tmp_path / "x.docx", "bach-van")
    (row,) = (
        row
        for table in docx.Document(str(tmp_path / "x.docx")).tables
        for row in table.rows
        if "TRƯỞNG ĐOÀN" in row.cells[-1].text
    )
    assert [cell.text.split("\n").index("(Họ và tên)") for cell in row.cells] == [5, 6, 6]


def test_a_letter_goes_to_bodies(tmp_path: Path) -> None:
    """A province is no addressee; the offices of its members are."""
    draft(FINISHED, "team", tmp_path / "x.docx", "1")
    assert "- Văn phòng Ủy ban nhân dân tỉnh Bạch Vân;" in text_of(tmp_path / "x.docx")


def test_minutes_have_the_points_of_the_sheet_and_their_reasons(tmp_path: Path) -> None:
    draft(FINISHED, "minutes", tmp_path / "m.docx", "bach-van")
    text = text_of(tmp_path / "m.docx")
    assert "Tổng số điểm tự chấm: 1.598,5; tự xếp loại: Tốt." in text
    assert "TỔNG CỘNG\n1.588" in text and "Lấy điểm số chẵn" in text
    assert "ĐOÀN KIỂM TRA CỤM 1" in text
    signed = ["ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA", "THƯ KÝ", "TRƯỞNG ĐOÀN"]
    assert [line for line in text.split("\n") if line in signed] == signed
    # Form 1.9 has no line of place and day in its head.
    assert "…, ngày … tháng … năm …" not in text.split("\n")


def test_a_cluster_report_has_no_points_of_units_on_themselves(tmp_path: Path) -> None:
    draft(FINISHED, "cluster-report", tmp_path / "c.docx", "1")
    text = text_of(tmp_path / "c.docx")
    assert "1.598,5" not in text and "1.588" in text
    order = [text.index(f"tỉnh {name}") for name in ("Bạch Vân", "Đại Nguyên", "Ngọc Trì")]
    assert order == sorted(order)


def test_an_annex_that_lies_across_is_a_section_of_its_own(tmp_path: Path) -> None:
    draft(FINISHED, "minutes", tmp_path / "m.docx", "bach-van")
    first, annex = docx.Document(str(tmp_path / "m.docx")).sections
    assert (first.page_width, first.page_height) == (annex.page_height, annex.page_width)
    assert annex.left_margin and abs(annex.left_margin.mm - 30) < 0.1


# Who and where.


def test_all_of_a_kind_go_into_a_folder(tmp_path: Path) -> None:
    told = draft(FINISHED, "plan", tmp_path / "out")
    assert "2 drafts written to" in told
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "plan-cum-1.docx", "plan-cum-2.docx",
    ]  # fmt: skip
    told = draft(FINISHED, "plan", tmp_path / "all.docx", code=2)
    assert "name a folder" in told and not (tmp_path / "all.docx").exists()


def test_the_dossier_has_its_seven_papers_and_the_names_for_certificates(tmp_path: Path) -> None:
    draft(FINISHED, "dossier", tmp_path / "out")
    files = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert [name[:2] for name in files] == ["00", "01", "02", "03", "04", "05", "06", "07"]
    text = (tmp_path / "out" / files[-1]).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["Danh hiệu, hình thức", "Tên tập thể", "Thành tích"] and len(rows) == 1 + 6
    decided = text_of(tmp_path / "out" / files[4])
    assert "BỘ TRƯỞNG BỘ GIẢ ĐỊNH" in decided and "Theo đề nghị của Cục giả định" in decided
    # A list of a decision has no points and no rank; that of a submission has points.
    assert "2.714" not in decided and "2.714" in text_of(tmp_path / "out" / files[2])


def test_reminders_go_to_those_who_are_awaited(tmp_path: Path) -> None:
    draft(IN_PROGRESS, "reminder", tmp_path / "out")
    found = sorted(p.stem for p in (tmp_path / "out").iterdir())
    assert found == ["reminder-cum-2", "reminder-thanh-lo"]
    text = text_of(tmp_path / "out" / "reminder-cum-2.docx")
    assert "chưa nhận được báo cáo kết quả kiểm tra của Cụm 2" in text and "Cụm 1" not in text
    assert "missing" in draft(IN_PROGRESS, "reminder", tmp_path / "x.docx", "1", code=1)


@pytest.mark.parametrize("name", DRAFTS)
def test_an_open_day_before_the_end_mark(name: str, tmp_path: Path) -> None:
    """The end mark is `./.` and never the end of dots: `năm …/.` would lose its first point."""
    draft(source(name), name, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.docx"):
        assert "…/." not in text_of(path)


def test_nobody_is_reminded_where_nothing_is_recorded(folder: Path, tmp_path: Path) -> None:
    """Without a file of visits all reports may be there."""
    (folder / "visits_2035.yaml").unlink()
    said = draft(folder, "reminder", tmp_path / "x.docx", "1", code=1)
    assert "missing: visits_2035.yaml" in said


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("decree", "-o", "x.docx"), "draft takes one of consultation"),
        (("report",), "with -o"),
        (("report", "1", "-o", "x.docx"), "takes no unit or cluster"),
        (("plan", "9", "-o", "x.docx"), "there is no cluster '9'; there are: 1, 2"),
        (("minutes", "Xyzabc", "-o", "x.docx"), "named 'Xyzabc'"),
        (("report", "-o", "x.xlsx"), "docx, pdf, html"),
        (("report", "-o", "x.docx", "-f", "csv"), "docx, pdf, html"),
    ],
)
def test_what_cannot_be_is_refused(args: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = inside("draft", *args, "--data", str(FINISHED), cwd=tmp_path)
    assert done.code == 2 and said in done.stderr
    assert not list(tmp_path.iterdir())


# The law of results: no paper by what could not be read or is in doubt.

BROKEN: dict[str, tuple[str, tuple[str, ...], str, str, str]] = {
    "scale": ("guidance", (), "criteria_2035.yaml", "each: 10", "each: mười"),
    "clusters": ("plan", ("1",), "clusters_2035.yaml", "leader:", "leder:"),
    "name": ("report", (), "scores_2035.csv", "Hoành Giang", "Xyzabc"),
    "team": ("plan", ("1",), "teams_2035.yaml", "province: Bạch Vân", "province: Xyzabc"),
    "seat": ("guidance", (), "rounds.yaml", "{seat: head,", "{sit: head,"),
    "guidance": ("plan", ("1",), "rounds.yaml", "guidance:", "guidanc:"),
    "total": ("minutes", ("Bạch Vân",), "visits_2035.yaml", "total: 1588", "total: nhiều"),
    "request": ("cluster-report", ("1",), "visits_2035.yaml", "requests:", "request:"),
    "result": ("cluster-report", ("1",), "results_2035.yaml", "score: 1588", "score: nhiều"),
    "sheet": ("self-report", ("Bạch Vân",), "sheets_2035/bach-van.csv", "1,14,140", "1,14,150"),
    "column": ("minutes", ("Bạch Vân",), "sheets_2035/bach-van.csv", ",agreed,", ",agred,"),
    "quota": ("decision", (), "awards_2035.yaml", "quota: 3", "quota: ba"),
    "merit": ("submission", (), "awards_2035.yaml", "merit:", "merrit:"),
    "tie": ("submission", (), "scores_2035.csv", "3,Lam Khê,1878\n4,Bạch Vân,1588",
            "3,Lam Khê,1878\n4,Bạch Vân,1878"),
    "proposal": ("answers", (), "proposals_2035.yaml", "answer: declined", "answer: có lẽ"),
    "paper": ("index", (), "visits_2035.yaml", "plan: {number: 45/KH-SNV, date: 2035-07-10",
              "plan: {number: 45/KH-SNV, date: mai"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_there_is_no_draft_by_what_is_in_doubt(what: str, folder: Path, tmp_path: Path) -> None:
    name, who, file, old, new = BROKEN[what]
    edit(folder, file, old, new)
    for lang, said in (("en", "no draft"), ("vi", "chưa lập được dự thảo")):
        told = draft(folder, name, tmp_path / "x.docx", *who, code=1, lang=lang)
        assert said in told or what == "tie", told
        assert not (tmp_path / "x.docx").exists()


def test_the_report_says_that_a_tie_is_open(folder: Path, tmp_path: Path) -> None:
    edit(folder, "scores_2035.csv", "Bạch Vân,1588", "Bạch Vân,1878")
    draft(folder, "report", tmp_path / "r.docx")
    assert "chờ cấp có thẩm quyền quyết định" in text_of(tmp_path / "r.docx")


def test_another_unit_s_sheet_does_not_matter(folder: Path, tmp_path: Path) -> None:
    edit(folder, "sheets_2035/cam-ha.csv", ",agreed,", ",agred,")
    draft(folder, "minutes", tmp_path / "m.docx", "Bạch Vân")
    draft(folder, "minutes", tmp_path / "n.docx", "Cẩm Hà", code=1)


@pytest.mark.parametrize("name", DRAFTS)
def test_what_a_paper_says_that_it_uses_is_there(name: str) -> None:
    """Every field that stands in `uses` is one of the kind's records."""
    for kind, fields in DRAFTS[name].uses.items():
        known: set[str] = set()
        for record in records_of(kind_of(kind).top):
            known |= {f"{record.name}.{field}" for field in record.fields}
        for field in fields:
            parts = field.split(".")
            assert field in known or (kind == "rounds" and f"round.{parts[1]}" in known), field


def test_a_draft_goes_over_no_data_file(folder: Path) -> None:
    for target in ("scores_2035.csv", "rounds.yaml"):
        before = (folder / target).read_bytes()
        done: Any = inside(
            "draft", "report", "-f", "html", "-o", str(folder / target), "--data", str(folder)
        )
        assert done.code == 2 and (folder / target).read_bytes() == before
