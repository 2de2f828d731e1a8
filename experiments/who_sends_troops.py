"""Who sends troops when London, Paris, both or nobody leads, and what does US backing change?

The view is "if there were a ceasefire": one is imposed in every world, so that the question of the
force can be asked by itself. Without leaders each capital decides alone.
"""

from contactline import compare, contributor_table, difference_sentence
from contactline.cli.laboratory import Laboratory, laboratory
from contactline.show.charts.estimates import BLUE, VERMILION, FigureText, share_panels

SCENARIO = "uk-france-monitors"
LEADERS = {
    "both lead": "uk france",
    "Britain leads": "uk",
    "France leads": "france",
    "each alone": "",
}
BACKING = {"no US backing": 0, "full US backing": 1}


def main(lab: Laboratory) -> None:
    """Run each leadership without and with US backing; compare backing, then leadership."""
    runs = {}
    for leaders, keys in LEADERS.items():
        change = {f"actors.{key}.leads": key in keys for key in ("uk", "france")}
        for label, backing in BACKING.items():
            change |= {"broker.backing": backing, "mission.needs_leader": bool(keys)}
            name = f"{leaders}, {label}"
            runs[name] = lab.run(SCENARIO, change, label=name, if_ceasefire=True)
    table, full = contributor_table(runs.values()), "both lead, full US backing"
    sentences = []
    for other in ("both lead, no US backing", "each alone, full US backing"):
        changes = {one.name: one for one in compare(runs[other], runs[full]).measures}
        sentences.append(difference_sentence(changes["peak_troops"], other, full))
    told = FigureText(
        sentences[0].removesuffix("."),
        "Share of worlds in which a country has 100 soldiers or more on the ground on some day",
        lab.caption(SCENARIO, "if there were a ceasefire", "Bars: Wilson 95 % intervals"),
    )
    drawn = table.assign(place=table.name, middle=100 * table.share)
    drawn[["panel", "group"]] = table.scenario.str.split(", ", expand=True)
    drawn[["low", "high"]] *= 100
    order = table.groupby("name").share.mean()
    drawn = drawn.sort_values("place", key=lambda names: names.map(order), kind="stable")
    looks = dict(zip(BACKING, (VERMILION, BLUE), strict=True))
    lab.publish(share_panels(told, drawn, looks, columns=4), table, sentences)


if __name__ == "__main__":
    with laboratory(__file__, __doc__) as here:
        main(here)
