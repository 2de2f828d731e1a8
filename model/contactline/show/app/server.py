"""The page as an application: its files at once, and behind them what answers from the model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from contactline.show.app.guard import Guard

if TYPE_CHECKING:
    from contactline.show.app.api import Api

PAGE = Path(__file__).with_name("page")


def application(code: str = "", link: str = "") -> Starlette:
    """Return the application. Only requests that name this machine as host are answered.

    code, link: of a class that may ask too, "" where there is none.
    """
    model = LateApi(link)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        coming = asyncio.create_task(model.get_ready())
        yield
        coming.cancel()
        model.close()

    routes = [
        Mount("/api", model),
        Route("/which-lever", model),
        Mount("/", StaticFiles(directory=PAGE, html=True)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, code=code)], lifespan=lifespan)


class LateApi:
    """What answers from the model: it takes a second to come, and the page's files do not wait."""

    def __init__(self, link: str) -> None:
        """Load nothing yet."""
        self._link = link
        self._coming: asyncio.Task[Api] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        api = await self.api()
        path = scope["path"]
        await api.router({**scope, "root_path": "", "path": path}, receive, send)

    async def api(self) -> Api:
        """Return the addresses, once they are there."""
        if self._coming is None:
            self._coming = asyncio.create_task(asyncio.to_thread(_api, self._link))
        return await asyncio.shield(self._coming)

    async def get_ready(self) -> None:
        """Load what answers from the model, and let it begin."""
        await (await self.api()).get_ready()

    def close(self) -> None:
        """End what runs."""
        if self._coming and self._coming.done() and not self._coming.cancelled():
            self._coming.result().close()


def _api(link: str) -> Api:
    # It brings the model with it, NumPy and all the scenarios.
    from contactline.show.app.api import Api, scenarios

    scenarios()
    return Api(link)
