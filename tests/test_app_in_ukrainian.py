"""The pages in Ukrainian in a real browser: no English is left, and axe finds nothing."""

import re

import pytest

from browser_sample import faults_of, needs_chromium, run_what_is_shown_alone, watched
from contactline.language import speaking
from contactline.scenario import available
from export_sample import LEVER, file_with_a_lever

LATIN = re.compile(r"[A-Za-z]{3,}")
KNOWN = {
    "contactline", "app", "replay", "CSV", "SVG", "PNG", "English", "Base", "base", "ICD", "date",
    "from_draft",
}  # fmt: skip
"""Names of programs, formats, scales and scenarios: they stay as they are written."""
SEEN = """() => {
  const names = ['aria-label', 'title', 'aria-valuetext'];
  const labels = [...document.querySelectorAll(names.map((name) => `[${name}]`).join())]
    .flatMap((one) => names.map((name) => one.getAttribute(name) ?? ''));
  return [document.title, document.body.innerText, ...labels].join('\\n');
}"""

pytestmark = needs_chromium


@pytest.fixture
def opened(browser):
    """Opens an address; a fault in the page, or a request elsewhere, fails the test."""
    with watched(browser) as new_page:

        def open_page(address, width=1280, height=720):
            here = address.partition("?")[0].rpartition("/")[0]
            page = new_page((here, "data:", "blob:"), width, height)
            run_what_is_shown_alone(page)
            page.goto(address)
            return page

        yield open_page


def settled(page):
    page.wait_for_selector("#results[aria-busy=false]")


def english(page):
    """Words in Latin letters that a reader of the page meets, without names that stay."""
    known = {*KNOWN, *(part for name in available() for part in name.split("-"))}
    return sorted({word for word in LATIN.findall(page.evaluate(SEEN)) if word not in known})


def test_the_page_says_nothing_in_english_and_axe_finds_nothing(opened, served):
    changed = "worlds=8&view=imposed&front.discipline=1&charts="
    page = opened(f"{served}?language=uk#{changed}outcomes,survival,troops,line")
    settled(page)
    assert page.get_attribute("html", "lang") == "uk"
    page.click("#tab-assumptions")
    page.click("#assumptions summary >> nth=0")
    assert english(page) == []
    assert faults_of(page) == []
    page.goto(f"{served}?language=uk#{changed}phases,stances,pledges,flips")
    page.wait_for_selector("#chart-0 >> visible=true")
    page.wait_for_timeout(300)
    settled(page)
    assert english(page) == []


def test_a_card_and_what_stands_behind_charts_say_nothing_in_english(opened, served):
    page = opened(f"{served}?language=uk#worlds=8&front.discipline=1&charts=measures,matters")
    settled(page)
    for one in page.locator(".chart-head > button:first-of-type").all():
        one.click()
    assert english(page) == []
    page.click(".card-button >> visible=true >> nth=0")
    page.wait_for_selector("dialog dl")
    assert faults_of(page) == []


def test_the_menu_changes_the_language_keeps_the_levers_and_is_remembered(opened, served):
    page = opened(f"{served}#worlds=8&front.discipline=1")
    settled(page)
    page.select_option("#language", "uk")
    page.wait_for_selector("#undo:has-text('Скасувати')")
    settled(page)
    assert "language=uk#" in page.url
    assert "front.discipline=1" in page.url
    assert page.input_value("#language") == "uk"
    page.goto(f"{served}predict.html")
    page.wait_for_selector("#shares input")
    assert page.get_attribute("html", "lang") == "uk"
    assert "language=uk" in page.url


def test_two_pages_in_two_languages_have_each_its_own(opened, served):
    pages = [opened(f"{served}?language={one}#worlds=8&seed=7") for one in ("uk", "en")]
    for page in pages:
        settled(page)
    for turn in range(2):
        for page, words in zip(pages, ("припинення вогню", "a ceasefire"), strict=True):
            page.focus(f"[id='lever-{LEVER}']")
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(150)
            settled(page)
            assert words in page.inner_text("#headline"), turn
    assert english(pages[0]) == []
    assert not re.search("[а-яі]{3}", pages[1].inner_text("#results"))


def test_a_prediction_says_nothing_in_english_and_axe_finds_nothing(opened, served):
    page = opened(f"{served}predict.html?language=uk#view=imposed", 390, 844)
    page.wait_for_selector("#shares input")
    page.click("#seal")
    page.click("#ladder button >> nth=0")
    page.wait_for_selector("#rung svg")
    page.click("#ladder button >> nth=1")
    page.wait_for_selector("#ladder button:enabled >> nth=2")
    assert english(page) == []
    assert faults_of(page, looked_at=10) == []


def test_a_seat_says_nothing_in_english_and_axe_finds_nothing(opened, served):
    page = opened(f"{served}seat.html?language=uk", 390, 844)
    for actor in ("uk", "ukraine"):
        page.check(f"#actors input[value={actor}]")
    page.check("#imposed")
    page.click("#opening button[type=submit]")
    page.wait_for_selector("#playing:not([hidden])")
    page.click("#advance summary") if page.is_visible("#advance") else None
    assert english(page) == []
    assert faults_of(page, looked_at=10) == []


def test_the_file_without_a_server_says_nothing_in_english(opened, tmp_path):
    with speaking("uk"):
        (tmp_path / "uk.html").write_text(file_with_a_lever(), "utf-8")
    page = opened((tmp_path / "uk.html").as_uri())
    page.wait_for_selector("body[data-ready]")
    assert page.get_attribute("html", "lang") == "uk"
    assert english(page) == []
    assert faults_of(page) == []
