"""What each group of inputs carries of an answer, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.language import marked, say, say_many
from contactline.language.phrases import half_up, listing, per_cent, whole
from contactline.show.words.numbers import brief, level_of
from contactline.study.inputs import ACTORS_OWN, MECHANISMS
from contactline.study.sensitivity import Groups, Inquiry, Part

MOST_NAMED = 3
HOW_SHARES_ARE_MADE = marked(
    "Every input may work along a line or a curve by itself; what several do only together, and "
    "what happens by chance on the way, is not explained. A share within noise may be nought."
)


def groups_paragraph(one: Groups) -> str:
    """Return what the inputs explain of an answer, and which groups carry it."""
    asked = f"{question_text(one.question)} {_answer(one)}".strip()
    count = len(one.inputs)
    if one.is_noise:
        said = say_many(
            "What the {count} input together explain is not told from chance in these worlds, so "
            "no shares are given. Take more worlds.",
            "What the {count} inputs together explain is not told from chance in these worlds, so "
            "no shares are given. Take more worlds.", count, count=whole(count),
        )  # fmt: skip
        return f"{asked} {said}"
    said = say_many(
        "By themselves the {count} input that differ between worlds explain {share} of the "
        "differences in the answer ({interval}); the rest is chance on the way, and what several "
        "inputs do only together.",
        "By themselves the {count} inputs that differ between worlds explain {share} of the "
        "differences in the answer ({interval}); the rest is chance on the way, and what several "
        "inputs do only together.",
        count, count=whole(count), share=per_cent(round(one.explained, 6)),
        interval=_interval(one.low, one.high),
    )  # fmt: skip
    return f"{asked} {said} {_own(one)} {_others(one)}".rstrip()


def question_text(question: Inquiry) -> str:
    """Return a question as a sentence; the name of a measure ends like one."""
    words = say(question.words)
    return words if words.endswith("?") else f"{words}."


def share_of(part: Part) -> str:
    """Return a share in whole per cent: "about 0 %" or "about 100 %" for what lies beyond."""
    if part.share != part.share:
        return say("unknown")
    if part.share < 0.005 or part.share > 1:
        return say("about {share}", share=f"{0 if part.share < 1 else 100} %")
    return f"{half_up(100 * part.share)} %"


def interval_of(part: Part) -> str:
    """Return the interval of a share in whole per cent, no end below nought: "3 to 9"."""
    if part.low != part.low:
        return "–"
    return _ends(part.low, part.high)


def group_name(mechanism: str) -> str:
    """Return a mechanism as it stands inside a sentence."""
    label = say(MECHANISMS.get(mechanism, mechanism))
    return label[:1].lower() + label[1:]


def _answer(one: Groups) -> str:
    """Return over which worlds it is asked, and the mean answer."""
    over = (
        say_many("all {count} world", "all {count} worlds", one.of, count=whole(one.of))
        if one.worlds == one.of
        else say_many(
            "the {some} of {count} world that have an answer ({over})",
            "the {some} of {count} worlds that have an answer ({over})", one.of,
            some=whole(one.worlds), count=whole(one.of), over=say(one.question.over),
        )
    )  # fmt: skip
    is_share = 0 <= one.mean <= 1 and one.question.words.endswith("?")
    said = (
        say("yes in {share}", share=per_cent(one.mean))
        if is_share
        else say("{number} on average", number=brief(one.mean))
    )
    return say("Over {worlds}: {said}.", worlds=over, said=said)


def _interval(low: float, high: float) -> str:
    return f"{level_of(0.95)} {_ends(low, high)} %"


def _ends(low: float, high: float) -> str:
    """Return both ends in whole per cent, none below nought or above all: "3 to 9"."""
    start, stop = (min(max(half_up(100 * end), 0), 100) for end in (low, high))
    return say("{low} to {high}", low=str(start), high=str(stop))


def _own(one: Groups) -> str:
    """Return what stances, red lines, conditions and caps carry together."""
    own = [part for part in one.mechanisms if part.name in ACTORS_OWN]
    each = listing([f"{group_name(part.name)} {share_of(part)}" for part in own])
    return say(
        "Of what is explained, stances, red lines, conditions and caps of the actors carry {share} "
        "({interval}): {each}.",
        share=share_of(one.own), interval=_interval(one.own.low, one.own.high), each=each,
    )  # fmt: skip


def _others(one: Groups) -> str:
    """Return the largest of the other groups, and which may carry nothing."""
    rest = [part for part in one.mechanisms if part.name not in ACTORS_OWN]
    large = [part for part in rest if not part.within_noise][:MOST_NAMED]
    said = say("No other group is told from chance.")
    if large:
        named = listing([f"{group_name(part.name)} {share_of(part)}" for part in large])
        said = say_many("Then comes {groups}.", "Then come {groups}.", len(large), groups=named)
    return f"{said} {_idle([part for part in one.mechanisms if part.within_noise])}"


def _idle(parts: Sequence[Part]) -> str:
    if not parts:
        return ""
    return say(
        "Not told from chance: {groups}.", groups=listing([group_name(part.name) for part in parts])
    )
