"""How actors, terms, red lines and reckonings are said in a chronicle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.dials.issues import FORCE, ISSUE_WORDS, ISSUES, TERRITORY
from contactline.language.phrases import per_cent
from contactline.world.land import as_told_from_line
from contactline.world.postures import LADDER
from contactline.world.reckoning import Reckoning

if TYPE_CHECKING:
    from contactline.world.talks import Talks

MOST_PARTS = 4
IN_A_DRAFT = {"consent of both sides": "consent in the draft"}
ARTICLES = {"buffer": "an ", "fighting": "a "}
LABELS = np.array([one.label for one in LADDER])
POSTURES = np.array([ARTICLES.get(one.name, "") + one.label for one in LADDER])


def told_where(where: Mask, tell: Callable[[int], str]) -> NDArray[np.str_]:
    """Return what is told in each of the worlds `where`, and nothing in the others."""
    told = [""] * where.size
    for at in np.flatnonzero(where).tolist():
        told[at] = tell(at)
    return np.array(told)


def signed(value: float) -> str:
    """Return a value with its sign, and more digits where two would show nought."""
    return f"{value:+.2f}" if abs(value) >= 0.005 else f"{value:+.4f}"


def reckoning_in_words(reckoning: Reckoning, at: int) -> str:
    """Return the sum of a reckoning and its heaviest parts in order of weight.

    At least four are named, and more while the rest together would outweigh the last of them; the
    rest is one part more, so that the parts add up.
    """
    parts = reckoning.heaviest(at)
    named = _parts_to_name([value for _, value in parts])
    told, rest = parts[:named], sum(value for _, value in parts[named:])
    if abs(rest) >= 0.005:
        told = [*told, ("the rest together", rest)]
    inside = ", ".join(f"{name} {value:+.2f}" for name, value in told)
    return f"{signed(float(reckoning.net[at]))} ({inside})"


def _parts_to_name(weights: Sequence[float]) -> int:
    """Return how many parts are named. weights: of all parts, the heaviest first."""
    for named in range(MOST_PARTS, len(weights) - 1):
        if abs(sum(weights[named:])) < abs(weights[named - 1]):
            return named
    return len(weights)


def in_words(reckoning: Reckoning, where: Mask, played: Mask) -> NDArray[np.str_]:
    """Return a reckoning in words in the worlds `where`. Its parts: (worlds,).

    played: where somebody else decides, whatever the actor reckons, (worlds,).
    """
    instead = ", but somebody else decides for it"
    return told_where(
        where, lambda at: reckoning_in_words(reckoning, at) + (instead if played[at] else "")
    )


def of_a_draft(reckoning: Reckoning) -> Reckoning:
    """Return what a government reckons with the words for a text that is a draft as yet."""
    return Reckoning({IN_A_DRAFT.get(name, name): part for name, part in reckoning.parts.items()})


def plain_name(name: str) -> str:
    """Return the name of an actor as in a sentence, without what stands in brackets behind it."""
    plain = name.partition(" (")[0]
    return f"the {plain}" if plain.startswith(("United ", "Netherlands")) else plain


def question_in_words(pledged: str, in_force: bool) -> str:
    """Return how a broker comes to speak of European troops. pledged: who has pledged some."""
    have = "have" if " and " in pledged else "has"
    said = f"which {pledged} {have} pledged already" if pledged else ""
    if in_force:
        late = "turns to European troops, with a ceasefire in force and its text settled"
        return f"{late}; {said.removeprefix('which ')}" if said else late
    return f"takes up European troops, {said}" if said else "raises the question of European troops"


def watchers_in_words(people: float, seen: float) -> tuple[str, str]:
    """Return who would see what goes on behind the line, and how much of it they do.

    people: who watch the line. seen: share of what happens there, 0 to 1.
    """
    if seen <= 0:
        return "those who watch the line report", "nobody watches the line"
    if people < 1:
        share = f"cameras and drones see {per_cent(seen)}"
        return "cameras and drones show", f"no monitors are there; {share} of what happens"
    return "monitors report", f"monitors see {per_cent(seen)} of what happens"


def soldiers_in_words(troops: float, which: str) -> str:
    """Return a number of soldiers: "no foreign soldiers", "1,200 foreign soldiers"."""
    return f"{f'{troops:,.0f}' if troops >= 1 else 'no'} {which} soldiers"


def terms_in_words(terms: Array, rung: int, line: Array) -> str:
    """Return what terms, (issues,), say in whole phrases, each with its number of 0 to 100.

    line: where the contact line lies on the scale of land, of one world.
    """
    said, of, told = [], " of 100", terms.copy()
    told[TERRITORY] = as_told_from_line(terms[TERRITORY], line)
    for name, value, at in zip(ISSUES, terms.tolist(), told.tolist(), strict=True):
        steps = ISSUE_WORDS[name].steps
        step = steps[round(at / 100 * (len(steps) - 1))] if steps else POSTURES[rung]
        said.append(f"{step} ({value:.0f}{of})" if steps else str(step))
        of = ""
    return "; ".join(said)


def red_lines_in_words(talks: Talks, at: int) -> str:
    """Return which red lines leave no room in one world, and whose they are."""
    sides, said = talks.sides, []
    for row, name in enumerate(ISSUES):
        low, high = sides.own_at_least[row, :, at], sides.own_at_most[row, :, at]
        most = min(float(high.min()), float(talks.terms[row, at]) if row == FORCE else 100.0)
        if low.max() <= most:
            continue
        keen, other = sides.members[int(low.argmax())], sides.members[int(high.argmin())]
        nought, hundred = ISSUE_WORDS[name].ends
        said.append(
            f"on {ISSUE_WORDS[name].plain} {plain_name(keen.name)} will not go below "
            f"{low.max():.0f}, {plain_name(other.name)} not above {most:.0f} (0 is {nought}, 100 "
            f"{hundred})"
        )
    return "; ".join(said)
