"""KotaemonApp: the app as one Deployment, with all it needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kotaemon_cdk8s.components import (
    Backend,
    DocumentStoreBackend,
    MetadataDbBackend,
    VectorStoreBackend,
)
from kotaemon_cdk8s.document_store.embedded_lancedb import EmbeddedLanceDbDocuments
from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.exposure.auth_proxy_backend import AuthProxyBackend
from kotaemon_cdk8s.exposure.backend import Exposed, ExposureBackend
from kotaemon_cdk8s.image_layout import PORT, TELEMETRY_PORT
from kotaemon_cdk8s.kotaemon_app import manifests
from kotaemon_cdk8s.kotaemon_app.admin import administrator
from kotaemon_cdk8s.kotaemon_app.configuration import configuration
from kotaemon_cdk8s.kotaemon_app.contract import FurtherEnvironment, check_env, check_settings
from kotaemon_cdk8s.kotaemon_app.downloads import Downloads, Fetching
from kotaemon_cdk8s.kotaemon_app.features import DocumentReaders, Reasoning, UserInterface, WebSearch
from kotaemon_cdk8s.kotaemon_app.files import Files
from kotaemon_cdk8s.kotaemon_app.front import Front, front, merged_annotations
from kotaemon_cdk8s.kotaemon_app.image import Image
from kotaemon_cdk8s.kotaemon_app.indices import Index, Indices
from kotaemon_cdk8s.kotaemon_app.internet import check_air_gap
from kotaemon_cdk8s.kotaemon_app.locations import claim_location
from kotaemon_cdk8s.kotaemon_app.mcp_servers import McpServer, McpServers, check_servers
from kotaemon_cdk8s.kotaemon_app.mode import Mode
from kotaemon_cdk8s.kotaemon_app.packages import PythonPackages, installable, lacking, volume_size
from kotaemon_cdk8s.kotaemon_app.pod import CONTAINER, PodEnvironment, check_sidecars, drain_seconds, pod_spec
from kotaemon_cdk8s.kotaemon_app.pod_options import Pod, Probes, Resources
from kotaemon_cdk8s.kotaemon_app.storage import Storage
from kotaemon_cdk8s.kotaemon_app.stores import check_reach, to_install
from kotaemon_cdk8s.kotaemon_app.toolbox import Toolbox
from kotaemon_cdk8s.metadata import SYNC_WAVE, Identity
from kotaemon_cdk8s.metadata_db.sqlite import Sqlite
from kotaemon_cdk8s.models.azure_openai import VisionModel
from kotaemon_cdk8s.models.model import PLACEHOLDERS, Model, ModelKind, declared, servers
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.observability.log_format import LogFormat
from kotaemon_cdk8s.observability.telemetry import Telemetry
from kotaemon_cdk8s.options import At, JsonValue, constructor_hints, frozen
from kotaemon_cdk8s.scaling.capacity import check_capacity
from kotaemon_cdk8s.scaling.manifests import objects as scaling_objects
from kotaemon_cdk8s.scaling.manifests import spread
from kotaemon_cdk8s.scaling.request_rate import OWN_SERIES
from kotaemon_cdk8s.scaling.scaling import Scaling
from kotaemon_cdk8s.scaling.state import check_shared
from kotaemon_cdk8s.security.secret_rotation import SecretRotation, restart_on_change
from kotaemon_cdk8s.server import check_name
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.vector_store.embedded_chroma import EmbeddedChroma
from kotaemon_cdk8s.wiring import Attached, Component, SecretRef, Wiring

import cdk8s
import constructs


class KotaemonApp(constructs.Construct):
    """Kotaemon, ready to serve: one pod, its configuration, its volume and its Service.

    Creates a Deployment, a Service, a ServiceAccount without token, two ConfigMaps (the
    settings document, and the runtime package that applies it) and, unless the claim is
    there already, a PersistentVolumeClaim that Argo CD never prunes. Unless other stores are
    given, all state (SQLite, Chroma, LanceDB, files) is on that one volume. There is one
    pod, unless `scaling` asks for more; an embedded store has room for no second, not even
    during a roll-out.

    Args:
        scope: A chart, or a construct within one.
        id: Name among its siblings.
        name: Name of the deployment: of its objects, and in their selectors. At most 50
            characters, unique in the namespace. Changing it makes a new deployment with an
            empty volume; give it, and `id` can change freely. Default: `id`.
        admin_password: Password of the administrator. Required in the mode `login`. The
            password in the database follows the Secret at every start.
        admin_username: Its name, 3 to 32 letters, digits and `_`. Default: `admin`.
        mode: How people get in. Default: `Mode.login()`, the app's own login page.
        image: What runs. Default: `Image.lite()`, release 0.11.3.
        storage: The volume. Default: `Storage.claim()`, 10Gi of the default class.
        metadata_db: Where users, conversations, settings and the list of files are. Default:
            `MetadataDb.sqlite()`, on the volume.
        vector_store: Where the embeddings are. Default: `VectorStore.chroma()`, on the volume.
        document_store: Where the texts are. Default: `DocumentStore.lancedb()`, on the volume.
        python_packages: Where packages come from that a store or a collection needs and the
            image lacks (PostgreSQL's driver, NanoGraphRAG, LightRAG). Default: `PythonPackages()`, from PyPI.
        models: Models, as providers make them; brought into the app's database at every start:
            added, changed, the default moved, and what was declared before and no longer is,
            removed. The first of a kind is its default, unless one says `default=True`.
            Default: none; an administrator adds models in the UI. Required where the mode has
            no administrator.
        prune_models: Models that people made in the UI go at every start. Default: False; they
            stay as they are.
        indices: File collections. Default: `Index.files()`, one of them.
        reasoning: How questions are answered. Default: as in the image.
        documents: How files are read. Default: as in the image.
        web_search: Default: `WebSearch.off()`.
        mcp_servers: Servers with tools for the agents among the pipelines. Default: none.
        user_interface: Texts and switches. Default: as in the image.
        offline: The pod reaches no host on the internet at start-up (Hugging Face, GitHub,
            NLTK): without it, a policy that drops packets delays the start to 419 s. Default: False.
        air_gapped: There is no internet: like `offline`, and whatever would reach it later on,
            too, is refused. Default: False.
        internal_hosts: With `air_gapped`, hosts of your own network that have names as on the
            internet; names of Services and private addresses need none. Default: none.
        downloads: Where models and the like come from that a feature needs at first use.
            Default: `Downloads()`, from the internet.
        settings: Further settings of the app, by their names in its flowsettings.py; a dot
            reaches into a mapping. Default: none.
        env: Further environment variables; a `SecretRef` for what is secret. Default: none.
        scaling: How many pods there are. More than one needs stores and files that they share.
            Default: `Scaling.fixed()`, one.
        telemetry: What the app measures of itself, and who gets it. Default: nothing.
        logs: How the app writes its log. Default: `LogFormat.TEXT`.
        secret_rotation: Who restarts the app, and the servers that the library runs for it, when a
            Secret has changed. Default: `SecretRotation.BY_HAND`.
        resources: What the container asks for and may take. Default: `Resources()`.
        probes: How the kubelet watches it. Default: `Probes()`.
        pod: Placement, identity and additions. Default: `Pod()`.
        exposures: How people outside the cluster reach it. Default: not at all; `kubectl
            port-forward` still works.
        auth_proxy: Who asks people for a login before the app answers them anything; an exposed
            app has one, or a single sign-on mode. Default: nobody.
        base_path: Below which path of its host it is, such as `/kotaemon`. Default: at the root.
        service_port: Port of the Service, 1 to 65535. Default: 80.
        service_annotations: Default: none.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, two options contradict each other, an override
            breaks a promise, or the name is taken. Nothing has been added to the chart then.
    """

    deployment: cdk8s.ApiObject
    """The Deployment."""
    service: cdk8s.ApiObject
    """The Service."""
    service_account: cdk8s.ApiObject
    """The ServiceAccount."""
    settings_config_map: cdk8s.ApiObject
    """The ConfigMap with the settings document."""
    runtime_config_map: cdk8s.ApiObject
    """The ConfigMap with the runtime package."""
    claim: cdk8s.ApiObject | None
    """The PersistentVolumeClaim; None when one was there already."""
    wiring: Wiring
    """What the app uses, and what follows from it."""
    components: tuple[Component, ...]
    """The stores and model servers that it uses."""
    stores: tuple[Component, ...]
    """The stores alone."""
    metadata_db: MetadataDbBackend
    """Where users, conversations, settings and the list of files are."""
    offline: bool
    """Whether its start asks no host on the internet."""
    air_gapped: bool
    """Whether nothing of it asks the internet, ever."""
    mode: Mode
    """How people get in."""
    front: Front
    """Where the app listens, and what stands before it."""
    exposures: tuple[ExposureBackend, ...]
    """How people outside the cluster reach it."""
    telemetry: Telemetry | None
    """What the app measures of itself, and who gets it."""
    name: str
    """Name of the deployment."""
    service_port: int
    """Port of the Service."""
    scaling: Scaling
    """How many pods there are."""
    disruption_budget: cdk8s.ApiObject | None
    """The PodDisruptionBudget; None for one pod."""
    autoscaler: cdk8s.ApiObject | None
    """The HorizontalPodAutoscaler or ScaledObject; None without."""
    toolbox: Toolbox
    """What other pods need to run the library's programs on its stores."""
    attached: tuple[Attached, ...]
    """The pods that do so: backups and the like."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str | None = None,
        admin_password: SecretRef | None = None,
        admin_username: str = "admin",
        mode: Mode = Mode.login(),
        image: Image = Image.lite(),
        storage: Storage = Storage.claim(),
        metadata_db: MetadataDbBackend = Sqlite(),
        vector_store: VectorStoreBackend = EmbeddedChroma(),
        document_store: DocumentStoreBackend = EmbeddedLanceDbDocuments(),
        python_packages: PythonPackages = PythonPackages(),
        models: Sequence[Model | VisionModel] = (),
        prune_models: bool = False,
        indices: Sequence[Index] = (Index.files(),),
        reasoning: Reasoning = Reasoning(),
        documents: DocumentReaders = DocumentReaders(),
        web_search: WebSearch = WebSearch.off(),
        mcp_servers: Sequence[McpServer] = (),
        user_interface: UserInterface = UserInterface(),
        offline: bool = False,
        air_gapped: bool = False,
        internal_hosts: Sequence[str] = (),
        downloads: Downloads = Downloads(),
        settings: Mapping[str, JsonValue] = frozen({}),
        env: Mapping[str, str | SecretRef] = frozen({}),
        scaling: Scaling = Scaling(),
        telemetry: Telemetry | None = None,
        logs: LogFormat = LogFormat.TEXT,
        secret_rotation: SecretRotation = SecretRotation.BY_HAND,
        resources: Resources = Resources(),
        probes: Probes = Probes(),
        pod: Pod = Pod(),
        exposures: Sequence[ExposureBackend] = (),
        auth_proxy: AuthProxyBackend | None = None,
        base_path: str = "",
        service_port: int = 80,
        service_annotations: Mapping[str, str] = frozen({}),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(KotaemonApp)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        check_name(at, self.name)
        at.number("service_port", service_port, at_least=1, at_most=65535)
        at.require(
            telemetry is None or service_port != TELEMETRY_PORT,
            "service_port",
            service_port,
            "is the port of the metrics, which are on the same Service",
            "take another",
        )
        at.label_keys("service_annotations", service_annotations, ours={SYNC_WAVE})
        _check_indices(at, indices)
        check_servers(at, mcp_servers, has_agent=reasoning.has_agent)
        check_env(at, env)
        check_settings(at, settings)
        stores: dict[str, Backend] = {
            "metadata_db": metadata_db,
            "vector_store": vector_store,
            "document_store": document_store,
        }
        known_models = declared(at, [model for model in models if isinstance(model, Model)])
        model_servers = servers(known_models)
        visions = [model for model in models if isinstance(model, VisionModel)]
        at.require(
            len(visions) < 2, "models", visions, "the app asks one vision model only", "leave all but one of them out"
        )
        self.metadata_db = metadata_db
        self.stores = tuple(stores.values())
        self.components = (*self.stores, *model_servers)
        offline = offline or air_gapped
        self.offline = offline
        self.air_gapped = air_gapped
        self.mode = mode
        self.scaling = scaling
        self.service_port = service_port
        self.telemetry = telemetry
        self.attached = ()
        by_option: tuple[tuple[str, Backend], ...] = (
            *stores.items(),
            *(("models", server) for server in model_servers),
        )
        for option, component in by_option:
            check_reach(at, option, component, chart)
        _check_internal(at, internal_hosts, air_gapped=air_gapped)
        at.require(
            not documents.docling or not offline or downloads.claim is not None or downloads.hugging_face is not None,
            "downloads",
            downloads,
            "offline keeps the pod from asking Hugging Face, from which Docling gets its models: every PDF would fail",
            "give Downloads(claim=…) with the files, or Downloads(hugging_face=…), a mirror within reach",
        )
        self.front = front(at, mode=mode, base_path=base_path, proxy=auth_proxy, exposures=exposures)
        self.exposures = tuple(exposures)
        own_rate = scaling.requests is not None and scaling.requests.series == OWN_SERIES
        at.require(
            not own_rate or (telemetry is not None and telemetry.scraped),
            "scaling.requests",
            OWN_SERIES,
            "the app does not serve this metric, so the autoscaler would have nothing to go by",
            "give telemetry=Telemetry.prometheus(), or let a proxy count: RequestRate.envoy_gateway() or another of it",
        )
        proxied = {auth_proxy.port: "the login before the app"} if auth_proxy else {}
        measured = {TELEMETRY_PORT: "the app's metrics"} if telemetry else {}
        check_sidecars(at, pod, {PORT: "the app", **proxied, **measured})
        stored = Wiring.of(at, stores.values())
        install = to_install(at, Wiring.of(at, [*stores.values(), *indices]), image, python_packages, offline=offline)
        who = pod.workload_identity
        files = Files(storage)
        check_shared(at, scaling, {**stores, "storage": files})
        check_capacity(at, scaling, resources, probes, metadata_db)
        library = PodEnvironment(
            offline=offline,
            seeded=downloads.claim is not None,
            keep_bytecode=storage.keep_bytecode and not image.compiled,
            packages=bool(install),
        )
        parts: list[tuple[str, Component]] = [
            ("offline", library),
            ("mode", mode),
            ("exposures", self.front),
            *(("admin_password", item) for item in administrator(at, mode, admin_username, admin_password)),
            *stores.items(),
            *([("python_packages", python_packages)] if install else []),
            ("storage", files),
            *(("models", server) for server in model_servers),
            *(("models", model) for model in known_models),
            *(("models", model) for model in visions),
            ("indices", Indices(indices)),
            *((f"indices[{position}]", index) for position, index in enumerate(indices)),
            ("reasoning", reasoning),
            ("documents", documents),
            ("web_search", web_search),
            *([("mcp_servers", McpServers(mcp_servers))] if reasoning.has_agent else []),
            *((f"mcp_servers[{position}]", server) for position, server in enumerate(mcp_servers)),
            ("user_interface", user_interface),
            ("downloads", Fetching(downloads, offline=offline, docling=documents.docling)),
            *([("telemetry", telemetry)] if telemetry else []),
            ("env", FurtherEnvironment(env)),
            *([("pod.workload_identity", who)] if who else []),
        ]
        self.wiring = Wiring.of(at, [component for _, component in parts])
        if air_gapped:
            check_air_gap(at, parts, self.wiring, internal_hosts=internal_hosts)
        at.require(
            bool(known_models) or mode.has_resources,
            "models",
            models,
            f"{mode.component} has no Resources tab, so nobody could add a model, and no question be answered",
            'give at least a chat and an embedding model, such as OpenAI(api_key=SecretRef(...)).chat("gpt-4o-mini")',
        )
        at.require(
            bool(known_models) or not prune_models,
            "prune_models",
            prune_models,
            "no model is declared, so that every start would leave the app without any",
            "declare models, or leave it out",
        )
        _check_models(at, known_models, indices, people_add=mode.has_resources and not prune_models)
        architecture = _architecture(at, self.wiring, image, pod)
        content = configuration(
            wiring=self.wiring,
            settings=settings,
            mode=mode,
            prune_models=prune_models,
            offline=offline,
            drain_seconds=drain_seconds(pod),
            packages=install,
            telemetry=telemetry.document(app=self.name, version=image.tag) if telemetry else None,
            json_logs=logs is LogFormat.JSON,
        )
        identity = Identity(self.name, "app", image.tag)
        claim = storage.existing or f"{self.name}-data"
        self.toolbox = Toolbox(
            identity=identity,
            image=image,
            image_env=library.bind().env,
            image_settings={**library.bind().settings, **files.bind().settings},
            store_env=stored.environment,
            store_files=stored.files,
            packages=python_packages if install else None,
            packages_size=volume_size(install),
            claim=claim,
            access_mode=storage.access_mode,
            architecture=architecture,
            pod=pod,
            runtime_config_map=f"{self.name}-runtime",
            settings_config_map=f"{self.name}-settings",
        )
        objects = Objects(chart, at=at)
        objects.add(
            "service-account",
            manifests.service_account(
                identity, {**pod.service_account_annotations, **(who.annotations if who else {})}
            ),
        )
        objects.add("settings", manifests.config_map(identity, "settings", content.settings))
        objects.add("runtime", manifests.config_map(identity, "runtime", content.runtime))
        if storage.existing is None:
            objects.add("claim", manifests.claim(identity, claim, storage))
        objects.add(
            "deployment",
            manifests.deployment(
                identity,
                labels={**pod.labels, **(who.labels if who else {})},
                annotations={**pod.annotations, **content.checksums},
                startup_seconds=probes.startup_seconds,
                replicas=scaling.replicas,
                one_writer=bool(self.wiring.one_writer),
                waits=bool(self.wiring.servers),
                pod=pod_spec(
                    image=image,
                    mode=mode,
                    front=self.front,
                    env={**PLACEHOLDERS, **self.wiring.environment},
                    files=self.wiring.files,
                    texts=self.wiring.texts,
                    packages=python_packages if install else None,
                    packages_size=volume_size(install),
                    downloads=downloads,
                    wait_env=stored.environment if self.wiring.servers else None,
                    telemetry=telemetry is not None,
                    pod=pod,
                    probes=probes,
                    resources=resources,
                    architecture=architecture,
                    spread=spread(scaling, identity),
                    claim=claim,
                    service_account=self.name,
                    runtime_config_map=f"{self.name}-runtime",
                    settings_config_map=f"{self.name}-settings",
                ),
                hardening=pod.hardening,
            ),
            # An autoscaler and a number in Git would undo each other.
            keep=("spec.replicas",),
        )
        exposed = Exposed(
            at,
            identity,
            namespace=chart.namespace,
            service_port=service_port,
            pod_port=self.front.port,
            base_path=base_path,
            health_path=self.front.health_path,
        )
        annotations = merged_annotations(
            at, service_annotations, [(way.component, way.service_annotations(exposed)) for way in exposures]
        )
        sessions = scaling.session_seconds if scaling.is_scaled else None
        objects.add(
            "service",
            manifests.service(
                identity, service_port, annotations, session_seconds=sessions, telemetry=telemetry is not None
            ),
        )
        for number, way in enumerate(exposures):
            for key, manifest in way.objects(exposed).items():
                objects.add(f"{key}-{number}" if number else key, manifest)
        beside = scaling_objects(scaling, identity, namespace=chart.namespace, container=CONTAINER, port=service_port)
        for key, manifest in beside.items():
            objects.add(key, manifest)
        objects.check(overrides)

        registry = Registry.of(at, scope, id)
        # Charts go to folders of their own, and mostly to clusters of their own.
        within = chart.node.path
        registry.claim(
            at,
            ("deployment", within, self.name),
            "name",
            self.name,
            "has this name already: their Services would send users to either",
            "give one of the two another `name`",
        )
        registry.claim(
            at,
            ("object", within, "PersistentVolumeClaim", claim),
            "storage.existing" if storage.existing else "name",
            claim,
            "uses this PersistentVolumeClaim already: two programs would corrupt each other's data",
            "give each app a claim of its own",
        )
        for option, component in by_option:
            claim_location(registry, at, chart, self.name, option, component)
        objects.claim(registry, within)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.service_account = made["service-account"]
        self.settings_config_map = made["settings"]
        self.runtime_config_map = made["runtime"]
        self.claim = made.get("claim")
        self.deployment = made["deployment"]
        self.service = made["service"]
        self.disruption_budget = made.get("disruption-budget")
        self.autoscaler = made.get("autoscaler")
        if own_rate:
            registry.check_at_synthesis(f"request rate of {self.node.path}", lambda: _unread(self, registry))
        if secret_rotation is SecretRotation.RELOADER:
            restart_on_change((self, *self.components))
            # Once more: a JSON patch that is added to an object later may name another Secret.
            registry.before_synthesis(lambda: restart_on_change((self, *self.components)))

    def attach(self, pods: Attached) -> None:
        """Let security, monitoring and inventories know of pods that work on its stores.

        Args:
            pods: The pods.
        """
        self.attached = (*self.attached, pods)


def _unread(app: KotaemonApp, registry: Registry) -> Iterator[Fault]:
    """A rate of requests that nobody reads, or that carries no label of the deployment."""
    if registry.holder(("observability", app.node.path)) is None:
        yield Fault(
            app.node.path,
            "scaling.requests",
            OWN_SERIES,
            "the app has no Observability, so Prometheus does not read this metric as the app's: the autoscaler would"
            " have nothing to go by",
            "make one: Observability(chart, 'observability', app=..., runbooks=...)",
        )


def _check_models(at: At, models: Sequence[Model], indices: Sequence[Index], *, people_add: bool) -> None:
    """Refuse models with which no question could be answered, where nobody can add what lacks.

    Raises:
        OptionError: A kind is missing, or a collection asks for an embedding model that is not declared.
    """
    if people_add:
        return
    for kind in (ModelKind.CHAT, ModelKind.EMBEDDINGS):
        at.require(
            not models or any(model.kind is kind for model in models),
            "models",
            [model.name for model in models],
            f"none of them is for {kind.value}, and nobody can add one in the app: no question could be answered",
            f"give one, as a provider's `.{kind.value}(...)` makes it",
        )
    names = {model.name for model in models if model.kind is ModelKind.EMBEDDINGS}
    for index in indices:
        at.require(
            not models or index.embedding is None or index.embedding in names,
            "indices",
            index.embedding,
            f"{index.component} asks for an embedding model that is not declared, and nobody can add it in the app",
            f"name one of {', '.join(sorted(names))}",
        )


def _check_internal(at: At, hosts: Sequence[str], *, air_gapped: bool) -> None:
    at.require(
        air_gapped or not hosts,
        "internal_hosts",
        hosts,
        "without air_gapped no host is refused, so it would have no effect",
        "leave it out, or say air_gapped=True",
    )
    for host in hosts:
        at.host("internal_hosts", host)


def _check_indices(at: At, indices: Sequence[Index]) -> None:
    at.require(
        len(indices) > 0,
        "indices",
        indices,
        "nobody could upload a file",
        "give at least one index, such as Index.files()",
    )
    for name, count in Counter(index.name for index in indices).items():
        at.require(
            count == 1,
            "indices",
            name,
            "two indices have this name; the app would create the first one only",
            "give each a name of its own",
        )


def _architecture(at: At, wiring: Wiring, image: Image, pod: Pod) -> str | None:
    """The architecture to which the packages in use tie the pod."""
    tied: str | None = None
    for component, packages in wiring.packages.items():
        missing = lacking(packages, image.packages) - image.amd64_packages - installable()
        at.require(
            not missing,
            "image",
            image.reference,
            f"{component} needs {', '.join(sorted(missing))}, which this image does not have:"
            " the app would start, and fail at the first use",
            "take Image.full() if it has them (docs/reference/image.md), or an Image.derived(...)"
            " that declares them in `packages`",
        )
        if packages - image.packages - installable():
            tied = "amd64"
            chosen = pod.node_selector.get("kubernetes.io/arch", tied)
            at.require(
                chosen == tied,
                "pod.node_selector",
                chosen,
                f"{component} needs {', '.join(sorted(packages))}, which the image has on amd64 only",
                "leave kubernetes.io/arch out, or take an Image.derived(...) that has them",
            )
    return tied
