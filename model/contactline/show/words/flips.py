"""Which worlds end otherwise under another scenario, by their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.language import say, say_many
from contactline.language.phrases import counted, listing
from contactline.show.words.commands import twins_command
from contactline.study.comparison import Comparison
from contactline.study.ensemble import Results
from contactline.study.twins import Flip, world_that_flips
from contactline.world.outcomes import OUTCOMES

FEW_NUMBERS = 5


def flipped_sentences(one: Comparison, most: int = 3) -> list[str]:
    """Return the most frequent ways in which worlds change their outcome, a sentence each."""
    return [flip_sentence(flip, one.a, one.b) for flip in one.flipping[:most]]


def flip_sentence(flip: Flip, a: str, b: str) -> str:
    """Return the worlds of one change of outcome by their numbers, at most five of them."""
    return say_many(
        "{worlds} ends under `{a}` as “{before}” and under `{b}` as “{after}”.",
        "{worlds} end under `{a}` as “{before}” and under `{b}` as “{after}”.",
        len(flip.worlds), worlds=numbered(flip.worlds), a=a, b=b,
        before=outcome_label(flip.before), after=outcome_label(flip.after),
    )  # fmt: skip


def twins_of(runs: Sequence[Results], one: Comparison) -> str:
    """Return the command that tells a world that changes under both scenarios, "" if none does.

    runs: among them those of both scenarios in the view of the comparison.
    """
    if not one.flipping:
        return ""
    scenarios = {run.scenario.name: run.scenario for run in runs}
    world = world_that_flips(one.flipping)
    return twins_command(scenarios[one.a], scenarios[one.b], world, one.seed)


def numbered(worlds: tuple[int, ...]) -> str:
    """Return "World 17", "Worlds 17, 203 and 411", or "Worlds 1, 2, 3, 4, 5 and 12 others"."""
    return say_many(
        "World {numbers}", "Worlds {numbers}", len(worlds), numbers=numbered_alone(worlds)
    )


def numbered_alone(worlds: tuple[int, ...]) -> str:
    """Return "17, 203 and 411", or "1, 2, 3, 4, 5 and 12 others"."""
    shown = [str(world) for world in worlds[:FEW_NUMBERS]]
    rest = len(worlds) - len(shown)
    return listing([*shown, counted(rest, "other")] if rest else shown)


def outcome_label(outcome: str) -> str:
    """Return what an outcome is called; one of no registry by its own name."""
    known = OUTCOMES.get(outcome)
    return say(known.label) if known else outcome
