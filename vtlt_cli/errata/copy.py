"""A data folder -> a corrected copy of it: all of its files or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import Refusal
from vtlt_cli.printing.files import begun_name, take_away_left_behind
from vtlt_cli.reading.folder import Folder

_CHUNK = 1 << 20


class Contents(NamedTuple):
    """What of a folder is copied, by the names in it: its files, and the data files below it.

    `subfolders` hold no data and `links` lead out of the folder: neither is copied.
    """

    files: tuple[str, ...]
    subfolders: tuple[str, ...]
    links: tuple[str, ...]


def contents_of(folder: Folder) -> Contents:
    """What there is to copy; raises Refusal where a data file is a link that leads out."""
    root = os.path.join(os.path.realpath(folder.path), "")
    data = {os.path.relpath(path, folder.path) for path in folder.files.values()}
    below = {name.partition(os.sep)[0] for name in data if os.sep in name}
    files, subfolders, links = [], [], []
    for name in sorted({*data, *os.listdir(folder.path)}):
        path = os.path.join(folder.path, name)
        if not os.path.realpath(path).startswith(root):
            if name in data:
                raise Refusal(
                    f"{name} is a link that leads out of the folder: such a folder is not copied",
                    f"{name} là liên kết dẫn ra ngoài thư mục: không sao chép thư mục như vậy",
                )
            links.append(name)
        elif os.path.isfile(path):
            files.append(name)
        elif os.path.isdir(path) and name not in below:
            subfolders.append(name)
    return Contents(tuple(files), tuple(subfolders), tuple(links))


def new_folder(path: str, folder: Folder) -> str:
    """The folder to write, which must be new or empty and outside the data folder."""
    if not path:
        raise Refusal(
            "--apply wants the name of a folder, not an empty one",
            "--apply cần tên thư mục, không nhận tên rỗng",
        )
    target, source = os.path.realpath(path), os.path.realpath(folder.path)
    if target == source or target.startswith(os.path.join(source, "")):
        raise Refusal(
            f"--apply {path} lies in the data folder, which is not changed; name another folder",
            f"--apply {path} nằm trong thư mục dữ liệu, thư mục này không được sửa; "
            "đề nghị chọn thư mục khác",
        )
    if os.path.lexists(path) and not (os.path.isdir(path) and not os.listdir(path)):
        raise Refusal(
            f"--apply {path} is there and is no empty folder; name a new folder",
            f"--apply {path} đã có và không phải thư mục rỗng; đề nghị chọn thư mục mới",
        )
    return path


@contextlib.contextmanager
def copied(
    path: str, folder: Folder, names: Sequence[str], changed: Mapping[str, bytes]
) -> Iterator[None]:
    """These files stand in the new folder, some of them `changed` (by the path that was read).

    Where what follows fails, the copy is taken away again.
    """
    target = os.path.realpath(path)
    there = os.path.isdir(target)
    _write(path, folder, names, changed)
    try:
        yield
    except BrokenPipeError:
        # Who has read enough of the output still wants the copy.
        raise
    except BaseException:
        _take_away(target, names, there)
        raise


def _write(path: str, folder: Folder, names: Sequence[str], changed: Mapping[str, bytes]) -> None:
    """All of the files or none.

    A folder that is there is filled, so that it stays what it is to those who stand in it; a new
    one is put in place when it is complete.
    """
    target = os.path.realpath(path)
    there = os.path.isdir(target)
    into = target
    if not there:
        into = os.path.join(os.path.dirname(target), begun_name(os.path.basename(target)))
    try:
        if not there:
            take_away_left_behind(os.path.dirname(target))
            os.mkdir(into)
        try:
            for name in names:
                source, copy = os.path.join(folder.path, name), os.path.join(into, name)
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                _copy(source, copy, changed.get(source))
            if not there:
                os.rename(into, target)
        except BaseException:
            # Broken off just behind the renaming, what was made has the name asked for.
            _take_away(into if os.path.isdir(into) else target, names, there)
            raise
    except OSError as error:
        # The folder that was asked for is meant, not the one beside it.
        if error.filename is None or str(error.filename).startswith(into):
            error.filename = path
        raise


def _copy(source: str, copy: str, content: bytes | None) -> None:
    """One file, a piece at a time: a folder may hold large ones beside its data."""
    with open(copy, "xb") as out:
        if content is not None:
            out.write(content)
            return
        with open(source, "rb") as file:
            shutil.copyfileobj(file, out, _CHUNK)


def _take_away(target: str, names: Sequence[str], keep: bool) -> None:
    """Remove what was written, and the folder unless it was there before."""
    for top in {name.partition(os.sep)[0] for name in names}:
        path = os.path.join(target, top)
        if os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                os.unlink(path)
    if not keep:
        with contextlib.suppress(OSError):
            os.rmdir(target)
