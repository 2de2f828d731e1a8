"""The window of the map: which part of the earth is drawn, and the line cut in sectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contactline.evidence import Front

KM_PER_DEGREE = 111.32
NAMES_DEG = 0.35
# Room around the line in degrees: west, east (for the names), south, north.
MARGINS_DEG = (0.5, 2.9, 0.65, 0.65)


@dataclass(frozen=True)
class Window:
    """The part of the earth that is drawn, in degrees, and its width on paper."""

    west: float
    east: float
    south: float
    north: float
    width_in: float

    @property
    def stretch(self) -> float:
        """Height of a degree of latitude over the width of one of longitude, mid-window."""
        return round(float(1 / np.cos(np.radians((self.south + self.north) / 2))), 6)

    @property
    def height_in(self) -> float:
        """Height on paper."""
        return self.width_in * (self.north - self.south) * self.stretch / (self.east - self.west)

    def degrees_wide(self, inches: float) -> float:
        """Return inches across as degrees of longitude."""
        return inches * (self.east - self.west) / self.width_in

    def degrees_long(self, km: float) -> float:
        """Return kilometres as degrees of longitude, mid-window."""
        return km / KM_PER_DEGREE * self.stretch


def window_around(line: Front, width_in: float, names_in: float = 0.0) -> Window:
    """Return the window tight on the line, with room for names on the right.

    names_in: of their width, from where they begin, `NAMES_DEG` east of the line.
    """
    west, east, south, north = MARGINS_DEG
    lon, lat = line.line_lon, line.line_lat
    share = names_in / width_in
    east = max(east, (NAMES_DEG + share * (float(np.ptp(lon)) + west)) / (1 - share))
    return Window(
        float(lon.min()) - west,
        float(lon.max()) + east,
        float(lat.min()) - south,
        float(lat.max()) + north,
        width_in,
    )


def sector_paths(line: Front) -> NDArray[np.float64]:
    """Return the stretch of each sector, halfway to its neighbours: (sectors, 3, lon and lat)."""
    at = np.stack([line.sector_lon, line.sector_lat], axis=1)
    halves = (at[1:] + at[:-1]) / 2
    before = np.vstack([at[:1], halves])
    after = np.vstack([halves, at[-1:]])
    return np.stack([before, at, after], axis=1)
