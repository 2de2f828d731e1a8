"""What do three schools of why wars end say of the article's scenarios, in the same worlds?

Information: sides learn from battles and at the table. Ripeness: costs mount and an offer opens a
way out. Commitment: soldiers and backers make a text believable. Base uses all three.
"""

from contactline.cli.laboratory import Laboratory, laboratory
from contactline.show.charts.estimates import BLUE, GREY, FigureText, share_panels
from contactline.show.words.theories import shared_or_not, shared_title
from contactline.study.theories import read_under

SCHOOLS = ("information", "ripeness", "commitment")
LOOKS = {"base": GREY, "this scenario": BLUE}


def main(lab: Laboratory) -> None:
    """Run every scenario under all three schools and under each alone; sort what they share."""
    kept = {"all three": SCHOOLS, **{one: (one,) for one in SCHOOLS}}
    changes = {
        school: {f"talks.{one}": one in those for one in SCHOOLS} for school, those in kept.items()
    }
    table, readings = read_under(lab.run, changes, list(LOOKS))
    told = FigureText(
        shared_title(readings),
        "Share of worlds in which a ceasefire is agreed, by school",
        lab.caption("each scenario and school", "as it comes", "Bars: 95 % intervals of shares"),
    )
    lab.publish(share_panels(told, table, LOOKS), table, shared_or_not(readings, table))


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
