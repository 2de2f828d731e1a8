"""What do monitors or a buffer force change on the line, and does size count more than posture?

A ceasefire is imposed in every world and Russia's consent taken as given, so that only posture and
size differ. Size is a multiple of what contributors can keep up in rotation for such a mission.
"""

import pandas as pd
from laboratory import Laboratory, laboratory
from panels import BLUE, GREY, VERMILION, dot_panels

from contactline import compare, difference_sentence
from contactline.study.intervals import mean_interval

POSTURES = ("none", "observers", "instructors", "monitors", "buffer")
SIZES = {"half size": 0.5, "full size": 1, "three times the size": 3}
MEASURES = {
    "peak_troops": (1, "Peak of foreign troops, mean"),
    "violations_per_week": (1, "Violations a week, mean"),
    "days_held": (1, "Days the first ceasefire holds, mean"),
    "still_holding": (100, "Unbroken at the horizon (% of worlds)"),
    "share_seen": (100, "Violations that monitors see (% of all), mean"),
    "mission_casualties": (1, "Killed and wounded of the mission, mean"),
}


def main(lab: Laboratory) -> None:
    """Run every posture in every size; compare a buffer with nobody, and with more monitors."""
    runs, rows = {}, []
    for posture in POSTURES:
        for label, size in SIZES.items() if posture != "none" else [("full size", 1)]:
            change = {"mission.proposal": posture, "mission.pledge_scale": size}
            change["mission.russian_consent"] = "given"
            name = f"{posture}, {label}"
            runs[name] = lab.run("base", change, label=name, if_ceasefire=True)
            for measure, (factor, heading) in MEASURES.items():
                found = mean_interval(factor * runs[name].outcomes[measure].astype(float))
                rows.append((heading, posture, label, *found))
    table = pd.DataFrame(rows, columns=["panel", "place", "group", "middle", "low", "high", "n"])
    full, sentences = "buffer, full size", []
    for other in ("none, full size", "monitors, full size"):
        changes = {one.name: one for one in compare(runs[other], runs[full]).measures}
        sentences.append(difference_sentence(changes["days_held"], other, full))
    words = (
        "What posture and size change on the line, if there were a ceasefire",
        "Mean over worlds by posture and size, with its 95 % interval",
        lab.caption(
            "base, consent given", "if there were a ceasefire", "Bars: 95 % intervals of the means"
        ),
    )
    looks = dict(zip(SIZES, (GREY, BLUE, VERMILION), strict=True))
    lab.publish(dot_panels(words, table, looks, rows=3, height_in=8.4), table, sentences)


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
