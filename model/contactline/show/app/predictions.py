"""What a class foretells: one sealed prediction a person, told again only as a whole class."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contactline.errors import RunError
from contactline.scenario import load
from contactline.show.app.levers import place_of
from contactline.show.app.question import bundled
from contactline.world.outcomes import OUTCOMES

MONTHS = 24
IN_ALL = 100
MOST_PEOPLE, MOST_CLASSES = 500, 40
FEWEST_TOLD = 2
KEYS = ("scenario", "imposed", "shares", "months", "lever")


@dataclass(frozen=True)
class Prediction:
    """What one person foretells of a scenario in a view.

    shares: of 100 worlds, by outcome. months: of 100 first ceasefires, those that still hold after
    0 to 24 months. lever: the one that changes most.
    """

    scenario: str
    imposed: bool
    shares: Mapping[str, int]
    months: tuple[int, ...]
    lever: str


class Predictions:
    """The predictions of a class by scenario and view; each person has one, the last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_class: OrderedDict[tuple[str, bool], OrderedDict[str, Prediction]] = OrderedDict()

    def take(self, person: str, one: Prediction) -> int:
        """Take in a prediction, and return how many there are. person: a name nobody is told."""
        kept = self._by_class.setdefault((one.scenario, one.imposed), OrderedDict())
        kept.pop(person, None)
        kept[person] = one
        while len(kept) > MOST_PEOPLE:
            kept.popitem(last=False)
        while len(self._by_class) > MOST_CLASSES:
            self._by_class.popitem(last=False)
        return len(kept)

    def told(self, scenario: str, *, imposed: bool) -> dict[str, Any]:
        """Return what the class foretells of a scenario: nothing while it is but one person."""
        found = list(self._by_class.get((scenario, imposed), {}).values())
        if len(found) < FEWEST_TOLD:
            return {"people": len(found), "predictions": [], "levers": {}}
        levers: dict[str, int] = {}
        for one in found:
            levers[one.lever] = levers.get(one.lever, 0) + 1
        found.sort(key=lambda one: (*one.shares.values(), one.months))  # not in the order of asking
        every = [{"shares": dict(one.shares), "months": list(one.months)} for one in found]
        return {"people": len(found), "predictions": every, "levers": levers}


def prediction(body: object) -> Prediction:
    """Return the prediction in a JSON body; raises RunError for anything else."""
    if not isinstance(body, dict):
        raise RunError(f"A prediction must be an object in JSON, got {type(body).__name__}.")
    for key in body:
        if key not in KEYS:
            raise RunError(f"Unknown key {key[:40]!r}. Keys are: {', '.join(KEYS)}.")
    name, imposed = bundled(body.get("scenario")), body.get("imposed", False)
    if not isinstance(imposed, bool):
        raise RunError(f"imposed must be true or false, got {imposed!r:.60}.")
    lever = body.get("lever")
    if not isinstance(lever, str) or place_of(load(name), lever) is None:
        raise RunError(f"lever must be the name of a lever of {name}, got {lever!r:.60}.")
    return Prediction(
        name, imposed, _shares(body.get("shares")), _months(body.get("months")), lever
    )


def _shares(found: object) -> dict[str, int]:
    if not isinstance(found, dict) or set(found) != set(OUTCOMES):
        raise RunError(f"shares must name each outcome once: {', '.join(OUTCOMES)}.")
    shares = {name: _whole(f"shares.{name}", found[name]) for name in OUTCOMES}
    if sum(shares.values()) != IN_ALL:
        raise RunError(f"shares must add up to {IN_ALL}, got {sum(shares.values())}.")
    return shares


def _months(found: object) -> tuple[int, ...]:
    if not isinstance(found, list) or len(found) != MONTHS + 1:
        raise RunError(f"months must be a list of {MONTHS + 1} numbers, of months 0 to {MONTHS}.")
    months = tuple(_whole(f"months[{at}]", one) for at, one in enumerate(found))
    if any(later > earlier for earlier, later in itertools.pairwise(months)):
        raise RunError("months must not rise: a ceasefire that has broken does not hold again.")
    return months


def _whole(name: str, found: object) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= IN_ALL:
        raise RunError(f"{name} must be a whole number from 0 to {IN_ALL}, got {found!r:.60}.")
    return found
