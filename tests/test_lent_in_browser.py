"""A page that a test in a browser is lent is as a new one, whatever the one before has left."""

import pytest

from browser_sample import Pages, needs_chromium, run_first, watched

KEPT = """() => [history.length, window.name, document.cookie, {...localStorage},
  {...sessionStorage}, innerWidth, document.documentElement.matches(':hover')]"""

pytestmark = needs_chromium


def opened(new_page, served, width=640):
    page = new_page((served,), width, 480)
    page.goto(f"{served}predict.html")
    return page


def test_nothing_is_left_on_a_page(browser, served):
    pages = Pages(browser.engine)
    with watched(pages) as new_page:
        first = opened(new_page, served)
        fresh = first.evaluate(KEPT)
        run_first(first, "window.mine = 1")
        first.reload()
        assert first.evaluate("window.mine") == 1
        first.route("**/api/**", lambda route: route.abort())
        first.mouse.move(300, 200)
        first.evaluate("""() => {
          window.name = 'mine';
          document.cookie = 'mine=1';
          localStorage.setItem('mine', '1');
          sessionStorage.setItem('mine', '1');
          for (let at = 0; at < 60; at += 1) history.pushState({}, '', `#${at}`);
        }""")
        assert first.evaluate(KEPT) != fresh
    with watched(pages) as new_page:
        again = opened(new_page, served)
        assert again is first
        assert again.evaluate(KEPT) == fresh
        assert again.evaluate("'mine' in window") is False
        assert again.evaluate("fetch('api/charts').then(answer => answer.ok)")


def test_what_goes_wrong_on_a_page_fails_one_test_alone(browser, served):
    with pytest.raises(AssertionError):
        errs(browser, served)
    with watched(browser) as new_page:
        opened(new_page, served)


def errs(browser, served):
    with watched(browser) as new_page:
        page = opened(new_page, served)
        page.evaluate("setTimeout(() => { throw Error('mine'); })")
        page.wait_for_timeout(50)
