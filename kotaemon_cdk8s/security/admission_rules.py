"""The rules of admission: what we promise of pods and Services, each as an expression in CEL.

ValidatingAdmissionPolicy and Kyverno's policies take the same expressions
(https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/). They
see the object after all webhooks have changed it, and after the API server has added a
token's volume. No optional fields (`?.`), which not every engine knows; `dyn`, because
containers and ephemeral containers are of two types.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kotaemon_cdk8s import secret_guard
from kotaemon_cdk8s.image_references import MOVING, Reference
from kotaemon_cdk8s.security.guarded import Guarded
from kotaemon_cdk8s.wiring import Pods, Promise

CHANGED = "oldObject == null || !has(oldObject.spec) || object.spec != oldObject.spec"
"""True for what makes an object, or changes what it is.

Otherwise nothing could put a label on a pod from before the policy, nor take a finalizer from
it. Where there is no old object the API server has null, and Kyverno may have an empty one
(pkg/cel/policies/vpol/engine/engine.go).
"""


@dataclass(frozen=True)
class Rule:
    """What is refused, unless the expression is true.

    Args:
        expression: In CEL.
        message: What is refused, to follow on "no pod" or "no Service".
    """

    expression: str
    message: str


POD_VARIABLES: Mapping[str, str] = {
    "containers": " + ".join(
        ("dyn(object.spec.containers)", *(
            f"(has(object.spec.{group}) ? dyn(object.spec.{group}) : dyn([]))"
            for group in ("initContainers", "ephemeralContainers")
        ))
    ),
    "volumes": "has(object.spec.volumes) ? dyn(object.spec.volumes) : dyn([])",
    "context": "has(object.spec.securityContext) ? dyn(object.spec.securityContext) : dyn({})",
    # A volume may be an image, too.
    "images": "variables.containers.map(c, c.image)"
    " + variables.volumes.filter(v, has(v.image) && has(v.image.reference)).map(v, v.image.reference)",
}  # fmt: skip
"""Names that the rules of pods use, each after those it uses itself."""


def of_pods(pods: Iterable[Pods]) -> str:
    """True for a pod that is one of these."""
    labels = "object.metadata.labels"
    alternatives = []
    for some in pods:
        wanted = [f"{_text(key)} in {labels} && {labels}[{_text(key)}] == {_text(value)}"
                  for key, value in sorted(some.labels.items())]  # fmt: skip
        unwanted = [f"!({_text(key)} in {labels})" for key in some.without]
        alternatives.append(f"({' && '.join([*wanted, *unwanted])})")
    return f"has({labels}) && ({' || '.join(alternatives)})"


def of_services(pods: Iterable[Pods]) -> str:
    """True for a Service that may lead to one of these pods: a label fits, and none contradicts."""
    selector = "object.spec.selector"
    alternatives = []
    for some in pods:
        labels = "{" + ", ".join(f"{_text(key)}: {_text(value)}" for key, value in sorted(some.labels.items())) + "}"
        alternatives.append(
            f"({selector}.exists(k, k in {labels} && {labels}[k] == {selector}[k])"
            f" && {selector}.all(k, !(k in {labels}) || {labels}[k] == {selector}[k]))"
        )
    return f"has({selector}) && ({' || '.join(alternatives)})"


def pod_rules(guarded: Guarded, further_images: Sequence[str], token_audiences: Sequence[str]) -> Iterator[Rule]:
    """What pods promise.

    Args:
        guarded: The pods, and what is theirs.
        further_images: Images besides; without tag and digest: all of that repository.
        token_audiences: Audiences of tokens besides.
    """
    for promise in Promise:
        for rule in _kept(promise, guarded, further_images, token_audiences):
            excused = [workload.pods for workload in guarded.workloads if promise in workload.breaks]
            yield Rule(f"({of_pods(excused)}) || ({rule.expression})", rule.message) if excused else rule


def service_rules(guarded: Guarded) -> Iterator[Rule]:
    """What Services promise.

    Args:
        guarded: The Services that are declared to be reachable.
    """
    exposed = "".join(
        f" || (object.metadata.name == {_text(name)} && object.spec.type == {_text(kind)})"
        for name, kind in guarded.exposed
    )
    yield Rule(
        f"!has(object.spec.type) || !(object.spec.type in ['NodePort', 'LoadBalancer']){exposed}",
        "that is reachable from outside of the cluster, and that the deployment does not have",
    )
    yield Rule(
        "!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0",
        "with external addresses",
    )


def _kept(promise: Promise, guarded: Guarded, further: Sequence[str], audiences: Sequence[str]) -> Iterator[Rule]:
    if promise is Promise.KNOWN_IMAGES:
        yield Rule(f"variables.images.all(i, {_known('i', [*guarded.images, *further])})",
                   "with an image that the deployment does not have")  # fmt: skip
    elif promise is Promise.FIXED_IMAGES:
        yield Rule(
            f"variables.images.all(i, !i.matches({_text(_whole(MOVING))}))",
            "with an image that may be another at each start: no tag and no digest, or `latest`",
        )
    elif promise is Promise.NO_TOKEN:
        others = sorted({*guarded.audiences, *audiences})
        token = "s.serviceAccountToken"
        to_others = f" || (has({token}.audience) && {token}.audience in {_list(others)})" if others else ""
        yield Rule(
            "variables.volumes.all(v, !has(v.projected) || !has(v.projected.sources)"
            f" || v.projected.sources.all(s, !has({token}){to_others}))",
            "with a token for the API server (set automountServiceAccountToken: false)",
        )
    elif promise is Promise.NO_HOST:
        yield from _NO_HOST
    elif promise is Promise.RESTRICTED:
        yield from _RESTRICTED
    elif promise is Promise.READ_ONLY_ROOT:
        excepted = f" || c.name in {_list(guarded.writable)}" if guarded.writable else ""
        yield Rule(
            f"variables.containers.all(c, ({_own('readOnlyRootFilesystem')}"
            f" && c.securityContext.readOnlyRootFilesystem){excepted})",
            "that can write to its root file system (readOnlyRootFilesystem)",
        )
    else:
        yield Rule(
            "variables.containers.all(c, !has(c.env) || c.env.all(e, !has(e.value)"
            f" || e.value.matches({_text(_whole(secret_guard.HARMLESS))})"
            f" || !e.name.matches({_text(secret_guard.NAMED)})))",
            "with a literal in a variable that is a credential by its name (take it from a Secret)",
        )


def _own(field: str) -> str:
    """Whether a container says something of its own."""
    return f"has(c.securityContext) && has(c.securityContext.{field})"


def _either(field: str, holds: str) -> str:
    """What a container says, or else its pod; `{}` in `holds` is the value, and saying nothing is refused."""
    own, inherited = f"c.securityContext.{field}", f"variables.context.{field}"
    return f"(({_own(field)}) ? {holds.format(own)} : (has({inherited}) && {holds.format(inherited)}))"


_NO_HOST = (
    Rule(
        " && ".join(
            f"!(has(object.spec.{field}) && object.spec.{field})" for field in ("hostNetwork", "hostPID", "hostIPC")
        ),
        "in a namespace of the node (hostNetwork, hostPID, hostIPC)",
    ),
    Rule("variables.volumes.all(v, !has(v.hostPath))", "with a folder of the node (hostPath)"),
    Rule(
        "variables.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort) || p.hostPort == 0))",
        "with a port of the node (hostPort)",
    ),
    Rule(
        f"variables.containers.all(c, !({_own('privileged')} && c.securityContext.privileged))",
        "with a privileged container",
    ),
)
_RESTRICTED = (
    Rule(
        f"variables.containers.all(c, {_either('runAsNonRoot', '{}')}"
        f" && !(({_own('runAsUser')}) ? c.securityContext.runAsUser == 0"
        " : (has(variables.context.runAsUser) && variables.context.runAsUser == 0)))",
        "whose processes may be root (runAsNonRoot, runAsUser)",
    ),
    Rule(
        f"variables.containers.all(c, {_own('allowPrivilegeEscalation')}"
        " && !c.securityContext.allowPrivilegeEscalation)",
        "whose processes may become more than they are (allowPrivilegeEscalation)",
    ),
    Rule(
        f"variables.containers.all(c, {_own('capabilities')} && has(c.securityContext.capabilities.drop)"
        " && 'ALL' in c.securityContext.capabilities.drop && (!has(c.securityContext.capabilities.add)"
        " || c.securityContext.capabilities.add.all(a, a == 'NET_BIND_SERVICE')))",
        "that does not drop all capabilities",
    ),
    Rule(
        f"variables.containers.all(c, {_either('seccompProfile', '''{}.type in ['RuntimeDefault', 'Localhost']''')})",
        "without a seccomp profile",
    ),
)


def _known(name: str, images: Sequence[str]) -> str:
    """Whether an image is one of some; of those without tag and digest, any of the repository."""
    parsed = [(image, Reference.parse(image)) for image in images]
    fixed = [image for image, reference in parsed if reference and (reference.tag or reference.digest)]
    repositories = [image for image in images if image not in fixed]
    within = "".join(f" || {name}.startsWith({_text(image + mark)})" for image in repositories for mark in (":", "@"))
    return f"{name} in {_list(fixed)}{within}"


def _whole(pattern: str) -> str:
    """`matches` looks for a part, and these forms are of whole texts."""
    return f"^(?:{pattern})$"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"


def _text(text: str) -> str:
    """A literal; CEL's escapes are those of JSON."""
    return json.dumps(text)
