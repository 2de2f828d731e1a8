"""What does each rung of the ladder of foreign forces change, by size and by who stands behind it?

The same ceasefire is imposed in every world, Russia's consent given and every contributor
willing, so that only posture, soldiers per kilometre and American backing differ.
"""

import pandas as pd
from willing import terms

from contactline import compare, difference_sentence
from contactline.cli.laboratory import Laboratory, how_long_held, laboratory
from contactline.show.charts.estimates import BLUE, GREY, VERMILION, FigureText, dot_panels
from contactline.study.intervals import mean_interval
from contactline.world.postures import LADDER

PER_KM = {"5 per km": 5, "25 per km": 25, "100 per km": 100}
BACKING = {"without American backing": 0, "with American backing": 0.8}
MEASURES = {"still_holding": (100, "Unbroken (%)"), "violations_per_week": (1, "Fire a week")}


def main(lab: Laboratory) -> None:
    """Run every rung in every size, without and with backing; compare the ends of the ladder."""
    runs, rows = {}, []
    for behind, backing in BACKING.items():
        for rung in LADDER:
            for size, per_km in PER_KM.items():
                name = f"{rung.name}, {size}, {behind}"
                change = terms(rung, per_km, backing)
                runs[name] = lab.run("base", change, label=name, if_ceasefire=True)
                for measure, (factor, heading) in MEASURES.items():
                    found = mean_interval(factor * runs[name].outcomes[measure].astype(float))
                    rows.append((f"{heading}, {behind}", rung.name, size, *found))
    table = pd.DataFrame(rows, columns=["panel", "place", "group", "middle", "low", "high", "n"])
    ends = [runs[f"{rung}, 25 per km, with American backing"] for rung in ("none", "buffer")]
    caption = lab.caption("base, consent given", "if there were a ceasefire", "Bars: 95 % interval")
    held = difference_sentence(how_long_held(compare(*ends)), "nobody", "a buffer force")
    asked = "The ladder of foreign forces: who stands there, how many, who stands behind them"
    looks = dict(zip(PER_KM, (GREY, BLUE, VERMILION), strict=True))
    told = FigureText(held.removesuffix("."), asked, caption)
    lab.publish(dot_panels(told, table, looks, rows=2, height_in=7.2), table, [held])


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
