"""What a plan found, in sentences."""

from __future__ import annotations

import numpy as np

from contactline.language import say, say_many
from contactline.language.phrases import counted, listing, whole
from contactline.show.words.in_units import Measured
from contactline.show.words.sweeping import level_text, picked_text
from contactline.study.intervals import MeanDifference
from contactline.study.plan import PlanResults, Point, StudyPlan

type Pair = tuple[int, int]

MANY = 10
"""Points compared with one other, of which chance alone is likely to set one apart."""


def plan_sentences(found: PlanResults) -> list[str]:
    """Return between which points each measure moves, and how it differs from the reference."""
    told = []
    for measure in found.plan.measures:
        told.append(_span(found, Measured(measure)))
        if found.plan.against:
            told.append(_against(found, Measured(measure)))
    return told


def plan_title(found: PlanResults) -> str:
    """Return from where to where the first measure goes."""
    asked = Measured(found.plan.measures[0])
    means = found.means(asked.measure)
    if np.isnan(means).all():
        return say("{label}: no world has a value at any point.", label=asked.label)
    if means.size == 1:
        return say("{label}: {value}.", label=asked.label, value=_value(found, asked, (0, 0)))
    if np.nanmin(means) == np.nanmax(means):
        return say("{label}: the same at every point.", label=asked.label)
    ends = (_place(means, int(of(means))) for of in (np.nanargmin, np.nanargmax))
    low, high = (asked.by_itself(found.at(asked.measure, *one)) for one in ends)
    return say(
        "{label}: from {low} to {high} {unit}",
        label=asked.label, low=low, high=high, unit=asked.unit,
    )  # fmt: skip


def point_text(stated: StudyPlan, point: Point) -> str:
    """Return a point as text: "London never, front.discipline 0.5", "" where there is but one."""
    levels = [
        f"{axis.dial} {level_text(level)}"
        for axis, level in zip(stated.axes, point.levels, strict=True)
    ]
    return ", ".join(filter(None, [point.case, *levels]))


def pair_text(stated: StudyPlan, pair: Pair) -> str:
    """Return a scenario at a point as text; the scenario is left out where there is but one."""
    scenario, point = pair
    here = point_text(stated, stated.points[point])
    name = "" if here and len(stated.scenarios) == 1 else f"`{stated.scenarios[scenario].name}`"
    return ", ".join(filter(None, [name, here]))


def _span(found: PlanResults, asked: Measured) -> str:
    """Return where a measure is lowest and where highest, and whether that is beyond noise."""
    means = found.means(asked.measure)
    if np.isnan(means).all():
        return say("{label}: no world has a value at any point.", label=asked.label)
    low, high = _place(means, int(np.nanargmin(means))), _place(means, int(np.nanargmax(means)))
    if means.size == 1:
        return say("{label}: {value}.", label=asked.label, value=_value(found, asked, low))
    if means[low] == means[high]:
        return say("{label}: the same at every point.", label=asked.label)
    points = int((~np.isnan(means)).sum())
    change = found.change(asked.measure, low, high, of=points)
    lowest, highest = (asked.by_itself(found.at(asked.measure, *one)) for one in (low, high))
    return say(
        "{label}: from {lowest} {unit} ({start}) to {highest} {unit} ({end}); {difference} in the "
        "same {worlds}{noise}.{seeds}",
        label=asked.label, lowest=lowest, highest=highest, unit=asked.unit,
        start=pair_text(found.plan, low), end=pair_text(found.plan, high),
        difference=asked.difference(change.difference, change.low, change.high),
        worlds=counted(found.plan.worlds * len(found.plan.seeds), "world"),
        noise=say(", within noise") if within_noise(change) else "",
        seeds=picked_text(points) + _seeds(found, asked.measure, low, high),
    )  # fmt: skip


def _value(found: PlanResults, asked: Measured, pair: Pair) -> str:
    return asked.value(*found.at(asked.measure, *pair)[:3])


def _seeds(found: PlanResults, measure: str, low: Pair, high: Pair) -> str:
    """Return under how many of several seeds the difference goes the same way."""
    seeds = len(found.plan.seeds)
    if seeds == 1:
        return ""
    alone = [found.change(measure, low, high, seed).difference > 0 for seed in range(seeds)]
    said = say(
        "It goes this way under {n} of {seeds} seeds by themselves.",
        n=whole(sum(alone)), seeds=whole(seeds),
    )  # fmt: skip
    return f" {said}"


def _against(found: PlanResults, asked: Measured) -> str:
    """Return how many pairs differ from the reference beyond noise, and which one most."""
    known = _known_changes(found, asked)
    if not known:
        return say("Against {against}: no world has a value of both.", against=found.plan.against)
    beyond = {pair: one for pair, one in known.items() if not within_noise(one)}
    if not beyond:
        return say_many(
            "Against {against}, the one point compared does not differ beyond noise.",
            "Against {against}, none of {n} points differs beyond noise.",
            len(known), against=f"`{found.plan.against}`", n=whole(len(known)),
        )  # fmt: skip
    most = max(beyond, key=lambda pair: abs(beyond[pair].difference))
    change = beyond[most]
    return say_many(
        "Against {against}, {beyond} of {n} points differs beyond noise; most: {pair}, "
        "{difference}.",
        "Against {against}, {beyond} of {n} points differ beyond noise; most: {pair}, "
        "{difference}.",
        len(beyond), against=f"`{found.plan.against}`", beyond=whole(len(beyond)),
        n=whole(len(known)), pair=pair_text(found.plan, most),
        difference=asked.difference(change.difference, change.low, change.high),
    ) + _alone(len(known))  # fmt: skip


def _alone(points: int) -> str:
    """Return that of many points some seem to differ by chance; nothing of few."""
    if points < MANY:
        return ""
    said = say("Each interval stands alone: of twenty points that do not differ, one seems to.")
    return f" {said}"


def _known_changes(found: PlanResults, asked: Measured) -> dict[Pair, MeanDifference]:
    """Return how each pair differs from its reference, where some world has a value of both."""
    changes = {
        (scenario, point): found.change(asked.measure, other, (scenario, point))
        for scenario in range(len(found.plan.scenarios))
        for point in range(len(found.plan.points))
        if (other := found.plan.reference(scenario, point))
    }
    return {pair: one for pair, one in changes.items() if not np.isnan(one.difference)}


def within_noise(change: MeanDifference) -> bool:
    """Return whether a difference may be nothing but luck."""
    return bool(change.low <= 0 <= change.high)


def _place(means: np.ndarray, at: int) -> Pair:
    scenario, point = np.unravel_index(at, means.shape)
    return int(scenario), int(point)


def what_was_run(stated: StudyPlan) -> str:
    """Return of which runs the numbers of a plan are."""
    names = listing([one.name for one in stated.scenarios])
    return say_many(
        "Runs of the model under {names}, {view}; {worlds} at every point, the same ones, under "
        "seed {seeds}.",
        "Runs of the model under {names}, {view}; {worlds} at every point, the same ones, under "
        "each of the seeds {seeds}.",
        len(stated.seeds), names=names, view=say(stated.view),
        worlds=counted(stated.worlds, "world"), seeds=", ".join(map(str, stated.seeds)),
    )  # fmt: skip
