"""A page on this machine on which a class moves levers and sees many worlds at once.

It needs the extra `app`, listens on 127.0.0.1 unless a class is to join, and asks nothing of the
network.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from contactline.errors import RunError
from contactline.study.bridges.extras import from_extra

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104  # only where a class is asked for
DEFAULT_PORT = 8724
SECONDS_TO_END = 1
SECONDS_BETWEEN = 120
"""A connection is kept so long between questions: one that closes as a reader asks is an error."""

type Announce = Callable[[str, str], None]


def create_app(code: str = "", link: str = "") -> Starlette:
    """Return the page and its addresses as an ASGI application. Raises RunError.

    code, link: of a class in the same network that may ask too.
    """
    from_extra("starlette", "app")
    from contactline.show.app.server import application

    return application(code, link)


def serve(
    port: int = DEFAULT_PORT, announce: Announce | None = None, *, for_class: bool = False
) -> None:
    """Serve the page until interrupted.

    port: 1 to 65535, free. announce: is told its address, and where a class joins it, "" without
    one. for_class: other machines of the network may join by a code. Raises RunError.
    """
    uvicorn = from_extra("uvicorn", "app")
    from_extra("starlette", "app")
    from contactline.show.app import guard

    code = guard.new_code() if for_class else ""
    link = f"http://{guard.address_of_this_machine()}:{port}/join/{code}" if code else ""
    host = EVERYWHERE if code else HOST
    app = create_app(code, link)
    _check_free(host, port)
    if announce:
        announce(f"http://{HOST}:{port}/", link)
    uvicorn.run(
        app, host=host, port=port, log_level="critical", access_log=False, server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_END, timeout_keep_alive=SECONDS_BETWEEN,
    )  # fmt: skip


def _check_free(host: str, port: int) -> None:
    """Raise RunError unless this machine can listen on the port."""
    if not 1 <= port <= 65535:
        raise RunError(f"port must be from 1 to 65535, got {port}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise RunError(f"Port {port} cannot be used: {error.strerror}. Try another.") from error
