"""IngressController: who reads an Ingress, each with annotations of its own."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.exposure.aws_alb import AwsAlb
from kotaemon_cdk8s.exposure.gke import Gke
from kotaemon_cdk8s.exposure.haproxy import Haproxy
from kotaemon_cdk8s.exposure.ingress_nginx import IngressNginx
from kotaemon_cdk8s.exposure.nginx import Nginx
from kotaemon_cdk8s.exposure.traefik import Traefik


class IngressController(metaclass=Backends):
    """Who makes the Ingress true; choose the one that your cluster has."""

    nginx = staticmethod(constructor(Nginx))
    ingress_nginx = staticmethod(constructor(IngressNginx))
    traefik = staticmethod(constructor(Traefik))
    haproxy = staticmethod(constructor(Haproxy))
    aws_alb = staticmethod(constructor(AwsAlb))
    gke = staticmethod(constructor(Gke))
