"""More than one pod: only where all that must not be lost is shared between them."""

from __future__ import annotations

from collections.abc import Mapping

from kotaemon_cdk8s.errors import Fault, OptionError
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.scaling.scaling import Scaling
from kotaemon_cdk8s.wiring import Component, State

HOW_TO_SHARE: Mapping[str, str] = {
    "metadata_db": "MetadataDb.cloudnative_pg(...), .postgres(...) or .external(...)",
    "vector_store": "VectorStore.qdrant(...), .milvus(...), .chroma_server(...) or one of the external ones",
    "document_store": "DocumentStore.elasticsearch(...) or .external_elasticsearch(...)",
    "storage": "Storage.claim(access_mode=AccessMode.READ_WRITE_MANY), of a class that can do it",
}
"""By option of KotaemonApp."""


def check_shared(at: At, scaling: Scaling, parts: Mapping[str, Component]) -> None:
    """Refuse a second pod that would corrupt, or not see, what the first one keeps.

    Args:
        at: Where to complain.
        scaling: How many pods there may be.
        parts: What keeps something, by option of the app.

    Raises:
        OptionError: A part has room for one pod; with all of them.
    """
    if not scaling.is_scaled:
        return
    alone = {option: part for option, part in parts.items() if part.bind().state is State.ONE_WRITER}
    faults = [
        Fault(
            at.path,
            option,
            part.component,
            f"has room for one pod, and scaling asks for up to {scaling.maximum}: each would keep data of its own,"
            " or corrupt that of the others",
            f"share it: {option}={HOW_TO_SHARE[option]}; or leave scaling at one pod",
        )
        for option, part in alone.items()
    ]
    if faults:
        raise OptionError(*faults)
