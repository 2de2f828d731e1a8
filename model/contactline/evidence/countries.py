"""The outlines of the countries around the front line, for the map."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contactline.errors import EvidenceError
from contactline.evidence.folders import seeds_folder
from contactline.evidence.reading import read_text

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Outline:
    """The outline of one country: rings of shape (points, 2), longitude then latitude."""

    name: str
    polygons: tuple[NDArray[float64], ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """Return the countries around the front line, in alphabetical order."""
    return read_outlines(seeds_folder() / "front" / "country_outlines.geojson")


def read_outlines(path: Path) -> tuple[Outline, ...]:
    """Return the countries of a GeoJSON file of named MultiPolygons.

    Only the outer ring of each polygon is kept. Raises `EvidenceError` where the file is not one.
    """
    try:
        features = list(json.loads(read_text(path))["features"])
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceError(
            f"{path.name}: is no GeoJSON collection of features. Cannot read {error}. "
            f"Copy the file again."
        ) from error
    return tuple(as_outline(path.name, number, each) for number, each in enumerate(features, 1))


def as_outline(file: str, number: int, feature: Any) -> Outline:
    """Return the outline a feature of a GeoJSON collection holds. `number` counts from 1."""
    import numpy as np  # claims and figures are read without it

    try:
        name, geometry = feature["properties"]["name"], feature["geometry"]
        rings = [polygon[0] for polygon in geometry["coordinates"]]
        polygons = tuple(np.array(ring, dtype=np.float64) for ring in rings)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise EvidenceError(
            f"{file}: feature {number}: must be a MultiPolygon with a name. "
            f"Cannot read {error}. Copy the file again."
        ) from error
    for polygon in polygons:
        if polygon.ndim != 2 or polygon.shape[1] != 2:
            raise EvidenceError(
                f"{file}: feature {number}: {name}: a ring must be pairs of degrees. "
                f"Got shape {polygon.shape}. Copy the file again."
            )
        polygon.flags.writeable = False
    return Outline(name, polygons)
