"""Stores, the volume, and how many pods may share them."""

from __future__ import annotations

import re

from kotaemon_cdk8s.migration.code import Call, Expression, Name, call, source
from kotaemon_cdk8s.migration.environment import packages
from kotaemon_cdk8s.migration.ledger import Ledger
from kotaemon_cdk8s.migration.plan import CHART, Plan, refused, secret

_MODES = {"ReadWriteOnce": None, "ReadWriteMany": "READ_WRITE_MANY", "ReadWriteOncePod": "READ_WRITE_ONCE_POD"}
_DATA_DIR = "/app/ktem_app_data"
_OLD_SERVER = "the chart's server got no data: the app read none of the variables that led to it"


class Stores:
    """What keeps data: the servers that the values meant, or what is on an adopted volume."""

    def __init__(self, ledger: Ledger, plan: Plan) -> None:
        self._ledger = ledger
        self._plan = plan
        self._adopted = plan.request.adopt_volume

    def run(self) -> bool:
        """Say all of them.

        Returns:
            Whether all that is kept is shared, so that there may be several pods.
        """
        many = self._volume()
        vectors = self._vectors()
        metadata = self._metadata()
        texts = self._texts()
        return many and vectors and metadata and texts

    def _volume(self) -> bool:
        ledger = self._ledger
        path = "persistence"
        mode = ledger.get(path, "accessMode")
        member = _MODES.get(mode) if isinstance(mode, str) else None
        access = Name(f"AccessMode.{member}") if member else None
        if mode is not None and (not isinstance(mode, str) or mode not in _MODES):
            ledger.to_decide(path, "accessMode", text="is no mode that the app can write with; ReadWriteOnce is taken")
        if self._adopted:
            made = call("Storage.existing_claim", self._adopted, access_mode=access)
            self._plan.options["storage"] = made
            for key in ("enabled", "size", "storageClass"):
                ledger.not_needed(path, key, why=f"{source(made)}: the claim is there already")
            self._owner()
        else:
            self._claim(access)
        ledger.mapped(path, "accessMode", to=f"storage: {mode}")
        if ledger.get(path, "mountPath") == _DATA_DIR:
            ledger.not_needed(path, "mountPath", why="it is always there")
        else:
            ledger.to_decide(
                path, "mountPath", text=f"the app writes to {_DATA_DIR}: what it wrote was never on the chart's volume"
            )
        return member == "READ_WRITE_MANY" and not self._adopted

    def _claim(self, access: Name | None) -> None:
        ledger = self._ledger
        options: dict[str, Expression] = {"access_mode": access} if access else {}
        for key, option in (("size", "size"), ("storageClass", "storage_class")):
            value = ledger.get("persistence", key)
            if value is None or value == "":
                ledger.not_needed("persistence", key, why="empty: the cluster's default")
                continue
            cause = refused(Call("Storage", (), {option: value}))
            if cause:
                ledger.to_decide("persistence", key, text=f"the default is kept: {cause}")
            else:
                options[option] = value
                ledger.mapped("persistence", key, to=f"storage: {option}={source(value)}")
        if ledger.get("persistence", "enabled") is False:
            ledger.to_decide(
                "persistence",
                "enabled",
                text="without a volume all is lost with the pod: there is one, Storage.claim()",
            )
        ledger.mapped("persistence", "enabled", to="storage=Storage.claim(...)")
        self._plan.options["storage"] = Call("Storage.claim", (), options)

    def _owner(self) -> None:
        """Files belong to whom the chart's container ran as: the new one must be the same."""
        for path in (("securityContext", "runAsUser"), ("podSecurityContext", "runAsUser")):
            user = self._ledger.get(*path)
            if user is None:
                continue
            if isinstance(user, int) and user > 0 and refused(call("Pod", user_id=user)) is None:
                self._plan.options["pod"] = call("Pod", user_id=user)
                self._ledger.mapped(*path, to=f"pod: user_id={user}, to whom the files on the volume belong")
            else:
                text = (
                    "files of root: the kubelet gives them to the group 10001 at the first mount, where the driver can"
                )
                self._ledger.to_decide(*path, text=text)
            return

    def _vectors(self) -> bool:
        ledger = self._ledger
        meant = ledger.get("kotaemon", "config", "vectorstore")
        path = ("kotaemon", "config", "vectorstore")
        if self._adopted:
            for store in ("chromadb", "qdrant"):
                ledger.not_needed(store, why=_OLD_SERVER + "; the vectors are on the volume")
            ledger.mapped(*path, to="vector_store: the embedded Chroma on the volume, where all vectors are")
            return False
        servers = {
            "qdrant": ("VectorStore.qdrant", {"api_key": secret(f"{self._plan.name}-vectors", "api-key")}),
            "chromadb": ("VectorStore.chroma_server", {}),
        }
        chosen = next((name for name in servers if ledger.get(name, "enabled") is True), None)
        for name, (function, options) in servers.items():
            if name != chosen:
                why = (
                    "it is off"
                    if ledger.get(name, "enabled") is not True
                    else f"{chosen} is on, too, and has the vectors"
                )
                ledger.not_needed(name, why=why)
                continue
            made = Call(
                function, (CHART, f"{self._plan.name}-vectors"), {**options, **self._size((name, "persistence"))}
            )
            self._plan.options["vector_store"] = made
            self._server(name, function)
        if chosen:
            ledger.mapped(
                *path, to=f"vector_store={servers[chosen][0]}(...), the server that is on; no template read it"
            )
        elif meant in (None, "ChromaDB"):
            ledger.mapped(*path, to="vector_store: the embedded Chroma, the default")
        else:
            ledger.to_decide(
                *path, text="no server is on, so the embedded Chroma is taken; see docs/explanation/which-store.md"
            )
        return chosen is not None

    def _server(self, name: str, function: str) -> None:
        self._ledger.mapped(name, "enabled", to=f"vector_store={function}(...)")
        self._image(name)
        self._ledger.not_needed(name, "service", why="the app finds the server by itself")

    def _image(self, name: str) -> None:
        """The library's own release, whatever the tag: the chart's had other folders, or moved."""
        self._ledger.not_needed(
            name, "image", why="the library takes a release that it was tried with, by version; `latest` moves"
        )

    def _size(self, path: tuple[str, ...]) -> dict[str, Expression]:
        ledger = self._ledger
        size = ledger.get(*path, "size")
        if ledger.get(*path, "enabled") is False:
            ledger.to_decide(*path, "enabled", text="without a volume all is lost with the pod: there is one")
        ledger.mapped(*path, "enabled", to="storage: the server has a volume of its own")
        made = call("ServerStorage", size)
        if size is None:
            return {}
        cause = refused(made)
        if cause:
            ledger.to_decide(*path, "size", text=f"the default is kept: {cause}")
            return {}
        ledger.mapped(*path, "size", to=f"storage={source(made)}")
        return {"storage": made}

    def _metadata(self) -> bool:
        ledger = self._ledger
        if self._adopted or ledger.get("postgresql", "enabled") is not True:
            why = _OLD_SERVER + "; the tables are in SQLite on the volume" if self._adopted else "it is off"
            ledger.not_needed("postgresql", why=why)
            return False
        password = secret(f"{self._plan.name}-db", "password")
        options: dict[str, Expression] = {"password": password}
        place = (CHART, f"{self._plan.name}-db")
        database = ledger.get("postgresql", "auth", "database")
        for key, option, value in (("database", "database", database),):
            cause = refused(Call("MetadataDb.postgres", place, {**options, option: value})) if value else None
            if cause:
                ledger.to_decide("postgresql", "auth", key, text=f"the default is kept: {cause}")
            elif value and value != "kotaemon":
                options[option] = value
            ledger.mapped("postgresql", "auth", key, to=f"metadata_db: {option}")
        options |= self._size(("postgresql", "primary", "persistence"))
        if refused(Call("MetadataDb.postgres", place, options)):
            options.pop("storage", None)
        ledger.mapped("postgresql", "enabled", to="metadata_db=MetadataDb.postgres(...), of the official image")
        for key in ledger.mapping("postgresql", "auth"):
            if key in ("postgresPassword", "password"):
                text = f"metadata_db: password={source(password)}; the old one stood in clear text: make a new one"
                ledger.mapped("postgresql", "auth", key, to=text)
        ledger.not_needed("postgresql", "image", why="Bitnami's images were withdrawn; the official one is taken")
        self._plan.options["metadata_db"] = Call("MetadataDb.postgres", place, options)
        self._plan.options["python_packages"] = packages()
        return True

    def _texts(self) -> bool:
        path = ("kotaemon", "config", "docstore")
        meant = self._ledger.get(*path)
        if meant == "Elasticsearch" and not self._adopted:
            name = f"{self._plan.name}-texts"
            made = call("DocumentStore.elasticsearch", CHART, name, password=secret(f"{name}-user", "password"))
            if refused(made) is None:
                self._plan.options["document_store"] = made
                self._ledger.mapped(*path, to="document_store=DocumentStore.elasticsearch(...), by the operator ECK")
                return True
        if meant in (None, "LanceDB"):
            self._ledger.mapped(*path, to="document_store: the embedded LanceDB, the default")
        else:
            self._ledger.to_decide(*path, text="the embedded LanceDB is taken: it keeps texts and finds them by words")
        return False


def deployment_name(ledger: Ledger, release: str) -> str:
    """What the chart's objects are called (`helm create`'s `fullname`), and so ours.

    The chart has no `_helpers.tpl`; this is that of `helm create`.
    """
    full, short = ledger.get("fullnameOverride"), ledger.get("nameOverride")
    if isinstance(full, str) and full:
        name, key = full, "fullnameOverride"
    elif isinstance(short, str) and short:
        name, key = release if short in release else f"{release}-{short}", "nameOverride"
    else:
        name, key = release if "kotaemon" in release else f"{release}-kotaemon", ""
    # At most what leaves room for the names of stores beside it.
    fits = re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,24}[a-z0-9])?", name) is not None
    for other in ("fullnameOverride", "nameOverride"):
        if other != key:
            ledger.not_needed(other, why="empty" if not ledger.get(other) else "fullnameOverride is there, too")
        elif fits:
            ledger.mapped(other, to=f"the deployment is called {name}")
        else:
            ledger.to_decide(other, text="is no name, or too long for those of the stores; `kotaemon` is taken")
    return name if fits else "kotaemon"
