"""Every control by touch at a phone's width: page, prediction, seat, file without a server."""

from contextlib import contextmanager

import pytest

from browser_sample import few_worlds, needs_chromium, run_what_is_shown_alone, watched
from contactline.cli.progress import Silence
from contactline.cli.work import export as work
from contactline.scenario import load
from contactline.show import export

LEVER = "broker.pressure_on_russia"
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
LEAST_PIXELS = 24  # WCAG 2.2, 2.5.8
# What a finger meets: a button in a label is as large as the label; links in texts are left out.
SMALL = """least => [...document.querySelectorAll('button, select, summary, input, a[href]')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > 0)
  .filter(one => !one.closest('li, p, dd') || one.matches('button, input, select'))
  .map(one => one.closest('label') ?? one)
  .filter(one => { const {width, height} = one.getBoundingClientRect();
    return Math.min(width, height) < least && width > 1; })
  .map(one => one.outerHTML.slice(0, 200))"""
# Letters of a drawing that stand out of it, or are too small for a phone.
UNREAD = """least => [...document.querySelectorAll('svg text')]
  .filter(one => one.checkVisibility() && one.textContent.trim())
  .filter(one => { const mine = one.getBoundingClientRect();
    const all = one.ownerSVGElement.getBoundingClientRect();
    return mine.height < least || mine.left < all.left - 1 || mine.right > all.right + 1
      || mine.top < all.top - 3 || mine.bottom > all.bottom + 3; })
  .map(one => one.textContent)"""
LEAST_HIGH = 11  # pixels of a line of text
# A drawing whose room has changed is drawn anew in the next frame.
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

pytestmark = needs_chromium


@contextmanager
def phone(browser, address, ready):
    """A page on a phone; whatever goes wrong in it, or is asked elsewhere, fails the test."""
    here = address.partition("#")[0].rpartition("/")[0]
    with watched(browser) as new_page:
        page = new_page((here, "data:", "blob:"), **PHONE)
        run_what_is_shown_alone(page)
        page.goto(address)
        page.wait_for_selector(ready)
        yield page
        large_enough(page)


def large_enough(page):
    """Whether every control is large enough for a finger, and every drawing can be read."""
    page.wait_for_load_state("load")  # a tap may have led to another page
    page.evaluate(NEXT_FRAME)
    assert page.evaluate(SMALL, LEAST_PIXELS) == []
    assert page.evaluate(UNREAD, LEAST_HIGH) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def choose(page, place, value):
    """Tap a list of words; what it unfolds is the system's own, outside the page."""
    page.locator(place).tap()
    page.select_option(place, value)


def slide(page, place, share):
    """Touch a slider at a share of its width, once it stands clear of what sticks to the top."""
    page.locator(place).evaluate("one => one.scrollIntoView({block: 'end'})")
    box = page.locator(place).bounding_box()
    page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + box["height"] / 2)


def settled(page):
    page.wait_for_timeout(150)
    page.wait_for_selector("#results[aria-busy=false]")


def linked(page, words):
    page.wait_for_function("words => location.hash.includes(words)", arg=words)


def unlinked(page, words):
    page.wait_for_function("words => !location.hash.includes(words)", arg=words)


@pytest.fixture
def page(browser, served):
    with phone(browser, f"{served}#worlds=8", "#results[aria-busy=false]") as one:
        yield one


def test_levers_and_what_takes_them_back(page):
    lever = f"[data-name='{LEVER}']"
    slide(page, f"[id='lever-{LEVER}']", 0.1)
    linked(page, LEVER)
    settled(page)
    page.tap("#undo")
    unlinked(page, LEVER)
    page.tap("#redo")
    linked(page, LEVER)
    settled(page)
    page.tap("#replay")
    page.wait_for_function("document.getElementById('state').textContent.length > 0")
    page.locator(f"{lever} .put-back").tap()
    unlinked(page, LEVER)
    page.locator(f"{lever} input[type=number]").tap()
    page.keyboard.insert_text("0.1")
    page.keyboard.press("Enter")
    linked(page, LEVER)
    page.tap("#reset-levers")
    unlinked(page, LEVER)
    page.locator(f"{lever} .watch").tap()
    page.wait_for_selector(".chart.shown")
    page.locator(f"{lever} .card-button").tap()
    page.wait_for_selector("#card dt")
    large_enough(page)
    page.locator("#card > button").last.tap()
    page.wait_for_selector("#card", state="hidden")


def test_assumptions_view_scenarios_and_numbers(page):
    page.tap("#tab-assumptions")
    fold = page.locator("#assumptions .fold").first
    fold.locator("summary").tap()
    name = fold.locator(".lever").first.get_attribute("data-name")
    slide(page, f"[id='lever-{name}']", 0.95)
    linked(page, name)
    large_enough(page)
    page.tap("#reset-assumptions")
    unlinked(page, name)
    page.tap("#tab-levers")
    page.locator(".group > summary").last.tap()
    page.tap("label:has([value=imposed])")
    linked(page, "view=imposed")
    page.tap("label:has([value=comes])")
    unlinked(page, "view=imposed")
    for field, number in (("worlds", "9"), ("seed", "2")):
        page.locator(f"#{field}").tap()
        page.locator(f"#{field}").fill(number)
        page.keyboard.press("Enter")
        linked(page, f"{field}={number}")
    choose(page, "#against", "no-talks")
    linked(page, "against=no-talks")
    choose(page, "#scenario", "talks-first")
    linked(page, "scenario=talks-first")
    settled(page)


def test_charts_are_swiped_saved_and_read_as_tables(page):
    chart = page.locator(".chart").first
    chart.locator(".chart-head > button").first.tap()
    chart.locator(".rows table").wait_for()
    chart.locator(".chart-head > button").first.tap()
    for kind in ("CSV", "SVG", "PNG"):
        chart.locator(".menu > summary").tap()
        with page.expect_download() as saved:
            chart.get_by_role("button", name=kind).tap()
        assert saved.value.suggested_filename.endswith(kind.lower())
        assert chart.locator(".menu[open]").count() == 0
    chart.locator(".menu > summary").tap()
    chart.locator(".finding").tap()
    assert chart.locator(".menu[open]").count() == 0
    chart.locator(".chart-head > button").last.tap()
    page.wait_for_function("document.fullscreenElement !== null")
    page.evaluate("document.exitFullscreen()")
    choose(page, "#chart-0", "measures")
    linked(page, "charts=measures")
    settled(page)


def test_tools_of_the_page(page, served):
    with page.expect_download() as saved:
        page.tap("#save")
    assert saved.value.suggested_filename == "base-changed.yaml"
    with page.expect_file_chooser():
        page.tap("#open")
    page.tap("#copy")
    page.tap("#projector")
    page.wait_for_selector("html.projector")
    page.tap("#projector")
    page.tap("#about > summary")
    page.wait_for_selector("#claims li")
    choose(page, "#language", "uk")
    page.wait_for_selector("html[lang=uk]")
    settled(page)
    large_enough(page)
    for way in ("predict", "seat", "which-lever"):
        page.tap(f".bar .button[href^={way}]")
        page.wait_for_url(f"{served}{way}*")
        page.go_back()
        page.wait_for_selector("#results[aria-busy=false]")


def test_a_prediction(browser, served):
    with phone(browser, f"{served}predict.html", "#share-collapsed") as page:
        choose(page, "#scenario", "no-talks")
        slide(page, "#share-collapsed", 0.6)
        said = [int(one.inner_text()) for one in page.locator(".share output").all()]
        assert max(said) > 40
        page.locator("#curve svg").scroll_into_view_if_needed()
        page.locator("#curve svg").tap()
        assert page.inner_text("#curve-told").startswith("Month 1")
        page.locator("#lever").tap()
        large_enough(page)
        page.tap("#seal")
        page.route("**/api/run?*", few_worlds)
        for rung in range(4):
            page.locator("#ladder button").nth(rung).tap()
            page.wait_for_selector("#told:has-text('world'):not(:has-text('Running'))")
            large_enough(page)
        page.tap("#anew")
        page.wait_for_selector("#form:visible")
        page.tap("#back")
        page.wait_for_selector("#results")


def test_a_seat(browser, served):
    with phone(browser, f"{served}seat.html", "#actors input") as page:
        choose(page, "#scenario", "base")
        page.locator("#actors label").first.tap()
        page.tap("label[for=imposed]")
        for field in ("#world", "#seed"):
            page.locator(field).tap()
            page.locator(field).fill("3")
        large_enough(page)
        page.locator("#opening [type=submit]").tap()
        page.wait_for_selector("#turn-title:has-text('Turn 1')")
        page.locator("#open-items label").last.tap()
        page.locator("#advance > summary").tap()
        large_enough(page)
        page.tap("#seal")
        page.wait_for_selector("#turn-title:has-text('Turn 2')")
        with page.expect_download():
            page.tap("#save")
        page.locator("#seats button").first.tap()
        page.tap("#leave")
        page.wait_for_selector("#opening:visible")


def test_the_file_without_a_server(browser, tmp_path):
    grid = export.grid(load("base").with_horizon(56).as_it_comes(), [LEVER])
    runs = work.RunsWhenAsked(work._asked(grid), Silence(), worlds=6, seed=1, workers=1)
    (tmp_path / "one.html").write_text(export.static_file(export.content(grid, runs, "command")))
    with phone(browser, (tmp_path / "one.html").as_uri(), "body[data-ready]") as page:
        slide(page, f"[id='lever-{LEVER}']", 0.98)
        linked(page, LEVER)
        page.tap("#undo")
        page.tap("#redo")
        page.tap("#copy")
        page.tap("#reset")
        page.tap("label:has([value=imposed])")
        linked(page, "view=imposed")
        page.locator(".card-button").first.tap()
        page.wait_for_selector("#card dt")
        large_enough(page)
        page.locator("#card button").last.tap()
        chart = page.locator(".chart").first
        chart.locator("button").first.tap()
        chart.locator("table").wait_for()
        page.tap("#about > summary")
