"""What is made once and kept, though it is said in several languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps

from contactline.language import current


def kept_by_language[*Given, Told](tell: Callable[[*Given], Told]) -> Callable[[*Given], Told]:
    """Return a function that is asked once for each arguments, but anew in each language."""
    kept: Callable[..., Told] = lru_cache(maxsize=128)(lambda _, *given: tell(*given))

    @wraps(tell)
    def told(*given: *Given) -> Told:
        return kept(current(), *given)

    return told
