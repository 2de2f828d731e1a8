"""The addresses of a game on the page: open it, look at it, seal orders, see how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from contactline.errors import ContactlineError, RunError
from contactline.language import say
from contactline.show.app.bodies import Refused, in_json
from contactline.show.app.keeping import kept_by_language
from contactline.show.app.seat_rooms import (
    GameRoom,
    GameRooms,
    new_game,
    saved,
    saved_game,
    what_can_be_played,
)

ROOMS = GameRooms()


async def tell_playable(_: Request) -> JSONResponse:
    """Answer with the scenarios and the actors that can be played."""
    return JSONResponse(await run_in_threadpool(_playable))


async def open_game(request: Request) -> JSONResponse:
    """Answer with the codes of a new game, or of one from a file."""
    return await _told(request, _opened)


async def look(request: Request) -> JSONResponse:
    """Answer with what a player sees."""
    return await _told(request, _seen)


async def order(request: Request) -> JSONResponse:
    """Seal the orders of a player, and answer with what it sees then."""
    return await _told(request, _ordered)


async def tell_end(request: Request) -> JSONResponse:
    """Answer with how a game ended."""
    return await _told(request, _ended)


async def save_game(request: Request) -> JSONResponse:
    """Answer who opened a game with its file."""
    return await _told(request, _saved)


@kept_by_language
def _playable() -> list[dict[str, Any]]:
    return what_can_be_played()


def _opened(wanted: dict[str, Any]) -> dict[str, Any]:
    game = saved_game(wanted["text"]) if "text" in wanted else new_game(wanted)
    return ROOMS.open(game)


def _seen(wanted: dict[str, Any]) -> dict[str, Any]:
    room = _room(wanted)
    with room.lock:
        return room.seen_by(room.actor_of(_text(wanted, "seat")))


def _ordered(wanted: dict[str, Any]) -> dict[str, Any]:
    room = _room(wanted)
    orders, turn = wanted.get("orders"), wanted.get("turn")
    if not isinstance(orders, dict) or not all(isinstance(one, str) for one in orders.values()):
        raise RunError("orders must be words by decision.")
    if isinstance(turn, bool) or not isinstance(turn, int):
        raise RunError("turn must be a whole number.")
    with room.lock:
        key = room.actor_of(_text(wanted, "seat"))
        room.seal(key, turn, orders)
        return room.seen_by(key)


def _ended(wanted: dict[str, Any]) -> dict[str, Any]:
    room = _room(wanted)
    with room.lock:
        room.actor_of(_text(wanted, "seat"))
        return room.ended()


def _saved(wanted: dict[str, Any]) -> dict[str, Any]:
    room = _room(wanted)
    if _text(wanted, "host") != room.host:
        raise RunError(say("Only who opened the game can save it."))
    return saved(room)


def _room(wanted: dict[str, Any]) -> GameRoom:
    return ROOMS.room(_text(wanted, "game"))


def _text(wanted: dict[str, Any], name: str) -> str:
    found = wanted.get(name)
    if not isinstance(found, str) or not found.isascii():
        raise RunError(f"{name} must be a code.")
    return found


async def _told(request: Request, tell: Callable[[dict[str, Any]], dict[str, Any]]) -> JSONResponse:
    """Answer what `tell` says of a request in JSON, or why it cannot."""
    try:
        wanted = await in_json(request)
        if not isinstance(wanted, dict):
            raise Refused("A request must be an object in JSON.", 422)
        return JSONResponse(await run_in_threadpool(tell, wanted))
    except Refused as refused:
        return refused.answer()
    except ContactlineError as error:
        return Refused(str(error), 422).answer()


SEAT_ADDRESSES = [
    Route("/api/seat/playable", tell_playable),
    Route("/api/seat/open", open_game, methods=["POST"]),
    Route("/api/seat/look", look, methods=["POST"]),
    Route("/api/seat/order", order, methods=["POST"]),
    Route("/api/seat/end", tell_end, methods=["POST"]),
    Route("/api/seat/save", save_game, methods=["POST"]),
]
