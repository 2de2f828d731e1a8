"""Do the arrays and the plain Mesa model live through the same weeks, if both have the same luck?

The plain model is given the luck of the package, draw by draw, and nobody fires, as the two draw
counts differently. Then every world of both must be the same, week by week: talks, drafts, hopes,
offers, pledges, soldiers, attacks.

    python experiments/benchmarks/same_weeks.py base [--worlds 24] [--set DIAL=VALUE]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from plain_mesa.line import Line
from plain_mesa.luck import Luck as OwnLuck
from plain_mesa.talks import LADDER
from plain_mesa.world import PlainWorld
from same_shares import arguments, scenario_chosen

from contactline.arrays import Array
from contactline.luck import Luck
from contactline.scenario import Scenario
from contactline.world.theatre import Staging, Theatre

NOBODY_FIRES = {
    "front.resting_share": 0,
    "front.return_fire": 0,
    "front.spill_over": 0,
    "mission.hits_per_million": 0,
}


class Difference(NamedTuple):
    """The first day on which a world differs, and in what."""

    world: int
    day: int
    what: str
    plain: object
    array: object


class GivenLuck(OwnLuck):
    """The luck that the package has in one world."""

    def __init__(self, seed: int, world: int) -> None:
        self.luck = Luck(seed, np.array([world]))

    def uniform(self, *what: object) -> float:
        """Return the package's draw for a purpose, on a day, of a cell."""
        purpose, day, cell = (*what, *(0, 0)[len(what) - 1 :])
        return float(self.luck.uniform(purpose, day, (cell + 1,))[cell, 0])


def differences(
    scenario: Scenario, worlds: int, first: int = 0, seed: int = 1
) -> Iterator[Difference]:
    """Yield where worlds differ, each once. Only worlds that are still the same go on."""
    scenario = scenario.with_dials(NOBODY_FIRES)
    numbers = range(first, first + worlds)
    theatre = Theatre(Staging(rng=seed, written=scenario), Luck(seed, np.array(numbers)))
    plain = {at: plain_world(scenario, seed, world) for at, world in enumerate(numbers)}
    for day in range(7, scenario.horizon_days + 1, 7):
        theatre.run_for(7)
        for at, world in list(plain.items()):
            world.run_for(7)
            if different := first_difference(in_plain(world), in_arrays(theatre, at)):
                del plain[at]
                yield Difference(numbers[at], day, *different)


def plain_world(scenario: Scenario, seed: int, world: int) -> PlainWorld:
    """Return a plain world with the luck of the package's world of that number."""
    plain = PlainWorld(scenario, world, lambda _random: GivenLuck(seed, world))
    be_quiet(plain.line)
    return plain


def be_quiet(line: Line) -> None:
    """Let nobody on a line be asked on days on which nobody may fire."""
    ask_all = line.day

    def day(levels: Sequence[float], answers: Sequence[float]) -> list[int]:
        return ask_all(levels, answers) if any((*levels, *answers)) else [0, 0]

    line.begin, line.day = lambda: None, day


def first_difference(
    plain: dict[str, object], array: dict[str, object]
) -> tuple[str, object, object] | None:
    """Return what differs first beyond rounding, and both numbers."""
    if alike(
        *(np.hstack([np.asarray(of[what], float) for what in plain]) for of in (plain, array))
    ):
        return None
    for what, value in plain.items():
        if not alike(np.array(value, float), np.array(array[what], float)):
            return what, value, array[what]
    return None


def alike(one: Array, other: Array) -> bool:
    """Return whether two arrays of numbers are the same up to rounding."""
    return one.shape == other.shape and np.allclose(one, other, 1e-7, 1e-7)


def in_plain(world: PlainWorld) -> dict[str, object]:
    """Return the state of a plain world by name, in the order in which one follows another."""
    talks, sides, members = world.talks, world.sides, world.mission.members
    return {
        "balance": world.war.balance,
        "land": world.war.area_km2,
        "exhaustion": world.war.exhaustion,
        "optimism": world.war.optimism,
        "mood": [side.mood for side in sides],
        "plan": world.broker.plan,
        "walked away": world.broker.walked,
        "options ready": [one.ready for one in members],
        "offered": [one.offered for one in members],
        "pledged": [one.pledged for one in members],
        "draft": list(talks.terms.values()),
        "force asked for": LADDER.index(talks.asked),
        "possible": talks.possible,
        "worth signing": [side.signs for side in sides],
        "worth talking": [side.talks for side in sides],
        "at the table": talks.at_table,
        "conceded": [side.conceded for side in sides],
        "hope": [side.hope for side in sides],
        "in a ceasefire": world.agreement.in_force,
        "force in the text": LADDER.index(world.agreement.posture),
        "holding": [one.holding for one in members],
        "reinforced": [one.reinforced for one in members],
        "deployed": [one.deployed for one in members],
        "observers": world.mission.observers,
        "attributed": [attributed for _, attributed in world.view],
        "trust": world.ceasefire.trust,
        "broken": world.agreement.collapses,
    }


def in_arrays(theatre: Theatre, at: int) -> dict[str, object]:
    """Return the same of a world of the package, by its position."""
    talks, sides, broker = theatre.talks, theatre.sides, theatre.broker
    contributors, agreement = theatre.mission.contributors, theatre.agreement
    places = [one.place for one in sorted(contributors.members, key=lambda one: one.row)]
    return {
        "balance": theatre.war.balance[at],
        "land": theatre.war.area_km2[at],
        "exhaustion": theatre.war.exhaustion[:, at],
        "optimism": theatre.war.optimism[:, at],
        "mood": sides.mood[:, at],
        "plan": broker.plan[at],
        "walked away": broker.walked[at],
        "options ready": contributors.ready[places, at],
        "offered": contributors.offered[places, at],
        "pledged": contributors.pledged[places, at],
        "draft": talks.terms[:, at],
        "force asked for": talks.asked[at],
        "possible": talks.possible[at],
        "worth signing": sides.signing.net[:, at],
        "worth talking": sides.talking.net[:, at],
        "at the table": talks.at_table[at],
        "conceded": sides.conceded[:, at],
        "hope": sides.hope[:, at],
        "in a ceasefire": agreement.in_force[at],
        "force in the text": agreement.rung[at],
        "holding": contributors.holding[places, at],
        "reinforced": contributors.reinforced[places, at],
        "deployed": contributors.deployed[places, at],
        "observers": theatre.mission.observers[at],
        "attributed": theatre.monitors.attributed[:, at],
        "trust": theatre.ceasefire.trust[at],
        "broken": agreement.collapses[at],
    }


def main() -> None:
    """Compare the worlds of one scenario and print where each that differs does so first."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--worlds", type=int, default=24)
    parser.add_argument("--first-world", type=int, default=0)
    chosen = parser.parse_args()
    found = list(differences(scenario_chosen(chosen), chosen.worlds, chosen.first_world))
    for one in found:
        print(f"world {one.world}, day {one.day}, {one.what}: {one.plain} and {one.array}")
    print(f"{chosen.worlds - len(found)} of {chosen.worlds} worlds are the same in every week.")


if __name__ == "__main__":
    main()
