"""What a deployment gives the app's container, made real: volumes as folders, variables with the Secrets' values.

The tests of stores take the configuration from here, so that they drive what the library emits. Only what a pod
would map is mapped: its paths to folders, and addresses within the cluster to the test's server.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from kotaemon_cdk8s.image_layout import RUNTIME_PATH
from kotaemon_cdk8s.runtime import values
from kotaemon_cdk8s.wiring import SecretRef

from tests.support import PASSWORD, Object, container, environment, kotaemon, one, pod, synthesized


class Emitted:
    """The container of one deployment.

    Args:
        folder: Becomes its root.
        secrets: What is in the Secrets. One that is missing is an error, as it is for the pod.
        port: Of the test's server on localhost, which stands for the one in the cluster.
        chart: Where a store of the cluster has been made.
        options: Of the app, such as `vector_store`.
    """

    def __init__(
        self,
        folder: Path,
        secrets: Mapping[SecretRef, str] | None = None,
        *,
        port: int | None = None,
        chart: Any = None,
        **options: Any,
    ) -> None:
        self.root = folder
        app = kotaemon(chart, **options)
        self.objects = synthesized(app)
        self._secrets = {PASSWORD: "the admin's", **(secrets or {})}
        self._moved = {(point.host, point.port): port for point in app.wiring.endpoints} if port else {}
        self._mounts = {mount["name"]: mount["mountPath"] for mount in container(self.objects)["volumeMounts"]}
        self.env: dict[str, str] = {}
        self.secret_env: dict[str, str] = {}
        for name, value in environment(self.objects).items():
            if isinstance(value, SecretRef):
                self.secret_env[name] = self._secrets[value]
            else:
                self.env[name] = self._here(value)
        self.env |= self.secret_env
        for volume in pod(self.objects)["volumes"]:
            self._fill(volume)
        self._file = Path(self.env["KOTAEMON_SETTINGS_FILE"])
        self.driven = "KH_DOCSTORE" if "document_store" in options else "KH_VECTORSTORE"
        """The setting of the store that the test is about."""

    def path(self, path: str) -> Path:
        """Where a path of the container is."""
        return self.root / path.lstrip("/")

    @property
    def settings(self) -> Object:
        """In the settings document."""
        found: Object = json.loads(self._file.read_text())["settings"]
        return found

    def resolved(self, setting: str) -> Any:
        """A setting as the app gets it."""
        with mock.patch.dict(os.environ, self.env):
            return values.resolve(self.settings[setting])

    def lay_over(self, setting: str, **parts: Any) -> Emitted:
        """Change the parts of a setting, or remove those that are None: for what no library could emit."""
        document = json.loads(self._file.read_text())
        changed = {**document["settings"][setting], **parts}
        document["settings"][setting] = {name: value for name, value in changed.items() if value is not None}
        self._file.write_text(json.dumps(document))
        return self

    def declare(self, document: str) -> None:
        """Have another settings document, as a ConfigMap has it."""
        self._file.write_text(self._document(document))

    def _fill(self, volume: Any) -> None:
        if volume["name"] not in self._mounts:  # of an init container
            return
        folder = self.path(self._mounts[volume["name"]])
        folder.mkdir(parents=True, exist_ok=True)
        if "configMap" in volume:
            assert volume["configMap"].keys() == {"name"}
            for name, text in one(self.objects, "ConfigMap", volume["configMap"]["name"])["data"].items():
                (folder / name).write_text(self._document(text) if name == "settings.json" else text)
        for source in volume.get("projected", {"sources": []})["sources"]:
            for item in source["secret"]["items"]:
                file = folder / item["path"]
                file.parent.mkdir(exist_ok=True)
                file.write_text(self._secrets[SecretRef(source["secret"]["name"], item["key"])])

    def _document(self, text: str) -> str:
        return self._here(json.dumps(self._moved_in(json.loads(text))))

    def _here(self, text: str) -> str:
        paths = "|".join(map(re.escape, sorted({RUNTIME_PATH, *self._mounts.values()}, key=len, reverse=True)))
        # After `sqlite:///` a path has its own slash besides.
        before = r"(?:(?<=sqlite:///)|(?<![\w./-]))"
        return re.sub(rf"{before}({paths})(?![\w.-])", lambda found: str(self.path(found[0])), text)

    def _moved_in(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._moved_in(item) for item in value]
        if isinstance(value, dict):
            here = self._moved.get((value.get("host"), value.get("port")))
            address = {"host": "localhost", "port": here} if here else {}
            return {name: self._moved_in(item) for name, item in value.items()} | address
        if isinstance(value, str):
            for (host, port), here in self._moved.items():
                value = value.replace(f"//{host}:{port}", f"//localhost:{here}")
        return value
