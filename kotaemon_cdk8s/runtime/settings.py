"""The app's settings module (`THEFLOW_SETTINGS_MODULE`): the image's settings, and ours over them.

The app loads it as the first thing it does, before gradio: early enough for the patches.
"""

import importlib
import sys
from dataclasses import replace
from typing import Any

from . import database, entries, overlay, patches, postgresql, values, wait
from .document import DocumentError, read_named
from .log import log
from .serving import when_serving
from .shutdown import Shutdown


def load() -> dict[str, Any]:
    """All settings of the app, by name."""
    document = read_named()
    if document.json_logs:
        patches.apply("write the log as JSON", lambda: _part("json_logs").write_json())
    declared = values.resolve(document.settings)
    rows = [
        replace(entry, content=values.resolve(entry.content, f"entries.{entry.kind}.{entry.name}"))
        for entry in document.entries
    ]
    if document.follow_admin_password:
        database.check_admin_password()

    patches.apply("keep gradio from writing beside its sources", patches.keep_sources_read_only)
    patches.apply("end on SIGTERM with requests finished", Shutdown(document.drain_seconds).install)
    # Not now: theflow loads this module while it is being loaded itself.
    patches.apply("keep keys out of the log", lambda: when_serving(_keep_keys_out_of_the_log))
    if document.offline:
        patches.apply("keep nltk from downloading", patches.stay_offline)
        patches.apply("read Office files without NLTK's data", patches.read_without_language_data)
    patches.apply("count tokens by the table in the image", patches.count_tokens_alike)
    scripts = declared.get("KOTAEMON_BROWSER_SCRIPTS")
    if scripts:
        patches.apply("load the pages' scripts from a mirror", lambda: patches.load_scripts_from(scripts))
    if document.signed_sessions:
        # Not through `apply`: without these the app must not run, for anyone could get in.
        patches.sign_sessions()
        patches.guard_all_paths()

    # Not `from flowsettings import *`: decouple looks for /app/.env from its first caller's
    # folder, which stays flowsettings' own this way, too, and every name stays visible here.
    base = importlib.import_module("flowsettings")
    settings = {name: getattr(base, name) for name in dir(base) if name.isupper()}
    overlay.lay_over(settings, declared)
    settings.update({name: {} for name in entries.SEEDS})
    # ktem/pages/chat/control.py reads the module, not the settings object.
    for name, value in settings.items():
        setattr(base, name, value)

    database_url = str(settings["KH_DATABASE"])
    if document.telemetry:
        measured = document.telemetry
        # Imported here: an image without OpenTelemetry must start, too.
        patches.apply("measure the app", lambda: _part("telemetry").start(measured, settings))
    # An init container has waited already, but not when only this container starts again.
    wait.wait(wait.needed(document.wait_for, database_url))
    if postgresql.serves(database_url):
        postgresql.adapt_libraries()
        let_next_start = postgresql.lock_start(database_url)
        patches.apply("let the next process start", lambda: when_serving(let_next_start))
    database.follow(settings, admin_password=document.follow_admin_password)
    entries.follow(database_url, rows, prune=document.prune_models)
    # Names only: the values hold passwords.
    log.info("settings document applied: %s", ", ".join(sorted(declared)) or "nothing set")
    return settings


def _keep_keys_out_of_the_log() -> None:
    patches.apply("keep keys out of the log", patches.keep_keys_out_of_texts)


def _part(name: str) -> Any:
    return importlib.import_module(f".{name}", __package__)


try:
    globals().update(load())
except (DocumentError, database.PasswordError) as error:
    log.error("%s", error)
    sys.exit(78)  # EX_CONFIG of sysexits.h
except wait.WaitError as error:
    log.error("%s", error)
    sys.exit(75)  # EX_TEMPFAIL
