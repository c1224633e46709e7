"""The uploaded files, on the app's volume."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.image_layout import USER_DATA_DIR
from kotaemon_cdk8s.kotaemon_app.storage import AccessMode, Storage
from kotaemon_cdk8s.wiring import Binding, State


@dataclass(frozen=True)
class Files:
    """The folder of uploads.

    Args:
        storage: The volume it is on.
    """

    storage: Storage

    component = "files on the volume"

    def bind(self) -> Binding:
        """The folder, where the image has it."""
        many = self.storage.access_mode is AccessMode.READ_WRITE_MANY
        return Binding(
            settings={"KH_FILESTORAGE_PATH": f"{USER_DATA_DIR}/files"}, state=State.SHARED if many else State.ONE_WRITER
        )
