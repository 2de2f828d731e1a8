"""What each group of inputs carries of an answer, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.language.phrases import counted, half_up, listing, per_cent
from contactline.show.words.numbers import brief, level_of
from contactline.study.inputs import ACTORS_OWN, MECHANISMS
from contactline.study.sensitivity import Groups, Part

MOST_NAMED = 3
HOW_SHARES_ARE_MADE = (
    "Every input may work along a line or a curve by itself; what several do only together, and "
    "what happens by chance on the way, is not explained. A share within noise may be nought."
)


def groups_paragraph(one: Groups) -> str:
    """Return what the inputs explain of an answer, and which groups carry it."""
    asked = f"{one.question.words} {_answer(one)}".strip()
    if one.is_noise:
        return (
            f"{asked} What the {counted(len(one.inputs), 'input')} together explain is not told "
            "from chance in these worlds, so no shares are given. Take more worlds."
        )
    return (
        f"{asked} By themselves the {counted(len(one.inputs), 'input')} that differ between worlds "
        f"explain {per_cent(round(one.explained, 6))} of the differences in the answer "
        f"({_interval(one.low, one.high)}); the rest is chance on the way, and what several inputs "
        f"do only together. {_own(one)} {_others(one)}"
    ).rstrip()


def share_of(part: Part) -> str:
    """Return a share in whole per cent: "about 0 %" or "about 100 %" for what lies beyond."""
    if part.share != part.share:
        return "unknown"
    if part.share < 0.005 or part.share > 1:
        return f"about {0 if part.share < 1 else 100} %"
    return f"{half_up(100 * part.share)} %"


def interval_of(part: Part) -> str:
    """Return the interval of a share in whole per cent, no end below nought: "3 to 9"."""
    if part.low != part.low:
        return "–"
    return _ends(part.low, part.high)


def group_name(mechanism: str) -> str:
    """Return a mechanism as it stands inside a sentence."""
    label = MECHANISMS.get(mechanism, mechanism)
    return label[:1].lower() + label[1:]


def _answer(one: Groups) -> str:
    """Return over which worlds it is asked, and the mean answer."""
    over = (
        f"all {counted(one.of, 'world')}"
        if one.worlds == one.of
        else f"the {one.worlds:,} of {counted(one.of, 'world')} that have an answer "
        f"({one.question.over})"
    )
    is_share = 0 <= one.mean <= 1 and one.question.words.endswith("?")
    said = f"yes in {per_cent(one.mean)}" if is_share else f"{brief(one.mean)} on average"
    return f"Over {over}: {said}."


def _interval(low: float, high: float) -> str:
    return f"{level_of(0.95)} {_ends(low, high)} %"


def _ends(low: float, high: float) -> str:
    """Return both ends in whole per cent, none below nought or above all: "3 to 9"."""
    start, stop = (min(max(half_up(100 * end), 0), 100) for end in (low, high))
    return f"{start} to {stop}"


def _own(one: Groups) -> str:
    """Return what stances, red lines, conditions and caps carry together."""
    own = [part for part in one.mechanisms if part.name in ACTORS_OWN]
    each = listing([f"{group_name(part.name)} {share_of(part)}" for part in own])
    return (
        f"Of what is explained, stances, red lines, conditions and caps of the actors carry "
        f"{share_of(one.own)} ({_interval(one.own.low, one.own.high)}): {each}."
    )


def _others(one: Groups) -> str:
    """Return the largest of the other groups, and which may carry nothing."""
    rest = [part for part in one.mechanisms if part.name not in ACTORS_OWN]
    large = [part for part in rest if not part.within_noise][:MOST_NAMED]
    said = "No other group is told from chance."
    if large:
        named = listing([f"{group_name(part.name)} {share_of(part)}" for part in large])
        said = f"Then {'come' if len(large) > 1 else 'comes'} {named}."
    return f"{said} {_idle([part for part in one.mechanisms if part.within_noise])}"


def _idle(parts: Sequence[Part]) -> str:
    if not parts:
        return ""
    return f"Not told from chance: {listing([group_name(part.name) for part in parts])}."
