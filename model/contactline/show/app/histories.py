"""One world with and without the levers: both histories on one time line, with their causes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from contactline.language.phrases import long_date
from contactline.scenario import Scenario
from contactline.show.app.question import Asked, both
from contactline.show.sheets.twins import TwinPages
from contactline.study.twins import TwinEntry, twins, worth_telling
from contactline.world.entries import ChronicleEntry


def histories(asked: Asked, world: int) -> dict[str, Any]:
    """Return what happens in one world of both runs, day by day; what both share stands once.

    world: its number, 0 or more. Raises ScenarioError and RunError.
    """
    pair = both(asked)
    told = twins(*pair, world, seed=asked.seed)
    pages = TwinPages(pair, world, asked.seed, told, "")
    return {
        "world": world,
        "parting": pages.parting,
        "rows": [_row(pair[0], one) for one in worth_telling(told)],
    }


def _row(scenario: Scenario, pair: TwinEntry) -> dict[str, Any]:
    day = long_date(scenario.date + timedelta(days=pair.day))
    sides = {"before": _told(pair.a), "after": _told(pair.b)}
    return {"date": day, "day": pair.day, "shared": pair.shared, **sides}


def _told(one: ChronicleEntry | None) -> dict[str, str] | None:
    return {"text": one.text, "cause": one.cause} if one else None
