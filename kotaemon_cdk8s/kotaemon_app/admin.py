"""The first administrator of the login page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kotaemon_cdk8s.kotaemon_app.mode import Mode
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import Binding, SecretRef


@dataclass(frozen=True)
class Admin:
    """Name and password.

    Args:
        username: Its name.
        password: Its password.
    """

    username: str
    password: SecretRef

    component = "administrator"

    def bind(self) -> Binding:
        """Setting and password."""
        return Binding(
            settings={"KH_FEATURE_USER_MANAGEMENT_ADMIN": self.username},
            secret_env={"KH_FEATURE_USER_MANAGEMENT_PASSWORD": self.password},
        )


def administrator(at: At, mode: Mode, username: str, password: SecretRef | None) -> list[Admin]:
    """The administrator, where the mode has one.

    Raises:
        OptionError: A mode with a login page has no password, another mode has one, or the
            name breaks the app's rule (ktem/pages/resources/user.py, `USERNAME_RULE`).
    """
    if not mode.has_admin:
        at.require(
            password is None,
            "admin_password",
            password,
            f"nothing reads it in {mode.component}, which has no administrator with a password",
            "leave admin_password out, or use Mode.login()",
        )
        return []
    if password is None:
        at.fail(
            "admin_password",
            None,
            "the image would let anyone in as admin/admin",
            'make a Secret with the password and give admin_password=SecretRef("kotaemon-admin", "password"),'
            " or choose another `mode`",
        )
    at.require(
        bool(re.fullmatch(r"[A-Za-z0-9_]{3,32}", username)),
        "admin_username",
        username,
        "breaks the app's rule for user names",
        "use 3 to 32 letters, digits and '_'",
    )
    return [Admin(username, password)]
