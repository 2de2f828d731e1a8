"""A scenario as one file: its grid by hand, its numbers those of runs, its size, its script."""

import re

import pytest
from click.testing import CliRunner

from contactline.cli import main
from contactline.cli.progress import Silence
from contactline.cli.work import export as work
from contactline.errors import RunError
from contactline.scenario import available, load
from contactline.show import export
from contactline.show.app.answer import answer
from contactline.show.export import compact, file
from contactline.show.export.bundle import bundled
from contactline.study.ensemble import run

ONE = ("broker.pressure_on_russia",)


@pytest.fixture(scope="module")
def small():
    """A grid of one lever with all its runs, over a year."""
    grid = export.grid(load("base").with_horizon(365).as_it_comes(), ONE)
    asked = work._asked(grid)
    runs = work.RunsWhenAsked(asked, Silence(), worlds=6, seed=3, workers=1)
    return grid, asked, export.content(grid, runs, "contactline export base")


class Noted(dict):
    """Runs that note which of them is looked up."""

    def __getitem__(self, point):
        self.setdefault("seen", []).append(point)
        return super().__getitem__(point)


def test_each_run_of_the_grid_is_looked_up_once_so_that_none_is_held(small):
    grid, asked, _ = small
    views = {view: run(asked[view, grid.own()], worlds=2) for view in ("comes", "imposed")}
    runs = Noted({point: views[point[0]] for point in asked})
    export.content(grid, runs, "contactline export base")
    assert sorted(dict.__getitem__(runs, "seen")) == sorted(asked)


def values(lever):
    return [one.value for one in lever.positions]


def test_the_levers_are_the_scenarios_own_then_three_that_are_always_there():
    chosen = {name: [one.name for one in export.grid(load(name)).levers] for name in available()}
    pressure, force, consent = (
        "broker.pressure_on_russia mission.proposal mission.russian_consent".split()
    )
    assert chosen["base"] == [pressure, force, consent]
    assert chosen["no-us-backing"] == ["broker.backing", pressure, force]
    assert chosen["uk-france-monitors"][:1] == [force]
    assert all(len(names) == 3 for names in chosen.values())


def test_positions_are_the_scenarios_own_that_of_base_and_the_ends():
    backing, pressure, _ = export.grid(load("no-us-backing")).levers
    assert values(backing) == [None, {"triangular": [0, 0.3, 0.8]}, 1.0]
    assert values(pressure) == [0.0, None, 1.0]
    assert (backing.own, pressure.own) == (0, 1)


def test_a_lever_at_an_end_has_its_middle_and_words_have_their_options():
    scenario = load("base").with_dials({"broker.backing": 0})
    (backing,) = export.grid(scenario, ["broker.backing"]).levers
    assert values(backing)[0] is None
    (consent,) = export.grid(load("base"), ["mission.russian_consent"]).levers
    assert values(consent) == [None, "given", "withheld"]


@pytest.mark.parametrize("name", available())
def test_every_point_of_every_scenario_can_be_run(name):
    grid = export.grid(load(name).as_it_comes())
    assert all(2 <= len(one.positions) <= 5 for one in grid.levers)
    assert len({grid.at(point).as_written.digest for point in grid.points()}) == len(grid.points())
    assert grid.changes(grid.own()) == {}


def test_a_name_that_is_no_lever_or_comes_twice_is_told():
    with pytest.raises(RunError, match=r"no such lever: 'broker.presure_on_russia'.*pressure"):
        export.grid(load("base"), ["broker.presure_on_russia"])
    with pytest.raises(RunError, match="names a lever twice"):
        export.grid(load("base"), [*ONE, *ONE])
    with pytest.raises(RunError, match="up to 3 times, got 4"):
        export.grid(load("base"), "abcd")


def test_every_number_in_the_file_is_that_of_a_run(small):
    grid, asked, data = small
    page = export.static_file(data)
    letters = re.search(r'id="data">([^<]*)<', page)[1]
    found = compact.unpacked(letters)
    for view in file.VIEWS:
        runs = {
            point: run(asked[view, point], worlds=6, seed=3, workers=1) for point in grid.points()
        }
        before = runs[grid.own()]
        for at, point in enumerate(grid.points()):
            same = answer(before, runs[point], changed=point != grid.own(), charts=export.CHARTS)
            same = compact.unpacked(compact.packed(same))
            for key, chart in same.pop("charts").items():
                told = found["views"][view]["charts"][key]
                assert told["same"] | told["each"][at] == chart
            told = found["views"][view]["said"]
            assert told["same"] | told["each"][at] == same


def test_what_points_have_in_common_is_said_once():
    assert compact.apart([{"a": 1, "b": 2}, {"a": 1, "b": 3}]) == {
        "same": {"a": 1},
        "each": [{"b": 2}, {"b": 3}],
    }


def test_a_file_that_is_too_large_says_what_to_do(small, monkeypatch):
    monkeypatch.setattr(file, "MOST_BYTES", 20_000)
    with pytest.raises(RunError, match=r"more than the 20 kB that are allowed. Name fewer levers"):
        export.static_file(small[2])


def test_a_small_grid_leaves_room_for_three_levers(small):
    """A point adds the difference of two lengths of the letters; 27 in each view are the most."""
    fixed = len(export.static_file(small[2])) - len(compact.packed(small[2]))
    per_point = len(compact.packed(small[2]["views"])) / 6
    assert fixed + 54 * per_point < export.MOST_BYTES


def test_modules_become_functions_that_hand_out_what_others_import():
    modules = {
        "a.js": "export const one = 1, two = 2;\n",
        "b.js": 'import { two } from "./a.js";\nexport function draw() { return two; }\n',
    }
    script = bundled(modules, ["a.js", "b.js"])
    assert 'const { two } = loaded["a.js"];' in script
    assert "return { two };" in script
    assert "return { draw };" in script
    with pytest.raises(ValueError, match=r"b\.js: a form of import"):
        bundled({"b.js": 'import * as a from "./a.js";\n'}, ["b.js"])


def test_the_command_writes_the_file_and_says_how_it_is_made_again(tmp_path):
    out = tmp_path / "x y.html"
    words = ["export", "base", "--static", "--out", str(out), "--lever", "mission.badge"]
    done = CliRunner().invoke(main, [*words, "--worlds", "2", "--workers", "1", "--quiet"])
    assert (done.exit_code, done.output) == (0, f"{out}\n")
    data = compact.unpacked(re.search(r'id="data">([^<]*)<', out.read_text("utf-8"))[1])
    assert data["command"] == (
        "contactline export base --static --out 'x y.html' --lever mission.badge "
        "--worlds 2 --seed 1"
    )
    assert CliRunner().invoke(main, ["export", "base", "--out", str(out)]).exit_code == 2
