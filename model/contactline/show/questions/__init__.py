"""Which lever for which question: what students ask, and what of the model answers it."""

from contactline.show.questions.asked import QUESTIONS, THEMES
from contactline.show.questions.beyond import BEYOND
from contactline.show.questions.question import LEVERS, Answerable, Beyond
from contactline.show.questions.telling import (
    asked_in_markdown,
    beyond_in_markdown,
    found,
    levers_in_markdown,
)

__all__ = [
    "BEYOND",
    "LEVERS",
    "QUESTIONS",
    "THEMES",
    "Answerable",
    "Beyond",
    "asked_in_markdown",
    "beyond_in_markdown",
    "found",
    "levers_in_markdown",
]
