"""The questions as HTML: a part of the report, and a page of the app."""

from __future__ import annotations

from markupsafe import Markup

from contactline.show.questions.asked import QUESTIONS, THEMES
from contactline.show.questions.beyond import BEYOND
from contactline.show.templates import rendered

HERE = "contactline.show.questions"


def questions_in_html() -> Markup:
    """Return every question with its lever, and those without one, folded by theme."""
    themes = [(theme, [one for one in QUESTIONS if one.about == theme]) for theme in THEMES]
    return rendered(HERE, "questions.html", themes=themes, beyond=BEYOND)


def page_in_html() -> str:
    """Return them as a page of the app."""
    return str(rendered(HERE, "which_lever.html", questions=questions_in_html()))
