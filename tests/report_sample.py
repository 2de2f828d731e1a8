"""A small study, run once, and an outline of a page, that the tests of the report share."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

from contactline.scenario import load
from contactline.study.study import run_study

WORLDS, DAYS = 12, 140


def short(name, **changes):
    """A bundled scenario, followed for a few months."""
    return load(name).with_dials({"horizon_days": DAYS, **changes})


@cache
def study():
    """Two scenarios in both views, compared with base."""
    scenarios = [short("uk-france-monitors"), short("base")]
    command = "contactline run uk-france-monitors base"
    return run_study(scenarios, reference="base", worlds=WORLDS, command=command)


@cache
def lone_study():
    """One scenario that imposes a ceasefire by itself."""
    return run_study([short("base", **{"assume.ceasefire": True})], worlds=WORLDS)


class Outline(HTMLParser):
    """The tags of a page with their attributes, and its prose in blocks."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.blocks, self.skipped = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("svg", "style", "title", "code"):
            self.skipped.append(tag)
        if tag == "code" and self.blocks:
            self.blocks[-1] += "`name`"
        elif tag not in ("strong", "span"):
            self.blocks.append("")

    def handle_endtag(self, tag):
        if self.skipped and self.skipped[-1] == tag:
            self.skipped.pop()
        elif tag not in ("strong", "span", "code"):
            self.blocks.append("")

    def handle_data(self, data):
        if not self.skipped and self.blocks:
            self.blocks[-1] += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]
