"""Nobody acts against its own reckoning, and how often everybody reckons hardly matters.

Every act of a run is written down with the reckoning behind it, and looked at.
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pytest

from contactline.dials import ISSUES
from contactline.scenario import load
from contactline.world.chronicle import Chronicle
from contactline.world.theatre import Staging, Theatre
from language_sample import read_back
from worlds_sample import luck_of, theatre_of

WORLDS = 400
SCENARIOS = ("base", "us-ceasefire-first", "uk-france-monitors")


@dataclass
class Recorder(Chronicle):
    """Writes down every act with the net value that the actor itself gave it, by kind."""

    acts: dict[str, list[np.ndarray]] = field(default_factory=dict)

    def talks(self, day, kind, where, reckoning, *played, **more):
        if kind in ("talks open", "ceasefire"):
            self.acts.setdefault(kind, []).append(reckoning.net[:, where].ravel())
        super().talks(day, kind, where, reckoning, *played, **more)

    def pledges(self, day, pledging, *more):
        nets = pledging.reckoning.net[pledging.joins]
        self.acts.setdefault("pledge", []).append(nets)
        super().pledges(day, pledging, *more)

    def attack(self, theatre, where):
        nets = theatre.sides.attacking.net[theatre.ceasefire.attacker, np.arange(where.size)]
        self.acts.setdefault("attack", []).append(nets[where])


@cache
def recorded(name):
    """A finished run of two years and its acts."""
    recorder = Recorder()
    theatre = Theatre(Staging(rng=1, written=load(name)), luck_of(WORLDS), recorder)
    theatre.attack_news.decided = lambda day, where, *_: recorder.attack(theatre, where)
    theatre.run_until(730)
    return theatre, recorder


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize(
    ("kind", "least"), [("talks open", 50), ("ceasefire", 50), ("pledge", 50), ("attack", 5)]
)
def test_nobody_acts_against_its_own_reckoning(name, kind, least):
    _, recorder = recorded(name)
    nets = np.concatenate(recorder.acts[kind])
    assert nets.size >= least
    assert (nets > 0).all(), nets.min()


@pytest.mark.parametrize("name", SCENARIOS)
def test_nobody_fails_to_attack_whose_reckoning_says_that_it_should(name):
    theatre, _ = recorded(name)
    sides, settings = theatre.sides, theatre.settings
    there = theatre.mission.weight_on_the_ground(theatre.agreement, settings)
    gain, deterrence = theatre._gain_from_war(there), theatre._deterrence(there)
    frailty, terms = theatre.ceasefire.frailty, theatre.agreement.terms
    for day in range(0, 350, 7):
        attacks = sides.resume(gain, frailty, deterrence, terms, day, settings)
        assert (attacks == (sides.attacking.net > 0)).all()


def test_the_parts_behind_an_act_add_up_and_are_told_in_order_of_weight():
    chronicle = Chronicle(keep=True)
    theatre = Theatre(Staging(rng=1, written=load("us-ceasefire-first")), luck_of(40), chronicle)
    theatre.run_until(400)
    told = [
        numbers[side][np.flatnonzero(where)[0]]
        for _, kind, _, where, numbers in chronicle.notes
        if kind in ("talks open", "ceasefire")
        for side in ("ukraine", "russia")
    ]
    assert len(told) >= 10
    for text in told:
        net, _, inside = text.partition(" (")
        parts = [read_back(part.rsplit(" ", 1)[1]) for part in inside.rstrip(")").split(", ")]
        assert read_back(net) >= 0
        assert parts == sorted(parts, key=abs, reverse=True)
        assert sum(parts) == pytest.approx(read_back(net), abs=0.05)


def test_a_text_in_force_is_the_one_that_both_reckoned_with_and_crosses_no_red_line():
    theatre, _ = recorded("base")
    agreement, sides = theatre.agreement, theatre.sides
    held = agreement.in_force & ~theatre.mission.lost_consent
    assert held.any()
    terms, land = agreement.terms, ISSUES.index("territory")
    assert (terms[:, held] >= sides.at_least[:, held] - 1e-9).all()
    assert (terms[:, held] <= sides.at_most[:, held] + 1e-9).all()
    assert np.isfinite(terms[land, held]).all()


# --- How often everybody reckons --------------------------------------------------------------

STEPS = ("daily", "weekly", "four_weekly")
HAPPENINGS = (
    "talks",
    "talks in a year",
    "a ceasefire",
    "a ceasefire in a year",
    "soldiers pledged",
    "a mission",
    "a collapse",
    "the broker gone",
)


def after_two_years(**changes):
    """Base after two years with some dials changed: the recorded run where none differs."""
    scenario = load("base").with_dials(changes)
    if scenario == load("base"):
        return recorded("base")[0]
    theatre = theatre_of(scenario, worlds=WORLDS)
    theatre.run_until(730)
    return theatre


@cache
def happened(step):
    """Whether each thing happened in each world, under one interval of decisions."""
    theatre = after_two_years(**{"talks.decisions": step})
    tally = theatre.tally
    return {
        "talks": ~np.isnan(tally.first_talks),
        "talks in a year": tally.first_talks < 365,
        "a ceasefire": tally.ceasefires > 0,
        "a ceasefire in a year": tally.first_ceasefire < 365,
        "soldiers pledged": tally.most_pledged > 0,
        "a mission": tally.most_deployed >= 100,
        "a collapse": (tally.ceasefires > 0) & ~tally.unbroken,
        "the broker gone": theatre.broker.walked,
    }


@pytest.mark.parametrize("step", ["daily", "four_weekly"])
@pytest.mark.parametrize("what", HAPPENINGS)
def test_the_interval_of_decisions_moves_nothing_beyond_chance(step, what):
    one, other = happened("weekly")[what].mean(), happened(step)[what].mean()
    error = np.sqrt((one * (1 - one) + other * (1 - other)) / WORLDS)
    assert 0 < one < 1
    assert abs(one - other) < 3 * error, (one, other)


# --- Why wars end: each school has a switch -----------------------------------------------------


@cache
def shares(**switches):
    """The shares of worlds with talks, a ceasefire, by which switches are off."""
    theatre = after_two_years(**{f"talks.{name}": on for name, on in switches.items()})
    return np.array([theatre.tally.first_talks < 1e9, theatre.tally.ceasefires > 0])


@pytest.mark.parametrize("switch", ["information", "ripeness", "commitment"])
def test_each_reason_why_wars_end_moves_talks_or_ceasefires(switch):
    """Paired by world: as many more worlds flip one way as chance would not explain."""
    on, off = shares(), shares(**{switch: False})
    gained, lost = (~on & off).sum(axis=1), (on & ~off).sum(axis=1)
    flips = np.maximum(gained + lost, 1)
    apart = np.abs(gained - lost) / np.sqrt(flips)
    assert apart.max() > 3, (gained, lost)
