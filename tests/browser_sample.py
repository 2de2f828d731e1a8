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

# Nothing of a page runs after this.
FORGET_IN_LEAVING = """
  addEventListener('pagehide', () => {
    localStorage.clear();
    sessionStorage.clear();
    window.name = '';
  })"""

# What a page wants of the model is noted there, and what it may need next is not asked for.
ASK_FOR_WHAT_IS_SHOWN_ALONE = """
  const ask = window.fetch;
  window.wanted = [];
  window.fetch = (address, how) => {
    if (!/api[/]run/.test(address)) return ask(address, how);
    const body = JSON.parse(how.body);
    window.wanted.push(body);
    if (body.page?.endsWith('-ahead')) return Promise.reject(new TypeError('not asked'));
    return ask(address, {...how, body: JSON.stringify({...body, next: []})});
  }"""

needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed")


@contextmanager
def chromium():
    """A browser without a window, that keeps its pages."""
    playwright = pytest.importorskip("playwright.sync_api", reason="comes with the extra `dev`")
    with playwright.sync_playwright() as engine:
        one = engine.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield Pages(one)
        one.close()


class Pages:
    """The pages of a browser, each in a context of its own, lent to one test after the other.

    To open one costs a second of processors, to load another address in it a quarter. What comes
    back is left as a new one would be: blank, without history, cookies or anything kept.
    """

    def __init__(self, browser):
        self.engine = browser
        self._free = {}

    def lend(self, width, height, **more):
        """A blank page of this size, on a device that is described so."""
        free = self._free.setdefault(_device(more), [])
        page = free.pop() if free else self.engine.new_context(**more).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(60_000)
        return page

    def take_back(self, page, **more):
        """Make a page blank, for the next test that asks for such a device."""
        for other in [one for one in page.context.pages if one is not page]:
            other.close()
        page.unroute_all(behavior="ignoreErrors")
        for protocol in _FIRST.pop(page, ()):
            protocol.detach()
        page.mouse.move(0, 0)
        page.evaluate(FORGET_IN_LEAVING)
        page.goto("about:blank")
        page.context.clear_cookies()
        protocol = page.context.new_cdp_session(page)
        protocol.send("Page.resetNavigationHistory")
        protocol.detach()
        self._free[_device(more)].append(page)


def _device(more):
    return tuple(sorted(more.items()))


@contextmanager
def watched(browser, *, console=False):
    """Lends pages; what goes wrong in one of them, or is asked of others, fails the test.

    Each takes what the addresses begin with that it may ask for, and its size. console: whether an
    error that is told there alone goes wrong too.
    """
    lent, faults = [], []

    def new_page(here, width=1280, height=720, **more):
        page = browser.lend(width, height, **more)
        hears = {
            "pageerror": lambda error: faults.append(str(error)),
            "request": lambda one: one.url.startswith(here) or faults.append(one.url),
        }
        if console:
            hears["console"] = lambda one: one.type != "error" or faults.append(one.text)
        for event, hear in hears.items():
            page.on(event, hear)
        lent.append((page, more, hears))
        return page

    yield new_page
    for page, more, hears in lent:
        for event, hear in hears.items():
            page.remove_listener(event, hear)
        browser.take_back(page, **more)
    assert faults == []


# Words of charts that a dotted line of an event runs through, and words that are cut.
SPOILT = """() => [...document.querySelectorAll('.figure svg')].flatMap(svg => {
  const lines = [...svg.querySelectorAll('line[stroke-dasharray="2 2"]')].map(one => one.getBBox());
  return [...svg.querySelectorAll('text')].filter(one => {
    const box = one.getBBox();
    return one.textContent.endsWith('…') || lines.some(line => box.x < line.x
      && line.x < box.x + box.width && line.y < box.y + box.height && box.y < line.y + line.height);
  }).map(one => one.textContent);
})"""


def run_what_is_shown_alone(page):
    """Keep a page from letting the server run ahead what its levers may ask for next."""
    run_first(page, ASK_FOR_WHAT_IS_SHOWN_ALONE)


_FIRST = {}


def run_first(page, script):
    """Run a script first in all that a page opens, until it is given back.

    To hold up the requests of a page instead would hold up every file that it is made of.
    """
    protocol = page.context.new_cdp_session(page)
    protocol.send("Page.enable")
    protocol.send("Page.addScriptToEvaluateOnNewDocument", {"source": f"{{{script}}}"})
    _FIRST.setdefault(page, []).append(protocol)


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
