"""Fetches Alexa's certificate file: three seconds in all, 64 kB, no redirects.

Honours `HTTPS_PROXY` and `NO_PROXY`, and `SSL_CERT_FILE` and `SSL_CERT_DIR` for the connection's own roots (default
certifi). A thread fetches and the caller waits no longer than the deadline, whatever the name service, the proxy or
the server do; then it cuts the connection, and the thread ends too.
"""

from __future__ import annotations

import base64
import os
import socket
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPSConnection
from logging import getLogger
from threading import Thread
from typing import TypeAlias
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi

from skill.refused import Refused

Fetch: TypeAlias = Callable[[str], bytes]

SECONDS = 3.0
LIMIT_BYTES = 64 * 1024

_log = getLogger(__name__)


def fetch(url: str, seconds: float = SECONDS) -> bytes:
    """The file at an https URL; `Refused` when it is not there whole, small and in time."""
    download = _Download(url, seconds)
    thread = Thread(target=download.run, name="alexa-certificate", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        download.cut()
        raise Refused("the certificate file did not come in time")
    if download.file is None:
        _log.warning("the certificate file could not be fetched: %s", download.mistake)
        raise Refused("the certificate file could not be fetched")
    return download.file


class _Download:
    """One download: it ends in `file` or in `mistake`, and can be cut from another thread."""

    def __init__(self, url: str, seconds: float) -> None:
        self.url, self.seconds = url, seconds
        self.file: bytes | None = None
        self.mistake = "no answer"
        self._connection: _Connection | None = None

    def run(self) -> None:
        """Fetch the file."""
        try:
            self.file = self._fetched()
        except Exception as error:  # no thread dies with a traceback: what went wrong is told by the caller
            self.mistake = f"{type(error).__name__}: {error}"

    def cut(self) -> None:
        """End the connection, whatever it is waiting for."""
        connection = self._connection
        if connection is not None:
            connection.cut = True
            with suppress(OSError, AttributeError):  # it may end by itself at the same moment
                connection.sock.shutdown(socket.SHUT_RDWR)

    def _fetched(self) -> bytes:
        where = urlsplit(self.url)
        with closing(_connection(str(where.hostname), self.seconds)) as connection:
            self._connection = connection
            connection.request("GET", where.path, headers={"User-Agent": "back-spasm-helper", "Connection": "close"})
            with closing(connection.getresponse()) as response:
                if response.status != 200:
                    raise OSError(f"the answer is {response.status}")
                file = response.read(LIMIT_BYTES + 1)
                if len(file) > LIMIT_BYTES:
                    raise OSError(f"more than {LIMIT_BYTES} bytes")
                if response.length:
                    raise OSError("the file was cut off")
                return file


class _Connection(HTTPSConnection):
    """A connection whose socket is in reach while it shakes hands, so that the handshake can be cut too."""

    def __init__(self, host: str, port: int, server: str, context: ssl.SSLContext, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds, context=context)
        self.server, self.context, self.cut = server, context, False

    def connect(self) -> None:
        """Connect, through the proxy's tunnel where there is one, and shake hands with the server."""
        HTTPConnection.connect(self)
        secure = self.context.wrap_socket(self.sock, server_hostname=self.server, do_handshake_on_connect=False)
        self.sock = secure
        if self.cut:
            raise OSError("cut")
        secure.do_handshake()


def _connection(server: str, seconds: float) -> _Connection:
    """A connection to a server, by the proxy that the environment names."""
    file, folder = os.environ.get("SSL_CERT_FILE") or None, os.environ.get("SSL_CERT_DIR") or None
    context = ssl.create_default_context(cafile=file or (None if folder else certifi.where()), capath=folder)
    proxy = None if proxy_bypass(server) else getproxies().get("https")
    if not proxy:
        return _Connection(server, 443, server, context, seconds)
    by = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    if by.scheme != "http" or not by.hostname:
        raise OSError("HTTPS_PROXY is http://HOST:PORT")
    connection = _Connection(by.hostname, by.port or 80, server, context, seconds)
    headers = {}
    if by.username is not None:
        words = f"{unquote(by.username)}:{unquote(by.password or '')}"
        headers["Proxy-Authorization"] = "Basic " + base64.b64encode(words.encode()).decode()
    connection.set_tunnel(server, 443, headers)
    return connection
