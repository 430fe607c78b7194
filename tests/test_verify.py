"""The parts of verification: canonical URLs, fetching over a real connection, one fetch for all, the SDK's import."""

from __future__ import annotations

import base64
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import given
from hypothesis import strategies as st

from skill import sdk_import
from skill.certificates import Signer, signer, trust_roots
from skill.envelope import envelope as read
from skill.fetching import LIMIT_BYTES, _connection, fetch
from skill.refused import Refused
from skill.verify import Verifier, canonical
from tests.signing import (
    NOW,
    SKILL,
    URL,
    Cloud,
    certificate,
    ec_key,
    envelope,
    good_file,
    leaf,
    pem,
    root,
    rsa_key,
    signature,
    trusted_root,
    written,
)

EVER = {"begins": datetime(2020, 1, 1, tzinfo=UTC), "ends": datetime(2099, 1, 1, tzinfo=UTC)}
SOON = 0.4  # seconds: the deadline of the tests that wait for one

# Canonical URLs


@given(st.text(alphabet="./%2eE~aA-?#@:\\ \t", max_size=30))
def test_a_canonical_url_never_leaves_the_folder(tail: str) -> None:
    """Whatever is appended, the result is refused or plain, inside the folder, and its own canonical form."""
    try:
        found = canonical("https://s3.amazonaws.com/echo.api/" + tail)
    except Refused:
        return
    assert found.startswith("https://s3.amazonaws.com/echo.api/")
    assert not {"..", "."} & set(found.split("/")[3:])
    assert not set("%?#@:\\ \t") & set(found.removeprefix("https:"))
    assert found == canonical(found)


@given(st.text(max_size=60))
def test_any_text_is_a_canonical_url_or_refused(text: str) -> None:
    """No text makes the rules fail in another way."""
    with suppress(Refused):
        assert canonical(text).startswith("https://s3.amazonaws.com/echo.api/")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_as_a_body_and_as_a_file(noise: bytes) -> None:
    """No bytes make a parser fail in another way."""
    with pytest.raises(Refused):
        read(noise, SKILL, NOW)
    with pytest.raises(Refused):
        signer(noise, trust_roots(pem(trusted_root())), NOW)


# Trust roots


def test_roots_come_from_bytes_a_path_or_certifi(tmp_path: Path) -> None:
    """The same file is trusted as bytes and as a path; certifi's roots do not trust an authority of the tests."""
    (tmp_path / "roots.pem").write_bytes(pem(trusted_root()))
    for source in (pem(trusted_root()), tmp_path / "roots.pem", str(tmp_path / "roots.pem")):
        assert rsa_key().public_key() == signer(good_file(), trust_roots(source), NOW).key
    with pytest.raises(Refused):
        signer(good_file(), trust_roots(), NOW)


def test_one_root_that_cannot_be_read_does_not_take_the_others_along() -> None:
    """A bundle with a broken certificate in it still trusts the rest."""
    broken = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    assert signer(good_file(), trust_roots(broken + pem(trusted_root())), NOW)


@pytest.mark.parametrize("source", [b"", b"hello", pem(trusted_root())[:99]], ids=["empty", "words", "cut"])
def test_roots_without_a_certificate_are_a_mistake(source: bytes) -> None:
    """A service that trusts nobody by mistake would refuse everybody."""
    with pytest.raises(ValueError, match="no certificate"):
        trust_roots(source)


def test_a_signer_lasts_as_long_as_the_earliest_of_its_path() -> None:
    """The expiry is that of the certificate that ends first, the root's included."""
    ends = datetime(2026, 12, 1, tzinfo=UTC)
    short = root("short", ends=ends)
    assert Signer(rsa_key().public_key(), ends) == signer(pem(leaf(by="short")), trust_roots(pem(short)), NOW)


# One fetch for all who wait


def _asked(verifier: Verifier, outcomes: list[str]) -> None:
    body = written(envelope())
    try:
        verifier.verify(URL, signature(body), body, NOW)
        outcomes.append("good")
    except Refused:
        outcomes.append("refused")


@pytest.mark.parametrize(("file", "outcome"), [(good_file(), "good"), (OSError("404"), "refused")], ids=["good", "bad"])
def test_who_comes_while_a_file_is_fetched_waits_for_it(file: bytes | Exception, outcome: str) -> None:
    """Requests at the same moment need one fetch, and share how it ends."""
    cloud, begun, go_on = Cloud(file), threading.Event(), threading.Event()

    def slow(url: str) -> bytes:
        begun.set()
        assert go_on.wait(10)
        return cloud.fetch(url)

    outcomes: list[str] = []
    verifier = Verifier(trust_roots(pem(trusted_root())), slow)
    threads = [threading.Thread(target=_asked, args=(verifier, outcomes)) for _ in range(8)]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert [outcome] * 8 == outcomes
    assert file is not good_file() or [URL] == cloud.fetched


# Fetching, over a real connection to this machine


@dataclass
class Proxy:
    """A proxy on this machine that plays s3.amazonaws.com behind it."""

    port: int
    heads: list[bytes] = field(default_factory=list)


Play = Callable[[socket.socket], None]


@contextmanager
def proxy(play: Play, tunnel: Play | None = None, context: ssl.SSLContext | None = None) -> Iterator[Proxy]:
    """Serve until the block ends: open a tunnel (or do as `tunnel` does), then play the server."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = Proxy(server.getsockname()[1])

        def run() -> None:
            while True:
                try:
                    plain, _ = server.accept()
                except OSError:
                    return
                with closing(plain), suppress(OSError):
                    plain.settimeout(10)
                    found.heads.append(_head(plain))
                    if tunnel is not None:
                        tunnel(plain)
                        continue
                    plain.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                    with (context or TLS).wrap_socket(plain, server_side=True) as secure:
                        found.heads.append(_head(secure))
                        play(secure)
                        secure.unwrap()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield found
        finally:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()
            thread.join(10)


def _head(connection: socket.socket) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        more = connection.recv(1)
        if not more:
            raise OSError("gone")
        head += more
    return head


def _server(folder: Path, name: str, authority: str) -> ssl.SSLContext:
    key = rsa_key("server")
    shape = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*shape))
    (folder / "server.pem").write_bytes(pem(certificate(name, key, authority, ec_key(authority), names=[name], **EVER)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "key.pem")
    return context


TLS: ssl.SSLContext


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Trust the tests' authority for connections, and forget what the machine's own environment says."""
    for name in ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "connection-roots.pem").write_bytes(pem(root("connections", **EVER)))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "connection-roots.pem"))


@pytest.fixture(autouse=True, scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make the certificate of the server behind the proxy, once."""
    global TLS  # noqa: PLW0603  # one for the module, as a constant would be
    TLS = _server(tmp_path_factory.mktemp("server"), "s3.amazonaws.com", "connections")


def through(monkeypatch: pytest.MonkeyPatch, found: Proxy, credentials: str = "") -> None:
    """Set the proxy in the environment, as whoever runs the service does."""
    monkeypatch.setenv("HTTPS_PROXY", f"http://{credentials}127.0.0.1:{found.port}")


def saying(answer: bytes) -> Play:
    """Play a server that says this and hangs up."""
    return lambda connection: connection.sendall(answer)


def whole(body: bytes) -> bytes:
    """Write a good answer."""
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def test_a_file_comes_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTPS_PROXY is honoured with its name and word, SSL_CERT_FILE too, and the canonical path is asked for."""
    with proxy(saying(whole(good_file()))) as found:
        through(monkeypatch, found, "me:w%40rd@")
        assert good_file() == fetch(URL)
    tunnel, asked = found.heads
    assert tunnel.startswith(b"CONNECT s3.amazonaws.com:443 HTTP/1.")
    assert b"Proxy-Authorization: Basic " + base64.b64encode(b"me:w@rd") in tunnel
    assert asked.startswith(b"GET /echo.api/echo-api-cert-1.pem HTTP/1.1\r\nHost: s3.amazonaws.com\r\n")
    assert b"Proxy-Authorization" not in asked


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\nabc",
        b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabcd",
    ],
    ids=["chunks", "until it hangs up", "the length says where it ends"],
)
def test_a_file_comes_in_any_framing(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    """What HTTP allows is read."""
    with proxy(saying(answer)) as found:
        through(monkeypatch, found)
        assert b"abc" == fetch(URL)


def test_the_largest_file_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit itself is allowed."""
    with proxy(saying(whole(b"x" * LIMIT_BYTES))) as found:
        through(monkeypatch, found)
        assert LIMIT_BYTES == len(fetch(URL))


def _endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def _redirect(status: int) -> bytes:
    return b"HTTP/1.1 %d Elsewhere\r\nLocation: https://evil.com/echo.api/x.pem\r\nContent-Length: 0\r\n\r\n" % status


REFUSALS = {
    **{f"{status}": b"HTTP/1.1 %d No\r\nContent-Length: 3\r\n\r\nabc" % status for status in (201, 206, 403, 404, 500, 503)},
    **{f"redirect {status}": _redirect(status) for status in (301, 302, 303, 307, 308)},
    "too large": whole(b"x" * (LIMIT_BYTES + 1)),
    "said to be too large": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc",
    "cut": whole(good_file())[:-100],
    "cut chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nabc",
    "nothing": b"",
    "no HTTP": b"SSH-2.0-OpenSSH\r\n\r\n",
    "no end of headers": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000,
    "a thousand headers": b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 1000 + b"\r\n",
    "noise": bytes(range(256)) * 100,
}  # fmt: skip


@pytest.mark.parametrize("answer", REFUSALS.values(), ids=REFUSALS.keys())
def test_any_other_answer_is_refused(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    """No other status, no redirect, no file too large or cut: and nobody else is asked."""
    with proxy(saying(answer)) as found:
        through(monkeypatch, found)
        with pytest.raises(Refused):
            fetch(URL)
    assert 2 == len(found.heads)


def test_an_endless_file_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than the limit is read."""
    with proxy(_endless) as found:
        through(monkeypatch, found)
        with pytest.raises(Refused, match="could not be fetched"):
            fetch(URL)


def _dripping(first: bytes) -> Play:
    """Play a server that goes on a byte at a time, faster than any timeout of a single read."""

    def play(connection: socket.socket) -> None:
        connection.sendall(first)
        wait = threading.Event()
        while not wait.wait(0.02):
            connection.sendall(b"x")

    return play


def _silent(connection: socket.socket) -> None:
    with suppress(TimeoutError):
        while connection.recv(4096):
            pass


DRIPS: dict[str, tuple[Play, Play | None]] = {
    "silent in the tunnel": (_silent, _silent),
    "dripping in the tunnel": (_silent, _dripping(b"HTTP/1.1 200 OK\r\nX: ")),
    "silent in the handshake": (_silent, lambda it: (it.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), _silent(it))[1]),
    "dripping in the handshake": (_silent, _dripping(b"HTTP/1.1 200 OK\r\n\r\n\x16\x03\x03\x40\x00")),
    "silent before the headers": (_silent, None),
    "dripping in the headers": (_dripping(b"HTTP/1.1 200 OK\r\nX: "), None),
    "silent before the file": (lambda it: (it.sendall(whole(b"x" * 9)[:-9]), _silent(it))[1], None),
    "dripping in the file": (_dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"), None),
}


@pytest.mark.parametrize(("play", "tunnel"), DRIPS.values(), ids=DRIPS.keys())
def test_the_deadline_holds_for_all_of_it(monkeypatch: pytest.MonkeyPatch, play: Play, tunnel: Play | None) -> None:
    """Whoever is slow, wherever, and however busy it looks: the caller goes on, and the connection ends."""
    with proxy(play, tunnel) as found:
        through(monkeypatch, found)
        with pytest.raises(Refused, match="in time|could not be fetched"):
            fetch(URL, SOON)
        for thread in threading.enumerate():
            if thread.name == "alexa-certificate":
                thread.join(SOON)
                assert not thread.is_alive()


@pytest.mark.parametrize(("name", "authority"), [("evil.com", "connections"), ("s3.amazonaws.com", "stranger")])
def test_only_amazons_server_is_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, authority: str
) -> None:
    """A server with another name, or of an authority that SSL_CERT_FILE does not hold, gives no file."""
    with proxy(saying(whole(good_file())), context=_server(tmp_path, name, authority)) as found:
        through(monkeypatch, found)
        with pytest.raises(Refused):
            fetch(URL)


def test_the_roots_of_requests_are_not_those_of_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without SSL_CERT_FILE, certifi's roots are asked, and they do not know the tests' server."""
    monkeypatch.delenv("SSL_CERT_FILE")
    with proxy(saying(whole(good_file()))) as found:
        through(monkeypatch, found)
        with pytest.raises(Refused):
            fetch(URL)


@pytest.mark.parametrize("value", ["http://127.0.0.1:1", "socks5://127.0.0.1:1", "http://127.0.0.1:x", "http://", "::"])
def test_a_proxy_that_is_not_there_is_a_refusal(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """A wrong setting refuses requests; it does not fail in another way, nor go around the proxy."""
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(Refused):
        fetch(URL, SOON)


def test_a_proxy_that_says_no_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the proxy does not let through is not fetched another way."""
    with proxy(_silent, saying(b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")) as found:
        through(monkeypatch, found)
        with pytest.raises(Refused):
            fetch(URL)


def test_no_proxy_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_PROXY names servers that are asked straight; nothing is connected here."""
    monkeypatch.setenv("HTTPS_PROXY", "127.0.0.1:3128")
    with closing(_connection("s3.amazonaws.com", SOON)) as by_proxy:
        assert ("127.0.0.1", 3128) == (by_proxy.host, by_proxy.port)
    monkeypatch.setenv("NO_PROXY", "amazonaws.com")
    with closing(_connection("s3.amazonaws.com", SOON)) as straight:
        assert ("s3.amazonaws.com", 443) == (straight.host, straight.port)


def test_missing_connection_roots_are_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that leads nowhere refuses requests; it does not fail in another way."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/roots.pem")
    with pytest.raises(Refused):
        fetch(URL, SOON)


# The SDK's import


def test_the_adapter_can_be_imported_on_this_machines_openssl() -> None:
    """In a clean process the kit's adapter comes in, with our certvalidator, whatever OpenSSL's version is."""
    code = (
        "import ssl, sys; from skill.sdk_import import SkillAdapter, CertificateValidator;"
        "import ask_sdk_webservice_support.verifier as kit;"
        "assert kit.CertificateValidator is CertificateValidator; assert 'oscrypto' not in sys.modules;"
        "print(SkillAdapter.__module__, ssl.OPENSSL_VERSION)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("flask_ask_sdk.skill_adapter OpenSSL")


def test_the_kits_own_verifier_would_still_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should it ever be left on, the kit's chain check is a real one: it takes a good chain, and no forged one."""
    from ask_sdk_webservice_support.verifier import RequestVerifier, VerificationException

    monkeypatch.setattr(sdk_import, "trust_roots", lambda: trust_roots(pem(root("anchor", **EVER))))
    kit = RequestVerifier()
    kit._validate_cert_chain(pem(leaf(by="anchor", **EVER)))
    for forged in (pem(leaf(by="stranger", **EVER)), pem(leaf(by="anchor", signing=False, **EVER))):
        with pytest.raises(VerificationException):
            kit._validate_cert_chain(forged)


@pytest.mark.parametrize(
    ("certificates", "use"), [((b"junk",), {"digital_signature"}), ((b"", b""), {"digital_signature"}), ((), set())]
)
def test_the_stand_in_refuses_what_it_cannot_read(certificates: tuple[bytes, ...], use: set[str]) -> None:
    """The kit catches the two errors that its own library raised."""
    first, *others = certificates or (leaf().public_bytes(serialization.Encoding.DER),)
    with pytest.raises(sdk_import.ValidationError):
        sdk_import.CertificateValidator(first, others).validate_usage(use)
