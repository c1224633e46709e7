"""Front: where the app listens, below which path, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kotaemon_cdk8s.exposure.auth_proxy_backend import AuthProxyBackend
from kotaemon_cdk8s.exposure.backend import ExposureBackend
from kotaemon_cdk8s.exposure.service import IpFamilies, ServiceExposure
from kotaemon_cdk8s.image_layout import PORT
from kotaemon_cdk8s.kotaemon_app.mode import Mode
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import Binding

from cdk8s_plus_27 import k8s

_BASE_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)+")


@dataclass(frozen=True)
class Front:
    """The way to the app from its own Service on.

    Args:
        mode: How people get in.
        base_path: Below which path the app is, without a slash at the end; empty for none.
        proxy: Who asks for a login before it; None for nobody.
        host: Name under which people know it, where the proxy must know it.
    """

    mode: Mode
    base_path: str
    proxy: AuthProxyBackend | None
    host: str | None

    component = "the front"

    @property
    def authenticated(self) -> bool:
        """Whether the app's pods ask for a login, its API included; a gateway's login is before them."""
        return self.proxy is not None or self.mode.guards_api

    @property
    def port(self) -> int:
        """Port of the pods on which people come."""
        return self.proxy.port if self.proxy else PORT

    @property
    def health_path(self) -> str:
        """Path on that port that answers 200 without a login."""
        return self.proxy.health_path if self.proxy else self.mode.probe_path

    def bind(self) -> Binding:
        """Environment of the app, and whom its pods talk to for the login."""
        env: dict[str, str] = {}
        if self.mode.gradio_serves:
            # Behind a proxy in the same pod, on loopback: nothing leads past it.
            env["GRADIO_SERVER_NAME"] = "127.0.0.1" if self.proxy else "0.0.0.0"
        if self.base_path:
            # The second one is for links to files and to the PDF viewer.
            env |= {"GRADIO_ROOT_PATH": self.base_path, "GR_FILE_ROOT_PATH": self.base_path}
        return Binding(env=env, endpoints=self.proxy.bind().endpoints if self.proxy else ())

    def containers(self) -> list[k8s.Container]:
        """Beside the app's."""
        if self.proxy is None:
            return []
        return [
            self.proxy.container(
                host=str(self.host), base_path=self.base_path, open_path=self.mode.probe_path, upstream_port=PORT
            )
        ]

    def volumes(self) -> list[k8s.Volume]:
        """For those."""
        return self.proxy.volumes() if self.proxy else []


def front(
    at: At,
    *,
    mode: Mode,
    base_path: str,
    proxy: AuthProxyBackend | None,
    exposures: Sequence[ExposureBackend],
) -> Front:
    """What stands before the app.

    Raises:
        OptionError: It could not work, or the app would be exposed without a login.
    """
    at.require(
        not base_path or bool(_BASE_PATH.fullmatch(base_path)),
        "base_path",
        base_path,
        "not a path",
        "begin with '/', and end without: base_path='/kotaemon'",
    )
    at.require(
        not base_path or mode.gradio_serves,
        "base_path",
        base_path,
        f"{mode.component} leads to /login and /app at the root of the host, whatever the path"
        " (gradiologin, middleware.py)",
        "leave it out and give the app a host of its own, or take Mode.login() behind an AuthProxy",
    )
    asked = [exposure for exposure in exposures if exposure.asks_for_login]
    at.require(
        not asked or proxy is None,
        "auth_proxy",
        proxy,
        "the controller of an exposure asks for a login, too: people would log in twice",
        "leave one of the two out",
    )
    before, option = (proxy or asked), "exposures" if asked else "auth_proxy"
    at.require(
        not before or mode.gradio_serves,
        option,
        before,
        f"{mode.component} asks for a login itself: people would log in twice",
        "leave one of the two out",
    )
    at.require(
        not before or mode.has_login or mode.one_user_behind_login,
        "mode",
        mode.component,
        "all that the login before the app lets in would be the one user, and administer the app",
        "take Mode.login(), or say so: Mode.single_user(behind_login=True)",
    )
    at.require(
        bool(before) or not mode.one_user_behind_login,
        "mode",
        mode.component,
        "there is no login before the app",
        "give auth_proxy=AuthProxy.oauth2_proxy(...) or a controller with a login, or leave behind_login out",
    )
    at.require(
        not mode.asks or "FORWARDED_ALLOW_IPS" in mode.env or not any(exposure.https for exposure in exposures),
        "mode",
        mode.component,
        "people come by https, and the app would send them back from the login to http, which the issuer refuses",
        "name whose X-Forwarded-Proto it believes: trusted_proxies=['10.0.0.0/8'], or ['*'] where policies let nobody"
        " else in",
    )
    hosts = sorted({exposure.host for exposure in exposures if exposure.host})
    if proxy is not None:
        _check_proxied(at, exposures, hosts)
    found = Front(mode, base_path, proxy, hosts[0] if hosts else None)
    for exposure in exposures:
        own = f", {exposure.own_login}" if exposure.own_login else ""
        at.require(
            exposure.allow_unauthenticated or found.authenticated or exposure.asks_for_login,
            "exposures",
            exposure.component,
            "the app's login is in its pages only: its API answers whoever reaches it, makes users, lists models and"
            f" adds tool servers{'' if own else '; and nothing that the library can switch on there asks for a login'}",
            f"give auth_proxy=AuthProxy.oauth2_proxy(...){own}, or a single sign-on mode; where something else before"
            " the app asks for a login, say so: allow_unauthenticated=True",
        )
        at.require(
            exposure.https or not exposure.asks_for_login,
            "exposures",
            exposure.component,
            "it is in clear text, where its controller asks for no login: the app would be open to all",
            "give it a certificate",
        )
        at.require(
            not exposure.allow_unauthenticated or not (found.authenticated or exposure.asks_for_login),
            "exposures",
            exposure.component,
            "there is a login before the app, so allow_unauthenticated would have no effect",
            "leave it out",
        )
        at.require(
            proxy is not None
            or not isinstance(exposure, ServiceExposure)
            or exposure.ip_families in (None, IpFamilies.IPV4),
            "exposures",
            exposure.component,
            "the app itself listens on IPv4 only, so whoever comes by IPv6 would reach nothing",
            "put auth_proxy=AuthProxy.oauth2_proxy(...) before it, which listens on both",
        )
    return found


def _check_proxied(at: At, exposures: Sequence[ExposureBackend], hosts: Sequence[str]) -> None:
    at.require(
        len(hosts) == 1,
        "exposures",
        list(hosts),
        "the issuer leads people back to one host, and there is none"
        if not hosts
        else "the issuer leads people back to one host, and there are several",
        "give an exposure with the host that people type" if not hosts else "give all exposures the same host",
    )
    for exposure in exposures:
        at.require(
            exposure.https and exposure.host is not None,
            "exposures",
            exposure.component,
            "the proxy's cookie goes over https only, and for its host: people would log in again and again",
            "give it a host and a certificate",
        )


def merged_annotations(at: At, own: Mapping[str, str], more: Sequence[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    """Annotations of the Service: the user's, and those of the exposures.

    Raises:
        OptionError: Two of them contradict each other.
    """
    merged = dict(own)
    for component, theirs in more:
        for key, value in theirs.items():
            at.require(
                merged.get(key, value) == value,
                "exposures",
                component,
                f"it sets {key} on the Service, where another value is",
                "leave one of the two out",
            )
            merged[key] = value
    return merged
