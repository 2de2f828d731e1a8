"""What do monitors or a buffer force change on the line, and does size count more than posture?

A ceasefire is imposed in every world and Russia's consent taken as given, so that only posture and
size differ. Size is a multiple of what contributors can keep up in rotation for such a mission.
"""

import numpy as np
import pandas as pd
from laboratory import Laboratory, laboratory
from panels import BLUE, GREY, VERMILION, dots, panels

from contactline.charts import Picture
from contactline.charts.style import house_settings
from contactline.comparison import compare
from contactline.intervals import mean_interval
from contactline.wording import difference_sentence

POSTURES = ("none", "observers", "instructors", "monitors", "buffer")
SIZES = {"half size": (0.5, GREY), "full size": (1, BLUE), "three times": (3, VERMILION)}
MEASURES = {
    "violations_per_week": (1, "Violations a week, mean"),
    "days_held": (1, "Days the first ceasefire holds up to the horizon, mean"),
    "still_holding": (100, "First ceasefire unbroken at the horizon, % of worlds"),
    "mission_casualties": (1, "Killed and wounded of the mission, mean"),
}


def draw(table: pd.DataFrame, caption: str) -> Picture:
    """Draw a panel for each measure: postures from left to right, sizes side by side."""
    title = "What posture and size change on the line, if there were a ceasefire"
    key = [(look, label) for label, (_, look) in SIZES.items()]
    words = (title, "Mean over worlds of each posture and size, with its 95 % interval", caption)
    with house_settings():
        headings = [heading for _, heading in MEASURES.values()]
        figure, axes = panels(words, headings, rows=2, height_in=6.4, key=key)
        for ax, measure in zip(axes, MEASURES, strict=True):
            for shift, (label, (_, look)) in zip((-0.2, 0, 0.2), SIZES.items(), strict=True):
                part = table[(table.measure == measure) & (table["size"] == label)]
                found = part[["mean", "low", "high"]].to_numpy()
                dots(ax, np.arange(len(POSTURES)) + shift, found, look)
            ax.set_xticks(range(len(POSTURES)), POSTURES)
            ax.set_ylim(bottom=0)
    top = table[table.measure == "still_holding"].nlargest(1, "mean").iloc[0]
    alt = f"Dot plots; at most {top['mean']:.0f} % of ceasefires hold: {top.posture}, {top['size']}."
    return Picture(figure, title, alt, caption)


def main(lab: Laboratory) -> None:
    """Run every posture in every size; compare a buffer force with monitors and with more of them."""
    runs, rows = {}, []
    for posture in POSTURES:
        for label, (size, _) in SIZES.items():
            change = {"mission.proposal": posture, "mission.pledge_scale": size}
