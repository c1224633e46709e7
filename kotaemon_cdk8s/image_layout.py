"""Where things are in the Kotaemon image.

Sources, in Cinnamon/kotaemon v0.11.3: Dockerfile (`WORKDIR /app`, `uv sync` into
`/app/.venv`), flowsettings.py (`KH_APP_DATA_DIR`), launch.sh (port).
"""

APP_DIR = "/app"
VENV_BIN = "/app/.venv/bin"
PYTHON = f"{VENV_BIN}/python"
SITE_PACKAGES = "/app/.venv/lib/python3.10/site-packages"
DATA_DIR = "/app/ktem_app_data"
USER_DATA_DIR = f"{DATA_DIR}/user_data"
PORT = 7860
