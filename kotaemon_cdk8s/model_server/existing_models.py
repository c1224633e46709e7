"""Models that are in the cluster before the server is: nothing is downloaded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kotaemon_cdk8s.options import At, Options

from cdk8s_plus_27 import k8s
from typing_extensions import override

MODELS = "models"
"""Name of the volume with the models."""
MODELS_DIR = "/models"
"""Where it is mounted."""

_WITHIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_ABSOLUTE = re.compile(r"(/[A-Za-z0-9_][A-Za-z0-9._-]*)+")


@dataclass(frozen=True)
class ExistingModels(Options):
    """Models on a volume, or in the image; make one with `claim` or `in_image`.

    Args:
        path: Folder with the models; on a volume, within it.
        name: Name of a PersistentVolumeClaim; None if they are in the image.

    Raises:
        OptionError: The path or the name is malformed.
    """

    path: str
    name: str | None = None

    @staticmethod
    def claim(name: str, path: str = "") -> ExistingModels:
        """On a volume that somebody has filled; it is mounted read-only, so several servers may share it.

        The files must be readable by everybody.

        Args:
            name: Name of the PersistentVolumeClaim, in the namespace of the server.
            path: Folder in the volume. Default: the volume itself.

        Raises:
            OptionError: The path or the name is malformed.
        """
        return ExistingModels(path, name)

    @staticmethod
    def in_image(path: str = MODELS_DIR) -> ExistingModels:
        """In the server's own image, which you build and give as `image`.

        Args:
            path: Folder in the image. Default: `/models`.

        Raises:
            OptionError: The path is malformed.
        """
        return ExistingModels(path)

    @override
    def check(self, at: At) -> None:
        if self.name is not None:
            at.dns_name("name", self.name)
        form = _ABSOLUTE if self.name is None else _WITHIN
        at.require(
            bool(form.fullmatch(self.path)) or (self.name is not None and not self.path),
            "path",
            self.path,
            "not an absolute path in the image" if self.name is None else "not a path within the volume",
            "write '/models'" if self.name is None else "write 'ollama/models', without '/' before it",
        )

    @property
    def folder(self) -> str:
        """Where the server finds them."""
        if self.name is None:
            return self.path
        return f"{MODELS_DIR}/{self.path}" if self.path else MODELS_DIR

    @property
    def volumes(self) -> list[k8s.Volume]:
        """Volumes of the pod."""
        if self.name is None:
            return []
        source = k8s.PersistentVolumeClaimVolumeSource(claim_name=self.name, read_only=True)
        return [k8s.Volume(name=MODELS, persistent_volume_claim=source)]

    @property
    def mounts(self) -> dict[str, str]:
        """Read-only mounts of a container."""
        return {} if self.name is None else {MODELS_DIR: MODELS}
