"""Findings on the published tables -> what was printed in them and what should stand.

A slip of print is corrected (đính chính); what changed only after the report came out is adjusted
(điều chỉnh). Where the data does not say what should stand, the correction is left open with the
ways out beside it: nobody but the issuer decides.
"""

from vtlt_cli.errata.choice import WrongChoice, choose
from vtlt_cli.errata.copy import CannotRewrite, corrected_files
from vtlt_cli.errata.finding import errata_of
from vtlt_cli.errata.records import (
    STRUCK,
    Correction,
    Errata,
    Part,
    Place,
    of_provinces,
    parts_of,
    report_of,
    still_open,
    where,
)

__all__ = [
    "STRUCK",
    "CannotRewrite",
    "Correction",
    "Errata",
    "Part",
    "Place",
    "WrongChoice",
    "choose",
    "corrected_files",
    "errata_of",
    "of_provinces",
    "parts_of",
    "report_of",
    "still_open",
    "where",
]
