"""What the scripts of a page say, in the language of the page."""

from __future__ import annotations

import json

from markupsafe import Markup

from contactline.language import current, texts_of


def texts_for_scripts(endings: tuple[str, ...]) -> Markup:
    """Return what scripts say, as JSON to stand in a page. endings: of their files."""
    found = {text: forms for text, forms in texts_of(current(), endings).items() if all(forms)}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704
