"""The questions as HTML: a part of the report, and a page of the app."""

from __future__ import annotations

import re
from importlib.resources import files

from markupsafe import Markup, escape

from contactline.show.questions.asked import QUESTIONS, THEMES
from contactline.show.questions.beyond import BEYOND

CODE = re.compile(r"`([^`]*)`")


def prose(text: str) -> Markup:
    """Return a text as HTML; names in backticks become code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704


def questions_in_html() -> Markup:
    """Return every question with its lever, and those without one, folded by theme."""
    themes = [(theme, [one for one in QUESTIONS if one.about == theme]) for theme in THEMES]
    return _made("questions.html", themes=themes, beyond=BEYOND)


def page_in_html() -> str:
    """Return them as a page of the app."""
    return str(_made("which_lever.html", questions=questions_in_html()))


def _made(template: str, **values: object) -> Markup:
    # Only who writes a page waits for Jinja.
    from jinja2 import Environment, StrictUndefined

    maker = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    maker.filters["prose"] = prose
    text = files("contactline.show.questions").joinpath(template).read_text(encoding="utf-8")
    return Markup(maker.from_string(text).render(**values))  # noqa: S704
