"""SCR: the scores of a round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vtlt_cli.diagnostics import whole_file
from vtlt_cli.load import days_of
from vtlt_cli.model import Dataset, Province, Score
from vtlt_cli.names import in_being_at
from vtlt_cli.rules.clusters import missing_units, not_in_being_then
from vtlt_cli.rules.engine import Found, Problems, Words, rule


@rule(
    "SCR01",
    "error",
    "{province} has {count:count} rows ({scores:list})",
    "{province:unit} có {count:count} dòng điểm ({scores_vi:list})",
    ("keep one row", "đề nghị giữ một dòng"),
)
def scored_twice(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province is scored once."""
    for scores in data.scores.values():
        rows: dict[Province, list[Score]] = {}
        for score in scores:
            if score.name.province is not None:
                rows.setdefault(score.name.province, []).append(score)
        for province, found in rows.items():
            if len(found) > 1:
                from vtlt_cli.wording import points

                known = [score.value for score in found if score.value is not None]
                values = {
                    "province": province,
                    "count": len(found),
                    "scores": [str(value) for value in known],
                    "scores_vi": [points(value) for value in known],
                }
                related = tuple(
                    (score.name.span, ("also scored here", "dòng điểm khác"))
                    for score in found[:-1]
                )
                yield Found(found[-1].name.span, values, province, related=related)


@rule(
    "SCR02",
    "error",
    "{province} is not scored",
    "{province:unit} chưa có điểm",
    ("add its row", "đề nghị bổ sung dòng điểm"),
)
def not_scored(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Every province that takes part is scored."""
    for year, scores in data.scores.items():
        present = {score.name.province for score in scores if score.name.province is not None}
        for province in missing_units(data, year, present, "scores"):
            span = whole_file(data.paths["scores", year])
            yield Found(span, {"province": province}, province)


@rule(
    "SCR03",
    "error",
    "{province} is not in being at the time of the round ({day})",
    "{province:unit} không tồn tại vào thời điểm của đợt kiểm tra ({day})",
    (
        "name a unit in being then, or correct `provinces_on` in rounds.yaml",
        "đề nghị ghi đơn vị có vào thời điểm đó, hoặc sửa `provinces_on` trong rounds.yaml",
    ),
)
def scored_not_in_being(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A scored province is in being on the round's day."""
    for year, scores in data.scores.items():
        when = days_of(data.round(year))
        for score in scores:
            if score.name.province is not None and not in_being_at(score.name.province, when):
                yield not_in_being_then(data, year, score.name, None)


@rule(
    "SCR04",
    "error",
    "{province} has {score:points}, below 0",
    "{province:unit} có {score:points} điểm, nhỏ hơn 0",
    ("check the score", "đề nghị kiểm tra lại số điểm"),
)
def out_of_range(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A score is not negative, and within what the round declares."""
    for year, scores in data.scores.items():
        round_ = data.round(year)
        for score in scores:
            if score.value is None:
                continue
            words: Words | None = None
            values = {"province": score.name.text, "score": score.value}
            if round_.least is not None and score.value < round_.least:
                values["limit"] = round_.least
                words = (
                    "{province} has {score:points}, below the least of {limit:points}",
                    "{province} có {score:points} điểm, thấp hơn mức tối thiểu {limit:points}",
                )
            elif round_.most is not None and score.value > round_.most:
                values["limit"] = round_.most
                words = (
                    "{province} has {score:points}, above the most of {limit:points}",
                    "{province} có {score:points} điểm, cao hơn mức tối đa {limit:points}",
                )
            elif score.value < 0:
                words = (
                    "{province} has {score:points}, below 0",
                    "{province} có {score:points} điểm, nhỏ hơn 0",
                )
            if words:
                yield Found(score.places["score"], values, score.name.province, words=words)


@rule(
    "SCR05",
    "error",
    "{text} has {found:count} decimals; round {year} declares {declared}",
    "{text} có {found:count} chữ số thập phân; đợt {year} khai báo {declared}",
    (
        "write it with at most {declared} decimals, or correct `scores` in rounds.yaml",
        "đề nghị ghi không quá {declared} chữ số thập phân, hoặc sửa `scores` trong rounds.yaml",
    ),
)
def too_many_decimals(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A score has no more decimals than the round declares."""
    for year, scores in data.scores.items():
        declared = data.round(year).decimals
        for score in scores:
            if declared is None or not isinstance(score.value, Decimal):
                continue
            found = -int(score.value.as_tuple().exponent)
            if found > declared:
                values = {
                    "text": str(score.value),
                    "found": found,
                    "year": year,
                    "declared": declared,
                }
                yield Found(score.places["score"], values, score.name.province)


@rule(
    "SCR06",
    "error",
    "{score:points} is not a multiple of {step:points}, the step of round {year}",
    "{score:points} không phải là bội của {step:points} (bước điểm của đợt {year})",
    (
        "check the score, or correct `scores` in rounds.yaml",
        "đề nghị kiểm tra lại số điểm, hoặc sửa `scores` trong rounds.yaml",
    ),
)
def off_step(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A score is a multiple of the declared step."""
    for year, scores in data.scores.items():
        step = data.round(year).step
        for score in scores:
            if step and score.value is not None and score.value % step:
                values = {"score": score.value, "step": step, "year": year}
                yield Found(score.places["score"], values, score.name.province)


def _printed(scores: tuple[Score, ...]) -> list[Score]:
    return sorted((s for s in scores if s.position is not None), key=lambda s: s.position or 0)


@rule(
    "SCR07",
    "warning",
    "place {position} ({name}, {score:points}) is printed below place {above} "
    "({other}, {less:points}), which scored less",
    "số thứ tự {position} ({name}, {score:points} điểm) đứng sau số thứ tự {above} "
    "({other}, {less:points} điểm) dù điểm cao hơn",
    (
        "check both scores and both positions",
        "đề nghị kiểm tra lại điểm và số thứ tự của hai dòng",
    ),
)
def position_against_score(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The printed positions follow the scores."""
    for scores in data.scores.values():
        printed = [score for score in _printed(scores) if score.value is not None]
        for above, below in zip(printed, printed[1:]):
            assert above.value is not None and below.value is not None
            if below.value > above.value:
                values = {
                    "position": below.position,
                    "name": below.name.text,
                    "score": below.value,
                    "above": above.position,
                    "other": above.name.text,
                    "less": above.value,
                }
                place = (above.places["position"], ("the one above", "dòng đứng trước"))
                span = below.places["position"]
                yield Found(span, values, below.name.province, related=(place,))


@rule(
    "SCR08",
    "warning",
    "position {position} stands twice",
    "số thứ tự {position} bị lặp lại",
    ("number the rows 1, 2, 3 and on", "đề nghị đánh số thứ tự lần lượt 1, 2, 3…"),
)
def broken_positions(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The printed positions are 1, 2, 3 and on, each once."""
    for year, scores in data.scores.items():
        printed = _printed(scores)
        if ("scores", year) in data.incomplete:
            continue
        expected = 1
        before: Score | None = None
        for score in printed:
            position = score.position or 0
            if before is not None and position == before.position:
                place = (before.places["position"], ("first here", "vị trí đầu tiên"))
                values = {"position": position}
                yield Found(score.places["position"], values, score.name.province, (place,))
            elif position != expected:
                words = (
                    "position {position} follows {before}; {missing} is missing",
                    "số thứ tự {position} đứng sau {before}; thiếu số {missing}",
                )
                missing = str(expected) if position == expected + 1 else f"{expected}–{position - 1}"
                if position == 0:
                    missing = "1"
                values = {"position": position, "before": expected - 1, "missing": missing}
                span = score.places["position"]
                yield Found(span, values, score.name.province, words=words)
            before, expected = score, position + 1
