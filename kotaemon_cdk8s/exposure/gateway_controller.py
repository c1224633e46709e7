"""GatewayController: who makes a Gateway true, each with policies of its own."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.exposure.envoy_gateway import EnvoyGateway
from kotaemon_cdk8s.exposure.istio import Istio
from kotaemon_cdk8s.exposure.nginx_gateway_fabric import NginxGatewayFabric
from kotaemon_cdk8s.exposure.standard_gateway import StandardGateway


class GatewayController(metaclass=Backends):
    """Who serves the Gateway; choose the one that your cluster has."""

    envoy_gateway = staticmethod(constructor(EnvoyGateway))
    istio = staticmethod(constructor(Istio))
    nginx_gateway_fabric = staticmethod(constructor(NginxGatewayFabric))
    standard = staticmethod(constructor(StandardGateway))
