"""The front line, cut into sectors of about 10 km from north-east to south-west."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from contactline.evidence.folders import seeds_folder
from contactline.evidence.tables import Direction, Waypoint, read_directions, read_places

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

SECTOR_KM = 10.0


@dataclass(frozen=True, eq=False)
class Front:
    """The front line from north-east to south-west; its arrays are read-only.

    Those named `sector_` have one item per sector, `line_` and `place_names` one per waypoint.
    Intensities are shares of the violence of wartime and sum to 1. Coordinates are degrees. The
    line drawn through the waypoints is schematic and shorter than `length_km`.
    """

    direction_names: tuple[str, ...]
    sector_direction: tuple[str, ...]
    sector_length_km: NDArray[float64]
    sector_intensity: NDArray[float64]
    sector_lat: NDArray[float64]
    sector_lon: NDArray[float64]
    line_lat: NDArray[float64]
    line_lon: NDArray[float64]
    place_names: tuple[str, ...]
    length_km: float


@cache
def front() -> Front:
    """Return the front line of December 2024."""
    folder = seeds_folder() / "front"
    return read_front(folder / "front_directions.csv", folder / "front_line.csv")


def read_front(directions_path: Path, places_path: Path) -> Front:
    """Return the front line made of a table of directions and one of waypoints.

    Each direction has `round(km / 10)` sectors of equal length and equal share, at least one.
    """
    directions = read_directions(directions_path)
    places = read_places(places_path, [direction.name for direction in directions])
    total = sum(direction.intensity_share for direction in directions)
    sectors = [
        (direction, count)
        for direction, count in zip(directions, map(sector_count, directions), strict=True)
        for _ in range(count)
    ]
    lat, lon = sector_midpoints(directions, places)
    return Front(
        direction_names=tuple(direction.name for direction in directions),
        sector_direction=tuple(direction.name for direction, _ in sectors),
        sector_length_km=column(direction.km / count for direction, count in sectors),
        sector_intensity=column(
            direction.intensity_share / total / count for direction, count in sectors
        ),
        sector_lat=lat,
        sector_lon=lon,
        line_lat=column(place.lat for place in places),
        line_lon=column(place.lon for place in places),
        place_names=tuple(place.name for place in places),
        length_km=float(sum(direction.km for direction in directions)),
    )


def sector_count(direction: Direction) -> int:
    """Return how many sectors of about 10 km a direction has, at least one."""
    return max(1, round(direction.km / SECTOR_KM))


def sector_midpoints(
    directions: Sequence[Direction], places: Sequence[Waypoint]
) -> tuple[NDArray[float64], NDArray[float64]]:
    """Return latitude and longitude of the middle of each sector, shape (sectors,).

    A direction's line goes through its own waypoints and on to the first of the next direction.
    """
    points: list[tuple[float, float]] = []
    for direction in directions:
        own = [number for number, place in enumerate(places) if place.direction == direction.name]
        stretch = places[own[0] : own[-1] + 2]
        count = sector_count(direction)
        shares = [(number + 0.5) / count for number in range(count)]
        points += points_along([(place.lat, place.lon) for place in stretch], shares)
    return column(lat for lat, _ in points), column(lon for _, lon in points)


def points_along(
    line: Sequence[tuple[float, float]], shares: Sequence[float]
) -> list[tuple[float, float]]:
    """Return the points (lat, lon) at these shares of the length of a line, 0 to 1.

    Lengths are those on a plane on which a degree of longitude shrinks with latitude.
    """
    import numpy as np  # claims and figures are read without it

    lat, lon = np.array(line).T
    east = np.diff(lon) * np.cos(np.radians((lat[1:] + lat[:-1]) / 2))
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(lat), east))])
    wanted = np.array(shares) * walked[-1]
    found = np.interp(wanted, walked, lat), np.interp(wanted, walked, lon)
    return list(zip(found[0].tolist(), found[1].tolist(), strict=True))


def column(numbers: Iterable[float]) -> NDArray[float64]:
    """Return a read-only array of these numbers, for it is shared by every caller."""
    import numpy as np  # claims and figures are read without it

    array = np.fromiter(numbers, dtype=np.float64)
    array.flags.writeable = False
    return array
