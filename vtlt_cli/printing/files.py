"""The one function that writes a file: whole or not at all, and over nothing that is to stay."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterable, Iterator, Sequence

from vtlt_cli.diagnostics import Refusal, Words

# A file that is being written is called so, with the number of the program that writes it. What a
# killed program leaves says what it is, and the next that writes there takes it away.
_BEGUN = ".vtlt-{program}-"
_LOCK = ".vtlt-lock-"
_LEFT_BEHIND = r"\.vtlt-(\d+)-.*"


def write_whole(path: str, content: bytes, keep: Iterable[str] = (), tidy: bool = True) -> None:
    """Write the file whole or not at all: beside it first, then in its place; raises OSError.

    What is no regular file (a device, a pipe) is written to as it is. Over the files of `keep`,
    under whatever name or link, nothing is written: raises Refusal. What a killed program left in
    the folder is taken away where it is made `tidy`.
    """
    _must_stay(path, keep)
    # By the path as given: that of a pipe behind /dev/stdout leads to no file of the system.
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as out:
            out.write(content)
        return
    target = os.path.realpath(path)
    try:
        _write_beside(target, content, tidy)
    except OSError as error:
        # The file that was asked for is meant, not the one beside it.
        error.filename = path
        raise


def must_end_with(path: str, suffixes: Sequence[str], what: Words) -> None:
    """Refuse a file whose suffix says that it holds something else than `what` is written as.

    A name without a suffix says nothing.
    """
    if os.path.splitext(path)[1].lower() in ("", *suffixes):
        return
    listed = ", ".join(suffixes)
    raise Refusal(
        f"{what[0]} is written to a file {listed}; {path!r} would say that it is something else",
        f"{what[1]} chỉ ghi được ra tệp {listed}, không ghi ra “{path}”",
    )


def _must_stay(path: str, keep: Iterable[str]) -> None:
    """Refuse to write over a file that is to stay as it is."""
    for kept in keep:
        same = os.path.realpath(kept) == os.path.realpath(path)
        if not same and os.path.exists(path) and os.path.exists(kept):
            # Two names of one file, or one name in other letters where the system takes any.
            same = os.path.samefile(path, kept)
        if same:
            raise Refusal(
                f"{path} is a data file or was just read; name another file with -o",
                f"{path} là tệp dữ liệu hoặc tệp vừa đọc; đề nghị ghi ra tệp khác bằng -o",
            )


def _write_beside(target: str, content: bytes, tidy: bool) -> None:
    import tempfile

    mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else 0o666 & ~_umask()
    if os.path.exists(target) and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
    folder = os.path.dirname(target)
    if tidy:
        take_away_left_behind(folder)
    begun = _BEGUN.format(program=os.getpid())
    handle, beside = tempfile.mkstemp(dir=folder, prefix=begun)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        os.chmod(beside, mode)
        os.replace(beside, target)
    except BaseException:
        # After the last step there is none: a signal may come just then.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)
        raise


def write_over(path: str, content: bytes, was: bytes | None, tidy: bool = True) -> bool:
    """Write the file whole if it still holds what it held; else leave it and return False.

    `was` is None for a file that was not there. Whoever writes by this function at the same time
    waits; raises OSError where that takes too long. Who writes thousands of files into one folder
    has it made `tidy` once.
    """
    with _alone(os.path.realpath(path) if os.path.islink(path) else path):
        try:
            with open(path, "rb") as file:
                now: bytes | None = file.read()
        except FileNotFoundError:
            now = None
        if now != was:
            return False
        write_whole(path, content, tidy=tidy)
        return True


# So many seconds another program may take to write a file; a lock that is older was left behind.
_PATIENCE, _OLD = 10.0, 60.0


@contextlib.contextmanager
def _alone(path: str) -> Iterator[None]:
    """Hold the lock on a file, which is a file beside it with the number of who holds it."""
    import time

    lock = os.path.join(os.path.dirname(path), _LOCK + os.path.basename(path))
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            os.write(handle, str(os.getpid()).encode())
            os.close(handle)
            break
        except FileExistsError:
            with contextlib.suppress(OSError):
                if _was_left(lock, time.time()):
                    os.unlink(lock)
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(lock)


def _was_left(lock: str, now: float) -> bool:
    """Whether whoever made the lock is no more, or made it too long ago."""
    with open(lock, "rb") as file:
        holder = file.read(20)
    # One that holds no number yet is being made.
    is_gone = holder.isdigit() and not _is_at_work(int(holder))
    return (is_gone and os.name != "nt") or now - os.stat(lock).st_mtime > _OLD


def take_away_left_behind(folder: str) -> None:
    """Remove what a program that is no more began to write in this folder, and its locks."""
    import shutil
    import time

    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            begun = re.fullmatch(_LEFT_BEHIND, name)
            # On Windows the file of a program that is at work cannot be removed.
            with contextlib.suppress(OSError):
                if begun is None:
                    if name.startswith(_LOCK) and _was_left(path, time.time()):
                        os.unlink(path)
                elif not _is_at_work(int(begun[1])):
                    if os.path.isdir(path) and not os.path.islink(path):
                        shutil.rmtree(path)
                    else:
                        os.unlink(path)


def _is_at_work(program: int) -> bool:
    """Whether that program runs; this one writes one file after the other."""
    if os.name == "nt" or program == os.getpid():
        return False
    try:
        os.kill(program, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
