"""A small table of dials and a small base scenario, to test the reading of files with."""

from __future__ import annotations

from pathlib import Path

from contactline.dials.declaration import number, option, switch, whole
from contactline.scenario import Known, Scenario, load

ABOUT = {"kind": "lever", "basis": ("assumption",), "sentence": "A dial."}
_DIALS = (
    switch("assume.ceasefire", default=False, **ABOUT),
    number("war.advance_km2_per_day", unit="km2/day", low=0, high=200, default=24, **ABOUT),
    number("war.aid", unit="", low=-1, high=1, default={"uniform": [0, 1]}, **ABOUT),
    whole("talks.patience_weeks", unit="weeks", low=1, high=104, default=20, **ABOUT),
    option("mission.proposal", options=("none", "monitors"), default="none", **ABOUT),
    number("mission.pledge_scale", unit="times", low=0, high=5, default=1, **ABOUT),
)
KNOWN = Known(
    dials={dial.name: dial for dial in _DIALS},
    issues=("territory", "foreign_force"),
    claims=frozenset({"rferl-monitors", "no-talks-now"}),
    sources=frozenset({"rferl-monitors", "no-talks-now", "area-2024", "assumption"}),
)
BASE = """\
title: Base
summary: As it stands.
question: What now?
claims: [no-talks-now]
date: 2024-12-03
horizon_days: 730
expect: {days_held_of_365: more}
war: {advance_km2_per_day: {uniform: [10, 40]}}
actors:
  ukraine:
    name: Ukraine
    role: belligerent
    capability: 0.5
    stances:
      territory: {position: 10, salience: 1, at_most: 60}
  russia:
    name: Russia
    role: belligerent
    capability: {choice: {0.5: 1, 0.7: 3}}
    stances:
      territory: {position: 90, salience: 1, at_least: 40}
  us:
    name: United States
    role: broker
    capability: 1
    stances:
      territory: {position: 50, salience: 0.3}
  uk:
    name: United Kingdom
    role: contributor
    capability: 0.4
    leads: true
    deployable_troops: 7000
    home_support: {normal: [0.5, 0.1]}
    basis: [assumption]
    stances:
      foreign_force:
        position: {triangular: [40, 60, 75]}
        salience: 0.7
        basis: [rferl-monitors, area-2024]
events:
  us-inauguration:
    date: 2025-01-20
    title: The new administration takes office
    claims: [rferl-monitors]
    change: {talks.patience_weeks: 30}
  thaw: {day: 100, title: The ground thaws, change: {war.aid: {uniform: [0, 0.5]}}}
"""


def write_library(folder: Path, **files: str | bytes) -> Path:
    """Return a folder of bundled scenarios: base and the files given by name."""
    library = folder / "scenarios"
    library.mkdir(exist_ok=True)
    for name, content in {"base": BASE, **files}.items():
        data = content if isinstance(content, bytes) else content.encode()
        (library / f"{name}.yaml").write_bytes(data)
    return library


def load_text(folder: Path, text: str | bytes, **files: str | bytes) -> Scenario:
    """Return the scenario of a file `my.yaml` in a folder, beside a small library."""
    library = write_library(folder, **files)
    path = folder / "my.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(path, known=KNOWN, folder=library)
