"""`vtlt errata -o x.docx`: the papers that send the corrections out, by what they may correct."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from corrections import BLANK, CHOSEN, COMMUNES, REGISTER, chosen
from docx.text.paragraph import Paragraph
from inside import DATA, inside
from test_mend import folder_of

SLIPS = ("Thừa Thiên Huế", "Thái Nguyên")
REPLACED = "thay thế Phụ lục 2 kèm theo Báo cáo số 241/BC-VTLTNN"
ISSUER = "Cục Văn thư và Lưu trữ nhà nước"


def papers(tmp_path: Path, *args: str, data: Path = DATA, code: int = 0) -> list[str]:
    """The text of each section: of each paper, and of each appendix of a report."""
    file = tmp_path / "x.docx"
    assert inside("errata", "--data", str(data), *args, "-o", str(file)).code == code
    found = [""]
    for block in docx.Document(str(file)).iter_inner_content():
        if isinstance(block, Paragraph):
            found[-1] += block.text + "\n"
            if block._p.pPr is not None and block._p.pPr.sectPr is not None:
                found.append("")
        else:
            found[-1] += "\n".join(cell.text for row in block.rows for cell in row.cells) + "\n"
    # Lines end at no no-break space or hyphen; that is for the page.
    return [
        text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NON-BREAKING HYPHEN}", "-")
        for text in found
    ]


def test_while_a_cell_is_open_the_letter_asks(tmp_path: Path) -> None:
    """It asks for opinions with the day to answer left blank, and corrects nothing."""
    (letter,) = papers(tmp_path, *chosen(CHOSEN[0]), code=1)
    for words in (
        "V/v xin ý kiến về nội dung Phụ lục 2 kèm theo Báo cáo số 241/BC-VTLTNN",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
        "BỘ NỘI VỤ\nCỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC\n",
        f"Ngày 21 tháng 3 năm 2008, {ISSUER} đã ban hành Báo cáo số 241/BC-VTLTNN về kết quả",
        f"gửi về {ISSUER} trước ngày … tháng … năm …",
        "Dự kiến ghi",
        BLANK,
        "Lỗi viết tên đơn vị sẽ được đính chính bằng công văn riêng./.",
        "/VTLTNN-",
    ):
        assert words in letter
    for words in ("Nay ghi", "V/v đính chính", "không thay đổi", "Đề nghị chọn", *SLIPS):
        assert words not in letter


def test_a_letter_for_the_form_and_a_report_for_the_content(tmp_path: Path) -> None:
    """Decree 30/2020, Điều 18.3; what the report replaces the letter does not call unchanged."""
    letter, report, appendix = papers(tmp_path, *chosen(*CHOSEN))
    assert "V/v đính chính Phụ lục 2 kèm theo Báo cáo số 241/BC-VTLTNN\n" in letter
    assert all(words in letter for words in SLIPS)
    assert "Lai Châu" not in letter and "không thay đổi" not in letter
    assert "theo Báo cáo số …/BC-VTLTNN ngày … tháng … năm … thay thế Phụ lục 2." in letter
    assert f"BÁO CÁO\nVề việc {REPLACED} ngày 21 tháng 3 năm 2008\n" in report
    assert "Số:      /BC-VTLTNN\n" in report and "Kính gửi" not in report
    assert all(words in report for words in ("Lai Châu", "Sơn La", "(bỏ)"))
    assert not any(words in report for words in SLIPS)
    assert f"Phụ lục kèm theo Báo cáo này {REPLACED}" in report
    assert "Các nội dung khác của Phụ lục 2 không thay đổi." in report
    assert "Tên đơn vị viết sai được ghi theo Công văn số … ngày … tháng" in report
    assert "(Kèm theo Báo cáo số …/BC-VTLTNN ngày … tháng … năm … của Cục" in appendix
    assert "(Thay thế Phụ lục 2 kèm theo Báo cáo số 241/BC-VTLTNN ngày 21" in appendix
    assert "Hà Tĩnh, Đà Nẵng, Đồng Tháp, Lai Châu" in appendix
    assert "Thừa Thiên Huế, Phú Thọ" in appendix and "Hà Tây" not in appendix
    for paper in (letter, report):
        assert "của Báo cáo không thay đổi" not in paper and "2026" not in paper
        assert "(QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ)" in paper and "- Lưu: VT, …." in paper


def test_slips_alone_need_no_report(tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        clusters_2031__yaml="- {number: 1, leader: an Bình, members: [An Bình]}\n",
    )
    (letter,) = papers(tmp_path, data=tmp_path)
    assert "V/v đính chính Phụ lục của đợt kiểm tra năm 2031\n" in letter
    assert "Kính gửi: Các đơn vị tham gia kiểm tra chéo" in letter
    assert "Các nội dung khác của Phụ lục không thay đổi." in letter
    assert "… thông báo để các đơn vị biết, thực hiện./." in letter


def test_the_report_tells_what_follows_for_awards(tmp_path: Path) -> None:
    folder_of(
        tmp_path,
        provinces__yaml=REGISTER,
        rounds__yaml="format: 1\nrounds:\n  - {year: 2031, provinces_on: 2031-01-01}\n",
        scores_2031__csv="province,score\nan bình,9\ntân sơn,8\nVĩnh Xuân,7\nLong Điền,6\n",
        awards_2031__yaml="status: decided\ntiers:\n  - {id: co, name: Cờ, granted_by: Bộ, "
        "quota: 1, recipients: [An Bình]}\n",
    )
    choices = chosen("1:an bình=Tân Sơn", "2:tân sơn=An Bình")
    report, appendix = papers(tmp_path, *choices, data=tmp_path, code=1)
    assert "Đổi chỗ sở An Bình và sở Tân Sơn" in report
    assert "Danh sách Cờ đã công bố khác" in report and "cấp có thẩm quyền" in report
    assert "1\nSở Tân Sơn\n9\n" in appendix or "Sở Tân Sơn\n9\nSở An Bình" in appendix.replace(
        "\n\n", "\n"
    )


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_paper_where_there_is_nothing_to_correct(lang: str, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    result = inside("errata", "--data", str(COMMUNES), "-o", str(file), lang=lang)
    words = f"{file} was not written" if lang == "en" else f"không ghi tệp {file}"
    assert (result.code, file.exists()) == (0, False)
    assert words in result.stderr and result.stderr.count("\n") == 1
