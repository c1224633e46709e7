"""What every metadata database is to the app."""

from __future__ import annotations

from typing import ClassVar

from kotaemon_cdk8s.wiring import Binding


class MetadataDbBackend:
    """Base of the backends; make one with a named constructor of `MetadataDb`."""

    made_with: ClassVar[str] = "make one with MetadataDb.sqlite(), MetadataDb.postgres(...) or another of MetadataDb"

    component: str
    """What it is, in the words of the docs."""

    def bind(self) -> Binding:
        """What the app needs in order to use it."""
        raise NotImplementedError
