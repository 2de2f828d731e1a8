"""The pages themselves, each in the language of whoever opens it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from contactline.show.app.keeping import kept_by_language
from contactline.show.app.scripts import texts_for_scripts
from contactline.show.app.spoken import named_languages
from contactline.show.templates import rendered

FIRST = "index.html"
PAGES = (FIRST, "predict.html", "seat.html")


async def show_page(request: Request) -> HTMLResponse:
    """Answer with a page."""
    name = request.url.path.strip("/") or FIRST
    return HTMLResponse(await run_in_threadpool(page, name))


@kept_by_language
def page(name: str) -> str:
    """Return a page in the language that is spoken."""
    return str(
        rendered(
            "contactline.show.app", f"page/{name}",
            languages=named_languages(), texts=texts_for_scripts((".js",)),
        )
    )  # fmt: skip


ADDRESSES = [Route(f"/{name}", show_page) for name in ("", *PAGES)]
