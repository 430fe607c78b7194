"""Whether a request was signed by Alexa: two headers and the raw body, before anything of the body is read.

The URL is brought to its canonical form first; that form is what is judged, what is fetched, and what the cache knows.
The cache holds few signers, none longer than its certificates or an hour, and no failure.
"""

from __future__ import annotations

import base64
import re
from collections import OrderedDict
from concurrent.futures import CancelledError, Future
from datetime import datetime, timedelta
from threading import Lock

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import Store

from skill.certificates import Signer, signer
from skill.fetching import SECONDS, Fetch, fetch
from skill.refused import Refused

URL_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"
"""SHA-256; the older `Signature` header is SHA-1 and never looked at."""

LONGEST_URL = 1024
LONGEST_SIGNATURE = 1024
MOST_SIGNERS = 16
LONGEST_KEPT = timedelta(hours=1)

_FOLDER = "/echo.api/"
_URL = re.compile(
    r"(?i:https://s3\.amazonaws\.com)(?::443)?"  # the port is left out or is this one; no name, no password
    r"(?P<path>/[A-Za-z0-9._~/-]*)"  # plain letters: whatever would need decoding, Amazon does not use
    r"(?:\?[!-\"$-~]*)?(?:#[!-~]*)?"  # asks for nothing on this server: left out of the canonical form
)


class Verifier:
    """Verifies requests against trust roots; safe to share between threads."""

    def __init__(self, roots: Store, fetch: Fetch = fetch) -> None:
        self._roots, self._fetch = roots, fetch
        self._lock = Lock()
        self._kept: OrderedDict[str, Signer] = OrderedDict()
        self._coming: dict[str, Future[Signer]] = {}

    def verify(self, url: str | None, signature: str | None, body: bytes, now: datetime) -> None:
        """Hold a body against its two headers; `Refused` unless Alexa signed exactly these bytes."""
        where, signed = canonical(url), _decoded(signature)
        try:
            self._signer(where, now).key.verify(signed, body, PKCS1v15(), SHA256())
        except InvalidSignature as error:
            raise Refused("the signature is not of this body") from error

    def _signer(self, url: str, now: datetime) -> Signer:
        """The signer behind a canonical URL: kept, or fetched once for all who wait for it."""
        with self._lock:
            kept = self._kept.get(url)
            if kept is not None and now < kept.expires:
                self._kept.move_to_end(url)
                return kept
            coming = self._coming.get(url)
            if coming is None:
                mine = self._coming[url] = Future[Signer]()
        if coming is not None:
            return _awaited(coming)
        try:
            found = signer(self._fetch(url), self._roots, now)
            self._keep(url, found, now)
            mine.set_result(found)
            return found
        except Refused:
            raise
        except Exception as error:
            raise Refused("the certificate file could not be fetched") from error
        finally:
            with self._lock:
                del self._coming[url]
            mine.cancel()  # of no effect on a result; who waits is refused too

    def _keep(self, url: str, found: Signer, now: datetime) -> None:
        with self._lock:
            self._kept[url] = Signer(found.key, min(found.expires, now + LONGEST_KEPT))
            self._kept.move_to_end(url)
            while len(self._kept) > MOST_SIGNERS:
                self._kept.popitem(last=False)


def canonical(url: str | None) -> str:
    """The canonical form of a certificate URL; `Refused` when Amazon would not use it."""
    if not url:
        raise Refused("there is no certificate URL")
    found = _URL.fullmatch(url) if len(url) <= LONGEST_URL else None
    path = _without_dots(found["path"]) if found else ""
    if not path.startswith(_FOLDER):
        raise Refused("the certificate URL is not one of Amazon's")
    return "https://s3.amazonaws.com" + path


def _without_dots(path: str) -> str:
    """A path with its dot segments walked (RFC 3986, 5.2.4)."""
    walked: list[str] = []
    *folders, name = path.split("/")[1:]
    for folder in folders:
        if folder == "..":
            del walked[-1:]
        elif folder != ".":
            walked.append(folder)
    if name == "..":
        del walked[-1:]
    return "/".join(["", *walked, "" if name in {".", ".."} else name])


def _decoded(signature: str | None) -> bytes:
    """The bytes of a signature written in base64, in its one right form."""
    if not signature:
        raise Refused("there is no signature")
    try:
        signed = base64.b64decode(signature, validate=True) if len(signature) <= LONGEST_SIGNATURE else b""
    except ValueError:
        signed = b""
    if not signed or base64.b64encode(signed).decode() != signature:
        raise Refused("the signature is not base64")
    return signed


def _awaited(coming: Future[Signer]) -> Signer:
    """The signer that another thread is fetching; that thread has a deadline of its own."""
    try:
        return coming.result(timeout=SECONDS + 1)
    except (CancelledError, TimeoutError) as error:
        raise Refused("the certificate file could not be fetched") from error
