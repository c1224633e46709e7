"""How people get in: the modes in which the app can run."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kotaemon_cdk8s.image_layout import PORT, PYTHON
from kotaemon_cdk8s.kotaemon_app.internet import FETCHES
from kotaemon_cdk8s.options import At, JsonValue, Options
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

# `app.py` as process 1 instead of launch.sh, which starts `ollama serve` beside it and
# never passes SIGTERM on (facts: measured, 12 s and then SIGKILL).
_GRADIO = (PYTHON, "/app/app.py")
_GRADIO_ENV = {"GRADIO_SERVER_PORT": str(PORT)}
_GOOGLE = tuple(f"https://{host}" for host in FETCHES["sign-on"].hosts)
_MOUNTED = "/app"
"""Where sso_app.py and sso_app_demo.py mount gradio."""


def _uvicorn(module: str) -> tuple[str, ...]:
    # The runtime drains before it lets uvicorn go; 5 s is for connections that then hang.
    listen = ("--host", "0.0.0.0", "--port", str(PORT), "--timeout-graceful-shutdown", "5")
    return (PYTHON, "-m", "uvicorn", f"{module}:app", *listen)


@dataclass(frozen=True)
class Mode(Options):
    """How people get in; make one with `login`, `single_user`, `keycloak`, `google` or `demo`.

    Args:
        component: Name in messages.
        command: Process 1 of the container.
        probe_path: Path that answers 200 without a session, touches no state and does not
            depend on the database.
        has_admin: The app seeds an admin and has a login page of its own.
        has_resources: The app has a Resources tab, where models can be added.
        signed_sessions: Sessions live in a cookie that the runtime must sign.
        settings: Settings of the app.
        env: Environment of the app.
        secret_env: Environment from Secrets.
        asks: URLs of the servers by which people log in.
        one_user_behind_login: All that a login before the app lets in share its one user.

    Raises:
        OptionError: A URL, proxy address or name is malformed.
    """

    component: str
    command: Sequence[str]
    probe_path: str
    has_admin: bool = False
    has_resources: bool = False
    signed_sessions: bool = False
    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    secret_env: Mapping[str, SecretRef] = field(default_factory=dict)
    asks: Sequence[str] = ()
    one_user_behind_login: bool = False

    @staticmethod
    def login() -> Mode:
        """The app's own login page and users; the default. Needs `admin_password`."""
        return Mode(
            component="login page",
            command=_GRADIO,
            probe_path="/app_id",
            has_admin=True,
            has_resources=True,
            settings=_switches(user_management=True),
            env=_GRADIO_ENV,
        )

    @staticmethod
    def single_user(*, behind_login: bool = False) -> Mode:
        """No login: whoever reaches the app is the one user `default`, and administers it.

        Args:
            behind_login: All that an `AuthProxy` lets in may share that user. Default: False; an
                exposed app then has users.
        """
        At("Mode.single_user").types({"behind_login": bool}, {"behind_login": behind_login})
        return Mode(
            component="single-user mode",
            command=_GRADIO,
            probe_path="/app_id",
            has_resources=True,
            settings=_switches(user_management=False),
            env=_GRADIO_ENV,
            one_user_behind_login=behind_login,
        )

    @staticmethod
    def keycloak(
        *,
        server_url: str,
        realm: str,
        client_id: str,
        client_secret: SecretRef,
        session_secret: SecretRef,
        trusted_proxies: Sequence[str] = (),
    ) -> Mode:
        """Single sign-on with Keycloak; the app lives under /app and has no Resources tab.

        Args:
            server_url: Base URL of Keycloak, without `/realms/...`.
            realm: Realm.
            client_id: Client.
            client_secret: Its secret.
            session_secret: Random text that signs session cookies; the image's own is a
                constant with which a cookie was forged.
            trusted_proxies: Addresses or CIDRs whose `X-Forwarded-*` headers are believed,
                or `*`; behind TLS the callback URL is wrong without. Default: none.

        Raises:
            OptionError: A value is malformed.
        """
        at = At("Mode.keycloak")
        _secrets(at, client_secret=client_secret, session_secret=session_secret)
        at.url("server_url", _text(at, "server_url", server_url))
        at.require(
            "/realms/" not in server_url,
            "server_url",
            server_url,
            "the app itself adds /realms/<realm>, and would ask for a path that does not exist",
            "give the base URL only",
        )
        return _sso(
            at,
            "Keycloak sign-on",
            {
                "AUTHENTICATION_METHOD": "KEYCLOAK",
                "KEYCLOAK_SERVER_URL": server_url.rstrip("/"),
                "KEYCLOAK_REALM": _text(at, "realm", realm),
                "KEYCLOAK_CLIENT_ID": _text(at, "client_id", client_id),
            },
            {"KEYCLOAK_CLIENT_SECRET": client_secret},
            session_secret,
            trusted_proxies,
            (server_url,),
        )

    @staticmethod
    def google(
        *,
        client_id: str,
        client_secret: SecretRef,
        session_secret: SecretRef,
        trusted_proxies: Sequence[str] = (),
    ) -> Mode:
        """Single sign-on with Google: anyone with a Google account; arguments as in `keycloak`."""
        at = At("Mode.google")
        _secrets(at, client_secret=client_secret, session_secret=session_secret)
        return _sso(
            at,
            "Google sign-on",
            {"AUTHENTICATION_METHOD": "GOOGLE", "GOOGLE_CLIENT_ID": _text(at, "client_id", client_id)},
            {"GOOGLE_CLIENT_SECRET": client_secret},
            session_secret,
            trusted_proxies,
            _GOOGLE,
        )

    @staticmethod
    def demo(
        *,
        client_id: str,
        client_secret: SecretRef,
        session_secret: SecretRef,
        questions_per_day: int = 20,
        space_url: str | None = None,
        trusted_proxies: Sequence[str] = (),
    ) -> Mode:
        """A public demo: no users, no Files and Resources tabs, a limit on questions.

        Args:
            client_id: Google OAuth client.
            client_secret: Its secret.
            session_secret: Random text that signs session cookies.
            questions_per_day: Questions a user may ask in 24 hours. Default: 20.
            space_url: Where the Help tab's "Create Your Own Space" leads. Default: nowhere.
            trusted_proxies: As in `keycloak`.

        Raises:
            OptionError: A value is malformed.
        """
        at = At("Mode.demo")
        at.types({"questions_per_day": int}, {"questions_per_day": questions_per_day})
        _secrets(at, client_secret=client_secret, session_secret=session_secret)
        at.number("questions_per_day", questions_per_day, at_least=1)
        if space_url is not None:
            at.url("space_url", space_url)
        return Mode(
            component="demo mode",
            command=_uvicorn("sso_app_demo"),
            probe_path=f"{_MOUNTED}/app_id",
            settings=_switches(user_management=False, demo=True),
            env={
                "GOOGLE_CLIENT_ID": _text(at, "client_id", client_id),
                "GR_FILE_ROOT_PATH": _MOUNTED,
                "RATE_LIMIT": str(questions_per_day),
                **({"HF_SPACE_URL": space_url} if space_url else {}),
                **_proxies(at, trusted_proxies),
            },
            secret_env={"GOOGLE_CLIENT_SECRET": client_secret, "SECRET_KEY": session_secret},
            asks=_GOOGLE,
        )

    @property
    def has_login(self) -> bool:
        """Whether people must say who they are."""
        return self.has_admin or self.signed_sessions or "SECRET_KEY" in self.secret_env

    @property
    def guards_api(self) -> bool:
        """Whether the app's API, too, answers only those who are logged in."""
        return self.signed_sessions

    @property
    def gradio_serves(self) -> bool:
        """Whether gradio itself serves, which knows a base path, and not uvicorn with gradio below /app."""
        return tuple(self.command) == _GRADIO

    def bind(self) -> Binding:
        """Settings and environment of the mode."""
        return Binding(
            settings=self.settings,
            env=self.env,
            secret_env=self.secret_env,
            endpoints=tuple(point for url in self.asks for point in Endpoint.of_url(url)),
        )


def _switches(*, user_management: bool, sso: bool = False, demo: bool = False) -> dict[str, JsonValue]:
    return {
        "KH_DEMO_MODE": demo,
        "KH_FEATURE_USER_MANAGEMENT": user_management,
        # A tunnel to gradio's servers would publish the app past every policy of the cluster.
        "KH_GRADIO_SHARE": False,
        "KH_SSO_ENABLED": sso,
    }


def _sso(
    at: At,
    component: str,
    env: dict[str, str],
    secret_env: dict[str, SecretRef],
    session_secret: SecretRef,
    trusted_proxies: Sequence[str],
    asks: Sequence[str],
) -> Mode:
    return Mode(
        component=component,
        command=_uvicorn("sso_app"),
        # All other paths lead to the login page (307), which says nothing about the app.
        probe_path="/login",
        signed_sessions=True,
        settings=_switches(user_management=True, sso=True),
        env={**env, "GR_FILE_ROOT_PATH": _MOUNTED, **_proxies(at, trusted_proxies)},
        secret_env={**secret_env, "KOTAEMON_SESSION_SECRET": session_secret},
        asks=asks,
    )


def _proxies(at: At, addresses: Sequence[str]) -> dict[str, str]:
    at.types({"trusted_proxies": Sequence[str]}, {"trusted_proxies": addresses})
    for address in addresses:
        at.require(
            address == "*" or _is_network(address),
            "trusted_proxies",
            address,
            "neither an address nor a CIDR; uvicorn would believe nobody",
            "write '10.0.0.0/8', '10.1.2.3', or '*'",
        )
    return {"FORWARDED_ALLOW_IPS": ",".join(addresses)} if addresses else {}


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def _secrets(at: At, **secrets: SecretRef) -> None:
    at.types(dict.fromkeys(secrets, SecretRef), secrets)


def _text(at: At, field: str, value: str) -> str:
    at.types({field: str}, {field: value})
    at.not_blank(field, value)
    return value
