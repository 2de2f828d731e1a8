"""An application that is loaded when it is first asked, and not before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send


class Late[App: ASGIApp]:
    """Stands for an application whose loading takes a while; others are answered meanwhile."""

    def __init__(self, load: Callable[[], App]) -> None:
        """Load nothing yet. load: is called once, in a thread of its own."""
        self._load = load
        self._coming: asyncio.Task[App] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request under its whole path."""
        app = await self.loaded()
        await app({**scope, "root_path": ""}, receive, send)

    async def loaded(self) -> App:
        """Return the application, once it is there."""
        if self._coming is None:
            self._coming = asyncio.create_task(asyncio.to_thread(self._load))
        return await asyncio.shield(self._coming)

    @property
    def there(self) -> App | None:
        """Return the application if it has been loaded."""
        come = self._coming
        return come.result() if come and come.done() and not come.cancelled() else None
