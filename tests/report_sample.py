"""A small study, run once, that the tests of the report share."""

from __future__ import annotations

from functools import cache

from contactline.report import run_study
from contactline.scenario import load

WORLDS, DAYS = 12, 140


def short(name, **changes):
    """A bundled scenario, followed for a few months."""
    return load(name).with_dials({"horizon_days": DAYS, **changes})


@cache
def study():
    """Two scenarios in both views, compared with base."""
    scenarios = [short("uk-france-monitors"), short("base")]
    command = "contactline run uk-france-monitors base"
    return run_study(scenarios, reference="base", worlds=WORLDS, command=command)


@cache
def lone_study():
    """One scenario that imposes a ceasefire by itself."""
    return run_study([short("base", **{"assume.ceasefire": True})], worlds=WORLDS)
