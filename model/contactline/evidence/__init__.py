"""What the model is grown from: the article's claims, published figures, the front line."""

from contactline.evidence.countries import Outline, outlines
from contactline.evidence.folders import scenarios_folder, seeds_folder
from contactline.evidence.line import Front, front
from contactline.evidence.records import ASSUMPTION, Claim, Figure, claims, figures, sources

__all__ = [
    "ASSUMPTION",
    "Claim",
    "Figure",
    "Front",
    "Outline",
    "claims",
    "figures",
    "front",
    "outlines",
    "scenarios_folder",
    "seeds_folder",
    "sources",
]
