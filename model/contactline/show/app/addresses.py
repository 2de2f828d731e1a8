"""The addresses at which the page asks for levers, for a card, and what a file changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from contactline.errors import ContactlineError, RunError, did_you_mean
from contactline.scenario import available, load
from contactline.show.app.cards import card, claims_of
from contactline.show.app.drawn import DRAWN, FIRST_SHOWN
from contactline.show.app.histories import histories
from contactline.show.app.levers import whole_panel
from contactline.show.app.opened import opened
from contactline.show.app.question import MOST_WORLDS, question
from contactline.world.outcomes import OUTCOMES

MOST_BYTES = 60_000
NO_JSON = "The request must be JSON, with content type application/json."


async def tell_charts(_: Request) -> JSONResponse:
    """Answer with the charts there are, and those that are shown first."""
    every = [{"key": one.key, "title": one.title, "question": one.question}
        for one in DRAWN.values()]  # fmt: skip
    return JSONResponse({"charts": every, "first": FIRST_SHOWN})


async def tell_outcomes(_: Request) -> JSONResponse:
    """Answer with the ways in which a world can end, best to worst."""
    every = [{"name": one.name, "label": one.label, "definition": one.definition}
        for one in OUTCOMES.values()]  # fmt: skip
    return JSONResponse(every)


async def tell_levers(request: Request) -> JSONResponse:
    """Answer with all that can be moved under a scenario; 404 for one that is not there."""
    name = request.path_params["scenario"]
    if name not in available():
        return _refused(f"No such scenario: {name[:60]}{did_you_mean(name, available())}", 404)
    return JSONResponse(await run_in_threadpool(whole_panel, name))


async def tell_claims(request: Request) -> JSONResponse:
    """Answer with the claims behind a scenario; 404 for one that is not there."""
    name = request.path_params["scenario"]
    if name not in available():
        return _refused(f"No such scenario: {name[:60]}{did_you_mean(name, available())}", 404)
    return JSONResponse(await run_in_threadpool(lambda: claims_of(load(name))))


async def tell_card(request: Request) -> JSONResponse:
    """Answer with the card of a lever; 404 for a scenario or a lever that is not there."""
    name, lever = request.path_params["scenario"], request.path_params["lever"]
    if name not in available():
        return _refused(f"No such scenario: {name[:60]}{did_you_mean(name, available())}", 404)
    try:
        return JSONResponse(await run_in_threadpool(lambda: card(load(name), lever)))
    except ContactlineError as error:
        return _refused(str(error), 404)


async def open_file(request: Request) -> JSONResponse:
    """Answer with what a file changes; 422 and the text for what the checks refuse."""
    if not _is_json(request):
        return _refused(NO_JSON, 415)
    body = await bounded(request)
    if body is None:
        return _refused(f"A file has at most {MOST_BYTES} bytes here.", 413)
    return await _answered(_opened, body)


async def tell_histories(request: Request) -> JSONResponse:
    """Answer with both histories of one world; refuses what a run refuses, in the same words."""
    if not _is_json(request):
        return _refused(NO_JSON, 415)
    body = await bounded(request)
    if body is None:
        return _refused(f"A request has at most {MOST_BYTES} bytes.", 413)
    return await _answered(_histories, body)


async def _answered(tell: Callable[[Any], dict[str, Any]], body: bytes) -> JSONResponse:
    """Answer what `tell` says of a body in JSON, or why it cannot."""
    try:
        return JSONResponse(await run_in_threadpool(lambda: tell(json.loads(body))))
    except (ValueError, RecursionError) as error:
        return _refused(f"The request is not JSON: {error}.", 400)
    except ContactlineError as error:
        return _refused(str(error), 422)


async def bounded(request: Request) -> bytes | None:
    """Return the body of a request, None as soon as it is longer than a file may be."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return body


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/json")


def _histories(wanted: object) -> dict[str, Any]:
    if not isinstance(wanted, dict):
        raise RunError("A request must be an object in JSON.")
    rest = dict(wanted)
    world = rest.pop("world", None)
    if isinstance(world, bool) or not isinstance(world, int) or not 0 <= world < MOST_WORLDS:
        raise RunError(f"world must be a whole number from 0 to {MOST_WORLDS - 1}.")
    return histories(question(rest), world)


def _opened(wanted: object) -> dict[str, Any]:
    text = wanted.get("text") if isinstance(wanted, dict) else None
    if not isinstance(text, str):
        raise RunError("A request must be an object with the text of a file under `text`.")
    return opened(text)


def _refused(text: str, status: int) -> JSONResponse:
    return JSONResponse({"error": text}, status_code=status)


ADDRESSES = [
    Route("/api/charts", tell_charts),
    Route("/api/outcomes", tell_outcomes),
    Route("/api/levers/{scenario}", tell_levers),
    Route("/api/claims/{scenario}", tell_claims),
    Route("/api/card/{scenario}/{lever}", tell_card),
    Route("/api/open", open_file, methods=["POST"]),
    Route("/api/histories", tell_histories, methods=["POST"]),
]
