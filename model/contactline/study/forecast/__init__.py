"""Dated questions to a scenario: their answers on a card, and the score of that card later.

A card that was written down is read back as it was; people fill in cards of their own as CSV.
"""

from contactline.study.forecast.answers import Answer
from contactline.study.forecast.beside import (
    Mean,
    beside_as_plain,
    common,
    means,
    score_as_plain,
)
from contactline.study.forecast.card import Card, CardEntry, as_plain, forecast_card
from contactline.study.forecast.people import form_text, parse_people, read_people
from contactline.study.forecast.questions import (
    CUT_OFF,
    QUESTIONS,
    Question,
    Wording,
    questions_for,
)
from contactline.study.forecast.scoring import Bin, Score, calibration, scored
from contactline.study.forecast.truths import AnswersError, read_answers
from contactline.study.forecast.written import (
    CardError,
    WrittenCard,
    is_card,
    parse_card,
    read_card,
    written,
)

__all__ = [
    "CUT_OFF",
    "QUESTIONS",
    "Answer",
    "AnswersError",
    "Bin",
    "Card",
    "CardEntry",
    "CardError",
    "Mean",
    "Question",
    "Score",
    "Wording",
    "WrittenCard",
    "as_plain",
    "beside_as_plain",
    "calibration",
    "common",
    "forecast_card",
    "form_text",
    "is_card",
    "means",
    "parse_card",
    "parse_people",
    "questions_for",
    "read_answers",
    "read_card",
    "read_people",
    "score_as_plain",
    "scored",
    "written",
]
