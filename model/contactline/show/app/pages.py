"""The pages themselves, each in the language of whoever opens it."""

from __future__ import annotations

import json

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from contactline.language import current, texts_of
from contactline.show.app.keeping import kept_by_language
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


def texts_for_scripts(endings: tuple[str, ...]) -> Markup:
    """Return what scripts say, as JSON to stand in a page. endings: of their files."""
    found: dict[str, list[str]] = {}
    for one in endings:
        found |= texts_of(current(), one)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


ADDRESSES = [Route(f"/{name}", show_page) for name in ("", *PAGES)]
