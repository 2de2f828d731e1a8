"""A question that somebody may bring, and what of the model answers it, or why nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contactline.language import say
from contactline.scenario import IF_CEASEFIRE, View
from contactline.scenario.scalars import quoted

type Lever = Literal["dial", "stance", "actor", "seat", "event", "scenario"]

LEVERS: dict[Lever, str] = {
    "dial": "a number, a word or a switch of the model",
    "stance": "what an actor wants, how much it cares, and its red lines",
    "actor": "who takes part, and what an actor has",
    "seat": "a decision taken by somebody else in an actor's place",
    "event": "something that happens on a day",
    "scenario": "one that comes with the model",
}
"""The kinds of lever, and what each changes."""


@dataclass(frozen=True, kw_only=True)
class Answerable:
    """A question that the model can be asked: the lever for it, and what to look at.

    file: the lines of a scenario file behind its title, empty where `parent` says it all.
    look_at: outcomes and measures. view: in which to look first. note: what the lever is not.
    """

    text: str
    about: str
    lever: Lever
    file: str = ""
    parent: str = "base"
    look_at: tuple[str, ...]
    view: View = IF_CEASEFIRE
    note: str = ""

    @property
    def yaml(self) -> str:
        """Return the whole scenario file, with its title in the language spoken."""
        return f"from: {self.parent}\ntitle: {quoted(say(self.text))}\n{self.file}"


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """A question that the model cannot be asked: why, and what comes nearest, if anything."""

    text: str
    words: tuple[str, ...]
    why: str
    nearest: str = ""
