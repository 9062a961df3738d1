"""SCR: the scores of a round."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date

from vtlt_cli.checking.engine import Found, Problems, plural, rule
from vtlt_cli.diagnostics import Words, whole_file
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.reading.numbers import decimals_of, is_multiple
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import days_of, round_of
from vtlt_cli.rounds.taking_part import (
    FEW,
    NAME_ONE_IN_BEING,
    NOT_IN_BEING,
    missing_units,
    not_in_being_then,
    not_inspected,
)
from vtlt_cli.scores.kind import SCORES, Score
from vtlt_cli.units import Province, continuations, in_being, short_name
from vtlt_cli.wording import points, quantity


def _not_scored(data: Dataset, year: int, scored: set[Province]) -> list[Province]:
    """The units that take part and have no score, but for those that could not be inspected."""
    if data.is_incomplete("visits", year):
        return []
    excused = not_inspected(data, year)
    return [unit for unit in missing_units(data, year, scored, "scores") if unit not in excused]


@rule(
    "SCR01",
    "error",
    "{province} has {count:count} rows ({scores:list})",
    "{province:unit} có {count:count} dòng điểm ({scores_vi:list})",
    ("keep one row", "đề nghị giữ một dòng"),
)
def scored_twice(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province has at most one row in the scores of a round.

    Why: Each office has one total (report 241/BC-VTLTNN, II.2.d: “tổng hợp chung số điểm của đơn
    vị, xếp loại”). With two rows it would stand twice in the standings and could take two awards.

    Bad:

        position,province,score
        26,Bình Phước,1905
        27,Trà Vinh,1870
        28,Trà Vinh,1850

    Good:

        position,province,score
        26,Bình Phước,1905
        27,Trà Vinh,1870
        28,Hà Tây,1850

    Remedy: Keep the row that agrees with the published table. The other may be meant for a province
    without a score (SCR02).

    ---

    Mỗi tỉnh, thành phố chỉ có một dòng điểm trong đợt kiểm tra.

    Lý do: Mỗi cơ quan có một tổng số điểm (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “tổng hợp chung số
    điểm của đơn vị, xếp loại”). Nếu có hai dòng, cơ quan sẽ có hai thứ hạng và có thể được khen
    thưởng hai lần.

    Cách xử lý: Đề nghị giữ dòng đúng với bảng đã công bố. Dòng còn lại có thể là của tỉnh, thành
    phố chưa có điểm (SCR02).
    """
    for year, scores in data.by_year(SCORES).items():
        rows = _rows(scores)
        missing = _not_scored(data, year, set(rows))
        help_: Words | None = None
        if 0 < len(missing) <= FEW:
            help_ = (
                "{missing:list} {are} not scored; one of the rows is probably meant for {it}",
                "{missing:units} chưa có điểm; một trong các dòng “{province}” có thể là "
                "{missing:or}",
            )
        for province, found in rows.items():
            if len(found) > 1:
                known = [score.value for score in found if score.value is not None]
                values = {
                    "province": province,
                    "count": len(found),
                    "scores": [str(value) for value in known],
                    "scores_vi": [points(value) for value in known],
                    "missing": missing,
                    "it": "it" if len(missing) == 1 else "one of them",
                    **plural(len(missing)),
                }
                related = tuple(
                    (score.name.span, ("also scored here", "dòng điểm khác"))
                    for score in found[:-1]
                )
                yield Found(found[-1].name.span, values, province, related=related, help=help_)


def _rows(scores: Iterable[Score]) -> dict[Province, list[Score]]:
    """The rows of each province, in the order of the file."""
    rows: dict[Province, list[Score]] = {}
    for score in scores:
        if score.name.province is not None:
            rows.setdefault(score.name.province, []).append(score)
    return rows


@rule(
    "SCR02",
    "error",
    "{province} is not scored",
    "{province:unit} chưa có điểm",
    ("add its row", "đề nghị bổ sung dòng điểm"),
)
def not_scored(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Every province that takes part in the round is scored.

    Why: A missing row moves every office below it up (report 241/BC-VTLTNN, I.1: “Có 64 tỉnh, thành
    phố tham gia kiểm tra và được phân chia thành 16 Cụm.”; Appendix 1 has 64 rows). Judged only
    where the round declares `provinces_on`; a unit that is in being then but gone before the
    `window` begins is not missed, nor one that could not be inspected (`not_inspected` in
    visits_YYYY.yaml).

    Bad:

        position,province,score
        62,Hậu Giang,1240
        63,Đắk Nông,1160

    Good:

        position,province,score
        62,Hậu Giang,1240
        63,Đắk Nông,1160
        64,Lai Châu,1120

    Remedy: Add the row of the province. If it did not take part, check `provinces_on` in
    rounds.yaml.

    ---

    Mỗi tỉnh, thành phố tham gia đợt kiểm tra đều có điểm.

    Lý do: Thiếu một dòng thì thứ hạng của các cơ quan phía dưới đều sai (Báo cáo số 241/BC-VTLTNN,
    Mục I.1: “Có 64 tỉnh, thành phố tham gia kiểm tra và được phân chia thành 16 Cụm.”; Phụ lục 1 có
    64 dòng). Chỉ xét khi đợt kiểm tra có khai báo `provinces_on`; không xét đơn vị có trong danh
    mục vào ngày đó nhưng không có khi bắt đầu thời gian tiến hành kiểm tra (`window`), đơn vị không
    kiểm tra được (`not_inspected` trong visits_YYYY.yaml).

    Cách xử lý: Đề nghị bổ sung dòng điểm của tỉnh, thành phố. Nếu đơn vị không tham gia, đề nghị
    kiểm tra lại `provinces_on` trong tệp rounds.yaml.
    """
    for year, scores in data.by_year(SCORES).items():
        rows = _rows(scores)
        twice = [province for province, found in rows.items() if len(found) > 1]
        help_: Words | None = None
        if 0 < len(twice) <= FEW:
            help_ = (
                "{twice:list} {have} more than one row: one of them may be meant for {province}",
                "{twice:units} có từ hai dòng điểm trở lên; một trong các dòng đó có thể là "
                "{province}",
            )
        for province in _not_scored(data, year, set(rows)):
            have = "has" if len(twice) == 1 else "have"
            values = {"province": province, "twice": twice, "have": have}
            span = whole_file(data.paths[Address("scores", year)])
            yield Found(span, values, province, help=help_)


@rule(
    "SCR03",
    "error",
    *NOT_IN_BEING,
    NAME_ONE_IN_BEING,
)
def scored_not_in_being(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A scored province is a unit in being on the round's day (`provinces_on`).

    Why: A unit of another time is not the one that was inspected: in 2007 there was the province
    Thừa Thiên Huế; the city Huế is of 2025. Where the round declares no day, any day of its year
    counts.

    Bad:

        position,province,score
        29,Thái Bình,1820
        30,Huế,1820

    Good:

        position,province,score
        29,Thái Bình,1820
        30,Thừa Thiên Huế,1820

    Remedy: Name the unit that was in being then (`vtlt provinces --on DAY` lists them), or correct
    `provinces_on` in rounds.yaml.

    ---

    Đơn vị được chấm điểm có trong danh mục vào ngày `provinces_on` của đợt kiểm tra.

    Lý do: Đơn vị của thời kỳ khác không phải đơn vị đã được kiểm tra: năm 2007 có tỉnh Thừa Thiên
    Huế; thành phố Huế có từ năm 2025. Nếu đợt kiểm tra không khai báo ngày thì xét mọi ngày trong
    năm.

    Cách xử lý: Đề nghị ghi đơn vị có trong danh mục vào ngày đó (xem `vtlt provinces --on NGÀY`)
    hoặc sửa `provinces_on` trong tệp rounds.yaml.
    """
    for year, scores in data.by_year(SCORES).items():
        for score in scores:
            found = not_in_being_then(data, year, score.name)
            if found is not None:
                yield found


@rule(
    "SCR04",
    "error",
    "{province} has {score:points}, below 0",
    "{province:unit} có {score:points} điểm, nhỏ hơn 0",
    ("check the score", "đề nghị kiểm tra lại số điểm"),
)
def out_of_range(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A score is not negative and lies within `least` and `most` where the round declares them.

    Why: A total below 0, or outside the declared limits, is a slip of typing, and every place below
    it in the standings would be wrong. The report states no limits, so the rounds of 2007 and 2009
    declare none.

    Bad:

        position,province,score
        61,Bắc Kạn,1280
        62,Hậu Giang,-1240

    Good:

        position,province,score
        61,Bắc Kạn,1280
        62,Hậu Giang,1240

    Remedy: Check the score against the published table. If the score is right, correct `scores` in
    rounds.yaml.

    ---

    Tổng số điểm không nhỏ hơn 0 và nằm trong mức `least`, `most` đã khai báo (nếu có).

    Lý do: Tổng số điểm nhỏ hơn 0 hoặc ngoài mức đã khai báo là do ghi nhầm và làm sai thứ hạng. Báo
    cáo không nêu mức điểm tối thiểu, tối đa nên hai đợt kiểm tra năm 2007 và 2009 không khai báo.

    Cách xử lý: Đề nghị đối chiếu số điểm với bảng đã công bố. Nếu số điểm đúng, đề nghị sửa
    `scores` trong tệp rounds.yaml.
    """
    for year, scores in data.by_year(SCORES).items():
        round_ = round_of(data, year)
        for score in scores:
            if score.value is None:
                continue
            words: Words | None = None
            name = score.name.province or score.name.text
            values = {"province": name, "score": score.value}
            if round_.least is not None and score.value < round_.least:
                values["limit"] = round_.least
                words = (
                    "{province} has {score:points}, below {limit:points}, "
                    "the lowest score declared",
                    "{province:unit} có {score:points} điểm, thấp hơn mức tối thiểu đã khai báo "
                    "({limit:points})",
                )
            elif round_.most is not None and score.value > round_.most:
                values["limit"] = round_.most
                words = (
                    "{province} has {score:points}, above {limit:points}, "
                    "the highest score declared",
                    "{province:unit} có {score:points} điểm, cao hơn mức tối đa đã khai báo "
                    "({limit:points})",
                )
            elif score.value >= 0 or round_.least is not None:
                continue
            yield Found(score.places["score"], values, score.name.province, words=words)


@rule(
    "SCR05",
    "error",
    "{text} has {found} decimal place{s}; round {year} declares {declared}",
    "“{text}” có {found:two} chữ số thập phân; đợt kiểm tra năm {year} khai báo {declared_vi}",
    (
        "write the score as published; if it is right, correct `scores` in rounds.yaml",
        "đề nghị ghi đúng số điểm đã công bố, hoặc sửa `scores` trong rounds.yaml",
    ),
)
def too_many_decimals(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A score has no more decimals than the round declares.

    Why: Appendix 1 prints whole points, so the round of 2007 declares `decimals: 0`. A decimal
    there most often is a point in the wrong place, and scores are never rounded.

    Bad:

        # rounds.yaml
        scores: {decimals: 0}
        # scores_2007.csv
        position,province,score
        4,Phú Thọ,359.5

    Good:

        # rounds.yaml
        scores: {decimals: 0}
        # scores_2007.csv
        position,province,score
        4,Phú Thọ,3595

    Remedy: Write the score as published; do not round it. If the decimals are right, correct
    `decimals` in rounds.yaml.

    ---

    Tổng số điểm không có nhiều chữ số thập phân hơn mức đã khai báo cho đợt kiểm tra.

    Lý do: Phụ lục 1 ghi điểm là số nguyên nên đợt kiểm tra năm 2007 khai báo `decimals: 0`. Số thập
    phân ở đây thường do ghi nhầm dấu; điểm không được làm tròn.

    Cách xử lý: Đề nghị ghi số điểm đúng như đã công bố, không làm tròn. Nếu số thập phân là đúng,
    đề nghị sửa `decimals` trong tệp rounds.yaml.
    """
    for year, scores in data.by_year(SCORES).items():
        declared = round_of(data, year).decimals
        for score in scores:
            if declared is None or score.value is None or isinstance(score.value, int):
                continue
            found = decimals_of(score.value)
            if found > declared:
                values = {
                    "text": str(score.value),
                    "found": found,
                    "year": year,
                    "declared": declared,
                    "declared_vi": f"{quantity(declared)} chữ số thập phân"
                    if declared
                    else "không có chữ số thập phân",
                    **plural(found),
                }
                yield Found(score.places["score"], values, score.name.province)


@rule(
    "SCR06",
    "error",
    "{score:points} is not a multiple of {step:points}, the step of round {year}",
    "tổng số điểm {score:points} không phải là bội số của {step:points} (bước điểm của đợt kiểm "
    "tra năm {year})",
    (
        "check the score, or correct `scores` in rounds.yaml",
        "đề nghị kiểm tra lại số điểm, hoặc sửa `scores` trong rounds.yaml",
    ),
)
def off_step(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A score is a multiple of the `step` that the round declares.

    Why: Where points are given in fixed steps, a total off the step was typed or added up wrongly.
    The report asks for even points by criterion in 2009 (report 241/BC-VTLTNN, II.2.d: “cho điểm
    theo từng chỉ tiêu (Lấy điểm số chẵn)”) and states no step for totals, so its rounds declare
    none.

    Bad:

        # rounds.yaml
        scores: {decimals: 0, step: 5}
        # scores_2007.csv
        position,province,score
        4,Phú Thọ,3592

    Good:

        # rounds.yaml
        scores: {decimals: 0, step: 5}
        # scores_2007.csv
        position,province,score
        4,Phú Thọ,3595

    Remedy: Check the score against the published table. If the score is right, correct or remove
    `step` in rounds.yaml.

    ---

    Tổng số điểm là bội số của bước điểm (`step`) đã khai báo cho đợt kiểm tra.

    Lý do: Khi điểm được cho theo bước cố định, tổng số điểm lẻ bước là do ghi nhầm hoặc cộng sai.
    Báo cáo quy định lấy điểm chẵn theo từng chỉ tiêu năm 2009 (Báo cáo số 241/BC-VTLTNN, Mục
    II.2.d: “cho điểm theo từng chỉ tiêu (Lấy điểm số chẵn)”), không quy định bước cho tổng số điểm
    nên không khai báo.

    Cách xử lý: Đề nghị đối chiếu số điểm với bảng đã công bố. Nếu số điểm đúng, đề nghị sửa hoặc bỏ
    `step` trong tệp rounds.yaml.
    """
    for year, scores in data.by_year(SCORES).items():
        step = round_of(data, year).step
        for score in scores:
            if step and score.value is not None and not is_multiple(score.value, step):
                values = {"score": score.value, "step": step, "year": year}
                yield Found(score.places["score"], values, score.name.province)


def _printed(scores: tuple[Score, ...]) -> list[Score]:
    return sorted((s for s in scores if s.position is not None), key=lambda s: s.position or 0)


@rule(
    "SCR07",
    "warning",
    "place {position} ({name}, {score:points}) is printed below place {above} "
    "({other}, {less:points}), which scored less",
    "số thứ tự {position} ({name}, {score:points} điểm) đứng sau số thứ tự {above} ({other}, "
    "{less:points} điểm) nhưng có điểm cao hơn",
    (
        "check both scores and both positions",
        "đề nghị kiểm tra lại điểm và số thứ tự của hai dòng",
    ),
)
def position_against_score(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The printed positions go from the highest score to the lowest.

    Why: Appendix 1 numbers the offices (Stt) by falling total. A higher score further down means
    that a score or a position is mistyped; equal scores may stand in any order.

    Bad:

        position,province,score
        1,Bình Định,8280
        2,Phú Yên,4160
        3,Quảng Nam,5350

    Good:

        position,province,score
        1,Bình Định,8280
        2,Quảng Nam,5350
        3,Phú Yên,4160

    Remedy: Check both scores and both positions against the published table. The standings follow
    the scores, whatever the positions say.

    ---

    Số thứ tự được ghi theo tổng số điểm từ cao xuống thấp.

    Lý do: Phụ lục 1 ghi số thứ tự (Stt) của các cơ quan theo tổng số điểm giảm dần. Điểm cao hơn mà
    đứng sau là do ghi nhầm điểm hoặc số thứ tự; các cơ quan bằng điểm có thể đứng theo thứ tự bất
    kỳ.

    Cách xử lý: Đề nghị đối chiếu điểm và số thứ tự của hai dòng với bảng đã công bố. Thứ hạng luôn
    được tính theo điểm, không theo số thứ tự.
    """
    for scores in data.by_year(SCORES).values():
        printed = [score for score in _printed(scores) if score.value is not None]
        against = [
            (above, below)
            for above, below in itertools.pairwise(printed)
            if (below.value or 0) > (above.value or 0)
        ]
        # So many are no slips: the table stands in another order, as that of the names.
        other_order = len(against) > FEW and 4 * len(against) > len(printed)
        for above, below in against[:1] if other_order else against:
            values = {
                "position": below.position,
                "name": below.name.text,
                "score": below.value,
                "above": above.position,
                "other": above.name.text,
                "less": above.value,
                "count": len(against),
            }
            words: Words | None = None
            help_: Words | None = None
            if other_order:
                words = (
                    "the positions do not follow the scores: {count} rows scored more than the row "
                    "above, the first at place {position} ({name}, {score:points})",
                    "số thứ tự không theo tổng số điểm: {count:two} dòng có điểm cao hơn dòng đứng "
                    "trước, dòng đầu tiên là số thứ tự {position} ({name}, {score:points} điểm)",
                )
                help_ = (
                    "number the rows as the published table does, or leave the positions out",
                    "đề nghị ghi số thứ tự theo bảng đã công bố, hoặc bỏ cột số thứ tự",
                )
            place = (above.places["position"], ("the one above", "dòng đứng trước"))
            span = below.places["position"]
            yield Found(span, values, below.name.province, (place,), words, help_)


@rule(
    "SCR08",
    "warning",
    "position {position} stands twice",
    "số thứ tự {position} bị lặp lại",
    (
        "number the rows 1, 2, 3 and on",
        "đề nghị đối chiếu và ghi đúng số thứ tự của bảng đã công bố",
    ),
)
def broken_positions(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The printed positions are 1, 2, 3 and on, each once.

    Why: Appendix 1 numbers its rows from 1 to 64, offices with equal scores too: Thái Bình and Thừa
    Thiên Huế are 29 and 30. A repeated or missing number means that a row is lost or mistyped.

    Bad:

        position,province,score
        29,Thái Bình,1820
        29,Thừa Thiên Huế,1820
        31,Bắc Giang,1780

    Good:

        position,province,score
        29,Thái Bình,1820
        30,Thừa Thiên Huế,1820
        31,Bắc Giang,1780

    Remedy: Number the rows as printed. A shared rank needs no entry: the tool works it out from the
    scores.

    ---

    Số thứ tự được ghi liên tục 1, 2, 3…, mỗi số một lần.

    Lý do: Phụ lục 1 đánh số các dòng từ 1 đến 64, kể cả khi bằng điểm: Thái Bình và Thừa Thiên Huế
    có số thứ tự 29 và 30. Số thứ tự bị lặp hoặc bị thiếu là do sót dòng hoặc ghi nhầm.

    Cách xử lý: Đề nghị đánh số thứ tự đúng như bảng đã công bố. Thứ hạng bằng nhau được tính từ
    điểm, không cần ghi.
    """
    for year, scores in data.by_year(SCORES).items():
        printed = _printed(scores)
        unread = data.unread.get(Address("scores", year), ())
        if data.is_incomplete("scores", year) or "score.position" in unread:
            continue
        expected = 1
        before: Score | None = None
        repeated = 0
        for score in printed:
            position = score.position or 0
            if repeated and position == expected + repeated:
                expected, repeated = position, 0  # The numbers go on as if none had been repeated.
            if before is not None and position == before.position:
                place = (before.places["position"], ("first here", "vị trí đầu tiên"))
                values = {"position": position}
                repeated += 1
                same = score.name.province is not None
                if same and score.name.province is before.name.province:
                    continue  # A row that was pasted twice is told by SCR01.
                yield Found(score.places["position"], values, score.name.province, (place,))
            elif position != expected:
                words = (
                    "position {position} follows {before}; {missing} {are} missing",
                    "sau số thứ tự {before} là số {position}; thiếu {missing_vi}",
                )
                if before is None:
                    words = (
                        "the positions begin at {position}, not at 1",
                        "số thứ tự bắt đầu từ {position}, không phải từ 1",
                    )
                lost = position - expected
                missing = f"{expected}" if lost == 1 else f"{expected}–{position - 1}"
                span_vi = f"các số từ {expected} đến {position - 1}"
                gap = {
                    "position": position,
                    "before": expected - 1,
                    "missing": missing,
                    "missing_vi": f"số {expected}" if lost == 1 else span_vi,
                    **plural(lost),
                }
                span = score.places["position"]
                help_ = (
                    "a row may be lost or a number mistyped: compare with the published table",
                    "có thể sót dòng hoặc ghi nhầm số; đề nghị đối chiếu với bảng đã công bố",
                )
                yield Found(span, gap, score.name.province, words=words, help=help_)
            before, expected = score, position + 1


@rule(
    "SCR09",
    "warning",
    "these are the names of all {count} units of {day:day}, "
    "but {old:list} have been read as the older units of these names",
    "tên trong tệp đúng là {count:two} đơn vị có từ ngày {day:day}, nhưng {old:units} đang được "
    "hiểu là đơn vị cũ cùng tên",
    (
        "write `provinces_on: {day}` for the round in rounds.yaml, or correct the year",
        "đề nghị khai báo `provinces_on: {day}` cho đợt kiểm tra trong rounds.yaml, "
        "hoặc sửa lại năm",
    ),
)
def names_of_another_day(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Scores that name just the units of a later day are not read as older units of these names.

    Why: In 2025 a name may mean two units: Gia Lai until 2025-06-30 and the new Gia Lai, into which
    Bình Định went, since 2025-07-01. Where no day is declared the earlier is meant; but a table
    with all 34 names of today and none of those that are gone is a table of the new units. Read as
    the old ones, next year's comparison calls each of them new.

    Bad:

        # scores_2025.csv has the 34 names of 2025-07-01; rounds.yaml
        rounds:
          - year: 2025

    Good:

        # scores_2025.csv has the 34 names of 2025-07-01; rounds.yaml
        rounds:
          - year: 2025
            provinces_on: 2025-07-01

    Remedy: Declare the day, or correct the year of the file.

    ---

    Tệp điểm ghi đúng tên các đơn vị của một ngày sau đó thì không được hiểu thành đơn vị cũ cùng
    tên.

    Lý do: Năm 2025, một tên có thể là hai đơn vị: Gia Lai đến hết ngày 30/6/2025 và Gia Lai mới từ
    ngày 01/7/2025. Nếu không khai báo ngày thì tên được hiểu là đơn vị trước; nhưng bảng có đủ 34
    tên hiện nay, không có tên nào đã thôi dùng, là bảng của các đơn vị mới. Nếu hiểu là đơn vị cũ
    thì khi so sánh với đợt sau, đơn vị nào cũng là mới.

    Cách xử lý: Đề nghị khai báo ngày, hoặc sửa năm của tệp.
    """
    days = sorted({unit.first_day for unit in data.of(PROVINCES) if unit.first_day is not None})
    next_ = continuations(data.of(PROVINCES))
    for year, scores in data.by_year(SCORES).items():
        units = [score.name.province for score in scores if score.name.province is not None]
        if len(units) < len(scores) or not units or data.is_incomplete("provinces"):
            continue
        names = {short_name(unit) for unit in units}
        first = days_of(round_of(data, year)).first
        for day in days if first is not None else ():
            then = {short_name(unit): unit for unit in data.of(PROVINCES) if in_being(unit, day)}
            if first is None or day <= first or set(then) != names:
                continue
            # Đồng Nai, a tỉnh and then a thành phố on the same land, is not meant.
            old = [u for u in units if then[short_name(u)] not in (u, next_.get(u))]
            if len(old) > 1:
                yield _of_another_day(data, year, day, len(then), old)
                break


def _of_another_day(data: Dataset, year: int, day: date, count: int, old: list[Province]) -> Found:
    values = {"count": count, "day": day, "old": old[:FEW], "more": len(old) - FEW}
    words: Words | None = None
    if len(old) > FEW:
        words = (
            "these are the names of all {count} units of {day:day}, but {old:list} and {more} more "
            "have been read as the older units of these names",
            "tên trong tệp đúng là {count:two} đơn vị có từ ngày {day:day}, nhưng {old:units} và "
            "{more:two} tên khác đang được hiểu là đơn vị cũ cùng tên",
        )
    return Found(whole_file(data.paths[Address("scores", year)]), values, words=words)
