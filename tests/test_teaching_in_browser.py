"""Pack and slides in a real browser: axe finds nothing, no other machine is asked."""

import pytest

from browser_sample import faults_of, needs_chromium, watched
from contactline.language import speaking
from contactline.scenario import load
from contactline.show import teaching
from contactline.study.ensemble import run

PAGES = ("pack", "slides")
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    scenario, base = (load(name).with_horizon(120) for name in ("uk-france-monitors", "base"))
    runs = [run(one, worlds=12) for one in (scenario, scenario.if_ceasefire(), base)]
    folder = tmp_path_factory.mktemp("pack")
    for language in ("en", "uk"):
        with speaking(language):
            said = teaching.content(*runs)
            (folder / f"pack.{language}.html").write_text(teaching.as_page(said), "utf-8")
            (folder / f"slides.{language}.html").write_text(teaching.as_slides(said), "utf-8")
    return folder


@pytest.mark.parametrize("name", [f"{one}.{code}.html" for one in PAGES for code in ("en", "uk")])
def test_axe_finds_nothing_and_no_other_machine_is_asked(browser, files, name):
    with watched(browser) as new_page:
        page = new_page(("file:", "data:"))
        page.goto((files / name).as_uri())
        assert faults_of(page, looked_at=10) == []
