"""AWD: the awards of a round, as published and beside the scores."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from vtlt_cli.awards.award import Outcome, distribute
from vtlt_cli.awards.kind import Awards, Tier, listed_awards
from vtlt_cli.checking.engine import Found, Problems, plural, rule
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.diagnostics import Words, whole_file
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.scores.kind import SCORES
from vtlt_cli.scores.rank import Standing, standings
from vtlt_cli.units import Name, Province


def _ranked(data: Dataset, year: int) -> list[Standing] | None:
    """The standings, None where they would be false: no scores, or some that cannot be read."""
    scores = data.of(SCORES, year)
    if not scores or any(score.value is None for score in scores):
        return None
    rows_lost = any(score.name.province is None for score in scores)
    if data.is_incomplete("scores", year) and not rows_lost:
        return None
    return standings(scores)


def _outcome(data: Dataset, year: int, awards: Awards) -> Outcome | None:
    """What the scores give; None where the standings or the tiers are not whole."""
    ranked = _ranked(data, year)
    if ranked is None or data.is_incomplete("awards", year):
        return None
    clusters = data.of(CLUSTERS, year)
    if any(tier.per for tier in awards.tiers) and not clusters:
        return None
    return distribute(ranked, awards.tiers, awards.tie_at_cut, clusters)


def _changed(awards: Awards, action: str, tier: Tier) -> int:
    return sum(1 for e in awards.exceptions if e.action == action and e.tier == tier.id)


@rule(
    "AWD01",
    "error",
    "{tier}: {found} recipient{s}; {quota} {are} expected",
    "{tier}: danh sách có {found} đơn vị, theo chỉ tiêu và trường hợp riêng là {quota}",
    (
        "correct the list or the quota against the decision",
        "đề nghị đối chiếu danh sách và chỉ tiêu với quyết định",
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

    Danh sách đã công bố có đúng số đơn vị theo chỉ tiêu, phương án bằng điểm và trường hợp riêng.

    Lý do: Quyết định nêu rõ số lượng từng loại (Báo cáo số 241/BC-VTLTNN, mục I.4: “Tặng Cờ thi đua
    cho 03 tỉnh, thành phố”, “Tặng Bằng khen cho 09 tỉnh, thành phố”, “tặng Giấy khen cho 24 tỉnh,
    thành phố”). Số đơn vị khác đi là do chép thiếu hoặc thừa tên; chỉ hình thức có mức `least` mới
    có thể ít hơn chỉ tiêu.

    Cách xử lý: Đề nghị đối chiếu danh sách và chỉ tiêu với quyết định. Trường hợp ngoài chỉ tiêu
    được ghi vào `exceptions`.
    """
    for year, awards in listed_awards(data).items():
        outcome = _outcome(data, year, awards)
        for tier in awards.tiers:
            if tier.recipients is None or tier.quota is None:
                continue
            expected = tier.quota
            if tier.per is not None and outcome is None:
                continue
            decided = outcome is not None and outcome.undecided is None
            if outcome is not None and decided and (outcome.cuts or tier.per is not None):
                expected = sum(1 for given, _standing in outcome.awarded if given is tier)
            expected += _changed(awards, "added", tier)
            expected -= _changed(awards, "withheld", tier) + _changed(awards, "revoked", tier)
            if tier.least is not None and len(tier.recipients) < expected:
                continue  # Fewer than the quota may have reached the least score.
            if len(tier.recipients) != expected:
                found = len(tier.recipients)
                values = {"tier": tier.name, "found": found, "quota": expected}
                values |= {"s": plural(found)["s"], "are": plural(expected)["are"]}
                place = (tier.places["quota"], ("the quota", "chỉ tiêu"))
                yield Found(tier.places["recipients"], values, related=(place,))


@rule(
    "AWD02",
    "error",
    "{province} is listed for {tier} and for {other}",
    "{province:unit} có tên trong danh sách {other} và danh sách {tier}",
    ("keep one of the two", "đề nghị giữ một trong hai"),
)
def in_two_tiers(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province is listed once, for one tier.

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

    Mỗi tỉnh, thành phố có tên một lần, trong một danh sách khen thưởng.

    Lý do: Ba danh sách tại mục I.4 Báo cáo số 241/BC-VTLTNN không có đơn vị nào trùng nhau: mỗi cơ
    quan nhận một danh hiệu thi đua hoặc hình thức khen thưởng trong một đợt kiểm tra. Tên ghi lặp
    chiếm chỗ của cơ quan khác.

    Cách xử lý: Đề nghị giữ vị trí đúng với quyết định.
    """
    for awards in listed_awards(data).values():
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

    Lý do: Khen thưởng dựa trên kết quả của đợt kiểm tra (Báo cáo số 241/BC-VTLTNN, mục II.2.d: “Căn
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
    "danh sách {tier} đã công bố khác danh sách dự kiến theo điểm: thêm {extra:list}; "
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

    Danh sách đã công bố gồm đúng các đơn vị theo điểm, chỉ tiêu và phương án bằng điểm.

    Lý do: Kết quả của đợt kiểm tra là căn cứ khen thưởng (Báo cáo số 241/BC-VTLTNN, mục II.2.d:
    “Căn cứ vào kết quả tổng hợp, những tỉnh, thành phố đạt thành tích xuất sắc trong công tác văn
    thư, lưu trữ sẽ được Cục Văn thư và Lưu trữ nhà nước xem xét khen thưởng hoặc đề nghị cơ quan
    nhà nước có thẩm quyền khen thưởng”). Cấp có thẩm quyền có thể quyết định khác; khi đó tệp cần
    ghi rõ. Quy tắc này chỉ xét tên đơn vị, không xét thứ tự (AWD05).

    Cách xử lý: Đề nghị đối chiếu danh sách với quyết định. Nếu quyết định khác kết quả theo điểm,
    đề nghị ghi từng đơn vị liên quan vào `exceptions` kèm lý do.
    """
    for year, awards in listed_awards(data).items():
        outcome = _outcome(data, year, awards)
        if outcome is None or outcome.undecided is not None:
            continue
        excepted = {e.province.province for e in awards.exceptions}
        scored = {score.name.province for score in data.of(SCORES, year)}
        for tier in awards.tiers:
            names = [n.province for n in tier.recipients or () if n.province is not None]
            if tier.recipients is None or len(names) < len(tier.recipients):
                continue
            computed = [s.name.province for given, s in outcome.awarded if given is tier]
            extra = [p for p in names if p not in computed and p not in excepted and p in scored]
            lacking = [p for p in computed if p and p not in names and p not in excepted]
            if not extra and not lacking:
                continue
            values = {"tier": tier.name, "extra": extra, "lacking": lacking}
            words, help_ = _difference(awards, bool(extra), bool(lacking))
            province = (extra or lacking)[0]
            yield Found(tier.places["recipients"], values, province, words=words, help=help_)


def _difference(awards: Awards, extra: bool, lacking: bool) -> tuple[Words, Words | None]:
    """The sentence of AWD04 with what there is to tell, and the help where nothing is decided."""
    english = ["extra {extra:list}"] * extra + ["missing {lacking:list}"] * lacking
    vietnamese = ["thêm {extra:list}"] * extra + ["thiếu {lacking:list}"] * lacking
    told = "; ".join(english), "; ".join(vietnamese)
    if awards.status == "decided":
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
    “Bình Định, Phú Yên và Quảng Nam” (Báo cáo số 241/BC-VTLTNN, mục I.4), nhưng theo Phụ lục 1
    Quảng Nam (5.350 điểm) đứng trước Phú Yên (4.160 điểm). Đây chỉ là lưu ý; kết quả khen thưởng
    không thay đổi.

    Cách xử lý: Danh sách chép từ báo cáo được giữ nguyên thứ tự đã in, không cần xử lý. Danh sách
    lập mới nên xếp theo thứ tự điểm.
    """
    for year, awards in listed_awards(data).items():
        ranked = _ranked(data, year)
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
        "đề nghị chọn `tie_at_cut` là extend, extend-and-shrink hoặc exclude, hoặc sửa chỉ tiêu",
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
    get it). Or change the quota.

    ---

    Trường hợp bằng điểm ở giới hạn chỉ tiêu do phương án đã chọn hoặc cấp có thẩm quyền quyết định.

    Lý do: Các cơ quan bằng điểm được ghi theo thứ tự đã in, không phải theo thành tích: nếu năm
    2007 chỉ có 23 Giấy khen thì Bạc Liêu và Hà Tĩnh cùng 1.700 điểm nhưng chỉ còn 01 Giấy khen. Báo
    cáo không nêu phương án nên mặc định là `ask`: dừng xét từ chỗ bằng điểm.

    Cách xử lý: Đề nghị ghi `tie_at_cut` theo ý kiến của cấp có thẩm quyền: `extend` (tặng tất cả
    đơn vị bằng điểm), `extend-and-shrink` (như trên và giảm tương ứng chỉ tiêu của hình thức kế
    tiếp), `exclude` (không tặng đơn vị nào trong số đó). Hoặc sửa chỉ tiêu.
    """
    for year, awards in listed_awards(data).items():
        outcome = _outcome(data, year, awards)
        if outcome is not None and outcome.undecided is not None:
            yield _tie(awards, outcome.undecided.tier, *outcome.undecided[1:])


def _tie(awards: Awards, tier: Tier, tied: tuple[Standing, ...], places: int) -> Found:
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

        tie_at_cut: extend
        tiers:
          - {id: co-thi-dua, name: Cờ thi đua, quota: 3}
          - {id: bang-khen, name: Bằng khen, quota: 9}
          - {id: giay-khen, name: Giấy khen, quota: 24}

    Remedy: Nothing has to be done if the policy is the one that was decided. A quota that does not
    part equal scores avoids the question.

    ---

    Trường hợp bằng điểm ở giới hạn chỉ tiêu đã xử lý theo phương án thì phải được nêu rõ.

    Lý do: Khi đó việc khen thưởng do phương án đã chọn quyết định chứ không do điểm, nên người có
    thẩm quyền cần được biết. Đây chỉ là lưu ý, không phải sai sót.

    Cách xử lý: Không cần xử lý nếu phương án đúng với quyết định. Chỉ tiêu không chia tách các đơn
    vị bằng điểm thì không phát sinh trường hợp này.
    """
    for year, awards in listed_awards(data).items():
        outcome = _outcome(data, year, awards)
        for cut in outcome.cuts if outcome and awards.tie_at_cut != "ask" else ():
            yield _tie(awards, *cut)


@rule(
    "AWD08",
    "error",
    "{tier} asks for {least:points}, more than {higher} above it ({more:points})",
    "mức điểm tối thiểu của {tier} là {least:points}, cao hơn của {higher} ghi ở trên "
    "({more:points})",
    (
        "put the tiers in order, highest first, or correct the least scores",
        "đề nghị xếp các hình thức từ cao xuống thấp hoặc sửa mức điểm tối thiểu",
    ),
)
def tiers_out_of_order(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A higher tier asks for no fewer points than a lower one.

    Why: Tiers are handed out from the first down, so they must stand highest first; with the least
    scores the wrong way round the higher award goes to lower scores. The merits in the report fall
    in the same order (report 241/BC-VTLTNN, I.4: “đã hoàn thành xuất sắc”, “đã có thành tích xuất
    sắc”, “đã có thành tích”).

    Bad:

        - {id: co-thi-dua, name: Cờ thi đua, least: 2300}
        - {id: bang-khen, name: Bằng khen, least: 4000}

    Good:

        - {id: co-thi-dua, name: Cờ thi đua, least: 4000}
        - {id: bang-khen, name: Bằng khen, least: 2300}

    Remedy: Put the tiers in order, highest first, or correct `least`.

    ---

    Mức điểm tối thiểu của danh hiệu, hình thức cao hơn không thấp hơn của hình thức dưới.

    Lý do: Việc xét bắt đầu từ danh hiệu, hình thức ghi đầu tiên nên phải ghi từ cao xuống thấp; nếu
    mức điểm bị đảo thì đơn vị điểm thấp nhận hình thức cao hơn. Báo cáo nêu thành tích theo cùng
    thứ tự (Báo cáo số 241/BC-VTLTNN, mục I.4: “đã hoàn thành xuất sắc”, “đã có thành tích xuất
    sắc”, “đã có thành tích”).

    Cách xử lý: Đề nghị ghi các danh hiệu, hình thức từ cao xuống thấp hoặc sửa `least`.
    """
    for awards in listed_awards(data).values():
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
                place = (higher.places["least"], ("the higher tier", "hình thức cao hơn"))
                yield Found(lower.places["least"], values, related=(place,))


@rule(
    "AWD09",
    "error",
    "no tier has the id “{tier}”",
    "không có danh hiệu, hình thức nào mang mã “{tier}”",
    ("the ids are {known:list}", "các mã đã khai báo: {known:list}"),
)
def unknown_tier(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An exception names a tier of the same file by its id.

    Why: An exception whose tier is not found concerns no list, and the list that it should explain
    looks wrong (AWD01). The usual slip is the name in place of the id.

    Bad:

        tiers:
          - {id: giay-khen, name: Giấy khen, quota: 24}
        exceptions:
          - {province: Quảng Ninh, tier: Giấy khen, action: added, reason: thành tích đột xuất}

    Good:

        tiers:
          - {id: giay-khen, name: Giấy khen, quota: 24}
        exceptions:
          - {province: Quảng Ninh, tier: giay-khen, action: added, reason: thành tích đột xuất}

    Remedy: Write the `id` of one of the tiers of the file.

    ---

    Trường hợp riêng ghi đúng mã (`id`) của một danh hiệu, hình thức có trong cùng tệp.

    Lý do: Trường hợp riêng ghi sai mã không gắn với danh sách nào, và danh sách liên quan bị coi là
    sai (AWD01). Lỗi thường gặp là ghi tên thay cho mã.

    Cách xử lý: Đề nghị ghi `id` của một danh hiệu, hình thức đã khai báo trong tệp.
    """
    for year, awards in listed_awards(data).items():
        known = [tier.id for tier in awards.tiers]
        for exception in awards.exceptions:
            if exception.tier not in known and not data.is_incomplete("awards", year):
                values = {"tier": exception.tier, "known": known}
                yield Found(exception.places["tier"], values, exception.province.province)


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

    Lý do: Trường hợp riêng và kết quả khen thưởng gọi danh hiệu, hình thức bằng mã; hai hình thức
    cùng một mã thì không xác định được hình thức nào. Lỗi thường gặp là sao chép mà không sửa mã.

    Cách xử lý: Đề nghị ghi `id` khác cho hình thức thứ hai hoặc bỏ nếu là bản sao thừa.
    """
    for awards in listed_awards(data).values():
        first: dict[str, Tier] = {}
        for tier in awards.tiers:
            known = first.setdefault(tier.id, tier)
            if known is not tier:
                place = (known.places["id"], ("first here", "vị trí đầu tiên"))
                yield Found(tier.places["id"], {"tier": tier.id}, related=(place,))


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

    Lý do: Khen thưởng dựa trên điểm (Báo cáo số 241/BC-VTLTNN, mục II.2.d: “Căn cứ vào kết quả tổng
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
    "{tier} không có chỉ tiêu và mức điểm tối thiểu; mọi cơ quan còn lại đều được xếp vào",
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

    Mỗi danh hiệu, hình thức có chỉ tiêu, mức điểm tối thiểu hoặc cả hai.

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
        "add clusters_{year}.yaml, or leave `per` out",
        "đề nghị bổ sung clusters_{year}.yaml hoặc bỏ trường `per`",
    ),
)
def cluster_award_without_clusters(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tier that is given in each cluster has the clusters of its round.

    Why: Who is the best of a cluster cannot be told without its members.

    Bad:

        - id: nhat-cum
          name: Nhất cụm
          per: cluster
          quota: 1

    Good:

        - id: nhat-cum
          name: Nhất toàn quốc
          quota: 1

    Remedy: Add the clusters file of the round, or leave `per` out.

    ---

    Danh hiệu, hình thức tính theo từng cụm cần có tệp các cụm của đợt kiểm tra.

    Lý do: Không có danh sách thành viên thì không xác định được đơn vị đứng đầu cụm.

    Cách xử lý: Đề nghị bổ sung tệp các cụm của đợt kiểm tra, hoặc bỏ trường `per`.
    """
    for year, awards in listed_awards(data).items():
        for tier in awards.tiers:
            if tier.per is not None and Address("clusters", year) not in data.paths:
                yield Found(tier.places["per"], {"tier": tier.name, "year": year})
