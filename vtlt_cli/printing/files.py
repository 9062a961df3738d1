"""The one function that writes a file: whole, or not at all."""

from __future__ import annotations

import errno
import os


def write_whole(path: str, content: bytes) -> None:
    """Write the file whole or not at all: beside it first, then in its place; raises OSError.

    What is no regular file (a device, a pipe) is written to as it is.
    """
    # By the path as given: that of a pipe behind /dev/stdout leads to no file of the system.
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as out:
            out.write(content)
        return
    target = os.path.realpath(path)
    try:
        _write_beside(target, content)
    except OSError as error:
        # The file that was asked for is meant, not the one beside it.
        error.filename = path
        raise


def _write_beside(target: str, content: bytes) -> None:
    import tempfile

    mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else 0o666 & ~_umask()
    if os.path.exists(target) and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
    handle, beside = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".vtlt-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        os.chmod(beside, mode)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
