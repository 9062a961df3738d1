"""`vtlt` with the invented kinds."""

from __future__ import annotations

from invented import declare

declare()

from vtlt_cli.__main__ import main  # noqa: E402 (they are declared first)

raise SystemExit(main())
