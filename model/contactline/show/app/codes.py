"""A link as a QR code, for a page and for a terminal."""

from __future__ import annotations

from io import StringIO

from contactline.study.bridges.extras import from_extra


def qr_as_svg(link: str) -> str:
    """Return a link as a QR code to be drawn on a page. Raises RunError without the extra."""
    made: str = (
        from_extra("segno", "app")
        .make(link)
        .svg_inline(scale=8, border=2, omitsize=True, svgclass=None, lineclass=None, xmldecl=False)
    )
    return made


def qr_as_text(link: str) -> str:
    """Return a link as a QR code for a terminal. Raises RunError without the extra."""
    text = StringIO()
    from_extra("segno", "app").make(link).terminal(text, border=2, compact=True)
    return text.getvalue()
