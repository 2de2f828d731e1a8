"""The news: what changes slowly, told when it has changed enough, and what did not happen.

Each desk looks on once a week and remembers what it last told. Nothing is worked out in a run
whose chronicle keeps nothing, and nothing here changes a world.
"""

from contactline.world.news.attacks import AttackNews
from contactline.world.news.front import FrontNews
from contactline.world.news.line import LineNews
from contactline.world.news.talks import TalksNews
from contactline.world.news.troops import TroopNews

__all__ = ["AttackNews", "FrontNews", "LineNews", "TalksNews", "TroopNews"]
