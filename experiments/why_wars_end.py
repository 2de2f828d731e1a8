"""What do three schools of why wars end say of the article's scenarios, in the same worlds?

Information: sides learn from battles and at the table. Ripeness: costs mount and an offer opens a
way out. Commitment: soldiers and backers make a text believable. Base uses all three.
"""

from laboratory import Laboratory, laboratory
from panels import BLUE, GREY, share_panels
from readings import read_under, shared_or_not

SCHOOLS = ("information", "ripeness", "commitment")
LOOKS = {"base": GREY, "this scenario": BLUE}


def main(lab: Laboratory) -> None:
    """Run every scenario under all three schools and under each alone; sort what they share."""
    kept = {"all three": SCHOOLS, **{one: (one,) for one in SCHOOLS}}
    changes = {
        school: {f"talks.{one}": one in those for one in SCHOOLS} for school, those in kept.items()
    }
    table, told = read_under(lab, changes, list(LOOKS))
    words = (
        "What each school of why wars end says of the article's scenarios",
        "Share of worlds in which a ceasefire is agreed, by school",
        lab.caption("each scenario and school", "as it comes", "Bars: 95 % intervals of shares"),
    )
    lab.publish(share_panels(words, table, LOOKS), table, shared_or_not(told, table))


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
