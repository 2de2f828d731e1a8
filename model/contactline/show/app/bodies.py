"""What is sent to the page's addresses: read bit by bit, no more than is allowed, and as JSON."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

MOST_BYTES = 60_000


class Refused(Exception):  # noqa: N818  # it is an answer
    """Why a request is not answered, with its status and, where the page asks for it, its kind."""

    def __init__(self, text: str, status: int, kind: str = "") -> None:
        super().__init__(text)
        self.text, self.status, self.kind = text, status, kind

    def answer(self) -> JSONResponse:
        """Return it as an answer."""
        kind = {"kind": self.kind} if self.kind else {}
        return JSONResponse({"error": self.text, **kind}, self.status)


async def in_json(request: Request) -> Any:
    """Return what a request holds in JSON; raises Refused."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise Refused("The request must be JSON, with content type application/json.", 415)
    body = await _bounded(request)
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(f"The request is not JSON: {error}.", 400) from error


async def _bounded(request: Request) -> bytes:
    """Return the body of a request; what is too long is not read to its end."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise Refused(f"A request or a file has at most {MOST_BYTES} bytes here.", 413)
    except ClientDisconnect:
        raise Refused("The page that asked is gone.", 400) from None
    return body
