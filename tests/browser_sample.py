"""Chromium as the tests of pages start it, and axe, which looks for what keeps people out."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed")


@contextmanager
def chromium():
    """A browser without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="comes with the extra `dev`")
    with playwright.sync_playwright() as engine:
        one = engine.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield one
        one.close()


@contextmanager
def watched(browser):
    """Makes pages; what goes wrong in one of them, or is asked of others, fails the test.

    Each takes what the addresses begin with that it may ask for, and its size.
    """
    contexts, faults = [], []

    def new_page(here, width=1280, height=720, **more):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **more))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda one: one.url.startswith(here) or faults.append(one.url))
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert faults == []


def run_what_is_shown_alone(page):
    """Keep a page from letting the server run ahead what its levers may ask for next."""

    def asked(route):
        body = json.loads(route.request.post_data)
        if body.get("page", "").endswith("-ahead"):
            route.abort()
        else:
            route.continue_(post_data=json.dumps({**body, "next": []}))

    page.route("**/api/run?*", asked)


def few_worlds(route):
    """Let the server run at most 20 worlds of what a page asks for."""
    asked = json.loads(route.request.post_data)
    asked["worlds"] = min(asked["worlds"], 20)
    route.continue_(post_data=json.dumps(asked))


def faults_of(page, *, looked_at=15):
    """What axe finds, of any level, a line each. looked_at: so many rules must apply and more."""
    axe = pytest.importorskip("axe_playwright_python", reason="comes with the extra `dev`")
    if not page.evaluate("'axe' in window"):
        page.evaluate(Path(axe.__file__).with_name("axe.min.js").read_text("utf-8"))
    told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(told["passes"]) > looked_at
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:120]}"
        for one in told["violations"]
        for node in one["nodes"]
    ]
