"""Static files: found in each room's static/ folder, addressed by content so that browsers may keep them for good.

The version stands in the path and covers all files together: `/static-3f9a…/ui/js/main.js`. A hash per file would not
do: our ES modules and stylesheets import each other by relative address, and nothing rewrites those (there is no build,
and the content security policy forbids an inline import map). A relative address keeps the folder it stands in, so with
the version in the path every module a page pulls in is of that version too, and all of them may be kept for a year.

It is `/static-…/`, not `/static/…/`, so that Django's own handler for /static/ (tests' live server) leaves it alone.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

_VERSIONED = re.compile(r"^/static-([0-9a-f]{12})/(.+)$")
_FOR_GOOD = f"public, max-age={365 * 24 * 3600}, immutable"
# The browser may keep it, but asks each time whether it is still the same (answered 304 by its ETag).
_ASK_FIRST = "no-cache"


@cache
def version() -> str:
    """Twelve hex digits that change when any static file does. Read once a process: 60 small files, a few ms."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in sorted(finder.list(None), key=lambda found: found[0]):
            digest.update(f"{path}\0".encode())
            digest.update(Path(storage.path(path)).read_bytes())
    return digest.hexdigest()[:12]


class VersionedStorage(StaticFilesStorage):
    """Gives out addresses with the version in them."""

    def url(self, name: str | None) -> str:
        return f"{settings.STATIC_URL.rstrip('/')}-{version()}/{name}"


class VersionedStatic(WhiteNoiseMiddleware):
    """WhiteNoise, for both kinds of address. Only the current version may be kept for good: during an update, a page of
    the old version can reach a server of the new one, and must not store the new file under the old address."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        versioned = _VERSIONED.match(request.path_info)
        if versioned is None:
            response: HttpResponse = super().__call__(request)
            return response
        file = self.files.get(f"{self.static_prefix}{versioned[2]}")
        if file is None:
            passed_on: HttpResponse = self.get_response(request)
            return passed_on
        response = self.serve(file, request)
        response["Cache-Control"] = _FOR_GOOD if versioned[1] == version() else _ASK_FIRST
        return response

    def add_cache_headers(self, headers: Any, path: str, url: str) -> None:
        headers["Cache-Control"] = _ASK_FIRST
