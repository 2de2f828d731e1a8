"""How does each of the article's scenarios end, all in the same worlds?

One stacked bar a scenario, as it comes; with --if-ceasefire the same with a ceasefire imposed in
every world. The two views answer different questions and are never drawn together.
"""

from contactline import (
    HOLDING,
    available,
    compare,
    flips_sentence,
    likelihood_sentence,
    load,
    outcome_table,
)
from contactline.cli.laboratory import Laboratory, laboratory
from contactline.show.charts import CHARTS, Subject


def main(lab: Laboratory) -> None:
    """Run every bundled scenario; tell of base, and of the scenario that moves most against it."""
    if_ceasefire = lab.options.if_ceasefire
    short = {name: load(name).title.partition(":")[0] for name in available()}
    runs = [lab.run(name, label=label, if_ceasefire=if_ceasefire) for name, label in short.items()]
    base, *others = runs
    changes = {run.scenario.name: compare(base, run).holding for run in others}
    most = max(changes, key=lambda name: abs(changes[name].difference))
    holding = int(base.outcomes["outcome"].isin(HOLDING).sum())
    what, under = "a ceasefire is in force at the horizon", f"`base`, {base.scenario.view}"
    sentences = [
        likelihood_sentence(what, holding, base.worlds, under=under),
        flips_sentence(changes[most], most, before="no ceasefire", after="a ceasefire in force"),
    ]
    picture = CHARTS["outcome_bars"].draw(Subject(runs=tuple(runs)))
    suffix = "_if_ceasefire" if if_ceasefire else ""
    lab.publish(picture, outcome_table(runs), sentences, suffix)


if __name__ == "__main__":
    FLAG = ("--if-ceasefire", "impose a ceasefire in every world")
    with laboratory(__file__, __doc__, FLAG) as here:
        main(here)
