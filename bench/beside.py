"""What must not grow with the cube: margins beside the list, waivers beside none (`bench/growth`).

The data is invented, as in growing.py: 3,321 scored units with three tiers of awards; a folder with
1,000 findings that 300 waivers take away.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

from bench.growing import _YEAR, make_scores, measure, names, ratio, row
from bench.measure import Command, note, scripts, table

OFFICES, FINDINGS, WAIVERS = 3_321, 1_000, 300
MARGIN, WAIVED = 10.0, 2.0
_TIERS = """\
status: proposed
tie_at_cut: {policy}
tiers:
  - {{id: mot, name: Cờ thi đua, granted_by: Bộ giả định, quota: 30}}
  - {{id: hai, name: Bằng khen, granted_by: Bộ giả định, quota: 90}}
  - {{id: ba, name: Giấy khen, granted_by: Cục giả định, quota: 240}}
"""


def make_awarded(folder: Path, policy: str) -> None:
    """Scores of all units, and tiers with that policy at the cut."""
    folder.mkdir()
    make_scores(folder, OFFICES)
    (folder / f"awards_{_YEAR}.yaml").write_text(_TIERS.format(policy=policy), "utf-8")


def make_waived(folder: Path, waivers: int) -> None:
    """Scores of which a thousand are of misspelt names, and so many waivers of them."""
    folder.mkdir()
    make_scores(folder, 4 * FINDINGS)
    path = folder / f"scores_{_YEAR}.csv"
    lines = path.read_text("utf-8").splitlines()
    for number in range(1, FINDINGS + 1):
        lines[number] = lines[number].lower()
    path.write_text("\n".join(lines) + "\n", "utf-8")
    units = names(4 * FINDINGS)
    entries = [f"- {{code: NAM08, province: {name}, reason: thử}}\n" for name in units[:waivers]]
    if entries:
        (folder / "waivers.yaml").write_text("".join(entries), "utf-8")


def beside(venv: Path, rounds: int, folder: Path) -> None:
    """Measure and print the table."""
    vtlt = str(scripts(venv) / "vtlt")
    commands = []
    for policy in ("extend", "extend-and-shrink", "exclude"):
        here = folder / f"awards-{policy}"
        make_awarded(here, policy)
        for more in ((), ("--margin",)):
            words = (vtlt, "awards", "--data", str(here), "-f", "csv", *more)
            commands.append(Command(" ".join((policy, *more)), words))
    for waivers in (0, WAIVERS):
        here = folder / f"waivers-{waivers}"
        make_waived(here, waivers)
        words = (vtlt, "validate", str(here), "-f", "concise")
        commands.append(Command(f"waivers {waivers}", words))
    note(f"{rounds} rounds of {len(commands)} runs of `awards` and `validate`")
    seconds = measure(commands, rounds, folder)
    rows = [["what must not grow with the cube", "median", "quartiles", "target", "", "s"]]
    for policy in ("extend", "extend-and-shrink", "exclude"):
        margin = f"{policy} --margin"
        label = f"awards --margin / awards, {OFFICES:,} offices, {policy}"
        rows.append(row(label, ratio(seconds, margin, policy), MARGIN, median(seconds[margin])))
    found = ratio(seconds, f"waivers {WAIVERS}", "waivers 0")
    label = f"validate, {FINDINGS:,} findings, {WAIVERS} waivers / none"
    rows.append(row(label, found, WAIVED, median(seconds[f"waivers {WAIVERS}"])))
    print(table(rows))
    print()
