"""Where the images of a chart, or of an app of charts, come from: a mirror, and digests, in one place.

Objects of ours pass through here after overrides and before they are checked, whichever
component they belong to. What others put into the chart cannot; it is checked at synthesis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kotaemon_cdk8s.container_image import check_digest
from kotaemon_cdk8s.errors import Fault, OptionError
from kotaemon_cdk8s.image_lock import ImageLock, check_key
from kotaemon_cdk8s.image_references import PATH, REGISTRY, Reference, images, replaced
from kotaemon_cdk8s.options import At, frozen
from kotaemon_cdk8s.synthesis import Registry

import cdk8s
import constructs

_SOURCES = "_kotaemon_cdk8s_image_sources"
_REGISTRY = re.compile(REGISTRY)
_MIRROR = re.compile(rf"{REGISTRY}(?:/{PATH})?")


class ImageSources(constructs.Construct):
    """A registry mirror and digests for all images of a chart, or of all charts of an app.

    Make it before the components. It reaches the image of the app, those of the servers, in
    pods and in custom resources, and those of sidecars and overrides. It does not reach
    images that an operator chooses by itself: `ImageInventory` names them.

    Args:
        scope: A chart, or the app with all its charts.
        id: Name among its siblings.
        mirror: What takes the place of the registry in each reference, such as
            `registry.example.com/mirror`; repository, tag and digest stay. By registry, such
            as `{"docker.io": "registry.example.com/hub"}`, where one place for all would mix
            them up; then each registry in use must be named. What is at the mirror already
            stays. Default: none.
        digests: `sha256:…` by reference with registry and tag and without mirror, such as
            `docker.io/qdrant/qdrant:v1.18.3-unprivileged`; appended to the tag. Default: none.
        require_digests: Refuse images without a digest. Default: False.
        lock: Digests from a file of `kotaemon-cdk8s lock-images`, in place of `digests` and
            `require_digests`: each image must be in it, with a tag of its own. Default: none.

    Raises:
        OptionError: A value is malformed; a component was made before it; another
            ImageSources holds for the scope already; or no argument asks for anything.
        SynthesisError: A digest belongs to no image, or the lock has none for one; or
            something that is not the library's has put an image into the scope that does not
            meet this.
    """

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        mirror: str | Mapping[str, str] | None = None,
        digests: Mapping[str, str] = frozen({}),
        require_digests: bool = False,
        lock: ImageLock | None = None,
    ) -> None:
        name = str(id).replace("/", "--")
        At(name).types({"scope": constructs.Construct}, {"scope": scope})
        at = At(f"{scope.node.path}/{name}".lstrip("/"))
        at.types(
            {
                "mirror": str | Mapping[str, str] | None,
                "digests": Mapping[str, str],
                "require_digests": bool,
                "lock": ImageLock | None,
            },
            {"mirror": mirror, "digests": digests, "require_digests": require_digests, "lock": lock},
        )
        at.require(
            isinstance(scope, cdk8s.App | cdk8s.Chart),
            "scope",
            scope.node.path,
            "neither a chart nor an app: some images of the deployment would not be reached",
            "make it in the chart, or in the app",
        )
        at.require(
            bool(mirror or digests or require_digests or lock),
            "mirror",
            mirror,
            "nothing is asked for, so it would do nothing",
            "give `mirror`, `lock`, `digests` or `require_digests`, or leave it out",
        )
        at.require(
            lock is None or not (digests or require_digests),
            "lock",
            lock.path if lock else None,
            "stands beside `digests` or `require_digests`, in whose place it is",
            "give the lock alone",
        )
        for registry in mirror if isinstance(mirror, Mapping) else ():
            at.require(
                bool(_REGISTRY.fullmatch(registry)),
                "mirror",
                registry,
                "not a registry",
                "write host and port as in the reference, such as 'docker.io'",
            )
        for place in mirror.values() if isinstance(mirror, Mapping) else [mirror] if mirror is not None else []:
            at.require(
                bool(_MIRROR.fullmatch(place)),
                "mirror",
                place,
                "not a registry; the kubelet would refuse the reference, or ask Docker Hub",
                "write host, port and path, such as 'registry.example.com:5000/mirror', without scheme and last '/'",
            )
        for text, digest in digests.items():
            check_key(at, "digests", text)
            check_digest(at, f"digests[{text}]", digest)
        self._mirror = frozen(dict(mirror)) if isinstance(mirror, Mapping) else mirror
        self._digests = frozen(dict(lock.digests if lock else digests))
        self._lock = lock
        self._unlocked: set[str] = set()
        self._require_digests = require_digests
        self._used: set[str] = set()
        self._originals: dict[str, str] = {}
        self._at = at

        registry_of_ours = Registry.of(at, scope, id)
        within = scope.node.path
        at.require(
            not registry_of_ours.has_objects(within),
            "scope",
            within or "the app",
            "holds objects of the library already, whose images this would not reach",
            "make it before all other constructs",
        )
        all_sources: dict[str, ImageSources] = getattr(scope.node.root, _SOURCES, {})
        other = next((path for path in all_sources if _is_within(path, within) or _is_within(within, path)), None)
        at.require(
            other is None,
            "scope",
            within or "the app",
            "an ImageSources holds for it, or for a part of it, already",
            "leave one of the two out",
        )
        super().__init__(scope, id)
        setattr(scope.node.root, _SOURCES, {**all_sources, within: self})
        registry_of_ours.check_at_synthesis(f"image sources of {within}", lambda: self._faults(scope))

    def applied(self, at: At, manifest: Mapping[str, Any]) -> dict[str, Any]:
        """An object with the images that it shall have.

        Raises:
            OptionError: An image has another digest, or none where one is required; or the
                mirror has no place for it.
        """
        return replaced(manifest, lambda field, image: self._source(at, f"{manifest['kind']}.{field}", image))

    def original(self, image: str) -> str:
        """The reference upstream, without mirror, of one in an object."""
        return self._originals.get(image, image)

    def _source(self, at: At, field: str, text: str) -> str:
        image = Reference.parse(text)
        if image is None:
            at.fail(field, text, "not an image reference; the kubelet refuses it", "write registry, repository and tag")
        digest = self._digests.get(image.tagged)
        if digest is not None:
            at.require(
                image.digest in (None, digest),
                field,
                text,
                f"has another digest than `digests` of {self._at.path} give it",
                "give it in one of the two places",
            )
            self._used.add(image.tagged)
            image = Reference(image.registry, image.path, image.tag, digest)
        elif self._lock is not None and image.digest is None:
            # Told at synthesis: by then the inventory is written from which the lock is made.
            self._unlocked.add(image.tagged)
        at.require(
            not self._require_digests or image.digest is not None,
            field,
            text,
            f"has no digest, and `require_digests` of {self._at.path} asks for one",
            f"add '{image.tagged}' to its `digests`",
        )
        if self._mirror is None:
            # What is as it was stays as it was written.
            return str(image) if digest is not None else text
        place = self._place(at, field, text, image)
        if place is None:
            return str(image)
        mirrored = f"{place}/{image.path}{str(image).removeprefix(image.name)}"
        before = self._originals.setdefault(mirrored, str(image))
        at.require(
            before == str(image),
            field,
            text,
            f"would have the name {mirrored} at the mirror, as {before} has",
            "give `mirror` by registry, with a path for each",
        )
        return mirrored

    def _place(self, at: At, field: str, text: str, image: Reference) -> str | None:
        """What takes the place of the registry; None if the image is at the mirror already."""
        if self._mirror is None or isinstance(self._mirror, str):
            places, place = [self._mirror], self._mirror
        else:
            places, place = list(self._mirror.values()), self._mirror.get(image.registry)
        if any(f"{image.name}/".startswith(f"{there}/") for there in places):
            return None
        if place is None:
            at.fail(
                field,
                text,
                f"`mirror` of {self._at.path} has no place for {image.registry}",
                f"add it: {{'{image.registry}': 'registry.example.com/…'}}; to itself, if it needs no mirror",
            )
        return str(place)

    def _faults(self, scope: constructs.Construct) -> Iterator[Fault]:
        for item in scope.node.find_all():
            if not isinstance(item, cdk8s.ApiObject):
                continue
            at = At(item.node.path)
            manifest = item.to_json()
            try:
                wanted = self.applied(at, manifest)
            except OptionError as error:
                yield from error.faults
                continue
            if wanted != manifest:
                yield Fault(
                    at.path,
                    manifest["kind"],
                    ", ".join(sorted(_images(manifest) - _images(wanted))),
                    f"put in by something that {self._at.path} does not reach: a patch, or an object not the library's",
                    f"write {', '.join(sorted(_images(wanted) - _images(manifest)))} there",
                )
        for text in sorted(self._unlocked):
            yield Fault(
                self._at.path,
                "lock",
                repr(text),
                f"{self._lock.path if self._lock else ''} has no digest for this image",
                self._renewal(),
            )
        for text in sorted(self._digests.keys() - self._used):
            yield Fault(
                self._at.path,
                "lock" if self._lock else "digests",
                repr(text),
                "no image of the scope has this reference, so the digest pins nothing",
                self._renewal() or "take it out, or write the reference as ImageInventory shows it, without mirror",
            )

    def _renewal(self) -> str:
        """How to mend a lock that does not fit; empty without one."""
        if self._lock is None:
            return ""
        return (
            "renew it from the inventory, which ImageInventory writes before the synthesis:"
            f" kotaemon-cdk8s lock-images --lock {self._lock.path} images.txt (docs/how-to/mirror-images.md)"
        )


def image_sources(chart: cdk8s.Chart) -> ImageSources | None:
    """What holds for the images of a chart, if anything."""
    all_sources: dict[str, ImageSources] = getattr(chart.node.root, _SOURCES, {})
    if not all_sources:  # the path costs a call into JavaScript
        return None
    path = chart.node.path
    return next((sources for within, sources in all_sources.items() if _is_within(path, within)), None)


def _is_within(path: str, within: str) -> bool:
    return not within or f"{path}/".startswith(f"{within}/")


def _images(manifest: Mapping[str, Any]) -> set[str]:
    return {image for _, image in images(manifest)}
