"""Does it matter how often everybody reckons anew: every day, every week, or every four weeks?

Nothing but the interval changes. As chances are rates a day, shares should agree within the error
of drawing so many worlds; the sentence says which lies farthest from weekly decisions.
"""

import pandas as pd

from contactline.cli.laboratory import Laboratory, laboratory
from contactline.show.charts.estimates import BLUE, GREY, VERMILION, FigureText, share_panels
from contactline.study.intervals import errors_apart, wilson

STEPS = {"daily": "every day", "weekly": "every week", "four_weekly": "every four weeks"}
SEEN = {
    "Talks open": lambda table: table.day_talks.notna(),
    "Talks open in the first year": lambda table: table.day_talks < 365,
    "A ceasefire begins": lambda table: table.ceasefires > 0,
    "A ceasefire begins in the first year": lambda table: table.day_ceasefire < 365,
    "Soldiers are pledged": lambda table: table.pledged_troops > 0,
    "A mission is on the ground": lambda table: table.peak_troops >= 100,
    "The first ceasefire breaks": lambda table: table.broken_how.astype(str) != "",
    "A ceasefire holds to the end": lambda table: table.outcome.astype(str).str.startswith("holds"),
}


def main(lab: Laboratory) -> None:
    """Run base under every interval; set each share against that of weekly decisions."""
    runs, rows, apart = {}, [], {}
    for step, words in STEPS.items():
        runs[words] = lab.run("base", {"talks.decisions": step}, label=words)
    for heading, seen in SEEN.items():
        counts = {words: (int(seen(run.outcomes).sum()), run.worlds) for words, run in runs.items()}
        for words, (count, n) in counts.items():
            share = (100 * count / n, *(100 * end for end in wilson(count, n)))
            rows.append((heading, "base", words, *share, n))
        for words, one in counts.items():
            apart[f"{heading}, {words}"] = errors_apart(one, counts[STEPS["weekly"]])
    most = max(apart, key=lambda name: abs(apart[name]))
    said = f"Farthest from weekly decisions lies: {most} ({apart[most]:+.1f} standard errors)."
    table = pd.DataFrame(rows, columns=["panel", "place", "group", "middle", "low", "high", "n"])
    told = FigureText(
        said.removesuffix("."),
        "Share of worlds by how often everybody reckons anew",
        lab.caption("base", "as it comes", "Bars: 95 % intervals of shares"),
    )
    looks = dict(zip(STEPS.values(), (GREY, BLUE, VERMILION), strict=True))
    lab.publish(share_panels(told, table, looks, columns=2), table, [said])


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
