"""Objects as they go to the API server: what must hold for each, whatever changed them."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kotaemon_cdk8s import secret_guard
from kotaemon_cdk8s.errors import Fault, OptionError
from kotaemon_cdk8s.image_references import Reference
from kotaemon_cdk8s.metadata import KEEP_DATA
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security import pod_security

Manifest = Mapping[str, Any]

_NAMED_PARTS = {"env": "name", "ports": "name", "volumeMounts": "mountPath", "volumeDevices": "devicePath"}


PERMITTED = "(what its pod may do beyond `restricted`)"
"""Among the promises of an object: fields of its pod, as `pod_security.violations` names them."""


def promises(manifest: Manifest, keep: Sequence[str] = (), permitted: Sequence[str] = ()) -> dict[str, Any]:
    """What of an object nothing may change, by dotted field: names, selectors, contents.

    Args:
        manifest: The object.
        keep: Further fields of this one.
        permitted: Fields of its pod that `restricted` refuses.

    A changed selector orphans running pods or is refused as immutable; a changed name
    makes another object; a ConfigMap that changes here changes no hash, so no pod restarts.
    """
    kept: dict[str, Any] = {
        "apiVersion": manifest["apiVersion"],
        "kind": manifest["kind"],
        "metadata.name": manifest["metadata"]["name"],
        "metadata.namespace": manifest["metadata"].get("namespace"),
    }
    for key, value in manifest["metadata"].get("labels", {}).items():
        if key in ("app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component"):
            kept[f"metadata.labels.{key}"] = value
    spec = manifest.get("spec") or {}
    if "selector" in spec:
        kept["spec.selector"] = spec["selector"]
    template_labels = spec.get("template", {}).get("metadata", {}).get("labels", {})
    for key in (spec.get("selector") or {}).get("matchLabels", {}) if template_labels else ():
        kept[f"spec.template.metadata.labels.{key}"] = template_labels.get(key)
    if manifest["kind"] == "ConfigMap":
        kept["data"] = manifest.get("data")
    for key in KEEP_DATA:
        if key in manifest["metadata"].get("annotations", {}):
            kept[f"metadata.annotations.{key}"] = manifest["metadata"]["annotations"][key]
    if manifest["kind"] == "Service":
        for port in spec.get("ports") or ():
            kept[f"spec.ports[{port['name']}]"] = tuple(port.get(key) for key in ("port", "targetPort", "protocol"))
    for field in keep:
        kept[field] = _field(manifest, field)
    if manifest["kind"] in ("Deployment", "StatefulSet"):
        kept |= _workload_promises(spec)
    if permitted:
        kept[PERMITTED] = tuple(permitted)
    return kept


def _field(manifest: Manifest, dotted: str) -> Any:
    value: Any = manifest
    for key in dotted.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _workload_promises(spec: Mapping[str, Any]) -> dict[str, Any]:
    """A second writer would corrupt the stores; the other parts belong to options of ours."""
    owned = (
        *("replicas", "strategy", "serviceName", "volumeClaimTemplates"),
        *("podManagementPolicy", "persistentVolumeClaimRetentionPolicy"),
    )
    kept = {f"spec.{key}": spec[key] for key in owned if key in spec}
    template = spec["template"]
    for key, value in template["metadata"].get("annotations", {}).items():
        if key.startswith("checksum/"):
            kept[f"spec.template.metadata.annotations.{key}"] = value
    pod = template["spec"]
    for volume in pod.get("volumes") or ():
        kept[f"spec.template.spec.volumes[{volume['name']}]"] = volume
    for container in [*(pod.get("initContainers") or ()), *pod["containers"]]:
        place = f"spec.template.spec.containers[{container['name']}]"
        kept[f"{place}.securityContext"] = container.get("securityContext")
        kept[f"{place}.lifecycle"] = container.get("lifecycle")
        for variable in container.get("env") or ():
            kept[f"{place}.env.{variable['name']}"] = variable
        for mount in container.get("volumeMounts") or ():
            kept[f"{place}.volumeMounts[{mount['mountPath']}]"] = mount
    return kept


def faults(path: str, manifest: Manifest, promised: Mapping[str, Any]) -> Iterator[Fault]:
    """All that is wrong with an object.

    Args:
        path: Construct path, for the messages.
        manifest: The object.
        promised: Its `promises` when it was made.
    """
    found: list[Fault] = []
    try:
        found.extend(_faults(path, manifest, promised))
    except (AttributeError, KeyError, TypeError):
        found.append(
            Fault(
                path,
                str(manifest.get("kind", "object")),
                repr(promised["metadata.name"]),
                "an object, list or text stands where the API server wants another of the three, or a name is missing",
                "compare it with the object as it is without the override or patch",
            )
        )
    yield from found


def _faults(path: str, manifest: Manifest, promised: Mapping[str, Any]) -> Iterator[Fault]:
    kind = manifest.get("kind", "object")
    try:
        now = promises(manifest)
        now |= {field: _field(manifest, field) for field in promised.keys() - now.keys()}
    except (KeyError, AttributeError, TypeError):
        now = {}
    for field, value in promised.items():
        if field != PERMITTED and now.get(field) != value:
            yield Fault(
                path,
                f"{kind}.{field}",
                "(changed)" if field == "data" else secret_guard.shown(now.get(field)),
                f"was {'something else' if field == 'data' else secret_guard.shown(value)}: names, selectors,"
                " configuration and the one writer of its stores hold a deployment together",
                "take the override back; the construct's options change it consistently",
            )
    if kind == "Secret":
        yield Fault(
            path,
            "Secret",
            str(now.get("metadata.name")),
            "a Secret in the output puts its value into Git",
            "make it in the cluster, and refer to it by SecretRef",
        )
    for field, literal in secret_guard.credentials_in(manifest):
        yield Fault(
            path,
            f"{kind}.{field}",
            secret_guard.shortened(literal),
            "looks like a credential, which would stand in Git in clear text",
            "put it into a Secret, and give a SecretRef",
        )
    yield from _metadata_faults(path, str(kind), manifest.get("metadata") or {})
    spec = manifest.get("spec") or {}
    pod = (spec.get("template") or {}).get("spec")
    # A pod in a custom resource is a part of one, which its operator completes.
    if pod and "." not in manifest["apiVersion"].partition("/")[0]:
        own = [claim["metadata"]["name"] for claim in spec.get("volumeClaimTemplates") or ()]
        yield from _pod_faults(path, f"{kind}.spec.template.spec", pod, own, promised.get(PERMITTED, ()))


def _metadata_faults(path: str, kind: str, metadata: Mapping[str, Any]) -> Iterator[Fault]:
    at = At(path)
    texts = Mapping[str, str]
    try:
        at.types(
            {f"{kind}.metadata.labels": texts, f"{kind}.metadata.annotations": texts},
            {f"{kind}.metadata.{part}": metadata.get(part, {}) for part in ("labels", "annotations")},
        )
    except OptionError as error:
        yield from error.faults
        return
    name = str(metadata.get("name", ""))
    namespace = metadata.get("namespace")
    checks = [
        *((at.dns_label, f"{kind}.metadata.name", name) for _ in range(kind in ("Service", "Namespace"))),
        *((at.dns_label, f"{kind}.metadata.namespace", namespace) for _ in range(namespace is not None)),
        (at.dns_name, f"{kind}.metadata.name", name),
        *((at.label_key, f"{kind}.metadata.labels", key) for key in metadata.get("labels", {})),
        *((at.label_value, f"{kind}.metadata.labels.{key}", text) for key, text in metadata.get("labels", {}).items()),
        *((at.label_key, f"{kind}.metadata.annotations", key) for key in metadata.get("annotations", {})),
    ]
    for check, field, text in checks:
        try:
            check(field, text)
        except OptionError as error:
            yield from error.faults


def _pod_faults(
    path: str, field: str, pod: Mapping[str, Any], claims: Sequence[str], permitted: Sequence[str]
) -> Iterator[Fault]:
    for part, value in pod_security.violations(pod):
        if part in permitted:
            continue
        yield Fault(
            path,
            f"{field}.{part}",
            repr(value),
            "the Pod Security Standard `restricted` refuses it: the pod would not be admitted",
            "leave it as the library sets it (non-root, no privileges, all capabilities dropped, no host access)",
        )
    containers = [*(pod.get("initContainers") or ()), *(pod.get("containers") or ())]
    yield from _doubles(path, f"{field}.containers", [container["name"] for container in containers])
    volumes = [*(volume["name"] for volume in pod.get("volumes") or ()), *claims]
    yield from _doubles(path, f"{field}.volumes", volumes)
    for container in containers:
        place = f"{field}.containers[{container['name']}]"
        for part, key in _NAMED_PARTS.items():
            names = [item[key] for item in container.get(part) or () if item.get(key) is not None]
            if key.endswith("Path"):
                names = [posixpath.normpath(name) for name in names]
            yield from _doubles(path, f"{place}.{part}", names)
        for mount in container.get("volumeMounts") or ():
            if mount["name"] not in volumes:
                yield Fault(
                    path,
                    f"{place}.volumeMounts",
                    repr(mount["name"]),
                    "no volume of the pod has this name; the API server refuses the pod",
                    f"name one of {', '.join(volumes)}, or add the volume",
                )
        yield from _image_faults(path, f"{place}.image", str(container.get("image") or ""))


def _image_faults(path: str, field: str, image: str) -> Iterator[Fault]:
    reference = Reference.parse(image)
    if image and reference is None:
        yield Fault(
            path,
            field,
            repr(image),
            "not an image reference; the kubelet refuses it (InvalidImageName)",
            "write registry, repository and tag, in small letters but for the tag",
        )
    elif reference is None or (reference.digest is None and reference.tag in (None, "latest")):
        yield Fault(
            path,
            field,
            repr(image),
            "is missing, or has no tag, or the tag `latest`: each restart may run another program",
            "pin a version or a digest",
        )


def _doubles(path: str, field: str, names: list[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault(
                path,
                field,
                repr(name),
                f"stands there {count} times; the API server refuses it, or the last one wins unseen",
                "rename or leave out all but one",
            )
