"""Tables as a Word document."""

from collections.abc import Sequence
from datetime import date

from vtlt_cli.layouts import Layout
from vtlt_cli.table import Table


def word_document(tables: Sequence[Table], layout: Layout, day: date | None) -> bytes:
    raise NotImplementedError
