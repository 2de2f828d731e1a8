"""What an actor weighs, in words: before it decides without the verdict, afterwards with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from contactline.evidence.phrases import counted
from contactline.scenario.decisions import DECISIONS
from contactline.study.seat.branches import comes_up
from contactline.world.actors.seats import SeatView
from contactline.world.reckoning import Reckoning
from contactline.world.wording import reckoning_in_words

HEAVY, SOME, LEAST = 0.25, 0.08, 0.02
"""From which share of all that is weighed a part counts heavily, counts, or is named at all."""

MEANS: Mapping[str, str] = {
    "terms": "the terms of the draft against fighting on",
    "fear of breach": "fear that the text will not be kept",
    "troops outside the text": "foreign troops that may come without your consent",
    "pressure": "pressure from Washington",
    "mood": "the mood at home",
    "leaning": "what your leadership privately wants",
    "cost at home": "what it would cost you at home",
    "red line": "your own red line",
    "consent hoped for": "the hope that both sides consent",
    "own stance": "what you have always said about such a force",
    "company of others": "others who go too",
    "American backing": "the United States behind it",
    "consent of both sides": "consent of both sides",
    "objection of Russia": "that Russia objects",
    "opinion at home": "opinion at home",
    "risk": "the risk to soldiers",
    "risk to more of them": "the risk to more of them",
    "reluctance": "a general reluctance",
    "promise to fight": "the promise to fight",
    "end of the ceasefire": "that the ceasefire has ended",
    "war over peace": "what war would bring over this peace",
    "the occasion": "how good an occasion this is",
    "armed troops on the line": "armed troops on the line",
    "guarantee": "the guarantee behind them",
    "what is settled": "what has been settled",
    "trust": "trust that has grown",
    "outside pressure": "that the peace was made under pressure",
    "tied to its backers": "what your backers would say",
    "its own reckoning of going": "what you think of going yourself",
    "engagement": "how far you are engaged",
}


def for_and_against(view: SeatView) -> tuple[str, ...]:
    """Return what speaks for and against an act in words of weight, without the sum.

    view: of one world.
    """
    parts = {name: float(np.asarray(part)) for name, part in view.reckoning.items()}
    whole = sum(abs(value) for value in parts.values())
    if not whole or list(parts) == ["engagement"]:
        return ()
    heavy = sorted(parts.items(), key=lambda one: -abs(one[1]))
    told = []
    for word, sign in (("For it", 1), ("Against it", -1)):
        said = [_weighed(name, abs(value) / whole) for name, value in heavy if value * sign > 0]
        if kept := [one for one in said if one]:
            told.append(f"{word}: {'; '.join(kept)}.")
    return tuple(told)


def _weighed(name: str, share: float) -> str:
    """Return a part with its weight, empty where it hardly counts."""
    if share < LEAST:
        return ""
    words = MEANS.get(name, name)
    how = "weighs heavily" if share >= HEAVY else "counts" if share >= SOME else "counts a little"
    return f"{words} ({how})"


def would_have(name: str, decision: str, views: Sequence[SeatView]) -> str:
    """Return what an actor itself would have done in the weeks of a turn, with its reasons.

    views: each time the decision came up, of one world. Empty where it never did.
    """
    last = {view.day: view for view in views if bool(np.asarray(comes_up(view)))}
    asked = list(last.values())
    if not asked:
        return ""
    acts = [view for view in asked if bool(view.own)]
    leave, do = DECISIONS[decision].choices
    of = counted(len(asked), "meeting")
    if len(acts) == len(asked):
        said = f"“{_plain(do)}” at every one of {of}" if len(asked) > 1 else f"“{_plain(do)}”"
    elif acts:
        said = f"“{_plain(do)}” at {len(acts)} of {of}, else “{_plain(leave)}”"
    else:
        said = f"“{_plain(leave)}”"
    return f"{name} itself would have said {said}{_because(acts[-1] if acts else asked[-1])}"


def _because(view: SeatView) -> str:
    """Return the reckoning behind it with its figures, above nought where it would act."""
    parts = {name: np.array([float(np.asarray(part))]) for name, part in view.reckoning.items()}
    if not parts or list(parts) == ["engagement"]:
        return "."
    told = reckoning_in_words(Reckoning(parts), 0)
    return f". It reckoned {told}; above nought it is for it."


def _plain(word: str) -> str:
    return word.replace("_", " ")
