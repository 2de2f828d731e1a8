"""The charts: one file each, and a registry that says which question each of them answers.

A new chart is a file with `picture(subject)` and `sheets(subject)`, and one entry here. Importing
this folder loads matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from contactline.scenario import IF_CEASEFIRE
from contactline.show.charts import (
    flips,
    ladder,
    line_map,
    line_weeks,
    outcome_bars,
    paired,
    phases,
    stances,
    survival,
    timeline,
    troops,
)
from contactline.show.charts.saving import Drawn, save
from contactline.show.charts.subject import Chart, Picture, Subject

_ALL = (
    Chart("outcome_bars", outcome_bars.QUESTION, outcome_bars.picture, outcome_bars.data,
        draw_on=outcome_bars.draw_on),
    Chart("ladder", ladder.QUESTION, ladder.picture, ladder.data, ladder.sheets,
        per_scenario=True),
    Chart("phases", phases.QUESTION, phases.picture, phases.data, phases.sheets,
        draw_on=phases.draw_on),
    Chart("survival", survival.QUESTION, survival.picture, survival.data, survival.sheets,
        per_scenario=True, draw_on=survival.draw_on),
    Chart("troops", troops.QUESTION, troops.picture, troops.data, troops.sheets,
        per_scenario=True),
    Chart("line_map", line_map.QUESTION, line_map.picture, line_map.data, line_map.sheets),
    Chart("line_weeks", line_weeks.QUESTION, line_weeks.picture, line_weeks.data,
        line_weeks.sheets),
    Chart("stances", stances.QUESTION, stances.picture, stances.data, stances.sheets,
        per_scenario=True),
    Chart("paired", paired.QUESTION, paired.picture, paired.data, per_pair=True,
        per_scenario=True),
    Chart("flips", flips.QUESTION, flips.picture, flips.data, per_pair=True, per_scenario=True),
    Chart("timeline", timeline.QUESTION, timeline.picture, timeline.data, per_world=True),
)  # fmt: skip

CHARTS: Mapping[str, Chart] = MappingProxyType({chart.name: chart for chart in _ALL})

__all__ = [
    "CHARTS",
    "Chart",
    "Drawn",
    "Picture",
    "Subject",
    "draw_all",
    "save",
]


def draw_all(
    subjects: Iterable[Subject], folder: Path, names: Iterable[str] = tuple(CHARTS)
) -> list[Drawn]:
    """Return every chart that applies to the subjects, saved in the folder, in registry order.

    subjects: one per view. Names in the view "if there were a ceasefire" end in _if_ceasefire.
    """
    drawn = []
    for subject in subjects:
        suffix = "_if_ceasefire" if subject.view == IF_CEASEFIRE else ""
        for name in names:
            picture = CHARTS[name].draw(subject)
            if picture:
                drawn.append(save(picture, folder, name + suffix))
    return drawn
