"""Serves the built site from this machine: files only, no listings, no log."""

from __future__ import annotations

import functools
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from samverkan.web.policy import content_policy

_MISSING = "Sidan finns inte."
_REFUSED = "Servern förstår inte frågan. Den visar bara webbplatsens sidor."


class SiteHandler(SimpleHTTPRequestHandler):
    """Answers with files below ``site``; a folder is its index.html, or nothing."""

    server_version, sys_version = "Samverkansbanken", ""

    def __init__(self, *args: Any, site: Path, policy: str) -> None:
        self._site, self._policy = site, policy
        super().__init__(*args, directory=str(site))

    def send_head(self) -> Any:
        """Find the file; an address that no file system can hold is not found."""
        try:
            return super().send_head()
        except ValueError:  # a null byte in the address
            return self.send_error(HTTPStatus.NOT_FOUND)

    def list_directory(self, path: Any) -> None:
        """Tell nothing of a folder without a page of its own."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Add what the browser must know of what pages may do."""
        self.send_header("Content-Security-Policy", self._policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "same-origin")
        self.send_header("Cache-Control", "no-cache")  # the site may be built anew meanwhile
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for what is missing, or a plain Swedish line."""
        del message, explain
        missing = code == HTTPStatus.NOT_FOUND
        page = self._site / "404.html"
        if missing and page.is_file():
            body, kind = page.read_bytes(), "text/html; charset=utf-8"
        else:
            body = (_MISSING if missing else _REFUSED).encode()
            kind = "text/plain; charset=utf-8"
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: who reads what is nobody's business."""


def site_server(site: Path, host: str, port: int) -> ThreadingHTTPServer:
    """Return a server for ``site``, bound but not started; port 0 takes a free one.

    Raises:
        OSError: if the address or port cannot be had.
    """
    handler = functools.partial(SiteHandler, site=site, policy=content_policy(site))
    return ThreadingHTTPServer((host, port), handler)
