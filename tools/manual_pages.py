"""The pages of the Vietnamese manual that are made from the program: commands, and terms."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from vtlt_cli.cli.program import COMMANDS, GROUPS
from vtlt_cli.reading.fields import records_of
from vtlt_cli.reading.kinds import SUBJECTS, kind_of

ROOT = Path(__file__).resolve().parent.parent
VI = ROOT / "docs" / "vi"
COMMANDS_PAGE, TERMS_PAGE = VI / "lenh-va-tuy-chon.md", VI / "thuat-ngu.md"
_MADE = "<!-- Made by tools/generate.py from the program; do not edit. -->"

# Words of the trade with their English and the field that holds them, where there is one.
_TERMS = (
    ("kiểm tra chéo", "cross-inspection", ""),
    ("đợt kiểm tra năm 2009", "round 2009", "`year`"),
    ("Cụm, Cụm trưởng", "cluster, its leader", "`number`, `leader`"),
    ("thành viên của Cụm", "members", "`members`"),
    ("đơn vị, danh mục đơn vị", "unit, register", "`provinces.yaml`"),
    ("cơ quan được kiểm tra", "office", "`office`"),
    ("Đoàn kiểm tra, Trưởng đoàn", "team, its head", "`team`, `seat`"),
    ("thời kỳ kiểm tra", "period inspected", "`period`"),
    ("thời gian tiến hành kiểm tra", "window of the visits", "`window`"),
    ("buổi", "half-day", "`sessions`, `held`"),
    ("thang điểm", "scale", "`criteria_YYYY.yaml`"),
    ("nội dung kiểm tra", "area", "`areas`"),
    ("chỉ tiêu", "criterion", "`criteria`"),
    ("mức điểm", "points of a criterion", "`each`, `levels`, `most`"),
    ("không phát sinh", "not arising", "`not_arising`"),
    ("điểm tự chấm", "own points", "`self`"),
    ("điểm thống nhất", "agreed points", "`agreed`"),
    ("phiếu chấm điểm", "sheet", "`sheets_YYYY/`"),
    ("xếp loại", "class", "`classes`, `class`"),
    ("xếp hạng, hạng, đồng hạng", "ranking, rank, tied", "`rank`, `tied`"),
    ("tổng số điểm", "total, score", "`score`, `total`"),
    ("danh hiệu, hình thức", "award tier", "`tiers`"),
    ("số lượng; giới hạn số lượng", "quota; cut-off", "`quota`"),
    ("bằng điểm tại giới hạn số lượng", "tie at the cut", "`tie_at_cut`"),
    ("dự kiến; đã quyết định", "proposed; decided", "`status`"),
    ("trường hợp riêng", "exception", "`exceptions`"),
    ("tờ trình; quyết định", "submission; decision", "`submitted`, `decision`"),
    ("biên bản; biên bản bổ sung", "minutes; supplementary minutes", "`minutes`, `supplements`"),
    ("kiến nghị, đề xuất", "request", "`requests`"),
    ("góp ý; tiếp thu, giải trình", "proposal; answer", "`request`, `answer`"),
    ("căn cứ", "basis", "`basis`"),
    ("phụ lục; lập lại", "appendix; restated", "`appendices`, `form`"),
    ("thể thức", "layout", "`--layout`"),
    ("đính chính; điều chỉnh", "correction; change", "`vtlt errata`"),
    ("phát hiện; sai sót", "finding; error or warning", ""),
    ("lỗi; cảnh báo; lưu ý", "error; warning; note", ""),
    ("chấp nhận phát hiện", "waiver", "`waivers.yaml`"),
    ("sắp xếp; hợp nhất", "arranged into; merged into", "`successors`"),
)


def commands_page() -> str:
    """Every command with its help, as the program prints it in Vietnamese."""
    parts = [
        "# Tra cứu: lệnh và tùy chọn\n",
        "[Mục lục](index.md) · [English](../../README.md)\n",
        f"{_MADE}\n",
        "Mỗi lệnh in phần này bằng `vtlt LỆNH --help`. Tùy chọn dùng chung: `--data` thư mục số "
        "liệu, `--lang` ngôn ngữ, `-o` tệp cần ghi, `-f` định dạng, `--round` năm của đợt kiểm "
        "tra.\n",
    ]
    for group, heading in GROUPS.items():
        parts.append(f"## {heading[1]}\n")
        for name, command in COMMANDS.items():
            if command.group == group:
                page = command.page[1].removeprefix("docs/vi/")
                parts.append(f"### vtlt {name}\n\n{command.about[1]} Xem [{page}]({page}).\n")
                parts.append(f"```\n{_help_of(name)}```\n")
    return "\n".join(parts)


def _help_of(name: str) -> str:
    """What `vtlt NAME --help` prints in Vietnamese."""
    command = [sys.executable, "-m", "vtlt_cli", "--lang", "vi", name, "--help"]
    environment = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment, cwd=ROOT)
    return done.stdout.decode().replace("\r\n", "\n").rstrip("\n") + "\n"


def terms_page() -> str:
    """The terms, then every field with what it means, by file."""
    parts = [
        "# Thuật ngữ: Việt, Anh, tên trường\n",
        "[Mục lục](index.md) · [English](../data-format.md)\n",
        f"{_MADE}\n",
        "| tiếng Việt | tiếng Anh | trường, tệp |\n|---|---|---|\n"
        + "".join(f"| {vi} | {en} | {field} |\n" for vi, en, field in _TERMS),
        "## Các trường\n",
    ]
    for kind, subject in SUBJECTS.items():
        parts.append(f"### `{subject.file}`: {subject.called[1]}\n")
        lines = ["| trường | nội dung |", "|---|---|"]
        for record in records_of(kind_of(kind).top):
            for name, field in record.fields.items():
                about = re.sub(r"\s+", " ", field.about[1]).replace("|", "\\|")
                lines.append(f"| `{name}` | {about} |")
        parts.append("\n".join(dict.fromkeys(lines)) + "\n")
    return "\n".join(parts)
