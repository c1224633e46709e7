"""AuthProxy: who asks people for a login before the app answers them anything."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.exposure.oauth2_proxy import OAuth2Proxy


class AuthProxy(metaclass=Backends):
    """A login before the app, whose own API asks for none."""

    oauth2_proxy = staticmethod(constructor(OAuth2Proxy))
