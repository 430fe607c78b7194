"""Brings in flask-ask-sdk's adapter on today's OpenSSL.

Its verifier imports `certvalidator`, whose `oscrypto` dies on every OpenSSL with a patch level of two digits (3.0.10
and later; mended in 2023, never released). In its place stands one on `cryptography`, always, so that every machine
runs the same code. Nothing here asks it anything: `skill.verify` judges before the adapter reads a byte. Should the
kit's own verifier ever be left on, it still meets a real path validation.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from cryptography import x509

from skill.certificates import trust_roots, trusted
from skill.refused import Refused


class PathError(Exception):
    """There is no path to a trusted root."""


class ValidationError(Exception):
    """A certificate cannot be read."""


class CertificateValidator:
    """What the kit's verifier calls: certificates in DER, the end entity's and those between."""

    def __init__(self, end_entity_cert: bytes, intermediate_certs: Sequence[bytes] = ()) -> None:
        self._certificates = (end_entity_cert, *intermediate_certs)

    def validate_usage(self, key_usage: set[str]) -> None:
        """Raise `PathError` unless Alexa may sign with the certificate now; signing is the only use there is."""
        try:
            leaf, *others = (x509.load_der_x509_certificate(each) for each in self._certificates)
        except (TypeError, ValueError) as error:
            raise ValidationError("a certificate cannot be read") from error
        if key_usage != {"digital_signature"}:
            raise ValidationError("certificates are for signing here")
        try:
            trusted(leaf, others, trust_roots(), datetime.now(UTC))
        except Refused as error:
            raise PathError(str(error)) from error


def _adapter() -> Any:
    errors = ModuleType("certvalidator.errors")
    errors.__dict__.update(PathError=PathError, ValidationError=ValidationError)
    package = ModuleType("certvalidator")
    package.__dict__.update(CertificateValidator=CertificateValidator, errors=errors, __path__=[])
    sys.modules.update({"certvalidator": package, "certvalidator.errors": errors})
    from flask_ask_sdk.skill_adapter import SkillAdapter

    return SkillAdapter


SkillAdapter: Any = _adapter()
"""`flask_ask_sdk.skill_adapter.SkillAdapter`, imported after its broken neighbour was replaced."""
