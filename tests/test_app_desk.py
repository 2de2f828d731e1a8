"""The desk of the page: blocks put together, shared, dropped, in turn; pages that move on."""

import asyncio
import itertools

import numpy as np
import pytest

from contactline.errors import RunError
from contactline.scenario import load
from contactline.show.app import desk as desks
from contactline.show.app.parcels import parcel, parcels, unpacked
from contactline.study.ensemble import run, simulate

pytest.importorskip("starlette", reason="comes with the extra `app`")

from contactline.show.app import open_pages as waits
from contactline.show.app import queue
from contactline.show.app.bodies import Refused
from contactline.show.app.desk import CUTS, Desk, Wanted
from contactline.show.app.question import question
from contactline.show.app.queue import Urgency

SHORT = load("base").with_horizon(56)
OTHER = SHORT.with_dials({"front.discipline": 1})
OPTION = SHORT.with_dials({"bargaining.model": "median"})


class Played:
    """A desk whose processes are this one; `begun` says what was run, in order.

    `together`: how many blocks were run as one, each time.
    """

    def __init__(self, monkeypatch, *, fails=0, processes=1):
        self.begun, self.together, self.fails = [], [], fails
        self.desk = Desk(processes)
        self.gate = asyncio.Event()
        self.gate.set()
        monkeypatch.setattr(self.desk, "_in_a_process", self.play)

    async def play(self, jobs):
        parts = [job.part for job in jobs]
        names = [(one.scenario.name, one.scenario.as_written.digest) for one in parts]
        self.begun += [(*two, one.worlds) for two, one in zip(names, parts, strict=True)]
        self.together.append(len(jobs))
        await self.gate.wait()
        if self.fails:
            self.fails -= 1
            raise desks.BrokenProcessPool
        return parcels(parts, jobs[0].seed)

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
    small = parcel(block)
    found = unpacked(small)
    assert len(small.packed) < sum(one.counts.nbytes for one in block.weekly.values()) / 30
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


def test_what_a_class_has_asked_for_is_not_run_again(monkeypatch):
    asked_by_a_class = 800
    small = parcel(simulate(SHORT, range(1), seed=1))

    async def ask():
        played = Played(monkeypatch)
        monkeypatch.setattr("test_app_desk.parcels", lambda parts, _: [small] * len(parts))
        for seed in [*range(asked_by_a_class), 0]:
            wanted = Wanted(SHORT, seed, 1)
            await played.desk._parcels(wanted, wanted.cuts(), "a", Urgency.FIRST)
        return len(played.begun)

    assert asyncio.run(ask()) == asked_by_a_class


def test_the_next_block_is_begun_before_those_are_told_who_wait_for_the_last(monkeypatch):
    async def ask():
        played = Played(monkeypatch)
        begun = []
        first, then = (played.ask(seed=seed, worlds=1) for seed in (1, 2))
        await asyncio.sleep(0)
        for job in played.desk._queue.jobs.values():
            job.done.add_done_callback(lambda _: begun.append(len(played.begun)))
        await asyncio.gather(first, then)
        return begun

    assert asyncio.run(ask()) == [2, 2]


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
        begun = len(played.together)
        first = played.ask(OTHER, 20, page="b")
        await asyncio.sleep(0.01)
        then = len(played.together)
        played.gate.set()
        await asyncio.gather(many, first)
        return begun, then

    assert asyncio.run(ask()) == (1, 2)


def test_pages_take_turns(monkeypatch):
    async def ask():
        played = Played(monkeypatch)
        played.gate.clear()
        long = played.ask(SHORT, 800, page="long", urgency=Urgency.MORE)
        short = played.ask(OPTION, 125, page="short", urgency=Urgency.MORE)
        await asyncio.sleep(0.01)
        played.gate.set()
        await asyncio.gather(long, short)
        return [digest == OPTION.digest for _, digest, _ in played.begun], played.together

    turns = [False] * 4 + [True] * 2 + [False] * 2
    assert asyncio.run(ask()) == (turns, [4, 2, 2])


def test_what_differs_in_numbers_only_is_run_as_one_and_each_page_gets_its_own(monkeypatch):
    scenarios = [SHORT.with_dials({"front.discipline": at / 10}) for at in range(3)]

    async def ask():
        played = Played(monkeypatch)
        played.gate.clear()
        busy = played.ask(OPTION, 20, page="z")
        await asyncio.sleep(0.01)
        asked = [played.ask(one, 50, page=one.digest) for one in (*scenarios, OPTION)]
        asked.append(played.ask(OTHER, 50, page="b", seed=2))
        asked.append(played.ask(OTHER, 125, page="c", urgency=Urgency.MORE))
        await asyncio.sleep(0.01)
        played.gate.set()
        return await asyncio.gather(*asked, busy), played.together

    found, together = asyncio.run(ask())
    assert together == [1, 3, 1, 1, 2]
    for one, scenario in zip(found, scenarios, strict=False):
        same(one, run(scenario, worlds=50))


def test_two_processes_share_what_is_asked_and_more_leaves_one_free_in_a_class(monkeypatch):
    async def ask(page):
        played = Played(monkeypatch, processes=2)
        played.gate.clear()
        asked = [played.ask(SHORT, 50, page="a"), played.ask(OTHER, 50, page=page)]
        await asyncio.sleep(0.01)
        played.gate.set()
        await asyncio.gather(*asked)
        played.gate.clear()
        more = played.ask(SHORT, 200, page="a", urgency=Urgency.MORE)
        await asyncio.sleep(0.01)
        begun = played.together[2:]
        played.gate.set()
        await more
        return begun

    assert asyncio.run(ask("a")) == [1, 1]
    assert asyncio.run(ask("b")) == [2]


@pytest.mark.parametrize(("patience", "order"), [(5, [2, 1]), (0, [1, 2])])
def test_more_worlds_do_not_wait_for_ever(monkeypatch, patience, order):
    monkeypatch.setattr(queue, "MOST_PATIENCE_SECONDS", patience)

    async def ask():
        played = Played(monkeypatch)
        played.gate.clear()
        asked = [played.ask(OPTION, 20, page="z")]
        await asyncio.sleep(0.01)
        asked.append(played.ask(SHORT, 20, page="a", urgency=Urgency.MORE))
        await asyncio.sleep(0.01)
        asked.append(played.ask(SHORT, 20, page="b", seed=2))
        asked.append(played.ask(OTHER, 20, page="c", seed=2))
        await asyncio.sleep(0.01)
        played.gate.set()
        await asyncio.gather(*asked)
        return played.together

    assert asyncio.run(ask())[1:] == order


def test_a_block_that_nobody_wants_any_more_is_not_begun(monkeypatch):
    async def ask():
        played = Played(monkeypatch)
        played.gate.clear()
        dropped = played.ask(SHORT, 600)
        await asyncio.sleep(0.01)
        dropped.cancel()
        await asyncio.sleep(0.01)
        played.gate.set()
        await played.ask(OTHER, 20)
        return played

    played = asyncio.run(ask())
    assert played.together == [4, 1]
    assert [cut for *_, cut in played.begun][-2:] == [range(200, 400), range(20)]
    assert not played.desk._queue.jobs
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
        monkeypatch.setattr("test_app_desk.parcels", broken)
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


def answers(monkeypatch, *steps, crowded=True):
    """Play some steps at a waiting room whose runs are slow, and return what came of it.

    crowded: others wait too, so that nothing grows before it is asked for.
    """

    class Slow:
        def __init__(self):
            self.ended, self.asked = [], []

        def is_crowded(self):
            return crowded

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
        while room._ahead or room._growing:
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


def test_a_page_that_may_stay_has_more_worlds_run_at_once_but_not_while_a_lever_is_worked(
    monkeypatch,
):
    async def steps(room):
        for at in range(2):
            await room.answered(asked(changes={"front.discipline": at}), Browser())

    _, slow = answers(monkeypatch, steps, crowded=False)
    assert [worlds for worlds, _ in slow.asked] == [50, 50, 200, 200, 50, 50]
    _, slow = answers(monkeypatch, steps)
    assert [worlds for worlds, _ in slow.asked] == [50] * 4


def test_cuts_are_those_of_the_worlds_that_are_asked():
    for worlds in (1, 25, 26, 200, 999, 1000):
        cuts = Wanted(SHORT, 1, worlds).cuts()
        assert list(itertools.chain(*cuts)) == list(range(worlds))
