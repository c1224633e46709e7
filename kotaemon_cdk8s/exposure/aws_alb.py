"""Application load balancers of AWS, by the AWS Load Balancer Controller.

Annotations: kubernetes-sigs/aws-load-balancer-controller v3.5.0, docs/guide/ingress/annotations.md.
Sizes of requests they do not limit, and answers they do not hold back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kotaemon_cdk8s.exposure.aws_alb_login import AwsAlbLogin
from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.controller import ControllerBackend
from kotaemon_cdk8s.exposure.edge_tls import EdgeTls
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override

_PREFIX = "alb.ingress.kubernetes.io"


class AlbScheme(str, Enum):
    """Where a load balancer of AWS can be reached from."""

    INTERNAL = "internal"
    """From its VPC, and what is connected with it."""
    INTERNET_FACING = "internet-facing"
    """From anywhere."""


@dataclass(frozen=True)
class AwsAlb(Options, ControllerBackend):
    """An Application Load Balancer, which sends requests to the pods themselves.

    Its certificate is one of AWS Certificate Manager: `tls=EdgeTls.of_controller()`.

    Args:
        subnets: Networks of its subnets in CIDR form: from there it comes to the pods.
        scheme: Default: `AlbScheme.INTERNAL`.
        certificate_arns: Certificates. Default: the controller looks for one of the host's name.
        dual_stack: It has IPv6 addresses, too; its subnets must have some. Default: False.
        login: A login in the load balancer. Default: none.

    Raises:
        OptionError: A network is malformed.
    """

    subnets: Sequence[str]
    scheme: AlbScheme = AlbScheme.INTERNAL
    certificate_arns: Sequence[str] = ()
    dual_stack: bool = False
    login: AwsAlbLogin | None = None

    default_class = "alb"
    own_login = "IngressController.aws_alb(login=AwsAlbLogin(...))"

    @property
    @override
    def asks_for_login(self) -> bool:
        return self.login is not None

    @override
    def check(self, at: At) -> None:
        at.require(
            len(self.subnets) > 0,
            "subnets",
            self.subnets,
            "no policy could let the load balancer in",
            "give the networks of its subnets, such as ['10.0.0.0/20', '10.0.16.0/20']",
        )
        _ = self.clients
        for arn in self.certificate_arns:
            at.require(
                arn.startswith("arn:"),
                "certificate_arns",
                arn,
                "not the name of a resource at AWS",
                "write it as 'arn:aws:acm:eu-central-1:111122223333:certificate/…'",
            )

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return (Peer.cidrs(*self.subnets),)

    @override
    def refuse(self, app: Exposed, tls: EdgeTls) -> None:
        app.at.require(
            not tls.in_cluster,
            "exposures",
            tls,
            "a load balancer of AWS takes certificates of AWS Certificate Manager only, so the Secret would have no"
            " effect",
            "write tls=EdgeTls.of_controller()",
        )
        app.at.require(
            tls.encrypted or not self.certificate_arns,
            "exposures",
            self.certificate_arns,
            "it is in clear text, so its certificates would have no effect",
            "write tls=EdgeTls.of_controller()",
        )

    @override
    def annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        certificates = {f"{_PREFIX}/certificate-arn": ",".join(self.certificate_arns)} if self.certificate_arns else {}
        to_https = {f"{_PREFIX}/ssl-redirect": "443"} if tls.encrypted else {}
        return {
            f"{_PREFIX}/healthcheck-path": app.health_path,
            f"{_PREFIX}/ip-address-type": "dualstack" if self.dual_stack else "ipv4",
            f"{_PREFIX}/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]' if tls.encrypted else '[{"HTTP": 80}]',
            f"{_PREFIX}/load-balancer-attributes": f"idle_timeout.timeout_seconds={traffic.idle_seconds}",
            f"{_PREFIX}/scheme": self.scheme.value,
            f"{_PREFIX}/target-group-attributes": "stickiness.enabled=true,stickiness.type=lb_cookie,"
            f"stickiness.lb_cookie.duration_seconds={traffic.sticky_seconds}",
            # Stickiness needs it.
            f"{_PREFIX}/target-type": "ip",
            **certificates,
            **to_https,
            **(self.login.annotations(_PREFIX) if self.login else {}),
        }
