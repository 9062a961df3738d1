"""The other data files of a new round: clusters, criteria, awards."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.checking.mend import scalar
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.clusters.members import units_of
from vtlt_cli.diagnostics import Words
from vtlt_cli.units import Province
from vtlt_cli.wording import Lang, side

_COPIED: Words = (
    "# The clusters of round {year}, as they were in round {earlier}: please check members and\n"
    "# leaders (`leader`).",
    "# Các Cụm của đợt kiểm tra năm {year}, chép từ đợt kiểm tra năm {earlier}: đề nghị rà soát\n"
    "# thành viên và Cụm trưởng (`leader`).",
)
_TO_PUT_TOGETHER: Words = (
    "# The clusters of round {year}, to be put together from the units below. Each stands in one\n"
    "# cluster, its leader among the members; take the `#` away, a block a cluster:\n"
    "#\n",
    "# Các Cụm của đợt kiểm tra năm {year}: đề nghị xếp các đơn vị dưới đây vào Cụm. Mỗi đơn vị\n"
    "# thuộc một Cụm, Cụm trưởng là một trong các thành viên; bỏ dấu `#`, mỗi Cụm một mục như\n"
    "# sau:\n#\n",
)
_IN_BEING: Words = (
    "#\n# The {count} units in being on {year}-01-01, by their code:\n#\n",
    "#\n# {count} đơn vị có vào ngày 01/01/{year}, theo mã:\n#\n",
)


def copied_clusters(year: int, earlier: int, clusters: Sequence[Cluster], lang: Lang) -> str:
    """The clusters of an earlier round in standard spelling; every name in them leads to a unit."""
    text = side(_COPIED, lang).format(year=year, earlier=earlier) + "\n"
    for cluster in clusters:
        members = ", ".join(scalar(unit.name, in_brackets=True) for unit in units_of(cluster))
        assert cluster.leader.province is not None
        text += f"\n- number: {cluster.number}\n"
        text += f"  leader: {scalar(cluster.leader.province.name)}\n"
        text += f"  members: [{members}]\n"
    return text


def clusters_to_fill_in(year: int, units: Sequence[Province], lang: Lang) -> str:
    """A file in which nothing is entered yet, with the units that are to be."""
    text = side(_TO_PUT_TOGETHER, lang).format(year=year)
    text += "# - number: 1\n#   leader: …\n#   members: […, …]\n"
    text += side(_IN_BEING, lang).format(year=year, count=len(units))
    width = max((len(unit.code or "") for unit in units), default=0)
    for unit in units:
        text += f"#   {unit.code or '':{width}}  {unit.name} ({unit.kind})\n"
    return text


_CRITERIA: Words = (
    """\
# The scale of round {year}: criteria and points as the guidance has them. Nothing is filled in:
# take the `#` away and put your own in place of `…` and `N`.

# Agreed points of a criterion are multiples of `step` (“Lấy điểm số chẵn”); what “chẵn” means is
# the guidance's to say. Left out: not judged.
# step: N

# The classes, the highest first; the last takes all that is left. Left out: none are judged.
# classes:
#   - {{name: …, least: N}}
#   - {{name: …, least: N}}

""",
    """\
# Thang điểm của đợt kiểm tra năm {year}: chỉ tiêu và mức điểm ghi theo văn bản hướng dẫn. Chưa điền
# sẵn nội dung nào: bỏ dấu `#`, thay `…` và `N`.

# Điểm thống nhất của mỗi chỉ tiêu là bội số của `step` (“Lấy điểm số chẵn”); thế nào là “chẵn” do
# văn bản hướng dẫn quy định. Không ghi thì không xét.
# step: N

# Xếp loại, từ cao xuống thấp; loại cuối gồm các đơn vị còn lại. Không ghi thì không xét xếp loại.
# classes:
#   - {{name: …, least: N}}
#   - {{name: …, least: N}}

""",
)
_EXAMPLES: Words = (
    """\
{0}criteria:
{0}  - code: "1"         # points a unit of work; `most` limits them, `not_arising` is what
{0}    text: …           # “không phát sinh” is worth
{0}    unit: …
{0}    each: N
{0}  - code: "2"         # one of several levels
{0}    text: …
{0}    levels:
{0}      - {{name: …, points: N}}
{0}      - {{name: …, points: N}}
{0}  - code: "3"         # judged by the team, within 0 and `most`
{0}    text: …
{0}    most: N
{0}  - code: "4"         # the sum of its parts
{0}    text: …
{0}    criteria:
{0}      - {{code: "4.1", text: …, most: N}}
""",
    """\
{0}criteria:
{0}  - code: "1"         # điểm theo đơn vị tính; `most`: tối đa; `not_arising`: số điểm khi
{0}    text: …           # “không phát sinh”
{0}    unit: …
{0}    each: N
{0}  - code: "2"         # chọn một mức
{0}    text: …
{0}    levels:
{0}      - {{name: …, points: N}}
{0}      - {{name: …, points: N}}
{0}  - code: "3"         # Đoàn kiểm tra cho điểm trong khung từ 0 đến `most`
{0}    text: …
{0}    most: N
{0}  - code: "4"         # tổng của các chỉ tiêu thành phần
{0}    text: …
{0}    criteria:
{0}      - {{code: "4.1", text: …, most: N}}
""",
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def criteria_text(year: int, content: Sequence[str], lang: Lang) -> str:
    """A scale in which nothing has points yet; its areas are the contents of the round."""
    text = side(_CRITERIA, lang).format(year=year)
    examples = side(_EXAMPLES, lang)
    if not content or len(content) > len(_ROMAN):
        return text + "# areas:\n#   - code: I\n#     title: …\n" + examples.format("#     ")
    text += "areas:\n"
    for number, title in zip(_ROMAN, content):
        text += f"  - code: {number}\n    title: {scalar(title[:1].upper() + title[1:])}\n"
        text += "    criteria:\n"
        if number == "I":
            text += "\n".join(examples.format("      # ").splitlines()[1:]) + "\n"
    return text


_AWARDS: Words = (
    """\
# The awards of round {year}, the highest first: a proposal until the authority has decided.
# Quotas, and who grants what, are for the papers of the round to say.

status: proposed
# What happens to equal scores on both sides of a cut: extend, extend-and-shrink, exclude, ask.
tie_at_cut: ask
tiers:
""",
    """\
# Danh hiệu, hình thức khen thưởng của đợt kiểm tra năm {year}, từ cao xuống thấp: là dự kiến
# đề nghị cho đến khi cấp có thẩm quyền quyết định. Số lượng, cấp quyết định ghi theo văn bản của
# đợt kiểm tra.

status: proposed
# Khi bằng điểm tại giới hạn số lượng: extend, extend-and-shrink, exclude, ask.
tie_at_cut: ask
tiers:
""",
)
# The tiers of the report, I.4.
_TIERS = {"co-thi-dua": "Cờ thi đua", "bang-khen": "Bằng khen", "giay-khen": "Giấy khen"}


def awards_text(year: int, lang: Lang) -> str:
    """The usual tiers, with no quota."""
    text = side(_AWARDS, lang).format(year=year)
    for id_, name in _TIERS.items():
        text += f"  - id: {id_}\n    name: {name}\n"
        text += "    # granted_by: …\n    # merit: …\n    # quota: N\n"
    return text
