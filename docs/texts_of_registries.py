"""Texts that registries hold and others say: of dials, outcomes, scenarios, stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from contactline.world.stories import STORIES, UNITS

type Texts = Iterator[tuple[str, str]]
"""Each with the place where it is written, as a path in the package."""


def of_stories() -> Texts:
    """Yield how a chronicle says what happens, and why."""
    for text, cause in STORIES.values():
        yield from (("world/stories.py", one) for one in (text, cause))
    yield from (("world/stories.py", one) for one in UNITS.values())


REGISTRIES: tuple[Callable[[], Texts], ...] = (of_stories,)


def texts() -> Texts:
    """Yield every text of every registry that is not empty."""
    for one in REGISTRIES:
        yield from ((place, text) for place, text in one() if text)
