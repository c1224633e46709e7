"""Where the app gets, at first use, what no image has: models of Hugging Face, and the like."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.image_layout import DATA_DIR, DOWNLOADS_DIR
from kotaemon_cdk8s.kotaemon_app.internet import hosts_of
from kotaemon_cdk8s.options import At, JsonValue, Options
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from typing_extensions import override

_LANGUAGE_DATA = "nltk_data"


@dataclass(frozen=True)
class Downloads(Options):
    """Where the app gets what it would fetch from the internet at first use.

    docs/reference/downloads.md lists it by feature.

    Args:
        hugging_face: URL of a mirror of the Hugging Face hub. Default: the hub itself.
        hugging_face_token: Token for the hub, or its mirror. Default: none.
        claim: PersistentVolumeClaim that has the files already, mounted read-only:
            `huggingface/` as `huggingface_hub` lays out its cache, `nltk_data/` and `easyocr/`.
            The hub is then not asked. Default: none; models are kept on the app's volume.
        browser_scripts: URL of a mirror, for users' browsers, of the scripts that the pages
            load: each file is under it at its public host's name and its path there. Default:
            the public hosts.

    Raises:
        OptionError: A URL or name is malformed, or the claim leaves an option without effect.
    """

    hugging_face: str | None = None
    hugging_face_token: SecretRef | None = None
    claim: str | None = None
    browser_scripts: str | None = None

    @override
    def check(self, at: At) -> None:
        for field in ("hugging_face", "browser_scripts"):
            value = getattr(self, field)
            if value is not None:
                at.url(field, value)
        if self.claim is None:
            return
        at.dns_name("claim", self.claim)
        for field in ("hugging_face", "hugging_face_token"):
            at.require(
                getattr(self, field) is None,
                field,
                getattr(self, field),
                "with `claim` the hub is not asked, so it would have no effect",
                "leave one of the two out",
            )


class Fetching:
    """The app's downloads, as its other options leave them.

    Args:
        downloads: Where they come from.
        offline: The start asks nobody.
        docling: Docling is in use.
    """

    component = "downloads"

    def __init__(self, downloads: Downloads, *, offline: bool, docling: bool) -> None:
        self._from = downloads
        self._offline = offline
        self._docling = docling

    def bind(self) -> Binding:
        """Caches, and whom they are filled from; sources in contract.csv."""
        seeded = self._from.claim is not None
        # Without it, models would be downloaded anew by each pod. gradio imports huggingface_hub
        # before flowsettings.py sets the two.
        env = {
            "HF_HOME": f"{DATA_DIR}/huggingface",
            "HF_HUB_CACHE": f"{DOWNLOADS_DIR if seeded else DATA_DIR}/huggingface",
        }
        if self._docling:
            env["EASYOCR_MODULE_PATH"] = f"{DOWNLOADS_DIR if seeded else DATA_DIR}/easyocr"
        if seeded:
            env["NLTK_DATA"] = f"{DOWNLOADS_DIR}/{_LANGUAGE_DATA}"
        if seeded or (self._offline and self._from.hugging_face is None):
            env["HF_HUB_OFFLINE"] = "1"
        if self._from.hugging_face is not None:
            env["HF_ENDPOINT"] = self._from.hugging_face.rstrip("/")
        settings: dict[str, JsonValue] = {}
        if self._from.browser_scripts is not None:
            settings["KOTAEMON_BROWSER_SCRIPTS"] = self._from.browser_scripts
        token = self._from.hugging_face_token
        return Binding(
            env=env,
            secret_env={"HF_TOKEN": token} if token else {},
            settings=settings,
            endpoints=self._hosts(),
            # Both redirect to hosts that change (docs/explanation/pod.md).
            unnamed_hosts="Docling's models come from Hugging Face and GitHub"
            if self._docling and not seeded
            else None,
        )

    def _hosts(self) -> tuple[Endpoint, ...]:
        if self._from.claim is not None:
            return ()
        characters = hosts_of("docling characters") if self._docling else ()
        if self._from.hugging_face is not None:
            return (*Endpoint.of_url(self._from.hugging_face), *characters)
        return (*(hosts_of("docling models") if self._docling else ()), *characters)
