"""The page in a real browser: by mouse, keyboard and touch, on three widths, and checked by axe."""

import csv
import re
from pathlib import Path

import pytest

from browser_sample import (
    SPOILT,
    faults_of,
    few_worlds,
    needs_chromium,
    run_what_is_shown_alone,
    watched,
)
from contactline.show.app.drawn import DRAWN, FIRST_SHOWN

PRESSURE = "[id='lever-broker.pressure_on_russia']"
TEN_STEPS = """() => {
  const lever = document.getElementById('lever-broker.pressure_on_russia');
  for (let step = 0; step < 10; step += 1) {
    lever.stepUp();
    lever.dispatchEvent(new Event('input'));
  }
}"""

pytestmark = needs_chromium


@pytest.fixture
def opened(browser, served):
    """Opens the page; what it asks of others and what goes wrong in it fails the test."""
    with watched(browser) as new_page:

        def open_page(settings="worlds=8", width=1280, height=720, **more):
            page = new_page((served, "data:", "blob:"), width, height, **more)
            run_what_is_shown_alone(page)
            page.goto(f"{served}#{settings}")
            settled(page)
            return page

        yield open_page


def settled(page):
    page.wait_for_selector("#results[aria-busy=false]")


def moved(page):
    """Wait until a change has been asked and answered."""
    page.wait_for_timeout(150)
    settled(page)


def test_axe_finds_nothing_on_the_page(opened):
    page = opened("worlds=8&front.discipline=1&broker.baking=1")
    page.wait_for_selector("#error:not([hidden])")
    assert faults_of(page) == []
    page = opened("worlds=8&front.discipline=1")
    page.click(".chart:first-child button:has-text('Table')")
    page.click("#tab-assumptions")
    page.click("#assumptions summary >> nth=0")
    page.hover("#tab-assumptions")
    assert faults_of(page) == []
    page.click("#projector")
    assert faults_of(page) == []


def test_axe_finds_nothing_on_a_card_and_beside_the_page(opened, served):
    page = opened()
    page.click(".card-button >> visible=true >> nth=0")
    page.wait_for_selector("dialog dl")
    assert faults_of(page) == []
    page.goto(f"{served}which-lever")
    assert faults_of(page) == []


def test_four_charts_are_in_view_while_a_lever_is_worked(opened):
    page = opened()
    last = page.locator("#levers .lever").last
    last.scroll_into_view_if_needed()
    for chart in page.locator(".chart").all():
        box = chart.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 720
    assert page.locator(".figure svg").count() == 4
    chosen = [one.input_value() for one in page.locator(".chart-head select").all()]
    assert chosen == list(FIRST_SHOWN)


def test_every_chart_can_be_drawn_with_and_without_a_change(opened):
    page = opened("worlds=8&broker.backing=1")
    for key in DRAWN:
        page.select_option("#chart-1", key)
        moved(page)
        box = page.locator(".chart").nth(1)
        assert box.locator("svg").get_attribute("aria-label")
        assert not re.search("NaN|undefined|null", box.locator("svg").inner_html()), key


@pytest.mark.parametrize("language", ["en", "uk"])
def test_words_of_charts_are_whole_and_no_line_runs_through_them(opened, served, language):
    page = opened()
    drawn = "charts=phases,troops,flips,pledges"
    page.goto(
        f"{served}?language={language}#scenario=uk-france-monitors&against=base&worlds=50&{drawn}"
    )
    settled(page)
    assert page.locator(".figure").nth(0).locator("text[paint-order]").count() >= 2
    assert page.locator(".figure").nth(2).locator("rect").count() >= 4
    assert page.evaluate(SPOILT) == []


def test_ten_presses_are_one_entry_and_the_focus_stays(opened):
    page = opened()
    page.focus(PRESSURE)
    entries = page.evaluate("history.length")
    asked = []
    page.on("request", lambda one: asked.append(one.post_data) if "api/run" in one.url else 0)
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    moved(page)
    assert page.evaluate("history.length") == entries + 1
    assert page.evaluate("document.activeElement.id") == "lever-broker.pressure_on_russia"
    assert page.evaluate("wanted.at(-1).next.length") == 4
    asked.clear()
    entries = page.evaluate("history.length")
    page.evaluate(TEN_STEPS)
    moved(page)
    assert len(asked) == 1
    assert page.evaluate("history.length") <= entries + 1
    assert "With your levers" in page.inner_text("#headline")
    page.wait_for_selector("#spoken:has-text('your levers')", state="attached")


RATE = "[id='lever-durability.resumption_log_rate-number']"
PASTE = """([place, text]) => {
  const field = document.querySelector(place), clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  field.select();
  const paste = {clipboardData, bubbles: true, cancelable: true};
  field.dispatchEvent(new ClipboardEvent('paste', paste));
}"""


def test_a_lever_takes_the_hyphen_and_the_sign_of_minus(opened):
    page = opened()
    page.click("#tab-assumptions")
    page.click("#assumptions summary:has-text('What a ceasefire lasts')")
    for number, written in (("-11", "-11"), ("\N{MINUS SIGN}9.5", "-9.5")):
        page.click(RATE, click_count=3)
        page.keyboard.type(number)
        page.keyboard.press("Tab")
        page.wait_for_url(f"**resumption_log_rate={written}**")
    page.click(RATE)
    page.evaluate(PASTE, [RATE, "\N{MINUS SIGN}8.25"])
    page.keyboard.press("Tab")
    page.wait_for_url("**resumption_log_rate=-8.25**")
    settled(page)


SAID = """async alike => {
  const {said} = await import('./together.js'), {number} = await import('./language.js');
  const people = {people: 2, predictions: alike.map(held => ({shares: {held}})), levers: {a: 2}};
  const near = [-0.04, -0.06, 0].map(one => number(one, {maximumFractionDigits: 1}));
  return [said(people, [{name: 'held', label: 'held', share: 20}], () => 'A'), ...near];
}"""


def test_a_class_that_agrees_is_not_between_two_numbers_and_nought_has_no_sign(opened):
    page = opened()
    told, *near = page.evaluate(SAID, [12, 12])
    assert "For “held” all said 12 of 100, the runs have 20 of 100." in told
    assert "they lie between 12 and 14 of 100" in page.evaluate(SAID, [14, 12])[0]
    assert near == ["0", "−0.1", "0"]


def test_undo_redo_and_two_kinds_of_reset(opened):
    page = opened()
    page.fill(f"{PRESSURE[:-2]}-number']", "0.9")
    page.keyboard.press("Tab")
    moved(page)
    assert "broker.pressure_on_russia=0.9" in page.url
    page.click("#undo")
    moved(page)
    assert "broker.pressure" not in page.url
    assert page.is_enabled("#redo")
    page.click("#redo")
    moved(page)
    assert page.input_value(PRESSURE) == "0.9"
    page.click("#tab-assumptions")
    page.click("#assumptions summary:has-text('The war')")
    page.fill("[id='lever-war.momentum_sd-number']", "0.2")
    page.keyboard.press("Tab")
    moved(page)
    page.click("#reset-levers")
    moved(page)
    assert "war.momentum_sd=0.2" in page.url
    assert "pressure" not in page.url
    page.click("#reset-assumptions")
    moved(page)
    assert "momentum" not in page.url


def test_the_last_change_is_replayed_and_leaves_no_trace(opened):
    page = opened()
    page.select_option("[id='lever-mission.russian_consent']", "given", force=True)
    moved(page)
    address, entries = page.url, page.evaluate("history.length")
    page.click("#replay")
    page.wait_for_selector("#state:has-text('before the change')")
    assert page.input_value("[id='lever-mission.russian_consent']") == "by_stance"
    page.wait_for_selector("#state:has-text('after the change')")
    assert page.input_value("[id='lever-mission.russian_consent']") == "given"
    assert (page.url, page.evaluate("history.length")) == (address, entries)


def test_what_the_scenario_rests_on_is_one_click_away(opened):
    page = opened("scenario=uk-france-monitors&worlds=8")
    page.click("#about summary")
    page.wait_for_selector("#claims li")
    assert "rferl-monitors" in page.inner_text("#claims")
    assert faults_of(page) == []


def test_a_link_restores_everything(opened):
    page = opened(
        "scenario=talks-first&against=base&view=imposed&worlds=9&seed=7"
        '&charts=flips,measures,phases,stances&front.discipline=0.5&assume.territory={"uniform":[40,60]}'
    )
    assert page.input_value("#scenario") == "talks-first"
    assert page.input_value("#against") == "base"
    assert page.is_checked("input[value=imposed]")
    assert (page.input_value("#worlds"), page.input_value("#seed")) == ("9", "7")
    assert page.input_value("#chart-0") == "flips"
    assert "assume.territory" in page.inner_text("#others")
    assert "9 worlds, seed 7" in page.inner_text("#state")
    assert "under talks-first" in page.inner_text("#headline").lower()


def test_a_scenario_that_is_not_there_is_said(opened):
    page = opened("scenario=talks-frist&worlds=8")
    assert "Did you mean “talks-first”?" in page.inner_text("#error")
    assert page.input_value("#scenario") == "base"


def test_a_server_that_has_gone_is_said_in_words(opened):
    page = opened()
    page.route("**/api/run?*", lambda route: route.abort())
    page.select_option("#scenario", "talks-first")
    page.wait_for_selector("#again:not([hidden])")
    assert "no longer answers" in page.inner_text("#error")
    page.unroute("**/api/run?*")
    page.click("#again")
    page.wait_for_selector("#again", state="hidden")
    moved(page)


def test_a_file_is_saved_and_opened_again(opened, tmp_path):
    page = opened("scenario=talks-first&worlds=8&front.discipline=0.5")
    with page.expect_download() as saved:
        page.click("#save")
    text = Path(saved.value.path()).read_text("utf-8")
    assert text.startswith("from: talks-first\n")
    file = tmp_path / "ours.yaml"
    file.write_text(f"{text}broker.backing: 0.75\n", "utf-8")
    page.set_input_files("#file", file)
    page.wait_for_url("**broker.backing=0.75**")
    moved(page)
    with page.expect_download() as saved:
        page.click(".chart:first-child .menu summary")
        page.click(".chart:first-child .menu button:has-text('CSV')")
    assert Path(saved.value.path()).read_text("utf-8").startswith("Outcome,As written: worlds,")
    page.select_option("#chart-0", "measures")
    moved(page)
    with page.expect_download() as saved:
        page.click(".chart:first-child .menu summary")
        page.click(".chart:first-child .menu button:has-text('CSV')")
    for row in csv.reader(Path(saved.value.path()).read_text("utf-8").splitlines()):
        assert not [one for one in row if re.match(r"[=+@-].*[^0-9.]", one)]
    for kind, first in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as saved:
            page.click(".chart:first-child .menu summary")
            page.click(f".chart:first-child .menu button:has-text('{kind}')")
        assert Path(saved.value.path()).read_bytes().startswith(first)


def test_a_world_that_changes_is_read_twice(opened):
    page = opened("worlds=40&charts=flips&broker.backing=1&broker.pressure_on_russia=1")
    page.click(".chart:first-child .worlds button")
    page.wait_for_selector("dialog.histories table")
    assert "They part on" in page.inner_text("dialog")
    assert page.locator("dialog tr.apart").count() > 0
    assert faults_of(page) == []


def test_text_on_a_projector_is_a_fortieth_of_the_height(opened):
    page = opened("worlds=8&broker.backing=1", 1920, 1080)
    page.click(".chart:first-child button:has-text('Full')")
    page.wait_for_timeout(300)
    high = page.evaluate(
        "[...document.querySelectorAll('.chart:fullscreen text, .chart:fullscreen p')].map(one => {"
        " const svg = one.ownerSVGElement, size = parseFloat(getComputedStyle(one).fontSize);"
        " return svg ? size * svg.clientHeight / svg.viewBox.baseVal.height : size; })"
    )
    assert min(high) >= 1080 / 40


def test_a_prediction_is_sealed_and_then_the_ladder_is_climbed(opened):
    page = opened()
    page.click("#predict")
    page.wait_for_selector("#share-collapsed")
    assert faults_of(page) == []
    page.focus("#share-collapsed")
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    said = [int(one.inner_text()) for one in page.locator(".share output").all()]
    assert sum(said) == 100
    assert max(said) == 24
    page.focus("#curve svg")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    assert page.inner_text("#curve-told") == "Month 7: 76 of 100."
    box = page.locator("#curve svg").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.7)
    assert page.inner_text("#curve-told").startswith("Month 2")
    page.click("#seal")
    page.route("**/api/run?*", few_worlds)
    for place in range(4):
        page.locator("#ladder button").nth(place).click()
        page.wait_for_selector("#rung svg")
        page.wait_for_selector("#told:has-text('world'):not(:has-text('Running'))")
    page.wait_for_selector("#gaps li")
    yours, even = re.search(
        r"are (\d+(?:\.\d)?) points off .* is (\d+(?:\.\d)?) off", page.inner_text("#score")
    ).groups()
    beats = "so you beat it" in page.inner_text("#score")
    assert beats == (float(yours) < float(even))
    links = page.locator("#try a").all_inner_texts()
    assert len(links) == 2
    assert not any(re.search(r": \d+$", one) for one in links), links
    assert faults_of(page) == []
    page.reload()
    page.wait_for_selector("#reveal:not([hidden])")
    assert page.locator(".share output").nth(4).inner_text() == "24"


LETTERS_OF_A_RUNG = """() => {
  const {top, bottom} = document.querySelector('#rung svg').getBoundingClientRect();
  const high = [...document.querySelectorAll('#rung svg:first-child text, #told, #ladder button')]
    .map(one => parseFloat(getComputedStyle(one).fontSize)
      * (one.ownerSVGElement?.getScreenCTM().a ?? 1));
  const {y} = document.getElementById('reveal-title').getBoundingClientRect();
  return {top, bottom, least: Math.min(...high), y};
}"""


BEYOND = """() => {
  const svg = document.querySelector('#rung svg'), {width, height} = svg.viewBox.baseVal;
  const drawn = [...svg.querySelectorAll('path, rect')].filter(one => !one.closest('defs'));
  return drawn.map(one => one.getBBox())
    .filter(({x, y, width: w, height: h}) => x < 0 || y < 0 || x + w > width - 48 || y + h > height)
    .map(({x, width: w}) => x + w);
}"""


def test_what_a_class_foretells_stays_within_the_drawing(opened):
    page = opened()
    page.click("#predict")
    page.wait_for_selector("#share-collapsed")
    ids = page.locator(".share input").evaluate_all("all => all.map(one => one.id.slice(6))")
    of_all = [{"shares": {one: 100 * (one == ends) for one in ids}, "months": [100] * 25}
              for ends in (ids[0], ids[-1])]  # fmt: skip
    found = {"people": 2, "predictions": of_all, "levers": {"broker.backing": 2}}
    page.route("**/api/predictions/*", lambda route: route.fulfill(json=found))
    page.route("**/api/run?*", few_worlds)
    page.click("#seal")
    for place in range(4):
        page.locator("#ladder button").nth(place).click()
        page.wait_for_selector("#told:has-text('world'):not(:has-text('Running'))")
    page.wait_for_selector("#together:has-text('2 predictions')")
    assert page.locator("#rung svg path[opacity]").count() > len(ids)
    assert page.evaluate(BEYOND) == []


def test_what_is_revealed_is_seen_as_a_whole_and_read_from_the_last_row(opened):
    page = opened("worlds=8", 1920, 1080)
    page.click("#predict")
    page.wait_for_selector("#share-collapsed")
    page.route("**/api/run?*", few_worlds)
    page.click("#seal")
    for place in range(4):
        page.locator("#ladder button").nth(place).click()
        page.wait_for_selector("#told:has-text('world'):not(:has-text('Running'))")
        page.wait_for_timeout(50)
        found = page.evaluate(LETTERS_OF_A_RUNG)
        assert 0 <= found["y"] < found["top"] < found["bottom"] <= 1080
        assert found["least"] >= 1080 / 40


def test_the_link_of_a_class_is_no_wider_than_a_phone(opened):
    page = opened("worlds=8", 390, 844, has_touch=True, is_mobile=True)
    link = {"link": "http://192.168.178.123:8724/join/hvb727"}
    page.route("**/api/class?*", lambda route: route.fulfill(json=link))
    page.route("**/api/class", lambda route: route.fulfill(json=link))
    page.route(
        "**/qr.svg*", lambda route: route.fulfill(body="<svg/>", content_type="image/svg+xml")
    )
    page.click("#predict")
    page.wait_for_selector("#class:not([hidden])")
    assert page.inner_text("#link") == link["link"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_on_a_phone(opened):
    page = opened("worlds=8", 390, 844, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults_of(page) == []
    small = page.evaluate(
        "[...document.querySelectorAll('button, select, summary, input, a')].filter(one =>"
        " { const box = one.getBoundingClientRect(); return box.width && one.type !== 'radio' &&"
        " box.height < 44 && !one.closest('.skip') && one.offsetParent; })"
        ".map(one => one.outerHTML)"
    )
    assert small == []
    lever = page.locator(PRESSURE)
    lever.scroll_into_view_if_needed()
    box = page.locator("#charts").bounding_box()
    assert 0 <= box["y"] < 844
    lever.tap(position={"x": 5, "y": 20})
    moved(page)
    assert "broker.pressure_on_russia=" in page.url
