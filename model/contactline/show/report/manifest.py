"""The manifest of a run: all it takes to get the same results again, and to tell them apart."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from contactline import __version__
from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.show.report.folder import PROGRAM
from contactline.show.words.commands import handed_round
from contactline.study.ensemble import BLOCK_WORLDS
from contactline.study.study import Study

LIBRARIES = (
    "click", "jinja2", "matplotlib", "mesa", "networkx", "numpy", "pandas", "pydantic", "rich",
    "ruamel.yaml", "scipy",
)  # fmt: skip


def manifest(study: Study, folder: Path, meant: Sequence[str], seconds: float) -> dict[str, Any]:
    """Return the manifest of the results in a folder: how they were made, and each file's hash.

    meant: the files that must be there. Raises RunError where one is missing.
    """
    return {
        "program": PROGRAM,
        "version": __version__,
        "command": study.command,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 2),
        "seconds_of_runs": round(study.seconds, 2),
        **_runs(study),
        "scenarios": [_scenario(one) for one in study.scenarios],
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "libraries": libraries(),
        "files": hashes(folder, meant),
    }


def _runs(study: Study) -> dict[str, Any]:
    """Return what the runs depend on, and how they were cut up."""
    return {
        "seed": study.seed,
        "worlds": study.worlds,
        "block": BLOCK_WORLDS,
        "workers": study.workers,
        "scale": study.scale,
        "reference": study.reference,
        "views": [view.name for view in study.views],
    }


def _scenario(one: Scenario) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "source": handed_round(one.source),
        "sha256": one.digest,
        "claims": list(one.claims),
    }


def libraries() -> dict[str, str]:
    """Return the version of each library that the results rest on."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def hashes(folder: Path, meant: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of every file that must be in a folder, by its path, in order.

    Raises RunError where one is missing.
    """
    gone = next((name for name in meant if not (folder / name).is_file()), None)
    if gone:
        raise RunError(f"{gone} has gone while the results were written. Run it again.")
    return {name: _hash(folder / name) for name in sorted(meant)}


def _hash(file: Path) -> str:
    """Return the SHA-256 of a file, which may be as large as the table of a million worlds."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
