"""MetadataDb: the metadata databases that the real app can use."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.metadata_db.cloudnative_pg import CloudNativePg
from kotaemon_cdk8s.metadata_db.external import ExternalPostgres
from kotaemon_cdk8s.metadata_db.postgres import Postgres
from kotaemon_cdk8s.metadata_db.sqlite import Sqlite


class MetadataDb(metaclass=Backends):
    """Where users, conversations, settings and the list of files are; choose one."""

    sqlite = staticmethod(constructor(Sqlite))
    postgres = staticmethod(constructor(Postgres))
    cloudnative_pg = staticmethod(constructor(CloudNativePg))
    external = staticmethod(constructor(ExternalPostgres))
