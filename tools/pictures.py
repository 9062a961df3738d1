"""Make docs/pictures: two papers, the chart, the overview on a desk and on a telephone.

Needs LibreOffice, pdftoppm (poppler-utils) and Chromium; run it from the root of the checkout after
a change to how papers or pages look, and look at what it made.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ROUND = "examples/round/finished"
# What is drawn, by the name of the picture: the command, and the first page of what it writes.
PAPERS = {
    "report": ["draft", "report", "--round", "2007", "--data", "data"],
    "minutes": ["draft", "minutes", "Bạch Vân", "--data", ROUND],
}
# Width and height of the window.
SCREENS = {"overview": (900, 1000), "overview-phone": (390, 844)}


def vtlt(*args: str) -> None:
    subprocess.run([sys.executable, "-m", "vtlt_cli", *args], check=True, cwd=ROOT)


def chromium(*args: str) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    subprocess.run([browser, *flags, *args], check=True, capture_output=True)


def main() -> None:
    """Write all pictures anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for name, command in PAPERS.items():
            vtlt(*command, "-o", str(work / f"{name}.docx"))
            convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(work)]
            made = [*convert, str(work / f"{name}.docx")]
            subprocess.run(made, check=True, capture_output=True)
            first = ["-png", "-gray", "-singlefile", "-scale-to-x", "480", "-scale-to-y", "-1"]
            pages = ["pdftoppm", *first, str(work / f"{name}.pdf"), str(PICTURES / name)]
            subprocess.run(pages, check=True)
        vtlt("overview", "--on", "2035-10-01", "--lang", "vi", "--data", ROUND,
             "-o", str(work / "overview.html"))  # fmt: skip
        vtlt("chart", "--round", "2035", "--lang", "vi", "--data", ROUND,
             "-o", str(work / "chart.svg"))  # fmt: skip
        for name, (width, height) in SCREENS.items():
            shot = f"--screenshot={PICTURES / name}.png"
            chromium(f"--window-size={width},{height}", shot, (work / "overview.html").as_uri())
        shot = f"--screenshot={PICTURES / 'chart.png'}"
        chromium("--window-size=960,300", shot, (work / "chart.svg").as_uri())


if __name__ == "__main__":
    main()
