"""What an actor weighs, in words: before it decides without the verdict, afterwards with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contactline.language import marked, say
from contactline.language.phrases import counted
from contactline.show.seat.wording import WORDS
from contactline.study.seat.branches import comes_up
from contactline.world.actors.seats import SeatView
from contactline.world.reckoning import Reckoning
from contactline.world.wording import reckoning_in_words

HEAVY, SOME, LEAST = 0.25, 0.08, 0.02
"""From which share of all that is weighed a part counts heavily, counts, or is named at all."""

MEANS: Mapping[str, str] = {
    "terms": marked("the terms of the draft against fighting on"),
    "fear of breach": marked("fear that the text will not be kept"),
    "troops outside the text": marked("foreign troops that may come without your consent"),
    "pressure": marked("pressure from Washington"),
    "mood": marked("the mood at home"),
    "leaning": marked("what your leadership privately wants"),
    "cost at home": marked("what it would cost you at home"),
    "red line": marked("your own red line"),
    "consent hoped for": marked("the hope that both sides consent"),
    "own stance": marked("what you have always said about such a force"),
    "company of others": marked("others who go too"),
    "American backing": marked("the United States behind it"),
    "consent of both sides": marked("consent of both sides"),
    "objection of Russia": marked("that Russia objects"),
    "opinion at home": marked("opinion at home"),
    "risk": marked("the risk to soldiers"),
    "risk to more of them": marked("the risk to more of them"),
    "reluctance": marked("a general reluctance"),
    "promise to fight": marked("the promise to fight"),
    "end of the ceasefire": marked("that the ceasefire has ended"),
    "war over peace": marked("what war would bring over this peace"),
    "the occasion": marked("how good an occasion this is"),
    "armed troops on the line": marked("armed troops on the line"),
    "guarantee": marked("the guarantee behind them"),
    "what is settled": marked("what has been settled"),
    "trust": marked("trust that has grown"),
    "outside pressure": marked("that the peace was made under pressure"),
    "tied to its backers": marked("what your backers would say"),
    "its own reckoning of going": marked("what you think of going yourself"),
    "engagement": marked("how far you are engaged"),
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
    way = -1 if view.decision in AGAINST_ITSELF else 1
    for word, sign in ((say("For it"), way), (say("Against it"), -way)):
        said = [_weighed(name, abs(value) / whole) for name, value in heavy if value * sign > 0]
        if kept := [one for one in said if one]:
            told.append(f"{word}: {'; '.join(kept)}.")
    return tuple(told)


def _weighed(name: str, share: float) -> str:
    """Return a part with its weight, empty where it hardly counts."""
    if share < LEAST:
        return ""
    words = say(MEANS.get(name, name))
    if share >= HEAVY:
        return say("{what} (weighs heavily)", what=words)
    if share >= SOME:
        return say("{what} (counts)", what=words)
    return say("{what} (counts a little)", what=words)


ABOVE_NOUGHT = marked("above nought it is for it")
RULES: Mapping[str, str] = {
    "give_way": marked(
        "who would gain more by the draft gives way, as long as not both would sign"
    ),
    "withdraw": marked("below nought it goes home"),
}
"""What decides where it is not whether the sum is above nought."""
AGAINST_ITSELF = ("object", "withdraw")
"""Decisions that are taken where the reckoning is low: it is one of going, or of staying."""
BARRED: Mapping[str, str] = {
    "prepare": marked("that is for it, but an ally would object"),
    "sign": marked("that is for it, but the draft crosses its own red line"),
    "offer": marked("that is for it, but its own conditions are not met"),
    "pledge": marked(
        "that is for it, but its conditions are not met, or its time to decide has not come"
    ),
}
"""What holds an actor back though the sum is above nought."""


@dataclass(frozen=True)
class OwnCourse:
    """What an actor itself would have done at the meetings of a turn. course: without figures.

    reasons: its last reckoning in figures, "" where it has none. acts, of: meetings at which it
    would have acted, of those at which the decision came up.
    """

    title: str
    course: str
    reasons: str
    acts: int
    of: int

    @property
    def told(self) -> str:
        """Return it in whole sentences."""
        return f"{self.title}: {self.course}.{' ' if self.reasons else ''}{self.reasons}"


def would_have(name: str, decision: str, views: Sequence[SeatView]) -> OwnCourse | None:
    """Return what an actor itself would have done in the weeks of a turn, with its reasons.

    views: each time the decision came up, of one world. None where it never did.
    """
    last = {view.day: view for view in views if bool(np.asarray(comes_up(view)))}
    asked = list(last.values())
    if not asked:
        return None
    acts = [view for view in asked if bool(view.own)]
    words = WORDS[decision]
    leave, do = (say("“{name}”", name=say(one)) for one in (words.leave, words.do))
    if len(acts) == len(asked):
        said = do
    elif acts:
        said = say(
            "{do} at {acts} of {meetings}, else {leave}",
            do=do, acts=len(acts), meetings=counted(len(asked), "meeting"), leave=leave,
        )  # fmt: skip
    else:
        said = leave
    course = say("{name} itself would have said {said}", name=name, said=said)
    reasons = _because(decision, acts[-1] if acts else asked[-1])
    return OwnCourse(say(words.title), course, reasons, len(acts), len(asked))


def _because(decision: str, view: SeatView) -> str:
    """Return the reckoning behind it with its figures, and what else decides."""
    parts = {name: np.array([float(np.asarray(part))]) for name, part in view.reckoning.items()}
    if not parts or list(parts) == ["engagement"]:
        return ""
    reckoning = Reckoning(parts)
    if decision == "object":
        return say(
            "Of going itself it reckoned {net:+.2f}; who is far below nought there objects.",
            net=float(reckoning.net[0]),
        )
    held = float(reckoning.net[0]) > 0 and not view.own
    rule = RULES.get(decision) or (BARRED.get(decision) if held else "") or ABOVE_NOUGHT
    told = reckoning_in_words(reckoning, 0)
    return say("It reckoned {reckoning}; {rule}.", reckoning=told, rule=say(rule))
