"""What the model is grown from: the article's claims, published figures, the front line."""

from contactline.evidence.countries import Outline, outlines
from contactline.evidence.folders import scenarios_folder, seeds_folder
from contactline.evidence.grades import (
    CUT_OFF,
    GRADE_MEANINGS,
    GRADES,
    Grade,
    Ground,
    grade,
    grounds_of,
)
from contactline.evidence.line import Front, front
from contactline.evidence.records import ASSUMPTION, Claim, Figure, claims, figures, sources

__all__ = [
    "ASSUMPTION",
    "CUT_OFF",
    "GRADES",
    "GRADE_MEANINGS",
    "Claim",
    "Figure",
    "Front",
    "Grade",
    "Ground",
    "Outline",
    "claims",
    "figures",
    "front",
    "grade",
    "grounds_of",
    "outlines",
    "scenarios_folder",
    "seeds_folder",
    "sources",
]
