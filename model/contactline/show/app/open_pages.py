"""What open pages wait for: one answer each, dropped as soon as a page asks anew or is gone."""

from __future__ import annotations

import asyncio
import itertools
from collections import OrderedDict
from collections.abc import Coroutine, Iterable, Mapping
from contextlib import suppress
from typing import Any

from starlette.requests import Request

from contactline.errors import ContactlineError
from contactline.language import marked, say
from contactline.scenario import Scenario
from contactline.show.app.answer import answer
from contactline.show.app.bodies import Refused
from contactline.show.app.desk import PROCESSES, Desk, Wanted
from contactline.show.app.question import Asked, both, changed, in_view
from contactline.show.app.queue import Urgency
from contactline.study.ensemble import Results

AT_ONCE, SOON = 50, 200
REST_SECONDS = 1.0
"""A page that has not moved for so long has left a series of moves, and may now stay."""
MOST_PAGES = 2000
MOVED_ON = marked("The page has asked for something else since.")
GONE = marked("The page that asked is gone.")


class OpenPages:
    """The pages that wait for runs, each by the name it gives itself."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nobody."""
        self.desk = desk
        self._asking: dict[str, asyncio.Task[dict[str, Any]]] = {}
        self._ahead: dict[str, asyncio.Task[None]] = {}
        self._growing: dict[str, asyncio.Task[None]] = {}
        self._moved: OrderedDict[str, float] = OrderedDict()
        self._nameless = itertools.count()

    async def answered(self, asked: Asked, request: Request) -> dict[str, Any]:
        """Return the answer to a question. Raises Refused where nobody waits for it any more."""
        page = asked.page or f"nameless {next(self._nameless)}"
        before = self._asking.get(page)
        self._stop_growing(page)
        grows = asked.worlds == AT_ONCE and self._rests(page) and asked.page != ""
        task = asyncio.create_task(self._answer(asked, page, grows=grows))
        self._asking[page] = task
        if before:
            before.cancel()
        try:
            found = await _unless_gone(task, request)
        except Refused:
            self._stop_growing(page)
            raise
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
        for task in (*self._asking.values(), *self._ahead.values(), *self._growing.values()):
            task.cancel()

    async def _answer(self, asked: Asked, page: str, *, grows: bool) -> dict[str, Any]:
        """Run what is asked, as written and with the changes, and return what is shown of it.

        grows: the page will ask for more worlds if it stays; they are begun too, not in a class.
        """
        scenarios = await asyncio.to_thread(both, asked)
        coming = self._runs(scenarios, asked.seed, asked.worlds, page)
        if grows and not self.desk.is_crowded():
            _replace(self._growing, page, self._more(scenarios, asked.seed, page))
        runs = await coming
        differs = bool(asked.changes) or asked.against != asked.scenario
        return await asyncio.to_thread(answer, *runs, changed=differs, charts=asked.charts)

    def _runs(
        self, scenarios: Iterable[Scenario], seed: int, worlds: int, page: str
    ) -> asyncio.Future[list[Results]]:
        """Return so many worlds of each scenario, once they have been run."""
        urgency = _urgency(worlds)
        wanted = [Wanted(one, seed, worlds) for one in scenarios]
        runs = [self.desk.results(one, page=page, urgency=urgency) for one in wanted]
        return asyncio.gather(*runs)

    def _rests(self, page: str) -> bool:
        """Return whether a page has not moved for a while, so that it may stay where it is now."""
        now, before = asyncio.get_running_loop().time(), self._moved.pop(page, None)
        self._moved[page] = now
        while len(self._moved) > MOST_PAGES:
            self._moved.popitem(last=False)
        return before is None or now - before > REST_SECONDS

    def _stop_growing(self, page: str) -> None:
        if before := self._growing.pop(page, None):
            before.cancel()

    async def _more(self, scenarios: Iterable[Scenario], seed: int, page: str) -> None:
        with suppress(ContactlineError):  # whoever asks for it will be told
            await self._runs(scenarios, seed, SOON, page)

    def _read_ahead(self, asked: Asked, page: str) -> None:
        """Run what is likely to be asked next while nothing else is to be done."""
        _replace(self._ahead, page, self._ahead_of(asked, page))

    async def _ahead_of(self, asked: Asked, page: str) -> None:
        for some in itertools.batched(asked.next, PROCESSES):
            await asyncio.gather(*(self._one_ahead(asked, page, changes) for changes in some))

    async def _one_ahead(self, asked: Asked, page: str, changes: Mapping[str, Any]) -> None:
        with suppress(ContactlineError):
            scenario = await asyncio.to_thread(changed, asked.scenario, changes)
            wanted = Wanted(in_view(scenario, asked), asked.seed, AT_ONCE)
            await self.desk.results(wanted, page=page, urgency=Urgency.AHEAD)


def _urgency(worlds: int) -> Urgency:
    if worlds <= AT_ONCE:
        return Urgency.FIRST
    return Urgency.MORE if worlds <= SOON else Urgency.MANY


def _replace(
    tasks: dict[str, asyncio.Task[None]], page: str, work: Coroutine[Any, Any, None]
) -> None:
    """Let a page have one task among these; the one it had ends, and one that is done is left."""
    if before := tasks.pop(page, None):
        before.cancel()
    task = tasks[page] = asyncio.create_task(work)
    task.add_done_callback(lambda _: tasks.pop(page) if tasks.get(page) is task else None)


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
