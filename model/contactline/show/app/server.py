"""The page as an application: its files at once, and behind them what answers from the model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from contactline.language import current
from contactline.show.app import pages
from contactline.show.app.guard import Guard
from contactline.show.app.late import Late
from contactline.study.workers import get_ready

if TYPE_CHECKING:
    from contactline.show.app.api import Api

PAGE = Path(__file__).with_name("page")


def application(code: str = "", link: str = "") -> Starlette:
    """Return the application. Only requests that name this machine as host are answered.

    It answers in the language that is spoken now, unless a request asks for another. code, link: of
    a class that may ask too, "" where there is none.
    """
    model, language = Late(partial(_api, link)), current()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await asyncio.to_thread(pages.page, pages.FIRST)
        coming = asyncio.create_task(_get_ready(model))
        yield
        coming.cancel()
        if model.there:
            model.there.close()

    routes = [
        Mount("/api", model),
        Route("/which-lever", model),
        *pages.ADDRESSES,
        Mount("/", StaticFiles(directory=PAGE)),
    ]
    guard = Middleware(Guard, code=code, language=language)
    return Starlette(routes=routes, middleware=[guard], lifespan=lifespan)


async def _get_ready(model: Late[Api]) -> None:
    """Load what answers from the model, and let it begin."""
    await (await model.loaded()).get_ready()


def _api(link: str) -> Api:
    get_ready()
    # It brings the model with it, NumPy and all the scenarios; the processes load theirs meanwhile.
    from contactline.show.app.api import Api, scenarios

    scenarios()
    return Api(link)
