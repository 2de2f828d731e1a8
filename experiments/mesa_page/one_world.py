"""One world in the browser, day by day, with Mesa's own page: `solara run one_world.py`.

Needs the extra `solara`. A change of scenario, luck or dial holds from the next world on (Reset).
"""

import solara
from mesa.visualization import SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from contactline import World, available

LATEST = 8

PARAMETERS = {
    "written": {
        "type": "Select", "value": "base", "values": list(available()), "label": "Scenario",
    },
    "rng": {
        "type": "SliderInt", "value": 1, "min": 0, "max": 100, "step": 1, "label": "Seed",
    },
    "mission.pledge_scale": {
        "type": "SliderFloat", "value": 1.0, "min": 0.0, "max": 3.0, "step": 0.5,
        "label": "Size of the mission, times",
    },
}  # fmt: skip


@solara.component
def Story(model: World) -> None:  # noqa: N802 – a component of Solara is named like a class
    """Show the latest that has happened in this world, newest first."""
    update_counter.get()
    with solara.Card(f"Day {model.time:g} of {model.horizon_days}"):
        for entry in reversed(model.story()[-LATEST:]):
            solara.Text(f"Day {entry.day}: {entry.text}")


page = SolaraViz(
    World("base", rng=1),
    components=[
        (Story, 0),
        make_plot_component({"violations": "#0072B2"}),
        make_plot_component({"pledged_troops": "#767676", "troops": "#D55E00"}),
    ],
    model_params=PARAMETERS,
    name="One world",
    render_interval=7,
)
