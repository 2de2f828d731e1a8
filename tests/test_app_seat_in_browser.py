"""A game of two teams on the page in a real browser: by keyboard, at a phone's width, with axe."""

from browser_sample import faults_of, needs_chromium, watched
from contactline.scenario import load
from contactline.study.seat import Game, GameSetup, game_text

SHORT = Game(GameSetup(load("base").with_horizon(60), 3, 1, ("uk", "russia")))

pytestmark = needs_chromium


def check(page):
    assert faults_of(page, looked_at=10) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_teams_play_a_game_by_keyboard_and_axe_finds_nothing(browser, served, tmp_path):
    (tmp_path / "game.yaml").write_text(game_text(SHORT), "utf-8")
    with watched(browser) as new_page:
        host, guest = (new_page((served, "data:", "blob:"), 390, 844) for _ in range(2))
        host.goto(f"{served}seat.html")
        host.wait_for_selector("#actors input")
        check(host)
        host.set_input_files("#file", str(tmp_path / "game.yaml"))
        host.wait_for_selector("#turn-title:has-text('Turn 1 of 2')")
        guest.goto(served + "seat.html" + host.locator("#seats a").nth(1).get_attribute("href"))
        guest.wait_for_selector("#turn-title:has-text('Russia')")
        assert guest.locator("#room").is_hidden()
        for turn in (1, 2):
            host.wait_for_selector(f"#turn-title:has-text('Turn {turn} of 2')")
            host.focus("#open-items input:checked")
            host.keyboard.press("ArrowRight")
            check(host)
            host.focus("#seal")
            host.keyboard.press("Enter")
            host.wait_for_selector("#said:has-text('sealed')")
            guest.wait_for_selector(f"#turn-title:has-text('Turn {turn} of 2')")
            guest.focus("#seal")
            guest.keyboard.press("Enter")
        for one in (guest, host):
            one.wait_for_selector("#summary p")
            check(one)
        assert host.locator("#summary").inner_text() == guest.locator("#summary").inner_text()
