"""FIL: the rules on reading a file. Each turns what could not be taken into a finding."""

from vtlt_cli.checking.files import csv, numbers, records, tables, text, values, yaml

__all__ = ["csv", "numbers", "records", "tables", "text", "values", "yaml"]
