"""What a name must not be read as, and what it may be: the register of Việt Nam and one's own."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from inside import DATA, inside

from bench.naming import one_letter, read, two_letters
from vtlt_cli.load import register_of
from vtlt_cli.names import ANY_TIME, Register, When, in_being_at, told_apart
from vtlt_cli.reading.folder import scan
from vtlt_cli.units import Province, Region, begin_of, continues_as, day_after, region_on

REGISTER = register_of(scan(str(DATA)))
UNITS = REGISTER.by_id


def on(year: int, month: int = 6, day: int = 30) -> When:
    return When(date(year, month, day), date(year, month, day))


def unit(id_: str, name: str, kind: str, *aliases: str, region: str | None = None) -> Province:
    regions = (Region(region),) if region else ()
    return Province(id_, name, kind, None, None, regions, None, None, (), (), aliases, {})


def meant(register: Register, text: str, when: When = ANY_TIME) -> tuple[str | None, str]:
    """The id of the unit, and the worst way in which the text departs ("" for none)."""
    found = register.resolve(text, when)
    return found.province.id if found.province else None, found.hows[0] if found.hows else ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "…",
        "Tổng cộng",
        "TỔNG CỘNG",
        "Tong cong",
        "Tổng số: 64 tỉnh",
        "Cộng",
        "Cộng Cụm 3",
        "Bình quân",
        "Bình quan",
        "Bình quân cả nước",
        "Trung bình",
        "Cả nước",
        "Toàn quốc",
        "Total",
        "WHOLE COUNTRY",
        "Tây Nguyên",
        "TÂY NGUYÊN",
        "Tay Nguyen",
        "Vùng Tây Nguyên",
        "I. Đông Nam Bộ",
        "Đồng bằng sông Hồng",
        "Miền Trung",
        "Red River Delta",
        "Cộng Tây Nguyên",
        "Cụm 1",
        "Cụm số 03:",
        "CỤM II (04 tỉnh)",
        "Nhóm A",
        "Khối thi đua số 2",
        "Cluster 4",
    ],
)
def test_no_office(text: str) -> None:
    """Totals, means, the country, a region, a group, nothing at all: no unit, no unknown one."""
    for when in (on(2007), on(2026, 11), ANY_TIME):
        assert meant(REGISTER, text, when) == (None, "no-office")
    assert REGISTER.suggest(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "thành phố",
        "tỉnh",
        "Tỉnh, thành phố",
        "huyện Bình Định",
        "xã Hà Nam",
        "thị xã Sơn La",
        "quận Hà Giang",
        "H.Bình Định",
        "P.Hòa Bình",
        "xa Ha Nam",
        "thành phố Vũng Tàu",
        "Vinh city",
        "Ba Dinh district",
        "Vĩnh Phú",
        "Cao Lạng",
        "Vĩnh Bình",
        "Minh Hải",
        "Định Bình",
        "Bình Ninh",
        "12",
        "8280",
        "#N/A",
        "HN",
        "Sở Nội vụ tỉnh Sơn La",
    ],
)
def test_a_word_that_is_something_else(text: str) -> None:
    """A kind alone, another level, a province of before 2004, syllables exchanged: no unit."""
    assert meant(REGISTER, text, on(2007)) == (None, "unknown")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Quảng Binh", {"Quảng Bình", "Quảng Ninh"}),
        ("Quảng Nình", {"Quảng Bình", "Quảng Ninh"}),
        ("Khanh Hóa", {"Khánh Hòa", "Thanh Hóa"}),
        ("Thánh Hòa", {"Khánh Hòa", "Thanh Hóa"}),
        ("Hậ Giang", {"Hà Giang", "Hậu Giang"}),
        ("Tiên Giang", {"Tiền Giang", "Kiên Giang"}),
        ("Kiền Giang", {"Tiền Giang", "Kiên Giang"}),
        ("Binh Thuận", {"Bình Thuận", "Ninh Thuận"}),
        ("Nình Thuận", {"Bình Thuận", "Ninh Thuận"}),
    ],
)
def test_a_wrong_letter_is_no_wrong_mark(text: str, units: set[str]) -> None:
    """Where another unit is as near with the marks kept, neither is meant for certain."""
    found = REGISTER.resolve(text, on(2007))
    assert found.hows == ("ambiguous",)
    assert {candidate.name for candidate in found.candidates} == units


@pytest.mark.parametrize(
    ("text", "id_", "how"),
    [
        # typographic and look-alike characters
        ("Ðà Nẵng", "da-nang", "look-alike"),
        ("Ɖắk Lắk", "dak-lak", "look-alike"),
        ("\u041dà Nội", "ha-noi", "look-alike"),
        ("Ð\u0103k L\u0103k", "dak-lak", "diacritics"),
        # signs around the name
        ("Hải Phòng (1)", "hai-phong", "extra"),
        ("1. Sơn La", "son-la", "extra"),
        ("1) Sơn La", "son-la", "extra"),
        ("- Nghệ An", "nghe-an", "extra"),
        ("Đà Nẵng¹", "da-nang", "extra"),
        ("Hà Tĩnh*", "ha-tinh", "extra"),
        ("Hà Nội2", "ha-noi", "extra"),
        ("Nam Định 2", None, "unknown"),
        ("“Hà Nội”", "ha-noi", "extra"),
        ("II. Hà Nội", "ha-noi", "extra"),
        # English
        ("An Giang province", "an-giang", "alias"),
        ("An Giang Province", "an-giang", "alias"),
        ("Hai Phong city", "hai-phong", "alias"),
        ("City of Hanoi", "ha-noi", "alias"),
        ("Hanoi city", "ha-noi", "alias"),
        # abbreviations and joined words
        ("Vũng Tàu", "ba-ria-vung-tau", "alias"),
        ("BR Vũng Tàu", "ba-ria-vung-tau", "alias"),
        ("VT-Bà Rịa", "ba-ria-vung-tau", "alias"),
        ("Vung Tau - Ba Ria", "ba-ria-vung-tau", "diacritics"),
        ("V.tau - Con Dao", "ba-ria-vung-tau", "alias"),
        ("TP. H.C.M", "ho-chi-minh", "alias"),
        ("TP.H.C. Minh", "ho-chi-minh", "alias"),
        ("TP. H.C.Minh", "ho-chi-minh", "alias"),
        ("HCMC", "ho-chi-minh", "alias"),
        ("T.Quang", "tuyen-quang", "alias"),
        ("TT.Huế", "thua-thien-hue", "alias"),
        ("Quangninh", "quang-ninh", "alias"),
        ("Dacnong", "dak-nong", "alias"),
        ("Baccan", "bac-kan", "alias"),
        ("Quảngninh", "quang-ninh", "space"),
        ("VP.UBND tỉnh Sơn La", "son-la", ""),
        ("Văn phòng HĐND và UBND tỉnh Sơn La", "son-la", ""),
        # one letter with the marks kept outweighs what is as near without them
        ("Hiên Giang", "kien-giang", "near"),
        ("thành phố Thái Nguyên", "thai-nguyen", "kind"),
    ],
)
def test_ways_of_writing(text: str, id_: str, how: str) -> None:
    assert meant(REGISTER, text, on(2007)) == (id_, how)


@pytest.mark.parametrize(
    ("text", "when", "id_", "how"),
    [
        ("TP. Bắc Ninh", on(2007), "bac-ninh", "kind"),
        ("thành phố Quảng Ninh", on(2007), "quang-ninh", "kind"),
        ("TP. Bắc Ninh", on(2026, 11), "bac-ninh@2026", "alias"),
        ("thành phố Bắc Ninh", on(2026, 11), "bac-ninh@2026", ""),
        ("thành phố Huế", on(2007), "hue", ""),
        ("Huế", on(2007), "hue", ""),
        ("Hà Tây", on(2011), "ha-tay", ""),
        ("Hà Tâyy", on(2010), None, "unknown"),
    ],
)
def test_the_day_outweighs_the_kind(text: str, when: When, id_: str | None, how: str) -> None:
    assert meant(REGISTER, text, when) == (id_, how)


OFFICES = Register(
    [
        unit("kv-2", "Chi cục Thuế khu vực II", "chi cục"),
        unit("kv-3", "Chi cục Thuế khu vực 3", "chi cục"),
        unit("so-1", "Trường THPT số 1 Bảo Thắng", "trường"),
        unit("a", "Trường THPT Trường Xuân A", "trường"),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "Chi cục Thuế khu vực III",
        "Chi cục Thuế khu vực 2",
        "Chi cục Thuế khu vực 13",
        "Trường THPT số 2 Bảo Thắng",
        "Trường THPT số 10 Bảo Thắng",
        "Trường THPT Trường Xuân B",
        "Trường THPT Trường Xuân",
    ],
)
def test_another_number_is_another_unit(text: str) -> None:
    assert meant(OFFICES, text) == (None, "unknown")


WARDS = Register(
    [
        unit("phuong-1", "Phường 1", "phường"),
        unit("phuong-12", "Phường 12", "phường"),
        unit("h-ky-anh", "Kỳ Anh", "huyện"),
        unit("tx-ky-anh", "Kỳ Anh", "thị xã"),
        unit("cu-mgar", "Cư M'gar", "xã"),
        unit("ea-hleo", "Ea H’leo", "xã"),
        unit("tt-phuoc-an", "Phước An", "thị trấn"),
    ]
)


@pytest.mark.parametrize(
    ("text", "id_", "how"),
    [
        ("Phường 01", "phuong-1", "alias"),
        ("phường 12", "phuong-12", ""),
        ("P.12", "phuong-12", "alias"),
        ("P12", "phuong-12", "alias"),
        ("1", None, "unknown"),
        ("Phường 2", None, "unknown"),
        ("Huyện Kỳ Anh", "h-ky-anh", ""),
        ("H. Kỳ Anh", "h-ky-anh", "alias"),
        ("TX. Kỳ Anh", "tx-ky-anh", "alias"),
        ("TX Kỳ Anh", "tx-ky-anh", "alias"),
        ("thi xa Ky Anh", "tx-ky-anh", "diacritics"),
        ("Kỳ Anh", None, "ambiguous"),
        ("TT. Phước An", "tt-phuoc-an", "alias"),
        ("X. Cư M'gar", "cu-mgar", "alias"),
        ("xã Cư M’gar", "cu-mgar", ""),
        ("Cư M`gar", "cu-mgar", ""),
        ("Cư M\u00b4gar", "cu-mgar", ""),
        ("Cư M\u02bcgar", "cu-mgar", ""),
        ("Ea H'leo", "ea-hleo", ""),
        ("tỉnh Phước An", None, "unknown"),
    ],
)
def test_a_register_of_ones_own(text: str, id_: str | None, how: str) -> None:
    assert meant(WARDS, text) == (id_, how)


COMMUNES = Register(
    [
        unit("dl-tan-tien", "Tân Tiến", "xã", region="Đắk Lắk"),
        unit("db-tan-tien", "Tân Tiến", "xã", region="tỉnh Điện Biên"),
        unit("tan-lap", "Tân Lập", "xã", region="Đắk Lắk"),
    ]
)


@pytest.mark.parametrize(
    ("text", "id_", "how"),
    [
        ("xã Tân Tiến, tỉnh Đắk Lắk", "dl-tan-tien", ""),
        ("Tân Tiến (Đắk Lắk)", "dl-tan-tien", ""),
        ("Tân Tiến (Điện Biên)", "db-tan-tien", ""),
        ("xã Tân Tiến, huyện Krông Pắc, tỉnh Đắk Lắk", "dl-tan-tien", ""),
        ("Xã Tân Tiến tỉnh Điện Biên", "db-tan-tien", ""),
        ("Tân Tiến (Lâm Đồng)", None, "unknown"),
        ("Tân Tiến", None, "ambiguous"),
    ],
)
def test_a_region_tells_units_apart(text: str, id_: str | None, how: str) -> None:
    assert meant(COMMUNES, text) == (id_, how)


def test_units_that_do_not_meet_are_not_told_apart() -> None:
    assert told_apart((UNITS["gia-lai"], UNITS["gia-lai@2025"])) == ["Gia Lai"]


# The same unit under another name, and what the register knows of days.


def test_what_continues_on_its_own_land() -> None:
    found = {one.id: continues_as(one, REGISTER.provinces) for one in REGISTER.provinces}
    assert {id_: heir.id for id_, heir in found.items() if heir} == {
        "thua-thien-hue": "hue",
        "quang-ninh": "quang-ninh@2026",
        "bac-ninh@2025": "bac-ninh@2026",
        "dong-nai@2025": "dong-nai@2026",
    }


def test_a_region_belongs_to_a_day() -> None:
    old = "Bắc Trung Bộ và duyên hải miền Trung"
    for id_ in ("thanh-hoa", "hue"):
        assert region_on(UNITS[id_], date(2025, 6, 30)) == old
        assert region_on(UNITS[id_], date(2025, 7, 1)) == "Bắc Trung Bộ"
        assert region_on(UNITS[id_], None) == old
    assert region_on(UNITS["quang-nam"], date(2026, 1, 1)) == old
    assert region_on(unit("a", "Alpha", "xã"), date(2026, 1, 1)) is None


def test_the_last_day_there_is_has_none_after_it() -> None:
    assert day_after(UNITS["ha-tay"]) == date(2008, 8, 1)
    assert day_after(UNITS["ha-noi"]) is None
    endless = Province("a", "A", "xã", None, None, (), None, date.max, (), (), (), {})
    assert day_after(endless) is None


def test_both_papers_of_a_unit() -> None:
    numbers = [paper.rpartition(" ")[2] for paper in UNITS["dong-nai@2025"].decisions]
    assert numbers == ["202/2025/QH15", "30/2026/QH16"]


# What is asked at a command.


def asked(*words: str) -> tuple[int, str, str]:
    return inside(*words, "--data", str(DATA))


@pytest.mark.parametrize(
    "words",
    [
        ("provinces",),
        ("rank", "--province"),
    ],
)
def test_a_name_typed_is_told_or_refused(words: tuple[str, ...]) -> None:
    code, out, err = asked(*words, "Ha Tinh", "-f", "csv")
    assert code == 0 and "ha-tinh" in out
    assert err.splitlines()[0] == "vtlt: “Ha Tinh” is read as Hà Tĩnh"
    code, out, err = asked(*words, "Đắc Nông", "-f", "csv")
    assert code == 0 and "dak-nong" in out and "read as" not in err
    for text in ("Tây Nguyên", "thành phố", "Quảng Binh", "Tổng cộng", "Xyz"):
        code, out, err = asked(*words, text)
        assert (code, out) == (2, ""), text
    assert asked(*words, "Quảng Binh")[2].startswith("vtlt: “Quảng Binh” may be Quảng Bình or")
    assert "is a region" in asked(*words, "Tây Nguyên")[2]


def test_what_if_of_a_name_that_is_read_otherwise() -> None:
    code, _out, err = asked("awards", "--what-if", "Thừa Thiên Thuế=9000")
    assert code == 0 and "“Thừa Thiên Thuế” is read as Thừa Thiên Huế" in err
    code, _out, err = asked("awards", "--what-if", "Tây Nguyên=9000")
    assert code == 2 and "region" in err


def own(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


SAME_NAME = {
    "provinces.yaml": "- {id: a, name: Alpha, kind: xã}\n- {id: b, name: Alpha, kind: phường}\n",
    "scores_2007.csv": "province,score\na,3\nb,2\n",
    "awards_2007.yaml": "status: proposed\ntiers: [{id: t, name: T, quota: 1}]\n",
}


def test_the_kind_that_is_typed_chooses(tmp_path: Path) -> None:
    data = own(tmp_path, SAME_NAME)
    out = inside("provinces", "phường Alpha", "-f", "csv", "--data", data).stdout
    assert [line[0] for line in out.splitlines()[1:]] == ["b"]
    out = inside("rank", "--province", "phường Alpha", "-f", "csv", "--data", data).stdout
    assert [line.split(",")[3] for line in out.splitlines()[1:]] == ["b"]
    out = inside("awards", "--what-if", "phường Alpha=5", "-f", "csv", "--data", data).stdout
    assert out.splitlines()[1].startswith("t,T,,proposed,1,1,false,b,")
    for words in (("rank", "--province", "Alpha"), ("awards", "--what-if", "Alpha=5")):
        code, out, err = inside(*words, "--data", data)
        assert (code, out) == (2, "") and "xã Alpha or phường Alpha" in err
    # To look a name up in the register is to ask for all who bear it.
    assert len(inside("provinces", "Alpha", "-f", "csv", "--data", data).stdout.splitlines()) == 3


@pytest.mark.parametrize("day", ["1990-01-01", "1976-12-31", "2003-12-31"])
def test_a_day_before_the_register(day: str) -> None:
    code, out, err = asked("provinces", "--on", day)
    assert (code, out) == (2, "") and "the register begins with 2004-01-01" in err
    assert asked("provinces", "--on", "2004-01-01")[0] == 0


def test_the_list_of_today_follows_the_codes() -> None:
    lines = asked("provinces", "-f", "csv")[1].splitlines()[1:]
    codes = [line.split(",")[3] for line in lines]
    assert len(codes) == 34 and codes == sorted(codes)


def test_a_unit_not_ranked_is_told_with_those_of_its_land() -> None:
    assert asked("rank", "--province", "Huế")[2] == (
        "vtlt: Huế is not in this ranking; on its land: Thừa Thiên Huế\n"
    )


def test_a_city_on_its_own_land_may_be_chosen(tmp_path: Path) -> None:
    """Neither is another leader asked for, nor the new name refused."""
    data = own(
        tmp_path,
        {
            "rounds.yaml": "format: 1\nrounds:\n  - year: 2025\n    provinces_on: 2024-06-30\n"
            "    window: {from: 2025-03-01, to: 2025-04-30}\n",
            "provinces.yaml": "- {id: a, name: Alpha, kind: xã}\n"
            "- {id: b, name: Beta, kind: xã, to: 2024-12-31, successors: [c]}\n"
            "- {id: c, name: Gamma, kind: phường, from: 2025-01-01, decision: 1/QĐ}\n",
            "clusters_2025.yaml": "- {number: 1, leader: Beta, members: [Alpha, Beta]}\n",
        },
    )
    assert inside("validate", data, "-q").code == 0
    assert inside("errata", "--data", data).code == 0
    done = inside("errata", "--data", data, "--choose", "1:Beta=Gamma", "-f", "csv", lang="vi")
    assert done.code == 0 and "Xã Beta từ ngày 01/01/2025 là phường Gamma (1/QĐ)." in done.stdout
    assert inside("errata", "--data", data, "--choose", "1:leader=phường Gamma").code == 0


# How slips of the pen are read: a sample of what `bench/naming` measures.


def test_a_sample_of_slips_of_the_pen() -> None:
    when = on(2007)
    units = [one for one in REGISTER.provinces if in_being_at(one, when)]
    ones = one_letter(units)
    for slips, right, wrong in (
        (random.Random(1).sample(ones, 1_500), 0.95, 0),
        (two_letters(ones, 1_000, seed=2), 0.66, 3),
    ):
        counts, _wrong = read(REGISTER, slips, when)
        assert counts["right"] >= right * len(slips)
        assert counts["wrong"] <= wrong


def test_begin_of_a_register_that_does_not_say() -> None:
    assert begin_of(REGISTER.provinces) == date(2004, 1, 1)
    assert begin_of((UNITS["ha-noi"], UNITS["hue"])) is None
    assert begin_of((UNITS["hue"],)) == date(2025, 1, 1)
