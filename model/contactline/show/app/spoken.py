"""Which language a request is answered in: that of its link, else the one remembered here."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Scope

from contactline.errors import RunError
from contactline.language import languages
from contactline.language.texts import check_language

KEY = "language"
"""Of a link: `?language=uk`."""
COOKIE = "contactline-language"
SECONDS_REMEMBERED = 365 * 24 * 3600


def language_of(scope: Scope, otherwise: str) -> str:
    """Return the language of a request. otherwise: where neither link nor browser name one."""
    known = languages()
    remembered = cookie_parser(Headers(scope=scope).get("cookie", "")).get(COOKIE, "")
    for one in (asked_for(scope), remembered):
        if one in known:
            return one
    return otherwise


def asked_for(scope: Scope) -> str:
    """Return the language that a link names, "" for none."""
    found = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(KEY, [])
    return found[-1] if found else ""


def unknown_language(scope: Scope) -> Response | None:
    """Return why a request is refused that asks for a language which is not there."""
    try:
        check_language(asked_for(scope) or languages()[0])
    except RunError as error:
        if scope["path"].startswith("/api"):
            return JSONResponse({"error": str(error)}, 400)
        return PlainTextResponse(str(error), 400)
    return None


def remembering(scope: Scope) -> str:
    """Return the cookie that keeps the language of a page, "" for other requests."""
    language = asked_for(scope)
    if scope["path"].startswith("/api") or language not in languages():
        return ""
    return f"{COOKIE}={language}; Max-Age={SECONDS_REMEMBERED}; Path=/; HttpOnly; SameSite=Strict"


def named_languages() -> list[tuple[str, str]]:
    """Return every language: its code, and its name as it calls itself."""
    # The first page waits for it, and nothing before.
    from babel import Locale

    names = {code: str(Locale.parse(code).get_display_name(code)) for code in languages()}
    return [(code, f"{name[:1].upper()}{name[1:]}") for code, name in names.items()]
