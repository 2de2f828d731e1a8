"""Seats: any decision of any actor taken by somebody else, in all worlds or in some.

Whoever sits in a seat answers with a choice a world. The role asks at the point of decision, takes
that choice instead of the actor's own, and lets the hard facts bind it. An answer need not agree
with the actor's reckoning. Worlds without a seat, and everybody's luck, stay as they are.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.errors import RunError, did_you_mean
from contactline.scenario import ActorSpec
from contactline.scenario.decisions import DECISIONS, OWN, Decision, decisions_of
from contactline.world.actors.request import IN_A_CEASEFIRE
from contactline.world.reckoning import Reckoning

NEVER = "never"
"""The strategy of whoever does not act at all."""

type Answer = str | bool | Sequence[str] | Sequence[bool] | NDArray[Any] | None
type Policy = Callable[[Any, tuple[str, str]], Answer]


@dataclass(frozen=True)
class CommonKnowledge:
    """What everybody can see today, (worlds,). stage: as in a `Request`.

    at_table: where the sides talk. pledged: where each contributor has pledged troops, by key.
    leaders: keys of contributors that lead.
    """

    day: int
    stage: Array
    at_table: Mask
    pledged: Mapping[str, Mask]
    leaders: tuple[str, ...]


@dataclass(frozen=True)
class SideState:
    """What a belligerent knows of itself. terms: the draft, (issues, worlds). All else (worlds,).

    with_troops: the draft holds foreign troops. crosses: it crosses the side's own red line.
    """

    terms: Array
    with_troops: Mask
    crosses: Mask
    conceded: Array
    hope: Array


@dataclass(frozen=True)
class BrokerState:
    """What the broker knows of itself, (worlds,). days_waited: of its patience used up."""

    engagement: Array
    plan: Mask
    walked: Mask
    days_waited: Array


@dataclass(frozen=True)
class GovernmentState:
    """What a contributor knows of itself, (worlds,). support: opinion at home, 0 to 1."""

    ready: Mask
    pledged: Array
    deployed: Array
    support: Array
    available_troops: Array


@dataclass(frozen=True)
class SeatView:
    """What whoever takes a decision can know; arrays over the worlds of a block, (worlds,).

    worlds: their numbers. possible: where the hard facts allow the act. own: where the actor
    itself would act. reckoning: the parts of its own reckoning. state: what it knows of itself.
    """

    actor: str
    decision: str
    day: int
    worlds: NDArray[np.int64]
    stage: Array
    at_table: Mask
    pledged: Mapping[str, Mask]
    leaders: tuple[str, ...]
    possible: Mask
    own: Mask
    reckoning: Mapping[str, Array]
    state: Any

    def of_world(self, at: int) -> SeatView:
        """Return the view of the world at a position of the block: numbers instead of arrays."""
        found: SeatView = _alone(self, at)
        return found


def _alone(value: Any, at: int) -> Any:
    """Return a value as it is in one world of a block."""
    if isinstance(value, np.ndarray):
        here = value[..., at]
        return here if here.ndim else here.item()
    if isinstance(value, Mapping):
        return {key: _alone(one, at) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value)]
        return replace(value, **{name: _alone(getattr(value, name), at) for name in names})
    return value


@dataclass(frozen=True)
class OneWorld:
    """A policy written for one world, asked world by world: `seats={"uk": OneWorld(cautious)}`."""

    policy: Policy

    def __call__(self, view: SeatView, choices: tuple[str, str]) -> Answer:
        """Return the answer in each world; None leaves it to the actor."""
        said = [self.policy(view.of_world(at), choices) for at in range(view.worlds.size)]
        return [OWN if one is None else one if isinstance(one, str) else choices[bool(one)]
                for one in said]  # fmt: skip


@dataclass(frozen=True)
class Strategy:
    """A named strategy of a scenario file, as a policy."""

    name: str

    def __call__(self, view: SeatView, choices: tuple[str, str]) -> Answer:
        """Return the choice in each world."""
        return np.where(_WHERE[self.name](view), choices[1], choices[0])


def _with_a_leader(view: SeatView) -> Mask:
    others = [view.pledged[key] for key in view.leaders if key != view.actor]
    led: Mask = np.logical_or.reduce([np.zeros_like(view.own), *others])
    return led


_WHERE: Mapping[str, Callable[[SeatView], Mask]] = {
    NEVER: lambda view: np.zeros_like(view.own),
    "at_once": lambda view: np.ones_like(view.own),
    "after_ceasefire": lambda view: view.stage == IN_A_CEASEFIRE,
    "with_a_leader": _with_a_leader,
    "with_troops": lambda view: view.state.with_troops,
}


@dataclass
class StandingOrder:
    """What somebody says of one decision until it says otherwise: one word for every world.

    says: a choice, a strategy, or that it is left as it was. before: who decided before, None for
    the actor itself. views: what could be known each time the decision came up, the latest last.
    """

    says: str = OWN
    before: Policy | None = None
    views: list[SeatView] = field(default_factory=list)

    def __call__(self, view: SeatView, choices: tuple[str, str]) -> Answer:
        """Return the choice in each world, and remember what could be known."""
        self.views.append(view)
        if self.says == OWN:
            return self.before(view, choices) if self.before else OWN
        return self.says if self.says in choices else Strategy(self.says)(view, choices)

    def may_act(self, choices: tuple[str, str]) -> bool:
        """Return whether it could say yes as it stands."""
        if self.says == OWN:
            return self.before not in (None, Strategy(NEVER))
        return self.says not in (NEVER, choices[0])


type Played = Policy | Mapping[str, Policy | str]


@dataclass(frozen=True)
class Seat:
    """Who plays an actor: one policy for all its decisions, or a policy or strategy for some.

    worlds: the numbers of the worlds in which it is played; all if None.
    """

    played: Played
    worlds: Collection[int] | None = None


type Given = Mapping[str, Seat | Played]


@dataclass
class Occupant:
    """A seat taken. name: how it is told. where: the worlds. answered: those it last decided in."""

    name: str
    policy: Policy
    where: Mask
    answered: Mask = field(init=False)

    def __post_init__(self) -> None:
        """Nothing has been decided yet."""
        self.answered = np.zeros_like(self.where)


class Seats:
    """The seats of a block of worlds, and what everybody can see. Without seats it costs nothing.

    worlds: the numbers of the worlds, (worlds,). given: seats by the key of an actor; they come
    before what the scenario says under `plays`. Raises RunError for what nobody can play.
    """

    def __init__(
        self, actors: Mapping[str, ActorSpec], given: Given | None, worlds: NDArray[np.int64]
    ) -> None:
        """Let everybody take a seat."""
        self.worlds = worlds
        self.taken: dict[tuple[str, str], Occupant] = {}
        for key, spec in actors.items():
            if spec.plays:
                self._sit(key, spec.role, Seat(spec.plays))
        for key, seat in (given or {}).items():
            if key not in actors:
                raise RunError(f"no such actor to play, got {key}{did_you_mean(key, actors)}")
            one = seat if isinstance(seat, Seat) else Seat(seat)
            _check(key, actors[key].role, one)
            self._sit(key, actors[key].role, one)

    def look(self, situation: Callable[[], CommonKnowledge]) -> None:
        """Take in what everybody can see today, if anybody is played."""
        if self.taken:
            self.situation = situation()

    def where(self, key: str, decision: str) -> Mask:
        """Return the worlds in which somebody else takes a decision of an actor, (worlds,)."""
        taken = self.taken.get((key, decision))
        return taken.where if taken else np.zeros(self.worlds.size, dtype=bool)

    def may_act(self, key: str, decision: str) -> Mask:
        """Return the worlds in which somebody else may act for an actor, not only refuse to."""
        taken, choices = self.taken.get((key, decision)), DECISIONS[decision].choices
        nobody = np.zeros(self.worlds.size, dtype=bool)
        if not taken or taken.policy == Strategy(NEVER):
            return nobody
        order = taken.policy
        if isinstance(order, StandingOrder) and not order.may_act(choices):
            return nobody
        return taken.where

    def sit_down(self, key: str, role: str) -> dict[str, StandingOrder]:
        """Let somebody take the seat of an actor from now on; return its orders by decision.

        All of them leave a decision to the actor, or to whom the scenario has put there, until they
        are changed. Raises RunError for an actor that takes no decisions.
        """
        _check(key, role, Seat({}))
        orders = {}
        for decision in decisions_of(role, key):
            there = self.taken.get((key, decision))
            orders[decision] = StandingOrder(before=there.policy if there else None)
        self._sit(key, role, Seat(orders))
        return orders

    def played(self, keys: Sequence[str], decision: str) -> Mask:
        """Return where the last decision of each actor was a player's, (actors, worlds)."""
        if not self.taken:
            return np.zeros((len(keys), self.worlds.size), dtype=bool)
        nobody = np.zeros(self.worlds.size, dtype=bool)
        seats = [self.taken.get((key, decision)) for key in keys]
        return np.stack([nobody, *(one.answered if one else nobody for one in seats)])[1:]

    def take(
        self,
        decision: str,
        keys: Sequence[str],
        own: Mask,
        possible: Mask,
        reckoning: Reckoning,
        state: Callable[[int], object],
    ) -> Mask:
        """Return where each actor acts, (actors, worlds): as it would itself, or as it is played.

        own: where it would itself. possible: where the hard facts allow it; the caller holds an
        answer to them. reckoning: (actors, worlds) each part. state: of the actor of a row.
        """
        if not self.taken:
            return own
        rows = [(row, name) for row, key in enumerate(keys) if (name := self._name(key, decision))]
        acts = own.copy()
        for row, name in rows:
            now, parts = self.situation, reckoning.of(row).parts
            view = SeatView(
                keys[row], name, now.day, self.worlds, now.stage, now.at_table, now.pledged,
                now.leaders, possible[row], own[row], parts, state(row),
            )  # fmt: skip
            acts[row] = _decided(self.taken[keys[row], name], view)
        return acts

    def _name(self, key: str, decision: str) -> str:
        """Return the decision under which a player is asked, "" where nobody is."""
        names = (decision, DECISIONS[decision].told_by)
        return next((name for name in names if (key, name) in self.taken), "")

    def _sit(self, key: str, role: str, seat: Seat) -> None:
        everywhere = np.ones(self.worlds.size, dtype=bool)
        where = everywhere if seat.worlds is None else np.isin(self.worlds, list(seat.worlds))
        for decision, name, policy in _policies(seat.played, decisions_of(role, key)):
            self.taken[key, decision] = Occupant(name, policy, where)


def _policies(played: Played, known: Sequence[str]) -> Iterator[tuple[str, str, Policy]]:
    """Yield each decision played with how it is told and its policy.

    A strategy that acts takes along the decision that prepares its act, if that is not played.
    """
    if not isinstance(played, Mapping):
        played = dict.fromkeys(known, played)
    for name, policy in played.items():
        if isinstance(policy, str):
            first = DECISIONS[name].prepared_by
            if first and policy != NEVER and first not in played:
                yield first, "at_once", Strategy("at_once")
            yield name, policy, Strategy(policy)
        else:
            yield name, "by a policy", policy


def _decided(taken: Occupant, view: SeatView) -> Mask:
    """Return where an actor acts, (worlds,): where it is played as answered, elsewhere as it would.

    Raises RunError for an answer that is no choice.
    """
    decision = DECISIONS[view.decision]
    answer = np.asarray(_said(taken.policy, view, decision.choices))
    if answer.shape not in ((), view.own.shape):
        got = f"{answer.size} answers for {view.own.size} worlds"
        raise RunError(_refused(view, f"must give one answer, or one a world, got {got}."))
    if answer.dtype != bool:
        _check_words(answer, view, decision)
    acts = answer if answer.dtype == bool else answer == decision.choices[1]
    taken.answered = taken.where & (answer != OWN if answer.dtype != bool else True)
    return np.where(taken.answered, acts, view.own)


def _said(policy: Policy, view: SeatView, choices: tuple[str, str]) -> Answer:
    """Return what a policy answers; raises RunError, with its error as the cause, if it fails."""
    try:
        said = policy(view, choices)
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        text = f"failed on day {view.day} with {what}. Mend the policy, or leave"
        left = f"{text} such a world to the actor with None."
        raise RunError(_refused(view, left)) from error
    return OWN if said is None else said


def _check_words(answer: NDArray[Any], view: SeatView, decision: Decision) -> None:
    allowed = (*decision.choices, OWN)
    wrong = [one for one in np.unique(answer.astype(str)).tolist() if one not in allowed]
    if wrong:
        near = did_you_mean(wrong[0], allowed)
        must = f"must answer {', '.join(allowed)}, True, False or None, got {wrong[0]}"
        raise RunError(_refused(view, f"{must}{near or '.'}"))


def _refused(view: SeatView, text: str) -> str:
    return f"The policy that plays {view.actor} {text} It was asked for {view.decision}."


def _check(key: str, role: str, seat: Seat) -> None:
    """Raise RunError where a seat names what an actor of this role cannot decide, or how."""
    known = decisions_of(role, key)
    if not known:
        raise RunError(f"{key} cannot be played: an {role} takes no decisions.")
    if not isinstance(seat.played, Mapping):
        return
    for name, policy in seat.played.items():
        if name not in known:
            near = did_you_mean(name, known) or f", allowed are {', '.join(known)}"
            raise RunError(f"{key}: no such decision of a {role}, got {name}{near}")
        strategies = DECISIONS[name].strategies
        if isinstance(policy, str) and policy not in strategies:
            near = did_you_mean(policy, strategies)
            must = f"must be a policy or one of {', '.join(strategies)}"
            raise RunError(f"{key}.{name}: {must}, got {policy}{near}")


def check_seats(actors: Mapping[str, ActorSpec], given: Given, *, elsewhere: bool) -> None:
    """Raise RunError where seats cannot be taken. elsewhere: they must reach other processes."""
    Seats(actors, given, np.zeros(0, dtype=np.int64))
    for key, seat in given.items() if elsewhere else ():
        try:
            pickle.dumps(seat)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            must = "define it at the top of a module, or run with workers=1"
            text = f"the policy that plays {key} cannot be sent to other processes: {must}."
            raise RunError(text) from error
