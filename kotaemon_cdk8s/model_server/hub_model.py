"""A model of the Hugging Face Hub: how a server is told of it, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.hosts import where
from kotaemon_cdk8s.model_server.existing_models import MODELS, MODELS_DIR, ExistingModels
from kotaemon_cdk8s.model_server.hosts import HUGGING_FACE, download_endpoints, is_known, redirects
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.server import ServerStorage
from kotaemon_cdk8s.wiring import Endpoint, SecretRef

from cdk8s_plus_27 import k8s

# huggingface_hub, utils/_validators.py (validate_repo_id).
_MODEL = re.compile(r"(?!.*(--|\.\.))[A-Za-z0-9_][\w.-]*(/[A-Za-z0-9_][\w.-]*)?(?<![.-])", re.ASCII)
_REVISION = re.compile(r"[A-Za-z0-9_][\w./-]*", re.ASCII)


@dataclass(frozen=True)
class HubModel:
    """What the options of a server say of its model.

    Args:
        model: Its name at the hub.
        revision: Branch, tag or commit.
        token: Of an account that may read it.
        hub: URL of the hub.
        download_hosts: Where the hub redirects.
        storage: Where it is put, or is already.
    """

    model: str
    revision: str | None
    token: SecretRef | None
    hub: str
    download_hosts: Sequence[str]
    storage: ServerStorage | ExistingModels

    def check(self, at: At, image: ServerImage | None) -> None:
        """Refuse what cannot work.

        Raises:
            OptionError: Naming the option.
        """
        at.require(
            bool(_MODEL.fullmatch(self.model)) and len(self.model) <= 96,
            "model",
            self.model,
            "not the name of a model; the hub has none such, and the server would not start",
            "write it as the hub does, such as 'BAAI/bge-m3'",
        )
        at.require(
            self.revision is None or bool(_REVISION.fullmatch(self.revision)),
            "revision",
            self.revision,
            "not a branch, tag or commit",
            "give the commit that you have tried, from the history of the model's files",
        )
        at.url("hub", self.hub)
        at.require(
            not self.hub.endswith("/"),
            "hub",
            self.hub,
            "the server puts a path behind it, and would ask for '//'",
            "leave the '/' at the end out",
        )
        existing = self.existing
        given = (
            ("revision", self.revision),
            ("token", self.token),
            ("hub", self.hub if self.hub != HUGGING_FACE else None),
            ("download_hosts", self.download_hosts or None),
        )
        for field, value in given if existing else ():
            at.require(
                value is None,
                field,
                value,
                "the model is there already, and nothing is downloaded: it would have no effect",
                "leave it out",
            )
        at.require(
            existing is None or existing.name is not None or image is not None,
            "image",
            image,
            "the model is said to be in the image, and upstream's has none",
            "give the image that you built with it",
        )
        (source,) = Endpoint.of_url(self.hub)
        at.require(
            not self.download_hosts or not is_known(source),
            "download_hosts",
            self.download_hosts,
            f"where {source.host} redirects is known, so it would have no effect",
            "leave it out",
        )
        at.require(
            self.token is None or urlsplit(self.hub).scheme == "https" or where(source.host).within_reach,
            "hub",
            self.hub,
            "the token would go over the network as clear text",
            "give an https URL",
        )

    @property
    def existing(self) -> ExistingModels | None:
        """Where it is, if it was there before the server."""
        return self.storage if isinstance(self.storage, ExistingModels) else None

    @property
    def argument(self) -> str:
        """The model, for a server that takes a name of the hub or a folder."""
        return self.existing.folder if self.existing else self.model

    @property
    def environment(self) -> dict[str, str | SecretRef]:
        """What the hub's clients read: hf-hub (Rust) 0.4 and huggingface_hub (Python)."""
        mirror = {"HF_ENDPOINT": self.hub} if self.hub != HUGGING_FACE else {}
        return {**mirror, **({"HF_TOKEN": self.token} if self.token else {})}

    def endpoints(self, at: At) -> tuple[Endpoint, ...]:
        """Where it is downloaded from.

        Raises:
            OptionError: A download host is malformed.
        """
        if self.existing:
            return ()
        return download_endpoints(Endpoint.of_url(self.hub), redirects(at, self.download_hosts))

    @property
    def volumes(self) -> list[k8s.Volume]:
        """Volumes of the pod, beside that of the set."""
        return self.existing.volumes if self.existing else []

    @property
    def mounts(self) -> dict[str, str]:
        """Where the server writes it to."""
        return {} if self.existing else {MODELS_DIR: MODELS}

    @property
    def read_only_mounts(self) -> dict[str, str]:
        """Where the server finds it."""
        return self.existing.mounts if self.existing else {}
