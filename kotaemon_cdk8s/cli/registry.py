"""What registries say of a tag: the one request of the OCI distribution API that a lock needs.

With httpx, and not with a client of whole registries: oras, which is on PyPI, waits up to two
minutes before it says that a password is wrong, keeps one token for all repositories, and
checks an index against the schema of an image.
https://github.com/opencontainers/distribution-spec/blob/main/spec.md, and for tokens
https://distribution.github.io/distribution/spec/auth/token/
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from types import TracebackType

from kotaemon_cdk8s.cli.docker_credentials import CredentialsError, credentials
from kotaemon_cdk8s.image_references import Reference

import httpx

# Indexes first: their digest is good for all architectures.
_MANIFESTS = ", ".join(
    (
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    )
)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_PARAMETER = re.compile(r'([a-zA-Z]+)="([^"]*)"')
# docker.io is a name in references only (moby, registry/config.go).
_HOSTS = {"docker.io": "registry-1.docker.io"}


class RegistryError(Exception):
    """Why there is no digest, in one line."""


class Registries:
    """Connections to registries, closed at the end of a `with`."""

    def __init__(self) -> None:
        self._client = httpx.Client(follow_redirects=True, timeout=30.0)

    def __enter__(self) -> Registries:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def digest(self, image: Reference) -> str:
        """The digest that a tag has now.

        Args:
            image: A reference with a tag.

        Raises:
            RegistryError: The registry has no such tag, refuses to say, or cannot be reached.
        """
        host = _HOSTS.get(image.registry, image.registry)
        url = f"{_scheme(host)}://{host}/v2/{image.path}/manifests/{image.tag}"
        try:
            # HEAD does not count as a pull where these are limited.
            answer = self._asked("HEAD", url, image)
            found = answer.headers.get("Docker-Content-Digest", "")
            if not _DIGEST.fullmatch(found):
                found = f"sha256:{hashlib.sha256(self._asked('GET', url, image).content).hexdigest()}"
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RegistryError(f"{host} cannot be reached: {' '.join(str(error).split())}") from error
        except CredentialsError as error:
            raise RegistryError(str(error)) from error
        return str(found)

    def _asked(self, method: str, url: str, image: Reference) -> httpx.Response:
        answer = self._client.request(method, url, headers={"Accept": _MANIFESTS})
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            authorization = self._authorization(answer, image)
            if authorization:
                headers = {"Accept": _MANIFESTS, "Authorization": authorization}
                answer = self._client.request(method, url, headers=headers)
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise RegistryError(_refused(image))
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise RegistryError(f"{image.registry} has no such repository or tag")
        if answer.status_code != httpx.codes.OK:
            raise RegistryError(f"{image.registry} answers {answer.status_code} {answer.reason_phrase}".rstrip())
        return answer

    def _authorization(self, answer: httpx.Response, image: Reference) -> str | None:
        """What the challenge of an answer asks for; None if that is not known."""
        challenge = answer.headers.get("WWW-Authenticate", "")
        scheme, _, rest = challenge.partition(" ")
        known = credentials(image.registry)
        if scheme.lower() == "basic":
            return known
        if scheme.lower() != "bearer":
            return None
        parameters = dict(_PARAMETER.findall(rest))
        realm = httpx.URL(parameters.get("realm", ""))
        if realm.scheme != _scheme(realm.host):
            raise RegistryError(f"{image.registry} sends to {realm} for a token, which is not encrypted")
        query = {
            "scope": f"repository:{image.path}:pull",
            **{key: parameters[key] for key in ("service", "scope") if key in parameters},
        }
        token = self._client.get(realm, params=query, headers={"Authorization": known} if known else {})
        if token.status_code != httpx.codes.OK:
            raise RegistryError(_refused(image))
        try:
            content = token.json()
            return f"Bearer {content.get('token') or content['access_token']}"
        except (ValueError, KeyError, AttributeError):
            raise RegistryError(f"{realm.host} gives no token for {image.registry}") from None


def _refused(image: Reference) -> str:
    if credentials(image.registry) is None:
        return f"{image.registry} asks for a login: docker login {image.registry}"
    return f"{image.registry} refuses the login of `docker login`, or it may not pull this"


def _scheme(host: str) -> str:
    """Unencrypted to this machine only, as Docker does it."""
    name = host.rpartition(":")[0] or host
    try:
        local = ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        local = name == "localhost"
    return "http" if local else "https"
