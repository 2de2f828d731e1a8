"""The site: it is built without a warning, and needs nothing from outside to be read."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import contactline

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of the site, built as `make site` builds it, where every warning is an error."""
    pytest.importorskip("mkdocs", reason="comes with the extra `docs`")
    pytest.importorskip("mkdocstrings_handlers.python", reason="comes with the extra `docs`")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "model")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def pages_of(site):
    found = site.rglob("*.html")
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in found}


def test_the_site_has_every_page_and_every_name(site):
    pages = pages_of(site)
    assert {"index.html", "model.html", "contributing.html", "changelog.html"} <= set(pages)
    for page in (ROOT / "docs").rglob("*.md"):
        goal = page.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        assert goal.replace("README", "index") in pages
    reference = pages["reference.html"]
    assert [name for name in contactline.__all__ if f'.{name}"' not in reference] == []


def test_every_page_has_its_place_in_the_menu():
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("nav:")[2]
    docs = ROOT / "docs"
    pages = [page.relative_to(docs).as_posix() for page in docs.rglob("*.md")]
    assert [page for page in pages if f" {page}\n" not in f"{menu}\n"] == []


def test_the_site_takes_nothing_from_outside(site):
    outside = re.compile(r'<(?:link|script|img|iframe)\b[^>]* (?:href|src)="(?:https?:)?//')
    assert [name for name, page in pages_of(site).items() if outside.search(page)] == []
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"""@import|url\(["']?(?:https?:)?//""", styles)
    assert (site / "site" / "iframe-worker.js").exists()
    assert "salience" in (site / "search" / "search_index.js").read_text(encoding="utf-8")


def test_links_between_pages_hold_where_they_lead_out_of_docs(site):
    for name, page in pages_of(site).items():
        for link in re.findall(r'<a[^>]* href="([^"#?]+)', page):
            if ":" not in link and name != "404.html":
                assert ((site / name).parent / link).exists(), f"{name}: {link}"
