"""Which data files stand in a folder."""

import os
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from vtlt_cli.names import edit_distance
from vtlt_cli.reading.kinds import SUBJECTS, Address
from vtlt_cli.wording import composed

# A kind and a year, with what programs and people put around them: `Copy of`, `(1)`, `- Copy`,
# `_final`, `.csv.txt`.
_LOOK_ALIKE = (
    r"(?:copy of |bản sao (?:của )?)?([a-z]{4,12})[ _.-]*([0-9]{4}|[0-9]{2})?"
    r"(?:[ _.-]*(?:\([0-9]+\)|copy|bản sao|final|new|old|mới|cũ|cuối|v?[0-9]))*"
    r"((?:\.(?:ya?ml|csv|tsv|txt|xlsx?|ods))*)"
)
# Where the data come from is often kept beside them.
_SHEETS = (".xlsx", ".xls", ".ods")
_LOOK_ALIKE_FOLDER = r"([a-z]{4,12})[ _.-]*([0-9]{2}|[0-9]{4})?"


class Folder(NamedTuple):
    """The data files of a folder by their address.

    `look_alikes` are files that are none of them by a slip of the name, each with the name meant;
    `contents` are bytes that stand for a file, such as standard input; `links` are data files that
    lead out of the folder and are not followed.
    """

    path: str
    files: Mapping[Address, str]
    look_alikes: tuple[tuple[str, str], ...] = ()
    contents: Mapping[str, bytes] = MappingProxyType({})
    links: tuple[str, ...] = ()

    def years(self, kind: str) -> list[int]:
        """The years that have a file of this kind, in order."""
        return sorted({address.year for address in self.files if address.kind == kind})

    def has_look_alike_of_a_round(self) -> bool:
        """Whether there is a file that is one of a round but for a slip of its name."""
        # `awards.txt` without a year is what a command printed, and no round's file.
        return any(
            "_" in meant and any(letter.isdigit() for letter in os.path.basename(found))
            for found, meant in self.look_alikes
        )

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
        whole = os.path.join(path, name)
        meant = None if name.startswith((".", "~")) else _meant(name, path)
        if meant is not None:
            look_alikes.append((whole, meant))
    known = {os.path.basename(file) for file in files.values()}
    return Folder(
        path,
        files,
        tuple(
            (found, meant)
            for found, meant in look_alikes
            # The workbook from which a file was saved is no slip.
            if not (meant in known and found.casefold().endswith(_SHEETS))
        ),
    )


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


def _meant(name: str, path: str) -> str | None:
    """The data file that a name is a slip of: `cluster_2009.yaml`, `scores_2007.yml`.

    In a folder with a file a unit it is one with another ending; that folder's own name may be the
    slip too, if there is a table in it.
    """
    folder, slash, file = name.rpartition("/")
    if slash:
        stem, dot, ending = file.rpartition(".")
        suffix = SUBJECTS[folder.partition("_")[0]].suffix
        slip = dot + ending.casefold() in (suffix, ".tsv", ".txt", ".yaml", ".yml")
        return f"{folder}/{stem}{suffix}" if slip and stem and stem[0] not in "~." else None
    match = re.fullmatch(_LOOK_ALIKE, composed(name).casefold())
    if match is None or (not match[3] and match[2] is None):
        return _folder_meant(name, path)
    if os.path.isdir(os.path.join(path, name)):
        return _folder_meant(name, path)
    stem, year = match[1], match[2] or ""
    if len(year) == 2:
        year = ("20" if year < "50" else "19") + year
    for kind, subject in SUBJECTS.items():
        if subject.a_unit or (year and not subject.of_a_round):
            continue
        if edit_distance(stem, kind, 2) <= (2 if bool(year) == subject.of_a_round else 0):
            meant = subject.file.replace("YYYY", year) if year else subject.file
            return None if meant == name else meant
    return None


def _folder_meant(name: str, path: str) -> str | None:
    """The folder of a round that a name is a slip of: `sheet_2035`, `sheets_35`."""
    match = re.fullmatch(_LOOK_ALIKE_FOLDER, name.casefold())
    if match is None:
        return None
    for kind, subject in SUBJECTS.items():
        if not subject.a_unit or edit_distance(match[1], kind, 2) > 2:
            continue
        inside = os.path.join(path, name)
        if not os.path.isdir(inside):
            continue
        if any(file.casefold().endswith(subject.suffix) for file in os.listdir(inside)):
            digits = match[2] or "YYYY"
            year = digits if len(digits) == 4 else "20" + digits
            return subject.file.partition("/")[0].replace("YYYY", year) + "/"
    return None


def without_links(folder: Folder) -> Folder:
    """The folder without the data files that are links to a file outside of it."""
    base = os.path.join(os.path.realpath(folder.path or "."), "")
    outside = {
        address: path
        for address, path in folder.files.items()
        if not os.path.realpath(path).startswith(base)
    }
    files = {address: path for address, path in folder.files.items() if address not in outside}
    return folder._replace(files=files, links=tuple(outside.values()))


def shown(path: str) -> str:
    """A path as it is printed: as typed, or from where the user stands, with `/`."""
    if os.path.isabs(path):
        here = os.path.join(os.getcwd(), "")
        path = path[len(here) :] if path.startswith(here) else path
    return os.path.normpath(path).replace(os.sep, "/")
