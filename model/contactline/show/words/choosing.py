"""What does well at several goals at once, in sentences."""

from __future__ import annotations

from contactline.language import marked, say, say_many
from contactline.language.phrases import counted, listing, per_cent, whole
from contactline.show.words.in_units import Measured
from contactline.show.words.sweeping import level_text, picked_text
from contactline.study.robust import Frontier, Goal, Setting

NO_ADVICE = marked(
    "What was found has been run again in worlds that had no part in the search. Levers may act on "
    "a goal not at all: then choices differ by chance. An optimum of a model is a statement about "
    "its rules, no advice."
)


def frontier_sentences(found: Frontier) -> list[str]:
    """Return what was searched, the ends of the frontier, and what most often satisfies."""
    return [_searched(found), *_ends(found), *_satisfied(found), say(NO_ADVICE)]


def goal_text(goal: Goal) -> str:
    """Return a goal: "least of: Soldier months, enough at 50,000"."""
    label = Measured(goal.measure).label
    sought = (
        say("most of: {label}", label=label)
        if goal.way == "most"
        else say("least of: {label}", label=label)
    )
    if goal.enough is None:
        return sought
    enough = whole(goal.enough) if abs(goal.enough) >= 100 else level_text(goal.enough)
    return say("{goal}, enough at {enough}", goal=sought, enough=enough)


def levers_text(choice: Setting) -> str:
    """Return how a choice sets its levers."""
    return listing([f"{name} {level_text(one)}" for name, one in choice.levers.items()])


def _searched(found: Frontier) -> str:
    """Return what was searched for, over what, and how many choices are left."""
    return say(
        "Sought under `{scenario}`: {goals}; over {levers}. Of {tries}, {left} on the frontier: "
        "none other beats them in every goal.",
        scenario=found.scenario,
        goals=listing([goal_text(one) for one in found.goals]),
        levers=listing(found.levers),
        tries=counted(len(found.tried), "setting"),
        left=say_many("{n} lies", "{n} lie", len(found.choices), n=len(found.choices)),
    )


def _ends(found: Frontier) -> list[str]:
    """Return what the choice with least of the first goal comes to, and that with most."""
    ends = [found.choices[0], found.choices[-1]] if len(found.choices) > 1 else found.choices
    told = [
        say("With {levers}: {means}.", levers=levers_text(one), means=_means(found, one))
        for one in ends
    ]
    return [*told, *_apart(found)]


def _apart(found: Frontier) -> list[str]:
    """Return how the ends of the frontier differ in the same worlds, beyond noise or not."""
    told = []
    for goal, one in zip(found.goals, found.apart, strict=False):
        asked = Measured(goal.measure)
        noise = say(", within noise") if one.low <= 0 <= one.high else ""
        told.append(f"{asked.label} {asked.difference(*one[:3])}{noise}")
    if not told:
        return []
    said = say(
        "The second of these less the first, in the same worlds: {all}.", all="; ".join(told)
    )
    return [said + picked_text(len(found.choices))]


def _means(found: Frontier, one: Setting) -> str:
    told = []
    for goal, mean in zip(found.goals, one.means, strict=True):
        asked = Measured(goal.measure)
        value = asked.value(*mean[:3]) if mean.n else say("no value in any world")
        told.append(f"{asked.label} {value}")
    return "; ".join(told)


def _satisfied(found: Frontier) -> list[str]:
    """Return which choice most often meets what is enough; nothing where nothing is asked."""
    if all(one.enough is None for one in found.goals) or not found.choices:
        return []
    best = max(found.choices, key=lambda one: one.satisfied)
    return [
        say(
            "All that is enough is met most often, in {share} of worlds, with {levers}.",
            share=per_cent(best.satisfied), levers=levers_text(best),
        )
    ]  # fmt: skip
