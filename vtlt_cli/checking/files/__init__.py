"""FIL: the rules on reading a file. Each turns what could not be taken into a finding."""

from vtlt_cli.checking.files import csv, text, values, yaml

__all__ = ["csv", "text", "values", "yaml"]
