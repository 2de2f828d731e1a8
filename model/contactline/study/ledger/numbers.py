"""Every number that a scenario gives, with its declaration, its value and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contactline.dials import DIALS, Dial
from contactline.dials.distributions import Distribution
from contactline.evidence import GRADES, Grade, Ground, grade, grounds_of
from contactline.evidence.calibration import posterior
from contactline.scenario import ActorSpec, Scenario
from contactline.scenario.fields import (
    AIM,
    AIMS,
    CONTRIBUTOR_FIELDS,
    FIELDS,
    STANCE_FIELDS,
    TRUCE_FIELDS,
)

ACTORS, EVENTS, FILE = "actors", "events", "file"


@dataclass(frozen=True)
class Number:
    """One number, word or switch of a scenario, declared like a dial.

    dial: its declaration; the name and the basis are those of this place in the file. value: as a
    scenario file would write it. section: of the dials, `actors.uk`, `events` or `file`.
    """

    dial: Dial
    section: str
    value: object

    @property
    def name(self) -> str:
        """Return the name by which it can be set, such as "actors.uk.territory.position"."""
        return self.dial.name

    @property
    def grade(self) -> Grade:
        """Return how well it is founded."""
        return grade(self.dial.basis)

    @property
    def fitted(self) -> bool:
        """Return whether it has the range that the calibration left it."""
        return self.name in posterior() and self.value == posterior()[self.name]

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Return the claims and figures it rests on; none for an assumption."""
        return grounds_of(self.dial.basis)


def numbers_of(scenario: Scenario) -> tuple[Number, ...]:
    """Return every number of a scenario: the file's own, dials, actors, events, in this order.

    A number of an actor rests on what the actor rests on, one of a stance on what the stance
    does, one of an event on the claims of the event.
    """
    dials = (
        Number(DIALS[name], DIALS[name].section, plain(scenario.dials[name])) for name in DIALS
    )
    actors = (number for actor in scenario.actors.values() for number in _of_actor(actor))
    return (*_of_file(scenario), *dials, *actors, *_of_events(scenario))


def sections_of(numbers: Iterable[Number]) -> tuple[str, ...]:
    """Return the sections that can be asked for, in order; `actors` stands for all of them."""
    found: dict[str, None] = {}
    for number in numbers:
        if number.section.startswith(f"{ACTORS}."):
            found[ACTORS] = None
        found[number.section] = None
    return tuple(found)


def in_section(numbers: Iterable[Number], section: str) -> tuple[Number, ...]:
    """Return the numbers of a section; `actors` has those of all actors."""
    return tuple(one for one in numbers if section in (one.section, one.section.partition(".")[0]))


def counted(numbers: Iterable[Number]) -> Mapping[Grade, int]:
    """Return how many numbers have each grade, the best grade first, also where there is none."""
    found = Counter(one.grade for one in numbers)
    return {name: found[name] for name in GRADES}


def plain(value: object) -> object:
    """Return a value as a scenario file writes it."""
    return value.to_plain() if isinstance(value, Distribution) else value


def _of_file(scenario: Scenario) -> Iterator[Number]:
    """Yield how long the worlds are followed."""
    yield Number(FIELDS["horizon_days"], FILE, scenario.horizon_days)


def _of_actor(actor: ActorSpec) -> Iterator[Number]:
    """Yield the numbers of an actor and of its stances."""
    fields = ["capability", *(CONTRIBUTOR_FIELDS if actor.role == "contributor" else ())]
    section = f"{ACTORS}.{actor.id}"
    for field in fields:
        value = plain(getattr(actor, field))
        yield _field(f"actors.*.{field}", f"{section}.{field}", section, actor.basis, value)
    for issue, stance in actor.stances.items():
        for field in STANCE_FIELDS:
            value = plain(getattr(stance, field))
            if value is not None:
                place = (f"actors.*.stances.*.{field}", f"{section}.{issue}.{field}")
                yield _field(*place, section, stance.basis, value)
        if stance.aim is not None:
            place = (AIMS[issue].name, f"{section}.{issue}.{AIM}")
            yield _field(*place, section, stance.basis, plain(stance.aim))


def _of_events(scenario: Scenario) -> Iterator[Number]:
    """Yield the day of each event, and the values it gives to dials from then on."""
    for event in scenario.events:
        name = f"{EVENTS}.{event.id}"
        yield _field("events.*.day", f"{name}.day", EVENTS, event.claims, event.day)
        for dial, value in event.change.items():
            declared = replace(
                DIALS[dial], name=f"{name}.change.{dial}", basis=_or_assumption(event.claims)
            )
            yield Number(declared, EVENTS, plain(value))
        if event.truce is not None:
            for field in ("days", *TRUCE_FIELDS):
                place = (f"events.*.truce.{field}", f"{name}.truce.{field}")
                said = plain(getattr(event.truce, field))
                yield _field(*place, EVENTS, event.claims, said)


def _field(declared: str, name: str, section: str, basis: Sequence[str], value: object) -> Number:
    return Number(replace(FIELDS[declared], name=name, basis=_or_assumption(basis)), section, value)


def _or_assumption(basis: Sequence[str]) -> tuple[str, ...]:
    return tuple(basis) or ("assumption",)
