"""What does each rung of the ladder of foreign forces change, by size and by who stands behind it?

The same ceasefire is imposed in every world, Russia's consent given and every contributor
willing, so that only posture, soldiers per kilometre and American backing differ.
"""

import pandas as pd
from laboratory import Laboratory, all_willing, how_long_held, laboratory
from panels import BLUE, GREY, VERMILION, dot_panels

from contactline import compare, difference_sentence, load
from contactline.evidence import front
from contactline.study.intervals import mean_interval
from contactline.world.postures import LADDER, ON_LINE

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
    title = "The ladder of foreign forces: who stands there, how many, who stands behind them"
    words = (title, "Mean over worlds by posture and size, with its 95 % interval", caption)
    looks = dict(zip(PER_KM, (GREY, BLUE, VERMILION), strict=True))
    picture = dot_panels(words, table, looks, rows=2, height_in=7.2)
    held = how_long_held(compare(*ends))
    lab.publish(picture, table, [difference_sentence(held, "nobody", "a buffer force")])


def terms(rung, per_km: float, backing: float) -> dict[str, object]:
    """Return the dials under which a posture stands in such numbers on the line, or behind it."""
    senders = [one for one in load("base").actors.values() if one.role == "contributor"]
    able = sum(sum(one.deployable_troops.support) / 6 for one in senders) * max(rung.effort, 0.1)
    return all_willing(one.id for one in senders) | {
        "mission.proposal": rung.name, "mission.russian_consent": "given",
        "mission.pledge_scale": min(per_km * front().length_km / able, 20),
        "broker.backing": backing, "assume.terms": "stated",
        "mission.without_consent": "instructors" if rung.name == "instructors" else "stay_away",
        "assume.foreign_force": rung.level if ON_LINE[LADDER.index(rung)] else 0,
    }  # fmt: skip


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
