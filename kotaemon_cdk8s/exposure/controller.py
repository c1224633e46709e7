"""What all ingress controllers have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.edge_tls import EdgeTls
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.security.peer import Peer


class ControllerBackend(ABC):
    """Base of the presets; make one with a named constructor of `IngressController`."""

    made_with: ClassVar[str] = "make one with IngressController.nginx(), IngressController.traefik() or another of it"

    default_class: ClassVar[str | None]
    """Name that its IngressClass mostly has; None where it goes by an annotation."""

    path_type: ClassVar[str] = "Prefix"
    """How it takes a path for all below it."""

    own_login: ClassVar[str | None] = None
    """How to have it ask for a login itself; None where it cannot."""

    @property
    def asks_for_login(self) -> bool:
        """Whether it lets nobody through without a login."""
        return False

    @property
    @abstractmethod
    def clients(self) -> tuple[Peer, ...]:
        """Who opens connections to the app's pods."""

    def refuse(self, app: Exposed, tls: EdgeTls) -> None:
        """Refuse what it could not do.

        Raises:
            OptionError: Naming the option.
        """

    def annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        """What it reads on the Ingress."""
        return {}

    def service_annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        """What it reads on the app's Service."""
        return {}

    def objects(
        self, app: Exposed, tls: EdgeTls, traffic: Traffic, host: str | None, class_name: str | None
    ) -> Mapping[str, Any]:
        """Objects of its own kinds, by construct id."""
        return {}
