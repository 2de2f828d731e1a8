"""Which conclusions hold under every theory of bargaining, and which depend on the one chosen?

Every scenario of the article runs under every bargaining model in the same worlds, as it comes.
What it changes against base is read under each model by itself: shared by all, or by some.
"""

import pandas as pd
from laboratory import Laboratory, laboratory
from panels import BLUE, GREY, share_panels
from readings import shared_or_not

from contactline import HOLDING, MODELS, OUTCOMES, available, compare, load
from contactline.study.intervals import wilson

AGREED = [name for name, one in OUTCOMES.items() if one.ceasefire != "none"]
READ = {"ends in an agreement": AGREED, "holds a ceasefire to the horizon": HOLDING}
LOOKS = {"base": GREY, "this scenario": BLUE}


def main(lab: Laboratory) -> None:
    """Run every scenario under every model; sort what changes into shared and not shared."""
    rows, told = [], {}
    for model, theory in MODELS.items():
        runs = {name: lens(lab, name, model) for name in available()}
        base = runs.pop("base")
        for name, run in runs.items():
            pair = compare(base, run)
            changes = {read: pair.change_in(ends) for read, ends in READ.items()}
            for read, change in changes.items():
                told.setdefault((name, read), {})[theory.title] = change
            agreed = changes["ends in an agreement"]
            title = load(name).title.partition(":")[0]
            points = (100 * agreed.difference, 100 * agreed.low, 100 * agreed.high)
            for group, count in zip(LOOKS, (agreed.n_a, agreed.n_b), strict=True):
                share = (100 * count / agreed.n, *(100 * end for end in wilson(count, agreed.n)))
                rows.append((title, theory.title, group, *share, agreed.n, *points))
    numbers = "middle low high n change change_low change_high".split()
    table = pd.DataFrame(rows, columns=["panel", "place", "group", *numbers])
    words = (
        "What every theory of bargaining says, and what only some say",
        "Share of worlds in which a ceasefire is agreed, by bargaining model",
        lab.caption("each scenario and model", "as it comes", "Bars: 95 % intervals of shares"),
    )
    lab.publish(share_panels(words, table, LOOKS), table, shared_or_not(told, table))


def lens(lab: Laboratory, scenario: str, model: str):
    """Return the run of a scenario under a bargaining model."""
    return lab.run(scenario, {"bargaining.model": model}, label=f"{scenario}, {model}")


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
