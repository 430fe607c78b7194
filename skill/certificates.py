"""Who signs Alexa's requests: from a file of certificates to the key they are checked with.

One parser reads the file, and the certificate whose key is used is the one whose path was validated. Revocation is not
looked at (nor does any of Amazon's own kits); nothing is pinned, so that Amazon may change its intermediates.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store

from skill.refused import Refused

ALEXA = "echo-api.amazon.com"
"""The name that the signing certificate is made out to (Amazon, host a custom skill as a web service)."""
MOST_CERTIFICATES = 10
RSA_BITS = range(2048, 4097)

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that Amazon signs with, and when the earliest certificate on its path runs out."""

    key: RSAPublicKey
    expires: datetime


def trust_roots(source: str | Path | bytes | None = None) -> Store:
    """The roots to trust: a PEM file, its bytes, or certifi's; `ValueError` when it holds none."""
    pem = source if isinstance(source, bytes) else Path(source or certifi.where()).read_bytes()
    roots = []
    for block in _PEM.findall(pem):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # certifi has a root with a serial number that is no longer good manners
            try:
                roots.append(x509.load_pem_x509_certificate(block))
            except ValueError:
                continue  # one root that cannot be read does not take the others along
    if not roots:
        raise ValueError("the trust roots hold no certificate in PEM form")
    return Store(roots)


def signer(pem: bytes, roots: Store, now: datetime) -> Signer:
    """The signer that a certificate file names, its own certificate first; `Refused` when it is not to be trusted."""
    try:
        leaf, *others = x509.load_pem_x509_certificates(pem)
    except Exception as error:  # whatever a parser can raise, the file is no certificate chain
        raise Refused("the certificate file cannot be read") from error
    path = trusted(leaf, others, roots, now)
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size not in RSA_BITS:
        raise Refused("the certificate's key is not RSA of 2048 to 4096 bits")
    return Signer(key, min(each.not_valid_after_utc for each in path))


def trusted(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], roots: Store, now: datetime
) -> list[x509.Certificate]:
    """The path from Alexa's certificate to a root, for signing, at a time; `Refused` when there is none."""
    if len(others) >= MOST_CERTIFICATES:
        raise Refused("the certificate file holds too many certificates")
    try:
        verifier = PolicyBuilder().store(roots).time(now).build_server_verifier(x509.DNSName(ALEXA))
        path = verifier.verify(leaf, list(others))
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        named = ALEXA in names.get_values_for_type(x509.DNSName)  # itself: a wildcard is not it
        signs = _signs(leaf)
    except Exception as error:  # a hostile certificate fails in many ways, and all mean the same
        raise Refused("the certificate is not trusted") from error
    if not named or not signs:
        raise Refused("the certificate is not made out to Alexa for signing")
    return path


def _signs(leaf: x509.Certificate) -> bool:
    """Whether a certificate is for signatures; one that does not limit its use is."""
    try:
        return leaf.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except x509.ExtensionNotFound:
        return True
