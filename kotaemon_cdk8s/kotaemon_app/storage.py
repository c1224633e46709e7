"""The volume of the app: its database, indices and files, on one claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from kotaemon_cdk8s.metadata import KEEP_DATA, SYNC_WAVE
from kotaemon_cdk8s.options import At, Options

from typing_extensions import override


class AccessMode(str, Enum):
    """Who may mount the volume."""

    READ_WRITE_ONCE = "ReadWriteOnce"
    """Pods of one node."""
    READ_WRITE_ONCE_POD = "ReadWriteOncePod"
    """One pod (CSI drivers only)."""
    READ_WRITE_MANY = "ReadWriteMany"
    """Pods of many nodes."""


@dataclass(frozen=True)
class Storage(Options):
    """The volume at /app/ktem_app_data; make one with `claim` or `existing_claim`.

    Args:
        size: Requested size; a claim can grow, never shrink.
        storage_class: StorageClass; None takes the cluster's default.
        access_mode: Who may mount it.
        annotations: Annotations of the claim.
        existing: Name of a claim that is there already; none is then created.
        keep_bytecode: Keep compiled Python on the volume.

    Raises:
        OptionError: The size is no quantity or below 1Gi, or a name is malformed.
    """

    size: str = "10Gi"
    storage_class: str | None = None
    access_mode: AccessMode = AccessMode.READ_WRITE_ONCE
    annotations: Mapping[str, str] = field(default_factory=dict)
    existing: str | None = None
    keep_bytecode: bool = True

    @staticmethod
    def claim(
        size: str = "10Gi",
        *,
        storage_class: str | None = None,
        access_mode: AccessMode = AccessMode.READ_WRITE_ONCE,
        annotations: Mapping[str, str] | None = None,
        keep_bytecode: bool = True,
    ) -> Storage:
        """A PersistentVolumeClaim of our own, which Argo CD never prunes.

        Args:
            size: Quantity, at least 1Gi (an empty deployment takes 0.1 Gi, the compiled
                Python another 0.1). Default: 10Gi.
            storage_class: StorageClass. Default: the cluster's default class.
            access_mode: Default: ReadWriteOnce.
            annotations: Annotations of the claim. Default: none.
            keep_bytecode: Keep compiled Python (95 MB) on the volume: the app starts in
                17 s instead of 24 to 29 s (measured on 2 cores). Whoever can write to the
                volume can then change what runs. Default: True.

        Raises:
            OptionError: The size is no quantity or too small, or a name is malformed.
        """
        return Storage(
            size=size,
            storage_class=storage_class,
            access_mode=access_mode,
            annotations=annotations or {},
            keep_bytecode=keep_bytecode,
        )

    @staticmethod
    def existing_claim(
        name: str, *, access_mode: AccessMode = AccessMode.READ_WRITE_ONCE, keep_bytecode: bool = True
    ) -> Storage:
        """A PersistentVolumeClaim that is there already, in the same namespace.

        Args:
            name: Its name.
            access_mode: What it was made with; ReadWriteMany counts as files that several
                pods may share. Default: ReadWriteOnce.
            keep_bytecode: As in `claim`.

        Raises:
            OptionError: The name is malformed.
        """
        return Storage(existing=name, access_mode=access_mode, keep_bytecode=keep_bytecode)

    @override
    def check(self, at: At) -> None:
        at.quantity("size", self.size, at_least="1Gi")
        if self.storage_class is not None:
            at.dns_name("storage_class", self.storage_class)
        if self.existing is not None:
            at.dns_name("existing", self.existing)
        at.label_keys("annotations", self.annotations, ours={SYNC_WAVE, *KEEP_DATA})
        at.require(
            self.existing is None or (self.size, self.storage_class, self.annotations) == (Storage.size, None, {}),
            "existing",
            self.existing,
            "the claim is there already, so size, class and annotations would have no effect",
            "give either `existing` or these",
        )
