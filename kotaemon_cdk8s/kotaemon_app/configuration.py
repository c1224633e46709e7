"""The two ConfigMaps: the settings document, and the runtime package that applies it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kotaemon_cdk8s.kotaemon_app.mode import Mode
from kotaemon_cdk8s.kotaemon_app.packages import REQUIREMENTS_KEY, requirements
from kotaemon_cdk8s.kotaemon_app.pod import SETTINGS_KEY, text_key
from kotaemon_cdk8s.metadata import CHECKSUMS
from kotaemon_cdk8s.options import JsonValue, thawed
from kotaemon_cdk8s.wiring import Wiring


@dataclass(frozen=True)
class Configuration:
    """What the ConfigMaps hold.

    Args:
        settings: Files of the settings ConfigMap, by name.
        runtime: Files of the runtime package, by name.
    """

    settings: Mapping[str, str]
    runtime: Mapping[str, str]

    @property
    def checksums(self) -> dict[str, str]:
        """Pod annotations that change with the contents, so that a change rolls out.

        The kubelet updates mounted ConfigMaps, but the app reads them at its start only.
        """
        return dict(zip(CHECKSUMS, (_digest(self.settings), _digest(self.runtime)), strict=True))


def configuration(
    *,
    wiring: Wiring,
    settings: Mapping[str, JsonValue],
    mode: Mode,
    prune_models: bool,
    offline: bool,
    drain_seconds: int,
    packages: Collection[str],
    telemetry: Mapping[str, JsonValue] | None,
    json_logs: bool,
) -> Configuration:
    """Render the settings document, whose form is `runtime/document.py`'s, and what is to be installed."""
    document = {
        "settings": dict(sorted({**wiring.settings, **thawed(settings)}.items())),
        "entries": wiring.entries,
        "prune_models": prune_models,
        "wait_for": wiring.wait_for,
        "offline": offline,
        "follow_admin_password": mode.has_admin,
        "signed_sessions": mode.signed_sessions,
        "drain_seconds": drain_seconds,
        "telemetry": thawed(telemetry) if telemetry else None,
        "json_logs": json_logs,
    }
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    files = {SETTINGS_KEY: text + "\n"}
    files.update({text_key(path): content for path, content in wiring.texts.items()})
    if packages:
        files[REQUIREMENTS_KEY] = requirements(packages)
    return Configuration(settings=files, runtime=_runtime_files())


@cache
def _runtime_files() -> dict[str, str]:
    package = resources.files("kotaemon_cdk8s.runtime")
    files = sorted((file.name, file) for file in package.iterdir() if file.name.endswith(".py"))
    return {name: file.read_text(encoding="utf-8") for name, file in files}


def _digest(files: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
