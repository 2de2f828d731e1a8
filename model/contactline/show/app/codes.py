"""A link as a QR code, for a page and for a terminal."""

from __future__ import annotations

from io import BytesIO, StringIO

from contactline.study.bridges.extras import from_extra


def qr_as_svg(link: str) -> str:
    """Return a link as a QR code to be drawn on a page. Raises RunError without the extra."""
    picture = BytesIO()
    code = from_extra("segno", "app").make(link)
    code.save(picture, kind="svg", xmldecl=False, omitsize=True, border=2, light="#ffffff")
    return picture.getvalue().decode()


def qr_as_text(link: str) -> str:
    """Return a link as a QR code for a terminal. Raises RunError without the extra."""
    text = StringIO()
    from_extra("segno", "app").make(link).terminal(text, border=2, compact=True)
    return text.getvalue()
