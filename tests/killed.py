"""Runs `vtlt` and kills it at the N-th step that changes a folder: `python killed.py N ARGS…`.

The exit code is 137 where it was killed; any other where there was no such step.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

STEPS = ("replace", "rename", "mkdir", "unlink", "rmdir", "chmod", "link", "open", "fsync")


def main() -> int:
    at, count = int(sys.argv[1]), 0

    def killing(step: Any, is_open: bool) -> Any:
        def stepped(*args: Any, **more: Any) -> Any:
            nonlocal count
            changes = not is_open or bool(len(args) > 1 and args[1] & os.O_CREAT)
            if changes:
                count += 1
                if count == at:
                    os._exit(137)
            return step(*args, **more)

        return stepped

    from vtlt_cli.__main__ import main as run

    tempfile.mkstemp  # noqa: B018 (imported before its steps are counted)
    for name in STEPS:
        setattr(os, name, killing(getattr(os, name), name == "open"))
    sys.argv = ["vtlt", *sys.argv[2:]]
    return run()


if __name__ == "__main__":
    sys.exit(main())
