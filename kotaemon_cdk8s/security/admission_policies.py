"""AdmissionPolicies: the API server itself refuses what the library promises never to make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.image_references import Reference
from kotaemon_cdk8s.metadata import LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.security import admission_rules as rules
from kotaemon_cdk8s.security.admission_rules import Rule
from kotaemon_cdk8s.security.guarded import Guarded, broken, templates
from kotaemon_cdk8s.security.peer import NAMESPACE_NAME
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs


class AdmissionEngine(str, Enum):
    """Who judges what goes to the API server."""

    VALIDATING_ADMISSION_POLICY = "ValidatingAdmissionPolicy"
    """The API server itself, from Kubernetes 1.30; two policies and two bindings, which are in no namespace."""
    KYVERNO = "Kyverno"
    """Kyverno from 1.17, which must be in the cluster; two policies in the namespace."""


class PolicyReach(str, Enum):
    """Whose pods and Services are judged."""

    NAMESPACE = "namespace"
    """All of the namespace."""
    WORKLOADS = "workloads"
    """Those with the labels of the deployment; for a namespace that holds other things, too."""


class PolicyAction(str, Enum):
    """What becomes of what breaks a rule."""

    DENY = "Deny"
    """It is refused."""
    WARN = "Warn"
    """It is let in, and who sends it gets a warning."""
    AUDIT = "Audit"
    """It is let in, and noted: in the API server's audit log, or in Kyverno's reports."""


class AdmissionPolicies(constructs.Construct):
    """Policies that refuse pods and Services which the library promises never to make.

    Refused are images other than those of the deployment, and ones that move; tokens for the
    API server; access to the node; processes that are or become root, capabilities and no
    seccomp profile; a writable root file system; literal credentials in the environment;
    Services that are reachable from outside of the cluster. What the deployment itself has,
    by an option of yours or by its operators, is excepted by name.

    The rules come from all that is in the namespace: make it after everything else.

    Args:
        scope: A chart with a namespace, with the deployment in it.
        id: Name among its siblings.
        name: First part of the policies' names. Default: `id`.
        engine: Who judges. Default: the API server.
        reach: What is judged. Default: all of the namespace.
        action: What becomes of what breaks a rule. Default: `PolicyAction.DENY`.
        further_images: Images that pods have besides, as they stand in the pod: those of
            operators and of injected sidecars, or the version before during an upgrade.
            Without tag and digest: all of the repository, but not `latest`. Default: none.
        token_audiences: Audiences of tokens that webhooks mount besides, such as
            `pods.eks.amazonaws.com` for another pod. Those of `WorkloadIdentity` are known.
            Default: none.
        overrides: JSON-patch operations on the policies, applied last. Default: none.

    Raises:
        OptionError: A value has no effect or would let in what the rules refuse, nobody names
            the images of an operator, or the chart has policies already.
        SynthesisError: Something was added to the namespace afterwards, or a pod of it would
            be refused.
    """

    policies: tuple[cdk8s.ApiObject, ...]
    """The policies: that of pods first."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str | None = None,
        engine: AdmissionEngine = AdmissionEngine.VALIDATING_ADMISSION_POLICY,
        reach: PolicyReach = PolicyReach.NAMESPACE,
        action: PolicyAction = PolicyAction.DENY,
        further_images: Sequence[str] = (),
        token_audiences: Sequence[str] = (),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(AdmissionPolicies)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        name = id if name is None else name
        at.dns_label("name", name)
        namespace = chart.namespace
        if namespace is None:
            at.fail(
                "namespace",
                None,
                "the chart has no namespace, and the policies would hold for every one",
                'give it one: cdk8s.Chart(..., namespace="kotaemon")',
            )
        guarded = Guarded.of(chart)
        at.require(
            bool(guarded.workloads),
            "scope",
            chart.node.path,
            "holds no deployment yet, so the policies would refuse every pod",
            "make the policies after the app and its stores, in their chart",
        )
        _check_images(at, guarded, further_images)
        _check_audiences(at, guarded, token_audiences)

        pods = tuple(workload.pods for workload in guarded.workloads)
        by_label = reach is PolicyReach.WORKLOADS
        identity = Identity(name, "admission")
        objects = Objects(chart, at=at)
        for what, resources, condition, variables, found in (
            (
                "pod",
                ("pods", "pods/ephemeralcontainers"),
                rules.of_pods(pods),
                rules.POD_VARIABLES,
                rules.pod_rules(guarded, further_images, token_audiences),
            ),
            ("Service", ("services",), rules.of_services(pods), {}, rules.service_rules(guarded)),
        ):
            judged = resources[0]
            conditions = {"changed": rules.CHANGED, **({"of-the-deployment": condition} if by_label else {})}
            spec = {
                "failurePolicy": "Fail",
                "matchConstraints": {
                    "matchPolicy": "Equivalent",
                    "resourceRules": [
                        {
                            "apiGroups": [""],
                            "apiVersions": ["v1"],
                            "operations": ["CREATE", "UPDATE"],
                            "resources": list(resources),
                        }
                    ],
                },
                "matchConditions": _named(conditions),
                **({"variables": _named(variables)} if variables else {}),
                "validations": [_validation(rule, f"namespace {namespace} takes no {what}") for rule in found],
            }
            if engine is AdmissionEngine.KYVERNO:
                objects.add(
                    judged, _kyverno(identity, f"{name}-{judged}", spec, action), keep=("spec.matchConstraints",)
                )
                continue
            # In no namespace, so its name must differ from those of other namespaces; these have no dot.
            full = f"{namespace}.{name}.{judged}"
            objects.add(
                judged, _policy(identity, full, spec, namespace), namespaced=False, keep=("spec.matchConstraints",)
            )
            objects.add(
                f"{judged}-binding",
                _binding(identity, full, action),
                namespaced=False,
                keep=("spec.policyName",),
            )
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        registry.claim(
            at,
            ("admission policies", chart.node.path),
            "scope",
            chart.node.path,
            "makes policies for this chart already",
            "leave one of the two out",
        )
        objects.claim(registry, chart.node.path)
        registry.check_at_synthesis(
            f"admission policies of {at.path}", lambda: _faults(at, chart, guarded, by_label=by_label)
        )
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.policies = (made["pods"], made["services"])


def _check_images(at: At, guarded: Guarded, further: Sequence[str]) -> None:
    for image in further:
        parsed = Reference.parse(image)
        at.require(
            parsed is not None and "/" in image,
            "further_images",
            image,
            "not an image reference with its registry, as it stands in a pod, so it would fit none",
            "write it as 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0', or without tag for all of them",
        )
        at.require(
            parsed is None or parsed.digest is not None or parsed.tag != "latest",
            "further_images",
            image,
            "moves, and another rule refuses it",
            "give a version or a digest",
        )
        at.require(
            image not in guarded.images,
            "further_images",
            image,
            "is an image of the deployment, so it would have no effect",
            "leave it out",
        )
    for workload in guarded.workloads:
        at.require(
            workload.operator_images is None or bool(further),
            "further_images",
            [],
            f"pods of {workload.name} run {workload.operator_images}, which no object names: they would be refused",
            "name the images, or their repositories: further_images=['ghcr.io/cloudnative-pg/cloudnative-pg']",
        )


def _check_audiences(at: At, guarded: Guarded, audiences: Sequence[str]) -> None:
    for audience in audiences:
        at.not_blank("token_audiences", audience)
        at.require(
            not audience.startswith("https://kubernetes.default.svc"),
            "token_audiences",
            audience,
            "is the API server's own, and pods shall have no token for it",
            "leave it out",
        )
        at.require(
            audience not in guarded.audiences,
            "token_audiences",
            audience,
            "a pod of the deployment has a token for it, so it is known",
            "leave it out",
        )


def _named(expressions: Any) -> list[dict[str, str]]:
    return [{"name": name, "expression": expression} for name, expression in expressions.items()]


def _validation(rule: Rule, text: str) -> dict[str, str]:
    return {
        "expression": rule.expression,
        "message": f"kotaemon-cdk8s: {text} {rule.message}",
        "reason": "Forbidden",
    }


def _metadata(identity: Identity, name: str, **annotations: str) -> dict[str, Any]:
    return {
        "name": name,
        "labels": identity.labels,
        # Before the pods: after them, a policy with the old images would refuse the new ones.
        "annotations": {SYNC_WAVE: str(int(Wave.ACCESS)), **annotations},
    }


# cdk8s-plus-27 knows the kind as Kubernetes 1.27 had it, v1alpha1, without `variables`.
def _policy(identity: Identity, name: str, spec: dict[str, Any], namespace: str) -> dict[str, Any]:
    selector = {"namespaceSelector": {"matchLabels": {NAMESPACE_NAME: namespace}}}
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": _metadata(identity, name),
        "spec": {**spec, "matchConstraints": {**spec["matchConstraints"], **selector}},
    }


def _binding(identity: Identity, name: str, action: PolicyAction) -> dict[str, Any]:
    return {
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicyBinding",
        "metadata": _metadata(identity, name),
        "spec": {"policyName": name, "validationActions": [action.value]},
    }


def _kyverno(identity: Identity, name: str, spec: dict[str, Any], action: PolicyAction) -> dict[str, Any]:
    """ClusterPolicy and Policy, of kyverno.io, are deprecated (its docs, policy-types/overview)."""
    return {
        "apiVersion": "policies.kyverno.io/v1",
        "kind": "NamespacedValidatingPolicy",
        "metadata": _metadata(identity, name, **LATE_CRD),
        # Kyverno derives rules for Deployments and the like from those of `pods` alone, not where a
        # subresource is beside it (pkg/cel/autogen/support.go).
        "spec": {**spec, "validationActions": [action.value]},
    }


def _faults(at: At, chart: cdk8s.Chart, guarded: Guarded, *, by_label: bool) -> Iterator[Fault]:
    if Guarded.of(chart) != guarded:
        yield Fault(
            at.path,
            "scope",
            chart.node.path,
            "its pods, images or Services are others than when the policies were made, which would refuse them",
            "make AdmissionPolicies after everything else that goes to its namespace, patches included",
        )
    for template in templates(chart):
        workload = next((some for some in guarded.workloads if template.is_of(some.pods)), None)
        if workload is None and by_label:
            continue
        for field, value, cause in broken(template, workload):
            yield Fault(
                template.path,
                f"{template.object}.{field}",
                repr(value),
                f"{cause}: {at.path} would have the pod refused",
                "change the pod, or leave it to the other policies of the cluster: reach=PolicyReach.WORKLOADS",
            )
