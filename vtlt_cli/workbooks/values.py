"""Numbers and days as workbooks keep them: doubles, and days since 1900 or 1904."""

from __future__ import annotations

import re
from datetime import datetime, timedelta


def plain_number(text: str) -> str | None:
    """The plain decimal digits of a double, the shortest that mean it: `61.310000000000002`
    is 61.31 and `8.28E3` is 8280. None for what is no finite number.
    """
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= 15 and digits[0] != "0":
        return text
    if not re.fullmatch(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?", text):
        return None
    return plain_double(float(text))


def plain_double(value: float) -> str | None:
    """The same of a double itself."""
    if value != value or value in (float("inf"), float("-inf")):
        return None
    if value == int(value) and abs(value) < 1e16:
        return str(int(value))
    text = repr(value)
    if "e" not in text:
        return text.removesuffix(".0")
    from decimal import Decimal

    return f"{Decimal(text):f}"


def is_day_format(code: str) -> bool:
    """Whether a format shows a number as a day or a time."""
    # What is quoted, escaped or in brackets is shown as it is, but for [h], [mm], [ss].
    if re.search(r"\[(?:h+|m+|s+)\]", code, re.IGNORECASE):
        return True
    plain = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]', "", code.partition(";")[0])
    return bool(re.search("[dmyhs]", plain, re.IGNORECASE)) and "General" not in plain


def day_of_serial(text: str, since_1904: bool) -> str | None:
    """The day and time that a number means, in the manner of ISO 8601; None where it means none."""
    plain = plain_number(text)
    if plain is None:
        return None
    serial = float(plain)
    if not 0 <= serial < 2_958_466:
        return None
    # Excel has a 29 February 1900; before that day all are one off.
    begin = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and serial < 60:
        begin += timedelta(days=1)
    moment = begin + timedelta(seconds=round(serial * 86_400))
    if serial < 1:
        return f"{moment:%H:%M:%S}"
    return moment.isoformat().removesuffix("T00:00:00")
