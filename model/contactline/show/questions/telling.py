"""The questions as a page in Markdown, and found by a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contactline.show.questions.asked import QUESTIONS, THEMES
from contactline.show.questions.beyond import BEYOND
from contactline.show.questions.question import LEVERS, Answerable, Beyond


def asked_in_markdown() -> str:
    """Return every question with its lever as a file that loads, theme by theme."""
    parts = []
    for theme in THEMES:
        parts.append(f"## {theme}\n")
        parts += [_question(one) for one in QUESTIONS if one.about == theme]
    return "\n" + "\n".join(parts) + "\n"


def _question(one: Answerable) -> str:
    look = ", ".join(f"`{name}`" for name in one.look_at)
    note = f" {one.note}" if one.note else ""
    about = f"*{one.lever.capitalize()}.* Look at {look}, {one.view}.{note}"
    return f"### {one.text}\n\n{about}\n\n```yaml\n{one.yaml}```\n"


def levers_in_markdown() -> str:
    """Return the kinds of lever as a list."""
    return "".join(f"- *{name.capitalize()}*: {what}.\n" for name, what in LEVERS.items())


def beyond_in_markdown() -> str:
    """Return the questions that the model cannot be asked as a table."""
    rows = [f"| {one.text} | {one.why} | {one.nearest or '–'} |" for one in BEYOND]
    head = ["| question | why not | what comes nearest |", "| --- | --- | --- |"]
    return "\n" + "\n".join([*head, *rows]) + "\n\n"


def found(words: Sequence[str]) -> tuple[list[Answerable], list[Beyond]]:
    """Return the questions, with a lever and without one, in which all of the words stand."""
    asked = [
        one for one in QUESTIONS if all(_has(f"{one.text} {one.yaml}", word) for word in words)
    ]
    beyond = [one for one in BEYOND if all(_known(one, word) for word in words)]
    return asked, beyond


def _known(one: Beyond, word: str) -> bool:
    """Return whether a question without a lever is about a word."""
    return word.lower() in one.words or _begins_word(one.text, word)


def _has(text: str, word: str) -> bool:
    return word.lower() in text.lower()


def _begins_word(text: str, word: str) -> bool:
    """Return whether a word of a text begins as the word does: `prison` finds `prisoners`."""
    return len(word) > 2 and any(one.startswith(word.lower()) for one in words_of(text))


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters."""
    return (found[0] for found in re.finditer(r"[a-z0-9-]+", text.lower()))
