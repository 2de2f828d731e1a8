"""A page on this machine on which a class moves levers and sees many worlds at once.

It needs the extra `app`, listens on 127.0.0.1 only, and asks nothing of the network.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from contactline.errors import RunError
from contactline.study.bridges.extras import from_extra

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"
DEFAULT_PORT = 8724


def create_app() -> Starlette:
    """Return the page and its two addresses as an ASGI application. Raises RunError."""
    from_extra("starlette", "app")
    from contactline.show.app.server import application

    return application()


def serve(port: int = DEFAULT_PORT, announce: Callable[[str], None] | None = None) -> None:
    """Serve the page until interrupted; `announce` is told its address.

    port: 1 to 65535, free. Raises RunError.
    """
    uvicorn = from_extra("uvicorn", "app")
    app = create_app()
    _check_free(port)
    if announce:
        announce(f"http://{HOST}:{port}/")
    uvicorn.run(app, host=HOST, port=port, log_level="warning")


def _check_free(port: int) -> None:
    """Raise RunError unless this machine can listen on the port."""
    if not 1 <= port <= 65535:
        raise RunError(f"port must be from 1 to 65535, got {port}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise RunError(f"Port {port} cannot be used: {error.strerror}. Try another.") from error
