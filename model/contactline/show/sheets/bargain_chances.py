"""Whose position would win an election at the end, where a model reckons with elections."""

from __future__ import annotations

from dataclasses import replace

from contactline.bargaining.explaining import joined, per_cent, visible
from contactline.bargaining.options import Options
from contactline.bargaining.path import Path
from contactline.bargaining.smp.options import SmpOptions
from contactline.bargaining.smp.power import first_at_place, winning_chances
from contactline.bargaining.smp.rounds import in_units
from contactline.bargaining.table import Table
from contactline.bargaining.tables.stances import Stances


def chances(stances: Stances, path: Path, options: Options) -> list[float] | None:
    """Return each actor's chance to win at the end, 0 to 1; None where a model has none.

    Actors who stand together have the same one, and it counts once: those of places sum to 1.
    """
    if not isinstance(options, SmpOptions):
        return None
    return [float(one) for one in winning_chances(_end(stances.table, path), options)[:, 0]]


def _end(start: Table, path: Path) -> Table:
    """Return the table as it stands after the last round, in the units of the model."""
    return replace(in_units(start), positions=path.positions()[-1][..., None])


def chances_told(stances: Stances, path: Path, options: Options) -> str:
    """Return the chances as a sentence, highest first; nothing where a model has none."""
    found = chances(stances, path, options)
    if found is None:
        return ""
    first = first_at_place(_end(stances.table, path).positions / 100)[:, 0].tolist()
    names: dict[int, list[str]] = {}
    for place, actor in zip(first, stances.actors, strict=True):
        names.setdefault(place, []).append(visible(actor))
    places = sorted(names, key=lambda at: -found[at])
    told = [f"{per_cent(found[at])} for {joined(names[at])}" for at in places]
    return f"Election among the last positions, as the model holds it: {'; '.join(told)}."
