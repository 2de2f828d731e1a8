"""Ceasefire first or talks first: when does a ceasefire come, and how long does it hold?

The left panel waits for ceasefires as they come. The right one imposes one in every world on stated
terms that differ in their sequence alone, from a full settlement (0) to a bare truce (100).
"""

import numpy as np
import pandas as pd

from contactline import compare, difference_sentence
from contactline.cli.laboratory import Laboratory, how_long_held, laboratory
from contactline.show.charts.estimates import FigureText, line_panels
from contactline.study.intervals import wilson
from contactline.study.lasting import survival_of

SCENARIOS = ("base", "us-ceasefire-first", "talks-first")
SEQUENCE = {"sequence 50": 50, "bare truce (100)": 100, "full settlement (0)": 0}
COMES = "As it comes: a ceasefire has begun by this day of the run"
HOLDS = "If there were a ceasefire: still unbroken so many days after it began"


def main(lab: Laboratory) -> None:
    """Run three scenarios as they come, and three sequences of imposed terms."""
    parts, comes, holds = [], {}, {}
    for name in SCENARIOS:
        run = comes[name] = lab.run(name)
        day = np.arange(0, run.scenario.horizon_days + 1, 7)
        begun = (run.outcomes.day_ceasefire.to_numpy()[:, np.newaxis] <= day).sum(axis=0)
        low, high = wilson(begun, run.worlds)
        found = {"day": day, "middle": begun / run.worlds, "low": low, "high": high}
        parts.append(pd.DataFrame({"panel": COMES, "group": name, **found}))
    for label, sequence in SEQUENCE.items():
        change = {"assume.terms": "stated", "assume.sequence": sequence}
        run = holds[label] = lab.run("base", change, label=label, if_ceasefire=True)
        held = survival_of(run, day)
        found = {"day": day, "middle": held.share, "low": held.low, "high": held.high}
        parts.append(pd.DataFrame({"panel": HOLDS, "group": label, **found}))
    table = pd.concat(parts, ignore_index=True)
    pair = "talks-first", "us-ceasefire-first"
    ends = "full settlement (0)", "bare truce (100)"
    come = compare(*(comes[name] for name in pair)).measures
    begins = next(one for one in come if one.name == "day_ceasefire_to_horizon")
    lasts = how_long_held(compare(*(holds[name] for name in ends)))
    sentences = [difference_sentence(begins, *pair), difference_sentence(lasts, *ends)]
    told = FigureText(
        sentences[0].removesuffix("."),
        "Ceasefire first or talks first: when it comes, how long it holds",
        lab.caption("the scenarios named", "in two views", "Bands: pointwise 95 % intervals")
        + " The views answer different questions; their shares must not be multiplied.",
    )
    lab.publish(line_panels(told, table), table, sentences)


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
