"""Exposure: the ways out of the cluster that the app can be reached by."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.exposure.gateway import GatewayExposure
from kotaemon_cdk8s.exposure.ingress import IngressExposure
from kotaemon_cdk8s.exposure.service import ServiceExposure


class Exposure(metaclass=Backends):
    """How people outside the cluster reach the app; choose one or several."""

    gateway = staticmethod(constructor(GatewayExposure))
    ingress = staticmethod(constructor(IngressExposure))
    service = staticmethod(constructor(ServiceExposure))
