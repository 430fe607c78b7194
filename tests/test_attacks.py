"""Attacks on the web service: each gets exactly the status it should, a refusal has no words, and nothing is raised.

A case changes one thing of a good request. The certificate files are made by an authority of the tests; the one real
file of Amazon's is in `data/`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509.oid import ExtendedKeyUsageOID

from skill.certificates import signer, trust_roots
from skill.fetching import LIMIT_BYTES as LARGEST_FILE
from skill.refused import Refused
from skill.verify import LONGEST_KEPT, MOST_SIGNERS
from skill.web import LIMIT_BYTES
from tests.signing import (
    ALEXA,
    DAY,
    NOW,
    SKILL,
    URL,
    Cloud,
    Table,
    between,
    certificate,
    ec_key,
    envelope,
    good_file,
    headers,
    intent,
    leaf,
    pem,
    root,
    rsa_key,
    signature,
    trusted_root,
    without_session,
    written,
)

S3 = "https://s3.amazonaws.com"
MINUTE = timedelta(minutes=1)
LAUNCH = written(envelope())
CHANGED: Any = object()  # stands for a header left out


@dataclass(frozen=True)
class Case:
    """One request, and what it must get."""

    name: str
    status: int
    body: bytes = LAUNCH
    file: Callable[[], bytes] | Exception = good_file
    url: str = URL
    sign: Callable[[bytes], str] = signature
    put: Mapping[str, Any] = field(default_factory=dict)  # headers in place of the good ones
    fetched: str | None = None  # what must have been asked for; "" for nothing
    method: str = "POST"


def changed(**parts: Any) -> bytes:
    """A launch with whole parts of it changed; None leaves a part out."""
    made = {**envelope(), **parts}
    return written({key: value for key, value in made.items() if value is not None})


def requested(**parts: Any) -> bytes:
    """A launch with something of its request changed; None leaves it out."""
    made = envelope(**parts)
    made["request"] = {key: value for key, value in made["request"].items() if value is not None}
    return written(made)


def stamped(away: timedelta | str, kind: str = "LaunchRequest") -> bytes:
    """A request sent so long after now (before, when negative), or stamped with these words."""
    stamp = away if isinstance(away, str) else (NOW + away).isoformat().replace("+00:00", "Z")
    made = envelope(kind, timestamp=stamp)
    return written(made if kind == "LaunchRequest" else without_session(made))


def systemic(system: object) -> bytes:
    """A launch with another System object."""
    return changed(context={"System": system})


def nested(levels: int) -> bytes:
    """A good launch with lists in lists beside it."""
    return LAUNCH[:-1] + b', "extra": ' + b"[" * levels + b"]" * levels + b"}"


def sized(length: int) -> bytes:
    """A good launch of so many bytes."""
    return LAUNCH + b" " * (length - len(LAUNCH))


VALID = [
    Case("a launch", 200, fetched=URL),
    Case("an intent", 200, written(intent("AMAZON.HelpIntent"))),
    Case("a session's end", 200, written(envelope("SessionEndedRequest", reason="USER_INITIATED"))),
    Case("an event without a session", 200, written(without_session(envelope("AlexaSkillEvent.SkillDisabled")))),
    Case("a player's request", 200, written(without_session(envelope("AudioPlayer.PlaybackStarted", token="t")))),
    Case("a type nobody knows yet", 200, written(envelope("Tomorrow.Request"))),
    Case("a property nobody knows yet", 200, changed(tomorrow={"a": [1, 2.5, None, True]})),
    Case("letters of all the world", 200, json.dumps({**envelope(), "x": "über 腰痛 \U0001f9d8"}, ensure_ascii=False).encode()),
    Case("escaped letters", 200, changed(x="über \U0001f9d8")),
    Case("port 443", 200, url=f"{S3}:443/echo.api/echo-api-cert-1.pem", fetched=URL),
    Case("Amazon's own example with dots", 200, url=f"{S3}/echo.api/../echo.api/echo-api-cert-1.pem", fetched=URL),
    Case("a host in capitals", 200, url="HTTPS://S3.AMAZONAWS.COM/echo.api/echo-api-cert-1.pem", fetched=URL),
    Case("a key of 3072 bits", 200, file=lambda: pem(leaf(key=rsa_key("more", 3072)), between()),
         sign=lambda body: signature(body, rsa_key("more", 3072))),
    Case("content type without a charset", 200, put={"Content-Type": "application/json"}),
    Case("content type in capitals", 200, put={"Content-Type": "Application/JSON;charset=UTF-8"}),
    Case("no SHA-1 signature beside it", 200, put={"Signature": CHANGED}),
    Case("white space around the body", 200, b"\r\n " + LAUNCH + b"\n"),
    Case("a body of the largest size", 200, sized(LIMIT_BYTES)),
]  # fmt: skip

HEADERS = [
    Case("no signature headers", 400, put={"Signature-256": CHANGED, "SignatureCertChainUrl": CHANGED, "Signature": CHANGED}, fetched=""),
    Case("no signature", 400, put={"Signature-256": CHANGED}, fetched=""),
    Case("an empty signature", 400, put={"Signature-256": ""}, fetched=""),
    Case("no URL", 400, put={"SignatureCertChainUrl": CHANGED}, fetched=""),
    Case("an empty URL", 400, put={"SignatureCertChainUrl": ""}, fetched=""),
    Case("the signature under its SHA-1 name", 400, put={"Signature-256": CHANGED, "Signature": signature(LAUNCH)}, fetched=""),
    Case("a SHA-1 signature under its own name", 400,
         put={"Signature-256": CHANGED, "Signature": signature(LAUNCH, digest=hashes.SHA1())}, fetched=""),
    Case("two signatures", 400, put={"Signature-256": [signature(LAUNCH), signature(LAUNCH)]}, fetched=""),
    Case("two URLs", 400, put={"SignatureCertChainUrl": [URL, URL]}, fetched=""),
    Case("a URL of 100 kB", 400, url=f"{S3}/echo.api/{'a' * 100_000}", fetched=""),
    Case("a signature of 100 kB", 400, put={"Signature-256": "A" * 100_000}, fetched=""),
    Case("no content type", 400, put={"Content-Type": CHANGED}, fetched=""),
    Case("a form", 400, put={"Content-Type": "application/x-www-form-urlencoded"}, fetched=""),
    Case("parts of a form", 400, put={"Content-Type": "multipart/form-data; boundary=x"}, fetched=""),
    Case("plain text", 400, put={"Content-Type": "text/plain"}, fetched=""),
    Case("another charset", 400, put={"Content-Type": "application/json; charset=utf-16"}, fetched=""),
    Case("no content length", 400, put={"Content-Length": CHANGED}, fetched=""),
    Case("chunks", 400, put={"Content-Length": CHANGED, "Transfer-Encoding": "chunked"}, fetched=""),
    Case("a content length in words", 400, put={"Content-Length": "many"}, fetched=""),
    Case("a negative content length", 400, put={"Content-Length": "-1"}, fetched=""),
    Case("a content length with a sign", 400, put={"Content-Length": f"+{len(LAUNCH)}"}, fetched=""),
    Case("a content length in another script", 400, put={"Content-Length": "٣"}, fetched=""),
    Case("a content length that is too long", 400, put={"Content-Length": str(len(LAUNCH) + 1)}, fetched=""),
    Case("a content length that is too short", 400, put={"Content-Length": str(len(LAUNCH) - 1)}),
    Case("a host that is none", 400, put={"Host": "a..b"}),
    *(Case(method, 405, method=method) for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")),
]  # fmt: skip

_SIGNED = base64.b64decode(signature(LAUNCH))


def _other_padding(body: bytes) -> str:
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
    return base64.b64encode(rsa_key().sign(body, pss, hashes.SHA256())).decode()


def _as_signature(value: bytes | str) -> dict[str, str]:
    return {"Signature-256": value if isinstance(value, str) else base64.b64encode(value).decode()}


SIGNATURE = [
    Case("of another body", 400, sign=lambda body: signature(body + b" ")),
    Case("by another key", 400, sign=lambda body: signature(body, rsa_key("thief"))),
    Case("of the SHA-1 kind", 400, sign=lambda body: signature(body, digest=hashes.SHA1())),
    Case("of the SHA-512 kind", 400, sign=lambda body: signature(body, digest=hashes.SHA512())),
    Case("of the MD5 kind", 400, sign=lambda body: signature(body, digest=hashes.MD5())),
    Case("with another padding", 400, sign=_other_padding),
    Case("one bit off", 400, put=_as_signature(bytes([_SIGNED[0] ^ 1]) + _SIGNED[1:])),
    Case("cut short", 400, put=_as_signature(_SIGNED[:-1])),
    Case("a byte too long", 400, put=_as_signature(_SIGNED + b"\0")),
    Case("a zero in front", 400, put=_as_signature(b"\0" + _SIGNED)),
    Case("all zeros", 400, put=_as_signature(bytes(256))),
    Case("all ones", 400, put=_as_signature(b"\xff" * 256)),
    Case("one", 400, put=_as_signature(bytes(255) + b"\1")),
    Case("one byte", 400, put=_as_signature(b"\0")),
    Case("not base64", 400, put=_as_signature("not base64 at all!"), fetched=""),
    Case("without its padding", 400, put=_as_signature(signature(LAUNCH).rstrip("=")), fetched=""),
    Case("with too much padding", 400, put=_as_signature(signature(LAUNCH) + "="), fetched=""),
    Case("with padding in the middle", 400, put=_as_signature("AA==" + signature(LAUNCH)), fetched=""),
    Case("with white space in it", 400, put=_as_signature(signature(LAUNCH)[:9] + " " + signature(LAUNCH)[9:]), fetched=""),
    Case("with white space behind it", 400, put=_as_signature(signature(LAUNCH) + " "), fetched=""),
    Case("with junk in it", 400, put=_as_signature(signature(LAUNCH)[:9] + "!" + signature(LAUNCH)[9:]), fetched=""),
    Case("in the alphabet of URLs", 400, put=_as_signature(base64.urlsafe_b64encode(b"\xfb" * 256).decode()), fetched=""),
    Case("with bits left over", 400, put=_as_signature(signature(LAUNCH)[:-3] + "B=="), fetched=""),
    Case("in hexadecimal", 400, put=_as_signature(_SIGNED.hex())),
    Case("in another script", 400, put=_as_signature("ÿ" * 344), fetched=""),
    Case("nothing but padding", 400, put=_as_signature("===="), fetched=""),
    Case("of a good body, before another", 400, written(envelope(locale="en-GB")), put=_as_signature(_SIGNED)),
    Case("of the body before a space was added", 400, LAUNCH + b" ", put=_as_signature(_SIGNED)),
    Case("of the body in another order", 400, written(dict(reversed(envelope().items()))), put=_as_signature(_SIGNED)),
    Case("of the body in compressed form", 400, LAUNCH.replace(b": ", b":"), put=_as_signature(_SIGNED)),
    Case("of nothing", 400, b"", sign=lambda body: signature(b"")),
]  # fmt: skip

FILE = "echo-api-cert-1.pem"
REFUSED_URLS = [
    f"http://s3.amazonaws.com/echo.api/{FILE}",
    f"ftp://s3.amazonaws.com/echo.api/{FILE}",
    f"httpss://s3.amazonaws.com/echo.api/{FILE}",
    f"//s3.amazonaws.com/echo.api/{FILE}",
    f"https:/s3.amazonaws.com/echo.api/{FILE}",
    f"https:s3.amazonaws.com/echo.api/{FILE}",
    f"s3.amazonaws.com/echo.api/{FILE}",
    "file:///etc/passwd",
    "data:application/x-pem-file,x",
    "javascript:alert(1)",
    f"https://notamazon.com/echo.api/{FILE}",
    f"https://s3.amazonaws.com.evil.com/echo.api/{FILE}",
    f"https://evils3.amazonaws.com/echo.api/{FILE}",
    f"https://evil.s3.amazonaws.com/echo.api/{FILE}",
    f"https://s3.amazonaws.com./echo.api/{FILE}",
    f"https://s3-amazonaws.com/echo.api/{FILE}",
    f"https://s3xamazonawsxcom/echo.api/{FILE}",
    f"https://s3.us-east-1.amazonaws.com/echo.api/{FILE}",
    f"https://s3.amazonaws.com@evil.com/echo.api/{FILE}",
    f"https://evil.com#@s3.amazonaws.com/echo.api/{FILE}",
    f"https://evil.com\\@s3.amazonaws.com/echo.api/{FILE}",
    f"https://user@s3.amazonaws.com/echo.api/{FILE}",
    f"https://user:word@s3.amazonaws.com/echo.api/{FILE}",
    f"https://ſ3.amazonaws.com/echo.api/{FILE}",
    f"https://s3.amazonaws。com/echo.api/{FILE}",
    f"https://127.0.0.1/echo.api/{FILE}",
    f"https://[::1]/echo.api/{FILE}",
    f"https://[::1/echo.api/{FILE}",
    f"https:///echo.api/{FILE}",
    *(f"{S3}:{port}/echo.api/{FILE}" for port in ("444", "80", "0", "-443", "99999", "abc", "", "0443", "4430", "443:443", "٤٤٣")),
    f"{S3}/EcHo.aPi/{FILE}",
    f"{S3}/invalid.path/{FILE}",
    f"{S3}/echo.api.evil/{FILE}",
    f"{S3}/echo.apix/{FILE}",
    f"{S3}/echoxapi/{FILE}",
    f"{S3}/echo.api",
    f"{S3}",
    f"{S3}/",
    f"{S3}?/echo.api/{FILE}",
    f"{S3}#/echo.api/{FILE}",
    f"{S3}\\echo.api\\{FILE}",
    f"{S3}//echo.api/{FILE}",
    f"{S3}/echo.api/../evil-bucket/{FILE}",
    f"{S3}/echo.api/../../evil-bucket/{FILE}",
    f"{S3}/echo.api/./../evil-bucket/{FILE}",
    f"{S3}/echo.api/x/../../evil-bucket/{FILE}",
    f"{S3}/echo.api/..",
    f"{S3}/evil-bucket/echo.api/{FILE}",
    f"{S3}/echo.api/%2e%2e/evil-bucket/{FILE}",
    f"{S3}/echo.api/%2E%2E/evil-bucket/{FILE}",
    f"{S3}/echo.api/..%2fevil-bucket/{FILE}",
    f"{S3}/echo.api/%252e%252e/evil-bucket/{FILE}",
    f"{S3}/%65cho.api/{FILE}",
    f"{S3}/echo.api%2f{FILE}",
    f"{S3}/echo.api/..\\evil-bucket/{FILE}",
    f"{S3}/echo.api/;/../../evil-bucket/{FILE}",
    f"{S3}/echo.api/{FILE}\tx",
    f" {URL}",
    f"{URL} ",
    f"{URL},{URL}",
    f"{S3}/echo.api/é.pem",
    f"<{URL}>",
    f'"{URL}"',
]  # fmt: skip
CANONICAL_URLS = {
    f"{S3}/evil-bucket/../echo.api/{FILE}": URL,
    f"{S3}/../echo.api/{FILE}": URL,
    f"{S3}/echo.api/./{FILE}": URL,
    f"{S3}/./echo.api/x/../{FILE}": URL,
    f"{S3}/../../../echo.api/{FILE}": URL,
    f"{URL}?x=1": URL,
    f"{URL}?x=/../../evil-bucket": URL,
    f"{URL}#x": URL,
    f"{URL}?x=1#y?z": URL,
}
URLS = [
    *(Case(url, 400, url=url, fetched="") for url in REFUSED_URLS),
    *(Case(url, 200, url=url, fetched=asked) for url, asked in CANONICAL_URLS.items()),
    Case("a file that is not there", 400, url=f"{S3}/echo.api/none.pem", fetched=f"{S3}/echo.api/none.pem"),
    Case("the folder", 400, url=f"{S3}/echo.api/", fetched=f"{S3}/echo.api/"),
    Case("a folder that ends in dots", 400, url=f"{S3}/echo.api/x/..", fetched=f"{S3}/echo.api/"),
    Case("two slashes, which are another file", 400, url=f"{S3}/echo.api//{FILE}", fetched=f"{S3}/echo.api//{FILE}"),
]  # fmt: skip


def _relabelled() -> bytes:
    """The good certificate under another label, before the thief's: two parsers may see two files."""
    honest = pem(leaf()).replace(b"CERTIFICATE", b"X509 CRL")
    return honest + pem(certificate("thief", rsa_key("thief"), "thief", rsa_key("thief")), between())


def _key_file() -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return rsa_key().private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def _thief(body: bytes) -> str:
    return signature(body, rsa_key("thief"))


def _weak(body: bytes) -> str:
    return signature(body, rsa_key("weak", 1024))


def _crossed() -> bytes:
    """A second root, which nobody trusts, signed by the one that is trusted: the path ends there."""
    return pem(leaf(), between(by="newer"), between("newer", by="root"), root("newer"))


def _long_way() -> list[x509.Certificate]:
    """More certificates on the path than any authority uses."""
    steps = [between("step 0", by="root"), *(between(f"step {n}", by=f"step {n - 1}") for n in range(1, 10))]
    return [leaf(by="step 9"), *reversed(steps)]


CHAIN = [
    Case("with its root", 200, file=lambda: pem(leaf(), between(), trusted_root())),
    Case("from root to leaf by one step less", 200, file=lambda: pem(leaf(by="root"))),
    Case("cross-signed", 200, file=_crossed),
    Case("in another order behind the leaf", 200, file=lambda: pem(
        leaf(by="lower"), trusted_root(), between(), between("lower", by="between"))),
    Case("with a stranger's certificate behind", 200, file=lambda: pem(leaf(), between(), root("stranger"))),
    Case("with an expired certificate behind", 200, file=lambda: pem(leaf(), between(), between("old", ends=NOW - DAY))),
    Case("with words between", 200, file=lambda: b"subject=Alexa\n" + pem(leaf()) + b"\nissuer\n" + pem(between())),
    Case("with line ends of the other kind", 200, file=lambda: good_file().replace(b"\n", b"\r\n")),
    Case("without a key usage", 200, file=lambda: pem(leaf(signing=None), between())),
    Case("with more names", 200, file=lambda: pem(leaf(names=["a.amazon.com", ALEXA]), between())),
    Case("self-signed", 400, file=lambda: pem(certificate(ALEXA, rsa_key(), ALEXA, rsa_key()))),
    Case("of an authority nobody trusts", 400, file=lambda: pem(leaf(by="stranger"), root("stranger"))),
    Case("of an authority with the trusted one's name", 400, file=lambda: pem(
        certificate(ALEXA, rsa_key(), "root", ec_key("impostor")), certificate("root", ec_key("impostor"), "root",
                                                                             ec_key("impostor"), authority=True))),
    Case("without its intermediate", 400, file=lambda: pem(leaf())),
    Case("with another intermediate", 400, file=lambda: pem(leaf(), between("other"))),
    Case("the intermediate first", 400, file=lambda: pem(between(), leaf())),
    Case("the root only", 400, file=lambda: pem(trusted_root())),
    Case("expired", 400, file=lambda: pem(leaf(ends=NOW - MINUTE), between())),
    Case("not yet valid", 400, file=lambda: pem(leaf(begins=NOW + MINUTE), between())),
    Case("intermediate expired", 400, file=lambda: pem(leaf(), between(ends=NOW - MINUTE))),
    Case("intermediate not yet valid", 400, file=lambda: pem(leaf(), between(begins=NOW + MINUTE))),
    Case("made out to another", 400, file=lambda: pem(leaf(names=["evil.com"]), between())),
    Case("made out to a name below", 400, file=lambda: pem(leaf(names=[f"x.{ALEXA}"]), between())),
    Case("made out to a name that begins so", 400, file=lambda: pem(leaf(names=[f"{ALEXA}.evil.com"]), between())),
    Case("made out to all of Amazon", 400, file=lambda: pem(leaf(names=["*.amazon.com"]), between())),
    Case("made out to nobody", 400, file=lambda: pem(leaf(names=None), between())),
    Case("named in its subject only", 400, file=lambda: pem(leaf(names=["amazon.com"]), between())),
    Case("for signing code", 400, file=lambda: pem(leaf(use=ExtendedKeyUsageOID.CODE_SIGNING), between())),
    Case("for clients", 400, file=lambda: pem(leaf(use=ExtendedKeyUsageOID.CLIENT_AUTH), between())),
    Case("not for signatures", 400, file=lambda: pem(leaf(signing=False), between())),
    Case("an authority itself", 400, file=lambda: pem(certificate(
        ALEXA, rsa_key(), "between", ec_key("between"), authority=True), between())),
    Case("by one that is no authority", 400, file=lambda: pem(leaf(by="mere"), between("mere", authority=False))),
    Case("by a leaf with the right name", 400, file=lambda: pem(
        certificate(ALEXA, rsa_key("thief"), ALEXA, rsa_key()), leaf(), between()), sign=_thief),
    Case("a longer path than the authority allows", 400, file=lambda: pem(
        leaf(by="lower"), between("lower", by="short"), between("short", path=0))),
    Case("outside the names of its authority", 400, file=lambda: pem(leaf(by="kept"), between("kept", only="evil.com"))),
    Case("inside the names of its authority", 200, file=lambda: pem(leaf(by="kept"), between("kept", only="amazon.com"))),
    Case("a key of 1024 bits", 400, file=lambda: pem(leaf(key=rsa_key("weak", 1024)), between()), sign=_weak),
    Case("a key of another kind", 400, file=lambda: pem(leaf(key=ec_key("curve")), between())),
    Case("another's certificate", 400, file=lambda: pem(leaf(key=rsa_key("thief")), between())),
    Case("the thief's own, before the good one", 400, file=lambda: pem(
        certificate(ALEXA, rsa_key("thief"), ALEXA, rsa_key("thief")), leaf(), between()), sign=_thief),
    Case("the good one under another label, before the thief's", 400, file=_relabelled, sign=_thief),
    Case("the good one, then the thief's", 400, file=lambda: pem(
        leaf(), between(), certificate(ALEXA, rsa_key("thief"), ALEXA, rsa_key("thief"))), sign=_thief),
    Case("of too many certificates", 400, file=lambda: pem(leaf(), between(), *(between(f"b{n}") for n in range(9)))),
    Case("of too many steps", 400, file=lambda: pem(*_long_way())),
    Case("an empty file", 400, file=lambda: b""),
    Case("a web page", 400, file=lambda: b"<html><body>Access Denied</body></html>"),
    Case("a file cut in the middle", 400, file=lambda: good_file()[:700]),
    Case("a file cut after the leaf", 400, file=lambda: good_file()[: len(pem(leaf())) + 40]),
    Case("in DER", 400, file=lambda: leaf().public_bytes(serialization.Encoding.DER)),
    Case("a private key", 400, file=_key_file),
    Case("labels around nothing", 400, file=lambda: b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"),
    Case("labels around junk", 400, file=lambda: b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
    Case("noise", 400, file=lambda: bytes(range(256)) * 100),
    Case("labels without an end", 400, file=lambda: b"-----BEGIN CERTIFICATE-----\n" * 2000),
]  # fmt: skip

EVENT = "AlexaSkillEvent.SkillDisabled"
TIME = [
    *(Case(f"{seconds} s away", 200, stamped(timedelta(seconds=seconds))) for seconds in (-150, -149.9, 149.9, 150)),
    *(Case(f"{seconds} s away", 400, stamped(timedelta(seconds=seconds))) for seconds in (-151, -150.1, 150.1, 151, 200)),
    Case("an hour ago", 400, stamped(-60 * MINUTE)),
    Case("a year ago", 400, stamped(-365 * DAY)),
    Case("a year to come", 400, stamped(365 * DAY)),
    Case("an event of an hour ago", 200, stamped(-60 * MINUTE, EVENT)),
    Case("an event of more than an hour ago", 400, stamped(-61 * MINUTE, EVENT)),
    Case("an event to come", 400, stamped(3 * MINUTE, EVENT)),
    Case("an event nobody knows, of an hour ago", 400, stamped(-60 * MINUTE, "AlexaSkillEvent.Tomorrow")),
    Case("with thousandths", 200, stamped("2026-11-24T12:00:00.123Z")),
    Case("with billionths", 200, stamped("2026-11-24T12:00:00.123456789Z")),
    Case("in another zone", 200, stamped("2026-11-24T14:00:00+02:00")),
    Case("the same clock in another zone", 400, stamped("2026-11-24T12:00:00+02:00")),
    Case("a zone of a day", 400, stamped("2026-11-24T12:00:00+24:00")),
    *(Case(f"stamped {stamp!r}", 400, stamped(stamp)) for stamp in (
        "", " ", "now", "NaN", "2026-11-24", "2026-11-24T12:00:00", "2026-11-24 12:00:00Z", "2026-11-24T12:00Z",
        "20261124T120000Z", "2026-W48-2T12:00:00Z", "2026-11-24T12:00:00z", " 2026-11-24T12:00:00Z",
        "2026-11-24T12:00:00Z\n", "2026-11-24T12:00:00ZZ", "2026-13-24T12:00:00Z", "2026-02-30T12:00:00Z",
        "2026-11-24T12:00:60Z", "0000-11-24T12:00:00Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59",
        "99999-11-24T12:00:00Z", "٢٠٢٦-11-24T12:00:00Z", "1795521600", "Tue, 24 Nov 2026 12:00:00 GMT")),
    *(Case(f"a timestamp that is {stamp!r}", 400, requested(timestamp=stamp)) for stamp in (
        None, 1795521600, 1795521600000, 1795521600.5, True, [], ["2026-11-24T12:00:00Z"], {})),
]  # fmt: skip

BODY = [
    Case("empty", 400, b""),
    Case("a space", 400, b" "),
    Case("no JSON", 400, b"hello"),
    Case("cut", 400, LAUNCH[:-1]),
    Case("with a tail", 400, LAUNCH + b"x"),
    Case("twice", 400, LAUNCH + LAUNCH),
    *(Case(f"only {body.decode()}", 400, body) for body in (b"null", b"true", b"1", b'"text"', b"[]", b"{}", b"NaN")),
    Case("in a list", 400, b"[" + LAUNCH + b"]"),
    Case("in UTF-16", 400, LAUNCH.decode().encode("utf-16")),
    Case("in UTF-32", 400, LAUNCH.decode().encode("utf-32")),
    Case("with a mark of its order", 400, b"\xef\xbb\xbf" + LAUNCH),
    Case("with bytes of no letter", 400, LAUNCH.replace(b"en-US", b"\xff\xfe")),
    Case("with half a letter", 400, LAUNCH.replace(b"en-US", b"\xc3")),
    Case("with an overlong letter", 400, LAUNCH.replace(b"en-US", b"\xc0\xaf")),
    Case("with half a character", 400, LAUNCH.replace(b"en-US", b"\\ud83e")),
    Case("with half a character as a key", 400, changed(**{"\udfff": 1})),
    Case("with a nothing in it", 400, LAUNCH.replace(b"en-US", b"\x00")),
    Case("with an escaped nothing", 200, LAUNCH.replace(b"en-US", b"\\u0000")),
    Case("not a number", 400, changed(x=float("nan"))),
    Case("without end", 400, changed(x=float("inf"))),
    Case("a number without end", 400, LAUNCH[:-1] + b', "x": 1e999}'),
    Case("a number of 5000 digits", 400, LAUNCH[:-1] + b', "x": ' + b"9" * 5000 + b"}"),
    Case("a number of 4000 digits", 200, LAUNCH[:-1] + b', "x": ' + b"9" * 4000 + b"}"),
    Case("a key said twice", 400, LAUNCH[:-1] + b', "version": "1.0"}'),
    Case("two requests", 400, LAUNCH[:-1] + b', "request": {}}'),
    Case("single quotes", 400, LAUNCH.replace(b'"', b"'")),
    Case("a comment", 400, LAUNCH + b"// x"),
    Case("a comma at the end", 400, LAUNCH[:-1] + b",}"),
    Case("32 levels", 200, nested(31)),
    Case("33 levels", 400, nested(32)),
    Case("100 levels", 400, nested(100)),
    Case("900 levels", 400, nested(900)),
    Case("5,000 levels", 400, nested(5_000)),
    Case("100,000 levels", 400, nested(100_000)),
    Case("levels that never close", 400, b"[" * 200_000),
    Case("tables that never close", 400, b'{"a":' * 50_000),
    Case("100,000 keys", 400, b'{"a":1,' * 30_000),
    Case("many small values", 200, changed(x=[0] * 60_000)),
    Case("one byte too large", 413, sized(LIMIT_BYTES + 1), fetched=""),
    Case("10 MB", 413, sized(10_000_000), fetched=""),
    Case("said to be of a terabyte", 413, put={"Content-Length": "1000000000000"}, fetched=""),
    Case("said to be of more than a number holds", 413, put={"Content-Length": "9" * 100}, fetched=""),
    Case("too large and unsigned", 413, sized(LIMIT_BYTES + 1), put={"Signature-256": CHANGED}, fetched=""),
    Case("no request", 400, changed(request=None)),
    *(Case(f"a request that is {value!r}", 400, changed(request=value)) for value in ([], "LaunchRequest", 5, {})),
    *(Case(f"a type that is {value!r}", 400, requested(type=value)) for value in (None, "", 5, [], {}, True)),
    *(Case(f"a type named {kind!r}", 200, requested(type=kind)) for kind in (
        "IntentRequest", "launchrequest", "System.ExceptionEncountered", "Alexa.Presentation.APL.UserEvent",
        "Connections.Response", "CanFulfillIntentRequest", "__class__", "os.system", "../../x", "LaunchRequest\0")),
    *(Case(f"a locale that is {value!r}", 200, requested(locale=value)) for value in (None, "xx-XX", "../../etc", 5, [])),
    *(Case(f"a request id that is {value!r}", 200, requested(requestId=value)) for value in (None, 5, {}, "a\nb", "x" * 999)),
    *(Case(f"an intent that is {value!r}", 200, written(envelope("IntentRequest", intent=value)))
      for value in (None, {}, [], "AMAZON.StopIntent", {"name": None}, {"name": 5}, {"name": "x", "slots": []},
                    {"name": "RoutineIntent", "slots": {"routine": None}},
                    {"name": "RoutineIntent", "slots": {"routine": {"resolutions": {"resolutionsPerAuthority": [{}]}}}})),
    *(Case(f"attributes that are {value!r}", 200, changed(session={**envelope()["session"], "attributes": value}))
      for value in (None, [], "x", {"place": 5}, {"place": {"routine": "../x", "cue": -1}}, {"question": {}, "mode": []})),
    *(Case(f"a session that is {value!r}", 400, changed(session=value)) for value in ([], "x", 5, True)),
    Case("no session", 200, changed(session=None)),
    Case("hostile names", 200, changed(**{"__class__": 1, "__dict__": {}, "__proto__": {"x": 1}, "constructor": []})),
]  # fmt: skip

OTHER = {"applicationId": "amzn1.ask.skill.another"}
OURS = {"applicationId": SKILL}
APPLICATION = [
    Case("another's", 400, changed(context={"System": {"application": OTHER}}, session=None)),
    Case("another's in both places", 400, written({**json.loads(LAUNCH.replace(SKILL.encode(), b"amzn1.x"))})),
    Case("another's in the session", 400, changed(session={**envelope()["session"], "application": OTHER})),
    Case("ours in the session only", 400, systemic({"application": OTHER})),
    Case("ours, and a session without any", 200, changed(session={"sessionId": "s", "new": True})),
    Case("a session with an empty one", 400, changed(session={**envelope()["session"], "application": {}})),
    Case("a session with a broken one", 400, changed(session={**envelope()["session"], "application": "x"})),
    Case("no context", 400, changed(context=None)),
    *(Case(f"a context that is {value!r}", 400, changed(context=value)) for value in ({}, [], "x", 5)),
    *(Case(f"a system that is {value!r}", 400, systemic(value)) for value in (None, {}, [], "x")),
    *(Case(f"an application that is {value!r}", 400, systemic({"application": value})) for value in (None, {}, [], SKILL)),
    *(Case(f"an id that is {value!r}", 400, systemic({"application": {"applicationId": value}})) for value in (
        None, "", 5, [], [SKILL], {}, True, SKILL.upper(), SKILL + " ", " " + SKILL, SKILL + "\0", SKILL[:-1], SKILL + "x")),
    Case("said twice, ours last", 400, LAUNCH.replace(
        b'"application": {"applicationId"', b'"application": {"applicationId": "x", "applicationId"')),
    Case("in the wrong place", 400, changed(context={"application": OURS})),
]  # fmt: skip

FETCH = [
    *(Case(f"fails with {type(error).__name__}: {error}", 400, file=error, fetched=URL) for error in (
        Refused("late"), OSError("404"), TimeoutError("late"), ConnectionResetError("reset"), ValueError("bad"),
        UnicodeError("bad"), RuntimeError("any"), KeyError("any"), RecursionError("any"), MemoryError("any"))),
    Case("a file of the largest size", 200, file=lambda: good_file() + b"\n" * (LARGEST_FILE - len(good_file()))),
]  # fmt: skip

GROUPS = {
    "valid": VALID,
    "headers": HEADERS,
    "signature": SIGNATURE,
    "url": URLS,
    "chain": CHAIN,
    "time": TIME,
    "body": BODY,
    "application id": APPLICATION,
    "fetch": FETCH,
}


def sent(cloud: Cloud, case: Case) -> tuple[int, bytes]:
    """Send a case's request to a new service; the status and the answer."""
    put: Table = {**headers(case.body, case.url, case.sign), "Content-Length": str(len(case.body)), **case.put}
    environ: Table = {"REQUEST_METHOD": case.method, "wsgi.input": BytesIO(case.body), "CONTENT_LENGTH": ""}
    for name, value in put.items():
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        if value is CHANGED:
            environ.pop(key, None)
        else:  # a server joins what is sent twice, and reads headers as Latin-1
            joined = ",".join(value) if isinstance(value, list) else value
            environ[key] = joined.encode("utf-8", "surrogateescape").decode("latin-1")
    response = cloud.app().test_client().open("/alexa", environ_overrides=environ)
    return response.status_code, response.data


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}: {case.name}"[:90]) for group, cases in GROUPS.items() for case in cases]
)
def test_exactly_the_right_status(case: Case) -> None:
    """Each request gets its status, refusals say nothing, answers are whole, and only the canonical URL is asked for."""
    cloud = Cloud(case.file if isinstance(case.file, Exception) else case.file())
    status, answer = sent(cloud, case)
    assert case.status == status
    if status == 200:
        assert {"version", "response"} <= json.loads(answer).keys()
    else:
        assert b"" == answer
    if case.fetched is not None:
        assert ([case.fetched] if case.fetched else []) == cloud.fetched


def test_there_are_enough_cases() -> None:
    """The suite holds what the issue asks for, and no case twice."""
    names = [(group, case.name) for group, cases in GROUPS.items() for case in cases]
    assert len(names) >= 150
    assert len(set(names)) == len(names)


# The cache


class Visits:
    """One service, asked again and again."""

    def __init__(self, file: bytes | Exception | None = None) -> None:
        self.cloud = Cloud(file)
        self.client = self.cloud.app().test_client()

    def ask(self, url: str = URL, key: str = "leaf") -> int:
        """Send a launch of this moment."""
        body = written(envelope(timestamp=self.cloud.now.strftime("%Y-%m-%dT%H:%M:%SZ")))
        put = headers(body, url, lambda each: signature(each, rsa_key(key)))
        return self.client.post("/alexa", data=body, headers=put).status_code


@pytest.fixture
def visits() -> Iterator[Visits]:
    """Ask a service that trusts the good file."""
    yield Visits()


def test_a_file_is_fetched_once(visits: Visits) -> None:
    """Many requests need one fetch."""
    assert [200] * 20 == [visits.ask() for _ in range(20)]
    assert [URL] == visits.cloud.fetched


@pytest.mark.parametrize(
    "written_as", [f"{URL}?{n}" for n in range(3)] + [f"{S3}:443/x/../echo.api/{FILE}", f"{URL}#x"]
)
def test_one_file_is_one_entry_however_its_url_is_written(visits: Visits, written_as: str) -> None:
    """The canonical URL keys the cache."""
    assert (200, 200) == (visits.ask(), visits.ask(written_as))
    assert [URL] == visits.cloud.fetched


@pytest.mark.parametrize("failure", [OSError("404"), b"", b"<html>", b"-----BEGIN CERTIFICATE-----"], ids=repr)
def test_a_failure_is_not_kept(failure: bytes | Exception) -> None:
    """After a failed fetch or a bad file, the next request finds the good one."""
    visits = Visits(failure)
    assert 400 == visits.ask()
    visits.cloud.files[URL] = good_file()
    assert 200 == visits.ask()


def test_a_chain_nobody_trusts_is_not_kept() -> None:
    """What failed its validation is fetched and validated again."""
    visits = Visits(pem(leaf(by="stranger"), root("stranger")))
    assert [400, 400] == [visits.ask(), visits.ask()]
    assert [URL, URL] == visits.cloud.fetched


def test_a_bad_signature_leaves_the_cache_as_it_is(visits: Visits) -> None:
    """A forger costs no fetch and does no harm to the next."""
    assert [200, 400, 200] == [visits.ask(), visits.ask(key="thief"), visits.ask()]
    assert [URL] == visits.cloud.fetched


@pytest.mark.parametrize("which", ["leaf", "intermediate"])
def test_nothing_is_kept_beyond_its_certificates(which: str) -> None:
    """The earliest end on the path ends the entry; then the renewed file at the same URL is seen."""
    soon = {"ends": NOW + 10 * MINUTE}
    visits = Visits(
        pem(leaf(**(soon if which == "leaf" else {})), between(**(soon if which == "intermediate" else {})))
    )
    assert 200 == visits.ask()
    visits.cloud.now += 11 * MINUTE
    assert 400 == visits.ask()
    visits.cloud.files[URL] = good_file()
    assert 200 == visits.ask()


def test_a_renewed_file_is_seen_within_the_hour(visits: Visits) -> None:
    """Even a signer that is good for weeks is asked for again."""
    assert 200 == visits.ask()
    visits.cloud.files[URL] = pem(leaf(key=rsa_key("renewed")), between())
    visits.cloud.now += LONGEST_KEPT
    assert (200, 400) == (visits.ask(key="renewed"), visits.ask())


def test_the_cache_is_small_and_forgets_the_longest_unused(visits: Visits) -> None:
    """Sixty URLs leave sixteen signers; the one in use stays."""
    visits.ask()
    for number in range(60):
        url = f"{S3}/echo.api/{number}.pem"
        visits.cloud.files[url] = good_file()
        assert (200, 200) == (visits.ask(url), visits.ask())
    assert 1 == visits.cloud.fetched.count(URL)
    visits.cloud.fetched.clear()
    for number in range(60):
        visits.ask(f"{S3}/echo.api/{number}.pem")
    assert 60 - MOST_SIGNERS < len(visits.cloud.fetched)


def test_two_urls_are_two_signers(visits: Visits) -> None:
    """A key is good for the file it stands in, and for no other."""
    other = f"{S3}/echo.api/other.pem"
    visits.cloud.files[other] = pem(leaf(key=rsa_key("renewed")), between())
    assert (200, 200) == (visits.ask(), visits.ask(other, "renewed"))
    assert (400, 400) == (visits.ask(other), visits.ask(key="renewed"))


def test_the_same_request_twice_is_answered_twice(visits: Visits) -> None:
    """Amazon sends again what it got no answer to, and asks for nothing against replays within the 150 seconds."""
    assert [200, 200] == [visits.ask(), visits.ask()]
    body = written(envelope())
    visits.cloud.now += timedelta(seconds=151)
    assert 400 == visits.client.post("/alexa", data=body, headers=headers(body)).status_code


# The real thing


def test_amazons_own_file_of_2023_is_trusted_at_its_time() -> None:
    """The chain that Alexa really used leads to certifi's roots, and no longer than its leaf was good."""
    file = (Path(__file__).parent / "data" / "echo-api-cert-12.pem").read_bytes()
    found = signer(file, trust_roots(), datetime(2023, 6, 1, tzinfo=UTC))
    assert datetime(2023, 12, 23, 23, 59, 59, tzinfo=UTC) == found.expires
    with pytest.raises(Refused):
        signer(file, trust_roots(), NOW)
