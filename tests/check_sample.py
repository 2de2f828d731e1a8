"""A check made by hand, as the tests of what is said of it share it."""

from __future__ import annotations

from math import nan

from contactline.evidence import figures
from contactline.study.patterns.verdict import Check, Verdict

WAR = "The first month of the war as it goes on"
BARE = "A ceasefire in every world on day 60, without foreign troops, followed for five years"
ARMED = "The same with an armed force between the sides, to which both consent"
STANDING = (
    "A truce like that in Donbas that stands for a year: no settlement, no rules on return fire, "
    "recommitments every four months, 1.4 unarmed monitors per km"
)


def verdict(name, title, setup, model, low, high, worlds=2000):
    return Verdict(figures()[name], title, setup, model, low, high, worlds)


LENGTH = verdict("front-length", "Length of the line", "", 1151.0, 1151.0, 1151.0, 0)
TEMPO = verdict("assaults-november-2024", "Assaults along the line", WAR, 171.2, 168.9, 173.8)
FIFTH = verdict("front-top-fifth", "Violence in the worst fifth", WAR, 0.7012, 0.699, 0.7041)
YEAR = verdict("truce-survival-1-year", "Truces alive after a year", BARE, 0.5123, 0.49, 0.5342)
SHAPE = verdict("truce-shape", "Shape of the life of a truce", BARE, 0.7212, 0.70, 0.7401)
RATIO = verdict("fortna-hazard-ratio", "Risk with peacekeepers", ARMED, 0.4312, 0.3711, 0.5003)
RETURN = verdict("osce-truce-return", "Return to the old level", STANDING, 9.2, 8.8, 9.7)
DROP = verdict("osce-truce-drop", "Fall in the first week", STANDING, nan, nan, nan)

ALL = (LENGTH, TEMPO, FIFTH, YEAR, SHAPE, RATIO, RETURN, DROP)
MET = (LENGTH, TEMPO, FIFTH, YEAR, RATIO)


def check_of(verdicts=ALL, scenario_hash="0" * 64):
    return Check("base", scenario_hash, 1, tuple(verdicts))
