"""`rounds.yaml` of a new round: what is known of it, and a line to fill in for all else."""

from __future__ import annotations

from vtlt_cli.checking.mend import scalar
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.fields import Field
from vtlt_cli.rounds.kind import FORMAT, ROUND, Round
from vtlt_cli.wording import Lang, side

# How each field is written, with a place for what nobody but the keeper of the round can say. They
# are comments: `YYYY-MM-DD` is no day, `N` no number. What a field means is told by the field.
_TO_FILL_IN: dict[str, tuple[str, ...]] = {
    "period": ("period: {from: YYYY-MM, to: YYYY-MM}",),
    "provinces_on": ("provinces_on: YYYY-MM-DD",),
    "window": ("window: {from: YYYY-MM-DD, to: YYYY-MM-DD}",),
    "report_before": ("report_before: YYYY-MM-DD",),
    "self_before": ("self_before: YYYY-MM-DD",),
    "sessions_per_province": ("sessions_per_province: N",),
    "content": ("content:", "  - …"),
    "office": ("office: …",),
    "team": (
        "team:",
        "  - {seat: head, title: Trưởng đoàn, of: leader, count: 1}",
        "  - {seat: …, title: …}",
    ),
    "clusters": ("clusters: {count: N, size: N, least: N, most: N}",),
    "scores": ("scores: {decimals: N, step: N, least: N, most: N}",),
    "issuers": (
        "issuers:",
        "  department: {name: …, parent: …, symbol: …, place: …}",
        "  leader: {name: …, symbol: …}",
        "  office: {symbol: …}",
    ),
    "basis": ("basis:", "  plan:", "    - …", "  awards:", "    - …"),
    "documents": (
        "documents:",
        "  guidance: {number: …, date: YYYY-MM-DD, issuer: …}",
        "  report: {number: …, date: YYYY-MM-DD, issuer: …}",
    ),
    "appendices": ("appendices:", "  1: {table: scores, title: …}"),
}
_HEAD: Words = (
    "Round {year}. A line with `…`, `N` or `YYYY-MM-DD` is to be filled in: take the `#` away and\n"
    "put what the papers of the round say in its place. What is not needed may go.\n"
    "Then: vtlt validate",
    "Đợt kiểm tra năm {year}. Dòng có `…`, `N`, `YYYY-MM-DD` là dòng cần điền: bỏ dấu `#`, thay\n"
    "bằng nội dung theo văn bản của đợt kiểm tra; dòng nào không dùng thì xóa.\n"
    "Sau đó chạy: vtlt validate",
)
_OF_EARLIER: Words = (
    "as in round {year}; please check",
    "như đợt kiểm tra năm {year}; đề nghị rà soát",
)


def rounds_text(year: int, earlier: Round | None, lang: Lang) -> str:
    """The file; of an earlier round its office and its contents are taken over, and said to be."""
    lines = [f"# {line}" for line in side(_HEAD, lang).format(year=year).split("\n")]
    lines += [
        "",
        f"format: {FORMAT}",
        "rounds:",
        f"  - year: {year}",
        f"    title: Kiểm tra chéo công tác văn thư, lưu trữ năm {year}",
    ]
    for name, field in ROUND.fields.items():
        if name not in _TO_FILL_IN:
            continue
        lines.append("")
        lines += _comment(side(field.about, lang))
        known = _known(name, earlier)
        if known and earlier is not None:
            note = side(_OF_EARLIER, lang).format(year=earlier.year)
            lines.append(f"    {known[0]}  # {note}")
            lines += [f"    {line}" for line in known[1:]]
        else:
            lines += [f"    # {line}" for line in _TO_FILL_IN[name]]
            lines += _inner(field, lang)
    return "\n".join(lines) + "\n"


def _known(name: str, earlier: Round | None) -> list[str]:
    """The lines of a field that is taken over from an earlier round; none for any other."""
    if earlier is None or f"round.{name}" in earlier.unread:
        return []
    if name == "office" and earlier.office:
        return [f"office: {scalar(earlier.office)}"]
    if name == "content" and earlier.content:
        return ["content:", *(f"  - {scalar(content)}" for content in earlier.content)]
    return []


def _inner(field: Field, lang: Lang) -> list[str]:
    """What the fields of a field mean, where it has some of its own."""
    record = field.type.record
    if record is None:
        return []
    return [
        line
        for name, inner in record.fields.items()
        for line in _comment(f"  {name}: {side(inner.about, lang)}")
    ]


def _comment(text: str) -> list[str]:
    """A sentence as comments no wider than a screen."""
    import textwrap

    indent = " " * (len(text) - len(text.lstrip()))
    return textwrap.wrap(
        text.strip(), 96, initial_indent=f"    # {indent}", subsequent_indent=f"    # {indent}  "
    )
