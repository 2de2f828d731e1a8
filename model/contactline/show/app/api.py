"""The addresses that answer from the model. Files are served before any of this is loaded."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route, Router
from starlette.types import Receive, Scope, Send

from contactline.errors import ContactlineError, RunError, did_you_mean
from contactline.language import say
from contactline.scenario import available, load
from contactline.show.app.answer import answer
from contactline.show.app.bodies import Refused, in_json
from contactline.show.app.cards import card, claims_of
from contactline.show.app.codes import qr_as_svg
from contactline.show.app.desk import Desk, Wanted
from contactline.show.app.drawn import DRAWN, FIRST_SHOWN
from contactline.show.app.guard import is_here
from contactline.show.app.histories import histories
from contactline.show.app.keeping import kept_by_language
from contactline.show.app.late import Late
from contactline.show.app.levers import panel, whole_panel
from contactline.show.app.open_pages import AT_ONCE, OpenPages
from contactline.show.app.opened import opened
from contactline.show.app.predictions import Predictions, prediction
from contactline.show.app.question import MOST_WORLDS, question
from contactline.show.app.queue import Urgency
from contactline.show.questions.as_html import page_in_html
from contactline.world.outcomes import OUTCOMES

PERSON = "contactline-person"


class Api:
    """The addresses, and what they share: the desk, who waits, the class that predicts."""

    def __init__(self, link: str) -> None:
        """Start nothing yet. link: where a class joins, "" where only this machine may ask."""
        self.link, self.predictions = link, Predictions()
        self.desk = Desk()
        self.waiting = OpenPages(self.desk)
        self.router = Router(
            [
                Route("/api/scenarios", _told(scenarios)),
                Route("/api/charts", _told(charts)),
                Route("/api/outcomes", _told(outcomes)),
                Route("/api/levers/{scenario}", tell_levers),
                Route("/api/claims/{scenario}", tell_claims),
                Route("/api/card/{scenario}/{lever}", tell_card),
                Route("/api/run", self.run, methods=["POST"]),
                Route("/api/open", open_file, methods=["POST"]),
                Route("/api/histories", tell_histories, methods=["POST"]),
                Route("/api/predictions", self.predict, methods=["POST"]),
                Route("/api/predictions/{scenario}", self.foretold),
                Route("/api/class", self.tell_class),
                Route("/api/class/qr.svg", self.draw_code),
                Route("/which-lever", show_questions),
                Mount("/api/seat", Late(_seats)),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self.router(scope, receive, send)

    async def get_ready(self) -> None:
        """Run what a page asks first, so that the processes are there when it does."""
        wanted = Wanted(load("base"), 1, AT_ONCE)
        found = await self.desk.results(wanted, page="", urgency=Urgency.AHEAD)
        # What makes an answer loads libraries of its own when it is first called.
        await run_in_threadpool(answer, found, found, changed=True)

    def close(self) -> None:
        """Let nobody wait any longer, and end the processes."""
        self.waiting.close()
        self.desk.close()

    async def run(self, request: Request) -> Response:
        """Answer with both runs; 409 where the page has asked for something else since."""
        try:
            asked = await run_in_threadpool(question, await in_json(request))
            return JSONResponse(await self.waiting.answered(asked, request))
        except Refused as refused:
            return refused.answer()
        except ContactlineError as error:
            return Refused(str(error), 422).answer()

    async def predict(self, request: Request) -> Response:
        """Take a sealed prediction; answer with how many there are."""
        try:
            one = await run_in_threadpool(prediction, await in_json(request))
        except Refused as refused:
            return refused.answer()
        except ContactlineError as error:
            return Refused(str(error), 422).answer()
        person = request.cookies.get(PERSON) or uuid.uuid4().hex
        answer = JSONResponse({"people": self.predictions.take(person[:64], one)})
        answer.set_cookie(PERSON, person[:64], httponly=True, samesite="strict")
        return answer

    async def foretold(self, request: Request) -> Response:
        """Answer with what the class foretells of a scenario, no one by name."""
        name, imposed = request.path_params["scenario"], "imposed" in request.query_params
        if name not in available():
            return _no_such(name)
        return JSONResponse(self.predictions.told(name, imposed=imposed))

    async def tell_class(self, request: Request) -> Response:
        """Answer with the link of the class to who teaches, others with whether there is one."""
        link = self.link if is_here(request.scope) else ""
        return JSONResponse({"class": bool(self.link), "link": link})

    async def draw_code(self, request: Request) -> Response:
        """Answer with the link of the class as a QR code, to the one who teaches."""
        if not (self.link and is_here(request.scope)):
            return Refused(say("There is no class to join."), 404).answer()
        try:
            picture = await run_in_threadpool(qr_as_svg, self.link)
        except RunError as error:
            return Refused(str(error), 404).answer()
        return Response(picture, media_type="image/svg+xml")


def _seats() -> Router:
    # A game steps worlds in this process: only who plays one waits for Mesa.
    from contactline.show.app.seat import SEAT_ADDRESSES

    return Router(SEAT_ADDRESSES)


def _told(tell: Callable[[], Any]) -> Callable[[Request], Any]:
    """Return an address that answers what `tell` says."""

    async def address(_: Request) -> JSONResponse:
        return JSONResponse(await run_in_threadpool(tell))

    return address


@kept_by_language
def scenarios() -> list[dict[str, Any]]:
    """Return name, title, summary, question and levers of every bundled scenario."""
    return [
        {
            "name": name,
            "title": say(scenario.title),
            "summary": say(scenario.summary),
            "question": say(scenario.question),
            "date": scenario.date.isoformat(),
            "horizon_days": scenario.horizon_days,
            "groups": panel(scenario),
        }
        for name in available()
        for scenario in [load(name)]
    ]


def charts() -> dict[str, Any]:
    """Return the charts there are, and those that are shown first."""
    every = [
        {"key": one.key, "title": say(one.title), "question": say(one.question)}
        for one in DRAWN.values()
    ]
    return {"charts": every, "first": FIRST_SHOWN}


def outcomes() -> list[dict[str, str]]:
    """Return the ways in which a world can end, best to worst."""
    return [
        {"name": one.name, "label": say(one.label), "definition": say(one.definition)}
        for one in OUTCOMES.values()
    ]


async def show_questions(_: Request) -> HTMLResponse:
    """Answer with the page that says which lever answers which question."""
    return HTMLResponse(await run_in_threadpool(page_in_html))


async def tell_levers(request: Request) -> JSONResponse:
    """Answer with all that can be moved under a scenario; 404 for one that is not there."""
    name = request.path_params["scenario"]
    if name not in available():
        return _no_such(name)
    return JSONResponse(await run_in_threadpool(whole_panel, name))


async def tell_claims(request: Request) -> JSONResponse:
    """Answer with the claims behind a scenario; 404 for one that is not there."""
    name = request.path_params["scenario"]
    if name not in available():
        return _no_such(name)
    return JSONResponse(await run_in_threadpool(lambda: claims_of(load(name))))


async def tell_card(request: Request) -> JSONResponse:
    """Answer with the card of a lever; 404 for a scenario or a lever that is not there."""
    name, lever = request.path_params["scenario"], request.path_params["lever"]
    if name not in available():
        return _no_such(name)
    try:
        return JSONResponse(await run_in_threadpool(lambda: card(load(name), lever)))
    except ContactlineError as error:
        return Refused(str(error), 404).answer()


async def open_file(request: Request) -> JSONResponse:
    """Answer with what a file changes; 422 and the text for what the checks refuse."""
    return await _answered(_opened, request)


async def tell_histories(request: Request) -> JSONResponse:
    """Answer with both histories of one world; refuses what a run refuses, in the same words."""
    return await _answered(_histories, request)


async def _answered(tell: Callable[[Any], dict[str, Any]], request: Request) -> JSONResponse:
    """Answer what `tell` says of a body in JSON, or why it cannot."""
    try:
        return JSONResponse(await run_in_threadpool(partial(tell, await in_json(request))))
    except Refused as refused:
        return refused.answer()
    except ContactlineError as error:
        return Refused(str(error), 422).answer()


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


def _no_such(name: str) -> JSONResponse:
    return Refused(f"No such scenario: {name[:60]}{did_you_mean(name, available())}", 404).answer()
