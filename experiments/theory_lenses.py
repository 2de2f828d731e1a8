"""Which conclusions hold under every theory of bargaining, and which depend on the one chosen?

Every scenario of the article runs under every bargaining model in the same worlds, as it comes.
What it changes against base is read under each model by itself: shared by all, or by some.
"""

from laboratory import Laboratory, laboratory
from panels import BLUE, GREY, share_panels
from readings import read_under, shared_or_not

from contactline import MODELS

LOOKS = {"base": GREY, "this scenario": BLUE}


def main(lab: Laboratory) -> None:
    """Run every scenario under every model; sort what changes into shared and not shared."""
    models = {theory.title: {"bargaining.model": model} for model, theory in MODELS.items()}
    table, told = read_under(lab, models, list(LOOKS))
    words = (
        "What every theory of bargaining says, and what only some say",
        "Share of worlds in which a ceasefire is agreed, by bargaining model",
        lab.caption("each scenario and model", "as it comes", "Bars: 95 % intervals of shares"),
    )
    lab.publish(share_panels(words, table, LOOKS), table, shared_or_not(told, table))


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
