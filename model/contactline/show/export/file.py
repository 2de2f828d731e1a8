"""The static file: runs of a grid, as the page shows them, in one HTML that asks for nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from contactline import __version__
from contactline.errors import RunError
from contactline.language import say
from contactline.show.app.answer import answer
from contactline.show.app.cards import card
from contactline.show.app.drawn import DRAWN
from contactline.show.app.scripts import texts_for_scripts
from contactline.show.export.bundle import bundled
from contactline.show.export.compact import apart, packed
from contactline.show.export.grid import Grid
from contactline.show.templates import rendered
from contactline.study.ensemble import Results

MOST_BYTES = 500_000
CHARTS = ("outcomes", "survival", "troops", "line", "phases", "pledges")
VIEWS = ("comes", "imposed")
FROM_PAGE = ("look.js", "language.js", "drawing.js", "gauge.js", "asking.js", "card.js")

type Runs = Mapping[tuple[str, tuple[int, ...]], Results]
"""The results by view and point."""


def content(found: Grid, runs: Runs, command: str) -> dict[str, Any]:
    """Return all that the file says. runs: of every view and point. command: that makes it.

    Each of the runs is looked up once, view by view, and let go when it is told.
    """
    own = {view: runs[view, found.own()] for view in VIEWS}
    views = {view: _view(found, runs, view, own[view]) for view in VIEWS}
    scenario = found.scenario
    return {
        "scenario": scenario.name,
        "title": say(scenario.title),
        "summary": say(scenario.summary),
        "levers": [_lever(found, at) for at in range(len(found.levers))],
        "charts": [{"key": key, "title": say(DRAWN[key].title)} for key in CHARTS],
        "views": views,
        "stamp": _stamp(own["comes"]),
        "command": command,
    }


def _stamp(run: Results) -> str:
    """Return what says which runs these are."""
    return say(
        "contactline {version}, {scenario}, content {content}, seed {seed}, {worlds} worlds at "
        "each position, {days} days",
        version=__version__, scenario=run.scenario.name, seed=run.seed, worlds=run.worlds,
        content=run.scenario.as_written.digest[:12], days=run.scenario.horizon_days,
    )  # fmt: skip


def static_file(data: Mapping[str, Any]) -> str:
    """Return the file as HTML. Raises RunError if it is larger than 500 kB."""
    script, style = _script(), _page("page.css") + _own("export.css")
    page = str(
        rendered(
            "contactline.show.export", "export.html",
            scenario=data["title"], texts=texts_for_scripts(tuple(_scripts())),
            script=Markup(script), style=Markup(style),  # noqa: S704 - files of this package
            script_hash=_digest(script), style_hash=_digest(style), packed=packed(data),
        )
    )  # fmt: skip
    size = len(page.encode())
    if size > MOST_BYTES:
        raise RunError(
            f"The file would have {size / 1000:.0f} kB, more than the {MOST_BYTES // 1000} kB that "
            "are allowed. Name fewer levers (--lever NAME, once or twice)."
        )
    return page


def _view(found: Grid, runs: Runs, view: str, own: Results) -> dict[str, Any]:
    """Return one view: what is said at each point, and the data of each chart.

    own: the run of the scenario as it is, which all others are set against.
    """
    told = [
        answer(
            own,
            own if point == found.own() else runs[view, point],
            changed=point != found.own(),
            charts=CHARTS,
        )
        for point in found.points()
    ]
    charts = {key: apart([one["charts"][key] for one in told]) for key in CHARTS}
    rest = apart([{key: one[key] for key in one if key != "charts"} for one in told])
    return {"said": rest, "charts": charts}


def _lever(found: Grid, at: int) -> dict[str, Any]:
    one = found.levers[at]
    return {
        "name": one.name,
        "label": one.label,
        "own": one.own,
        "positions": [position.label for position in one.positions],
        "card": card(found.scenario, one.name),
    }


def _scripts() -> list[str]:
    """Return which scripts are in the file."""
    return [*FROM_PAGE, *(f"charts/{key}.js" for key in CHARTS), "export.js"]


def _script() -> str:
    """Return the modules of the page and of this file as one script."""
    modules = {name: _page(name) for name in FROM_PAGE}
    modules |= {f"{key}.js": _page(f"charts/{key}.js") for key in CHARTS}
    modules["export.js"] = _own("export.js").replace("/*CHARTS*/", _imports(CHARTS))
    return bundled(modules, list(modules)).replace("</", "<\\/")


def _imports(charts: Sequence[str]) -> str:
    return ", ".join(f'{key}: loaded["{key}.js"].draw' for key in charts)


def _page(name: str) -> str:
    return files("contactline.show.app").joinpath("page").joinpath(name).read_text("utf-8")


def _own(name: str) -> str:
    return files("contactline.show.export").joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    """Return the hash by which a content security policy knows a script or a style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
