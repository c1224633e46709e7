"""SQLite inside the app: the image's own default."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.components import MetadataDbBackend
from kotaemon_cdk8s.image_layout import USER_DATA_DIR
from kotaemon_cdk8s.wiring import Binding, State

from typing_extensions import override


@dataclass(frozen=True)
class Sqlite(MetadataDbBackend):
    """One database file on the app's volume, for one process; the default."""

    component = "SQLite metadata database"

    @override
    def bind(self) -> Binding:
        return Binding(settings={"KH_DATABASE": f"sqlite:///{USER_DATA_DIR}/sql.db"}, state=State.ONE_WRITER)
