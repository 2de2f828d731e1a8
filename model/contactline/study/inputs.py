"""What differs between the worlds of a scenario before anything happens, world by world.

Every number that a world draws once: dials, stances, red lines, conditions and caps of actors,
what they privately want. As luck is addressed, they are drawn again from the seed alone, and the
results of a run need not carry them. Numbers of actors are called as `Scenario.with_dials` calls
them. What happens by chance on a day, and which sectors of the line are restless, is no input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from contactline.arrays import Array
from contactline.dials import DIALS
from contactline.dials.distributions import Distribution, Fixed
from contactline.dials.sides import SIDES
from contactline.luck import Luck
from contactline.scenario import ActorSpec, Scenario
from contactline.scenario.fields import AIM
from contactline.world.ceasefire import want_of_quiet
from contactline.world.settings import Settings, drawn

if TYPE_CHECKING:
    import pandas as pd

MECHANISMS: Mapping[str, str] = {
    "stances": "Stances",
    "red_lines": "Red lines",
    "conditions": "Conditions and caps",
    "voices": "Weight of voices",
    "leanings": "Private leanings and moods",
    "broker": "Broker",
    "war": "War",
    "talks": "Talks",
    "belief": "Belief in a text",
    "mission": "Mission",
    "monitors": "Monitors",
    "front": "Front",
    "durability": "Durability",
    "bargaining": "Bargaining",
    "assume": "Terms assumed",
}
"""The groups of inputs by what they work through, in words."""

ACTORS_OWN = ("stances", "red_lines", "conditions")
"""What actors say, will not cross, and ask for: their positions rather than the model's rules."""

_OF_FIELD = {
    "capability": "voices",
    "position": "stances",
    "aim": "stances",
    "salience": "stances",
    "flexibility": "stances",
    "at_least": "red_lines",
    "at_most": "red_lines",
}
_SPREADS = ("talks.leaning_sd", "talks.mood_sd", "talks.mood_days")
_BELIEF = ("belief", "exposure", "reassurance", "truce_discount", "broken_before")


@dataclass(frozen=True)
class Input:
    """One number that each world draws once. `actor`: whose it is, "" for a rule of the model."""

    name: str
    mechanism: str
    actor: str


@dataclass(frozen=True)
class Inputs:
    """The inputs of some worlds, `values` (inputs, worlds)."""

    members: tuple[Input, ...]
    values: Array

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of each input."""
        return tuple(one.name for one in self.members)

    def table(self) -> pd.DataFrame:
        """Return the inputs as a table: a row a world, a column an input."""
        import pandas as pd

        return pd.DataFrame(dict(zip(self.names, self.values, strict=True)))


def inputs_of(scenario: Scenario, luck: Luck) -> Inputs:
    """Return every input that differs between worlds, without running any."""
    broker = next((key for key, one in scenario.actors.items() if one.role == "broker"), "")
    found = [*_of_dials(scenario, luck, broker), *_of_actors(scenario, luck)]
    found += [*_leanings(scenario, luck), *_of_truces(scenario, luck)]
    several = [(one, values) for one, values in found if np.ptp(values) > 0]
    members = tuple(one for one, _ in several)
    rows = [np.asarray(values, dtype=np.float64) for _, values in several]
    return Inputs(members, np.stack(rows) if rows else np.empty((0, luck.worlds.size)))


def actor_numbers(scenario: Scenario) -> dict[str, Distribution]:
    """Return every number that the scenario gives of an actor, called as `with_dials` does."""
    return {
        f"actors.{key}.{field}": number
        for key, spec in scenario.actors.items()
        for field, _, number in _fields(spec)
    }


def varies(number: object) -> bool:
    """Return whether each world draws this number for itself."""
    if not isinstance(number, Distribution) or isinstance(number, Fixed):
        return False
    low, high = number.support
    return low < high


def mechanism_of(name: str) -> str:
    """Return the group in `MECHANISMS` of a dial or of a number of an actor, by its name."""
    section, _, key = name.rpartition(".")
    if section.startswith("actors"):
        return _OF_FIELD.get(key, "conditions")
    if name in _SPREADS:
        return "leanings"
    return "belief" if section == "talks" and key.startswith(_BELIEF) else section


def _of_dials(scenario: Scenario, luck: Luck, broker: str) -> Iterator[tuple[Input, Array]]:
    """Yield each dial that is drawn; one that only an event makes uncertain as it is from then."""
    numbers = {name: value for name, value in scenario.dials.items() if varies(value)}
    for event in scenario.events:
        for name, value in event.change.items():
            if varies(value):
                numbers.setdefault(name, value)
    named = {name: one for name, one in numbers.items() if isinstance(one, Distribution)}
    found = drawn(named, luck, "dial ")
    for name in filter(named.__contains__, DIALS):
        yield Input(name, mechanism_of(name), _whose(name, broker)), found[name]


def _of_truces(scenario: Scenario, luck: Luck) -> Iterator[tuple[Input, Array]]:
    """Yield how well each truce declared in the war is kept, and what it teaches."""
    for event in scenario.events:
        if event.truce is None:
            continue
        numbers = {"compliance": event.truce.compliance, "lesson": event.truce.lesson}
        for field, values in drawn(numbers, luck, f"truce {event.id} ").items():
            whose = event.truce.by if event.truce.by in SIDES else ""
            yield Input(f"events.{event.id}.truce.{field}", "war", whose), values


def _whose(name: str, broker: str) -> str:
    """Return the actor that a dial is about: the broker's, or that of the side it names."""
    if name.startswith("broker."):
        return broker
    return next((side for side in SIDES if name.endswith(f"_{side}")), "")


def _of_actors(scenario: Scenario, luck: Luck) -> Iterator[tuple[Input, Array]]:
    """Yield stances, red lines, weight, and what each contributor could send and asks for."""
    for key, spec in scenario.actors.items():
        fields = [one for one in _fields(spec) if varies(one[2])]
        found = drawn({word: number for _, word, number in fields}, luck, f"actor {key} ")
        for field, word, _ in fields:
            name = f"actors.{key}.{field}"
            yield Input(name, mechanism_of(name), key), found[word]


def _fields(spec: ActorSpec) -> Iterator[tuple[str, str, Distribution]]:
    """Yield each number of an actor: what a file calls it, the word of its draw, and the number."""
    from contactline.world.actors.actor import SILENT
    from contactline.world.actors.contributor import MEANS

    yield "capability", "capability", spec.capability
    for issue, stance in spec.stances.items():
        for field in (*SILENT, AIM):
            number = getattr(stance, field)
            if number is not None:
                yield f"{issue}.{field}", f"{issue} {field}", number
    if spec.role == "contributor":
        yield from ((field, word, getattr(spec, field)) for word, field in MEANS.items())


def _leanings(scenario: Scenario, luck: Luck) -> Iterator[tuple[Input, Array]]:
    """Yield what each side and each contributor privately wants, and how all want the quiet."""
    from contactline.world.actors.mood import first_moods, leanings
    from contactline.world.actors.sending import leaning_of

    settings = Settings(scenario.dials, luck)
    of_sides = {"leaning": leanings(luck, settings), "mood": first_moods(luck, settings)}
    for what, rows in of_sides.items():
        for side, values in zip(SIDES, rows, strict=True):
            yield Input(f"private.{side}.{what}", "leanings", side), values
    for key, spec in scenario.actors.items():
        if spec.role == "contributor":
            yield Input(f"private.{key}.leaning", "leanings", key), leaning_of(key, luck)
    yield Input("private.want_of_quiet", "leanings", ""), want_of_quiet(luck)
