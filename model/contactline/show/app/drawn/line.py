"""Where along the line the ceasefire is violated: sector by sector, and as a schematic map."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from contactline.evidence import front, outlines
from contactline.language import marked, say
from contactline.show.app.drawn.drawing import Data, beside, heads, plain, sides, table
from contactline.show.app.keeping import kept_by_language
from contactline.show.words.numbers import brief
from contactline.study.ensemble import Results

MARGIN_DEG = 0.7
NEUTRAL = marked("Schematic line and simplified outlines: no statement on any boundary.")


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return mean violations per sector and week of ceasefire in both runs."""
    means = {side: by_sector(run) for side, run in sides(before, after)}
    finding = _finding(means, beside(before, after) if changed else "")
    found: Data = {side: plain(values) for side, values in means.items()}
    for side, run in sides(before, after):
        found[f"weeks_{side}"] = int(run.line_world_weeks.sum())
    alt = say("Schematic map of the line and violations by sector. {finding}", finding=finding)
    return found | _places() | {
        "finding": finding, "table": _table(means, heads(before, after)),
        "alt": alt,
        "note": say(
            "Means over weeks in a ceasefire, without interval; a sector is about 10 km."
        ) + f" {say(NEUTRAL)}",
    }  # fmt: skip


def by_sector(run: Results) -> NDArray[np.float64]:
    """Return the mean violations in a week of ceasefire in each sector, NaN without any."""
    weeks = int(run.line_world_weeks.sum())
    total = run.line_violations.sum(axis=0).astype(np.float64)
    return total / weeks if weeks else np.full(total.shape, np.nan)


@kept_by_language
def _places() -> Data:
    """Return where the sectors lie, the directions they belong to, and the land around."""
    line = front()
    lon, lat = line.sector_lon, line.sector_lat
    window = [float(f(values)) + margin for values in (lon, lat)
        for f, margin in ((np.min, -MARGIN_DEG), (np.max, MARGIN_DEG))]  # fmt: skip
    stretches, first = [], 0
    for name, group in groupby(line.sector_direction):
        after = first + len(list(group))
        stretches.append({"name": say(name), "first": first, "after": after})
        first = after
    return {
        "lon": plain(lon, 3), "lat": plain(lat, 3), "window": window, "directions": stretches,
        "land": [
            {"name": say(one.name), "rings": [_near(ring, window) for ring in one.polygons]}
            for one in outlines()
        ],
    }  # fmt: skip


def _near(ring: NDArray[np.float64], window: list[float]) -> list[list[float]]:
    """Return the points of an outline, those far outside the window drawn to its neighbourhood."""
    west, east, south, north = window
    lon = np.clip(ring[:, 0], west - 1, east + 1)
    lat = np.clip(ring[:, 1], south - 1, north + 1)
    points = np.unique(np.column_stack([lon, lat]).round(2), axis=0, return_index=True)[1]
    kept = np.sort(points)
    return np.column_stack([lon, lat])[kept].round(2).tolist()  # type: ignore[no-any-return]


def _finding(means: dict[str, NDArray[np.float64]], other: str) -> str:
    """Return how many violations a week of ceasefire has along the whole line."""
    before, after = means["before"], means["after"]
    if np.isnan(after).all():
        return say("No world is in a ceasefire in any week, so no violations are counted.")
    values = {"count": brief(float(after.sum())), "other": other}
    if not other or np.isnan(before).all():
        return say("A week of ceasefire has {count} violations along the whole line.", **values)
    return say(
        "A week of ceasefire has {count} violations along the whole line, {before} {other}.",
        before=brief(float(before.sum())), **values,
    )  # fmt: skip


def _table(means: dict[str, NDArray[np.float64]], both: tuple[str, str]) -> Data:
    line = front()
    direction = np.array(line.sector_direction)
    rows = []
    for name in line.direction_names:
        here = direction == name
        was, now = (plain([means[side][here].mean()], 2)[0] for side in ("before", "after"))
        rows.append([say(name), int(here.sum()), was, now])
    caption = say(
        "Mean violations per sector and week of ceasefire, by direction from north-east on"
    )
    return table(caption, (say("Direction"), say("Sectors"), *both), rows)
