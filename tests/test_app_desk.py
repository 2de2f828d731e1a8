"""The desk of the page: blocks put together, shared, dropped, in turn; pages that move on."""

import asyncio
import itertools

import numpy as np
import pytest

from contactline.errors import RunError
from contactline.scenario import load
from contactline.show.app import desk as desks
from contactline.show.app.parcels import parcel, unpacked
from contactline.study.ensemble import run, simulate

pytest.importorskip("starlette", reason="comes with the extra `app`")

from contactline.show.app import open_pages as waits
from contactline.show.app.bodies import Refused
from contactline.show.app.desk import CUTS, Desk, Urgency, Wanted
from contactline.show.app.question import question

SHORT = load("base").with_horizon(56)
OTHER = SHORT.with_dials({"front.discipline": 1})


class Played:
    """A desk whose processes are this one; `begun` says what was run, in order."""

    def __init__(self, monkeypatch, *, fails=0, processes=1):
        self.begun, self.fails, self.desk = [], fails, Desk(processes)
        self.gate = asyncio.Event()
        self.gate.set()
        monkeypatch.setattr(self.desk, "_in_a_process", self.play)

    async def play(self, job):
        self.begun.append((job.scenario.name, job.scenario.as_written.digest, job.cut))
        await self.gate.wait()
        if self.fails:
            self.fails -= 1
            raise desks.BrokenProcessPool
        return parcel(job.scenario, job.cut, job.seed)

    def ask(self, scenario=SHORT, worlds=50, page="a", urgency=Urgency.FIRST, seed=1):
        wanted = Wanted(scenario, seed, worlds)
        return asyncio.ensure_future(self.desk.results(wanted, page=page, urgency=urgency))


def same(a, b):
    assert a.outcomes.to_csv() == b.outcomes.to_csv()
    assert (a.phases == b.phases).all()
    assert (a.line_violations == b.line_violations).all()
    assert all(
        (a.histograms[name].counts == b.histograms[name].counts).all() for name in a.histograms
    )
    assert all(
        np.array_equal(a.samples[name], b.samples[name], equal_nan=True) for name in a.samples
    )


def test_a_parcel_holds_a_block_as_it_was_run():
    block = simulate(SHORT, range(5), seed=3)
    small = parcel(SHORT, range(5), 3)
    assert {one.counts.dtype for one in small.block.weekly.values()} == {np.dtype(np.uint8)}
    found = unpacked(small)
    for name, one in block.weekly.items():
        assert (found.weekly[name].counts == one.counts).all()
        assert found.weekly[name].counts.dtype == one.counts.dtype


@pytest.mark.parametrize("worlds", [1, 25, 30, 50, 130])
def test_blocks_put_together_are_one_run(monkeypatch, worlds):
    async def ask():
        return await Played(monkeypatch).ask(worlds=worlds)

    same(asyncio.run(ask()), run(SHORT, worlds=worlds))


def test_more_worlds_run_only_what_is_missing(monkeypatch):
    async def ask():
        played = Played(monkeypatch)
        for worlds in (50, 125, 50):
            await played.ask(worlds=worlds)
        return played.begun

    assert [cut for *_, cut in asyncio.run(ask())] == [range(50), range(50, 125)]
    assert list(CUTS) == sorted(CUTS)


def test_what_two_pages_ask_is_run_once_and_other_luck_apart(monkeypatch):
    async def ask():
        played = Played(monkeypatch)
        asked = [played.ask(page=page, worlds=20) for page in "ab"]
        asked.append(played.ask(page="c", worlds=20, seed=2))
        found = await asyncio.gather(*asked)
        return played.begun, found

    begun, (one, other, apart) = asyncio.run(ask())
    assert len(begun) == 2
    same(one, other)
    assert apart.outcomes.to_csv() != one.outcomes.to_csv()


def test_first_answers_go_before_more_worlds_and_what_is_only_likely_goes_last(monkeypatch):
    scenarios = [SHORT.with_dials({"front.discipline": at / 10}) for at in range(4)]

    async def ask():
        played = Played(monkeypatch)
        played.gate.clear()
        ways = (Urgency.AHEAD, Urgency.AHEAD, Urgency.MORE, Urgency.FIRST)
        asked = [
            played.ask(one, 20, page=str(at), urgency=urgency)
            for at, (one, urgency) in enumerate(zip(scenarios, ways, strict=True))
        ]
        await asyncio.sleep(0.01)
        played.gate.set()
        await asyncio.gather(*asked)
        return [digest for _, digest, _ in played.begun]

    order = [
        scenarios.index(one) for one in (scenarios[0], scenarios[3], scenarios[2], scenarios[1])
    ]
    assert asyncio.run(ask()) == [scenarios[at].digest for at in order]


def test_many_worlds_leave_a_process_free(monkeypatch):
    async def ask():
        played = Played(monkeypatch, processes=2)
        played.gate.clear()
        many = played.ask(SHORT, 400, urgency=Urgency.MANY)
        await asyncio.sleep(0.01)
        begun = len(played.begun)
        first = played.ask(OTHER, 20, page="b")
        await asyncio.sleep(0.01)
        then = len(played.begun)
        played.gate.set()
        await asyncio.gather(many, first)
        return begun, then

    assert asyncio.run(ask()) == (1, 2)


def test_pages_take_turns(monkeypatch):
    async def ask():
        played = Played(monkeypatch)
        played.gate.clear()
        long = played.ask(SHORT, 400, page="long", urgency=Urgency.MORE)
        short = played.ask(OTHER, 125, page="short", urgency=Urgency.MORE)
        await asyncio.sleep(0.01)
        played.gate.set()
        await asyncio.gather(long, short)
        return [digest == OTHER.digest for _, digest, _ in played.begun]

    assert asyncio.run(ask()) == [False, True, False, True, False, False]


def test_a_block_that_nobody_wants_any_more_is_not_begun(monkeypatch):
    async def ask():
        played = Played(monkeypatch)
        played.gate.clear()
        dropped = played.ask(SHORT, 200)
        await asyncio.sleep(0.01)
        dropped.cancel()
        await asyncio.sleep(0.01)
        played.gate.set()
        await played.ask(OTHER, 20)
        return played

    played = asyncio.run(ask())
    assert [cut for *_, cut in played.begun] == [range(50), range(20)]
    assert not played.desk._jobs
    assert not played.desk._running


def test_a_block_whose_process_died_is_run_again_and_no_more_than_a_few_times(monkeypatch):
    async def ask(fails):
        return await Played(monkeypatch, fails=fails).ask(worlds=20)

    same(asyncio.run(ask(2)), run(SHORT, worlds=20))
    with pytest.raises(RunError, match="Worker processes died again and again"):
        asyncio.run(ask(9))


def test_what_a_block_cannot_do_is_told_to_who_waits(monkeypatch):
    def broken(*_):
        raise RunError("no such luck")

    async def ask():
        played = Played(monkeypatch)
        monkeypatch.setattr("test_app_desk.parcel", broken)
        return await played.ask(worlds=20)

    with pytest.raises(RunError, match="no such luck"):
        asyncio.run(ask())


def test_processes_run_the_same_and_end_at_once():
    async def ask():
        desk = Desk()
        found = await desk.results(Wanted(OTHER, 4, 50), page="a", urgency=Urgency.FIRST)
        desk.close()
        return found

    same(asyncio.run(ask()), run(OTHER, worlds=50, seed=4))


class Browser:
    """A request whose page is there until `leave`."""

    def __init__(self):
        self._left = asyncio.Event()

    def leave(self):
        self._left.set()

    async def receive(self):
        await self._left.wait()
        return {"type": "http.disconnect"}


def answers(monkeypatch, *steps):
    """Play some steps at a waiting room whose runs are slow, and return what came of it."""

    class Slow:
        def __init__(self):
            self.ended, self.asked = [], []

        async def results(self, wanted, *, page, urgency):
            self.asked.append((wanted.worlds, urgency))
            try:
                await asyncio.sleep(0.05)
            except asyncio.CancelledError:
                self.ended.append(page)
                raise
            return wanted

    async def play():
        slow = Slow()
        room = waits.OpenPages(slow)
        monkeypatch.setattr(waits, "answer", lambda *_, **told: {"changed": told["changed"]})
        found = await steps[0](room)
        while room._ahead:
            await asyncio.sleep(0.01)
        return found, slow

    return asyncio.run(play())


async def both_asked(room):
    while len(room.desk.asked) < 2:
        await asyncio.sleep(0.01)


def asked(page="p", **rest):
    return question({"scenario": "base", "worlds": 50, "page": page, **rest})


def test_a_page_that_asks_anew_no_longer_waits_for_the_old(monkeypatch):
    async def steps(room):
        first = asyncio.ensure_future(room.answered(asked(), Browser()))
        await both_asked(room)
        second = await room.answered(asked(changes={"front.discipline": 1}), Browser())
        return second, (await asyncio.gather(first, return_exceptions=True))[0]

    (second, first), slow = answers(monkeypatch, steps)
    assert second == {"changed": True}
    assert isinstance(first, Refused)
    assert (first.status, first.kind) == (409, "moved on")
    assert slow.ended == ["p", "p"]


def test_a_page_that_is_gone_is_not_run_for(monkeypatch):
    async def steps(room):
        browser = Browser()
        waiting = asyncio.ensure_future(room.answered(asked(), browser))
        await both_asked(room)
        browser.leave()
        return (await asyncio.gather(waiting, return_exceptions=True))[0]

    found, slow = answers(monkeypatch, steps)
    assert isinstance(found, Refused)
    assert slow.ended == ["p", "p"]


def test_other_pages_are_left_alone(monkeypatch):
    async def steps(room):
        waiting = [room.answered(asked(page), Browser()) for page in ("a", "b", "", "")]
        return await asyncio.gather(*waiting)

    found, slow = answers(monkeypatch, steps)
    assert found == [{"changed": False}] * 4
    assert slow.ended == []


def test_what_is_likely_to_be_asked_next_is_run_ahead_and_faults_in_it_are_silent(monkeypatch):
    ahead = [{"front.discipline": 0.5}, {"front.disciplin": 1}, {"front.discipline": 0.6}]

    async def steps(room):
        return await room.answered(asked(next=ahead), Browser())

    _, slow = answers(monkeypatch, steps)
    assert [urgency for _, urgency in slow.asked] == [Urgency.FIRST] * 2 + [Urgency.AHEAD] * 2


def test_cuts_are_those_of_the_worlds_that_are_asked():
    for worlds in (1, 25, 26, 200, 999, 1000):
        cuts = Wanted(SHORT, 1, worlds).cuts()
        assert list(itertools.chain(*cuts)) == list(range(worlds))
