"""What open pages wait for: one answer each, dropped as soon as a page asks anew or is gone."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from contactline.errors import ContactlineError
from contactline.language import marked, say
from contactline.show.app.answer import answer
from contactline.show.app.bodies import Refused
from contactline.show.app.desk import PROCESSES, Desk, Urgency, Wanted
from contactline.show.app.question import Asked, both, changed, in_view

AT_ONCE, SOON = 50, 200
MOVED_ON = marked("The page has asked for something else since.")
GONE = marked("The page that asked is gone.")


class OpenPages:
    """The pages that wait for runs, each by the name it gives itself."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nobody."""
        self.desk = desk
        self._asking: dict[str, asyncio.Task[dict[str, Any]]] = {}
        self._ahead: dict[str, asyncio.Task[None]] = {}
        self._nameless = itertools.count()

    async def answered(self, asked: Asked, request: Request) -> dict[str, Any]:
        """Return the answer to a question. Raises Refused where nobody waits for it any more."""
        page = asked.page or f"nameless {next(self._nameless)}"
        before = self._asking.get(page)
        task = asyncio.create_task(self._answer(asked, page))
        self._asking[page] = task
        if before:
            before.cancel()
        try:
            found = await _unless_gone(task, request)
        except asyncio.CancelledError:
            raise Refused(say(MOVED_ON), 409, "moved on") from None
        finally:
            if self._asking.get(page) is task:
                del self._asking[page]
        if asked.next:
            self._read_ahead(asked, page)
        return found

    def close(self) -> None:
        """Let nobody wait any longer."""
        for task in (*self._asking.values(), *self._ahead.values()):
            task.cancel()

    async def _answer(self, asked: Asked, page: str) -> dict[str, Any]:
        """Run what is asked, as written and with the changes, and return what is shown of it."""
        before, after = await asyncio.to_thread(both, asked)
        urgency = _urgency(asked.worlds)
        runs = await asyncio.gather(
            *(
                self.desk.results(Wanted(one, asked.seed, asked.worlds), page=page, urgency=urgency)
                for one in (before, after)
            )
        )
        differs = bool(asked.changes) or asked.against != asked.scenario
        return await asyncio.to_thread(answer, *runs, changed=differs, charts=asked.charts)

    def _read_ahead(self, asked: Asked, page: str) -> None:
        """Run what is likely to be asked next while nothing else is to be done."""
        before = self._ahead.pop(page, None)
        if before:
            before.cancel()
        task = asyncio.create_task(self._ahead_of(asked, page))
        self._ahead[page] = task
        task.add_done_callback(lambda _: self._forget(page, task))

    def _forget(self, page: str, task: asyncio.Task[None]) -> None:
        if self._ahead.get(page) is task:
            del self._ahead[page]

    async def _ahead_of(self, asked: Asked, page: str) -> None:
        for some in itertools.batched(asked.next, PROCESSES):
            await asyncio.gather(*(self._one_ahead(asked, page, changes) for changes in some))

    async def _one_ahead(self, asked: Asked, page: str, changes: Mapping[str, Any]) -> None:
        try:
            scenario = await asyncio.to_thread(changed, asked.scenario, changes)
            wanted = Wanted(in_view(scenario, asked), asked.seed, AT_ONCE)
            await self.desk.results(wanted, page=page, urgency=Urgency.AHEAD)
        except ContactlineError:
            return  # whoever asks for it will be told


def _urgency(worlds: int) -> Urgency:
    if worlds <= AT_ONCE:
        return Urgency.FIRST
    return Urgency.MORE if worlds <= SOON else Urgency.MANY


async def _unless_gone[Found](task: asyncio.Task[Found], request: Request) -> Found:
    """Return what a task gives; it ends, and Refused is raised, once who asked is gone."""
    gone = asyncio.create_task(_has_gone(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
            raise Refused(say(GONE), 400)
        return task.result()
    finally:
        gone.cancel()


async def _has_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
