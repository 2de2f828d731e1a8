"""The break-evens of a ledger that was made beforehand: where one number alone turns a result."""

from __future__ import annotations

from typing import Any

from contactline.language import say
from contactline.language.phrases import counted
from contactline.show.app.titles import title_of
from contactline.show.words.overturning import MOVED_ALONE, overturning_sentence, turn_sentence
from contactline.study.ledger import Ledger

MOST = 8


def break_evens(one: Ledger | None) -> dict[str, Any]:
    """Return how many numbers turn the result, the first of them, and in which worlds; or {}."""
    if one is None:
        return {}
    shown = one.overturning[:MOST]
    return {
        "lead": overturning_sentence(one),
        "rows": [
            {
                "label": title_of(entry.number.dial),
                "turns": [turn_sentence(entry, turn, one) for turn in entry.turns],
                "rests": say("Grade: {grade}.", grade=say(entry.number.grade)),
            }
            for entry in shown
        ],
        "foot": f"{say(MOVED_ALONE)} {_made(one, len(shown))}",
    }


def _made(one: Ledger, shown: int) -> str:
    """Return what the break-evens were found in, and how many of them stand here."""
    made = say(
        "Found in {worlds}, seed {seed}.", worlds=counted(one.worlds, "world"), seed=str(one.seed)
    )
    left = len(one.overturning) - shown
    if not left:
        return made
    whole_ledger = say(
        "{rest} more stand in the whole ledger: `contactline ledger {name}`.",
        rest=str(left), name=one.scenario.name,
    )  # fmt: skip
    return f"{made} {whole_ledger}"
