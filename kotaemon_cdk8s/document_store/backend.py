"""What every document store is to the app."""

from __future__ import annotations

from typing import ClassVar

from kotaemon_cdk8s.wiring import Binding


class DocumentStoreBackend:
    """Base of the backends; make one with a named constructor of `DocumentStore`."""

    made_with: ClassVar[str] = "make one with DocumentStore.lancedb() or DocumentStore.elasticsearch(...)"

    component: str
    """What it is, in the words of the docs."""

    def bind(self) -> Binding:
        """What the app needs in order to use it."""
        raise NotImplementedError
