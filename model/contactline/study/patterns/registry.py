"""The patterns of the record: each a figure with a tolerance, and its measure on the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from contactline import evidence
from contactline.arrays import Array
from contactline.evidence import Figure
from contactline.study.patterns.life_measures import hazard_ratio, share_alive, weibull_shape
from contactline.study.patterns.line_measures import (
    dispersion,
    first_week_drop,
    neighbour_correlation,
    top_fifth_share,
    weeks_to_return,
    worst_areas_share,
)
from contactline.study.patterns.observing import Observed
from contactline.study.patterns.setups import (
    ARMED_TRUCE,
    AS_IT_COMES,
    BARE_TRUCE,
    FORCE_WANTED,
    LAND_AND_NATO,
    LAND_POSTPONED,
    LEFT_ALONE,
    MONITORED_TRUCE,
    MONITORS_ASKED,
    SETTLEMENT,
    STANDING_TRUCE,
    STRICT_RULES,
    TWO_YEARS_DAYS,
    UNWATCHED_TRUCE,
    WAR_MONTH,
    Setup,
)
from contactline.study.patterns.table_measures import (
    CEASEFIRE,
    LEADING,
    OPPOSED,
    RELUCTANT,
    TALKS,
    WILLING,
    comes_within,
    gained,
    median_days_to_signature,
    median_months,
    more_accept,
    pledges_first,
    pledges_in_war,
    pledges_within,
    share_signed,
    signed_with,
    spells_ended,
)
from contactline.world.postures import MONITORS, OBSERVERS

RECOMMITMENTS = (120, 240)
SETTLED_DAYS = 28
FIVE_MONTHS_DAYS = 158
TEN_MONTHS_DAYS = 304
LARGEST_OF_FIFTY = 0.98


@dataclass(frozen=True)
class Pattern:
    """One pattern. figure: the entry of `seeds/figures.yaml` it is checked against, its id too.

    setups: what it is measured in, none where it is read from the data. by_world: what is
    measured in each world, (..., worlds), from what was seen in each set-up. over_worlds: the
    number that these make. held_out: not used to fit the model, and so a test of it.
    """

    id: str
    title: str
    setups: tuple[Setup, ...]
    by_world: Callable[..., Array]
    over_worlds: Callable[[Array], float]
    held_out: bool = False

    @property
    def figure(self) -> Figure:
        """Return the figure with its value, tolerance and source."""
        return evidence.figures()[self.id]

    def in_worlds(self, seen: Mapping[str, Observed]) -> Array:
        """Return what is measured in each world, (..., worlds). seen: by name of the set-up."""
        return self.by_world(*(seen[setup.name] for setup in self.setups))

    @property
    def situation(self) -> str:
        """Return in words where it is measured; empty if read from the data."""
        if not self.setups:
            return ""
        here, *others = self.setups
        against = "".join(f"; set against {other.name}" for other in others)
        return here.words + against


def mean(values: Array) -> float:
    """Return the mean over worlds, of those in which there is a value."""
    return float(np.nanmean(values))


def median(values: Array) -> float:
    """Return the median over worlds."""
    return float(np.median(values))


def largest_of_fifty(values: Array) -> float:
    """Return what is reached in one world of fifty."""
    return float(np.quantile(values, LARGEST_OF_FIFTY))


def second_share(values: Array) -> float:
    """Return the second side's share of a count by side, (2, worlds), over all worlds."""
    return float(values[1].sum() / values.sum())


def alive(day: int) -> Callable[[Array], float]:
    """Return what tells the share of the lives, (2, worlds), that hold beyond a day."""
    return lambda lives: share_alive(lives, day)


def ratio_of_pairs(lives: Array) -> float:
    """Return the hazard ratio of the first two rows, days and whether unbroken, to the others."""
    return hazard_ratio(lives[:2], lives[2:])


def _drops(seen: Observed) -> Array:
    return np.stack([first_week_drop(seen.daily, day) for day in RECOMMITMENTS])


def _returns(seen: Observed) -> Array:
    lasts = RECOMMITMENTS[0]
    return np.stack([weeks_to_return(seen.daily, day, until=day + lasts) for day in RECOMMITMENTS])


def _early_fall(strict: Observed, before: Observed) -> Array:
    return 1 - strict.daily[:FIVE_MONTHS_DAYS].mean(axis=0) / _settled(before)


def _later_level(strict: Observed, before: Observed) -> Array:
    return strict.daily[FIVE_MONTHS_DAYS : FIVE_MONTHS_DAYS + 365].mean(axis=0) / _settled(before)


def _watched(seen: Observed, unwatched: Observed) -> Array:
    return _settled(seen) / _settled(unwatched)


def _settled(seen: Observed) -> Array:
    """Return the daily mean from the first month on, (worlds,)."""
    level: Array = seen.daily[SETTLED_DAYS:].mean(axis=0)
    return level


def _spells(seen: Observed) -> Array:
    return spells_ended(seen.phase)


def _accepts(seen: Observed) -> Array:
    accepts: Array = (seen.signing[0] > 0).astype(float)
    return accepts


def _lives(*seen: Observed) -> Array:
    return np.concatenate([one.lives for one in seen])


_WAR, _LINE, _LIFE = (WAR_MONTH,), (STANDING_TRUCE,), (BARE_TRUCE,)
_ALONE, _COMES, _ASKED, _FORCE = (LEFT_ALONE,), (AS_IT_COMES,), (MONITORS_ASKED,), (FORCE_WANTED,)

_PATTERNS = (
    Pattern(
        "front-length", "Length of the line", (),
        lambda: np.array([evidence.front().length_km]), mean,
    ),
    Pattern(
        "assaults-november-2024", "Tempo of the war", _WAR,
        lambda seen: seen.tempo, mean,
    ),
    Pattern(
        "front-top-fifth", "Violence in the most violent fifth of the line", _WAR,
        lambda seen: top_fifth_share(seen.sectors), mean,
    ),
    Pattern(
        "front-neighbours", "Neighbouring sectors are alike", _WAR,
        lambda seen: neighbour_correlation(seen.sectors), mean,
    ),
    Pattern("truce-survival-90-days", "Truces alive after 90 days", _LIFE, _lives, alive(90)),
    Pattern("truce-survival-1-year", "Truces alive after one year", _LIFE, _lives, alive(365)),
    Pattern("truce-survival-5-years", "Truces alive after five years", _LIFE, _lives, alive(1825)),
    Pattern("truce-shape", "The risk falls with age", _LIFE, _lives, weibull_shape),
    Pattern(
        "fortna-hazard-ratio", "Risk with armed peacekeepers, relative to none",
        (ARMED_TRUCE, BARE_TRUCE), _lives, ratio_of_pairs,
    ),
    Pattern(
        "armed-below-monitors", "Risk with armed peacekeepers, relative to unarmed monitors",
        (ARMED_TRUCE, MONITORED_TRUCE), _lives, ratio_of_pairs,
    ),
    Pattern(
        "osce-truce-drop", "Fall in the first week after a recommitment", _LINE,
        _drops, median,
    ),
    Pattern("osce-truce-return", "Weeks until the old level is back", _LINE, _returns, mean),
    Pattern(
        "osce-hot-spots", "Violations in the four worst areas", _LINE,
        lambda seen: worst_areas_share(seen.sectors), mean,
    ),
    Pattern(
        "osce-dispersion", "Quiet days and loud days: k of daily counts", _LINE,
        lambda seen: dispersion(seen.daily[SETTLED_DAYS:]), median,
    ),
    Pattern(
        "smm-access", "Restrictions on monitors that fall on one side", _LINE,
        lambda seen: seen.restricted, second_share,
    ),
    Pattern(
        "truce-survival-30-days", "Truces alive after 30 days", _LIFE, _lives, alive(30),
        held_out=True,
    ),
    Pattern(
        "truce-survival-2-years", "Truces alive after two years", _LIFE, _lives, alive(730),
        held_out=True,
    ),
    Pattern(
        "settlement-ratio", "Risk under a full settlement, relative to a bare cessation",
        (SETTLEMENT, BARE_TRUCE), _lives, ratio_of_pairs, held_out=True,
    ),
    Pattern(
        "osce-strict-rules-drop", "Fall in five months of rules on return fire",
        (STRICT_RULES, STANDING_TRUCE), _early_fall, median, held_out=True,
    ),
    Pattern(
        "osce-strict-rules-later", "Level in the year after that, against the one before",
        (STRICT_RULES, STANDING_TRUCE), _later_level, median, held_out=True,
    ),
    Pattern(
        "unarmed-monitors-alone", "Violations with unarmed monitors, against none",
        (STANDING_TRUCE, UNWATCHED_TRUCE), _watched, median, held_out=True,
    ),
    Pattern(
        "long-wars-end", "Long wars left alone that come to a ceasefire in a year", _ALONE,
        lambda seen: comes_within(seen.phase, CEASEFIRE, 365), mean,
    ),
    Pattern(
        "talks-signed", "Spells of talks that end in a ceasefire", _COMES,
        _spells, share_signed,
    ),
    Pattern(
        "talks-to-signature", "Days from the start of talks to a signature", _COMES,
        _spells, median_days_to_signature,
    ),
    Pattern(
        "guarantees-buy-land", "Worlds that accept to put off land, with NATO more than without",
        (LAND_AND_NATO, LAND_POSTPONED),
        lambda seen, without: more_accept(seen.signing, without.signing), gained,
    ),
    Pattern(
        "force-that-both-want", "Worlds that pledge a force that both sides and Washington want",
        _FORCE, lambda seen: (seen.pledged[0] > 0).astype(float), mean,
    ),
    Pattern(
        "proposal-40000", "Soldiers pledged in one world of fifty", _FORCE,
        lambda seen: seen.pledged[0], largest_of_fifty,
    ),
    Pattern(
        "opposed-stay-out", "Worlds in which Budapest or Bratislava pledges troops", _FORCE,
        lambda seen: pledges_within(seen.pledges, OPPOSED, TWO_YEARS_DAYS), mean,
    ),
    Pattern(
        "no-pledges-in-war", "Worlds at war, left alone, in which a capital pledges troops", _ALONE,
        lambda seen: pledges_in_war(seen.pledges, seen.phase, WILLING, TEN_MONTHS_DAYS), mean,
    ),
    Pattern(
        "long-wars-talk", "Long wars left alone in which talks open in two years", _ALONE,
        lambda seen: comes_within(seen.phase, TALKS, TWO_YEARS_DAYS), mean, held_out=True,
    ),
    Pattern(
        "talks-months", "Months that a spell of talks lasts", _COMES,
        _spells, median_months, held_out=True,
    ),
    Pattern(
        "land-without-nato", "Worlds in which Ukraine accepts to put off land without NATO",
        (LAND_POSTPONED,), _accepts, mean, held_out=True,
    ),
    Pattern(
        "soldiers-in-a-text", "Texts signed that hold Western soldiers on the line", _ASKED,
        lambda seen: signed_with(seen.postures, MONITORS), mean, held_out=True,
    ),
    Pattern(
        "observers-in-a-text", "Texts signed that hold observers at least", _ASKED,
        lambda seen: signed_with(seen.postures, OBSERVERS), mean, held_out=True,
    ),
    Pattern(
        "leaders-first", "Worlds with pledges in which Paris or London pledges first", _FORCE,
        lambda seen: pledges_first(seen.pledges, LEADING, WILLING), mean, held_out=True,
    ),
    Pattern(
        "reluctant-last", "Worlds with pledges in which the willing pledge before the reluctant",
        _FORCE, lambda seen: pledges_first(seen.pledges, WILLING, RELUCTANT), mean, held_out=True,
    ),
)  # fmt: skip

PATTERNS: Mapping[str, Pattern] = MappingProxyType({one.id: one for one in _PATTERNS})


def setups_of(patterns: Iterable[Pattern]) -> tuple[Setup, ...]:
    """Return every set-up that some patterns are measured in, each once, in their order."""
    return tuple({setup.name: setup for one in patterns for setup in one.setups}.values())
