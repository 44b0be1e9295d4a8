"""The page in a real browser: its lines are the text, its script runs, and no request leaves it."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html

from service.renderers.html_report import render
from tests.renderers.specimen import TEXT, specimen
from tests.renderers.test_html_report import text_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
# A page that does ask, to show that the server below would notice.
CONTROL = b"<!doctype html><img src='http://elsewhere.example/pixel.png'><p data-line>x</p>"


class Server(ThreadingHTTPServer):
    pages: dict[str, bytes]
    asked: list[str]


class Answer(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(f"{self.headers.get('Host', '').split(':')[0]}{self.path}")
        body = self.server.pages.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed, and CI must run the browser tests")
        pytest.skip("chromium is not installed")
    made = Server(("127.0.0.1", 0), Answer)
    made.pages, made.asked = {"/page": render(specimen()), "/control": CONTROL}, []
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def browse(server: Server, path: str, folder: Path) -> str:
    """The page's DOM after its script has run; every host name leads to our server."""
    port = server.server_port
    flags = (*QUIET, f"--user-data-dir={folder}", f"--host-resolver-rules=MAP * 127.0.0.1:{port}", "--dump-dom")
    command = [str(CHROMIUM), *flags, f"http://page.example:{port}{path}"]
    return subprocess.run(command, capture_output=True, timeout=60, check=True).stdout.decode()


def from_pages(server: Server) -> set[str]:
    return {asked for asked in server.asked if asked.split("/")[0].endswith(".example")}


def test_the_browser_shows_the_text_and_asks_for_nothing(server: Server, tmp_path: Path) -> None:
    tree = html.document_fromstring(browse(server, "/page", tmp_path))
    assert text_of(tree) == TEXT
    assert from_pages(server) == {"page.example/page"}
    assert not tree.xpath("//form[contains(@class, 'filters')]/@hidden"), "the page's own script did not run"
    assert tree.xpath("//output/text()") == [f"{len(specimen().findings)} / {len(specimen().findings)}"]


def test_a_page_that_asks_would_be_noticed(server: Server, tmp_path: Path) -> None:
    browse(server, "/control", tmp_path)
    assert "elsewhere.example/pixel.png" in from_pages(server)
