"""Every place where an option takes a text, from the tables that hold a value for each option."""

from __future__ import annotations

import dataclasses
import enum
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kotaemon_cdk8s import HostAccess, ImageSources, MetadataDb, Namespace, OpenAI, Override, Peer, Security

from tests.kotaemon_app.constructor_values import CONSTRUCTORS
from tests.kotaemon_app.option_values import APP, GROUPS
from tests.kotaemon_app.test_no_dead_options import (
    APPLICATION,
    APPLICATION_SET,
    FLUX_SOURCE,
    KUSTOMIZATION,
    NAMESPACE,
    PROJECT,
    application,
    application_set,
    flux_source,
    kustomization,
    project,
)
from tests.kotaemon_app.values import Values
from tests.support import KEY, kotaemon, new_chart, synthesized

Change = Callable[[str], str]

SECURITY: Mapping[str, Any] = {
    "clients": [Peer.pods(labels={"app": "proxy"}, namespace="edge")],
    "routes": {"api.openai.com": Peer.cidrs("203.0.113.0/24")},
    "further_hosts": ["search.example.com:443"],
    "api_server": ["10.1.0.1/32"],
    "operator_namespaces": {"cnpg-system": "databases"},
    "overrides": [Override.add("NetworkPolicy/kotaemon", "/metadata/annotations", {"example.com/note": "text"})],
}

IMAGES: Mapping[str, Any] = {
    "mirror": {"ghcr.io": "registry.example.com/mirror"},
    "digests": {"ghcr.io/cinnamon/kotaemon:0.11.3-lite": "sha256:" + "0" * 64},
}


@dataclass(frozen=True)
class Place:
    """One text in one option.

    Args:
        name: Of the option, for messages.
        number: Which of the texts in its value.
        options: The option, and others that go with it.
        output: All objects, as text, of other values for them.
    """

    name: str
    number: int
    options: Mapping[str, Any]
    output: Callable[[Mapping[str, Any]], str]

    def filled(self, change: Change) -> str:
        """The output, with the text changed."""
        return self.output(_Walk(self.number, change).through_values(self.options))


class _Walk:
    """Goes through a value as an option takes it, keys of mappings included, and changes one text in it."""

    def __init__(self, number: int | None = None, change: Change = str) -> None:
        self.seen = 0
        self._number = number
        self._change = change

    def through_values(self, options: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self.through(value) for name, value in options.items()}

    def through(self, value: Any) -> Any:
        if isinstance(value, enum.Enum):
            return value
        if isinstance(value, str):
            self.seen += 1
            return self._change(value) if self.seen - 1 == self._number else value
        if isinstance(value, Mapping):
            return {self.through(key): self.through(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.through(item) for item in value]
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            given = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
            changed = {name: self.through(item) for name, item in given.items()}
            return value if changed == given else dataclasses.replace(value, **changed)
        if hasattr(value, "_values"):  # a struct of jsii's
            return type(value)(**{name: self.through(item) for name, item in value._values.items()})
        return value


def places() -> Iterator[Place]:
    """All of them."""
    for name, options, output in _options():
        walk = _Walk()
        walk.through_values(options)
        for number in range(walk.seen):
            yield Place(f"{name}[{number}]", number, options, output)


def _options() -> Iterator[tuple[str, Mapping[str, Any], Callable[[Mapping[str, Any]], str]]]:
    for name, changes in APP.items():
        yield f"KotaemonApp.{name}", changes, lambda options: _objects(kotaemon(**options))
    for values in (*GROUPS, *CONSTRUCTORS):
        for name, change in values.changes.items():
            yield f"{values.make.__qualname__}.{name}", change, partial(_output, values)
    for name, value in NAMESPACE.items():
        yield f"Namespace.{name}", {name: value}, lambda options: _objects(Namespace(new_chart(), "ns", **options))
    for name, value in APPLICATION.items():
        yield f"ArgoApplication.{name}", {name: value}, lambda options: json.dumps(application(**options))
    for construct, table, make in (
        ("ArgoApplicationSet", APPLICATION_SET, application_set),
        ("ArgoProject", PROJECT, project),
        ("FluxGitRepository", FLUX_SOURCE, flux_source),
        ("FluxKustomization", KUSTOMIZATION, kustomization),
    ):
        for name, value in table.items():
            if name not in ("deployments", "first"):  # names of charts
                yield f"{construct}.{name}", {name: value}, partial(_json_of, make)
    for name, value in SECURITY.items():
        yield f"Security.{name}", {name: value}, _with_policies
    for name, value in IMAGES.items():
        yield f"ImageSources.{name}", {name: value}, _with_images


def _json_of(make: Callable[..., Any], options: Mapping[str, Any]) -> str:
    return json.dumps(make(**options))


def _with_policies(options: Mapping[str, Any]) -> str:
    chart = new_chart()
    app = kotaemon(chart, models=[OpenAI(KEY).chat("m")], metadata_db=MetadataDb.cloudnative_pg(chart, "db"))
    options = {"hosts": HostAccess.PUBLIC_ADDRESSES, "api_server": ["10.0.0.1/32"], **options}
    return _objects(Security(chart, "security", app=app, **options))


def _with_images(options: Mapping[str, Any]) -> str:
    chart = new_chart()
    ImageSources(chart, "images", **options)
    return _objects(kotaemon(chart))


def _output(values: Values, options: Mapping[str, Any]) -> str:
    return _objects(kotaemon(**values.use(values.make(**{**values.base, **options}))))


def _objects(construct: Any) -> str:
    return json.dumps(synthesized(construct), ensure_ascii=False)
