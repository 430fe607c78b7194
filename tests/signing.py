"""Plays Amazon for the tests of the web service: an authority, certificate files at URLs, signed requests, a clock."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from flask import Flask

from skill.web import create_app

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SKILL = "amzn1.ask.skill.0f2c9a3e-test"
URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-1.pem"
ALEXA = "echo-api.amazon.com"
DAY = timedelta(days=1)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
Table = dict[str, Any]


def rsa_key(name: str = "leaf", bits: int = 2048) -> rsa.RSAPrivateKey:
    """Make a key of a name, once."""
    return _rsa_key(name, bits)


@cache
def ec_key(name: str) -> ec.EllipticCurvePrivateKey:
    """Make a key of another kind, of a name, once."""
    return ec.generate_private_key(ec.SECP256R1())


def certificate(
    subject: str,
    key: Key,
    issuer: str,
    issuer_key: Key,
    *,
    authority: bool = False,
    names: Sequence[str] | None = (ALEXA,),
    use: x509.ObjectIdentifier | None = ExtendedKeyUsageOID.SERVER_AUTH,
    signing: bool | None = True,
    begins: datetime = NOW - 30 * DAY,
    ends: datetime = NOW + 30 * DAY,
    path: int | None = None,
    only: str | None = None,
    digest: hashes.HashAlgorithm | None = None,
) -> x509.Certificate:
    """Make a certificate, good unless said otherwise; `signing` None leaves the key usage out, `only` limits names."""
    build = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=path), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if signing is not None:
        build = build.add_extension(_usage(signing and not authority, authority), critical=True)
    if only is not None:
        build = build.add_extension(x509.NameConstraints([x509.DNSName(only)], None), critical=True)
    if not authority and names is not None:
        build = build.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
    if not authority and use is not None:
        build = build.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
    return build.sign(issuer_key, digest or hashes.SHA256())


def root(name: str = "root", **different: Any) -> x509.Certificate:
    """Make a root of a name, signed by itself."""
    return certificate(name, ec_key(name), name, ec_key(name), authority=True, **different)


def between(name: str = "between", by: str = "root", **different: Any) -> x509.Certificate:
    """Make an intermediate of a name, signed by another authority."""
    different = {"authority": True, **different}
    return certificate(name, ec_key(name), by, ec_key(by), names=None, use=None, **different)


def leaf(by: str = "between", key: Key | None = None, **different: Any) -> x509.Certificate:
    """Make Alexa's own certificate, signed by an authority."""
    return certificate(ALEXA, key or rsa_key(), by, ec_key(by), **different)


@cache
def trusted_root() -> x509.Certificate:
    """Make the root that the tests trust, once."""
    return root(begins=NOW - 3650 * DAY, ends=NOW + 3650 * DAY)


@cache
def good_file() -> bytes:
    """Make a good certificate file, once."""
    return pem(leaf(), between())


def pem(*certificates: x509.Certificate) -> bytes:
    """Write certificates as a file."""
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in certificates)


def signature(body: bytes, key: rsa.RSAPrivateKey | None = None, digest: hashes.HashAlgorithm | None = None) -> str:
    """Sign a body as Alexa does."""
    signed = (key or rsa_key()).sign(body, padding.PKCS1v15(), digest or hashes.SHA256())
    return base64.b64encode(signed).decode()


def envelope(kind: str = "LaunchRequest", **request: Any) -> Table:
    """Make an envelope as an Echo sends it; keywords go into the request."""
    application, user = {"applicationId": SKILL}, {"userId": "amzn1.ask.account.TEST"}
    made: Table = {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "amzn1.echo-api.session.test",
            "application": application,
            "attributes": {},
            "user": user,
        },
        "context": {
            "System": {
                "application": dict(application),
                "user": dict(user),
                "device": {"deviceId": "amzn1.ask.device.T"},
            }
        },
        "request": {
            "type": kind,
            "requestId": "amzn1.echo-api.request.test",
            "timestamp": NOW.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": "en-US",
            **request,
        },
    }
    return made


def intent(name: str, **slots: Table) -> Table:
    """Make an intent's envelope."""
    return envelope("IntentRequest", intent={"name": name, "confirmationStatus": "NONE", "slots": slots})


def without_session(made: Table) -> Table:
    """Leave the session out of an envelope."""
    return {key: value for key, value in made.items() if key != "session"}


def written(made: object) -> bytes:
    """Write an envelope as bytes."""
    return json.dumps(made).encode()


class Cloud:
    """Certificate files at URLs, what was asked for, and the time."""

    def __init__(self, file: bytes | Exception | None = None) -> None:
        self.files: dict[str, bytes | Exception] = {URL: good_file() if file is None else file}
        self.fetched: list[str] = []
        self.now = NOW

    def fetch(self, url: str) -> bytes:
        """Give the file at a URL, or fail as it would."""
        self.fetched.append(url)
        found = self.files.get(url, OSError("404"))
        if isinstance(found, Exception):
            raise found
        return found

    def clock(self) -> datetime:
        """Tell the time."""
        return self.now

    def app(self, skill_id: str | None = SKILL, **different: Any) -> Flask:
        """Build the service that trusts this Amazon."""
        settings = {"trust_roots": pem(trusted_root()), "memory": "memory:", "fetch": self.fetch, "clock": self.clock}
        return create_app(skill_id, **{**settings, **different})


def headers(body: bytes, url: str = URL, sign: Callable[[bytes], str] = signature) -> dict[str, str]:
    """Make the headers that go with a body."""
    return {
        "Content-Type": "application/json; charset=utf-8",
        "SignatureCertChainUrl": url,
        "Signature-256": sign(body),
        "Signature": base64.b64encode(b"sha-1 is looked at by nobody").decode(),
    }


@cache
def _rsa_key(name: str, bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(signs: bool, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=False,
        key_encipherment=not authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
