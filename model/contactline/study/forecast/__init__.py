"""Dated questions to a scenario: their answers on a card, and the score of that card later."""

from contactline.study.forecast.answers import Answer
from contactline.study.forecast.card import Card, CardEntry, as_plain, forecast_card
from contactline.study.forecast.questions import CUT_OFF, QUESTIONS, Question, questions_for
from contactline.study.forecast.scoring import (
    AnswersError,
    Score,
    read_answers,
    score_as_plain,
    scored,
)

__all__ = [
    "CUT_OFF",
    "QUESTIONS",
    "Answer",
    "AnswersError",
    "Card",
    "CardEntry",
    "Question",
    "Score",
    "as_plain",
    "forecast_card",
    "questions_for",
    "read_answers",
    "score_as_plain",
    "scored",
]
