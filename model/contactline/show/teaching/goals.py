"""What a class is to learn: two aims that every pack has, and those of what a scenario sets.

They stand here in English, and are said in the language of the pack where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from contactline.scenario import Scenario
from contactline.show.app.opened import differing

MOST_OF_ITS_OWN = 2

EXPLAIN = "Explain why a ceasefire that both sides sign is harder to reach than to wish for."
COMPARE = "Compare what monitors, an armed force and return-fire discipline each do for the quiet."
CRITICISE = (
    "Criticise a model: say which of its assumptions carries a conclusion, and how to test it."
)

OF_A_CHANGE = (
    (
        ("mission.proposal", "monitors."),
        "Compare what each kind of foreign presence can do on the line, and what it needs first.",
    ),
    (
        ("mission.russian_consent", "mission.without_consent"),
        "Explain what the consent of a side is worth to those who would send soldiers, and to it.",
    ),
    (
        ("mission.badge",),
        "Compare a coalition of capitals with an alliance that decides together.",
    ),
    (
        ("mission.preparation_scale",),
        "Explain why an option that is ready weighs more at the table than one that is promised.",
    ),
    (
        ("mission.",),
        "Compare what the size, the pace and the orders of a mission change, and what they do not.",
    ),
    (
        ("broker.backing",),
        "Explain what it changes for European capitals whether Washington stands behind them.",
    ),
    (
        ("broker.",),
        "Explain what a broker can bring about by pressing, and what it cannot.",
    ),
    (
        ("sequence",),
        "Compare silence first with settlement first: who gains by which order, and why.",
    ),
    (
        ("contributor",),
        "Explain how capitals wait for one another, and what lets one of them decide first.",
    ),
    (
        ("belligerent",),
        "Explain how what a side wants differs from what it does not sign.",
    ),
    (
        ("front.",),
        "Compare orders about answering fire with watching who fires: which of them does what.",
    ),
    (
        ("war.", "talks.", "bargaining."),
        "Explain how the course of the war enters the talks, by hope, by cost and by belief.",
    ),
    (
        ("events",),
        "Trace what one dated event changes, and after how long nobody sees it any more.",
    ),
)
"""What is to be learnt from what a scenario sets otherwise than base, the first that fit.

Each with how names of what it sets begin; a role stands for anything of an actor of that role, an
issue for any stance on it.
"""


def goals(scenario: Scenario, base: Scenario) -> list[str]:
    """Return the aims of a class, in English; base: to see what the scenario sets otherwise."""
    found = {_rule_of(name, scenario) for name in differing(base, scenario)}
    own = [goal for at, (_, goal) in enumerate(OF_A_CHANGE) if at in found]
    return [EXPLAIN, *(own[:MOST_OF_ITS_OWN] or [COMPARE]), CRITICISE]


def _rule_of(name: str, scenario: Scenario) -> int | None:
    """Return the place of the first rule that fits what a name is about, None if none does."""
    about = list(_kinds(name, scenario))
    fit = (
        at
        for at, (begins, _) in enumerate(OF_A_CHANGE)
        if any(one.startswith(begins) for one in about)
    )
    return next(fit, None)


def _kinds(name: str, scenario: Scenario) -> Iterable[str]:
    """Yield what a name is about: itself, or of an actor its role, and the issue of a stance."""
    first, *rest = name.split(".")
    if first != "actors":
        yield name
    elif rest and rest[0] in scenario.actors:
        yield scenario.actors[rest[0]].role
        yield from rest[1:]
