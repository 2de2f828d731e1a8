"""A game on the page: seats behind codes, sealed orders, the same end."""

import json

import pytest

from contactline import load
from contactline.show import app as page
from contactline.study.seat import Game, GameSetup, game_text, parse_game, table_of

pytest.importorskip("starlette", reason="comes with the extra `app`")
pytest.importorskip("httpx", reason="the test client needs it")

from starlette.testclient import TestClient

from contactline.show.app import seat_rooms

SHORT = Game(GameSetup(load("base").with_horizon(60), 3, 1, ("uk", "russia")))


@pytest.fixture(scope="module")
def client():
    with TestClient(page.create_app(), base_url="http://127.0.0.1") as one:
        yield one


@pytest.fixture(autouse=True)
def few_others(monkeypatch):
    monkeypatch.setattr(seat_rooms, "OTHERS", 10)


def ask(client, what, **body):
    return client.post(f"/api/seat/{what}", json=body)


@pytest.fixture
def game(client):
    return ask(client, "open", text=game_text(SHORT)).json()


def test_every_scenario_can_be_played(client):
    found = client.get("/api/seat/playable").json()
    assert len(found) >= 10
    assert all({"ukraine", "russia", "us"} <= {one["key"] for one in row["actors"]}
               for row in found)  # fmt: skip
    assert not any(one["key"] == "eu" for row in found for one in row["actors"])


def test_orders_are_sealed_and_carried_out_together(client, game):
    uk, russia = ({"game": game["game"], "seat": game["seats"][key]} for key in ("uk", "russia"))
    first = ask(client, "look", **uk).json()
    assert (first["turn"], first["turns"], first["sealed"]) == (1, 2, False)
    sealed = ask(client, "order", **uk, turn=1, orders={"prepare": "wait"}).json()
    assert sealed["sealed"]
    assert sealed["turn"] == 1
    assert sealed["waiting"] == ["Russia"]
    seen = ask(client, "look", **russia)
    assert "wait" not in json.dumps(seen.json()["briefing"]["news"])
    stays = {"come_to_the_table": "stay_away"}
    after = ask(client, "order", **russia, turn=1, orders=stays).json()
    assert after["turn"] == 2
    again = ask(client, "order", **russia, turn=1, orders=stays)
    assert (again.status_code, again.json()["error"]) == (
        422,
        "That was turn 1. The game is in turn 2 now.",
    )
    for one in (uk, russia):
        ask(client, "order", **one, turn=2, orders={})
    assert ask(client, "look", **uk).json()["over"]
    end = ask(client, "end", **uk).json()
    assert end["summary"][0].startswith("With you for the United Kingdom and Russia")
    assert len(end["orders"]["rows"]) == 2
    saved = ask(client, "save", game=game["game"], host=game["host"]).json()["text"]
    kept = parse_game(saved, "game.yaml")
    played = Game(SHORT.setup, ({"uk": {"prepare": "wait"}, "russia": stays}, {}))
    assert table_of(kept).chronicle() == table_of(played).chronicle()


def test_nobody_sees_a_seat_without_its_code(client, game):
    other = ask(client, "open", scenario="base", actors=["us"], world=0, seed=1).json()
    for body, said in (
        ({"game": game["game"], "seat": other["seats"]["us"]}, "There is no such seat"),
        ({"game": "nothing", "seat": game["seats"]["uk"]}, "There is no such game"),
        ({"game": game["game"], "seat": "ü"}, "seat must be a code"),
        ({"game": game["game"]}, "seat must be a code"),
    ):
        for what in ("look", "end", "order"):
            found = ask(client, what, **body, turn=1, orders={})
            assert found.status_code == 422
            assert said in found.json()["error"]
    assert ask(client, "save", game=game["game"], host=game["seats"]["uk"]).status_code == 422
    look = ask(client, "look", game=game["game"], seat=game["seats"]["uk"]).text
    assert game["host"] not in look
    assert game["seats"]["russia"] not in look


BAD = [
    {},
    {"scenario": "../base", "actors": ["uk"]},
    {"scenario": "base", "actors": "uk"},
    {"scenario": "base", "actors": []},
    {"scenario": "base", "actors": ["uk", "uk"]},
    {"scenario": "base", "actors": ["eu"]},
    {"scenario": "base", "actors": ["uk"], "world": -1},
    {"scenario": "base", "actors": ["uk"], "world": True},
    {"scenario": "base", "actors": ["uk"], "seed": "one"},
    {"text": 5},
    {"text": "seat: 1"},
    {"text": game_text(SHORT).replace("horizon_days: 60", "horizon_days: 61")},
]


@pytest.mark.parametrize("body", BAD)
def test_what_cannot_be_played_is_refused_in_words(client, body):
    found = ask(client, "open", **body)
    assert found.status_code == 422
    assert found.json()["error"]


def test_requests_that_are_no_object_in_json_are_refused(client):
    headers = {"content-type": "application/json"}
    for content, status in ((b"[]", 422), (b"{", 400), (b"[" * 50_000, 400), (b" " * 70_000, 413)):
        assert client.post("/api/seat/look", content=content, headers=headers).status_code == status
    assert client.post("/api/seat/look", content=b"{}").status_code == 415


def test_rooms_make_room_for_one_another(monkeypatch):
    monkeypatch.setattr(seat_rooms, "MOST_ROOMS", 2)
    rooms = seat_rooms.GameRooms()
    names = [rooms.open(SHORT)["game"] for _ in range(3)]
    assert len(set(names)) == 3
    with pytest.raises(page.RunError, match="no such game"):
        rooms.room(names[0])
    assert rooms.room(names[2]).game == SHORT
