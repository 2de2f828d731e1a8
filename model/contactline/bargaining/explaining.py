"""Moves of a bargain in words: who moves where, by whose offer, at what odds and gains.

The words are those of counting, not of likelihood: odds are written as a share of a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import floor, isnan, log10

from contactline.bargaining.path import NOBODY, Move
from contactline.bargaining.tables.stances import HUNDRED, Scale, on_scale
from contactline.language import local_number, marked, say
from contactline.language.phrases import apart, listing, per_cent

# Control characters, ends of lines, and signs that turn the direction of all text after them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

MOST_DECIMALS = 12

# By kind of offer: how it reads where the partner made it, and where the actor did.
OFFERED = {
    "bargain": (
        marked("a bargain offered by {partner}"),
        marked("a bargain of its own with {partner}"),
    ),
    "compromise": (
        marked("a compromise offered by {partner}"),
        marked("a compromise of its own with {partner}"),
    ),
    "exchange": (marked("an exchange with {partner}, which yields on another issue"),) * 2,
    "confrontation": (marked("a confrontation with {partner} that it would lose"),) * 2,
    "capitulation": (marked("a demand of {partner} that it gives in to"),) * 2,
    "conflict": (marked("a dispute with {partner} that it loses"),) * 2,
}


def sentence(
    move: Move, actors: Sequence[str], issues: Sequence[str], scale: Scale = HUNDRED
) -> str:
    """Return a move as one sentence: the round, who moves where, and through which offer.

    actors, issues: the names, in the order of the table. scale: what positions 0 and 100 are.
    """
    moves = what(move, actors, issues, scale).removesuffix(".")
    return say(
        "Round {round}: {moves}, through {why}.",
        round=move.round, moves=moves, why=why(move, actors),
    )  # fmt: skip


def what(move: Move, actors: Sequence[str], issues: Sequence[str], scale: Scale = HUNDRED) -> str:
    """Return who moves from where to where: "Belgium moves from 7.0 to 8.4 on emissions."."""
    steps = [
        _step(written_step(before, after, scale), in_a_sentence(issues[issue]))
        for issue, before, after in zip(move.issues, move.before, move.after, strict=True)
    ]
    actor = in_a_sentence(actors[move.actor])
    return say("{actor} moves {steps}.", actor=actor, steps=listing(steps))


def _step(ends: tuple[str, str], issue: str) -> str:
    start, end = ends
    return say("from {start} to {end} on {issue}", start=start, end=end, issue=issue)


def why(move: Move, actors: Sequence[str]) -> str:
    """Return by whose offer an actor moves, in brackets the odds and the gains.

    Such as "a compromise offered by France (Belgium at 42 % to prevail; gain -0.115 for Belgium,
    +0.243 for France)". What the model does not say is left out.
    """
    actor, partner = (_name(number, actors) for number in (move.actor, move.partner))
    by_partner, by_itself = OFFERED.get(move.offer, (f"{move.offer} with {{partner}}",) * 2)
    offer = by_itself if move.maker == move.actor else by_partner
    gains = ((actor, move.gain), (partner, move.partner_gain))
    known = [
        say("{gain} for {name}", gain=signed(gain), name=name)
        for name, gain in gains
        if not isnan(gain)
    ]
    numbers = []
    if not isnan(move.odds):
        odds = per_cent(move.odds)
        numbers.append(say("{actor} at {odds} to prevail", actor=actor, odds=odds))
    if known:
        numbers.append(say("gain {gains}", gains=", ".join(known)))
    brackets = f" ({'; '.join(numbers)})" if numbers else ""
    return say(offer).replace("{partner}", partner) + brackets


def _name(number: int, actors: Sequence[str]) -> str:
    return say("nobody") if number == NOBODY else in_a_sentence(actors[number])


def visible(name: str) -> str:
    """Return a name in one line: what cannot be seen is written as an escape."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), name)


def in_a_sentence(name: str) -> str:
    """Return a name as a sentence holds it: in quotes where it would read as several."""
    return apart(visible(name))


def decimals_of(scale: Scale) -> int:
    """Return with how many decimals positions on a scale are written, 1 or more."""
    low, high = scale
    return min(max(1, 2 - floor(log10(high - low))), MOST_DECIMALS)


def written(position: float, scale: Scale = HUNDRED) -> str:
    """Return a position from 0 to 100 as text on a scale."""
    return _fixed(on_scale(position, scale), decimals_of(scale))


def written_step(before: float, after: float, scale: Scale = HUNDRED) -> tuple[str, str]:
    """Return two positions as text, with as many decimals as it takes to tell them apart."""
    ends = on_scale(before, scale), on_scale(after, scale)
    least = decimals_of(scale)
    for decimals in range(least, MOST_DECIMALS + 1):
        start, end = (_fixed(one, decimals) for one in ends)
        if start != end:
            return start, end
    return _fixed(ends[0], least), _fixed(ends[1], least)


def _fixed(number: float, decimals: int) -> str:
    text = f"{number:.{decimals}f}"
    return local_number(text.removeprefix("-") if float(text) == 0 else text)


def signed(gain: float) -> str:
    """Return a gain with its sign and two or three decimals; "0" where they say no more."""
    text = f"{gain:+.{2 if abs(gain) >= 1 else 3}f}"
    return "0" if float(text) == 0 else local_number(text)
