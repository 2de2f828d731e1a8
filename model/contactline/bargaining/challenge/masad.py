"""One round of the expected-utility model in the reading of Masad (2016), "Agents in Conflict".

- Votes are linear in distance, and P is i's share of the votes cast between i and j.
- In a first pass of every round all risk exponents are 1; what the others then expect of
  challenging an actor sets its exponent for the second pass.
- j makes i an offer where j expects to gain by more than a ten-thousandth (E_j(U_ji)); i takes
  it seriously where, in i's own view, j would gain (b = E_i(U_ji) > 0).
- With a = E_i(U_ij): where a > 0, i would rather fight, and reckons to end up at P x_i +
  (1 - P) x_j; where a <= 0 and |a| <= b it goes |a|/b of the way; where |a| > b it goes all of it.
- Each takes up the offer that needs the least move; ties go to the larger b, then to the first in
  the order of the table.
- A conflict needs two who both chose to fight each other. The winner is drawn by the odds P.
- An actor some other has yielded to may renege: it then stays where it is and fights nobody.

The three switches are in `MasadOptions`. Where conflicts come first, who yields goes towards where
its partner then stands; where they come last, P is worked out anew from where everybody then
stands. Masad's own program weighs the chosen offer against the last sender rather than the chosen
one; here it is the chosen one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from contactline.arrays import Array, Mask, ordered_sum
from contactline.bargaining.challenge.arena import (
    NOTHING,
    Arena,
    Expectations,
    Taken,
    of_partner,
    taken_up,
    ties_among,
)
from contactline.bargaining.challenge.rounds import played
from contactline.bargaining.challenge.utilities import (
    SAME,
    drift,
    gains,
    risk_exponents,
    shares_of_pair,
    status_quo,
    support,
)
from contactline.bargaining.model import Model
from contactline.bargaining.options import Options
from contactline.bargaining.path import OFFERS, Draws, Round, Whole, between
from contactline.bargaining.table import Table
from contactline.errors import BargainError

CONFLICT = OFFERS.index("conflict")
COMPROMISE = OFFERS.index("compromise")
CAPITULATION = OFFERS.index("capitulation")
LEAST_GAIN = 1e-4


@dataclass(frozen=True)
class MasadOptions(Options):
    """The choices in the reading of Masad; the defaults are his for the original model.

    conflict: whether the loser of a conflict, drawn by the odds, adopts the winner's position
    (his W0) or a conflict moves nobody (W1). timing: whether conflicts are fought before others
    have moved (T0), who then go towards where the losers stand now, or after (T1), by odds worked
    out anew. choice: whether an actor whose own offer was taken up reneges on what it took up
    itself (M0) or not (M1). status_quo: Q, 0 to 1, the chance that nothing changes by itself.
    better: T, 0 to 1, the chance that a change by itself is for the better; idle where Q is 1.
    rounds: how many are played.
    """

    rounds: int = 10
    conflict: Literal["loser_adopts", "nobody_moves"] = "loser_adopts"
    timing: Literal["before_moves", "after_moves"] = "before_moves"
    choice: Literal["reneging", "no_reneging"] = "reneging"
    status_quo: float = 1.0
    better: float = 0.5

    def __post_init__(self) -> None:
        """Raise BargainError where a value is not among those allowed."""
        super().__post_init__()
        for name in ("status_quo", "better"):
            value = getattr(self, name)
            if value > 1:
                raise BargainError(f"{name} is a chance and must be from 0 to 1. Got {value!r}.")

    @property
    def draws_luck(self) -> bool:
        """Return whether winners of conflicts are drawn."""
        return self.conflict == "loser_adopts"


def rounds(table: Table, options: MasadOptions, draws: Draws) -> Iterator[Round]:
    """Yield each round; winners of conflicts are drawn."""
    luck = draws if options.draws_luck else None
    return played(table, options.rounds, lambda arena, own: play_round(arena, options, own), luck)


def expectations(arena: Arena, options: MasadOptions) -> Expectations:
    """Return what the actors expect in this round, with the risk exponents of the second pass."""
    votes = support(arena)
    odds = shares_of_pair(votes, arena.at_odds)
    gain, _ = gains(arena, odds, None, alone(arena, None, options))
    risk = risk_exponents(gain, arena.present)
    return Expectations(risk, votes, odds, *gains(arena, odds, risk, alone(arena, risk, options)))


def alone(arena: Arena, risk: Array | None, options: MasadOptions) -> Array:
    """Return Q U_sq + (1 - Q) (T U_b + (1 - T) U_w): what leaving things alone is worth."""
    still = status_quo(arena, risk)
    stays = options.status_quo
    if stays == 1:
        return still
    return stays * still + (1 - stays) * drift(arena, risk, options.better)


@dataclass(frozen=True)
class TakenOffer:
    """The offer each actor takes up, (actors, worlds); `partner` is idle where `kind` is none.

    ties: (worlds,), how many took up the first of several that are as good.
    """

    partner: Whole
    kind: Whole
    ties: Whole


def play_round(arena: Arena, options: MasadOptions, luck: Array | None) -> Taken:
    """Return what every actor took up in one round, and where it stands then.

    luck: uniforms, (actors, worlds), where conflicts move the loser; the first of two uses its own.
    """
    expected = expectations(arena, options)
    choice = chosen(arena.positions, expected)
    yields = (choice.kind == COMPROMISE) | (choice.kind == CAPITULATION)
    stays = yielded_to(choice.partner, yields) & (options.choice == "reneging")
    fights, moves = in_conflict(choice, stays), yields & ~stays
    odds = of_partner(expected.odds, choice.partner)
    if options.timing == "before_moves":
        after = moved(fought(arena.positions, choice, fights, odds, luck), choice, moves, expected)
    else:
        places = moved(arena.positions, choice, moves, expected)
        odds = np.where(fights, odds_against(arena.at(places), choice.partner), odds)
        after = fought(places, choice, fights, odds, luck)
    offer = np.where(fights | moves, choice.kind, NOTHING)
    return taken_up(after, choice.partner, offer, odds, expected, choice.ties)


def fought(
    positions: Array, choice: TakenOffer, fights: Mask, odds: Array, luck: Array | None
) -> Array:
    """Return where all stand after the conflicts: the loser where the winner stands.

    fights: who does. odds: of each against its partner. luck: as in `play_round`; without any
    nobody moves. All (actors, worlds).
    """
    if luck is None:
        return positions
    lost = fights & ~wins(odds, choice.partner, luck)
    return np.where(lost, np.take_along_axis(positions, choice.partner, axis=0), positions)


def moved(positions: Array, choice: TakenOffer, moves: Mask, expected: Expectations) -> Array:
    """Return where all stand after those who yield have gone towards where their partner stands.

    positions; moves: who yields; both (actors, worlds).
    """
    a, b = (of_partner(one, choice.partner) for one in (expected.gain, expected.partner_gain))
    share = np.where(choice.kind == COMPROMISE, np.abs(a) / np.where(moves, b, 1), 1)
    there = np.take_along_axis(positions, choice.partner, axis=0)
    goal = between(positions, positions + (there - positions) * share, there)
    return np.where(moves, goal, positions)


def chosen(positions: Array, expected: Expectations) -> TakenOffer:
    """Return the offer each actor takes up: the one that needs the least move."""
    a, b = expected.gain, expected.partner_gain
    serious = (a.swapaxes(0, 1) > LEAST_GAIN) & (b > 0)
    kind = np.select([a > SAME, -a <= b], [CONFLICT, COMPROMISE], CAPITULATION)
    goal = goals(positions, kind, np.where(serious, b, 1), expected)
    move = np.where(serious, np.abs(goal - positions[:, np.newaxis]), np.inf)
    least = serious & (move == move.min(axis=1, keepdims=True))
    partner = np.argmax(np.where(least, b, -np.inf), axis=1)
    some = serious.any(axis=1)
    largest = np.where(least, b, -np.inf).max(axis=1, keepdims=True)
    ties = ties_among(least & (b == largest), goal)
    return TakenOffer(partner, np.where(some, of_partner(kind, partner), NOTHING), ties)


def goals(positions: Array, kind: Whole, b: Array, expected: Expectations) -> Array:
    """Return where each offer would leave its receiver, (actors, actors, worlds)."""
    start, end = positions[:, np.newaxis], positions
    odds = expected.odds
    fought = odds * start + (1 - odds) * end
    partly = start + (end - start) * (np.abs(expected.gain) / b)
    goal = np.select([kind == CONFLICT, kind == COMPROMISE], [fought, partly], end)
    return between(start, goal, end)


def yielded_to(partner: Whole, yields: Mask) -> Mask:
    """Return to whom some other actor yields, (actors, worlds)."""
    actors = np.arange(len(partner))[:, np.newaxis]
    return np.stack([(yields & (partner == actor)).any(axis=0) for actor in actors])


def in_conflict(choice: TakenOffer, stays: Mask) -> Mask:
    """Return who fights, (actors, worlds): both chose to fight each other, and neither reneged.

    stays: who reneges on what it took up.
    """
    ready = (choice.kind == CONFLICT) & ~stays
    other = np.take_along_axis(choice.partner, choice.partner, axis=0)
    mutual = other == np.arange(len(other))[:, np.newaxis]
    both: Mask = ready & mutual & np.take_along_axis(ready, choice.partner, axis=0)
    return both


def odds_against(arena: Arena, partner: Whole) -> Array:
    """Return the chance of each actor against its partner, (actors, worlds)."""
    own, others = arena.positions, np.take_along_axis(arena.positions, partner, axis=0)
    votes = [
        weight * (np.abs(place - others) - np.abs(place - own))
        for place, weight in zip(own, arena.weights, strict=True)
    ]
    ours = ordered_sum(np.maximum(vote, 0) for vote in votes)
    cast = ordered_sum(np.abs(vote) for vote in votes)
    return np.where(cast > 0, ours / np.where(cast > 0, cast, 1), 0.5)


def wins(odds: Array, partner: Whole, luck: Array) -> Mask:
    """Return who would win, (actors, worlds): the first of two by its own luck, else the other."""
    first = np.arange(len(partner))[:, np.newaxis] < partner
    won = luck < odds
    return np.where(first, won, ~np.take_along_axis(won, partner, axis=0))


MASAD = Model(
    "challenge_masad",
    "expected utility (Masad)",
    "Bueno de Mesquita, as read by Masad 2016",
    "actors press those they expect to give in, as Masad reads it",
    rounds=rounds,
    options=MasadOptions,
    limit="rounds",
)
