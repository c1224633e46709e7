"""What all proxies that stand before the app have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from kotaemon_cdk8s.wiring import Binding

from cdk8s_plus_27 import k8s


class AuthProxyBackend(ABC):
    """Base of the proxies; make one with a named constructor of `AuthProxy`."""

    made_with: ClassVar[str] = "make one with AuthProxy.oauth2_proxy(...)"

    component: str
    """What it is, in the words of the docs."""

    port: int
    """Port on which it stands for the app."""

    health_path: str
    """Path on that port that answers 200 without a login, as soon as the proxy itself is up."""

    @abstractmethod
    def bind(self) -> Binding:
        """What the app's pods need for it."""

    @abstractmethod
    def container(self, *, host: str, base_path: str, open_path: str, upstream_port: int) -> k8s.Container:
        """Its container, in the app's pod.

        Args:
            host: Name under which people know the app.
            base_path: Below which path it is; empty for none.
            open_path: The one path of the app that the kubelet asks, without a login.
            upstream_port: Port of the app on the pod's loopback.
        """

    @abstractmethod
    def volumes(self) -> list[k8s.Volume]:
        """What it mounts."""
