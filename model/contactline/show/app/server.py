"""The addresses of the page: the page itself, the scenarios, and the runs."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from contactline.errors import ContactlineError
from contactline.scenario import available, load
from contactline.show.app.addresses import ADDRESSES
from contactline.show.app.answer import answer
from contactline.show.app.levers import panel
from contactline.show.app.question import before_and_after, question
from contactline.show.questions.as_html import page_in_html

PAGE = Path(__file__).with_name("page")
MOST_BYTES = 20_000


def application() -> Starlette:
    """Return the application. Only requests that name this machine as host are answered."""
    own_names = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    routes = [
        Route("/api/scenarios", list_scenarios),
        Route("/which-lever", show_questions),
        Route("/api/run", run_question, methods=["POST"]),
        *ADDRESSES,
        Mount("/", StaticFiles(directory=PAGE, html=True)),
    ]
    return Starlette(routes=routes, middleware=[own_names])


async def list_scenarios(_: Request) -> JSONResponse:
    """Answer with every bundled scenario and its levers."""
    return JSONResponse(await run_in_threadpool(scenarios))


async def show_questions(_: Request) -> HTMLResponse:
    """Answer with the page that says which lever answers which question."""
    return HTMLResponse(await run_in_threadpool(page_in_html))


async def run_question(request: Request) -> JSONResponse:
    """Answer with both runs; 422 and the text for what the checks refuse, 4xx for no JSON."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return _refused("The request must be JSON, with content type application/json.", 415)
    body = await request.body()
    if len(body) > MOST_BYTES:
        return _refused(f"A request has at most {MOST_BYTES} bytes, got {len(body)}.", 413)
    try:
        wanted = json.loads(body)
    except (ValueError, RecursionError) as error:
        return _refused(f"The request is not JSON: {error}.", 400)
    try:
        return JSONResponse(await run_in_threadpool(_answer, wanted))
    except ContactlineError as error:
        return _refused(str(error), 422)


@cache
def scenarios() -> list[dict[str, Any]]:
    """Return name, title, summary, question and levers of every bundled scenario."""
    return [
        {
            "name": name,
            "title": scenario.title,
            "summary": scenario.summary,
            "question": scenario.question,
            "date": scenario.date.isoformat(),
            "horizon_days": scenario.horizon_days,
            "groups": panel(scenario),
        }
        for name in available()
        for scenario in [load(name)]
    ]


def _answer(wanted: object) -> dict[str, Any]:
    asked = question(wanted)
    return answer(
        *before_and_after(asked),
        changed=bool(asked.changes) or asked.against != asked.scenario,
        charts=asked.charts,
    )


def _refused(text: str, status: int) -> JSONResponse:
    return JSONResponse({"error": text}, status_code=status)
