"""Takes the pictures of the README: the page with levers in a real browser, and leaves of the pack.

It needs the extra `dev` and Chromium at /usr/bin/chromium. The pictures are of base's own numbers,
with few worlds; run it again where the page or the hand-out has changed.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent / "images"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SCENARIO = "uk-france-monitors"
SETTINGS = f"#scenario={SCENARIO}&against=base&worlds=200&charts=outcomes,survival,phases,troops"
LEAVES = ("prediction", "cards")
SETTLED = "#results[aria-busy=false]"


def main() -> int:
    """Write every picture to docs/images."""
    with served() as address, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        take_page(browser, address)
        take_prediction(browser, address)
        take_seat(browser, address)
        take_leaves(browser)
        browser.close()
    return 0


@contextmanager
def served() -> Iterator[str]:
    """Return the address of the page, served by the command while the pictures are taken."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "contactline", "app", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/"
        wait_for(f"{address}api/charts")
        yield address
        server.terminate()


def wait_for(address: str) -> None:
    """Wait until an address answers, ten seconds at most."""
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def take_page(browser: Browser, address: str) -> None:
    """Take the page with four charts, one scenario beside another."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{address}{SETTINGS}")
    page.wait_for_selector(SETTLED, timeout=60_000)
    save(page, "page")
    page.close()


def take_prediction(browser: Browser, address: str) -> None:
    """Take the form on which a class predicts first."""
    page = browser.new_page(viewport={"width": 900, "height": 760})
    page.goto(f"{address}predict.html#scenario={SCENARIO}")
    page.wait_for_selector("#share-collapsed")
    save(page, "predict")
    page.close()


def take_seat(browser: Browser, address: str) -> None:
    """Take the seat of London in one world, on its first turn."""
    page = browser.new_page(viewport={"width": 900, "height": 760})
    page.goto(f"{address}seat.html")
    page.select_option("#scenario", SCENARIO)
    page.check("input[name=actor][value=uk]")
    page.click("#opening button[type=submit]")
    page.wait_for_selector("#playing:not([hidden]) #sections li", timeout=60_000)
    save(page, "seat")
    page.close()


def take_leaves(browser: Browser) -> None:
    """Take two leaves of the hand-out: where students write, and what a lever is."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "class.html"
        command = [sys.executable, "-m", "contactline", "teach", SCENARIO, "--worlds", "100"]
        subprocess.run([*command, "--out", str(file)], check=True, stdout=subprocess.DEVNULL)
        page = browser.new_page(viewport={"width": 794, "height": 1000})
        page.goto(file.as_uri())
        heads = page.locator("h2.page, h2")
        for name, at in zip(LEAVES, leaves(heads.all_inner_texts()), strict=True):
            heads.nth(at).evaluate("head => head.scrollIntoView({block: 'start'})")
            save(page, f"leaf-{name}")
        page.close()


def leaves(heads: list[str]) -> tuple[int, int]:
    """Return which heads of the hand-out begin the sheet of guesses, and the cards of levers."""
    words = [head.lower() for head in heads]
    return tuple(  # type: ignore[return-value]
        next(at for at, head in enumerate(words) if any(one in head for one in wanted))
        for wanted in (("guess", "predict"), ("lever", "card"))
    )


def save(page: Page, name: str) -> None:
    """Write what is in view to docs/images."""
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
