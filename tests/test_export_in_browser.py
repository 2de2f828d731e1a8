"""The file without a server in a real browser: from the disk, by keys, without any request."""

import sys

import pytest

from browser_sample import faults_of, needs_chromium, watched
from export_sample import LEVER as NAME
from export_sample import file_with_a_lever

LEVER = f"[id='lever-{NAME}']"
REDRAWS = """async () => {
  const lever = document.getElementById('lever-broker.pressure_on_russia'), took = [];
  for (let turn = 0; turn < 40; turn += 1) {
    lever.value = turn % 3;
    const began = performance.now();
    lever.dispatchEvent(new Event('input'));
    document.querySelector('.figure svg').getBBox();
    took.push(performance.now() - began);
    await new Promise(requestAnimationFrame);
  }
  return took.sort((a, b) => a - b);
}"""

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("static") / "one.html"
    path.write_text(file_with_a_lever("command"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser, address):
    """Opens the file; any fault in it, and any request but for itself, fails the test."""
    with watched(browser, console=True) as new_page:

        def open_file(fragment="", width=1280, height=720, **more):
            page = new_page((address, "data:"), width, height, **more)
            page.goto(address + fragment)
            page.wait_for_selector("body[data-ready]")
            return page

        yield open_file


def linked(page, words):
    """Wait until the link says so."""
    page.wait_for_function("words => location.hash.includes(words)", arg=words)


def test_a_key_moves_a_lever_undo_takes_it_back_and_a_link_restores_it(opened):
    page = opened()
    first = page.inner_text("#headline")
    assert "built-in" not in page.inner_text("body")
    assert "as written" in first
    page.focus(LEVER)
    page.keyboard.press("ArrowRight")
    second = page.inner_text("#headline")
    assert "With your levers" in second
    linked(page, f"{NAME}=2")
    assert opened(page.url.partition("one.html")[2]).inner_text("#headline") == second
    page.keyboard.press("Control+z")
    assert page.inner_text("#headline") == first
    page.click("#redo")
    assert page.inner_text("#headline") == second
    page.click("#reset")
    page.check("[value=imposed]")
    linked(page, "view=imposed")
    assert "not a forecast" in page.inner_text("#note")
    assert page.locator(".figure svg").count() == 4


def test_a_link_that_does_not_fit_is_told(opened):
    page = opened("#broker.baking=1")
    assert "does not fit" in page.inner_text("#error")


def test_axe_finds_nothing_and_a_card_opens(opened):
    page = opened(f"#{NAME}=0")
    page.click(".chart >> nth=0 >> text=Table")
    page.click("#about summary")
    assert faults_of(page) == []
    page.click(".card-button")
    assert "What it rests on" in page.inner_text("#card")
    assert faults_of(page) == []


def test_it_works_by_touch_at_the_width_of_a_phone(opened):
    page = opened(width=390, height=844, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(LEVER).scroll_into_view_if_needed()
    box = page.locator(LEVER).bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)
    linked(page, f"{NAME}=2")
    assert faults_of(page) == []


def test_a_move_is_drawn_at_once(opened):
    took = opened().evaluate(REDRAWS)
    print(f"median {took[20]:.1f} ms, p95 {took[38]:.1f} ms", file=sys.stderr)
    assert took[20] < 50
