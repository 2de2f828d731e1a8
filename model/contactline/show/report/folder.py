"""A folder of results that is whole or not there: made beside its place and renamed at the end."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contactline.errors import RunError
from contactline.language import marked
from contactline.show.report.drafts import hidden, replace

RESULTS = Path("results")
MANIFEST = "manifest.json"
PROGRAM = "contactline"
LAST = ".last"
MOST_NAME = 60


def folder_name(scenarios: Sequence[str], seed: int, worlds: int) -> str:
    """Return the name of the folder of a run: its scenarios, seed and number of worlds."""
    slugs = [slug(name) for name in scenarios]
    kept = [
        one
        for at, one in enumerate(slugs)
        if at == 0 or len("-".join(slugs[: at + 1])) <= MOST_NAME
    ]
    left = len(slugs) - len(kept)
    more = [f"and-{left}-more"] if left else []
    return "-".join([*kept, *more, f"seed{seed}", str(worlds)])


def slug(name: str) -> str:
    """Return a name made of lower-case letters, digits and "-" that begins with a letter."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:MOST_NAME]
    return plain if plain[:1].isalpha() else f"scenario-{plain}".rstrip("-")


def free_folder(parent: Path, name: str) -> Path:
    """Return a folder that is not there yet: the name, or the name with -2, -3 behind it."""
    tried, number = parent / name, 2
    while tried.exists() or tried.is_symlink():
        tried, number = parent / f"{name}-{number}", number + 1
    return tried


def check_target(target: Path, *, overwrite: bool) -> None:
    """Raise RunError unless results may be written to this folder, OSError if no name will do.

    A folder with content is replaced only if asked, and only if all of it is from an earlier run.
    """
    try:
        target.lstat()
    except FileNotFoundError:
        return
    if not target.is_dir() or target.is_symlink():
        raise RunError(f"{target} is not a folder. Choose another name with --out.")
    if not any(target.iterdir()):
        return
    if not overwrite:
        raise RunError(
            f"{target} already has files in it. Choose another folder with --out, or add "
            "--overwrite if it holds an earlier run that you do not need."
        )
    _check_ours(target)


def _check_ours(target: Path) -> None:
    """Raise RunError unless every file of a folder is named by the manifest in it."""
    named = files_of(target)
    if named is None:
        raise RunError(
            f"{target} was not written by contactline (it has no {MANIFEST} of ours), so it is not "
            "overwritten. Choose another folder with --out."
        )
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    strange = sorted(there - set(named) - {MANIFEST})
    if strange:
        raise RunError(
            f"{target} also holds {strange[0]}, which no run has written, so it is not "
            "overwritten. Move that file away, or choose another folder with --out."
        )


def files_of(folder: Path) -> list[str] | None:
    """Return the files that the manifest of a folder names, None if there is none of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or manifest.get("program") != PROGRAM:
        return None
    files = manifest.get("files")
    return list(files) if isinstance(files, dict) else None


@contextmanager
def results_folder(
    parent: Path, name: str, *, out: Path | None, overwrite: bool
) -> Iterator[Draft]:
    """Give a draft to write results to; it becomes the folder of results if all goes well.

    out: the folder asked for; without it a free one of this name below the parent. If anything
    goes wrong, or the user interrupts, nothing is left. Raises RunError.
    """
    try:
        if out is not None:
            check_target(out, overwrite=overwrite)
        target = out or free_folder(parent, name)
        with hidden(target) as path:
            path.mkdir()
            draft = Draft(path, target)
            yield draft
            if out is None:
                draft.target = free_folder(parent, name)
            else:
                check_target(out, overwrite=overwrite)
            replace(path, draft.target)
    except OSError as error:
        where, why = out or parent / name, error.strerror or error
        remedy = "See whether there is room, and whether you may write there."
        raise RunError(f"The results could not be made in {where}: {why}. {remedy}") from error


@dataclass
class Draft:
    """A folder beside the one that the results are for. `target` is final once published."""

    path: Path
    target: Path


def remember(folder: Path, results: Path = RESULTS) -> None:
    """Note that this is the last folder of results, for `last_report`."""
    if not results.is_dir():
        return
    note, new = results / LAST, results / f"{LAST}-{secrets.token_hex(4)}"
    try:
        new.write_text(os.path.relpath(folder, results) + "\n", encoding="utf-8", newline="\n")
        new.replace(note)
    except (OSError, ValueError):
        new.unlink(missing_ok=True)


def last_report(results: Path = RESULTS) -> Path | None:
    """Return the report of the last run noted, or of the newest folder of results, or None."""
    try:
        noted = results / (results / LAST).read_text(encoding="utf-8").strip() / "report.html"
        if noted.is_file():
            return noted
    except (OSError, ValueError):
        pass
    manifests = [
        path for path in results.glob(f"*/{MANIFEST}") if files_of(path.parent) is not None
    ]
    reports = [path.parent / "report.html" for path in manifests]
    there = [path for path in reports if path.is_file()]
    return max(there, key=lambda path: (path.stat().st_mtime_ns, str(path)), default=None)


def places(folder: Path) -> dict[str, str]:
    """Return where the results lie, by what they are."""
    found = {marked("Table"): folder / "table.md", marked("Charts"): folder / "charts"}
    found[marked("Report")] = folder / "report.html"
    return {name: str(path) for name, path in found.items() if path.exists()}
