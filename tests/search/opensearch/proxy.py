"""A small server before a node: it wants TLS and a password, and can be taken away, slow or busy."""

from __future__ import annotations

import http.client
import ssl
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.parse import urlsplit

USER, PASSWORD = "editor", "sesame: open/now"


class Proxy(ThreadingHTTPServer):
    """`seen` are the requests let through: method, path, body. The rest is what it is to do to them."""

    daemon_threads = True

    def __init__(self, node: str, *, asks_who: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.node = urlsplit(node).netloc
        self.asks_who = asks_who
        self.seen: list[tuple[str, str, bytes]] = []
        self.busy = 0
        """How many writes of many documents are sent away with 429."""
        self.refuses = 0
        """The status of every answer; 0: the node's."""
        self.delay = 0.0
        """Seconds before an answer."""

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy
    known: ClassVar[str] = "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        proxy = self.server
        if proxy.delay:
            time.sleep(proxy.delay)
        if proxy.refuses:
            self._answer(proxy.refuses, b"{}")
        elif proxy.asks_who and self.headers.get("Authorization") != self.known:
            self._answer(401, b"{}")
        elif proxy.busy and "/_bulk" in self.path:
            proxy.busy -= 1
            self._answer(429, b'{"error": "too many requests"}')
        else:
            proxy.seen.append((self.command, self.path, body))
            node = http.client.HTTPConnection(proxy.node)
            headers = {"Content-Type": self.headers.get("Content-Type") or "application/json"}
            node.request(self.command, self.path, body, headers)
            answer = node.getresponse()
            self._answer(answer.status, answer.read())
            node.close()

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass_on  # noqa: N815

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Nothing."""


@contextmanager
def proxied(node: str, certificate: Path | None = None) -> Iterator[Proxy]:
    """A proxy before a node; with a certificate, by TLS and for those alone who know the password."""
    with Proxy(node, asks_who=certificate is not None) as proxy:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, certificate.with_suffix(".key"))
            proxy.socket = context.wrap_socket(proxy.socket, server_side=True)
        thread = Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()


def certify(folder: Path) -> Path:
    """A certificate for this machine that vouches for itself, made anew."""
    certificate = folder / "node.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=node"
    )
    files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(certificate.with_suffix(".key"))]
    subprocess.run([*command.split(), *files, "-out", str(certificate)], check=True, capture_output=True)
    return certificate
