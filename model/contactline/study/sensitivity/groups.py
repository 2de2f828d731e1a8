"""What share of an answer each group of inputs carries: by mechanism, by actor, and one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from contactline.arrays import Array
from contactline.dials.measures import AVERAGED
from contactline.errors import RunError
from contactline.study.ensemble import Results
from contactline.study.inputs import ACTORS_OWN
from contactline.study.measured import check_measure, measured, nothing_to_share
from contactline.study.sensitivity.shares import Explained, Part, grouped_by
from contactline.world.outcomes import HOLDING, HOLDS_ON_LINE, OUTCOMES, WITHOUT_CEASEFIRE

OWN = "own"
NOBODY = ""


@dataclass(frozen=True)
class Inquiry:
    """A question put to every world. words: as a reader asks it. over: of which worlds."""

    words: str
    over: str
    answer: Callable[[Results], Array]


def _ceasefire(results: Results) -> Array:
    """Return 1 where a ceasefire came, 0 elsewhere, (worlds,)."""
    return np.asarray(~results.columns["outcome"].isin(WITHOUT_CEASEFIRE), dtype=np.float64)


def _troops_on_line(results: Results) -> Array:
    """Return 1 with foreign soldiers on the line, 0 without, NaN where no ceasefire holds."""
    outcome = results.columns["outcome"]
    return np.where(outcome.isin(HOLDING), outcome == HOLDS_ON_LINE, np.nan)


INQUIRIES: Mapping[str, Inquiry] = {
    "ceasefire": Inquiry("Is there a ceasefire?", "all worlds", _ceasefire),
    "troops_on_line": Inquiry(
        "Are there foreign troops on the line, if a ceasefire holds?",
        "worlds in which a ceasefire holds at the horizon",
        _troops_on_line,
    ),
}


@dataclass(frozen=True)
class Groups:
    """What the inputs explain of the answer to a question, by group.

    worlds: with an answer, of `of` in all. mean: of the answer. explained: of its variance, with
    low and high as 95 % interval. own: stances, red lines, conditions and caps together.
    mechanisms, actors, inputs: parts, the largest first; they add up to `explained` each.
    """

    name: str
    question: Inquiry
    worlds: int
    of: int
    mean: float
    explained: float
    low: float
    high: float
    own: Part
    mechanisms: tuple[Part, ...]
    actors: tuple[Part, ...]
    inputs: tuple[Part, ...]

    @property
    def is_noise(self) -> bool:
        """Return whether nothing is explained beyond chance; then no part has a share."""
        return self.low <= 0


def inquiry_of(name: str) -> Inquiry:
    """Return one of `INQUIRIES`, or one on a measure or on outcomes joined by `+`.

    Raises RunError for anything else.
    """
    if name in INQUIRIES:
        return INQUIRIES[name]
    outcomes = check_measure(name)
    if outcomes:
        words = " or ".join(OUTCOMES[one].label for one in outcomes)
        return Inquiry(words, "all worlds", lambda results: measured(results, name))
    over = "worlds in which it has a value"
    return Inquiry(AVERAGED[name].label, over, lambda results: measured(results, name))


def groups_of(results: Results, name: str) -> Groups:
    """Return what each group of inputs carries of the answer to a question. Raises RunError.

    name: as in `inquiry_of`.
    """
    question = inquiry_of(name)
    answer, inputs = question.answer(results), results.drawn()
    known = ~np.isnan(answer)
    if not known.any():
        raise RunError(f"{nothing_to_share(answer, name)} Take more worlds, or another view.")
    found = Explained(inputs.values[:, known], answer[known], name)
    by_name = {one.name: one for one in inputs.members}
    own = [at for at, one in enumerate(inputs.members) if one.mechanism in ACTORS_OWN]
    return Groups(
        name,
        question,
        int(known.sum()),
        results.worlds,
        float(answer[known].mean()),
        found.total,
        *found.interval,
        found.part(OWN, own),
        grouped_by(found, inputs.names, lambda one: by_name[one].mechanism),
        grouped_by(found, inputs.names, lambda one: by_name[one].actor),
        grouped_by(found, inputs.names, str),
    )
