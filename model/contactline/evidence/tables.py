"""The two tables of the front line: its directions, and the waypoints of its shape."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from contactline.errors import EvidenceError
from contactline.evidence.fields import Read, Told, read_as
from contactline.evidence.reading import read_text

Name = Annotated[str, Field(min_length=1), Told("is empty.", "Write a name.")]


def _must(be: str) -> Told:
    """Return the words for a cell that does not hold this number."""
    return Told(f"must be {be}. Got {{got}}.", "Correct the number.")


class Direction(Read):
    """One direction of the front: its length and its share of the violence of wartime."""

    name: Name = Field(alias="direction")
    km: Annotated[float, Field(ge=1, le=10_000), _must("a length from 1 to 10000 km")]
    intensity_share: Annotated[float, Field(ge=0, le=1), _must("a share from 0 to 1")]


class Waypoint(Read):
    """One waypoint of the line, in degrees."""

    name: Name = Field(alias="place")
    direction: Name
    lat: Annotated[float, Field(ge=-90, le=90), _must("a latitude from -90 to 90")]
    lon: Annotated[float, Field(ge=-180, le=180), _must("a longitude from -180 to 180")]


@dataclass(frozen=True)
class SeedRow:
    """One row of a table as it was read. `line` counts from 1 and includes the heading."""

    file: str
    line: int
    cells: Mapping[str, str]

    def fault(self, column: str, wrong: str, remedy: str) -> EvidenceError:
        """Return the error that names file, line, row and column, what is wrong and what to do."""
        row = next(iter(self.cells.values())) or "row without a name"
        return EvidenceError(f"{self.file}:{self.line}: {row}: {column}: {wrong} {remedy}")


def read_directions(path: Path) -> tuple[Direction, ...]:
    """Return the directions of the front, from north-east to south-west."""
    rows = read_rows(path, ("direction", "km", "intensity_share"))
    directions = tuple(read_as(Direction, row.cells, row.fault) for row in rows)
    names = [direction.name for direction in directions]
    for row, name in zip(rows, names, strict=True):
        if names.count(name) > 1:
            raise row.fault("direction", "is there twice.", "Give each direction one row.")
    if not any(direction.intensity_share for direction in directions):
        raise EvidenceError(
            f"{path.name}: intensity_share: is 0 in every row. At least one must be above 0."
        )
    return directions


def read_places(path: Path, directions: Sequence[str]) -> tuple[Waypoint, ...]:
    """Return the waypoints of the line, each direction's together and in their order."""
    rows = read_rows(path, ("place", "direction", "lat", "lon"))
    places = tuple(read_as(Waypoint, row.cells, row.fault) for row in rows)
    for row, place in zip(rows, places, strict=True):
        if place.direction not in directions:
            wrong = f"must be a direction of the front. Got {place.direction!r}."
            raise row.fault("direction", wrong, f"Known: {', '.join(directions)}.")
    order = tuple(dict.fromkeys(place.direction for place in places))
    ranks = [directions.index(place.direction) for place in places]
    if order != tuple(directions) or ranks != sorted(ranks):
        raise EvidenceError(
            f"{path.name}: direction: every direction needs waypoints, in the order "
            f"{', '.join(directions)}. Got {', '.join(order)}. Sort the rows."
        )
    if ranks.count(ranks[-1]) < 2:
        raise rows[-1].fault("direction", "ends in a single waypoint.", "Give it a second one.")
    return places


def read_rows(path: Path, columns: Sequence[str]) -> tuple[SeedRow, ...]:
    """Return the rows of a table with a heading that has at least these columns."""
    table = list(csv.reader(read_text(path).splitlines()))
    heading = table[0] if table else []
    missing = [column for column in columns if column not in heading]
    if missing or len(table) < 2:
        wanted = ", ".join(missing) or "at least one row below the heading"
        raise EvidenceError(f"{path.name}:1: lacks {wanted}. Got {', '.join(heading)!r}. Add it.")
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        if len(cells) != len(heading):
            raise EvidenceError(
                f"{path.name}:{number}: must have {len(heading)} cells. Got {len(cells)}. "
                f"Put quotes around a cell with a comma in it."
            )
        rows.append(SeedRow(path.name, number, dict(zip(heading, cells, strict=True))))
    return tuple(rows)
