"""One file that shows a scenario without a server: a grid of levers, run beforehand."""

from contactline.show.export.file import CHARTS, MOST_BYTES, content, static_file
from contactline.show.export.grid import Grid, Lever, LeverPosition, grid

__all__ = [
    "CHARTS",
    "MOST_BYTES",
    "Grid",
    "Lever",
    "LeverPosition",
    "content",
    "grid",
    "static_file",
]
