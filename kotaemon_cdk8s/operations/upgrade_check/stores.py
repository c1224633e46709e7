"""Stores and volumes that an app had, and others that it is to have: nothing copies what is in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kotaemon_cdk8s.finding import Finding, Severity
from kotaemon_cdk8s.immutable import at
from kotaemon_cdk8s.operations.upgrade_check.rendering import Manifest, Rendering

_DOCUMENT = "settings.json"
_CHANGE_STORES = "docs/how-to/change-stores.md"
_STORES = {"KH_DATABASE": "metadata", "KH_VECTORSTORE": "vectors", "KH_DOCSTORE": "texts"}
# What of a store's settings says where its data is; the rest is how it is reached.
_WHERE = (
    "path",
    "host",
    "port",
    "tenant",
    "url",
    "uri",
    "elasticsearch_url",
    "database",
    "db_name",
    "collection_prefix",
)
_SEARCH_PATH = "-csearch_path="


def findings(old: Rendering, new: Rendering) -> Iterator[Finding]:
    """What the app would look for where it is not."""
    for place, now in new.of_kind("ConfigMap"):
        was = old.counterpart(place)
        before, after = _document(was), _document(now)
        if before is not None and after is not None:
            yield from _swapped(place.title, before.get("settings") or {}, after.get("settings") or {})
            yield from _embedding(place.title, _default_embedding(before), _default_embedding(after))
    for place, now in new.of_kind("Deployment", "StatefulSet"):
        was = old.counterpart(place)
        if was is not None:
            yield from _claims(place.title, was, now, new)


def _document(manifest: Manifest | None) -> Mapping[str, Any] | None:
    text = at(manifest or {}, "data")
    text = text.get(_DOCUMENT) if isinstance(text, Mapping) else None
    if not isinstance(text, str):
        return None
    try:
        document = json.loads(text)
    except ValueError:
        return None
    return document if isinstance(document, Mapping) else None


def _swapped(title: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Finding]:
    for setting, content in _STORES.items():
        if setting in before and setting in after:
            was, now = _location(before[setting]), _location(after[setting])
            if was != now:
                yield Finding(
                    Severity.LOSES_DATA,
                    title,
                    f"{_DOCUMENT}: settings.{setting}",
                    was,
                    now,
                    f"the app's {content} are in the first, and it begins with what is in the second; if the other"
                    " stores stay, they refer to what is not there",
                    f"move all of a deployment's data together ({_CHANGE_STORES})",
                )


def _location(store: Any) -> str:
    """Kind of a store and where its data is, without what may change freely: credentials, time-outs, TLS."""
    if isinstance(store, str):
        return store
    if not isinstance(store, Mapping):
        return repr(store)
    postgresql = store.get("$postgresql")
    if isinstance(postgresql, Mapping):
        options = str((postgresql.get("options") or {}).get("options", ""))
        schema = options.removeprefix(_SEARCH_PATH) if options.startswith(_SEARCH_PATH) else "public"
        where = [f"{postgresql.get('host')}:{postgresql.get('port')}", postgresql.get("database"), schema]
        return "postgresql " + " ".join(map(str, where))
    kind = str(store.get("__type__")).rpartition(".")[2]
    return " ".join([kind, *(_without_scheme(str(store[key])) for key in _WHERE if key in store)])


def _without_scheme(address: str) -> str:
    """An address, as far as it says where: neither the scheme nor who logs in."""
    scheme, separator, rest = address.partition("://")
    return rest.rpartition("@")[2] if separator else scheme


def _default_embedding(document: Mapping[str, Any]) -> str | None:
    for entry in document.get("entries") or ():
        if entry.get("kind") == "embedding" and entry.get("default"):
            content = entry.get("content") or {}
            keys = ("model", "model_name", "azure_deployment")
            return " ".join([str(entry.get("name")), *(str(content[key]) for key in keys if key in content)])
    return None


def _embedding(title: str, was: str | None, now: str | None) -> Iterator[Finding]:
    if was is not None and now is not None and was != now:
        yield Finding(
            Severity.NEEDS_STEPS,
            title,
            f"{_DOCUMENT}: entries, default embedding model",
            was,
            now,
            "vectors of one model are worthless to another, so old files are no longer found",
            "keep the old one for the collections that are there (`Index.files(embedding=…)`), or upload their files"
            " again (docs/how-to/set-up-models.md)",
        )


def _claims(title: str, was: Manifest, now: Manifest, new: Rendering) -> Iterator[Finding]:
    before, after = dict(_volumes(was)), dict(_volumes(now))
    here = {
        manifest["metadata"]["name"]
        for _, manifest in new.of_kind("PersistentVolumeClaim")
        if manifest["metadata"].get("namespace") == now["metadata"].get("namespace")
    }
    for name, claim in before.items():
        # Of a claim that is no longer described, `removed` says it.
        if claim != after.get(name) and (claim in here or after.get(name) not in (None, *here)):
            yield Finding(
                Severity.LOSES_DATA,
                title,
                f"volumes[{name}]",
                claim,
                after.get(name, "(gone)"),
                "the pod begins with what is on the other volume; the first is kept, and nobody uses it",
                "copy the data while nothing writes, unless the other is a restored copy of it"
                " (docs/how-to/storage.md)",
            )


def _volumes(manifest: Manifest) -> Iterator[tuple[str, str]]:
    for volume in at(manifest, "spec.template.spec.volumes") or ():
        if "persistentVolumeClaim" in volume:
            yield volume["name"], volume["persistentVolumeClaim"]["claimName"]
