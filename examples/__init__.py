"""The reference deployments, a module each; `app.py` writes them to `dist/`."""

from examples.argocd import argocd
from examples.hosted import hosted
from examples.local import local
from examples.private import private
from examples.production import production
from examples.servers import servers
from examples.standard import standard
from examples.team import team
from examples.tenants import tenant, tenants

CHARTS = (local, team, standard, servers, hosted, private, production)
"""Those of one chart; `tenants` makes several."""

__all__ = [
    "CHARTS",
    "argocd",
    "hosted",
    "local",
    "private",
    "production",
    "servers",
    "standard",
    "team",
    "tenant",
    "tenants",
]
