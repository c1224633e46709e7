"""Secrets that operators of stores make or read: the objects say nothing of their keys, the stores do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kotaemon_cdk8s.components import DocumentStoreBackend, MetadataDbBackend, VectorStoreBackend
from kotaemon_cdk8s.wiring import OperatorSecret

import constructs


def of_operators(nodes: Iterable[constructs.IConstruct]) -> Iterator[tuple[constructs.IConstruct, OperatorSecret]]:
    """What operators make or read for the stores among the nodes, each with its store."""
    for node in nodes:
        if isinstance(node, MetadataDbBackend | VectorStoreBackend | DocumentStoreBackend):
            for secret in node.bind().operator_secrets:
                yield node, secret
