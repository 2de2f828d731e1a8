"""A pack for a class, made from the runs of one scenario: to guess, to see, to talk over."""

from contactline.show.teaching.handout import PARTS, handout, slides
from contactline.show.teaching.paper import need_typst, pdf

__all__ = ["PARTS", "handout", "need_typst", "pdf", "slides"]
