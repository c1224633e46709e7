"""The wiring graph: which component uses which, and what that means for the app.

A component (a store, a model provider, the app's own files) hands the app one `Binding`.
Everything that follows from "the app uses this" is in the binding and nowhere else, so a
new backend is one new module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeVar

from kotaemon_cdk8s.options import At, JsonValue, Options

from typing_extensions import override

_T = TypeVar("_T")


@dataclass(frozen=True)
class SecretRef(Options):
    """The only way to pass a credential: where it stands in the cluster, never what it is.

    Args:
        name: Name of a Secret in the namespace of the deployment.
        key: Key within that Secret.

    Raises:
        OptionError: `name` is no DNS name, or `key` is no Secret key.
    """

    name: str
    key: str

    @override
    def check(self, at: At) -> None:
        at.dns_name("name", self.name)
        at.secret_key("key", self.key)


class State(Enum):
    """Where a component keeps what must not be lost, seen from the app's replicas."""

    NONE = "none"
    """Keeps nothing."""
    ONE_WRITER = "one writer"
    """On the app's volume, open in one process only: a second replica would corrupt it."""
    SHARED = "shared"
    """In a server or a file system that several replicas can use at once."""


@dataclass(frozen=True)
class Endpoint:
    """An address the app connects to.

    Args:
        host: DNS name.
        port: TCP port.
    """

    host: str
    port: int


@dataclass(frozen=True)
class Binding:
    """What the app needs in order to use one component.

    Args:
        settings: Laid over the image's `flowsettings`; a dotted name reaches into a setting.
        env: Environment variables with literal values.
        secret_env: Environment variables that come from Secrets.
        packages: Python distributions that the image must contain.
        seeds: Keys of `KH_LLMS`, `KH_EMBEDDINGS` and `KH_RERANKINGS` that the image makes
            from this component's variables, and that are to be kept.
        endpoints: Where the app connects to.
        state: Where the component keeps its data.
    """

    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    secret_env: Mapping[str, SecretRef] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()
    seeds: tuple[str, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    state: State = State.NONE


class Component(Protocol):
    """A node of the graph that the app can use."""

    @property
    def component(self) -> str:
        """What it is, in the words of the docs, such as `SQLite metadata database`."""
        ...

    def bind(self) -> Binding:
        """What the app needs in order to use it."""
        ...


@dataclass(frozen=True)
class Edge:
    """The app uses a component; `binding` is what follows."""

    component: str
    binding: Binding


@dataclass(frozen=True)
class Wiring:
    """All edges of one app, and the views derived from them.

    Args:
        at: Where to complain, when two components contradict each other.
        edges: In the order in which they were declared.
    """

    at: At
    edges: tuple[Edge, ...]

    @staticmethod
    def of(at: At, components: Iterable[Component]) -> Wiring:
        """Bind every component to the app."""
        return Wiring(at, tuple(Edge(used.component, used.bind()) for used in components))

    @property
    def settings(self) -> dict[str, JsonValue]:
        """Settings of all components."""
        return self._merged("settings", [(edge, edge.binding.settings) for edge in self.edges])

    @property
    def environment(self) -> dict[str, str | SecretRef]:
        """Environment of all components, literal and from Secrets."""
        return self._merged("env", [(edge, {**edge.binding.env, **edge.binding.secret_env}) for edge in self.edges])

    @property
    def secrets(self) -> tuple[SecretRef, ...]:
        """Secrets from which the app takes variables: without one the pod does not start."""
        found = {ref for edge in self.edges for ref in edge.binding.secret_env.values()}
        return tuple(sorted(found, key=lambda ref: (ref.name, ref.key)))

    @property
    def seeds(self) -> list[str]:
        """Model entries of the image that stand for declared providers, first declared first."""
        return list(dict.fromkeys(name for edge in self.edges for name in edge.binding.seeds))

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """What the app connects to."""
        return tuple(dict.fromkeys(point for edge in self.edges for point in edge.binding.endpoints))

    @property
    def one_writer(self) -> tuple[str, ...]:
        """Components that a second replica would corrupt."""
        return tuple(edge.component for edge in self.edges if edge.binding.state is State.ONE_WRITER)

    @property
    def packages(self) -> dict[str, frozenset[str]]:
        """By component, the Python packages it needs."""
        return {edge.component: edge.binding.packages for edge in self.edges if edge.binding.packages}

    def _merged(self, field: str, parts: Sequence[tuple[Edge, Mapping[str, _T]]]) -> dict[str, _T]:
        merged: dict[str, _T] = {}
        owner: dict[str, str] = {}
        for edge, part in parts:
            for name, value in part.items():
                if name in merged and merged[name] != value:
                    self.at.fail(
                        f"{field}.{name}",
                        value,
                        f"{owner[name]} and {edge.component} both set it, to different values",
                        "leave one of the two out",
                    )
                merged[name] = value
                owner[name] = edge.component
        return dict(sorted(merged.items()))
