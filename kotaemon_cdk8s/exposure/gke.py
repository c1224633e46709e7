"""Google's external load balancer, by GKE's own ingress controller.

Annotations, BackendConfig and FrontendConfig: kubernetes/ingress-gce at acbcf5d,
pkg/annotations, pkg/apis, and what they may hold: pkg/backendconfig/validation.go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.controller import ControllerBackend
from kotaemon_cdk8s.exposure.edge_tls import EdgeTls
from kotaemon_cdk8s.exposure.google_iap import GoogleIap
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.metadata import Wave
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override


@dataclass(frozen=True)
class Gke(Options, ControllerBackend):
    """GKE Ingress with an external Application Load Balancer, which sends requests to the pods themselves.

    It ends each answer after one day, however much is sent: that is its longest timeout, and
    `idle_seconds` has no effect here.

    Args:
        certificates: Names of certificates that Google has. Default: none.
        login: A login in the load balancer. Default: none.

    Raises:
        OptionError: A name is malformed.
    """

    certificates: Sequence[str] = ()
    login: GoogleIap | None = None

    # The class is an annotation: `ingressClassName: gce` is read by nobody.
    default_class = None
    path_type = "ImplementationSpecific"
    own_login = "IngressController.gke(login=GoogleIap())"

    @property
    @override
    def asks_for_login(self) -> bool:
        return self.login is not None

    @override
    def check(self, at: At) -> None:
        for name in self.certificates:
            at.dns_label("certificates", name)

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return (Peer.gke_load_balancer(),)

    @override
    def refuse(self, app: Exposed, tls: EdgeTls) -> None:
        app.at.require(
            not tls.encrypted or tls.in_cluster or bool(self.certificates),
            "exposures",
            tls,
            "GKE has no certificate of its own, so it would not serve https",
            "name one that Google has: IngressController.gke(certificates=['…']), or take EdgeTls.secret(...)",
        )
        app.at.require(
            (tls.encrypted and not tls.in_cluster) or not self.certificates,
            "exposures",
            self.certificates,
            "beside them there is a certificate in a Secret, or none is wanted",
            "write tls=EdgeTls.of_controller()",
        )

    @override
    def annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        certificates = {"ingress.gcp.kubernetes.io/pre-shared-cert": ",".join(self.certificates)}
        to_https = {"networking.gke.io/v1beta1.FrontendConfig": app.service}
        return {
            "kubernetes.io/ingress.class": "gce",
            **(certificates if self.certificates else {}),
            **(to_https if tls.encrypted else {}),
        }

    @override
    def service_annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        return {
            "cloud.google.com/backend-config": json.dumps({"default": app.service}),
            # To the pods themselves: to nodes, stickiness would end at a node.
            "cloud.google.com/neg": json.dumps({"ingress": True}),
        }

    @override
    def objects(
        self, app: Exposed, tls: EdgeTls, traffic: Traffic, host: str | None, class_name: str | None
    ) -> Mapping[str, Any]:
        from kotaemon_cdk8s.imports.com.google import cloud
        from kotaemon_cdk8s.imports.io.gke import networking

        made: dict[str, Any] = {
            "backend-config": cloud.BackendConfig.manifest(
                metadata=app.identity.custom_metadata(app.service, Wave.APP),
                spec=cloud.BackendConfigSpec(
                    iap=self.login.config() if self.login else None,
                    # For the whole of an answer, not for silence: the longest that there is
                    # (docs.cloud.google.com, Ingress configuration, "Backend service timeout").
                    timeout_sec=86400,
                    connection_draining=cloud.BackendConfigSpecConnectionDraining(draining_timeout_sec=60),
                    session_affinity=cloud.BackendConfigSpecSessionAffinity(
                        affinity_type=cloud.BackendConfigSpecSessionAffinityAffinityType.GENERATED_UNDERSCORE_COOKIE,
                        affinity_cookie_ttl_sec=traffic.sticky_seconds,
                    ),
                    health_check=cloud.BackendConfigSpecHealthCheck(
                        type=cloud.BackendConfigSpecHealthCheckType.HTTP,
                        request_path=app.health_path,
                        port=app.pod_port,
                    ),
                ),
            )
        }
        if tls.encrypted:
            made["frontend-config"] = networking.FrontendConfig.manifest(
                metadata=app.identity.custom_metadata(app.service, Wave.APP),
                spec=networking.FrontendConfigSpec(
                    redirect_to_https=networking.FrontendConfigSpecRedirectToHttps(enabled=True)
                ),
            )
        return made
