"""`vtlt new`."""

import contextlib
import os
from collections.abc import Mapping
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Data, Language
from vtlt_cli.cli.session import context_of, data_folder, year_of
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.load import load
from vtlt_cli.reading.folder import Folder, packaged_folder, shown
from vtlt_cli.reading.kinds import Address
from vtlt_cli.reading.text import bytes_if_there, read_bytes


def new(
    ctx: typer.Context,
    year: Annotated[
        int, typer.Argument(metavar="YEAR", help=t("year of the new round", "năm của đợt mới"))
    ],
    to: Annotated[
        Optional[str],
        typer.Option(
            "--to",
            metavar="DIR",
            help=t("the folder to write; left out: YEAR", "thư mục cần lập; không ghi: NĂM"),
        ),
    ] = None,
    from_: Annotated[
        Optional[int],
        typer.Option(
            "--from",
            metavar="YEAR",
            help=t("copy the clusters of this round", "chép danh sách Cụm của đợt này"),
        ),
    ] = None,
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.new_round.folder import new_round

    context = context_of(ctx, data, lang, "auto")
    if not 1000 <= year <= 9999:
        raise Refusal(f"{year} is no year of a round", f"{year} không phải là năm của đợt kiểm tra")
    if from_ is not None and from_ >= year:
        raise Refusal(
            f"--from wants a round before {year}, not {from_}",
            f"--from cần một đợt trước năm {year}, không nhận {from_}",
        )
    if to is not None and not to.strip():
        raise Refusal("--to wants the name of a folder", "--to cần tên thư mục")
    folder = data_folder(context)
    if from_ is not None:
        year_of(folder, "clusters", from_)
    target = to or str(year)
    found, _problems = load(folder, ("clusters",), from_)
    if found.is_incomplete("provinces"):
        context.say(
            "the register of units could not be read whole, so nothing was written: see "
            "`vtlt validate`",
            "chưa đọc được đầy đủ danh mục đơn vị nên chưa ghi gì: đề nghị chạy `vtlt validate`",
        )
        return 1
    made = new_round(found, year, from_, context.lang)
    files = {name: text.encode() for name, text in made.files.items()}
    register = _register_of(folder)
    if register is not None:
        files[os.path.basename(register)] = read_bytes(register)
    _write(target, files)
    context.say(
        f"the folder of round {year} is {shown(target)} ({', '.join(files)}); what is to be filled "
        f"in: `vtlt validate {shown(target)}`",
        f"đã lập thư mục của đợt kiểm tra năm {year}: {shown(target)} ({', '.join(files)}); nội "
        f"dung cần điền: chạy `vtlt validate {shown(target)}`",
    )
    if made.not_copied is not None:
        english, vietnamese = made.not_copied
        context.say(
            f"the clusters were not copied: {english}; the units stand in clusters_{year}.yaml, to "
            "be put into clusters",
            f"chưa chép danh sách Cụm: {vietnamese}; danh sách đơn vị để xếp Cụm ghi tại "
            f"clusters_{year}.yaml",
        )
    return 0


def _register_of(folder: Folder) -> str | None:
    """The register that the folder brings along; the packaged one serves without a copy."""
    packaged = os.path.realpath(folder.path) == os.path.realpath(packaged_folder())
    return None if packaged else folder.files.get(Address("provinces"))


def _write(target: str, files: Mapping[str, bytes]) -> None:
    """All files or none, over nothing that is there."""
    from vtlt_cli.printing.files import write_over

    paths = {os.path.join(target, name): content for name, content in files.items()}
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        raise _already(there)
    was_there = os.path.isdir(target)
    os.makedirs(target, exist_ok=True)
    begun: list[str] = []
    try:
        for path, content in paths.items():
            begun.append(path)
            if not write_over(path, content, None):
                begun.remove(path)
                raise _already([path])
    except BaseException:
        for path in begun:
            with contextlib.suppress(OSError):
                if bytes_if_there(path) == paths[path]:
                    os.unlink(path)
        if not was_there:
            with contextlib.suppress(OSError):
                os.rmdir(target)
        raise


def _already(paths: list[str]) -> Refusal:
    listed = ", ".join(map(shown, paths))
    return Refusal(
        f"{listed} is there already; nothing was written: name another folder with --to",
        f"đã có {listed}; chưa ghi gì: đề nghị chọn thư mục khác bằng --to",
    )
