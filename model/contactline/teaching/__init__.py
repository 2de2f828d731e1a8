"""A hand-out for a class, made from the runs of one scenario: to guess, to see, to talk over."""

from contactline.teaching.handout import handout
from contactline.teaching.paper import need_typst, pdf

__all__ = ["handout", "need_typst", "pdf"]
