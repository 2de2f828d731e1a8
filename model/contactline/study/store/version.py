"""What the results of a block depend on beside its scenario: the rules and what they run on."""

from __future__ import annotations

import platform
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from contactline import __version__
from contactline.evidence import seeds_folder

OF_THE_RULES = ("arrays.py", "luck.py", "dials", "evidence", "scenario", "bargaining", "world",
                "study")  # fmt: skip
PACKAGE = Path(__file__).resolve().parents[2]


@cache
def version_digest() -> str:
    """Return a digest that is another as soon as a rule, a seed, Python, NumPy or the machine is.

    So a block of an earlier version is never taken for one of this.
    """
    import scipy

    digest = sha256(f"{__version__} {sys.version} {np.__version__} {scipy.__version__}".encode())
    digest.update(f"{platform.machine()} {platform.system()}".encode())
    for root, file in [*_sources(), *_seeds()]:
        digest.update(file.relative_to(root).as_posix().encode() + b"\0")
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _sources() -> list[tuple[Path, Path]]:
    """Return the files that rules and studies are written in, each with its root."""
    roots = [PACKAGE / name for name in OF_THE_RULES]
    files = [one for root in roots for one in (root.rglob("*.py") if root.is_dir() else [root])]
    return [(PACKAGE, one) for one in sorted(files)]


def _seeds() -> list[tuple[Path, Path]]:
    """Return the files of facts, as the front line and the calibrated ranges are among them."""
    root = seeds_folder()
    return [(root, one) for one in sorted(root.rglob("*")) if one.is_file()]
