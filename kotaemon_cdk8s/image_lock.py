"""The file in which `kotaemon-cdk8s lock-images` keeps the digests of images, read without network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.container_image import check_digest
from kotaemon_cdk8s.image_references import Reference
from kotaemon_cdk8s.options import At, frozen

_COMMAND = "kotaemon-cdk8s lock-images"
_VERSION = 1


@dataclass(frozen=True)
class ImageLock:
    """Digests of images, from a lock file; make one with `read`.

    Args:
        path: The file.
        digests: `sha256:…` by reference with registry and tag.
    """

    path: str
    digests: Mapping[str, str]

    @staticmethod
    def read(path: str | Path) -> ImageLock:
        """Read the file that `kotaemon-cdk8s lock-images` has written.

        Args:
            path: The file, mostly `images.lock.json`, which belongs into Git.

        Raises:
            OptionError: It is not there, or is not such a file.
        """
        at = At("ImageLock.read")
        at.types({"path": str | Path}, {"path": path})
        name = str(path)
        mend = f"write it anew: {_COMMAND} --lock {name} images.txt"
        try:
            content: Any = json.loads(Path(path).read_text(encoding="utf-8"))
        except FileNotFoundError:
            at.fail("path", name, "there is no such file", mend)
        except (OSError, ValueError) as error:
            at.fail("path", name, f"cannot be read: {error}", mend)
        known = isinstance(content, dict) and content.keys() == {"version", "images"}
        at.require(
            known and content["version"] == _VERSION and isinstance(content["images"], dict),
            "path",
            name,
            f"is no lock of images: an object with `version`, {_VERSION}, and `images` is expected",
            mend,
        )
        for image, digest in content["images"].items():
            check_key(at, f"{name}: images", image)
            at.types({f"{name}: images[{image}]": str}, {f"{name}: images[{image}]": digest})
            check_digest(at, f"{name}: images[{image}]", digest)
        return ImageLock(name, frozen(content["images"]))

    def __str__(self) -> str:
        """The content of the file."""
        return json.dumps({"images": dict(self.digests), "version": _VERSION}, indent=2, sort_keys=True) + "\n"


def check_key(at: At, field: str, text: str) -> None:
    """Refuse a reference to which no digest can belong.

    Raises:
        OptionError: Naming the field.
    """
    image = Reference.parse(text)
    at.require(
        image is not None and image.tag is not None and str(image) == text and image.digest is None,
        field,
        text,
        "not a reference with registry and tag, and without digest, so it would fit no image",
        "write it as 'docker.io/library/postgres:18.6-trixie'",
    )
