"""What do three schools of why wars end say of the article's scenarios, in the same worlds?

Information: sides learn from battles and at the table. Ripeness: costs mount and an offer opens a
way out. Commitment: soldiers and backers make a text believable. Base uses all three.
"""

import pandas as pd
from laboratory import Laboratory, laboratory
from panels import BLUE, GREY, share_panels
from readings import shared_or_not

from contactline import HOLDING, OUTCOMES, available, compare, load
from contactline.study.intervals import wilson

SCHOOLS = ("information", "ripeness", "commitment")
AGREED = [name for name in OUTCOMES if name not in ("no_talks", "talks_without_agreement")]
READ = {"ends in an agreement": AGREED, "holds a ceasefire to the horizon": HOLDING}
LOOKS = {"base": GREY, "this scenario": BLUE}


def main(lab: Laboratory) -> None:
    """Run every scenario under all three schools and under each alone; sort what they share."""
    rows, told = [], {}
    for school in ("all three", *SCHOOLS):
        kept = SCHOOLS if school == "all three" else (school,)
        change = {f"talks.{one}": one in kept for one in SCHOOLS}
        runs = {name: lab.run(name, change, label=f"{name}, {school}") for name in available()}
        base = runs.pop("base")
        for name, run in runs.items():
            pair = compare(base, run)
            changes = {read: pair.change_in(ends) for read, ends in READ.items()}
            for read, change_ in changes.items():
                told.setdefault((name, read), {})[school] = change_
            agreed = changes["ends in an agreement"]
            title = load(name).title.partition(":")[0]
            points = (100 * agreed.difference, 100 * agreed.low, 100 * agreed.high)
            for group, count in zip(LOOKS, (agreed.n_a, agreed.n_b), strict=True):
                share = (100 * count / agreed.n, *(100 * end for end in wilson(count, agreed.n)))
                rows.append((title, school, group, *share, agreed.n, *points))
    numbers = "middle low high n change change_low change_high".split()
    table = pd.DataFrame(rows, columns=["panel", "place", "group", *numbers])
    words = (
        "What each school of why wars end says of the article's scenarios",
        "Share of worlds in which a ceasefire is agreed, by school",
        lab.caption("each scenario and school", "as it comes", "Bars: 95 % intervals of shares"),
    )
    lab.publish(share_panels(words, table, LOOKS), table, shared_or_not(told, table))


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
