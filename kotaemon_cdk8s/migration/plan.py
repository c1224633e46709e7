"""The deployment that the values mean, as data: it is tried out, then written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from kotaemon_cdk8s.errors import KotaemonCdk8sError
from kotaemon_cdk8s.hosts import Where, where
from kotaemon_cdk8s.migration.code import Call, Expression, Name, Statement, call, evaluate, names, statement
from kotaemon_cdk8s.security.secret_inventory import SecretInventory

import cdk8s
from cdk8s_plus_27 import k8s

CHART = Name("chart")
APP = "deployment"
_DOC = '"""Kotaemon, as the values of its Helm chart had it; first written by `kotaemon-cdk8s from-helm`."""'


@dataclass(frozen=True)
class Login:
    """The OpenID Connect issuer at which people log in, before the app answers them anything.

    Args:
        issuer: Its URL.
        client: Name of the client there.
        domains: Whose accounts are let in.
    """

    issuer: str
    client: str
    domains: Sequence[str]


@dataclass(frozen=True)
class Request:
    """What is asked for beside the values.

    Args:
        release: Name of the Helm release.
        namespace: Namespace of the new deployment.
        adopt_volume: Claim of the release that the app goes on with.
        login: Where people log in; None leaves the app unexposed.
    """

    release: str
    namespace: str
    adopt_volume: str | None = None
    login: Login | None = None


@dataclass
class Plan:
    """All that the program will say.

    Args:
        name: Name of the deployment.
        request: What was asked for.
        providers: Providers of models, by the variable that holds them.
        options: Options of `KotaemonApp`.
        comments: Lines above them.
        beside_app: What works beside the app, and that `Security` lets through, by id.
        security: Options of `Security`.
        beside: Statements after all.
    """

    name: str
    request: Request
    providers: dict[str, Call] = field(default_factory=dict)
    options: dict[str, Expression] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    beside_app: dict[str, Call] = field(default_factory=dict)
    security: dict[str, Expression] = field(default_factory=dict)
    beside: list[Statement] = field(default_factory=list)

    def statements(self) -> list[Statement]:
        """The body of the program, after the chart and before the synthesis."""
        made = [Statement(call("Namespace", CHART, "namespace"))] if self.request.adopt_volume is None else []
        made.extend(Statement(provider, variable) for variable, provider in self.providers.items())
        made.append(Statement(Call("KotaemonApp", (CHART, self.name), self.options, self.comments), APP))
        made.extend(map(Statement, self.beside_app.values()))
        made.append(Statement(Call("Security", (CHART, "security"), {"app": Name(APP), **self.security})))
        return [*made, *self.beside]

    def program(self) -> str:
        """The program, as ruff would format it."""
        statements = self.statements()
        ours = {name for made in statements for name in names(made.value)}
        ours -= {made.target for made in statements} | {"app", "cdk8s", "chart", "k8s"}
        body = "\n".join(statement(made) for made in statements)
        typed = any("k8s" in names(made.value) for made in statements)
        imports = "".join(f"    {name},\n" for name in sorted(ours))
        return (
            f"{_DOC}\n\nfrom kotaemon_cdk8s import (\n{imports})\n\nimport cdk8s\n"
            f"{'from cdk8s_plus_27 import k8s' + chr(10) if typed else ''}\napp = cdk8s.App()\n"
            f"{statement(self.chart())}\n{body}\napp.synth()\n"
        )

    def chart(self) -> Statement:
        """The chart of the deployment."""
        made = Call("cdk8s.Chart", (Name("app"), self.name), {"namespace": self.request.namespace})
        return Statement(made, "chart")

    def secrets(self) -> SecretInventory:
        """The Secrets that it needs, found by making it.

        Raises:
            KotaemonCdk8sError: It cannot be made.
        """
        variables: dict[str, Any] = {"cdk8s": cdk8s, "k8s": k8s, "app": cdk8s.App()}
        for made in [self.chart(), *self.statements()]:
            value = evaluate(made.value, variables)
            if made.target is not None:
                variables[made.target] = value
        variables["app"].synth_yaml()
        return SecretInventory.of(variables["chart"])


def refused(expression: Expression, variables: Mapping[str, Any] | None = None) -> str | None:
    """Why the library refuses an expression; None if it does not."""
    try:
        chart = cdk8s.Chart(cdk8s.App(), "trial", namespace="trial")
        evaluate(expression, {"k8s": k8s, "chart": chart, **(variables or {})})
    except KotaemonCdk8sError as error:
        return "; ".join(f"{fault.field}: {fault.cause}" for fault in error.faults)
    except TypeError:
        return "a part of it is of another type than Kubernetes has there"
    return None


def secret(name: str, key: str) -> Call:
    """A reference to a key of a Secret."""
    return call("SecretRef", name, key)


def routes_to(url: str) -> dict[str, Expression] | None:
    """Where a host of the cluster is, for the network policies; empty for one outside, None if nobody can tell."""
    host = urlsplit(url).hostname or ""
    place = where(host)
    parts = host.split(".")
    if place is Where.CLUSTER and len(parts) > 2:
        return {host: call("Peer.pods", namespace=parts[1])}
    is_address = ":" in host or all(part.isdigit() for part in parts)
    return {} if place is Where.PUBLIC or (is_address and place is not Where.POD) else None
