"""What changes if somebody else takes London's decision on troops: never, at once, or with others?

Four strategies are played in the same worlds, beside the London of the scenario; every other actor
decides for itself: what they do differently is their answer. `docs/seats.md` explains seats.
"""

import pandas as pd

from contactline import compare, difference_sentence
from contactline.cli.laboratory import Laboratory, laboratory
from contactline.show.charts.estimates import BLUE, VERMILION, FigureText, dot_panels
from contactline.study.intervals import mean_interval

SCENARIO, PLAYED = "uk-france-monitors", "actors.uk.plays.pledge"
LONDON = {
    "itself": "",
    "never": "never",
    "with a leader": "with_a_leader",
    "after a ceasefire": "after_ceasefire",
    "at once": "at_once",
}
VIEWS = {"as it comes": False, "if there were a ceasefire": True}
MEASURES = {
    "peak_troops.uk": (1, "British soldiers at their peak, mean"),
    "peak_troops.france": (1, "French soldiers at their peak, mean"),
    "peak_troops": (1, "All foreign soldiers at their peak, mean"),
    "still_holding": (100, "A first ceasefire unbroken at the horizon (% of worlds)"),
}


def main(lab: Laboratory) -> None:
    """Run London four ways and as itself, in both views; compare at once with never."""
    runs, rows = {}, []
    for view, imposed in VIEWS.items():
        for label, strategy in LONDON.items():
            change = {PLAYED: strategy} if strategy else None
            run = lab.run(SCENARIO, change, label=f"London {label}", if_ceasefire=imposed)
            runs[view, label] = run
            for measure, (factor, heading) in MEASURES.items():
                found = mean_interval(factor * run.outcomes[measure].fillna(False).astype(float))
                rows.append((heading, label, view, *found))
    table = pd.DataFrame(rows, columns=["panel", "place", "group", "middle", "low", "high", "n"])
    drawn = table.assign(place=table.place.str.replace(" a ", "\na "))
    sentences = []
    for view in VIEWS:
        changes = compare(runs[view, "never"], runs[view, "at once"]).measures
        found = next(one for one in changes if one.name == "peak_troops")
        sentences.append(difference_sentence(found, f"never, {view}", f"at once, {view}"))
    told = FigureText(
        sentences[0].removesuffix("."),
        "Mean over worlds by what London does about a pledge, with its 95 % interval",
        lab.caption(SCENARIO, "in both views", "Bars: 95 % intervals of the means"),
    )
    looks = dict(zip(VIEWS, (BLUE, VERMILION), strict=True))
    lab.publish(dot_panels(told, drawn, looks, rows=2, height_in=7), table, sentences)


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
