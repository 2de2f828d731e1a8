"""The page on other tools: every recipe runs as it stands; and Mesa's page in the browser."""

import re
import runpy
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from contactline.cli import main

ROOT = Path(__file__).parents[1]
FENCED = re.compile(r"^## ([^\n]+)$|^```(python|sh|r)\n(.*?)^```", re.DOTALL | re.MULTILINE)
PACKAGES = {"EMA workbench": "ema_workbench", "SALib": "SALib", "Dask": "distributed"}


def recipes():
    """The recipes of the page in order: the heading, the language and the text of each."""
    title = ""
    for heading, language, text in FENCED.findall(
        (ROOT / "docs" / "other-tools.md").read_text(encoding="utf-8")
    ):
        title = heading or title
        if language:
            yield title, language, text


SCRIPTS = [(title, text) for title, language, text in recipes() if language == "python"]


@pytest.mark.parametrize(
    ("title", "script"), SCRIPTS, ids=[f"{title}-{n}" for n, (title, _) in enumerate(SCRIPTS)]
)
def test_a_recipe_runs_as_it_stands(title, script, tmp_path, monkeypatch, capsys):
    if title in PACKAGES:
        pytest.importorskip(PACKAGES[title], reason="comes with an extra")
    if "batch_run" in script:
        pytest.importorskip("mesa.batchrunner", reason="Mesa 4 has none")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "recipe.py").write_text(script, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        runpy.run_path("recipe.py", run_name="__main__")
    assert capsys.readouterr().out.strip()


def test_the_recipe_for_r(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (command,) = [text for title, language, text in recipes() if (title, language) == ("R", "sh")]
    words = [*command.replace("200", "8").split()[1:], "--no-charts", "--workers", "1"]
    words += ["--set", "horizon_days=364"]
    done = CliRunner().invoke(main, [*words, "--quiet"])
    assert done.exit_code == 0, done.output
    (script,) = [text for _, language, text in recipes() if language == "r"]
    heading = (tmp_path / "from-base" / "outcomes.csv").read_text(encoding="utf-8").split("\n")[0]
    assert {"view", "days_held", "still_holding"} <= set(heading.split(","))
    if shutil.which("Rscript"):
        subprocess.run(["Rscript", "-e", script], check=True, timeout=120)


@pytest.fixture
def page():
    """Mesa's page with one world, and how to press a button of it."""
    solara = pytest.importorskip("solara", reason="comes with the extra `solara`")
    widgets = pytest.importorskip("ipyvuetify", reason="comes with the extra `solara`")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = runpy.run_path(str(ROOT / "experiments" / "mesa_page" / "one_world.py"))
        _, shown = solara.render(solara.AppLayout(children=[made["page"]]), handle_error=False)
    yield shown, widgets
    shown.close()


def press(page, label):
    shown, widgets = page
    (button,) = [one for one in shown.find(widgets.Btn).widgets if label in one.children]
    button.click()


def day(page):
    shown, widgets = page
    titles = [str(one.children[0]) for one in shown.find(widgets.CardTitle).widgets]
    return next(title for title in titles if title.startswith("Day "))


def test_the_page_of_one_world_steps_and_takes_another_scenario(page):
    shown, widgets = page
    assert day(page) == "Day 0 of 730"
    press(page, "Step")
    assert day(page) == "Day 7 of 730"
    (choice,) = shown.find(widgets.Select).widgets
    choice.v_model = "us-ceasefire-first"
    press(page, "Reset")
    assert day(page) == "Day 0 of 730"
    for _ in range(7):
        press(page, "Step")
    assert day(page) == "Day 49 of 730"
    assert "takes office" in str(shown.find(widgets.Html).widgets)
    assert not shown.find(widgets.Alert).widgets
