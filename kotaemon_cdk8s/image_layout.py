"""Where things are in the Kotaemon image, and where we put ours.

Sources, in Cinnamon/kotaemon v0.11.3: Dockerfile (`WORKDIR /app`, `uv sync` into
`/app/.venv`), flowsettings.py (`KH_APP_DATA_DIR`), launch.sh (port).
"""

APP_DIR = "/app"
VENV_BIN = "/app/.venv/bin"
PYTHON = f"{VENV_BIN}/python"
SITE_PACKAGES = "/app/.venv/lib/python3.10/site-packages"
DATA_DIR = "/app/ktem_app_data"
GRAPHRAG_SETTINGS = "/app/settings.yaml.example"
USER_DATA_DIR = f"{DATA_DIR}/user_data"
PORT = 7860
TELEMETRY_PORT = 9464
"""Ours; OpenTelemetry's default for Prometheus (specification, `OTEL_EXPORTER_PROMETHEUS_PORT`)."""

SCRATCH = "/tmp"  # noqa: S108 (the container's own emptyDir)
RUNTIME_PATH = "/opt/kotaemon-cdk8s"
RUNTIME_PACKAGE = "kotaemon_runtime"
SETTINGS_DIR = "/etc/kotaemon-cdk8s"
FILES_DIR = "/etc/kotaemon-cdk8s-files"
PACKAGES_DIR = "/opt/kotaemon-cdk8s-packages"
DOWNLOADS_DIR = "/opt/kotaemon-cdk8s-downloads"
