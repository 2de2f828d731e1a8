"""A seat at the table: people take actors in one world and decide for them, turn by turn."""

from contactline.study.seat.branches import Branches, others_from
from contactline.study.seat.game import TURN_DAYS, Game, GameSetup
from contactline.study.seat.orders import Orders, check_orders, says_of
from contactline.study.seat.saved import game_text, parse_game, parse_script, read_game, read_script
from contactline.study.seat.table import GameTable, table_of

__all__ = [
    "TURN_DAYS",
    "Branches",
    "Game",
    "GameSetup",
    "GameTable",
    "Orders",
    "check_orders",
    "game_text",
    "others_from",
    "parse_game",
    "parse_script",
    "read_game",
    "read_script",
    "says_of",
    "table_of",
]
