"""Finds the files below a folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Skipped

__all__ = ["files_below", "unopened"]


def files_below(folder: str, wanted: Callable[[str], bool]) -> Iterator[str | Skipped]:
    """The regular files below a folder that are wanted, sorted by name in each folder.

    Hidden files and folders are left out. Links to folders, which may lead in a circle, are skipped, and so is what is
    wanted by its name and is no file (a pipe, a link that leads nowhere), and a folder that cannot be opened.

    Raises:
        SourceError: the folder itself cannot be opened.
    """
    open_folders = [iter(_entries(folder))]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
            continue
        path = Path(entry.path).as_posix()
        try:
            if entry.is_dir(follow_symlinks=False):
                open_folders.append(iter(_entries(path)))
            elif entry.is_file():
                if wanted(path):
                    yield path
            elif entry.is_dir():
                yield Skipped(path, "a link to a folder, which is not followed: name the folder itself", harmless=True)
            elif wanted(path):
                yield Skipped(path, "no regular file" if os.path.exists(path) else "a link that leads nowhere")
        except SourceError as error:
            yield Skipped(path, str(error))
        except OSError as error:
            yield Skipped(path, unopened(error), harmless=not wanted(path))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError as error:
        raise SourceError(unopened(error)) from error


def unopened(error: OSError) -> str:
    """What to say of a file or folder that cannot be opened."""
    way_out = ": check its permissions" if isinstance(error, PermissionError) else ""
    return f"cannot be opened ({error.strerror}){way_out}"
