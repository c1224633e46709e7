"""Fluent Bit, which reads the logs of a deployment on each node, and sends them where they are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from kotaemon_cdk8s import image_table
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.observability.log_output import AUTHORITY, LogOutput
from kotaemon_cdk8s.observability.scope import DEPLOYMENT, Scope
from kotaemon_cdk8s.observability.watched import scope_of
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.security.pod_security import container_context
from kotaemon_cdk8s.server import Placement, ServerResources, check_name, env_var, secret_volume
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs
from cdk8s_plus_27 import k8s

_LOGS = "/var/log"
_STATE = "/var/lib/fluent-bit"
_CONFIG = "/fluent-bit/kotaemon"
_FILE = "fluent-bit.yaml"
_HTTP = 2020
# Of the node: its logs, and where it is remembered how far they were read. Files there are root's.
_PERMITTED = ("volumes[0].hostPath", "volumes[1].hostPath", "securityContext.runAsNonRoot", "securityContext.runAsUser")


class FluentBit(constructs.Construct):
    """The logs of a deployment, sent to where they are kept.

    Creates a ConfigMap with a pipeline that reads the logs of the deployment's containers, as
    containerd and CRI-O write them, and of no others; a DaemonSet that runs it; and in
    the namespaces of the deployment a Role that lets it get pods, for their labels, and
    nothing else. With `existing_service_account` no DaemonSet: the ConfigMap is for a Fluent
    Bit that you run, which includes its file.

    The pods read the node's logs as root, without any capability and with a root file system
    that is read-only. No Pod Security level but `privileged` lets a pod see folders of the
    node, so they are in a namespace of their own: make this in a chart of that namespace.

    Args:
        scope: A chart of the namespace for logs, or a construct within one.
        id: Name among its siblings.
        app: The deployment.
        output: Where the logs go. Its Secrets are in the namespace for logs.
        name: Name of the objects, at most 50 characters. Default: `id`.
        existing_service_account: Of the Fluent Bit that you run in this namespace; it gets the
            Role. Default: none, a DaemonSet is made.
        image: What runs. Default: `docker.io/fluent/fluent-bit:5.1.1`.
        resources: What each pod asks for and may take. Default: 50m and 256Mi.
        placement: Where the pods run. Default: on all nodes that take pods without toleration.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: The chart is that of the app, a value cannot work, an override breaks a
            promise, or the name is taken. Nothing has been added to a chart then.
    """

    config_map: cdk8s.ApiObject
    """The ConfigMap."""
    daemon_set: cdk8s.ApiObject | None
    """The DaemonSet; None where a Fluent Bit is there already."""
    roles: tuple[cdk8s.ApiObject, ...]
    """The Roles, in the namespaces of the deployment."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        app: KotaemonApp,
        output: LogOutput,
        name: str | None = None,
        existing_service_account: str | None = None,
        image: ServerImage = image_table.FLUENT_BIT,
        resources: ServerResources = ServerResources(cpu="50m", memory="256Mi"),
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(FluentBit)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        name = id if name is None else name
        check_name(at, name)
        watched, homes = scope_of(at, app)
        namespace = chart.namespace
        if namespace is None or namespace in homes:
            at.fail(
                "scope",
                namespace,
                "Pod Security of the deployment's namespace refuses pods that see the node's folders",
                'make it in a chart of a namespace for logs: cdk8s.Chart(app, "logging", namespace="logging")',
            )
        if existing_service_account is not None:
            at.dns_name("existing_service_account", existing_service_account)
            for option, value, default in (
                ("image", image, image_table.FLUENT_BIT),
                ("resources", resources, ServerResources(cpu="50m", memory="256Mi")),
                ("placement", placement, Placement()),
            ):
                at.require(
                    value == default, option, value, "no pod is made, so it would have no effect", "leave it out"
                )
        identity = Identity(name, "logs", image.tag if existing_service_account is None else None, "fluent-bit")
        account = existing_service_account or name
        document = cdk8s.Yaml.stringify(_pipeline(at, watched, output, alone=existing_service_account is None))
        objects = Objects(chart, at=at)
        objects.add(
            "config-map",
            k8s.KubeConfigMap.manifest(metadata=identity.metadata(name, Wave.ACCESS), data={_FILE: document}),
        )
        if existing_service_account is None:
            objects.add(
                "service-account",
                k8s.KubeServiceAccount.manifest(
                    metadata=identity.metadata(name, Wave.ACCESS), automount_service_account_token=False
                ),
            )
            objects.add(
                "daemon-set",
                _daemon_set(identity, output, document, image=image, resources=resources, placement=placement),
                keep=("spec.template.spec.volumes",),
                permitted=_PERMITTED,
            )
        access = {}
        for home in homes.values():
            access[home.node.path] = Objects(home, at=at)
            access[home.node.path].add("role", _role(identity, f"{name}-logs"), keep=("rules",))
            access[home.node.path].add(
                "role-binding",
                _role_binding(identity, f"{name}-logs", account, namespace),
                keep=("roleRef", "subjects"),
            )
        objects.check(overrides)
        for granted in access.values():
            granted.check()

        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        for path, granted in access.items():
            granted.claim(registry, path)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.config_map = made["config-map"]
        self.daemon_set = made.get("daemon-set")
        roles = []
        for home in homes.values():
            beside_them = constructs.Construct(home, f"{app.name}-{id}")
            roles.append(access[home.node.path].make(beside_them, registry)["role"])
        self.roles = tuple(roles)


def _pipeline(at: At, scope: Scope, output: LogOutput, *, alone: bool) -> dict[str, Any]:
    """As https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml has it."""
    names = "|".join(watched.workload.pod_names for watched in scope.workloads)
    pipeline = {
        "inputs": [
            {
                "name": "tail",
                "tag": "kotaemon.*",
                "path": ",".join(_globs(scope)),
                "multiline.parser": "cri",
                **({"db": f"{_STATE}/{scope.namespace}-{scope.name}.db", "read_from_head": "on"} if alone else {}),
                # A line may be longer than a buffer: rather lose that than all that comes after.
                "skip_long_lines": "on",
                "mem_buf_limit": "32MB",
                "refresh_interval": 10,
            }
        ],
        "filters": [
            {
                "name": "kubernetes",
                "match": "kotaemon.*",
                "kube_tag_prefix": "kotaemon.var.log.containers.",
                # Lines of the app are JSON with `KotaemonApp(logs=LogFormat.JSON)`.
                "merge_log": "on",
                "keep_log": "on",
                "labels": "on",
                "annotations": "off",
            },
            # The paths are prefixes, which another deployment's name may have, too.
            {"name": "grep", "match": "kotaemon.*", "regex": f"$kubernetes['pod_name'] ^({names})$"},
            {"name": "modify", "match": "kotaemon.*", "add": f"{DEPLOYMENT} {scope.name}"},
        ],
        "outputs": [
            output.render(
                at,
                {
                    DEPLOYMENT: scope.name,
                    "namespace": "$kubernetes['namespace_name']",
                    "pod": "$kubernetes['pod_name']",
                    "container": "$kubernetes['container_name']",
                },
            )
        ],
    }
    if not alone:
        return {"pipeline": pipeline}
    service = {"flush": 5, "log_level": "info", "http_server": "on", "http_port": _HTTP, "health_check": "on"}
    return {"service": service, "pipeline": pipeline}


def _globs(scope: Scope) -> list[str]:
    """Paths of the logs, as the kubelet names them: <pod>_<namespace>_<container>-<id>.log."""
    prefixes = {(watched.namespace, f"{watched.workload.name}-") for watched in scope.workloads}
    # Of two, one in the other, the shorter one has both: no file is read twice.
    outer = [
        (namespace, prefix)
        for namespace, prefix in sorted(prefixes)
        if not any(prefix.startswith(other) for home, other in prefixes if home == namespace and other != prefix)
    ]
    return [f"{_LOGS}/containers/{prefix}*_{namespace}_*.log" for namespace, prefix in outer]


def _daemon_set(
    identity: Identity,
    output: LogOutput,
    document: str,
    *,
    image: ServerImage,
    resources: ServerResources,
    placement: Placement,
) -> Any:
    checksum = hashlib.sha256(document.encode()).hexdigest()
    tls = {"ca.crt": output.ca} if output.ca else {}
    probe = k8s.HttpGetAction(path="/api/v1/health", port=k8s.IntOrString.from_string("http"))
    container = k8s.Container(
        name="fluent-bit",
        image=image.reference,
        command=["/fluent-bit/bin/fluent-bit"],
        args=["--config", f"{_CONFIG}/{_FILE}"],
        env=[env_var(key, ref) for key, ref in sorted(output.env.items())] or None,
        ports=[k8s.ContainerPort(name="http", container_port=_HTTP)],
        resources=resources.requirements(),
        security_context=container_context(),
        liveness_probe=k8s.Probe(
            http_get=k8s.HttpGetAction(path="/", port=k8s.IntOrString.from_string("http")), period_seconds=30
        ),
        readiness_probe=k8s.Probe(http_get=probe, period_seconds=15),
        volume_mounts=[
            k8s.VolumeMount(name="logs", mount_path=_LOGS, read_only=True),
            k8s.VolumeMount(name="state", mount_path=_STATE),
            k8s.VolumeMount(name="config", mount_path=_CONFIG, read_only=True),
            k8s.VolumeMount(name="token", mount_path="/var/run/secrets/kubernetes.io/serviceaccount", read_only=True),
            *([k8s.VolumeMount(name="tls", mount_path=AUTHORITY.rpartition("/")[0], read_only=True)] if tls else []),
        ],
    )
    return k8s.KubeDaemonSet.manifest(
        metadata=identity.metadata(identity.instance, Wave.STORES),
        spec=k8s.DaemonSetSpec(
            selector=k8s.LabelSelector(match_labels=identity.selector),
            template=k8s.PodTemplateSpec(
                metadata=k8s.ObjectMeta(labels=identity.labels, annotations={"checksum/config": checksum}),
                spec=k8s.PodSpec(
                    service_account_name=identity.instance,
                    automount_service_account_token=False,
                    enable_service_links=False,
                    security_context=k8s.PodSecurityContext(
                        run_as_non_root=False,
                        run_as_user=0,
                        run_as_group=0,
                        seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
                    ),
                    containers=[container],
                    volumes=[
                        k8s.Volume(name="logs", host_path=k8s.HostPathVolumeSource(path=_LOGS)),
                        k8s.Volume(
                            name="state",
                            host_path=k8s.HostPathVolumeSource(
                                path=f"{_STATE}/{identity.instance}", type="DirectoryOrCreate"
                            ),
                        ),
                        k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=identity.instance)),
                        _token(),
                        *([secret_volume("tls", tls)] if tls else []),
                    ],
                    node_selector=dict(placement.node_selector) or None,
                    tolerations=list(placement.tolerations) or None,
                    priority_class_name=placement.priority_class,
                ),
            ),
        ),
    )


def _token() -> k8s.Volume:
    """What the API server takes for the ServiceAccount: a token of one hour, in place of the one of a year."""
    return k8s.Volume(
        name="token",
        projected=k8s.ProjectedVolumeSource(
            default_mode=0o400,
            sources=[
                k8s.VolumeProjection(
                    service_account_token=k8s.ServiceAccountTokenProjection(path="token", expiration_seconds=3600)
                ),
                k8s.VolumeProjection(
                    config_map=k8s.ConfigMapProjection(
                        name="kube-root-ca.crt", items=[k8s.KeyToPath(key="ca.crt", path="ca.crt")]
                    )
                ),
                k8s.VolumeProjection(
                    downward_api=k8s.DownwardApiProjection(
                        items=[
                            k8s.DownwardApiVolumeFile(
                                path="namespace", field_ref=k8s.ObjectFieldSelector(field_path="metadata.namespace")
                            )
                        ]
                    )
                ),
            ],
        ),
    )


def _role(identity: Identity, name: str) -> Any:
    # fluent/fluent-bit v5.1.1, plugins/filter_kubernetes/kube_meta.h: FLB_KUBE_API_POD_FMT gets one pod
    # by its name; namespaces are asked for with `namespace_labels` only.
    return k8s.KubeRole.manifest(
        metadata=identity.metadata(name, Wave.ACCESS),
        rules=[k8s.PolicyRule(api_groups=[""], resources=["pods"], verbs=["get"])],
    )


def _role_binding(identity: Identity, name: str, account: str, namespace: str) -> Any:
    return k8s.KubeRoleBinding.manifest(
        metadata=identity.metadata(name, Wave.ACCESS),
        role_ref=k8s.RoleRef(api_group="rbac.authorization.k8s.io", kind="Role", name=name),
        subjects=[k8s.Subject(kind="ServiceAccount", name=account, namespace=namespace)],
    )
