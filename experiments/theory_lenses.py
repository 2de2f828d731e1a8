"""Which conclusions hold under every theory of bargaining, and which depend on the one chosen?

Every scenario of the article runs under every bargaining model in the same worlds, as it comes.
What it changes against base is read under each model by itself: shared by all, or by some.
"""

from contactline import MODELS
from contactline.cli.laboratory import Laboratory, laboratory
from contactline.show.charts.estimates import BLUE, GREY, FigureText, share_panels
from contactline.show.words.theories import shared_or_not, shared_title
from contactline.study.theories import read_under

LOOKS = {"base": GREY, "this scenario": BLUE}


def main(lab: Laboratory) -> None:
    """Run every scenario under every model; sort what changes into shared and not shared."""
    models = {theory.title: {"bargaining.model": model} for model, theory in MODELS.items()}
    table, readings = read_under(lab.run, models, list(LOOKS))
    told = FigureText(
        shared_title(readings),
        "Share of worlds in which a ceasefire is agreed, by bargaining model",
        lab.caption("each scenario and model", "as it comes", "Bars: 95 % intervals of shares"),
    )
    lab.publish(share_panels(told, table, LOOKS), table, shared_or_not(readings, table))


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
