"""What all exposures have in common: who comes through them, and what objects they are."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from kotaemon_cdk8s.exposure.traffic import COOKIE
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.peer import Peer


@dataclass(frozen=True)
class Exposed:
    """The app, as an exposure sees it.

    Args:
        at: Where to complain.
        identity: The app.
        namespace: Where it is.
        service_port: Port of its Service, which is called like the app.
        pod_port: Port of its pods.
        base_path: Below which path it is, without a slash at the end; empty for none.
        health_path: Path on the pods' port that answers 200 without a login.
    """

    at: At
    identity: Identity
    namespace: str | None
    service_port: int
    pod_port: int
    base_path: str
    health_path: str

    @property
    def service(self) -> str:
        """Name of its Service."""
        return self.identity.instance

    @property
    def path(self) -> str:
        """Prefix of all its paths."""
        return self.base_path or "/"

    @property
    def cookie(self) -> str:
        """Name of the cookie; of two apps at one host each has its own."""
        return f"{COOKIE}-{self.service}"


class ExposureBackend(ABC):
    """Base of the exposures; make one with a named constructor of `Exposure`."""

    made_with: ClassVar[str] = "make one with Exposure.gateway(...), Exposure.ingress(...) or Exposure.service(...)"

    component: str
    """What it is, in the words of the docs."""

    allow_unauthenticated: bool
    """Whether it may lead to an app without a login before it."""

    host: str | None
    """The name under which people know the app; None if it has none of its own."""

    @property
    @abstractmethod
    def https(self) -> bool:
        """Whether people reach it by https."""

    @property
    def own_login(self) -> str | None:
        """How its controller asks for a login itself; None where it cannot."""
        return None

    @property
    def asks_for_login(self) -> bool:
        """Whether its controller lets nobody through without a login."""
        return False

    @property
    @abstractmethod
    def clients(self) -> tuple[Peer, ...]:
        """Who opens connections to the app's pods."""

    def service_annotations(self, app: Exposed) -> Mapping[str, str]:
        """What its controller reads on the app's Service."""
        return {}

    @abstractmethod
    def objects(self, app: Exposed) -> Mapping[str, Any]:
        """Its objects, by construct id.

        Raises:
            OptionError: They could not do what was asked for.
        """
