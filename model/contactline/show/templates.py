"""Pages in HTML from their templates."""

from __future__ import annotations

import re
from importlib.resources import files

from markupsafe import Markup, escape

from contactline.language import current, say, say_many

CODE = re.compile(r"`([^`]*)`")


def rendered(package: str, template: str, **values: object) -> Markup:
    """Return a page, or a part of one, from the template of this name in a package.

    A name that the template asks for and nobody gives is an error.
    """
    # Only who writes a page waits for Jinja.
    from jinja2 import Environment, StrictUndefined

    maker = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    maker.filters |= {"prose": prose, "dotted": dotted}
    maker.globals |= {"say": say, "say_many": say_many, "language": current()}
    text = files(package).joinpath(template).read_text(encoding="utf-8")
    return Markup(maker.from_string(text).render(**values))  # noqa: S704 - the template escapes values


def prose(text: str) -> Markup:
    """Return a text as HTML; names in backticks become code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped first


def dotted(name: str) -> Markup:
    """Return a dotted name as HTML that may be broken after its dots and nowhere else."""
    return Markup(str(escape(name)).replace(".", ".<wbr>"))  # noqa: S704 - escaped first
