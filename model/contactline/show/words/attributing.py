"""What each change between two scenarios does, in sentences."""

from __future__ import annotations

from contactline.language import say, say_many
from contactline.language.phrases import counted, listing, whole
from contactline.show.words.in_units import Measured
from contactline.study.attribution import Attribution, ChangeMade
from contactline.study.intervals import MeanInterval

MOST_NAMED = 3


def attribution_paragraph(found: Attribution) -> str:
    """Return the whole difference, which changes carry it, and how they were weighed."""
    asked = Measured(found.measure)
    whole_of_it = say(
        "{label}: {difference} under `{b}` against `{a}`, in the same {worlds}{noise}.",
        label=asked.label, difference=asked.difference(*found.whole[:3]), a=found.a, b=found.b,
        worlds=counted(found.worlds, "world"), noise=_noise(found.whole),
    )  # fmt: skip
    return " ".join([whole_of_it, _carried(found, asked), *_together(found, asked), how(found)])


def how(found: Attribution) -> str:
    """Return how the changes were weighed, and in how many runs."""
    if found.orders:
        return say(
            "Averaged over {orders} orders drawn at random in which the changes can be made, in "
            "{runs} runs; the shares add up to the whole difference.",
            orders=whole(found.orders), runs=whole(found.runs),
        )  # fmt: skip
    return say(
        "Averaged over all orders in which the changes can be made (Shapley value), in {runs} "
        "runs; the shares add up to the whole difference.",
        runs=whole(found.runs),
    )


def beyond_noise(one: MeanInterval) -> bool:
    """Return whether an interval leaves out nought."""
    return not one.low <= 0 <= one.high


def _noise(one: MeanInterval) -> str:
    return "" if beyond_noise(one) else say(", within noise")


def _carried(found: Attribution, asked: Measured) -> str:
    """Return the changes that carry the difference, the largest first."""
    clear = [one for one in found.parts if beyond_noise(one.share)]
    if not clear:
        return say("No change by itself is told from chance in these worlds.")
    told = [
        say("`{change}` {share}", change=one.change, share=asked.difference(*one.share[:3]))
        for one in clear[:MOST_NAMED]
    ]
    rest = len(found.parts) - len(clear)
    others = say_many(
        "; one other change is within noise", "; {rest} other changes are within noise", rest,
        rest=rest,
    ) if rest else ""  # fmt: skip
    return say("Of this: {changes}{others}.", changes=listing(told), others=others)


def _together(found: Attribution, asked: Measured) -> list[str]:
    """Return what works only together with others, if anything clearly does."""
    return [
        say(
            "By itself `{change}` does {alone}, once all others are made {last}: it works together "
            "with others.",
            change=one.change, alone=asked.difference(*one.alone[:3]),
            last=asked.difference(*one.last[:3]),
        )
        for one in found.parts
        if _depends(one)
    ][:1]  # fmt: skip


def _depends(one: ChangeMade) -> bool:
    """Return whether the intervals of a change alone and of it made last do not meet."""
    return one.alone.high < one.last.low or one.last.high < one.alone.low
