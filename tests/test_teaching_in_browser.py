"""Pack and slides in a real browser: axe finds nothing, no other machine is asked."""

from pathlib import Path

import pytest

from contactline.scenario import load
from contactline.show import teaching
from contactline.study.ensemble import run

playwright = pytest.importorskip("playwright.sync_api", reason="comes with the extra `dev`")
axe = pytest.importorskip("axe_playwright_python", reason="comes with the extra `dev`")

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(axe.__file__).with_name("axe.min.js")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    scenario, base = (load(name).with_horizon(120) for name in ("uk-france-monitors", "base"))
    runs = [run(one, worlds=12) for one in (scenario, scenario.if_ceasefire(), base)]
    folder = tmp_path_factory.mktemp("pack")
    (folder / "pack.html").write_text(teaching.handout(*runs), "utf-8")
    (folder / "slides.html").write_text(teaching.slides(*runs), "utf-8")
    return folder


@pytest.mark.parametrize("name", ["pack.html", "slides.html"])
def test_axe_finds_nothing_and_no_other_machine_is_asked(files, name):
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((files / name).as_uri())
        page.evaluate(AXE.read_text("utf-8"))
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        browser.close()
    assert len(told["passes"]) > 10
    assert [one["id"] for one in told["violations"]] == []
    assert all(one.startswith(("file:", "data:")) for one in asked)
