"""A name as people write it -> the province meant, on the shipped register."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inside import DATA

from vtlt_cli.load import register_of
from vtlt_cli.names import ANY_TIME, When, edit_distance, has_short_kind, in_being_at, key
from vtlt_cli.reading.folder import scan
from vtlt_cli.units import Province

UNTIMED = settings(deadline=None)
REGISTER = register_of(scan(str(DATA)))
IN_2007 = When(date(2007, 6, 30), date(2007, 6, 30))
IN_2009 = When(date(2009, 7, 1), date(2009, 7, 1))
IN_2025 = When(date(2025, 7, 1), date(2025, 7, 1))
YEAR_2025 = When(date(2025, 1, 1), date(2025, 12, 31))
OFFICE = "Văn phòng Ủy ban nhân dân"

OPEN = ("no-office", "unknown", "ambiguous")
NFD_NAME = unicodedata.normalize("NFD", "Hà Tĩnh")


@pytest.mark.parametrize(
    ("text", "id_", "hows"),
    [
        # silent
        ("Bình Định", "binh-dinh", ()),
        ("binh-dinh", "binh-dinh", ()),
        ("tỉnh Bình Định", "binh-dinh", ()),
        ("Tỉnh Bình Định", "binh-dinh", ()),
        ("Thành phố Hồ Chí Minh", "ho-chi-minh", ()),
        ("thành phố Hồ Chí Minh", "ho-chi-minh", ()),
        ("thành phố Hải Phòng", "hai-phong", ()),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau", ()),
        ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau", ()),
        ("Bà Rịa-Vũng Tàu", "ba-ria-vung-tau", ()),
        ("Bà Rịa — Vũng Tàu", "ba-ria-vung-tau", ()),
        ("Văn phòng Ủy ban nhân dân tỉnh Bình Định", "binh-dinh", ()),
        # notes
        ("Đắc Nông", "dak-nong", ("alias",)),
        ("Đắc Lắc", "dak-lak", ("alias",)),
        ("TP Hồ Chí Minh", "ho-chi-minh", ("alias",)),
        ("TP. Hồ Chí Minh", "ho-chi-minh", ("alias",)),
        ("TP.HCM", "ho-chi-minh", ("alias",)),
        ("Hồ Chí Minh", "ho-chi-minh", ("alias",)),
        ("BR-VT", "ba-ria-vung-tau", ("alias",)),
        ("Hanoi", "ha-noi", ("alias",)),
        ("Hoà Bình", "hoa-binh", ("tone",)),
        ("Thanh Hoá", "thanh-hoa", ("tone",)),
        ("Khánh Hoà", "khanh-hoa", ("tone",)),
        # warnings
        ("Thái nguyên", "thai-nguyen", ("case",)),
        ("BÌNH ĐỊNH", "binh-dinh", ("case",)),
        ("tỉnh bình định", "binh-dinh", ("case",)),
        (NFD_NAME, "ha-tinh", ("unicode",)),
        ("Hà  Tĩnh", "ha-tinh", ("space",)),
        (" Hà Tĩnh", "ha-tinh", ("space",)),
        ("Hà Tĩnh ", "ha-tinh", ("space",)),
        ("Hà\tTĩnh", "ha-tinh", ("space",)),
        ("Hà\u00a0Tĩnh", "ha-tinh", ("space",)),
        ("Hà\u200b Tĩnh", "ha-tinh", ("space",)),
        ("\ufeffHà Tĩnh", "ha-tinh", ("space",)),
        ("Ha Tinh", "ha-tinh", ("diacritics",)),
        ("Hà Tỉnh", "ha-tinh", ("diacritics",)),
        ("Đăk Lăk", "dak-lak", ("diacritics",)),
        ("Dak Lak", "dak-lak", ("diacritics",)),
        ("tinh Binh Dinh", "binh-dinh", ("diacritics",)),
        ("Thanh pho Ho Chi Minh", "ho-chi-minh", ("diacritics",)),
        ("thành phố Bình Định", "binh-dinh", ("kind",)),
        # several slips in one name: the worst is first, and gives the code
        ("ha tinh", "ha-tinh", ("diacritics", "case")),
        ("hà  tĩnh", "ha-tinh", ("space", "case")),
        ("TP hồ chí minh", "ho-chi-minh", ("case", "alias")),
        ("HOÀ BÌNH", "hoa-binh", ("case", "tone")),
        # errors that resolve
        ("Thừa Thiên Thuế", "thua-thien-hue", ("near",)),
        ("Hà Tĩn", "ha-tinh", ("near",)),
        ("Bnìh Định", "binh-dinh", ("near",)),
        ("tỉnh Bình Địnhh", "binh-dinh", ("near",)),
        # errors that do not
        ("Xyzabc", None, ("unknown",)),
        ("Hu", None, ("unknown",)),
        ("", None, ("no-office",)),
        ("   ", None, ("no-office",)),
        ("\u200b", None, ("no-office",)),
        ("tỉnh", None, ("unknown",)),
        ("Hiện Giang", None, ("ambiguous",)),
    ],
)
def test_how_a_name_is_written(text: str, id_: str | None, hows: tuple[str, ...]) -> None:
    """Each way of writing a name, for the units of 2007."""
    found = REGISTER.resolve(text, IN_2007)
    assert (found.province.id if found.province else None) == id_
    assert found.hows == hows


def test_two_candidates_are_named() -> None:
    found = REGISTER.resolve("Hiện Giang", IN_2007)
    assert {unit.id for unit in found.candidates} == {"kien-giang", "tien-giang"}


def test_the_office_of_the_round_is_a_prefix() -> None:
    """The round says what its offices are called."""
    assert REGISTER.resolve("Sở Nội vụ tỉnh Sơn La", IN_2007, "Sở Nội vụ").hows == ()
    assert REGISTER.resolve(f"{OFFICE} thành phố Đà Nẵng", IN_2007, OFFICE).hows == ()
    assert REGISTER.resolve("VP UBND tỉnh Sơn La", IN_2007).province is REGISTER.by_id["son-la"]


@pytest.mark.parametrize(
    ("text", "when", "id_", "hows"),
    [
        # An exact name of a unit that is no longer in being beats a near miss of another.
        ("Hà Tây", IN_2007, "ha-tay", ()),
        ("Hà Tây", IN_2009, "ha-tay", ()),
        ("Hà Tây", IN_2025, "ha-tay", ()),
        ("Hà Tây", ANY_TIME, "ha-tay", ()),
        # Two units with one name: the one in being that day; of a year the earlier; else no `@`.
        ("Gia Lai", IN_2007, "gia-lai", ()),
        ("Gia Lai", IN_2025, "gia-lai@2025", ()),
        ("Gia Lai", YEAR_2025, "gia-lai", ()),
        ("Gia Lai", ANY_TIME, "gia-lai", ()),
        ("gia lai", IN_2025, "gia-lai@2025", ("case",)),
        ("Gia Lay", IN_2025, "gia-lai@2025", ("near",)),
        ("TP HCM", IN_2025, "ho-chi-minh@2025", ("alias",)),
        # An id says which of the two, in being or not.
        ("gia-lai@2025", IN_2007, "gia-lai@2025", ()),
        ("gia-lai", IN_2025, "gia-lai", ()),
        # Huế is a unit of its own from 2025 on; before, its province bore another name.
        ("Huế", IN_2007, "hue", ()),
        ("Huế", IN_2025, "hue", ()),
        ("Thừa Thiên Huế", IN_2007, "thua-thien-hue", ()),
        ("Thừa Thiên Huế", IN_2025, "thua-thien-hue", ()),
        # A near miss is looked for among the units in being.
        ("Hà Tâyy", IN_2007, "ha-tay", ("near",)),
    ],
)
def test_which_unit_on_which_day(text: str, when: When, id_: str, hows: tuple[str, ...]) -> None:
    """Which province is meant on which day."""
    found = REGISTER.resolve(text, when)
    assert found.province is not None
    assert (found.province.id, found.hows) == (id_, hows)


def test_suggestions_are_the_nearest() -> None:
    assert REGISTER.suggest("Bình Thuậnn")[0].name == "Bình Thuận"
    assert "quang-nam" in {unit.id for unit in REGISTER.suggest("Quảng")}
    assert REGISTER.suggest("qwertyuiop") == ()


def test_people_get_all_units_of_a_name() -> None:
    units, hows = REGISTER.find("gia lai")
    assert [unit.id for unit in units] == ["gia-lai", "gia-lai@2025"]
    assert hows == ("case",)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("TP Hồ Chí Minh", True),
        ("tp. Hồ Chí Minh", True),
        ("TP.HCM", True),
        ("thành phố Hồ Chí Minh", False),
        ("Hồ Chí Minh", False),
        ("TPHCM", False),
    ],
)
def test_short_kinds(text: str, short: bool) -> None:
    assert has_short_kind(text, "thành phố") is short


# Laws

PROVINCES = st.sampled_from(REGISTER.provinces)
TONES = "\u0300\u0301\u0303\u0309\u0323"
VOWELS = "aeiouy"


def in_its_time(province: Province) -> When:
    """A day on which the unit is in being."""
    day = province.first_day or date(2004, 1, 1)
    assert in_being_at(province, When(day, day))
    return When(day, day)


def with_tones_on(name: str, places: list[int]) -> str:
    """The name with the tone mark of each syllable on another of its vowels; composed."""
    moved = []
    for syllable, place in zip(name.split(" "), places):
        letters: list[str] = []
        tone = ""
        for letter in unicodedata.normalize("NFD", syllable):
            if letter in TONES:
                tone = letter
            elif unicodedata.combining(letter):
                letters[-1] += letter
            else:
                letters.append(letter)
        vowels = [i for i, letter in enumerate(letters) if letter[0].casefold() in VOWELS]
        if tone:
            letters[vowels[place % len(vowels)]] += tone
        moved.append("".join(letters))
    return unicodedata.normalize("NFC", " ".join(moved))


@UNTIMED
@given(province=PROVINCES, places=st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_moved_tone_marks_resolve_the_same(province: Province, places: list[int]) -> None:
    """`Hoà`, `Hòa`: wherever the tone mark of a syllable stands, it is at most worth a note."""
    text = with_tones_on(province.name, places)
    found = REGISTER.resolve(text, in_its_time(province))
    assert found.province is province
    assert set(found.hows) <= {"tone"}
    assert (found.hows == ()) == (text == province.name)


@UNTIMED
@given(
    province=PROVINCES,
    places=st.lists(st.integers(0, 2), min_size=8, max_size=8),
    move=st.booleans(),
    decompose=st.sampled_from(["NFC", "NFD"]),
    upper=st.booleans(),
    space=st.sampled_from([" ", "  ", " \u00a0", "\t", "\u200b "]),
)
def test_ways_of_writing_do_not_change_the_unit(
    province: Province, places: list[int], move: bool, decompose: str, upper: bool, space: str
) -> None:
    """Marks moved, decomposed, upper case, odd spaces, in any mixture: still the same unit."""
    text = with_tones_on(province.name, places) if move else province.name
    text = (text.upper() if upper else text).replace(" ", space)
    written = unicodedata.normalize("NFD" if decompose == "NFD" else "NFC", text)
    found = REGISTER.resolve(written, in_its_time(province))
    assert found.province is province
    expected = {
        "unicode": written != text,
        "space": space != " " and " " in province.name,
        "case": upper,
    }
    assert {how for how in found.hows if how != "tone"} == {h for h in expected if expected[h]}


@UNTIMED
@given(province=PROVINCES)
def test_a_name_without_marks_resolves_the_same(province: Province) -> None:
    letters = unicodedata.normalize("NFD", province.name.replace("Đ", "D").replace("đ", "d"))
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    found = REGISTER.resolve(text, in_its_time(province))
    assert found.province is province


@UNTIMED
@given(text=st.text(max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    """A province, or the reason why there is none; never both."""
    found = REGISTER.resolve(text, IN_2007)
    assert (found.province is None) == (found.hows[:1] in [(how,) for how in OPEN])
    assert len(found.candidates) >= 2 if found.hows == ("ambiguous",) else not found.candidates


@UNTIMED
@given(text=st.text(max_size=20))
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert key(key(text)) == key(text)


def test_names_of_one_day_have_keys_of_their_own() -> None:
    """No two units in being on one day can be taken for each other."""
    for day in (date(2007, 6, 30), date(2009, 7, 1), date(2025, 7, 1)):
        keys = [key(u.name) for u in REGISTER.provinces if in_being_at(u, When(day, day))]
        assert len(set(keys)) == len(keys)


WORDS = st.text("abcă", max_size=7)
FAR = 99


@UNTIMED
@given(one=WORDS, other=WORDS)
def test_edit_distance_is_symmetric(one: str, other: str) -> None:
    assert edit_distance(one, other, FAR) == edit_distance(other, one, FAR)


@UNTIMED
@given(one=WORDS, other=WORDS)
def test_edit_distance_is_nothing_only_for_equals(one: str, other: str) -> None:
    assert (edit_distance(one, other, FAR) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edit_distance(one, other, FAR)
    assert edit_distance(one, other, FAR) <= max(len(one), len(other))


@UNTIMED
@given(one=WORDS, other=WORDS, most=st.integers(0, 4))
def test_edit_distance_may_stop_early(one: str, other: str, most: int) -> None:
    """Within the limit it is the same number; beyond, any number above the limit."""
    whole, limited = edit_distance(one, other, FAR), edit_distance(one, other, most)
    assert limited == whole if whole <= most else limited > most


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("thue", "hue", 1),
        ("binh", "bnih", 1),
        ("kitten", "sitting", 3),
        ("hà", "hạ", 1),
    ],
)
def test_edit_distance_by_hand(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other, FAR) == distance


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Hảy Phònk", "hai-phong"),  # Two slips in eight letters.
        ("Bác Gyank", "bac-giang"),
        ("Hà Giank", "ha-giang"),  # One in seven.
        ("Hà Gyank", None),  # Two in seven are too many,
        ("Lạnh Som", None),
        ("Huy", None),  # and one in three.
    ],
)
def test_how_many_slips_a_name_may_have(text: str, id_: str | None) -> None:
    """None in three letters, one in seven, two from eight on."""
    province, hows, _candidates = REGISTER.resolve(text, IN_2007)
    assert (province.id if province else None, hows[0]) == (id_, "near" if id_ else "unknown")
