"""Which data files stand in a folder."""

import os
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from vtlt_cli.names import edit_distance
from vtlt_cli.reading.kinds import SUBJECTS, Address

_ENDING = r"\.(?:ya?ml|csv|tsv|txt)"


class Folder(NamedTuple):
    """The data files of a folder by their address.

    `look_alikes` are files that are none of them by a slip of the name, each with the name meant;
    `contents` are bytes that stand for a file, such as standard input.
    """

    path: str
    files: Mapping[Address, str]
    look_alikes: tuple[tuple[str, str], ...] = ()
    contents: Mapping[str, bytes] = MappingProxyType({})

    def years(self, kind: str) -> list[int]:
        """The years that have a file of this kind, in order."""
        return sorted({address.year for address in self.files if address.kind == kind})

    def has_round_file(self) -> bool:
        """Whether there is a file of any round."""
        return any(SUBJECTS[address.kind].of_a_round for address in self.files)


def packaged_folder() -> str:
    """The data that came with the program: in the package, or beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "data")


def scan(path: str) -> Folder:
    """Which data files stand in the folder; raises OSError where it cannot be listed."""
    files: dict[Address, str] = {}
    look_alikes: list[tuple[str, str]] = []
    for name in _names(path):
        address = address_of(name)
        if address is not None:
            files[address] = os.path.join(path, *name.split("/"))
            continue
        meant = _meant(name)
        if meant is not None:
            look_alikes.append((os.path.join(path, name), meant))
    return Folder(path, files, tuple(look_alikes))


def _names(path: str) -> Iterator[str]:
    """The names in the folder, and of a folder that holds a file a unit those in it."""
    for name in sorted(os.listdir(path)):
        kind, _, year = name.partition("_")
        if kind in SUBJECTS and SUBJECTS[kind].a_unit and _is_year(year):
            inside = os.path.join(path, name)
            if os.path.isdir(inside):
                yield from (f"{name}/{file}" for file in sorted(os.listdir(inside)))
                continue
        yield name


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and int(text) >= 1000


def address_of(name: str) -> Address | None:
    """Which file of a data folder has this name; None for any other file."""
    folder, slash, file = name.rpartition("/")
    stem, dot, ending = file.rpartition(".")
    kind, _, year = (folder if slash else stem).partition("_")
    subject = SUBJECTS.get(kind)
    if subject is None or subject.suffix != dot + ending or subject.a_unit != bool(slash):
        return None
    if subject.of_a_round != bool(year) or (year and not _is_year(year)):
        return None
    address = Address(kind, int(year or 0), stem if slash else "")
    return address if name == subject.file_of(address.year, address.unit) else None


def place_in_folder(path: str) -> tuple[str, str]:
    """The data folder that a file belongs to, and the name of the file in it.

    The file of a unit stands one folder deeper: `data`, `sheets_2009/binh-dinh.csv`.
    """
    parent, name = os.path.split(path)
    deeper = f"{os.path.basename(os.path.abspath(parent))}/{name}"
    if address_of(deeper) is not None:
        return os.path.normpath(os.path.join(parent, os.pardir)), deeper
    return parent or os.curdir, name


def _meant(name: str) -> str | None:
    """The data file that a name is a slip of: `cluster_2009.yaml`, `scores_2007.yml`.

    Of the files a unit it is their folder, `sheet_2009`, or the ending of a file in it.
    """
    folder, slash, file = name.partition("/")
    if slash:
        kind, _, year = folder.partition("_")
        unit, dot, ending = file.rpartition(".")
        looks = re.fullmatch(_ENDING, (dot + ending).casefold())
        return SUBJECTS[kind].file_of(int(year), unit) if looks else None
    match = re.fullmatch(rf"([a-z]{{4,12}})[ _.-]*([0-9]*)({_ENDING})?", name.casefold())
    if match is None:
        return None
    stem, year, ending = match.groups()
    for kind, subject in SUBJECTS.items():
        alike = subject.a_unit != bool(ending) and subject.of_a_round == bool(year)
        if alike and edit_distance(stem, kind, 2) <= 2:
            return subject.file.replace("YYYY", year).partition("/")[0]
    return None


def shown(path: str) -> str:
    """A path as it is printed: as typed, or from where the user stands, with `/`."""
    if os.path.isabs(path):
        here = os.path.join(os.getcwd(), "")
        path = path[len(here) :] if path.startswith(here) else path
    return os.path.normpath(path).replace(os.sep, "/")
