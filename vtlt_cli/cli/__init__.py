"""The commands, and the sentences that only they say. Only this package prints and exits."""

from vtlt_cli.cli.program import run

__all__ = ["run"]
