"""A pack for a class, made from the runs of one scenario: to guess, to see, to talk over."""

from contactline.show.teaching.handout import (
    PARTS,
    as_page,
    as_slides,
    content,
    handout,
    slides,
)
from contactline.show.teaching.paper import as_pdf, need_typst, pdf

__all__ = [
    "PARTS",
    "as_page",
    "as_pdf",
    "as_slides",
    "content",
    "handout",
    "need_typst",
    "pdf",
    "slides",
]
