"""An Ingress: the app at a host, by whichever controller the cluster has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed, ExposureBackend
from kotaemon_cdk8s.exposure.controller import ControllerBackend
from kotaemon_cdk8s.exposure.edge_tls import EdgeTls
from kotaemon_cdk8s.exposure.host import check_host
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.metadata import SYNC_WAVE, Wave
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.certificate import certificate
from kotaemon_cdk8s.security.peer import Peer

from cdk8s_plus_27 import k8s
from typing_extensions import override

_VALID_DAYS, _RENEW_DAYS = 90, 30


@dataclass(frozen=True)
class IngressExposure(Options, ExposureBackend):
    """The app behind an ingress controller.

    Args:
        controller: Which, as `IngressController` makes it.
        tls: Who has the certificate.
        host: Name under which people know the app. Default: any.
        class_name: Name of its IngressClass. Default: the one that the controller's own
            instructions make.
        traffic: What it lets through, and for how long. Default: `Traffic()`.
        annotations: Further annotations of the Ingress. Default: none.
        allow_unauthenticated: Lead to the app without a login before it: its API answers
            whoever reaches it. Default: False.

    Raises:
        OptionError: The host is no DNS name, or is missing beside a certificate.
    """

    controller: ControllerBackend
    tls: EdgeTls
    host: str | None = None
    class_name: str | None = None
    traffic: Traffic = field(default_factory=Traffic)
    annotations: Mapping[str, str] = field(default_factory=dict)
    allow_unauthenticated: bool = False

    component = "ingress"

    @override
    def check(self, at: At) -> None:
        if self.host is not None:
            check_host(at, self.host)
        at.require(
            self.host is not None or not self.tls.in_cluster,
            "host",
            self.host,
            "a certificate is for a name, and there is none",
            "give the name that people type: host='kotaemon.example.com'",
        )
        if self.class_name is not None:
            at.dns_name("class_name", self.class_name)
            at.require(
                self.controller.default_class is not None,
                "class_name",
                self.class_name,
                "this controller goes by an annotation, so it would have no effect",
                "leave it out",
            )
        at.label_keys("annotations", self.annotations, ours={SYNC_WAVE})

    @property
    @override
    def https(self) -> bool:
        return self.tls.encrypted

    @property
    @override
    def own_login(self) -> str | None:
        return self.controller.own_login

    @property
    @override
    def asks_for_login(self) -> bool:
        return self.controller.asks_for_login

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return self.controller.clients

    @override
    def service_annotations(self, app: Exposed) -> Mapping[str, str]:
        return self.controller.service_annotations(app, self.tls, self.traffic)

    @override
    def objects(self, app: Exposed) -> Mapping[str, Any]:
        self.controller.refuse(app, self.tls)
        ours = self.controller.annotations(app, self.tls, self.traffic)
        app.at.label_keys("exposures", self.annotations, ours=ours.keys())
        issued = f"{app.service}-ingress-tls"
        secret = self.tls.secret_name or (issued if self.tls.issuer else None)
        class_name = self.class_name or self.controller.default_class
        made: dict[str, Any] = {
            "ingress": ingress(
                app,
                app.service,
                host=self.host,
                class_name=class_name,
                path_type=self.controller.path_type,
                secret=secret,
                annotations={**self.annotations, **ours},
            ),
            **self.controller.objects(app, self.tls, self.traffic, self.host, class_name),
        }
        if self.tls.issuer is not None and self.host is not None:
            made["ingress-certificate"] = certificate(
                app.identity,
                issued,
                issuer=self.tls.issuer,
                valid_days=_VALID_DAYS,
                renew_days=_RENEW_DAYS,
                dns_names=[self.host],
                usages=("DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT", "SERVER_AUTH"),
            )
        return made


def ingress(
    app: Exposed,
    name: str,
    *,
    host: str | None,
    class_name: str | None,
    path_type: str,
    secret: str | None,
    annotations: Mapping[str, str],
) -> Any:
    """One Ingress, which leads all below the app's path to its Service.

    Args:
        app: The app.
        name: Its name.
        host: The host; None for any.
        class_name: Name of its IngressClass.
        path_type: How the path is meant.
        secret: Secret with the certificate.
        annotations: What the controller reads.
    """
    backend = k8s.IngressBackend(
        service=k8s.IngressServiceBackend(name=app.service, port=k8s.ServiceBackendPort(number=app.service_port))
    )
    # Without wildcards, GKE takes a path of this type for that path alone.
    path = f"{app.base_path}/*" if path_type == "ImplementationSpecific" else app.path
    bare = (
        [k8s.HttpIngressPath(path=app.base_path, path_type=path_type, backend=backend)]
        if path.endswith("*") and app.base_path
        else []
    )
    rule = k8s.HttpIngressRuleValue(paths=[*bare, k8s.HttpIngressPath(path=path, path_type=path_type, backend=backend)])
    return k8s.KubeIngress.manifest(
        metadata=app.identity.metadata(name, Wave.APP, annotations=annotations),
        spec=k8s.IngressSpec(
            ingress_class_name=class_name,
            rules=[k8s.IngressRule(host=host, http=rule)],
            tls=[k8s.IngressTls(hosts=[host], secret_name=secret)] if secret and host else None,
        ),
    )
