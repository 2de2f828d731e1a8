"""In which futures something happens, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from contactline.language import local_number, marked, say
from contactline.language.phrases import counted, decimal, listing, per_cent, whole
from contactline.show.words.in_units import Measured
from contactline.show.words.numbers import brief, interval_text
from contactline.study.discovery import Discovery, Limit

MOST_NAMED = 5
HOW_IT_IS_FOUND = marked(
    "The box was found in the worlds of even number, by peeling away thin slices of worlds, and "
    "tried in those of odd number. Several boxes may do about as well; none of this says what "
    "causes it."
)


def discovery_sentences(found: Discovery) -> list[str]:
    """Return where it happens, how well that holds elsewhere, and which inputs tell most."""
    return [_where(found), *_tried(found), _scores(found)]


def headline(found: Discovery) -> str:
    """Return what was found in a line: how often it is so in the box, against all worlds."""
    if not found.stands:
        return say("{what}: no box is told from chance", what=happening(found))
    return say(
        "{what} in {density} of worlds with {box}, in {rate} of all",
        what=happening(found), density=per_cent(found.tried.density),
        box=limits_text(found.limits), rate=per_cent(found.tried.rate),
    )  # fmt: skip


def happening(found: Discovery) -> str:
    """Return what is looked for: an outcome, or a measure above or below a bound."""
    label = Measured(found.measure).label
    bounds = [
        say("above {bound}", bound=brief(found.above)) if found.above is not None else "",
        say("below {bound}", bound=brief(found.below)) if found.below is not None else "",
    ]
    told = listing([one for one in bounds if one])
    return f"{label} {told}" if told else label


def limit_text(one: Limit) -> str:
    """Return what a box asks of one input: "talks.opening_cost above 0.064"."""
    if one.low is not None and one.high is not None:
        return say("{input} from {low} to {high}", input=one.input, low=_number(one.low),
                   high=_number(one.high))  # fmt: skip
    if one.low is not None:
        return say("{input} above {low}", input=one.input, low=_number(one.low))
    return say("{input} below {high}", input=one.input, high=_number(one.high or 0.0))


def limits_text(limits: Sequence[Limit]) -> str:
    """Return all that a box asks."""
    return listing([limit_text(one) for one in limits])


def _number(value: float) -> str:
    return whole(value) if abs(value) >= 1000 else local_number(f"{value:.3g}")


def _where(found: Discovery) -> str:
    """Return the box as a sentence, or that there is none."""
    if not found.limits:
        return say(
            "{what}: no box of inputs is told from chance in {worlds}.",
            what=happening(found), worlds=counted(found.worlds, "world"),
        )  # fmt: skip
    fit = found.tried
    return say(
        "{what}: with {box} it is so in {density} of worlds ({interval}), against {rate} of all. "
        "In this box lie {coverage} of all worlds in which it is so.",
        what=happening(found), box=limits_text(found.limits), density=per_cent(fit.density),
        interval=interval_text(*fit.interval), rate=per_cent(fit.rate),
        coverage=per_cent(fit.coverage),
    ) if fit.inside else say(
        "{what}: the box found, {box}, holds none of the worlds it was tried in.",
        what=happening(found), box=limits_text(found.limits),
    )  # fmt: skip


def _tried(found: Discovery) -> list[str]:
    """Return whether the box stands in worlds that had no part in finding it."""
    if not found.limits:
        return []
    seen = say(
        "These numbers are of {worlds} that had no part in finding it; in those it was found in it "
        "is so in {density} of the box.",
        worlds=counted(found.tried.worlds, "world"), density=per_cent(found.learnt.density),
    )  # fmt: skip
    return [f"{seen} {_verdict(found)}"]


def _verdict(found: Discovery) -> str:
    """Return whether the box stands, by how it is outside of it."""
    if not found.stands:
        return say("The box does not stand: it is not told from chance.")
    return say(
        "The box stands: outside of it, it is so in {rate} of worlds.",
        rate=per_cent(found.tried.rate_outside),
    )


def _scores(found: Discovery) -> str:
    """Return the inputs that tell most."""
    told = [f"{one.input} {decimal(100 * one.score)} %" for one in found.scores[:MOST_NAMED]]
    return say("Inputs that help most to tell: {inputs}.", inputs=listing(told))
