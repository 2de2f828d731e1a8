"""Answers that cannot stand beside each other, each told once, at the later of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from contactline.errors import Fault
from contactline.scenario.scalars import shown
from contactline.scenario.tree import Place
from contactline.study.forecast.questions import GROUND_TROOPS

type Truth = bool | float

# By the rule of these questions there were at least so many soldiers on one day.
LEAST_SOLDIERS = {"on-line-by-": 100, GROUND_TROOPS: 1}
PEAK = "peak-troops"
# A number, and the questions that are true where it is more than the number in their id.
BOUNDS = {PEAK: r"peak-troops-over-(\d+)", "first-truce-days": r"first-truce-lasts-(\d+)-days"}
ALIKE = 1e-9
_DATED = re.compile(r"(?P<series>.+-by-)(?P<day>\d{4}-\d\d-\d\d)")

BY_DATE = "What has happened by one date has happened by every later one"
IN_ORDER = "What is more than a number is more than every smaller one"
REMEDY = "Correct one of them, or leave out what is not settled"


class Settled(NamedTuple):
    """What somebody says has become of a question, and where it stands."""

    id: str
    answer: Truth
    place: Place


class Clash(NamedTuple):
    """Two answers of which only one can hold, and why."""

    one: Settled
    other: Settled
    why: str


def contradictions(answers: Sequence[Settled]) -> list[Fault]:
    """Return a fault for each contradiction, in the order of the series."""
    return [_fault(one) for one in (*_dated(answers), *_bounds(answers), *_soldiers(answers))]


def incoherent(chances: Mapping[str, float]) -> list[tuple[str, str]]:
    """Return pairs of questions of which the first is given more than the second, which it needs.

    chances: by question, 0 to 1.
    """
    pairs = (pair for _, chain in chains([*chances]) for pair in pairwise(chain))
    return [(first, then) for first, then in pairs if chances[first] > chances[then] + ALIKE]


def chains(names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield why, and questions of which none is true unless all behind it are."""
    series: dict[str, list[str]] = {}
    for name in sorted(names):
        if found := _DATED.fullmatch(name):
            series.setdefault(found["series"], []).append(name)
    for dated in series.values():
        yield BY_DATE, dated
    for pattern in BOUNDS.values():
        yield IN_ORDER, [name for _, name in reversed(_thresholds(names, pattern))]


def _thresholds(names: Sequence[str], pattern: str) -> list[tuple[int, str]]:
    """Return the questions of a pattern with their numbers, the smallest first."""
    matches = [(re.fullmatch(pattern, name), name) for name in names]
    return sorted((int(found[1]), name) for found, name in matches if found)


def _dated(answers: Sequence[Settled]) -> Iterator[Clash]:
    """Yield neighbours in a chain of which the first is true and the next is not."""
    by_name = {one.id: one for one in answers}
    for why, chain in chains([*by_name]):
        for first, then in pairwise(chain):
            if by_name[first].answer and not by_name[then].answer:
                yield Clash(by_name[first], by_name[then], why)


def _bounds(answers: Sequence[Settled]) -> Iterator[Clash]:
    """Yield each number with the nearest question above and below it that denies it."""
    by_name = {one.id: one for one in answers}
    for number, pattern in BOUNDS.items():
        if number not in by_name:
            continue
        said, levels = by_name[number], _thresholds([*by_name], pattern)
        above = [name for least, name in levels if by_name[name].answer and said.answer <= least]
        below = [name for least, name in levels if not by_name[name].answer and said.answer > least]
        for name in (*above[:1], *below[-1:]):
            yield Clash(said, by_name[name], "")


def _soldiers(answers: Sequence[Settled]) -> Iterator[Clash]:
    """Yield a peak with the first answer of each kind that needs more soldiers than it."""
    peak = next((one for one in answers if one.id == PEAK), None)
    for start, least in LEAST_SOLDIERS.items() if peak else ():
        need = (one for one in answers if one.id.startswith(start) and one.answer is True)
        first = next(need, None)
        if peak and first and peak.answer < least:
            why = f"Where this is true there were at least {least} soldiers"
            yield Clash(peak, first, why if least > 1 else why.removesuffix("s"))


def _fault(clash: Clash) -> Fault:
    """Return the fault at the later answer, which names the earlier with its line."""
    first, then = sorted(clash[:2], key=lambda one: (one.place.line, one.place.column))
    why = f"{clash.why}. " if clash.why else ""
    return then.place.fault(
        f"{then.id}: {_told(then.answer)} contradicts {first.id}: {_told(first.answer)} in line "
        f"{first.place.line}. {why}{REMEDY}"
    )


def _told(answer: Truth) -> str:
    """Return an answer as it is written in a file."""
    return shown(answer)
