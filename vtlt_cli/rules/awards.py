"""AWD: the awards of a round, as published and beside the scores."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.award import Outcome, distribute
from vtlt_cli.diagnostics import whole_file
from vtlt_cli.model import Awards, Dataset, Name, Province, Tier
from vtlt_cli.rank import Standing, standings
from vtlt_cli.rules.engine import Found, Problems, Words, rule


def _ranked(data: Dataset, year: int) -> list[Standing] | None:
    """The standings, None where they would be false: no scores, or some that cannot be read."""
    scores = data.scores.get(year)
    if not scores or any(score.value is None for score in scores):
        return None
    rows_lost = any(score.name.province is None for score in scores)
    if ("scores", year) in data.incomplete and not rows_lost:
        return None
    return standings(scores)


def _outcome(data: Dataset, year: int, awards: Awards) -> Outcome | None:
    """What the scores give; None where the standings or the tiers are not whole."""
    ranked = _ranked(data, year)
    if ranked is None or ("awards", year) in data.incomplete:
        return None
    return distribute(ranked, awards.tiers, awards.tie_at_cut)


def _changed(awards: Awards, action: str, tier: Tier) -> int:
    return sum(1 for e in awards.exceptions if e.action == action and e.tier == tier.id)


@rule(
    "AWD01",
    "error",
    "{tier}: {found} recipients, the quota is {quota}",
    "{tier}: danh sách có {found} đơn vị, chỉ tiêu là {quota}",
    (
        "correct the list or the quota against the decision",
        "đề nghị đối chiếu danh sách và chỉ tiêu với quyết định",
    ),
)
def quota_missed(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A published list has as many recipients as the quota and the policy allow."""
    for year, awards in data.awards.items():
        outcome = _outcome(data, year, awards)
        for tier in awards.tiers:
            if tier.recipients is None or tier.quota is None:
                continue
            expected = tier.quota
            if outcome is not None and outcome.cuts and outcome.undecided is None:
                expected = sum(1 for given, _standing in outcome.awarded if given is tier)
            expected += _changed(awards, "added", tier)
            expected -= _changed(awards, "withheld", tier) + _changed(awards, "revoked", tier)
            if tier.least is not None and len(tier.recipients) < expected:
                continue  # Fewer than the quota may have reached the least score.
            if len(tier.recipients) != expected:
                values = {"tier": tier.name, "found": len(tier.recipients), "quota": expected}
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
    """A province gets one tier in a round."""
    for awards in data.awards.values():
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
    """A recipient is scored."""
    for year, awards in data.awards.items():
        if year not in data.scores or ("scores", year) in data.incomplete:
            continue
        scored = {score.name.province for score in data.scores[year]}
        for tier in awards.tiers:
            for name in tier.recipients or ():
                if name.province is not None and name.province not in scored:
                    values = {"province": name.province, "tier": tier.name}
                    yield Found(name.span, values, name.province)


@rule(
    "AWD04",
    "error",
    "{tier}: the published list is not the one by score",
    "danh sách {tier} đã công bố khác danh sách dự kiến theo điểm: {difference}. "
    "Đề nghị đối chiếu quyết định",
)
def published_differs(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The published set of a tier is the set that the scores give."""
    for year, awards in data.awards.items():
        outcome = _outcome(data, year, awards)
        if outcome is None or outcome.undecided is not None:
            continue
        excepted = {e.province.province for e in awards.exceptions}
        scored = {score.name.province for score in data.scores[year]}
        for tier in awards.tiers:
            names = [n.province for n in tier.recipients or () if n.province is not None]
            if tier.recipients is None or len(names) < len(tier.recipients):
                continue
            computed = [s.name.province for given, s in outcome.awarded if given is tier]
            extra = [p for p in names if p not in computed and p not in excepted and p in scored]
            lacking = [p for p in computed if p and p not in names and p not in excepted]
            if not extra and not lacking:
                continue
            parts = [(" in it {extra:list}", "thêm {extra:list}")] if extra else []
            parts += [(" missing {lacking:list}", "thiếu {lacking:list}")] if lacking else []
            words = (
                "{tier}: the published list is not the one by score:"
                + ";".join(part[0] for part in parts),
                "danh sách {tier} đã công bố khác danh sách dự kiến theo điểm: "
                + "; ".join(part[1] for part in parts)
                + ". Đề nghị đối chiếu quyết định",
            )
            values = {"tier": tier.name, "extra": extra, "lacking": lacking}
            help_ = (
                "check the decision; what the scores do not give belongs into `exceptions`, "
                "with its reason",
                "nếu có quyết định riêng, đề nghị ghi vào `exceptions` kèm lý do",
            )
            province = (extra or lacking)[0]
            yield Found(tier.places["recipients"], values, province, words=words, help=help_)


@rule(
    "AWD05",
    "note",
    "{tier}: the list is not in the order of the scores: {first} ({less:points}) stands before "
    "{second} ({more:points})",
    "danh sách {tier} không xếp theo thứ tự điểm: {first} ({less:points} điểm) đứng trước "
    "{second} ({more:points} điểm)",
)
def order_differs(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A published list stands in the order of the scores."""
    for year, awards in data.awards.items():
        ranked = _ranked(data, year)
        if ranked is None:
            continue
        score_of = {s.name.province: s.score for s in ranked if s.name.province is not None}
        for tier in awards.tiers:
            scored = [n for n in tier.recipients or () if n.province in score_of]
            for one, other in zip(scored, scored[1:]):
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
    "{tied:list} tie at {score:points} for {places} {tier}; nothing is decided",
    "{tied:list} cùng {score:points} điểm nhưng chỉ còn {places:two} {tier}; "
    "đề nghị cấp có thẩm quyền quyết định",
    (
        "set `tie_at_cut` to extend, extend-and-shrink or exclude, or change the quota",
        "đề nghị chọn `tie_at_cut` là extend, extend-and-shrink hoặc exclude, hoặc sửa chỉ tiêu",
    ),
)
def undecided_tie(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tie across a cut is decided by a policy or by the authority, not by chance."""
    for year, awards in data.awards.items():
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
    "{tied:list} tie at {score:points} for {places} {tier}; `{policy}` decides",
    "{tied:list} cùng {score:points} điểm nhưng chỉ còn {places:two} {tier}; "
    "đã áp dụng phương án `{policy}`",
)
def decided_tie(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A tie across a cut that a policy decides is told."""
    for year, awards in data.awards.items():
        outcome = _outcome(data, year, awards)
        for cut in outcome.cuts if outcome and awards.tie_at_cut != "ask" else ():
            yield _tie(awards, *cut)


@rule(
    "AWD08",
    "error",
    "{tier} asks for {least:points}, more than {higher} above it ({more:points})",
    "{tier} yêu cầu {least:points} điểm, cao hơn {higher} ở trên ({more:points} điểm)",
    (
        "put the tiers in order, highest first, or correct the least scores",
        "đề nghị xếp các hình thức từ cao xuống thấp hoặc sửa mức điểm tối thiểu",
    ),
)
def tiers_out_of_order(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A higher tier asks for no fewer points than a lower one."""
    for awards in data.awards.values():
        with_least = [tier for tier in awards.tiers if tier.least is not None]
        for higher, lower in zip(with_least, with_least[1:]):
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
    "exception for {province}: there is no tier {tier}",
    "trường hợp riêng của {province}: không có hình thức {tier}",
    ("the tiers are {known:list}", "các hình thức đã khai báo: {known:list}"),
)
def unknown_tier(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An exception names a tier of the same file."""
    for year, awards in data.awards.items():
        known = [tier.id for tier in awards.tiers]
        for exception in awards.exceptions:
            if exception.tier not in known and ("awards", year) not in data.incomplete:
                name = exception.province
                values = {
                    "province": name.province or name.text,
                    "tier": exception.tier,
                    "known": known,
                }
                yield Found(exception.places["tier"], values, name.province)


@rule(
    "AWD10",
    "error",
    "{tier} is described twice",
    "hình thức {tier} bị khai báo hai lần",
    ("give each tier an id of its own", "mỗi hình thức có một mã riêng"),
)
def repeated_tier(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Each tier has an id of its own."""
    for awards in data.awards.values():
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
    "đợt {year} có danh sách khen thưởng nhưng chưa có điểm; chưa thể đối chiếu",
)
def awards_without_scores(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Awards are compared with the scores of their round."""
    for year in data.awards:
        if ("scores", year) not in data.paths:
            yield Found(whole_file(data.paths["awards", year]), {"year": year})
