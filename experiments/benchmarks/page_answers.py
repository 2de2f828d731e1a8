"""How soon does the page answer in a real browser: to a press of a key, and to a jump?

    python experiments/benchmarks/page_answers.py [--presses 28] [--jumps 12]

A reader works two levers by key, one press each second and a half; then sets levers to values far
from where they stand, which nothing could read ahead. Times are from the event on the page to the
frame in which four charts of so many worlds stand. Needs Chromium and the extra `dev`; on an idle
machine.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import re
import statistics
import time
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright
from thirty_students import served

LEVERS = ("broker.pressure_on_russia", "broker.backing")
BETWEEN_SECONDS = 1.5
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

# The stamp below the charts is written whenever they are drawn, and names how many worlds they are.
WATCH = """() => {
  window.moved = [];
  window.drawn = [];
  for (const kind of ["keydown", "change"])
    addEventListener(kind, () => window.moved.push(performance.now()), true);
  new MutationObserver(() => {
    const told = document.getElementById("stamp").textContent;
    requestAnimationFrame(() => window.drawn.push([performance.now(), told]));
  }).observe(document.getElementById("stamp"), { childList: true });
}"""


def opened(page: Page, address: str) -> None:
    """Open the page as soon as the server is up, and wait for its charts."""
    while True:
        with contextlib.suppress(Error):
            page.goto(f"{address}/#worlds=200")
            break
        time.sleep(0.05)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the page has drawn all worlds that it asks for."""
    page.wait_for_timeout(60)
    page.wait_for_selector("#results[aria-busy=false]", timeout=60_000)


def until_drawn(page: Page) -> dict[int, float]:
    """Return the milliseconds from the last event to the first drawing of so many worlds."""
    moved = page.evaluate("window.moved.at(-1)")
    found: dict[int, float] = {}
    for at, told in page.evaluate("window.drawn"):
        count = re.search(r"([\d,]+) worlds", told)
        if at >= moved and count:
            found.setdefault(int(count[1].replace(",", "")), at - moved)
    return found


def presses(page: Page, most: int) -> list[dict[int, float]]:
    """Press an arrow key on two levers, again and again."""
    found = []
    for press in range(most):
        if press % (most // len(LEVERS)) == 0:
            page.focus(f"[id='lever-{LEVERS[press * len(LEVERS) // most]}']")
            page.wait_for_timeout(1000 * BETWEEN_SECONDS)
        page.evaluate("window.drawn = []")
        page.keyboard.press("ArrowRight" if press % 5 else "ArrowLeft")
        page.wait_for_timeout(1000 * BETWEEN_SECONDS)
        found.append(until_drawn(page))
    return found


def jumps(page: Page, most: int) -> list[dict[int, float]]:
    """Set levers to values that are far from where they stand."""
    luck, found = random.Random(1), []  # noqa: S311  # it only chooses values
    for jump in range(most):
        page.evaluate("window.drawn = []")
        page.fill(f"[id='lever-{LEVERS[jump % 2]}-number']", f"{luck.randrange(5, 95) / 100}")
        page.keyboard.press("Tab")
        settled(page)
        time.sleep(BETWEEN_SECONDS)
        found.append(until_drawn(page))
    return found


def told(what: str, found: list[float]) -> str:
    """Return median and the time within which 95 of 100 came, in words."""
    found = sorted(found)
    late = found[min(round(0.95 * len(found)), len(found) - 1)]
    return f"{what}: median {statistics.median(found):.0f} ms, p95 {late:.0f} ms, of {len(found)}"


def of_size(found: list[dict[int, float]], least: int) -> list[float]:
    """Return when at least so many worlds stood, in each case where they did."""
    times = [[ms for worlds, ms in one.items() if worlds >= least] for one in found]
    return [min(one) for one in times if one]


def main(given: Any = None) -> None:
    """Open the page, work it, and tell how soon it answered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--presses", type=int, default=28)
    parser.add_argument("--jumps", type=int, default=12)
    asked = parser.parse_args(given)
    with served() as (address, _), sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        opened(page, address)
        page.evaluate(WATCH)
        pressed, jumped = presses(page, asked.presses), jumps(page, asked.jumps)
        browser.close()
    print(told("a press, 50 worlds or more", of_size(pressed, 50)))
    print(told("a press, 200 worlds", of_size(pressed, 200)))
    print(told("a jump, 50 worlds or more", of_size(jumped, 50)))
    print(told("a jump, 200 worlds", of_size(jumped, 200)))


if __name__ == "__main__":
    main()
