"""Who may ask, and with what every answer is sent: hosts, origins, the code of a class, headers."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
import time
from collections import deque
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contactline.language import ENGLISH, marked, say, speaking
from contactline.show.app import spoken

HERE = ("127.0.0.1", "localhost", "::1")
COOKIE = "contactline-class"
JOIN = "/join/"
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""None that is easily taken for another."""
CODE_LETTERS = 6
MOST_TRIES, TRIES_SECONDS = 10, 60.0
MOST_ADDRESSES = 2000
TO_JOIN = marked(
    "This page belongs to a class. Open the link that the teacher shows: it ends in /join/ and the "
    "code of the class."
)
WRONG_CODE = marked(
    "This is not the code of the class. Look again at the link that the teacher shows."
)
TOO_MANY = marked("Too many wrong codes. Wait a minute, then try again.")
FAILED = marked("Something went wrong in the program. What was asked for could not be answered.")

SENT_WITH_ALL = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


class Guard:
    """Lets through what this machine asks, and a class that has joined; tells all others why not.

    code: of the class, "" where only this machine may ask. language: of the answers, where a
    request asks for no other.
    """

    def __init__(self, app: ASGIApp, code: str = "", language: str = ENGLISH) -> None:
        """Guard an application."""
        self.app, self.code, self.language = app, code, language
        self.token = secrets.token_urlsafe(16)
        self.tries: dict[str, deque[float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with speaking(spoken.language_of(scope, self.language)):
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request in the language that is spoken."""
        begun, remembering = False, spoken.remembering(scope)

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.update(SENT_WITH_ALL)
                if remembering:
                    headers.append("set-cookie", remembering)
            await send(message)

        answer = (
            self._refused(scope)
            or spoken.unknown_language(scope)
            or self._joining(scope)
            or self._stranger(scope)
        )
        try:
            await (answer or self.app)(scope, receive, sent)
        except Exception:
            if begun:
                raise
            await JSONResponse({"error": say(FAILED)}, 500)(scope, receive, sent)

    def _refused(self, scope: Scope) -> Response | None:
        """Return why a request is refused by the host it names or the page it comes from."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(_name_of(host)):
            return PlainTextResponse("This page is not found under this name.", 400)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return JSONResponse({"error": "A page of another place may not ask here."}, 403)
        return None

    def _is_ours(self, name: str) -> bool:
        """Return whether a host is this machine. A name that is looked up could be anybody's."""
        if name in HERE:
            return True
        return bool(self.code) and (_is_address(name) or name == socket.gethostname().lower())

    def _joining(self, scope: Scope) -> Response | None:
        """Return the answer to somebody who types the code of the class."""
        if not self.code or not scope["path"].startswith(JOIN):
            return None
        if self._tried_too_often(_client(scope)):
            return PlainTextResponse(say(TOO_MANY), 429)
        given = scope["path"].removeprefix(JOIN).strip("/").lower()
        if not hmac.compare_digest(given.encode(), self.code.encode()):
            self.tries.setdefault(_client(scope), deque(maxlen=MOST_TRIES)).append(time.monotonic())
            return PlainTextResponse(say(WRONG_CODE), 403)
        language = spoken.asked_for(scope)
        answer = RedirectResponse(f"/?{spoken.KEY}={language}" if language else "/", 303)
        answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
        return answer

    def _tried_too_often(self, client: str) -> bool:
        if len(self.tries) > MOST_ADDRESSES:
            self.tries.clear()
        tries = self.tries.get(client)
        if tries is None or len(tries) < MOST_TRIES:
            return False
        return time.monotonic() - tries[0] < TRIES_SECONDS

    def _stranger(self, scope: Scope) -> Response | None:
        """Return what somebody of another machine is told who has not joined the class."""
        if is_here(scope) or hmac.compare_digest(_cookie(scope).encode(), self.token.encode()):
            return None
        return PlainTextResponse(say(TO_JOIN), 401)


def is_here(scope: Scope) -> bool:
    """Return whether a request comes from this machine."""
    client = _client(scope)
    return client == "testclient" or (_is_address(client) and _address(client).is_loopback)


def new_code() -> str:
    """Return a code for a class, short enough to be typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))


def address_of_this_machine() -> str:
    """Return where others in the room find this machine; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found: str = probe.getsockname()[0]
        except OSError:
            return HERE[0]
    return found


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""


def _cookie(scope: Scope) -> str:
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _name_of(host: str) -> str:
    """Return the name in a host that may have a port, in small letters."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        _address(name)
    except ValueError:
        return False
    return True


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(name)
