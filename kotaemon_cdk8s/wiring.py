"""The wiring graph: which component uses which, and what that means for the app.

A component (a store, a model provider, the app's own files) hands the app one `Binding`.
Everything that follows from "the app uses this" is in the binding and nowhere else, so a
new backend is one new module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from kotaemon_cdk8s.options import At, JsonValue, Options, thawed

from typing_extensions import override

_T = TypeVar("_T")
_HOST_AND_PORT = re.compile(r"(?P<host>[^:\s/]+|\[[0-9a-fA-F:.]+\]):(?P<port>[0-9]{1,5})")


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

    @staticmethod
    def of_url(url: str | SecretRef) -> tuple[Endpoint, ...]:
        """That of an http(s) URL; none, if only the cluster knows it."""
        if isinstance(url, SecretRef):
            return ()
        parts = urlsplit(url)
        return (Endpoint(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)),)

    @staticmethod
    def parsed(at: At, field: str, text: str) -> Endpoint:
        """That of `name:port`.

        Raises:
            OptionError: It is not of this form.
        """
        match = _HOST_AND_PORT.fullmatch(text)
        if match is None or not 1 <= int(match["port"]) <= 65535:
            at.fail(field, text, "not a host and its port", "write it as 'models.example.com:443'")
        host = match["host"].strip("[]").lower()
        at.host(field, host)
        return Endpoint(host, int(match["port"]))


@dataclass(frozen=True)
class Ready:
    """How the app sees, before it starts, that a server is up; with `url`, or by a TCP connection.

    Args:
        endpoint: The server's address.
        url: An address on it that answers with a status below 500 once it is up.
        ca_file: Where the CA of its certificate is in the pod.
    """

    endpoint: Endpoint
    url: str | None = None
    ca_file: str | None = None


@dataclass(frozen=True)
class Pods:
    """Pods, by their labels.

    Args:
        labels: What all of them carry.
        without: Keys of labels that none of them carries.
    """

    labels: Mapping[str, str]
    without: tuple[str, ...] = ()


ALL_PORTS: tuple[int, ...] = ()
"""Stands for every port, in a link between workloads."""


class Promise(Enum):
    """What a pod of a deployment keeps; all pods of the library's own keep all."""

    KNOWN_IMAGES = "known images"
    """It runs images of the deployment only."""
    FIXED_IMAGES = "fixed images"
    """Each image has a tag other than `latest`, or a digest."""
    NO_TOKEN = "no token"
    """It has no token for the API server."""
    NO_HOST = "no host"
    """It has no namespace, folder or port of its node, and no privileges there."""
    RESTRICTED = "restricted"
    """Its processes are not root, and cannot become more than they are."""
    READ_ONLY_ROOT = "read-only root"
    """It writes to volumes only."""
    NO_LITERAL_SECRET = "no literal secret"
    """No variable that is a credential by its name has a literal value."""


@dataclass(frozen=True)
class Metrics:
    """Where pods show metrics in Prometheus' form.

    Args:
        exporter: Whose names they have, as the dashboards know it, such as `qdrant`.
        port: Number of the port.
        port_name: Its name in the container.
        token: What is shown as a bearer token, where they ask for one.
        ca: Who signed their certificate; None for http.
        server_name: Name in that certificate.
    """

    exporter: str
    port: int
    port_name: str = "metrics"
    token: SecretRef | None = None
    ca: SecretRef | None = None
    server_name: str | None = None

    @property
    def scheme(self) -> str:
        """Of the URL."""
        return "http" if self.ca is None else "https"


# Those that look like no other (k8s.io/apimachinery, pkg/util/rand).
_LETTERS = "[bcdfghjklmnpqrstvwxz2456789]"


def pods_of_set(name: str) -> str:
    """Names of the pods of a StatefulSet, as a regular expression."""
    return f"{name}-[0-9]+"


def pods_of_deployment(name: str) -> str:
    """Names of the pods of a Deployment, as a regular expression.

    Both parts after the name are of a few letters: so those of `library-web` are none of `library`.
    """
    return f"{name}-{_LETTERS}{{1,10}}-{_LETTERS}{{5}}"


def pods_of_job(name: str) -> str:
    """Names of the pods of a Job, as a regular expression."""
    return f"{name}-{_LETTERS}{{5}}"


@dataclass(frozen=True)
class Workload:
    """Pods of a component, and whom they must talk to, beside the app.

    Args:
        name: Unique in the namespace.
        pods: The pods.
        serves: Ports on which the app comes.
        links: Workloads of the same component to which they open connections, by name, and
            the ports there.
        operator: Namespace of the operator that watches them.
        operator_ports: Ports on which it comes.
        api_server: They talk to the Kubernetes API server.
        endpoints: Hosts outside the deployment to which they open connections.
        pod_names: What their names are, as a regular expression (RE2) for the whole name.
        metrics: Where they show metrics, if they do.
        breaks: What their operator makes them break.
        operator_images: Images that they run and that no object names, in words.
    """

    name: str
    pods: Pods
    pod_names: str
    serves: tuple[int, ...] = ()
    links: tuple[tuple[str, tuple[int, ...]], ...] = ()
    operator: str | None = None
    operator_ports: tuple[int, ...] = ()
    api_server: bool = False
    endpoints: tuple[Endpoint, ...] = ()
    metrics: Metrics | None = None
    breaks: frozenset[Promise] = frozenset()
    operator_images: str | None = None


class Task(Enum):
    """What a CronJob beside an app is there for."""

    BACKUP = "backup"
    """It copies what the stores hold."""
    CHECK = "check"
    """It asks whether the stores do their work."""
    DRILL = "drill"
    """It tries whether a backup can be restored."""


@dataclass(frozen=True)
class Schedule:
    """How often a CronJob should succeed.

    Args:
        task: What it does.
        cron_job: Its name.
        every_seconds: From one run to the next, at most.
        run_seconds: A run may begin so late, and take so long.
    """

    task: Task
    cron_job: str
    every_seconds: int
    run_seconds: int


class SecretValue(Enum):
    """What to put under a key of a Secret."""

    OURS = "any text; nobody has given one out"
    THEIRS = "what somebody else gives out"


@dataclass(frozen=True)
class OperatorSecret:
    """A Secret of which an operator knows the name, so that the objects say nothing of its keys, or nothing at all.

    Args:
        operator: The operator.
        resource: Kind and name of what it runs.
        name: Name of the Secret, in the namespace of that resource.
        reads: Keys that the operator reads, with what to put there; none if it makes the Secret.
    """

    operator: str
    resource: str
    name: str
    reads: Mapping[str, str | SecretValue] = field(default_factory=dict)


class EntryKind(str, Enum):
    """The models that the app keeps in tables of its database, and people edit under *Resources*."""

    LLM = "llm"
    EMBEDDING = "embedding"
    RERANKING = "reranking"


@dataclass(frozen=True)
class DatabaseEntry:
    """A row of the app's database that is declared.

    Args:
        kind: Which table.
        name: Its key there, by which people choose it.
        content: What the app reads in it; `{"$env": NAME}`, with or without `prefix`, stands
            for the text of a variable, at any depth.
        default: Whether it is the default of its kind.
    """

    kind: EntryKind
    name: str
    content: Mapping[str, JsonValue]
    default: bool = False


@dataclass(frozen=True)
class Binding:
    """What the app needs in order to use one component.

    Args:
        settings: Laid over the image's `flowsettings`; a dotted name reaches into a setting.
        env: Environment variables with literal values.
        secret_env: Environment variables that come from Secrets.
        files: Secrets mounted as files, by their path below `image_layout.FILES_DIR`.
        packages: Python distributions that it needs beyond the app's locked ones.
        entries: Rows of the app's database that follow the declaration at every start.
        endpoints: Where the app connects to.
        ready: What the app waits for before it starts.
        location: Where its data is, as text: no second deployment may keep its own there.
        state: Where the component keeps its data.
        workloads: The pods behind it, where they are of the deployment.
        unnamed_hosts: Why the library cannot name all hosts that it connects to; None if
            `endpoints` has them all.
        operator_secrets: Secrets that an operator makes for the component, or reads.
        asks_internet: Why it asks hosts of the internet that are not in `endpoints`; None if it
            does not.
        texts: Files with these contents, by their paths in the pod.
    """

    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    secret_env: Mapping[str, SecretRef] = field(default_factory=dict)
    files: Mapping[str, SecretRef] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()
    entries: tuple[DatabaseEntry, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    ready: tuple[Ready, ...] = ()
    location: str | None = None
    state: State = State.NONE
    workloads: tuple[Workload, ...] = ()
    unnamed_hosts: str | None = None
    operator_secrets: tuple[OperatorSecret, ...] = ()
    asks_internet: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


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
class Attached:
    """Pods beside an app that work on what it uses, such as those of a backup.

    Args:
        construct: What makes them.
        workload: The pods, with the hosts that they reach beside what they use.
        uses: Which of the app's components they use.
        schedule: How often they should succeed; None if they run once.
        asks_app: They look whether the app is running.
    """

    construct: Any
    workload: Workload
    uses: tuple[Component, ...]
    schedule: Schedule | None = None
    asks_app: bool = False


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
    def files(self) -> dict[str, SecretRef]:
        """Secrets mounted as files, by their path below `image_layout.FILES_DIR`."""
        return self._merged("files", [(edge, edge.binding.files) for edge in self.edges])

    @property
    def texts(self) -> dict[str, str]:
        """Files with literal contents, by their paths in the pod."""
        return self._merged("texts", [(edge, edge.binding.texts) for edge in self.edges])

    @property
    def secrets(self) -> tuple[SecretRef, ...]:
        """Secrets from which the app takes variables and files: without one the pod does not start."""
        found = {
            ref
            for edge in self.edges
            for refs in (edge.binding.secret_env, edge.binding.files)
            for ref in refs.values()
        }
        return tuple(sorted(found, key=lambda ref: (ref.name, ref.key)))

    @property
    def entries(self) -> list[dict[str, JsonValue]]:
        """Rows of the app's database, as the settings document says them."""
        return [_entry(entry) for edge in self.edges for entry in edge.binding.entries]

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """What the app connects to."""
        return tuple(dict.fromkeys(point for edge in self.edges for point in edge.binding.endpoints))

    @property
    def wait_for(self) -> list[dict[str, JsonValue]]:
        """What the app waits for before it starts, as the settings document says it."""
        return [_wait(edge.component, ready) for edge in self.edges for ready in edge.binding.ready]

    @property
    def servers(self) -> tuple[str, ...]:
        """Components behind an address without which the app does not start."""
        bindings = [(edge.component, edge.binding) for edge in self.edges]
        return tuple(name for name, binding in bindings if binding.state is State.SHARED and binding.endpoints)

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


def _entry(entry: DatabaseEntry) -> dict[str, JsonValue]:
    return {
        "kind": entry.kind.value,
        "name": entry.name,
        "default": entry.default,
        "content": thawed(entry.content),
    }


def _wait(component: str, ready: Ready) -> dict[str, JsonValue]:
    if ready.url is None:
        return {"component": component, "host": ready.endpoint.host, "port": ready.endpoint.port}
    ca = {"ca_file": ready.ca_file} if ready.ca_file else {}
    return {"component": component, "url": ready.url, **ca}
