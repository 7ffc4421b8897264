"""The local server: the site and nothing else, said in Swedish."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from samverkan.web.server import site_server
from tests.conftest import ROOT

FRAME = '<script>scope=new URL("/",location)</script><h1>Sidan finns inte</h1>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a built site of two pages, and something beside it."""
    for name, text in {
        "site/index.html": "<h1>Start</h1>",
        "site/404.html": FRAME,
        "site/exempel/index.html": "<h1>Exempel</h1>",
        "site/api/example.json": "[]",
        "hemligt.txt": "hemligt",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(project: Path) -> Iterator[ThreadingHTTPServer]:
    """The server of that site, on a free port."""
    with site_server(project / "site", "127.0.0.1", 0) as found:
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def ask(
    server: ThreadingHTTPServer, path: str, method: str = "GET"
) -> tuple[int, str, http.client.HTTPMessage]:
    """Return status, text and headers for a path that is sent as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request(method, path)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), answer.headers
    connection.close()
    return found


@pytest.mark.parametrize("path", ["/", "/index.html", "/exempel/", "/exempel/?omrade=it"])
def test_pages_are_shown(server: ThreadingHTTPServer, path: str) -> None:
    """With a policy that lets only our own scripts run."""
    status, text, headers = ask(server, path)
    assert (status, "<h1>" in text) == (200, True)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy.partition("style-src")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/api/", "/assets", "/finns-inte/", "/../hemligt.txt", "/%2e%2e/hemligt.txt", "/%00",
     "//hemligt.txt", "/exempel/index.html/"],
)  # fmt: skip
def test_what_is_not_a_page_is_not_found(server: ThreadingHTTPServer, path: str) -> None:
    """No listing of folders, nothing from outside the site; the site's own page says so."""
    status, text, _ = ask(server, path)
    assert status == 404
    assert "Sidan finns inte" in text
    assert "hemligt" not in text
    assert ask(server, path, "HEAD")[:2] == (404, "")


def test_only_reading_is_answered(server: ThreadingHTTPServer) -> None:
    """In Swedish too."""
    status, text, _ = ask(server, "/", "POST")
    assert status == 501
    assert "visar bara webbplatsens sidor" in text


def run(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start ``build.py serve`` for the project in ``root``."""
    code = f"import pathlib; from samverkan.cli import main; main(pathlib.Path({str(root)!r}))"
    command = [sys.executable, "-u", "-c", code, "serve", *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_the_command_says_where(project: Path) -> None:
    """An address to open, at once."""
    with run(project, "--port", "0") as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        port = int(re.findall(r"http://127\.0\.0\.1:(\d+)/", told)[0])
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/exempel/")
        assert connection.getresponse().status == 200
        connection.close()
        process.terminate()


def test_without_a_site_it_says_how_to_build_one(tmp_path: Path) -> None:
    """Exit code 1, no traceback."""
    process = run(tmp_path)
    _, errors = process.communicate()
    assert process.returncode == 1
    assert errors == "Fel: webbplatsen är inte byggd. Bygg den först: python build.py\n"


def test_a_taken_port_and_a_strange_address_are_told(project: Path) -> None:
    """With what to write instead."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = run(project, "--port", str(port))
        _, errors = process.communicate()
    assert (process.returncode, f"port {port} är upptagen" in errors) == (1, True)
    process = run(project, "--host", "256.256.256.256", "--port", "0")
    _, errors = process.communicate()
    assert (process.returncode, "går inte att tyda" in errors) == (1, True)
    process = run(project, "--port", "70000")
    _, errors = process.communicate()
    assert process.returncode == 2
    assert "--port: här ska stå ett heltal från 0 till 65535." in errors
