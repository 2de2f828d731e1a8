"""Who sends troops when London, Paris, both or nobody leads, and what does US backing change?

The view is "if there were a ceasefire": one is imposed in every world, so that the question of the
force can be asked by itself. Without leaders each capital decides alone.
"""

import numpy as np
import pandas as pd
from laboratory import Laboratory, laboratory
from panels import BLUE, VERMILION, dots, panels

from contactline.charts import Picture
from contactline.charts.style import house_settings
from contactline.comparison import compare
from contactline.tables import contributor_table
from contactline.wording import difference_sentence

SCENARIO = "uk-france-monitors"
LEADERS = {"both lead": "uk france", "Britain leads": "uk", "France leads": "france", "alone": ""}
BACKING = {"no US backing": (0, VERMILION), "full US backing": (1, BLUE)}


def draw(table: pd.DataFrame, caption: str) -> Picture:
    """Draw a panel for each leadership and, in it, a row for each contributor."""
    title = "Who sends troops, if there were a ceasefire"
    subtitle = "Share of worlds with 100 soldiers or more of a country on the ground, with its interval"
    key = [(look, label) for label, (_, look) in BACKING.items()]
    names = table.groupby("name").share.mean().sort_values().index
    with house_settings():
        figure, axes = panels((title, subtitle, caption), LEADERS, key=key, alike=True)
        for ax, leaders in zip(axes, LEADERS, strict=True):
            for shift, (label, (_, look)) in zip((0.15, -0.15), BACKING.items(), strict=True):
                part = table[table.scenario == f"{leaders}, {label}"].set_index("name").loc[names]
                shares = 100 * part[["share", "low", "high"]].to_numpy()
                dots(ax, np.arange(len(names)) + shift, shares, look, lying=True)
            ax.set(xlim=(0, 100), xticks=range(0, 100, 25), xlabel="% of worlds")
            ax.set_yticks(range(len(names)), names)
    most = table.loc[table.share.idxmax()]
    alt = f"Dot plot; the largest share is {most.share:.0%} ({most['name']}, {most.scenario})."
    return Picture(figure, title, alt, caption)


def main(lab: Laboratory) -> None:
    """Run each leadership without and with US backing; compare backing, then leadership."""
    runs = {}
    for leaders, keys in LEADERS.items():
        change = {f"actors.{key}.leads": key in keys for key in ("uk", "france")}
        for label, (backing, _) in BACKING.items():
            change |= {"broker.backing": backing, "mission.needs_leader": bool(keys)}
            name = f"{leaders}, {label}"
            runs[name] = lab.run(SCENARIO, change, label=name, imposed=True)
    table, full = contributor_table(runs.values()), "both lead, full US backing"
    caption = lab.caption(SCENARIO, "if there were a ceasefire", "Bars: Wilson 95 % intervals")
    sentences = []
    for other in ("both lead, no US backing", "alone, full US backing"):
        changes = {one.name: one for one in compare(runs[other], runs[full]).measures}
        sentences.append(difference_sentence(changes["peak_troops"], other, full))
    lab.publish(draw(table, caption), table, sentences)


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
