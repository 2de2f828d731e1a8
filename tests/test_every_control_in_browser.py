"""Every control there is on page, predictions, seats and the file: by mouse, by touch, by keys.

What stands in the document is walked through, so that a new control is looked at by itself.
"""

from contextlib import contextmanager

import pytest

from browser_sample import needs_chromium, run_first, watched
from contactline.cli.progress import Silence
from contactline.cli.work import export as work
from contactline.scenario import load
from contactline.show import export

LEVER = "broker.pressure_on_russia"
DESKTOPS = ({"width": 1280, "height": 720}, {"width": 1920, "height": 1080})
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
MOST_STEPS = 400
BEGUN = ("page", "predict", "seat", "file")
EACH = (*BEGUN, "reveal", "turn")
# Lists and folds come behind the first runs.
FILLED = "body:has(#scenario option):has(#assumptions .fold) #results[aria-busy=false]"
# A hidden radio or file field stands in its label, which is what one sees and meets.
WALK = """() => {
const SHOWN = one => one.checkVisibility({visibilityProperty: true}) && !one.disabled;
window.met = one => {
  const {width} = one.getBoundingClientRect();
  return width > 1 ? one : one.labels?.[0] ?? one;
};
window.controls = (which = '*') => [...(document.querySelector('dialog[open]') ?? document)
  .querySelectorAll('button, select, input, textarea, summary, a[href], [tabindex="0"]')]
  .filter(one => one.matches(which) && SHOWN(one) && SHOWN(met(one)));
// What a lever may ask for next is not asked: it would be asked at each.
const asked = window.fetch;
window.fetch = (address, how) => how?.body?.includes?.('-ahead"') ? Promise.reject(Error('ahead'))
  : asked(address, how);
// Another language is another page.
window.addEventListener('change', it => it.target.id === 'language' && it.stopPropagation(), true);
window.there = controls();
window.called = one => one.outerHTML.replace(/\\s+/g, ' ').slice(0, 160);
window.hits = one => {
  const seen = met(one), {left, top, width, height} = seen.getClientRects()[0];
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  return found && (seen.contains(found) || [...one.labels ?? []].some(it => it.contains(found)));
};
window.brought = one => hits(one) || ['center', 'end'].some(block => {
  met(one).scrollIntoView({block, inline: 'center', behavior: 'instant'});
  return hits(one);
});
window.unmet = () => controls().filter(one => !one.matches('.skip, .skip *') && !brought(one))
  .map(called);
window.filled = async fold => {
  for (let left = 100; left && !(fold.open && fold.children.length > 1); left -= 1) {
    await new Promise(done => setTimeout(done, 10));
  }
};
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
STEP = """lap => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const before = one.dataset.walked;
  one.dataset.walked = lap;
  const tab = one.matches('[role=tab]');
  if (before !== undefined) return {again: before === String(lap), known: true, tab};
  const focused = marks(one);
  one.blur();
  const plain = marks(one);
  one.focus({preventScroll: true});
  return {again: false, known: false, kind: one.type ?? '', name: called(one), value: one.value,
    shut: one.localName === 'summary' && !one.parentElement.open,
    seen: focused !== plain, met: Boolean(hits(one)), first: one.options?.selectedIndex === 0,
    top: one.max !== '' && one.value === one.max,
    other: one.max && one.max !== one.value ? one.max : one.min || `${one.value}1`};
}"""
# What a fold holds is made when it is opened: how many controls of levers stand in it then.
UNFOLDED = """async () => {
  const fold = document.activeElement.parentElement;
  await filled(fold);
  const held = controls().filter(one => fold.contains(one)).length - 1;
  return {open: fold.open, held: fold.matches('.fold') ? held : 0};
}"""
# The keys go through the levers of a fold without a halt; what is wrong about one is kept.
PASSED = """lap => {
  window.passed = [];
  if (lap) return;
  window.addEventListener('focusin', ({target: one}) => {
    if (!one.closest('.fold .lever') || one.dataset.walked) return;
    one.dataset.walked = 'passed';
    const {outlineStyle, outlineWidth} = getComputedStyle(one);
    const seen = one.matches(':focus-visible') && outlineStyle !== 'none'
      && parseFloat(outlineWidth) > 1;
    if (!seen) passed.push(`is not seen to have the focus: ${called(one)}`);
    if (!hits(one)) passed.push(`is not in sight: ${called(one)}`);
  });
}"""
CHOSEN = "document.activeElement.matches('[role=tab][aria-selected=true]')"
SHUT = """() => [...document.querySelectorAll('details:not([open], .menu) > summary')]
  .filter(one => one.checkVisibility()).map(called)"""
# A finger tells what it has met; it opens folds and chooses tabs, and nothing else comes of it.
FINGER = """() => {
  const opens = one => one.closest('[role=tab]')
    || one.closest('summary')?.parentElement.open === false;
  window.addEventListener('click', it => {
    window.tapped = it.target;
    if (opens(it.target)) return;
    it.preventDefault();
    it.stopImmediatePropagation();
  }, true);
  window.addEventListener('mousedown', it => it.target.matches('select') && it.preventDefault(),
    true);
}"""
# Where the next control is to be tapped, those of a tab before another tab is chosen.
# Levers of folds are like each other: what lies where one would tap is looked at, and a slider too.
NEXT = """() => {
  const left = controls(':not([data-tapped], .skip, .skip *)');
  const one = left.find(it => !it.matches('[role=tab]')) ?? left[0];
  if (!one) return null;
  for (const menu of document.querySelectorAll('.menu[open]')) menu.open = menu.contains(one);
  const looked = it => it.type === 'range' || it.matches('.fold .lever *');
  const missed = [], alike = left.filter(looked);
  for (const it of looked(one) ? alike : [one]) {
    it.dataset.tapped = 'yes';
    if (!brought(it)) missed.push(called(it));
  }
  const {left: x, top: y, width, height} = met(one).getClientRects()[0];
  [window.aimed, window.tapped] = [one, null];
  return {x: x + width / 2, y: y + height / 2, name: called(one), looked: looked(one), missed};
}"""
# What has been tapped, once a fold has opened and stands as it will stand.
TAPPED = """() => new Promise(done => {
  const wait = left => {
    if (!window.tapped && left) return setTimeout(wait, 10, left - 1);
    const parts = [window.aimed, ...window.aimed.labels ?? []];
    const hit = Boolean(window.tapped) && parts.some(it => it.contains(window.tapped));
    if (!window.aimed.matches('summary')) return done(hit);
    filled(window.aimed.parentElement).then(() => done(hit));
  };
  wait(50);
})"""
# Where a slider is to be met so that it moves far.
AIM = """at => {
  const one = document.querySelectorAll('input[type=range]')[at];
  if (!one.checkVisibility() || !one.getClientRects().length) return null;
  one.scrollIntoView({block: 'end', behavior: 'instant'});
  const {left, top, width, height} = one.getBoundingClientRect();
  const share = (one.value - one.min) / (one.max - one.min) > 0.5 ? 0.1 : 0.9;
  return {x: left + share * width, y: top + height / 2, value: one.value};
}"""
# A radio of a group is reached by arrows from the one that is chosen.
UNREACHED = """() => [...new Set([...there, ...controls()])]
  .filter(one => one.isConnected && !one.dataset.walked)
  .filter(one => one.type !== 'radio').map(called)"""

# One answer will do for every control that asks for a run.
ANSWER_AS_AT_FIRST = """
  const ask = window.fetch;
  let first;
  window.fetch = async (address, how) => {
    if (!/api[/]run/.test(address)) return ask(address, how);
    first ??= ask(address, {...how, signal: null});
    const answer = (await first).clone();
    how.signal?.throwIfAborted();
    return answer;
  }"""

pytestmark = needs_chromium


@contextmanager
def surface(browser, address, ready, size, begins=()):
    """A page at a size, asking nobody but its server; runs are answered as the first one was."""
    here = address.partition("#")[0].rpartition("/")[0]
    with watched(browser) as new_page:
        page = new_page((here, "data:", "blob:"), **size)
        run_first(page, ANSWER_AS_AT_FIRST)
        page.goto(address)
        for place in begins:
            page.click(place)
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


@pytest.fixture(params=BEGUN)
def opened(request, browser, served, file):
    """Opens one of them at a size."""
    address, ready, *begins = {
        "page": (f"{served}#worlds=8", FILLED),
        "predict": (f"{served}predict.html", "#share-collapsed"),
        "seat": (f"{served}seat.html", "#actors input"),
        "reveal": (f"{served}predict.html", "#ladder button", "#seal"),
        "turn": (
            f"{served}seat.html",
            "#turn-title:text('Turn 1')",
            "#actors label",
            "#opening [type=submit]",
        ),
        "file": (file, "body[data-ready]"),
    }[request.param]
    return lambda size: surface(browser, address, ready, size, begins)


def unfolded(page):
    """Open whatever can be unfolded."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate("document.querySelectorAll('.menu').forEach(one => { one.open = false })")


@pytest.mark.parametrize("size", DESKTOPS, ids=["1280", "1920"])
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


@pytest.mark.parametrize("opened", EACH, indirect=True)
def test_every_control_is_reached_by_keys_seen_and_moved(opened):
    with opened(DESKTOPS[0]) as page:
        # The second time with the other tab, and to what has come to be on the way.
        for lap in range(2):
            assert list(faults_of_lap(page, lap)) == []
            assert page.evaluate(SHUT) == []
        assert page.evaluate(UNREACHED) == []
        assert page.locator("[data-walked]").count() > 5


def faults_of_lap(page, lap):
    """What is wrong on the way by Tab through a page, with all folds opened by keys.

    lap: 0 with the tab that is chosen at first, 1 with the one beside it.
    """
    page.evaluate(PASSED, lap)
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        one = page.evaluate(STEP, lap)
        if one is None or one["again"]:
            break
        if one["known"] and one["tab"]:
            page.keyboard.press("ArrowRight")
            assert page.evaluate(CHOSEN)
            one = page.evaluate(STEP, lap)
        if not one["known"]:
            yield from (f"is not {what}: {one['name']}" for what in faults_of(page, one))
    else:
        yield f"goes on after {MOST_STEPS} steps"
    yield from page.evaluate("passed")


@pytest.mark.parametrize("opened", EACH, indirect=True)
def test_every_control_is_met_by_a_finger(opened):
    with opened(PHONE) as page:
        page.evaluate(FINGER)
        missed = []
        while aim := page.evaluate(NEXT):
            missed += aim["missed"]
            if not aim["looked"]:
                page.touchscreen.tap(aim["x"], aim["y"])
                if not page.evaluate(TAPPED):
                    missed.append(aim["name"])
        assert missed == []
        assert page.evaluate(SHUT) == []
        assert page.locator("[data-tapped]").count() > 5
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


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
        fold = page.evaluate(UNFOLDED)
        for _ in range(fold["held"]):
            page.keyboard.press("Tab")
        return fold["open"]
    if one["kind"] == "number":
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(one["other"])
    keys = {
        "range": "ArrowLeft" if one["top"] else "ArrowRight",
        "select-one": "ArrowDown" if one["first"] else "ArrowUp",
    }
    if one["kind"] in keys:
        page.keyboard.press(keys[one["kind"]])
    moves = one["kind"] in {"number", *keys}
    return not moves or page.evaluate("document.activeElement.value") != one["value"]
