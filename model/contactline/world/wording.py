"""How actors, terms, red lines and reckonings are said in a chronicle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from contactline.arrays import Array, Mask
from contactline.dials.issues import FORCE, ISSUE_WORDS, ISSUES, TERRITORY
from contactline.language import marked, say, say_many
from contactline.language.phrases import decimal, per_cent, whole
from contactline.world.land import as_told_from_line
from contactline.world.postures import LADDER
from contactline.world.reckoning import Reckoning
from contactline.world.stories import DECIDED_FOR

if TYPE_CHECKING:
    from contactline.world.talks import Talks

MOST_PARTS = 4
IN_A_DRAFT = {"consent of both sides": marked("consent in the draft")}
ARTICLES = {"buffer": "an ", "fighting": "a "}
LABELS = np.array([one.label for one in LADDER])
POSTURES = np.array([ARTICLES.get(one.name, "") + one.label for one in LADDER])
PARTS = (
    marked("terms"), marked("fear of breach"), marked("troops outside the text"),
    marked("pressure"), marked("mood"), marked("leaning"), marked("cost at home"),
    marked("red line"), marked("own stance"), marked("company of others"),
    marked("consent of both sides"), marked("objection of Russia"), marked("opinion at home"),
    marked("risk"), marked("reluctance"), marked("American backing"), marked("consent hoped for"),
    marked("its own reckoning of going"), marked("engagement"), marked("war over peace"),
    marked("the occasion"), marked("tied to its backers"),
    marked("armed troops on the line"), marked("guarantee"), marked("what is settled"),
    marked("trust"), marked("outside pressure"), marked("promise to fight"),
    marked("end of the ceasefire"), marked("risk to more of them"),
)  # fmt: skip
"""What parts of a reckoning are called where governments and sides reckon."""


def told_where(where: Mask, tell: Callable[[int], str]) -> NDArray[np.str_]:
    """Return what is told in each of the worlds `where`, and nothing in the others."""
    told = [""] * where.size
    for at in np.flatnonzero(where).tolist():
        told[at] = tell(at)
    return np.array(told)


def signed(value: float) -> str:
    """Return a value with its sign, and more digits where two would show nought."""
    return decimal(value, 2 if abs(value) >= 0.005 else 4, sign=True)


def reckoning_in_words(reckoning: Reckoning, at: int) -> str:
    """Return the sum of a reckoning and its heaviest parts in order of weight.

    At least four are named, and more while the rest together would outweigh the last of them; the
    rest is one part more, so that the parts add up.
    """
    parts = reckoning.heaviest(at)
    named = _parts_to_name([value for _, value in parts])
    told, rest = parts[:named], sum(value for _, value in parts[named:])
    if abs(rest) >= 0.005:
        told = [*told, (marked("the rest together"), rest)]
    inside = ", ".join(f"{say(name)} {decimal(value, 2, sign=True)}" for name, value in told)
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
    instead = say(DECIDED_FOR)
    return told_where(
        where, lambda at: reckoning_in_words(reckoning, at) + (instead if played[at] else "")
    )


def of_a_draft(reckoning: Reckoning) -> Reckoning:
    """Return what a government reckons with the words for a text that is a draft as yet."""
    return Reckoning({IN_A_DRAFT.get(name, name): part for name, part in reckoning.parts.items()})


def plain_name(name: str) -> str:
    """Return the name of an actor as in a sentence, without what stands in brackets behind it."""
    return say(with_article(name))


def with_article(name: str) -> str:
    """Return the name of an actor in English, without what stands in brackets behind it."""
    plain = name.partition(" (")[0]
    return f"the {plain}" if plain.startswith(("United ", "Netherlands")) else plain


def question_in_words(pledged: str, several: bool, in_force: bool) -> str:
    """Return how a broker comes to speak of European troops. pledged: who has pledged some.

    several: more than one has.
    """
    if in_force:
        late = say("turns to European troops, with a ceasefire in force and its text settled")
        if not pledged:
            return late
        return late + say_many(
            "; {names} has pledged already", "; {names} have pledged already",
            2 if several else 1, names=pledged,
        )  # fmt: skip
    if not pledged:
        return say("raises the question of European troops")
    return say_many(
        "takes up European troops, which {names} has pledged already",
        "takes up European troops, which {names} have pledged already",
        2 if several else 1, names=pledged,
    )  # fmt: skip


def watchers_in_words(people: float, seen: float) -> tuple[str, str]:
    """Return who would see what goes on behind the line, and how much of it they do.

    people: who watch the line. seen: share of what happens there, 0 to 1.
    """
    if seen <= 0:
        return say("those who watch the line report"), say("nobody watches the line")
    share = per_cent(seen)
    if people < 1:
        told = marked("no monitors are there; cameras and drones see {share} of what happens")
        return say("cameras and drones show"), say(told, share=share)
    return say("monitors report"), say("monitors see {share} of what happens", share=share)


def armed_in_words(troops: float) -> str:
    """Return a number of soldiers: "no armed foreign soldiers", "12 armed foreign soldiers"."""
    if troops < 1:
        return say("no armed foreign soldiers")
    return say_many(
        "{n} armed foreign soldiers", "{n} armed foreign soldiers", round(troops), n=whole(troops)
    )


def terms_in_words(terms: Array, rung: int, line: Array) -> str:
    """Return what terms, (issues,), say in whole phrases, each with its number of 0 to 100.

    line: where the contact line lies on the scale of land, of one world.
    """
    said: list[str] = []
    told = terms.copy()
    told[TERRITORY] = as_told_from_line(terms[TERRITORY], line)
    for name, value, at in zip(ISSUES, terms.tolist(), told.tolist(), strict=True):
        steps = ISSUE_WORDS[name].steps
        step = steps[round(at / 100 * (len(steps) - 1))] if steps else POSTURES[rung]
        text = say(str(step))
        if steps and not said:
            text = say("{term} ({value} of 100)", term=text, value=f"{value:.0f}")
        elif steps:
            text = f"{text} ({value:.0f})"
        said.append(text)
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
        nought, hundred = map(say, ISSUE_WORDS[name].ends)
        red_line = say(
            "on {issue} {keen} will not go below {low}, {other} not above {most} (0 is {nought}, "
            "100 {hundred})",
            issue=say(ISSUE_WORDS[name].plain), keen=plain_name(keen.name),
            low=f"{low.max():.0f}", other=plain_name(other.name), most=f"{most:.0f}",
            nought=nought, hundred=hundred,
        )  # fmt: skip
        said.append(red_line)
    return "; ".join(said)
