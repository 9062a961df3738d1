"""Tables as a PDF document."""

from collections.abc import Sequence
from datetime import date

from vtlt_cli.layouts import Layout
from vtlt_cli.table import Table


def pdf_document(tables: Sequence[Table], layout: Layout, day: date | None) -> bytes:
    raise NotImplementedError


def font_of(layout: Layout) -> str:
    raise NotImplementedError
