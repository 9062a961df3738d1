"""The one function that writes a file: whole or not at all, and over nothing that is to stay."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.reading.folder import shown
from vtlt_cli.reading.text import bytes_if_there, must_be_file

# A file that is being written is called so, with the number of the program that writes it and a
# word for the machine: on a shared disk the numbers of another machine say nothing here. What a
# killed program leaves says what it is, and the next that writes there takes it away.
_LOCK = ".vtlt-lock-"
_LEFT_BEHIND = r"\.vtlt-(\d+)-(?:([0-9a-f]{8})-)?.*"
# What another machine has begun so many seconds ago it does no more.
_FORGOTTEN = 86_400.0


def begun_name(name: str = "") -> str:
    """What a file or folder is called while this program writes it."""
    return f".vtlt-{os.getpid()}-{_machine()}-{name}"


@lru_cache(1)
def _machine() -> str:
    """A word for where the numbers of programs are those of this one: a machine, a container."""
    import platform
    from hashlib import sha256

    try:
        within = os.readlink("/proc/self/ns/pid")
    except OSError:
        within = ""
    return sha256(f"{platform.node()} {within}".encode()).hexdigest()[:8]


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
    target = os.path.realpath(path) if os.path.islink(path) else path
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
    folder = os.path.dirname(target) or os.curdir
    if tidy:
        take_away_left_behind(folder)
    handle, beside = tempfile.mkstemp(dir=folder, prefix=begun_name())
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
    waits; raises OSError where that takes too long. Through a link, which may lead out of the
    folder, nothing is written: raises Refusal. Who writes thousands of files into one folder has it
    made `tidy` once.
    """
    if os.path.islink(path):
        raise Refusal(
            f"{shown(path)} is a link: nothing is written through it; change the file that it "
            "leads to",
            f"{shown(path)} là liên kết nên không ghi qua liên kết; đề nghị sửa tệp gốc",
        )
    with _alone(path):
        if bytes_if_there(path) != was:
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
        except FileExistsError:
            with contextlib.suppress(OSError):
                if _was_left(lock, time.time()):
                    os.unlink(lock)
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
            continue
        try:
            # On a full disk the lock is there before there is no room for the number.
            try:
                os.write(handle, f"{os.getpid()} {_machine()}".encode())
            finally:
                os.close(handle)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(lock)
            raise
        break
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(lock)


def _was_left(lock: str, now: float) -> bool:
    """Whether whoever made the lock is no more, or made it too long ago."""
    must_be_file(lock)
    with open(lock, "rb") as file:
        holder, _blank, machine = file.read(40).decode("ascii", "replace").partition(" ")
    # One that holds no number yet is being made.
    is_known = re.fullmatch("[0-9]+", holder) and machine in ("", _machine())
    is_gone = bool(is_known) and not _is_at_work(int(holder))
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
                elif _is_forgotten(begun, path, time.time()):
                    if os.path.isdir(path) and not os.path.islink(path):
                        shutil.rmtree(path)
                    else:
                        os.unlink(path)


def _is_forgotten(begun: re.Match[str], path: str, now: float) -> bool:
    """Whether the program that began this is no more; one of another machine may be, for a day."""
    if begun[2] in (None, _machine()):
        return not _is_at_work(int(begun[1]))
    return now - os.stat(path).st_mtime > _FORGOTTEN


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
