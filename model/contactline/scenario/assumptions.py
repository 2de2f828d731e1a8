"""What a run assumes: what differs from base, what each input rests on, and how many on nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from contactline.dials import DIALS, Dial
from contactline.evidence import ASSUMPTION, claims, figures
from contactline.language import local_number, marked, say, say_as
from contactline.language.phrases import per_cent
from contactline.scenario.content import OWN
from contactline.scenario.fields import FIELDS
from contactline.scenario.model import Scenario
from contactline.scenario.values import is_distribution
from contactline.scenario.writing import plain_of

DISTRIBUTIONS = {
    "uniform": marked("from {low} to {high}, evenly"),
    "triangular": marked("from {low} to {high}, most often near {mode}"),
    "normal": marked("mean {mean}, standard deviation {deviation}"),
}

PARAMETERS = {
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "normal": ("mean", "deviation"),
}


@dataclass(frozen=True)
class Change:
    """One input that differs from base: both values in words, and what the input rests on."""

    name: str
    base: str
    here: str
    unit: str
    basis: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Source:
    """A claim or a figure that an input rests on: what it says, and where it is from."""

    id: str
    what: str
    source: str


def count_inputs(scenario: Scenario) -> tuple[int, int]:
    """Return how many inputs are assumptions without a source, and how many inputs there are.

    An input is a dial, an actor's capability and forces, or an actor's stance on an issue.
    """
    found = [set(basis) for basis in bases(scenario).values()]
    return sum(basis <= {ASSUMPTION} for basis in found), len(found)


def bases(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return what each input of a scenario rests on: ids of claims and figures, or `assumption`."""
    found = {name: dial.basis for name, dial in DIALS.items()}
    for key, actor in scenario.actors.items():
        found[f"actors.{key}"] = actor.basis
        for issue, stance in actor.stances.items():
            found[f"actors.{key}.{issue}"] = stance.basis
    return found


def changes(scenario: Scenario, base: Scenario) -> tuple[Change, ...]:
    """Return every input in which a scenario differs from base, in the order of a file."""
    here, there = (dict(leaves(plain_of(one))) for one in (scenario, base))
    names = [name for name in dict.fromkeys([*there, *here]) if here.get(name) != there.get(name)]
    grounds = bases(base) | bases(scenario)
    return tuple(_change(name, there.get(name), here.get(name), grounds) for name in names)


def _change(
    name: str, base: object, here: object, grounds: Mapping[str, tuple[str, ...]]
) -> Change:
    dial = DIALS.get(name) or _field(name)
    parent = name.rpartition(".")[0]
    basis = grounds.get(name, grounds.get(parent, ()))
    words = (in_words(base), in_words(here))
    return Change(name, *words, dial.unit if dial else "", basis, dial.sentence if dial else "")


def _field(name: str) -> Dial | None:
    """Return the declaration of an actor's field such as "actors.uk.territory.position"."""
    key = name.rpartition(".")[2]
    fields = (one for one in FIELDS.values() if one.name.startswith("actors."))
    return next((one for one in fields if one.key == key), None) if "." in name else None


def sources_of(ids: Iterable[str]) -> tuple[Source, ...]:
    """Return what claims and figures say and where from, each once; assumptions have no source."""
    said, published = claims(), figures()
    found = []
    for name in dict.fromkeys(ids):
        if name in said:
            found.append(Source(name, said[name].paraphrase, said[name].said_by))
        elif name in published:
            one = published[name]
            found.append(Source(name, one.what, f"{one.source}, {one.year}"))
    return tuple(found)


def leaves(plain: Mapping[str, object], path: tuple[str, ...] = ()) -> Iterator[tuple[str, object]]:
    """Yield every value with its dotted name; a distribution is one value."""
    for key, value in plain.items():
        here = (*path, key)
        if here[0] in OWN or key == "basis":
            continue
        if isinstance(value, Mapping) and value and not is_distribution(value):
            yield from leaves(value, here)
        else:
            yield ".".join(here).replace(".stances.", "."), value


def in_words(plain: object) -> str:
    """Return a value of a scenario file in words: "from 40 to 75, most often near 60"."""
    if plain is None:
        return say("none")
    if isinstance(plain, bool):
        return say("yes") if plain else say_as("answer", "no")
    if not isinstance(plain, Mapping):
        return ", ".join(map(_text, plain)) if isinstance(plain, list) else _text(plain)
    kind, numbers = next(iter(plain.items()), ("", ()))
    if kind == "choice" and isinstance(numbers, Mapping):
        total = sum(numbers.values())
        return ", ".join(
            say("{value} in {share} of worlds", value=_text(value), share=per_cent(w / total))
            for value, w in numbers.items()
        )
    if kind not in DISTRIBUTIONS or not isinstance(numbers, Sequence):
        return say("none")
    names = PARAMETERS[kind]
    return say(DISTRIBUTIONS[kind], **dict(zip(names, map(_text, numbers), strict=True)))


def _text(value: object) -> str:
    """Return a number, or the name of an option, as text."""
    return local_number(str(value)) if isinstance(value, float) else str(value)
