"""Every control there is on page, predictions, seats and the file: by mouse, by touch, by keys.

What stands in the document is walked through, so that a new control is looked at by itself.
"""

from contextlib import contextmanager

import pytest

from browser_sample import needs_chromium, watched
from contactline.cli.progress import Silence
from contactline.cli.work import export as work
from contactline.scenario import load
from contactline.show import export

LEVER = "broker.pressure_on_russia"
DESKTOPS = ({"width": 1280, "height": 720}, {"width": 1920, "height": 1080})
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
MOST_STEPS = 400
# A hidden radio or file field stands in its label, which is what one sees and meets.
WALK = """() => {
const SHOWN = one => one.checkVisibility({visibilityProperty: true}) && !one.disabled;
const met = one => {
  const {width} = one.getBoundingClientRect();
  return width > 1 ? one : one.labels?.[0] ?? one;
};
window.controls = () => [...(document.querySelector('dialog[open]') ?? document)
  .querySelectorAll('button, select, input, textarea, summary, a[href], [tabindex="0"]')]
  .filter(one => SHOWN(one) && SHOWN(met(one)));
// Another language is another page.
window.addEventListener('change', it => it.target.id === 'language' && it.stopPropagation(), true);
window.there = controls();
window.called = one => one.outerHTML.replace(/\\s+/g, ' ').slice(0, 160);
window.hits = one => {
  const seen = met(one), {left, top, width, height} = seen.getClientRects()[0];
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  return found && (seen.contains(found) || [...one.labels ?? []].some(it => it.contains(found)));
};
window.unmet = () => controls().filter(one => !one.matches('.skip, .skip *')).filter(one =>
  !['center', 'end'].some(block => {
    met(one).scrollIntoView({block, inline: 'center', behavior: 'instant'});
    return hits(one);
  })).map(called);
window.marks = one => {
  const shown = met(one);
  return [one, shown, one.parentElement, shown.nextElementSibling].filter(it => it).map(it => {
    const style = getComputedStyle(it);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
      style.borderColor, style.backgroundColor].join();
  }).join(';');
};
}"""
# Where the keys stand now: told once for each control, with what is wrong about it.
STEP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const again = one.dataset.walked === 'yes';
  one.dataset.walked = 'yes';
  const focused = marks(one);
  one.blur();
  const plain = marks(one);
  one.focus({preventScroll: true});
  return {again, tag: one.localName, kind: one.type ?? '', name: called(one), value: one.value,
    shut: one.localName === 'summary' && !one.parentElement.open,
    seen: focused !== plain, met: Boolean(hits(one)), first: one.options?.selectedIndex === 0,
    top: one.max !== '' && one.value === one.max};
}"""
# Where a slider is to be met so that it moves far.
AIM = """at => {
  const one = document.querySelectorAll('input[type=range]')[at];
  if (!one.checkVisibility() || !one.getClientRects().length) return null;
  one.scrollIntoView({block: 'end', behavior: 'instant'});
  const {left, top, width, height} = one.getBoundingClientRect();
  const share = (one.value - one.min) / (one.max - one.min) > 0.5 ? 0.1 : 0.9;
  return {x: left + share * width, y: top + height / 2, value: one.value};
}"""
# A radio of a group, and a tab of a list, is reached by arrows from the one that is chosen.
UNREACHED = """() => there.filter(one => one.isConnected && one.dataset.walked !== 'yes')
  .filter(one => one.tabIndex >= 0 && one.type !== 'radio').map(called)"""

pytestmark = needs_chromium


@contextmanager
def surface(browser, address, ready, size):
    """A page at a size, asking nobody but its server; runs are answered as the first one was."""
    here = address.partition("#")[0].rpartition("/")[0]
    first = []

    def again(route):
        if not first:
            first.append(route.fetch())
        route.fulfill(response=first[0])

    with watched(browser) as new_page:
        page = new_page((here, "data:", "blob:"), **size)
        page.route("**/api/run?*", again)
        page.goto(address)
        page.wait_for_selector(ready)
        page.evaluate(WALK)
        yield page


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    grid = export.grid(load("base").with_horizon(56).as_it_comes(), [LEVER])
    runs = work.RunsWhenAsked(work._asked(grid), Silence(), worlds=6, seed=1, workers=1)
    path = tmp_path_factory.mktemp("static") / "one.html"
    path.write_text(export.static_file(export.content(grid, runs, "command")), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(params=["page", "predict", "seat", "file"])
def opened(request, browser, served, file):
    """Opens one of the four at a size."""
    address, ready = {
        "page": (f"{served}#worlds=8", "#results[aria-busy=false]"),
        "predict": (f"{served}predict.html", "#share-collapsed"),
        "seat": (f"{served}seat.html", "#actors input"),
        "file": (file, "body[data-ready]"),
    }[request.param]
    return lambda size: surface(browser, address, ready, size)


def unfolded(page):
    """Open whatever can be unfolded."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate("document.querySelectorAll('.menu').forEach(one => { one.open = false })")


@pytest.mark.parametrize("size", [*DESKTOPS, PHONE], ids=["1280", "1920", "phone"])
def test_nothing_lies_over_a_control(opened, size):
    with opened(size) as page:
        unfolded(page)
        assert page.evaluate("controls().length") > 8
        assert page.evaluate("unmet()") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("size", [*DESKTOPS, PHONE], ids=["1280", "1920", "phone"])
def test_every_slider_moves_where_it_is_met(opened, size):
    with opened(size) as page:
        met = page.touchscreen.tap if "has_touch" in size else page.mouse.click
        stays = []
        for at in range(page.locator("input[type=range]").count()):
            aim = aimed(page, at)
            if aim:
                met(aim["x"], aim["y"])
                now = page.locator("input[type=range]").nth(at)
                if now.input_value() == aim["value"]:
                    stays.append(now.get_attribute("id"))
        assert stays == []


def aimed(page, at):
    """Where a slider is to be met, once it stands still: what others foretell may come above it."""
    aim, before = page.evaluate(AIM, at), None
    while aim != before:
        aim, before = page.evaluate(AIM, at), aim
    return aim


def test_every_control_is_reached_by_keys_seen_and_moved(opened):
    with opened(DESKTOPS[0]) as page:
        faults, walked = [], 0
        for _ in range(MOST_STEPS):
            page.keyboard.press("Tab")
            one = page.evaluate(STEP)
            if one is None or one["again"]:
                break
            walked += 1
            faults += [f"is not {what}: {one['name']}" for what in faults_of(page, one)]
        assert faults == []
        assert page.evaluate(UNREACHED) == []
        assert walked > 8


def faults_of(page, one):
    """What is wrong with what the keys have come to."""
    if not one["seen"]:
        yield "seen to have the focus"
    if not one["met"]:
        page.wait_for_timeout(200)  # what a browser scrolls to may still be on its way
        if not page.evaluate("hits(document.activeElement)"):
            yield "in sight"
    if not moved(page, one):
        yield "moved"


def moved(page, one):
    """Press the key that moves what has the focus; return whether it moved."""
    if one["shut"]:
        page.keyboard.press("Enter")
        opens = page.evaluate("document.activeElement.parentElement.open")
        page.keyboard.press("Enter")
        return opens
    keys = {
        "range": ["ArrowLeft" if one["top"] else "ArrowRight"],
        "select-one": ["ArrowDown" if one["first"] else "ArrowUp"],
        "number": ["End", "1"],
    }.get(one["kind"], [])
    for key in keys:
        page.keyboard.press(key)
    return not keys or page.evaluate("document.activeElement.value") != one["value"]
