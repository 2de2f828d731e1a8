"""Where the seeds and the scenarios lie, in a checkout and in an installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from contactline.errors import EvidenceError

PACKAGE = Path(__file__).resolve().parents[1]


@cache
def seeds_folder() -> Path:
    """Return the folder of claims, figures and front line data."""
    return find_folder("seeds", "claims.yaml")


@cache
def scenarios_folder() -> Path:
    """Return the folder of the bundled scenarios."""
    return find_folder("scenarios", "base.yaml")


def find_folder(name: str, landmark: str, package: Path = PACKAGE) -> Path:
    """Return the folder `name` that holds the file `landmark`.

    An installed package carries it as `contactline/_data/<name>`; a checkout has it two
    folders above the package. Raises `EvidenceError` where neither is there.
    """
    places = (package / "_data" / name, package.parents[1] / name)
    for place in places:
        if (place / landmark).is_file():
            return place
    looked = " and ".join(str(place) for place in places)
    raise EvidenceError(
        f"The folder {name!r} with {landmark} was not found. Looked in: {looked}. "
        f"Install the package again, or run it from a complete checkout."
    )
