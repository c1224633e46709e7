"""A registry of the tests' own: Debian's docker-registry on loopback, open, with a password, or with tokens."""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import trustme
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

USER, PASSWORD = "puller", "open-sesame"
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
# bcrypt, the only form that the registry takes.
_HTPASSWD = f"{USER}:$2b$05$abcdefghijklmnopqrstuutXu9KzOt.1yBoZUeFWoT/914/JfszCO\n"
INDEX = "application/vnd.oci.image.index.v1+json"
_MANIFEST = "application/vnd.oci.image.manifest.v1+json"
_CONFIG = "application/vnd.oci.image.config.v1+json"


@dataclass(frozen=True)
class Registry:
    """A running registry.

    Args:
        host: Its host and port, as in a reference.
        push: A client that may push.
    """

    host: str
    push: httpx.Client

    def image(self, repository: str, tag: str, *architectures: str) -> str:
        """Push an image, or for several architectures an index; its digest as the specification defines it."""
        manifests = [self._single(repository, architecture) for architecture in architectures or ("amd64",)]
        if not architectures:
            return self._manifest(repository, tag, _MANIFEST, manifests[0])
        descriptors = []
        for architecture, content in zip(architectures, manifests, strict=True):
            digest = self._manifest(repository, _digest(content), _MANIFEST, content)
            platform = {"architecture": architecture, "os": "linux"}
            descriptors.append({"mediaType": _MANIFEST, "digest": digest, "size": len(content), "platform": platform})
        index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": descriptors}
        return self._manifest(repository, tag, INDEX, json.dumps(index).encode())

    def _single(self, repository: str, architecture: str) -> bytes:
        config = json.dumps({"architecture": architecture, "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}})
        digest = _digest(config.encode())
        started = self.push.post(f"/v2/{repository}/blobs/uploads/").raise_for_status()
        place = httpx.URL(started.headers["Location"]).copy_merge_params({"digest": digest})
        self.push.put(place, content=config.encode()).raise_for_status()
        manifest = {
            "schemaVersion": 2,
            "mediaType": _MANIFEST,
            "config": {"mediaType": _CONFIG, "digest": digest, "size": len(config)},
            "layers": [],
        }
        return json.dumps(manifest).encode()

    def _manifest(self, repository: str, reference: str, kind: str, content: bytes) -> str:
        path = f"/v2/{repository}/manifests/{reference}"
        self.push.put(path, content=content, headers={"Content-Type": kind}).raise_for_status()
        return _digest(content)


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def binary() -> str:
    """Debian's server; without it, the test is skipped."""
    found = shutil.which("docker-registry")
    if found is None:
        reason = "no registry: install Debian's package docker-registry"
        if "REQUIRE_SERVERS" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(folder: Path, auth: dict[str, Any] | None = None, client: httpx.Auth | None = None) -> Iterator[Registry]:
    """A registry with an empty store in a folder."""
    host = f"127.0.0.1:{free_port()}"
    config = {
        "version": "0.1",
        "log": {"level": "error"},
        "storage": {"filesystem": {"rootdirectory": str(folder / "store")}},
        "http": {"addr": host, "secret": "of this test"},
        **({"auth": auth} if auth else {}),
    }
    file = folder / "config.yml"
    file.write_text(json.dumps(config))  # JSON is YAML
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([binary(), "serve", str(file)], stdout=log, stderr=log)
    try:
        with httpx.Client(base_url=f"http://{host}", auth=client, timeout=30) as push:
            for _ in range(300):
                assert server.poll() is None, (folder / "log").read_text()
                try:
                    push.get("/v2/")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield Registry(host, push)
    finally:
        server.terminate()
        server.wait()


@contextmanager
def with_password(folder: Path) -> Iterator[Registry]:
    """A registry that asks for a password."""
    file = folder / "htpasswd"
    file.write_text(_HTPASSWD)
    auth = {"htpasswd": {"realm": "tests", "path": str(file)}}
    with running(folder, auth, httpx.BasicAuth(USER, PASSWORD)) as registry:
        yield registry


@contextmanager
def with_tokens(folder: Path) -> Iterator[Registry]:
    """A registry that sends clients to a server of tokens, which knows one password and nobody else."""
    authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
    issued = authority.issue_cert("tokens.example", key_type=trustme.KeyType.ECDSA)
    bundle = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    service = "registry of the tests"

    class Tokens(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            if self.headers.get("Authorization") != f"Basic {BASIC}":
                self.send_response(401)
                self.end_headers()
                return
            answer = json.dumps({"token": _token(issued, service, query.get("scope", []))}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Not into the output of the tests."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tokens)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    realm = f"http://127.0.0.1:{server.server_address[1]}/token"
    auth = {
        "token": {"realm": realm, "service": service, "issuer": "tests", "rootcertbundle": str(bundle)},
    }
    try:
        with running(folder, auth, _AllRights(issued, service)) as registry:
            yield registry
    finally:
        server.shutdown()
        server.server_close()


class _AllRights(httpx.Auth):
    """Lets the tests push."""

    def __init__(self, issued: trustme.LeafCert, service: str) -> None:
        self._issued, self._service = issued, service

    def auth_flow(self, request: httpx.Request) -> Any:
        repository = request.url.path.removeprefix("/v2/").partition("/blobs/")[0].partition("/manifests/")[0]
        token = _token(self._issued, self._service, [f"repository:{repository}:pull,push"])
        request.headers["Authorization"] = f"Bearer {token}"
        yield request


def _token(issued: trustme.LeafCert, service: str, scopes: list[str]) -> str:
    """A token as https://distribution.github.io/distribution/spec/auth/jwt/ has it."""
    (chain,) = issued.cert_chain_pems[:1]
    body = "".join(line for line in chain.bytes().decode().splitlines() if "-----" not in line)
    now = int(datetime.now(timezone.utc).timestamp())
    access = []
    for scope in scopes:
        kind, name, actions = scope.split(":")
        access.append({"type": kind, "name": name, "actions": actions.split(",")})
    header = {"typ": "JWT", "alg": "ES256", "x5c": [body]}
    claims = {
        "iss": "tests", "sub": USER, "aud": service, "exp": now + 300, "nbf": now - 10, "iat": now, "jti": "1",
        "access": access,
    }  # fmt: skip
    signed = f"{_encoded(json.dumps(header).encode())}.{_encoded(json.dumps(claims).encode())}"
    key: Any = serialization.load_pem_private_key(issued.private_key_pem.bytes(), None)
    r, s = utils.decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{signed}.{_encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
