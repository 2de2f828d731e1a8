"""What is seen of the worlds in a set-up: plain arrays, as an observer on the spot would note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from contactline.arrays import Array
from contactline.luck import Luck
from contactline.scenario import Scenario
from contactline.study.ensemble import BLOCK_WORLDS
from contactline.study.patterns.setups import Setup
from contactline.study.pool import cut_around_kept, run_blocks
from contactline.world.counts import poisson_count

if TYPE_CHECKING:
    from contactline.world.theatre import Theatre

type Progress = Callable[[int, int], None]

MONTH_DAYS = 30
GROUPS = (
    ("uk", "france"),
    ("uk", "france", "estonia", "lithuania", "latvia", "canada"),
    ("poland", "finland", "italy", "spain", "hungary", "slovakia"),
    ("hungary", "slovakia"),
)
"""Capitals by what they had said by 14 December 2024: those that lead, those that were willing or
would discuss it, those that had no plans, reservations or conditions, and those of them opposed."""


@dataclass(frozen=True)
class Observed:
    """What was seen in some worlds; what a set-up does not look at is empty, (0, worlds).

    daily: violations along the line, (days, worlds). sectors: in each sector over the whole time,
    (sectors, worlds); assaults in a month of war. restricted: patrols turned back by side,
    (2, worlds). lives: days each ceasefire held and whether it still did, (2, worlds). tempo:
    assaults a day, (1, worlds). troops: armed soldiers per km at most, (1, worlds). phase: what
    each day was, 0 war, 1 talks, 2 ceasefire, (days, worlds). postures: the rung of the first text
    signed, NaN if none, (1, worlds). signing: what signing a stated text is worth to each side,
    (2, worlds). pledges: the day on which any of a group of capitals first pledged, NaN if none,
    (groups, worlds). pledged: soldiers pledged at most, (1, worlds).
    """

    daily: Array
    sectors: Array
    restricted: Array
    lives: Array
    tempo: Array
    troops: Array
    phase: Array
    postures: Array
    signing: Array
    pledges: Array
    pledged: Array

    @property
    def worlds(self) -> int:
        """Return the number of worlds."""
        count: int = self.daily.shape[-1]
        return count


def observe(
    scenario: Scenario,
    setup: Setup,
    *,
    worlds: int,
    seed: int = 1,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Observed:
    """Return what is seen in `worlds` worlds of the scenario in a set-up, numbered from 0."""
    parts: dict[int, Observed] = {}
    situation, watch = setup.of(scenario), WATCHES[setup.seen]
    cuts = cut_around_kept(watch, situation, worlds, BLOCK_WORLDS, seed, workers)
    run_blocks(watch, situation, cuts, seed, workers, parts.__setitem__, progress)
    return joined([parts[at] for at in sorted(parts)])


def counting_on(before: int, total: int, progress: Progress | None) -> Progress | None:
    """Return a progress that counts on from what was done before, to a total of all parts."""
    if progress is None:
        return None
    return lambda done, _: progress(before + done, total)


def joined(parts: Sequence[Observed]) -> Observed:
    """Return what was seen in several blocks of worlds, side by side."""
    return Observed(
        *(
            np.concatenate([getattr(part, one.name) for part in parts], axis=1)
            for one in fields(Observed)
        )
    )


def watch_war(scenario: Scenario, worlds: Sequence[int], *, seed: int) -> Observed:
    """Return assaults by sector in a month of war, drawn from the line of each world."""
    theatre = _theatre(scenario, worlds, seed)
    theatre.run_until(scenario.horizon_days)
    tempo = theatre.war.assaults_per_day
    weight = theatre.line.weight
    uniform = theatre.luck.uniform("assaults of a month", 0, (weight.shape[0],))
    return _seen(
        len(worlds),
        sectors=poisson_count(uniform, MONTH_DAYS * tempo * weight),
        tempo=tempo[np.newaxis],
    )


def watch_line(scenario: Scenario, worlds: Sequence[int], *, seed: int) -> Observed:
    """Return violations day by day and sector by sector from the first day of the ceasefire."""
    theatre = _theatre(scenario, worlds, seed)
    line, daily = theatre.line, []
    sectors = np.zeros(line.weight.shape)
    while theatre.time < scenario.horizon_days:
        theatre.run_for(1)
        if theatre.agreement.in_force.any():
            by_sector = line.fire[0] + line.fire[1]
            daily.append(by_sector.sum(axis=0))
            sectors += by_sector
    return _seen(
        len(worlds),
        daily=np.array(daily),
        sectors=sectors,
        restricted=theatre.tally.restricted,
    )


def watch_life(scenario: Scenario, worlds: Sequence[int], *, seed: int) -> Observed:
    """Return how long the imposed ceasefire held in each world, and whether it still does."""
    theatre = _theatre(scenario, worlds, seed)
    tally = theatre.tally
    while theatre.time < scenario.horizon_days:
        theatre.run_for(1)
        begun = ~np.isnan(tally.first_ceasefire)
        if begun.all() and not tally.unbroken.any():
            break
    tally.close(scenario.horizon_days)
    lives = np.stack([tally.first_held, tally.unbroken.astype(float)])
    per_km = tally.most_deployed / theatre.mission.line_km
    return _seen(len(worlds), lives=lives, troops=per_km[np.newaxis])


def watch_talks(scenario: Scenario, worlds: Sequence[int], *, seed: int) -> Observed:
    """Return what each day was, what the first text signed holds, and when capitals pledged."""
    theatre = _theatre(scenario, worlds, seed)
    agreement, phase = theatre.agreement, []
    posture = np.full(len(worlds), np.nan)
    pledges = np.full((len(GROUPS), len(worlds)), np.nan)
    while theatre.time < scenario.horizon_days:
        theatre.run_for(1)
        quiet, talking = agreement.in_force, theatre.talks.at_table
        phase.append(np.where(quiet, 2.0, np.where(talking, 1.0, 0.0)))
        posture = np.where(np.isnan(posture) & quiet, agreement.rung, posture)
        pledges = _first_pledges(pledges, theatre)
    here = np.array(phase)
    return _seen(len(worlds), phase=here, postures=posture[np.newaxis], pledges=pledges)


def watch_text(scenario: Scenario, worlds: Sequence[int], *, seed: int) -> Observed:
    """Return what signing the stated terms, without foreign soldiers, is worth to each side."""
    theatre = _theatre(scenario, worlds, seed)
    theatre.run_until(scenario.horizon_days)
    theatre.reckon_on(theatre.settings.assume.stated_terms)
    return _seen(len(worlds), signing=theatre.sides.signing.net)


def watch_pledges(scenario: Scenario, worlds: Sequence[int], *, seed: int) -> Observed:
    """Return when capitals first pledged soldiers, and how many were pledged at most."""
    theatre = _theatre(scenario, worlds, seed)
    pledges = np.full((len(GROUPS), len(worlds)), np.nan)
    while theatre.time < scenario.horizon_days:
        theatre.run_for(1)
        pledges = _first_pledges(pledges, theatre)
    return _seen(len(worlds), pledges=pledges, pledged=theatre.tally.most_pledged[np.newaxis])


def _first_pledges(known: Array, theatre: Theatre) -> Array:
    """Return the day on which any of each group first pledged, with today's, (groups, worlds)."""
    contributors = theatre.mission.contributors
    if not contributors.pledged.any():
        return known
    among = np.array([[one.key in group for one in contributors.members] for group in GROUPS])
    has = among.astype(float) @ (contributors.pledged > 0) > 0
    return np.where(np.isnan(known) & has, theatre.time, known)


WATCHES = {
    "war": watch_war,
    "line": watch_line,
    "life": watch_life,
    "talks": watch_talks,
    "text": watch_text,
    "pledges": watch_pledges,
}


def _theatre(scenario: Scenario, worlds: Sequence[int], seed: int) -> Theatre:
    from contactline.world.theatre import Staging, Theatre

    staging = Staging(rng=seed, written=scenario)
    return Theatre(staging, Luck(seed, np.asarray(worlds, dtype=np.int64)))


def _seen(worlds: int, **found: Array) -> Observed:
    nothing = np.zeros((0, worlds))
    return Observed(**{one.name: found.get(one.name, nothing) for one in fields(Observed)})
