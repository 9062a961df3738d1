"""AWD: the awards of a round, as published and beside the scores."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from vtlt_cli.awards import decision_rules  # noqa: F401 (its rules are on the same files)
from vtlt_cli.awards.award import Cut
from vtlt_cli.awards.contradictions import contradicted
from vtlt_cli.awards.kind import Awards, Tier, listed_awards
from vtlt_cli.awards.reckoning import (
    Beside,
    Reckoning,
    beside_lists,
    is_decided,
    reckon,
    reckoned,
    tiers_by_id,
)
from vtlt_cli.checking.engine import Found, Problems, plural, rule
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.diagnostics import Words, whole_file
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.grounds import unread
from vtlt_cli.scores.doubts import doubts_of
from vtlt_cli.scores.kind import SCORES
from vtlt_cli.scores.rank import RANKED, Standing, standings
from vtlt_cli.units import Name, Province


def _ranked(data: Dataset, year: int) -> list[Standing] | None:
    """The standings, None where they would be false or in doubt."""
    scores = data.of(SCORES, year)
    if not scores or unread(data, RANKED, year):
        return None
    if any(not doubt.unknown for doubt in doubts_of(scores)):
        return None
    return standings(scores)


def _judged(data: Dataset, year: int, awards: Awards) -> Reckoning | None:
    """The reckoning that the lists are held against; None where it would mislead.

    A tier that was pasted twice, or tiers that stand lowest first, are told as such.
    """
    if _pasted(awards):
        return None
    found = reckoned(data, year)
    return None if found is None or _lowest_first(data, year, found) else found


def _pasted(awards: Awards) -> list[Tier]:
    """The tiers that are copies of one above them: the same id and the same name."""
    return [
        tier
        for tiers in tiers_by_id(awards.tiers).values()
        for tier in tiers[1:]
        if tier.name in [other.name for other in tiers[: tiers.index(tier)]]
    ]


def _lowest_first(data: Dataset, year: int, found: Reckoning) -> bool:
    """Whether the published lists are those that the tiers give in the reverse order."""
    listed = [tier for tier in found.awards.tiers if tier.recipients]
    if len(listed) < 2 or _all_same(beside_lists(found)):
        return False
    awards = replace(found.awards, tiers=found.awards.tiers[::-1])
    reverse = reckon(data.of(SCORES, year), awards, data.of(CLUSTERS, year))
    return _all_same(beside_lists(reverse))


def _all_same(besides: list[Beside]) -> bool:
    return all(one.same_set for one in besides if one.tier.recipients is not None)


@rule(
    "AWD01",
    "error",
    "{tier}: {found} recipient{s}; {quota} {are} expected",
    "danh sách {tier} có {found:two} đơn vị; theo số lượng và các trường hợp riêng phải có "
    "{quota:two} đơn vị",
    (
        "correct the list or the quota against the decision",
        "đề nghị đối chiếu danh sách và số lượng với quyết định",
    ),
)
def quota_missed(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A published list has as many recipients as the quota, tie policy and exceptions allow.

    Why: The decision states the number of each award (report 241/BC-VTLTNN, I.4: “Tặng Cờ thi đua
    cho 03 tỉnh, thành phố”, “Tặng Bằng khen cho 09 tỉnh, thành phố”, “tặng Giấy khen cho 24 tỉnh,
    thành phố”). Another number means a name lost or added in copying; only a tier with `least` may
    have fewer.

    Bad:

        - id: co-thi-dua
          name: Cờ thi đua
          quota: 3
          recipients: [Bình Định, Phú Yên]

    Good:

        - id: co-thi-dua
          name: Cờ thi đua
          quota: 3
          recipients: [Bình Định, Phú Yên, Quảng Nam]

    Remedy: Check the list and the quota against the decision. What was granted beside the quota
    belongs in `exceptions`.

    ---

    Danh sách đã công bố có đúng số đơn vị theo số lượng, phương án bằng điểm và trường hợp riêng.

    Lý do: Quyết định nêu rõ số lượng từng loại (Báo cáo số 241/BC-VTLTNN, Mục I.4: “Tặng Cờ thi đua
    cho 03 tỉnh, thành phố”, “Tặng Bằng khen cho 09 tỉnh, thành phố”, “tặng Giấy khen cho 24 tỉnh,
    thành phố”). Số đơn vị khác đi là do chép thiếu hoặc thừa tên; chỉ danh hiệu, hình thức có mức
    `least` mới có thể ít hơn số lượng.

    Cách xử lý: Đề nghị đối chiếu danh sách và số lượng với quyết định. Trường hợp ngoài số lượng
    được ghi vào `exceptions`.
    """
    for year, awards in listed_awards(data).items():
        if _pasted(awards):
            continue
        found = reckoned(data, year)
        if found is not None and _lowest_first(data, year, found):
            continue
        for tier in awards.tiers:
            if tier.recipients is None or tier.quota is None:
                continue
            if found is not None and tier not in found.undecided():
                expected = len(found.holders(tier))
            elif tier.per is not None:
                continue
            else:
                expected = tier.quota + _changed(awards, "added", tier)
                expected -= _changed(awards, "withheld", tier) + _changed(awards, "revoked", tier)
                if tier.least is not None and len(tier.recipients) < expected:
                    continue  # Fewer than the quota may have reached the least score.
            number = len(tier.recipients)
            wanted = expected + sum(one.too_many for one in contradicted(awards, tier))
            # Who has no score is told as that: the list may be right without such a name.
            unscored = sum(1 for name in tier.recipients if _is_unscored(name, found))
            if not number - unscored <= wanted <= number:
                values = {"tier": tier.name, "found": number, "quota": expected}
                values |= {"s": plural(number)["s"], "are": plural(expected)["are"]}
                place = (tier.places["quota"], ("the quota", "số lượng"))
                yield Found(tier.places["recipients"], values, related=(place,))


def _is_unscored(name: Name, found: Reckoning | None) -> bool:
    return found is not None and all(
        row.standing is None and row.exception is None
        for row in found.rows
        if row.name.province is name.province
    )


def _changed(awards: Awards, action: str, tier: Tier) -> int:
    return sum(1 for e in awards.exceptions if e.action == action and e.tier == tier.id)


@rule(
    "AWD02",
    "error",
    "{province} is listed for {tier} and for {other}",
    "{province:unit} có tên trong danh sách {other} và danh sách {tier}",
    ("keep one of the two", "đề nghị chỉ ghi một trong hai vị trí"),
)
def in_two_tiers(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province is listed at most once, for one tier.

    Why: The three lists of the report (241/BC-VTLTNN, I.4) have no name in common: an office gets
    one award in a round. A second entry takes the place of another office.

    Bad:

        - id: bang-khen
          name: Bằng khen
          recipients: [Quảng Trị, Yên Bái, Hà Giang]
        - id: giay-khen
          name: Giấy khen
          recipients: [Hà Giang, Vĩnh Phúc, Sơn La]

    Good:

        - id: bang-khen
          name: Bằng khen
          recipients: [Quảng Trị, Yên Bái, Hà Giang]
        - id: giay-khen
          name: Giấy khen
          recipients: [Vĩnh Phúc, Sơn La]

    Remedy: Keep the entry that agrees with the decision.

    ---

    Mỗi tỉnh, thành phố chỉ có tên một lần, trong một danh sách khen thưởng.

    Lý do: Ba danh sách tại Mục I.4 Báo cáo số 241/BC-VTLTNN không có đơn vị nào trùng nhau: mỗi cơ
    quan nhận một danh hiệu, hình thức khen thưởng trong một đợt kiểm tra. Tên ghi lặp chiếm chỗ của
    cơ quan khác.

    Cách xử lý: Đề nghị giữ vị trí đúng với quyết định.
    """
    for awards in listed_awards(data).values():
        if _pasted(awards):
            continue
        first: dict[Province, tuple[Tier, Name]] = {}
        for tier in awards.tiers:
            for name in tier.recipients or ():
                if name.province is None:
                    continue
                other, known = first.setdefault(name.province, (tier, name))
                if known is not name:
                    values = {"province": name.province, "tier": tier.name, "other": other.name}
                    words: Words | None = None
                    if other is tier:
                        words = (
                            "{province} stands twice in the list for {tier}",
                            "{province:unit} có hai lần trong danh sách {tier}",
                        )
                    place = (known.span, ("first here", "vị trí đầu tiên"))
                    yield Found(name.span, values, name.province, (place,), words)


@rule(
    "AWD03",
    "error",
    "{province} is listed for {tier} but has no score",
    "{province:unit} có tên trong danh sách {tier} nhưng chưa có điểm",
    ("add its score, or correct the list", "đề nghị bổ sung điểm hoặc sửa danh sách"),
)
def recipient_without_score(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A recipient has a score in the round.

    Why: Awards rest on the results of the round (report 241/BC-VTLTNN, II.2.d: “Căn cứ vào kết quả
    tổng hợp, những tỉnh, thành phố đạt thành tích xuất sắc trong công tác văn thư, lưu trữ sẽ được
    Cục Văn thư và Lưu trữ nhà nước xem xét khen thưởng hoặc đề nghị cơ quan nhà nước có thẩm quyền
    khen thưởng”). Without a score nothing supports the award: a row is missing or a name is wrong.

    Bad:

        # scores_2007.csv
        35,Bạc Liêu,1700
        # awards_2007.yaml
        recipients: [Bạc Liêu, Hà Tĩnh]

    Good:

        # scores_2007.csv
        35,Bạc Liêu,1700
        36,Hà Tĩnh,1700
        # awards_2007.yaml
        recipients: [Bạc Liêu, Hà Tĩnh]

    Remedy: Add the score, or correct the name in the list against the decision.

    ---

    Đơn vị được khen thưởng có điểm trong đợt kiểm tra.

    Lý do: Khen thưởng dựa trên kết quả của đợt kiểm tra (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “Căn
    cứ vào kết quả tổng hợp, những tỉnh, thành phố đạt thành tích xuất sắc trong công tác văn thư,
    lưu trữ sẽ được Cục Văn thư và Lưu trữ nhà nước xem xét khen thưởng hoặc đề nghị cơ quan nhà
    nước có thẩm quyền khen thưởng”). Không có điểm thì không có căn cứ: số liệu thiếu dòng điểm
    hoặc tên đơn vị ghi sai.

    Cách xử lý: Đề nghị bổ sung dòng điểm hoặc sửa tên trong danh sách theo quyết định.
    """
    for year, awards in listed_awards(data).items():
        if not data.has("scores", year) or data.is_incomplete("scores", year):
            continue
        scored = {score.name.province for score in data.of(SCORES, year)}
        for tier in awards.tiers:
            for name in tier.recipients or ():
                if name.province is not None and name.province not in scored:
                    values = {"province": name.province, "tier": tier.name}
                    yield Found(name.span, values, name.province)


@rule(
    "AWD04",
    "error",
    "{tier}: the published list differs from the one by score: extra {extra:list}; "
    "missing {lacking:list}",
    "danh sách {tier} đã công bố khác danh sách dự kiến theo điểm: thừa {extra:list}; "
    "thiếu {lacking:list}. Đề nghị đối chiếu quyết định",
    (
        "check the decision; what the scores do not give belongs in `exceptions`, with its reason",
        "nếu có quyết định riêng, đề nghị ghi vào `exceptions` kèm lý do",
    ),
)
def published_differs(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The published recipients of a tier are those that scores, quotas and tie policy give.

    Why: The results of the round are the basis of the awards (report 241/BC-VTLTNN, II.2.d: “Căn cứ
    vào kết quả tổng hợp, những tỉnh, thành phố đạt thành tích xuất sắc trong công tác văn thư, lưu
    trữ sẽ được Cục Văn thư và Lưu trữ nhà nước xem xét khen thưởng hoặc đề nghị cơ quan nhà nước có
    thẩm quyền khen thưởng”). The authority may decide otherwise; the file should then say so. Only
    who is listed counts here, not the order (AWD05).

    Bad:

        # scores_2007.csv: Bình Định 8280, Quảng Nam 5350, Phú Yên 4160, Phú Thọ 3595
        - id: co-thi-dua
          name: Cờ thi đua
          quota: 3
          recipients: [Bình Định, Phú Yên, Phú Thọ]

    Good:

        # scores_2007.csv: Bình Định 8280, Quảng Nam 5350, Phú Yên 4160, Phú Thọ 3595
        - id: co-thi-dua
          name: Cờ thi đua
          quota: 3
          recipients: [Bình Định, Phú Yên, Quảng Nam]

    Remedy: Check the list against the decision. Where the decision departs from the scores, name
    each office concerned under `exceptions`, with its reason.

    ---

    Danh sách đã công bố gồm đúng các đơn vị theo điểm, số lượng và phương án bằng điểm.

    Lý do: Kết quả của đợt kiểm tra là căn cứ khen thưởng (Báo cáo số 241/BC-VTLTNN, Mục II.2.d:
    “Căn cứ vào kết quả tổng hợp, những tỉnh, thành phố đạt thành tích xuất sắc trong công tác văn
    thư, lưu trữ sẽ được Cục Văn thư và Lưu trữ nhà nước xem xét khen thưởng hoặc đề nghị cơ quan
    nhà nước có thẩm quyền khen thưởng”). Cấp có thẩm quyền có thể quyết định khác; khi đó tệp cần
    ghi rõ. Quy tắc này chỉ xét tên đơn vị, không xét thứ tự (AWD05).

    Cách xử lý: Đề nghị đối chiếu danh sách với quyết định. Nếu quyết định khác kết quả theo điểm,
    đề nghị ghi từng đơn vị liên quan vào `exceptions` kèm lý do.
    """
    for year, awards in listed_awards(data).items():
        found = _judged(data, year, awards)
        if found is None:
            continue
        excepted = {
            one.exception.province.province
            for tier in awards.tiers
            for one in contradicted(awards, tier)
        }
        scored = {standing.name.province for standing in found.standings}
        open_ = found.undecided()
        for beside in beside_lists(found):
            tier = beside.tier
            names = [name.province for name in tier.recipients or ()]
            if tier.recipients is None or None in names or tier in open_:
                continue
            mine = {award.name.province for award in beside.given}
            # Who has no score, or is listed twice, or stands in an exception, is told as that.
            extra = [
                name.province for name in beside.extra if name.province in scored - mine - excepted
            ]
            lacking = [n.province for n in beside.missing if n.province not in excepted]
            if not extra and not lacking:
                continue
            values = {"tier": tier.name, "extra": extra, "lacking": lacking}
            words, help_ = _difference(is_decided(tier, awards), bool(extra), bool(lacking))
            province = (extra or lacking)[0]
            yield Found(tier.places["recipients"], values, province, words=words, help=help_)


def _difference(decided: bool, extra: bool, lacking: bool) -> tuple[Words, Words | None]:
    """The sentence of AWD04 with what there is to tell, and the help where nothing is decided."""
    english = ["extra {extra:list}"] * extra + ["missing {lacking:list}"] * lacking
    vietnamese = ["thừa {extra:list}"] * extra + ["thiếu {lacking:list}"] * lacking
    told = "; ".join(english), "; ".join(vietnamese)
    if decided:
        return (
            f"{{tier}}: the published list differs from the one by score: {told[0]}",
            f"danh sách {{tier}} đã công bố khác danh sách dự kiến theo điểm: {told[1]}. "
            "Đề nghị đối chiếu quyết định",
        ), None
    return (
        f"{{tier}}: the list in the file differs from the one by score: {told[0]}",
        f"danh sách {{tier}} trong tệp khác danh sách dự kiến theo điểm: {told[1]}. "
        "Đề nghị kiểm tra lại",
    ), (
        "correct the list; what the scores do not give belongs in `exceptions`, with its reason",
        "đề nghị sửa danh sách; trường hợp riêng được ghi vào `exceptions` kèm lý do",
    )


@rule(
    "AWD05",
    "note",
    "{tier}: the list is not in the order of the scores: {first} ({less:points}) stands before "
    "{second} ({more:points})",
    "danh sách {tier} không xếp theo thứ tự điểm: {first} ({less:points} điểm) đứng trước "
    "{second} ({more:points} điểm)",
)
def order_differs(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A published list stands in the order of the scores.

    Why: A reader may take the order of a list for the standings. The report names the flag winners
    as “Bình Định, Phú Yên và Quảng Nam” (report 241/BC-VTLTNN, I.4), but by Appendix 1 Quảng Nam
    (5350) is before Phú Yên (4160). It is a note: the awards are the same.

    Bad:

        - id: co-thi-dua
          name: Cờ thi đua
          recipients: [Bình Định, Phú Yên, Quảng Nam]

    Good:

        - id: co-thi-dua
          name: Cờ thi đua
          recipients: [Bình Định, Quảng Nam, Phú Yên]

    Remedy: Nothing has to be done for a list copied from a report: the file keeps the printed
    order. A new list is best written in the order of the scores.

    ---

    Danh sách đã công bố được xếp theo thứ tự điểm.

    Lý do: Người đọc có thể hiểu thứ tự trong danh sách là thứ hạng. Báo cáo ghi Cờ thi đua gồm
    “Bình Định, Phú Yên và Quảng Nam” (Báo cáo số 241/BC-VTLTNN, Mục I.4), nhưng theo Phụ lục 1
    Quảng Nam (5.350 điểm) đứng trước Phú Yên (4.160 điểm). Đây chỉ là lưu ý; kết quả khen thưởng
    không thay đổi.

    Cách xử lý: Danh sách chép từ báo cáo được giữ nguyên thứ tự đã in, không cần xử lý. Danh sách
    lập mới nên xếp theo thứ tự điểm.
    """
    for year, awards in listed_awards(data).items():
        ranked = None if _pasted(awards) else _ranked(data, year)
        if ranked is None:
            continue
        score_of = {s.name.province: s.score for s in ranked}
        for tier in awards.tiers:
            scored = [n for n in tier.recipients or () if n.province and n.province in score_of]
            for one, other in itertools.pairwise(scored):
                if score_of[one.province] < score_of[other.province]:
                    values = {
                        "tier": tier.name,
                        "first": one.province,
                        "less": score_of[one.province],
                        "second": other.province,
                        "more": score_of[other.province],
                    }
                    yield Found(other.span, values, other.province)
                    break


@rule(
    "AWD06",
    "error",
    "{tied:list} tie at {score:points} with only {places} {tier} left; nothing is decided",
    "{tied:list} cùng {score:points} điểm nhưng chỉ còn {places:two} {tier}; "
    "đề nghị cấp có thẩm quyền quyết định",
    (
        "set `tie_at_cut` to extend, extend-and-shrink or exclude, or change the quota",
        "đề nghị chọn `tie_at_cut` là extend, extend-and-shrink hoặc exclude, hoặc sửa số lượng",
    ),
)
def undecided_tie(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tie across the cut of a tier is decided by a policy or by the authority, not by chance.

    Why: Equal scores stand in the printed order, which is no merit: with 23 Certificates of
    Commendation in 2007 Bạc Liêu and Hà Tĩnh (1700 each) would tie for the last. The report states
    no policy, so the default is `ask`: from the tie on nothing is decided.

    Bad:

        tie_at_cut: ask
        tiers:
          - {id: co-thi-dua, name: Cờ thi đua, quota: 3}
          - {id: bang-khen, name: Bằng khen, quota: 9}
          - {id: giay-khen, name: Giấy khen, quota: 23}

    Good:

        tie_at_cut: extend
        tiers:
          - {id: co-thi-dua, name: Cờ thi đua, quota: 3}
          - {id: bang-khen, name: Bằng khen, quota: 9}
          - {id: giay-khen, name: Giấy khen, quota: 23}

    Remedy: Set `tie_at_cut` as the authority decides: `extend` (all who tie get it),
    `extend-and-shrink` (likewise, and the next tier has that many fewer), `exclude` (none who tie
    get it; they are considered for the next tier). Or change the quota.

    ---

    Trường hợp bằng điểm ở giới hạn số lượng do phương án đã chọn hoặc cấp có thẩm quyền quyết định.

    Lý do: Các cơ quan bằng điểm được ghi theo thứ tự đã in, không phải theo thành tích: nếu năm
    2007 chỉ có 23 Giấy khen thì Bạc Liêu và Hà Tĩnh cùng 1.700 điểm nhưng chỉ còn 01 Giấy khen. Báo
    cáo không nêu phương án nên mặc định là `ask`: dừng xét từ chỗ bằng điểm.

    Cách xử lý: Đề nghị ghi `tie_at_cut` theo ý kiến của cấp có thẩm quyền: `extend` (tặng tất cả
    đơn vị bằng điểm), `extend-and-shrink` (như trên và giảm tương ứng số lượng của danh hiệu, hình
    thức kế tiếp), `exclude` (không đơn vị bằng điểm nào được tặng; các đơn vị đó được xét tại danh
    hiệu, hình thức kế tiếp). Hoặc sửa số lượng.
    """
    for year, awards in listed_awards(data).items():
        found = _judged(data, year, awards)
        for cut in found.outcome.undecided if found else ():
            yield _tie(awards, cut)


def _tie(awards: Awards, cut: Cut) -> Found:
    tier, tied, places = cut
    values = {
        "tied": [s.name.province or s.name.text for s in tied],
        "score": tied[0].score,
        "places": places,
        "tier": tier.name,
        "policy": awards.tie_at_cut,
    }
    return Found(tier.places.get("quota", tier.places["id"]), values, tied[0].name.province)


@rule(
    "AWD07",
    "note",
    "{tied:list} tie at {score:points} with only {places} {tier} left; `{policy}` decides",
    "{tied:list} cùng {score:points} điểm nhưng chỉ còn {places:two} {tier}; "
    "đã áp dụng phương án `{policy}`",
)
def decided_tie(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tie across the cut of a tier that a policy decides is made known.

    Why: The policy and not the score then settles who gets the award, so whoever signs should know
    it. It is a note: nothing is wrong.

    Bad:

        tie_at_cut: extend
        tiers:
          - {id: co-thi-dua, name: Cờ thi đua, quota: 3}
          - {id: bang-khen, name: Bằng khen, quota: 9}
          - {id: giay-khen, name: Giấy khen, quota: 23}

    Good:

        # As decided in 2007: 24 part no equal scores.
        tie_at_cut: extend
        tiers:
          - {id: co-thi-dua, name: Cờ thi đua, quota: 3}
          - {id: bang-khen, name: Bằng khen, quota: 9}
          - {id: giay-khen, name: Giấy khen, quota: 24}

    Remedy: Nothing has to be done if the policy is the one that was decided; the paper that decided
    may be named behind it, after #. The quota stays as the authority set it: it is not changed so
    that the note goes away.

    ---

    Trường hợp bằng điểm ở giới hạn số lượng đã xử lý theo phương án thì phải được nêu rõ.

    Lý do: Khi đó việc khen thưởng do phương án đã chọn quyết định chứ không do điểm, nên người có
    thẩm quyền cần được biết. Đây chỉ là lưu ý, không phải sai sót.

    Cách xử lý: Không cần xử lý nếu phương án đúng với quyết định; có thể ghi văn bản quyết định
    phương án ở cuối dòng, sau dấu #. Số lượng được giữ nguyên theo quyết định của cấp có thẩm
    quyền, không sửa số lượng để không còn lưu ý này.
    """
    for year, awards in listed_awards(data).items():
        found = _judged(data, year, awards)
        for cut in found.outcome.cuts if found and awards.tie_at_cut != "ask" else ():
            yield _tie(awards, cut)


@rule(
    "AWD08",
    "error",
    "{tier} asks for {least:points}, more than {higher} above it ({more:points})",
    "mức điểm tối thiểu của {tier} là {least:points}, cao hơn mức của {higher} ghi ở trên "
    "({more:points})",
    (
        "put the tiers in order, highest first, or correct the least scores",
        "đề nghị ghi các danh hiệu, hình thức từ cao xuống thấp hoặc sửa mức điểm tối thiểu",
    ),
)
def tiers_out_of_order(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The tiers stand highest first, and a higher one asks for no fewer points than a lower one.

    Why: Tiers are handed out from the first down, so they must stand highest first; with the tiers
    or their least scores the wrong way round the higher award goes to lower scores. The merits in
    the report fall in the same order (report 241/BC-VTLTNN, I.4: “đã hoàn thành xuất sắc”, “đã có
    thành tích xuất sắc”, “đã có thành tích”).

    Bad:

        - {id: co-thi-dua, name: Cờ thi đua, least: 2300}
        - {id: bang-khen, name: Bằng khen, least: 4000}

    Good:

        - {id: co-thi-dua, name: Cờ thi đua, least: 4000}
        - {id: bang-khen, name: Bằng khen, least: 2300}

    Remedy: Put the tiers in order, highest first, or correct `least`.

    ---

    Danh hiệu, hình thức được ghi từ cao xuống thấp; mức điểm tối thiểu không thấp hơn mức ở dưới.

    Lý do: Việc xét bắt đầu từ danh hiệu, hình thức ghi đầu tiên nên phải ghi từ cao xuống thấp; nếu
    thứ tự hoặc mức điểm bị đảo thì đơn vị điểm thấp nhận danh hiệu, hình thức cao hơn. Báo cáo nêu
    thành tích theo cùng thứ tự (Báo cáo số 241/BC-VTLTNN, Mục I.4: “đã hoàn thành xuất sắc”, “đã có
    thành tích xuất sắc”, “đã có thành tích”).

    Cách xử lý: Đề nghị ghi các danh hiệu, hình thức từ cao xuống thấp hoặc sửa `least`.
    """
    for year, awards in listed_awards(data).items():
        found = None if _pasted(awards) else reckoned(data, year)
        if found is not None and _lowest_first(data, year, found):
            first, last = awards.tiers[0], awards.tiers[-1]
            words: Words = (
                "the tiers stand lowest first, from {tier} to {higher}",
                "các danh hiệu, hình thức được ghi từ thấp lên cao, từ {tier} đến {higher}",
            )
            help_: Words = (
                "put them in the reverse order: the published lists then agree with the scores",
                "đề nghị ghi theo thứ tự ngược lại; khi đó các danh sách đã công bố khớp với điểm",
            )
            place = (last.places["id"], ("the highest tier", "danh hiệu, hình thức cao nhất"))
            named = {"tier": first.name, "higher": last.name}
            yield Found(first.places["id"], named, None, (place,), words, help_)
            continue
        with_least = [tier for tier in awards.tiers if tier.least is not None]
        for higher, lower in itertools.pairwise(with_least):
            assert higher.least is not None and lower.least is not None
            if lower.least > higher.least:
                values = {
                    "tier": lower.name,
                    "least": lower.least,
                    "higher": higher.name,
                    "more": higher.least,
                }
                place = (
                    higher.places["least"],
                    ("the higher tier", "danh hiệu, hình thức cao hơn"),
                )
                yield Found(lower.places["least"], values, related=(place,))


@rule(
    "AWD10",
    "error",
    "the id “{tier}” is given to two tiers",
    "mã “{tier}” được ghi cho hai danh hiệu, hình thức",
    (
        "give each tier an id of its own",
        "đề nghị ghi mỗi danh hiệu, hình thức một mã riêng",
    ),
)
def repeated_tier(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Each tier has an id of its own.

    Why: Exceptions and computed awards name a tier by its id; with one id for two tiers nobody
    knows which is meant. The usual slip is a tier copied and not renamed.

    Bad:

        - {id: bang-khen, name: Bằng khen, quota: 9}
        - {id: bang-khen, name: Giấy khen, quota: 24}

    Good:

        - {id: bang-khen, name: Bằng khen, quota: 9}
        - {id: giay-khen, name: Giấy khen, quota: 24}

    Remedy: Give the second tier another `id`, or remove it if it is a copy.

    ---

    Mỗi danh hiệu, hình thức có một mã (`id`) riêng.

    Lý do: Trường hợp riêng và kết quả khen thưởng gọi danh hiệu, hình thức bằng mã; hai danh hiệu,
    hình thức cùng một mã thì không xác định được mã đó chỉ danh hiệu, hình thức nào. Lỗi thường gặp
    là sao chép mà không sửa mã.

    Cách xử lý: Đề nghị ghi `id` khác cho danh hiệu, hình thức thứ hai hoặc bỏ nếu là bản sao thừa.
    """
    for awards in listed_awards(data).values():
        first: dict[str, Tier] = {}
        for tier in awards.tiers:
            known = first.setdefault(tier.id, tier)
            if known is not tier:
                place = (known.places["id"], ("first here", "vị trí đầu tiên"))
                words: Words | None = None
                help_: Words | None = None
                if tier in _pasted(awards):
                    words = "{name} stands twice", "{name} được ghi hai lần"
                    help_ = "remove the copy", "đề nghị bỏ phần sao chép thừa"
                values = {"tier": tier.id, "name": tier.name}
                yield Found(tier.places["id"], values, None, (place,), words, help_)


@rule(
    "AWD11",
    "note",
    "round {year} has awards but no scores; nothing can be compared",
    "đợt kiểm tra năm {year} có danh sách khen thưởng nhưng chưa có điểm; chưa thể đối chiếu",
)
def awards_without_scores(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Awards stand beside the scores of their round.

    Why: The awards rest on the scores (report 241/BC-VTLTNN, II.2.d: “Căn cứ vào kết quả tổng hợp,
    những tỉnh, thành phố đạt thành tích xuất sắc trong công tác văn thư, lưu trữ sẽ được Cục Văn
    thư và Lưu trữ nhà nước xem xét khen thưởng hoặc đề nghị cơ quan nhà nước có thẩm quyền khen
    thưởng”); without them neither list nor quota can be compared. It is a note: the scores may come
    later.

    Bad:

        # awards_2007.yaml
        status: decided
        tiers: [{id: co-thi-dua, name: Cờ thi đua, quota: 3}]

    Good:

        # awards_2007.yaml
        status: decided
        tiers: [{id: co-thi-dua, name: Cờ thi đua, quota: 3}]
        # scores_2007.csv
        position,province,score
        1,Bình Định,8280

    Remedy: Add the scores of the round as scores_YYYY.csv in the same folder.

    ---

    Đợt kiểm tra có danh sách khen thưởng thì có điểm để đối chiếu.

    Lý do: Khen thưởng dựa trên điểm (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “Căn cứ vào kết quả tổng
    hợp, những tỉnh, thành phố đạt thành tích xuất sắc trong công tác văn thư, lưu trữ sẽ được Cục
    Văn thư và Lưu trữ nhà nước xem xét khen thưởng hoặc đề nghị cơ quan nhà nước có thẩm quyền khen
    thưởng”); chưa có điểm thì chưa thể đối chiếu danh sách với điểm. Đây chỉ là lưu ý; điểm có thể
    được bổ sung sau.

    Cách xử lý: Đề nghị bổ sung điểm của đợt kiểm tra vào tệp scores_YYYY.csv trong cùng thư mục.
    """
    for year in listed_awards(data):
        if Address("scores", year) not in data.paths:
            yield Found(whole_file(data.paths[Address("awards", year)]), {"year": year})


@rule(
    "AWD12",
    "warning",
    "{tier} has neither quota nor least score; it takes all offices that are left",
    "{tier} không có số lượng và mức điểm tối thiểu; mọi cơ quan còn lại đều được xếp vào danh "
    "sách này",
    ("add `quota`, `least` or both", "đề nghị bổ sung `quota`, `least` hoặc cả hai"),
)
def tier_without_limit(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tier has a quota, a least score, or both.

    Why: Without either, every office that no higher tier took would get the award.

    Bad:

        - id: giay-khen
          name: Giấy khen

    Good:

        - id: giay-khen
          name: Giấy khen
          quota: 24

    Remedy: Add `quota`, `least` or both, as the decision says.

    ---

    Mỗi danh hiệu, hình thức có số lượng, mức điểm tối thiểu hoặc cả hai.

    Lý do: Nếu không có, mọi cơ quan còn lại đều được xếp vào danh hiệu, hình thức đó.

    Cách xử lý: Đề nghị bổ sung `quota`, `least` hoặc cả hai theo quyết định.
    """
    for awards in listed_awards(data).values():
        for tier in awards.tiers:
            if (
                tier.quota is None
                and tier.least is None
                and not {"quota", "least"} & set(tier.places)
            ):
                yield Found(tier.places["id"], {"tier": tier.name})


@rule(
    "AWD13",
    "error",
    "{tier} is given in each cluster, but round {year} has no clusters",
    "{tier} tính theo từng cụm nhưng đợt kiểm tra năm {year} chưa có tệp các cụm",
    (
        "add clusters_{year}.yaml, or remove `per`",
        "đề nghị bổ sung clusters_{year}.yaml hoặc bỏ trường `per`",
    ),
)
def cluster_award_without_clusters(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tier that is given in each cluster has the clusters of its round.

    Why: Who is the best of a cluster cannot be told without its members.

    Bad:

        # awards_2007.yaml; no clusters_2007.yaml
        - id: nhat-cum
          name: Nhất cụm
          per: cluster
          quota: 1

    Good:

        # awards_2007.yaml
        - id: nhat-cum
          name: Nhất cụm
          per: cluster
          quota: 1
        # clusters_2007.yaml
        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]

    Remedy: Add the clusters file of the round, or remove `per`.

    ---

    Danh hiệu, hình thức tính theo từng cụm cần có tệp các cụm của đợt kiểm tra.

    Lý do: Không có danh sách thành viên thì không xác định được đơn vị đứng đầu cụm.

    Cách xử lý: Đề nghị bổ sung tệp các cụm của đợt kiểm tra, hoặc bỏ trường `per`.
    """
    for year, awards in listed_awards(data).items():
        for tier in awards.tiers:
            if tier.per is not None and Address("clusters", year) not in data.paths:
                yield Found(tier.places["per"], {"tier": tier.name, "year": year})
