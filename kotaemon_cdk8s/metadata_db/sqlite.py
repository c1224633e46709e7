"""SQLite inside the app: the image's own default."""

from __future__ import annotations

from kotaemon_cdk8s.image_layout import USER_DATA_DIR
from kotaemon_cdk8s.wiring import Binding, State


class Sqlite:
    """One database file on the app's volume, for one process."""

    component = "SQLite metadata database"

    def bind(self) -> Binding:
        """The file, where the image has it."""
        return Binding(settings={"KH_DATABASE": f"sqlite:///{USER_DATA_DIR}/sql.db"}, state=State.ONE_WRITER)
